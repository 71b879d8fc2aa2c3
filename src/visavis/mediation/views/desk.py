"""Assignment and planning: what belongs to no one person."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Glass:
    """An opening by somebody who does not belong here (S41)."""

    by: str
    at: datetime
    until: datetime
    reason: str


@dataclass(frozen=True)
class DeskLane:
    """Assignment and planning: no fact of one person."""

    nickname: str = ""
    sort: str = "mediation"
    """mediation, support_circle or symbolic."""
    mediator: str = ""
    mediator_name: str = ""
    prepared: bool = False
    taken_up: bool = False
    declined_to_take_up: str = ""
    co_mediator: str = ""
    co_mediator_name: str = ""
    approved: bool = False
    """Whether the practice lead approved contact in a sensitive trajectory (S18)."""
    approval_reason: str = ""
    """The practice lead's words with it: terms, or why not."""
    glass: tuple[Glass, ...] = ()
    rooms: tuple[tuple[str, str], ...] = ()
    """Which room of ours each appointment has, by the ids of both."""

    def is_open_to(self, account: str, now: datetime) -> bool:
        """Whether this colleague broke the glass, and the hour is not over."""
        return any(one.by == account and one.at <= now <= one.until for one in self.glass)

    @property
    def one_sided(self) -> bool:
        """A circle around one person and symbolic contact have no other side (domain §1.4)."""
        return self.sort != "mediation"
