"""What one hears of the other: a closed list, on days fixed beforehand, the same for every no."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.mediation.test_stopping import ways
from tests.mediation.way import RELEASE, Way
from tests.worlds.steps import A, B
from visavis.mediation.approach import (
    AllowApproach,
    AnswerApproach,
    Decline,
    OpenTracing,
    RecordNoAnswer,
    RecordNoRoute,
    RecordRoute,
    RecordWrongAddress,
    SendApproach,
)
from visavis.mediation.closing import Reopen
from visavis.mediation.course import Pause, Withdraw
from visavis.mediation.effects import Anchor, Notice, Occasion
from visavis.mediation.letters import TellReaction
from visavis.mediation.preparation import BeginPreparation
from visavis.mediation.telling import SENTENCES, SetWhatOtherMayKnow, Tell
from visavis.mediation.views import Told
from visavis.mediation.words import ACTIVE, PartyState

pytestmark = pytest.mark.pure

P = PartyState

ENDINGS: dict[str, Any] = {
    "no by letter": lambda way: way.does(AnswerApproach("no"), B),
    "no after a talk": lambda way: way.does(AnswerApproach("talk"), B).does(Decline(), B),
    "stopped": lambda way: way.does(AnswerApproach("talk"), B).does(Withdraw(), B),
    "silence": lambda way: way.later(days=30).does(RecordNoAnswer(B)),
    "paused": lambda way: way.does(AnswerApproach("later"), B),
    "not me, nowhere to be found": lambda way: (
        way.does(AnswerApproach("not_me"), B).does(RecordWrongAddress(B)).does(RecordNoRoute(B))
    ),
    "nothing at all yet": lambda way: way,
}


def page_after(ending: str, weeks: int, no_contact: bool) -> Any:
    way = Way().asked()
    asked_on = way.now
    ENDINGS[ending](way)
    way.later(seconds=(asked_on + timedelta(weeks=7) - way.now).total_seconds())
    if no_contact:
        news = way.me(A).news_date
        assert news is not None
        way.does(Tell(A, "O.no_contact", news))
    way.later(seconds=(asked_on + timedelta(weeks=weeks) - way.now).total_seconds())
    return way.me(A), [n for n in way.world.notices if n.party == A]


@pytest.mark.parametrize("weeks", [7, 9, 11, 20, 40])
@pytest.mark.parametrize("no_contact", [True, False])
def test_refusal_silence_pause_and_failed_tracing_are_the_same_words_on_the_same_day(
    weeks: int, no_contact: bool
) -> None:
    pages = {ending: page_after(ending, weeks, no_contact) for ending in ENDINGS}
    first = pages["no by letter"]
    assert all(page == first for page in pages.values())
    assert {told.code for told in first[0].told} <= SENTENCES.keys()


def test_no_contact_stands_there_on_the_news_date_and_not_a_day_before() -> None:
    way = Way().answered("no")
    news = way.me(A).news_date
    assert news is not None
    page = way.me(A)
    way.does(Tell(A, "O.no_contact", news))
    assert way.me(A) == page
    assert way.side(A).planned == (Told("O.no_contact", news),)
    way.later(days=(news - way.today).days - 1)
    assert way.me(A) == page
    way.later(days=1)
    assert way.me(A).sentence == Told("O.no_contact", news)
    assert way.me(A).news_date == news + timedelta(weeks=6)
    assert Notice(A, news) in way.world.notices
    assert Anchor(Occasion.TOLD_NO_CONTACT, A, news) in way.world.anchors


def test_own_words_stand_beside_no_contact_only_if_released_and_exactly() -> None:
    way = Way().answered("no", words="I wish them well.")
    news = way.me(A).news_date
    assert news is not None
    way.does(Tell(A, "O.no_contact", news, "I wish them well.")).later(weeks=11)
    assert way.me(A).told[-1] == Told("O.no_contact", news, "I wish them well.")


def test_where_the_desk_wrote_nothing_it_takes_longer_and_a_new_day_is_named() -> None:
    way = Way().asked()
    first = way.me(A).news_date
    assert first == way.me(A).walked[-1].on + timedelta(weeks=10)
    way.later(weeks=10)
    assert way.me(A).sentence == Told("O.longer", first)
    assert way.me(A).news_date == first + timedelta(weeks=6)
    assert Notice(A, first) in way.world.notices


def test_what_the_desk_wrote_stands_there_instead() -> None:
    way = Way().answered().does(SetWhatOtherMayKnow(("O.talking",)), B)
    news = way.me(A).news_date
    assert news is not None
    way.does(Tell(A, "O.talking", news)).later(weeks=10)
    assert [told.code for told in way.me(A).told] == ["O.asked", "O.talking"]
    assert way.me(A).news_date == news + timedelta(weeks=6)
    assert way.world.notices.count(Notice(A, news)) == 1


def test_a_sentence_told_between_news_dates_comes_with_its_own_message() -> None:
    way = Way().both_willing()
    way.does(Tell(A, "O.takes_part", way.today))
    assert Notice(A, way.today) in way.world.notices
    assert way.me(A).sentence == Told("O.takes_part", way.today)
    assert "may_be_told" not in way.tasks(B)


def test_what_one_lets_go_is_of_the_closed_list_and_tells_the_desk() -> None:
    way = Way().answered().does(SetWhatOtherMayKnow(("O.talking", "my diary"), "Words."), B)
    assert way.me(B).may_tell == {"O.talking"}
    assert "may_be_told" in way.tasks(B)
    quiet = Way().answered().does(SetWhatOtherMayKnow(()), B)
    assert "may_be_told" not in quiet.tasks(B)
    assert quiet.me(B).may_tell_on == quiet.today


def test_who_waits_with_a_letter_reads_that_it_is_with_the_mediator_whatever_became_of_it() -> None:
    pages = set()
    for led in ("released", "passed", "offered", "opened"):
        way = getattr(Way(), led)().later(weeks=11)
        assert way.me(A).told[-1].code == "O.with_mediator"
        pages.add(way.me(A))
    assert len(pages) == 1


def test_who_is_in_contact_waits_for_nothing_and_reads_nothing() -> None:
    way = Way().reacted().does(TellReaction(A, "letter", True, True, "Thank you."))
    told, messages = way.me(A).told, len(way.world.notices)
    way.later(weeks=11)
    assert way.me(A).told == told
    assert len([n for n in way.world.notices if n.party == A]) <= messages
    assert way.me(A).news_date is not None


def test_who_was_asked_has_a_news_date_from_the_first_answer() -> None:
    for answer in ("talk", "later"):
        way = Way().answered(answer)
        assert way.me(B).news_date == way.today + timedelta(weeks=6)
    for answer in ("no", "not_me"):
        assert Way().answered(answer).me(B).news_date is None


def test_who_was_asked_and_comes_back_has_one_again() -> None:
    way = Way().answered("no").later(weeks=30).does(Reopen(), B)
    assert way.me(B).news_date == way.today + timedelta(weeks=6)
    way.later(weeks=6)
    assert way.me(B).sentence == Told("O.longer", way.today)


def test_who_was_asked_hears_of_one_who_stopped_in_the_same_words() -> None:
    way = Way().answered().does(Withdraw())
    news = way.me(B).news_date
    assert news is not None
    way.does(Tell(B, "O.no_contact", news)).later(weeks=6)
    assert way.me(B).sentence == Told("O.no_contact", news)


def test_permission_given_anew_replaces_the_ticks_and_leaves_the_news_date() -> None:
    way = Way().allowed()
    news = way.me(A).news_date
    way.does(SetWhatOtherMayKnow(("O.takes_part",))).later(weeks=3)
    way.does(AllowApproach(("first_name",)))
    assert way.me(A).may_tell == {"approach", "first_name", "O.takes_part"}
    assert way.me(A).news_date == news
    assert [due.on for due in way.world.dues if due.party == A] == [news]


def test_permission_to_ask_is_of_who_began() -> None:
    way = Way().answered().willing(B)
    page = way.me(B)
    assert way.does(AllowApproach(("someone",)), B).me(B) == page


def test_after_no_contact_a_late_yes_opens_news_dates_again() -> None:
    way = Way().asked().later(days=30).does(RecordNoAnswer(B))
    news = way.me(A).news_date
    assert news is not None
    way.does(Tell(A, "O.no_contact", news)).later(weeks=8)
    way.does(AnswerApproach("talk"), B).does(SetWhatOtherMayKnow(("O.talking",)), B)
    following = way.me(A).news_date
    assert following == news + timedelta(weeks=6)
    way.does(Tell(A, "O.talking", way.today))
    assert (way.me(A).news_date, way.me(A).hears_on) == (following, following)
    way.later(weeks=6)
    assert way.me(A).told[-1].code == "O.longer"


def test_after_no_contact_the_next_date_comes_in_silence_whatever_the_cause() -> None:
    """A change has a day fixed beforehand; a page that waits for nothing is promised nothing."""
    pages = {}
    for ending in ("no by letter", "silence", "paused", "stopped"):
        way = Way().asked()
        ENDINGS[ending](way)
        news = way.me(A).news_date
        assert news is not None
        way.does(Tell(A, "O.no_contact", news)).later(days=(news - way.today).days)
        messages = [n for n in way.world.notices if n.party == A]
        way.later(weeks=13)
        assert [n for n in way.world.notices if n.party == A] == messages
        assert way.me(A).sentence == Told("O.no_contact", news)
        assert (way.me(A).news_date, way.me(A).hears_on) == (news + timedelta(weeks=18), None)
        pages[ending] = way.me(A)
    assert len(set(pages.values())) == 1


def test_a_letter_released_after_no_contact_is_heard_of_on_the_next_date() -> None:
    way = Way().answered("no")
    news = way.me(A).news_date
    assert news is not None
    way.does(RELEASE).does(Tell(A, "O.no_contact", news)).later(weeks=17)
    assert way.me(A).sentence == Told("O.no_contact", news)
    late = Way().answered("no")
    late.does(Tell(A, "O.no_contact", news)).later(weeks=11).does(RELEASE).later(weeks=6)
    assert late.me(A).sentence.code == "O.with_mediator"


def test_who_came_back_has_a_next_date_from_the_first_word_on() -> None:
    way = Way().both_willing().does(Withdraw()).does(Reopen())
    assert way.me(A).news_date is None  # who began has one from A9 on
    way.does(Tell(A, "O.talking", way.today))
    assert way.me(A).news_date == way.today + timedelta(weeks=6)


def test_a_first_letter_released_gives_a_news_date_to_who_has_none() -> None:
    way = Way().willing().does(RELEASE)
    assert way.me(A).news_date == way.today + timedelta(weeks=6)
    kept = Way().allowed()
    assert kept.me(A).news_date == kept.does(RELEASE).me(A).news_date


def test_whoever_stopped_is_not_to_be_told_and_the_desk_is_not_asked_to() -> None:
    way = Way().asked().does(Withdraw()).later(days=30).does(RecordNoAnswer(B))
    assert "tell_on_news_date" not in way.tasks(A)
    traced = Way().allowed().does(OpenTracing(B)).does(Withdraw()).does(RecordNoRoute(B))
    assert "tell_on_news_date" not in traced.tasks(A)
    assert "tell_on_news_date" in Way().allowed().does(RecordNoRoute(B)).tasks(A)


def test_a_wrong_address_is_traced_once_more_and_asked_again_by_another_route() -> None:
    way = Way().answered("not_me").does(RecordWrongAddress(B))
    assert way.side(B).state is P.TRACING
    way.does(RecordRoute(B, "Street 2", "register"))
    way.does(SendApproach(B, "informed", way.reachable()))
    assert way.side(B).state is P.APPROACHED


def test_not_me_after_the_silence_is_traced_once_more_too() -> None:
    way = Way().asked().later(days=30).does(RecordNoAnswer(B)).does(AnswerApproach("not_me"), B)
    assert way.does(RecordWrongAddress(B)).side(B).state is P.TRACING


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(ways(), st.sampled_from([A, B]))
def test_a_news_date_is_never_far_and_is_there_for_everyone_who_waits(way: Way, who: Any) -> None:
    way.later(days=1)
    me = way.me(who)
    asked = "approach" in me.may_tell or me.answered in {"talk", "later"}
    if me.state in ACTIVE and asked:
        assert me.news_date is not None
    if me.news_date is not None:
        assert me.state in ACTIVE
        longest = timedelta(weeks=10) if "approach" in me.may_tell else timedelta(weeks=6)
        assert timedelta() < me.news_date - way.today <= longest
        assert any(due.party == who and due.on == me.news_date for due in way.world.dues)


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(ways(), st.sampled_from([A, B]))
def test_from_the_second_on_every_news_date_is_six_weeks_away_at_most(way: Way, who: Any) -> None:
    way.later(weeks=11)
    news = way.me(who).news_date
    assert news is None or timedelta() < news - way.today <= timedelta(weeks=6)


def test_a_pause_keeps_the_news_date() -> None:
    way = Way().asked()
    news = way.me(A).news_date
    assert way.does(Pause()).me(A).news_date == news
    assert way.later(weeks=10).me(A).told[-1].code == "O.longer"


def test_when_both_sides_heard_that_the_other_takes_part_the_desk_is_reminded_to_begin() -> None:
    way = Way().both_willing()
    way.does(Tell(A, "O.takes_part", way.today))
    assert "begin_preparation" not in way.tasks(A) | way.tasks(B)
    way.does(Tell(B, "O.takes_part", way.today))
    assert "begin_preparation" in way.tasks(A)
    way.does(BeginPreparation((A, B)))
    assert "begin_preparation" not in way.tasks(A) | way.tasks(B)
