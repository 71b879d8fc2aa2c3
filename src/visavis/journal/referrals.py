"""Signed up by a service, and found again by it: by its own id and its own reference, and by no one else's.

The ids follow from both under the key of the sign-ups, so no table says who signed up whom. What comes back is what
the person ticked for whoever stands beside them as their referrer, and nothing else (S40, domain §3).
"""

import random
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError

from visavis.journal.keys import SIGN_UPS, Keys, guest_ring, sign_up_ring
from visavis.journal.models import Party
from visavis.journal.once import Conflict
from visavis.journal.record import Outcome, Where, sign_up
from visavis.journal.see import see_guest
from visavis.journal.sheet import NotThere
from visavis.mediation.entries import Actor, Audience, PartyId
from visavis.mediation.on_behalf import CONFIRMED, RECEIVED, SignUpOnBehalf
from visavis.mediation.sign_up import TAKEN_UP


@dataclass(frozen=True, slots=True)
class Signs:
    """The days of what the person lets this referrer know. None: not so, or not theirs to know."""

    received: date | None = None
    confirmed: date | None = None
    taken_up: date | None = None


def refer(act: SignUpOnBehalf, referrer: str, reference: str, keys: Keys, now: datetime) -> Outcome:
    """Signs somebody up once under this reference. Sent again it is the same; with other words a Conflict."""
    ring, where = sign_up_ring(keys), _where(keys, referrer, reference)
    try:
        return sign_up(
            act,
            ring,
            now,
            random.SystemRandom(),
            by=Actor(Audience.REFERRER, referrer),
            key=f"referral:{reference}",
            where=where,
        )
    except IntegrityError:
        if not _is_there(where):
            raise
        return Conflict()  # long ago: the receipt of it is forgotten, the reference is not


def signs(referrer: str, reference: str, keys: Keys, now: datetime) -> Signs | None:
    """What this referrer may know under this reference; None: they sent us none like it.

    What was erased shows as what nobody ticked, so that erasing tells nothing.
    """
    where = _where(keys, referrer, reference)
    party = where.party
    if not _is_there(where):
        return None
    try:
        seen = see_guest(party, referrer, guest_ring(keys, party), now)
    except NotThere:  # erased
        seen = None
    took_place = {one.kind: one.on for one in seen.took_place} if seen else {}
    return Signs(*(took_place.get(kind) for kind in (RECEIVED, CONFIRMED, TAKEN_UP)))


def _is_there(where: Where) -> bool:
    return Party.objects.filter(id=where.party).exists()


def _where(keys: Keys, referrer: str, reference: str) -> Where:
    ring = sign_up_ring(keys)
    trajectory, party = (
        ring.tag(SIGN_UPS, "referral", what, referrer, reference) for what in ("way", "person")
    )
    return Where(trajectory, PartyId(party))
