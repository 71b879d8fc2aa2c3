"""Video calls in rooms of ours: letting each in, ending it for all, and the name somebody tells us."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from visavis.doors.desk.act_forms import FormOf
from visavis.doors.desk.appointment_acts import DROPPED, form_of, rooms_are_ours, standing
from visavis.doors.desk.asking import Maker, Window, from_window, line, one
from visavis.doors.desk.words import label_of
from visavis.mediation import video
from visavis.mediation.entries import PartyId
from visavis.mediation.preparation import TALKS
from visavis.mediation.terms import day
from visavis.mediation.views import Appointment, Side
from visavis.mediation.views.meeting import IN


def in_rooms(window: Window) -> dict[str, list[tuple[Side, Appointment]]]:
    """What is planned in rooms of ours, by contact, each one's own part."""
    found = {
        about: [(side, part) for side, part in parts if part.room]
        for about, parts in standing(window).items()
    }
    return {about: parts for about, parts in found.items() if parts and rooms_are_ours()}


def _today(window: Window) -> list[tuple[str, Side, Appointment]]:
    return [
        (about, side, part)
        for about, parts in in_rooms(window).items()
        for side, part in parts
        if part.state == "planned" and day(part.arrives) == window.today
    ]


def _who(window: Window) -> Maker | None:
    waits = [(side.party, label_of(side)) for _a, side, part in _today(window) if part.call != IN]
    return one(_("Who comes in?"), waits) if waits else None


def _people(window: Window, about: str) -> tuple[PartyId, ...]:
    return tuple(side.party for side, _part in in_rooms(window).get(about, []))


def _of_whom(window: Window, answers: dict[str, Any]) -> dict[str, Any]:
    about = next(a for a, side, _p in _today(window) if side.party == answers["who"])
    return {"contact": about, "form": form_of(window), "people": _people(window, about)}


def _inside(window: Window) -> list[str]:
    return [a for a, parts in in_rooms(window).items() if any(p.call == IN for _s, p in parts)]


def _ended(window: Window, answers: dict[str, Any]) -> dict[str, Any]:
    about = _inside(window)[0]
    return {"contact": about, "people": _people(window, about)}


def _nothing_inside(window: Window) -> Maker | None:
    """Nothing to end where nobody is in."""
    return (
        one(_("What do you end?"), [("all", _("The call, for everyone"))], first="all")
        if _inside(window)
        else None
    )


BETWEEN = (
    FormOf(
        video.LetIn,
        "binnenlaten",
        _("Video call: let someone in"),
        _("Let this person in"),
        lead=_(
            "First look in at their waiting room. Then let them in, one by one, and tell them: press “To the call” "
            "once more. Until then their link brings them to their own waiting room."
        ),
        shows=lambda w: [(_("When the line drops"), DROPPED)],
        asks={"who": from_window(_who)},
        needs=("who",),
        given=_of_whom,
        comes=lambda w: bool(_today(w)),
        offered=lambda w: bool(in_rooms(w)),
        between=True,
    ),
    FormOf(
        video.EndCall,
        "beeldgesprek-klaar",
        _("Video call: end it for all"),
        _("End it for all"),
        lead=_(
            "In the call itself, press “End meeting for all”. Then here: nobody gets back in, and each link leads to "
            "the own waiting room again. Stay with each apart."
        ),
        asks={"what": from_window(_nothing_inside)},
        needs=("what",),
        given=_ended,
        comes=lambda w: bool(_inside(w)),
        offered=lambda w: bool(in_rooms(w)),
        between=True,
    ),
)

TOLD = (
    FormOf(
        video.ChooseCallName,
        "naam-in-beeld",
        _("Their name on the screen of a video call"),
        lead=_(
            "A name they choose themselves. Everyone in the call sees it; so no name they would rather keep."
        ),
        asks={"name": line(_("Which name do they choose?"), most=video.LONGEST_NAME)},
        begins=lambda w: {"name": w.side.own.call_name},
        offered=lambda w: bool(
            {w.side.own.form_choice, w.side.own.form_agreed} & (TALKS - {"conversation"})
        ),
    ),
)
