"""The practice lead sees what waits too long, where a safeguard refused, who carries how much; nothing of a person."""

from collections import Counter
from datetime import date

import pytest

from tests.doors.desk_at_work import AtWork, work
from tests.doors.pages import text_of
from tests.doors.test_desk_lists import many, queries
from tests.doors.test_desk_roles import LEAD, at
from tests.journal.service import INTAKE, MEDIATOR, PLANNER
from visavis.doors.desk.practice import STEPS, refused
from visavis.journal import refusals
from visavis.journal.refusals import Refused
from visavis.journal.worklist import longest_late, task_row
from visavis.mediation.acts import ACTS, DeskAct
from visavis.mediation.complaints import Complain
from visavis.mediation.effects import Task
from visavis.mediation.entries import Audience, PartyId
from visavis.people.models import Account

__all__ = ["work"]
TODAY = date(2026, 3, 9)


def keep(
    work: AtWork, trajectory: str, role: Audience, mediator: str, due: date, **also: bool
) -> None:
    ring, task = work.service.desk, Task("circle_talk", PartyId("p"), due, role=role)
    task_row(ring, f"{trajectory}{role}{due}", task, trajectory, mediator, **also).save()


def waits(
    work: AtWork, limit: int = 10, besides: tuple[str, ...] = ()
) -> tuple[list[tuple[str, str, date]], int]:
    found, number = longest_late(work.service.desk, TODAY, limit, besides=besides)
    return [(each.trajectory, each.mediator or str(each.role), each.due) for each in found], number


def test_a_trajectory_waits_once_for_each_of_us_since_its_oldest_promise(work: AtWork) -> None:
    keep(work, "t", Audience.CO_MEDIATOR, "m", date(2026, 3, 2))
    keep(work, "s", Audience.MEDIATOR, "n", date(2026, 3, 3))
    keep(work, "t", Audience.PLANNER, "m", date(2026, 3, 4))
    keep(work, "t", Audience.MEDIATOR, "m", date(2026, 3, 5))
    keep(work, "t", Audience.PLANNER, "m", date(2026, 3, 6))
    keep(work, "s", Audience.INTAKE, "n", TODAY)
    first = ("t", "m", date(2026, 3, 2))
    second = ("s", "n", date(2026, 3, 3))
    third = ("t", "planner", date(2026, 3, 4))
    assert waits(work) == ([first, second, third], 3)
    assert waits(work, limit=2) == ([first, second], 3)
    assert waits(work, besides=("t",)) == ([second], 1)


def test_what_is_moving_in_waits_for_nobody_yet(work: AtWork) -> None:
    keep(work, "t", Audience.PLANNER, "m", date(2026, 3, 2), arriving=True)
    assert waits(work) == ([], 0)


@pytest.mark.pure
def test_what_was_refused_stands_by_safeguard_with_its_steps_this_month_and_before() -> None:
    february, march = date(2026, 2, 1), date(2026, 3, 1)
    counts = Counter(
        {
            Refused(17, "OfferLetter", march): 1,
            Refused(32, "PassLetter", february): 2,
            Refused(32, "PassMessage", march): 3,
            Refused(99, "Gone", march): 7,
        }
    )
    first, second = refused(counts, TODAY)
    assert (first.safeguard.number, first.this_month, first.before) == (32, 3, 2)
    assert [times for _step, times in first.steps] == [3, 2]
    assert (second.safeguard.number, second.this_month, second.before) == (17, 1, 0)


@pytest.mark.pure
def test_each_step_at_the_desk_that_a_safeguard_may_refuse_has_a_name() -> None:
    guarded = {
        name
        for name, act in ACTS.items()
        if any(guard.number for guard in act.guards) and (issubclass(act, DeskAct) or act.heard_by)  # type: ignore[attr-defined]
    }
    never_offered = {"TickOff"}  # what it refuses is not there to be ticked
    assert guarded - STEPS.keys() - never_offered == set()


def test_a_refused_letter_counts_once_and_names_neither_letter_nor_anybody(work: AtWork) -> None:
    lived = work.lived().ready()
    letter = lived.released("Alleen voor jou bestemd.")
    assert "Geen enkele stap" in text_of(work.get(at("practice"), LEAD))
    for _twice in range(2):
        gate = at("letter", lived.where.trajectory, lived.a, letter)
        work.send(gate, key="een vast kenmerk")  # none of the five questions ticked: S32
    page = text_of(work.get(at("practice"), LEAD))
    assert "S32 · De bemiddelaar kijkt eerst mee. Bij welke stappen : S32 Lees mee: 1 1 0" in page
    refused_part = page.split("Waar een waarborg tegenhield")[1].split("Wie hoeveel heeft")[0]
    for told in ("Wilgenroos", "Mieke", "Noor", "Alleen voor jou"):
        assert told not in refused_part


def test_what_waits_too_long_says_for_whom_and_since_when_and_not_what(work: AtWork) -> None:
    lived = work.lived().ready()
    lived.released("Alleen voor jou bestemd.")
    work.service.tick(days=20)
    page = text_of(work.get(at("practice"), LEAD))
    late = page.split("Waar een waarborg")[0]
    assert "Wilgenroos Mieke de Boer" in late
    for told in ("brief", "Lees mee", "Alleen voor jou", "Noor"):
        assert told not in late


def test_nobody_watches_over_their_own_and_so_not_over_a_complaint_about_themselves(
    work: AtWork,
) -> None:
    lived = work.lived().taken_up()
    lived.own(Complain("c" * 32, "service", "Dat duurt lang."), lived.a)
    work.service.tick(days=60)
    assert "De werkbegeleider" in text_of(work.get(at("practice"), LEAD))
    Account.objects.filter(pk=MEDIATOR.id).update(roles="mediator supervisor")
    work.clients.clear()
    assert "Wilgenroos" not in text_of(work.get(at("practice"), MEDIATOR.id))


def test_each_number_of_the_load_opens_the_list_it_counts(work: AtWork) -> None:
    work.lived().taken_up()
    page = work.get(at("practice"), LEAD)
    assert "Mieke de Boer 1 lopend bij Mieke de Boer 1 nieuw dit jaar" in text_of(page)
    for query in ("?wie=", "?stand=all&jaar=2026&wie="):
        mine = text_of(work.get(at("trajectories") + query + MEDIATOR.id, LEAD))
        assert "Wilgenroos" in mine
        assert "Mieke de Boer" in mine
        assert "Wilgenroos" not in work.get(at("trajectories") + query + "staff-colleague", LEAD)
    last = at("trajectories") + "?stand=all&jaar=2025&wie=" + MEDIATOR.id
    assert "Wilgenroos" not in work.get(last, LEAD)
    odd = at("trajectories") + "?jaar=%F0%9F%8C%BF&wie=nobody"
    assert "Hier zijn geen trajecten." in text_of(work.get(odd, LEAD))


def test_practice_is_for_the_practice_lead_alone(work: AtWork) -> None:
    assert at("practice") in work.get(at("today"), LEAD)
    for account in (MEDIATOR.id, INTAKE.id, PLANNER.id):
        work.get(at("practice"), account, status=404)
        assert at("practice") not in work.get(at("today"), account)


def test_practice_asks_the_database_as_often_for_many(work: AtWork) -> None:
    many(work, 2)
    work.service.tick(days=40)
    refusals.keep(work.service.desk, 32, "PassLetter", TODAY, "one")
    work.get(at("practice"), LEAD)
    few = queries(work, at("practice"), LEAD)
    many(work, 12)
    for each in range(5):
        refusals.keep(work.service.desk, 32, "PassLetter", TODAY, f"form {each}")
    work.service.tick(days=40)
    work.get(at("practice"), LEAD)
    assert queries(work, at("practice"), LEAD) == few
