"""Where a trajectory is follows from where its people are (domain §1.4); nobody sets it."""

from datetime import timedelta
from typing import Any

import pytest

from tests.mediation.way import NOT_HERE, Way
from tests.worlds.steps import PLANNER, A, B
from visavis.mediation.acts import ACTS, Act
from visavis.mediation.appointments import Arrival, PlanContact, Reconfirm
from visavis.mediation.approach import AllowApproach, OpenTracing, RecordNoAnswer, RecordNoRoute
from visavis.mediation.contact import HoldContact
from visavis.mediation.course import Pause, PutOff, Resume, Withdraw
from visavis.mediation.effects import Occasion, Refusal
from visavis.mediation.entries import Actor, PartyId
from visavis.mediation.exploring import HoldExploratoryTalk
from visavis.mediation.preparation import (
    AgreeForm,
    BeginPreparation,
    ChooseForm,
    ConfirmReady,
    DeclareReady,
    HoldPreparationTalk,
)
from visavis.mediation.safety import CheckSafety
from visavis.mediation.sign_up import DeclineToTakeUp, PrepareSignUp, TakeUp
from visavis.mediation.views import DeskLane, FileView, PartyView, Reach, Side, trajectory_state
from visavis.mediation.words import (
    ACTIVE,
    COMMITTED,
    ENDED,
    OWN_SCREEN,
    PartyState,
    Text,
    TrajectoryState,
)

pytestmark = pytest.mark.pure

P, T = PartyState, TrajectoryState
TAKEN_UP = DeskLane(taken_up=True, prepared=True)
STAFF_ONLY = {P.NAMED, P.TRACING, P.APPROACHED, P.UNREACHABLE, P.DECEASED}
Where = PartyState | tuple[PartyState, PartyState]


def side(initiating: bool, where: Where, name: str = "") -> Side:
    """Someone at a place; ``(PAUSED, before)`` for who pauses."""
    party = PartyId(name or str(initiating))
    state, before = where if isinstance(where, tuple) else (where, None)
    if state in STAFF_ONLY:
        return Side(party, initiating, PartyView(party), FileView(state=state))
    return Side(party, initiating, PartyView(party, state=state, before_pause=before), FileView())


@pytest.mark.parametrize(
    ("initiating", "responding", "state"),
    [
        # the check cases of domain §1.4
        (P.WILLING, P.APPROACHED, T.APPROACHING),
        (P.WILLING, (P.PAUSED, P.EXPLORING), T.APPROACHING),
        (P.WILLING, P.DECLINED, T.ONE_SIDED),
        (P.WITHDRAWN, P.APPROACHED, T.ONE_SIDED),
        (P.READY, P.IN_CONTACT, T.CONTACT),
        (P.AFTERCARE, P.CLOSING, T.CLOSING),
        (P.WITHDRAWN, P.NAMED, T.CLOSING),
        (P.CLOSED, P.DECLINED, T.CLOSED),
        # each rule once more
        ((P.PAUSED, P.WILLING), P.NAMED, T.PAUSED),
        ((P.PAUSED, P.IN_CONTACT), P.READY, T.CONTACT),
        ((P.PAUSED, P.READY), P.PREPARING, T.TWO_SIDED),
        ((P.PAUSED, P.WILLING), P.DECLINED, T.PAUSED),
        (P.CLOSED, P.EXPLORING, T.ONE_SIDED),
        (P.CLOSING, P.WILLING, T.ONE_SIDED),
        (P.WILLING, P.UNREACHABLE, T.ONE_SIDED),
        (P.WILLING, P.TRACING, T.APPROACHING),
        (P.WILLING, P.NAMED, T.TAKEN_UP),
        (P.REGISTERED, P.NAMED, T.TAKEN_UP),
        (P.EXPLORING, P.NAMED, T.TAKEN_UP),
        (P.CLOSING, P.DECLINED, T.CLOSING),
        (P.AFTERCARE, P.CLOSED, T.AFTERCARE),
        (P.CLOSED, P.NAMED, T.CLOSED),
        (P.CLOSED, P.UNREACHABLE, T.CLOSED),
    ],
)
def test_the_first_rule_that_fits_says_where_a_trajectory_is(
    initiating: Where, responding: Where, state: TrajectoryState
) -> None:
    people = (side(True, initiating), side(False, responding))
    assert trajectory_state(TAKEN_UP, people) is state


def test_before_taking_up_it_is_signed_up_or_not_taken_up_whatever_else() -> None:
    people = (side(True, P.REGISTERED),)
    assert trajectory_state(DeskLane(), people) is T.SIGNED_UP
    assert trajectory_state(DeskLane(declined_to_take_up="outside_scope"), people) is T.NOT_TAKEN_UP
    assert trajectory_state(TAKEN_UP, ()) is T.CLOSED


@pytest.mark.parametrize(
    ("initiating", "responding", "state"),
    [(P.WILLING, P.DECEASED, T.ONE_SIDED), (P.CLOSED, P.DECEASED, T.CLOSED)],
)
def test_a_death_counts_as_an_end(
    initiating: Where, responding: Where, state: TrajectoryState
) -> None:
    people = (side(True, initiating), side(False, responding))
    assert trajectory_state(TAKEN_UP, people) is state


@pytest.mark.parametrize("sort", ["support_circle", "symbolic"])
@pytest.mark.parametrize(
    ("where", "state"),
    [
        (P.WILLING, T.TAKEN_UP),
        (P.READY, T.TAKEN_UP),
        (P.EXPLORING, T.TAKEN_UP),
        (P.IN_CONTACT, T.CONTACT),
        (P.PAUSED, T.PAUSED),
        (P.CLOSING, T.CLOSING),
        (P.AFTERCARE, T.AFTERCARE),
        (P.CLOSED, T.CLOSED),
    ],
)
def test_a_trajectory_with_one_side_skips_the_rules_of_two(
    sort: str, where: PartyState, state: TrajectoryState
) -> None:
    desk = DeskLane(taken_up=True, prepared=True, sort=sort)
    assert trajectory_state(desk, (side(True, where),)) is state


def circle() -> Way:
    way = Way().signed_up().does(PrepareSignUp(A, "Linde", "violence", sort="support_circle"))
    act = TakeUp(A, "mediator", "Mia", PartyId(""), "", True, sort="support_circle")
    return way.does(act)


def test_a_circle_around_one_person_has_no_other_and_goes_its_way() -> None:
    way = circle().willing_now(A)
    assert [one.party for one in way.world.desk(way.now).sides] == [A]
    page = way.me(A)
    assert way.does(AllowApproach(("someone",))).me(A) == page  # there is nobody to be asked
    way.does(BeginPreparation((A,))).does(HoldPreparationTalk(A, "Who comes.", "yes"))
    way.does(ChooseForm("circle")).does(AgreeForm((A,), "circle"))
    way.does(DeclareReady()).does(ConfirmReady(A))
    at = way.now + timedelta(days=3)
    arrival = (Arrival(A, at, at + timedelta(hours=2), "front"),)
    way.does(PlanContact("c", "circle", "House", arrival, True, True, "A hand."))
    way.does(Reconfirm()).does(CheckSafety(A)).does(HoldContact("c", "circle", (A,), 90))
    assert way.world.desk(way.now).state is T.CONTACT


ALONE = Refusal(
    None,
    Text(
        "Dit hoort niet bij elkaar: alleen bij bemiddeling is er een ander.",
        "This does not go together: only mediation has another side.",
    ),
)


def test_order_there_is_another_where_one_is_asked_refuses_what_does_not_go_together() -> None:
    way = Way().signed_up().does(PrepareSignUp(A, "Linde", "violence", sort="symbolic"))
    assert way.tries(TakeUp(A, "mediator", "Mia", B, "Bob", True, sort="symbolic")) == ALONE
    assert way.tries(TakeUp(A, "mediator", "Mia", PartyId(""), "", True)) == ALONE
    asked = Way().signed_up().does(PrepareSignUp(A, "Linde", "violence"))
    assert asked.tries(TakeUp(A, "mediator", "Mia", PartyId(""), "", True)) == ALONE


def test_order_there_is_another_where_one_is_asked_lets_pass_a_mediation_and_a_circle() -> None:
    assert Way().taken_up().me(A).sort == "mediation"
    assert circle().me(A).sort == "support_circle"


def test_one_members_no_neither_ends_nor_hides_the_others_way() -> None:
    people = (
        side(True, P.WILLING),
        side(False, P.DECLINED, "first"),
        side(False, P.WILLING, "second"),
    )
    assert trajectory_state(TAKEN_UP, people) is T.TWO_SIDED


@pytest.mark.parametrize(
    ("led", "people", "state"),
    [
        ("signed_up", (P.REGISTERED,), T.SIGNED_UP),
        ("taken_up", (P.REGISTERED, P.NAMED), T.TAKEN_UP),
        ("explored", (P.EXPLORING, P.NAMED), T.TAKEN_UP),
        ("willing", (P.WILLING, P.NAMED), T.TAKEN_UP),
        ("asked", (P.WILLING, P.APPROACHED), T.APPROACHING),
        ("answered", (P.WILLING, P.EXPLORING), T.APPROACHING),
        ("both_willing", (P.WILLING, P.WILLING), T.TWO_SIDED),
        ("preparing", (P.PREPARING, P.PREPARING), T.TWO_SIDED),
        ("ready", (P.READY, P.READY), T.TWO_SIDED),
        ("offered", (P.READY, P.READY), T.TWO_SIDED),
        ("opened", (P.READY, P.IN_CONTACT), T.CONTACT),
    ],
)
def test_each_act_of_the_way_moves_its_person_and_nobody_else(
    led: str, people: Any, state: TrajectoryState
) -> None:
    way = getattr(Way(), led)()
    assert way.states() == people
    assert way.world.desk(way.now).state is state


@pytest.mark.parametrize(
    ("answer", "state"),
    [("talk", P.EXPLORING), ("later", P.PAUSED), ("no", P.DECLINED), ("not_me", P.APPROACHED)],
)
def test_an_answer_moves_who_was_asked(answer: str, state: PartyState) -> None:
    way = Way().answered(answer)
    assert way.side(B).state is state
    assert way.me(B).walked == (() if answer == "not_me" else way.me(B).walked)


def test_later_resumes_into_exploring_on_the_day_they_chose() -> None:
    until = Way().asked().today.replace(month=5)
    way = Way().answered("later", until=until)
    assert way.me(B).pause_until == until
    assert way.does(Resume(), B).me(B).state is P.EXPLORING
    assert way.me(B).pause_until is None


def test_an_answer_brings_its_own_name_language_and_way_of_reaching() -> None:
    reach = Reach(channel="phone", phone="06-1", voicemail=True, never="at work")
    me = Way().answered("talk", first_name="Bob", language="en", reach=reach).me(B)
    assert (me.first_name, me.language, me.reach) == ("Bob", "en", reach)


@pytest.mark.parametrize("led", ["explored", "willing", "preparing", "ready", "opened"])
def test_who_pauses_keeps_their_place_and_comes_back_to_it(led: str) -> None:
    way = getattr(Way(), led)()
    for pause in (Pause(way.today), PutOff(A, way.today), PutOff(A)):
        before = way.me(A)
        paused = way.does(pause).me(A)
        assert (paused.state, paused.place) == (P.PAUSED, before.state)
        assert paused.committed == before.committed
        assert "pause_ends" in way.tasks(A) or pause == PutOff(A)
        after = way.does(Resume()).me(A)
        assert (after.state, after.before_pause, after.pause_until) == (before.state, None, None)
        assert not way.tasks(A) & {"paused", "pause_ends"}


def test_tracing_and_not_found() -> None:
    way = Way().allowed().does(OpenTracing(B))
    assert way.side(B).state is P.TRACING
    assert way.does(RecordNoRoute(B)).side(B).state is P.UNREACHABLE
    assert way.world.desk(way.now).state is T.ONE_SIDED
    assert "ask_the_other" not in way.tasks(A)


def test_silence_makes_unreachable_and_takes_the_reminder_off_the_list() -> None:
    way = Way().asked().later(days=28).does(RecordNoAnswer(B))
    assert way.side(B).state is P.UNREACHABLE
    assert not way.tasks(B) & {"send_reminder", "no_answer"}


def test_not_taken_up_is_told_with_its_reason() -> None:
    way = Way().signed_up().does(PrepareSignUp(A, "Linde", "violence"))
    way.tries(DeclineToTakeUp(A, "better_elsewhere"), actor=PLANNER)
    assert way.me(A).not_taken_up == "better_elsewhere"
    assert way.me(A).state is P.CLOSED
    assert way.world.desk(way.now).state is T.NOT_TAKEN_UP
    assert way.tasks(A) == set()


def test_a_second_exploratory_talk_is_no_second_occasion_for_the_study() -> None:
    way = Way().explored().does(HoldExploratoryTalk(A, "Again.", "mastered", "A desk note."))
    assert [talk.summary for talk in way.me(A).talks] == ["Summary.", "Again."]
    occasions = [anchor.occasion for anchor in way.world.anchors]
    assert occasions == [Occasion.FIRST_TALK]


def test_a_note_made_at_a_talk_stands_in_the_file_alone() -> None:
    way = Way().preparing().does(HoldPreparationTalk(A, "Plan.", "yes", note="desk-note"))
    assert way.side(A).file.notes[-1].text == "desk-note"
    assert "desk-note" not in repr((way.me(A), way.me(B)))


def test_what_people_walked_is_kept_with_its_days() -> None:
    way = Way().willing()
    assert [step.state for step in way.me(A).walked] == [P.REGISTERED, P.EXPLORING, P.WILLING]
    assert way.me(A).walked[-1].on == way.today


@pytest.mark.parametrize("state", [state for state in PartyState if state not in STAFF_ONLY])
def test_each_state_with_a_screen_has_its_words_in_both_languages(state: PartyState) -> None:
    text = OWN_SCREEN[state]
    assert (text.within("nl"), text.within("en-gb")) == (text.nl, text.en)
    assert text.nl
    assert text.en


def test_states_only_staff_know_have_no_screen() -> None:
    assert OWN_SCREEN.keys() == set(PartyState) - STAFF_ONLY
    assert isinstance(OWN_SCREEN[P.READY], Text)
    assert COMMITTED < ACTIVE
    assert not ACTIVE & ENDED


def fields_of(act: type[Act]) -> Any:
    made: Any = object.__new__(act)
    given = {"party": A, "people": (A,), "other": B, "reader": B, "agreement": "agreement"}
    arrival = Arrival(A, Way().now, Way().now, "door")
    for name, value in {**given, "arrivals": (arrival,)}.items():
        if name in getattr(act, "__dataclass_fields__", {}):
            object.__setattr__(made, name, value)
    return made


LED = {
    P.REGISTERED: lambda: Way().signed_up(),
    P.EXPLORING: lambda: Way().explored(),
    P.WILLING: lambda: Way().willing(),
    P.PREPARING: lambda: Way().preparing(),
    P.READY: lambda: Way().ready(),
    P.PAUSED: lambda: Way().willing().does(Pause()),
    P.WITHDRAWN: lambda: Way().willing().does(Withdraw()),
    P.CLOSING: lambda: Way().willing().closing(),
    P.AFTERCARE: lambda: Way().willing().closed(follow_up=("4_weeks",)),
    P.CLOSED: lambda: Way().willing().closed(),
}


@pytest.mark.parametrize("state", LED)
def test_an_act_of_another_place_is_refused_and_writes_nothing(state: PartyState) -> None:
    """A20, A21, A27, A30, A31 and all others: from a place the table does not name."""
    way = LED[state]()
    assert way.me(A).state is state
    for name, act in ACTS.items():
        elsewhere = act.from_states is not None and state not in act.from_states
        if elsewhere and not getattr(act, "always", False):
            roles = getattr(act, "roles", None)
            actor = Actor(min(roles), "x") if roles else None
            assert way.tries(fields_of(act), A, actor) == NOT_HERE, name
