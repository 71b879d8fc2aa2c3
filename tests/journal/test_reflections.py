"""A case reflection opens for its author and, until a day, for named colleagues; for nobody else, and no lane."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.journal.service import MEDIATOR, Service
from tests.journal.test_access import log
from visavis.journal import models as m
from visavis.journal import reflections
from visavis.journal.access import What, Why
from visavis.journal.envelope import Damaged
from visavis.journal.epoch import new_epoch
from visavis.journal.erasure import Order, erase
from visavis.journal.keys import (
    OutsideReach,
    Place,
    PlaceRole,
    desk_ring,
    open_service,
    participant_ring,
    reflection_ring,
)
from visavis.journal.reflections import Otherwise, Reflection
from visavis.mediation.entries import PartyId
from visavis.mediation.reflection import Line
from visavis.mediation.terms import SHARED_KEPT, day

TODAY = date(2026, 3, 2)
UNTIL = TODAY + timedelta(days=14)
COLLEAGUE, LEAD, STRANGER = "staff-colleague", "staff-lead", "staff-stranger"
LINES = (Line("event", code="traffic"), Line("place", "a", "exploring", 3))


@pytest.fixture
def asked(service: Service) -> Reflection:
    """Shared with a colleague and the practice lead, for two weeks."""
    where, _other = service.taken_up()
    said = Reflection(
        "", where.trajectory, MEDIATOR.id, TODAY, UNTIL, "Ga ik te snel?", LINES, (COLLEAGUE, LEAD)
    )
    return replace(said, id=reflections.share(service.desk, said, "a form"))


def theirs(service: Service, one: Reflection, who: str, on: date = UNTIL) -> Reflection | None:
    return reflections.shared(service.desk, one.id, who, on)


def test_its_author_and_whoever_it_is_shared_with_read_it_and_nobody_else(
    service: Service, asked: Reflection
) -> None:
    assert reflections.own(service.desk, asked.id, MEDIATOR.id) == asked
    assert theirs(service, asked, COLLEAGUE) == theirs(service, asked, LEAD) == asked
    assert reflections.shared_with(service.desk, COLLEAGUE, TODAY) == [asked]
    assert theirs(service, asked, STRANGER) is None
    assert theirs(service, asked, MEDIATOR.id) is None
    assert reflections.own(service.desk, asked.id, COLLEAGUE) is None
    assert reflections.shared_with(service.desk, STRANGER, TODAY) == []


def test_on_the_day_after_its_last_it_is_not_there_any_more_and_nothing_had_to_run(
    service: Service, asked: Reflection
) -> None:
    after = UNTIL + timedelta(days=1)
    assert theirs(service, asked, COLLEAGUE, UNTIL) == asked
    assert theirs(service, asked, COLLEAGUE, after) is None
    assert reflections.shared_with(service.desk, COLLEAGUE, after) == []
    assert reflections.own(service.desk, asked.id, MEDIATOR.id) == asked


def test_ended_sooner_it_stays_ended_and_goes_from_its_author_too_after_a_while(
    service: Service, asked: Reflection
) -> None:
    reflections.end(service.desk, asked, TODAY)
    reflections.end(service.desk, asked, TODAY + timedelta(days=5))
    assert theirs(service, asked, COLLEAGUE, TODAY) is None
    [mine] = reflections.of_author(service.desk, MEDIATOR.id)
    assert mine.until == TODAY - timedelta(days=1)
    assert reflections.forget(service.keys.tenant, mine.until + SHARED_KEPT) == 0
    assert reflections.forget(service.keys.tenant, mine.forgotten_on) == 1
    assert not m.ReflectionRow.objects.exists()
    assert not m.ReflectionReader.objects.exists()


def test_sent_twice_it_is_shared_once(service: Service, asked: Reflection) -> None:
    again = reflections.share(service.desk, replace(asked, question="Iets anders?"), "a form")
    assert (again, m.ReflectionRow.objects.count()) == (asked.id, 1)
    mine = reflections.own(service.desk, asked.id, MEDIATOR.id)
    assert mine is not None
    assert mine.question == "Ga ik te snel?"


def test_its_ring_opens_it_and_no_lane_and_the_desks_own_ring_does_not_open_it(
    service: Service, asked: Reflection
) -> None:
    ring = reflection_ring(service.keys, asked.id)
    assert ring.opening(Place(PlaceRole.REFLECTION, asked.id))
    another = Place(PlaceRole.REFLECTION, "0" * 32)
    for place in (another, *(Place(role, asked.trajectory) for role in PlaceRole)):
        with pytest.raises(OutsideReach):
            ring.must_open(place, asked.trajectory)
        with pytest.raises(OutsideReach):
            ring.must_seal(place, asked.trajectory)
    with pytest.raises(OutsideReach):
        desk_ring(service.keys).must_open(Place(PlaceRole.REFLECTION, asked.id))
    mine = participant_ring(service.keys, PartyId("1" * 32))
    with pytest.raises(OutsideReach):
        reflections.own(mine, asked.id, MEDIATOR.id)


def test_nothing_of_it_stands_in_clear(service: Service, asked: Reflection) -> None:
    shared = theirs(service, asked, COLLEAGUE)
    assert shared is not None
    reflections.think(service.desk, shared, COLLEAGUE, "Nee, rustig aan.", "")
    rows = [*m.ReflectionRow.objects.values(), *m.ReflectionReader.objects.values()]
    said = repr([{k: bytes(v) if k == "sealed" else v for k, v in row.items()} for row in rows])
    for word in ("snel", "rustig", COLLEAGUE, MEDIATOR.id, "traffic"):
        assert word not in said


def test_what_a_reader_thinks_goes_to_its_author_and_is_changed_only_as_it_stood(
    service: Service, asked: Reflection
) -> None:
    for text, before in (("Eerst dit.", ""), ("Eerst dit.", ""), ("Dan dat.", "Eerst dit.")):
        reflections.think(service.desk, asked, COLLEAGUE, text, before)
    with pytest.raises(Otherwise):
        reflections.think(service.desk, asked, COLLEAGUE, "Uit een oud scherm.", "")
    with pytest.raises(Otherwise):
        reflections.think(service.desk, asked, STRANGER, "Ongevraagd.", "")
    assert reflections.thoughts(service.desk, asked) == {COLLEAGUE: "Dan dat.", LEAD: ""}


def test_who_steps_back_reads_it_no_further_and_what_they_wrote_is_gone(
    service: Service, asked: Reflection
) -> None:
    reflections.think(service.desk, asked, COLLEAGUE, "Dat is mijn buurvrouw.", "")
    for _twice in range(2):
        reflections.step_back(service.desk, asked, COLLEAGUE)
    assert theirs(service, asked, COLLEAGUE) is None
    mine = reflections.own(service.desk, asked.id, MEDIATOR.id)
    assert mine is not None
    assert (mine.readers, mine.stepped_back) == ((LEAD,), (COLLEAGUE,))
    assert reflections.thoughts(service.desk, mine) == {LEAD: ""}


def test_that_a_colleague_reads_it_is_written_down_and_is_no_opening_of_a_dossier(
    service: Service, asked: Reflection
) -> None:
    reflections.read(service.desk, asked, COLLEAGUE, "mediator", service.now)
    [line] = [one for one in log(service) if one.who == COLLEAGUE]
    assert (line.what, line.why, line.party) == (What.REFLECTION, Why.SHARED, "")
    assert line.trajectory == asked.trajectory
    assert not line.flagged


def test_with_anybody_of_its_trajectory_it_is_erased(service: Service, asked: Reflection) -> None:
    other, _ = service.taken_up()
    kept = replace(asked, trajectory=other.trajectory)
    left = reflections.share(service.desk, kept, "another form")
    sealed = bytes(m.ReflectionRow.objects.get(id=left).sealed)
    one = m.Party.objects.filter(trajectory=asked.trajectory).first()
    assert one is not None
    erase(service.keys, [Order(one.id, Why.RETENTION)], service.now)
    assert list(m.ReflectionRow.objects.values_list("id", flat=True)) == [left]
    assert set(m.ReflectionReader.objects.values_list("reflection", flat=True)) == {left}
    assert bytes(m.ReflectionRow.objects.get(id=left).sealed) != sealed  # under a new key
    found = reflections.shared(service.desk, left, COLLEAGUE, day(service.now))
    assert found is not None
    assert found.question == asked.question


def test_what_is_shared_while_the_keys_move_is_sealed_again(
    service: Service, asked: Reflection, monkeypatch: pytest.MonkeyPatch
) -> None:
    moves = [True, False]
    monkeypatch.setattr(service.keys, "moved", lambda: moves.pop(0) if moves else False)
    name = reflections.share(service.desk, asked, "moved once")
    assert (m.ReflectionRow.objects.filter(id=name).count(), moves) == (1, [])
    monkeypatch.setattr(service.keys, "moved", lambda: True)
    with pytest.raises(reflections.EpochMoved):
        reflections.share(service.desk, asked, "moves for ever")


def test_one_that_was_changed_is_named_and_not_shown(service: Service, asked: Reflection) -> None:
    m.ReflectionRow.objects.update(sealed=b"\1" * 600)
    with pytest.raises(Damaged):
        reflections.own(service.desk, asked.id, MEDIATOR.id)


def test_a_service_that_was_here_before_gets_the_key_of_this_drawer(service: Service) -> None:
    m.ServiceKey.objects.filter(name=PlaceRole.REFLECTION).delete()
    keys = open_service(service.keys.root)
    again = open_service(service.keys.root)
    drawer = PlaceRole.REFLECTION
    assert keys.service(drawer) == again.service(drawer)
    new_epoch(keys, renew=True)
    assert keys.service(drawer) != again.service(drawer)


def test_who_steps_back_from_one_that_is_gone_by_now_changes_nothing(
    service: Service, asked: Reflection
) -> None:
    m.ReflectionRow.objects.all().delete()
    reflections.step_back(service.desk, asked, COLLEAGUE)
    assert not m.ReflectionReader.objects.exists()
