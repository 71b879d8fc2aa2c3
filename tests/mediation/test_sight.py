"""The sight table as a whole: total, and silent towards everyone it does not name."""

from itertools import product

import pytest

from tests.mediation.way import Way
from tests.worlds.histories import A, B
from visavis.mediation.entries import Audience, Entry, LaneRole, Level, file_of, own
from visavis.mediation.exploring import AddNote
from visavis.mediation.kinds import KINDS, kind
from visavis.mediation.sight import seen_by, sight
from visavis.mediation.windows import Opened, desk_view, party_view
from visavis.mediation.worries import RaiseConcern

pytestmark = pytest.mark.pure

NEVER = (
    Audience.OTHER_PARTY,
    Audience.OUTSIDER,
    Audience.RESEARCHER,
    Audience.ADMIN,
    Audience.PRIVACY_OFFICER,
    Audience.REFERRER,
    Audience.SUPPORTER,
    Audience.GUARDIAN,
    Audience.LAWYER,
    Audience.INTERPRETER,
)
"""Nobody of these is given an entry of this house; what they may hear stands in lanes of its own, later."""


def test_every_kind_has_a_level_for_everyone() -> None:
    levels = {(name, who): sight(name, who) for name, who in product(KINDS, Audience)}
    assert len(levels) == len(KINDS) * len(Audience)
    assert all(isinstance(level, Level) for level in levels.values())


def test_nothing_of_a_lane_reaches_the_other_an_outsider_or_a_researcher() -> None:
    granted = [(n, who) for n, who in product(KINDS, NEVER) if sight(n, who) is not Level.NOTHING]
    assert granted == []


@pytest.mark.parametrize("name", KINDS)
def test_a_person_sees_their_own_lane_whole_and_nothing_of_file_and_desk(name: str) -> None:
    lane = KINDS[name].lane
    expected = Level.CONTENT if lane is LaneRole.OWN else Level.NOTHING
    assert sight(name, Audience.OWNER) is expected


@pytest.mark.parametrize("audience", Audience)
def test_what_was_never_declared_is_seen_by_nobody(audience: Audience) -> None:
    assert sight("a kind nobody declared", audience) is Level.NOTHING


def test_a_kind_is_declared_once() -> None:
    with pytest.raises(ValueError, match="the kind noted is declared twice"):
        kind("noted", LaneRole.FILE, lambda view, entry: view)


def test_a_concern_and_a_note_about_someone_leave_their_page_as_it_was() -> None:
    way = Way().willing()
    before = way.me(A), way.me(B)
    way.does(AddNote(A, "desk-note")).does(RaiseConcern(A, "threat", "desk-worry"))
    assert (way.me(A), way.me(B)) == before


def test_the_other_sees_not_even_that_an_entry_is_there() -> None:
    way = Way().opened()
    everything = [entry for entries in way.world.lanes.values() for entry in entries]
    for audience in NEVER:
        assert list(seen_by(audience, everything, way.today)) == []


def test_existence_and_fact_come_without_their_body(monkeypatch: pytest.MonkeyPatch) -> None:
    way = Way().signed_up()
    (entry,) = way.world.lanes[own(A)]
    levels = {**KINDS[entry.kind].sight, Audience.REFERRER: Level.EXISTENCE}
    monkeypatch.setattr("visavis.mediation.sight.sight", lambda kind, who: levels[who])
    (seen,) = seen_by(Audience.REFERRER, [entry], way.today)
    assert seen == Entry(entry.kind, entry.by, entry.at)


def test_staff_see_what_their_role_may_and_fold_no_more() -> None:
    way = Way().released().does(AddNote(A, "desk-note"))
    lanes = way.world.lanes
    sides = [Opened(who, who == A, lanes[own(who)], lanes[file_of(who)]) for who in (A, B)]

    def looks(audience: Audience | None) -> str:
        return repr(desk_view("t", [], sides, way.today, audience))

    whole = looks(None)
    for secret in ("What I never said.", "desk-note", "Street 1"):
        assert secret in whole
        assert secret in looks(Audience.MEDIATOR)
        for audience in (*NEVER, Audience.PLANNER):
            assert secret not in looks(audience)


def test_a_page_is_folded_from_its_own_lane_alone() -> None:
    way = Way().opened()
    alone = party_view(A, way.world.lanes[own(A)], way.today)
    assert alone == way.me(A).__class__(**{**vars(way.me(A)), "initiating": True})
