"""Exploring with one person: information, talks, whether it fits now, and carrying on their yes."""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from visavis.doors.desk.act_forms import FormOf
from visavis.doors.desk.asking import YES_NO_UNKNOWN, Window, one, words
from visavis.doors.desk.young import is_young
from visavis.mediation import exploring
from visavis.mediation.safeguards.consent import said_yes
from visavis.mediation.sign_up import RELATIONS
from visavis.mediation.words import PartyState

P = PartyState
LEAFLET, YOUNG_LEAFLET = "D5-2026", "D28-2026"
"""The leaflets now in use; S2 asks which one was given."""

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
    return own.state in {P.REGISTERED, P.EXPLORING} and bool(own.informed) and not own.talks_since


def _to_assess(window: Window) -> bool:
    own = window.side.own
    return own.state is P.EXPLORING and bool(own.talks_since) and own.suitability is None


def _to_confirm_willing(window: Window) -> bool:
    own = window.side.own
    return own.state is P.EXPLORING and said_yes(window.side, window.today)


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
        given=lambda window, answers: {
            "version": YOUNG_LEAFLET if is_young(window.side, window.today) else LEAFLET
        },
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
