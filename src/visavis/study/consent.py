"""Taking part in the study: an act of its own, outside the mediation (study §1.3).

Each tick can be given and taken back alone, in one step, without a reason. Stopping asks one
thing: only stop, or stop and erase. Nobody of the mediation learns of any of it.
"""

import os
from collections.abc import Collection
from datetime import date
from enum import StrEnum
from pathlib import Path

from django.db import transaction

from visavis.study import offers, snapshot
from visavis.study.models import Answer, Consent, Departure, Later, Link, Person, Unlinked


class Purpose(StrEnum):
    """What one can agree to, each for itself. Without the first there is nothing to take part in."""

    QUESTIONNAIRES = "questionnaires"
    LINKING = "linking"
    CLOSING = "closing"
    INTERVIEW = "interview"
    QUOTATION = "quotation"
    REUSE = "reuse"
    LATER = "later"


FACTS = ("relation", "event_type", "began", "form", "sign_up", "months_band")
HELD_APART = frozenset({Purpose.QUESTIONNAIRES, Purpose.LINKING})
"""Agreed to once, at the beginning; taken back, one may keep or erase what was kept for it.

What was offered at the end goes with its tick; the others keep nothing."""


def given(person: Person) -> frozenset[Purpose]:
    """The ticks that stand now."""
    rows = Consent.objects.filter(person=person, revoked_on=None)
    return frozenset(Purpose(purpose) for purpose in rows.values_list("purpose", flat=True))


def may_link(person: Person) -> bool:
    """Whether a further fact may be looked up: not where the tick for linking was taken back."""
    ticked = Consent.objects.filter(person=person, purpose=Purpose.LINKING)
    return not ticked.exclude(revoked_on=None).exists()


def agree(person: Person, today: date, *, linking: bool, also: Collection[Purpose] = ()) -> None:
    """Yes to questionnaires, to linking them to the six facts or not, and to what else was ticked.

    Twice is once.
    """
    with transaction.atomic():
        person = _locked(person)
        if person.agreed_on or person.stopped_on:
            return
        ticks = {Purpose.QUESTIONNAIRES, *also} | ({Purpose.LINKING} if linking else set())
        Consent.objects.bulk_create(
            Consent(person=person, purpose=purpose, given_on=today)
            for purpose in Purpose
            if purpose in ticks
        )
        if not linking:
            _unlink(person)
        person.reached_on = person.reached_on or today
        person.declined_on = None
        person.agreed_on = today
        person.next_look = today
        person.save()


def tick(person: Person, purpose: Purpose, today: date) -> None:
    """Yes to one more thing, later on: not to linking, whose facts are gone by then. Twice is once."""
    if purpose in HELD_APART:
        raise ValueError(f"{purpose} is agreed to once, at the beginning")
    with transaction.atomic():
        person = _locked(person)
        if person.agreed_on and not person.stopped_on and purpose not in given(person):
            Consent.objects.create(person=person, purpose=purpose, given_on=today)
            if purpose is Purpose.CLOSING and person.place is not None:
                Person.objects.filter(pk=person.pk).update(next_look=today)


def may_look_at_offers(person: Person) -> bool:
    """Whether what was offered at the end may be looked up now."""
    return person.stopped_on is None and Purpose.CLOSING in given(person)


def revoke(
    person: Person, purpose: Purpose, today: date, *, erase_too: bool, snapshots: Path
) -> None:
    """Take back one tick, in one step, without a reason; the others stand.

    ``erase_too``: also what was kept for it. Questionnaires: the answers and everything of this
    person; linking: the facts beside the answers. Only stopping keeps what is there: no further
    answer is asked, no further fact is looked up. What was offered at the end is erased in any case.
    """
    if purpose is Purpose.QUESTIONNAIRES:
        if erase_too:
            erase(person, today, snapshots)
        else:
            stop(person, today)
        return
    with transaction.atomic():
        person = _locked(person)
        Consent.objects.filter(person=person, purpose=purpose, revoked_on=None).update(
            revoked_on=today
        )
        if purpose is Purpose.LINKING and erase_too:
            _unlink(person)
            person.save()
        if purpose is Purpose.CLOSING:
            offers.forget(person)
            snapshot.forget(person.pk, snapshots, snapshot.HOLD_OFFERS)


def decline(person: Person, today: date) -> None:
    """No to taking part. Nothing more is asked; the page lets one come back to it until it closes."""
    with transaction.atomic():
        person = _locked(person)
        if person.agreed_on is None and person.declined_on is None:
            person.reached_on = person.reached_on or today
            person.declined_on = today
            person.save()


def no_more(person: Person, today: date) -> None:
    """No further message and no further round; what was answered stays."""
    Person.objects.filter(pk=person.pk, no_more_on=None).update(no_more_on=today)


def stop(person: Person, today: date) -> None:
    """Leave the study. What was answered stays, under the study_id."""
    with transaction.atomic():
        person = _locked(person)
        if person.stopped_on is not None:
            return
        ticked = Consent.objects.filter(person=person, revoked_on=None)
        ticked.filter(purpose=Purpose.QUESTIONNAIRES).update(revoked_on=today)
        person.stopped_on = today
        person.save()
        Departure.objects.create(day=today, erased=False)


def erase(person: Person, today: date, snapshots: Path) -> None:
    """Leave the study and take the answers along: only a count remains.

    An invitation in later years is revoked with it.

    ``snapshots``: the folder of stored snapshots; those that hold this person and on which
    nothing published rests are removed.
    """
    with transaction.atomic():
        person = _locked(person)
        if person.stopped_on is not None:
            _counted_once(person.stopped_on)
        Departure.objects.create(day=today, erased=True, pattern=pattern(person))
        study_id = person.pk
        Link.objects.filter(place=person.place).update(sealed=b"")
        Later.objects.filter(place=person.place).delete()
        person.delete()  # and with it consents, moments, rounds and answers
        snapshot.forget(study_id, snapshots)


def stopped(since: date | None = None) -> int:
    """How many people stopped or were erased, in all or from a day on."""
    rows = Departure.objects.all()
    return rows.filter(day__gte=since).count() if since else rows.count()


def pattern(person: Person) -> int:
    """The waves answered: 1 for T1, 2 for T2, 4 for T3, added."""
    waves = Answer.objects.filter(round__person=person).exclude(value=None)
    return sum(1 << wave - 1 for wave in set(waves.values_list("round__wave", flat=True)))


def _locked(person: Person) -> Person:
    return Person.objects.select_for_update().get(pk=person.pk)


def _counted_once(stopped_on: date) -> None:
    """Somebody who had stopped and now erases takes the place of one who stopped that day."""
    stopped_then = Departure.objects.filter(day=stopped_on, erased=False).first()
    if stopped_then is not None:
        stopped_then.delete()


def _unlink(person: Person) -> None:
    """Move the facts to a row that nothing joins to this person."""
    if person.relation:
        Unlinked.objects.create(
            id=os.urandom(16).hex(), **{name: getattr(person, name) for name in FACTS}
        )
    for name in FACTS:
        setattr(person, name, None if name == "began" else "")
