"""A complaint at the practice lead: read, answered, or passed on to the privacy officer (A38, S46)."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from visavis.doors.desk import frame
from visavis.doors.desk.act_forms import FormOf
from visavis.doors.desk.acting import act_page
from visavis.doors.desk.asking import Window, words
from visavis.doors.desk.of_the_other import to_this_side
from visavis.doors.desk.rooms import Desk, TrajectoryRoom, desk
from visavis.doors.desk.words import said
from visavis.doors.shared.complaint_letters import letter_of
from visavis.doors.shared.door import door
from visavis.journal.worklist import tasks_of
from visavis.mediation.acts import DeskAct
from visavis.mediation.complaints import (
    ABOUT,
    AnswerComplaint,
    AnswerSupporter,
    PassComplaintOn,
    answer_due,
)
from visavis.mediation.entries import Audience
from visavis.mediation.views import Complaint, Side
from visavis.mediation.wording import spoken_to

LEAD = frozenset({Audience.SUPERVISOR})
NEEDS = {"supervisor"}


def find(side: Side, complaint: str) -> tuple[Complaint, bool]:
    """The complaint, and whether it is of someone beside this person. Raises Http404."""
    for beside, all_ in ((False, side.own.complaints), (True, side.file.complaints)):
        for one in all_:
            if one.complaint == complaint:
                return one, beside
    raise Http404


def _answer(complaint: str, beside: bool) -> FormOf:
    act: type[DeskAct] = AnswerSupporter if beside else AnswerComplaint

    def given(window: Window, answers: dict[str, Any]) -> dict[str, Any]:
        named = {"complaint": complaint, "handled_by": window.account, "outside_named": True}
        return named if beside else {**named, "as_officer": False}

    lead = (
        _("Record what you answered, by letter or by telephone.")
        if beside
        else _("This stands on their own page, word for word, and in the letter.")
    )
    return FormOf(
        act,
        "klacht",
        _("A complaint"),
        _("Send this answer"),
        lead=lead,
        asks={
            "answer": to_this_side(
                words(
                    _("What do you answer?"),
                    _("The way outside our service always stands below it."),
                    most=8000,
                )
            )
        },
        given=given,
    )


def _pass_on(complaint: str) -> FormOf:
    return FormOf(
        PassComplaintOn,
        "door",
        _("This complaint is about me too"),
        _("Pass it on to the privacy officer"),
        lead=_(
            "The privacy officer reads and answers it, by the day that was promised. You do not any more."
        ),
        given=lambda window, answers: {"complaint": complaint},
    )


def _waits(room: TrajectoryRoom, complaint: str) -> bool:
    """Whether it is the practice lead's to answer still: not answered, and not passed on."""
    return any(
        one.code == "answer_complaint" and one.about == complaint and one.role in LEAD
        for one in tasks_of(room.ring, room.where.trajectory)
    )


def _open(here: Desk, trajectory: str, party: str) -> tuple[TrajectoryRoom, Window]:
    room = here.trajectory(trajectory, LEAD)
    return room, frame.window(here, room.view, party)


@door("desk", needs=NEEDS)
def complaint(request: HttpRequest, trajectory: str, party: str, complaint: str) -> HttpResponse:
    here = desk(request)
    room, win = _open(here, trajectory, party)
    found, beside = find(win.side, complaint)
    about = ABOUT.get(found.about)
    page = act_page(
        request,
        here,
        room,
        _answer(complaint, beside),
        win,
        "complaint",
        complaint=found,
        about=said(about) if about else "",
        beside=beside,
        by=answer_due(found.on),
        waits=_waits(room, complaint),
    )
    if isinstance(page, HttpResponse):
        return page
    return redirect("desk:complaint", trajectory, party, complaint)


@door("desk", needs=NEEDS)
def pass_on(request: HttpRequest, trajectory: str, party: str, complaint: str) -> HttpResponse:
    here = desk(request)
    room, win = _open(here, trajectory, party)
    _, beside = find(win.side, complaint)
    if beside:
        raise Http404
    page = act_page(request, here, room, _pass_on(complaint), win)
    return page if isinstance(page, HttpResponse) else redirect("desk:today")


@door("desk", needs=NEEDS, methods=["GET"])
def letter(request: HttpRequest, trajectory: str, party: str, complaint: str) -> HttpResponse:
    """D25 to print, for who wants it by post: that we have it, or the answer."""
    here = desk(request)
    _, win = _open(here, trajectory, party)
    found, beside = find(win.side, complaint)
    own = win.side.own
    language = own.language if beside else spoken_to(own, here.today)
    return letter_of(found, language, "" if beside else own.first_name)
