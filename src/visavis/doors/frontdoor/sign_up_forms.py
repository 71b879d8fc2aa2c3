"""The questions of signing up, each a form of its own."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from visavis.doors.frontdoor.steps import CHOOSE, Step, StepForm, area, spoken
from visavis.mediation.sign_up import CHANNELS, RELATIONS
from visavis.service.current import current

NEEDS = {"phone": "phone", "sms": "phone", "email": "email", "post": "post"}
OLDEST = 120


class RelationForm(StepForm):
    relation = forms.ChoiceField(
        label=_("What is your place in what happened?"),
        help_text=_("Nobody but us sees your answer."),
        choices=lambda: spoken(RELATIONS),
        widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )


class StoryForm(StepForm):
    story = forms.CharField(
        required=False,
        strip=False,
        label=_("What happened?"),
        help_text=_("In your own words, as short as you like. You may also leave it empty."),
        widget=area(8),
    )
    rather_talk = forms.BooleanField(required=False, label=_("I would rather tell it in a talk"))


class OtherForm(StepForm):
    other = forms.CharField(
        required=False,
        max_length=2000,
        label=_("Who is the other person, if you know?"),
        help_text=_("A name, or how you know each other. You may skip this question."),
        widget=area(4),
    )


class NameForm(StepForm):
    first_name = forms.CharField(
        max_length=80,
        label=_("What may we call you?"),
        help_text=_("A first name is enough."),
        widget=forms.TextInput({"autocomplete": "given-name"}),
        error_messages={"required": _("Fill in what we may call you.")},
    )
    age = forms.IntegerField(
        min_value=1,
        max_value=OLDEST,
        label=_("How old are you?"),
        widget=forms.TextInput(
            {"inputmode": "numeric", "autocomplete": "off", "class": "input--year"}
        ),
        error_messages={
            "required": _("Fill in how old you are, in numbers."),
            "invalid": _("Fill in how old you are, in numbers."),
            "min_value": _("Fill in how old you are, in numbers."),
            "max_value": _("Fill in how old you are, in numbers."),
        },
    )


class ReachForm(StepForm):
    channel = forms.ChoiceField(
        label=_("How may we reach you?"),
        help_text=_("Below, fill in only what we need for that."),
        choices=lambda: spoken(CHANNELS),
        widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )
    phone = forms.CharField(
        required=False,
        max_length=40,
        label=_("Telephone number"),
        widget=forms.TextInput({"autocomplete": "tel", "inputmode": "tel"}),
    )
    email = forms.EmailField(
        required=False,
        label=_("E-mail address"),
        widget=forms.TextInput({"inputmode": "email", "autocomplete": "email"}),
        error_messages={"invalid": _("This is not an e-mail address. Look once more.")},
    )
    post = forms.CharField(
        required=False,
        max_length=300,
        label=_("Address for a letter"),
        widget=area(3),
    )
    safe_times = forms.CharField(
        required=False,
        max_length=200,
        label=_("When can we reach you safely?"),
        help_text=_("For example: on weekdays after six."),
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    voicemail = forms.ChoiceField(
        label=_("May we leave a message on your voicemail?"),
        choices=[("no", _("No")), ("yes", _("Yes"))],
        widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        needed = NEEDS.get(cleaned.get("channel", ""))
        if needed and needed not in self.errors and not cleaned.get(needed):
            missing = {
                "phone": _("Fill in your telephone number."),
                "email": _("Fill in your e-mail address."),
                "post": _("Fill in an address for a letter."),
            }
            self.add_error(needed, missing[needed])
        return cleaned


class NeverForm(StepForm):
    never = forms.CharField(
        required=False,
        max_length=500,
        label=_("What must we never do?"),
        help_text=_("For example: never call me at home. You may skip this question."),
        widget=area(4),
    )


class LastForm(NeverForm):
    """The last page asks one thing for the service itself, and says so."""

    found_by = forms.ChoiceField(
        required=False,
        label=_("How did you find us?"),
        help_text=_("We count this without names. You may skip this question."),
        choices=lambda: [("", _("I would rather not say")), *spoken(current().sources.mine)],
    )


STEPS = (
    Step("relation", RelationForm, "relation"),
    Step("story", StoryForm, "story"),
    Step("other", OtherForm, "other"),
    Step("name", NameForm),
    Step("reach", ReachForm),
    Step("never", LastForm, "never"),
)
