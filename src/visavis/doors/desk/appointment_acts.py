"""Talks in one room or by video call: planning, calling off, that it was held or not; and what people tell us of it.

A plan is about everyone at once, since nobody may arrive or leave with another (S23); so its form stands between
the sides and asks for each person's times apart.
"""

from datetime import datetime, time
from random import SystemRandom
from typing import Any

from django import forms
from django.conf import settings
from django.core.validators import URLValidator
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from visavis.doors.desk.act_forms import FormOf
from visavis.doors.desk.asking import (
    Maker,
    Window,
    clock,
    from_window,
    line,
    number,
    on,
    one,
    some,
    tick,
    words,
)
from visavis.doors.desk.conference_acts import agreed_names
from visavis.doors.desk.words import label_of, said
from visavis.journal.record import new_id
from visavis.mediation import appointments, contact
from visavis.mediation.conference import FORM as GROUP
from visavis.mediation.conference import METHODS
from visavis.mediation.entries import PartyId
from visavis.mediation.preparation import FORMS, TALKS
from visavis.mediation.terms import HERE, RECONFIRMED_WITHIN, day
from visavis.mediation.views import Appointment, Side, Subjects
from visavis.mediation.views.meeting import ROOM

NEW = "new"
MOST = 6
"""People in one plan, each with those whom they bring."""
LONGEST = 12 * 60
YES_NO = [("no", _("No")), ("yes", _("Yes"))]
DROPPED = _(
    "Everyone puts the camera off and waits. You ring each apart, the one who was speaking last first. "
    "Say: “The line dropped. Nobody did that. Do you want to go on?” Nobody goes on alone with the other. After ten "
    "minutes you stop for today, and plan again."
)
SIGNAL = _(
    "You keep turns. At the signal you stop everything and speak with each apart. You can end it for all at once."
)


def _talking(window: Window) -> list[Side]:
    """Who agreed on a talk and may meet now."""
    return [
        side
        for side in window.desk.sides
        if side.own.state in appointments.MEETING and side.own.form_agreed in TALKS
    ][:MOST]


def rooms_are_ours() -> bool:
    """Whether the service opens the rooms of video calls itself; otherwise the mediator gives each a link."""
    return settings.VISAVIS_VIDEO is not None


def form_of(window: Window) -> str:
    people = _talking(window)
    return people[0].own.form_agreed if people else ""


def _by_video(window: Window) -> bool:
    return form_of(window) == "video_call"


def standing(window: Window) -> dict[str, list[tuple[Side, Appointment]]]:
    """What is neither over nor called off for everyone, by contact, with each one's own part; the soonest first."""
    found: dict[str, list[tuple[Side, Appointment]]] = {}
    for side in window.desk.sides:
        for each in side.own.appointments:
            found.setdefault(each.contact, []).append((side, each))
    still = {k: v for k, v in found.items() if any(a.state in appointments.STANDS for _s, a in v)}
    return dict(sorted(still.items(), key=lambda item: min(a.arrives for _s, a in item[1])))


def when(moment: datetime) -> str:
    """``vrijdag 4 september 2026, 10.30``."""
    here = moment.astimezone(HERE)
    return f"{date_format(here, 'l j F Y')}, {date_format(here, 'H.i')}"


def _day_of(parts: list[tuple[Side, Appointment]]) -> str:
    return date_format(min(one.arrives for _side, one in parts).astimezone(HERE), "l j F Y")


STATES = {
    "cannot": _("Says they cannot come"),
    "move": _("Asks for another time"),
    "off": _("Heard that it is called off, or stopped"),
}


def _plans(window: Window) -> list[tuple[Any, Any]]:
    """What is planned, each one's part under their own label."""
    rows: list[tuple[Any, Any]] = []
    for parts in standing(window).values():
        rows.append((said(FORMS[parts[0][1].form]), _day_of(parts)))
        rows += [(label_of(side), _part(side, one)) for side, one in parts]
    return rows


def _part(side: Side, one: Appointment) -> str:
    arrives, leaves = (date_format(t.astimezone(HERE), "H.i") for t in (one.arrives, one.leaves))
    own_room = _("A waiting room of their own, by video")
    lines = [f"{arrives}–{leaves}", str(own_room) if one.room else one.entrance]
    if one.state in STATES:
        lines.append(str(STATES[one.state]))
    elif said_yes(side, one):
        lines.append(str(_("Said yes once more")))
    else:
        lines.append(str(_("Has not said yes once more")))
    return "\n".join(lines)


def said_yes(side: Side, one: Appointment) -> bool:
    at = side.own.reconfirmed_at
    return at is not None and one.arrives - at <= RECONFIRMED_WITHIN


def _helps(window: Window) -> list[tuple[Any, Any]]:
    rows = [*_plans(window), (_("On the day"), SIGNAL)]
    return [*rows, (_("When the line drops"), DROPPED)] if _by_video(window) else rows


# Planning


def _moves(window: Window) -> Maker | None:
    moves = [(about, _day_of(parts)) for about, parts in standing(window).items()]
    if not moves:
        return None
    listed = [*((about, _("Another time for %(day)s") % {"day": d}) for about, d in moves)]
    return one(_("Is this a new appointment?"), [*listed, (NEW, _("A new one, besides"))])


def _first(window: Window) -> Appointment | None:
    return next((parts[0][1] for parts in standing(window).values()), None)


def _begins(window: Window) -> dict[str, Any]:
    """What was planned, to be moved; only what is the same for all."""
    before = _first(window)
    if before is None:
        listed = "\n".join(name for name, _same in agreed_names(window))
        return {"present": listed} if form_of(window) == GROUP else {}
    return {
        "contact": before.contact,
        "place": before.place,
        "present": before.present,
        "stop_plan": before.signal,
        **{each: getattr(before, each) for each in appointments.OF_A_GROUP},
    }


class LinkField(forms.CharField):
    """An address of a video call. Only https, so that nobody on the way can listen in or see who comes."""

    def __init__(self, **kwargs: Any) -> None:
        wrong = _("This is not a link that begins with https://. Look once more.")
        super().__init__(validators=[URLValidator(schemes=["https"], message=wrong)], **kwargs)


def _of(n: int, ask: str) -> Maker:
    """A question about the ``n``-th person of the plan; none where there are fewer."""

    def make(window: Window) -> forms.Field | None:
        people = _talking(window)
        if n >= len(people) or (ask == "entrance" and form_of(window) == ""):
            return None
        if ask == "entrance" and _by_video(window) and rooms_are_ours():
            return None
        whose = {"who": label_of(people[n])}
        if ask == "entrance" and _by_video(window):
            return LinkField(
                label=_("%(who)s: own link") % whose,
                help_text=_("A link of their own, for this call only. Nobody else gets it."),
                max_length=500,
                error_messages={"required": _("Write something here first.")},
                widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "url"}),
            )
        label = {
            "arrives": _("%(who)s: arrives at"),
            "leaves": _("%(who)s: leaves at"),
            "entrance": _("%(who)s: own entrance and waiting room"),
        }[ask]
        maker = line(label % whose) if ask == "entrance" else clock(label % whose)
        return maker(window)

    return make


def _people_asked() -> dict[str, Maker]:
    asks = ("arrives", "leaves", "entrance")
    return {f"{ask}_{n}": _of(n, ask) for n in range(MOST) for ask in asks}


def _either(talk: Maker, video: Maker) -> Maker:
    """A question that reads otherwise for a video call."""
    return lambda window: (video if _by_video(window) else talk)(window)


def _room_of(side: Side, about: str) -> str:
    """A waiting room of this person's own: the one they have for this talk, or a new random one."""
    before = next((one for one in side.own.appointments if one.contact == about), None)
    return before.entrance if before and before.room else f"{ROOM}{new_id(SystemRandom())}"


def _in_a_group(maker: Maker) -> Maker:
    """A question that only a group meeting asks."""
    return lambda window: maker(window) if form_of(window) == GROUP else None


OF_A_GROUP = {
    "method": _in_a_group(one(_("How are turns kept?"), METHODS)),
    "seating": _in_a_group(
        words(
            _("Who sits where?"),
            _("As you talked it over with each. Everyone reads the same words: no last names."),
        )
    ),
    "speaking": _in_a_group(
        words(
            _("In which order does each speak?"),
            _("Rounds: what happened, what it did, what is needed. Who begins, and who then?"),
        )
    ),
    "afterwards": _in_a_group(
        words(
            _("How does it end?"),
            _("A closing round, something to eat or an informal moment, a word with each apart."),
        )
    ),
}


def _came(window: Window) -> Maker | None:
    listed = [*agreed_names(window)] if form_of(window) == GROUP else []
    hint = _("Tick who was there. Of what they said, nothing.")
    return some(_("Who came along?"), listed, hint) if listed else None


def _plan(window: Window, answers: dict[str, Any]) -> dict[str, Any]:
    about = answers.get("contact") or NEW

    def at(clock_: time) -> datetime:
        return datetime.combine(answers["on"], clock_, HERE)

    return {
        "contact": new_id(SystemRandom()) if about == NEW else about,
        "form": form_of(window),
        "arrivals": tuple(
            appointments.Arrival(
                side.party,
                at(answers[f"arrives_{n}"]),
                at(answers[f"leaves_{n}"]),
                answers.get(f"entrance_{n}") or _room_of(side, about),
            )
            for n, side in enumerate(_talking(window))
            if f"arrives_{n}" in answers
        ),
    }


def _to_plan(window: Window) -> bool:
    people = _talking(window)
    both = len({side.initiating for side in people}) > 1
    asked = any(
        one.state in {"cannot", "move"} for parts in standing(window).values() for _s, one in parts
    )
    return both and (asked or (not standing(window) and not any(s.own.held for s in people)))


# Calling off, held, not held


def _which(label: Any) -> Maker:
    def make(window: Window) -> Maker | None:
        listed = [(about, _day_of(parts)) for about, parts in standing(window).items()]
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
    listed = [(about, _day_of(parts)) for about, parts in standing(window).items()]
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
    FormOf(
        appointments.PlanContact,
        "afspraak-plannen",
        _("Plan an appointment"),
        _("Plan this; each hears their own part"),
        lead=_(
            "Each reads their own time, entrance and leaving, and nothing of the other’s. Nobody arrives or leaves "
            "with another. What stands under where, who and how is the same for all."
        ),
        shows=_plans,
        asks={
            "contact": from_window(_moves),
            "on": on(_("On which day?")),
            "place": _either(
                words(
                    _("Where, and how to get there?"), _("A place that belongs to neither side.")
                ),
                words(
                    _("What does each need for the call?"),
                    _("A room where nobody listens in, a charged device, someone near."),
                ),
            ),
            "present": words(
                _("Who will be there?"),
                _("Only what everyone agreed that the others may know, by the names they chose."),
            ),
            "stop_plan": words(
                _("How does anyone stop it, or take a break?"),
                _("The signal, and the breaks. Who leaves first follows from the times below."),
            ),
            **OF_A_GROUP,
            **_people_asked(),
            "neutral": _either(
                tick(_("The place is neutral, and each has a door and a waiting room apart")),
                tick(_("Each sits in a room that we looked at, with someone near")),
            ),
            "near_exit": _either(
                tick(_("Each can sit near the way out")),
                tick(_("Each can leave at once, and you can end it for all")),
            ),
        },
        needs=("arrives_1",),
        begins=_begins,
        given=_plan,
        comes=_to_plan,
        between=True,
    ),
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
        shows=_plans,
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
        shows=_plans,
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
    """Whether the last yes is due: a week before, and not given since the plan was made."""
    soon = any(
        one.state == "planned" and day(one.arrives) - window.today <= RECONFIRMED_WITHIN
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
