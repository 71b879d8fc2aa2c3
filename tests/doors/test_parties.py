"""Several people on a side: each their own half, their own forms, and a barrier of their own (domain §1.3)."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.bad_input.routes import does
from tests.doors.desk_at_work import AtWork, work
from tests.doors.lived import Lived
from tests.doors.pages import text_of, title_of
from tests.doors.test_desk_roles import at
from tests.journal.service import INTAKE, MEDIATOR, PLANNER
from visavis.doors.desk import desk_acts, told_acts
from visavis.mediation.approach import AnswerApproach, Decline
from visavis.mediation.entries import PartyId
from visavis.mediation.exploring import AddNote
from visavis.mediation.letters import PassLetter
from visavis.mediation.preparation import (
    AgreeForm,
    BeginPreparation,
    ChooseForm,
    ConfirmReady,
    DeclareReady,
    HoldPreparationTalk,
    SetStandingWish,
)
from visavis.mediation.safeguards import REVIEW
from visavis.mediation.telling import SetWhatOtherMayKnow, Tell
from visavis.mediation.terms import day
from visavis.mediation.words import PartyState

__all__ = ["work"]

LEAD = "staff-lead"
ONE_TIME = re.compile(r'name="(csrfmiddlewaretoken|key|token)" value="[^"]*"')
"""Random signs, in which a short name stands by chance."""


def named(work: AtWork, trajectory: str, half: str, account: str = MEDIATOR.id, **answers: str):
    said = {"name": "Freek", "knows_nobody": "on"} | answers
    return work.send(at("name_party", trajectory, half), account, **said)


@pytest.mark.parametrize("account", [MEDIATOR.id, PLANNER.id, LEAD])
@pytest.mark.parametrize("half", ["a", "b"])
def test_one_more_person_is_named_on_the_side_of_the_page(
    work: AtWork, half: str, account: str
) -> None:
    lived = work.lived().answered()
    t = lived.where.trajectory
    page = work.get(at("name_party", t, half), account)
    assert title_of(page).startswith(f"Wilgenroos, Kant {half.upper()}: Nog een persoon")
    assert named(work, t, half, account).status_code == 302
    found = text_of(work.get(at("trajectory", t)))
    assert f"Kant {half.upper()}2" in found
    assert "Freek" in found


def test_s26_refuses_one_whom_the_mediator_may_know(work: AtWork) -> None:
    lived = work.lived().answered()
    sent = work.send(at("name_party", lived.where.trajectory, "b"), name="Freek")
    page = text_of(sent.content.decode())
    assert "Waarborg S26" in page
    assert "Freek" in sent.content.decode()


def test_nobody_is_named_before_it_is_taken_up_or_on_a_side_that_is_none(work: AtWork) -> None:
    new = work.lived().signed_up()
    for account in (PLANNER.id, LEAD):
        work.get(at("name_party", new.where.trajectory, "b"), account, status=404)
    lived = work.lived().answered()
    for half in ("c", "A", "0"):
        work.get(at("name_party", lived.where.trajectory, half), status=404)
    work.get(at("name_party", lived.where.trajectory, "b"), INTAKE.id, status=404)


def test_each_block_bears_its_side_and_its_number_and_stays_so(work: AtWork) -> None:
    lived = work.lived().four()
    t = lived.where.trajectory
    page = work.get(at("trajectory", t))
    blocks = re.findall(
        r'<section class="side side--(.)[^"]*".*?<h2 id="(\w+)">([^<]+)</h2>', page, re.S
    )
    assert blocks == [
        ("a", lived.a, "Kant A1 · begon"),
        ("a", lived.sister, "Kant A2 · aan de kant van wie begon"),
        ("b", lived.b, "Kant B1 · werd gevraagd"),
        ("b", lived.friend, "Kant B2 · werd gevraagd"),
    ]
    assert not re.search('role="tab', page)
    named(work, t, "b", name="Zoë")
    again = work.get(at("trajectory", t))
    assert [label for label in ("Kant B1", "Kant B2", "Kant B3") if label not in again] == []
    assert title_of(work.get(at("side", t, lived.friend))).startswith("Wilgenroos, Kant B2")


@pytest.mark.parametrize("account", [MEDIATOR.id, PLANNER.id, INTAKE.id, LEAD])
def test_the_numbers_are_the_same_for_everyone_at_the_desk(work: AtWork, account: str) -> None:
    lived = work.lived().four()
    page = work.get(at("trajectory", lived.where.trajectory), account)
    found = dict(re.findall(r'<h2 id="(\w{32})">(Kant [AB]\d)', page))
    assert found == {
        lived.a: "Kant A1", lived.sister: "Kant A2", lived.b: "Kant B1", lived.friend: "Kant B2",
    }  # fmt: skip


def test_on_the_lists_each_task_says_whose_it_is(work: AtWork) -> None:
    work.lived().four()
    page = text_of(work.get(at("today")))
    assert "Wilgenroos · Kant B2" in page
    assert "Wilgenroos · Kant A1" in page


def people(lived: Lived) -> dict[PartyId, str]:
    return {lived.a: "Noor", lived.b: "Rik", lived.sister: "Sanne", lived.friend: "Freek"}


@pytest.mark.crawl
def test_a_form_belongs_to_exactly_one_of_four_people(work: AtWork) -> None:
    lived = work.lived().four()
    t, everyone = lived.where.trajectory, people(lived)
    for party in everyone:
        lived.desk(AddNote(party, f"Notitie over {everyone[party]}."))
    for party, name in everyone.items():
        pages = dict.fromkeys(
            (at(one, t, party) for one in ("side", "first_letter", "reminder", "paper_letter")),
            MEDIATOR.id,
        )
        for row in desk_acts.ROWS:
            if not row.between:
                pages[at("act", t, party, row.slug)] = does(row)
        for row in told_acts.ROWS:
            if not row.about:
                pages[at("told", t, party, row.slug)] = MEDIATOR.id
        for page, account in pages.items():
            said = ONE_TIME.sub("", work.get(page, account))
            assert name in said or account == INTAKE.id, (
                page
            )  # who takes part is not theirs to know
            for other in set(everyone.values()) - {name}:
                assert other not in said, (page, other)


def test_what_is_not_known_says_of_whom_also_on_ones_own_side(work: AtWork) -> None:
    lived = work.lived().four()
    page = text_of(work.get(at("side", lived.where.trajectory, lived.a)))
    unknown = page.split("Niet bekend bij Kant A1")[1]
    assert "Dat Kant A2 er ook is, en wie dat is" in unknown
    assert "Waar Kant A2 is, en wat zij zeiden" in unknown
    assert "Kant B2: Dat de ander met ons wil praten" in unknown


PAGES = ("", "over-mij/", "mensen/", "mensen/keuze/", "schrijven/", "later/", "pauze/")


def seen(lived: Lived, party: PartyId) -> list[str]:
    client = lived.client(party)
    return [text_of(client.get(f"/plek/{path}").content.decode()) for path in PAGES]


@pytest.mark.parametrize("initiating", [True, False])
@pytest.mark.parametrize("answer", ["talk", "later", "no", "not_me"])
def test_naming_asking_and_the_answer_of_one_more_is_nothing_on_the_pages_of_the_others(
    work: AtWork, initiating: bool, answer: str
) -> None:
    lived = work.lived().preparing()
    before = {party: seen(lived, party) for party in (lived.a, lived.b)}
    lived.asked_too(lived.named("Freek", initiating=initiating), answer, "Freek")
    assert {party: seen(lived, party) for party in before} == before


def test_a_no_of_one_ends_nobody_elses_way_and_no_page_of_the_desk_says_it_does(
    work: AtWork,
) -> None:
    lived = work.lived().four()
    lived.own(Decline(), lived.friend)
    page = text_of(work.get(at("trajectory", lived.where.trajectory)))
    assert "Beide kanten doen mee" in page
    assert lived.view(lived.b).state is PartyState.PREPARING
    assert lived.view(lived.a).state is PartyState.PREPARING
    tell = text_of(work.get(at("act", lived.where.trajectory, lived.a, "vertellen")))
    assert "Nu aan de beurt" not in tell
    links = text_of(work.get(at("side", lived.where.trajectory, lived.a)))
    coming = links.split("Nu aan de beurt")[1].split("Een brief op papier")[0]
    assert "Vertel iets over de ander" not in coming


def test_words_that_may_be_told_say_whose_they_are(work: AtWork) -> None:
    lived = work.lived().four()
    lived.own(SetWhatOtherMayKnow((), "Het ga je goed."), lived.friend)
    page = text_of(work.get(at("act", lived.where.trajectory, lived.a, "vertellen")))
    assert "“Het ga je goed.”" in page
    assert "Woorden van Kant B2." in page


def test_a_task_to_tell_leads_to_whoever_has_not_heard_it(work: AtWork) -> None:
    lived = work.lived().answered()
    lived.sister = lived.asked_too(lived.named("Sanne", initiating=True), first_name="Sanne")
    lived.willing(lived.sister)
    lived.own(SetWhatOtherMayKnow(("O.talking",)), lived.b)
    lived.desk(Tell(lived.a, "O.talking", day(work.service.now)))
    work.service.tick(minutes=1)
    address = at("onward", lived.where.trajectory, lived.b, "may_be_told", "-")
    led = work.client().get(address)["Location"]
    assert led == at("act", lived.where.trajectory, lived.sister, "vertellen")


def ready_with_two_readers(lived: Lived) -> str:
    """A letter of ``a`` that passed; ``b`` and ``friend`` are ready to hear of one."""
    lived.four().willing(lived.friend)
    for party in (lived.friend, lived.sister):
        lived.own(SetWhatOtherMayKnow(("O.takes_part",)), party)
        lived.own(SetStandingWish("yes"), party)
    four = (lived.a, lived.b, lived.sister, lived.friend)
    lived.desk(BeginPreparation(four))
    for party in four:
        lived.desk(HoldPreparationTalk(party, "Rustig aan.", "no"))
        lived.own(ChooseForm("letters"), party)
        lived.own(DeclareReady(), party)
        lived.desk(ConfirmReady(party))
    lived.desk(AgreeForm(four))
    letter = lived.released()
    mine = lived.view(lived.a).letter(letter)
    assert mine is not None
    lived.desk(PassLetter(lived.a, letter, mine.version_hash, tuple(REVIEW)))
    return letter


def test_the_offer_chooses_its_reader_and_the_other_reader_sees_nothing(work: AtWork) -> None:
    lived = work.lived()
    letter = ready_with_two_readers(lived)
    t = lived.where.trajectory
    page = text_of(work.get(at("letter", t, lived.a, letter)))
    assert "Kant B1: wil het weten" in page
    assert "Kant B2: wil het weten" in page
    assert "Kant A2" not in page
    before = seen(lived, lived.b), seen(lived, lived.sister)
    work.send(at("offer", t, lived.friend, letter))
    assert (seen(lived, lived.b), seen(lived, lived.sister)) == before
    assert "Hier ligt de brief" in " ".join(seen(lived, lived.friend))
    assert "Kant B2 weet dat er iets is." in text_of(work.get(at("letter", t, lived.a, letter)))


def test_somebody_who_knows_of_nothing_is_no_reader(work: AtWork) -> None:
    lived = work.lived().ready()
    lived.named("Freek", initiating=False)
    letter = lived.released()
    mine = lived.view(lived.a).letter(letter)
    assert mine is not None
    lived.desk(PassLetter(lived.a, letter, mine.version_hash, tuple(REVIEW)))
    page = text_of(work.get(at("letter", lived.where.trajectory, lived.a, letter)))
    assert "Freek" not in page
    assert "Kant B2" not in page


def asked(work: AtWork, address: str) -> int:
    work.get(address)
    with CaptureQueriesContext(connection) as caught:
        work.get(address)
    return len(caught)


def test_a_page_with_four_people_asks_the_database_as_often_as_one_with_two(work: AtWork) -> None:
    two, four = work.lived().preparing(), work.lived().four()
    for name, args in (("trajectory", ()), ("side", ("a",)), ("act", ("a", "notitie"))):
        counted = [
            asked(work, at(name, one.where.trajectory, *[getattr(one, a, a) for a in args]))
            for one in (two, four)
        ]
        assert counted[0] == counted[1], name


def test_whoever_stands_on_the_side_of_who_began_is_written_to_on_the_same_permission(
    work: AtWork,
) -> None:
    lived = work.lived().asked()
    sister = lived.named("Sanne", initiating=True)
    page = text_of(work.get(at("side", lived.where.trajectory, sister)))
    coming = page.split("Nu aan de beurt")[1].split("Een brief op papier")[0]
    assert "Een adres, en hoe wij eraan komen" in coming
    assert "Wij mogen de ander vragen" not in coming


def test_an_answer_that_is_late_or_double_is_nobody_elses(work: AtWork) -> None:
    lived = work.lived().four()
    page = lived.view(lived.b)
    lived.own(AnswerApproach("no"), lived.friend)
    assert lived.view(lived.b) == page
