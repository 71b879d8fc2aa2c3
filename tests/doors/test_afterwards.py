"""*Afterwards*: what was chosen, done and kept, on one's own place and at the desk; and the papers of the end."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from tests.doors.desk_at_work import AtWork, work
from tests.doors.lived import Lived
from tests.doors.pages import form_fields, text_of
from tests.doors.test_desk_roles import at
from visavis.doors.participant.circle import lines_of
from visavis.mediation.ecogram import PutDot
from visavis.mediation.ending import PlanClosing
from visavis.mediation.terms import day
from visavis.mediation.views import Handover
from visavis.outside import afterwards as papers

__all__ = ["work"]

DAARNA = "/plek/later/daarna/"


@pytest.fixture
def lived(work: AtWork) -> Lived:
    return work.lived().in_contact()


def send(lived: Lived, client: Client, address: str, **answers: Any) -> Any:
    page = client.get(address)
    assert page.status_code == 200, address
    lived.service.tick()
    return client.post(address, {**form_fields(page.content.decode(), "token"), **answers})


def read(client: Client, address: str) -> str:
    page = client.get(address)
    assert page.status_code == 200, address
    return text_of(page.content.decode())


def rounding_off(lived: Lived) -> Client:
    lived.closing(lived.a)
    client = lived.client(lived.a)
    chosen = ["letter_to_self", "keepsake", "warm_handover", "peer_group", "last_word"]
    sent = send(lived, client, "/plek/later/kiezen/", choices=chosen, follow_up=["4_weeks"])
    assert sent.status_code == 302
    return client


def test_the_page_opens_before_the_end_and_the_end_is_named_on_each_page(lived: Lived) -> None:
    client = lived.client(lived.a)
    assert "Wat u deed" in read(client, DAARNA)
    for address in ("/plek/", "/plek/later/", "/plek/mensen/"):
        assert "ronden wij samen af" in read(client, address)
    lived.desk(PlanClosing(lived.a, day(lived.service.now) + timedelta(days=40), 2))
    assert "Wij spreken elkaar nog twee keer." in read(client, "/plek/")


def test_of_an_early_place_there_is_no_such_page(work: AtWork) -> None:
    early = work.lived().taken_up()
    assert early.client(early.a).get(DAARNA).status_code == 302
    assert "ronden wij samen af" not in read(early.client(early.a), "/plek/")


def test_a_letter_to_oneself_stays_closed_and_can_be_let_go(lived: Lived) -> None:
    client = rounding_off(lived)
    address = f"{DAARNA}schrijven/"
    assert send(lived, client, address, text="Lieve ik.", returns="3_months").status_code == 302
    (letter,) = lived.view(lived.a).own_letters
    mine = f"{address}{letter.own_letter}/"
    assert "Hij is dicht" in read(client, mine)
    assert "Lieve ik." not in read(client, DAARNA) + read(client, mine)
    assert client.get(f"{mine}papier/").status_code == 404
    assert send(lived, client, mine).status_code == 302
    assert client.get(mine).status_code == 404


def test_the_booklet_holds_own_words_and_the_drawing(lived: Lived) -> None:
    lived.own(PutDot("d" * 32, "Lot", "family", 1, "yes", "gives", "same"), lived.a)
    client = rounding_off(lived)
    address = f"{DAARNA}boekje/"
    assert client.get(f"{address}papier/").status_code == 404
    parts = ["way", "story", "talks", "letters", "circle"]
    assert send(lived, client, address, parts=parts).status_code == 302
    made = client.get(f"{address}papier/")
    assert made.content.startswith(b"%PDF-")
    assert "mijn-plek" in made["Content-Disposition"]


def test_a_letter_that_is_never_sent_is_kept_printed_and_done_away_with_for_good(
    lived: Lived,
) -> None:
    client = rounding_off(lived)
    address = "/plek/schrijven/zelf/"
    assert client.get(f"{address}klaar/").status_code == 302
    assert client.get(f"{address}papier/").status_code == 404
    assert "Schrijf hier eerst iets." in text_of(
        client.post(address, {"text": " "}).content.decode()
    )
    assert client.post(address, {"text": "Aan jou."}).status_code == 302
    assert "Aan jou." in read(client, f"{address}klaar/")
    assert client.get(f"{address}papier/").content.startswith(b"%PDF-")
    assert send(lived, client, f"{address}klaar/", choice="destroyed").status_code == 302
    assert "Aan jou." not in client.get(address).content.decode()


def test_a_note_for_other_help_is_read_first_and_goes_word_for_word(
    lived: Lived, work: AtWork
) -> None:
    client = rounding_off(lived)
    there = (lived.where.trajectory, lived.a)
    sent = work.send(at("act", *there, "overdracht"), to_whom="De huisarts", text="Slaapt slecht.")
    assert sent.status_code == 302
    (note,) = lived.view(lived.a).handovers
    paper = at("handover_paper", *there, note.note)
    work.get(paper, status=404)
    mine = f"{DAARNA}tekst/{note.note}/"
    assert "Slaapt slecht." in read(client, mine)
    assert send(lived, client, mine, choice="yes").status_code == 302
    assert work.client().get(paper).content.startswith(b"%PDF-")
    assert work.send(at("act", *there, "samen-gebeld")).status_code == 302
    assert "This was on" in read(client, DAARNA) or "Dit was op" in read(client, DAARNA)
    good = f"{DAARNA}goed/warm_handover/"
    assert send(lived, client, good, choice="5").status_code == 302
    assert lived.view(lived.a).supported("warm_handover").helpful == 5
    assert client.get(f"{DAARNA}goed/symbolic/").status_code == 404


def test_what_was_arranged_is_told_and_held(lived: Lived, work: AtWork) -> None:
    client = rounding_off(lived)
    there = (lived.where.trajectory, lived.a)
    told = {"what": "peer_group", "told": "De groep komt dinsdag.", "on": ""}
    assert work.send(at("act", *there, "geregeld"), **told).status_code == 302
    assert "De groep komt dinsdag." in read(client, DAARNA)
    assert work.send(at("act", *there, "gebeurd"), what="peer_group").status_code == 302
    assert lived.view(lived.a).supported("peer_group").held_on is not None


def test_a_circle_from_wish_to_card(lived: Lived, work: AtWork) -> None:
    client, samen = lived.client(lived.a), "/plek/mensen/samen/"
    assert send(lived, client, samen).status_code == 302
    there = (lived.where.trajectory, lived.a)
    work.send(at("act", *there, "kring-gesprek"), wishes="Dat zij bellen.")
    invited = {"name": "Lot", "what_for": ["circle"], "ticks": ["circle"]}
    assert send(lived, client, "/plek/mensen/om-mij/nieuw/", **invited).status_code == 302
    (lot,) = lived.view(lived.a).in_circle
    work.send(at("act", *there, "naaste-binnen"), guest=lot.guest, name="Lot de Wit")
    when = day(lived.service.now) + timedelta(days=9)
    on = {"day_0": when.day, "day_1": when.month, "day_2": when.year}
    sent = work.send(at("act", *there, "kring-plannen"), hour="14.30", where="Buurthuis", **on)
    assert sent.status_code == 302, text_of(sent.content.decode())
    assert "Buurthuis" in read(client, samen)
    assert work.send(at("act", *there, "kring-gehouden")).status_code == 302
    assert send(lived, client, f"{samen}kaart/", lines="Lot: belt").status_code == 302
    assert "belt" in read(client, samen)
    assert client.get(f"{DAARNA}papier/kaart/").content.startswith(b"%PDF-")
    assert work.client().get(at("end_paper", *there, "kaart")).content.startswith(b"%PDF-")
    other = lived.client(lived.b)
    for address in ("/plek/", "/plek/mensen/", samen):
        assert "Lot" not in read(other, address)


def test_a_wish_is_let_go_on_one_page(lived: Lived) -> None:
    client, samen = lived.client(lived.a), "/plek/mensen/samen/"
    send(lived, client, samen)
    assert send(lived, client, f"{samen}niet/").status_code == 302
    assert lived.view(lived.a).circle.wished_on is None
    assert lines_of("Lot: belt\nkookt") == (("Lot", "belt"), ("", "kookt"))


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_papers_of_the_end_are_there_in_both_languages(lived: Lived, language: str) -> None:
    rounding_off(lived)
    lived.closed(lived.a)
    me, today = lived.view(lived.a), day(lived.service.now)
    how = {"language": language, "phone": "010", "on": today}
    for made in (
        papers.towards(**how),
        papers.rounded_off(me, **how),
        papers.how_now(me.support, **how),
        papers.to_myself("Voor mij.", language=language, on=today),
    ):
        assert made.startswith(b"%PDF-")
        assert b"isavis" not in made[:2000]
    with pytest.raises(ValueError, match="nobody agreed"):
        papers.handover(_note(), language=language, on=today)
    assert papers.did(me, language)


def _note() -> Handover:
    return Handover("n", "De huisarts", "Tekst.", "hash")
