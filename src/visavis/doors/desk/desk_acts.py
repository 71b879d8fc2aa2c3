"""The mediator's own acts about one person, row by row: what they ask and when they come next."""

from django.utils.translation import gettext_lazy as _

from visavis.doors.desk.act_forms import FormOf
from visavis.doors.desk.around_acts import AROUND
from visavis.doors.desk.asking import Window, line, on, one, words
from visavis.doors.desk.complaint_acts import COMPLAINT
from visavis.doors.desk.conference_acts import ROWS as GROUP
from visavis.doors.desk.course_acts import CLOSING, COURSE
from visavis.doors.desk.danger_acts import DANGER
from visavis.doors.desk.death_acts import DEATH
from visavis.doors.desk.end_acts import END
from visavis.doors.desk.exploring_acts import EXPLORING
from visavis.doors.desk.guardian_acts import ROWS as YOUNG
from visavis.doors.desk.preparation_acts import BETWEEN, PREPARATION
from visavis.doors.desk.safety_acts import SAFETY
from visavis.doors.desk.symbolic_acts import ACTS as SYMBOLIC
from visavis.mediation import approach
from visavis.mediation.days import HEAVY_DAYS
from visavis.mediation.terms import REMINDER_AFTER
from visavis.mediation.words import PartyState

P = PartyState


def may_ask(window: Window) -> bool:
    """Whether somebody lets us ask the people of this trajectory, on whichever side they stand."""
    everyone = (side for side in window.desk.sides if side.party != window.side.party)
    return any("approach" in side.own.may_tell for side in everyone)


def reminder_due(window: Window) -> bool:
    file = window.side.file
    sent = file.approaches[-1].on if file.approaches else None
    due = sent is not None and window.today - sent >= REMINDER_AFTER
    return file.state is P.APPROACHED and not window.side.own.state and due and not file.reminders


def _silence_is_over(window: Window) -> bool:
    file = window.side.file
    over = bool(file.approaches) and window.today >= file.approaches[-1].answer_by
    return window.side.state is P.APPROACHED and over


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
        approach.RecordDay,
        "dag",
        _("A day around which no letter should arrive"),
        lead=_("What is known, and no more: we ask nobody for it."),
        asks={"what": one(_("What day is it?"), HEAVY_DAYS), "on": on(_("Which day?"))},
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

ROWS = (
    *EXPLORING,
    *YOUNG,
    *APPROACH,
    *PREPARATION,
    *GROUP,
    *BETWEEN,
    *COURSE,
    *SAFETY,
    *DANGER,
    *COMPLAINT,
    *AROUND,
    *END,
    *SYMBOLIC,
    *CLOSING,
    *DEATH,
)
BY_SLUG = {row.slug: row for row in ROWS}
