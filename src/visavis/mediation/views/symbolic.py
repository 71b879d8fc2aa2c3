"""Talking with people from other events: what this person wishes, what they were asked, when they meet (§2.5)."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Together:
    """One meeting, as this person knows it. ``state``: planned, off or held."""

    mine: str
    """Its name in this person's own addresses (`own_id`): those of two people are never the same."""
    at: datetime
    where: str
    led_by: str
    """The two who lead it."""
    first_names: str
    """First names of the others, as each of them wished, after each said yes."""
    state: str = "planned"
    was_there: bool | None = None
    """Whether this person was there; None: it was not yet."""
    look_back: str = ""


@dataclass(frozen=True, slots=True)
class Symbolic:
    """Nothing of another person's way, nor of this person's for the others: first names, days, a place."""

    wished_on: date | None = None
    talked_on: date | None = None
    hopes: str = ""
    name: str = ""
    """What the others may call this person."""
    seeks: str = ""
    setting: str = ""
    relation: str = ""
    event_type: str = ""
    spoken: str = ""
    """The language this person meets in."""
    region: str = ""
    asked_on: date | None = None
    others: int = 0
    """How many others this person would meet."""
    says_yes: bool | None = None
    meetings: tuple[Together, ...] = ()
    rounded_off_on: date | None = None

    def meeting(self, mine: str) -> Together | None:
        return next((one for one in self.meetings if one.mine == mine), None)

    @property
    def met(self) -> bool:
        """Whether any meeting was held."""
        return any(one.state == "held" for one in self.meetings)
