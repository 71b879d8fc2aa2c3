"""The sight table: total, silent towards everyone it does not name, and each rule of it shown by a history."""

from dataclasses import replace
from datetime import timedelta
from itertools import product
from typing import Any

import pytest

from tests.mediation import looks
from tests.mediation.looks import HISTORIES, violations
from tests.mediation.way import Way
from tests.worlds.steps import LEAD, A, B
from visavis.mediation import permissions
from visavis.mediation.entries import Audience, Entry, LaneRole, Level, file_of, own
from visavis.mediation.exploring import AddNote
from visavis.mediation.kinds import KINDS, kind
from visavis.mediation.opening import BreakGlass
from visavis.mediation.permissions import PERMISSIONS, Cell, Needs, Topic, cell, guardian_cell
from visavis.mediation.sight import Grants, seen_by, sight
from visavis.mediation.windows import Opened, desk_view, party_view
from visavis.mediation.worries import RaiseConcern

pytestmark = pytest.mark.pure


def test_every_kind_has_a_level_for_everyone() -> None:
    levels = {(name, who): sight(name, who) for name, who in product(KINDS, Audience)}
    assert len(levels) == len(KINDS) * len(Audience)
    assert all(isinstance(level, Level) for level in levels.values())


@pytest.mark.parametrize("name", KINDS)
def test_a_person_sees_their_own_lane_whole_and_nothing_of_file_and_desk(name: str) -> None:
    lane = KINDS[name].lane
    expected = Level.CONTENT if lane in {LaneRole.OWN, LaneRole.JOINT} else Level.NOTHING
    assert sight(name, Audience.OWNER) is expected


@pytest.mark.parametrize("audience", Audience)
def test_what_was_never_declared_is_seen_by_nobody(audience: Audience) -> None:
    assert sight("a kind nobody declared", audience) is Level.NOTHING
    everything = Grants(frozenset({*Topic, *KINDS}), reason=True, age=3)
    assert sight("a kind nobody declared", audience, everything) is Level.NOTHING


@pytest.mark.parametrize("audience", looks.NOBODY)
def test_nothing_at_all_reaches_the_other_an_outsider_a_researcher_or_an_operator(
    audience: Audience,
) -> None:
    everything = Grants(frozenset({*Topic, *KINDS}), reason=True, age=3)
    assert not [name for name in KINDS if sight(name, audience, everything) is not Level.NOTHING]


@pytest.mark.parametrize("audience", looks.BESIDE)
def test_who_stands_beside_somebody_never_sees_a_file_or_the_desk(audience: Audience) -> None:
    everything = Grants(frozenset({*Topic, *KINDS}), reason=True, age=3)
    closed = [k for k, one in KINDS.items() if one.lane in {LaneRole.FILE, LaneRole.DESK}]
    assert not [name for name in closed if sight(name, audience, everything) is not Level.NOTHING]


def test_a_kind_is_declared_once() -> None:
    with pytest.raises(ValueError, match="the kind noted is declared twice"):
        kind("noted", LaneRole.FILE, Topic.NOTES)


def test_each_topic_has_its_history_and_each_kind_its_topic() -> None:
    assert set(HISTORIES) == set(Topic) == {one.topic for one in KINDS.values()}
    assert set(PERMISSIONS) == set(Topic)


def test_each_audience_sees_of_each_topic_what_the_page_of_permissions_says() -> None:
    assert violations() == []


RAISED = {Level.NOTHING: Level.EXISTENCE, Level.EXISTENCE: Level.FACT, Level.FACT: Level.CONTENT}


def mutants() -> list[tuple[Topic, Audience, Cell]]:
    """Each cell raised by one level, or freed from what it needs."""
    found = []
    for topic, audience in product(Topic, Audience):
        if audience is Audience.OWNER:
            continue
        here = cell(topic, audience)
        if here.level in RAISED:
            found.append((topic, audience, replace(here, level=RAISED[here.level])))
        if here.needs is not Needs.NOTHING:
            found.append((topic, audience, replace(here, needs=Needs.NOTHING)))
    return found


CLOSED_TO_BESIDE = {
    topic
    for topic in Topic
    if all(k.lane in {LaneRole.FILE, LaneRole.DESK} for k in KINDS.values() if k.topic is topic)
}


@pytest.mark.parametrize(("topic", "audience", "raised"), mutants())
def test_a_rule_raised_by_one_level_is_noticed(
    topic: Topic, audience: Audience, raised: Cell, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed = {**PERMISSIONS[topic], audience: raised}
    monkeypatch.setattr(permissions, "PERMISSIONS", {**PERMISSIONS, topic: changed})
    if audience not in looks.STAFF and topic in CLOSED_TO_BESIDE:
        assert looks.violations_of(topic) == []  # the second lock: no file and no desk lane
    else:
        assert looks.violations_of(topic)


SEEN_AT = {11: "plain", 12: "forms", 15: "forms", 16: "ticked", None: "ticked"}


@pytest.mark.parametrize("age", SEEN_AT)
@pytest.mark.parametrize("topic", Topic)
def test_a_guardians_cell_narrows_with_age(topic: Topic, age: int | None) -> None:
    plain = cell(topic, Audience.GUARDIAN)
    forms = {Topic.CONSENT, Topic.SIGN_UP, Topic.SIGNS}
    stands = SEEN_AT[age] == "plain" or (SEEN_AT[age] == "forms" and topic in forms)
    if plain.level is Level.NOTHING:
        assert guardian_cell(topic, age).level is Level.NOTHING
    elif stands:
        assert guardian_cell(topic, age) == plain
    else:
        assert guardian_cell(topic, age) == Cell(plain.level, Needs.CONSENT)


def test_a_concern_and_a_note_about_someone_leave_their_page_as_it_was() -> None:
    way = Way().willing()
    before = way.me(A), way.me(B)
    way.does(AddNote(A, "desk-note")).does(RaiseConcern(A, "threat", "desk-worry"))
    assert (way.me(A), way.me(B)) == before


def test_the_other_sees_not_even_that_an_entry_is_there() -> None:
    way = Way().opened()
    everything = [entry for entries in way.world.lanes.values() for entry in entries]
    for audience in looks.NOBODY:
        assert list(seen_by(audience, everything, way.today)) == []


def test_a_fact_comes_without_its_body() -> None:
    way = Way().signed_up()
    entry = way.world.lanes[own(A)][0]
    assert entry.body
    (seen,) = seen_by(Audience.PLANNER, [entry], way.today)
    assert seen == Entry(entry.kind, entry.by, entry.at)


def looks_at(way: Way, audience: Audience | None, grants: Grants = Grants()) -> Any:
    lanes = way.world.lanes
    sides = [Opened(w, w == A, lanes.get(own(w), []), lanes.get(file_of(w), [])) for w in (A, B)]
    return desk_view("t", [], sides, way.today, audience, grants)


def test_staff_see_what_their_role_may_and_fold_no_more() -> None:
    way = Way().released().does(AddNote(A, "desk-note"))
    whole = repr(looks_at(way, None))
    for secret in ("What I never said.", "desk-note", "Street 1"):
        assert secret in whole
        assert secret in repr(looks_at(way, Audience.MEDIATOR))
        assert secret not in repr(looks_at(way, Audience.PLANNER))
        assert secret not in repr(looks_at(way, Audience.SUPERVISOR))


@pytest.mark.parametrize("audience", [Audience.PLANNER, Audience.INTAKE, Audience.SUPERVISOR])
def test_who_sees_the_fact_alone_sees_where_somebody_is(audience: Audience) -> None:
    for led in ("explored", "willing", "preparing", "ready"):
        way = getattr(Way(), led)()
        assert looks_at(way, audience).side(A).state is way.side(A).state
        assert looks_at(way, audience).side(A).own.talks == ()


def test_what_waits_for_a_day_is_seen_by_staff_and_by_nobody_beside() -> None:
    way = Way().answered("no")
    from visavis.mediation.telling import Tell

    news = way.me(A).news_date
    assert news is not None
    way.does(Tell(A, "O.no_contact", news))
    lane = way.world.lanes[own(A)]
    assert "told" in {e.kind for e in seen_by(Audience.MEDIATOR, lane, way.today)}
    for audience in (Audience.OWNER, Audience.GUARDIAN, Audience.PRIVACY_OFFICER):
        everything = Grants(frozenset({*Topic}), reason=True, age=3)
        assert "told" not in {e.kind for e in seen_by(audience, lane, way.today, everything)}


def test_a_broken_glass_opens_for_who_broke_it_and_for_an_hour() -> None:
    way = Way().explored()
    desk = way.does(BreakGlass("A threat by telephone.", way.now + timedelta(hours=1))).world
    lane = desk.desk(way.now).desk
    assert lane.is_open_to(LEAD.id, way.now + timedelta(minutes=59))
    assert not lane.is_open_to(LEAD.id, way.now + timedelta(minutes=61))
    assert not lane.is_open_to("someone else", way.now)
    assert "Summary." in repr(looks_at(way, Audience.SUPERVISOR, Grants(reason=True)))
    assert "Summary." not in repr(looks_at(way, Audience.SUPERVISOR))


def test_a_page_is_folded_from_its_own_lane_alone() -> None:
    way = Way().opened()
    assert party_view(A, way.world.lanes[own(A)], way.today) == way.me(A)
