"""*For someone else*: somebody signs another person up (A2). Nothing begins before that person's own yes (S1).

Who sends this gets no words that open anything, and hears only what that person lets us tell. What is asked
about somebody who is not there is as little as we need to reach them.
"""

import hmac
import random
from dataclasses import replace
from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from visavis.doors.frontdoor.sign_up_forms import NameForm, NeverForm, ReachForm
from visavis.doors.frontdoor.steps import CHOOSE, Sent, Step, StepForm, Steps, area
from visavis.doors.shared.carrying import Refused, in_words
from visavis.doors.shared.door import door
from visavis.doors.shared.keyring import keys
from visavis.journal.keys import sign_up_ring
from visavis.journal.once import Conflict
from visavis.journal.record import Recorded, sign_up
from visavis.mediation.effects import Refusal
from visavis.mediation.entries import Actor, Audience
from visavis.mediation.on_behalf import SignUpOnBehalf
from visavis.mediation.safeguards import child_and_guardian_agree, no_condition_and_no_reward
from visavis.mediation.terms import OWN_CONSENT_FROM, UNCONFIRMED_KEPT
from visavis.mediation.views import Reach
from visavis.people import clock

SENDERS = {
    "work": gettext_lazy("I help this person in my work"),
    "close": gettext_lazy("I am family, a friend or a neighbour"),
}
RELATIONS = {
    "harmed": gettext_lazy("It happened to this person"),
    "responsible": gettext_lazy("This person did it or caused it"),
    "bereaved": gettext_lazy("Someone of this person died"),
    "next_of_kin_harmed": gettext_lazy("It happened to someone close to this person"),
    "next_of_kin_responsible": gettext_lazy("Someone close to this person did it"),
    "witness": gettext_lazy("This person saw it happen"),
}
CHANNELS = {
    "phone": gettext_lazy("By calling"),
    "sms": gettext_lazy("A short message"),
    "email": gettext_lazy("E-mail"),
    "post": gettext_lazy("A letter with no name on it"),
}
"""The same codes as in a sign-up of one's own; only the words are another person's."""


class SenderForm(StepForm):
    sender = forms.ChoiceField(
        label=gettext_lazy("Who are you to this person?"),
        choices=list(SENDERS.items()),
        widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )
    asked = forms.ChoiceField(
        label=gettext_lazy("Did you ask this person, and do they want it themselves?"),
        choices=[("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No, not yet"))],
        widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )
    by_whom = forms.CharField(
        max_length=120,
        label=gettext_lazy("What is your name, or the name of your service?"),
        help_text=gettext_lazy("The person you sign up may know this from us."),
        widget=forms.TextInput({"autocomplete": "name"}),
        error_messages={"required": gettext_lazy("Fill in a name.")},
    )


class FreeForm(StepForm):
    condition = forms.ChoiceField(
        label=gettext_lazy("Does something depend on it for this person?"),
        help_text=gettext_lazy(
            "For example a condition, a reward, or a report that you write about it."
        ),
        choices=[("no", gettext_lazy("No, it is free")), ("yes", gettext_lazy("Yes"))],
        widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )


class WhoForm(NameForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name, age = self.fields["first_name"], self.fields["age"]
        name.label, age.label = _("What may we call this person?"), _("How old is this person?")
        name.error_messages["required"] = _("Fill in what we may call this person.")
        for code in ("required", "invalid"):
            age.error_messages[code] = _("Fill in how old this person is, in numbers.")
        for field in (name, age):
            field.widget.attrs["autocomplete"] = "off"


class RelationForm(StepForm):
    relation = forms.ChoiceField(
        label=gettext_lazy("What is their place in what happened?"),
        help_text=gettext_lazy("As this person would say it."),
        choices=list(RELATIONS.items()),
        widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )


class StoryForm(StepForm):
    story = forms.CharField(
        required=False,
        max_length=2000,
        label=gettext_lazy("Is there something we must know before we call?"),
        help_text=gettext_lazy(
            "Only what this person would want you to tell. You may leave it empty."
        ),
        widget=area(4),
    )


class TheirReachForm(ReachForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["channel"].choices = list(CHANNELS.items())
        self.fields["channel"].label = _("How may we reach this person?")
        self.fields["safe_times"].label = _("When can we reach this person safely?")
        self.fields["voicemail"].label = _("May we leave a message on their voicemail?")
        for name in ("phone", "email", "post"):
            self.fields[name].widget.attrs["autocomplete"] = "off"


STEPS = (
    Step("sender", SenderForm),
    Step("free", FreeForm, "condition"),
    Step("who", WhoForm),
    Step("relation", RelationForm, "relation"),
    Step("story", StoryForm, "story"),
    Step("reach", TheirReachForm),
    Step("never", NeverForm, "never"),
)


@door("frontdoor")
def apply(request: HttpRequest) -> HttpResponse:
    return SOMEONE_ELSE.answer(request)


def stops(sent: Sent) -> Refused | None:
    """Nobody asked the person (S1), a condition or a reward (S5), and whoever is under 16: we talk first (S11)."""
    if sent.get("asked") == "no":
        return Refused(
            _("We cannot take this sign-up from you."),
            _("We begin only if somebody wants it themselves. So ask this person first."),
            _("Nothing of what you filled in was kept. Come back when you have asked."),
        )
    if sent.get("condition") == "yes":
        return replace(
            in_words(
                no_condition_and_no_reward.refusal(), _("We cannot take this sign-up from you.")
            ),
            instead=_(
                "Nothing of what you filled in was kept. Tell this person that they can call us themselves."
            ),
        )
    age = sent.get("age")
    if age is not None and age < OWN_CONSENT_FROM:
        return replace(
            in_words(child_and_guardian_agree.refusal(), _("We sign up a child in a talk.")),
            instead=_("Nothing of what you filled in was kept. Call us, also as a parent."),
        )
    return None


def _send(request: HttpRequest, sent: Sent, key: str) -> HttpResponse | Refusal | Conflict:
    role = Audience.REFERRER if sent["sender"] == "work" else Audience.OUTSIDER
    outcome = sign_up(
        _act(sent),
        sign_up_ring(keys()),
        clock.now(),
        random.SystemRandom(),
        by=Actor(role, _sender_of(key)),
        key=key,
    )
    if not isinstance(outcome, Recorded):
        assert isinstance(outcome, Refusal | Conflict)
        return outcome
    response = render(
        request,
        "frontdoor/on_behalf/done.html",
        {"name": sent["first_name"], "days": UNCONFIRMED_KEPT.days},
    )
    response["Cache-Control"] = "no-store"
    return response


def _sender_of(key: str) -> str:
    """Who sends this: the same for a form sent twice, and nobody we know."""
    secret = settings.SECRET_KEY.encode()
    return hmac.digest(secret, b"visavis/on-behalf/1" + key.encode(), "sha256")[:16].hex()


def _act(sent: Sent) -> SignUpOnBehalf:
    return SignUpOnBehalf(
        relation=sent["relation"],
        first_name=sent["first_name"],
        age=sent["age"],
        by_whom=sent["by_whom"],
        professional=sent["sender"] == "work",
        condition=sent["condition"] == "yes",
        story=sent["story"],
        language=(get_language() or "nl")[:2],
        reach=Reach(
            channel=sent["channel"],
            phone=sent["phone"],
            email=sent["email"],
            post=sent["post"],
            safe_times=sent["safe_times"],
            voicemail=sent["voicemail"] == "yes",
            never=sent["never"],
        ),
    )


SOMEONE_ELSE = Steps("on_behalf", "on_behalf", STEPS, stops, _send)
