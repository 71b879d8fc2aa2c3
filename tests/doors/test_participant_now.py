"""*Now* and *the way*: functions of one's own view; no request, no database."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from visavis.doors.participant.now import what_now
from visavis.doors.participant.traces import traces
from visavis.doors.participant.way import places
from visavis.mediation.entries import PartyId
from visavis.mediation.terms import DESIGN, HERE
from visavis.mediation.views import (
    Closing,
    Informed,
    MyLetter,
    Offer,
    PartyView,
    Step,
    Suitability,
    Talk,
)
from visavis.mediation.words import OWN_SCREEN, PartyState

pytestmark = pytest.mark.pure
P = PartyState
TODAY = date(2026, 3, 16)
NOON = datetime(2026, 3, 16, 12, tzinfo=HERE)
ME = PartyView(PartyId("a"), walked=(Step(P.REGISTERED, date(2026, 3, 12)),))
FIT = Suitability("go", True, False, False, False)
WISHED = {"standing_wish": "yes", "may_tell_on": TODAY}


def now(**changes):
    return what_now(replace(ME, **changes), NOON)


def test_who_signed_up_has_nothing_to_do_and_hears_by_which_day():
    sheet = now(state=P.REGISTERED)
    assert (sheet.url, sheet.button) == ("", "")
    assert "19" in sheet.text


def test_a_promise_that_was_not_kept_is_said():
    late = what_now(replace(ME, state=P.REGISTERED), NOON + timedelta(days=30))
    assert "bel" in late.text.lower()


def test_consent_is_asked_after_the_talk_and_only_where_it_fits():
    assert now(state=P.EXPLORING).url == ""
    talked = {"state": P.EXPLORING, "talks": (Talk("exploratory", TODAY),), "standing_wish": "no"}
    assert now(**talked).url == ""
    given = Informed(NOON - DESIGN.lasts("reading_time"), "nl", "1")
    informed = {**talked, "informed": (given,), "suitability": FIT}
    assert now(**informed).url == "participant:consent"
    fresh = {**informed, "informed": (replace(given, at=NOON - timedelta(hours=23)),)}
    assert now(**fresh).url == ""
    assert "17 maart" in now(**fresh).text or "16 maart" in now(**fresh).text
    unfit = {**informed, "suitability": replace(FIT, verdict="not_now")}
    assert now(**unfit).url == ""
    assert now(**informed, consented_on=TODAY).url == ""


def test_who_began_is_asked_for_permission_and_who_was_asked_is_not():
    assert now(state=P.WILLING, initiating=True).url == "participant:allow"
    assert now(state=P.WILLING, initiating=False).url == "participant:may_tell"


def test_a_choice_that_was_made_is_not_asked_again_also_when_it_was_no():
    made = {"state": P.WILLING, "initiating": True, "may_tell": frozenset({"approach"}), **WISHED}
    assert now(**made).url == ""


def test_preparing_asks_wish_then_form_then_ready():
    assert now(state=P.PREPARING).url == "participant:wish"
    assert now(state=P.PREPARING, **WISHED).url == "participant:form"
    chosen = {"state": P.PREPARING, "form_choice": "letters", **WISHED}
    assert now(**chosen).url == ""
    assert now(**chosen, talks=(Talk("preparation", TODAY),)).url == "participant:ready"
    assert now(**chosen, talks=(Talk("preparation", TODAY),), ready_wished=True).url == ""


def test_what_the_reader_put_away_is_not_put_before_them_again_save_on_their_own_day():
    lies = {"state": P.READY, "form_agreed": "letters", "letters": (), **WISHED}
    offer = Offer("o")
    assert now(**lies, offers=(offer,)).url == "participant:offer"
    for answer in ("not", "with_mediator", "aloud", "later"):
        away = replace(offer, state="answered", answer=answer)
        assert now(**lies, offers=(away,)).url != "participant:offer"
    later = replace(offer, state="answered", answer="later")
    assert (
        now(**lies, offers=(replace(later, until=TODAY + timedelta(1)),)).url != "participant:offer"
    )
    assert now(**lies, offers=(replace(later, until=TODAY),)).url == "participant:offer"


def test_a_letter_that_came_back_stands_before_a_new_one():
    back = MyLetter("l", "p", "text", "hash", "Noor", TODAY, "returned", "Staat er een nummer in?")
    sheet = now(state=P.READY, letters=(back,), **WISHED)
    assert (sheet.url, sheet.about) == ("participant:letter", "l")


def test_a_draft_is_offered_to_go_on_with_and_a_pause_asks_nothing():
    writing = what_now(replace(ME, state=P.READY, **WISHED), NOON, True)
    assert writing.url == "participant:letters"
    paused = what_now(
        replace(ME, state=P.PAUSED, before_pause=P.READY, offers=(Offer("o"),)), NOON, True
    )
    assert paused.url == "participant:pause"


def test_every_state_with_a_screen_has_a_sheet_and_a_way_without_a_finish():
    for state in OWN_SCREEN:
        me = replace(ME, state=state, before_pause=P.WILLING if state is P.PAUSED else None)
        assert what_now(me, NOON).ask
        shown = places(replace(me, walked=(*me.walked, Step(state, TODAY))))
        assert [place.state for place in shown].count("here") == 1
        assert not any(sign in place.name for place in shown for sign in "%/")


def test_the_closing_menu_is_asked_once():
    assert now(state=P.CLOSING).url == "participant:closing"
    assert now(state=P.CLOSING, closing=Closing(follow_up=("none",))).url == ""


def test_the_newest_step_is_here_and_pauses_do_not_crowd_the_way():
    walked = [P.REGISTERED, P.EXPLORING, P.PAUSED, P.EXPLORING, P.WILLING]
    me = replace(ME, state=P.WILLING, walked=tuple(Step(state, TODAY) for state in walked))
    names = [place.state for place in places(me)]
    assert names[:3] == ["done", "done", "here"]
    assert set(names[3:]) == {"later"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Bel me op 06 12 34 56 78.", ("phone",)),
        ("+31612345678", ("phone",)),
        ("noor.jansen@post.example", ("mail",)),
        ("Ik woon in de Dorpsstraat 12.", ("address",)),
        ("1234 AB Utrecht", ("address",)),
        ("22 Abbey Road", ("address",)),
        ("Op 3 mei 2019 was ik 24 jaar, om 23.15 uur.", ()),
        ("👋🏽 Hallo. " * 2000, ()),
        ("", ()),
    ],
)
def test_word_48_sees_numbers_and_addresses_and_nothing_else(text, found):
    assert traces(text) == found
