"""Crossed sign-ups: noticed by intake alone, joined by the mediator of both, told by telephone (A42, domain §5.4)."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from visavis.doors.desk import frame
from visavis.doors.desk.act_forms import DeskForm, FormOf, form_for
from visavis.doors.desk.acting import act_page
from visavis.doors.desk.asking import Window, line, on, one
from visavis.doors.desk.rooms import Desk, desk
from visavis.doors.desk.words import PLACES
from visavis.doors.shared.door import door
from visavis.journal.case_cards import CaseCard
from visavis.mediation.joining import GoOnElsewhere, JoinTrajectories, RecordMatch
from visavis.mediation.views import DeskView, Match, Side
from visavis.mediation.words import PartyState

P = PartyState
TOO = "signed_up_too"
WHAT = [
    (TOO, _("They signed up themselves, and ask for who began here")),
    ("said_no", _("They said no to us before")),
]
YES_NO = {True: _("Yes"), False: _("No")}


# Intake notices


def _match_row(trajectory: str) -> FormOf:
    return FormOf(
        RecordMatch,
        "bekend",
        _("This person is known to us already"),
        _("Record this"),
        lead=_(
            "You and the mediator alone know of it. Nothing of it stands on any page of theirs, and nobody is called "
            "because of it but by the mediator."
        ),
        asks={
            "what": one(_("How are they known?"), WHAT),
            "nickname": line(
                _("Signed up too: what is the nickname of that trajectory?"),
                _("As it stands in the list of trajectories."),
                required=False,
                most=60,
            ),
            "on": on(_("On which day did they sign up, or say no?")),
        },
        given=lambda window, answers: {"trajectory": trajectory},
    )


def _called(cards: list[CaseCard], nickname: str, but: str) -> list[CaseCard]:
    wanted = " ".join(nickname.split()).casefold()
    return [c for c in cards if c.nickname.casefold() == wanted and c.trajectory != but]


def _found(here: Desk, form: DeskForm, trajectory: str) -> str:
    """The trajectory that the form names; a word at the field where it names none."""
    said = form.cleaned_data
    if said["what"] != TOO:
        return ""
    cards = _called(here.service.cards(), said["nickname"], trajectory) if said["nickname"] else []
    if len(cards) != 1:
        form.add_error(
            "nickname", _("There is no other trajectory with this nickname. Look once more.")
        )
        return ""
    return cards[0].trajectory


@door("desk", needs={"intake"})
def known(request: HttpRequest, trajectory: str, party: str) -> HttpResponse:
    here = desk(request)
    room = here.trajectory(trajectory, RecordMatch.roles)
    win = frame.window(here, room.view, party)
    if win.side.initiating and win.side.own.state is not None:
        raise Http404  # it stands in the file of who is named here, not of who began
    form = form_for(request, room, _match_row(""), win)
    if form.is_bound and form.is_valid():
        form.row = _match_row(_found(here, form, trajectory))
        if form.is_valid() and form.carried_out():
            return redirect("desk:side", trajectory, party)
    return frame.show(
        request,
        here,
        "act",
        form=form,
        here="trajectories",
        nickname=win.desk.desk.nickname,
        trajectory=trajectory,
        row=form.row,
        **frame.half(win.side),
    )


# The mediator of both joins


@dataclass(frozen=True, slots=True)
class There:
    """The same person, in the trajectory in which they signed up."""

    view: DeskView
    side: Side

    @property
    def willing(self) -> bool:
        return self.side.own.state is P.WILLING

    @property
    def allowed(self) -> bool:
        return "approach" in self.side.own.may_tell


def _match(side: Side) -> Match | None:
    return next((m for m in reversed(side.file.matches) if m.what == TOO), None)


def _there(here: Desk, match: Match) -> There | None:
    """Only for who mediates there as well: no other look into two trajectories is taken."""
    if here.mediates(match.trajectory) is None:
        return None
    view = here.views([match.trajectory]).get(match.trajectory)
    began = [one for one in view.sides if one.initiating and one.own.initiating] if view else []
    return There(view, began[0]) if view and len(began) == 1 else None


def _join_row(match: Match, there: There) -> FormOf:
    own = there.side.own

    def given(window: Window, answers: dict[str, Any]) -> dict[str, Any]:
        return {
            "there": match.trajectory,
            "willing_there": there.willing,
            "allowed_there": there.allowed,
            "first_name": own.first_name,
            "relation": own.relation,
            "language": own.language,
            "reach": own.reach,
        }

    def shows(window: Window) -> list[tuple[Any, Any]]:
        return [
            (_("Signed up themselves"), date_format(match.on, "j F Y")),
            (_("As"), there.view.desk.nickname),
            (_("Stands there"), PLACES[own.state] if own.state else ""),
            (_("Takes part there"), YES_NO[there.willing]),
            (_("Let us ask the other there"), YES_NO[there.allowed]),
        ]

    return FormOf(
        JoinTrajectories,
        "samen",
        _("Two sign-ups that cross"),
        _("They go on here"),
        lead=_(
            "Both asked for each other, each apart. No letter goes out. From now on this person goes on here: you "
            "explore anew, and ask their yes anew. What they wrote there stays there. Then call both."
        ),
        shows=shows,
        given=given,
    )


def _goes_on_here(side: Side) -> bool:
    return side.own.state is not None


@door("desk", needs={"mediator"})
def join(request: HttpRequest, trajectory: str, party: str) -> HttpResponse:
    here = desk(request)
    room = here.trajectory(trajectory, JoinTrajectories.roles)
    win = frame.window(here, room.view, party)
    if not win.side.file.matches:
        raise Http404
    match = _match(win.side)
    there = _there(here, match) if match else None
    if there is None or match is None or _goes_on_here(win.side):
        return frame.show(
            request,
            here,
            "known",
            here="trajectories",
            nickname=win.desk.desk.nickname,
            trajectory=trajectory,
            said_no=[m.on for m in win.side.file.matches if m.what != TOO],
            match=match,
            joined=_goes_on_here(win.side),
            there=there,
            ends=there is not None and there.willing,
            **frame.half(win.side),
        )
    page = act_page(request, here, room, _join_row(match, there), win)
    if isinstance(page, HttpResponse):
        return page
    return redirect("desk:go_on", there.view.trajectory, there.side.party, trajectory)


# And the trajectory they come from ends


def _go_on_row(there: str) -> FormOf:
    return FormOf(
        GoOnElsewhere,
        "verder-elders",
        _("They go on in the other trajectory"),
        _("This one ends"),
        lead=_(
            "Here nothing more is done, and after 30 days it is erased. Letters that were on their way are taken back."
        ),
        given=lambda window, answers: {"there": there},
    )


@door("desk", needs={"mediator"})
def go_on(request: HttpRequest, trajectory: str, party: str, there: str) -> HttpResponse:
    """Only where this person was joined already in the other trajectory, which names this one."""
    here = desk(request)
    room = here.trajectory(trajectory, GoOnElsewhere.roles)
    win = frame.window(here, room.view, party)
    other = here.views([there]).get(there) if here.mediates(there) else None
    named = [
        side
        for side in (other.sides if other else ())
        if _goes_on_here(side) and any(m.trajectory == trajectory for m in side.file.matches)
    ]
    if not named or not win.side.own.initiating:
        raise Http404
    page = act_page(request, here, room, _go_on_row(there), win)
    if isinstance(page, HttpResponse):
        return page
    return redirect("desk:join", there, named[0].party)
