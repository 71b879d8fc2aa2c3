"""The guide: four questions, one a page, nothing stored, no answer in an address."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from visavis.doors.frontdoor import guide, questions
from visavis.doors.frontdoor.questions import BY_NAME, NAMES, QUESTIONS, UNKNOWN, what_fits

pytestmark = pytest.mark.pure

ANSWERS = st.fixed_dictionaries(
    {
        question.name: st.lists(
            st.sampled_from([choice.value for choice in question.choices]), max_size=5, unique=True
        ).map(lambda chosen, name=question.name: questions.known(name, chosen))
        for question in QUESTIONS
    }
)


@pytest.fixture
def visitor():
    return Client()


def post(visitor, **fields):
    return visitor.post("/is-dit-iets/", fields)


def carried(page: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, value in re.findall(r'type="hidden" name="(\w+)" value="(\w+)"', page):
        found.setdefault(name, []).append(value)
    return found


def heading(answer) -> str:
    text = re.search(r"<h1>(.*?)</h1>", answer.content.decode(), re.S)[1]
    return re.sub("<[^>]+>", "", text).strip()


def test_every_question_offers_i_do_not_know_yet():
    for question in QUESTIONS:
        assert question.choices[-1].value == UNKNOWN


def test_each_answer_leads_to_the_next_question_and_travels_along(visitor):
    answer = post(visitor, at="event", event="traffic")
    assert carried(answer.content.decode())["event"] == ["traffic"]
    answer = post(visitor, at="relation", event="traffic", relation="close")
    page = answer.content.decode()
    assert carried(page)["event"] == ["traffic"]
    assert carried(page)["relation"] == ["close"]
    assert 'type="checkbox"' in page


def test_without_an_answer_the_question_stays_and_says_so_in_title_summary_and_field(visitor):
    page = post(visitor, at="relation", event="crime").content.decode()
    assert "<title>Fout: " in page
    assert page.count("Kies eerst een antwoord.") == 2
    assert 'href="#id_relation_0"' in page
    assert 'id="id_relation_0"' in page
    assert carried(page)["event"] == ["crime"]


def test_back_shows_the_question_before_with_its_answer(visitor):
    page = post(visitor, at="wish", go="back", event="crime", relation="harmed").content.decode()
    assert re.search(r'value="harmed"[^>]* checked', page)
    assert carried(page)["event"] == ["crime"]


def test_choosing_a_language_keeps_the_page_and_the_answers(visitor):
    answer = visitor.post(
        "/en/is-dit-iets/", {"at": "wish", "go": "stay", "event": "crime", "wish": ["ask", "sorry"]}
    )
    page = answer.content.decode()
    assert heading(answer) == "What would you like?"
    assert len(re.findall(r'name="wish"[^>]* checked', page)) == 2
    assert carried(page)["event"] == ["crime"]
    assert 'formaction="/is-dit-iets/"' in page


def test_not_safe_leads_to_help_first_and_then_back_to_the_answers(visitor):
    answers = {"event": "crime", "relation": "harmed", "wish": ["ask"], "safe": "no"}
    page = post(visitor, at="safe", **answers).content.decode()
    for number in ("112", "113", "0800 2000"):
        assert number in page
    assert carried(page)["wish"] == ["ask"]
    after = post(visitor, at="help", **answers)
    assert heading(after) == "Hiermee kunt u bij ons komen"
    assert "Is het niet veilig" in after.content.decode()


def test_safe_leads_straight_to_what_fits(visitor):
    answer = post(visitor, at="safe", event="crime", relation="harmed", wish=["ask"], safe="yes")
    assert heading(answer) == "Hiermee kunt u bij ons komen"
    assert "Is het niet veilig" not in answer.content.decode()


@given(ANSWERS)
def test_no_answer_ends_in_not_for_you(answers):
    assert what_fits(answers)


@given(ANSWERS, st.sampled_from(guide.PAGES), st.sampled_from(["next", "back", "stay", "else"]))
def test_there_is_always_a_page_to_go_to(answers, at, go):
    assert guide.turn(at, go, answers) in guide.PAGES


@given(ANSWERS)
def test_going_on_from_the_first_question_ends_at_the_outcome(answers):
    page, seen = NAMES[0], []
    complete = {name: answers[name] or [UNKNOWN] for name in NAMES}
    while page != "outcome":
        assert page not in seen
        seen.append(page)
        page = guide.turn(page, "next", complete)
    assert ("help" in seen) == ("no" in complete["safe"])


def test_answers_that_do_not_exist_are_dropped_and_other_fields_refused(visitor):
    page = post(visitor, at="event", event="<script>").content.decode()
    assert "<script>alert" not in page
    assert "Kies eerst een antwoord." in page
    assert post(visitor, at="event", event="crime", side="b").status_code == 400


def test_nothing_is_kept_in_cookie_cache_or_address(visitor):
    for fields in ({}, {"at": "event", "event": "crime"}, {"at": "safe", "safe": "no"}):
        answer = post(visitor, **fields)
        assert answer.status_code == 200
        assert not answer.cookies
        assert answer["Cache-Control"] == "no-store"
        forms = re.findall(r"<form[^>]*>", answer.content.decode())
        assert all('method="post"' in form for form in forms)


def test_every_choice_has_a_picture_of_its_own_within_its_question():
    for question in QUESTIONS:
        pictures = [choice.picture for choice in question.choices]
        assert len(set(pictures)) == len(pictures)


def test_each_question_is_asked_in_both_languages():
    for question in BY_NAME.values():
        words = set()
        for language in ("nl", "en"):
            with translation.override(language):
                words.add(str(question.ask))
        assert len(words) == 2


def test_the_guide_is_one_address():
    assert reverse("frontdoor:guide") == "/is-dit-iets/"
