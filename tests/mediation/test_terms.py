"""What a service sets for itself: each rule takes it from what it looks at, from its moment on, within its limits."""

from dataclasses import fields, replace
from datetime import timedelta

import pytest

from tests.mediation.says import passes, says
from tests.mediation.test_agreement import PUT, RECORD, TEXT, met
from tests.mediation.test_agreement import YES as YES_TO_TEXT
from tests.mediation.test_contact import HOLD, on_conversation, plan
from tests.mediation.test_ending import planned_for
from tests.mediation.test_safeguards import TAKE_UP, prepared_sign_up
from tests.mediation.test_symbolic import ASK, talked
from tests.mediation.test_video_message import seen
from tests.mediation.way import A, B, Way
from visavis.mediation.agreement import DraftAgreement
from visavis.mediation.appointments import Reconfirm
from visavis.mediation.approach import AllowApproach, RecordNoAnswer, SendApproach
from visavis.mediation.course import Withdraw
from visavis.mediation.effects import Refusal
from visavis.mediation.exploring import ConsentToTakePart, GiveInformation
from visavis.mediation.preparation import BeginPreparation
from visavis.mediation.safety import CheckSafety
from visavis.mediation.terms import DESIGN, LIMITS, Terms, day, terms_of
from visavis.mediation.video_message import KeepFilm

pytestmark = pytest.mark.pure
YES = ConsentToTakePart(("take_part",))


def under(way: Way, **terms: int) -> Way:
    """From now on the service has set these."""
    way.world.terms = replace(way.world.terms, **terms)
    return way


def test_every_term_has_its_limits_and_the_design_lies_within_them() -> None:
    assert [one.name for one in fields(Terms)] == list(LIMITS)
    for name, limit in LIMITS.items():
        assert limit.least <= getattr(DESIGN, name) <= limit.most
        assert limit.unit in {"days", "weeks", "people", "yes"}


def test_no_time_that_protects_somebody_can_be_made_weaker() -> None:
    assert LIMITS["reading_time"].least == DESIGN.reading_time
    assert LIMITS["reflection"].least == DESIGN.reflection
    assert LIMITS["last_yes"].most == DESIGN.last_yes
    assert LIMITS["safety_check"].most == DESIGN.safety_check
    assert LIMITS["next_news"].most == DESIGN.next_news
    assert LIMITS["others"].most == DESIGN.others


def test_what_lies_outside_the_limits_is_taken_to_the_nearest_that_does_not() -> None:
    odd = terms_of({"reading_time": 0, "next_news": 99, "open_ceiling": 12})
    assert odd == Terms(reading_time=1, next_news=6, open_ceiling=12)
    assert terms_of({}) == DESIGN


def test_s02_holds_for_the_time_to_read_that_was_promised_with_the_information() -> None:
    way = under(Way(), reading_time=3).assessed().later(days=2)
    refused = way.tries(YES)
    assert isinstance(refused, Refusal)
    assert refused.number == 2
    assert refused.text.nl == (
        "Lees eerst rustig de uitleg. Ja zeggen kan na 3 dagen, nee zeggen kan altijd."
    )
    assert refused.text.en == (
        "Read the explanation first. Yes is possible after 3 days, no at any time."
    )
    assert passes(way.later(days=1).tries(YES))


def test_s02_breaks_no_promise_when_the_time_to_read_is_set_later() -> None:
    way = under(Way().assessed(), reading_time=5)
    assert way.tries(YES) == says(2)
    assert passes(way.later(days=1).tries(YES))


def test_s02_who_was_given_nothing_reads_the_time_that_holds_now() -> None:
    way = under(Way().taken_up(), reading_time=4)
    assert isinstance(way.tries(YES), Refusal)
    information = GiveInformation(A, "nl", "1")
    assert way.does(information).me(A).informed[-1].read_days == 4
    assert under(way, reading_time=1).does(information).me(A).informed[-1].read_days == 1


def test_a_letter_keeps_the_weeks_it_says_that_we_wait() -> None:
    way = under(Way().with_route(), answer_period=6)
    way.does(SendApproach(B, "minimal", way.reachable()))
    arrives = way.side(B).file.approaches[-1].on
    assert way.side(B).file.approaches[-1].answer_by == arrives + timedelta(weeks=6)
    under(way, answer_period=3)
    way.later(days=(arrives - way.today).days + 41)
    assert isinstance(way.tries(RecordNoAnswer(B)), Refusal)
    assert passes(way.later(days=1).tries(RecordNoAnswer(B)))


def test_news_dates_follow_the_terms_and_stand_once_they_are_promised() -> None:
    way = under(Way().willing(), first_news=12, next_news=3)
    way.does(AllowApproach(("someone",)))
    first = way.me(A).news_date
    assert first == way.today + timedelta(weeks=12)
    under(way, first_news=5)
    assert way.me(A).news_date == first
    way.later(weeks=12)
    assert way.me(A).news_date == way.today + timedelta(weeks=3)


def test_s22_asks_for_a_look_as_fresh_as_the_service_wants_it() -> None:
    way = on_conversation().does(CheckSafety(A)).does(CheckSafety(B)).later(days=4)
    way.does(plan(way, days=2)).does(Reconfirm()).does(Reconfirm(), B)
    assert passes(way.tries(HOLD))
    assert under(way, safety_check=3).tries(HOLD) == says(22)
    assert passes(way.does(CheckSafety(A)).does(CheckSafety(B)).tries(HOLD))


def test_s28_holds_for_the_ceilings_of_the_service() -> None:
    act = replace(TAKE_UP, open_now=20, new_this_year=40)
    assert passes(prepared_sign_up().tries(act))
    assert under(prepared_sign_up(), open_ceiling=20).tries(act) == says(28)
    assert under(prepared_sign_up(), year_ceiling=40).tries(act) == says(28)
    high = replace(TAKE_UP, open_now=30, new_this_year=60)
    assert passes(under(prepared_sign_up(), open_ceiling=40, year_ceiling=80).tries(high))


def test_the_end_is_named_as_far_ahead_as_the_service_says() -> None:
    way = under(Way().both_willing(), rounds_off=10)
    assert planned_for(way.does(BeginPreparation((A, B))).me(A)) == way.today + timedelta(weeks=10)


def test_a_group_of_people_from_other_events_is_no_larger_than_the_service_wants() -> None:
    crowd = replace(ASK, beside=("one", "two", "three"))
    assert passes(talked().tries(crowd))
    assert isinstance(under(talked(), others=2).tries(crowd), Refusal)


def test_the_mediator_looks_at_a_film_as_long_before_it_goes_as_the_service_says() -> None:
    way = under(seen(), film_asked=5).does(KeepFilm("offer", True), B)
    (task,) = (one for one in way.world.tasks if one.code == "film_may_stay")
    assert task.start == task.due - timedelta(weeks=5)


def test_what_the_service_sets_is_the_same_for_both_and_changes_no_other_word_of_a_page() -> None:
    """A term says nothing of anybody: two pages under other terms differ in the terms alone."""
    way = Way().both_willing()
    for who in (A, B):
        before = way.me(who)
        after = under(way, reading_time=9, next_news=2, open_ceiling=3).me(who)
        assert replace(after, terms=before.terms) == before
        under(way, **{name: getattr(DESIGN, name) for name in LIMITS})
    assert way.side(A).own.terms == way.side(B).own.terms == way.world.desk(way.now).terms


def test_stopping_knows_no_term() -> None:
    for name, limit in LIMITS.items():
        for number in (limit.least, limit.most):
            assert passes(under(Way().both_willing(), **{name: number}).tries(Withdraw()))


def on_the_table(way: Way) -> Way:
    return way.does(DraftAgreement(TEXT)).does(PUT)


def everyone_agreed(way: Way) -> Way:
    return way.does(YES_TO_TEXT).does(YES_TO_TEXT, B)


def test_s37_holds_for_the_time_to_think_that_was_promised_with_the_text() -> None:
    way = on_the_table(under(met(), reflection=10))
    assert [way.me(who).agreements[0].think_days for who in (A, B)] == [10, 10]
    under(way, reflection=7)
    everyone_agreed(way.later(days=9))
    assert way.tries(RECORD) == says(37)
    assert passes(way.later(days=1).tries(RECORD))


def test_s37_who_was_given_a_week_keeps_it_and_another_text_gets_the_new_time() -> None:
    way = under(on_the_table(met()), reflection=21)
    assert passes(everyone_agreed(way.later(days=7)).tries(RECORD))
    other = "We write at new year."
    way.does(DraftAgreement(other)).does(replace(PUT, text=other))
    assert way.me(A).agreements[0].think_days == 21
    over = way.me(A).agreements[0].thought_over_at
    assert over is not None
    assert over == way.now + timedelta(days=21)
    task = next(one for one in way.world.tasks if one.code == "ask_agreement" and one.party == A)
    assert task.start == way.today + timedelta(days=21)


def test_s06_asks_for_a_last_yes_as_short_before_as_it_was_when_the_plan_was_made() -> None:
    way = under(on_conversation(), last_yes=2)
    way.does(plan(way, days=6))
    [appointment] = way.me(A).appointments
    assert appointment.asks_from() == day(appointment.arrives) - timedelta(days=2)
    under(way, last_yes=7)
    way.later(days=3).does(Reconfirm()).does(Reconfirm(), B).later(days=3)
    way.does(CheckSafety(A)).does(CheckSafety(B))
    assert way.tries(HOLD) == says(6)
    assert passes(way.does(Reconfirm()).does(Reconfirm(), B).tries(HOLD))


def test_s06_a_plan_that_stands_can_be_carried_out_as_it_was_promised() -> None:
    way = on_conversation()
    way.does(plan(way, days=5)).does(Reconfirm()).does(Reconfirm(), B)
    under(way, last_yes=1).later(days=5).does(CheckSafety(A)).does(CheckSafety(B))
    assert passes(way.tries(HOLD))
