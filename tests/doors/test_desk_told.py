"""Every act of a person can be entered as told by telephone or on paper, with the same guards."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from tests.doors.desk_at_work import AtWork, work
from tests.doors.lived import EVA, TALK, Lived
from tests.doors.pages import form_fields, text_of
from tests.doors.test_desk_roles import at
from tests.journal.service import INTAKE, MEDIATOR, PLANNER
from visavis.doors.desk import told_acts
from visavis.journal.see import history
from visavis.mediation.acts import ACTS, PartyAct, SweepAct
from visavis.mediation.around import InviteSupporter
from visavis.mediation.circle import WishCircle
from visavis.mediation.closing import ChooseClosingSupport
from visavis.mediation.ecogram import PutDot, ShareEcogram
from visavis.mediation.entries import Audience, Via, own
from visavis.mediation.guardians import NameGuardian, RecordAge
from visavis.mediation.handover import WriteHandover
from visavis.mediation.letters import ReleaseLetter
from visavis.mediation.mediator import AskForAnotherMediator, ChangeMediator
from visavis.mediation.moving_in import BringOver
from visavis.mediation.on_behalf import SignUpOnBehalf
from visavis.mediation.own_letter import WriteToSelf
from visavis.mediation.safeguards import version_hash_of
from visavis.mediation.shuttle import SayMessage
from visavis.mediation.sign_up import SignUp
from visavis.mediation.symbolic import (
    AnswerSymbolic,
    AskSymbolic,
    HoldSymbolic,
    HoldSymbolicTalk,
    PlanSymbolic,
    WishSymbolic,
)
from visavis.mediation.terms import day
from visavis.mediation.ticks import ticks_of
from visavis.mediation.views import Subjects
from visavis.mediation.views.meeting import own_id
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


def _dictated(lived: Lived) -> str:
    lived.ready("shuttle").own(SayMessage("5" * 32, "Ik denk eraan."), lived.a)
    return lived.a


def _told_a_message(lived: Lived) -> str:
    lived.ready("shuttle").said(lived.gave(passed=True))
    return lived.b


def _filmed(lived: Lived) -> str:
    lived.ready("video_message").filmed()
    return lived.a


def _released_video(lived: Lived) -> str:
    lived.ready("video_message").released_video(lived.filmed())
    return lived.a


def _paused(lived: Lived) -> str:
    from visavis.mediation.course import Pause

    _willing(lived)
    lived.own(Pause(), lived.a)
    return lived.a


def _in_closing(lived: Lived) -> str:
    _willing(lived)
    return lived.closing(lived.a).a


def _in_contact(lived: Lived) -> str:
    return lived.in_contact().a


def _put(lived: Lived) -> str:
    lived.in_contact().put()
    return lived.a


def _agreed(lived: Lived) -> str:
    lived.in_contact().agreed()
    return lived.a


def _in_aftercare(lived: Lived) -> str:
    from visavis.mediation.closing import ChooseClosingSupport

    _in_closing(lived)
    lived.own(ChooseClosingSupport(("nothing_now",), ("4_weeks",)), lived.a)
    return lived.closed(lived.a).a


def _drew(lived: Lived) -> str:
    _willing(lived)
    lived.own(PutDot("5" * 32, "Lot", "family", 1), lived.a)
    return lived.a


def _showed(lived: Lived) -> str:
    _drew(lived)
    lived.own(ShareEcogram(), lived.a)
    return lived.a


def _has_a_supporter(lived: Lived) -> str:
    _willing(lived)
    lived.own(InviteSupporter("5" * 32, "Eva", ticks=("talks",)), lived.a)
    return lived.a


def _in_a_group(lived: Lived) -> str:
    lived.ready("conference").in_a_group()
    return lived.a


def _listed(lived: Lived) -> str:
    _in_a_group(lived)
    lived.listed()
    return lived.a


def _stopped(lived: Lived) -> str:
    from visavis.mediation.course import Withdraw

    _willing(lived)
    lived.own(Withdraw(), lived.a)
    return lived.a


def _with_a_mother(lived: Lived) -> str:
    lived.taken_up().informed(lived.a)
    lived.desk(RecordAge(lived.a, 13))
    lived.desk(NameGuardian(lived.a, MOTHER, "Mia"))
    return lived.a


def _signed_up_for(lived: Lived) -> str:
    return lived.signed_up_for().a


MOTHER = "e" * 32


def _wants_another(lived: Lived) -> str:
    _willing(lived)
    lived.own(AskForAnotherMediator(), lived.a)
    return lived.a


def _has_another(lived: Lived) -> str:
    _willing(lived)
    for account, name in (("staff-colleague", "Jan Vos"), (MEDIATOR.id, "Mieke de Boer")):
        lived.desk(ChangeMediator((lived.a, lived.b), account, name, True), PLANNER)
    return lived.a


UNSEEN = {"andere-bemiddelaar", "houdt-bemiddelaar", "klacht", "brief-niet-versturen", "hielp-het"}
"""What the mediator does not see, also not when they wrote it down themselves."""

Start = Callable[[Lived], str]
ABOUT: dict[str, Callable[[Lived], str]] = {
    "letter": lambda lived: lived.released(),
    "offer": lambda lived: lived.offers[0],
    "agreement": lambda lived: lived.view(lived.a).agreement_ids[0],
    "message": lambda lived: lived.view(lived.a).messages[0].message,
    "heard": lambda lived: lived.view(lived.b).heard[0].delivery,
    "video": lambda lived: lived.view(lived.a).videos[0].video,
    "film": lambda lived: lived.view(lived.a).letters[0].letter,
}
ENVELOPE = "e" * 32


def _with_an_envelope(it: Lived) -> str:
    party = _in_closing(it)
    it.own(WriteToSelf(ENVELOPE, "3_months"), party)
    return party


def _with_a_note(it: Lived) -> str:
    party = _in_closing(it)
    it.own(ChooseClosingSupport(("warm_handover",), ("none",)), party)
    it.desk(WriteHandover(party, "f" * 32, "De huisarts", "Slaapt slecht sinds die dag."))
    return party


def _with_a_letter_back(it: Lived) -> str:
    it.ready()
    text = "Wat ik nooit zei."
    it.own(ReleaseLetter(ENVELOPE, "p" * 32, text, version_hash_of(text, "A."), "A."), it.a)
    it.closing(it.a)
    return it.a


def _with_a_circle(it: Lived) -> str:
    party = _willing(it)
    it.own(WishCircle(), party)
    return party


def _wants_to_meet(it: Lived) -> str:
    party = _willing(it)
    it.own(WishSymbolic(), party)
    return party


def _asked_to_meet(it: Lived) -> str:
    party = _wants_to_meet(it)
    it.desk(HoldSymbolicTalk(party, "Horen.", "Lot", "either", "pair", "violence"))
    it.desk(AskSymbolic(party, "3" * 32, ("4" * 32,), know_nobody=True), PLANNER)
    return party


def _met_others(it: Lived) -> str:
    party = _asked_to_meet(it)
    it.own(AnswerSymbolic(True), party)
    at = it.service.now + timedelta(days=1)
    plan = PlanSymbolic(party, "3" * 32, "5" * 32, at, "De Brug", ("Mia", "Jo"), ("Gijs",), True)
    it.desk(plan, PLANNER)
    it.desk(HoldSymbolic(party, "3" * 32, "5" * 32, came=True), PLANNER)
    return party


TOLD: dict[str, tuple[Start, Any, Callable[[Any], bool]]] = {
    "aanmelding-ja": (_signed_up_for, {}, lambda me: me.confirmed),
    "aanmelding-nee": (_signed_up_for, {}, lambda me: me.state is PartyState.CLOSED),
    "ouder-zegt": (
        _with_a_mother,
        {"guardian": MOTHER, "agrees": "yes"},
        lambda me: [said.agrees for said in me.guardians_said] == [True],
    ),
    "bereiken": (
        _willing,
        REACH,
        lambda me: me.reach.never == "Nooit bellen." and not me.reach.phone,
    ),
    "aanspreken": (_willing, {"pronoun": "je"}, lambda me: me.address == "je"),
    "lezen-hoe": (_willing, {"reading": "easy"}, lambda me: me.easy),
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
    "onderwerpen": (
        lambda it: it.ready_to_talk().a,
        {"ask": "Waarom ons huis?", "not_hear": "Excuses"},
        lambda me: me.subjects == Subjects("Waarom ons huis?", "", "Excuses"),
    ),
    "naam-in-beeld": (
        lambda it: it.ready_to_talk("video_call").a,
        {"name": "Noor"},
        lambda me: me.call_name == "Noor",
    ),
    "wil-het-nog": (
        lambda it: it.planned().a,
        {},
        lambda me: me.reconfirmed_at is not None,
    ),
    "komt-niet": (
        lambda it: it.planned().a,
        {"contact": TALK, "another_time": "yes"},
        lambda me: me.appointments[0].state == "move",
    ),
    "mag-verder": (
        lambda it: it.talked(stopped=True).a,
        {},
        lambda me: me.went_on_at is not None,
    ),
    "terugkijken": (
        lambda it: it.talked().a,
        {"contact": TALK, "words": "Het luchtte op."},
        lambda me: me.held[0].look_back == "Het luchtte op.",
    ),
    "pauze": (_willing, _day, lambda me: me.pause_until is not None),
    "gaat-verder": (_paused, {}, lambda me: me.state is PartyState.WILLING),
    "stopt": (_willing, {}, lambda me: me.state is PartyState.WITHDRAWN),
    "wil-afronden": (_willing, {}, lambda me: me.state is PartyState.CLOSING),
    "na-afloop": (
        _in_closing,
        {"choices": ["nothing_now"], "follow_up": ["none"]},
        lambda me: me.closing.follow_up == ("none",),
    ),
    "brief-aan-zichzelf": (
        _in_closing,
        {"returns": "3_months", "text": ""},
        lambda me: [one.in_envelope for one in me.own_letters] == [True],
    ),
    "brief-aan-zichzelf-hoeft-niet": (
        _with_an_envelope,
        {"letter": ENVELOPE},
        lambda me: me.own_letters == (),
    ),
    "boekje": (
        _in_closing,
        {"parts": ["way"], "by_post": "on"},
        lambda me: me.keepsake == ("way",),
    ),
    "brief-niet-versturen": (
        _in_closing,
        {"how": "printed"},
        lambda me: me.supported("unsent_letter").held_on is not None,
    ),
    "hielp-het": (
        _in_closing,
        {"what": "closing_talk", "helpful": "4"},
        lambda me: me.supported("closing_talk").helpful == 4,
    ),
    "overdracht-mag": (
        _with_a_note,
        {"answer": "no", "said": "Mijn zus hoort er niet in."},
        lambda me: me.handovers[-1].said == "Mijn zus hoort er niet in.",
    ),
    "laatste-woord": (
        _with_a_letter_back,
        {"letter": ENVELOPE, "wish": "ask_first"},
        lambda me: me.letters[-1].last_word == "ask_first",
    ),
    "wil-kring": (_willing, {}, lambda me: me.circle.wished_on is not None),
    "geen-kring": (_with_a_circle, {}, lambda me: me.circle.wished_on is None),
    "kring-kaart": (
        _with_a_circle,
        {"text": "Lot: belt op zondag\nkookt soep"},
        lambda me: (
            [(one.who, one.does) for one in me.circle.card]
            == [("Lot", "belt op zondag"), ("", "kookt soep")]
        ),
    ),
    "wil-ontmoeten": (_willing, {}, lambda me: me.symbolic.wished_on is not None),
    "geen-ontmoeting": (_wants_to_meet, {}, lambda me: me.symbolic.wished_on is None),
    "ontmoeting-antwoord": (
        _asked_to_meet,
        {"answer": "no"},
        lambda me: me.symbolic.says_yes is False,
    ),
    "ontmoeting-terugkijken": (
        _met_others,
        lambda it: {"meeting": own_id(it.a, "5" * 32), "words": "Het luchtte op."},
        lambda me: me.symbolic.meetings[0].look_back == "Het luchtte op.",
    ),
    "maakt-zich-zorgen": (
        _willing,
        {"about": "threat", "words": "Hij staat in mijn straat."},
        lambda me: [one.words for one in me.worries_said] == ["Hij staat in mijn straat."],
    ),
    "andere-bemiddelaar": (_willing, {}, lambda me: me.asked_for_mediator),
    "houdt-bemiddelaar": (_wants_another, {}, lambda me: not me.asked_for_mediator),
    "overdragen": (_has_another, {"what": ["notes"]}, lambda me: me.handed == ("notes",)),
    "klacht": (
        _willing,
        {"about": "mediator", "text": "Zij luistert niet.", "reply_to": ""},
        lambda me: [one.text for one in me.complaints] == ["Zij luistert niet."],
    ),
    "vraagt-naaste": (
        _willing,
        {"name": "Eva", "what_for": ["listen"], "ticks": ["talks"]},
        lambda me: me.around[0].role is Audience.SUPPORTER and ticks_of(me.around[0]) == ("talks",),
    ),
    "vraagt-advocaat": (
        _willing,
        {"name": "Mr. Bos", "ticks": ["summary"]},
        lambda me: me.around[0].role is Audience.LAWYER and ticks_of(me.around[0]) == ("summary",),
    ),
    "noemt-wie-erbij": (
        lambda it: it.ready("conference").a,
        {"name": "Eva Smit", "shown_as": "Eva, een vriendin", "released": "yes"},
        lambda me: (
            [(one.name, one.shown_as, one.released) for one in me.group.mine]
            == [("Eva Smit", "Eva, een vriendin", True)]
        ),
    ),
    "toch-niet-erbij": (_in_a_group, {"attendee": EVA}, lambda me: me.group.mine == ()),
    "zegt-van-lijst": (
        _listed,
        {"accepts": "no", "said": "Liever niet Daan."},
        lambda me: (me.group.accepts, me.group.said) == (False, "Liever niet Daan."),
    ),
    "naaste-ziet": (
        _has_a_supporter,
        {"guest": "5" * 32, "ticks": ["appointments", "closing"]},
        lambda me: ticks_of(me.around[0]) == ("appointments", "closing"),
    ),
    "naaste-klaar": (
        _has_a_supporter,
        {"guest": "5" * 32},
        lambda me: me.around[0].state == "ended",
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
    "wil-meelezen": (
        _willing,
        {"text": "Een begin."},
        lambda me: me.drafts[0].text == "Een begin.",
    ),
    "boodschap": (
        lambda it: it.ready("shuttle").a,
        {"text": "Ik denk er elke dag aan."},
        lambda me: (
            [(m.text, m.state) for m in me.messages] == [("Ik denk er elke dag aan.", "said")]
        ),
    ),
    "boodschap-anders": (
        _dictated,
        {"text": "Ik denk er vaak aan."},
        lambda me: [(m.text, m.state) for m in me.messages] == [("Ik denk er vaak aan.", "said")],
    ),
    "boodschap-klopt": (_dictated, {}, lambda me: me.messages[0].state == "approved"),
    "boodschap-terug": (_dictated, {}, lambda me: me.messages[0].state == "recalled"),
    "reactie-op-boodschap": (
        _told_a_message,
        {"received": "on", "reaction": "Dank je."},
        lambda me: (me.heard[0].released_received, me.heard[0].reaction) == (True, "Dank je."),
    ),
    "video-mag-gaan": (
        _filmed,
        {"may_stay": "yes"},
        lambda me: me.letters[0].film is not None and me.letters[0].may_stay,
    ),
    "video-weg": (_filmed, {}, lambda me: not me.videos),
    "video-bewaren": (_released_video, {"keep": "yes"}, lambda me: me.letters[0].may_stay),
    "kring-laten-zien": (
        _drew,
        {},
        lambda me: me.circle_shared is not None and me.circle_shared.dots == me.ecogram[-1].dots,
    ),
    "kring-niet-meer": (_showed, {}, lambda me: me.circle_shared is None),
    "stelt-voor": (_in_contact, {"text": "Wij groeten."}, lambda me: me.proposal == "Wij groeten."),
    "zegt-van-tekst": (_put, {"accepts": "yes"}, lambda me: me.accepts(me.agreements[0])),
    "tekst-mag-weg": (
        _agreed,
        {"recipient": "court", "gives": "yes"},
        lambda me: me.may_disclose[0].recipient == "court",
    ),
    "nazorg-genoeg": (_in_aftercare, {}, lambda me: me.state is PartyState.CLOSED),
}
"""For each row: where the person is, what they told us, what then stands in their own view."""


BEFORE_A_MEDIATOR = {"aanmelding-ja", "aanmelding-nee"}
"""What intake hears, because there is nobody else yet."""

PRIVATE = {"PutDot", "TakeOutDot", "RedrawEcogram"}
"""Of a drawing that staff neither see nor write: on one's own screen, or on paper of one's own."""


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
        SignUpOnBehalf.__name__,
        BringOver.__name__,
        ReleaseLetter.__name__,
    }
    assert entered == people - PRIVATE
    assert people >= PRIVATE
    assert all(ACTS[name].heard_by == frozenset() for name in PRIVATE)
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
        about = (ABOUT[row.about](lived),)
    said = answers(lived) if callable(answers) else answers
    address = at("told_about" if about else "told", lived.where.trajectory, party, slug, *about)
    account, name = MEDIATOR.id, "Mieke de Boer"
    if slug in BEFORE_A_MEDIATOR:
        account, name = INTAKE.id, "Els Kuiper"
    sent = work.send(address, account, via=via, paper="Map 12, achterin", **said)
    assert sent.status_code == 302, text_of(sent.content.decode())
    assert then(lived.view(party))
    newest = history(lived.where.trajectory, work.service.desk, work.service.now, Audience.OWNER)
    entry = newest[own(party)][0]
    lies = "Map 12, achterin" if via == "paper" else ""
    assert (entry.by.via, entry.by.id, entry.by.paper) == (Via(via), account, lies)
    if slug in UNSEEN:
        return
    page = text_of(work.get(at("trajectory", lived.where.trajectory), account))
    assert f"ingevoerd door {name}" in page
    assert {"phone": "verteld aan de telefoon", "paper": "op papier"}[via] in page
    assert ("(Map 12, achterin)" in page) is (via == "paper")


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
