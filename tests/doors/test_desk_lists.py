"""Lists of the desk: today, new, the caseload. As many queries for ten trajectories as for many."""

import re
from pathlib import Path
from random import Random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

import visavis.mediation
from tests.doors.desk_at_work import AtWork, work
from tests.doors.lived import Lived
from tests.doors.pages import form_fields, text_of
from tests.doors.test_desk_roles import at
from tests.journal.service import INTAKE, LEAD, MEDIATOR, PLANNER
from visavis.doors.desk import tasks as desk_tasks
from visavis.doors.desk.nicknames import NICKNAMES, propose
from visavis.doors.desk.timeline import LINES
from visavis.journal.life import Life
from visavis.journal.record import Recorded, Where, new_id
from visavis.journal.worklist import tasks_of
from visavis.mediation.closing import Reopen
from visavis.mediation.complaints import Complain
from visavis.mediation.course import Pause, Withdraw
from visavis.mediation.danger import DiscloseDanger, ReportDanger
from visavis.mediation.entries import PartyId
from visavis.mediation.kinds import KINDS
from visavis.mediation.letters import OpenLetter, ReleaseReaction
from visavis.mediation.mediator import AskForAnotherMediator
from visavis.mediation.preparation import AgreeForm, ChooseForm, ConfirmReady, DeclareReady
from visavis.mediation.safety import AskApproval, StopForSafety
from visavis.mediation.shuttle import ReactToMessage, SayMessage
from visavis.mediation.sign_up import PrepareSignUp, SignUp, TakeUp
from visavis.mediation.worries import AskDecision, HearWorry, SayWorry

__all__ = ["work"]

UNSEEN = {"work_only", "ecogram_dot_put", "ecogram_dot_taken_out", "ecogram_redrawn"}
"""Kinds that carry work of an act and say nothing of it, and those of a drawing that no staff sees."""


def many(work: AtWork, number: int, taken_up: bool = True) -> None:
    """Trajectories sealed in bulk by the journal's own code."""
    life = Life(work.service.keys, work.service.rng)
    for each in range(number):
        begun = life.sign_up(SignUp("harmed", f"Noor{each}", 30), work.service.now)
        assert isinstance(begun, Recorded)
        where, party = Where(begun.where.trajectory), begun.where.party
        if taken_up:
            nickname = NICKNAMES[each % len(NICKNAMES)]
            life.carry_out(
                PrepareSignUp(party, nickname, "property"), INTAKE, where, work.service.now
            )
            other = PartyId(new_id(work.service.rng))
            act = TakeUp(party, MEDIATOR.id, "Mieke de Boer", other, "R. Jansen", True)
            life.carry_out(act, PLANNER, where, work.service.now)
    life.keep()


def queries(work: AtWork, address: str, account: str) -> int:
    work.client(account)
    with CaptureQueriesContext(connection) as caught:
        work.get(address, account)
    return len(caught)


def test_each_page_asks_the_database_as_often_for_ten_trajectories_as_for_three_hundred(
    work: AtWork,
) -> None:
    lived = work.lived().ready()
    t, letter = lived.where.trajectory, lived.released()
    pages = [
        (at("today"), MEDIATOR.id), (at("gate"), MEDIATOR.id), (at("trajectories"), MEDIATOR.id),
        (at("trajectories"), PLANNER.id), (at("trajectories") + "?zoek=noor", MEDIATOR.id),
        (at("trajectory", t), MEDIATOR.id), (at("side", t, lived.a), MEDIATOR.id),
        (at("letter", t, lived.a, letter), MEDIATOR.id), (at("act", t, lived.a, "notitie"), MEDIATOR.id),
        (at("timetable"), MEDIATOR.id), (at("timetable") + "?week", PLANNER.id), (at("rooms"), PLANNER.id),
        (at("colleagues"), PLANNER.id), (at("today"), PLANNER.id), (at("practice"), LEAD.id),
        (at("keys"), MEDIATOR.id), (at("moving_in"), INTAKE.id), (at("trajectories") + "?zoek=noor", INTAKE.id),
        (at("new"), INTAKE.id),
    ]  # fmt: skip
    many(work, 10)
    many(work, 12, taken_up=False)
    looks_in = (pages[0], pages[-1])
    for page in looks_in:  # what is looked into for a list is written down, the first time in a day
        queries(work, *page)
    few = [queries(work, *page) for page in pages]
    many(work, 290)
    many(work, 20, taken_up=False)
    for page in looks_in:
        queries(work, *page)
    assert [queries(work, *page) for page in pages] == few


def test_pages_of_the_caseload_follow_by_key_and_hold_each_trajectory_once(work: AtWork) -> None:
    many(work, 120)
    found: list[str] = []
    address = at("trajectories")
    while address:
        page = work.get(address)
        found += re.findall(r'scope="row"><a href="([^"]+)"', page)
        more = re.search(r'href="(\?[^"]*na=[^"]+)"', page)
        address = at("trajectories") + more[1].replace("&amp;", "&") if more else ""
    assert len(found) == len(set(found)) == 120


def test_the_caseload_is_found_by_nickname_by_name_and_by_state(work: AtWork) -> None:
    work.lived().taken_up()
    stopped = work.lived().taken_up()
    stopped.own(Withdraw(), stopped.a)
    many(work, 3)
    address = at("trajectories")
    assert work.get(address + "?zoek=wilgen").count('scope="row"') == 2
    assert work.get(address + "?zoek=JANSEN").count('scope="row"') == 5
    assert work.get(address + "?stand=closing").count('scope="row"') == 1
    assert "Niets gevonden." in text_of(work.get(address + "?zoek=zzz"))
    assert work.get(address + "?stand=onzin&na=%27").count("<h1>") == 1


def test_every_code_of_work_has_a_sentence_and_every_sentence_a_code() -> None:
    rooms = Path(visavis.mediation.__file__).parent.rglob("*.py")
    given = {code for room in rooms for code in re.findall(r'Task\(\s*"(\w+)"', room.read_text())}
    given |= {"first_talk", "wrong_address", "answer_came"}  # chosen by the answer
    given |= {"reconfirm", "check_safety"}  # of one plan
    assert given == set(desk_tasks.WORK)


def test_every_kind_of_entry_has_its_line() -> None:
    assert set(LINES) == set(KINDS) - UNSEEN


@pytest.mark.parametrize(
    "stretch", ["signed_up", "taken_up", "asked", "answered", "preparing", "ready", "prepared"]
)
def test_every_task_leads_to_a_page_that_is_there(work: AtWork, stretch: str) -> None:
    lived = work.lived()
    getattr(lived, stretch)()
    if stretch == "ready":
        lived.offered(lived.released())
        lived.own(OpenLetter(lived.offers[0]), lived.b)
        lived.own(ReleaseReaction(lived.offers[0], received=True), lived.b)
        lived.own(Pause(), lived.a)
    if stretch == "preparing":
        goes_wrong(lived)
    if stretch == "prepared":
        by_messages(lived)
    if stretch == "answered":
        lived.own(Withdraw(), lived.a)
        lived.own(Reopen(), lived.a)
    listed = tasks_of(work.service.desk, lived.where.trajectory)
    assert listed
    for item in listed:
        others = {"intake": INTAKE.id, "planner": PLANNER.id, "supervisor": LEAD.id}
        account = others.get(item.role, MEDIATOR.id)
        answer = work.client(account).get(desk_tasks.link_of(item), follow=True)
        assert answer.status_code == 200, item.code


def by_messages(lived: Lived) -> None:
    """One at each place: dictated, approved, passed, said and answered."""
    for party in (lived.a, lived.b):
        lived.own(ChooseForm("shuttle"), party)
        lived.own(DeclareReady(), party)
        lived.desk(ConfirmReady(party))
    lived.desk(AgreeForm((lived.a, lived.b), "shuttle"))
    lived.own(SayMessage("5" * 32, "Hallo."), lived.a)
    lived.gave("Een.")
    lived.gave("Twee.", passed=True)
    heard = lived.said(lived.gave("Drie.", passed=True))
    lived.own(ReactToMessage(heard, True), lived.b)


def goes_wrong(lived: Lived) -> None:
    """Everything that asks for the practice lead or the planner."""
    lived.own(SayWorry("Hij belt mij.", "threat"), lived.a)
    lived.desk(HearWorry(lived.a, "threat", "Hij belt haar."))
    lived.own(SayWorry("Hij belt nog.", "threat"), lived.a)
    lived.own(AskForAnotherMediator(), lived.b)
    lived.own(Complain("2" * 32, "mediator", "Zij luistert niet."), lived.b)
    lived.desk(AskDecision(lived.a, "threat"))
    lived.desk(AskApproval(lived.a))
    for danger in ("3" * 32, "4" * 32):
        lived.desk(ReportDanger(lived.b, danger, "child_abuse", "Veilig Thuis", "Een kind.", True))
    lived.desk(DiscloseDanger(lived.b, "3" * 32, LEAD.id, "Een kind."), LEAD)
    lived.desk(StopForSafety(lived.b, "threat", "Hij dreigde."))


def test_what_nothing_else_takes_off_is_ticked_off_once(work: AtWork) -> None:
    trajectory = work.lived().taken_up()
    trajectory.willing(trajectory.a).own(Pause(), trajectory.a)
    page = work.get(at("today"))
    assert "Zij vroegen om pauze. Bel hen." in text_of(page)
    tick = at("tick_off", trajectory.where.trajectory, trajectory.a, "paused", "-")
    for _twice in range(2):
        assert work.client().post(tick, form_fields(page, "key")).status_code == 302
    assert "Zij vroegen om pauze." not in text_of(work.get(at("today")))


def test_nicknames_are_many_single_and_free_ones_come_first() -> None:
    assert len(NICKNAMES) >= 400
    assert len(set(NICKNAMES)) == len(NICKNAMES)
    assert all(name[0].isupper() and " " not in name for name in NICKNAMES)
    assert propose(set(NICKNAMES) - {"Wulp"}, Random(1)) == "Wulp"
    assert propose(set(NICKNAMES), Random(1)).endswith(" 2")


def test_who_signed_up_today_is_not_hidden_by_much_old_work(work: AtWork) -> None:
    many(work, 130, taken_up=False)
    page = text_of(work.get(at("today"), INTAKE.id))
    assert "Er wachten er nog 30" in page
    new = work.get(at("new"), INTAKE.id)
    seen = 10
    while (more := re.search(r'href="(\?na=\d+)"', new)) is not None:
        new = work.get(at("new") + more[1], INTAKE.id)
        seen += new.count("<dl")
    assert seen == 130
