"""Own words in letters: seen as the letter is received, kept with their history, and never more than they may say."""

import pytest

from tests.doors.desk_at_work import AtWork, work
from tests.doors.pages import form_fields, text_of
from tests.doors.test_keeper import OFFICER, OPERATOR, watched
from tests.doors.test_settings import at, looks, sets
from tests.journeys.paper import text_of as text_of_pdf
from visavis.doors.desk.papers import way_letter
from visavis.journal.keys import desk_ring
from visavis.journal.see import see_desk
from visavis.mediation.terms import day
from visavis.mediation.words import Text
from visavis.outside.way_letters import DOCUMENTS, TAKE_OWN_WORDS, Fields, said_in_full
from visavis.service.changes import changes_of
from visavis.service.current import current
from visavis.service.letters import Added

__all__ = ["watched", "work"]
RECEIPT = "ontvangst"
OWN = Added(
    Text("Fijn dat u ons vond.", "Good that you found us."),
    Text("Op dinsdag is er koffie.", "On Tuesdays there is coffee."),
)
WORDS = {
    f"letters-{RECEIPT}_{n}": text
    for n, text in enumerate((OWN.begins.nl, OWN.begins.en, OWN.ends.nl, OWN.ends.en))
}
FIELDS = Fields("Mieke", "0800 0000", "elke dag")


@pytest.mark.pure
def test_own_words_stand_around_ours_before_how_to_call_and_nothing_of_ours_is_lost() -> None:
    for slug in TAKE_OWN_WORDS:
        for language in ("nl", "en"):
            plain = said_in_full(slug, FIELDS, language).lines
            with_own = said_in_full(slug, FIELDS, language, OWN).lines
            begins, ends = OWN.begins.within(language), OWN.ends.within(language)
            assert [line for line in with_own if line not in (begins, ends)] == plain
            assert with_own.index(begins) in (1, 2)
            assert with_own.index(begins) < with_own.index(ends)


@pytest.mark.pure
def test_a_no_and_news_of_the_other_take_no_other_words() -> None:
    assert {*DOCUMENTS} - {*TAKE_OWN_WORDS} == {"nee", "nieuws"}
    for slug in ("nee", "nieuws"):
        assert said_in_full(slug, FIELDS, "nl", OWN) == said_in_full(slug, FIELDS, "nl")


def test_the_whole_letter_is_seen_with_the_words_in_their_place_then_saved_and_received(
    watched: AtWork,
) -> None:
    lived, now = watched.lived().signed_up(), watched.service.now
    page = at("settings_letter", RECEIPT)
    checked = text_of(looks(watched, page, **WORDS))
    for line in said_in_full(RECEIPT, FIELDS, "nl", OWN).lines[:-1]:
        assert line in checked
    assert "Good that you found us. Thank you. Your message arrived." in checked
    assert "leest makkelijk" in checked
    sets(watched, page, **WORDS)
    assert current().letters[RECEIPT] == OWN
    assert "met uw eigen woorden" in text_of(watched.get(at("settings_letters"), OFFICER))
    desk = see_desk(lived.where.trajectory, desk_ring(watched.service.keys), now)
    made = way_letter(desk.view, desk.view.side(lived.a), RECEIPT, language="nl", on=day(now))
    paper = " ".join(text_of_pdf(made).split())
    assert "Fijn dat u ons vond. Dank u wel." in paper
    assert "Op dinsdag is er koffie." in paper


def test_going_back_to_ours_is_one_step_and_what_it_was_stays(watched: AtWork) -> None:
    page = at("settings_letter", RECEIPT)
    sets(watched, page, **WORDS)
    sets(watched, f"{page}?terug=letters-{RECEIPT}.0")
    assert current().letters[RECEIPT] == Added()
    assert "met uw eigen woorden" not in watched.get(at("settings_letters"), OPERATOR)
    assert len(changes_of(f"letters.{RECEIPT}")) == 2
    history = text_of(watched.get(at("settings_history", f"letters-{RECEIPT}"), OFFICER))
    assert "Op dinsdag is er koffie." in history


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({0: "Onze bemiddeling helpt."}, "“bemiddeling” verraadt te veel"),
        ({0: "Voor slachtoffers."}, "Wij zeggen nooit “slachtoffers”"),
        ({2: "De ander weet niets."}, "“De ander” verraadt te veel"),
        ({3: "See www.example.org"}, "Hier kunnen alleen zinnen staan"),
        ({1: ""}, "Vul het in beide talen in, of laat beide leeg."),
        ({0: "x" * 401}, "400"),
        ({0: "{phone}"}, "Hier kunnen alleen zinnen staan"),
    ],
)
def test_words_that_say_too_much_are_refused_with_what_they_are(
    watched: AtWork, said: dict[int, str], why: str
) -> None:
    page = at("settings_letter", RECEIPT)
    more = {f"letters-{RECEIPT}_{n}": text for n, text in said.items()}
    shown = looks(watched, page, **{**WORDS, **more})
    assert why in text_of(shown)
    assert RECEIPT not in current().letters
    assert form_fields(shown, "csrfmiddlewaretoken")[f"letters-{RECEIPT}_2"] in {
        OWN.ends.nl, said.get(2),
    }  # fmt: skip


def test_a_letter_that_takes_none_has_no_page(watched: AtWork) -> None:
    for slug in ("nee", "nieuws", "nergens"):
        assert watched.client(OPERATOR).get(at("settings_letter", slug)).status_code == 404
        history = at("settings_history", f"letters-{slug}")
        assert watched.client(OPERATOR).get(history).status_code == 404
