"""One person, as the desk knows them: their own view and their file."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from visavis.mediation.entries import PartyId
from visavis.mediation.views.file import FileView
from visavis.mediation.views.parts import Told
from visavis.mediation.views.person import PartyView
from visavis.mediation.words import PartyState


@dataclass(frozen=True, slots=True)
class Side:
    """One person, as the desk knows them: their own view and their file."""

    party: PartyId
    initiating: bool
    own: PartyView
    file: FileView
    planned: tuple[Told, ...] = ()
    """What the desk wrote for a news date that has not come."""
    number: int = 0
    """Which of several on their side, in the order in which we came to know of them; 0: alone on it."""

    @property
    def state(self) -> PartyState | None:
        """Own facts first; a person without a lane of their own yet is where staff are with them."""
        return self.own.state or self.file.state

    @property
    def place(self) -> PartyState | None:
        return self.own.place or self.file.state


_FIRST = datetime.min.replace(tzinfo=UTC)


def numbered(sides: Iterable[Side]) -> tuple[Side, ...]:
    """Those who began first; on each side in the order in which we came to know of them, numbered where there
    are several. The same for everyone at the desk, whatever they may see."""
    everyone = sorted(
        sides, key=lambda side: (not side.initiating, side.file.since or _FIRST, side.party)
    )
    found: list[Side] = []
    for which in (True, False):
        half = [side for side in everyone if side.initiating is which]
        if len(half) > 1:
            half = [replace(side, number=n) for n, side in enumerate(half, start=1)]
        found += half
    return tuple(found)
