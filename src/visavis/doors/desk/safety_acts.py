"""Concerns and what answers them, looking again, stopping, bans; and the second look before contact."""

from typing import Any

from django.utils.formats import date_format
from django.utils.functional import lazy
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from visavis.doors.desk.act_forms import FormOf
from visavis.doors.desk.asking import Maker, Window, from_window, line, on, one, words
from visavis.doors.desk.words import SIDES, said
from visavis.mediation import safety, worries
from visavis.mediation.safeguards.registry import is_sensitive
from visavis.mediation.views import SaidWorry, Worry
from visavis.mediation.words import COMMITTED
from visavis.mediation.worries import FLAGS
from visavis.service.current import current

YES_NO = [("yes", _("Yes")), ("no", _("No, not now"))]
STOPS = [
    ("pause", _("For now: we first talk with them")),
    ("closing", _("For good: we round off")),
]
ABOVE_ALL = _("Nothing is passed on until it is answered.")


def worry_line(worry: Worry) -> str:
    """A concern in one line: what it is about, and what was noted."""
    return " · ".join(part for part in (str(said(FLAGS[worry.flag])), worry.note) if part)


def said_line(worry: SaidWorry) -> str:
    """What somebody said worries them, in one line."""
    about = worries.SAYABLE.get(worry.about)
    return " · ".join(part for part in (str(said(about)) if about else "", worry.words) if part)


def _open_worries(window: Window) -> Maker | None:
    listed = {worry.flag: worry_line(worry) for worry in window.side.file.open_worries}
    first = next(iter(listed)) if len(listed) == 1 else ""
    return one(_("Which concern?"), listed.items(), first=first) if listed else None


def _bans(window: Window) -> Maker | None:
    standing = [ban for ban in window.side.file.bans if ban.holds(window.today)]
    listed = {ban.authority: ban.authority for ban in standing}
    first = next(iter(listed)) if len(listed) == 1 else ""
    return one(_("Whose ban is it?"), listed.items(), first=first) if listed else None


def _what_was_said(window: Window) -> list[tuple[Any, Any]]:
    return [(date_format(w.on, "j F Y"), said_line(w)) for w in window.side.own.worries_said]


def _began(window: Window, answers: dict[str, Any]) -> dict[str, Any]:
    return {"party": window.desk.sides[0].party}


def _looked(window: Window) -> list[tuple[Any, Any]]:
    """What a second look needs to see: of each side the concerns, and the last look at safety; who mediates."""
    found: list[tuple[Any, Any]] = []
    for side in window.desk.sides:
        if side.own.state is None:
            continue
        checked = side.file.safety_checked_on
        lines = [
            gettext("Safety looked at on %(day)s") % {"day": date_format(checked, "j F Y")}
            if checked
            else gettext("Safety was not looked at yet"),
            *(worry_line(worry) for worry in side.file.open_worries),
        ]
        found.append((SIDES[side.initiating], ". ".join(lines)))
    second = window.desk.desk.co_mediator_name
    found.append((_("Mediators"), ", ".join([window.desk.desk.mediator_name, second or "…"])))
    return found


def _how_fresh() -> str:
    """Of these days, as the service has it now."""
    days = current().terms.safety_check
    said = ngettext(
        "Before a meeting, a look that is not older than %(number)s day is needed.",
        "Before a meeting, a look that is not older than %(number)s days is needed.",
        days,
    )
    return said % {"number": days}


def _how_fresh() -> str:
    """Of these days, as the service has it now."""
    days = current().terms.safety_check
    said = ngettext(
        "Before a meeting, a look that is not older than %(number)s day is needed.",
        "Before a meeting, a look that is not older than %(number)s days is needed.",
        days,
    )
    return said % {"number": days}


def _wants_a_second_look(window: Window) -> bool:
    going = any(side.state in COMMITTED for side in window.desk.sides)
    return going and is_sensitive(window.desk) and not window.desk.desk.approved


SAFETY = (
    FormOf(
        worries.RaiseConcern,
        "zorg",
        _("A concern"),
        lead=ABOVE_ALL,
        asks={
            "flag": one(_("What is it about?"), FLAGS),
            "note": words(_("What did you see or hear?"), required=False),
        },
    ),
    FormOf(
        worries.HearWorry,
        "zorg-besproken",
        _("You spoke about what worries them"),
        lead=_("They told us this. First talk it over with them."),
        shows=_what_was_said,
        asks={
            "flag": one(
                _("What is it about?"), [("", _("It was talked over and is no worry any more")),
                *((code, said(text)) for code, text in FLAGS.items())], required=False,
            ),
            "note": words(_("What did you see or hear?"), required=False),
        },
        comes=lambda window: bool(window.side.own.worries_said),
    ),
    FormOf(
        worries.SetMeasure,
        "maatregel",
        _("What we do about a concern"),
        asks={
            "flag": from_window(_open_worries),
            "measure": words(_("What do we do?")),
        },
        needs=("flag",),
        comes=lambda window: bool(window.side.file.open_worries),
    ),
    FormOf(
        worries.AskDecision,
        "vraag-beslissing",
        _("Ask the practice lead whether it can go on"),
        _("Ask for a decision"),
        lead=_("Where no measure will do. Until then nothing is passed on."),
        asks={"flag": from_window(_open_worries)},
        needs=("flag",),
    ),
    FormOf(
        worries.DecideWorry,
        "beslissing",
        _("Decide about a concern"),
        _("This is my decision"),
        asks={
            "flag": from_window(_open_worries),
            "decision": one(_("What do you decide?"), worries.DECISIONS),
            "words": words(_("Why, and on what terms?"), _("The mediator reads this.")),
        },
        needs=("flag",),
        given=lambda window, answers: {"decided_by": window.account},
        comes=lambda window: bool(window.side.file.open_worries),
    ),
    FormOf(
        safety.CheckSafety,
        "veiligheid",
        _("Look at safety again"),
        lead=lazy(_how_fresh, str)(),
        asks={"note": words(_("How safe is contact for this person now?"))},
    ),
    FormOf(
        safety.StopForSafety,
        "stoppen-veiligheid",
        _("Stop for safety"),
        _("Stop now"),
        lead=_(
            "They read that we stopped, and that somebody calls. Nobody reads why. Call today or tomorrow. "
            "The other side hears on their news date that it takes longer, or that there is no contact now."
        ),
        asks={
            "to": one(_("For how long?"), STOPS),
            "flag": one(_("What is it about?"), FLAGS),
            "reason": words(_("What happened?"), _("Stands in the file of this person alone.")),
        },
        given=lambda window, answers: {"ends": answers["to"] == "closing"},
    ),
    FormOf(
        safety.RecordBan,
        "contactverbod",
        _("A ban on contact"),
        lead=_("While it stands, no letter and no contact leaves here."),
        asks={
            "authority": line(_("Which authority set it, and when?")),
            "until": on(
                _("Until which day?"), _("Leave it empty while nobody knows."), required=False
            ),
        },
    ),
    FormOf(
        safety.RecordPermission,
        "toestemming-contact",
        _("Permission for contact in spite of the ban"),
        lead=_("Only what the authority wrote, and what you have seen yourself."),
        asks={
            "authority": from_window(_bans),
            "letter": line(
                _("Which letter allows it?"), _("Its date, its mark, and where it is kept.")
            ),
        },
        needs=("authority",),
        comes=lambda window: any(ban.holds(window.today) for ban in window.side.file.bans),
    ),
)  # fmt: skip

SECOND_LOOK = (
    FormOf(
        safety.AskApproval,
        "tweede-blik-vragen",
        _("Ask for a second look"),
        _("Ask the practice lead"),
        lead=_(
            "Meeting after sexual or partner violence, stalking or a death needs two mediators and the "
            "practice lead’s yes. Talk it through together; look at everyone’s safety first."
        ),
        given=_began,
        comes=_wants_a_second_look,
        between=True,
    ),
    FormOf(
        safety.ApproveContact,
        "tweede-blik",
        _("A second look before contact"),
        _("This is my decision"),
        shows=_looked,
        asks={
            "approved": one(_("Can there be contact?"), YES_NO),
            "reason": words(
                _("On what terms, or why not?"),
                _("The mediators read this. Name nobody and nothing of one person."),
                required=False,
                most=2000,
            ),
        },
        given=lambda window, answers: {
            **_began(window, answers),
            "approved": answers["approved"] == "yes",
            "decided_by": window.account,
        },
        comes=_wants_a_second_look,
        between=True,
    ),
)
