"""Young people at the desk: who decides with them, to whom a letter goes, what is handed over (S11, S12, D7, D28)."""

import re

import pytest
from django.test import Client

from tests.doors.desk_at_work import AtWork, work
from tests.doors.lived import Lived
from tests.doors.pages import text_of
from tests.doors.test_desk_roles import at
from tests.journal.service import INTAKE, MEDIATOR, PLANNER
from tests.journeys.paper import text_of as text_of_pdf
from visavis.mediation.approach import AllowApproach, RecordRoute
from visavis.mediation.days import next_letter_day
from visavis.mediation.exploring import ConsentToTakePart
from visavis.mediation.guardians import NameGuardian, RecordAge
from visavis.mediation.terms import day
from visavis.mediation.words import PartyState
from visavis.outside import leaflets

__all__ = ["work"]

MOTHER = "e" * 32


def young(work: AtWork, age: int) -> Lived:
    """Somebody of this age who was talked with; nobody said yes yet."""
    lived = work.lived().taken_up()
    lived.informed(lived.a)
    work.send(at("act", lived.where.trajectory, lived.a, "leeftijd"), age=str(age))
    work.service.tick(hours=25)
    return lived


def named(work: AtWork, lived: Lived, **more: str) -> str:
    """A mother, named on the form; her id."""
    work.send(at("act", lived.where.trajectory, lived.a, "ouder-of-voogd"), name="Mia", **more)
    return lived.view(lived.a).around[-1].guest


def says(work: AtWork, lived: Lived, guardian: str, agrees: str = "yes"):
    address = at("told", lived.where.trajectory, lived.a, "ouder-zegt")
    return work.send(address, guardian=guardian, agrees=agrees, via="phone")


def carried_on(work: AtWork, lived: Lived) -> str:
    sent = work.send(at("act", lived.where.trajectory, lived.a, "doet-mee"))
    return text_of(sent.content.decode())


def test_s11_a_child_of_13_takes_part_once_both_said_yes(work: AtWork) -> None:
    lived = young(work, 13)
    mother = named(work, lived)
    lived.own(ConsentToTakePart(("take_part",)), lived.a)
    assert "Waarborg S11" in carried_on(work, lived)
    says(work, lived, mother)
    page = text_of(work.get(at("side", lived.where.trajectory, lived.a)))
    assert "Leeftijd 13 of iets ouder" in page
    assert "Mia: mag beslissen, zei ja op" in page
    carried_on(work, lived)
    assert lived.view(lived.a).state is PartyState.WILLING


def test_s11_a_child_under_12_is_heard_in_their_own_words(work: AtWork) -> None:
    lived = young(work, 9)
    mother = named(work, lived)
    says(work, lived, mother)
    assert "Waarborg S11" in carried_on(work, lived)
    words = "Ik wil vragen waarom hij dat deed."
    work.send(at("act", lived.where.trajectory, lived.a, "kind-gehoord"), words=words)
    side = work.get(at("side", lived.where.trajectory, lived.a))
    assert words in side
    coming = text_of(side).split("Nu aan de beurt")[1].split("Een brief op papier")[0]
    assert "Deze persoon doet mee" in coming
    assert "Zij zeggen ja tegen meedoen" not in coming
    carried_on(work, lived)
    assert lived.view(lived.a).state is PartyState.WILLING


@pytest.mark.parametrize("fault", ["is_party", "under_suspicion"])
def test_s12_a_parent_who_is_part_of_it_cannot_decide(work: AtWork, fault: str) -> None:
    lived = young(work, 13)
    mother = named(work, lived, **{fault: "on"})
    lived.own(ConsentToTakePart(("take_part",)), lived.a)
    says(work, lived, mother)
    assert "Waarborg S12" in carried_on(work, lived)
    assert "Mia: kan hier niet beslissen" in text_of(
        work.get(at("side", lived.where.trajectory, lived.a))
    )
    assert "Deze ouder kan hier niet beslissen." in text_of(work.get(at("today"), "staff-lead"))


def test_what_is_known_of_a_parent_is_changed_and_they_stand_there_once(work: AtWork) -> None:
    lived = young(work, 13)
    mother = named(work, lived)
    page = work.get(at("act", lived.where.trajectory, lived.a, "ouder-of-voogd"))
    assert "Iemand die nog niet genoemd is" in page
    named(work, lived, who=mother, under_suspicion="on")
    assert [one.guest for one in lived.view(lived.a).around] == [mother]
    assert "kan hier niet beslissen" in work.get(at("side", lived.where.trajectory, lived.a))


def test_a_no_of_a_parent_goes_to_the_practice_lead(work: AtWork) -> None:
    lived = young(work, 13)
    says(work, lived, named(work, lived), "no")
    assert "zei nee op" in work.get(at("side", lived.where.trajectory, lived.a))
    assert "Een ouder of voogd zegt nee." in text_of(work.get(at("today"), "staff-lead"))


@pytest.mark.parametrize("age", ["0", "18", "-1", "twaalf", ""])
def test_only_an_age_under_18_is_written_down(work: AtWork, age: str) -> None:
    lived = work.lived().taken_up()
    sent = work.send(at("act", lived.where.trajectory, lived.a, "leeftijd"), age=age)
    assert sent.status_code == 200
    assert lived.view(lived.a).aged is None


def test_forms_for_the_young_are_not_named_beside_who_is_grown_up(work: AtWork) -> None:
    lived = work.lived().answered()
    page = text_of(work.get(at("side", lived.where.trajectory, lived.a)))
    assert "Nog niet volwassen" in page
    for words in ("Een ouder of voogd", "Wat het kind ervan zegt", "Folders", "Leeftijd"):
        assert words not in page


def test_age_and_guardian_are_nothing_on_the_page_of_the_other(work: AtWork) -> None:
    lived = work.lived().answered()
    place = lived.client(lived.a)
    before = {
        path: text_of(place.get(path).content.decode()) for path in ("/plek/", "/plek/mensen/")
    }
    lived.desk(RecordAge(lived.b, 14))
    lived.desk(NameGuardian(lived.b, MOTHER, "Mia"))
    after = {path: text_of(place.get(path).content.decode()) for path in before}
    assert after == before


def to_be_asked(work: AtWork, age: int | None, guardian: str = "Mia Jansen") -> tuple[Lived, str]:
    lived = work.lived().taken_up()
    lived.willing(lived.a)
    lived.own(AllowApproach(("someone", "first_name")), lived.a)
    lived.desk(RecordRoute(lived.b, "Straat 1\n1234 AB Stad", "register"))
    if age is not None:
        lived.desk(RecordAge(lived.b, age))
    if guardian:
        lived.desk(NameGuardian(lived.b, MOTHER, guardian))
    return lived, at("first_letter", lived.where.trajectory, lived.b)


def sent_letter(work: AtWork, lived: Lived, address: str) -> str:
    on = next_letter_day(day(work.service.now))
    boxes = {
        "arrives_on_0": str(on.day),
        "arrives_on_1": str(on.month),
        "arrives_on_2": str(on.year),
    }
    made = work.send(address, version="minimal", language="nl", **boxes)
    assert made["Content-Type"] == "application/pdf", text_of(made.content.decode())
    return text_of_pdf(made.content)


def test_under_12_the_letter_goes_to_the_parent(work: AtWork) -> None:
    lived, address = to_be_asked(work, 11)
    assert "Dit kind is 11. De brief gaat naar een ouder of voogd." in text_of(work.get(address))
    said = sent_letter(work, lived, address)
    assert said.startswith("Mia Jansen")
    assert "voor uw kind belangrijk" in said
    assert "Uw drie woorden" in said


def test_without_a_name_it_goes_to_the_parents_of(work: AtWork) -> None:
    lived, address = to_be_asked(work, 11, guardian="")
    assert "Er is nog geen ouder of voogd genoemd" in text_of(work.get(address))
    assert sent_letter(work, lived, address).startswith("Aan de ouders of voogd van R. Jansen")


def test_from_12_to_15_both_get_one_each_in_its_own_file_and_only_theirs_has_words(
    work: AtWork,
) -> None:
    lived, address = to_be_asked(work, 14)
    said = sent_letter(work, lived, address)
    assert said.startswith("R. Jansen")
    assert "Jij beslist." in said
    assert "Je vader, moeder of voogd krijgt ook een brief" in said
    words = re.search(r"Jouw drie woorden (\w+ \w+ \w+)", said)[1]
    assert "U beslist" in Client().post("/brief/antwoord/", {"words": words}).content.decode()
    beside = work.client().post(
        at("beside_letter", lived.where.trajectory, lived.b), {"language": "nl"}
    )
    told = text_of_pdf(beside.content)
    assert told.startswith("Mia Jansen")
    assert "Uw kind krijgt zelf ook een brief." in told
    assert "drie woorden" not in told
    assert "Noor" not in said + told


def test_a_letter_to_a_young_person_is_offered_in_the_languages_it_has_words_in(
    work: AtWork,
) -> None:
    for age, there in ((14, False), (None, True)):
        lived, _told = to_be_asked(work, age)
        page = work.get(at("first_letter", lived.where.trajectory, lived.b))
        assert ('value="ar"' in page) is there
        assert 'value="en"' in page


def test_at_16_and_17_the_letter_goes_to_the_young_person_alone(work: AtWork) -> None:
    lived, address = to_be_asked(work, 16)
    said = sent_letter(work, lived, address)
    assert said.startswith("R. Jansen")
    assert "dus jij beslist zelf" in said
    beside = at("beside_letter", lived.where.trajectory, lived.b)
    assert work.client().post(beside, {"language": "nl"}).status_code == 404


def test_whose_age_is_not_known_is_written_to_as_a_grown_up(work: AtWork) -> None:
    lived, address = to_be_asked(work, None, guardian="")
    assert "U beslist zelf." in sent_letter(work, lived, address)


def test_the_reminder_goes_to_the_same_people(work: AtWork) -> None:
    lived, address = to_be_asked(work, 14)
    sent_letter(work, lived, address)
    work.service.tick(weeks=3)
    reminder = at("reminder", lived.where.trajectory, lived.b)
    on = next_letter_day(day(work.service.now))
    boxes = {
        "arrives_on_0": str(on.day),
        "arrives_on_1": str(on.month),
        "arrives_on_2": str(on.year),
    }
    said = text_of_pdf(work.send(reminder, language="nl", **boxes).content)
    assert "Wij schreven je een brief" in said
    beside = at("beside_letter", lived.where.trajectory, lived.b)
    told = text_of_pdf(work.client().post(beside, {"language": "nl"}).content)
    assert "Dit is onze laatste brief." in told
    assert told.startswith("Mia Jansen")


@pytest.mark.parametrize(
    ("age", "there"), [(9, {"child", "guardian"}), (14, {"young", "guardian"}), (17, {"young"})]
)
def test_the_leaflets_of_an_age_are_there_and_no_others(
    work: AtWork, age: int, there: set[str]
) -> None:
    lived = young(work, age)
    for reader in (*leaflets.LEAFLETS, "d5"):
        address = at("leaflet", lived.where.trajectory, lived.a, reader)
        found = work.client().get(address)
        assert (found.status_code == 200) is (reader in there), reader
        assert (address in work.get(at("side", lived.where.trajectory, lived.a))) is (
            reader in there
        )


def test_the_information_given_to_a_young_person_is_that_of_their_age(work: AtWork) -> None:
    lived = young(work, 13)
    work.send(at("act", lived.where.trajectory, lived.a, "uitleg"), language="nl")
    assert [one.version for one in lived.view(lived.a).informed][-1] == "D28-2026"


def test_intake_writes_an_age_down_and_the_planner_does_not(work: AtWork) -> None:
    lived = work.lived().taken_up()
    address = at("act", lived.where.trajectory, lived.a, "leeftijd")
    work.get(address, INTAKE.id)
    work.get(address, PLANNER.id, status=404)
    assert MEDIATOR.id != INTAKE.id


def test_under_sixteen_the_telephone_form_leads_on_to_signing_up_together(work: AtWork) -> None:
    told = {"first_name": "Sam", "relation": "harmed", "age": "15", "language": "nl",
            "channel": "phone", "via": "phone"}  # fmt: skip
    page = work.send(at("by_telephone"), INTAKE.id, **told).content.decode()
    assert at("for_another") in page
