"""How people find us: from the question at signing up to a figure in which nobody can be found."""

import re
from collections import Counter
from datetime import date

import pytest

from tests.doors.desk_at_work import AtWork, work
from tests.doors.pages import text_of
from tests.journal.service import INTAKE, MEDIATOR, PLANNER
from visavis.doors.desk.found_by import counted, quarter_before, shown
from visavis.journal.cards import CaseCard
from visavis.journal.keys import sign_up_ring
from visavis.journal.overview import all_cards
from visavis.journal.record import Recorded, sign_up
from visavis.mediation.sign_up import SignUp
from visavis.mediation.sources import SOURCES
from visavis.mediation.views import DeskLane, DeskView
from visavis.mediation.words import TrajectoryState

__all__ = ["work"]


def card(source: str, on: date | None) -> CaseCard:
    view = DeskView("t", DeskLane(), ())
    return CaseCard("t", "", view, TrajectoryState.SIGNED_UP, prepared_on=on, source=source)


@pytest.mark.pure
def test_small_numbers_are_hidden_and_a_single_small_one_takes_the_next_along() -> None:
    big = dict.fromkeys(SOURCES, 30)
    assert shown(Counter(big)) == big
    one = shown(Counter(big | {"gp": 9, "lawyer": 11}))
    assert one["gp"] is None
    assert one["lawyer"] is None, "or a sum would give the first away"
    assert one["police"] == 30
    two = shown(Counter(big | {"gp": 9, "prison": 0, "lawyer": 11}))
    assert (two["gp"], two["prison"], two["lawyer"]) == (None, None, 11)


@pytest.mark.pure
def test_what_came_this_quarter_is_not_counted_so_two_looks_tell_of_nobody() -> None:
    assert quarter_before(date(2026, 5, 20)) == date(2026, 4, 1)
    assert quarter_before(date(2026, 1, 1)) == date(2026, 1, 1)
    cards = [card("self", date(2026, 3, 31))] * 12 + [card("self", date(2026, 4, 1))] * 12
    cards += [card("self", date(2023, 3, 31)), card("self", None)]
    number = {line.source: line.number for line in counted(cards, date(2026, 5, 20))}
    assert [count for count in number.values() if count] == [12]


@pytest.mark.once
def test_what_somebody_said_at_signing_up_stands_ready_for_intake(work: AtWork) -> None:
    ring = sign_up_ring(work.service.keys)
    act = SignUp("harmed", "Noor", 34, found_by="probation")
    done = sign_up(act, ring, work.service.now, work.service.rng)
    assert isinstance(done, Recorded)
    page = work.get(f"/werk/nieuw/{done.where.trajectory}/", INTAKE.id)
    assert re.search(r'value="probation"[^>]*(?:selected|checked)', page)


@pytest.mark.once
def test_what_intake_wrote_down_stands_on_the_card_and_only_planner_and_lead_see_figures(
    work: AtWork,
) -> None:
    work.lived().taken_up()
    [found] = all_cards(work.service.desk)
    assert (found.source, found.prepared_on) == ("self", date(2026, 3, 2))
    for account in (PLANNER.id, "staff-lead"):
        page = text_of(work.get("/werk/vinden/", account))
        assert "Reclassering niet getoond" in page
        assert "Hoe mensen ons vinden" in text_of(work.get("/werk/", account))
    for account in (INTAKE.id, MEDIATOR.id):
        work.get("/werk/vinden/", account, status=404)
