"""When something is wrong: what the practice lead decides, who mediates, and what each of them reaches."""

import re
from typing import Any

import pytest

from tests.doors.desk_at_work import AtWork, work
from tests.doors.lived import Lived
from tests.doors.pages import form_fields, text_of
from tests.doors.test_desk_roles import COLLEAGUE, at
from tests.journal.service import INTAKE, LEAD, MEDIATOR, PLANNER
from visavis.journal.see import see_desk
from visavis.journal.worklist import tasks_of
from visavis.mediation.course import Pause
from visavis.mediation.exploring import AddNote
from visavis.mediation.mediator import AskForAnotherMediator
from visavis.mediation.safety import AskApproval
from visavis.mediation.words import PartyState
from visavis.mediation.worries import AskDecision, RaiseConcern, SayWorry
from visavis.people.models import Account

__all__ = ["work"]

P = PartyState
NOT_THE_LEAD = (MEDIATOR.id, INTAKE.id, PLANNER.id)


def act(lived: Lived, party: str, slug: str) -> str:
    return at("act", lived.where.trajectory, party, slug)


def assign(work: AtWork, lived: Lived, party: str, to: str = COLLEAGUE, **more: Any) -> Any:
    address = at("change_mediator", lived.where.trajectory, party)
    return work.send(address, PLANNER.id, mediator=to, knows_nobody="on", **more)


def second(work: AtWork, lived: Lived, to: str = COLLEAGUE) -> Any:
    address = at("co_mediator", lived.where.trajectory)
    return work.send(address, PLANNER.id, mediator=to, knows_nobody="on")


def everything(work: AtWork, lived: Lived, account: str = MEDIATOR.id) -> list[bytes]:
    """All that a member of staff sees of a trajectory and of their lists, without one-time keys."""
    t = lived.where.trajectory
    pages = [at("today"), at("trajectories"), at("trajectory", t) + "?alles=1"]
    pages += [at("side", t, party) for party in (lived.a, lived.b)]
    return [without_keys(work.get(page, account).encode()) for page in pages]


def without_keys(page: bytes) -> bytes:
    return re.sub(rb'name="(csrfmiddlewaretoken|key|token)" value="[^"]*"', b"", page)


def desk_of(work: AtWork, lived: Lived) -> Any:
    return see_desk(lived.where.trajectory, work.service.desk, work.service.now).view


# What the practice lead decides


def test_what_waits_for_the_practice_lead_stands_on_their_today_and_nobody_elses(
    work: AtWork,
) -> None:
    lived = work.lived().preparing()
    lived.desk(RaiseConcern(lived.a, "threat", "Hij belde."))
    lived.desk(AskDecision(lived.a, "threat"))
    lived.desk(AskApproval(lived.a))
    page = text_of(work.get(at("today"), LEAD.id))
    for line in ("Kan het verder met deze zorg? Beslis.", "Kijk hier een tweede keer naar"):
        assert line in page
        for account in NOT_THE_LEAD:
            assert line not in text_of(work.get(at("today"), account))


def test_the_practice_lead_decides_and_the_mediator_reads_what_and_why(work: AtWork) -> None:
    lived = work.lived().preparing()
    lived.desk(RaiseConcern(lived.a, "threat", "Hij belde."))
    lived.desk(AskDecision(lived.a, "threat"))
    address = act(lived, lived.a, "beslissing")
    assert "Dreiging · Hij belde." in text_of(work.get(address, LEAD.id))
    said = {"flag": "threat", "decision": "go_on", "words": "Met een vast belmoment."}
    assert work.send(address, LEAD.id, **said).status_code == 302
    assert not desk_of(work, lived).side(lived.a).file.open_worries
    assert "De werkbegeleider heeft beslist." in text_of(work.get(at("today")))
    side = text_of(work.get(at("side", lived.where.trajectory, lived.a)))
    assert "Met een vast belmoment." in side
    assert "Er valt hier nu niets te kiezen." in text_of(work.get(address, LEAD.id))


def test_what_is_the_practice_leads_is_nobody_elses_to_decide(work: AtWork) -> None:
    lived = work.lived().preparing()
    t = lived.where.trajectory
    for account in NOT_THE_LEAD:
        work.get(act(lived, lived.a, "beslissing"), account, status=404)
        work.get(act(lived, lived.a, "gevaar-naar-buiten"), account, status=404)
        work.get(at("between", t, "tweede-blik"), account, status=404)


def test_the_second_look_shows_safety_and_who_mediates_and_its_terms_reach_the_mediator(
    work: AtWork,
) -> None:
    lived = work.lived().preparing()
    t = lived.where.trajectory
    assert work.send(at("between", t, "tweede-blik-vragen")).status_code == 302
    address = at("between", t, "tweede-blik")
    assert "De veiligheid is nog niet bekeken" in text_of(work.get(address, LEAD.id))
    sent = work.send(act(lived, lived.a, "veiligheid"), note="Rustig.")
    assert sent.status_code == 302
    assert "Veiligheid bekeken op" in text_of(work.get(address, LEAD.id))
    said = {"approved": "yes", "reason": "Met z’n tweeën."}
    assert work.send(address, LEAD.id, **said).status_code == 302
    assert desk_of(work, lived).desk.approved
    assert "Met z’n tweeën." in text_of(work.get(at("trajectory", t)))


def test_who_asks_for_a_second_look_lets_the_planner_choose_a_second_mediator(
    work: AtWork,
) -> None:
    lived = work.lived().preparing()
    work.send(at("between", lived.where.trajectory, "tweede-blik-vragen"))
    line = "Er is een tweede bemiddelaar nodig. Kies er een."
    assert line in text_of(work.get(at("today"), PLANNER.id))
    assert second(work, lived).status_code == 302
    assert line not in text_of(work.get(at("today"), PLANNER.id))


def test_stopping_for_safety_from_the_desk(work: AtWork) -> None:
    lived = work.lived().preparing()
    said = {"to": "pause", "flag": "threat", "reason": "Hij schreeuwde."}
    other = lived.client(lived.b)
    before = without_keys(other.get("/plek/").content)
    sent = work.send(act(lived, lived.a, "stoppen-veiligheid"), **said)
    assert sent.status_code == 302
    assert (lived.view(lived.a).state, lived.view(lived.b).state) == (P.PAUSED, P.PREPARING)
    place = text_of(lived.client(lived.a).get("/plek/").content.decode())
    assert "Wij zijn voor nu gestopt." in place
    assert "Hij schreeuwde." not in place
    assert without_keys(other.get("/plek/").content) == before
    assert "Iemands weg is gestopt" in text_of(work.get(at("today"), LEAD.id))
    assert "Bel deze persoon." in text_of(work.get(at("today")))


def test_stopping_for_good_rounds_off(work: AtWork) -> None:
    lived = work.lived().preparing()
    said = {"to": "closing", "flag": "threat", "reason": "Hij schreeuwde."}
    work.send(act(lived, lived.b, "stoppen-veiligheid"), LEAD.id, **said)
    assert lived.view(lived.b).state is P.CLOSING


def test_a_ban_and_its_permission_stand_in_view_of_staff_on_one_side_alone(work: AtWork) -> None:
    lived = work.lived().preparing()
    work.send(act(lived, lived.a, "contactverbod"), authority="Het vonnis van maart")
    side = at("side", lived.where.trajectory, lived.a)
    assert "Het vonnis van maart" in text_of(work.get(side))
    said = {"authority": "Het vonnis van maart", "letter": "Officier, 3 mei. Map 4."}
    assert work.send(act(lived, lived.a, "toestemming-contact"), **said).status_code == 302
    assert "schriftelijk toegestaan" in text_of(work.get(side))
    assert "Het vonnis" not in work.get(at("side", lived.where.trajectory, lived.b))


def test_what_somebody_says_worries_them_is_called_about_and_then_named(work: AtWork) -> None:
    lived = work.lived().preparing()
    lived.own(SayWorry("Hij belt mij.", "threat"), lived.a)
    assert "Iets geeft hun zorgen. Bel." in text_of(work.get(at("today")))
    address = act(lived, lived.a, "zorg-besproken")
    assert "Ik ben bang voor iemand · Hij belt mij." in text_of(work.get(address))
    assert work.send(address, flag="threat", note="Hij belt haar.").status_code == 302
    assert lived.view(lived.a).worries_said == ()
    assert [w.flag for w in desk_of(work, lived).side(lived.a).file.open_worries] == ["threat"]


# Danger told outside


def test_a_danger_goes_from_mediator_to_practice_lead_to_the_outside_and_back_to_the_person(
    work: AtWork,
) -> None:
    lived = work.lived().preparing()
    text = "Een kind van zes wordt geslagen."
    said = {"cause": "child_abuse", "recipient": "Veilig Thuis", "talked": "yes", "text": text}
    assert work.send(act(lived, lived.a, "gevaar"), **said).status_code == 302
    assert "Er is gevaar gemeld. Beslis vandaag." in text_of(work.get(at("today"), LEAD.id))
    decide = act(lived, lived.a, "gevaar-naar-buiten")
    page = text_of(work.get(decide, LEAD.id))
    assert text in page
    assert "Ja, ik sprak met deze persoon" in page
    danger = desk_of(work, lived).side(lived.a).file.dangers[0].danger
    assert work.send(decide, LEAD.id, danger=danger).status_code == 302
    told = act(lived, lived.a, "gevaar-verteld")
    assert text in text_of(work.get(told))
    place = lived.client(lived.a)
    assert "Veilig Thuis" not in place.get("/plek/").content.decode()
    words = "Op 3 mei vertelden wij Veilig Thuis dat een kind gevaar loopt."
    assert work.send(told, danger=danger, words=words).status_code == 302
    for address in ("/plek/", "/plek/vragen/hulp/"):
        page = text_of(place.get(address).content.decode())
        assert words in page
        assert "kind van zes" not in page
    assert "Veilig Thuis" not in lived.client(lived.b).get("/plek/").content.decode()


def test_what_the_practice_lead_keeps_inside_comes_back_with_its_reason(work: AtWork) -> None:
    lived = work.lived().preparing()
    said = {"cause": "imminent", "recipient": "Politie", "talked": "no", "text": "Hij dreigt."}
    work.send(act(lived, lived.a, "gevaar"), **said)
    danger = desk_of(work, lived).side(lived.a).file.dangers[0].danger
    keep = act(lived, lived.a, "gevaar-niet-naar-buiten")
    assert work.send(keep, LEAD.id, danger=danger, why="Er is al hulp.").status_code == 302
    assert "Er is al hulp." in text_of(work.get(at("side", lived.where.trajectory, lived.a)))
    assert "De werkbegeleider heeft beslist." in text_of(work.get(at("today")))
    gone = text_of(work.get(act(lived, lived.a, "gevaar-naar-buiten"), LEAD.id))
    assert "Er valt hier nu niets te kiezen." in gone


def test_a_danger_is_seen_by_nobody_but_mediators_and_practice_lead(work: AtWork) -> None:
    lived = work.lived().preparing()
    said = {"cause": "child_abuse", "recipient": "Veilig Thuis", "talked": "yes", "text": "Slaat."}
    work.send(act(lived, lived.a, "gevaar"), **said)
    for account in (INTAKE.id, PLANNER.id):
        for page in everything(work, lived, account):
            assert b"Slaat." not in page
            assert b"Veilig Thuis" not in page


# Another mediator


def test_asking_for_another_mediator_changes_no_byte_of_what_the_mediator_sees(
    work: AtWork,
) -> None:
    lived = work.lived().preparing()
    work.service.tick(days=2)
    idle = everything(work, lived)
    lived.own(AskForAnotherMediator(), lived.a)
    assert everything(work, lived) == idle


def test_the_planner_reads_who_asked_and_what_everyone_carries_and_assigns_another(
    work: AtWork,
) -> None:
    lived = work.lived().preparing()
    lived.own(AskForAnotherMediator(), lived.a)
    line = "Zij vragen om een andere bemiddelaar. Een reden hoeft niet."
    assert line in text_of(work.get(at("today"), PLANNER.id))
    page = text_of(work.get(at("change_mediator", lived.where.trajectory, lived.a), PLANNER.id))
    assert "Kant A, " in page
    assert "Jan Vos: 0 open" in page
    assert "Mieke de Boer: " not in page
    assert assign(work, lived, lived.a).status_code == 302
    assert line not in text_of(work.get(at("today"), PLANNER.id))
    for party in (lived.a, lived.b):
        assert lived.view(party).mediator == "Jan Vos"


def test_the_mediator_of_before_reaches_nothing_any_more_and_the_next_has_the_work(
    work: AtWork,
) -> None:
    lived = work.lived().preparing()
    t = lived.where.trajectory
    lived.own(Pause(), lived.a)
    address = at("side", t, lived.a)
    work.get(address)
    assign(work, lived, lived.a)
    for page in (
        address, at("trajectory", t), act(lived, lived.a, "notitie"), at("told", t, lived.b, "pauze"),
        at("place", t, lived.a), at("paper_letter", t, lived.a),
    ):  # fmt: skip
        work.get(page, status=404)
    assert "Wilgenroos" not in work.get(at("trajectories"))
    assert "Niets wacht op u." in text_of(work.get(at("today")))
    today = text_of(work.get(at("today"), COLLEAGUE))
    assert "Zij vroegen om pauze." in today
    assert "U bent hun nieuwe bemiddelaar." in today
    work.get(address, COLLEAGUE)
    work_of = {item.mediator for item in tasks_of(work.service.desk, t) if item.mediator}
    assert work_of == {COLLEAGUE}


def test_only_what_each_agreed_to_goes_over_and_it_can_be_agreed_later(work: AtWork) -> None:
    lived = work.lived().preparing()
    t = lived.where.trajectory
    for party in (lived.a, lived.b):
        lived.desk(AddNote(party, f"Notitie over {party}."))
    assign(work, lived, lived.a)
    sides = {party: at("side", t, party) for party in (lived.a, lived.b)}
    for party, address in sides.items():
        page = work.get(address, COLLEAGUE)
        assert f"Notitie over {party}." not in page
        assert "Ik wil drie dingen vragen." not in page
    client = lived.client(lived.b)
    assert "is Jan Vos uw bemiddelaar." in text_of(client.get("/plek/").content.decode())
    page = "/plek/vragen/hulp/wie/lezen/"
    for what, notes in ((["notes"], True), ([], False)):
        fields = form_fields(client.get(page).content.decode(), "token")
        fields.pop("what", None)
        assert client.post(page, {**fields, "what": what}).status_code == 302
        assert (f"Notitie over {lived.b}." in work.get(sides[lived.b], COLLEAGUE)) is notes
        assert f"Notitie over {lived.a}." not in work.get(sides[lived.a], COLLEAGUE)


def test_nobody_who_takes_part_reads_who_asked(work: AtWork) -> None:
    lived = work.lived().preparing()
    client = lived.client(lived.b)
    before = [without_keys(client.get(page).content) for page in ("/plek/", "/plek/vragen/hulp/")]
    lived.own(AskForAnotherMediator(), lived.a)
    for page, then in zip(("/plek/", "/plek/vragen/hulp/"), before, strict=True):
        assert without_keys(client.get(page).content) == then
    assign(work, lived, lived.a)
    told = client.get("/plek/").content.decode()
    assert "Jan Vos" in told
    assert "vroeg" not in told


def test_whoever_stays_after_all_is_recorded_so_and_leaves_the_list(work: AtWork) -> None:
    lived = work.lived().preparing()
    lived.own(AskForAnotherMediator(), lived.a)
    t = lived.where.trajectory
    assert work.send(at("stays", t, lived.a), PLANNER.id).status_code == 302
    assert not lived.view(lived.a).asked_for_mediator
    assert "een andere bemiddelaar" not in text_of(work.get(at("today"), PLANNER.id))
    work.get(at("stays", t, lived.a), PLANNER.id, status=404)


def test_who_knows_somebody_does_not_take_over(work: AtWork) -> None:
    lived = work.lived().preparing()
    for address in (
        at("change_mediator", lived.where.trajectory, lived.a),
        at("co_mediator", lived.where.trajectory),
    ):
        sent = work.send(address, PLANNER.id, mediator=COLLEAGUE)
        said = text_of(sent.content.decode())
        assert "Deze bemiddelaar kent een van de mensen. Kies een ander." in said


def test_before_anybody_mediates_there_is_nobody_to_change(work: AtWork) -> None:
    lived = work.lived().signed_up()
    t = lived.where.trajectory
    work.get(at("change_mediator", t, lived.a), PLANNER.id, status=404)
    work.get(at("co_mediator", t), PLANNER.id, status=404)
    work.get(at("change_mediator", t, lived.a), INTAKE.id, status=404)


# A second mediator


def test_a_second_mediator_reaches_the_trajectory_and_leaves_the_gate_to_the_first(
    work: AtWork,
) -> None:
    lived = work.lived().ready()
    t, letter = lived.where.trajectory, lived.released()
    work.get(at("trajectory", t), COLLEAGUE, status=404)
    assert second(work, lived).status_code == 302
    page = text_of(work.get(at("trajectory", t), COLLEAGUE))
    assert "Mieke de Boer en Jan Vos" in page
    assert "Wilgenroos" in work.get(at("trajectories"), COLLEAGUE)
    assert "Wilgenroos" in work.get(at("trajectories"))
    work.get(act(lived, lived.a, "notitie"), COLLEAGUE)
    assert "Niets wacht op u." in text_of(work.get(at("today"), COLLEAGUE))
    work.get(act(lived, lived.a, "vertellen"), COLLEAGUE, status=404)
    address = at("letter", t, lived.a, letter)
    page = work.get(address, COLLEAGUE)
    assert "De eerste bemiddelaar laat hem door of geeft hem terug." in text_of(page)
    assert "<textarea" not in page
    work.get(at("letter_act", t, lived.a, letter, "teruggeven"), COLLEAGUE, status=404)
    place = text_of(lived.client(lived.b).get("/plek/").content.decode())
    assert "Jan Vos bemiddelt mee." in place


def test_a_second_mediator_carries_load_too(work: AtWork) -> None:
    lived = work.lived().preparing()
    second(work, lived)
    page = text_of(work.get(at("change_mediator", lived.where.trajectory, lived.a), PLANNER.id))
    assert "Jan Vos: 1 open" in page


@pytest.mark.parametrize("slug", ["beslissing", "gevaar-naar-buiten"])
def test_a_mediator_who_is_practice_lead_too_is_not_that_here(work: AtWork, slug: str) -> None:
    Account.objects.filter(pk=MEDIATOR.id).update(roles="mediator supervisor")
    lived = work.lived().preparing()
    lived.desk(RaiseConcern(lived.a, "threat", "Hij belde."))
    lived.desk(AskDecision(lived.a, "threat"))
    work.get(act(lived, lived.a, slug), status=404)
    work.get(act(lived, lived.a, slug), LEAD.id)
    assert "Kan het verder met deze zorg?" not in text_of(work.get(at("today")))
    assert "Kan het verder met deze zorg?" in text_of(work.get(at("today"), LEAD.id))
