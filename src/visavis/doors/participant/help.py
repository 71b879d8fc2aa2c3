"""*Something is not right*: a worry, another mediator, a complaint; and what became of what was said."""

from datetime import date

from django.http import HttpRequest, HttpResponse

from visavis.doors.participant.days import language, spoken
from visavis.doors.participant.room import room
from visavis.doors.shared.carrying import new_key, show
from visavis.doors.shared.door import door
from visavis.mediation.complaints import OUTSIDE, answer_due
from visavis.mediation.terms import MEDIATOR_REQUEST_DAYS, day, working_days_after
from visavis.mediation.views import Complaint, PartyView, SaidWorry
from visavis.mediation.worries import SAYABLE


def answered_by(me: PartyView, today: date) -> str:
    """The day by which we say who the other mediator is; for who has not asked, as if they asked today."""
    return spoken(working_days_after(me.mediator_asked_on or today, MEDIATOR_REQUEST_DAYS))


def has_mediator(me: PartyView) -> bool:
    """Whether somebody mediates for this person: whoever was asked, is asked by a mediator."""
    return bool(me.mediator) or not me.initiating


def _worry(said: SaidWorry) -> tuple[str, str]:
    about = SAYABLE.get(said.about)
    return spoken(said.on), about.within(language()) if about else said.words


def _complaint(one: Complaint) -> tuple[Complaint, str]:
    """With the day by which it is answered."""
    return one, spoken(answer_due(one.on))


@door("participant", methods=["GET"])
def help_(request: HttpRequest) -> HttpResponse:
    mine = room(request)
    me = mine.view
    return show(
        request,
        "participant/help/help.html",
        me=me,
        said=[_worry(one) for one in reversed(me.worries_said)],
        told=[*reversed(me.disclosures), *reversed(me.openings)],
        has_mediator=has_mediator(me),
        by=answered_by(me, day(mine.now)),
        complaints=[_complaint(one) for one in reversed(me.complaints)],
        outside=OUTSIDE.within(language()),
        keeping=(mine.token, new_key()),
    )
