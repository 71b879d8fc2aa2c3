"""Three words that open one page only: the answer to a letter, or the sign-up that was sent.

The page is the same whatever the one who began has done since. Unknown and expired are one
answer at one cost.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime

from visavis.mediation.terms import years_after
from visavis.people import hashing, throttle
from visavis.people.models import Purpose, ThreeWords
from visavis.people.signing_in import LONGEST_TYPED, Refused
from visavis.people.words import Chooser, three_words, typed


@dataclass(frozen=True, slots=True)
class Opens:
    """What three words open: ``purpose`` is ``answer`` or ``sign_up``."""

    purpose: str
    trajectory: str
    party: str


def for_answer(
    trajectory: str, party: str, last_letter: datetime, rng: Chooser | None = None
) -> tuple[str, ...]:
    """Words for a letter, valid until twelve months after ``last_letter``. Those of earlier
    letters stay valid as long: whoever finds an old letter can still answer."""
    until = _a_year_after(last_letter)
    ThreeWords.objects.filter(purpose=Purpose.ANSWER, party=party).update(valid_until=until)
    return _make(Purpose.ANSWER, trajectory, party, until, rng)


def for_sign_up(trajectory: str, party: str, rng: Chooser | None = None) -> tuple[str, ...]:
    """Words for the sign-up that one sent, or that somebody else made for one (D2), until `end`."""
    return _make(Purpose.SIGN_UP, trajectory, party, None, rng)


def end(purpose: str, party: str) -> None:
    """These words open nothing any more: the first call was made, or the party was erased."""
    ThreeWords.objects.filter(purpose=purpose, party=party).delete()


def open_page(
    words: str,
    purpose: str | tuple[str, ...],
    address: str,
    now: datetime,
    machine_now: datetime,
) -> Opens | Refused:
    """What these words open, for this purpose only, or for one of these.

    ``now`` is the service's time (validity), ``machine_now`` the machine's (throttling).
    """
    given = typed(words[:LONGEST_TYPED])
    purposes = (purpose,) if isinstance(purpose, str) else purpose
    target = f"{purposes[0]}:" + " ".join(given[:2])
    left = throttle.wait(target, address, machine_now)
    found = ThreeWords.objects.filter(
        purpose__in=purposes, lookup__in=hashing.lookups("three-words", *given)
    ).first()
    hashing.verify(None, " ".join(given))  # the cost of any attempt
    if left:
        return Refused(left)
    if found is None or (found.valid_until is not None and found.valid_until < now):
        throttle.failed(target, address, machine_now)
        return Refused(throttle.wait(target, address, machine_now))
    throttle.succeeded(target, address, machine_now)
    return Opens(found.purpose, found.trajectory, found.party)


def _make(
    purpose: Purpose, trajectory: str, party: str, until: datetime | None, rng: Chooser | None
) -> tuple[str, ...]:
    rng = rng or secrets.SystemRandom()
    while True:
        words = three_words(rng)
        place = hashing.lookup("three-words", *words)
        if not ThreeWords.objects.filter(lookup=place).exists():
            ThreeWords.objects.create(
                purpose=purpose, lookup=place, trajectory=trajectory, party=party, valid_until=until
            )
            return words


def _a_year_after(moment: datetime) -> datetime:
    return datetime.combine(years_after(moment.date(), 1), moment.timetz())
