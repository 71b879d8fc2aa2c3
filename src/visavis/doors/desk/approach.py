"""Writing to the other: the first letter and the one reminder, each with three words of its own.

Act, words and paper are one transaction: there is no letter without its act and no words without
their letter. Words are kept as a hash only, so that a letter that got lost is made anew, with new ones.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django import forms
from django.conf import settings
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from visavis.doors.desk import frame, papers, young
from visavis.doors.desk.act_forms import FormOf, form_for
from visavis.doors.desk.asking import Maker, Window, from_window, on, one
from visavis.doors.desk.desk_acts import may_ask, reminder_due
from visavis.doors.desk.rooms import Desk, desk
from visavis.doors.shared.carrying import DeskRoom
from visavis.doors.shared.door import door
from visavis.doors.shared.errors import only_fields
from visavis.doors.shared.languages import ours
from visavis.mediation.approach import SendApproach, SendReminder
from visavis.mediation.days import next_letter_day
from visavis.mediation.entries import PartyId
from visavis.mediation.safeguards.registry import age_of
from visavis.mediation.terms import working_days_after
from visavis.mediation.views import DeskView, Side
from visavis.mediation.words import PartyState
from visavis.outside.young import BESIDE, THEM
from visavis.people.words_door import for_answer

P = PartyState
VERSIONS: Mapping[str, Any] = {
    "minimal": _("Short: who we are, and that we would like to speak with them"),
    "informed": _("Informed: also that someone involved would like contact"),
}


def _letter_languages(window: Window) -> Maker:
    """To a young person, and to whoever has a say over one, only in Dutch or English: there are no other words."""
    grown_up = young.reader(window.side, window.today) == THEM
    offered = list(settings.LANGUAGES) if grown_up else ours()
    return one(_("In which language is the letter?"), offered, first="nl")


LETTER_LANGUAGE = from_window(_letter_languages)


def next_reachable(view: DeskView, party: PartyId, today: date) -> date:
    """The first day a letter posted now could well arrive."""
    return next_letter_day(working_days_after(today, 2), view.heavy_days(party))


def _arrives(window: Window) -> dict[str, Any]:
    return {"arrives_on": next_reachable(window.desk, window.side.party, window.today)}


ARRIVES_ON = on(
    _("On which day should it arrive?"),
    _("Monday to Thursday; not near a birthday, the day it happened, a hearing or a release."),
)


def _versions(window: Window) -> Maker:
    informed = papers.may_inform(window.desk, window.side)
    listed = [(c, label) for c, label in VERSIONS.items() if c == "minimal" or informed]
    return one(
        _("Which letter?"),
        listed,
        _("Short is the rule after sexual harm, at a shared or unsure address, and in detention."),
        first="minimal",
    )


SEND = FormOf(
    SendApproach,
    "eerste-brief",
    _("The first letter"),
    _("Make the letter"),
    lead=_(
        "Plain envelope, post box as sender, no logo. You can be reached on the three days after."
    ),
    asks={
        "version": from_window(_versions),
        "language": LETTER_LANGUAGE,
        "arrives_on": ARRIVES_ON,
    },
    given=lambda window, answers: {"to": young.addressed(window.side, window.today)},
    comes=lambda w: (
        w.side.state in {P.NAMED, P.TRACING} and may_ask(w) and bool(w.side.file.routes)
    ),
    begins=_arrives,
)
REMIND = FormOf(
    SendReminder,
    "herinnering",
    _("The one reminder"),
    _("Make the reminder"),
    lead=_("Shorter, and the last one. After this we wait."),
    asks={"language": LETTER_LANGUAGE, "arrives_on": ARRIVES_ON},
    comes=reminder_due,
    begins=_arrives,
)
COMES = (
    ("desk:first_letter", SEND.title, SEND.comes),
    ("desk:reminder", REMIND.title, REMIND.comes),
)


def _words(desk_: DeskView, side: Side, now: datetime) -> str:
    return " ".join(for_answer(desk_.trajectory, side.party, now))


def _page(
    request: HttpRequest, here: Desk, room: DeskRoom, row: FormOf, win: Window
) -> dict[str, Any] | HttpResponse:
    """What was answered, once the act is recorded; otherwise the page. Inside a transaction."""
    form = form_for(request, room, row, win)
    if form.carried_out():
        return form.cleaned_data
    return frame.show(
        request,
        here,
        "approach",
        form=form,
        here="trajectories",
        trajectory=win.desk.trajectory,
        nickname=win.desk.desk.nickname,
        row=row,
        win=win,
        versions=VERSIONS if row is SEND else {},
        sent=win.side.file.approaches[-1] if win.side.file.approaches else None,
        again=win.side.state is P.APPROACHED and row is SEND,
        to=young.addressed(win.side, win.today),
        parents=[one for one in young.parents(win.side) if one.may_decide],
        age=age_of(win.side, win.today),
        **frame.half(win.side),
    )


@door("desk", needs={"mediator"})
def first_letter(request: HttpRequest, trajectory: str, party: str) -> HttpResponse:
    here = desk(request)
    room = here.trajectory(trajectory, SendApproach.roles)
    win = frame.window(here, room.view, party)
    with transaction.atomic():
        done = _page(request, here, room, SEND, win)
        if isinstance(done, HttpResponse):
            return done
        pdf = papers.first_letter(
            win.desk,
            win.side,
            version=done["version"],
            language=done["language"],
            arrives_on=done["arrives_on"],
            words=_words(win.desk, win.side, here.now),
            reader=young.reader(win.side, here.today),
        )
    return papers.as_file(pdf, here.today, win.desk.desk.nickname)


@door("desk", needs={"mediator"})
def reminder(request: HttpRequest, trajectory: str, party: str) -> HttpResponse:
    here = desk(request)
    room = here.trajectory(trajectory, SendReminder.roles)
    win = frame.window(here, room.view, party)
    with transaction.atomic():
        done = _page(request, here, room, REMIND, win)
        if isinstance(done, HttpResponse):
            return done
        pdf = papers.reminder(
            win.desk,
            win.side,
            language=done["language"],
            today=here.today,
            words=_words(win.desk, win.side, here.now),
            reader=young.reader(win.side, here.today),
        )
    return papers.as_file(pdf, here.today, win.desk.desk.nickname)


class AgainForm(forms.Form):
    """The same letter once more, with new words: the first ones are known to nobody."""

    language = forms.ChoiceField(choices=settings.LANGUAGES)


@door("desk", needs={"mediator"}, methods=["POST"])
def letter_again(request: HttpRequest, trajectory: str, party: str) -> HttpResponse:
    """For a letter that was lost on the way to the printer. No act: nothing more is sent."""
    only_fields(request, ("language",))
    here = desk(request)
    view = here.trajectory(trajectory, SendApproach.roles).view
    side = frame.side_of(view, party)
    form = AgainForm(request.POST)
    if side.state is not P.APPROACHED or not side.file.approaches or not form.is_valid():
        raise Http404
    sent = side.file.approaches[-1]
    pdf = papers.first_letter(
        view,
        side,
        version=sent.version,
        language=form.cleaned_data["language"],
        arrives_on=sent.on,
        words=_words(view, side, here.now),
        reader=young.reader(side, here.today),
    )
    return papers.as_file(pdf, here.today, view.desk.nickname)


@door("desk", needs={"mediator"}, methods=["POST"])
def beside_letter(request: HttpRequest, trajectory: str, party: str) -> HttpResponse:
    """The letter to a parent or guardian beside that to somebody of 12 to 15; after the reminder, its reminder.

    In an envelope of its own, and without words: the answer is the young person's. No act of its own.
    """
    only_fields(request, ("language",))
    here = desk(request)
    view = here.trajectory(trajectory, SendApproach.roles).view
    side = frame.side_of(view, party)
    form = AgainForm(request.POST)
    both = young.addressed(side, here.today) == "both" and side.state is P.APPROACHED
    if not both or not side.file.approaches or not form.is_valid():
        raise Http404
    sent, language = side.file.approaches[-1], form.cleaned_data["language"]
    if side.file.reminders:
        pdf = papers.reminder(
            view, side, language=language, today=here.today, words="", reader=BESIDE
        )
    else:
        pdf = papers.first_letter(
            view,
            side,
            version=sent.version,
            language=language,
            arrives_on=sent.on,
            words="",
            reader=BESIDE,
        )
    return papers.as_file(pdf, here.today, view.desk.nickname)


@door("desk", needs={"mediator"}, methods=["GET"])
def preview(request: HttpRequest, trajectory: str, party: str, version: str) -> HttpResponse:
    """The letter as it is received, with dots where the words will stand."""
    here = desk(request)
    view = here.trajectory(trajectory, SendApproach.roles).view
    if version not in VERSIONS:
        raise Http404
    side = frame.side_of(view, party)
    pdf = papers.first_letter(
        view,
        side,
        version=version,
        language=get_language() or "nl",
        arrives_on=next_reachable(view, side.party, here.today),
        words=papers.NOT_YET_WORDS,
        reader=young.reader(side, here.today),
    )
    return papers.as_file(pdf, here.today, view.desk.nickname)
