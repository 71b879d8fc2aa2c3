"""What a setting is made of: its name, its parts, and how it comes before a service sets it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from visavis.mediation.terms import Limit
from visavis.service.changes import Change, Value
from visavis.service.current import Service


@dataclass(frozen=True, slots=True)
class Part:
    """One field of a form. ``lines``: more than one makes it a box; ``number``: a whole one, from 1 on."""

    label: Any
    hint: Any = ""
    most: int = 200
    lines: int = 1
    required: bool = True
    language: str = ""
    tick: bool = False
    number: bool = False


@dataclass(frozen=True, slots=True)
class Setting:
    """``name``: as it is kept. ``limit``: a number; otherwise texts, ``sentence``: that people read as they stand.

    ``confirmed``: a sentence that is not taken over before the service said that it is true here.
    """

    name: str
    label: Any
    parts: tuple[Part, ...]
    comes: Callable[[], Value]
    where: Any = ""
    """Where people meet it."""
    limit: Limit | None = None
    sentence: bool = False
    confirmed: bool = False

    @property
    def key(self) -> str:
        return self.name.replace(".", "-")

    def change(self, service: Service) -> Change | None:
        return service.changes.get(self.name)

    def value(self, service: Service) -> Value:
        """What holds now."""
        change = self.change(service)
        return change.value if change and change.value else self.comes()

    def waits(self, service: Service) -> bool:
        """Whether the service has yet to say that it is true here."""
        return self.confirmed and self.change(service) is None


@dataclass(frozen=True, slots=True)
class Subject:
    slug: str
    title: Any
    lead: Any
    settings: tuple[Setting, ...]
