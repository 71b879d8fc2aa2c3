"""One trajectory: two halves and what lies between; and one side of it, opened."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from visavis.doors.desk import desk_acts, frame, told_acts, young
from visavis.doors.desk.act_forms import FormOf
from visavis.doors.desk.agreement_acts import agreements_of
from visavis.doors.desk.approach import COMES as APPROACH_COMES
from visavis.doors.desk.asking import Window
from visavis.doors.desk.guardians import leaflets_for
from visavis.doors.desk.knowledge import not_known_to
from visavis.doors.desk.own_data import MAY_ASK
from visavis.doors.desk.rooms import Desk, desk, hears
from visavis.doors.desk.telling import line_of
from visavis.doors.desk.timeline import timeline
from visavis.doors.desk.video_acts import in_rooms
from visavis.doors.desk.words import WAYS, event_of, waiting_for
from visavis.doors.shared.carrying import DeskRoom
from visavis.doors.shared.door import door
from visavis.doors.shared.ecogram import in_words
from visavis.journal.cards import cards_of
from visavis.journal.models import Trajectory
from visavis.journal.see import history
from visavis.mediation.acts import DeskAct
from visavis.mediation.entries import MEDIATES, Audience
from visavis.mediation.exploring import AddNote
from visavis.mediation.joining import RecordMatch
from visavis.mediation.parties import NameParty
from visavis.mediation.safeguards.registry import is_sensitive
from visavis.mediation.safety import AssignCoMediator
from visavis.mediation.video_message import FORM, MAKES
from visavis.mediation.views import DeskView, Side
from visavis.people.staff import colleagues

KNOWN = _("This person is known to us already")
REACTIONS = {"tell_reaction": "desk:reaction", "tell_message_reaction": "desk:message_reaction"}
SHOWN = 20
"""Acts on the page of a trajectory; the rest stands behind "all"."""


@dataclass(frozen=True, slots=True)
class Link:
    """A way to a form. ``now``: it is what comes next."""

    title: Any
    url: str
    now: bool
    note: bool = False
    """Writing a note, which has a key of its own on the page of one side."""


def _may(row: FormOf, audience: Audience) -> bool:
    if issubclass(row.act, DeskAct):
        return audience in row.act.roles
    return audience in hears(row.act)


def ways_on(win: Window, audience: Audience) -> list[Link]:
    """Every form of this side that needs nothing but the person; what comes next first."""
    place = (win.desk.trajectory, win.side.party)
    links = [
        Link(
            row.title,
            reverse("desk:told" if row.told else "desk:act", args=[*place, row.slug]),
            row.comes(win),
            row.act is AddNote,
        )
        for row in (*desk_acts.ROWS, *told_acts.ROWS)
        if not row.about and not row.between and _may(row, audience) and row.offered(win)
    ]
    if audience in MEDIATES:
        links += [
            Link(title, reverse(name, args=place), comes(win))
            for name, title, comes in APPROACH_COMES
        ]
    if audience in RecordMatch.roles and win.side.own.state is None:
        links.append(Link(KNOWN, reverse("desk:known", args=place), False))
    return sorted(links, key=lambda link: not link.now)


def ways_between(win: Window, audience: Audience) -> list[Link]:
    return [
        Link(
            row.title, reverse("desk:between", args=[win.desk.trajectory, row.slug]), row.comes(win)
        )
        for row in desk_acts.BETWEEN
        if _may(row, audience) and row.offered(win)
    ]


def _names() -> dict[str, str]:
    return {each.account: each.name for each in colleagues()}


def _half(here: Desk, room: DeskRoom, party: str) -> dict[str, Any]:
    win = frame.window(here, room.view, party)
    links = ways_on(win, room.actor.audience)
    return {
        **frame.half(win.side),
        "age": None,
        **young.shown(win.side, win.today),
        "win": win,
        "next": [link for link in links if link.now],
        "more": [link for link in links if not link.now],
        "planned": [(one, line_of(one.code, "")) for one in win.side.planned],
        "told": [(one, line_of(one.code, "…")) for one in win.side.own.told],
        "may_join": room.actor.audience in MEDIATES,
        "unknown": not_known_to(win.side, room.view),
    }


@door("desk", methods=["GET"])
def trajectory(request: HttpRequest, trajectory: str) -> HttpResponse:
    here = desk(request)
    room = here.trajectory(trajectory)
    view, audience = room.view, room.actor.audience
    happened = timeline(
        view, history(trajectory, room.ring, room.now, audience, room.grants), _names()
    )
    first = frame.window(here, view, view.sides[0].party) if view.sides else None
    everything = request.GET.get("alles") == "1"
    # Whoever sees only some of the acts still sees where it stands: from the card, which all lists use.
    card = cards_of(room.ring, Trajectory.objects.filter(id=trajectory))[0]
    return frame.show(
        request,
        here,
        "trajectory",
        here="trajectories",
        trajectory=trajectory,
        nickname=view.desk.nickname,
        way=WAYS[card.state],
        waiting=waiting_for(card.view),
        event=event_of(view),
        still=(here.today - card.moved).days if card.moved else 0,
        desk=view.desk,
        sensitive=is_sensitive(view),
        side_a=[_half(here, room, side.party) for side in view.sides if side.initiating],
        side_b=[_half(here, room, side.party) for side in view.sides if not side.initiating],
        may_name=view.desk.taken_up and audience in NameParty.roles,
        letters=_letters(view),
        messages=_messages(view),
        agreements=agreements_of(view),
        has_video=bool(first and audience in MEDIATES and in_rooms(first)),
        between=ways_between(first, audience) if first else [],
        may_assign=bool(view.desk.mediator) and audience in AssignCoMediator.roles,
        may_think_over=view.desk.taken_up and audience in MEDIATES,
        happened=happened if everything else happened[:SHOWN],
        number=len(happened),
        is_all=everything or len(happened) <= SHOWN,
        emergency=here.in_emergency(trajectory),
        may_declare=audience is Audience.SUPERVISOR and not here.in_emergency(trajectory),
    )


def _letters(view: Any) -> list[dict[str, Any]]:
    """Letters in the gap, each with the gates it has passed; no names, no text."""
    found = []
    for side in view.sides:
        for letter in side.own.letters:
            gate = side.file.gate(letter.letter)
            found.append(
                {
                    **frame.half(side),
                    "letter": letter,
                    "state": gate.state if gate and letter.state == "released" else letter.state,
                }
            )
    return found[::-1]


def _messages(view: DeskView) -> list[dict[str, Any]]:
    """Messages in the gap, the newest first of each side; no names, no text."""
    found = []
    for side in view.sides:
        for message in side.own.messages:
            gate = side.file.gate(message.message)
            state = gate.state if gate and message.state == "approved" else message.state
            found.append({**frame.half(side), "message": message, "state": state})
    return found[::-1]


def _may_film(side: Side) -> bool:
    """Whether making a video message is named on their page: where they chose that form."""
    return side.own.state in MAKES and FORM in {side.own.form_choice, side.own.form_agreed}


@door("desk", methods=["GET"])
def side(request: HttpRequest, trajectory: str, party: str) -> HttpResponse:
    """Everything of one side, and every form of it; nothing of the other."""
    here = desk(request)
    room = here.trajectory(trajectory)
    shown = frame.side_of(room.view, party).own.circle_shared
    return frame.show(
        request,
        here,
        "side",
        circle=[in_words(dot) for dot in shown.dots] if shown else [],
        here="trajectories",
        trajectory=trajectory,
        nickname=room.view.desk.nickname,
        can_open_place=room.actor.audience is Audience.MEDIATOR,
        may_film=_may_film(frame.side_of(room.view, party)),
        may_write=bool({"mediator", "intake"} & here.roles),
        leaflets=leaflets_for(here, frame.side_of(room.view, party)),
        may_scan=room.actor.audience in MEDIATES,
        may_ask_data=room.actor.audience in MAY_ASK,
        **_half(here, room, party),
    )


@door("desk", methods=["GET"])
def onward(
    request: HttpRequest, trajectory: str, party: str, code: str, about: str
) -> HttpResponse:
    """From a task to the form that does it, where the trajectory itself must say which."""
    here = desk(request)
    room = here.trajectory(trajectory)
    view, audience = room.view, room.actor.audience
    mine = frame.side_of(view, party)
    others = view.others(mine.party)
    if code == "form_chosen":
        win = frame.window(here, view, party)
        ready = [link for link in ways_between(win, audience) if link.now]
        return redirect(ready[0].url if ready else reverse("desk:side", args=[trajectory, party]))
    if code == "ask_agreement":
        asked = [one for one in mine.own.agreements if one.recorded_on is None]
        if not asked:
            return redirect("desk:side", trajectory, party)
        about = asked[-1].agreement
        return redirect("desk:told_about", trajectory, party, "zegt-van-tekst", about)
    if code in REACTIONS:
        for other in others:
            for gate in other.file.gates:
                if gate.offer == about:
                    return redirect(REACTIONS[code], trajectory, other.party, gate.letter)
        raise Http404
    if code == "may_be_told" and len(others) == 1:
        return redirect("desk:act", trajectory, others[0].party, "vertellen")
    for other in others:
        win = frame.window(here, view, other.party)
        coming = [link for link in ways_on(win, audience) if link.now]
        if code == "may_be_told":  # of several, the first who has not heard it
            telling = reverse("desk:act", args=[trajectory, other.party, "vertellen"])
            coming = [link for link in coming if link.url == telling]
        if coming:
            return redirect(coming[0].url)
    return redirect("desk:trajectory", trajectory)
