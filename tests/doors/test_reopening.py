"""Coming back: intake decides how they go on; and nobody is called who wants no calls any more (A33, A34, S44)."""

import pytest

from tests.doors.desk_at_work import AtWork, work
from tests.doors.lived import Lived
from tests.doors.pages import form_fields, text_of, title_of
from tests.doors.test_desk_care import act, desk_of, without_keys
from tests.doors.test_desk_roles import at
from tests.journal.service import INTAKE, MEDIATOR, PLANNER
from visavis.mediation.closing import ChooseClosingSupport, Reopen
from visavis.mediation.words import PartyState

__all__ = ["work"]

P = PartyState


def in_aftercare(lived: Lived) -> Lived:
    lived.preparing().closing(lived.a)
    lived.own(ChooseClosingSupport((), ("4_weeks", "3_months")), lived.a)
    return lived.closed(lived.a)


def back(work: AtWork) -> Lived:
    lived = in_aftercare(work.lived())
    lived.own(Reopen(), lived.a)
    return lived


def decides(work: AtWork, lived: Lived, how: str):
    return work.send(act(lived, lived.a, "terugkomst"), INTAKE.id, how=how)


# Intake decides


def test_intake_decides_that_they_go_on_here_and_the_task_leads_to_that_form(
    work: AtWork,
) -> None:
    lived = back(work)
    address = act(lived, lived.a, "terugkomst")
    assert f'href="{address}"' in work.get(at("today"), INTAKE.id)
    other = lived.client(lived.b)
    before = without_keys(other.get("/plek/").content)
    assert decides(work, lived, "here").status_code == 302
    assert address not in work.get(at("today"), INTAKE.id)
    assert lived.view(lived.a).state is P.EXPLORING
    assert without_keys(other.get("/plek/").content) == before
    for account in (MEDIATOR.id, PLANNER.id):
        work.get(address, account, status=404)


def test_without_a_choice_nothing_is_decided(work: AtWork) -> None:
    lived = back(work)
    assert "Kies eerst een antwoord." in text_of(decides(work, lived, "").content.decode())
    assert act(lived, lived.a, "terugkomst") in work.get(at("today"), INTAKE.id)


def test_who_begins_anew_does_so_in_a_trajectory_of_their_own_and_the_old_one_ends(
    work: AtWork,
) -> None:
    lived = back(work)
    before = without_keys(lived.client(lived.b).get("/plek/").content)
    decides(work, lived, "anew")
    address = at("begin_anew", lived.where.trajectory, lived.a)
    assert f'href="{address}"' in work.get(at("today"), INTAKE.id)
    page = work.get(address, INTAKE.id)
    assert 'value="Noor"' in page
    said = {"first_name": "Noor", "relation": "harmed", "age": "40", "language": "nl"}
    sent = work.send(address, INTAKE.id, via="phone", channel="phone", phone="06 1", **said)
    assert sent.status_code == 302, text_of(sent.content.decode())
    file = desk_of(work, lived).side(lived.a).file
    assert sent["Location"] == at("prepare", file.goes_on_in)
    assert file.goes_on_in != lived.where.trajectory
    assert lived.view(lived.a).state is P.CLOSED
    assert address not in work.get(at("today"), INTAKE.id)
    assert without_keys(lived.client(lived.b).get("/plek/").content) == before
    place = text_of(lived.client(lived.a).get("/plek/").content.decode())
    assert "Het is afgerond." in place
    again = work.client(INTAKE.id).get(address)  # never signed up twice
    assert again["Location"] == at("prepare", file.goes_on_in)
    work.get(address, status=404)


def test_nobody_begins_anew_who_did_not_come_back_for_that(work: AtWork) -> None:
    lived = back(work)
    address = at("begin_anew", lived.where.trajectory, lived.a)
    work.get(address, INTAKE.id, status=404)
    decides(work, lived, "here")
    work.get(address, INTAKE.id, status=404)


def test_it_is_not_offered_about_who_never_left(work: AtWork) -> None:
    lived = work.lived().preparing()
    side = at("side", lived.where.trajectory, lived.a)
    assert "Ze kwamen terug" not in text_of(work.get(side, INTAKE.id))


# The person ends aftercare


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_who_wants_no_calls_any_more_says_so_in_one_step(lived, prefix):
    in_aftercare(lived)
    client = lived.client(lived.a)
    later, enough = f"{prefix}/plek/later/", f"{prefix}/plek/later/genoeg/"
    assert enough in client.get(later).content.decode()
    page = client.get(enough).content.decode()
    assert title_of(page).startswith("Later")
    assert client.post(enough, form_fields(page, "token")).status_code == 302
    assert lived.view(lived.a).state is P.CLOSED
    after = client.get(later).content.decode()
    assert enough not in after
    assert ("You can always come back" if prefix else "U kunt altijd terugkomen") in text_of(after)


def test_the_day_it_is_erased_is_named_and_the_days_to_call_are_gone(lived):
    in_aftercare(lived)
    client = lived.client(lived.a)
    assert "Wij bellen u rond deze dagen" in text_of(client.get("/plek/later/").content.decode())
    enough = "/plek/later/genoeg/"
    client.post(enough, form_fields(client.get(enough).content.decode(), "token"))
    page = text_of(client.get("/plek/later/").content.decode())
    assert "Wij bellen u rond deze dagen" not in page
    assert "Wij wissen uw gegevens op" in page


def test_whoever_is_not_called_reads_so_and_nothing_changes(lived):
    lived.preparing()
    client = lived.client(lived.a)
    page = client.get("/plek/later/genoeg/").content.decode()
    assert "Er zijn geen telefoontjes gepland" in text_of(page)
    sent = client.post("/plek/later/genoeg/", form_fields(page, "token"))
    assert "Er is niets veranderd." in text_of(sent.content.decode())
    assert lived.view(lived.a).state is P.PREPARING


def test_it_is_told_by_telephone_too_and_the_promise_to_call_is_gone(work: AtWork) -> None:
    lived = in_aftercare(work.lived())
    address = at("told", lived.where.trajectory, lived.a, "nazorg-genoeg")
    assert work.send(address, via="phone").status_code == 302
    assert lived.view(lived.a).state is P.CLOSED
    assert "Zij beëindigden de nazorg zelf." in text_of(work.get(at("today")))
