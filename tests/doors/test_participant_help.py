"""Something is not right: a worry, another mediator, a complaint, without a word of it to the other."""

import re

import pytest

from tests.doors.pages import form_fields, text_of, title_of
from tests.journal.service import LEAD, PLANNER
from visavis.mediation.complaints import OUTSIDE, AnswerComplaint
from visavis.mediation.course import Resume, Withdraw
from visavis.mediation.mediator import AskForAnotherMediator, ChangeMediator
from visavis.mediation.safety import StopForSafety
from visavis.mediation.worries import HearWorry

HELP = "/plek/vragen/hulp/"


def sends(client, address, **answers):
    fields = form_fields(client.get(address).content.decode(), "token")
    return client.post(address, fields | answers)


def strip(page: bytes) -> bytes:
    return re.sub(rb'name="(csrfmiddlewaretoken|key)" value="[^"]*"', b"", page)


@pytest.mark.parametrize("state", ["signed_up", "taken_up", "asked", "preparing", "ready"])
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_it_opens_from_every_stretch_and_its_title_says_nothing(lived, state, prefix):
    getattr(lived, state)()
    client = lived.client(lived.a)
    page = client.get(f"{prefix}{HELP}")
    assert page.status_code == 200
    assert title_of(page.content.decode()).startswith("Questions" if prefix else "Vragen")
    asks = b"/vragen/hulp/wie/" in page.content
    assert asks is (state != "signed_up")
    assert client.get(f"{prefix}{HELP}wie/").status_code == (200 if asks else 404)
    assert client.get(f"{prefix}{HELP}wie/lezen/").status_code == 404
    complain = client.get(f"{prefix}{HELP}klacht/").content
    assert (b'value="mediator"' in complain) is asks


def test_it_is_on_the_place_of_everybody_also_after_the_end(lived):
    lived.preparing()
    lived.own(Withdraw(), lived.a)
    for party in (lived.a, lived.b):
        assert b'href="/plek/vragen/hulp/"' in lived.client(party).get("/plek/").content


# A worry


def test_a_worry_is_told_in_one_step_and_stands_there_until_it_is_talked_over(lived):
    lived.preparing()
    client = lived.client(lived.a)
    assert "112" in text_of(client.get(f"{HELP}zeg/").content.decode())
    assert sends(client, f"{HELP}zeg/", about="threat", story="Hij belt mij.").status_code == 302
    (told,) = lived.view(lived.a).worries_said
    assert (told.about, told.words) == ("threat", "Hij belt mij.")
    page = text_of(client.get(HELP).content.decode())
    assert "vertelde u ons: Ik ben bang voor iemand." in page
    assert "Wij bellen u uiterlijk op de volgende werkdag." in page
    lived.desk(HearWorry(lived.a, "threat", "Geheime notitie."))
    page = text_of(client.get(HELP).content.decode())
    assert "vertelde u ons" not in page
    assert "Geheime notitie" not in page


def test_a_worry_without_a_choice_is_asked_again_and_its_words_are_kept(lived):
    lived.preparing()
    sent = sends(lived.client(lived.a), f"{HELP}zeg/", story="Hij belt mij.")
    assert sent.status_code == 200
    assert "Hij belt mij." in sent.content.decode()
    assert lived.view(lived.a).worries_said == ()


def test_whoever_released_a_letter_reads_that_it_waits(lived):
    lived.ready()
    client = lived.client(lived.a)
    assert "Uw brief wacht ook." not in client.get(f"{HELP}zeg/").content.decode()
    lived.released()
    assert "Uw brief wacht ook." in lived.client(lived.a).get(f"{HELP}zeg/").content.decode()


# Another mediator


def test_another_mediator_is_asked_for_without_a_reason_and_can_be_taken_back(lived):
    lived.preparing()
    client = lived.client(lived.a)
    page = client.get(f"{HELP}wie/").content.decode()
    assert "U hoeft niet te zeggen waarom." in page
    assert "textarea" not in page
    assert sends(client, f"{HELP}wie/").status_code == 302
    assert lived.view(lived.a).asked_for_mediator
    assert "U vroeg dit op" in client.get(HELP).content.decode()
    fields = form_fields(client.get(HELP).content.decode(), "key")
    for _twice in range(2):
        assert client.post(f"{HELP}wie/toch/", fields).status_code == 302
    assert not lived.view(lived.a).asked_for_mediator


def test_asking_works_also_after_stopping_and_from_a_page_of_before(lived):
    lived.preparing()
    client = lived.client(lived.a)
    fields = form_fields(client.get(f"{HELP}wie/").content.decode(), "token")
    lived.own(Withdraw(), lived.a)
    assert client.post(f"{HELP}wie/", fields).status_code == 302
    assert lived.view(lived.a).asked_for_mediator


def test_who_has_a_new_mediator_chooses_what_goes_over_and_changes_it(lived):
    lived.preparing()
    lived.desk(ChangeMediator((lived.a, lived.b), "staff-colleague", "Jan Vos", True), PLANNER)
    client = lived.client(lived.a)
    place = client.get("/plek/").content.decode()
    assert "is Jan Vos uw bemiddelaar." in text_of(place)
    assert f"{HELP}wie/lezen/" in place
    for what in (("notes", "summary"), ("summary",), ()):
        page = client.get(f"{HELP}wie/lezen/").content.decode()
        fields = form_fields(page, "token")
        fields.pop("what", None)
        sent = client.post(f"{HELP}wie/lezen/", {**fields, "what": what})
        assert sent.status_code == 302
        assert set(lived.view(lived.a).handed) == set(what)
        assert lived.view(lived.b).handed == ()


# A complaint


def test_a_complaint_names_the_way_outside_before_it_is_sent_and_ever_after(lived):
    lived.preparing()
    client = lived.client(lived.a)
    for page in (HELP, f"{HELP}klacht/", "/klacht/", f"/en{HELP}klacht/", "/en/klacht/"):
        language = "en" if page.startswith("/en") else "nl"
        found = text_of(client.get(page).content.decode())
        assert OUTSIDE.within(language) in found, page
        assert "Klachtencommissie Bemiddeling" in found, page
    sent = sends(client, f"{HELP}klacht/", about="mediator", text="Zij luistert niet.")
    assert sent.status_code == 302
    (mine,) = lived.view(lived.a).complaints
    assert (mine.about, mine.text, mine.reply_to) == ("mediator", "Zij luistert niet.", "")
    page = text_of(client.get(HELP).content.decode())
    assert "Wij kregen uw klacht van" in page
    assert "U krijgt uiterlijk" in page
    lived.desk(AnswerComplaint(lived.a, mine.complaint, LEAD.id, False, "Wij horen u.", True), LEAD)
    page = text_of(client.get(HELP).content.decode())
    assert "Wij horen u." in page
    assert "gaven wij antwoord op uw klacht" in text_of(client.get("/plek/").content.decode())


@pytest.mark.parametrize("missing", ["about", "text"])
def test_a_complaint_needs_whom_it_is_about_and_words_and_keeps_what_was_written(lived, missing):
    lived.preparing()
    said = {"about": "service", "text": "Het duurde drie weken.", "reply_to": "Postbus 4"}
    del said[missing]
    sent = sends(lived.client(lived.a), f"{HELP}klacht/", **said)
    assert sent.status_code == 200
    page = sent.content.decode()
    assert all(words in page for name, words in said.items() if name != "about")
    assert lived.view(lived.a).complaints == ()


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_both_letters_of_a_complaint_are_ones_own_and_their_name_says_nothing(lived, prefix):
    lived.preparing()
    client, other = lived.client(lived.a), lived.client(lived.b)
    sends(client, f"{HELP}klacht/", about="service", text="Lang wachten.", reply_to="Postbus 4")
    (mine,) = lived.view(lived.a).complaints
    address = f"{prefix}{HELP}klacht/{mine.complaint}/"
    first = client.get(address)
    assert first.content.startswith(b"%PDF")
    assert "klacht" not in first["Content-Disposition"]
    lived.desk(AnswerComplaint(lived.a, mine.complaint, LEAD.id, False, "Beterschap.", True), LEAD)
    assert client.get(address).content != first.content
    assert other.get(address).status_code == 404
    assert client.get(f"{HELP}klacht/{'0' * 32}/").status_code == 404


# What staff did


def test_whoever_was_stopped_reads_so_until_they_go_on(lived):
    lived.preparing()
    lived.desk(StopForSafety(lived.a, "threat", "Geheime reden."))
    client = lived.client(lived.a)
    page = client.get("/plek/").content.decode()
    assert "Wij zijn voor nu gestopt." in page
    assert "Geheime reden" not in page
    lived.own(Resume(), lived.a)
    assert "gestopt" not in client.get("/plek/").content.decode()


def test_what_one_says_is_not_on_the_others_page(lived):
    lived.preparing()
    client = lived.client(lived.b)
    before = [client.get(page).content for page in ("/plek/", HELP)]
    mine = lived.client(lived.a)
    sends(mine, f"{HELP}zeg/", about="threat", story="Hij belt mij.")
    sends(mine, f"{HELP}klacht/", about="mediator", text="Zij luistert niet.")
    lived.own(AskForAnotherMediator(), lived.a)
    for page, then in zip(("/plek/", HELP), before, strict=True):
        assert strip(client.get(page).content) == strip(then)
