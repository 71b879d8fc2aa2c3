"""Crossed sign-ups: seen by intake and the mediator alone, joined by the mediator of both, told by phone (A42)."""

from datetime import date
from typing import Any

import pytest

from tests.doors.desk_at_work import AtWork, work
from tests.doors.lived import Lived
from tests.doors.pages import text_of
from tests.doors.test_desk_care import desk_of, without_keys
from tests.doors.test_desk_roles import COLLEAGUE, at
from tests.journal.service import INTAKE, LEAD, MEDIATOR, PLANNER
from visavis.mediation.approach import AllowApproach
from visavis.mediation.course import Withdraw
from visavis.mediation.entries import PartyId
from visavis.mediation.mediator import ChangeMediator
from visavis.mediation.words import PartyState

__all__ = ["work"]

P = PartyState


def both(work: AtWork) -> tuple[Lived, Lived]:
    """Noor asks for R. Jansen; somebody signed up apart, and asks for Noor. Both take part, and let us ask."""
    here, there = work.lived().taken_up(), work.lived().taken_up()
    for one in (here, there):
        one.willing(one.a)
        one.own(AllowApproach(("someone",)), one.a)
    return here, there


def page_at(name: str, lived: Lived, party: PartyId, *more: str) -> str:
    return at(name, lived.where.trajectory, party, *more)


def known(work: AtWork, lived: Lived, **said: Any) -> Any:
    day: date = work.service.now.date()
    when = {"on_0": str(day.day), "on_1": str(day.month), "on_2": str(day.year)}
    answers = {"what": "signed_up_too", "nickname": "wilgenroos", **when, **said}
    return work.send(page_at("known", lived, lived.b), INTAKE.id, **answers)


def places(*who: tuple[Lived, PartyId]) -> list[bytes]:
    return [
        without_keys(one.client(party).get(f"/plek/{path}").content)
        for one, party in who
        for path in ("", "mensen/", "later/")
    ]


def test_intake_notices_and_nothing_of_it_stands_on_any_page_or_with_the_planner_or_the_lead(
    work: AtWork,
) -> None:
    here, there = both(work)
    before = places((here, here.a), (there, there.a))
    side = page_at("side", here, here.b)
    assert page_at("known", here, here.b) in work.get(side, INTAKE.id)
    assert page_at("known", here, here.b) not in work.get(side)
    assert known(work, here).status_code == 302
    (match,) = desk_of(work, here).side(here.b).file.matches
    assert match.trajectory == there.where.trajectory
    for account in (INTAKE.id, MEDIATOR.id):
        assert "meldde zich ook aan op" in text_of(work.get(side, account))
    for account in (PLANNER.id, LEAD.id):
        assert "meldde zich ook aan op" not in text_of(work.get(side, account))
    assert "Intake merkte op dat deze persoon al bekend is." in text_of(work.get(at("today")))
    assert places((here, here.a), (there, there.a)) == before


def test_a_nickname_that_is_not_there_is_asked_again_and_its_own_too(work: AtWork) -> None:
    here = work.lived().taken_up()
    for nickname in ("wilgenroos", "Merel", ""):
        page = known(work, here, nickname=nickname).content.decode()
        assert "Er is geen ander traject met deze roepnaam." in text_of(page)
        assert f'value="{nickname}"' in page or not nickname
    assert not desk_of(work, here).side(here.b).file.matches


def test_a_no_of_before_needs_no_trajectory_and_the_mediator_reads_what_it_means(
    work: AtWork,
) -> None:
    here = work.lived().taken_up()
    assert known(work, here, what="said_no", nickname="").status_code == 302
    page = text_of(work.get(page_at("join", here, here.b)))
    assert "Een jaar lang vragen we het niet opnieuw" in page


def test_only_intake_notices_and_only_about_who_is_named(work: AtWork) -> None:
    here, _there = both(work)
    for account in (MEDIATOR.id, PLANNER.id, LEAD.id):
        work.get(page_at("known", here, here.b), account, status=404)
    work.get(page_at("known", here, here.a), INTAKE.id, status=404)
    work.get(page_at("join", here, here.b), status=404)
    assert known(work, here).status_code == 302
    for account in (INTAKE.id, PLANNER.id, LEAD.id, COLLEAGUE):
        work.get(page_at("join", here, here.b), account, status=404)


def test_the_mediator_of_both_joins_them_and_each_is_called(work: AtWork) -> None:
    here, there = both(work)
    known(work, here)
    who_began = places((here, here.a))
    join = page_at("join", here, here.b)
    assert f'href="{join}"' in work.get(at("today"))
    assert "Doet daar mee Ja" in text_of(work.get(join))
    sent = work.send(join)
    go_on = page_at("go_on", there, there.a, here.where.trajectory)
    assert sent["Location"] == go_on
    me = here.view(here.b)
    assert (me.state, me.first_name, me.consented_on) == (P.EXPLORING, "Noor", None)
    assert work.send(go_on)["Location"] == join
    assert there.view(there.a).state is P.CLOSED
    assert places((here, here.a)) == who_began
    today = text_of(work.get(at("today")))
    assert today.count(", Bel: beiden vroegen naar elkaar.") == 2
    assert "Beëindig nu" not in text_of(work.get(join))
    work.get(go_on)  # the form is there, and refuses: nothing is ended twice
    assert work.send(go_on).status_code == 200


def test_a_join_left_half_way_is_finished_from_the_same_page(work: AtWork) -> None:
    here, there = both(work)
    known(work, here)
    join = page_at("join", here, here.b)
    work.send(join)
    page = work.get(join)
    assert "Beëindig nu het traject waar ze vandaan komen" in text_of(page)
    assert page_at("go_on", there, there.a, here.where.trajectory) in page


def test_who_does_not_take_part_there_yet_cannot_be_joined(work: AtWork) -> None:
    here, there = both(work)
    known(work, here)
    there.own(Withdraw(), there.a)
    page = work.send(page_at("join", here, here.b)).content.decode()
    assert "Dit kan pas als allebei willen meedoen" in text_of(page)
    assert here.view(here.b).state is None


def test_two_mediators_do_not_look_into_each_others_trajectories(work: AtWork) -> None:
    here, there = both(work)
    known(work, here)
    people = (there.a,)
    there.desk(ChangeMediator(people, COLLEAGUE, "Jan Vos", True), PLANNER)
    page = text_of(work.get(page_at("join", here, here.b)))
    assert "Die aanmelding is niet bij u." in page
    work.get(page_at("go_on", there, there.a, here.where.trajectory), status=404)


@pytest.mark.parametrize("wrong", ["before", "other"])
def test_nothing_is_ended_that_was_not_joined(work: AtWork, wrong: str) -> None:
    here, there = both(work)
    known(work, here)
    if wrong == "before":
        work.get(page_at("go_on", there, there.a, here.where.trajectory), status=404)
    work.get(page_at("go_on", here, here.a, there.where.trajectory), status=404)
    work.get(page_at("go_on", here, here.a, "f" * 32), status=404)
