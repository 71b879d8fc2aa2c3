"""People beside mediation (group C): a partner's link, a consent page of its own, one address to keep."""

import io

import segno
from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from visavis.doors.questionnaire.asking import TakePart
from visavis.doors.questionnaire.link import behind, shut
from visavis.doors.shared import keyring
from visavis.doors.shared.door import door
from visavis.doors.shared.errors import only_fields
from visavis.doors.shared.languages import plain
from visavis.journal.keys import study_ring
from visavis.mediation.terms import day
from visavis.people import clock
from visavis.study import comparison
from visavis.study.comparison import Told

RELATIONS = [
    ("harmed", _("Something was done to me")),
    ("next_of_kin_harmed", _("It happened to someone close to me")),
    ("responsible", _("I did it or caused it")),
    ("other", _("Something else")),
]
EVENTS = [
    ("violence", _("Violence")),
    ("sexual_harm", _("Sexual harm")),
    ("traffic", _("In traffic")),
    ("property", _("Theft or damage")),
    ("threat_stalking", _("Threats or stalking")),
    ("other", _("Something else")),
]
MONTHS = [
    ("0-5", _("Less than half a year ago")),
    ("6-11", _("Half a year to a year ago")),
    ("12-23", _("One to two years ago")),
    ("24-59", _("Two to five years ago")),
    ("60+", _("More than five years ago")),
]
ASKED = ("questionnaires", "linking", "interview", "quotation", "reuse")


class JoinBeside(TakePart):
    """The ticks without the two of a mediation; what one tells of oneself; a mail address or none."""

    later = None
    closing = None
    relation = forms.ChoiceField(
        label=_("What fits you best?"), choices=RELATIONS, widget=forms.RadioSelect, required=False
    )
    event_type = forms.ChoiceField(
        label=_("What happened?"), choices=EVENTS, widget=forms.RadioSelect, required=False
    )
    months_band = forms.ChoiceField(
        label=_("How long ago was it?"), choices=MONTHS, widget=forms.RadioSelect, required=False
    )
    email = forms.EmailField(
        label=_("E-mail address, if you want a message after eight months"),
        help_text=_(
            "The message says only that something is ready for you. We erase the address after it."
        ),
        required=False,
        error_messages={
            "invalid": _("This is no e-mail address. Look once more, or leave it out.")
        },
        widget=forms.EmailInput(attrs={"class": "input", "autocomplete": "email"}),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["questionnaires"].help_text = _(
            "Now, and once more in eight months. Each time about five minutes."
        )
        self.fields["linking"].label = _("What I tell below may stand beside my answers")

    def ticks(self) -> frozenset[comparison.Purpose]:
        return frozenset(
            purpose for purpose in comparison.Purpose if self.cleaned_data.get(purpose.value)
        )

    def told(self) -> Told:
        said = self.cleaned_data
        return Told(said["relation"], said["event_type"], said["months_band"])


@door("questionnaire")
def take_part(request: HttpRequest, token: str) -> HttpResponse:
    """What it is and for whom, what it changes (nothing), and the question; no is leaving the page."""
    now = clock.now()
    partner = comparison.partner_behind(token)
    if partner is None:
        return shut(request)
    form, full = JoinBeside(use_required_attribute=False), False
    if request.method == "POST":
        only_fields(request, {*JoinBeside.base_fields, "go"})
        form = JoinBeside(request.POST, use_required_attribute=False)
        if form.is_valid():
            try:
                person, first = comparison.enrol(partner, form.told(), form.ticks(), day(now))
            except comparison.TooMany:
                full = True
            else:
                if form.cleaned_data["email"]:
                    ring = study_ring(keyring.keys())
                    language = plain(get_language())
                    comparison.keep_address(ring, person, form.cleaned_data["email"], language)
                return redirect("questionnaire:keep", first)
    context = {"form": form, "partner": partner.name, "full": full}
    return render(request, "questionnaire/take_part.html", context)


@door("questionnaire", methods=("GET",))
def keep(request: HttpRequest, token: str) -> HttpResponse:
    """The one address of somebody of group C, to keep or print: nobody can look it up for them."""
    now = clock.now()
    one = behind(token, now, asks=True)
    if one is None or one.person.partner_id is None:
        return shut(request)
    address = request.build_absolute_uri(reverse("questionnaire:choices", args=[token]))
    context = {
        "token": token,
        "address": address,
        "code": drawn(address),
        "questionnaires": comparison.questionnaires(one.person, token, now),
    }
    return render(request, "questionnaire/keep.html", context)


def drawn(text: str) -> str:
    """A 2-D code as SVG for a page: no style or script in it."""
    out = io.BytesIO()
    segno.make(text, error="m", micro=False).save(
        out, kind="svg", scale=4, xmldecl=False, svgns=True, svgclass="code2d", lineclass=None
    )
    return mark_safe(out.getvalue().decode())  # noqa: S308 - our own drawing
