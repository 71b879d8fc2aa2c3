"""One's own data: the copy at one's own screen and by the desk, asking to be erased, emergency access."""

import json
from datetime import timedelta

import pytest
from django.test import Client

from tests.doors.desk_at_work import PASSPHRASE, AtWork, work
from tests.doors.lived import Lived, step_up
from tests.doors.pages import form_fields, text_of, title_of
from tests.doors.test_desk_roles import at
from tests.journal.service import INTAKE, MEDIATOR, PLANNER
from visavis.journal import access, glass, requests
from visavis.journal import models as m
from visavis.journal.access import What, Why
from visavis.journal.keys import keeper_ring
from visavis.journal.requests import Asked
from visavis.journal.worklist import tasks_of
from visavis.mediation.words import PartyState

__all__ = ["work"]

DATA, ERASE = "/plek/later/gegevens/", "/plek/later/gegevens/wissen/"
LEAD = "staff-lead"
WRONG = "een twee drie vier vijf"


def test_a_copy_is_made_only_after_ones_own_five_words(lived: Lived) -> None:
    client = lived.ready().client(lived.a)
    assert "Mijn gegevens" in text_of(client.get("/plek/later/").content.decode())
    page = client.get(DATA).content.decode()
    assert title_of(page) == "Later – Visavis"
    for words in ("", WRONG):
        answer = client.post(DATA, {"kind": "json", "words": words})
        assert answer["Content-Type"].startswith("text/html")
        assert title_of(answer.content.decode()).startswith("Fout:")
    answer = client.post(DATA, {"kind": "json", "words": lived.words})
    assert json.loads(answer.content)["view"]["first_name"] == "Noor"
    again = client.post(DATA, {"kind": "pdf", "words": ""})
    assert again.content.startswith(b"%PDF-"), "for five minutes the words are not asked again"
    assert client.post(DATA, {"kind": "json", "side": "b"}).status_code == 400
    assert client.post(DATA, {"kind": "xml"}).status_code == 200


def test_the_file_has_a_neutral_name_and_no_browser_shows_or_keeps_it(lived: Lived) -> None:
    client = lived.ready().client(lived.a)
    step_up(client)
    for kind in ("pdf", "json"):
        answer = client.post(DATA, {"kind": kind})
        on = lived.service.now.date().isoformat()
        assert answer["Content-Disposition"] == f'attachment; filename="mijn-plek-{on}.{kind}"'
        assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
        assert answer["Cache-Control"] == "no-store"


@pytest.mark.parametrize("who", ["a", "b"])
def test_a_copy_is_the_same_whatever_the_other_did_and_however_often_staff_looked(
    lived: Lived, who: str
) -> None:
    """The access log is part of it, and says nothing of the days on which the other was being helped."""
    from visavis.journal.access import Line, write
    from visavis.mediation.course import Pause
    from visavis.mediation.exploring import AddNote

    lived.ready()
    mine, theirs = (lived.a, lived.b) if who == "a" else (lived.b, lived.a)
    client = lived.client(mine)
    step_up(client)
    ring, t = keeper_ring(lived.service.keys), lived.where.trajectory

    def looked(days: int) -> None:
        now = lived.service.now + timedelta(days=days)
        write(ring, [Line(now, MEDIATOR.id, "mediator", What.DOSSIER, t, "", Why.ASSIGNED)])

    looked(0)
    before = [client.post(DATA, {"kind": kind}).content for kind in ("json", "pdf")]
    lived.own(Pause(), theirs)
    lived.desk(AddNote(theirs, "Belde, en huilde."))
    for hours in range(5):
        looked(-hours % 2)
    step_up(client)
    assert [client.post(DATA, {"kind": kind}).content for kind in ("json", "pdf")] == before


def test_whoever_asks_to_be_erased_stops_and_two_of_staff_look(lived: Lived) -> None:
    client = lived.ready().client(lived.a)
    page = client.get(ERASE).content.decode()
    assert "Het kan niet terugkomen." in text_of(page)
    assert client.post(ERASE, {"words": WRONG}).status_code == 200
    assert not m.RequestRow.objects.exists()
    answer = client.post(ERASE, {"words": lived.words})
    assert (answer.status_code, answer["Location"]) == (302, DATA)
    assert lived.view(lived.a).state is PartyState.WITHDRAWN
    asked = requests.open_requests(keeper_ring(lived.service.keys))
    assert [(one.asked, one.party, one.by_themselves, one.stood) for one in asked] == [
        (Asked.ERASURE, lived.a, True, ())
    ]
    for address in (DATA, ERASE):
        assert "U vroeg ons op" in text_of(client.get(address).content.decode())
    assert client.post(ERASE, {"words": ""}).status_code == 302
    assert m.RequestRow.objects.count() == 1


def test_who_stopped_already_may_still_ask(lived: Lived) -> None:
    from visavis.mediation.course import Withdraw

    lived.ready()
    lived.own(Withdraw(), lived.b)
    client = lived.client(lived.b)
    step_up(client)
    assert client.post(ERASE, {}).status_code == 302
    assert m.RequestRow.objects.count() == 1


def test_an_erased_place_is_the_page_of_one_that_never_was(lived: Lived) -> None:
    from visavis.journal.erasure import Order, erase
    from visavis.people.staff import erase_party

    lived.ready()
    mine, other = lived.client(lived.a), lived.client(lived.b)
    step_up(other)
    pages = ("/plek/", "/plek/mensen/", "/plek/schrijven/", "/plek/later/", DATA)
    seen = [other.get(page).content for page in pages]
    order = Order(lived.a, Why.REQUEST)
    erase(lived.service.keys, [order], lived.service.now, erase_party)
    assert mine.get("/plek/").status_code == 302
    fresh = Client()
    assert fresh.post("/plek/in/", {"words": lived.words}).status_code in {200, 302}
    assert [strip(other.get(page).content) for page in pages] == [strip(page) for page in seen]


def strip(page: bytes) -> bytes:
    import re

    return re.sub(rb'(csrfmiddlewaretoken|key)" value="[^"]*"|schrijven/[0-9a-f]{32}', b"", page)


def asks(work: AtWork, lived: Lived, account: str, do: str, **more: str) -> object:
    address = at("own_data", lived.where.trajectory, lived.b)
    work.get(address, account)
    sent = {"do": do, "passphrase": PASSPHRASE, **more}
    return work.client(account).post(address, sent)


def test_the_desk_writes_a_request_down_a_colleague_stands_for_it_and_the_copy_is_made(
    work: AtWork,
) -> None:
    lived = work.lived().ready()
    address = at("own_data", lived.where.trajectory, lived.b)
    side = at("side", lived.where.trajectory, lived.b)
    assert "Hun gegevens" in text_of(work.get(side))
    page = text_of(work.get(address))
    assert f"dit deel {lived.b[:6]} van Wilgenroos" in page
    assert asks(work, lived, INTAKE.id, "copy").status_code == 302
    assert asks(work, lived, INTAKE.id, "stand:copy").status_code == 200, "not twice by one"
    assert "er is nog een collega nodig." in text_of(work.get(address))
    assert asks(work, lived, MEDIATOR.id, "make").status_code == 200, "not before two stand for it"
    assert asks(work, lived, MEDIATOR.id, "stand:copy").status_code == 302
    answer = asks(work, lived, MEDIATOR.id, "make")
    assert answer.content.startswith(b"%PDF-")
    assert 'filename="mijn-plek-' in answer["Content-Disposition"]
    ring = keeper_ring(work.service.keys)
    assert requests.open_requests(ring) == []
    made = [one.line for one in access.opened(ring, m.AccessRow.objects.all())]
    assert [(x.who, x.party) for x in made if x.what is What.EXPORT] == [(MEDIATOR.id, lived.b)]


def test_the_desk_writes_down_who_asks_to_be_erased_with_their_own_passphrase(work: AtWork) -> None:
    lived = work.lived().ready()
    wrong = asks(work, lived, MEDIATOR.id, "erasure", passphrase="iets heel anders")
    assert title_of(wrong.content.decode()).startswith("Fout:")
    assert not m.RequestRow.objects.exists()
    assert asks(work, lived, MEDIATOR.id, "erasure").status_code == 302
    assert asks(work, lived, LEAD, "stand:erasure").status_code == 302
    found = requests.open_requests(keeper_ring(work.service.keys))[0]
    assert [one.account for one in found.stood] == [MEDIATOR.id, LEAD]
    assert not found.confirmed, "one of the two is the privacy officer"
    other = at("own_data", lived.where.trajectory, "0" * 32)
    assert work.client().get(other).status_code == 404


def test_a_planner_and_a_colleague_ask_nothing_for_anyone(work: AtWork) -> None:
    lived = work.lived().ready()
    address = at("own_data", lived.where.trajectory, lived.b)
    unknown = work.client(PLANNER.id).get(at("own_data", "0" * 32, lived.b)).content
    for account in (PLANNER.id, "staff-colleague"):
        answer = work.client(account).get(address)
        assert (answer.status_code, answer.content) == (404, unknown)
    assert "Hun gegevens" not in text_of(
        work.get(at("side", lived.where.trajectory, lived.b), PLANNER.id)
    )


def test_a_practice_lead_sees_for_an_hour_what_the_role_does_not_and_acts_as_before(
    work: AtWork,
) -> None:
    lived = work.lived().ready()
    t = lived.where.trajectory
    address, page = at("emergency", t), at("trajectory", t)
    side = at("side", t, lived.a)
    assert "drie dingen" not in work.get(side, LEAD)
    assert "Noodgeval: ik moet meer zien" in text_of(work.get(page, LEAD))
    fields = form_fields(work.get(address, LEAD), "passphrase")
    for reason, passphrase in (
        ("", PASSPHRASE),
        ("spoed", PASSPHRASE),
        ("Er is iets ergs.", "nee"),
    ):
        sent = {**fields, "reason": reason, "passphrase": passphrase}
        assert work.client(LEAD).post(address, sent).status_code == 200
    assert not m.GlassRow.objects.exists()
    sent = {**fields, "reason": "Er is iets ergs gebeurd.", "passphrase": PASSPHRASE}
    assert work.client(LEAD).post(address, sent).status_code == 302
    assert "drie dingen" in work.get(side, LEAD)
    seen = text_of(work.get(page, LEAD))
    assert "U opende dit in een noodgeval" in seen
    assert "Noodgeval: ik moet meer zien" not in seen
    work.get(at("act", t, lived.a, "voorbereidend-gesprek"), LEAD, status=404)
    ring = keeper_ring(work.service.keys)
    lines = [one.line for one in access.opened(ring, m.AccessRow.objects.order_by("n"))]
    assert [line.why for line in lines[-2:]] == [Why.GLASS, Why.GLASS]
    assert glass.unseen(work.service.keys.tenant) == 1
    assert work.client(LEAD).post(address, sent).status_code == 302
    assert glass.unseen(work.service.keys.tenant) == 1, "sent twice it is one emergency"
    waiting = [one.party for one in tasks_of(work.service.desk, t) if one.code == glass.WAITS]
    assert sorted(waiting) == sorted([lived.a, lived.b])
    work.service.tick(minutes=61)
    assert "drie dingen" not in work.get(side, LEAD)


def test_nobody_else_declares_an_emergency(work: AtWork) -> None:
    lived = work.lived().ready()
    address = at("emergency", lived.where.trajectory)
    for account in (MEDIATOR.id, "staff-colleague", INTAKE.id, PLANNER.id):
        assert work.client(account).get(address).status_code == 404
        assert work.client(account).post(address, {"reason": "Er is iets."}).status_code == 404
    assert not m.GlassRow.objects.exists()
