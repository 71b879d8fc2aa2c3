"""A referral, from a form or from a program: one form, one act (A2), and what stops it in plain words (S1, S5, S11).

Whatever is known of this person here, the answer is the same.
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from visavis.doors.shared.keyring import keys
from visavis.journal import referrals
from visavis.journal.once import Conflict
from visavis.journal.record import Recorded
from visavis.mediation.on_behalf import SignUpOnBehalf
from visavis.mediation.safeguards import no_condition_and_no_reward
from visavis.mediation.sign_up import RELATIONS
from visavis.mediation.terms import OWN_CONSENT_FROM
from visavis.mediation.views import Reach
from visavis.mediation.words import Text
from visavis.people import throttle
from visavis.people.referrers import Referrer

REFERENCE = re.compile(r"\A[A-Za-z0-9][A-Za-z0-9._-]{2,63}\Z")
NEEDS = {"phone": "phone", "sms": "phone", "email": "email", "post": "post"}
CHOOSE = {"required": _("Choose an answer first."), "invalid_choice": _("Choose an answer first.")}
OLDEST = 120
NO_CONSENT = Text(
    "Vraag het eerst aan deze persoon. Wij beginnen alleen als iemand het zelf wil.",
    "Ask this person first. We begin only if somebody wants it themselves.",
)
FIRST_TALK = Text(
    "Een kind melden wij aan in een gesprek. Bel ons, of laat een ouder bellen.",
    "We sign up a child in a talk. Call us, or let a parent call.",
)


class ReferralForm(forms.Form):
    """What is asked about somebody who is not there: as little as we need to reach them."""

    use_required_attribute = False
    consent = forms.BooleanField(
        required=False, label=_("I asked this person. They want it themselves.")
    )
    condition = forms.BooleanField(
        required=False,
        label=_("For this person something depends on it"),
        help_text=_("For example a condition, a reward, or a report that you write about it."),
    )
    reference = forms.RegexField(
        REFERENCE,
        label=_("Your own reference"),
        help_text=_("3 to 64 letters and numbers. No name and no date of birth."),
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
        error_messages={
            "required": _("Fill in a reference of your own."),
            "invalid": _("Use 3 to 64 letters, numbers, points and dashes."),
        },
    )
    first_name = forms.CharField(
        max_length=80,
        label=_("What may we call this person?"),
        help_text=_("A first name is enough."),
        widget=forms.TextInput({"autocomplete": "off"}),
        error_messages={"required": _("Fill in what we may call this person.")},
    )
    age = forms.IntegerField(
        min_value=1,
        max_value=OLDEST,
        label=_("How old is this person?"),
        widget=forms.TextInput(
            {"inputmode": "numeric", "autocomplete": "off", "class": "input--year"}
        ),
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"),
            _("Fill in how old this person is, in numbers."),
        ),
    )
    relation = forms.ChoiceField(
        label=_("What is their place in what happened?"),
        choices=[
            ("harmed", _("It happened to this person")),
            ("responsible", _("This person did it or caused it")),
            ("bereaved", _("Someone of this person died")),
            ("next_of_kin_harmed", _("It happened to someone close to this person")),
            ("next_of_kin_responsible", _("Someone close to this person did it")),
            ("witness", _("This person saw it happen")),
        ],
        widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )
    channel = forms.ChoiceField(
        label=_("How may we reach this person?"),
        choices=[
            ("phone", _("By calling")),
            ("sms", _("A short message")),
            ("email", _("E-mail")),
            ("post", _("A letter with no name on it")),
        ],
        widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )
    phone = forms.CharField(
        required=False, max_length=40, label=_("Telephone number"),
        widget=forms.TextInput({"autocomplete": "off", "inputmode": "tel"}),
    )  # fmt: skip
    email = forms.EmailField(
        required=False,
        label=_("E-mail address"),
        widget=forms.TextInput({"autocomplete": "off", "inputmode": "email"}),
        error_messages={"invalid": _("This is not an e-mail address. Look once more.")},
    )
    post = forms.CharField(
        required=False, max_length=300, label=_("Address for a letter"),
        widget=forms.Textarea({"rows": 3, "autocomplete": "off"}),
    )  # fmt: skip
    safe_times = forms.CharField(
        required=False, max_length=200, label=_("When can we reach this person safely?"),
        widget=forms.TextInput({"autocomplete": "off"}),
    )  # fmt: skip
    voicemail = forms.BooleanField(
        required=False, label=_("We may leave a message on their voicemail")
    )
    never = forms.CharField(
        required=False, max_length=500, label=_("What must we never do?"),
        widget=forms.Textarea({"rows": 3, "autocomplete": "off"}),
    )  # fmt: skip
    note = forms.CharField(
        required=False,
        max_length=2000,
        label=_("Is there something we must know before we call?"),
        help_text=_("Only what this person would want you to tell. You may leave it empty."),
        widget=forms.Textarea({"rows": 4, "autocomplete": "off"}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        needed = NEEDS.get(cleaned.get("channel", ""))
        if needed and needed not in self.errors and not cleaned.get(needed):
            self.add_error(needed, _("Fill in how we reach this person in that way."))
        return cleaned


assert set(RELATIONS) == set(dict(ReferralForm.base_fields["relation"].choices))


@dataclass(frozen=True, slots=True)
class Stopped:
    """Why nobody is signed up like this. ``code``: for programs."""

    code: str
    why: Text


@dataclass(frozen=True, slots=True)
class Wait:
    """Too much at once with this key."""

    left: timedelta


def stops(sent: dict[str, Any]) -> Stopped | None:
    """No own consent (S1), a condition or a reward (S5), or whoever is under 16 (S11): all from what was sent."""
    if not sent["consent"]:
        return Stopped("no-consent", NO_CONSENT)
    if sent["condition"]:
        return Stopped("condition", no_condition_and_no_reward.text)
    if sent["age"] < OWN_CONSENT_FROM:
        return Stopped("under-age", FIRST_TALK)
    return None


def refer(
    sent: dict[str, Any], referrer: Referrer, language: str, now: datetime
) -> Stopped | Conflict | None:
    """Takes it in, once. None: taken in, now or before; nothing else can be known from it."""
    stopped = stops(sent)
    if stopped is not None:
        return stopped
    outcome = referrals.refer(
        _act(sent, referrer, language), referrer.id, sent["reference"], keys(), now
    )
    if isinstance(outcome, Conflict):
        return outcome
    assert isinstance(outcome, Recorded), outcome
    return None


def may_come_in(referrer: Referrer, real_now: datetime) -> Wait | None:
    left = throttle.too_much(referrer.id, real_now)
    return Wait(left) if left else None


def _act(sent: dict[str, Any], referrer: Referrer, language: str) -> SignUpOnBehalf:
    reach = ("channel", "phone", "email", "post", "safe_times", "voicemail", "never")
    return SignUpOnBehalf(
        relation=sent["relation"],
        first_name=sent["first_name"],
        age=sent["age"],
        by_whom=referrer.name,
        story=sent["note"],
        language=language,
        reach=Reach(**{name: sent[name] for name in reach}),
    )
