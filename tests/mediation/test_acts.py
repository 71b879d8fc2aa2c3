"""The base of every act: what does not say its guards and writes does not exist, and who may do it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

import pytest

from tests.mediation.way import NOT_HERE, Way
from tests.worlds.steps import A, B
from visavis.mediation.acts import ACTS, Act, DeskAct, PartyAct, SweepAct
from visavis.mediation.decide import decide
from visavis.mediation.effects import Decision, Write
from visavis.mediation.entries import SWEEP, Actor, Audience, LaneRole, PartyId, file_of, own
from visavis.mediation.exploring import AddNote, AssessSuitability
from visavis.mediation.kinds import KINDS
from visavis.mediation.rehearsal import Rehearsal
from visavis.mediation.safeguards import SAFEGUARDS, safeguard
from visavis.mediation.telling import NewsDay, Tell
from visavis.mediation.views import DeskLane, DeskView, PartyView

pytestmark = pytest.mark.pure

DESK = [act for act in ACTS.values() if issubclass(act, DeskAct)]
OWN = [act for act in ACTS.values() if issubclass(act, PartyAct)]


@pytest.mark.parametrize(
    ("stated", "missing"),
    [({}, "guards and writes"), ({"guards": ()}, "writes"), ({"writes": frozenset()}, "guards")],
)
def test_an_act_that_does_not_state_guards_and_writes_is_refused_at_import(
    stated: dict[str, Any], missing: str
) -> None:
    with pytest.raises(TypeError, match=f"Forgetful does not state its {missing}"):
        type("Forgetful", (PartyAct,), stated)
    assert "Forgetful" not in ACTS


def test_guards_and_writes_are_not_inherited() -> None:
    with pytest.raises(TypeError, match="does not state its guards and writes"):
        type("Heir", (AddNote,), {})


def test_an_act_that_writes_an_undeclared_kind_is_refused_at_import() -> None:
    with pytest.raises(TypeError, match="writes undeclared kinds"):
        type("Inventor", (PartyAct,), {"guards": (), "writes": frozenset({"unheard_of"})})
    assert "Inventor" not in ACTS


def test_an_act_cannot_write_a_kind_it_does_not_name(monkeypatch: pytest.MonkeyPatch) -> None:
    def also(self: AddNote, who: Any, file: Any, now: datetime) -> Iterator[Write]:
        yield Write("approach_sent", {})

    monkeypatch.setattr(AddNote, "for_file", also)
    with pytest.raises(TypeError, match="AddNote does not say that it writes approach_sent"):
        Way().taken_up().tries(AddNote(A, "Note."))


def test_a_safeguard_is_declared_once() -> None:
    with pytest.raises(ValueError, match="S2 is declared twice"):
        safeguard(2, source="-", nl="-", en="-")(lambda act, view, now: True)
    assert SAFEGUARDS[2].name == "information_was_read"


@pytest.mark.parametrize("act", ACTS.values(), ids=list(ACTS))
def test_an_act_writes_only_where_its_sort_may(act: type[Act]) -> None:
    lanes = {KINDS[kind].lane for kind in act.writes}
    if issubclass(act, PartyAct):
        assert lanes <= {LaneRole.OWN}
    assert lanes <= set(LaneRole)


@pytest.mark.parametrize("act", ACTS.values(), ids=list(ACTS))
def test_an_act_is_a_frozen_value_and_says_what_it_is(act: type[Act]) -> None:
    assert act.__dataclass_params__.frozen  # type: ignore[attr-defined]  # set by dataclass
    assert act.__doc__


def bare(act: type[Act]) -> Any:
    made: Any = object.__new__(act)
    return made


NOBODY = DeskView("t", DeskLane(), ())


@pytest.mark.parametrize("act", DESK, ids=[act.__name__ for act in DESK])
@pytest.mark.parametrize("audience", Audience)
def test_a_desk_act_is_done_by_its_roles_only(act: type[DeskAct], audience: Audience) -> None:
    if audience in act.roles:
        assert audience in {
            Audience.MEDIATOR,
            Audience.CO_MEDIATOR,
            Audience.SUPERVISOR,
            Audience.INTAKE,
            Audience.PLANNER,
            Audience.PRIVACY_OFFICER,
        }
        return
    assert decide(bare(act), Actor(audience, "x"), NOBODY, Way().now) == NOT_HERE


@pytest.mark.parametrize("act", DESK, ids=[act.__name__ for act in DESK])
def test_the_sweep_does_nothing_in_the_desks_name(act: type[DeskAct]) -> None:
    assert decide(bare(act), SWEEP, NOBODY, Way().now) == NOT_HERE


@pytest.mark.parametrize("act", OWN, ids=[act.__name__ for act in OWN])
def test_dated_work_is_done_by_the_sweep_and_the_sweep_does_nothing_else(
    act: type[PartyAct],
) -> None:
    me = PartyView(A)
    dated = issubclass(act, SweepAct)
    wrong = Actor(Audience.OWNER, A) if dated else SWEEP
    assert decide(bare(act), wrong, me, Way().now) == NOT_HERE


def test_a_persons_act_is_decided_on_their_own_view_and_a_desk_act_on_the_desks() -> None:
    way = Way().willing()
    mediator = Actor(Audience.MEDIATOR, "m")
    with pytest.raises(TypeError, match="NewsDay cannot be decided on a DeskView"):
        decide(NewsDay(), SWEEP, way.world.desk(way.now), way.now)
    with pytest.raises(TypeError, match="Tell cannot be decided on a PartyView"):
        decide(Tell(A, "O.asked", way.today), mediator, way.me(A), way.now)


def test_the_three_sorts_of_act_each_say_what_they_write() -> None:
    @dataclass(frozen=True)
    class _Nothing(DeskAct, abstract=True):
        guards: ClassVar = ()
        writes: ClassVar = frozenset()

    act = _Nothing()
    view, now = NOBODY, Way().now
    assert [*act.for_party(A, PartyView(A), now), *act.for_file(A, view.desk, now)] == []  # type: ignore[arg-type]  # unread
    assert [*act.for_desk(view, now), *act.parcels(view, now), *act.for_joint(now)] == []
    assert act.joint() == ""
    with pytest.raises(TypeError, match="abstract"):
        PartyAct()  # type: ignore[abstract]  # that it cannot be made is what is tested


def test_what_an_act_leaves_behind_is_told_by_lane() -> None:
    way = Way().explored()
    outcome = way.tries(AssessSuitability(A, "go"))
    assert isinstance(outcome, Decision)
    assert [(each.lane, each.entry.kind) for each in outcome.entries] == [
        (own(A), "suitability_assessed"),
        (file_of(A), "assessment_noted"),
    ]


def test_the_journal_in_memory_tells_whoever_watches() -> None:
    seen: list[str] = []
    world = Rehearsal(people={A: True}, watch=lambda decision, now: seen.append(decision.act))
    Way(world).taken_up()
    assert seen == ["SignUp", "PrepareSignUp", "TakeUp"]
    assert list(world.people.items()) == [(A, True), (B, False)]


def test_work_stands_on_the_list_from_its_day() -> None:
    way = Way().asked()
    listed = {task.code for task in way.world.open_tasks(way.today)}
    assert "send_reminder" not in listed
    way.later(days=14)
    assert "send_reminder" in {task.code for task in way.world.open_tasks(way.today)}


def test_the_desk_does_nothing_about_somebody_who_has_no_part_here() -> None:
    assert Way().taken_up().tries(AddNote(PartyId("nobody"), "A note.")) == NOT_HERE
