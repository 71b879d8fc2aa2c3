"""Thinking a trajectory over with colleagues: without who, where and when, until a day, and nobody gets nearer."""

from datetime import timedelta
from typing import Any

import pytest

from tests.doors.desk_at_work import AtWork, work
from tests.doors.lived import Lived
from tests.doors.pages import form_fields, text_of
from tests.doors.test_desk_colleagues import beside, boxes, hand_over
from tests.doors.test_desk_roles import COLLEAGUE, LEAD, at
from tests.journal.service import INTAKE, MEDIATOR, PLANNER
from tests.journal.test_access import log
from visavis.journal.access import What
from visavis.journal.models import ReflectionRow
from visavis.mediation.exploring import AddNote
from visavis.mediation.terms import day
from visavis.mediation.worries import RaiseConcern
from visavis.people.models import Account

__all__ = ["work"]

ASKED = "Ga ik te snel met deze twee mensen?"


def said(work: AtWork, **more: Any) -> dict[str, Any]:
    until = day(work.service.now) + timedelta(days=14)
    answers = {"question": ASKED, "readers": [COLLEAGUE, LEAD], "strangers": "on"}
    return {**answers, **boxes("until", until), **more}


def page_of(work: AtWork, lived: Lived) -> tuple[str, dict[str, Any]]:
    """The address, and what a browser would send of its page: every line ticked, as it comes."""
    address = at("think_over", lived.where.trajectory)
    page = work.get(address)
    lines = [part.split('"')[0] for part in page.split('name="lines" value="')[1:]]
    return address, {**form_fields(page, "shown"), "lines": lines}


def shared(work: AtWork, lived: Lived, **more: Any) -> str:
    """The address of a reflection that was shared just now."""
    address, fields = page_of(work, lived)
    answer = work.client().post(address, {**fields, **said(work, **more)})
    assert answer.status_code == 302, text_of(answer.content.decode())
    return str(answer["Location"])


def test_a_colleague_reads_the_question_and_the_lines_and_gets_no_nearer(work: AtWork) -> None:
    lived = work.lived().preparing()
    lived.desk(AddNote(lived.a, "Woont naast de bakker."))
    lived.desk(RaiseConcern(lived.b, "threat", "Belde boos."))
    address = shared(work, lived)
    listed = text_of(work.get(at("reflections"), COLLEAGUE))
    assert "Mieke de Boer, gevraagd op" in listed
    assert "1 collega vraagt u om mee te denken" in text_of(work.get(at("today"), COLLEAGUE))
    page = text_of(work.get(address, COLLEAGUE))
    assert ASKED in page
    for line in ("Wat er gebeurde: ", "Open zorg: Dreiging", "Kant B", "Voorbereiden"):
        assert line in page, line
    names = {lived.view(lived.a).first_name, lived.view(lived.b).first_name, "Wilgenroos"}
    for word in (*names, "bakker", "boos", lived.where.trajectory):
        assert word not in work.get(address, COLLEAGUE), word
    work.get(at("trajectory", lived.where.trajectory), COLLEAGUE, status=404)
    work.get(at("side", lived.where.trajectory, lived.a), COLLEAGUE, status=404)


def test_what_was_added_to_the_trajectory_since_does_not_reach_those_who_think_along(
    work: AtWork,
) -> None:
    lived = work.lived().preparing()
    address = shared(work, lived)
    lived.desk(RaiseConcern(lived.b, "threat", "Belde boos."))
    assert "Dreiging" not in work.get(address, COLLEAGUE)


def test_a_line_that_was_taken_away_is_not_shared(work: AtWork) -> None:
    lived = work.lived().preparing()
    page, fields = page_of(work, lived)
    kept = [one for one in fields["lines"] if not one.startswith("event")]
    answer = work.client().post(page, {**fields, **said(work), "lines": kept})
    assert "Wat er gebeurde" not in work.get(answer["Location"], COLLEAGUE)


def test_it_ends_by_itself_and_is_then_the_page_of_what_never_was(work: AtWork) -> None:
    lived = work.lived().preparing()
    address = shared(work, lived)
    work.service.tick(days=14)
    work.clients.clear()
    assert ASKED in work.get(address, COLLEAGUE)
    work.service.tick(days=1)
    work.clients.clear()
    nowhere = work.client(COLLEAGUE).get(at("reflection", "0" * 32))
    for answer in (
        work.client(COLLEAGUE).get(address),
        work.client(COLLEAGUE).post(address, {"thought": "Te laat.", "before": ""}),
    ):
        assert (answer.status_code, answer.content) == (404, nowhere.content)
    assert "Niemand vraagt u nu iets" in text_of(work.get(at("reflections"), COLLEAGUE))
    mine = text_of(work.get(address))
    assert "Het is geëindigd: niemand anders leest het nog." in mine
    assert ASKED in mine
    assert "geëindigd" in text_of(work.get(at("reflections")))


def test_its_mediator_ends_it_sooner_and_keeps_what_colleagues_wrote(work: AtWork) -> None:
    lived = work.lived().preparing()
    address = shared(work, lived)
    answer = work.send(address, COLLEAGUE, having="thought", thought="Vraag het haar zelf.")
    assert answer.status_code == 302
    mine = text_of(work.get(address))
    assert "Jan Vos Vraag het haar zelf." in mine
    assert "Anna Prins Schreef nog niets." in mine
    for _twice in range(2):
        assert work.client().post(f"{address}einde/").status_code == 302
    work.get(address, COLLEAGUE, status=404)
    assert "Vraag het haar zelf." in work.get(address)
    assert work.client(COLLEAGUE).post(f"{address}einde/").status_code == 404


def test_readers_write_to_its_mediator_alone_and_an_old_page_loses_nothing(work: AtWork) -> None:
    lived = work.lived().preparing()
    address = shared(work, lived)
    old = form_fields(work.get(address, COLLEAGUE), "thought")
    assert work.send(address, COLLEAGUE, having="thought", thought="Eerst dit.").status_code == 302
    assert "Eerst dit." not in work.get(address, LEAD)
    stale = work.client(COLLEAGUE).post(address, {**old, "thought": "Uit een oud scherm."})
    page = stale.content.decode()
    assert stale.status_code == 409
    assert "Uit een oud scherm." in page
    assert "Eerst dit." in page
    again = {**form_fields(page, "thought"), "thought": "Uit een oud scherm."}
    assert work.client(COLLEAGUE).post(address, again).status_code == 302
    assert "Uit een oud scherm." in work.get(address)


def test_who_knows_somebody_steps_back(work: AtWork) -> None:
    address = shared(work, work.lived().preparing())
    assert work.client(COLLEAGUE).post(f"{address}verder-niet/").status_code == 302
    work.get(address, COLLEAGUE, status=404)
    assert work.client(COLLEAGUE).post(f"{address}verder-niet/").status_code == 404
    assert "Jan Vos trok zich terug en leest niet verder." in text_of(work.get(address))


def offered(work: AtWork, lived: Lived) -> str:
    return text_of(work.get(at("think_over", lived.where.trajectory)))


def test_who_mediates_here_or_did_or_is_called_as_somebody_in_it_is_not_offered(
    work: AtWork,
) -> None:
    lived = work.lived().preparing()
    assert "Jan Vos" in offered(work, lived)
    assert "Anna Prins" in offered(work, lived)
    assert "Tom Smit" not in offered(work, lived)  # who plans mediates nothing
    Account.objects.filter(pk=LEAD).update(name=lived.view(lived.b).first_name)
    assert "Anna Prins" not in offered(work, lived)
    assert f"{lived.view(lived.b).first_name}" not in offered(work, lived)
    beside(work, lived)
    assert "Er is geen collega die u kunt vragen" in offered(work, lived)
    address, fields = at("think_over", lived.where.trajectory), {"shown": "", "key": "k"}
    sent = work.client().post(address, {**fields, **said(work)})
    assert (sent.status_code, ReflectionRow.objects.count()) == (409, 0)


def test_a_former_mediator_is_not_offered_and_what_they_shared_ends_with_their_leaving(
    work: AtWork,
) -> None:
    lived = work.lived().preparing()
    address = shared(work, lived, readers=[LEAD])
    hand_over(work, lived)
    work.get(address, LEAD, status=404)
    work.get(address, MEDIATOR.id, status=404)
    assert "Nog niets." in text_of(work.get(at("reflections")))
    page = text_of(work.get(at("think_over", lived.where.trajectory), COLLEAGUE))
    assert "Mieke de Boer" not in page.split("Wie denkt er mee?")[1]


@pytest.mark.parametrize(
    ("days", "says"),
    [(-1, "Die dag is voorbij."), (29, "Dat is meer dan vier weken.")],
)
def test_a_day_that_cannot_be_is_said_and_the_text_is_kept(
    work: AtWork, days: int, says: str
) -> None:
    lived = work.lived().preparing()
    address, fields = page_of(work, lived)
    on = boxes("until", day(work.service.now) + timedelta(days=days))
    answer = work.client().post(address, {**fields, **said(work, **on)})
    page = answer.content.decode()
    assert (answer.status_code, says in page, ASKED in page) == (200, True, True)
    assert not ReflectionRow.objects.exists()


def test_a_name_in_the_question_is_pointed_at_and_goes_only_when_it_is_none(work: AtWork) -> None:
    lived = work.lived().preparing()
    name = lived.view(lived.a).first_name
    address, fields = page_of(work, lived)
    named = said(work, question=f"{name} twijfelt. Ga ik te snel?")
    answer = work.client().post(address, {**fields, **named})
    assert f"Hier staat een naam of plaats uit dit traject: {name}." in answer.content.decode()
    assert f"{name} twijfelt." in answer.content.decode()
    assert not ReflectionRow.objects.exists()
    sent = work.client().post(address, {**fields, **named, "no_name": "on"})
    assert (sent.status_code, ReflectionRow.objects.count()) == (302, 1)


def test_a_trajectory_that_changed_meanwhile_is_looked_at_again_and_nothing_is_lost(
    work: AtWork,
) -> None:
    lived = work.lived().preparing()
    address, fields = page_of(work, lived)
    lived.desk(RaiseConcern(lived.b, "threat", "Belde boos."))
    answer = work.client().post(address, {**fields, **said(work)})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Er is iets veranderd" in text_of(page)
    assert ASKED in page
    assert "Open zorg: Dreiging" in text_of(page)
    assert not ReflectionRow.objects.exists()
    once = {**form_fields(page, "shown"), "lines": fields["lines"], **said(work)}
    for _double in range(2):
        assert work.client().post(address, once).status_code == 302
    assert ReflectionRow.objects.count() == 1


def test_only_who_mediates_a_trajectory_lays_it_before_others(work: AtWork) -> None:
    lived = work.lived().preparing()
    address = at("think_over", lived.where.trajectory)
    for account in (COLLEAGUE, LEAD, INTAKE.id, PLANNER.id):
        work.get(address, account, status=404)
    assert "Doordenken met collega" in text_of(work.get(at("trajectory", lived.where.trajectory)))
    assert "Doordenken met collega" not in text_of(
        work.get(at("trajectory", lived.where.trajectory), LEAD)
    )
    new = work.lived().signed_up()
    work.get(at("think_over", new.where.trajectory), status=404)


def test_each_reading_is_in_the_access_log_and_the_person_it_is_about_is_told_nothing_of_it(
    work: AtWork,
) -> None:
    lived = work.lived().preparing()
    address = shared(work, lived)
    for _twice in range(2):
        work.get(address, COLLEAGUE)
    read = [line for line in log(work.service) if line.what is What.REFLECTION]
    assert [(line.who, line.trajectory) for line in read] == [
        (COLLEAGUE, lived.where.trajectory)
    ] * 2


def test_what_is_taken_along_stands_with_one_side(work: AtWork) -> None:
    lived = work.lived().preparing()
    t = lived.where.trajectory
    assert at("act", t, lived.a, "meenemen") in work.get(shared(work, lived))
    answer = work.send(at("act", t, lived.a, "meenemen"), text="Langzamer beginnen.")
    assert answer.status_code == 302
    assert "Langzamer beginnen." in work.get(at("side", t, lived.a))
    assert "Langzamer beginnen." not in work.get(at("side", t, lived.b))
    assert "Nam iets mee uit intervisie" in text_of(work.get(at("trajectory", t)))
