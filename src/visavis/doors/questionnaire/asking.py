"""Asked to take part (D27), and changing one's mind: apart from the mediation, on pages of its own."""

from dataclasses import dataclass
from datetime import date

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from visavis.doors.questionnaire.link import behind, shut
from visavis.doors.shared.door import door
from visavis.doors.shared.errors import BadField, only_fields
from visavis.mediation.terms import day
from visavis.people import clock
from visavis.study import comparison, consent, links
from visavis.study.consent import Purpose
from visavis.study.models import Person
from visavis.study.snapshot import snapshot_folder


class TakePart(forms.Form):
    """Seven ticks, each for itself; nothing is ticked beforehand."""

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
    closing = forms.BooleanField(
        label=_("The study may see what I was offered at the end"),
        help_text=_(
            "What it was and whether I chose it. Whether it came and whether I said it helped. "
            "No days and no words of mine."
        ),
        required=False,
    )
    interview = forms.BooleanField(
        label=_("You may ask me for an interview"),
        help_text=_("Then you still choose each time."),
        required=False,
    )
    quotation = forms.BooleanField(
        label=_("You may use words of mine, without my name"),
        help_text=_("A sentence from an interview, that nobody can know me by."),
        required=False,
    )
    reuse = forms.BooleanField(
        label=_("Other researchers may use my answers, without my name"),
        help_text=_("Under a contract, and with a new number."),
        required=False,
    )
    later = forms.BooleanField(
        label=_("You may ask me again in later years"),
        help_text=_("For another study. For this we keep your name, apart from your answers."),
        required=False,
    )

    def ticks(self) -> frozenset[Purpose]:
        """The valid ticks."""
        return frozenset(purpose for purpose in Purpose if self.cleaned_data[purpose.value])


NAMES = {
    Purpose.QUESTIONNAIRES: _("Questionnaires"),
    Purpose.LINKING: _("Linking to six facts"),
    Purpose.CLOSING: _("What I was offered at the end"),
    Purpose.INTERVIEW: _("Being asked for an interview"),
    Purpose.QUOTATION: _("Using your words, without your name"),
    Purpose.REUSE: _("Answers for other researchers, without your name"),
    Purpose.LATER: _("Being asked again in later years"),
}


OF_A_MEDIATION = frozenset({Purpose.CLOSING, Purpose.LATER})
"""Not asked of people beside mediation: they had no ending here, and we know no name of theirs."""


@dataclass(frozen=True, slots=True)
class Tick:
    """One purpose on the page of choices. ``erases``: whether taking it back can also erase."""

    purpose: str
    name: object
    stands: bool
    erases: bool
    may_return: bool


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
        only_fields(request, {*Purpose, "go"})
        if request.POST.get("go") == "no":
            consent.decline(one.person, day(now))
            return redirect("questionnaire:noted")
        form = TakePart(request.POST, use_required_attribute=False)
        if form.is_valid():
            ticks = form.ticks()
            linking = Purpose.LINKING in ticks
            consent.agree(one.person, day(now), linking=linking, also=ticks - consent.HELD_APART)
            return redirect("questionnaire:choices", token)
    else:
        links.reached(one.person, day(now))
    return render(request, "questionnaire/asked.html", {"token": token, "form": form})


@door("questionnaire")
def choices(request: HttpRequest, token: str) -> HttpResponse:
    """What this person agreed to, each to be taken back in one step, without a reason.

    ``go`` is ``no_more``, or what to do with a tick and its name: ``stop-linking``,
    ``erase-questionnaires``, ``give-interview``.
    """
    now = clock.now()
    one = behind(token, now, asks=True)
    if one is None or one.person.agreed_on is None:
        return shut(request)
    person, today = one.person, day(now)
    if request.method == "POST":
        only_fields(request, {"go"})
        if _changed(person, request.POST.get("go", ""), today):
            return redirect("questionnaire:choices", token)
        return redirect("questionnaire:erased")
    stands = consent.given(person)
    context = {
        "token": token,
        "ticks": [
            Tick(
                purpose=purpose.value,
                name=NAMES[purpose],
                stands=purpose in stands,
                erases=purpose in consent.HELD_APART,
                may_return=purpose not in consent.HELD_APART and person.stopped_on is None,
            )
            for purpose in Purpose
            if purpose is not Purpose.QUESTIONNAIRES
            and (purpose not in OF_A_MEDIATION or person.partner_id is None)
        ],
        "facts": bool(person.relation or person.sign_up),
        "quiet": person.no_more_on is not None,
        "stopped": person.stopped_on is not None,
        "agreed_on": person.agreed_on,
        "beside": person.partner_id is not None,
        "questionnaires": comparison.questionnaires(person, token, now)
        if person.partner_id
        else (),
    }
    return render(request, "questionnaire/choices.html", context)


def _changed(person: Person, go: str, today: date) -> bool:
    """Do what was chosen; False when nothing of this person is left."""
    if go == "no_more":
        consent.no_more(person, today)
        return True
    act, _between, name = go.partition("-")
    if act not in {"stop", "erase", "give"} or name not in list(Purpose):
        raise BadField("not one of the choices")
    purpose = Purpose(name)
    if (act == "give" or act == "erase") and (act == "erase") != (purpose in consent.HELD_APART):
        raise BadField("not one of the choices")
    if act == "give" and purpose in OF_A_MEDIATION and person.partner_id is not None:
        raise BadField("not one of the choices")
    if act == "give":
        consent.tick(person, purpose, today)
        return True
    erase_too = act == "erase"
    consent.revoke(person, purpose, today, erase_too=erase_too, snapshots=snapshot_folder())
    return not (erase_too and purpose is Purpose.QUESTIONNAIRES)


@door("questionnaire")
def later(request: HttpRequest, token: str) -> HttpResponse:
    """Being asked in later years, when all else is over: to be taken back in one step."""
    held = links.later_behind(token)
    if held is None:
        return shut(request)
    if request.method == "POST":
        only_fields(request, set())
        held.delete()
        return redirect("questionnaire:noted")
    return render(request, "questionnaire/later.html", {"given_on": held.given_on})


@door("questionnaire", methods=("GET",))
def noted(request: HttpRequest) -> HttpResponse:
    """A no, or no more: noted, nothing else changes."""
    return render(request, "questionnaire/noted.html")


@door("questionnaire", methods=("GET",))
def erased(request: HttpRequest) -> HttpResponse:
    """Nothing of this person is left in the study."""
    return render(request, "questionnaire/erased.html")
