"""What people agreed: one text, the same for all, in a lane of its own."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from visavis.mediation.terms import DESIGN


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
    think_days: int = DESIGN.reflection
    """How long it was promised to be there to be thought over (S37)."""

    @property
    def thought_over_at(self) -> datetime | None:
        """From when on it can become an agreement."""
        return self.put_at + timedelta(days=self.think_days) if self.put_at else None


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
