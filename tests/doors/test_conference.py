"""A group meeting at both doors: a name is nothing for the others until it stands on the list, and a no never is."""

import pytest
from django.test import Client

from tests.doors.desk_at_work import AtWork, work
from tests.doors.lived import DAAN, EVA, TALK, Lived
from tests.doors.pages import form_fields, text_of
from tests.doors.test_appointments import mine, read, send
from tests.doors.test_desk_roles import at
from tests.journeys.paper import text_of as text_of_pdf
from visavis.journal.see import history
from visavis.mediation.appointments import Reconfirm
from visavis.mediation.around import InviteSupporter
from visavis.mediation.conference import AnswerAttendees
from visavis.mediation.entries import Audience
from visavis.mediation.safety import CheckSafety

__all__ = ["work"]

PAGES = (
    "/plek/",
    "/plek/mensen/",
    "/plek/mensen/erbij/",
    "/plek/mensen/erbij/allen/",
    "/plek/afspraken/",
)
SHOWN = "Eva, een vriendin"


def pages(client: Client) -> list[str]:
    return [read(client, path) for path in PAGES]


def test_whom_one_names_is_read_by_the_mediator_and_by_nobody_else(work: AtWork) -> None:
    lived = work.lived().ready("conference")
    lived.own(InviteSupporter("5" * 32, "Eva Smit", ("come_along",)), lived.a)
    a, b = lived.client(lived.a), lived.client(lived.b)
    before = pages(b)
    assert "Wilt u iemand meenemen?" in read(a, "/plek/") or "Waar mag het" in read(a, "/plek/")
    said = {"guest": "5" * 32, "shown_as": SHOWN, "released": "no"}
    assert send(a, "/plek/mensen/erbij/nieuw/", **said).status_code == 302
    (one,) = lived.view(lived.a).group.mine
    assert (one.name, one.released, one.guest) == ("Eva Smit", False, "5" * 32)
    assert "Alleen uw bemiddelaar weet dat u aan deze persoon denkt." in read(a, PAGES[2])
    t = lived.where.trajectory
    assert "Eva Smit" in text_of(work.get(at("side", t, lived.a)))
    assert send(a, f"/plek/mensen/erbij/{one.attendee}/", released="yes").status_code == 302
    assert lived.view(lived.a).group.mine[0].released
    assert pages(b) == before
    assert send(a, f"/plek/mensen/erbij/{one.attendee}/niet/").status_code == 302
    assert lived.view(lived.a).group.mine == ()


def test_somebody_without_a_name_is_asked_for_one(work: AtWork) -> None:
    lived = work.lived().ready("conference")
    a = lived.client(lived.a)
    sent = send(a, "/plek/mensen/erbij/nieuw/", released="yes")
    assert "Vul een naam in." in text_of(sent.content.decode())
    assert a.get(f"/plek/mensen/erbij/{DAAN}/").status_code == 404


def test_the_desk_puts_one_list_and_each_answers_apart_with_no_trace_for_the_other(
    work: AtWork,
) -> None:
    lived = work.lived().ready("conference").in_a_group()
    t = lived.where.trajectory
    put = at("between", t, "wie-komt-erbij")
    assert "mag op de lijst als “Eva, een vriendin”" in text_of(work.get(put))
    assert work.send(put, names=[SHOWN, "Daan, mijn broer"]).status_code == 302
    a, b = lived.client(lived.a), lived.client(lived.b)
    assert "Hier ligt een lijst van wie er mee zouden komen." in read(b, "/plek/")
    before = pages(a)
    said = {"choice": "no", "said": "Liever niet Eva."}
    assert send(b, "/plek/mensen/erbij/allen/", **said).status_code == 302
    assert "U zei nee tegen deze lijst." in read(b, PAGES[2])
    assert pages(a) == before
    page = text_of(work.get(put))
    assert "Liever niet Eva." in page
    assert "Zegt nee tegen de lijst zoals die er ligt" in page
    assert "Liever niet Eva." not in text_of(work.get(at("side", t, lived.a)))
    assert work.send(put, names=["Daan, mijn broer"]).status_code == 302
    after = read(a, PAGES[3])
    assert SHOWN not in after
    assert "Liever niet" not in after


def test_a_list_that_changed_meanwhile_is_answered_anew_on_screen_and_at_the_desk(
    work: AtWork,
) -> None:
    lived = work.lived().ready("conference").in_a_group().listed()
    a, where = lived.client(lived.a), "/plek/mensen/erbij/allen/"
    told = at("told", lived.where.trajectory, lived.b, "zegt-van-lijst")
    fields = form_fields(a.get(where).content.decode())
    at_the_desk = form_fields(work.get(told))
    put = at("between", lived.where.trajectory, "wie-komt-erbij")
    assert work.send(put, names=[SHOWN]).status_code == 302
    sent = a.post(where, fields | {"choice": "yes"})
    assert "Er is nu een andere lijst." in text_of(sent.content.decode())
    answers = {"accepts": "yes", "via": "phone", "version_hash": at_the_desk["version_hash"]}
    late = work.send(told, **answers)
    assert "De lijst is veranderd." in text_of(late.content.decode())
    assert [lived.view(who).group.accepts for who in (lived.a, lived.b)] == [None, None]


def test_whoever_comes_along_is_prepared_on_their_side_and_stands_on_one_side_only(
    work: AtWork,
) -> None:
    lived = work.lived().ready("conference").in_a_group()
    t = lived.where.trajectory
    answers = {"attendee": EVA, "name": "Eva Smit", "consents": "yes", "signed": "yes"}
    assert work.send(at("act", t, lived.a, "erbij-voorbereid"), **answers).status_code == 302
    wrong = work.send(at("act", t, lived.b, "erbij-voorbereid"), **(answers | {"attendee": DAAN}))
    assert "staat al naast iemand anders" in text_of(wrong.content.decode())
    for language, word in (("nl", "Mijn handtekening"), ("en", "My signature")):
        sheet = work.client().get(at("attendee_paper", t, lived.a, language))
        assert word in text_of_pdf(sheet.content)
    assert work.client().get(at("attendee_paper", t, lived.a, "fr")).status_code == 404


def held(work: AtWork) -> Lived:
    lived = work.lived().ready("conference").in_a_group().listed().agreed_who_comes()
    lived.plan(TALK, form="conference")
    return lived


def test_seats_turns_and_end_stand_on_each_page_and_the_desk_records_who_came(
    work: AtWork,
) -> None:
    lived = held(work)
    a, t = lived.client(lived.a), lived.where.trajectory
    page = read(a, "/plek/afspraken/")
    for said in (
        "Een kring. Naast ieder de eigen mensen.",
        "Een voorwerp gaat rond.",
        "Soep in de keuken.",
    ):
        assert said in page
    sheet = text_of_pdf(a.get(f"/plek/afspraken/{mine(lived, lived.a)}/papier/").content)
    assert "Soep in de keuken." in sheet
    lived.tick(days=5)
    for party in (lived.a, lived.b):
        lived.own(Reconfirm(), party)
        lived.desk(CheckSafety(party))
    where = at("between", t, "gesprek-gehouden")
    assert "Wie kwam er mee?" in text_of(work.get(where))
    said = {"contact": TALK, "minutes": "90", "stopped": "no", "recorded": "no"}
    came = [SHOWN, "Daan, mijn broer"]
    assert work.send(where, who_came=came, **said).status_code == 302
    assert "Wie er meekwamen: Daan, mijn broer; Eva, een vriendin" in read(
        lived.client(lived.b), "/plek/afspraken/"
    )
    assert "Bel wie zij meenamen naar het groepsgesprek" in text_of(work.get(at("today")))


@pytest.mark.parametrize("audience", [Audience.PLANNER, Audience.INTAKE, Audience.SUPERVISOR])
def test_a_no_to_the_list_is_read_by_who_mediates_and_by_no_other_colleague(
    work: AtWork, audience: Audience
) -> None:
    lived = work.lived().ready("conference").in_a_group().listed()
    exact = lived.view(lived.b).group.version_hash
    lived.own(AnswerAttendees(exact, False, "Liever niet Eva."), lived.b)
    seen = history(lived.where.trajectory, work.service.desk, work.service.now, audience)
    assert "Liever niet Eva." not in repr(seen)
    theirs = history(lived.where.trajectory, work.service.desk, work.service.now, Audience.MEDIATOR)
    assert "Liever niet Eva." in repr(theirs)
