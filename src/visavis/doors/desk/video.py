"""The mediator's own ways into a video call: each waiting room, and the talk. Made when asked for, kept nowhere."""

from datetime import datetime

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from visavis.doors.desk import frame
from visavis.doors.desk.appointment_acts import DROPPED, when
from visavis.doors.desk.asking import Window
from visavis.doors.desk.rooms import Desk, TrajectoryRoom, desk
from visavis.doors.desk.video_acts import in_rooms
from visavis.doors.desk.words import label_of
from visavis.doors.shared.door import door
from visavis.mediation.entries import MEDIATES
from visavis.mediation.video import door_opens, door_shuts
from visavis.mediation.views import Appointment, Side
from visavis.mediation.views.meeting import IN
from visavis.outside import video

Parts = list[tuple[Side, Appointment]]


def _talks(here: Desk, room: TrajectoryRoom) -> dict[str, Parts]:
    sides = room.view.sides
    if not sides:
        raise Http404
    return in_rooms(Window(room.view, sides[0], here.today))


def _is_open(parts: Parts, now: datetime) -> bool:
    """From when the first may come until the last has left."""
    opens, shuts = (min(door_opens(p) for _s, p in parts), max(door_shuts(p) for _s, p in parts))
    return opens <= now < shuts


def _as_moderator(here: Desk, room: str, parts: Parts) -> HttpResponse:
    if not _is_open(parts, here.now):
        raise Http404
    until = max(door_shuts(part) for _side, part in parts)
    server = settings.VISAVIS_VIDEO
    return HttpResponseRedirect(
        video.link(server, room, here.name, here.now, until, moderator=True)
    )


@door("desk", needs={"mediator"}, methods=["GET"])
def rooms(request: HttpRequest, trajectory: str) -> HttpResponse:
    here = desk(request)
    room = here.trajectory(trajectory, MEDIATES)
    talks = [
        {
            "contact": about,
            "when": when(min(part.arrives for _side, part in parts)),
            "open": _is_open(parts, here.now),
            "opens": when(min(door_opens(part) for _side, part in parts)),
            "people": [
                {
                    "party": side.party,
                    "label": label_of(side),
                    "name": side.own.call_name
                    or _("No name chosen; the screen says “Participant”"),
                    "mine": part.mine,
                    "inside": part.call == IN,
                    "comes": part.state == "planned",
                }
                for side, part in parts
            ],
        }
        for about, parts in _talks(here, room).items()
    ]
    return frame.show(
        request,
        here,
        "video",
        here="trajectories",
        trajectory=trajectory,
        nickname=room.view.desk.nickname,
        talks=talks,
        dropped=DROPPED,
    )


@door("desk", needs={"mediator"}, methods=["GET"])
def talk(request: HttpRequest, trajectory: str, contact: str) -> HttpResponse:
    here = desk(request)
    parts = _talks(here, here.trajectory(trajectory, MEDIATES)).get(contact)
    if parts is None:
        raise Http404
    return _as_moderator(here, video.meeting_room(settings.VISAVIS_VIDEO, contact), parts)


@door("desk", needs={"mediator"}, methods=["GET"])
def waiting(request: HttpRequest, trajectory: str, party: str, mine: str) -> HttpResponse:
    """With one person alone, before the talk or after it."""
    here = desk(request)
    for parts in _talks(here, here.trajectory(trajectory, MEDIATES)).values():
        for side, part in parts:
            if side.party == party and part.mine == mine:
                return _as_moderator(here, part.room, parts)
    raise Http404
