"""Who stands beside a person sees exactly what was ticked, until it ends (A39, S40)."""

from itertools import combinations
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.mediation.says import passes
from tests.mediation.test_stopping import ways
from tests.mediation.way import Way
from tests.worlds.steps import A, B
from visavis.mediation.appointments import SetSubjects
from visavis.mediation.around import (
    AdmitGuest,
    ArrangeInterpreter,
    EndSupporter,
    InviteSupporter,
    SetSupporterView,
)
from visavis.mediation.course import Withdraw
from visavis.mediation.effects import Refusal
from visavis.mediation.entries import Audience
from visavis.mediation.letters import TellReaction
from visavis.mediation.ticks import TICKABLE, TICKS, shares_of, ticks_of
from visavis.mediation.views import Guest, GuestView, PartyView, TookPlace
from visavis.mediation.words import Text

pytestmark = pytest.mark.pure

SISTER, LAWYER = "sister", "lawyer"


def beside(way: Way, *ticks: str, role: Audience = Audience.SUPPORTER, who: Any = A) -> Way:
    guest = SISTER if role is Audience.SUPPORTER else LAWYER
    way.does(InviteSupporter(guest, "Eva", ("listen",), ticks, role), who)
    return way.does(AdmitGuest(who, guest, f"person-{guest}"))


def test_s40_refuses_everything_by_default() -> None:
    for led in ("signed_up", "willing", "opened"):
        way = beside(getattr(Way(), led)())
        view = way.guest(SISTER)
        assert view is not None
        assert (view.seen, view.took_place) == (PartyView(A), ())


def test_s40_refuses_whoever_was_invited_and_not_let_in_and_whoever_is_unknown() -> None:
    way = Way().willing().does(InviteSupporter(SISTER, "Eva", ticks=tuple(TICKS)))
    assert way.guest(SISTER) is None
    assert way.guest("nobody") is None


def test_s40_refuses_everything_from_the_moment_it_ends() -> None:
    way = beside(Way().opened(), "received", who=B)
    assert way.guest(SISTER, B) is not None
    way.does(EndSupporter(SISTER), B)
    assert way.guest(SISTER, B) is None
    assert "guest_ended" in way.tasks(B)
    page = way.me(B)
    assert (
        way.does(SetSupporterView(SISTER, tuple(TICKS)), B).does(EndSupporter(SISTER), B).me(B)
        == page
    )
    assert way.does(AdmitGuest(B, SISTER, "person-sister")).guest(SISTER, B) is None


def test_s40_lets_pass_what_was_ticked_and_only_that() -> None:
    way = beside(Way().prepared(), "talks").later(days=1)
    view = way.guest(SISTER)
    assert view is not None
    assert view.seen == PartyView(A)
    assert [one.kind for one in view.took_place] == [
        "exploratory_talk_held", "preparation_talk_held",
    ]  # fmt: skip
    assert "Plan." not in repr(view)
    closed = beside(Way().willing(), "closing").closed(follow_up=("4_weeks",))
    seen: Any = closed.guest(SISTER)
    assert seen.seen.closing == closed.me(A).closing
    assert seen.seen.story == ""


def test_s40_lets_pass_a_letter_the_reader_shares_with_their_lawyer() -> None:
    way = beside(Way().opened(), "received", "summary", role=Audience.LAWYER, who=B)
    seen: Any = way.guest(LAWYER, B)
    assert seen.seen.offers[0].text == "What I never said."
    assert [talk.summary for talk in seen.seen.talks] == ["Summary.", "Plan."]
    way.does(SetSupporterView(LAWYER, ()), B)
    assert way.guest(LAWYER, B).seen == PartyView(B)  # type: ignore[union-attr]  # it is there


def test_a_tick_that_is_not_for_this_role_shares_nothing() -> None:
    assert (
        shares_of(Audience.SUPPORTER, ("summary", "released", "my_way", "nonsense")) == frozenset()
    )
    everything = tuple(TICKS)
    assert shares_of(Audience.REFERRER, everything) == {
        "sign_up_received", "sign_up_confirmed", "taken_up",
    }  # fmt: skip


def test_what_is_offered_is_a_tick_for_that_role_and_stands_when_it_was_ticked() -> None:
    for role, offered in TICKABLE.items():
        for tick in offered:
            guest = Guest("g", role, shared=shares_of(role, (tick,)))
            assert ticks_of(guest) == (tick,)
        assert ticks_of(Guest("g", role)) == ()


def test_that_a_talk_took_place_says_nothing_of_what_was_written_down_beside_it() -> None:
    way = beside(Way().prepared(), "talks").does(SetSubjects("Why?"))
    view = way.guest(SISTER)
    assert view is not None
    assert "subjects_set" not in {one.kind for one in view.took_place}


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(ways(), st.sampled_from([A, B]), st.sets(st.sampled_from(sorted(TICKS))))
def test_s40_refuses_anything_of_the_other_whatever_is_ticked(
    way: Way, who: Any, ticks: set[str]
) -> None:
    """A guest's view is a function of that person's own lane."""
    other = B if who == A else A
    beside(way, *sorted(ticks), who=who)
    before = way.guest(SISTER, who)
    way.world.lanes = {lane: e for lane, e in way.world.lanes.items() if lane.party != other}
    assert way.guest(SISTER, who) == before


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(ways(), st.sets(st.sampled_from(sorted(TICKS))))
def test_more_ticks_never_show_less_and_no_field_beyond_the_own_page(
    way: Way, ticks: set[str]
) -> None:
    beside(way)
    for some in combinations(sorted(ticks), max(0, len(ticks) - 1)):
        less = way.does(SetSupporterView(SISTER, tuple(some))).guest(SISTER)
        more = way.does(SetSupporterView(SISTER, tuple(sorted(ticks)))).guest(SISTER)
        assert isinstance(less, GuestView)
        assert isinstance(more, GuestView)
        assert set(less.took_place) <= set(more.took_place)
        for name in ("offers", "closing"):
            empty = getattr(PartyView(A), name)
            if getattr(less.seen, name) != empty:
                assert getattr(more.seen, name) == getattr(less.seen, name)


def test_who_is_beside_someone_is_nothing_for_the_other() -> None:
    way = Way().opened()
    page = way.me(B)
    assert beside(way, "closing", "talks").me(B) == page
    assert way.does(EndSupporter(SISTER)).me(B) == page


def test_inviting_the_same_person_twice_or_in_another_role_is_nothing() -> None:
    way = beside(Way().willing())
    page = way.me(A)
    assert way.does(InviteSupporter(SISTER, "Eva")).me(A) == page
    assert way.does(InviteSupporter("x", "X", role=Audience.GUARDIAN)).me(A) == page
    assert way.does(EndSupporter("unknown")).me(A) == page
    assert way.does(SetSupporterView("unknown", ("talks",))).me(A) == page


A_RELATIVE = Refusal(
    None,
    Text(
        "Een tolk is geen familie van iemand hier, en kent niemand hier. Regel een ander.",
        "An interpreter is no family of anyone here, and knows nobody here. Arrange another.",
    ),
)
ON_BOTH_SIDES = Refusal(
    None,
    Text(
        "Deze persoon staat al naast iemand anders in dit traject. Dat kan niet allebei.",
        "This person stands beside someone else here already. It cannot be both.",
    ),
)


def test_order_stands_on_one_side_only_refuses_the_same_person_on_the_other_side() -> None:
    way = beside(Way().both_willing())
    way.does(InviteSupporter("hers", "Eva"), B)
    assert way.tries(AdmitGuest(B, "hers", "person-sister")) == ON_BOTH_SIDES
    assert way.tries(ArrangeInterpreter(B, "tolk", "Eva", "person-sister", True)) == ON_BOTH_SIDES


def test_order_stands_on_one_side_only_lets_pass_anyone_else_and_the_same_beside_the_same() -> None:
    way = beside(Way().both_willing())
    way.does(InviteSupporter("hers", "Ada"), B)
    assert passes(way.tries(AdmitGuest(B, "hers", "person-ada")))
    assert passes(way.tries(ArrangeInterpreter(A, "tolk", "Eva", "person-sister", True)))


def test_order_interpreter_is_no_relative_refuses_family_and_acquaintances() -> None:
    related = ArrangeInterpreter(B, "tolk", "Omar", "person-omar", False)
    assert Way().both_willing().tries(related) == A_RELATIVE


def test_order_interpreter_is_no_relative_lets_pass_a_stranger() -> None:
    assert passes(
        Way().both_willing().tries(ArrangeInterpreter(B, "tolk", "Omar", "person-omar", True))
    )


def test_an_interpreter_is_let_in_at_once_and_sees_what_is_ticked() -> None:
    way = Way().opened().does(ArrangeInterpreter(B, "tolk", "Omar", "person-omar", True))
    view = way.guest("tolk", B)
    assert view is not None
    assert (view.guest.role, view.seen) == (Audience.INTERPRETER, PartyView(B))
    way.does(ArrangeInterpreter(B, "tolk", "Omar", "person-omar", True))
    assert [guest.guest for guest in way.me(B).around] == ["tolk"]
    seen: Any = way.does(SetSupporterView("tolk", ("received",)), B).guest("tolk", B)
    assert seen.seen.offers[0].text == "What I never said."


def test_a_guest_of_the_writer_sees_a_reaction_only_among_what_was_released() -> None:
    way = Way().reacted().does(TellReaction(A, "letter", True, True, "Thank you."))
    view: Any = beside(way, "received").guest(SISTER)
    assert "Thank you." not in repr(view)


def test_stopping_is_not_told_to_a_supporter() -> None:
    way = beside(Way().willing(), "talks", "closing", "appointments", "received", "agreement")
    before = way.guest(SISTER)
    assert way.does(Withdraw()).guest(SISTER) == before


def test_that_a_talk_took_place_is_a_day_and_no_word() -> None:
    way = beside(Way().explored(), "talks")
    view: Any = way.guest(SISTER)
    assert view.took_place == (TookPlace("exploratory_talk_held", way.today),)
