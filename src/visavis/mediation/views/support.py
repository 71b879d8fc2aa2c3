"""What helps afterwards, as far as it came: each offer of the closing menu, and what a person keeps for themselves."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Support:
    """One offer of the closing menu (§6.3). ``what``: its code."""

    what: str
    offered_on: date | None = None
    chosen_on: date | None = None
    arranged: str = ""
    """What was arranged, as the mediator told it to this person."""
    arranged_for: date | None = None
    held_on: date | None = None
    helpful: int = 0
    """How much it helped, 1 to 5; 0: not said."""
    helpful_asked: bool = False
    """Whether they were asked and answered, or would rather not say."""


@dataclass(frozen=True, slots=True)
class OwnLetter:
    """A letter to oneself. Its text is there only from its day on; in an envelope it never is."""

    own_letter: str
    returns_on: date
    in_envelope: bool = False
    text: str = ""
    back_on: date | None = None


@dataclass(frozen=True, slots=True)
class Handover:
    """What another service would read (D22), which this person reads first."""

    note: str
    to_whom: str
    text: str
    version_hash: str
    agreed: bool | None = None
    """Their answer to exactly this text; None: none yet."""
    said: str = ""
    handed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Does:
    """One line of the card "who does what"."""

    who: str
    does: str


@dataclass(frozen=True, slots=True)
class Circle:
    """A circle around this person (§2.6)."""

    wished_on: date | None = None
    talked_on: date | None = None
    wishes: str = ""
    meets_at: datetime | None = None
    meets_where: str = ""
    met_on: date | None = None
    card: tuple[Does, ...] = ()
    checked_on: date | None = None
