"""Calendar addresses: a secret in an address, for a calendar that asks by itself (domain §5.4).

Only a hash of it is kept, so it is shown once; a person has one at most. Making and stopping one is no act of a
mediation but a way in, as words are: it stands in no lane, and staff do not see whether there is one.
"""

import secrets
from dataclasses import dataclass
from datetime import date

from visavis.people import hashing
from visavis.people.models import CalendarAddress

BYTES = 32


@dataclass(frozen=True, slots=True)
class Whose:
    """A party of a trajectory, or (with an empty ``trajectory``) an account of staff."""

    owner: str
    trajectory: str


def make(owner: str, on: date, *, trajectory: str = "") -> str:
    """A new secret for this person; the one of before shows nothing from now on."""
    secret = secrets.token_hex(BYTES)
    CalendarAddress.objects.update_or_create(
        owner=owner,
        defaults={
            "trajectory": trajectory,
            "lookup": hashing.lookup("calendar", secret),
            "made_on": on,
        },
    )
    return secret


def stop(owner: str) -> None:
    """The address shows nothing any more, at once. Where there was none, nothing changes."""
    CalendarAddress.objects.filter(owner=owner).delete()


def made_on(owner: str) -> date | None:
    """Since when this person has an address; None: they have none."""
    return CalendarAddress.objects.filter(owner=owner).values_list("made_on", flat=True).first()


def whose(secret: str) -> Whose | None:
    """Whose calendar this is; None for what is unknown, stopped or replaced."""
    found = CalendarAddress.objects.filter(lookup__in=hashing.lookups("calendar", secret)).first()
    return Whose(found.owner, found.trajectory) if found is not None else None
