"""The planner's three forms for people from other events: who together, when, who came."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from visavis.doors.desk.asking import NO_ANSWER, NO_TEXT
from visavis.doors.shared.carrying import new_key
from visavis.doors.shared.forms import DateInBoxes

STRANGERS = [
    ("yes", _("Yes: I asked each mediator")),
    ("no", _("No, or not sure")),
]
CAME = _("Who came?")


class TogetherForm(forms.Form):
    """With a key of its own, so that what is sent twice is done once."""

    use_required_attribute = False
    key = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"key": new_key()})


class ComposeForm(TogetherForm):
    who = forms.MultipleChoiceField(
        label=_("Who would meet?"),
        help_text=_("Two to eight people, each of another event."),
        error_messages=NO_ANSWER,
        widget=forms.CheckboxSelectMultiple,
    )
    strangers = forms.ChoiceField(
        label=_("Are you sure that none of them knows another?"),
        choices=STRANGERS,
        error_messages=NO_ANSWER,
        widget=forms.RadioSelect,
    )

    def __init__(self, data: Any, people: Sequence[tuple[str, str]]) -> None:
        super().__init__(data)
        self.fields["who"].choices = people

    def clean_who(self) -> list[str]:
        chosen: list[str] = self.cleaned_data["who"]
        if len(chosen) < 2:
            raise forms.ValidationError(_("Choose two people or more."))
        return chosen


def _line(label: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=120,
        error_messages=NO_TEXT,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class PlanForm(TogetherForm):
    day = DateInBoxes(
        label=_("Which day?"),
        error_messages={"required": _("Fill in the day, the month and the year.")},
    )
    hour = forms.TimeField(
        label=_("At what time?"),
        help_text=_("For example 10.30"),
        input_formats=["%H.%M", "%H:%M"],
        error_messages=NO_TEXT | {"invalid": _("This is not a time. Write it as 10.30.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "decimal"}),
    )
    where = forms.CharField(
        label=_("Where?"),
        help_text=_("A neutral place. Each reads it on their own page."),
        max_length=500,
        error_messages=NO_TEXT,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
    )
    first = _line(_("Who leads it?"))
    second = _line(_("And who is the second?"))


class AttendanceForm(TogetherForm):
    who = forms.MultipleChoiceField(
        label=CAME,
        help_text=_("Nothing of what was said is written down."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, data: Any, people: Sequence[tuple[str, str]]) -> None:
        super().__init__(data)
        self.fields["who"].choices = people
