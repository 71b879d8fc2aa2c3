"""One's own calendar by an address: a time and one word, and nothing that tells one address from another."""

import re
from datetime import UTC, timedelta
from typing import Any

import pytest
from django.test import Client

from tests.doors.desk_at_work import ACCOUNTS, PASSPHRASE, AtWork, work
from tests.doors.lived import TALK, Lived, step_up
from tests.doors.pages import text_of
from tests.doors.test_desk_roles import at
from tests.journal.service import MEDIATOR
from visavis.mediation.appointments import CallOffContact, CannotCome
from visavis.mediation.course import Pause, Resume, Withdraw
from visavis.mediation.entries import PartyId
from visavis.mediation.terms import day
from visavis.people import calendars, signing_in, staff, throttle
from visavis.people.models import CalendarAddress

__all__ = ["work"]
pytestmark = [pytest.mark.django_db, pytest.mark.once]

PAGE = "/plek/afspraken/vanzelf/"
NOWHERE = f"/a/{'0' * 64}.ics"


def made(client: Client, page: str = PAGE, **said: str) -> str:
    """The path of the address that this page made."""
    answer = client.post(page, said)
    found = re.search(r"http://testserver(/a/[0-9a-f]{64}\.ics)", answer.content.decode())
    assert found is not None, text_of(answer.content.decode())
    return found[1]


def of(lived: Lived, party: PartyId) -> str:
    client = lived.client(party)
    step_up(client)
    return made(client)


def everything(path: str) -> tuple[int, list[tuple[str, str]], bytes]:
    answer = Client().get(path)
    return answer.status_code, sorted(answer.headers.items()), answer.content


def test_the_address_shows_a_day_two_times_and_one_word(work: AtWork) -> None:
    lived = work.lived().planned()
    feeds = {who: everything(of(lived, who)) for who in (lived.a, lived.b)}
    for who, (status, headers, content) in feeds.items():
        lines = dict(line.split(":", 1) for line in content.decode().split("\r\n") if line)
        assert status == 200
        assert set(lines) == {
            "BEGIN", "VERSION", "PRODID", "CALSCALE", "REFRESH-INTERVAL;VALUE=DURATION",
            "X-PUBLISHED-TTL", "UID", "DTSTAMP", "SEQUENCE", "DTSTART", "DTEND", "SUMMARY",
            "STATUS", "CLASS", "END",
        }  # fmt: skip
        assert lines["SUMMARY"] == "Afspraak"
        assert lines["DTSTAMP"].endswith("T000000Z")
        (mine,) = lived.view(who).appointments
        assert lines["DTSTART"] == f"{mine.arrives.astimezone(UTC):%Y%m%dT%H%M%SZ}"
        said = dict(headers)
        assert not {"ETag", "Last-Modified", "Set-Cookie"} & set(said)
        assert said["Cache-Control"] == "no-store"
        assert "afspraak.ics" in said["Content-Disposition"]
    assert feeds[lived.a][2] != feeds[lived.b][2]
    ids = {re.search(rb"UID:(\w+)", content)[1] for _, _, content in feeds.values()}
    assert len(ids) == 2
    assert not any(TALK.encode() in content for _, _, content in feeds.values())


def test_unknown_stopped_replaced_paused_ended_and_without_an_appointment_are_one_answer(
    work: AtWork,
) -> None:
    nothing = everything(NOWHERE)
    assert nothing[0] == 200
    assert b"BEGIN:VEVENT" not in nothing[2]
    lived = work.lived().ready("conversation")
    early = of(lived, lived.a)
    assert everything(early) == nothing, "without an appointment"
    lived.plan(TALK)
    assert everything(early) != nothing
    again = of(lived, lived.a)
    assert everything(early) == nothing, "replaced by a new one"
    assert b"BEGIN:VEVENT" in everything(again)[2]
    lived.own(Pause(), lived.a)
    assert everything(again) == nothing, "in a pause"
    lived.own(Resume(), lived.a)
    assert b"BEGIN:VEVENT" in everything(again)[2]
    client = lived.client(lived.a)
    assert client.post(f"{PAGE}uit/").status_code == 302
    assert everything(again) == nothing, "stopped"
    assert "U hebt een adres" not in text_of(client.get(PAGE).content.decode())
    last = of(lived, lived.a)
    lived.own(Withdraw(), lived.a)
    assert everything(last) == nothing, "after a stop"


def test_what_the_other_does_changes_no_byte_and_what_is_called_off_goes(work: AtWork) -> None:
    lived = work.lived().planned()
    mine = of(lived, lived.a)
    before = everything(mine)
    lived.tick(hours=2)
    lived.own(CannotCome(TALK), lived.b)
    lived.own(Pause(), lived.b)
    assert everything(mine) == before
    lived.desk(CallOffContact(TALK, (lived.a, lived.b)))
    assert everything(mine) == everything(NOWHERE)


def test_making_one_asks_for_ones_words_and_stopping_asks_for_nothing(work: AtWork) -> None:
    lived = work.lived().planned()
    client = lived.client(lived.a)
    refused = client.post(PAGE, {"words": ""})
    assert "/a/" not in refused.content.decode()
    assert not CalendarAddress.objects.exists()
    path = made(client, words=lived.words)
    assert b"BEGIN:VEVENT" in everything(path)[2]
    assert path not in client.get(PAGE).content.decode(), "it is shown once"
    row = CalendarAddress.objects.get()
    assert not any(path[3:67] in str(value) for value in vars(row).values()), "kept as a hash"


def test_the_desk_stops_it_by_telephone_without_seeing_whether_there_is_one(work: AtWork) -> None:
    lived = work.lived().planned()
    address = at("end_calendar", lived.where.trajectory, lived.a)
    without = [work.get(address), text_of(work.client().post(address).content.decode())]
    mine = of(lived, lived.a)
    page = re.compile(r'value="\w+"')
    assert page.sub("", work.get(address)) == page.sub("", without[0])
    done = text_of(work.client().post(address).content.decode())
    assert done == without[1]
    assert "gestopt" in done
    assert everything(mine) == everything(NOWHERE)


def test_new_words_an_erasure_and_leaving_end_it(work: AtWork) -> None:
    lived = work.lived().planned()
    mine = of(lived, lived.a)
    signing_in.open_place(lived.where.trajectory, lived.a)
    assert everything(mine) == everything(NOWHERE), "new words after a lost telephone"
    mine = of(lived, lived.a)
    staff.erase_party(lived.a)
    assert everything(mine) == everything(NOWHERE)
    secret = calendars.make(MEDIATOR.id, day(work.service.now))
    assert b"BEGIN:VEVENT" in everything(f"/a/{secret}.ics")[2]
    staff.close_account(MEDIATOR.id, work.service.now)
    assert everything(f"/a/{secret}.ics") == everything(NOWHERE)


def test_a_mediators_calendar_has_days_and_nicknames_and_no_hour_or_name(work: AtWork) -> None:
    lived = work.lived().planned()
    page = work.get(at("own_calendar"))
    assert "In uw eigen agenda" in text_of(page)
    wrong = work.client().post(at("own_calendar"), {"passphrase": "nee"})
    assert "/a/" not in wrong.content.decode()
    mine = made(work.client(), at("own_calendar"), passphrase=PASSPHRASE)
    status, _, content = everything(mine)
    (one,) = lived.view(lived.a).appointments
    assert status == 200
    assert content.count(b"BEGIN:VEVENT") == 1, "one for the talk, not one for each person"
    said = content.decode()
    assert f"DTSTART;VALUE=DATE:{day(one.arrives):%Y%m%d}" in said
    summary = re.search(r"SUMMARY:(.*)\r", said)
    assert summary is not None
    assert summary[1] in work.get(at("trajectories"))
    for word in ("Noor", "Jansen", "Afspraak", ACCOUNTS[MEDIATOR.id][0], TALK, lived.a, lived.b):
        assert word not in said
    assert work.client().post(at("end_own_calendar")).status_code == 302
    assert everything(mine) == everything(NOWHERE)
    other = calendars.make("staff-colleague", day(work.service.now))
    assert everything(f"/a/{other}.ics") == everything(NOWHERE), "a colleague has their own work"
    lead = calendars.make("staff-lead", day(work.service.now))
    assert everything(f"/a/{lead}.ics") == everything(NOWHERE)


def test_who_asks_without_end_waits_as_long_for_a_right_address_as_for_a_wrong_one(
    work: AtWork, monkeypatch: Any
) -> None:
    lived = work.lived().planned()
    mine = of(lived, lived.a)
    rule = throttle.Rule(2, timedelta(minutes=5), timedelta(seconds=5))
    monkeypatch.setattr(throttle, "CALENDARS_HERE", rule)
    answers = [Client().get(path).status_code for path in (mine, NOWHERE, mine, NOWHERE)]
    assert answers == [200, 200, 429, 429]


@pytest.mark.parametrize("path", ["/a/", "/a/x.ics", f"/a/{'0' * 63}.ics", f"/a/{'0' * 64}"])
def test_what_looks_like_no_address_is_not_there(path: str) -> None:
    assert Client().get(path).status_code == 404
    assert Client().post(NOWHERE).status_code == 405
