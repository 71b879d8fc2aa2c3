"""The timetable of the desk: who comes where when, by room; what goes wrong between them in a sentence."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.test import Client

from tests.doors.desk_at_work import AtWork, work
from tests.doors.lived import Lived
from tests.doors.pages import text_of
from tests.doors.test_appointments import plan
from tests.doors.test_desk_lists import queries
from tests.doors.test_desk_roles import COLLEAGUE, LEAD, at
from tests.journal.databases import an_empty_database, run
from tests.journal.service import INTAKE, MEDIATOR, PLANNER
from visavis.journal.models import AccessRow, Trajectory
from visavis.mediation.appointments import CannotCome
from visavis.mediation.course import Pause, Withdraw
from visavis.mediation.terms import day
from visavis.people import meeting_rooms

__all__ = ["work"]


def in_days(work: AtWork, days: int = 5) -> date:
    return day(work.service.now) + timedelta(days=days)


def on_the(work: AtWork, on: date, account: str = PLANNER.id, more: str = "") -> str:
    return text_of(work.get(f"{at('timetable')}?dag={on.isoformat()}{more}", account))


def add_room(work: AtWork, name: str = "Kamer 2, Utrecht") -> str:
    answer = work.client(PLANNER.id).post(at("rooms"), {"name": name})
    assert answer.status_code == 302
    return next(room for room, called in meeting_rooms.current().items() if called == name)


def two(work: AtWork) -> tuple[Lived, Lived]:
    return work.lived().ready("conversation"), work.lived().ready("conversation")


def test_a_plan_with_a_room_stands_in_the_timetable_by_nickname_side_and_door(
    work: AtWork,
) -> None:
    room = add_room(work)
    lived = work.lived().ready("conversation")
    assert plan(work, lived, our_room=room).status_code == 302
    on = in_days(work)
    page = on_the(work, on)
    assert "Kamer 2, Utrecht Wilgenroos · Een gesprek" in page
    assert "Kant A 10.00–12.00 · Voordeur Kant B 10.30–12.30 · Tuindeur" in page
    for name in ("Noor", "Rik", "Mieke de Boer"):
        assert name not in page
    assert "Kamer 2, Utrecht" in on_the(work, on - timedelta(days=on.weekday()), more="&week=1")
    assert "Er is niets gepland." in on_the(work, on + timedelta(days=1))
    assert "De volgende is op" not in on_the(work, on + timedelta(days=1))
    assert "De volgende is op" in on_the(work, on - timedelta(days=1))
    mine = on_the(work, on, MEDIATOR.id)
    assert "Wilgenroos" in mine
    assert "Wilgenroos" not in on_the(work, on, COLLEAGUE)
    assert "De volgende is op" not in on_the(work, on - timedelta(days=1), COLLEAGUE)


def test_no_page_of_somebody_who_takes_part_names_the_room(work: AtWork) -> None:
    room = add_room(work, "Kamer Zonnebloem")
    lived = work.lived().ready("conversation")
    assert plan(work, lived, our_room=room).status_code == 302
    for party in (lived.a, lived.b):
        client: Client = lived.client(party)
        for path in ("/plek/", "/plek/afspraken/", "/plek/over-mij/"):
            page = client.get(path).content.decode()
            assert "Zonnebloem" not in page
            assert room not in page


def test_a_room_that_another_appointment_needs_is_refused_with_the_text_kept_and_nobody_named(
    work: AtWork,
) -> None:
    room = add_room(work)
    first, second = two(work)
    assert plan(work, first, our_room=room).status_code == 302
    refused = plan(work, second, our_room=room)
    assert refused.status_code == 200
    page = refused.content.decode()
    assert "Deze kamer is dan al in gebruik. Kies een andere kamer of een andere tijd." in page
    assert "Buurthuis, halte Plein" in page
    assert "Wilgenroos" not in text_of(page).replace("Wilgenroos", "", 2)
    assert not second.view(second.a).appointments
    later = {"arrives_0": "12.30", "leaves_0": "14.00", "arrives_1": "13.00", "leaves_1": "14.30"}
    assert plan(work, second, our_room=room, **later).status_code == 302
    moved = plan(work, second, contact=second.view(second.a).appointments[0].contact, our_room=room)
    assert moved.status_code == 200  # moving it back to where the other is
    elsewhere = plan(
        work, second, contact=second.view(second.a).appointments[0].contact, our_room="elsewhere"
    )
    assert elsewhere.status_code == 302
    assert "Ergens anders" in on_the(work, in_days(work))


def test_of_two_who_book_one_room_in_the_same_moment_the_second_is_told_and_loses_nothing(
    tmp_path: Path,
) -> None:
    """Two connections, each held up until the other has looked as well."""
    with an_empty_database(tmp_path, "rooms") as environment:
        found = run("tests.doors.rooms_worker", "rooms", 2, environment)
    assert found == {"answers": [200, 302], "says": True, "kept": True, "booked": 1, "twice": 0}


def test_a_room_booked_twice_all_the_same_is_said_in_a_sentence(work: AtWork) -> None:
    room = add_room(work)
    first, second = two(work)
    assert plan(work, first, our_room=room).status_code == 302
    late = {"arrives_0": "13.00", "leaves_0": "14.00", "arrives_1": "13.20", "leaves_1": "14.30"}
    assert plan(work, second, our_room=room, **late).status_code == 302
    assert "dubbel geboekt" not in on_the(work, in_days(work))
    # two at once: neither saw the other's plan when it looked for a free room
    from visavis.mediation import appointments

    one = second.view(second.a).appointments[0]
    times = {first.a: first, first.b: first}
    parts = tuple(
        appointments.Arrival(
            mine,
            other.view(theirs).appointments[0].arrives,
            other.view(theirs).appointments[0].leaves,
            other.view(theirs).appointments[0].entrance,
        )
        for mine, (theirs, other) in zip((second.a, second.b), times.items(), strict=True)
    )
    act = appointments.PlanContact(
        one.contact, "conversation", "Buurthuis", parts, True, True, "Een hand omhoog.", room=room
    )
    second.desk(act)
    sentence = "Kamer 2, Utrecht is dubbel geboekt: voor Wilgenroos, 10.00–12.30"
    assert sentence in on_the(work, in_days(work))
    Trajectory.objects.filter(id=first.where.trajectory).update(mediator=COLLEAGUE)
    theirs_only = on_the(work, in_days(work), MEDIATOR.id)
    assert "en voor een afspraak van iemand anders, 10.00–12.30." in theirs_only


def test_two_people_of_one_trajectory_within_ten_minutes_are_named_by_side(work: AtWork) -> None:
    lived = work.lived().ready("conversation")
    assert plan(work, lived, arrives_1="10.05").status_code == 302
    page = on_the(work, in_days(work))
    assert "Wilgenroos: Kant A en Kant B komen of gaan binnen tien minuten van elkaar." in page


def test_who_cannot_come_or_pauses_is_said_beside_their_hour_and_who_stopped_has_none(
    work: AtWork,
) -> None:
    lived = work.lived().ready("conversation")
    plan(work, lived)
    contact = lived.view(lived.a).appointments[0].contact
    lived.own(CannotCome(contact), lived.a)
    lived.own(Pause(), lived.b)
    page = on_the(work, in_days(work))
    assert "Kant A 10.00–12.00 · Voordeur Zegt niet te komen" in page
    assert "Kant B 10.30–12.30 · Tuindeur Pauze" in page
    lived.own(Withdraw(), lived.b)
    assert "Kant B" not in on_the(work, in_days(work))


def test_the_timetable_opens_no_dossier_and_asks_as_often_for_a_week_of_many(work: AtWork) -> None:
    first = work.lived().ready("conversation")
    plan(work, first)
    work.get(at("timetable"), PLANNER.id)
    looked = AccessRow.objects.count()
    few = queries(work, f"{at('timetable')}?week=1", PLANNER.id)
    second = work.lived().ready("conversation")
    plan(work, second)
    work.get(at("timetable"), PLANNER.id)
    before = AccessRow.objects.count()
    assert queries(work, f"{at('timetable')}?week=1", PLANNER.id) == few
    assert AccessRow.objects.count() == before
    assert looked > 0


@pytest.mark.parametrize("asked", ["9999-12-31", "2026-02-30", "🌿", "0001-01-01", ""])
def test_a_day_that_is_none_is_today(work: AtWork, asked: str) -> None:
    assert "maandag 2 maart 2026" in text_of(
        work.get(f"{at('timetable')}?dag={asked}&x=1", PLANNER.id)
    )


def test_rooms_are_kept_by_who_plans_once_each_and_end_without_losing_what_is_booked(
    work: AtWork,
) -> None:
    room = add_room(work)
    assert add_room(work) == room  # a double click
    lived = work.lived().ready("conversation")
    plan(work, lived, our_room=room)
    for _twice in range(2):
        assert work.client(LEAD).post(at("end_room", room)).status_code == 302
    assert "Nog geen kamers." in text_of(work.get(at("rooms"), PLANNER.id))
    assert "Kamer 2, Utrecht" in on_the(work, in_days(work))
    assert add_room(work) != room  # the name is free again
    assert work.client(PLANNER.id).post(at("rooms"), {"name": " "}).status_code == 200
    assert work.client(PLANNER.id).post(at("rooms"), {"name": "x" * 90}).status_code == 200
    for account in (MEDIATOR.id, INTAKE.id):
        work.get(at("rooms"), account, status=404)
    work.get(at("timetable"), INTAKE.id, status=404)
