"""In the demo some met people from other events, and somebody waits for the planner."""

from datetime import timedelta

import pytest

from tests.doors.desk_at_work import AtWork, work
from tests.journal.service import MEDIATOR
from visavis.demo.symbolic import QUIET, Candidate, candidate_in, live
from visavis.journal.see import see_desk
from visavis.mediation.closing import ChooseClosingSupport

__all__ = ["work"]
pytestmark = [pytest.mark.django_db, pytest.mark.once]


def test_three_met_and_one_waits(work: AtWork) -> None:
    lived = [work.lived() for _ in range(4)]
    for one in lived:
        one.taken_up().willing(one.a)
        one.closing(one.a)
        one.own(ChooseClosingSupport(("nothing_now",), ("none",)), one.a)
        one.closed(one.a)
    last = work.service.now
    today = last + QUIET + timedelta(days=1)
    found: list[Candidate] = []
    for one in lived:
        view = see_desk(one.where.trajectory, work.service.desk, work.service.now).view
        assert candidate_in(view, MEDIATOR.id, last, last) is None  # its own way is not quiet yet
        candidate = candidate_in(view, MEDIATOR.id, last, today)
        assert candidate is not None
        found.append(candidate)
    assert live(work.service.keys, today, found) == 4
    work.service.now = today
    met = [one.view(one.a).symbolic for one in lived]
    assert [each.met for each in met] == [True, True, True, False]
    assert [[m.state for m in each.meetings] for each in met[:3]] == [["held", "planned"]] * 3
    assert met[0].meetings[0].look_back
    assert met[3].talked_on is not None
