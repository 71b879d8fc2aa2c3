"""Contact details, sealed: this room keeps the bytes and never holds the key."""

import json
from collections.abc import Callable, Mapping

from visavis.people.models import ContactDetails

Seal = Callable[[bytes], bytes]


def keep(trajectory: str, party: str, details: Mapping[str, str], seal: Seal) -> None:
    """Seal and store how to reach a party, in place of what stood there."""
    sealed = seal(json.dumps(dict(details), ensure_ascii=False, sort_keys=True).encode())
    ContactDetails.objects.update_or_create(
        party=party, defaults={"trajectory": trajectory, "sealed": sealed}
    )


def read(party: str, opened: Seal) -> dict[str, str] | None:
    """How to reach a party, opened with ``opened``; None when nothing is kept."""
    row = ContactDetails.objects.filter(party=party).first()
    if row is None:
        return None
    details: dict[str, str] = json.loads(opened(bytes(row.sealed)))
    return details


def many(parties: list[str]) -> dict[str, bytes]:
    """The sealed bytes of several parties in one query, for a list at the desk."""
    rows = ContactDetails.objects.filter(party__in=parties)
    return {row.party: bytes(row.sealed) for row in rows}


def erase(party: str) -> None:
    ContactDetails.objects.filter(party=party).delete()
