"""My place: one thing now, the way, and what the other knows."""

import pytest

from tests.doors.pages import text_of, title_of
from visavis.mediation.approach import AllowApproach, AnswerApproach
from visavis.mediation.course import Withdraw
from visavis.mediation.telling import Tell
from visavis.mediation.terms import day

STATES = ["signed_up", "taken_up", "asked", "answered", "preparing", "prepared", "ready"]


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_my_place_opens_from_every_stretch_of_the_way_in_both_languages(lived, state, prefix):
    getattr(lived, state)()
    page = lived.client(lived.a).get(f"{prefix}/plek/")
    assert page.status_code == 200
    assert title_of(page.content.decode()).startswith("My place" if prefix else "Mijn plek")


def test_the_sentence_about_the_other_comes_from_the_closed_list_with_its_day(lived):
    lived.taken_up()
    client = lived.client(lived.a)
    assert "We hebben de ander nog niet gevraagd." in text_of(client.get("/plek/").content.decode())
    lived.willing(lived.a)
    lived.own(AllowApproach(("someone",)), lived.a)
    client = lived.client(lived.a)  # more than a day went by
    said = text_of(client.get("/plek/").content.decode())
    assert "We zijn bezig de ander te vragen. Op" in said
    assert "{news_date}" not in said


def test_who_stopped_or_said_no_reads_nothing_old_about_the_other(lived):
    lived.asked()
    lived.own(Withdraw(), lived.a)
    page = lived.client(lived.a).get("/plek/").content.decode()
    assert "Over de ander" not in page
    assert "bezig de ander te vragen" not in page


def test_no_contact_is_read_with_the_words_that_were_released_and_only_on_the_day(lived):
    lived.asked()
    lived.own(AnswerApproach("no", words="Het ga je goed 🌾"), lived.b)
    news = lived.view(lived.a).news_date
    lived.desk(Tell(lived.a, "O.no_contact", news, "Het ga je goed 🌾"))
    client = lived.client(lived.a)
    assert "Er komt nu geen contact" not in client.get("/plek/").content.decode()
    lived.tick(days=(news - day(lived.service.now)).days)
    page = lived.client(lived.a).get("/plek/").content.decode()
    assert "Er komt nu geen contact" in page
    assert "Het ga je goed 🌾" in page
