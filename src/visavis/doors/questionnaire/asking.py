"""Asked to take part (D27), and changing one's mind: apart from the mediation, on pages of its own."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from visavis.doors.questionnaire.link import behind, shut
from visavis.doors.shared.door import door
from visavis.doors.shared.errors import BadField, only_fields
from visavis.mediation.terms import day
from visavis.people import clock
from visavis.study import consent, links
from visavis.study.consent import Purpose
from visavis.study.snapshot import snapshot_folder


class TakePart(forms.Form):
    """Two ticks, each for itself; nothing is ticked beforehand."""

    questionnaires = forms.BooleanField(
        label=_("I want to answer questionnaires"),
        help_text=_("Three times, about ten minutes. You can stop each time."),
        error_messages={
            "required": _("Tick this if you want to take part. Otherwise choose “No, thank you”.")
        },
    )
    linking = forms.BooleanField(
        label=_("My answers may be linked to six facts"),
        help_text=_("You can take part without this."),
        required=False,
    )


@door("questionnaire")
def asked(request: HttpRequest, token: str) -> HttpResponse:
    """What it is, what it changes (nothing), and the question; a no is as easy as a yes."""
    now = clock.now()
    one = behind(token, now, asks=True)
    if one is None:
        return shut(request)
    if one.person.agreed_on:
        return redirect("questionnaire:choices", token)
    form = TakePart(use_required_attribute=False)
    if request.method == "POST":
        only_fields(request, {"questionnaires", "linking", "go"})
        if request.POST.get("go") == "no":
            consent.decline(one.person, day(now))
            return redirect("questionnaire:noted")
        form = TakePart(request.POST, use_required_attribute=False)
        if form.is_valid():
            consent.agree(one.person, day(now), linking=form.cleaned_data["linking"])
            return redirect("questionnaire:choices", token)
    else:
        links.reached(one.person, day(now))
    return render(request, "questionnaire/asked.html", {"token": token, "form": form})


@door("questionnaire")
def choices(request: HttpRequest, token: str) -> HttpResponse:
    """What this person agreed to, each to be taken back in one step, without a reason."""
    now = clock.now()
    one = behind(token, now, asks=True)
    if one is None or one.person.agreed_on is None:
        return shut(request)
    person, today = one.person, day(now)
    if request.method == "POST":
        only_fields(request, {"go"})
        match request.POST.get("go"):
            case "unlink":
                consent.unlink(person, today)
            case "no_more":
                consent.no_more(person, today)
            case "stop":
                consent.stop(person, today)
            case "erase":
                consent.erase(person, today, snapshot_folder())
                return redirect("questionnaire:erased")
            case _unknown:
                raise BadField("not one of the choices")
        return redirect("questionnaire:choices", token)
    context = {
        "token": token,
        "linked": Purpose.LINKING in consent.given(person),
        "quiet": person.no_more_on is not None,
        "stopped": person.stopped_on is not None,
        "agreed_on": person.agreed_on,
    }
    return render(request, "questionnaire/choices.html", context)


@door("questionnaire", methods=("GET",))
def noted(request: HttpRequest) -> HttpResponse:
    """A no, or no more: noted, nothing else changes."""
    return render(request, "questionnaire/noted.html")


@door("questionnaire", methods=("GET",))
def erased(request: HttpRequest) -> HttpResponse:
    """Nothing of this person is left in the study."""
    return render(request, "questionnaire/erased.html")
