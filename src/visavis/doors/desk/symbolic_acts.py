"""People from other events at one side: the talk before, the end, and what people tell us of it (§2.5)."""

from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from visavis.doors.desk.act_forms import FormOf
from visavis.doors.desk.asking import Maker, Window, from_window, line, one, words
from visavis.mediation import symbolic
from visavis.mediation.terms import HERE

YES_NO = [("yes", _("Yes, they want that")), ("no", _("No, not with these people"))]


def _wished(window: Window) -> bool:
    return symbolic.under_way(window.side.own)


def _asked(window: Window) -> bool:
    return _wished(window) and window.side.own.symbolic.asked_on is not None


def _facts(window: Window, answers: dict[str, Any]) -> dict[str, Any]:
    """What the planner matches by, from what intake recorded."""
    recorded: dict[str, str] = {}
    for side in window.desk.sides:
        recorded |= side.file.facts
    return {
        "event_type": recorded.get("event_type", "other"),
        "region": recorded.get("region", ""),
        "spoken": window.side.own.language,
    }


def _begins(window: Window) -> dict[str, Any]:
    mine = window.side.own.symbolic
    return {
        "name": mine.name or window.side.own.first_name,
        "hopes": mine.hopes,
        "seeks": mine.seeks,
        "setting": mine.setting,
    }


def _held(window: Window) -> Maker | None:
    found = [
        (one_.mine, date_format(one_.at.astimezone(HERE), "j F Y"))
        for one_ in window.side.own.symbolic.meetings
        if one_.state == "held"
    ]
    first = found[0][0] if len(found) == 1 else ""
    return one(_("Which meeting? By its day"), found, first=first) if found else None


ACTS = (
    FormOf(
        symbolic.HoldSymbolicTalk,
        "ontmoeting-gesprek",
        _("The talk before meeting people from another event"),
        lead=_(
            "With this person alone. Type of event, language and region go to the planner too. "
            "What they hope for stays with you."
        ),
        asks={
            "hopes": words(_("What do they hope for?"), _("In their own words."), most=4000),
            "name": line(
                _("What may the others call them?"), _("A first name, or another."), most=60
            ),
            "seeks": one(_("Whom would they like to meet?"), symbolic.SEEKS),
            "setting": one(_("How?"), symbolic.SETTINGS),
        },
        given=_facts,
        begins=_begins,
        offered=_wished,
        comes=lambda w: _wished(w) and w.side.own.symbolic.talked_on is None,
    ),
    FormOf(
        symbolic.RoundOffSymbolic,
        "ontmoeting-klaar",
        _("Round off the meetings with people from another event"),
        lead=_(
            "After a talk with this person. They are out of the group, and may wish for it again."
        ),
        offered=lambda w: _wished(w) and w.side.own.symbolic.talked_on is not None,
    ),
)

TOLD = (
    FormOf(
        symbolic.WishSymbolic,
        "wil-ontmoeten",
        _("They want to talk with people from another event"),
        lead=_("Never of the same event. The other side has no part in it and does not know."),
        offered=lambda w: not _wished(w),
    ),
    FormOf(
        symbolic.AnswerSymbolic,
        "ontmoeting-antwoord",
        _("Whether they want to meet these people"),
        lead=_(
            "First names come when each has said yes. A no needs no reason, and nobody hears it."
        ),
        asks={"answer": one(_("What do they say?"), YES_NO)},
        given=lambda window, answers: {"yes": answers["answer"] == "yes"},
        offered=_asked,
        comes=lambda w: _asked(w) and w.side.own.symbolic.says_yes is None,
    ),
    FormOf(
        symbolic.LetSymbolicGo,
        "geen-ontmoeting",
        _("No further with people from another event"),
        lead=_("They need not say why."),
        offered=_wished,
    ),
    FormOf(
        symbolic.LookBackSymbolic,
        "ontmoeting-terugkijken",
        _("How a meeting with people from another event was"),
        asks={
            "meeting": from_window(_held),
            "words": words(_("What they say of it, in their own words"), most=4000),
        },
        needs=("meeting",),
        offered=lambda w: _held(w) is not None,
    ),
)
