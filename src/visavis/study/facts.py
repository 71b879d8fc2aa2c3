"""The six facts the study may know of somebody's way (study §1.2); never a word of the record."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from visavis.mediation.entries import PartyId

ROLES = {
    "harmed": "harmed",
    "bereaved": "kin",
    "next_of_kin_harmed": "kin",
    "next_of_kin_responsible": "kin",
    "responsible": "responsible",
}
"""From a participant's relation (domain §3) to the role in the study; any other is ``other``."""

BANDS = ((6, "0-5"), (12, "6-11"), (24, "12-23"), (60, "24-59"))


@dataclass(frozen=True, slots=True)
class SixFacts:
    """What the service hands over about one person.

    ``relation`` and ``event_type`` as in domain §3 and §7, ``form`` the form of contact this
    person's own screen has shown first (domain §2.1) or "none", ``sign_up`` any day of the month of
    sign-up, ``months`` the full months from event to sign-up, None when the date is not known.
    """

    relation: str
    event_type: str
    began: bool
    form: str
    sign_up: date
    months: int | None


FactsOf = Callable[[PartyId], SixFacts | None]
"""The service looks them up; None when this person may not be asked (younger than 16)."""


def band(months: int | None) -> str:
    """The band of months since the event: coarse, so that it points at nobody."""
    if months is None:
        return "unknown"
    return next((name for upper, name in BANDS if months < upper), "60+")


def role(relation: str) -> str | None:
    """The role in the study; None when the relation is not linked."""
    return ROLES.get(relation, "other") if relation else None
