"""Each figure of the service, by histories made by hand: what counts, once, and in which year."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

import pytest

import visavis.mediation  # noqa: F401 - registers kinds
from visavis.mediation.counted import History, Mark, Person, marks_of
from visavis.mediation.entries import Actor, Audience, Body, Entry
from visavis.mediation.figures import (
    OUTCOMES,
    STEPS,
    WHY_NOT,
    count,
    ended,
    fact,
    outcome,
    signed_up,
    wants_to_talk,
    who_began,
    why_not,
)
from visavis.mediation.kinds import KINDS
from visavis.mediation.permissions import Topic

pytestmark = pytest.mark.pure

DAY = date(2024, 11, 1)
LATE = date(2030, 1, 1)
BY = Actor(Audience.OWNER, "x")


def on(days: int) -> date:
    return DAY + timedelta(days=days)


def mark(kind: str, days: int = 0, **said: str) -> Mark:
    assert KINDS[kind].counts is not None, kind
    return Mark(kind, on(days), said)


def began(*marks: Mark) -> Person:
    return Person(True, (mark("signed_up", relation="harmed"), *marks))


def other(*marks: Mark) -> Person:
    return Person(False, marks)


def history(*people: Person, desk: Iterable[Mark] = ()) -> History:
    return History((mark("assigned", 5), *desk), people)


def closes(days: int, *marks: Mark) -> Person:
    return began(*marks, mark("closed", days))


def entry(kind: str, days: int, body: Body) -> Entry:
    return Entry(kind, BY, datetime(2024, 11, 1, 12, tzinfo=UTC) + timedelta(days=days), body)


@pytest.mark.parametrize(("seconds", "form"), [(0, {}), (90, {"form": "video_message"})])
def test_a_film_that_was_seen_is_counted_apart_from_a_letter_with_a_drawing(
    seconds: int, form: dict[str, str]
) -> None:
    shown = {"file": "f", "digest": "d", "width": 1, "height": 1, "seconds": seconds}
    said = {"offer": "o", "text": "words", "sign_as": "", "pictures": [shown]}
    assert marks_of([entry("letter_opened", 4, said)]) == [Mark("letter_opened", on(4), form)]


def test_a_lane_keeps_days_and_codes_and_no_word() -> None:
    said = {"relation": "harmed", "first_name": "Noor", "story": "Het was donker.", "other": "Jan"}
    marks = marks_of(
        [
            entry("signed_up", 0, said),
            entry("reach_set", 0, {"channel": "phone"}),
            entry("contact_held", 9, {"form": "conversation", "contact": "9f", "minutes": 50}),
            entry("contact_held", 12, {"form": "conversation", "contact": "9e", "minutes": 5}),
        ]
    )
    assert marks == [
        Mark("signed_up", on(0), {"relation": "harmed"}),
        Mark("contact_held", on(9), {"form": "conversation"}),
    ]


def test_what_was_recorded_last_holds_also_when_it_was_so_before() -> None:
    facts = [
        entry("facts_recorded", days, {"facts": {"event_type": event, "region": "", "fatal": "no"}})
        for days, event in ((1, "violence"), (2, "traffic"), (3, "violence"))
    ]
    one = history(Person(True, tuple(marks_of(facts))))
    assert fact(one, "event_type") == "violence"
    assert fact(one, "region") == "unknown"


def test_whether_anything_was_chosen_afterwards_is_kept_and_not_what() -> None:
    body = {"choices": ["keepsake", "nothing_now"], "follow_up": ["none"]}
    assert marks_of([entry("closing_support_chosen", 0, body)])[0].said == {"some": "yes"}
    body = {"choices": ["nothing_now"], "follow_up": ["none"]}
    assert marks_of([entry("closing_support_chosen", 0, body)])[0].said == {}


def test_no_figure_counts_a_kind_about_worries_complaints_or_the_circle_somebody_draws() -> None:
    counted = {kind.topic for kind in KINDS.values() if kind.counts is not None}
    assert not counted & {Topic.SAFETY, Topic.COMPLAINT}
    assert not {"ecogram_dot_put", "guest_invited", "paused"} & {
        name for name, kind in KINDS.items() if kind.counts is not None
    }


def test_a_sign_up_by_another_counts_from_the_persons_own_yes() -> None:
    made = Person(True, (mark("signed_up_for", relation="bereaved"),))
    assert signed_up(history(made)) is None
    assert not count([history(made)], 2026)[2024].sources
    made = Person(True, (*made.marks, mark("sign_up_confirmed", 8)))
    assert signed_up(history(made)) == on(8)
    assert who_began(history(made)) == "harmed"


@pytest.mark.parametrize(
    ("relation", "side"),
    [
        ("harmed", "harmed"),
        ("next_of_kin_harmed", "harmed"),
        ("witness", "harmed"),
        ("responsible", "responsible"),
        ("next_of_kin_responsible", "responsible"),
    ],
)
def test_who_began_is_the_side_of_who_did_it_or_everybody_else(relation: str, side: str) -> None:
    assert who_began(History((), (Person(True, (mark("signed_up", relation=relation),)),))) == side
    talk = mark("exploratory_talk_held", 9, relation=relation)
    assert who_began(history(began(talk))) == side


def test_each_step_counts_once_in_the_year_of_its_first_day() -> None:
    one = history(
        began(
            mark("exploratory_talk_held", 20),
            mark("preparation_began", 90),
            mark("contact_held", 130, form="conversation"),
            mark("agreement_here", 140, agreement="1"),
            mark("agreement_answered", 150, agreement="1", version_hash="h", accepts="True"),
            mark("circle_met", 160),
            mark("closed", 200),
            mark("reopened", 900),
        ),
        other(
            mark("approach_sent", 40),
            mark("approach_answered", 70, answer="talk"),
            mark("contact_held", 130, form="conversation"),
            mark("agreement_here", 140, agreement="1"),
            mark("agreement_answered", 151, agreement="1", version_hash="h", accepts="True"),
        ),
    )
    years = count([one, one], 2026)
    assert years.keys() == {2024, 2025}
    assert years[2024].steps == {"signed_up": 2, "taken_up": 2, "talked": 2, "asked": 2}
    assert years[2025].steps == dict.fromkeys(
        ("wants_to_talk", "prepares", "contact", "agreed", "circle", "ended"), 2
    )
    assert years[2025].outcomes == {"conversation": 2}
    assert years[2024].began == {"harmed": 2}
    assert count([one], 2027)[2027].steps == {"came_back": 1}
    assert set().union(*(year.steps for year in count([one], 2027).values())) == set(STEPS) - {
        "not_taken_up"
    }


def test_a_year_that_is_not_over_is_not_counted() -> None:
    assert count([history(closes(200))], 2024).keys() == {2024}


def test_days_between_two_steps_stand_in_the_year_of_the_second() -> None:
    one = history(
        closes(200, mark("exploratory_talk_held", 20)),
        other(mark("approach_sent", 40), mark("exploratory_talk_held", 75)),
    )
    years = count([one], 2026)
    assert years[2024].spans == {"to_mediator": [5], "to_talk": [20], "to_asking": [40]}
    assert years[2025].spans == {"to_answer": [35], "to_end": [200]}


def test_a_step_before_the_one_it_is_measured_from_gives_no_days() -> None:
    late = Person(True, (mark("sign_up_confirmed", 8),))
    assert "to_mediator" not in count([history(late)], 2026)[2024].spans


def test_who_had_a_talk_wanted_to_talk_whatever_they_answered_first() -> None:
    assert wants_to_talk(history(other(mark("approach_answered", 3, answer="later")))) is None
    late = other(mark("approach_answered", 3, answer="later"), mark("exploratory_talk_held", 9))
    assert wants_to_talk(history(late)) == on(9)


def test_a_sign_up_that_is_not_taken_up_counts_with_its_reason_and_ends_nowhere() -> None:
    desk = (mark("declined_to_take_up", 3, reason="no_report"),)
    year = count([History(desk, (closes(4),))], 2026)[2024]
    assert year.reasons == {"no_report": 1}
    assert year.steps == {"signed_up": 1, "not_taken_up": 1}


def test_an_end_is_when_the_last_of_who_began_has_one() -> None:
    two = history(closes(30), began(mark("way_ended_by_death", 90)))
    assert ended(two) == on(90)
    assert ended(history(closes(30), began())) is None
    assert ended(history(other(mark("closed", 30)))) is None
    assert ended(history(closes(30, mark("closed", 700)))) == on(30)
    assert ended(history(began(mark("went_on_elsewhere", 20), mark("closed", 20)))) is None


def agreement(who: str, days: int, text: str = "h", accepts: bool = True) -> tuple[Mark, Mark]:
    said = {"agreement": "1", "version_hash": text} | ({"accepts": "True"} if accepts else {})
    return mark("agreement_here", 1, agreement="1"), mark("agreement_answered", days, **said)


@pytest.mark.parametrize(
    ("first", "second", "there"),
    [
        (agreement("a", 5), agreement("b", 6), True),
        (agreement("a", 5), agreement("b", 6, text="another"), False),
        (agreement("a", 5), agreement("b", 6, accepts=False), False),
        (agreement("a", 5), agreement("b", 6)[:1], False),
        ((*agreement("a", 5), *agreement("a", 7, accepts=False)), agreement("b", 6), False),
        (agreement("a", 5), (), False),
    ],
)
def test_an_agreement_is_one_text_that_all_it_was_put_to_said_yes_to(
    first: tuple[Mark, ...], second: tuple[Mark, ...], there: bool
) -> None:
    assert (STEPS["agreed"](history(began(*first), other(*second))) == on(6)) is there


CONTACT = [
    ([mark("contact_held", 5, form="conversation")], [], "conversation"),
    ([mark("contact_held", 5, form="video_call")], [], "video_call"),
    ([mark("contact_held", 5, form="conference")], [], "conference"),
    ([mark("contact_held", 5, form="something_new")], [], "other_form"),
    ([mark("letter_opened", 5, form="video_message")], [], "video_message"),
    ([mark("letter_opened", 5)], [mark("letter_opened", 6, form="video_message")], "several"),
    ([mark("letter_opened", 5)], [], "letters_one_way"),
    ([mark("letter_opened", 5)], [mark("letter_opened", 6)], "letters_both"),
    ([], [mark("message_heard", 6)], "shuttle"),
    ([mark("contact_held", 5, form="conversation")], [mark("letter_opened", 6)], "several"),
    ([mark("circle_met", 5)], [], "support_circle"),
    ([mark("circle_met", 5)], [mark("message_heard", 6)], "shuttle"),
    ([mark("closing_talked", 5, talk="held")], [], "no_contact_with_meaning"),
    ([mark("closing_support_chosen", 5, some="yes")], [], "no_contact_with_meaning"),
    ([mark("closing_talked", 5, talk="declined")], [], "no_contact"),
    ([mark("closing_support_chosen", 5)], [], "no_contact"),
    ([], [], "no_contact"),
]  # fmt: skip


@pytest.mark.parametrize(("own", "theirs", "row"), CONTACT)
def test_what_came_of_it_is_one_row_and_no_contact_is_a_row(
    own: list[Mark], theirs: list[Mark], row: str
) -> None:
    one = history(closes(30, *own), other(*theirs))
    assert outcome(one, on(30)) == row
    assert sum(count([one], 2026)[2024].outcomes.values()) == 1


def test_every_row_of_what_came_of_it_is_reached() -> None:
    assert {row for *_, row in CONTACT} == set(OUTCOMES)


@pytest.mark.parametrize(
    "late",
    [
        mark("contact_held", 40, form="conversation"), mark("letter_opened", 40),
        mark("message_heard", 40), mark("circle_met", 40), mark("closing_talked", 40, talk="held"),
    ],
)  # fmt: skip
def test_what_happens_after_the_end_changes_no_year_that_is_over(late: Mark) -> None:
    assert outcome(history(closes(30, late)), on(30)) == "no_contact"


REASONS = [
    ([mark("death_recorded", 3), mark("declined", 2)], "died"),
    ([mark("declined", 3)], "said_no"),
    ([mark("approach_answered", 3, answer="no")], "said_no"),
    ([mark("withdrawn", 3), mark("approach_sent", 2)], "said_no"),
    ([mark("approach_sent", 1), mark("no_answer", 3)], "not_reached"),
    ([mark("no_route", 3)], "not_reached"),
    ([mark("approach_sent", 1), mark("no_answer", 3), mark("approach_answered", 9, answer="talk")], "otherwise"),
    ([mark("approach_sent", 1)], "otherwise"),
    ([], "not_asked"),
    ([mark("declined", 40)], "not_asked"),
]  # fmt: skip


@pytest.mark.parametrize(("theirs", "row"), REASONS)
def test_why_no_contact_came_is_the_first_reason_that_fits(theirs: list[Mark], row: str) -> None:
    one = history(closes(30), other(*theirs))
    assert why_not(one, on(30)) == row
    assert count([one], 2026)[2024].why_not == {row: 1}


def test_who_began_and_stopped_is_the_reason_before_what_the_other_said() -> None:
    stopped = closes(30, mark("withdrawn", 9))
    assert why_not(history(stopped, other(mark("declined", 3))), LATE) == "began_stopped"
    assert {row for _, row in REASONS} | {"began_stopped"} == set(WHY_NOT)


def test_contact_has_no_reason_for_its_absence() -> None:
    one = history(closes(30, mark("message_heard", 5)))
    assert not count([one], 2026)[2024].why_not
