"""Group C: people who had something comparable happen, and are beside mediation (study §1.2).

They come through a partner organisation's own link, have no record here, and keep one private link
themselves: nobody can look it up. Their first round opens at once, the other after eight months.
"""

import secrets
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256

from django.db import transaction

from visavis.journal.keys import STUDY, Ring
from visavis.journal.seal import ROW, seal, unseal
from visavis.mediation.entries import PartyId
from visavis.mediation.terms import day
from visavis.study import waves
from visavis.study.catalogue import COMPARISON, freeze
from visavis.study.consent import Purpose
from visavis.study.facts import BANDS
from visavis.study.identifier import new_study_id
from visavis.study.links import answerable, token_hash
from visavis.study.models import Consent, Contact, Partner, Person, Round
from visavis.study.waves import ASK

AFTER = timedelta(243)
"""From the first round to the middle of the other, about eight months: T1 to T3 of a mediation (a)."""
MOST_A_DAY = 40
"""Of one partner; a link that got into wrong hands cannot fill the study."""
RELATIONS = ("harmed", "next_of_kin_harmed", "responsible", "other")
MONTHS = (*(name for _, name in BANDS), "60+", "unknown")
PREFIX = "study."
"""Before the study_id of somebody of group C in the outbox, where a mediation's party would stand."""


class TooMany(Exception):
    """More people came through this link today than we take in one day."""


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody of group C says of themselves; empty where they did not."""

    relation: str = ""
    event_type: str = ""
    months_band: str = ""


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """A round of somebody who holds their first link: its own token, and from when until when."""

    wave: int
    token: str
    opens: date
    closes: date
    open_now: bool
    done: bool


def open_partner(name: str, today: date) -> tuple[Partner, str]:
    """A new organisation and the token of its link, which cannot be shown a second time."""
    token = secrets.token_hex(16)
    partner = Partner.objects.create(
        id=secrets.token_hex(16), name=name, token_hash=token_hash(token), opened_on=today
    )
    return partner, token


def close_partner(partner: str, today: date) -> None:
    """Nobody new comes through this link; who came goes on."""
    Partner.objects.filter(pk=partner, closed_on=None).update(closed_on=today)


def partner_behind(token: str) -> Partner | None:
    """The organisation of a link that is open."""
    return Partner.objects.filter(token_hash=token_hash(token), closed_on=None).first()


def enrol(
    partner: Partner, told: Told, ticks: Collection[Purpose], today: date
) -> tuple[Person, str]:
    """Somebody takes part; returns them and the token of their first link. `TooMany`.

    ``ticks`` holds at least the questionnaires; what they told stands beside the answers with the
    tick for linking only.
    """
    first = secrets.token_hex(16)
    with transaction.atomic():
        partner = Partner.objects.select_for_update().get(pk=partner.pk)
        if Person.objects.filter(partner=partner, agreed_on=today).count() >= MOST_A_DAY:
            raise TooMany
        linked = told if Purpose.LINKING in ticks else Told()
        person = Person.objects.create(
            study_id=new_study_id(),
            partner=partner,
            relation=linked.relation,
            event_type=linked.event_type,
            months_band=linked.months_band,
            sign_up=f"{today:%Y-%m}" if Purpose.LINKING in ticks else "",
            asked_on=today,
            reached_on=today,
            agreed_on=today,
        )
        for purpose in Purpose:
            if purpose in ticks:
                Consent.objects.create(person=person, purpose=purpose, given_on=today)
        last = today + AFTER + timedelta(waves.T3_CLOSES)
        third = (today + AFTER + timedelta(waves.T3_OPENS), last)
        first_window = (today, today + timedelta(waves.T1_CLOSES))
        for wave, (opens, closes) in {ASK: (today, last), 1: first_window, 3: third}.items():
            Round.objects.create(
                person=person,
                wave=wave,
                nonce="",
                token_hash=token_hash(token_of(first, wave)),
                opens=opens,
                closes=closes,
            )
        freeze(1, today, COMPARISON)
    return person, first


def token_of(first: str, wave: int) -> str:
    """The token of a round, from the first link its person keeps: the study holds only hashes."""
    if wave == ASK:
        return first
    return sha256(f"visavis/study/round/1/{first}/{wave}".encode()).hexdigest()[:32]


def questionnaires(person: Person, first: str, now: datetime) -> list[Questionnaire]:
    """The rounds of whoever holds the first link."""
    today = day(now)
    rounds = Round.objects.filter(person=person, wave__gt=ASK).select_related("person")
    return [
        Questionnaire(
            wave=one.wave,
            token=token_of(first, one.wave),
            opens=one.opens,
            closes=one.closes,
            open_now=answerable(one, today),
            done=one.finished_on is not None or one.ended_on is not None,
        )
        for one in rounds.order_by("wave")
    ]


def keep_address(ring: Ring, person: Person, address: str, language: str) -> None:
    """Keep where to send the neutral message when the other round opens, sealed."""
    aad = _aad(ring, person.pk)
    sealed = seal(ring.sealing(STUDY), aad, b"", address.encode(), info=ROW)
    Contact.objects.update_or_create(
        person=person, defaults={"sealed": sealed, "language": language}
    )


def address_of(ring: Ring, study_id: str) -> tuple[str, str] | None:
    """Mail address and language of somebody of group C, None where they left none."""
    held = Contact.objects.filter(person=study_id).first()
    if held is None:
        return None
    opened = unseal(ring.opening(STUDY), _aad(ring, study_id), bytes(held.sealed), info=ROW)[1]
    return opened.decode(), held.language


def remind(today: date, notify: Callable[[PartyId, date], None]) -> int:
    """Queue what is due for those who left an address, and forget addresses that are not needed.

    Like the other rounds: one message when it opens and at most two reminders.
    """
    queued = 0
    for held in Contact.objects.select_related("person"):
        with transaction.atomic():
            one = Round.objects.select_for_update(of=("self",)).get(person=held.person, wave=3)
            person = held.person
            over = one.finished_on or one.ended_on or person.stopped_on or person.no_more_on
            if over or today > one.closes:
                held.delete()
                continue
            days = (one.opens, *(one.opens + timedelta(after) for after in waves.REMINDERS[3]))
            wanted = sum(when <= today for when in days)
            if one.notices < wanted:
                Round.objects.filter(pk=one.pk).update(notices=wanted)
                notify(PartyId(PREFIX + person.pk), today)
                queued += 1
    return queued


def _aad(ring: Ring, study_id: str) -> tuple[bytes, ...]:
    return ring.tenant.encode(), b"study contact", study_id.encode()
