"""What the summary of a case reflection says, line by line, in the language of whoever reads it."""

from collections.abc import Callable, Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from visavis.doors.desk.moving_fields import LEGAL_STAGES
from visavis.doors.desk.words import PLACES, SIDES, WAYS, said
from visavis.mediation.preparation import FORMS
from visavis.mediation.reflection import YEARS_FROM, Line
from visavis.mediation.sign_up import EVENT_TYPES, RELATIONS, SORTS
from visavis.mediation.words import PartyState, TrajectoryState
from visavis.mediation.worries import FLAGS


def _ago(months: int) -> str:
    if months >= YEARS_FROM:
        return ngettext("%(n)s year ago", "%(n)s years ago", months // 12) % {"n": months // 12}
    if not months:
        return _("this month")
    return ngettext("%(n)s month ago", "%(n)s months ago", months) % {"n": months}


def _weeks(number: int) -> str:
    if not number:
        return _("less than a week")
    return ngettext("%(n)s week", "%(n)s weeks", number) % {"n": number}


def _of(texts: Any, code: str) -> str:
    return str(said(texts[code])) if code in texts else _("Something else")


_SAYS: dict[str, Callable[[Line], str]] = {
    "sort": lambda line: _of(SORTS, line.code),
    "event": lambda line: _("What happened: %(what)s") % {"what": _of(EVENT_TYPES, line.code)},
    "fatal": lambda line: _("Someone died"),
    "happened": lambda line: _("It happened %(when)s") % {"when": _ago(line.number)},
    "legal_stage": lambda line: (
        _("The law: %(stage)s") % {"stage": LEGAL_STAGES.get(line.code, _("Something else"))}
    ),
    "begun": lambda line: _("Signed up %(when)s") % {"when": _ago(line.number)},
    "way": lambda line: _("It stands at: %(place)s") % {"place": WAYS[TrajectoryState(line.code)]},
    "mediators": lambda line: _("Two mediators") if line.number > 1 else _("One mediator"),
    "relation": lambda line: _("Says of it: %(what)s") % {"what": _of(RELATIONS, line.code)},
    "child": lambda line: _("A child"),
    "young": lambda line: _("Younger than 18"),
    "place": lambda line: (
        _("%(place)s: %(weeks)s")
        % {"place": PLACES[PartyState(line.code)], "weeks": _weeks(line.number)}
    ),
    "stands": lambda line: str(PLACES[PartyState(line.code)]),
    "talks": lambda line: (
        ngettext("%(n)s talk apart", "%(n)s talks apart", line.number) % {"n": line.number}
    ),
    "chosen": lambda line: _("Chose: %(form)s") % {"form": _of(FORMS, line.code)},
    "agreed": lambda line: _("Agreed: %(form)s") % {"form": _of(FORMS, line.code)},
    "concern": lambda line: _("Open concern: %(what)s") % {"what": _of(FLAGS, line.code)},
    "answered": lambda line: (
        _("Concern, with an answer: %(what)s") % {"what": _of(FLAGS, line.code)}
    ),
    "ban": lambda line: _("A contact ban applies"),
}


def whose(of: str) -> str:
    """Whose part of the trajectory a line is."""
    return f"{SIDES[of[0] == 'a']}{of[1:]}" if of else _("The trajectory")


def says(line: Line) -> str:
    """One line as it is read."""
    return _SAYS[line.name](line)


def in_words(lines: Iterable[Line]) -> list[tuple[str, list[str]]]:
    """The whole summary: whose part, and what is said of it."""
    found: dict[str, list[str]] = {}
    for line in lines:
        found.setdefault(whose(line.of), []).append(says(line))
    return list(found.items())
