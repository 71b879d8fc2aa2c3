"""People from other events: from a wish on one's own place to a meeting that the planner composed; no way is told."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from tests.doors.desk_at_work import AtWork, work
from tests.doors.lived import Lived
from tests.doors.pages import form_fields, text_of
from tests.doors.test_afterwards import read, send
from tests.doors.test_desk_roles import at
from tests.journal.service import INTAKE, MEDIATOR, PLANNER
from visavis.journal.worklist import tasks_of
from visavis.mediation.joining import RecordMatch
from visavis.mediation.symbolic import (
    AnswerSymbolic,
    AskSymbolic,
    HoldSymbolicTalk,
    LetSymbolicGo,
    WishSymbolic,
)
from visavis.mediation.terms import day

__all__ = ["work"]

ANDEREN = "/plek/mensen/anderen/"
TOGETHER = "/werk/ontmoetingen/"
NAMES = ("Lot", "Gijs", "Noor")
pytestmark = pytest.mark.once


def waiting(work: AtWork, name: str) -> Lived:
    """Somebody of a trajectory of their own, who wishes it and was talked with."""
    lived = work.lived().taken_up()
    lived.willing(lived.a)
    lived.own(WishSymbolic(), lived.a)
    there = (lived.where.trajectory, lived.a)
    said = {"hopes": f"{name} hoopt op rust.", "name": name, "seeks": "either", "setting": "group"}
    sent = work.send(at("act", *there, "ontmoeting-gesprek"), **said)
    assert sent.status_code == 302, text_of(sent.content.decode())
    return lived


@pytest.fixture
def three(work: AtWork) -> list[Lived]:
    return [waiting(work, name) for name in NAMES]


def ids(*people: Lived) -> list[str]:
    return [f"{one.where.trajectory}~{one.a}" for one in people]


def asks(work: AtWork, *people: Lived, strangers: str = "yes") -> Any:
    return work.send(TOGETHER, PLANNER.id, having="key", who=ids(*people), strangers=strangers)


def group_of(work: AtWork, one: Lived) -> str:
    found = tasks_of(work.service.desk, one.where.trajectory)
    return next(item.about for item in found if item.code == "symbolic_group")


def plans(work: AtWork, group: str, **changes: str) -> Any:
    when = day(work.service.now) + timedelta(days=9)
    said = {"day_0": when.day, "day_1": when.month, "day_2": when.year, "hour": "14.30"}
    said |= {"where": "Buurthuis De Brug", "first": "Mieke", "second": "Jan", **changes}
    return work.send(f"{TOGETHER}{group}/", PLANNER.id, having="key", **said)


def client_of(one: Lived) -> Client:
    return one.client(one.a)


def test_from_a_wish_on_the_own_place_to_a_meeting_and_the_end(
    work: AtWork, three: list[Lived]
) -> None:
    lot, gijs, _ = three
    page = work.get(TOGETHER, PLANNER.id)
    assert all(name in page for name in NAMES)
    assert "hoopt op rust" not in page  # what they hope for is for their mediator
    assert asks(work, *three).status_code == 302
    group = group_of(work, lot)
    for one in three:
        assert "Wij vonden mensen uit een andere gebeurtenis" in read(client_of(one), "/plek/")
        page = read(client_of(one), ANDEREN)
        assert "U zou 2 anderen ontmoeten." in page
        others = [name for name, each in zip(NAMES, three, strict=True) if each is not one]
        assert not any(name in page for name in others)
        send(one, client_of(one), f"{ANDEREN}keuze/", choice="yes")
        assert one.view(one.a).symbolic.says_yes
    assert plans(work, group).status_code == 302
    seen = read(client_of(lot), ANDEREN)
    assert "Buurthuis De Brug" in seen
    assert "Gijs, Noor" in seen
    assert "Mieke, Jan" in seen
    assert "U ontmoet mensen uit een andere gebeurtenis op" in read(client_of(lot), "/plek/")
    meeting = f"{TOGETHER}{group}/1/"
    sent = work.send(meeting, PLANNER.id, having="key", who=ids(lot, gijs), go="held")
    assert sent.status_code == 302
    assert [one.view(one.a).symbolic.meetings[0].was_there for one in three] == [True, True, False]
    mine = lot.view(lot.a).symbolic.meetings[0].mine
    assert (
        send(lot, client_of(lot), f"{ANDEREN}{mine}/", words="Het luchtte op.").status_code == 302
    )
    assert "Het luchtte op." in read(client_of(lot), ANDEREN)
    there = (lot.where.trajectory, lot.a)
    assert "Het luchtte op." in work.get(at("side", *there))
    assert work.send(at("act", *there, "ontmoeting-klaar")).status_code == 302
    assert "U rondde dit af" in read(client_of(lot), ANDEREN)
    assert work.get(TOGETHER, PLANNER.id).count("Lot") == 0


def test_each_lane_holds_first_names_days_and_a_place_and_no_way_of_anyone(
    work: AtWork, three: list[Lived]
) -> None:
    """Canary: what is each one's own is found nowhere with another, nor the ids that tie them together."""
    asks(work, *three)
    group = group_of(work, three[0])
    for one in three:
        one.own(AnswerSymbolic(True), one.a)
    plans(work, group)
    for one in three:
        others = [other for other in three if other is not one]
        told = repr(one.view(one.a))
        for secret in (
            group,
            *(other.a for other in others),
            *(o.where.trajectory for o in others),
        ):
            assert secret not in told
        for other in others:
            assert other.view(other.a).symbolic.hopes not in told
            theirs = {each.mine for each in other.view(other.a).symbolic.meetings}
            assert theirs.isdisjoint(each.mine for each in one.view(one.a).symbolic.meetings)


def test_the_other_of_ones_own_mediation_reads_nothing_of_it(work: AtWork) -> None:
    lived = work.lived().in_contact()
    other = lived.client(lived.b)
    pages = ("/plek/", "/plek/mensen/", ANDEREN)
    before = [read(other, address) for address in pages]
    lived.own(WishSymbolic(), lived.a)
    hopes = HoldSymbolicTalk(lived.a, "Rust.", "Lot", "either", "pair", "violence")
    lived.desk(hopes)
    lived.desk(AskSymbolic(lived.a, "3" * 32, ("4" * 32,), know_nobody=True), PLANNER)
    lived.own(AnswerSymbolic(True), lived.a)
    assert [read(other, address) for address in pages] == before


def test_a_no_is_heard_by_nobody_else_and_stops_the_plan(work: AtWork, three: list[Lived]) -> None:
    lot, gijs, noor = three
    asks(work, *three)
    group = group_of(work, lot)
    for one in (lot, gijs):
        one.own(AnswerSymbolic(True), one.a)
    before = read(client_of(lot), ANDEREN)
    noor.own(AnswerSymbolic(False), noor.a)
    assert read(client_of(lot), ANDEREN) == before
    page = work.get(f"{TOGETHER}{group}/", PLANNER.id)
    assert "Pas als ieder ja zei" in page
    assert asks(work, lot, gijs).status_code == 302
    assert group_of(work, lot) == group_of(work, gijs) != group
    assert lot.view(lot.a).symbolic.says_yes is None


def test_who_leaves_is_out_of_the_group_and_the_planner_hears_that_alone(
    work: AtWork, three: list[Lived]
) -> None:
    asks(work, *three)
    lot = three[0]
    group = group_of(work, lot)
    assert send(lot, client_of(lot), f"{ANDEREN}niet/").status_code == 302
    assert "Lot" not in work.get(f"{TOGETHER}{group}/", PLANNER.id)
    assert "ging uit een groep" in text_of(work.get(at("today"), PLANNER.id))


def test_a_meeting_that_is_called_off_says_no_reason_and_another_is_planned(
    work: AtWork, three: list[Lived]
) -> None:
    asks(work, *three)
    group = group_of(work, three[0])
    for one in three:
        one.own(AnswerSymbolic(True), one.a)
    plans(work, group)
    sent = work.send(f"{TOGETHER}{group}/1/", PLANNER.id, having="key", go="off")
    assert sent.status_code == 302
    assert "gaat niet door" in read(client_of(three[0]), ANDEREN)
    assert plans(work, group, where="Bibliotheek").status_code == 302
    assert "Bibliotheek" in read(client_of(three[0]), ANDEREN)
    assert work.client(PLANNER.id).get(f"{TOGETHER}{group}/1/").status_code == 404


def test_people_of_one_event_or_who_may_know_each_other_are_never_put_together(
    work: AtWork, three: list[Lived]
) -> None:
    lot, gijs, noor = three
    sent = asks(work, lot, gijs, strangers="no")
    assert "die elkaar niet kennen" in text_of(sent.content.decode())
    match = RecordMatch(lot.b, "signed_up_too", day(work.service.now), gijs.where.trajectory)
    lot.desk(match, INTAKE)
    assert "die elkaar niet kennen" in text_of(asks(work, lot, gijs).content.decode())
    assert gijs.view(gijs.a).symbolic.asked_on is None  # all or none
    assert asks(work, lot, noor).status_code == 302


def test_one_person_alone_is_asked_for_nobody(work: AtWork, three: list[Lived]) -> None:
    sent = asks(work, three[0])
    assert "Kies twee mensen of meer." in text_of(sent.content.decode())


def test_sent_twice_is_done_once(work: AtWork, three: list[Lived]) -> None:
    page = form_fields(work.get(TOGETHER, PLANNER.id), "key")
    said = {**page, "who": ids(*three[:2]), "strangers": "yes"}
    client = work.client(PLANNER.id)
    for _ in range(2):
        assert client.post(TOGETHER, said).status_code == 302
    assert three[0].view(three[0].a).symbolic.others == 1


@pytest.mark.parametrize("account", [MEDIATOR.id, INTAKE.id, "staff-lead"])
def test_the_page_is_the_planners_alone(work: AtWork, account: str) -> None:
    assert work.client(account).get(TOGETHER).status_code in (403, 404)


def test_a_group_that_is_none_and_a_meeting_that_is_none_are_not_there(
    work: AtWork, three: list[Lived]
) -> None:
    client = work.client(PLANNER.id)
    assert client.get(f"{TOGETHER}{'0' * 32}/").status_code == 404
    asks(work, *three)
    group = group_of(work, three[0])
    assert client.get(f"{TOGETHER}{group}/1/").status_code == 404
    assert client.post(f"{TOGETHER}{group}/", {"role": "x"}).status_code == 400


def test_on_the_own_place_what_is_not_there_is_not_there(work: AtWork) -> None:
    lived = work.lived().in_contact()
    client = lived.client(lived.a)
    assert client.get(f"{ANDEREN}keuze/").status_code == 404
    assert client.get(f"{ANDEREN}{'0' * 32}/").status_code == 404
    assert client.get(f"{ANDEREN}papier/").content.startswith(b"%PDF-")
    send(lived, client, ANDEREN)
    assert lived.view(lived.a).symbolic.wished_on is not None
    lived.own(LetSymbolicGo(), lived.a)
    there = (lived.where.trajectory, lived.a)
    assert work.client().get(at("end_paper", *there, "ontmoeting")).content.startswith(b"%PDF-")
