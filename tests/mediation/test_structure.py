"""Safeguards that hold in how the house is built; each test tries to break one (S3, S31, S40, S45 to S48)."""

from dataclasses import fields, make_dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.mediation.test_stopping import ways
from tests.mediation.way import Way
from tests.worlds.steps import A, B
from visavis.mediation.acts import ACTS, DeskAct, PartyAct, SweepAct
from visavis.mediation.closing import CloseFile, Reopen
from visavis.mediation.course import Withdraw
from visavis.mediation.effects import Anchor, Occasion
from visavis.mediation.entries import own
from visavis.mediation.kinds import KINDS
from visavis.mediation.retention import day_of
from visavis.mediation.safeguards import SAFEGUARDS
from visavis.mediation.views import PartyView
from visavis.outside import messages

pytestmark = pytest.mark.pure

NOW = datetime(2026, 1, 5, 9, tzinfo=Way().now.tzinfo)


def holds(number: int, what: Any, view: Any = None) -> bool:
    return SAFEGUARDS[number].lets_pass(what, view, NOW)


def test_the_safeguards_are_one_to_forty_eight() -> None:
    assert sorted(SAFEGUARDS) == list(range(1, 49))
    assert all(
        one.source and one.text.nl and one.text.en and one.doc for one in SAFEGUARDS.values()
    )


# S3


def test_s03_lets_pass_stopping_as_it_is() -> None:
    assert holds(3, Withdraw)


@pytest.mark.parametrize(
    "broken",
    [
        {"guards": (SAFEGUARDS[2],)},
        {"from_states": frozenset()},
        {"always": False},
    ],
)
def test_s03_refuses_a_guard_a_place_or_a_delay_before_stopping(broken: dict[str, Any]) -> None:
    as_it_is = {"guards": (), "from_states": None, "always": True}
    tried = make_dataclass("Tried", [], namespace={**as_it_is, **broken})
    assert not holds(3, tried)


def test_s03_refuses_a_field_that_must_be_filled_in() -> None:
    as_it_is = {"guards": (), "from_states": None, "always": True}
    tried = make_dataclass("Tried", [("reason", str)], namespace=as_it_is)
    assert not holds(3, tried)
    optional = make_dataclass("Tried", [("reason", str, "")], namespace=as_it_is)
    assert holds(3, optional)


# S31


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(ways(), st.sampled_from([A, B]))
def test_s31_refuses_any_word_of_the_other_that_their_lane_does_not_say_they_released(
    way: Way, who: Any
) -> None:
    """Whatever one's page shows of another's words stands, to the letter, among what that other released."""
    other = B if who == A else A
    me, theirs = way.me(who), way.me(other)
    released = {mine.text for mine in theirs.letters} | {m.text for m in theirs.messages}
    let_go = {  # also what they changed since: what was told stays told
        entry.body["reaction"]
        for entry in way.world.lanes.get(own(other), ())
        if entry.kind in {"reaction_released", "message_reaction_released"}
    }
    put = {
        entry.body["shown_as"]
        for entry in way.world.lanes.get(own(other), ())
        if entry.kind == "attendee_proposed" and entry.body["released"]
    }
    mine = {*me.group.told_once, *(one.shown_as for one in me.group.mine)}
    assert {*me.group.names, *(name for held in me.held for name in held.came)} - mine <= put
    assert {offer.text for offer in me.offers if offer.text} <= released
    assert {one.text for one in me.heard if one.text} <= released
    assert {mine.reaction for mine in me.letters if mine.reaction} <= let_go


def test_s31_no_act_of_a_person_and_no_dated_work_sees_more_than_their_own_page() -> None:
    for act in ACTS.values():
        if issubclass(act, PartyAct):
            assert act.mine.__annotations__["me"] is PartyView
            assert not issubclass(act, DeskAct)


def test_s31_what_the_desk_writes_for_a_person_is_given_their_own_view_and_nothing_more() -> None:
    for act in ACTS.values():
        if issubclass(act, DeskAct):
            assert act.for_party.__annotations__["them"] is PartyView
            assert list(act.for_joint.__annotations__) == ["now", "return"]


# S45


def test_s45_lets_pass_the_words_that_leave() -> None:
    for text in (messages.SUBJECT, messages.BODY):
        for language in ("nl", "en"):
            assert messages.neutral(text, language, NOW) == text.within(language)


@pytest.mark.parametrize(
    "said",
    [
        "Uw bemiddelaar heeft een bericht.",
        "Your mediation goes on.",
        "Er is een brief van de ander.",
        "There is a letter for you.",
        "Perspectief Herstel",
        "Het slachtoffer schreef.",
        "The offender wrote.",
        "Kijk op https://visavis.example.org",
        "Ga naar www.example.org",
    ],
)
def test_s45_refuses_a_message_that_says_what_it_is_about(said: str) -> None:
    assert not holds(45, said)
    with pytest.raises(messages.Betrays):
        messages.neutral(replace(messages.BODY, nl=said), "nl", NOW)


def test_s45_refuses_a_name_in_a_message() -> None:
    assert not holds(45, "Er staat iets van Bob voor u klaar.", ("Bob",))
    assert holds(45, "Er staat iets voor u klaar.", ("Bob", ""))


# S47


def test_s47_lets_pass_an_occasion_and_its_day() -> None:
    assert holds(47, Anchor(Occasion.OWN_CLOSING, A, NOW.date()))


@pytest.mark.parametrize(
    "told",
    [
        Anchor("the other said no", A, NOW.date()),
        Anchor(Occasion.OWN_CLOSING, A, NOW.date() + timedelta(days=1)),
        "anything else",
    ],
)
def test_s47_refuses_telling_the_study_anything_else(told: Any) -> None:
    assert not holds(47, told)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(ways())
def test_s47_refuses_nothing_of_what_any_history_tells_the_study(way: Way) -> None:
    study = SAFEGUARDS[47]
    assert all(study.lets_pass(anchor, None, way.now) for anchor in way.world.anchors)
    assert {f.name for f in fields(Anchor)} == {"occasion", "party", "on"}


def test_s47_refuses_that_any_rule_knows_who_takes_part() -> None:
    """No file of the rules imports the study, and no kind, act or field is named after it."""
    room = Path(__file__).parents[2] / "src/visavis/mediation"
    for file in room.rglob("*.py"):
        assert "visavis.study" not in file.read_text(), file
    names = {*KINDS, *ACTS, *PartyView.__dataclass_fields__}
    assert not [n for n in names if "study" in n.lower() or "questionnaire" in n.lower()]


# S48


def test_s48_refuses_keeping_on_the_day_of_erasure_and_after_it() -> None:
    assert not holds(48, NOW.date())
    assert not holds(48, date(2020, 1, 1))


def test_s48_lets_pass_keeping_until_then_and_what_has_no_such_day() -> None:
    assert holds(48, NOW.date() + timedelta(days=1))
    assert holds(48, None)


def erase_by(way: Way, who: Any) -> date | None:
    desk = way.world.desk(way.now)
    return day_of(desk, desk.side(who))


def test_s48_the_day_is_that_of_the_place_one_has_and_coming_back_takes_it_away() -> None:
    way = Way().willing().closed()
    day = erase_by(way, A)
    assert day is not None
    kept = SAFEGUARDS[48].lets_pass
    assert kept(day, None, way.now)
    years = way.later(days=(day - way.today).days)
    assert not kept(erase_by(years, A), None, years.now)
    assert kept(erase_by(years.does(Reopen()), A), None, years.now)


def test_s48_somebody_who_never_answered_has_the_day_of_their_file() -> None:
    way = Way().taken_up().does(CloseFile(B))
    assert erase_by(way, B) == way.today + timedelta(weeks=4)
    assert erase_by(way, A) is None


def test_s48_what_one_is_given_of_oneself_holds_nothing_of_another() -> None:
    """An access request is answered from one's own view: it is the fold of one's own lane."""
    way = Way().released()
    alone = {lane: entries for lane, entries in way.world.lanes.items() if lane == own(B)}
    page = way.me(B)
    way.world.lanes = alone
    assert way.me(B) == page
    assert "What I never said." not in repr(page)


def test_dated_work_does_nothing_for_somebody_whose_way_is_over() -> None:
    for act in ACTS.values():
        if issubclass(act, SweepAct):
            assert act.guards == ()
