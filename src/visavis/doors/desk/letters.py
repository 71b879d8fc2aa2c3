"""*Poort*: letters between the two gates, exactly as released; never edited, only passed or given back.

Each form stands on one side: passing and giving back on the writer's, saying that something is here
on the reader's.
"""

import random
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from visavis.doors.desk import frame, letter_acts
from visavis.doors.desk.act_forms import FormOf, form_for
from visavis.doors.desk.acting import act_page
from visavis.doors.desk.asking import Window
from visavis.doors.desk.came_back import came_back
from visavis.doors.desk.rooms import Desk, desk
from visavis.doors.desk.tasks import WORK
from visavis.doors.desk.today import lines
from visavis.doors.desk.videos import player
from visavis.doors.desk.words import label_of, said
from visavis.doors.shared import filming, uploads
from visavis.doors.shared.carrying import DeskRoom
from visavis.doors.shared.door import door
from visavis.journal import pictures
from visavis.journal.record import new_id
from visavis.mediation.entries import MEDIATES, Audience
from visavis.mediation.letters import GONE, ReleaseLetter
from visavis.mediation.safeguards import version_hash_of
from visavis.mediation.video_message import seen_until
from visavis.mediation.views import Picture, film_in
from visavis.mediation.words import COMMITTED

MEDIATOR = frozenset({Audience.MEDIATOR})


@door("desk", methods=["GET"])
def gate(request: HttpRequest) -> HttpResponse:
    """What waits at the gate, over all one's trajectories."""
    here = desk(request)
    items = frame.worklist(here)
    waiting = [item for item in items if WORK[item.code].group == "gate"]
    return frame.show(request, here, "gate", items=items, here="gate", lines=lines(here, waiting))


def _pictures(
    found: tuple[Picture, ...], name: str, trajectory: str, party: str, about: str
) -> list[uploads.Shown]:
    """Each as it was released, and as it will be passed; a film is played elsewhere on the page."""
    return uploads.shown(
        () if film_in(found) else found,
        lambda number: reverse(f"desk:{name}", args=[trajectory, party, about, number]),
    )


@door("desk", needs={"mediator"}, methods=["GET"])
def letter_picture(
    request: HttpRequest, trajectory: str, party: str, letter: str, number: int
) -> HttpResponse:
    here = desk(request)
    _, win = frame.opened(here, trajectory, party, letter, MEDIATES)
    return _picture(here, win, _written(win).pictures, number)


@door("desk", needs={"mediator"}, methods=["GET"])
def read_picture(
    request: HttpRequest, trajectory: str, party: str, offer: str, number: int
) -> HttpResponse:
    here = desk(request)
    _, win = frame.opened(here, trajectory, party, offer, MEDIATOR)
    found = win.side.own.offer(offer)
    return _picture(here, win, found.pictures if found else (), number)


def _picture(here: Desk, win: Window, found: tuple[Picture, ...], number: int) -> HttpResponse:
    one = uploads.nth(() if film_in(found) else found, number)
    return uploads.picture(pictures.look(win.side.party, one.file, here.ring), number)


def _written(win: Window) -> Any:
    letter = letter_acts.letter_of(win)
    if letter is None:
        raise Http404
    return letter


@door("desk", needs={"mediator"})
def letter(request: HttpRequest, trajectory: str, party: str, letter: str) -> HttpResponse:
    """One letter on its writer's side: its text, the review, and the ways on. The second mediator reads along."""
    here = desk(request)
    room, win = frame.opened(here, trajectory, party, letter, MEDIATES)
    found, at = _written(win), letter_acts.gate_of(win)
    form = form_for(request, room, letter_acts.PASS, win)
    if form.carried_out():
        return redirect("desk:letter", trajectory, party, letter)
    others = win.desk.others(win.side.party)
    readers = [other for other in others if other.own.state is not None]
    return frame.show(
        request,
        here,
        "letter",
        form=form,
        here="gate",
        trajectory=trajectory,
        nickname=win.desk.desk.nickname,
        row=letter_acts.PASS,
        letter=found,
        at=at,
        pictures=_pictures(found.pictures, "letter_picture", trajectory, party, letter),
        player=player(here, win, letter, found.film),
        said=filming.spoken(found.text),
        standing=found.state == "released",
        may_pass=room.actor.audience in MEDIATOR,
        readers=[frame.half(reader) for reader in readers],
        offered_to=next((label_of(one) for one in others if one.party == at.reader), ""),
        **frame.half(win.side),
    )


def _one_act(
    request: HttpRequest, here: Desk, room: DeskRoom, row: FormOf, win: Window, **shown: Any
) -> HttpResponse | None:
    """The page of an act about a letter, or None once it is recorded."""
    page = act_page(request, here, room, row, win, "letter_act", **shown)
    return page if isinstance(page, HttpResponse) else None


@door("desk", needs={"mediator"})
def letter_act(
    request: HttpRequest, trajectory: str, party: str, letter: str, slug: str
) -> HttpResponse:
    """Give back, set aside, let on: on the writer's side."""
    here = desk(request)
    row = letter_acts.WRITERS.get(slug)
    room, win = frame.opened(here, trajectory, party, letter, MEDIATOR)
    if row is None or row is letter_acts.PASS:
        raise Http404
    found = _written(win)
    shown = _pictures(found.pictures, "letter_picture", trajectory, party, letter)
    page = _one_act(request, here, room, row, win, letter=found, pictures=shown)
    return page or redirect("desk:letter", trajectory, party, letter)


@door("desk", needs={"mediator"})
def offer(request: HttpRequest, trajectory: str, party: str, letter: str) -> HttpResponse:
    """Gate 1, on the reader's side: nothing of the letter stands on this page."""
    here = desk(request)
    room, win = frame.opened(here, trajectory, party, letter, MEDIATOR)
    author = letter_acts.author_of(win)
    written = author.own.letter(letter) if author else None
    if written is None:
        raise Http404
    page = _one_act(request, here, room, letter_acts.offer_for(_new_id(), written.film), win)
    return page or redirect("desk:side", trajectory, party)


@door("desk", needs={"mediator"})
def give(request: HttpRequest, trajectory: str, party: str, letter: str) -> HttpResponse:
    """Gate 1 of a letter that was kept, on the reader's side: nothing of the letter stands on this page."""
    here = desk(request)
    room, win = frame.opened(here, trajectory, party, letter, MEDIATOR)
    author = letter_acts.author_of(win)
    found = author.own.letter(letter) if author else None
    if found is None or not found.may_be_given:
        raise Http404
    page = _one_act(request, here, room, letter_acts.give_for(_new_id()), win)
    return page or redirect("desk:side", trajectory, party)


@door("desk", needs={"mediator"})
def reaction(request: HttpRequest, trajectory: str, party: str, letter: str) -> HttpResponse:
    """What the reader let go, told to the writer: exactly that."""
    here = desk(request)
    room, win = frame.opened(here, trajectory, party, letter, MEDIATOR)
    _written(win)
    row = letter_acts.TELL_REACTION
    page = _one_act(request, here, room, row, win, says=row.given(win, {}))
    return page or redirect("desk:side", trajectory, party)


@door("desk", needs={"mediator"})
def take_away(request: HttpRequest, trajectory: str, party: str, offer: str) -> HttpResponse:
    """After a talk, on the reader's side: the line leaves their page."""
    here = desk(request)
    room, win = frame.opened(here, trajectory, party, offer, MEDIATOR)
    if win.side.own.offer(offer) is None:
        raise Http404
    page = _one_act(request, here, room, letter_acts.TAKE_AWAY, win)
    return page or redirect("desk:side", trajectory, party)


@door("desk", needs={"mediator"}, methods=["GET"])
def read(request: HttpRequest, trajectory: str, party: str, offer: str) -> HttpResponse:
    """What the reader opened, to read together; or the sentence that stands there when it is gone."""
    here = desk(request)
    _, win = frame.opened(here, trajectory, party, offer, MEDIATOR)
    found = win.side.own.offer(offer)
    if found is None or found.state not in {"opened", "gone"}:
        raise Http404
    return frame.show(
        request,
        here,
        "read",
        here="gate",
        trajectory=trajectory,
        nickname=win.desk.desk.nickname,
        offer=found,
        pictures=_pictures(found.pictures, "read_picture", trajectory, party, offer),
        player=player(here, win, offer, found.film),
        said=filming.spoken(found.text),
        goes_on=seen_until(found),
        gone=said(GONE),
        **frame.half(win.side),
    )


@door("desk", needs={"mediator"})
def paper_letter(request: HttpRequest, trajectory: str, party: str) -> HttpResponse:
    """A letter on paper: typed over, then shown exactly as it will go, then released as told.

    What is released is what was shown: the second sending carries the hash of it (S34), and ids of
    its own, so that sending it twice releases one letter.
    """
    here = desk(request)
    _, win = frame.opened(here, trajectory, party, "", MEDIATOR)
    person = here.person(trajectory, win.side.party, ReleaseLetter)
    sent = request.POST.get
    ids = {name: sent(name) or _new_id() for name in ("letter", "parcel")}
    if not all(_is_id(one) for one in ids.values()):
        raise Http404
    row = letter_acts.paper_letter(ids["letter"], ids["parcel"])
    form = form_for(
        request,
        person,
        row,
        win,
        beside={"letter", "parcel", "shown", "change"},
        came=came_back(request, here, row, win),
    )
    exact = None
    if form.is_bound and form.is_valid():
        answers = form.cleaned_data
        exact = version_hash_of(answers["text"], answers["sign_as"])
        if "change" in request.POST:
            exact = None
        elif sent("shown") == exact and form.carried_out():
            return redirect("desk:side", trajectory, party)
    return frame.show(
        request,
        here,
        "paper_letter",
        form=form,
        here="trajectories",
        trajectory=trajectory,
        nickname=win.desk.desk.nickname,
        row=row,
        exact=exact,
        ids=ids,
        fits=win.side.own.state in COMMITTED,
        **frame.half(win.side),
    )


def _new_id() -> str:
    return new_id(random.SystemRandom())


def _is_id(text: str) -> bool:
    return len(text) == 32 and all(sign in "0123456789abcdef" for sign in text)
