"""Forms on paper that may come back: a code, random and meaning nothing outside, for one person and one question.

Sealed under that person's own lane's key; a form for somebody who is not here yet, under the sign-ups'. What is
mistyped, unknown, of somebody else's care, entered before or older than a year is one answer: nothing.
"""

import json
import random
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta

from visavis.journal.envelope import Damaged
from visavis.journal.keys import SIGN_UPS, OutsideReach, Ring
from visavis.journal.lanes import lanes_of_party
from visavis.journal.models import ReplyForm
from visavis.journal.seal import ROW, Unsealable, seal, unseal
from visavis.journal.sheet import NotThere
from visavis.mediation.entries import PartyId

LETTERS = "CDFHJKLMNPRTVWXY3479"
"""No vowel, so that no code is a word; nothing that looks like something else."""
LENGTH = 12
VALID = timedelta(365)
"""As long as the words of a first letter (a)."""


@dataclass(frozen=True, slots=True)
class Question:
    """What a form asks. ``slug``: of its row at the desk; ``about``: a letter, an offer or a text that both agree
    on; ``version``: of the text that stood on it. Nobody's yet: without trajectory and party."""

    slug: str
    trajectory: str = ""
    party: str = ""
    about: str = ""
    version: str = ""


def new_code(rng: random.Random) -> str:
    return "".join(rng.choice(LETTERS) for _each in range(LENGTH))


def grouped(code: str) -> str:
    """In groups of four, as people read a long code."""
    return " ".join(code[at : at + 4] for at in range(0, len(code), 4))


def plain(typed: str) -> str:
    """As printed, however it was typed or scanned."""
    return "".join(sign for sign in typed.upper() if sign.isalnum())


def issue(ring: Ring, questions: Sequence[Question], today: date, rng: random.Random) -> list[str]:
    """A code for each. Raises NotThere, or OutsideReach for somebody out of this ring's care."""
    codes = [new_code(rng) for _each in questions]
    rows = []
    for code, one in zip(codes, questions, strict=True):
        tag = _tag(ring, code)
        lane, key = _own(ring, one.party) if one.party else (None, ring.sealing(SIGN_UPS))
        sealed = seal(key, _aad(ring, tag), b"", json.dumps(asdict(one)).encode(), info=ROW)
        rows.append(ReplyForm(id=tag, tenant_id=ring.tenant, lane_id=lane, on=today, sealed=sealed))
    ReplyForm.objects.filter(tenant_id=ring.tenant, lane=None, on__lt=today - VALID).delete()
    ReplyForm.objects.bulk_create(rows)
    return codes


def find(ring: Ring, typed: str, today: date, key: str = "") -> Question | None:
    """What the form with this code asks; None for every reason alike. ``key``: of the screen form that is sent
    now: sent twice, it is the same one."""
    row = ReplyForm.objects.filter(id=_tag(ring, plain(typed)), tenant_id=ring.tenant).first()
    if row is None or row.on < today - VALID or row.key not in ("", key):
        return None
    try:
        opened = _opening(ring, row)
    except (NotThere, OutsideReach):
        return None
    try:
        body = unseal(opened, _aad(ring, row.id), bytes(row.sealed), info=ROW)[1]
    except Unsealable:
        raise Damaged("a form on paper does not open") from None
    return Question(**json.loads(body))


def enter(ring: Ring, typed: str, key: str) -> bool:
    """Marks it as entered by this screen form; whether no other was before it. In the act's own transaction."""
    rows = ReplyForm.objects.filter(id=_tag(ring, plain(typed)), key__in=("", key))
    return rows.update(key=key) == 1


def _own(ring: Ring, party: str) -> tuple[str, bytes]:
    lanes = lanes_of_party(ring.tenant, PartyId(party))
    if not lanes:
        raise NotThere
    return lanes[0].id, lanes[0].opening_key(ring)


def _opening(ring: Ring, row: ReplyForm) -> bytes:
    return _own(ring, row.lane.party_id or "")[1] if row.lane else ring.opening(SIGN_UPS)


def _tag(ring: Ring, code: str) -> str:
    return ring.tag(SIGN_UPS, "reply form", code)


def _aad(ring: Ring, tag: str) -> tuple[bytes, ...]:
    return (ring.tenant.encode(), b"reply form", tag.encode())
