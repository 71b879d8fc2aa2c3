"""*Videoboodschap*: takes brought in a meeting with their maker, one chosen, captions; and seen together later.

Each page stands on one side. A film is played here, in parts, and is never given as a file to keep.
"""

import random
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from visavis.doors.desk import frame, video_message_acts, video_work
from visavis.doors.desk.act_forms import form_for
from visavis.doors.desk.acting import act_page
from visavis.doors.desk.asking import Window
from visavis.doors.desk.rooms import Desk, desk
from visavis.doors.shared import filming
from visavis.doors.shared.carrying import DeskRoom
from visavis.doors.shared.door import door
from visavis.doors.shared.errors import only_fields
from visavis.journal import films
from visavis.journal.record import new_id
from visavis.mediation.entries import MEDIATES, Audience
from visavis.mediation.safeguards.letters import MOST_TAKES
from visavis.mediation.video_message import MAKES, ends_on, stands_for
from visavis.mediation.views import MyVideo, Picture
from visavis.people.clock import real_now
from visavis.rebuilding import Unfit
from visavis.study import jobs
from visavis.study.desk_models import Job
from visavis.study.jobs import State

MEDIATOR = frozenset({Audience.MEDIATOR})
LOOK_AGAIN = 5
"""Seconds after which a page with work under way asks for itself again, unless somebody stopped that."""
STILL = "stil"
"""In the address: this page does not look again by itself."""


@door("desk", needs={"mediator"}, methods=["GET"])
def begin(request: HttpRequest, trajectory: str, party: str) -> HttpResponse:
    """To the one that is being made; otherwise a new one, of which nothing stands yet."""
    here = desk(request)
    _room, win = frame.opened(here, trajectory, party, "", MEDIATOR)
    own = win.side.own
    open_ = [mine for mine in own.videos if stands_for(own, mine) is None]
    video = open_[-1].video if open_ else new_id(random.SystemRandom())
    return redirect("desk:video_message", trajectory, party, video)


@door("desk", needs={"mediator"})
def video(request: HttpRequest, trajectory: str, party: str, video: str) -> HttpResponse:
    """Takes until one is chosen; then its captions."""
    here = desk(request)
    room, win = frame.opened(here, trajectory, party, video, MEDIATOR)
    return _page(request, here, room, win, filming.FilmForm(_asked(request)))


def _asked(request: HttpRequest) -> HttpRequest:
    """The form for a film, empty: it is sent to an address of its own."""
    empty = HttpRequest()
    empty.method = "GET"
    return empty


def _page(
    request: HttpRequest, here: Desk, room: DeskRoom, win: Window, uploading: filming.FilmForm
) -> HttpResponse:
    own, trajectory, party = win.side.own, win.desk.trajectory, win.side.party
    mine = video_message_acts.video_of(win) or _nothing_yet(win)
    standing = stands_for(own, mine)
    row = video_message_acts.CAPTIONS if mine.chosen else video_message_acts.CHOOSE
    form = None
    if mine.takes and standing is None:
        form = form_for(request if not uploading.is_bound else _asked(request), room, row, win)
        if form.carried_out():
            return redirect("desk:video_message", trajectory, party, mine.video)
    return frame.show(
        request,
        here,
        "video_message",
        form=form,
        here="trajectories",
        trajectory=trajectory,
        nickname=win.desk.desk.nickname,
        row=row,
        video=mine,
        takes=[_shown(win, mine, number) for number in range(1, len(mine.takes) + 1)],
        standing=standing,
        ends=ends_on(own, mine) if mine.takes else None,
        uploading=None if mine.chosen or len(mine.takes) >= MOST_TAKES else uploading,
        page_errors=bool(uploading.errors),
        working=[_standing(job) for job in video_work.asked_for(party, mine.video)],
        **frame.half(win.side),
    )


def _nothing_yet(win: Window) -> MyVideo:
    known = len(win.about) == 32 and all(sign in "0123456789abcdef" for sign in win.about)
    if not known or win.side.own.state not in MAKES:
        raise Http404
    return MyVideo(win.about)


def _shown(win: Window, mine: MyVideo, number: int) -> dict[str, Any]:
    place = [win.desk.trajectory, win.side.party, mine.video, number]
    return {
        "film": mine.takes[number - 1],
        "url": reverse("desk:video_take", args=place),
        "captions": reverse("desk:video_captions", args=place[:3]) if mine.captions else "",
        "number": number,
    }


@door("desk", needs={"mediator"}, methods=["POST"], takes_film=True)
def bring(request: HttpRequest, trajectory: str, party: str, video: str) -> HttpResponse:
    """One take: kept sealed, and made anew by a process of its own."""
    only_fields(request, set())
    here = desk(request)
    room, win = frame.opened(here, trajectory, party, video, MEDIATOR)
    mine = video_message_acts.video_of(win) or _nothing_yet(win)
    form = filming.FilmForm(request)
    if mine.chosen or len(mine.takes) >= MOST_TAKES:
        return redirect("desk:video_message", trajectory, party, video)
    if form.is_valid():
        bringing = form.cleaned_data["film"].bringing
        try:
            name = bringing.waits_for(win.side.party, trajectory, video, here.ring)
            job = video_work.ask(here.account, trajectory, win.side.party, video, name)
        except jobs.TooMany:
            form.add_error("film", _("Three takes are being worked on. Wait until one is ready."))
        else:
            return redirect("desk:video_work", trajectory, party, video, job.pk)
    return _page(request, here, room, win, form)


def _standing(job: Job) -> dict[str, Any]:
    """How a piece of work stands, as a page says it."""
    state = jobs.state(job, real_now())
    code = job.failed.removeprefix(video_work.UNFIT)
    unfit = job.failed.startswith(video_work.UNFIT) and code in {one.value for one in Unfit}
    why = filming.SAID.get(Unfit(code), "") if unfit else ""
    return {
        "job": job,
        "state": state.value,
        "open": state in {State.WAITING, State.WORKING},
        "again": state is State.LOST,
        "why": why or (_("This take could not be brought in. Bring it once more.")),
    }


@door("desk", needs={"mediator"})
def work(request: HttpRequest, trajectory: str, party: str, video: str, job: str) -> HttpResponse:
    """How far a take is. This page may be left; a press starts again what was lost."""
    here = desk(request)
    _room, win = frame.opened(here, trajectory, party, video, MEDIATOR)
    found = next((one for one in video_work.asked_for(party, video) if one.pk == job), None)
    if found is None:
        raise Http404
    if request.method == "POST":
        only_fields(request, set())
        if jobs.again(found, real_now()):
            video_work.begin()
        return redirect("desk:video_work", trajectory, party, video, job)
    standing = _standing(found)
    if standing["state"] == State.DONE.value:
        return redirect("desk:video_message", trajectory, party, video)
    page = frame.show(
        request,
        here,
        "video_work",
        here="trajectories",
        trajectory=trajectory,
        nickname=win.desk.desk.nickname,
        video=video,
        work=standing,
        **frame.half(win.side),
    )
    if standing["open"] and STILL not in request.GET:
        page["Refresh"] = str(LOOK_AGAIN)
    return page


@door("desk", needs={"mediator"}, methods=["GET"])
def take(
    request: HttpRequest, trajectory: str, party: str, video: str, number: int
) -> HttpResponse:
    """A take of this maker, or the part of it that a player asks for."""
    here = desk(request)
    _room, win = frame.opened(here, trajectory, party, video, MEDIATOR)
    mine = video_message_acts.video_of(win)
    if mine is None or not 1 <= number <= len(mine.takes):
        raise Http404
    return filming.shown(request, win.side.party, mine.takes[number - 1], here.ring)


@door("desk", needs={"mediator"}, methods=["GET"])
def take_captions(request: HttpRequest, trajectory: str, party: str, video: str) -> HttpResponse:
    here = desk(request)
    _room, win = frame.opened(here, trajectory, party, video, MEDIATOR)
    mine = video_message_acts.video_of(win)
    if mine is None or mine.film is None:
        raise Http404
    return filming.captions(mine.captions, mine.film.seconds)


@door("desk", needs={"mediator"}, methods=["GET"])
def film(
    request: HttpRequest, trajectory: str, party: str, about: str, part: str = ""
) -> HttpResponse:
    """A film at the gate, on its maker's side; or one that was opened, on the side of who saw it."""
    here = desk(request)
    _room, win = frame.opened(here, trajectory, party, about, MEDIATES)
    own = win.side.own
    of = own.letter(about) or own.offer(about)
    if of is None or of.film is None or not _is_there(win, of.film, here):
        raise Http404
    if part:
        return filming.captions(of.text, of.film.seconds)
    return filming.shown(request, win.side.party, of.film, here.ring)


def _is_there(win: Window, found: Picture, here: Desk) -> bool:
    return films.is_there(win.side.party, found.file, here.ring)


def player(here: Desk, win: Window, about: str, found: Picture | None) -> dict[str, Any] | None:
    """What the page of a letter or an offer needs to play its film; None where there is none any more."""
    if found is None or not _is_there(win, found, here):
        return None
    place = [win.desk.trajectory, win.side.party, about]
    return {
        "film": found,
        "url": reverse("desk:film", args=place),
        "captions": reverse("desk:film_captions", args=place),
    }


@door("desk", needs={"mediator"})
def settle(
    request: HttpRequest, trajectory: str, party: str, offer: str, stays: bool
) -> HttpResponse:
    """When its time comes: is it kept longer?"""
    here = desk(request)
    room, win = frame.opened(here, trajectory, party, offer, MEDIATOR)
    found = win.side.own.offer(offer)
    if found is None or found.film is None:
        raise Http404
    row = video_message_acts.settle_for(stays)
    page = act_page(request, here, room, row, win, "letter_act")
    if isinstance(page, HttpResponse):
        return page
    return redirect("desk:side", trajectory, party)
