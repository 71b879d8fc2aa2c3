"""A death: sure before it is written down, told by a person, and nothing of it on anybody's page (A17, §1.3)."""

import pytest

from tests.doors.desk_at_work import AtWork, work
from tests.doors.pages import text_of
from tests.doors.test_desk_care import act, desk_of, without_keys
from tests.doors.test_desk_roles import at
from tests.journal.service import INTAKE, MEDIATOR, PLANNER
from visavis.mediation.words import PartyState
from visavis.people import signing_in

__all__ = ["work"]

P = PartyState
RELATIVE = {"heard": "relative", "first": "Zijn zus, aan de telefoon"}


def pages_of(client, *more: str) -> list[bytes]:
    found = ["/plek/", "/plek/schrijven/", "/plek/mensen/", "/plek/later/", *more]
    return [without_keys(client.get(one).content) for one in found]


@pytest.mark.parametrize("led", ["asked", "answered", "ready"])
@pytest.mark.parametrize("account", [MEDIATOR.id, INTAKE.id])
def test_the_others_pages_do_not_change_by_a_byte(work: AtWork, led: str, account: str) -> None:
    lived = work.lived()
    getattr(lived, led)()
    other = lived.client(lived.a)
    before = pages_of(other)
    assert work.send(act(lived, lived.b, "overleden"), account, **RELATIVE).status_code == 302
    assert desk_of(work, lived).side(lived.b).state is P.DECEASED
    assert pages_of(other) == before


def test_one_source_is_not_enough_and_what_was_typed_stands_there_still(work: AtWork) -> None:
    lived = work.lived().answered()
    address = act(lived, lived.b, "overleden")
    page = work.send(address, heard="sources", first="De krant", second="").content.decode()
    assert "Wees eerst zeker: twee bronnen, of een familielid." in text_of(page)
    assert 'value="De krant"' in page
    assert desk_of(work, lived).side(lived.b).state is P.EXPLORING
    same = work.send(address, heard="sources", first="De krant", second="De  krant ")
    assert "Wees eerst zeker" in text_of(same.content.decode())
    done = work.send(address, heard="sources", first="De krant", second="De gemeente")
    assert done.status_code == 302


def test_whoever_waits_is_told_by_a_person_and_the_task_leads_to_that_form(work: AtWork) -> None:
    lived = work.lived().answered()
    work.send(act(lived, lived.b, "overleden"), **RELATIVE)
    page = work.get(at("today"))
    told = act(lived, lived.a, "overlijden-verteld")
    assert "De ander is overleden. Vertel het zelf, in een gesprek." in text_of(page)
    assert f'href="{told}"' in page
    other = lived.client(lived.a)
    before = pages_of(other)
    assert "Kant B" in text_of(work.get(told))
    assert work.send(told, about=lived.b).status_code == 302
    assert pages_of(other) == before
    assert told not in work.get(at("today"))
    assert "Vertelde over een overlijden" in text_of(
        work.get(at("trajectory", lived.where.trajectory))
    )


def test_nobody_comes_in_any_more_with_the_words_of_who_died(work: AtWork) -> None:
    lived = work.lived().answered()
    client, words = lived.client(lived.b), lived.words
    assert client.get("/plek/").status_code == 200
    work.send(act(lived, lived.b, "overleden"), **RELATIVE)
    assert client.get("/plek/").status_code == 302
    assert client.post("/plek/in/", {"words": words}).status_code != 302
    assert not signing_in.has_place(lived.b)


def test_what_lay_ready_to_be_passed_on_goes_nowhere(work: AtWork) -> None:
    lived = work.lived().ready()
    lived.offered(lived.released())
    work.service.tick(days=4)
    address = at("by_hand")
    assert "Kant B" in text_of(work.get(address))
    work.send(act(lived, lived.b, "overleden"), **RELATIVE)
    assert "Kant B" not in text_of(work.get(address))


def test_there_is_nobody_to_tell_where_nobody_died_and_the_planner_records_no_death(
    work: AtWork,
) -> None:
    lived = work.lived().answered()
    assert "Er valt hier nu niets te kiezen." in text_of(
        work.get(act(lived, lived.a, "overlijden-verteld"))
    )
    work.get(act(lived, lived.b, "overleden"), PLANNER.id, status=404)
