"""Danger that may have to be told outside: report, decide with two, tell the minimum, tell whom it is about (S39)."""

from collections.abc import Callable
from random import SystemRandom
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from visavis.doors.desk.act_forms import FormOf
from visavis.doors.desk.asking import Maker, Window, from_window, line, one, words
from visavis.doors.desk.words import said
from visavis.journal.record import new_id
from visavis.mediation import danger
from visavis.mediation.views import Danger

Picks = Callable[[Danger], bool]
TALKED = [
    ("yes", _("Yes, I spoke with this person")),
    ("no", _("No, that is not safe now")),
]


def _waits(one: Danger) -> bool:
    return one.waits


def _was_told(one: Danger) -> bool:
    return one.disclosed_on is not None


def _title(found: Danger) -> str:
    cause = danger.DANGERS.get(found.cause)
    parts = [str(said(cause)) if cause else found.cause, found.recipient]
    if found.disclosed_on:
        parts.append(date_format(found.disclosed_on, "j F Y"))
    return " · ".join(parts)


def _these(window: Window, picks: Picks) -> list[Danger]:
    return [found for found in window.side.file.dangers if picks(found)]


def _which(picks: Picks) -> Maker:
    def ask(window: Window) -> Maker | None:
        listed = {found.danger: _title(found) for found in _these(window, picks)}
        first = next(iter(listed)) if len(listed) == 1 else ""
        return one(_("Which danger?"), listed.items(), first=first) if listed else None

    return from_window(ask)


def _shows(picks: Picks) -> Callable[[Window], list[tuple[Any, Any]]]:
    """To whom, in which words, and whether it was talked over first."""

    def show(window: Window) -> list[tuple[Any, Any]]:
        found: list[tuple[Any, Any]] = []
        for each in _these(window, picks):
            found += [
                (_("What is it about?"), _title(each)),
                (_("Exactly these words"), each.text),
                (_("Spoken with them?"), TALKED[0][1] if each.talked_with else TALKED[1][1]),
            ]
        return found

    return show


def _decides(window: Window, answers: dict[str, Any]) -> dict[str, Any]:
    found = next(one for one in window.side.file.dangers if one.danger == answers["danger"])
    return {"decided_by": window.account, "text": found.text}


DANGER = (
    FormOf(
        danger.ReportDanger,
        "gevaar",
        _("A danger that may have to be told outside"),
        _("Ask the practice lead"),
        lead=_(
            "Somebody is in acute danger: call 112 first. Otherwise: speak with this person if that is safe, "
            "then ask the practice lead today. Nothing is passed on from now on."
        ),
        asks={
            "cause": one(_("What is it about?"), danger.DANGERS),
            "talked": one(_("Did you speak with this person about it first?"), TALKED),
            "recipient": line(_("Who must know?")),
            "text": words(
                _("In exactly which words?"),
                _("The minimum: what they need to act, and nothing else."),
                most=2000,
            ),
        },
        given=lambda window, answers: {
            "danger": new_id(SystemRandom()),
            "talked_with": answers["talked"] == "yes",
        },
    ),
    FormOf(
        danger.DiscloseDanger,
        "gevaar-naar-buiten",
        _("Decide: tell it outside"),
        _("Tell exactly this, and no more"),
        lead=_("You decide with the mediator. What leaves is what stands here, word for word."),
        shows=_shows(_waits),
        asks={"danger": _which(_waits)},
        needs=("danger",),
        given=_decides,
        comes=lambda window: bool(_these(window, _waits)),
    ),
    FormOf(
        danger.KeepDanger,
        "gevaar-niet-naar-buiten",
        _("Decide: do not tell it outside"),
        _("This is my decision"),
        shows=_shows(_waits),
        asks={"danger": _which(_waits), "why": words(_("Why?"), _("The mediator reads this."))},
        needs=("danger",),
        given=lambda window, answers: {"decided_by": window.account},
        comes=lambda window: bool(_these(window, _waits)),
    ),
    FormOf(
        danger.TellOfDisclosure,
        "gevaar-verteld",
        _("They heard that it was told outside"),
        lead=_(
            "First tell them in a talk, once that is safe. From then on their page says so too."
        ),
        shows=_shows(_was_told),
        asks={
            "danger": _which(_was_told),
            "words": words(
                _("What do they read?"),
                _("To whom we told something, when, and why. Short and plain."),
                most=1000,
            ),
        },
        needs=("danger",),
        comes=lambda w: bool(_these(w, _was_told)) and not w.side.own.disclosures,
    ),
)
