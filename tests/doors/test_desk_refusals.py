"""What the desk is refused stands beside the form, with the number of the safeguard and its sentence."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.doors.desk_at_work import AtWork, work
from tests.doors.lived import Lived
from tests.doors.pages import form_fields, text_of
from tests.doors.test_desk_roles import at
from tests.journal.service import INTAKE, PLANNER
from visavis.mediation.closing import Reopen
from visavis.mediation.course import Withdraw
from visavis.mediation.days import next_letter_day
from visavis.mediation.exploring import AssessSuitability, ConsentToTakePart, GiveInformation
from visavis.mediation.preparation import SetStandingWish
from visavis.mediation.safeguards import REVIEW
from visavis.mediation.sign_up import PrepareSignUp
from visavis.mediation.terms import day
from visavis.mediation.worries import RaiseConcern

__all__ = ["work"]

LATER = {"arrives_on_0": "9", "arrives_on_1": "3", "arrives_on_2": "2027"}  # a Tuesday
FRIDAY = {**LATER, "arrives_on_0": "12"}
LETTER = {"version": "minimal", "language": "nl"}


def _act(slug: str) -> Callable[[Lived, str], str]:
    return lambda lived, party: at("act", lived.where.trajectory, party, slug)


def _first_letter(lived: Lived, party: str) -> str:
    return at("first_letter", lived.where.trajectory, party)


def _reminder(lived: Lived, party: str) -> str:
    return at("reminder", lived.where.trajectory, party)


def _between(slug: str) -> Callable[[Lived, str], str]:
    return lambda lived, party: at("between", lived.where.trajectory, slug)


def _offer(lived: Lived, party: str) -> str:
    return at("offer", lived.where.trajectory, party, lived.view(lived.a).letters[0].letter)


def _pass(lived: Lived, party: str) -> str:
    return at("letter", lived.where.trajectory, party, lived.view(lived.a).letters[0].letter)


def _no(lived: Lived) -> str:
    return lived.answered("no").b


def _reminded(lived: Lived) -> str:
    from visavis.mediation.approach import SendReminder

    lived.asked().desk(SendReminder(lived.b, next_letter_day(day(lived.service.now))))
    return lived.b


def _consented(lived: Lived, **assessed: Any) -> str:
    lived.taken_up().informed(lived.a)
    lived.service.tick(hours=25)
    lived.own(ConsentToTakePart(("take_part",)), lived.a)
    lived.desk(AssessSuitability(lived.a, "go", **{"acknowledges": True, **assessed}))
    return lived.a


def _came_back(lived: Lived) -> str:
    lived.taken_up().willing(lived.a).own(Withdraw(), lived.a)
    lived.own(Reopen(), lived.a)
    lived.desk(GiveInformation(lived.a, "nl", "1"))
    return lived.a


def _worried(lived: Lived) -> str:
    lived.taken_up().willing(lived.a)
    from visavis.mediation.approach import AllowApproach, RecordRoute

    lived.own(AllowApproach(("someone",)), lived.a)
    lived.desk(RecordRoute(lived.b, "Straat 1", "register"))
    lived.desk(RaiseConcern(lived.a, "threat"))
    return lived.b


def _released(lived: Lived) -> str:
    lived.ready().released()
    return lived.a


def _does_not_want_to_know(lived: Lived) -> str:
    from visavis.mediation.letters import PassLetter

    letter = lived.ready().released()
    mine = lived.view(lived.a).letters[0]
    lived.desk(PassLetter(lived.a, letter, mine.version_hash, tuple(REVIEW)))
    lived.own(SetStandingWish("no"), lived.b)
    return lived.b


def _closing(lived: Lived) -> str:
    from visavis.mediation.closing import BeginClosing

    lived.taken_up().willing(lived.a).desk(BeginClosing(lived.a))
    return lived.a


def _talked(lived: Lived) -> str:
    lived.taken_up().willing(lived.a)
    return lived.closing(lived.a).a


TALK = {"summary": "Kort.", "language_help": "none", "note": ""}
Case = tuple[int | None, Callable[[Lived], str], Callable[[Lived, str], str], dict[str, Any], str]
CASES: dict[str, Case] = {
    "S4": (4, lambda it: it.prepared().a, _between("vorm"), {}, "als iedereen er zelf voor kiest"),
    "S7": (
        7,
        _no,
        _first_letter,
        {**LETTER, **LATER},
        "Deze persoon heeft nee gezegd.",
    ),
    "S8": (8, _reminded, _reminder, {"language": "nl"}, "We schrijven hoogstens twee keer."),
    "S9": (
        9,
        lambda it: it.preparing().a,
        _act("voorbereidend-gesprek"),
        {**TALK, "supporter": "no"},
        "Regel eerst een tolk",
    ),
    "S15": (
        15,
        lambda it: it.taken_up().b,
        _first_letter,
        {**LETTER, **LATER},
        "Eerst maken we het verkennende gesprek af.",
    ),
    "S16": (
        16,
        lambda it: it.answered().willing(it.b).b,
        _between("voorbereiding"),
        {},
        "nog niet met iedereen apart",
    ),
    "S17": (17, _worried, _first_letter, {**LETTER, **LATER}, "Er staat nog een zorg open."),
    "S21": (
        21,
        lambda it: _consented(it, acute=True),
        _act("doet-mee"),
        {},
        "Nu is niet het goede moment.",
    ),
    "S25": (
        25,
        lambda it: _consented(it, motive_fair=False),
        _act("doet-mee"),
        {},
        "niet zeker van dat dit voor iedereen eerlijk is",
    ),
    "S32": (
        32,
        _released,
        _pass,
        {"looked_at": list(REVIEW)[1:]},
        "De bemiddelaar kijkt eerst mee.",
    ),
    "S33": (
        33,
        _does_not_want_to_know,
        _offer,
        {},
        "Alleen wie wil, krijgt te horen of er iets is.",
    ),
    "S42": (42, _closing, _act("sluiten"), {}, "Bespreek eerst wat iemand na afloop nodig heeft."),
    "S43": (43, _talked, _act("sluiten"), {}, "Kies of we u later nog bellen."),
    "information first": (
        None,
        lambda it: it.taken_up().a,
        _act("verkennend-gesprek"),
        {**TALK, "language_help": "mastered"},
        "Geef eerst de uitleg",
    ),
    "still time to answer": (
        None,
        lambda it: it.asked().b,
        _act("geen-antwoord"),
        {},
        "De antwoordtijd loopt nog.",
    ),
    "a Friday": (
        None,
        lambda it: (_worried(it) and it.desk(_measure(it))) or it.b,
        _first_letter,
        {**LETTER, **FRIDAY},
        "niet aan op vrijdag",
    ),
    "did not say so": (
        None,
        lambda it: it.preparing().a,
        _act("is-klaar"),
        {},
        "nog niet zelf gezegd",
    ),
}


def _measure(lived: Lived) -> Any:
    from visavis.mediation.worries import SetMeasure

    return SetMeasure(lived.a, "threat", "Afspraak met wijkagent.")


@pytest.mark.parametrize("case", CASES)
def test_a_refusal_says_what_why_and_what_then_and_changes_nothing(work: AtWork, case: str) -> None:
    number, start, where, answers, sentence = CASES[case]
    lived = work.lived()
    party = start(lived)
    before = work.get(at("trajectory", lived.where.trajectory))
    sent = work.send(where(lived, party), **answers)
    page = text_of(sent.content.decode())
    assert sent.status_code == 200, page
    assert sentence in page
    assert ("Waarborg" in page) is (number is not None)
    if number:
        assert f"Waarborg S{number}" in page
    after = work.get(at("trajectory", lived.where.trajectory))
    assert text_of(before).count("ingevoerd door") == text_of(after).count("ingevoerd door")


@pytest.mark.parametrize(
    ("number", "event", "answers", "sentence"),
    [
        (26, "property", {}, "Deze bemiddelaar kent een van de mensen."),
        (27, "sexual_harm", {"knows_nobody": "on"}, "Voor dit traject is extra scholing nodig."),
    ],
)
def test_taking_up_asks_for_a_mediator_who_may(
    work: AtWork, number: int, event: str, answers: dict[str, str], sentence: str
) -> None:
    lived = work.lived().signed_up()
    lived.desk(PrepareSignUp(lived.a, "Linde", event), INTAKE)
    address = at("take_up", lived.where.trajectory)
    assert "0 open, 0 nieuw dit jaar" in text_of(work.get(address, PLANNER.id))
    chosen = {"other_name": "R. Jansen", "mediator": "staff-mediator", "reason_above_ceiling": ""}
    sent = work.send(address, PLANNER.id, **chosen, **answers)
    page = text_of(sent.content.decode())
    assert sentence in page
    assert f"Waarborg S{number}" in page
    assert "R. Jansen" in sent.content.decode()  # what was filled in still stands there


def test_a_full_load_asks_for_the_reason_of_the_practice_lead(work: AtWork) -> None:
    for _number in range(30):
        work.lived().taken_up()
    lived = work.lived().signed_up()
    lived.desk(PrepareSignUp(lived.a, "Linde", "property"), INTAKE)
    address = at("take_up", lived.where.trajectory)
    assert "30 open, 30 nieuw dit jaar" in text_of(work.get(address, PLANNER.id))
    chosen = {"other_name": "R. Jansen", "mediator": "staff-mediator", "knows_nobody": "on"}
    page = text_of(work.send(address, PLANNER.id, **chosen).content.decode())
    assert "Waarborg S28" in page
    assert (
        work.send(
            address, PLANNER.id, **chosen, reason_above_ceiling="Twee sluiten deze week."
        ).status_code
        == 302
    )


def test_what_changed_meanwhile_keeps_the_text_and_says_so(work: AtWork) -> None:
    lived = work.lived().taken_up()
    address = at("act", lived.where.trajectory, lived.a, "notitie")
    fields = form_fields(work.get(address), "token")
    lived.desk(GiveInformation(lived.a, "nl", "1"))
    sent = work.client().post(address, {**fields, "text": "Een lange notitie van mij."})
    page = sent.content.decode()
    assert sent.status_code == 409
    assert "Er is iets veranderd sinds u deze pagina opende." in text_of(page)
    again = form_fields(page, "token")
    assert again["text"] == "Een lange notitie van mij."
    assert work.client().post(address, again).status_code == 302
    assert "Een lange notitie van mij." in work.get(at("side", lived.where.trajectory, lived.a))


def test_the_same_form_twice_is_recorded_once(work: AtWork) -> None:
    lived = work.lived().taken_up()
    address = at("act", lived.where.trajectory, lived.a, "notitie")
    fields = {**form_fields(work.get(address), "token"), "text": "Eén keer."}
    for _twice in range(2):
        assert work.client().post(address, fields).status_code == 302
    assert work.get(at("side", lived.where.trajectory, lived.a)).count("Eén keer.") == 1


def test_a_field_the_form_does_not_have_is_refused(work: AtWork) -> None:
    lived = work.lived().taken_up()
    address = at("act", lived.where.trajectory, lived.a, "notitie")
    fields = {**form_fields(work.get(address), "token"), "text": "x", "party": lived.b}
    assert work.client().post(address, fields).status_code == 400


def test_a_half_filled_form_names_the_question_and_keeps_the_rest(work: AtWork) -> None:
    lived = work.lived().taken_up()
    address = at("act", lived.where.trajectory, lived.a, "zorg")
    page = work.send(address, note="Hij stond voor de deur.").content.decode()
    assert "Kies eerst een antwoord." in text_of(page)
    assert "Hij stond voor de deur." in page
