"""The private links: one question a page, out at any moment, and the same closed door for all."""

import io
import re
import subprocess

import pikepdf
import pytest
import time_machine
from django.urls import reverse

from tests.study.service import START, Service, after, noon
from tests.study.test_instruments import with_words
from visavis.mediation.effects import Occasion
from visavis.study import catalogue, comparison, consent
from visavis.study.consent import Purpose
from visavis.study.links import find
from visavis.study.missing import Missing
from visavis.study.models import Answer, Departure, Person, Round

FIRST, LAST, ASKED = 2, 29, 23
"""Places of the first and last question of T1 for somebody harmed, and how many they are asked."""


@pytest.fixture
def service(db) -> Service:
    return Service()


@pytest.fixture
def on(client):
    """Ask for a page on a day: ``on(day).get(url)``."""

    class Day:
        def __init__(self, day):
            self.day = day

        def get(self, url):
            with time_machine.travel(noon(self.day), tick=False):
                return client.get(url)

        def post(self, url, data):
            with time_machine.travel(noon(self.day), tick=False):
                return client.post(url, data)

    return Day


def link(service, kind, day, party="anna"):
    return next(one for one in service.links(party, day) if one.kind == kind)


def url(one, *more):
    return reverse(one.url, args=[one.token, *more])


def question(one, number):
    return reverse("questionnaire:question", args=[one.token, number])


@pytest.fixture
def invited(service):
    service.happens("anna", Occasion.FIRST_TALK, START)
    service.sweep(START)
    return link(service, "asked", START)


@pytest.fixture
def questions(service):
    service.takes_part("anna")
    service.sweep(after(3))
    return link(service, "questions", after(3))


def text(response):
    return re.sub(r"\s+", " ", response.content.decode())


def test_the_page_that_asks_says_it_changes_nothing_and_ticks_nothing(service, on, invited):
    page = text(on(START).get(url(invited)))
    assert "Meedoen met het onderzoek hoeft niet. Het verandert niets aan uw bemiddeling." in page
    assert page.count('type="checkbox"') == 7
    assert " checked" not in page
    assert service.person("anna").reached_on == START


def test_a_yes_without_the_first_tick_is_asked_again(service, on, invited):
    answer = on(START).post(url(invited), {"go": "yes", "linking": "on"})
    assert answer.status_code == 200
    assert "Zet hier een vinkje" in text(answer)
    assert service.person("anna").agreed_on is None


def test_a_yes_leads_to_ones_choices_and_opens_the_first_round(service, on, invited):
    answer = on(after(1)).post(url(invited), {"go": "yes", "questionnaires": "on"})
    assert answer.url == reverse("questionnaire:choices", args=[invited.token])
    assert service.person("anna").agreed_on == after(1)
    assert service.person("anna").relation == ""
    service.days(after(1), after(3))
    assert link(service, "questions", after(3))


def test_a_no_is_as_easy_as_a_yes(service, on, invited):
    answer = on(START).post(url(invited), {"go": "no"})
    assert answer.url == reverse("questionnaire:noted")
    assert service.person("anna").declined_on == START
    assert service.links("anna", after(1)) == []


def test_one_question_a_page_from_the_first_to_the_last(service, on, questions):
    page = text(on(after(4)).get(url(questions)))
    assert "Uw bemiddelaar ziet uw antwoorden nooit" in page
    assert question(questions, FIRST) in page
    here = question(questions, FIRST)
    for number in range(1, ASKED + 1):
        page = text(on(after(4)).get(here))
        assert f"Vraag {number} van {ASKED}" in page
        assert page.count("<fieldset") == 1
        assert page.count('type="radio"') in {6, 7, 12}
        assert "Deze vraag mag u overslaan." in page
        assert "Dat zeg ik liever niet" in page
        here = on(after(4)).post(here, {"go": "next", "answer": "4"}).url
    assert here == reverse("questionnaire:finished")
    assert "Dank u wel" in text(on(after(4)).get(here))
    assert Answer.objects.filter(value=4, day=after(4)).count() == ASKED
    assert service.round("anna", 1).finished_on == after(4)


def test_skip_and_rather_not_say_are_kept_apart(on, questions):
    on(after(4)).post(question(questions, FIRST), {"go": "skip"})
    on(after(4)).post(question(questions, FIRST + 1), {"go": "next", "answer": "prefer_not"})
    codes = dict(Answer.objects.values_list("item", "code"))
    assert codes == {"AC_a1": Missing.SKIPPED, "AC_a2": Missing.PREFER_NOT}


def test_going_on_without_a_choice_says_what_to_do_and_keeps_nothing(on, questions):
    answer = on(after(4)).post(question(questions, FIRST), {"go": "next"})
    assert "Kies een antwoord, of sla deze vraag over." in text(answer)
    assert text(answer).startswith("<!doctype html>")
    assert not Answer.objects.exists()


def test_back_shows_what_was_chosen_and_it_can_be_changed(on, questions):
    on(after(4)).post(question(questions, FIRST), {"go": "next", "answer": "2"})
    page = text(on(after(4)).get(question(questions, FIRST)))
    assert re.search(r'value="2"[^>]* checked', page)
    on(after(4)).post(question(questions, FIRST), {"go": "next", "answer": "5"})
    assert [one.value for one in Answer.objects.all()] == [5]


def test_stopping_half_way_keeps_the_answers_and_closes_the_link(service, on, questions):
    on(after(4)).post(question(questions, FIRST), {"go": "next", "answer": "2"})
    answer = on(after(4)).post(question(questions, FIRST + 1), {"go": "stop"})
    assert answer.url == reverse("questionnaire:stopped")
    assert Answer.objects.exclude(code=Missing.NOT_ASKED).count() == 1
    assert on(after(4)).get(question(questions, FIRST + 1)).status_code == 404
    service.days(after(4), after(200))
    assert service.messages("anna") == [START, after(3)]


def test_no_more_messages_in_one_step(service, on, questions):
    answer = on(after(4)).post(url(questions), {"go": "no_more"})
    assert answer.url == reverse("questionnaire:noted")
    service.days(after(4), after(300))
    assert service.messages("anna") == [START, after(3)]


def test_19_every_link_that_opens_nothing_gets_the_same_page(service, on, questions):
    used = questions.token
    on(after(4)).post(question(questions, FIRST), {"go": "stop"})
    service.takes_part("bert")
    service.sweep(after(3))
    late = link(service, "questions", after(3), "bert").token
    asks = link(service, "choices", after(3)).token
    pages = []
    for token in ("0" * 32, "x", "%20", used, late, asks, late.upper()):
        for path in ("", "1", "vooraf", "keuzes"):
            if token == asks and path in ("vooraf", "keuzes"):
                continue
            pages.append(on(after(60)).get(f"/v/{token}/{path}"))
    assert {page.status_code for page in pages} == {404}
    plain = {re.sub(r'value="[A-Za-z0-9]{64}"', "", text(page)) for page in pages}
    # The switch of language repeats the address one came by; all else is the same.
    assert len({re.sub(r'href="/(en/)?v/[^"]*"', "", page) for page in plain}) == 1
    assert {page["Cache-Control"] for page in pages} == {"no-store"}


def test_a_number_beyond_the_last_question_is_no_page(on, questions):
    for number in (0, 30, 99999999999):
        assert on(after(4)).get(question(questions, number)).status_code == 404


def test_8_a_field_the_form_does_not_have_is_refused(service, on, questions):
    sent = {"go": "next", "answer": "2", "side": "b"}
    assert on(after(4)).post(question(questions, FIRST), sent).status_code == 400
    assert not Answer.objects.exists()
    choices = link(service, "choices", after(3))
    for wrong in ("everything", "stop-everything", "erase-interview", "give-linking", "-", ""):
        assert on(after(4)).post(url(choices), {"go": wrong}).status_code == 400


def test_25_an_answer_that_is_no_box_is_a_message_beside_the_question(on, questions):
    for wrong in ("6", "0", "-1", "did_not_have", "not_reached", "²", "1" * 400):
        answer = on(after(4)).post(question(questions, FIRST), {"go": "next", "answer": wrong})
        assert answer.status_code == 200
    assert not Answer.objects.exists()


def test_25_what_is_finished_late_is_said_to_be_late(on, questions):
    on(after(28)).post(question(questions, FIRST), {"go": "next", "answer": "2"})
    page = text(on(after(30)).get(question(questions, FIRST + 1)))
    assert "Wij noteren dan dat uw antwoorden later kwamen" in page


def test_4_the_last_form_sent_twice_is_finished_once(on, questions):
    last = question(questions, LAST)
    for _ in range(2):
        answer = on(after(4)).post(last, {"go": "next", "answer": "2"})
        assert answer.url == reverse("questionnaire:finished")
    assert Answer.objects.exclude(code=Missing.NOT_ASKED).count() == 1


def test_10_another_method_is_refused(client, questions):
    assert client.delete(url(questions)).status_code == 405


def test_9_a_form_without_its_token_is_refused(questions):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    with time_machine.travel(noon(after(4)), tick=False):
        assert strict.post(question(questions, FIRST), {"go": "skip"}).status_code == 403
    assert not Answer.objects.exists()


def test_each_choice_is_taken_back_alone(service, on, questions):
    choices = link(service, "choices", after(4))
    assert "zes gegevens" in text(on(after(4)).get(url(choices)))
    on(after(4)).post(url(choices), {"go": "give-interview"})
    assert Purpose.INTERVIEW in consent.given(service.person("anna"))
    on(after(4)).post(url(choices), {"go": "give-closing"})
    assert "Neemt u het terug, dan halen wij het voorgoed weg" in text(
        on(after(4)).get(url(choices))
    )
    on(after(4)).post(url(choices), {"go": "stop-closing"})
    on(after(4)).post(url(choices), {"go": "erase-linking"})
    assert service.person("anna").relation == ""
    assert consent.given(service.person("anna")) == {Purpose.QUESTIONNAIRES, Purpose.INTERVIEW}
    assert "gekoppeld aan zes gegevens" not in text(on(after(4)).get(url(choices)))
    on(after(4)).post(url(choices), {"go": "stop-questionnaires"})
    assert "U bent gestopt met het onderzoek" in text(on(after(4)).get(url(choices)))
    assert on(after(4)).get(url(questions)).status_code == 404


def test_stopping_and_erasing_leaves_a_count(service, on, questions, settings, tmp_path):
    settings.VISAVIS_VAR = tmp_path
    on(after(4)).post(question(questions, FIRST), {"go": "next", "answer": "2"})
    answer = on(after(4)).post(
        url(link(service, "choices", after(4))), {"go": "erase-questionnaires"}
    )
    assert answer.url == reverse("questionnaire:erased")
    assert not Person.objects.exists()
    assert not Answer.objects.exists()
    assert Departure.objects.get().erased
    assert service.links("anna", after(4)) == []


def test_a_question_that_another_answer_led_past_leads_to_the_next_one(on, questions):
    answer = on(after(4)).get(question(questions, 1))
    assert answer.url == question(questions, FIRST)


@pytest.fixture
def low_mood(settings, tmp_path):
    settings.VISAVIS_VAR = tmp_path
    settings.VISAVIS_INSTRUMENTS, settings.VISAVIS_CARE_ROUTE = ("PHQ-9",), "Bel Noor: 0800 1111."
    (tmp_path / "instruments").mkdir()
    (tmp_path / "instruments" / "phq.toml").write_bytes(with_words("PHQ-9"))
    catalogue.forget()
    yield
    catalogue.forget()


def test_an_answer_that_may_mean_need_brings_help_tells_nobody_and_leads_on(low_mood, service, on):
    service.takes_part("anna")
    service.sweep(after(3))
    one = link(service, "questions", after(3))
    (place,) = (at for at, (_, item) in enumerate(catalogue.questions(1), 1) if item.code == "PHQ9")
    nothing = on(after(4)).post(question(one, place), {"go": "next", "answer": "0"})
    assert nothing.url == question(one, place + 1)
    told = list(service.told)
    need = on(after(4)).post(question(one, place), {"go": "next", "answer": "1"})
    assert need.url == reverse("questionnaire:care", args=[one.token, place])
    page = text(on(after(4)).get(need.url))
    assert "Bel Noor: 0800 1111." in page
    assert "Niemand hier hoort van uw antwoord" in page
    assert service.told == told
    assert on(after(4)).post(need.url, {}).url == question(one, place + 1)


def test_the_questions_are_there_on_paper_with_a_code_and_no_name(service, on, questions):
    page = on(after(4)).get(reverse("questionnaire:on_paper", args=[questions.token]))
    assert page["Content-Type"] == "application/pdf"
    assert page.content.startswith(b"%PDF")
    code = service.person("anna").pk
    with pikepdf.open(io.BytesIO(page.content)) as pdf:
        assert "anna" not in str(pdf.docinfo)
        assert pdf.Root.Lang == "nl"
        assert "/StructTreeRoot" in pdf.Root
    assert (
        subprocess.run(["pdftotext", "-", "-"], input=page.content, capture_output=True, check=True)
        .stdout.decode()
        .count(" ".join(code[at : at + 4] for at in range(0, 27, 4)))
        >= 2
    )


def test_a_helper_reads_aloud_what_is_asked_and_no_more(on, questions):
    page = text(on(after(4)).get(reverse("questionnaire:aloud", args=[questions.token])))
    assert "Nee, helemaal niet." in page
    assert "Ik neem verantwoordelijkheid" not in page
    assert page.count("Zeg: wat past het beste?") == ASKED


@pytest.fixture
def partner(service):
    return comparison.open_partner("Slachtofferhulp", START)[1]


def enrol(on, token, **said):
    sent = {"go": "yes", "questionnaires": "on", "linking": "on", "relation": "harmed", **said}
    return on(START).post(reverse("questionnaire:take_part", args=[token]), sent)


def test_people_beside_mediation_take_part_without_a_name_and_keep_one_address(on, partner):
    page = text(on(START).get(reverse("questionnaire:take_part", args=[partner])))
    assert "Slachtofferhulp" in page
    assert " checked" not in page
    assert page.count('type="checkbox"') == 5
    kept = enrol(on, partner)
    page = on(START).get(kept.url)
    assert page["Cache-Control"] == "no-store"
    address = kept.url.replace("bewaar", "keuzes")
    assert address in text(page)
    person = Person.objects.get()
    assert (person.relation, person.place) == ("harmed", None)
    choices = text(on(START).get(address))
    assert "Naar de vragen" in choices
    assert "bemiddelaar" not in choices


def test_a_partners_link_without_the_first_tick_or_with_a_strange_field_enrols_nobody(on, partner):
    assert enrol(on, partner, questionnaires="").status_code == 200
    assert enrol(on, partner, relation="mediator").status_code == 200
    assert enrol(on, partner, email="no address").status_code == 200
    assert enrol(on, partner, later="on").status_code == 400
    assert not Person.objects.exists()


def test_19_a_partners_link_that_is_closed_or_unknown_is_the_same_closed_door(on, partner):
    comparison.close_partner(comparison.partner_behind(partner).pk, START)
    for token in (partner, "0" * 32):
        page = on(START).get(reverse("questionnaire:take_part", args=[token]))
        assert page.status_code == 404
        assert "Slachtofferhulp" not in text(page)


def test_what_they_are_asked_says_nothing_of_a_mediator(on, partner):
    kept = enrol(on, partner)
    first = kept.url.split("/")[-2]
    page = text(on(START).get(f"/v/{comparison.token_of(first, 1)}/"))
    assert "Naar" in page or "Begin" in page
    assert "bemiddel" not in page.split("<main")[1].split("</main")[0].lower()


def test_the_last_tick_is_taken_back_when_all_else_is_over(service, on):
    service.happens("anna", Occasion.FIRST_TALK, START)
    service.sweep(START)
    consent.agree(service.person("anna"), START, linking=True, also={Purpose.LATER})
    service.happens("anna", Occasion.OWN_CLOSING, after(40))
    over = after(40 + 182 + 56 + 182)
    service.days(after(1), over)
    one = link(service, "later", over)
    assert "Niemand kan nog zien" in text(on(over).get(url(one)))
    assert on(over).post(url(one), {}).url == reverse("questionnaire:noted")
    assert service.links("anna", over) == []
    assert on(over).get(url(one)).status_code == 404


def test_pages_set_no_cookie_are_not_kept_and_have_a_neutral_title(service, on, questions):
    for address in (
        url(questions),
        question(questions, FIRST),
        url(link(service, "choices", after(4))),
        reverse("questionnaire:finished"),
    ):
        page = on(after(4)).get(address)
        assert page.status_code == 200
        assert not page.cookies
        assert page["Cache-Control"] == "no-store"
        assert re.search(r"<title>\s*Vragen – ", text(page))


def test_the_pages_are_there_in_english(on, questions):
    page = text(on(after(4)).get("/en" + question(questions, FIRST)))
    assert "I decide myself what I do with what happened." in page
    assert "I would rather not say" in page


def test_someone_elses_link_never_reaches_my_answers(service, on, questions):
    service.takes_part("bert")
    service.sweep(after(3))
    theirs = link(service, "questions", after(3), "bert")
    on(after(4)).post(question(theirs, FIRST), {"go": "next", "answer": "1"})
    mine = find(questions.token, noon(after(4)))
    assert not Answer.objects.filter(round=mine).exists()
    assert Round.objects.filter(wave=1).count() == 2
