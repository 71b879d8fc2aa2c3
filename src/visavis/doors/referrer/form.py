"""The form for whoever has the key of their service; the same fields as a program sends, on one page."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from visavis.doors.referrer.key import Keyed
from visavis.doors.referrer.referral import ReferralForm, Stopped, may_come_in, refer
from visavis.doors.shared.carrying import Refused
from visavis.doors.shared.door import door
from visavis.doors.shared.errors import only_fields
from visavis.mediation.words import Text
from visavis.people import clock


class KeyedReferralForm(Keyed, ReferralForm):
    """One page."""

    language = forms.ChoiceField(
        label=gettext_lazy("Which language does this person speak best?"),
        choices=[("nl", "Nederlands"), ("en", "English")],
        initial="nl",
        widget=forms.RadioSelect,
    )
    field_order = (
        "consent", "condition", "first_name", "age", "relation", "language", "channel", "phone", "email", "post",
        "safe_times", "voicemail", "never", "note", "key", "reference",
    )  # fmt: skip


@door("referrer")
def form(request: HttpRequest) -> HttpResponse:
    only_fields(request, KeyedReferralForm.base_fields)
    if request.method != "POST":
        return _show(request, KeyedReferralForm())
    asked = KeyedReferralForm(request.POST, request=request)
    if not asked.is_valid():
        return _show(request, asked, status=asked.status)
    sent = asked.cleaned_data
    if may_come_in(asked.referrer, clock.real_now()):
        return _show(request, asked, _too_many(), 429)
    outcome = refer(sent, asked.referrer, sent["language"], clock.now())
    if isinstance(outcome, Stopped):
        return _show(request, asked, _in_words(outcome.why))
    if outcome is not None:
        asked.add_error("reference", _("You used this reference before. Choose another one."))
        return _show(request, asked, status=409)
    page = render(request, "referrer/done.html", {"reference": sent["reference"]})
    page.is_page = True
    return page


def _show(
    request: HttpRequest, asked: Any, refused: Refused | None = None, status: int = 200
) -> HttpResponse:
    context = {"form": asked, "refused": refused}
    page = render(request, "referrer/form.html", context, status=status)
    page.is_page = True  # what was filled in stands in it
    return page


def _in_words(why: Text) -> Refused:
    return Refused(
        _("We cannot take this sign-up from you."),
        why.within(get_language() or "nl"),
        _("Nothing was sent. This person can always call us themselves."),
    )


def _too_many() -> Refused:
    """The same for whoever sends, and whatever (row 26)."""
    return Refused(
        _("We cannot take this in at this moment. Much comes in at once."),
        _("Nothing was sent. What you filled in still stands here."),
        _("Send it again in an hour. Or call us: then we fill it in together."),
    )
