"""Talks in one room or by video call: calling off, that it was held or not; and what people tell us of it."""

from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from visavis.doors.desk.act_forms import FormOf
from visavis.doors.desk.asking import (
    Maker,
    Window,
    from_window,
    number,
    one,
    some,
    words,
)
from visavis.doors.desk.conference_acts import agreed_names
from visavis.doors.desk.planned import DROPPED, by_video, day_of, form_of, plans, standing, when
from visavis.doors.desk.planning_acts import PLAN
from visavis.mediation import appointments, contact
from visavis.mediation.conference import FORM as GROUP
from visavis.mediation.entries import PartyId
from visavis.mediation.preparation import TALKS
from visavis.mediation.terms import day
from visavis.mediation.views import Appointment, Subjects

LONGEST = 12 * 60
YES_NO = [("no", _("No")), ("yes", _("Yes"))]
SIGNAL = _(
    "You keep turns. At the signal you stop everything and speak with each apart. You can end it for all at once."
)


def _helps(window: Window) -> list[tuple[Any, Any]]:
    rows = [*plans(window), (_("On the day"), SIGNAL)]
    return [*rows, (_("When the line drops"), DROPPED)] if by_video(window) else rows


def _came(window: Window) -> Maker | None:
    listed = [*agreed_names(window)] if form_of(window) == GROUP else []
    hint = _("Tick who was there. Of what they said, nothing.")
    return some(_("Who came along?"), listed, hint) if listed else None


# Calling off, held, not held


def _which(label: Any) -> Maker:
    def make(window: Window) -> Maker | None:
        listed = [(about, day_of(parts)) for about, parts in standing(window).items()]
        first = listed[0][0] if len(listed) == 1 else ""
        return one(label, listed, first=first) if listed else None

    return from_window(make)


def _who(window: Window, about: str) -> tuple[PartyId, ...]:
    return tuple(side.party for side, _one in standing(window).get(about, []))


def _stopped_today(window: Window) -> dict[str, tuple[str, tuple[PartyId, ...]]]:
    """A talk that a signal stopped today may go on, once each said so apart (S24): form and people, by contact."""
    found: dict[str, tuple[str, tuple[PartyId, ...]]] = {}
    for side in window.desk.sides:
        for held in side.own.held:
            if held.stopped and held.on == window.today:
                form, people = found.get(held.contact, (held.form, ()))
                found[held.contact] = form, tuple(dict.fromkeys((*people, side.party)))
    return found


def _which_held(window: Window) -> Maker | None:
    listed = [(about, day_of(parts)) for about, parts in standing(window).items()]
    again = [
        (about, _("Today, after the signal: it went on"))
        for about in _stopped_today(window)
        if about not in standing(window)
    ]
    first = listed[0][0] if len(listed) == 1 else ""
    both = [*listed, *again]
    return one(_("Which appointment?"), both, first=first) if both else None


def _held(window: Window, answers: dict[str, Any]) -> dict[str, Any]:
    about = answers["contact"]
    parts = standing(window).get(about)
    if parts:
        form, people = parts[0][1].form, _who(window, about)
    else:
        form, people = _stopped_today(window)[about]
    return {
        "contact": about,
        "form": form,
        "people": people,
        "stopped": answers["stopped"] == "yes",
        "recorded": answers["recorded"] == "yes",
        "came": answers.get("who_came", ()),
    }


def _its_day(window: Window) -> bool:
    return any(
        day(one.arrives) <= window.today
        for parts in standing(window).values()
        for _side, one in parts
    )


BETWEEN = (
    PLAN,
    FormOf(
        contact.HoldContact,
        "gesprek-gehouden",
        _("The talk was held"),
        lead=_("That it was, how long, stopped or not. No word of what was said."),
        shows=_helps,
        asks={
            "contact": from_window(_which_held),
            "minutes": number(_("How many minutes did it last?"), least=1, most=LONGEST),
            "who_came": from_window(_came),
            "stopped": one(_("Did anyone give the signal to stop?"), YES_NO),
            "recorded": one(
                _("Did anyone record it, or write down what was said?"), YES_NO, first="no"
            ),
        },
        needs=("contact",),
        given=_held,
        comes=_its_day,
        between=True,
    ),
    FormOf(
        contact.RecordNotHeld,
        "gesprek-niet-gehouden",
        _("The talk did not take place"),
        lead=_(
            "Each hears the same: it did not take place, and you speak with them within two days. Never who did not "
            "come, or why."
        ),
        shows=plans,
        asks={"contact": _which(_("Which appointment?"))},
        needs=("contact",),
        given=lambda window, answers: {"people": _who(window, answers["contact"])},
        between=True,
    ),
    FormOf(
        appointments.CallOffContact,
        "afspraak-afzeggen",
        _("Call an appointment off"),
        _("Call it off for everyone"),
        lead=_("Each hears that it is called off, without a reason and without by whom."),
        shows=plans,
        asks={"contact": _which(_("Which appointment?"))},
        needs=("contact",),
        given=lambda window, answers: {"people": _who(window, answers["contact"])},
        between=True,
    ),
)


# As told by a person


def _talks(window: Window) -> bool:
    own = window.side.own
    return bool({own.form_choice, own.form_agreed} & TALKS or own.appointments or own.held)


def _mine(window: Window) -> list[Appointment]:
    return [one for one in window.side.own.appointments if one.state in appointments.STANDS]


def _my_which(window: Window) -> Maker | None:
    listed = [(one.contact, when(one.arrives)) for one in _mine(window)]
    first = listed[0][0] if len(listed) == 1 else ""
    return one(_("Which appointment?"), listed, first=first) if listed else None


def _my_held(window: Window) -> Maker | None:
    held = {one.contact: date_format(one.on, "j F Y") for one in window.side.own.held}
    first = next(iter(held)) if len(held) == 1 else ""
    return one(_("Which talk?"), [*held.items()], first=first) if held else None


def asks_once_more(window: Window) -> bool:
    """Whether the last yes is due: in the last days before, and not given since the plan was made."""
    soon = any(
        one.state == "planned" and window.today >= one.asks_from()
        for one in window.side.own.appointments
    )
    return soon and window.side.own.reconfirmed_at is None


def may_go_on(window: Window) -> bool:
    """Whether a signal stopped it today, and this person did not say since that it may go on."""
    own = window.side.own
    if own.stopped_at is None or day(own.stopped_at) != window.today:
        return False
    return own.went_on_at is None or own.went_on_at < own.stopped_at


def _may_meet(window: Window) -> bool:
    return window.side.own.state in appointments.MEETING


TOLD = (
    FormOf(
        appointments.SetSubjects,
        "onderwerpen",
        _("What they want to speak of"),
        lead=_("For you alone. You work towards what fits, without quoting."),
        asks={
            "ask": words(_("What do they want to ask?"), required=False),
            "say": words(_("What do they want to say?"), required=False),
            "not_hear": words(_("What do they not want to hear?"), required=False),
        },
        begins=lambda w: {
            "ask": w.side.own.subjects.ask,
            "say": w.side.own.subjects.say,
            "not_hear": w.side.own.subjects.not_hear,
        },
        comes=lambda w: _talks(w) and w.side.own.subjects == Subjects() and not w.side.own.held,
        offered=_talks,
    ),
    FormOf(
        appointments.Reconfirm,
        "wil-het-nog",
        _("They say yes once more"),
        _("Yes, they want this"),
        lead=_("Ask: do you still want this? No, and later, are fine too."),
        comes=asks_once_more,
        offered=lambda w: _may_meet(w) and bool(_mine(w)),
    ),
    FormOf(
        appointments.CannotCome,
        "komt-niet",
        _("They cannot come, or not then"),
        lead=_("No reason is needed. You then plan again, or call it off for everyone."),
        asks={
            "contact": from_window(_my_which),
            "another_time": one(
                _("What do they want?"),
                [("no", _("They do not come")), ("yes", _("Another time"))],
            ),
        },
        needs=("contact",),
        given=lambda window, answers: {"another_time": answers["another_time"] == "yes"},
        offered=lambda w: bool(_mine(w)),
    ),
    FormOf(
        contact.GoOn,
        "mag-verder",
        _("After the signal: it may go on"),
        _("Yes, it may go on"),
        lead=_("Ask each apart. It goes on only when everyone says so."),
        comes=may_go_on,
        offered=lambda w: _may_meet(w) and bool(w.side.own.held),
    ),
    FormOf(
        contact.LookBack,
        "terugkijken",
        _("How they look back"),
        lead=_("In their words, for themselves and for you."),
        asks={
            "contact": from_window(_my_held),
            "words": words(_("What do they think of it now?")),
        },
        needs=("contact",),
        comes=lambda w: any(not one.look_back for one in w.side.own.held),
        offered=lambda w: bool(w.side.own.held),
    ),
)
