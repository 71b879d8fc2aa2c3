"""What is planned, as the desk reads it: who may meet, what stands, each one's own part."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from visavis.doors.desk.asking import (
    Window,
)
from visavis.doors.desk.words import label_of, said
from visavis.mediation import appointments
from visavis.mediation.preparation import FORMS, TALKS
from visavis.mediation.terms import HERE
from visavis.mediation.views import Appointment, Side

MOST = 6
"""People in one plan, each with those whom they bring."""
DROPPED = _(
    "Everyone puts the camera off and waits. You ring each apart, the one who was speaking last first. "
    "Say: “The line dropped. Nobody did that. Do you want to go on?” Nobody goes on alone with the other. After ten "
    "minutes you stop for today, and plan again."
)


def talking(window: Window) -> list[Side]:
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
    people = talking(window)
    return people[0].own.form_agreed if people else ""


def by_video(window: Window) -> bool:
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


def day_of(parts: list[tuple[Side, Appointment]]) -> str:
    return date_format(min(one.arrives for _side, one in parts).astimezone(HERE), "l j F Y")


STATES = {
    "cannot": _("Says they cannot come"),
    "move": _("Asks for another time"),
    "off": _("Heard that it is called off, or stopped"),
}


def plans(window: Window) -> list[tuple[Any, Any]]:
    """What is planned, each one's part under their own label."""
    rows: list[tuple[Any, Any]] = []
    for parts in standing(window).values():
        rows.append((said(FORMS[parts[0][1].form]), day_of(parts)))
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
    return at is not None and one.arrives - at <= timedelta(days=one.yes_within)
