"""What people agreed: one text, the same for all, in a lane of its own."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Agreement:
    """A text put to everyone. ``recorded_on``: when all had accepted exactly this; until then it is none."""

    agreement: str
    text: str = ""
    version_hash: str = ""
    put_at: datetime | None = None
    recorded_on: date | None = None
    disclosed: tuple[str, ...] = ()
    """To whom it was sent, each with everyone's consent."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """One's own yes to exactly this text."""

    agreement: str
    version_hash: str


@dataclass(frozen=True, slots=True)
class MayDisclose:
    """One's own yes to sending this agreement to this recipient."""

    agreement: str
    recipient: str
