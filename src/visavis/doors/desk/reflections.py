"""*Intervisie*: a mediator thinks a trajectory over with colleagues, without who, where and when; it ends by itself.

Whoever thinks along reads what was laid before them and reaches nothing else (`journal.reflections`). Who mediates in
the trajectory, did so before, or has the name of somebody in it is not offered as a reader.
"""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from visavis.doors.desk import frame
from visavis.doors.desk.among import among
from visavis.doors.desk.reflection_forms import ShareForm, ThoughtForm
from visavis.doors.desk.reflection_words import in_words
from visavis.doors.desk.rooms import Desk, TrajectoryRoom, desk
from visavis.doors.desk.words import label_of
from visavis.doors.shared.carrying import changed
from visavis.doors.shared.door import door
from visavis.doors.shared.errors import only_fields
from visavis.journal import reflections
from visavis.journal.reflections import Otherwise, Reflection
from visavis.journal.see import history
from visavis.mediation.entries import DESK_LANE, MEDIATES
from visavis.mediation.reflection import summary
from visavis.mediation.safety import CO_ASSIGNED
from visavis.mediation.sign_up import ASSIGNED
from visavis.mediation.views import DeskView
from visavis.people import staff
from visavis.people.staff import Colleague

THINKS = frame.THINKS_ALONG
SHOWN = 50
"""Colleagues on one page; others are looked for."""


def _mediated(here: Desk, room: TrajectoryRoom) -> set[str]:
    """Everyone who mediates or ever mediated here: who was replaced may have known somebody."""
    lanes = history(room.where.trajectory, room.ring, room.now, room.actor.audience)
    kinds = {ASSIGNED, CO_ASSIGNED}
    return {str(one.body["mediator"]) for one in lanes.get(DESK_LANE, ()) if one.kind in kinds}


def names_of(view: DeskView) -> set[str]:
    """By which names and places the people of a trajectory, and those beside them, are known here."""
    found = {view.desk.nickname}
    for side in view.sides:
        found |= {side.own.first_name, side.file.name, side.file.facts.get("region", "")}
        found |= {guest.name for guest in side.own.around}
    return found - {""}


def may_be_asked(here: Desk, room: TrajectoryRoom) -> dict[str, str]:
    """Who may think along, by account; with what the system knows of S26, the rest the mediator asks."""
    without = _mediated(here, room) | {here.account}
    called = {name.casefold() for name in names_of(room.view)}

    def fits(one: Colleague) -> bool:
        known = one.account in without or one.name.casefold() in called
        return bool(THINKS & one.roles) and not known

    return {one.account: one.name for one in staff.colleagues() if fits(one)}


def asked_of(here: Desk) -> list[Reflection]:
    """What this person may read today: as long as who asks it still mediates there."""
    return _still_asked(here, reflections.shared_with(here.ring, here.account, here.today))


def _still_asked(here: Desk, some: list[Reflection]) -> list[Reflection]:
    """Of these the ones whose author mediates there."""
    cards = {card.trajectory: card for card in here.service.some(one.trajectory for one in some)}
    return [
        one for one in some if one.trajectory in cards and cards[one.trajectory].carried_by(one.by)
    ]


def _own(here: Desk, reflection: str) -> Reflection | None:
    one = reflections.own(here.ring, reflection, here.account)
    return one if one and here.mediates(one.trajectory) else None


def _shared(here: Desk, reflection: str) -> Reflection:
    """Raises Http404 for what is not, is not for this person, or is over: one and the same."""
    one = reflections.shared(here.ring, reflection, here.account, here.today)
    if one is None or not _still_asked(here, [one]):
        raise Http404
    role = next(role for role in ("mediator", "supervisor") if role in here.roles)
    reflections.read(here.ring, one, here.account, role, here.now)
    return one


@door("desk", needs=THINKS, methods=["GET"])
def thinking(request: HttpRequest) -> HttpResponse:
    """What one opened oneself, and for what one is asked."""
    here = desk(request)
    mine = [
        one
        for one in reflections.of_author(here.ring, here.account)
        if here.mediates(one.trajectory)
    ]
    cards, names = here.service.some(one.trajectory for one in mine), staff.names()
    nicknames = {card.trajectory: card.nickname for card in cards}
    return frame.show(
        request,
        here,
        "reflections",
        here="reflections",
        mine=[(one, nicknames.get(one.trajectory, ""), one.runs(here.today)) for one in mine],
        asked=[(one, names.get(one.by, "")) for one in asked_of(here)],
        mediates="mediator" in here.roles,
    )


@door("desk", needs={"mediator"})
def think_over(request: HttpRequest, trajectory: str) -> HttpResponse:
    """The question, what they may read, who, and until when: one page, looked at before it is shared."""
    here = desk(request)
    room = here.trajectory(trajectory, MEDIATES)
    if not room.view.desk.taken_up:
        raise Http404
    lines, able = summary(room.view, here.today), may_be_asked(here, room)
    found = among(request, able, lambda name: [name], SHOWN)
    chosen = {one: able[one] for one in request.POST.getlist("readers") if one in able}
    colleagues = {**found.shown, **chosen}
    form = ShareForm(request, lines, colleagues, names_of(room.view), here.today)
    refused = changed() if form.moved else None
    if refused is None and form.is_valid():
        said = form.cleaned_data
        made = Reflection(
            "",
            trajectory,
            here.account,
            here.today,
            said["until"],
            said["question"],
            form.chosen,
            tuple(said["readers"]),
        )
        return redirect("desk:reflection", reflections.share(here.ring, made, said["key"]))
    page = frame.show(
        request,
        here,
        "think_over",
        here="reflections",
        trajectory=trajectory,
        nickname=room.view.desk.nickname,
        asked=form,
        refused=refused,
        among=found,
        page_errors=bool(refused or form.errors),
    )
    page.status_code = 409 if refused else 200
    return page


@door("desk", needs=THINKS)
def reflection(request: HttpRequest, reflection: str) -> HttpResponse:
    """One of them: for who opened it what came of it, for a colleague what they are asked."""
    here = desk(request)
    mine = _own(here, reflection)
    if mine is not None:
        only_fields(request, ())
        return _mine(request, here, mine)
    return _theirs(request, here, _shared(here, reflection))


def _mine(request: HttpRequest, here: Desk, one: Reflection) -> HttpResponse:
    names, room = staff.names(), here.trajectory(one.trajectory, MEDIATES)
    return frame.show(
        request,
        here,
        "reflection",
        here="reflections",
        one=one,
        runs=one.runs(here.today),
        nickname=room.view.desk.nickname,
        summary=in_words(one.lines),
        thoughts=[
            (names.get(account, ""), text)
            for account, text in reflections.thoughts(here.ring, one).items()
        ],
        stepped_back=[names.get(account, "") for account in one.stepped_back],
        sides=[(side.party, label_of(side)) for side in room.view.sides],
    )


def _theirs(request: HttpRequest, here: Desk, one: Reflection) -> HttpResponse:
    stands = reflections.thoughts(here.ring, one).get(here.account, "")
    form, refused = ThoughtForm(request, stands), None
    if form.is_valid():
        if not form.moved and _written(here, one, form.cleaned_data["thought"], stands):
            return redirect("desk:reflection", one.id)
        refused = changed()
    page = frame.show(
        request,
        here,
        "reflection_asked",
        here="reflections",
        one=one,
        who=staff.names().get(one.by, ""),
        summary=in_words(one.lines),
        asked=form,
        stands=stands,
        refused=refused,
        page_errors=bool(refused or form.errors),
    )
    page.status_code = 409 if refused else 200
    return page


def _written(here: Desk, one: Reflection, text: str, before: str) -> bool:
    try:
        reflections.think(here.ring, one, here.account, text, before)
    except Otherwise:
        return False
    return True


@door("desk", needs={"mediator"}, methods=["POST"])
def end(request: HttpRequest, reflection: str) -> HttpResponse:
    """Sooner than its day: colleagues read it no more."""
    only_fields(request, ())
    here = desk(request)
    mine = _own(here, reflection)
    if mine is None:
        raise Http404
    reflections.end(here.ring, mine, here.today)
    return redirect("desk:reflection", reflection)


@door("desk", needs=THINKS, methods=["POST"])
def step_back(request: HttpRequest, reflection: str) -> HttpResponse:
    """A colleague knows somebody in it and reads no further (S26). No reason; who asked sees that they did."""
    only_fields(request, ())
    here = desk(request)
    reflections.step_back(here.ring, _shared(here, reflection), here.account)
    return redirect("desk:reflections")
