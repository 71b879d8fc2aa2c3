"""The access log: every opening by staff is written down, sealed and chained (security §3, §5; NEN 7513)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from tests.journal.service import MEDIATOR, START, Service
from tests.journal.test_verify import a_thief_with_the_database, flipped
from visavis.journal import access
from visavis.journal.access import Line, Visit, What, Why, write
from visavis.journal.envelope import Damaged
from visavis.journal.keys import OutsideReach, Ring, desk_ring, keeper_ring
from visavis.journal.models import AccessHead, AccessRow, EntryRow, LaneKey
from visavis.journal.record import Where, carry_out
from visavis.journal.root import KeyUnavailable
from visavis.journal.see import history, see_desk, see_desks, see_party
from visavis.journal.sheet import NotThere
from visavis.journal.verify import verify
from visavis.mediation.entries import Audience
from visavis.mediation.exploring import AddNote

NOBODY = "0" * 32


def staff(service: Service, *mine: str, account: str = "mieke") -> Ring:
    """One request of a mediator with this caseload."""

    def standing(some: Sequence[str]) -> dict[str, tuple[str, Why]]:
        return {one: (Audience.MEDIATOR, Why.ASSIGNED if one in mine else Why.ROLE) for one in some}

    return desk_ring(service.keys, mine.__contains__, Visit(account, service.now, standing))


def log(service: Service) -> list[Line]:
    ring = keeper_ring(service.keys)
    return [kept.line for kept in access.opened(ring, AccessRow.objects.order_by("n"))]


def said(service: Service) -> list[tuple[str, str, str, str]]:
    return [(line.who, line.what, line.why, line.outcome) for line in log(service)]


def test_whoever_opens_a_dossier_is_written_down_once_for_each_request(service: Service) -> None:
    where, other = service.taken_up()
    ring = staff(service, where.trajectory)
    see_desk(where.trajectory, ring, service.now, Audience.MEDIATOR)
    history(where.trajectory, ring, service.now, Audience.MEDIATOR)
    see_party(where.party, ring, service.now)
    carry_out(AddNote(other, "Een notitie."), MEDIATOR, Where(where.trajectory), ring, service.now)
    assert log(service) == [
        Line(service.now, "mieke", "mediator", What.DOSSIER, where.trajectory, "", Why.ASSIGNED)
    ]
    see_desk(where.trajectory, staff(service, where.trajectory), service.now, Audience.MEDIATOR)
    assert len(log(service)) == 2


def test_one_persons_own_part_is_said_to_be_that(service: Service) -> None:
    where, _ = service.taken_up()
    ring = staff(service, where.trajectory)
    see_party(where.party, ring, service.now)
    see_party(where.party, ring, service.now)
    see_desk(where.trajectory, ring, service.now, Audience.MEDIATOR)
    assert [(line.what, line.party) for line in log(service)] == [
        (What.PERSON, where.party),
        (What.DOSSIER, ""),
    ]


def test_a_list_that_looks_into_dossiers_is_written_down_once_a_day(service: Service) -> None:
    one, two = service.sign_up(), service.sign_up("Sam")
    wanted = {one.trajectory: Audience.INTAKE, two.trajectory: Audience.INTAKE}
    for _ in range(3):
        see_desks(wanted, staff(service, *wanted), service.now)
    see_desks({one.trajectory: Audience.INTAKE}, staff(service, *wanted), service.now)
    assert {(line.what, line.why, line.trajectory) for line in log(service)} == {
        (What.LIST, Why.WORK, one.trajectory),
        (What.LIST, Why.WORK, two.trajectory),
    }
    assert len(log(service)) == 2
    see_desks(wanted, staff(service, *wanted, account="els"), service.now)
    service.tick(days=1)
    see_desks(wanted, staff(service, *wanted), service.now)
    assert len(log(service)) == 6


def test_what_was_refused_not_there_or_not_available_is_written_down_as_that(
    service: Service,
) -> None:
    mine, theirs = service.sign_up(), service.sign_up("Sam")
    LaneKey.objects.filter(lane__party_id=mine.party).delete()
    ring = staff(service, mine.trajectory, NOBODY)
    for trajectory, error in (
        (theirs.trajectory, OutsideReach), (NOBODY, NotThere), (mine.trajectory, KeyUnavailable),
    ):  # fmt: skip
        with pytest.raises(error):
            see_desk(trajectory, ring, service.now, Audience.MEDIATOR)
    with pytest.raises(NotThere):
        see_party(NOBODY, staff(service), service.now)
    assert said(service) == [
        ("mieke", "dossier", "role", "refused"),
        ("mieke", "dossier", "assigned", "not_there"),
        ("mieke", "dossier", "assigned", "not_available"),
        ("mieke", "person", "role", "not_there"),
    ]
    assert all(line.flagged for line in log(service))


def test_whoever_tries_again_after_a_refusal_is_written_down_again(service: Service) -> None:
    ring = staff(service)
    for _ in range(2):
        with pytest.raises(OutsideReach):
            see_desk(NOBODY, ring, service.now, Audience.MEDIATOR)
    assert len(log(service)) == 2


def test_what_somebody_typed_instead_of_an_id_is_not_kept(service: Service) -> None:
    with pytest.raises(OutsideReach):
        see_desk("Jan de Vries, Utrecht", staff(service), service.now, Audience.MEDIATOR)
    assert log(service)[0].trajectory == ""


def test_nothing_is_shown_that_could_not_be_written_down(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    where = service.sign_up()

    def full(*_: Any, **__: Any) -> None:
        raise DatabaseError("no room left on the disk")

    monkeypatch.setattr(access, "write", full)
    with pytest.raises(DatabaseError):
        see_desk(where.trajectory, staff(service, where.trajectory), service.now)


def test_only_the_privacy_officer_reads_the_log(service: Service) -> None:
    where = service.sign_up()
    ring = staff(service, where.trajectory)
    see_desk(where.trajectory, ring, service.now)
    for other in (ring, service.ring(where.party)):
        with pytest.raises(OutsideReach):
            access.opened(other, AccessRow.objects.all())
    with pytest.raises(OutsideReach):
        see_desk(where.trajectory, keeper_ring(service.keys), service.now)


def test_the_stored_line_says_nothing_in_clear_and_no_week_can_be_laid_beside_another(
    service: Service,
) -> None:
    where, account = service.sign_up(), "mieke"
    for _ in range(2):
        see_desk(where.trajectory, staff(service, where.trajectory, account=account), service.now)
    service.tick(weeks=1)
    see_desk(where.trajectory, staff(service, where.trajectory, account=account), service.now)
    rows = list(AccessRow.objects.order_by("n").values())
    assert rows[0]["who"] == rows[1]["who"] != rows[2]["who"]
    assert rows[0]["dossier"] == rows[1]["dossier"] != rows[2]["dossier"]
    printed = repr(rows)
    for word in (account, where.trajectory, where.party, "mediator", "assigned", "2026-03-02T"):
        assert word not in printed


def test_the_log_is_found_by_week_by_person_and_by_dossier(service: Service) -> None:
    one, two = service.sign_up(), service.sign_up("Sam")
    ring = keeper_ring(service.keys)
    for account, where in (("mieke", one), ("mieke", two), ("jan", one)):
        see_desk(where.trajectory, staff(service, where.trajectory, account=account), service.now)
    with pytest.raises(OutsideReach):
        see_desk(two.trajectory, staff(service, account="jan"), service.now)
    first = service.now
    service.tick(weeks=3)
    see_desk(one.trajectory, staff(service, one.trajectory), service.now)

    def found(**by: Any) -> list[int]:
        weeks = access.weeks_between(first.date(), service.now.date())
        return [kept.n for kept in access.lines(ring, weeks, **by)]

    assert found() == [5, 4, 3, 2, 1]
    assert found(who="mieke") == [5, 2, 1]
    assert found(trajectory=one.trajectory) == [5, 3, 1]
    assert found(who="jan", trajectory=two.trajectory) == [4]
    assert found(flagged=True) == [4]
    assert found(limit=2) == [5, 4]
    assert found(before=4) == [3, 2, 1]
    assert [
        kept.n for kept in access.lines(ring, access.weeks_between(first.date(), first.date()))
    ] == [4, 3, 2, 1]


def line(service: Service, at: datetime, **changes: Any) -> Line:
    made = Line(at, "mieke", "mediator", What.DOSSIER, NOBODY, "", Why.ASSIGNED)
    return replace(made, **changes)


@pytest.mark.parametrize("field", ["n", "week", "who", "dossier", "flag", "once", "sealed", "head"])
def test_row_23_a_change_anywhere_in_the_log_is_named(service: Service, field: str) -> None:
    write(service.desk, [line(service, START + timedelta(hours=n)) for n in range(4)])
    assert verify().difference == ""
    assert verify().openings == 4
    row = AccessRow.objects.get(n=2)
    value = getattr(row, field)
    changed: Any = {"n": 9, "week": date(2020, 1, 6), "flag": "x", "once": "x"}.get(field)
    with a_thief_with_the_database():
        AccessRow.objects.filter(pk=row.pk).update(**{field: changed or flipped(value, 0)})
    assert "Line 2 of the access log" in verify().difference


def test_row_23_a_line_taken_out_a_cut_tail_and_one_too_many_are_found(service: Service) -> None:
    write(service.desk, [line(service, START + timedelta(hours=n)) for n in range(4)])
    ends = AccessHead.objects.get()

    class Undo(Exception):
        pass

    def found(change: Any) -> str:
        def try_it() -> None:
            with transaction.atomic(), a_thief_with_the_database():
                change()
                raise Undo(verify().difference)

        with pytest.raises(Undo) as undone:
            try_it()
        return str(undone.value)

    assert "Line 2" in found(AccessRow.objects.filter(n=2).delete)
    assert "should end at line 4" in found(AccessRow.objects.filter(n=4).delete)
    assert "should end at line 3" in found(lambda: AccessHead.objects.update(n=3))
    assert "changed, or one before it" in found(
        lambda: AccessHead.objects.update(start=2, start_head=ends.head)
    )
    passed = AccessRow.objects.get(n=2)
    assert "from before its beginning" in found(
        lambda: AccessHead.objects.update(start=2, start_head=passed.head)
    )


def test_a_line_that_was_changed_is_not_shown(service: Service) -> None:
    write(service.desk, [line(service, START)])
    with a_thief_with_the_database():
        AccessRow.objects.update(sealed=flipped(AccessRow.objects.get().sealed, 90))
    with pytest.raises(Damaged):
        log(service)


def test_lines_are_neither_changed_nor_removed_by_the_service_itself(service: Service) -> None:
    write(service.desk, [line(service, START)])
    for statement in ("UPDATE journal_accessrow SET n = 7", "DELETE FROM journal_accessrow"):
        with (
            pytest.raises(DatabaseError, match="append only"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)


def test_the_log_is_kept_five_years_and_holds_after_the_older_weeks_have_gone(
    service: Service,
) -> None:
    days = [datetime(2021, 3, 1, 9, tzinfo=UTC) + timedelta(days=n) for n in range(20)]
    write(service.desk, [line(service, at) for at in days])
    tenant = service.keys.tenant
    assert access.forget(tenant, date(2026, 3, 1)) == 0
    assert access.forget(tenant, date(2026, 3, 20)) == 14
    assert access.forget(tenant, date(2026, 3, 20)) == 0
    first = log(service)[0].at.date()
    assert first == date(2021, 3, 15)  # whole weeks: nothing younger than five years was let go
    assert (verify().difference, verify().openings) == ("", 6)
    write(service.desk, [line(service, START)])
    assert access.forget(tenant, date(2040, 1, 1)) == 7
    assert verify().difference == ""
    write(service.desk, [line(service, START)])
    assert [one.n for one in access.lines(keeper_ring(service.keys), [date(2026, 3, 2)])] == [22]


def test_opening_with_no_member_of_staff_behind_it_is_not_in_the_log(service: Service) -> None:
    where, _ = service.taken_up()
    see_desk(where.trajectory, service.desk, service.now)
    see_party(where.party, service.ring(where.party), service.now)
    assert EntryRow.objects.exists()
    assert not AccessRow.objects.exists()


@pytest.mark.pure
def test_weeks_begin_on_monday_and_hold_their_last_day() -> None:
    assert access.weeks_between(date(2026, 3, 1), date(2026, 3, 9)) == [
        date(2026, 3, 9),
        date(2026, 3, 2),
        date(2026, 2, 23),
    ]
