"""Planning a talk: one plan about everyone at once, with each person's own times and entrance (S23).

Nobody may arrive or leave with another; so its form stands between the sides and asks for each apart.
"""

from datetime import datetime, time
from random import SystemRandom
from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from visavis.doors.desk.act_forms import FormOf
from visavis.doors.desk.asking import (
    Maker,
    Window,
    clock,
    from_window,
    line,
    on,
    one,
    tick,
    words,
)
from visavis.doors.desk.conference_acts import agreed_names
from visavis.doors.desk.planned import (
    MOST,
    by_video,
    day_of,
    form_of,
    plans,
    rooms_are_ours,
    standing,
    talking,
)
from visavis.doors.desk.words import label_of
from visavis.journal.record import new_id
from visavis.mediation import appointments
from visavis.mediation.appointments import Arrival
from visavis.mediation.conference import FORM as GROUP
from visavis.mediation.conference import METHODS
from visavis.mediation.terms import HERE
from visavis.mediation.views import Appointment, Side
from visavis.mediation.views.meeting import ROOM
from visavis.people import meeting_rooms

NEW = "new"
ELSEWHERE = "elsewhere"


def _moves(window: Window) -> Maker | None:
    moves = [(about, day_of(parts)) for about, parts in standing(window).items()]
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
        "our_room": dict(window.desk.desk.rooms).get(before.contact, ELSEWHERE),
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
        people = talking(window)
        if n >= len(people) or (ask == "entrance" and form_of(window) == ""):
            return None
        if ask == "entrance" and by_video(window) and rooms_are_ours():
            return None
        whose = {"who": label_of(people[n])}
        if ask == "entrance" and by_video(window):
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
    return lambda window: (video if by_video(window) else talk)(window)


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


def _rooms(window: Window) -> Maker | None:
    """Which room of ours; not asked for a video call, nor where the service has none."""
    ours = {} if by_video(window) else meeting_rooms.current()
    if not ours:
        return None
    listed = [*ours.items(), (ELSEWHERE, _("Somewhere else"))]
    hint = _("A room that another appointment needs then is refused.")
    return one(_("In which of our rooms?"), listed, hint)


def _taken(window: Window, about: str, room: str, arrivals: tuple[Arrival, ...]) -> bool:
    """Whether another appointment, of any trajectory, needs this room at that time."""
    if not room or not arrivals:
        return False
    begins, ends = min(one.arrives for one in arrivals), max(one.leaves for one in arrivals)
    others = (one for one in window.booked() if one.contact != about)
    return any(one.takes(room, begins, ends) for one in others)


def _plan(window: Window, answers: dict[str, Any]) -> dict[str, Any]:
    about = answers.get("contact") or NEW
    room = answers.get("our_room") or ELSEWHERE
    room = "" if room == ELSEWHERE else room

    def at(clock_: time) -> datetime:
        return datetime.combine(answers["on"], clock_, HERE)

    arrivals = tuple(
        Arrival(
            side.party,
            at(answers[f"arrives_{n}"]),
            at(answers[f"leaves_{n}"]),
            answers.get(f"entrance_{n}") or _room_of(side, about),
        )
        for n, side in enumerate(talking(window))
        if f"arrives_{n}" in answers
    )
    return {
        "contact": new_id(SystemRandom()) if about == NEW else about,
        "form": form_of(window),
        "arrivals": arrivals,
        "room": room,
        "room_taken": _taken(window, about, room, arrivals),
    }


def _to_plan(window: Window) -> bool:
    people = talking(window)
    both = len({side.initiating for side in people}) > 1
    asked = any(
        one.state in {"cannot", "move"} for parts in standing(window).values() for _s, one in parts
    )
    return both and (asked or (not standing(window) and not any(s.own.held for s in people)))


PLAN = FormOf(
    appointments.PlanContact,
    "afspraak-plannen",
    _("Plan an appointment"),
    _("Plan this; each hears their own part"),
    lead=_(
        "Each reads their own time, entrance and leaving, and nothing of the other’s. Nobody arrives or leaves "
        "with another. What stands under where, who and how is the same for all."
    ),
    shows=plans,
    asks={
        "contact": from_window(_moves),
        "on": on(_("On which day?")),
        "our_room": from_window(_rooms),
        "place": _either(
            words(_("Where, and how to get there?"), _("A place that belongs to neither side.")),
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
    held=meeting_rooms.one_at_a_time,
)
