"""Taking in what the mediations report: occasions on people's own ways, sealed under the study key."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.db import IntegrityError, transaction

from visavis.journal import outbox
from visavis.journal.keys import Ring
from visavis.mediation.effects import Occasion
from visavis.study.identifier import new_study_id
from visavis.study.models import Link, Moment, Person
from visavis.study.people_of import linked

TRIES = 3
COUNTED = frozenset({Occasion.PAUSED, Occasion.RESUMED})


class _Overtaken(Exception):
    """Another worker took some of these occasions first."""


def take_in(ring: Ring) -> int:
    """Move all waiting occasions into the study's tables; returns how many there were.

    The first of a kind counts: what came first opened the round, and silence holds from then on. Pauses and
    their ends are counted, so each is kept.
    """
    taken, tries = 0, TRIES
    while rows := outbox.occasions(ring):
        try:
            with transaction.atomic():
                if not outbox.take_occasions(row.id for row in rows):
                    raise _Overtaken
                _keep(ring, [row for row in rows if row.occasion != Occasion.ERASED])
                forget(row.token for row in rows if row.occasion == Occasion.ERASED)
        except (IntegrityError, _Overtaken):
            # Another worker took the same rows in the same moment; theirs count.
            tries -= 1
            if not tries:
                raise
            continue
        taken += len(rows)
    return taken


def _keep(ring: Ring, rows: Iterable[outbox.Occasion]) -> None:
    by_place: Mapping[str, list[outbox.Occasion]] = defaultdict(list)
    for row in rows:
        by_place[row.token].append(row)
    people = _people(ring, by_place)
    known = {
        (moment.person_id, moment.occasion): moment
        for moment in Moment.objects.filter(person__in=people.values())
    }
    new: dict[tuple[str, str], Moment] = {}
    counted: list[Moment] = []
    earlier: list[Moment] = []
    for place, person in people.items():
        for row in by_place[place]:
            look = person.next_look
            person.next_look = min(look, row.on) if look else row.on
            if row.occasion in COUNTED:
                counted.append(Moment(person=person, occasion=row.occasion, day=row.on))
                continue
            key = (person.pk, row.occasion)
            moment = new.get(key) or known.get(key)
            if moment is None:
                new[key] = Moment(person=person, occasion=row.occasion, day=row.on)
            elif row.on < moment.day:
                moment.day = row.on
                earlier.append(moment)
    Person.objects.bulk_create(
        people.values(),
        update_conflicts=True,
        unique_fields=["study_id"],
        update_fields=["next_look"],
    )
    Moment.objects.bulk_update([one for one in earlier if one.pk], ["day"])
    Moment.objects.bulk_create([*new.values(), *counted])


def forget(places: Iterable[str]) -> None:
    """Their part of the mediation was erased: nobody knows any more whose study_id it was.

    What they answered stays, as they agreed; the tag stays, so that it is not begun a second time.
    """
    gone = set(places)
    if gone:
        Link.objects.filter(place__in=gone).update(sealed=b"")
        Person.objects.filter(place__in=gone).update(place=None)


def _people(ring: Ring, by_place: Mapping[str, list[outbox.Occasion]]) -> dict[str, Person]:
    """The study's person for each tag. Who was erased has a tag and no person: left alone."""
    people: dict[str, Person] = {}
    for person in Person.objects.select_for_update().filter(place__in=by_place):
        people[str(person.place)] = person
    before = set(Link.objects.filter(place__in=by_place).values_list("place", flat=True))
    fresh, links = [], []
    for place in by_place.keys() - before:
        person = Person(study_id=new_study_id(), place=place)
        fresh.append(person)
        links.append(linked(ring, by_place[place][0].party, person))
    Link.objects.bulk_create(links)
    people.update({str(person.place): person for person in fresh})
    return people
