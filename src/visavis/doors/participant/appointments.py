"""*Appointments*: when, where, with whom; a last yes, calling off without a reason, going on, looking back.

Everything here is a function of one's own view: of the other there is no time, no door and no answer to show.
"""

from datetime import date, timedelta

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from visavis.doors.participant import easy
from visavis.doors.participant.forms import CHOOSE, MyForm
from visavis.doors.participant.room import room
from visavis.doors.shared import talk_papers
from visavis.doors.shared.carrying import show
from visavis.doors.shared.door import door
from visavis.mediation.appointments import MEETING, STANDS, CannotCome, Reconfirm
from visavis.mediation.contact import GoOn, LookBack
from visavis.mediation.preparation import TALKS
from visavis.mediation.terms import day
from visavis.mediation.video import may_enter, may_try
from visavis.mediation.views import Appointment, Held, PartyView

SHOWN_AFTER = timedelta(weeks=6)
"""How long an appointment that did not come about still stands here."""
LONGEST = 8000


def has_appointments(me: PartyView) -> bool:
    """Whether the page has anything to say to this person."""
    return bool(me.appointments or me.held) or me.form_agreed in TALKS


def coming(me: PartyView, today: date) -> list[Appointment]:
    """What is planned, or put aside by this person; the soonest first, also on the day itself."""
    still = [one for one in me.appointments if one.state in STANDS and day(one.leaves) >= today]
    return sorted(still, key=lambda one: one.arrives)


def asks_once_more(me: PartyView, today: date) -> bool:
    """Whether the last yes is asked (S6): in the last days before, and not given since it was planned."""
    if me.state not in MEETING or me.reconfirmed_at is not None:
        return False
    soon = (one for one in coming(me, today) if one.state == "planned")
    return any(today >= one.asks_from() for one in soon)


def may_go_on(me: PartyView, today: date) -> bool:
    """Whether a signal stopped it today, and this person did not say since that it may go on (S24)."""
    if me.state not in MEETING or me.stopped_at is None or day(me.stopped_at) != today:
        return False
    return me.went_on_at is None or me.went_on_at < me.stopped_at


class OnceMoreForm(MyForm):
    cannot = _("You cannot say this now. Nothing was changed.")

    def act(self) -> Reconfirm:
        return Reconfirm()


class GoOnForm(MyForm):
    cannot = _("You cannot say this now. Nothing was changed.")

    def act(self) -> GoOn:
        return GoOn()


class CannotForm(MyForm):
    """Two equal choices and no field for a reason."""

    choice = forms.ChoiceField(
        label=_("What do you want?"),
        choices=[
            ("no", _("I do not come")),
            ("another", _("I want another time")),
        ],
        widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )

    def __init__(self, request: HttpRequest, one: Appointment) -> None:
        super().__init__(request)
        self.one = one

    def act(self) -> CannotCome:
        return CannotCome(self.one.contact, self.cleaned_data["choice"] == "another")


class LookBackForm(MyForm):
    words = forms.CharField(
        max_length=LONGEST,
        label=_("How do you look back?"),
        help_text=_("In your own words. You can always change it."),
        error_messages={"required": _("Write something here first.")},
        widget=forms.Textarea({"rows": 8, "autocomplete": "off"}),
    )

    def __init__(self, request: HttpRequest, held: Held) -> None:
        super().__init__(request, initial={"words": held.look_back})
        self.held = held

    def act(self) -> LookBack:
        return LookBack(self.held.contact, self.cleaned_data["words"])


def _one(me: PartyView, mine: str) -> Appointment:
    found = me.appointment(mine)
    if found is None:
        raise Http404
    return found


def _held(me: PartyView, mine: str) -> Held:
    found = me.contact_held(mine)
    if found is None:
        raise Http404
    return found


@door("participant", methods=["GET"])
def appointments(request: HttpRequest) -> HttpResponse:
    mine = room(request)
    me, now, today = mine.view, mine.now, day(mine.now)
    if not has_appointments(me):
        return redirect("participant:place")
    ours = settings.VISAVIS_VIDEO is not None
    ended = (one for one in me.appointments if one.state in {"off", "not_held"})
    return show(
        request,
        easy.screen(me, "participant/appointments/appointments.html"),
        me=me,
        coming=coming(me, today),
        ended=[one for one in ended if now - (one.changed_at or one.arrives) <= SHOWN_AFTER],
        held=list({one.mine: one for one in me.held}.values())[::-1],
        may_enter={one.mine for one in me.appointments if ours and may_enter(me, one, now)},
        may_try={one.mine for one in me.appointments if ours and may_try(me, one, now)},
        once_more=asks_once_more(me, today),
        go_on=may_go_on(me, today),
        in_form=me.form_agreed in TALKS,
        in_group=talk_papers.in_a_group(me),
    )


@door("participant")
def once_more(request: HttpRequest) -> HttpResponse:
    form = OnceMoreForm(request)
    if form.carried_out():
        return redirect("participant:appointments")
    mine = room(request)
    if not form.is_bound and not asks_once_more(mine.view, day(mine.now)):
        return redirect("participant:appointments")
    planned = [one for one in coming(mine.view, day(mine.now)) if one.state == "planned"]
    return show(
        request,
        "participant/appointments/once_more.html",
        form,
        one=planned[0] if planned else None,
    )


@door("participant")
def cannot(request: HttpRequest, mine: str) -> HttpResponse:
    one = _one(room(request).view, mine)
    if one.state not in STANDS and not request.POST:
        return redirect("participant:appointments")
    form = CannotForm(request, one)
    if form.carried_out():
        return redirect("participant:appointments")
    return show(request, "participant/appointments/cannot.html", form, one=one)


@door("participant")
def go_on(request: HttpRequest) -> HttpResponse:
    form = GoOnForm(request)
    if form.carried_out():
        return redirect("participant:appointments")
    mine = room(request)
    if not form.is_bound and not may_go_on(mine.view, day(mine.now)):
        return redirect("participant:place")
    return show(request, "participant/appointments/go_on.html", form)


@door("participant")
def look_back(request: HttpRequest, mine: str) -> HttpResponse:
    held = _held(room(request).view, mine)
    form = LookBackForm(request, held)
    if form.carried_out():
        return redirect("participant:appointments")
    return show(request, "participant/appointments/look_back.html", form, held=held)


@door("participant", methods=["GET"])
def guide(request: HttpRequest) -> HttpResponse:
    """D11, the same for everyone who prepares for a talk."""
    mine = room(request)
    return talk_papers.guide(mine.view, day(mine.now))


@door("participant", methods=["GET"])
def paper(request: HttpRequest, mine: str) -> HttpResponse:
    """D12: one's own part, to sign apart."""
    here = room(request)
    one = _one(here.view, mine)
    if one.state != "planned":
        raise Http404
    return talk_papers.agreement(one, day(here.now))


@door("participant", methods=["GET"])
def afterwards(request: HttpRequest, mine: str) -> HttpResponse:
    """D13."""
    here = room(request)
    return talk_papers.afterwards(_held(here.view, mine), day(here.now))


@door("participant", methods=["GET"])
def calendar(request: HttpRequest, mine: str) -> HttpResponse:
    """For one's own calendar: it says only "Appointment"."""
    return talk_papers.calendar_file(_one(room(request).view, mine))
