"""Young people at the desk: how old, who decides with them, and to whom a letter goes (S11, S12, domain §1.3)."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from visavis.mediation.entries import Audience
from visavis.mediation.safeguards.registry import age_of
from visavis.mediation.terms import CHILD_UNTIL, GROWN_UP, OWN_CONSENT_FROM
from visavis.mediation.views import Guest, Side
from visavis.outside import young as readers

TO_READERS = {"guardian": readers.GUARDIAN, "both": readers.YOUNG}


@dataclass(frozen=True, slots=True)
class Parent:
    """A parent or guardian of this person. ``agrees``: their own yes or no; None: nothing said yet."""

    guest: Guest
    may_decide: bool
    agrees: bool | None
    said_on: date | None


def parents(side: Side) -> list[Parent]:
    """Who stands beside this person as parent or guardian, as far as whoever looks may know them."""
    deciding = {one.guardian for one in side.file.guardians if one.may_decide}
    said = {one.guardian: one for one in side.own.guardians_said}
    return [
        Parent(
            guest,
            guest.guest in deciding,
            said[guest.guest].agrees if guest.guest in said else None,
            said[guest.guest].on if guest.guest in said else None,
        )
        for guest in side.own.around
        if guest.role is Audience.GUARDIAN and guest.state != "ended"
    ]


def is_young(side: Side, today: date) -> bool:
    """Not grown up yet, as far as we know."""
    age = age_of(side, today)
    return age is not None and age < GROWN_UP


def needs_guardian(side: Side, today: date) -> bool:
    """Under 16: a parent or guardian decides too (S11)."""
    age = age_of(side, today)
    return age is not None and age < OWN_CONSENT_FROM


def is_child(side: Side, today: date) -> bool:
    """Under 12: a parent or guardian decides, and the child is heard (S11)."""
    age = age_of(side, today)
    return age is not None and age < CHILD_UNTIL


def addressed(side: Side, today: date) -> str:
    """To whom a first letter and its reminder go: them, guardian or both."""
    if is_child(side, today):
        return "guardian"
    return "both" if needs_guardian(side, today) else "them"


def reader(side: Side, today: date) -> str:
    """Who reads the letter that carries the words."""
    young_alone = is_young(side, today) and not needs_guardian(side, today)
    alone = readers.YOUNG_ALONE if young_alone else readers.THEM
    return TO_READERS.get(addressed(side, today), alone)


def shown(side: Side, today: date) -> dict[str, Any]:
    """What each block of a young person says beside the rest; nothing for who is grown up."""
    if not is_young(side, today):
        return {}
    return {"age": age_of(side, today), "parents": parents(side)}
