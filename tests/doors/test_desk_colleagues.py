"""A colleague is away, or leaves: no trajectory is left with nobody, and nobody reads along who was not assigned."""

from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

import pytest

from tests.doors.desk_at_work import PASSPHRASE, AtWork, work
from tests.doors.lived import Lived
from tests.doors.pages import form_fields, text_of
from tests.doors.test_desk_roles import COLLEAGUE, LEAD, at
from tests.journal.service import INTAKE, MEDIATOR, PLANNER
from visavis.doors.desk import leaving
from visavis.mediation.entries import PartyId
from visavis.mediation.mediator import ChangeMediator
from visavis.mediation.safeguards import REVIEW
from visavis.mediation.safety import AssignCoMediator
from visavis.mediation.sign_up import PrepareSignUp, TakeUp
from visavis.mediation.terms import day
from visavis.people import absences, staff
from visavis.people.models import Account

__all__ = ["work"]


def boxes(name: str, on: date) -> dict[str, str]:
    return {f"{name}_{n}": str(part) for n, part in enumerate((on.day, on.month, on.year))}


def say_away(work: AtWork, first: date, last: date, account: str = MEDIATOR.id) -> tuple[int, str]:
    sent = {**boxes("first", first), **boxes("last", last)}
    answer = work.client(PLANNER.id).post(at("away", account), sent)
    return answer.status_code, text_of(answer.content.decode())


def say_leaves(work: AtWork, on: date, account: str = MEDIATOR.id) -> int:
    sent = boxes("on", on)
    return work.client(PLANNER.id).post(at("leaving", account), sent).status_code


def end(work: AtWork, account: str = MEDIATOR.id, by: str = PLANNER.id) -> tuple[int, str]:
    answer = work.client(by).post(at("leaving_gone", account), {"passphrase": PASSPHRASE})
    return answer.status_code, text_of(answer.content.decode())


def hand_over(work: AtWork, lived: Lived, to: str = COLLEAGUE) -> Any:
    address = at("change_mediator", lived.where.trajectory, lived.a)
    return work.send(address, PLANNER.id, mediator=to, knows_nobody="on", reason_above_ceiling="")


def beside(work: AtWork, lived: Lived) -> None:
    act = AssignCoMediator(COLLEAGUE, "Jan Vos", True, frozenset({"sensitive"}), (lived.a, lived.b))
    lived.desk(act, PLANNER)


def test_while_a_colleague_is_away_their_work_stands_with_whoever_mediates_beside_them(
    work: AtWork,
) -> None:
    lived, alone = work.lived().ready(), work.lived().taken_up()
    lived.released("Alleen voor jou bestemd.")
    beside(work, lived)
    work.service.tick(days=7)
    today = day(work.service.now)
    assert "die afwezig is" not in text_of(work.get(at("today"), COLLEAGUE))
    assert say_away(work, today, today + timedelta(days=3))[0] == 302
    stands_in = text_of(work.get(at("today"), COLLEAGUE))
    assert "Voor Mieke de Boer, die afwezig is." in stands_in
    assert "Er is een brief vrijgegeven." not in stands_in  # the gate waits for the first mediator
    assert work.get(at("today"), COLLEAGUE).count("die afwezig is") == stands_in.count("Voor Mieke")
    assert "die afwezig is" not in text_of(work.get(at("today")))  # her own
    work.get(at("trajectory", alone.where.trajectory), COLLEAGUE, status=404)
    work.service.tick(days=4)
    assert "die afwezig is" not in text_of(work.get(at("today"), COLLEAGUE))


def test_the_page_of_an_absence_names_what_nobody_stands_in_for(work: AtWork) -> None:
    today = day(work.service.now)
    lived = work.lived().taken_up()
    assert say_away(work, today, today)[0] == 302
    assert say_away(work, today, today)[0] == 302  # a double click stands there once
    page = text_of(work.get(at("away", MEDIATOR.id), PLANNER.id))
    assert page.count("Van 2 maart 2026 tot en met 2 maart 2026") == 1
    assert "Hier neemt niemand waar" in page
    assert "Wilgenroos" in page.split("Hier neemt niemand waar")[1]
    assert "Afwezig tot en met 2 maart" in text_of(work.get(at("colleagues"), PLANNER.id))
    beside(work, lived)
    page = text_of(work.get(at("away", MEDIATOR.id), PLANNER.id))
    assert "In elk traject dat loopt, bemiddelt iemand samen met hen." in page
    assert "Wilgenroos · Jan Vos" in page
    [one] = absences.coming(MEDIATOR.id, today)
    for _twice in range(2):
        back = work.client(PLANNER.id).post(at("back", MEDIATOR.id, one.id))
        assert back.status_code == 302
    assert absences.coming(MEDIATOR.id, today) == []


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (5, 3, "De laatste dag ligt voor de eerste. Kijk nog een keer."),
        (-9, -3, "Deze dagen zijn voorbij. Kies dagen die nog komen."),
        (0, 500, "Dat is meer dan een jaar vooruit. Kies een eerdere dag."),
    ],
)
def test_days_that_cannot_be_are_said_and_nothing_is_kept(
    work: AtWork, first: int, last: int, said: str
) -> None:
    today = day(work.service.now)
    status, page = say_away(work, today + timedelta(days=first), today + timedelta(days=last))
    assert (status, said in page) == (200, True)
    assert not absences.coming(MEDIATOR.id, today)
    empty = work.client(PLANNER.id).post(at("away", MEDIATOR.id), {"first_0": "🌿"})
    assert empty.status_code == 200


@pytest.mark.once
def test_days_that_are_over_are_forgotten(work: AtWork) -> None:
    today = day(work.service.now)
    absences.put(MEDIATOR.id, today, today, PLANNER.id)
    assert absences.forget(today) == 0
    assert absences.forget(today + timedelta(days=1)) == 1


def test_a_departure_does_not_end_before_each_trajectory_has_another_mediator(
    work: AtWork,
) -> None:
    first, second = work.lived().taken_up(), work.lived().taken_up()
    today = day(work.service.now)
    assert say_leaves(work, today) == 302
    page = text_of(work.get(at("leaving", MEDIATOR.id), PLANNER.id))
    assert "2 trajecten. Elk krijgt een andere bemiddelaar" in page
    assert "Eerst krijgt elk traject in deze lijst een andere bemiddelaar." in page
    assert "vertrekt; de laatste dag was 2 maart" in text_of(work.get(at("today"), PLANNER.id))
    status, said = end(work)
    assert (status, "Dit kan nog niet worden afgerond." in said) == (200, True)
    for lived in (first, second):
        answer = hand_over(work, lived)
        assert (answer.status_code, answer["Location"]) == (302, at("leaving", MEDIATOR.id))
    assert "Bij hen loopt niets meer." in text_of(work.get(at("leaving", MEDIATOR.id), PLANNER.id))
    client = work.client()
    assert client.get(at("today")).status_code == 200
    assert end(work)[0] == 302
    assert client.get(at("today")).status_code == 302  # their session is over too
    assert "over te dragen" not in text_of(work.get(at("today"), PLANNER.id)).lower()
    work.get(at("leaving", MEDIATOR.id), PLANNER.id, status=404)


def test_as_second_mediator_somebody_is_replaced_as_well(work: AtWork) -> None:
    lived = work.lived().taken_up()
    beside(work, lived)
    say_leaves(work, day(work.service.now), COLLEAGUE)
    page = text_of(work.get(at("leaving", COLLEAGUE), PLANNER.id))
    assert "Tweede bemiddelaar, naast Mieke de Boer" in page
    assert end(work, COLLEAGUE)[0] == 200


def test_who_is_said_to_leave_while_a_form_is_open_gets_nothing_new_and_nothing_is_lost(
    work: AtWork,
) -> None:
    Account.objects.filter(pk=INTAKE.id).update(roles="mediator")  # a third to choose from
    lived = work.lived().taken_up()
    address = at("change_mediator", lived.where.trajectory, lived.a)
    fields = form_fields(work.get(address, PLANNER.id), "token")
    fields |= {"mediator": COLLEAGUE, "knows_nobody": "on", "reason_above_ceiling": "Een reden."}
    say_leaves(work, day(work.service.now), COLLEAGUE)
    page = work.client(PLANNER.id).post(address, fields).content.decode()
    assert "Deze bemiddelaar krijgt niets nieuws meer. Kies iemand anders." in page
    assert "Een reden." in page
    say_leaves(work, day(work.service.now), INTAKE.id)  # then nobody is left to choose from
    none = work.client(PLANNER.id).post(address, fields)
    assert none.status_code == 200
    assert "Er valt hier nu niets te kiezen." in text_of(none.content.decode())


def test_two_planners_who_assign_at_once_assign_one_and_the_other_keeps_what_they_wrote(
    work: AtWork,
) -> None:
    Account.objects.filter(pk=LEAD).update(roles="mediator")  # a third to choose from
    lived = work.lived().taken_up()
    Account.objects.filter(pk=INTAKE.id).update(roles="planner")
    address = at("change_mediator", lived.where.trajectory, lived.a)
    pages = {by: form_fields(work.get(address, by), "token") for by in (PLANNER.id, INTAKE.id)}
    work.service.tick()
    said = {"knows_nobody": "on", "reason_above_ceiling": "Een lange reden."}
    one = work.client(PLANNER.id).post(
        address, {**pages[PLANNER.id], **said, "mediator": COLLEAGUE}
    )
    assert one.status_code == 302
    two = work.client(INTAKE.id).post(address, {**pages[INTAKE.id], **said, "mediator": LEAD})
    assert two.status_code == 409
    assert "Er is iets veranderd" in text_of(two.content.decode())
    assert "Een lange reden." in two.content.decode()
    again = work.client(PLANNER.id).post(
        address, {**pages[PLANNER.id], **said, "mediator": COLLEAGUE}
    )
    assert again.status_code in {200, 302}  # a double click changes nothing more
    work.get(at("trajectory", lived.where.trajectory), COLLEAGUE)


def test_what_is_assigned_while_a_departure_ends_keeps_it_from_ending(
    work: AtWork, monkeypatch: pytest.MonkeyPatch
) -> None:
    lived = work.lived().taken_up()
    say_leaves(work, day(work.service.now), COLLEAGUE)
    held = staff.one_at_a_time

    @contextmanager
    def after_another() -> Any:
        people = (lived.a, lived.b)
        act = ChangeMediator(people, COLLEAGUE, "Jan Vos", True)
        lived.desk(act, PLANNER)
        with held():
            yield

    monkeypatch.setattr(leaving.staff, "one_at_a_time", after_another)
    status, said = end(work, COLLEAGUE)
    assert (status, "Dit kan nog niet worden afgerond." in said) == (200, True)
    monkeypatch.undo()
    found = staff.colleague(COLLEAGUE)
    assert found is not None
    assert found.here


def test_a_mediator_removed_in_the_middle_of_a_letter_at_the_gate_lets_nothing_pass(
    work: AtWork,
) -> None:
    lived = work.lived().ready()
    letter = lived.released("Alleen voor jou bestemd.")
    gate = at("letter", lived.where.trajectory, lived.a, letter)
    fields = form_fields(work.get(gate), "token")
    assert hand_over(work, lived).status_code == 302
    answer = work.client().post(gate, {**fields, "looked_at": list(REVIEW)})
    nowhere = work.client().get(at("trajectory", "0" * 32))
    assert (answer.status_code, answer.content) == (404, nowhere.content)
    assert "Er is een brief vrijgegeven." in text_of(work.get(at("gate"), COLLEAGUE))
    fields = form_fields(work.get(gate, COLLEAGUE), "token")
    assert "Alleen voor jou bestemd." in work.get(gate, COLLEAGUE)
    passed = work.client(COLLEAGUE).post(gate, {**fields, "looked_at": list(REVIEW)})
    assert passed.status_code == 302


def test_a_trajectory_that_comes_back_to_somebody_who_left_stands_with_who_plans(
    work: AtWork,
) -> None:
    lived = work.lived().taken_up()
    staff.close_account(MEDIATOR.id, work.service.now)
    for account in (PLANNER.id, LEAD):
        page = text_of(work.get(at("today"), account))
        assert "1 traject is bij een bemiddelaar die weg is." in page
    page = text_of(work.get(at("colleagues"), PLANNER.id))
    assert "Bij een bemiddelaar die weg is" in page
    assert "Wilgenroos" in page
    hand_over(work, lived)
    assert "Bij een bemiddelaar die weg is" not in text_of(work.get(at("colleagues"), PLANNER.id))


def test_nobody_ends_their_own_departure_nor_that_of_the_last_who_does_some_work(
    work: AtWork,
) -> None:
    today = day(work.service.now)
    Account.objects.filter(pk=PLANNER.id).update(roles="planner mediator")
    say_leaves(work, today, PLANNER.id)
    status, said = end(work, PLANNER.id)
    assert (status, "U kunt uw eigen vertrek niet afronden." in said) == (200, True)
    status, said = end(work, PLANNER.id, by=LEAD)
    assert (status, "Niemand anders is planner." in said) == (200, True)
    say_leaves(work, today + timedelta(days=9), COLLEAGUE)
    status, said = end(work, COLLEAGUE)
    assert (status, "Hun laatste dag komt nog." in said) == (200, True)
    stays = work.client(PLANNER.id).post(at("leaving_stays", COLLEAGUE))
    assert stays.status_code == 302
    assert end(work, COLLEAGUE)[0] == 200  # nobody said that they leave
    found = staff.colleague(COLLEAGUE)
    assert found is not None
    assert found.here


def test_absence_and_departure_are_for_who_plans(work: AtWork) -> None:
    for account in (MEDIATOR.id, INTAKE.id):
        for name in ("away", "leaving"):
            work.get(at(name, COLLEAGUE), account, status=404)
        for name in ("leaving_stays", "leaving_gone"):
            assert work.client(account).post(at(name, COLLEAGUE)).status_code == 404
    for name in ("away", "leaving"):
        work.get(at(name, COLLEAGUE), LEAD)
        work.get(at(name, "0" * 32), LEAD, status=404)


def test_a_second_mediator_is_taken_off_and_nobody_takes_their_place(work: AtWork) -> None:
    lived = work.lived().taken_up()
    beside(work, lived)
    t = lived.where.trajectory
    work.get(at("trajectory", t), COLLEAGUE)
    assert "Niemand in de plaats van Jan Vos" in text_of(work.get(at("co_mediator", t), PLANNER.id))
    fields = form_fields(work.get(at("no_second", t), PLANNER.id), "token")
    for status in (302, 404):  # a double click finds nobody to take off any more
        answer = work.client(PLANNER.id).post(at("no_second", t), fields)
        assert answer.status_code == status
    work.get(at("trajectory", t), COLLEAGUE, status=404)
    place = text_of(lived.client(lived.a).get("/plek/").content.decode())
    assert "bemiddelt Jan Vos hier niet meer. Mieke de Boer blijft uw bemiddelaar." in place


def test_where_two_are_needed_the_second_stays_and_it_says_what_can_be_done(work: AtWork) -> None:
    lived = work.lived().signed_up()
    lived.b = PartyId("b" * 32)
    lived.desk(PrepareSignUp(lived.a, "Wilgenroos", "sexual_harm"), INTAKE)
    trained = frozenset({"sensitive"})
    take_up = TakeUp(lived.a, MEDIATOR.id, "Mieke de Boer", lived.b, "Rik", True, trained)
    lived.desk(take_up, PLANNER)
    beside(work, lived)
    t = lived.where.trajectory
    answer = work.send(at("no_second", t), PLANNER.id)
    page = text_of(answer.content.decode())
    assert answer.status_code == 200
    assert "Dit traject vraagt twee bemiddelaars en overleg. (Waarborg S18)" in page
    assert "Wijs een andere tweede bemiddelaar aan: dan gaat deze meteen weg." in page
    work.get(at("trajectory", t), COLLEAGUE)
