"""When somebody is asked (study §1.1), as a pure rule."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visavis.study.waves import (
    ASK,
    MOST_NOTICES,
    REMINDERS,
    Close,
    Open,
    Remind,
    Sent,
    Way,
    Wish,
    delay_of,
    due,
    group,
    next_look,
    t2_anchor,
    windows,
)

pytestmark = pytest.mark.pure

TALK = date(2025, 3, 3)
YES = Wish(agreed=TALK)


def after(days):
    return TALK + timedelta(days)


def window(way, wave, wish=YES, delay=0):
    return {one.wave: one for one in windows(way, wish, delay)}.get(wave)


def live(way, wish, delay, days, answered=frozenset()):
    """Run the rule day by day; returns the messages as (day, wave) and the rounds."""
    messages, sent = [], {}
    for n in range(days):
        today = after(n)
        for step in due(known_at(way, today), wish_at(wish, today), sent, delay, today):
            match step:
                case Open(opened):
                    sent[opened.wave] = Sent(
                        opened.opens, opened.closes, 1, opened.wave in answered
                    )
                    messages.append((today, opened.wave))
                case Remind(wave, notices):
                    sent[wave] = replace(sent[wave], notices=notices)
                    messages.append((today, wave))
                case Close(wave, closes):
                    sent[wave] = replace(sent[wave], closes=closes)
    return messages, sent


def known_at(way, today):
    """What the sweep of a day knows of a way."""

    def come(days):
        return tuple(day for day in days if day <= today)

    single = ("first_talk", "own_contact", "own_closing", "told_no_contact", "silence")
    known = {name: next(iter(come([getattr(way, name) or date.max])), None) for name in single}
    return Way(**known, paused=come(way.paused), resumed=come(way.resumed))


def wish_at(wish, today):
    def came(day):
        return day if day and day <= today else None

    return Wish(came(wish.agreed), came(wish.enough))


def test_the_first_round_opens_three_days_after_the_first_talk_and_closes_after_28():
    first = window(Way(first_talk=TALK), 1)
    assert (first.opens, first.closes) == (after(3), after(28))
    assert first.reminders == (after(10), after(17))


def test_the_first_round_closes_the_day_before_own_contact():
    assert window(Way(first_talk=TALK, own_contact=after(12)), 1).closes == after(11)
    assert window(Way(first_talk=TALK, own_contact=after(2)), 1) is None


def test_own_contact_on_the_day_a_round_opened_closes_it():
    way = Way(first_talk=TALK, own_contact=after(3))
    sent = {ASK: Sent(TALK, after(182), 1), 1: Sent(after(3), after(28), 1)}
    assert due(way, YES, sent, 0, after(3)) == (Close(1, after(2)),)


def test_a_later_yes_opens_the_first_round_on_that_day():
    assert window(Way(first_talk=TALK), 1, Wish(agreed=after(20))).opens == after(20)
    assert window(Way(first_talk=TALK), 1, Wish(agreed=after(29))) is None


def test_the_second_round_has_three_anchors_and_the_first_of_them_counts():
    assert t2_anchor(Way(own_contact=after(10))) == after(38)
    assert t2_anchor(Way(own_contact=after(10), own_closing=after(30))) == after(30)
    assert t2_anchor(Way(own_closing=after(30), told_no_contact=after(20))) == after(20)
    assert t2_anchor(Way(first_talk=TALK)) is None


def test_the_second_round_is_open_for_42_days_and_reminds_after_10_and_21():
    second = window(Way(first_talk=TALK, own_closing=after(100)), 2)
    assert (second.opens, second.closes) == (after(100), after(142))
    assert second.reminders == (after(110), after(121))


def test_the_third_round_is_counted_from_the_second_anchor_answered_or_not():
    third = window(Way(first_talk=TALK, told_no_contact=after(50)), 3, delay=7)
    assert (third.opens, third.closes) == (after(50 + 182 - 14), after(50 + 182 + 56))
    assert third.reminders == (third.opens + timedelta(14), third.opens + timedelta(28))


def test_only_a_round_after_no_contact_is_delayed():
    told = Way(first_talk=TALK, told_no_contact=after(50))
    closed = Way(first_talk=TALK, own_closing=after(50))
    assert window(told, 2, delay=6).opens == after(56)
    assert window(closed, 2, delay=6).opens == after(50)


def test_the_delay_is_between_0_and_10_days_and_stays_the_same():
    delays = [delay_of(f"person {n}") for n in range(500)]
    assert set(delays) == set(range(11))
    assert delays == [delay_of(f"person {n}") for n in range(500)]


def test_the_group_is_fixed_when_the_second_round_opens():
    assert group(Way(first_talk=TALK)) is None
    assert group(Way(own_contact=after(10), own_closing=after(30))) == "A"
    assert group(Way(told_no_contact=after(10), own_contact=after(200))) == "B"
    assert group(Way(own_closing=after(10))) == "B"


def test_without_a_yes_nobody_gets_a_questionnaire():
    way = Way(first_talk=TALK, own_contact=after(20), own_closing=after(90))
    messages, _ = live(way, Wish(), 0, 400)
    assert messages == [(TALK, ASK)]


def test_after_a_late_sweep_a_round_gets_one_message_and_not_all_it_missed():
    way = Way(first_talk=TALK, own_closing=after(10))
    sent = {2: Sent(after(10), after(52), 1)}
    steps = due(way, YES, sent, 0, after(40))
    assert steps == (Remind(2, 3),)


def test_a_service_that_sets_more_reminders_still_sends_two(monkeypatch):
    monkeypatch.setitem(REMINDERS, 2, (1, 2, 3, 4, 5))
    messages, _ = live(Way(first_talk=TALK, own_closing=after(10)), YES, 0, 60)
    assert sum(1 for _, of in messages if of == 2) == MOST_NOTICES


def test_what_was_done_is_not_done_again():
    way = Way(first_talk=TALK, own_closing=after(10))
    once = due(way, YES, {}, 0, after(10))
    sent = {s.window.wave: Sent(s.window.opens, s.window.closes, 1) for s in once}
    assert due(way, YES, sent, 0, after(10)) == ()


some_day = st.none() | st.integers(0, 300).map(after)


@st.composite
def pausing(draw, way):
    """The same way with up to three pauses, of which the last may still last."""
    days = sorted(draw(st.lists(st.integers(0, 300), max_size=6)))
    pauses = [after(n) for n in days]
    return replace(draw(way), paused=tuple(pauses[::2]), resumed=tuple(pauses[1::2]))


ways = pausing(
    st.builds(
        Way,
        first_talk=st.just(TALK),
        own_contact=some_day,
        own_closing=some_day,
        told_no_contact=some_day,
        silence=some_day,
    )
)
wishes = st.builds(Wish, agreed=some_day, enough=some_day)


@given(ways, wishes, st.integers(0, 10))
def test_never_more_than_two_reminders(way, wish, delay):
    messages, _ = live(way, wish, delay, 600)
    for wave in (ASK, 1, 2, 3):
        assert sum(1 for _, of in messages if of == wave) <= MOST_NOTICES
    assert sum(1 for _, of in messages if of == ASK) <= 1


@given(ways, wishes, st.integers(0, 10))
def test_from_the_day_of_silence_or_enough_nothing_goes_out(way, wish, delay):
    messages, _ = live(way, wish, delay, 600)
    for stop in (way.silence, wish.enough):
        assert stop is None or all(day < stop for day, _ in messages)


@given(ways, wishes, st.integers(0, 10))
def test_who_answered_is_not_reminded(way, wish, delay):
    messages, _ = live(way, wish, delay, 600, answered={1, 2, 3})
    assert all(sum(1 for _, of in messages if of == wave) <= 1 for wave in (1, 2, 3))


@given(ways, wishes, st.integers(0, 10))
def test_nobody_is_asked_how_it_was_before_once_own_contact_has_come(way, wish, delay):
    _, sent = live(way, wish, delay, 600)
    if 1 in sent and way.own_contact:
        assert sent[1].closes < way.own_contact


@given(ways, wishes, st.integers(0, 10), st.integers(0, 500))
def test_the_next_look_misses_nothing(way, wish, delay, n):
    """Between today and the next look the rule has nothing to do."""
    today = after(n)
    sent = {
        one.wave: Sent(one.opens, one.closes, MOST_NOTICES if one.opens < today else 1)
        for one in windows(way, wish, delay)
        if one.opens <= today
    }
    known = known_at(way, today)
    nearest = next_look(known, wish, sent, delay, today)
    for ahead in range(1, min((nearest - today).days if nearest else 60, 60)):
        assert not [
            step
            for step in due(known, wish, sent, delay, today + timedelta(ahead))
            if not isinstance(step, Close)
        ]


def paused(*spans):
    return {
        "paused": tuple(after(start) for start, _ in spans),
        "resumed": tuple(after(end) for _, end in spans if end is not None),
    }


def test_a_round_that_opened_in_a_pause_comes_when_the_pause_ends():
    way = Way(first_talk=TALK, own_closing=after(60), **paused((50, 75)))
    messages, sent = live(way, YES, 0, 130)
    assert [day for day, wave in messages if wave == 2] == [after(75), after(85), after(96)]
    assert sent[2].closes == after(102)


def test_a_round_that_closed_in_a_pause_does_not_come():
    messages, _ = live(Way(first_talk=TALK, **paused((2, 40))), YES, 0, 100)
    assert 1 not in {wave for _, wave in messages}


def test_a_reminder_of_a_pause_is_not_made_up_for():
    way = Way(first_talk=TALK, own_closing=after(10), **paused((15, 25)))
    messages, _ = live(way, YES, 0, 60)
    assert [day for day, wave in messages if wave == 2] == [after(10), after(31)]


def test_a_pause_within_the_day_holds_nothing_back_and_the_second_pause_counts_again():
    way = Way(first_talk=TALK, own_closing=after(10), **paused((10, 10), (20, None)))
    messages, _ = live(way, YES, 0, 200)
    assert [day for day, wave in messages if wave == 2] == [after(10)]


@given(ways, wishes, st.integers(0, 10))
def test_while_more_pauses_began_than_ended_nothing_goes_out(way, wish, delay):
    messages, _ = live(way, wish, delay, 600)
    for day, _ in messages:
        began = [one for one in way.paused if one <= day]
        assert len(began) <= len([one for one in way.resumed if one <= day])
