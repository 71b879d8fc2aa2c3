"""S3 in reverse: from everywhere one can stop; so can answering, declining and asking back."""

from dataclasses import MISSING, fields
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.mediation.way import NOT_HERE, Way, way_copy
from tests.worlds.course import course
from tests.worlds.steps import A, B, Step, by
from tests.worlds.stray_desk import stray_desk
from tests.worlds.strays import stray
from tests.worlds.tape import Tape
from tests.worlds.towards import release
from tests.worlds.walks import DEPTHS, beginning
from tests.worlds.world import World, copied
from visavis.mediation.acts import HEAR
from visavis.mediation.approach import AnswerApproach, Decline, RecordNoAnswer
from visavis.mediation.course import STOPPABLE, Pause, Withdraw
from visavis.mediation.effects import Decision
from visavis.mediation.entries import Actor, Audience, PartyId, Via
from visavis.mediation.letters import RecallLetter
from visavis.mediation.rehearsal import Rehearsal
from visavis.mediation.words import PartyState

pytestmark = pytest.mark.pure

NEVER_REFUSED = (Withdraw, AnswerApproach, Decline, RecallLetter)
P = PartyState


@st.composite
def ways(draw: st.DrawFn) -> Way:
    """A trajectory anywhere on the course, with strays of both people and the desk between."""
    tape = Tape(draw(st.binary(min_size=100, max_size=100)))
    start, now = beginning(B, tape.pick(DEPTHS))
    way = Way(copied(start.full, World), now)
    for number in range(tape.below(25)):
        if tape.chance(80):
            way.later(hours=tape.pick([1, 30, 24 * 8, 24 * 30]))
        strays = tape.pick([course, course, stray, stray_desk])
        who = tape.pick([A, B])
        step = (
            course(way.world, way.now, tape, number)
            if strays is course
            else strays(way.world, way.now, tape, who, number)
        )
        if isinstance(step, Step):
            way.world.perform(step.act, step.actor, way.now, step.party)
    return way


anywhere = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


def lanes_of_others(world: Rehearsal, who: PartyId) -> str:
    return repr({lane: entries for lane, entries in world.lanes.items() if lane.party != who})


@anywhere
@given(ways(), st.sampled_from([A, B]), st.sampled_from(Via))
def test_s03_from_everywhere_one_stops_at_once_and_only_there(
    way: Way, who: PartyId, via: Via
) -> None:
    before, others = way.me(who), lanes_of_others(way.world, who)
    step = by(who, Withdraw(), via)
    assert isinstance(way.tries(step.act, who, step.actor), Decision)
    after = way.me(who)
    if before.state in STOPPABLE:
        assert after.state is P.WITHDRAWN
        assert all(mine.state != "released" or mine.reader_read for mine in after.letters)
        for mine in before.letters:
            assert mine.reader_read or mine.parcel not in way.world.parcels
        assert after.news_date is None
        assert after.pause_until is None
    else:
        assert after == before
    assert lanes_of_others(way.world, who) == others


@anywhere
@given(ways(), st.sampled_from([A, B]))
def test_answering_declining_and_asking_back_are_never_refused(way: Way, who: PartyId) -> None:
    letters = [mine.letter for mine in way.me(who).letters]
    answers = [AnswerApproach(a) for a in ("talk", "later", "no", "not_me")]
    for act in (*answers, Decline(), RecallLetter("unknown"), *map(RecallLetter, letters)):
        again = way_copy(way)
        assert isinstance(again.tries(act, who), Decision)


def test_s03_stopping_has_no_field_to_fill_in_and_no_guard() -> None:
    assert fields(Withdraw) == ()
    assert Withdraw.guards == ()
    assert Withdraw.from_states is None
    assert Withdraw.always


@pytest.mark.parametrize("act", NEVER_REFUSED)
def test_what_is_never_refused_names_no_guard_and_no_place(act: type) -> None:
    assert (act.guards, act.from_states, act.always) == ((), None, True)
    needed = {f.name for f in fields(act) if f.default is MISSING}
    assert needed <= {"answer", "letter"}


@pytest.mark.parametrize(
    "led", ["signed_up", "explored", "willing", "both_willing", "preparing", "ready", "opened"]
)
def test_s03_a_pause_does_not_stand_in_the_way_of_stopping(led: str) -> None:
    way = getattr(Way(), led)()
    if way.me(A).state is not P.REGISTERED:
        way.does(Pause())
    assert way.does(Withdraw()).me(A).state is P.WITHDRAWN


@pytest.mark.parametrize("closing", [True, False])
def test_s03_one_can_stop_while_closing_and_in_aftercare(closing: bool) -> None:
    way = Way().willing()
    way = way.closing() if closing else way.closed(follow_up=("4_weeks",))
    assert way.does(Withdraw()).me(A).state is P.WITHDRAWN
    assert way.tasks(A) == {"stopped"}


@pytest.mark.parametrize("state", [P.DECLINED, P.WITHDRAWN, P.CLOSED, None])
def test_s03_where_there_is_nothing_to_stop_nothing_changes(state: PartyState | None) -> None:
    way = {
        P.DECLINED: lambda: Way().answered("no"),
        P.WITHDRAWN: lambda: Way().answered().does(Withdraw(), B),
        P.CLOSED: lambda: Way().answered().closed(B),
        None: lambda: Way().asked(),
    }[state]()
    before, tasks = way.me(B), way.tasks(B)
    assert before.state is state
    assert way.does(Withdraw(), B).me(B) == before
    assert way.tasks(B) == tasks


def test_stopping_leaves_no_work_that_would_carry_on() -> None:
    way = Way().allowed().does(Withdraw())
    assert way.tasks(A) == {"stopped"}


def test_stopping_while_the_other_is_being_asked_is_no_news_for_them_and_stops_reminders() -> None:
    way = Way().asked().does(Withdraw())
    page = way.me(B)
    assert way.later(weeks=2).does(AnswerApproach("talk"), B).me(B).state is P.EXPLORING
    assert page == Way().asked().me(B)
    assert "first_talk" in way.tasks(B)


def test_who_declines_after_all_takes_unread_letters_along() -> None:
    way = Way().ready()
    mine = stray_release(way)
    assert way.does(Decline("Please leave me."), B).me(B).state is P.DECLINED
    assert way.me(B).letters[0].state == "recalled"
    assert mine not in way.world.parcels
    assert way.tasks(B) == {"answer_came"}


def stray_release(way: Way) -> str:
    act = release(B, 1).act
    way.does(act, B)
    return "parcel-1"


def test_whoever_began_does_not_decline_and_loses_nothing_by_trying() -> None:
    way = Way().willing()
    before = way.me(A)
    assert way.does(Decline("No.")).me(A) == before


def test_staff_stop_in_nobodys_name_they_write_down_what_they_were_told() -> None:
    way = Way().willing()
    assert way.tries(Withdraw(), A, Actor(Audience.MEDIATOR, "mediator")) == NOT_HERE
    for audience in Audience:
        told = isinstance(
            way_copy(way).tries(Withdraw(), A, Actor(audience, "x", Via.PHONE)), Decision
        )
        assert told == (audience in HEAR or audience is Audience.OWNER)


def test_a_second_answer_is_a_wish_the_mediator_talks_about() -> None:
    way = Way().answered("no")
    before = way.me(B)
    assert way.does(AnswerApproach("talk"), B).me(B) == before
    assert "answered_again" in way.tasks(B)


@pytest.mark.parametrize("weeks", [1, 8, 50])
def test_the_answer_counts_whenever_it_comes(weeks: int) -> None:
    way = Way().asked().later(weeks=weeks)
    if weeks >= 4:
        way.does(RecordNoAnswer(B))
        assert way.side(B).state is P.UNREACHABLE
    assert way.does(AnswerApproach("talk"), B).side(B).state is P.EXPLORING
    assert way.me(B).news_date == way.today + timedelta(weeks=6)
