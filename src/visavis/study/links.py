"""Private links: a random token of which only the hash is kept (study §1.3)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256

from visavis.journal.keys import STUDY, Ring
from visavis.journal.outbox import study_token
from visavis.mediation.entries import PartyId
from visavis.mediation.terms import day
from visavis.study import waves
from visavis.study.models import Later, Person, Round
from visavis.study.waves import ASK


@dataclass(frozen=True, slots=True)
class Link:
    """What a person's own screen shows: the page that asks, a questionnaire, or their choices.

    ``kind``: "asked", "questions", "choices", or "later" when all is over and they may be asked for
    another study. ``url``: the name of the page's address, which takes ``token``. ``until``: the
    last day; None where there is none.
    """

    kind: str
    url: str
    token: str
    until: date | None


def token_of(ring: Ring, nonce: str) -> str:
    """The token of a round: 128 bits in hexadecimal, made again from its nonce and the study key."""
    return ring.tag(STUDY, "private link", nonce)


def token_hash(token: str) -> str:
    """What the database keeps of a token."""
    return sha256(b"visavis/study/link/1" + token.encode()).hexdigest()


def later_token(ring: Ring, place: str) -> str:
    """The token of who may be asked in later years, made again for their own screen."""
    return ring.tag(STUDY, "later link", place)


def links_for(ring: Ring, party: PartyId, now: datetime) -> list[Link]:
    """What stands open for this person, for their own screen and no other. ``ring``: their own.

    For the desk, the other, a supporter or a referrer there is no such list: taking part in the
    study is nothing they may know of.
    """
    today, place = day(now), study_token(ring, party)
    rounds = Round.objects.filter(person__place=place, opens__lte=today)
    found = []
    for one in rounds.select_related("person").order_by("wave"):
        token = token_of(ring, one.nonce)
        if one.wave != ASK:
            if answerable(one, today):
                found.append(Link("questions", "questionnaire:start", token, one.closes))
        elif one.person.agreed_on:
            found.append(Link("choices", "questionnaire:choices", token, one.closes))
        elif one.person.declined_on is None and today <= one.closes:
            found.append(Link("asked", "questionnaire:asked", token, one.closes))
    if Later.objects.filter(place=place).exists():
        found.append(Link("later", "questionnaire:later", later_token(ring, place), None))
    return found


def later_behind(token: str) -> Later | None:
    """Who said they may be asked in later years, by the token of their own screen."""
    return Later.objects.filter(token_hash=token_hash(token)).first()


def find(token: str, now: datetime) -> Round | None:
    """The round behind a token while it can be used, else None: unknown, early, late, used alike."""
    one = Round.objects.select_related("person").filter(token_hash=token_hash(token)).first()
    if one is None:
        return None
    today = day(now)
    return one if (asking(one, today) if one.wave == ASK else answerable(one, today)) else None


def how_ended(token: str) -> str:
    """ "finished" or "stopped" for the holder of a link who sends the last form twice, else ""."""
    one = Round.objects.filter(token_hash=token_hash(token), wave__gt=ASK).first()
    if one is None:
        return ""
    return "finished" if one.finished_on else "stopped" if one.ended_on else ""


def asking(one: Round, today: date) -> bool:
    """Whether the page that asks can be used: until it closes, and by who takes part always."""
    return one.opens <= today and (one.person.agreed_on is not None or today <= one.closes)


def answerable(one: Round, today: date) -> bool:
    """Whether a questionnaire can be answered: in its window, or a while longer once begun in it."""
    if one.finished_on or one.ended_on or one.person.stopped_on or today < one.opens:
        return False
    if today <= one.closes:
        return True
    begun = one.began_on is not None and one.began_on <= one.closes
    return begun and today <= one.closes + timedelta(waves.FINISH_WITHIN)


def reached(person: Person, today: date) -> None:
    """Somebody opened the page that asks."""
    Person.objects.filter(pk=person.pk, reached_on=None).update(reached_on=today)
