"""What colleagues read of a trajectory in a case reflection: codes and numbers; and what its mediator takes along."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tests.mediation.way import Way
from tests.worlds.steps import A, B
from visavis.mediation.entries import Audience, Level
from visavis.mediation.exploring import AddNote
from visavis.mediation.kinds import KINDS
from visavis.mediation.mediator import TOPICS
from visavis.mediation.reflection import REFLECTED, Line, TakeAlong, summary
from visavis.mediation.sight import sight
from visavis.mediation.terms import day
from visavis.mediation.views import Ban
from visavis.mediation.worries import RaiseConcern, SetMeasure


def lines_of(way: Way) -> tuple[Line, ...]:
    return summary(way.world.desk(way.now), day(way.now))


def test_the_summary_says_what_and_how_long_and_nothing_that_a_person_wrote_or_is_called() -> None:
    way = Way().ready()
    way.does(AddNote(A, "Woont bij de brug."))
    way.does(RaiseConcern(B, "threat", "Hij belde boos."))
    found = lines_of(way)
    assert {line.name for line in found} >= {
        "sort", "event", "begun", "way", "mediators", "relation", "place", "talks", "concern",
    }  # fmt: skip
    view = way.world.desk(way.now)
    names = {view.desk.nickname, view.desk.mediator_name, *(s.own.first_name for s in view.sides)}
    names |= {side.file.name for side in view.sides} | {A, B, "Woont", "boos"}
    said = repr(found)
    assert [name for name in names if name and name in said] == []
    assert str(way.now.year) not in said  # no day of anything
    assert all(isinstance(line.number, int) and " " not in line.code for line in found)


def test_a_concern_stands_by_its_kind_and_whether_it_has_an_answer() -> None:
    way = Way().both_willing().does(RaiseConcern(B, "addiction", "Drinkt weer."))
    assert Line("concern", "b", "addiction") in lines_of(way)
    way.does(SetMeasure(B, "addiction", "Belt haar sponsor."))
    assert Line("answered", "b", "addiction") in lines_of(way)


def test_a_relation_in_ones_own_words_is_left_out() -> None:
    way = Way().signed_up("de buurvrouw van nummer 9")
    assert not [line for line in lines_of(way) if line.name == "relation"]


def test_time_per_step_is_in_weeks_and_goes_on_until_today() -> None:
    way = Way().preparing().later(days=15)
    weeks = [line.number for line in lines_of(way) if line.name == "place" and line.of == "a"]
    assert weeks[-1] == 2


def test_what_is_taken_along_stands_in_one_file_and_no_party_knows_of_it() -> None:
    way = Way().both_willing()
    before: Any = {who: way.me(who) for who in (A, B)}
    way.does(TakeAlong(A, "Langzamer beginnen."))
    assert [note.text for note in way.side(A).file.reflections] == ["Langzamer beginnen."]
    assert way.side(B).file.reflections == ()
    assert {who: way.me(who) for who in (A, B)} == before
    for audience in Audience:
        allowed = {Audience.MEDIATOR, Audience.CO_MEDIATOR}
        level = Level.CONTENT if audience in allowed else Level.NOTHING
        assert sight(REFLECTED, audience) is level, audience


def test_a_new_mediator_reads_it_only_where_notes_were_handed_over() -> None:
    assert KINDS[REFLECTED].topic is TOPICS["notes"]


def test_who_does_not_know_yet_walked_no_step_and_is_said_to_be_named() -> None:
    way = Way().taken_up()
    stands = [line for line in lines_of(way) if line.of == "b" and line.name in {"place", "stands"}]
    assert [(line.name, line.code) for line in stands] == [("stands", "named")]


def test_what_weighs_in_a_trajectory_is_said_and_a_time_long_ago_in_months_alone() -> None:
    way = Way().both_willing()
    view, today = way.world.desk(way.now), day(way.now)
    facts = {
        "fatal": "yes",
        "event_month": f"{today.year - 3}-{today.month:02}",
        "legal_stage": "sentenced",
    }
    side = view.sides[0]
    file = replace(side.file, facts=facts, bans=(Ban("court", today + timedelta(days=9)),))
    found = summary(replace(view, sides=(replace(side, file=file),)), today)
    assert {
        Line("fatal"),
        Line("happened", number=36),
        Line("legal_stage", code="sentenced"),
        Line("ban", "a"),
    } <= {*found}


@pytest.mark.parametrize(("years", "said"), [(9, "child"), (14, "young"), (30, "")])
def test_of_somebodys_age_one_reads_that_they_are_a_child_or_young(years: int, said: str) -> None:
    way = Way().both_willing()
    view, today = way.world.desk(way.now), day(way.now)
    side = view.sides[0]
    aged = replace(side, file=replace(side.file, aged=years, aged_on=today))
    names = {line.name for line in summary(replace(view, sides=(aged,)), today)}
    assert names & {"child", "young"} == {said} - {""}


def test_before_anything_began_nothing_is_said_of_how_long_it_goes_on() -> None:
    way = Way().signed_up()
    view = replace(way.world.desk(way.now), sides=())
    assert "begun" not in {line.name for line in summary(view, day(way.now))}
