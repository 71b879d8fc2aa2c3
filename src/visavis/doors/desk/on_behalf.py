"""Signed up by somebody else, at the desk: intake writes it down, asks the person, and writes to them (A2, A3, D2)."""

from typing import Any

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from visavis.doors.desk import frame, on_behalf_acts, papers
from visavis.doors.desk.act_forms import form_for
from visavis.doors.desk.asking import Window, nobody_yet
from visavis.doors.desk.came_back import came_back
from visavis.doors.desk.rooms import Desk, desk
from visavis.doors.desk.sign_up import sender_of
from visavis.doors.shared.door import door
from visavis.doors.shared.errors import only_fields
from visavis.mediation.entries import Audience
from visavis.mediation.terms import OWN_CONSENT_FROM
from visavis.mediation.wording import spoken_to
from visavis.people import words_door

INTAKE = frozenset({Audience.INTAKE})


@door("desk", needs={"intake"})
def for_another(request: HttpRequest) -> HttpResponse:
    """Somebody rings to sign another person up: their act, told by telephone or on paper."""
    here = desk(request)
    row, win = on_behalf_acts.FOR_ANOTHER, nobody_yet(here.today)
    came = came_back(request, here, row, win)
    form = form_for(request, here.new_sign_up(), row, win, came=came)
    if form.carried_out() and form.recorded is not None:
        return redirect("desk:own_yes", form.recorded.where.trajectory)
    return frame.show(request, here, "for_another", form=form, here="new", row=row)


def _asked(here: Desk, trajectory: str) -> tuple[Window, Any]:
    """The person who was signed up and has not said yes or no. Raises Http404 where there is none."""
    view = here.trajectory(trajectory, INTAKE).view
    for side in view.sides:
        window = Window(view, side, here.today)
        if on_behalf_acts.waits(window):
            return window, sender_of(side)
    raise Http404


@door("desk", needs={"intake"}, methods=["GET"])
def own_yes(request: HttpRequest, trajectory: str) -> HttpResponse:
    """Who was signed up, how they may be reached, and the three ways on: a yes, a no, a letter."""
    here = desk(request)
    view = here.trajectory(trajectory, INTAKE).view
    began = [side for side in view.sides if side.initiating]
    if began and began[0].own.confirmed:
        return redirect("desk:prepare", trajectory)
    window, sender = _asked(here, trajectory)
    age = window.side.own.age(here.today)
    return frame.show(
        request,
        here,
        "own_yes",
        here="new",
        trajectory=trajectory,
        nickname=view.desk.nickname,
        sender=sender,
        age=age,
        child=age is not None and age < OWN_CONSENT_FROM,
        languages=settings.LANGUAGES,
        **frame.half(window.side),
    )


class LetterForm(forms.Form):
    language = forms.ChoiceField(choices=settings.LANGUAGES)


@door("desk", needs={"intake"}, methods=["POST"])
def own_yes_letter(request: HttpRequest, trajectory: str) -> HttpResponse:
    """The letter with three words that open their own yes or no. Made anew, it has new words; both work."""
    only_fields(request, ("language",))
    here = desk(request)
    window, _ = _asked(here, trajectory)
    form = LetterForm(request.POST)
    own = window.side.own
    age = own.age(here.today)
    if not form.is_valid() or own.closing.erase_by is None or (age or 99) < OWN_CONSENT_FROM:
        raise Http404
    pdf = papers.sign_up_made(
        own,
        language=spoken_to(own, here.today, form.cleaned_data["language"]),
        words=" ".join(words_door.for_sign_up(trajectory, window.side.party)),
        writer=here.name,
        until=own.closing.erase_by,
    )
    return papers.as_file(pdf, here.today, window.desk.desk.nickname)
