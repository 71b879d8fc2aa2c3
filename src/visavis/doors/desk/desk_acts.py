"""The mediator's own acts about one person, row by row: what they ask and when they come next."""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from visavis.doors.desk.act_forms import FormOf
from visavis.doors.desk.asking import (
    YES_NO_UNKNOWN,
    Window,
    line,
    one,
    words,
)
from visavis.doors.desk.course_acts import CLOSING, COURSE
from visavis.mediation import approach, exploring, preparation
from visavis.mediation.sign_up import RELATIONS
from visavis.mediation.terms import ANSWER_PERIOD
from visavis.mediation.words import PartyState

P = PartyState
LEAFLET = "D5-2026"
"""The leaflet now in use; S2 asks which one was given."""

YES_NO = [("yes", _("Yes")), ("no", _("No"))]
LANGUAGES = [*settings.LANGUAGES, ("other", _("Another language, translated"))]


def _is_yes(answer: Any) -> bool | None:
    return {"yes": True, "no": False}.get(str(answer))


def _not_informed(window: Window) -> bool:
    own = window.side.own
    right = [given for given in own.informed if given.language == own.language]
    return own.state in {P.REGISTERED, P.EXPLORING} and not right


def _to_explore(window: Window) -> bool:
    own = window.side.own
    return own.state in {P.REGISTERED, P.EXPLORING} and bool(own.informed) and not own.talks


def _to_assess(window: Window) -> bool:
    own = window.side.own
    return own.state is P.EXPLORING and bool(own.talks) and own.suitability is None


def _to_confirm_willing(window: Window) -> bool:
    own = window.side.own
    return own.state is P.EXPLORING and own.consented_on is not None


def may_ask(window: Window) -> bool:
    others = window.desk.others(window.side.party)
    return any("approach" in other.own.may_tell for other in others)


def reminder_due(window: Window) -> bool:
    file = window.side.file
    sent = file.approaches[-1].on if file.approaches else None
    due = sent is not None and window.today - sent >= approach.REMINDER_AFTER
    return file.state is P.APPROACHED and not window.side.own.state and due and not file.reminders


def _silence_is_over(window: Window) -> bool:
    file = window.side.file
    over = bool(file.approaches) and window.today - file.approaches[-1].on >= ANSWER_PERIOD
    return window.side.state is P.APPROACHED and over


def _committed(window: Window) -> tuple[Any, ...]:
    return tuple(side.party for side in window.desk.sides if side.own.committed)


def _all_willing(window: Window) -> bool:
    both = {side.initiating for side in window.desk.sides if side.state is P.WILLING}
    return both == {True, False}


def _choices_meet(window: Window) -> bool:
    people = [side.own for side in window.desk.sides if side.own.committed]
    met = len(people) > 1 and all(own.form_choice == "letters" for own in people)
    return met and not all(own.form_agreed for own in people)


LANGUAGE = one(_("How does the language go?"), exploring.LANGUAGE_HELP)
NOTE = words(
    _("Your own note"),
    _("Closed to this person unless they ask. Would you let them read it?"),
    required=False,
)

EXPLORING = (
    FormOf(
        exploring.GiveInformation,
        "uitleg",
        _("Information was given"),
        lead=_("Saying yes is possible from a day later on. Saying no always is."),
        asks={"language": one(_("In which language?"), LANGUAGES)},
        given=lambda window, answers: {"version": LEAFLET},
        comes=_not_informed,
    ),
    FormOf(
        exploring.HoldExploratoryTalk,
        "verkennend-gesprek",
        _("Exploratory talk"),
        lead=_("The summary is theirs: they read it on their own page and may change it."),
        asks={
            "relation": one(
                _("What is their place in what happened, as they say it themselves?"), RELATIONS
            ),
            "summary": words(_("What was said, in their words")),
            "language_help": LANGUAGE,
            "note": NOTE,
        },
        known=lambda w: {"relation"} if w.side.own.relation else (),
        comes=_to_explore,
    ),
    FormOf(
        exploring.AssessSuitability,
        "past-het-nu",
        _("Does it fit now?"),
        asks={
            "verdict": one(_("Does this fit this person now?"), exploring.VERDICTS),
            "understood": one(_("Is it clear to them what this means?"), YES_NO),
            "acute": one(_("Is there a crisis now?"), YES_NO),
            "criminal_case_open": one(_("Is a criminal case open?"), YES_NO),
            "lawyer_offered": one(
                _("Was a talk with a lawyer offered?"),
                YES_NO,
                _("Needed while a criminal case is open."),
            ),
            "acknowledges": one(
                _("Do they acknowledge in broad lines what happened?"),
                YES_NO_UNKNOWN,
                _("Told in private; stands in the file and is used nowhere else."),
                required=False,
            ),
            "motive_fair": one(
                _("Is their wish fair to everyone?"),
                YES_NO,
                _("No, where it is about power, revenge or finding someone."),
            ),
        },
        given=lambda window, answers: {
            name: _is_yes(answers[name])
            for name in (
                "understood", "acute", "criminal_case_open", "lawyer_offered", "acknowledges",
                "motive_fair",
            )
        },
        comes=_to_assess,
    ),
    FormOf(
        exploring.ConfirmWilling,
        "doet-mee",
        _("This person takes part"),
        _("Yes, they take part"),
        lead=_("You carry on what this person said themselves."),
        comes=_to_confirm_willing,
    ),
)  # fmt: skip

APPROACH = (
    FormOf(
        approach.OpenTracing,
        "zoeken",
        _("Look for an address"),
        _("We start looking"),
        comes=lambda w: w.side.state is P.NAMED and may_ask(w) and not w.side.file.routes,
    ),
    FormOf(
        approach.RecordRoute,
        "weg",
        _("An address, and where it comes from"),
        asks={
            "address": words(_("Address"), most=500),
            "source": line(_("How do we come by this address?")),
        },
        comes=lambda w: (
            w.side.state in {P.NAMED, P.TRACING} and may_ask(w) and not w.side.file.routes
        ),
    ),
    FormOf(
        approach.RecordNoRoute,
        "niet-te-vinden",
        _("No address can be found"),
        lead=_("On their news date the other side hears one sentence, the same as for every no."),
    ),
    FormOf(
        approach.RecordNoAnswer,
        "geen-antwoord",
        _("No answer came"),
        lead=_("Silence is not a refusal. Who answers later is heard later."),
        comes=_silence_is_over,
    ),
    FormOf(
        approach.RecordWrongAddress,
        "verkeerd-adres",
        _("Not this person, or the letter came back"),
        lead=_("This address no longer counts. We look once more."),
    ),
)

PREPARATION = (
    FormOf(
        preparation.HoldPreparationTalk,
        "voorbereidend-gesprek",
        _("Preparation talk"),
        asks={
            "summary": words(_("What was said, in their words")),
            "supporter": one(
                _("Would they like someone with them?"),
                [*YES_NO, ("", _("Not asked"))],
                required=False,
            ),
            "language_help": LANGUAGE,
            "note": NOTE,
        },
        comes=lambda w: w.side.own.state is P.PREPARING and not _prepared(w),
    ),
    FormOf(
        preparation.ConfirmReady,
        "is-klaar",
        _("This person is ready for contact"),
        _("Yes, they are ready"),
        lead=_("You carry on what this person said themselves."),
        comes=lambda w: w.side.own.state is P.PREPARING and w.side.own.ready_wished,
    ),
)


def _prepared(window: Window) -> bool:
    return any(talk.kind == "preparation" for talk in window.side.own.talks)


BETWEEN = (
    FormOf(
        preparation.BeginPreparation,
        "voorbereiding",
        _("Begin the preparation"),
        _("Begin, with each apart"),
        lead=_("Everyone takes part and let the other know. Each prepares apart."),
        given=lambda window, answers: {"people": _committed(window)},
        comes=_all_willing,
        between=True,
    ),
    FormOf(
        preparation.AgreeForm,
        "vorm",
        _("The form of contact: letters"),
        _("Record that all choices meet"),
        lead=_("Each chose letters for themselves. Now each may know that both did."),
        given=lambda window, answers: {"people": _committed(window), "form": "letters"},
        comes=_choices_meet,
        between=True,
    ),
)


ROWS = (*EXPLORING, *APPROACH, *PREPARATION, *BETWEEN, *COURSE, *CLOSING)
BY_SLUG = {row.slug: row for row in ROWS}
