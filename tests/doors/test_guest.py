"""Whoever stands beside somebody: a page of their own, with what was ticked and nothing else, until it ends."""

from datetime import timedelta

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.utils import translation

from tests.doors.desk_at_work import AtWork, work
from tests.doors.lived import Lived
from tests.doors.pages import form_fields, text_of
from tests.doors.test_desk_roles import at
from tests.mediation import test_contact
from tests.worlds.steps import A
from visavis.doors.guest.page import shared
from visavis.journal.keys import OutsideReach, guest_ring
from visavis.journal.see import see_guest, see_party
from visavis.mediation.around import AdmitGuest, EndSupporter, InviteSupporter, SetSupporterView
from visavis.mediation.entries import Audience, PartyId
from visavis.people import signing_in
from visavis.people.staff import erase_party

__all__ = ["work"]

GUEST = "5" * 32
THANKS = "Uw hulp is hier niet meer nodig; dank u wel."
NOTHING = "Niets op deze pagina."
EVERYTHING = ("appointments", "talks", "closing")


def stands_beside(
    lived: Lived, *ticks: str, role: Audience = Audience.SUPPORTER, party: PartyId | None = None
) -> Lived:
    who = party or lived.a
    lived.own(InviteSupporter(GUEST, "Eva", ("listen", "practical"), ticks, role), who)
    lived.desk(AdmitGuest(who, GUEST, "eva"))
    return lived


@pytest.fixture
def talked(work: AtWork) -> Lived:
    lived = work.lived().taken_up()
    lived.willing(lived.a)
    return lived


def signed_in(lived: Lived, party: PartyId | None = None) -> Client:
    opened = signing_in.open_place(lived.where.trajectory, party or lived.a, guest=GUEST)
    client = Client()
    sent = client.post("/naast/in/", {"words": " ".join(opened.words)})
    assert (sent.status_code, sent["Location"]) == (302, "/naast/")
    return client


def page_of(client: Client) -> str:
    answer = client.get("/naast/")
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store"
    return text_of(answer.content.decode())


def test_by_default_nothing_stands_there_but_how_to_help(talked: Lived) -> None:
    page = page_of(signed_in(stands_beside(talked)))
    assert NOTHING in page
    for part in ("Luisteren", "Praktische hulp", "Hoe u kunt helpen", "Zorg voor uzelf", "112"):
        assert part in page
    assert "Gesprekken met de bemiddelaar" not in page


def test_what_is_ticked_stands_there_at_once_and_what_is_unticked_is_gone(talked: Lived) -> None:
    client = signed_in(stands_beside(talked))
    talked.own(SetSupporterView(GUEST, EVERYTHING), talked.a)
    page = page_of(client)
    assert "was er een gesprek." in page
    assert "Er is nu niets gepland." in page
    assert "Dit loopt nu nog niet af." in page
    assert talked.view(talked.a).talks[0].summary not in page
    talked.own(SetSupporterView(GUEST, ()), talked.a)
    assert NOTHING in page_of(client)


def test_a_lawyer_reads_summaries_when_they_are_shared(talked: Lived) -> None:
    page = page_of(signed_in(stands_beside(talked, "summary", role=Audience.LAWYER)))
    assert talked.view(talked.a).talks[0].summary in page
    assert "Uw cliënt" in page
    assert "Zorg voor uzelf" not in page


def test_after_it_ended_one_sentence_stands_there_and_nothing_else(talked: Lived) -> None:
    client = signed_in(stands_beside(talked, *EVERYTHING))
    talked.own(EndSupporter(GUEST), talked.a)
    ended = client.get("/naast/").content.decode()
    main = ended.partition("<main")[2].partition("</main>")[0].partition(">")[2]
    assert text_of(main).strip() == THANKS


def test_rounding_off_stands_there_where_it_was_ticked(talked: Lived) -> None:
    client = signed_in(stands_beside(talked, "closing"))
    talked.closing(talked.a)
    assert "Dit loopt nu af, samen met de bemiddelaar." in page_of(client)


def test_a_page_of_somebody_erased_is_gone_with_its_words(talked: Lived) -> None:
    client = signed_in(stands_beside(talked))
    erase_party(talked.a)
    assert client.get("/naast/").status_code == 302
    assert not signing_in.has_place(talked.a, GUEST)


def test_appointments_that_come_stand_there_with_place_and_entrance() -> None:
    way = test_contact.planned()
    way.does(InviteSupporter(GUEST, "Eva", (), ("appointments",)))
    way.does(AdmitGuest(A, GUEST, "eva"))
    view = way.guest(GUEST)
    assert view is not None
    now = view.seen.appointments[0].arrives
    said = shared(view, now)
    assert len(said.appointments) == 1
    with translation.override("nl"):
        page = text_of(render_to_string("guest/page.html", {"shared": said, "lawyer": False}))
    assert said.appointments[0].place in page
    assert shared(view, now + timedelta(days=9)).appointments == ()


def test_the_ring_of_a_guest_opens_one_lane_and_seals_nothing(work: AtWork) -> None:
    lived = work.lived().answered()
    stands_beside(lived, "talks")
    ring = guest_ring(work.service.keys, lived.a)
    view = see_guest(lived.a, GUEST, ring, work.service.now)
    assert view is not None
    assert view.guest.name == "Eva"
    assert see_guest(lived.a, "6" * 32, ring, work.service.now) is None
    with pytest.raises(OutsideReach):
        see_guest(lived.b, GUEST, ring, work.service.now)
    assert ring.seals == frozenset()


def test_a_guest_comes_through_no_other_door_and_nobody_else_through_theirs(talked: Lived) -> None:
    client = signed_in(stands_beside(talked))
    for address in ("/plek/", "/plek/mensen/", "/werk/", "/toezicht/", "/onderzoek/"):
        assert client.get(address).status_code == 404, address
    mine = Client()
    opened = signing_in.open_place(talked.where.trajectory, talked.a)
    mine.post("/plek/in/", {"words": " ".join(opened.words)})
    assert mine.get("/naast/").status_code == 404
    assert Client().get("/naast/")["Location"] == "/naast/in/"


def test_words_open_only_the_door_they_were_made_for(talked: Lived) -> None:
    stands_beside(talked)
    guest = signing_in.open_place(talked.where.trajectory, talked.a, guest=GUEST)
    own = signing_in.open_place(talked.where.trajectory, talked.a)
    for address, words in (("/plek/in/", guest.words), ("/naast/in/", own.words)):
        sent = Client().post(address, {"words": " ".join(words)})
        assert "Wij kennen deze woorden niet." in text_of(sent.content.decode())
    assert see_party(talked.a, talked.service.ring(talked.a), talked.service.now).view.guest(GUEST)


def test_the_mediator_opens_a_page_and_the_invitation_opens_it_once(
    work: AtWork, talked: Lived
) -> None:
    stands_beside(talked, "talks")
    side = at("side", talked.where.trajectory, talked.a)
    address = at("beside", talked.where.trajectory, talked.a, GUEST)
    assert f'href="{address}"' in work.get(side)
    shown = work.send(address, having="agreed", agreed="de haven", language="nl", **{"as": "page"})
    page = shown.content.decode()
    code = text_of(page.partition("<bdi>")[2].partition("</bdi>")[0]).strip()
    client = Client()
    fields = form_fields(client.get("/naast/nieuw/").content.decode(), "code")
    said = {**fields, "code": code, "answer": "De Haven"}
    elsewhere = Client().post("/plek/nieuw/", {"code": code, "answer": "De Haven"})
    assert "Hiermee kunnen wij geen plek openen." in text_of(elsewhere.content.decode())
    card = client.post("/naast/nieuw/", said)
    assert "Uw vijf woorden" in text_of(card.content.decode())
    assert "was er een gesprek." in page_of(client)
    again = Client().post("/naast/nieuw/", {**said, "key": "other"})
    assert "Uw vijf woorden" not in text_of(again.content.decode())
    assert not signing_in.has_place(talked.a)


def test_the_invitation_is_a_letter_with_a_name_that_says_nothing(
    work: AtWork, talked: Lived
) -> None:
    stands_beside(talked)
    address = at("beside", talked.where.trajectory, talked.a, GUEST)
    sent = work.send(address, having="agreed", agreed="de haven", language="en", **{"as": "file"})
    assert sent["Content-Type"] == "application/pdf"
    assert "Eva" not in sent["Content-Disposition"]


def test_nobody_gets_a_page_before_they_were_let_in_or_after_it_ended(
    work: AtWork, talked: Lived
) -> None:
    address = at("beside", talked.where.trajectory, talked.a, GUEST)
    work.get(address, status=404)
    talked.own(InviteSupporter(GUEST, "Eva"), talked.a)
    work.get(address, status=404)
    talked.desk(AdmitGuest(talked.a, GUEST, "eva"))
    work.get(address)
    talked.own(EndSupporter(GUEST), talked.a)
    work.get(address, status=404)
