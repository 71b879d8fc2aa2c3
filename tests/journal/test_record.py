"""record: whole or not at all, once, on what still stands (security §9 rows 2 to 7)."""

import contextlib
from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import OperationalError, connection, transaction

from tests.journal.service import INTAKE, MEDIATOR, START, Service, owner
from visavis.journal import flush, models, record
from visavis.journal.keys import OutsideReach, sign_up_ring
from visavis.journal.once import Conflict, Once, forget
from visavis.journal.record import Recorded, Stale, Where, carry_out, sign_up
from visavis.journal.see import history, see_desk, see_party
from visavis.journal.sheet import NotThere, Sheet
from visavis.journal.verify import verify
from visavis.journal.worklist import tasks, tasks_of
from visavis.mediation.course import TickOff
from visavis.mediation.decide import decide
from visavis.mediation.effects import Decision, GrantParcel, Refusal
from visavis.mediation.entries import Actor, Audience, LaneRole, PartyId, Via, own
from visavis.mediation.exploring import AddNote, GiveInformation
from visavis.mediation.letters.kept import LETTER_MOVED
from visavis.mediation.parties import NameParty
from visavis.mediation.preparation import DeclareReady
from visavis.mediation.sign_up import PrepareSignUp, SetReach, SignUp
from visavis.mediation.telling import Tell
from visavis.mediation.terms import day
from visavis.mediation.views import Reach

TABLES = [
    models.Trajectory, models.Party, models.LaneRow, models.LaneKey, models.EntryRow,
    models.LedgerRow, models.Parcel, models.TaskRow, models.DueRow, models.OutboxRow,
    models.FeedRow, models.Card, models.Idempotency,
]  # fmt: skip


def counted() -> dict[str, int]:
    return {table.__name__: table.objects.count() for table in TABLES}


def reach(phone: str) -> SetReach:
    return SetReach(Reach("phone", phone))


def test_an_act_is_seen_by_who_did_it_and_by_the_desk(service: Service) -> None:
    where, _ = service.taken_up()
    service.own_act(reach("06 1"), where.party)
    assert see_party(where.party, service.ring(where.party), START).view.reach.phone == "06 1"
    desk = see_desk(where.trajectory, service.desk, START, Audience.MEDIATOR).view
    assert desk.side(where.party).own.reach.phone == "06 1"
    assert [side.initiating for side in desk.sides] == [True, False]


def test_what_is_stored_shows_no_word_kind_name_or_author(service: Service) -> None:
    where, _ = service.taken_up()
    service.own_act(reach("06 12345678"), where.party)
    stored = b""
    with connection.cursor() as cursor:
        for table in [*TABLES, models.Draft]:
            cursor.execute(f"SELECT * FROM {table._meta.db_table}")
            for row in cursor.fetchall():
                stored += b"|".join(v if isinstance(v, bytes) else str(v).encode() for v in row)
    for secret in (
        b"Noor", b"gebeurde", b"12345678", b"Linde", b"signed_up", b"reach_set", b"taken_up",
        b"first_talk", b"registered", b"initiating", b"screen", b"Mieke",
    ):  # fmt: skip
        assert secret not in stored, secret


def test_row_3_an_act_not_allowed_from_here_is_refused_and_leaves_nothing(service: Service) -> None:
    where, _ = service.taken_up()
    before = counted()
    assert isinstance(service.own_act(DeclareReady(), where.party), Refusal)
    assert counted() == before


def test_row_2_an_unknown_and_a_malformed_identifier_are_not_there(service: Service) -> None:
    for trajectory in ("0" * 32, "", "x' OR 1=1 --", "é" * 300):
        with pytest.raises(NotThere):
            see_desk(trajectory, service.desk, START)
        with pytest.raises(NotThere):
            service.desk_act(TickOff(PartyId("a"), "x"), MEDIATOR, trajectory)
        with pytest.raises(NotThere):
            carry_out(reach("1"), MEDIATOR, Where(party=PartyId(trajectory)), service.desk, START)


def test_row_2_asking_for_what_is_not_there_costs_the_queries_of_what_is(
    service: Service, django_assert_num_queries: Any
) -> None:
    where = service.sign_up()
    with django_assert_num_queries(3):
        see_party(where.party, service.desk, START)
    with django_assert_num_queries(3), pytest.raises(NotThere):
        see_party(PartyId("0" * 32), service.desk, START)
    with django_assert_num_queries(4):
        see_desk(where.trajectory, service.desk, START)
    with django_assert_num_queries(4), pytest.raises(NotThere):
        see_desk("0" * 32, service.desk, START)


def test_row_1_a_person_of_another_trajectory_is_not_there(service: Service) -> None:
    one, two = service.sign_up(), service.sign_up("Sam")
    act = PrepareSignUp(two.party, "Linde", "traffic")
    with pytest.raises(NotThere):
        service.desk_act(act, INTAKE, one.trajectory)
    with pytest.raises(NotThere):
        carry_out(
            reach("1"), MEDIATOR, Where(one.trajectory, two.party), service.desk, service.tick()
        )


def test_row_1_nobody_of_another_trajectory_is_named_here_as_somebody_new(service: Service) -> None:
    where, _ = service.taken_up()
    elsewhere = service.sign_up("Sam")
    with pytest.raises(NotThere):
        service.desk_act(
            NameParty(elsewhere.party, "Sam", False, knows_nobody=True), MEDIATOR, where.trajectory
        )
    assert see_party(elsewhere.party, service.desk, START).view.party == elsewhere.party


def test_row_4_the_same_form_twice_gives_the_first_result(service: Service) -> None:
    where, _ = service.taken_up()
    first = service.own_act(reach("06 1"), where.party, key="form-1")
    before = counted()
    second = service.own_act(reach("06 1"), where.party, key="form-1")
    assert isinstance(first, Recorded)
    assert not first.again
    assert isinstance(second, Recorded)
    assert second.again
    assert counted() == before


def test_row_4_a_sign_up_sent_twice_is_one_trajectory(service: Service) -> None:
    first = service.sign_up(key="form-1")
    before = counted()
    assert service.sign_up(key="form-1") == first
    assert counted() == before


def test_row_4_the_second_gets_the_first_result_even_where_it_would_now_be_refused(
    service: Service,
) -> None:
    where = service.sign_up()
    act = PrepareSignUp(where.party, "Linde", "traffic")
    assert isinstance(service.desk_act(act, INTAKE, where.trajectory, key="k"), Recorded)
    service.taken_up()
    again = service.desk_act(act, INTAKE, where.trajectory, key="k", token="of an old page")
    assert isinstance(again, Recorded)
    assert again.again


def test_row_5_the_same_key_with_other_content_is_a_conflict(service: Service) -> None:
    where, _ = service.taken_up()
    service.own_act(reach("06 1"), where.party, key="form-1")
    before = counted()
    assert isinstance(service.own_act(reach("06 2"), where.party, key="form-1"), Conflict)
    assert counted() == before
    act = SignUp("harmed", "Noor", 34)
    rings = sign_up_ring(service.keys)
    assert isinstance(sign_up(act, rings, START, service.rng, key="s"), Recorded)
    other = SignUp("harmed", "Els", 34)
    assert isinstance(sign_up(other, rings, START, service.rng, key="s"), Conflict)


def test_row_5_another_persons_key_is_no_conflict(service: Service) -> None:
    one, two = service.sign_up(), service.sign_up("Sam")
    assert isinstance(service.own_act(reach("1"), one.party, key="k"), Recorded)
    second = service.own_act(reach("2"), two.party, key="k")
    assert isinstance(second, Recorded)
    assert not second.again


def test_keys_of_forms_are_forgotten_after_a_while(service: Service) -> None:
    where = service.sign_up(key="form-1")
    assert forget(day(service.now)) == 0
    assert forget(day(service.now) + timedelta(days=1)) == 1
    assert service.sign_up(key="form-1") != where


def test_row_6_a_stale_page_records_nothing(service: Service) -> None:
    where, _ = service.taken_up()
    token = see_party(where.party, service.ring(where.party), START).token
    assert isinstance(service.own_act(reach("06 1"), where.party, token=token), Recorded)
    before = counted()
    assert isinstance(service.own_act(reach("06 2"), where.party, token=token), Stale)
    assert counted() == before


def test_row_6_the_token_stays_while_nothing_visible_changes(service: Service) -> None:
    where, other = service.taken_up()
    ring = service.ring(where.party)
    seen = see_party(where.party, ring, service.now)
    service.desk_act(AddNote(where.party, "for the file"), MEDIATOR, where.trajectory)
    service.desk_act(GiveInformation(other, "nl", "1"), MEDIATOR, where.trajectory)
    service.desk_act(TickOff(where.party, "first_talk"), MEDIATOR, where.trajectory)
    assert see_party(where.party, ring, service.now) == seen


def test_row_6_what_waits_for_a_day_changes_the_token_on_that_day(service: Service) -> None:
    where, _ = service.taken_up()
    ring = service.ring(where.party)
    seen = see_party(where.party, ring, service.now)
    later = day(service.now) + timedelta(days=7)
    told = service.desk_act(Tell(where.party, "O.asked", later), MEDIATOR, where.trajectory)
    assert isinstance(told, Recorded), told
    hidden = see_party(where.party, ring, service.now)
    assert (hidden.view, hidden.token) == (seen.view, seen.token)
    assert hidden.basis != seen.basis
    shown = see_party(where.party, ring, service.now + timedelta(days=7))
    assert shown.view.told
    assert shown.token != seen.token


def test_a_desk_token_is_that_of_who_looks(service: Service) -> None:
    where, _ = service.taken_up()
    seen = see_desk(where.trajectory, service.desk, service.now, MEDIATOR.audience)
    service.own_act(reach("06 1"), where.party)
    note = AddNote(where.party, "x")
    stale = service.desk_act(note, MEDIATOR, where.trajectory, token=seen.token)
    assert isinstance(stale, Stale)
    seen = see_desk(where.trajectory, service.desk, service.now, MEDIATOR.audience)
    fresh = service.desk_act(note, MEDIATOR, where.trajectory, token=seen.token)
    assert isinstance(fresh, Recorded)


def test_an_act_told_to_staff_is_the_persons_own_and_says_so(service: Service) -> None:
    where, _ = service.taken_up()
    told = Actor(Audience.MEDIATOR, MEDIATOR.id, Via.PHONE)
    done = carry_out(reach("06 9"), told, Where(party=where.party), service.desk, service.tick())
    assert isinstance(done, Recorded)
    view = see_party(where.party, service.ring(where.party), service.now).view
    assert view.reach.phone == "06 9"
    entries = history(where.trajectory, service.desk, service.now, Audience.MEDIATOR)
    assert entries[own(where.party)][0].by == told


@pytest.mark.parametrize("lies", ["", "Map 12: achterin", "scan-4.pdf"])
def test_what_came_on_paper_keeps_where_the_paper_lies(service: Service, lies: str) -> None:
    where, _ = service.taken_up()
    told = Actor(Audience.MEDIATOR, MEDIATOR.id, Via.PAPER, lies)
    carry_out(reach("06 9"), told, Where(party=where.party), service.desk, service.tick())
    entries = history(where.trajectory, service.desk, service.now, Audience.MEDIATOR)
    assert entries[own(where.party)][0].by == told
    facts = history(where.trajectory, service.desk, service.now, Audience.PLANNER)
    assert facts[own(where.party)][0].by == Actor(Audience.MEDIATOR, MEDIATOR.id, Via.PAPER)


def test_a_participants_ring_cannot_record_for_the_other(service: Service) -> None:
    where, other = service.taken_up()
    ring = service.ring(where.party)
    with pytest.raises(OutsideReach):
        carry_out(reach("1"), owner(where.party), Where(party=other), ring, service.tick())
    with pytest.raises(OutsideReach):
        sign_up(SignUp("harmed", "x", 30), ring, START, service.rng)


def test_the_worklist_follows_the_acts(service: Service) -> None:
    where = service.sign_up()
    today = day(service.now)
    assert [t.code for t in tasks(service.desk, Audience.INTAKE, today)] == ["prepare_sign_up"]
    service.desk_act(PrepareSignUp(where.party, "Linde", "traffic"), INTAKE, where.trajectory)
    assert not tasks(service.desk, Audience.INTAKE, today)
    [item] = tasks(service.desk, Audience.PLANNER, today)
    assert (item.trajectory, item.party, item.code) == (where.trajectory, where.party, "take_up")
    assert tasks_of(service.desk, where.trajectory) == [item]
    last = (item.due, item.id)
    assert not tasks(service.desk, Audience.PLANNER, today, after=last)


def test_history_shows_each_lane_newest_first_as_far_as_this_role_may_know(
    service: Service,
) -> None:
    where, _ = service.taken_up()
    lanes = history(where.trajectory, service.desk, service.now, Audience.MEDIATOR)
    mine = next(e for lane, e in lanes.items() if lane.party == where.party and lane.role == "own")
    assert [entry.kind for entry in mine] == ["taken_up", "reach_set", "signed_up"]
    outsider = history(where.trajectory, service.desk, service.now, Audience.OUTSIDER)
    assert not any(outsider.values())


def test_work_without_an_entry_is_carried_by_one_that_no_party_sees(service: Service) -> None:
    where, _ = service.taken_up()
    before = see_party(where.party, service.ring(where.party), service.now)
    ticked = service.desk_act(TickOff(where.party, "first_talk"), MEDIATOR, where.trajectory)
    assert isinstance(ticked, Recorded)
    assert not tasks_of(service.desk, where.trajectory)
    after = see_party(where.party, service.ring(where.party), service.now)
    assert (after.view, after.token, after.basis) == (before.view, before.token, before.basis)


def test_an_act_stopped_at_any_statement_leaves_nothing_and_can_be_done_again(
    service: Service,
) -> None:
    """Fault points before every statement: of a sign-up, a desk act in three lanes, and a person's act."""
    where = service.sign_up()
    prepare = PrepareSignUp(where.party, "Linde", "traffic")
    acts: list[Callable[[], object]] = [
        lambda: service.sign_up("Els", key="one"),
        lambda: service.desk_act(prepare, INTAKE, where.trajectory, key="two"),
        lambda: service.own_act(reach("06 1"), where.party, key="three"),
    ]

    class Stopped(Exception):
        pass

    for act in acts:
        before, statement = counted(), 0
        while True:
            statement += 1
            left = statement

            def stop(execute: Any, *arguments: Any) -> Any:
                nonlocal left
                if arguments[0].split()[0] not in {"SAVEPOINT", "RELEASE", "ROLLBACK"}:
                    left -= 1
                    if left == 0:
                        raise Stopped
                return execute(*arguments)

            with contextlib.suppress(Stopped):
                with connection.execute_wrapper(stop), transaction.atomic():
                    act()
                break
            assert counted() == before
        assert statement > 8
        assert counted() != before
    assert verify().difference == ""


def test_what_moved_between_looking_and_writing_is_looked_at_again(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    where, _ = service.taken_up()
    overtaken: list[int] = []

    def overtake(*arguments: Any) -> Any:
        decided = decide(*arguments)
        if not overtaken:
            overtaken.append(1)
            told = Actor(Audience.MEDIATOR, MEDIATOR.id, Via.PHONE)
            carry_out(reach("06 0"), told, Where(party=where.party), service.desk, service.tick())
        return decided

    monkeypatch.setattr(record, "decide", overtake)
    assert isinstance(service.own_act(reach("06 1"), where.party), Recorded)
    overtaken.clear()
    token = see_party(where.party, service.ring(where.party), service.now).token
    late = service.own_act(reach("06 2"), where.party, token=token)
    assert isinstance(late, Stale)
    assert verify().difference == ""


def test_an_act_that_is_always_overtaken_holds_its_locks_the_last_time(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    where, _ = service.taken_up()
    tries: list[bool] = []
    read = record._read

    def watched(*arguments: Any) -> Any:
        tries.append(arguments[-1])
        return read(*arguments)

    monkeypatch.setattr(record, "_read", watched)
    monkeypatch.setattr(Sheet, "moved", lambda sheet: True)
    assert isinstance(service.own_act(reach("06 1"), where.party), Recorded)
    assert tries == [False, False, True]


def test_the_second_of_a_double_click_waits_for_the_first_and_gets_its_result(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both have looked; the first writes while the second is about to."""
    where, _ = service.taken_up()
    before = see_party(where.party, service.ring(where.party), service.now).basis
    overtaken: list[int] = []

    def overtake(*arguments: Any) -> Any:
        decided = decide(*arguments)
        if not overtaken:
            overtaken.append(1)
            service.own_act(reach("06 1"), where.party, key="form", content_hash="first")
        return decided

    monkeypatch.setattr(record, "decide", overtake)
    for second, found in (
        ("first", Recorded(Where(where.trajectory, where.party), again=True)),
        ("another", Conflict()),
    ):
        overtaken.clear()
        models.Idempotency.objects.all().delete()
        said = service.own_act(reach("06 1"), where.party, key="form", content_hash=second)
        assert said == found
    after = see_party(where.party, service.ring(where.party), service.now).basis
    assert before != after


def test_a_letter_that_moved_is_refused_and_nothing_of_the_act_stays(service: Service) -> None:
    where, _ = service.taken_up()
    sheet = Sheet()
    sheet.open_trajectory(where.trajectory, service.desk)
    before = counted()
    decision = Decision("test", (), (GrantParcel("parcel", "hash", "offer"),))
    done = record.record(
        sheet, decision, Where(where.trajectory), service.desk, MEDIATOR, service.tick(),
        Once(service.desk, "", "", day(service.now)),
    )  # fmt: skip
    assert done is LETTER_MOVED
    assert counted() == before


@pytest.mark.parametrize("times", [1, record.TRIES])
def test_a_database_that_gives_up_one_of_two_is_asked_again_and_not_for_ever(
    service: Service, monkeypatch: pytest.MonkeyPatch, times: int
) -> None:
    where, _ = service.taken_up()
    read, failed = record._read, []

    def fails(*arguments: Any) -> Any:
        if len(failed) < times:
            failed.append(1)
            raise OperationalError("deadlock detected")
        return read(*arguments)

    monkeypatch.setattr(record, "_read", fails)
    with pytest.raises(
        OperationalError
    ):  # in a transaction of somebody else's, it is not ours to begin again
        service.own_act(reach("06 1"), where.party)
    failed.clear()
    monkeypatch.setattr(record, "connection", SimpleNamespace(in_atomic_block=False))
    if times < record.TRIES:
        assert isinstance(service.own_act(reach("06 1"), where.party), Recorded)
    else:
        with pytest.raises(OperationalError):
            service.own_act(reach("06 1"), where.party)


def test_a_sheet_with_nothing_on_it_has_not_moved(db: None) -> None:
    assert Sheet().moved() is False


def test_both_lanes_of_a_person_exist_from_the_start(service: Service) -> None:
    where, other = service.taken_up()
    for party in (where.party, other):
        roles = models.LaneRow.objects.filter(party_id=party).values_list("role", flat=True)
        assert set(roles) == {LaneRole.OWN, LaneRole.FILE}


def test_many_rows_at_once_are_the_rows_that_one_after_another_are(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    """PostgreSQL copies them in, and what was sealed opens and holds its chain."""
    monkeypatch.setattr(flush, "COPIED", 1)
    where, _ = service.taken_up()
    service.own_act(reach("06 12345678"), where.party)
    me = see_party(where.party, service.ring(where.party), START).view
    assert me.reach.phone == "06 12345678"
    assert verify().difference == ""
