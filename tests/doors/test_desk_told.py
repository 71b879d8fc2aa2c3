"""Every act of a person can be entered as told by telephone or on paper, with the same guards."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.doors.desk_at_work import AtWork, work
from tests.doors.lived import Lived
from tests.doors.pages import form_fields, text_of
from tests.doors.test_desk_roles import at
from tests.journal.service import INTAKE
from visavis.doors.desk import told_acts
from visavis.journal.see import history
from visavis.mediation.acts import ACTS, PartyAct, SweepAct
from visavis.mediation.entries import Audience, Via, own
from visavis.mediation.letters import ReleaseLetter
from visavis.mediation.sign_up import SignUp
from visavis.mediation.terms import day
from visavis.mediation.words import PartyState

__all__ = ["work"]

REACH = {"channel": "post", "post": "Postbus 12", "never": "Nooit bellen."}
TEXT = "Hallo,\n\nDit is  precies mijn brief.\n"


def _day(lived: Lived) -> dict[str, str]:
    today = day(lived.service.now)
    return {"until_0": str(today.day), "until_1": str(today.month), "until_2": str(today.year + 1)}


def _willing(lived: Lived) -> str:
    return lived.taken_up().willing(lived.a).a


def _informed(lived: Lived) -> str:
    lived.taken_up().informed(lived.a)
    lived.service.tick(hours=25)
    return lived.a


def _offered(lived: Lived) -> str:
    lived.ready().offered(lived.released())
    return lived.b


def _read(lived: Lived) -> str:
    from visavis.mediation.letters import OpenLetter

    _offered(lived)
    lived.own(OpenLetter(lived.offers[0]), lived.b)
    return lived.b


def _paused(lived: Lived) -> str:
    from visavis.mediation.course import Pause

    _willing(lived)
    lived.own(Pause(), lived.a)
    return lived.a


def _in_closing(lived: Lived) -> str:
    _willing(lived)
    return lived.closing(lived.a).a


def _stopped(lived: Lived) -> str:
    from visavis.mediation.course import Withdraw

    _willing(lived)
    lived.own(Withdraw(), lived.a)
    return lived.a


Start = Callable[[Lived], str]
TOLD: dict[str, tuple[Start, Any, Callable[[Any], bool]]] = {
    "bereiken": (
        _willing,
        REACH,
        lambda me: me.reach.never == "Nooit bellen." and not me.reach.phone,
    ),
    "wil-meedoen": (
        _informed,
        {"items": ["take_part", "limits"]},
        lambda me: me.consent_items == ("take_part", "limits"),
    ),
    "de-ander-vragen": (_willing, {"ticks": ["someone"]}, lambda me: "approach" in me.may_tell),
    "antwoord": (
        lambda it: it.asked().b,
        {"answer": "talk", "first_name": "Rik", **REACH},
        lambda me: me.state is PartyState.EXPLORING,
    ),
    "zegt-nee": (
        lambda it: it.answered().b,
        {"words": "Ik wens je het beste."},
        lambda me: me.state is PartyState.DECLINED,
    ),
    "wat-mag-de-ander-weten": (
        _willing,
        {"sentences": ["O.takes_part"], "words": ""},
        lambda me: "O.takes_part" in me.may_tell,
    ),
    "wil-het-weten": (_willing, {"hear_of_letters": "ask"}, lambda me: me.standing_wish == "ask"),
    "vorm": (
        lambda it: it.prepared().a,
        {"form": "letters"},
        lambda me: me.form_choice == "letters",
    ),
    "zegt-klaar": (lambda it: it.prepared().a, {}, lambda me: me.ready_wished),
    "pauze": (_willing, _day, lambda me: me.pause_until is not None),
    "gaat-verder": (_paused, {}, lambda me: me.state is PartyState.WILLING),
    "stopt": (_willing, {}, lambda me: me.state is PartyState.WITHDRAWN),
    "wil-afronden": (_willing, {}, lambda me: me.state is PartyState.CLOSING),
    "na-afloop": (
        _in_closing,
        {"choices": ["nothing_now"], "follow_up": ["none"]},
        lambda me: me.closing.follow_up == ("none",),
    ),
    "komt-terug": (_stopped, {}, lambda me: me.state is PartyState.EXPLORING),
    "brief-terug": (lambda it: it.ready().a, {}, lambda me: me.letters[0].state == "recalled"),
    "nu-niet-of-samen": (_offered, {"answer": "aloud"}, lambda me: me.offers[0].answer == "aloud"),
    "lezen": (_offered, {}, lambda me: me.offers[0].state == "opened"),
    "reactie": (
        _read,
        {"received": "on", "reaction": "Dank je."},
        lambda me: me.offers[0].reaction == "Dank je.",
    ),
}
"""For each row: where the person is, what they told us, what then stands in their own view."""


def test_each_act_of_a_person_has_its_row_here() -> None:
    people = {
        name
        for name, act in ACTS.items()
        if issubclass(act, PartyAct)
        and not issubclass(act, SweepAct)
        and act.__module__.startswith("visavis")
    }
    entered = {row.act.__name__ for row in told_acts.ROWS} | {
        SignUp.__name__,
        ReleaseLetter.__name__,
    }
    assert entered == people
    assert set(told_acts.BY_SLUG) == set(TOLD)


@pytest.mark.parametrize("via", ["phone", "paper"])
@pytest.mark.parametrize("slug", TOLD)
def test_what_they_told_us_stands_in_their_own_lane_as_theirs(
    work: AtWork, slug: str, via: str
) -> None:
    start, answers, then = TOLD[slug]
    lived = work.lived()
    party = start(lived)
    about: tuple[str, ...] = ()
    row = told_acts.BY_SLUG[slug]
    if row.about:
        about = (lived.released(),) if row.about == "letter" else (lived.offers[0],)
    said = answers(lived) if callable(answers) else answers
    address = at("told_about" if about else "told", lived.where.trajectory, party, slug, *about)
    sent = work.send(address, via=via, **said)
    assert sent.status_code == 302, text_of(sent.content.decode())
    assert then(lived.view(party))
    newest = history(lived.where.trajectory, work.service.desk, work.service.now, Audience.MEDIATOR)
    entry = newest[own(party)][0]
    assert (entry.by.via, entry.by.id) == (Via(via), "staff-mediator")
    page = text_of(work.get(at("trajectory", lived.where.trajectory)))
    assert "ingevoerd door Mieke de Boer" in page
    assert {"phone": "verteld aan de telefoon", "paper": "op papier"}[via] in page


@pytest.mark.parametrize(
    ("slug", "start", "answers", "sentence"),
    [
        (
            "wil-meedoen",
            lambda it: it.taken_up().informed(it.a).a,
            {"items": ["take_part"]},
            "Lees eerst rustig de uitleg.",
        ),
        ("zegt-klaar", lambda it: it.preparing().a, {}, "Wilt u iemand meenemen?"),
        (
            "de-ander-vragen",
            lambda it: it.taken_up().a,
            {"ticks": ["someone"]},
            "Dit kan nu niet vanaf de plek waar u bent.",
        ),
    ],
)
def test_the_same_guards_hold_as_on_their_own_page(
    work: AtWork, slug: str, start: Start, answers: Any, sentence: str
) -> None:
    lived = work.lived()
    party = start(lived)
    sent = work.send(at("told", lived.where.trajectory, party, slug), via="phone", **answers)
    assert sent.status_code == 200
    assert sentence in text_of(sent.content.decode())


def test_how_it_was_heard_is_asked_each_time(work: AtWork) -> None:
    lived = work.lived()
    sent = work.send(
        at("told", lived.where.trajectory or lived.taken_up().where.trajectory, lived.a, "stopt")
    )
    assert "Kies eerst een antwoord." in text_of(sent.content.decode())
    assert lived.view(lived.a).state is PartyState.REGISTERED


def test_somebody_who_calls_is_signed_up_once_and_intake_goes_on_at_once(work: AtWork) -> None:
    address = at("by_telephone")
    told = {
        "first_name": "Noor", "relation": "harmed", "age": "34", "language": "nl", "channel": "phone",
        "phone": "06 12345678", "via": "phone", "story": "Er is bij mij ingebroken.",
    }  # fmt: skip
    fields = {**form_fields(work.get(address, INTAKE.id), "token"), **told}
    client = work.client(INTAKE.id)
    first, second = client.post(address, fields), client.post(address, fields)
    assert first.status_code == second.status_code == 302
    assert first["Location"] == second["Location"]
    page = work.get(first["Location"], INTAKE.id)
    assert "Er is bij mij ingebroken." in page
    assert text_of(work.get(at("new"), INTAKE.id)).count("Mogen wij bellen?") == 1


def test_under_sixteen_the_telephone_form_says_what_can_be_done(work: AtWork) -> None:
    told = {
        "first_name": "Sam",
        "relation": "harmed",
        "age": "15",
        "language": "nl",
        "channel": "phone",
        "via": "phone",
    }
    sent = work.send(at("by_telephone"), INTAKE.id, **told)
    page = text_of(sent.content.decode())
    assert "ouder of voogd" in page
    assert "Waarborg S11" in page


def test_a_paper_letter_is_shown_exactly_and_then_released_as_shown(work: AtWork) -> None:
    lived = work.lived().ready()
    address = at("paper_letter", lived.where.trajectory, lived.a)
    typed = {"text": TEXT, "sign_as": "Noor", "via": "paper"}
    shown = work.send(address, **typed).content.decode()
    assert not lived.view(lived.a).letters
    assert "Leg het papier ernaast." in text_of(shown)
    fields = form_fields(shown, "shown")
    client = work.client()
    changed = client.post(address, {**fields, "text": fields["text"] + "!"})
    assert not lived.view(lived.a).letters
    assert changed.status_code == 200
    for _twice in range(2):
        assert client.post(address, fields).status_code == 302
    (mine,) = lived.view(lived.a).letters
    assert mine.text == TEXT.strip()
    assert mine.state == "released"


def test_opening_together_shows_the_letter_or_the_one_sentence(work: AtWork) -> None:
    from visavis.mediation.letters import RecallLetter

    lived = work.lived()
    reader = _offered(lived)
    t, offer = lived.where.trajectory, lived.offers[0]
    lived.own(RecallLetter(lived.view(lived.a).letters[0].letter), lived.a)
    sent = work.send(at("told_about", t, reader, "lezen", offer), via="phone")
    page = text_of(work.get(sent["Location"]))
    assert "Uw bemiddelaar praat hierover met u." in page
    assert "thuis was" not in page
    assert work.send(at("take_away", t, reader, offer)).status_code == 302
    assert not lived.view(reader).offers
