"""The base of every act: a small frozen value that names its guards and the kinds it may write.

A subclass that does not state both is refused at import, so nothing can be done unguarded by forgetting.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from visavis.mediation.effects import Effect, Refusal, Step
from visavis.mediation.entries import Audience, PartyId
from visavis.mediation.kinds import KINDS
from visavis.mediation.views import DeskView, FileView, PartyView
from visavis.mediation.words import PartyState, Text

NOT_FROM_HERE = Text(
    "Dit kan nu niet vanaf de plek waar u bent.",
    "This is not possible from the place where you are now.",
)


@dataclass(frozen=True, slots=True)
class Safeguard:
    """One rule: its number (None for a plain rule of order), source, sentence, and whether it lets pass."""

    number: int | None
    source: str
    text: Text
    lets_pass: Callable[[Any, Any, datetime], bool]
    name: str
    doc: str
    where: str = ""
    """Where it holds, for a safeguard that stands before no act but in how something is built."""
    otherwise: Callable[[Any], Text | None] | None = None
    """The sentence on this view, where the service's terms make the usual one untrue."""

    def refusal(self, view: PartyView | DeskView | None = None) -> Refusal:
        text = self.otherwise(view) if self.otherwise and view is not None else None
        return Refusal(self.number, text or self.text)


ACTS: dict[str, "type[Act]"] = {}

HEAR = frozenset({Audience.MEDIATOR, Audience.CO_MEDIATOR, Audience.INTAKE})
"""Staff who write down what a person tells them."""


class Act(ABC):
    """Something a person or the desk does."""

    guards: ClassVar[tuple[Safeguard, ...]]
    writes: ClassVar[frozenset[str]]
    from_states: ClassVar[frozenset[PartyState | None] | None] = None
    """States this act can be done from; None: any."""

    def __init_subclass__(cls, abstract: bool = False, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if abstract or cls.__name__ in ACTS:  # dataclass(slots=True) makes the class twice
            return
        missing = [name for name in ("guards", "writes") if name not in vars(cls)]
        if missing:
            raise TypeError(f"{cls.__name__} does not state its {' and '.join(missing)}")
        undeclared = cls.writes - KINDS.keys()
        if undeclared:
            raise TypeError(f"{cls.__name__} writes undeclared kinds: {sorted(undeclared)}")
        ACTS[cls.__name__] = cls


class PartyAct(Act, abstract=True):
    """Done by one person, or told by them to staff. Sees that person's view; writes their own lane."""

    always: ClassVar[bool] = False
    """Stop, decline, answer and recall skip state and stale-page checks."""
    by: ClassVar[frozenset[Audience]] = frozenset({Audience.OWNER})
    """Whose act it is; anyone of these may also tell it to staff."""
    heard_by: ClassVar[frozenset[Audience]] = HEAR

    @abstractmethod
    def mine(self, me: PartyView, now: datetime) -> Iterator[Step]:
        """What is written in the own lane, and what follows; from the own view alone."""


class SweepAct(PartyAct, abstract=True):
    """Dated work on one lane, seen as its own party sees it. ``code``: the Due it answers."""

    code: ClassVar[str]


class DeskAct(Act, abstract=True):
    """Done by staff. Guards see every side; what is written for a person depends on the act's fields and
    that person's own view only (architecture, rule 3)."""

    party: PartyId
    roles: ClassVar[frozenset[Audience]] = frozenset({Audience.MEDIATOR, Audience.CO_MEDIATOR})

    def parties(self) -> tuple[PartyId, ...]:
        """Whom the act has a part for: from its fields alone."""
        return (self.party,)

    def introduces(self) -> tuple[PartyId, ...]:
        """Who need not be known here yet: by this act they are."""
        return ()

    def for_party(self, who: PartyId, them: PartyView, now: datetime) -> Iterator[Step]:
        """What is written in this person's own lane, and what follows for them."""
        yield from ()

    def for_file(self, who: PartyId, file: FileView, now: datetime) -> Iterator[Step]:
        """What staff record about this person."""
        yield from ()

    def joint(self) -> str:
        """The object of several people that this act writes into; empty: none. From its fields alone."""
        return ""

    def for_joint(self, now: datetime) -> Iterator[Step]:
        """What is written into it: from the act's fields alone, for everyone who is part of it reads it."""
        yield from ()

    def for_desk(self, desk: DeskView, now: datetime) -> Iterator[Step]:
        """Assignment and planning, and work for colleagues."""
        yield from ()

    def parcels(self, desk: DeskView, now: datetime) -> Iterator[Effect]:
        """What happens to letters on their way."""
        yield from ()
