"""Who is around a person: drawn by them alone, at three moments, and seen by whom they show it to (§6.1)."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.mediation.way import Way
from tests.worlds.steps import A, B
from visavis.mediation.around import AdmitGuest, InviteSupporter
from visavis.mediation.ecogram import (
    CLOSENESS,
    KNOWS,
    MOST,
    STRENGTH,
    TIES,
    WISH,
    EndEcogramShare,
    PutDot,
    RedrawEcogram,
    ShareEcogram,
    TakeOutDot,
    differences,
)
from visavis.mediation.entries import Audience, file_of, own
from visavis.mediation.mediator import ChangeMediator
from visavis.mediation.ticks import TICKS
from visavis.mediation.views import Dot, Drawing, PartyView
from visavis.mediation.windows import Opened, desk_view, kept_from

pytestmark = pytest.mark.pure

SISTER = PutDot("s", "Lot", "family", 1, "partly", "gives", "more")
BOSS = PutDot("b", "Baas", "colleague", 3, "no", "costs", "less")


def drawn() -> Way:
    return Way().willing().does(SISTER).does(BOSS)


def names(way: Way, at: int = -1) -> list[str]:
    return [dot.name for dot in way.me(A).ecogram[at].dots]


def test_whoever_is_drawn_stands_there_as_said() -> None:
    way = drawn()
    (drawing,) = way.me(A).ecogram
    assert (drawing.moment, drawing.on) == ("start", way.today)
    assert drawing.dots[0] == Dot("s", "Lot", "family", 1, "partly", "gives", "more")
    assert names(way) == ["Lot", "Baas"]


def test_a_dot_is_drawn_otherwise_in_its_place_and_taken_out() -> None:
    way = drawn().does(replace(SISTER, closeness=2))
    assert [dot.closeness for dot in way.me(A).ecogram[-1].dots] == [2, 3]
    way.does(TakeOutDot("s"))
    assert names(way) == ["Baas"]
    page = way.me(A)
    assert way.does(TakeOutDot("s")).does(RedrawEcogram()).me(A) == page


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": " "},
        {"tie": ""},
        {"tie": "enemy"},
        {"closeness": 0},
        {"closeness": 4},
        {"knows": "maybe"},
        {"strength": "none"},
        {"wish": "never"},
    ],
)
def test_what_is_no_answer_of_the_list_is_not_drawn(wrong: dict[str, Any]) -> None:
    page = drawn().me(A)
    assert drawn().does(replace(SISTER, **wrong)).me(A) == page


def test_a_drawing_holds_no_more_than_fit_around_one_person() -> None:
    way = Way().willing()
    for number in range(MOST + 2):
        way.does(PutDot(f"d{number}", f"N{number}", "friend", 1))
    assert len(way.me(A).ecogram[-1].dots) == MOST
    way.does(PutDot("d0", "Anders", "friend", 1))
    assert names(way)[0] == "Anders"


def test_at_closing_and_six_months_later_it_is_drawn_anew_and_what_was_before_stays() -> None:
    way = drawn().closing().does(RedrawEcogram())
    assert [one.moment for one in way.me(A).ecogram] == ["start", "closing"]
    assert names(way) == ["Lot", "Baas"]
    way.does(TakeOutDot("b"))
    assert (names(way, 0), names(way)) == (["Lot", "Baas"], ["Lot"])


def test_six_months_after_it_was_closed_a_change_begins_the_third_drawing() -> None:
    way = Way().willing().does(SISTER).closed(follow_up=("6_months",))
    way.does(BOSS)
    assert [one.moment for one in way.me(A).ecogram] == ["start", "closing"]
    way.later(weeks=27).does(TakeOutDot("s"))
    assert [one.moment for one in way.me(A).ecogram] == ["start", "closing", "later"]
    assert (names(way, 1), names(way, 2)) == (["Lot", "Baas"], ["Baas"])


def test_the_first_drawing_may_be_of_any_moment() -> None:
    way = Way().willing().closing().does(SISTER)
    assert [one.moment for one in way.me(A).ecogram] == ["closing"]


def test_what_changed_is_said_of_each_dot() -> None:
    day = drawn().today
    one, two = Dot("1", "Lot", "family", 1), Dot("2", "Baas", "colleague", 3)
    nearer, new = replace(two, closeness=2), Dot("3", "Koor", "group", 2)
    before, after = Drawing("start", day, (one, two)), Drawing("closing", day, (nearer, new))
    found = differences(before, after)
    assert [(d.name, d.before, d.after) for d in found] == [
        ("Baas", two, nearer),
        ("Koor", None, new),
        ("Lot", one, None),
    ]
    assert differences(before, before) == ()


DOTS = st.lists(
    st.builds(
        PutDot,
        st.sampled_from("abcd"),
        st.text("Lo t", min_size=1, max_size=4),
        st.sampled_from(sorted(TIES)),
        st.sampled_from([int(one) for one in CLOSENESS]),
        st.sampled_from(["", *KNOWS]),
        st.sampled_from(["", *STRENGTH]),
        st.sampled_from(["", *WISH]),
    ),
    max_size=8,
)


@settings(max_examples=30, deadline=None)
@given(DOTS)
def test_nobody_else_ever_sees_a_dot_whatever_is_ticked(acts: list[PutDot]) -> None:
    """Not the other, not who stands beside them with every tick, and no act is drawn twice."""
    way = Way().both_willing()
    way.does(InviteSupporter("g", "Eva", (), tuple(TICKS))).does(AdmitGuest(A, "g", "eva"))
    other, guest, work = way.me(B), way.guest("g"), way.tasks(A)
    for act in acts:
        way.does(act)
    assert (way.me(B), way.guest("g"), way.tasks(A)) == (other, guest, work)
    dots = way.me(A).ecogram[-1].dots if way.me(A).ecogram else ()
    assert len({one.dot for one in dots}) == len(dots)


def desk(way: Way, audience: Audience = Audience.MEDIATOR) -> PartyView:
    """What staff see of this person, through the windows of the desk."""
    opened = Opened(A, True, way.world.lanes[own(A)], way.world.lanes.get(file_of(A), []))
    return desk_view("t", [], [opened], way.today, audience).side(A).own


def test_shown_it_is_seen_as_it_was_at_that_moment_by_both_mediators_and_nobody_else() -> None:
    way = drawn()
    before = desk(way)
    shown = way.me(A).ecogram[-1].dots
    way.does(ShareEcogram()).does(PutDot("n", "Nieuw", "friend", 1))
    for who in (Audience.MEDIATOR, Audience.CO_MEDIATOR):
        seen = desk(way, who).circle_shared
        assert seen is not None
        assert seen.dots == shown
        assert desk(way, who).ecogram == ()
    for other in set(Audience) - {Audience.MEDIATOR, Audience.CO_MEDIATOR, Audience.OWNER}:
        assert desk(way, other).circle_shared is None, other
    assert way.does(EndEcogramShare()).me(A).circle_shared is None
    assert desk(way) == before


def test_shown_anew_only_the_newest_is_seen_and_taken_back_none_of_them() -> None:
    way = drawn().does(ShareEcogram()).does(TakeOutDot("s")).does(ShareEcogram())
    own_lane = way.world.lanes[own(A)]
    first, second = (entry for entry in own_lane if entry.kind == "ecogram_shared")
    kept = kept_from(Audience.MEDIATOR, own_lane)
    assert (kept(first), kept(second)) == (True, False)
    assert kept_from(None, own_lane)(first) is False
    way.does(EndEcogramShare())
    kept = kept_from(Audience.MEDIATOR, way.world.lanes[own(A)])
    assert kept(first)
    assert kept(second)


def test_somebody_new_who_mediates_sees_it_only_when_it_is_shown_again() -> None:
    way = drawn().does(ShareEcogram())
    way.does(ChangeMediator((A, B), "other", "Olga", True))
    assert way.me(A).circle_shared is None
    assert desk(way).circle_shared is None
    assert desk(way.does(ShareEcogram())).circle_shared is not None


def test_nothing_is_shown_where_nothing_is_drawn_and_nothing_taken_back_that_was_not_shown() -> (
    None
):
    way = Way().willing()
    empty = way.me(A)
    assert way.does(ShareEcogram()).does(EndEcogramShare()).me(A) == empty
    way.does(SISTER).does(TakeOutDot("s"))
    assert way.does(ShareEcogram()).me(A).circle_shared is None


def test_the_other_sees_nothing_of_what_is_shown() -> None:
    way = Way().both_willing().does(SISTER)
    other = way.me(B)
    assert way.does(ShareEcogram()).does(EndEcogramShare()).me(B) == other
