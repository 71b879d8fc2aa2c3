"""Every ending leads to closing; closing has its menu, dates and an open way back."""

from datetime import date, timedelta
from typing import Any

import pytest

from tests.mediation.way import NOT_HERE, Way, way_copy
from tests.worlds.steps import A, B
from visavis.mediation.approach import AllowApproach, AnswerApproach, Decline, RecordNoAnswer
from visavis.mediation.closing import (
    CLOSABLE,
    FOLLOW_UP_CHOICES,
    AskToClose,
    BeginClosing,
    ChooseClosingSupport,
    Close,
    CloseFile,
    DecideReopening,
    EndAftercare,
    HoldClosingTalk,
    HoldFollowUp,
    OfferClosing,
    Reopen,
)
from visavis.mediation.course import Pause, TickOff, Withdraw
from visavis.mediation.effects import Anchor, Notice, Occasion
from visavis.mediation.preparation import DeclareReady
from visavis.mediation.sign_up import SetReach
from visavis.mediation.support import CLOSING_MENU
from visavis.mediation.terms import FOLLOW_UPS, years_after
from visavis.mediation.views import Closing, Reach
from visavis.mediation.words import ACTIVE, PartyState

pytestmark = pytest.mark.pure

P = PartyState
ENDINGS: dict[str, tuple[Any, Any]] = {
    "contact": (lambda: Way().opened(), A),
    "the reader's contact": (lambda: Way().opened(), B),
    "no by letter": (lambda: Way().answered("no"), B),
    "no after a talk": (lambda: Way().answered().does(Decline(), B), B),
    "stopped": (lambda: Way().willing().does(Withdraw()), A),
    "the other said no": (lambda: Way().answered("no"), A),
    "a long pause": (lambda: Way().willing().does(Pause()), A),
    "it does not fit": (lambda: Way().assessed(verdict="not_suitable"), A),
}


@pytest.mark.parametrize("ending", ENDINGS)
def test_every_ending_leads_to_the_same_closing(ending: str) -> None:
    led, who = ENDINGS[ending]
    way = led().closed(who, ("4_weeks",))
    me = way.me(who)
    assert me.state is P.AFTERCARE
    assert (me.news_date, me.before_pause, me.pause_until) == (None, None, None)
    assert me.closing.talk == "held"
    assert Anchor(Occasion.OWN_CLOSING, who, way.today) in way.world.anchors
    assert "close" not in way.tasks(who)


def test_one_may_ask_for_closing_oneself_from_every_place_that_is_not_over() -> None:
    assert ACTIVE | {P.DECLINED, P.WITHDRAWN} == CLOSABLE
    way = Way().willing().does(AskToClose())
    assert way.me(A).state is P.CLOSING
    assert "closing_talk" in way.tasks(A)


def test_the_closing_talk_offers_the_menu_held_or_declined() -> None:
    way = Way().willing().does(BeginClosing(A)).does(HoldClosingTalk(A, "declined"))
    assert way.me(A).closing == Closing(talk="declined", menu_offered=True)
    assert "closing_talk" not in way.tasks(A)


def test_any_number_of_the_menu_may_be_chosen() -> None:
    way = Way().willing().closing()
    way.does(ChooseClosingSupport(tuple(CLOSING_MENU), ("3_months", "none")))
    assert way.me(A).closing.choices == tuple(CLOSING_MENU)
    assert "close" in way.tasks(A)


def test_follow_up_dates_are_counted_from_the_day_of_closing() -> None:
    way = Way().willing().closed(follow_up=("4_weeks", "3_months", "6_months"))
    closing = way.me(A).closing
    assert closing.dates == tuple(way.today + span for span in FOLLOW_UPS.values())
    assert closing.closed_on == way.today
    assert closing.erase_by == years_after(max(closing.dates), 5)
    due = {task.about: task.start for task in way.world.tasks if task.code == "follow_up"}
    assert due == {one.isoformat(): one for one in closing.dates}
    assert FOLLOW_UP_CHOICES.keys() == {*FOLLOW_UPS, "none"}
    assert any(isinstance(n, Notice) and n.party == A for n in way.world.notices)


def test_no_thanks_closes_at_once() -> None:
    way = Way().willing().closed()
    assert way.me(A).state is P.CLOSED
    assert way.me(A).closing.dates == ()
    assert way.me(A).closing.erase_by == years_after(way.today, 5)


def test_records_are_kept_five_years_also_from_a_leap_day() -> None:
    assert years_after(date(2028, 2, 29), 5) == date(2033, 2, 28)
    assert years_after(date(2026, 3, 1), 5) == date(2031, 3, 1)


def test_each_follow_up_is_held_once_and_aftercare_ends() -> None:
    way = Way().willing().closed(follow_up=("4_weeks", "3_months")).later(weeks=4)
    first, second = way.me(A).closing.dates
    way.does(HoldFollowUp(A, first.isoformat()))
    assert way.me(A).closing.held == (way.today,)
    assert [t.about for t in way.world.tasks if t.code == "follow_up"] == [second.isoformat()]
    way.does(EndAftercare(A))
    assert way.me(A).state is P.CLOSED
    assert way.me(A).closing.erase_by == years_after(way.today, 5)
    assert "follow_up" not in way.tasks(A)
    assert way.tries(HoldFollowUp(A, second.isoformat())) == NOT_HERE


@pytest.mark.parametrize(
    ("led", "who", "years"),
    [
        (lambda: Way().answered("no"), B, 1),  # only what S7 needs (domain §8)
        (lambda: Way().answered().explored(B).does(Decline(), B), B, 5),
        (lambda: Way().willing().does(Withdraw()), A, 5),
    ],
)
def test_whoever_said_no_or_stopped_and_stays_silent_is_left_in_peace(
    led: Any, who: Any, years: int
) -> None:
    way = led().does(OfferClosing(who))
    assert way.tasks(who) == {"close_quietly"}
    way.later(weeks=4).does(EndAftercare(who))
    assert way.me(who).state is P.CLOSED
    assert way.me(who).closing.talk == ""
    assert way.me(who).closing.erase_by == years_after(way.today, years)
    assert way.tasks(who) == set()


def test_who_was_offered_closing_may_still_want_a_talk_or_come_back() -> None:
    way = Way().willing().does(Withdraw()).does(OfferClosing(A))
    assert "close_quietly" not in way_copy(way).does(Reopen()).tasks(A)
    asked = way.does(AskToClose())
    assert asked.tasks(A) == {"closing_talk"}
    assert asked.me(A).closing == Closing()


@pytest.mark.parametrize(
    ("led", "kept_until"),
    [
        (lambda: Way().taken_up(), lambda way: way.today + timedelta(weeks=4)),
        (
            lambda: Way().asked().later(days=28).does(RecordNoAnswer(B)),
            lambda way: years_after(way.side(B).file.approaches[-1].on, 1),
        ),
        (
            lambda: Way().asked().later(days=500).does(RecordNoAnswer(B)),
            lambda way: way.today + timedelta(weeks=4),
        ),
    ],
)
def test_the_file_of_someone_who_never_answered_is_closed_and_a_late_answer_counts(
    led: Any, kept_until: Any
) -> None:
    way = led().does(CloseFile(B))
    assert (way.side(B).state, way.side(B).file.erase_by) == (P.CLOSED, kept_until(way))
    assert way.tasks(B) == set()
    assert way.does(AnswerApproach("talk"), B).side(B).state is P.EXPLORING


def test_one_persons_closing_is_nothing_for_the_other() -> None:
    other = Way().opened().me(B)
    assert Way().opened().closed(A).me(B) == other


BACK: dict[str, Any] = {
    "closed": lambda: Way().allowed().closed(),
    "aftercare": lambda: Way().allowed().closed(follow_up=("4_weeks",)),
    "stopped": lambda: Way().allowed().does(Withdraw()),
}


@pytest.mark.parametrize("left", BACK)
def test_coming_back_voids_every_consent_of_before(left: str) -> None:
    way = BACK[left]().later(days=800).does(Reopen())
    me = way.me(A)
    assert me.state is P.EXPLORING
    assert (me.consented_on, me.consent_items, me.informed, me.suitability) == (None, (), (), None)
    assert (me.may_tell, me.may_tell_words, me.may_tell_on) == (frozenset(), "", None)
    assert (me.form_choice, me.form_agreed, me.ready_wished) == ("", "", False)
    assert me.closing == Closing()
    assert (me.standing_wish, me.talks_since, len(me.talks)) == ("", (), 1)
    assert {"reopened", "first_talk"} <= way.tasks(A)
    assert "follow_up" not in way.tasks(A)
    assert way.tries(AllowApproach(("someone",))) == NOT_HERE


def test_whoever_said_no_may_come_back() -> None:
    assert Way().answered("no").does(Reopen(), B).me(B).state is P.EXPLORING


def test_a_way_back_ends_no_others_way() -> None:
    way = Way().ready().does(Withdraw())
    page = way.me(B)
    assert way.does(Reopen()).me(B) == page
    assert way.tries(DeclareReady()) == NOT_HERE


def test_how_one_is_reached_can_be_changed_at_any_time_also_afterwards() -> None:
    reach = Reach(channel="post", post="Street 9", never="never call")
    for way in (Way().signed_up(), Way().willing().closed(), Way().willing().does(Withdraw())):
        assert way.does(SetReach(reach)).me(A).reach == reach


def test_ticking_a_task_off_changes_nothing_for_anyone() -> None:
    way = Way().taken_up()
    pages = way.me(A), way.me(B)
    assert "first_talk" in way.tasks(A)
    way.does(TickOff(A, "first_talk"))
    assert way.tasks(A) == set()
    assert (way.me(A), way.me(B)) == pages


def test_closing_needs_its_place() -> None:
    assert Way().willing().tries(Close(A)) == NOT_HERE


def test_intake_decides_where_somebody_goes_on_who_came_back() -> None:
    """In a new trajectory there is work to begin it, until that trajectory is there (A34)."""
    way = Way().answered("no").does(Reopen(), B)
    assert "reopened" in way.tasks(B)
    here = way_copy(way).does(DecideReopening(B))
    assert not {"reopened", "begin_anew"} & here.tasks(B)
    anew = way.does(DecideReopening(B, anew=True))
    assert "begin_anew" in anew.tasks(B)
    assert "begin_anew" not in anew.does(DecideReopening(B, anew=True, linked="there")).tasks(B)
