"""Who stands beside a person: supporters, guardians, a lawyer, an interpreter, who referred them."""

from dataclasses import dataclass
from datetime import date

from visavis.mediation.entries import Audience


@dataclass(frozen=True, slots=True)
class Guest:
    """Someone beside this person. ``shared``: topics and kinds of entry ticked for them; default nothing.

    ``state``: invited, admitted or ended. Only who was admitted sees anything (S40).
    """

    guest: str
    role: Audience
    name: str = ""
    what_for: tuple[str, ...] = ()
    shared: frozenset[str] = frozenset()
    state: str = "invited"


@dataclass(frozen=True, slots=True)
class GuardianSaid:
    """A parent's or guardian's own yes or no, for this child."""

    guardian: str
    agrees: bool
    on: date
