"""Who plans, in a real browser: a profile, days away, a departure with nothing left behind, rooms and a day of them."""

from datetime import datetime, time, timedelta

import pytest
from playwright.sync_api import Page

from tests.doors.desk_at_work import PASSPHRASE, AtWork, work
from tests.doors.test_desk_roles import LEAD, at
from tests.journal.service import MEDIATOR, PLANNER
from tests.journeys.test_desk_walk import Desk
from visavis.journal import refusals
from visavis.mediation.appointments import Arrival, PlanContact
from visavis.mediation.terms import HERE, day
from visavis.people import meeting_rooms

__all__ = ["work"]
pytestmark = pytest.mark.browser


def fills(page: Page, name: str, *parts: str) -> None:
    for number, part in enumerate(parts):
        page.fill(f"[name={name}_{number}]", part)


def test_a_planner_sees_who_fits_and_hands_everything_over_before_a_colleague_is_gone(
    host: str, work: AtWork, page: Page
) -> None:
    lived, waits = work.lived().taken_up(), work.lived().signed_up()
    service = work.service
    for number in range(3):
        refusals.keep(service.desk, 28, "TakeUp", day(service.now), f"form {number}")
    refusals.keep(service.desk, 19, "PlanContact", day(service.now), "form")
    service.tick(days=20)
    Desk(page, host, LEAD).goes(at("practice")).reads("Wilgenroos").looks("practice")
    page.context.clear_cookies()
    desk = Desk(page, host, PLANNER.id).goes(at("colleagues")).looks("colleagues")
    desk.follows("Jan Vos")
    page.get_by_label("Gevoelige trajecten").check()
    page.get_by_label("Turks").check()
    page.get_by_label("Waar kunnen zij mensen ontmoeten?").fill("Utrecht, Amersfoort")
    desk.looks("colleague").presses("Bewaar dit").reads("Turks")
    desk.goes(at("away", MEDIATOR.id))
    fills(page, "first", "9", "4", "2026")
    fills(page, "last", "1", "4", "2026")
    desk.presses("Bewaar deze dagen").reads("De laatste dag ligt voor de eerste.").looks(
        "away-wrong"
    )
    fills(page, "last", "20", "4", "2026")
    desk.presses("Bewaar deze dagen").reads("Hier neemt niemand waar").looks("away")
    desk.goes(at("leaving", MEDIATOR.id)).looks("leaving-when")
    today = day(service.now)
    fills(page, "on", str(today.day), str(today.month), str(today.year))
    desk.presses("Bewaar deze laatste dag").reads("Dit kan nog niet worden afgerond.")
    desk.looks("leaving")
    desk.follows("Een andere bemiddelaar").reads("Niet vastgelegd waar zij wonen").looks("who-fits")
    page.get_by_label("Jan Vos").check()
    page.get_by_label("Deze bemiddelaar zei mij").check()
    desk.presses("Wijs toe").reads("Bij hen loopt niets meer.").looks("leaving-nothing-left")
    if page.get_by_label("Uw wachtzin").count():
        page.get_by_label("Uw wachtzin").fill(PASSPHRASE)
    desk.presses("Zij zijn weg; rond het af").looks("colleagues-after")
    assert "Mieke de Boer" not in page.inner_text("table")
    assert lived.view(lived.a).mediator == "Jan Vos"
    assert waits.view(waits.a).mediator == ""
    desk.goes(at("rooms")).looks("rooms-none")
    page.get_by_label("Hoe heet deze kamer?").fill("Kamer 2, Utrecht")
    desk.presses("Voeg deze kamer toe").looks("rooms").goes(at("timetable")).looks(
        "nothing-planned"
    )
    [room] = meeting_rooms.current()
    on = day(service.now) + timedelta(days=9)
    for minutes in (30, 5):  # two at once, and the second brings its people close together
        one = work.lived().ready("conversation")
        begins = datetime.combine(on, time(10), HERE)
        arrivals = tuple(
            Arrival(
                who,
                begins + timedelta(minutes=n * minutes),
                begins + timedelta(minutes=120 + n * minutes),
                f"Deur {n + 1}",
            )
            for n, who in enumerate((one.a, one.b))
        )
        where, stop = "Buurthuis, halte Plein", "Een hand omhoog."
        act = PlanContact(one.a, "conversation", where, arrivals, True, True, stop, room=room)
        one.desk(act)
    desk.goes(f"{at('timetable')}?dag={on.isoformat()}").reads("dubbel geboekt")
    desk.reads("binnen tien minuten").looks("timetable").follows("De hele week")
    desk.reads("Kamer 2, Utrecht").looks("timetable-week")
