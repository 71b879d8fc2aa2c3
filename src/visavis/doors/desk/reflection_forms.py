"""The two forms of a case reflection: what its mediator lays before colleagues, and what a colleague writes back."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from hashlib import sha256
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from visavis.doors.desk.asking import NO_TEXT
from visavis.doors.desk.reflection_words import says, whose
from visavis.doors.shared.carrying import new_key
from visavis.doors.shared.errors import only_fields
from visavis.doors.shared.forms import DateInBoxes
from visavis.mediation.reflection import Line
from visavis.mediation.terms import SHARED_AT_MOST, SHARED_FOR

BOXES = {"until_0", "until_1", "until_2"}
SHORTEST_NAME = 3


def _as_value(line: Line) -> str:
    return f"{line.name}~{line.of}~{line.code}~{line.number}"


def names_in(text: str, known: Iterable[str]) -> list[str]:
    """Which of these names stand in the text, as they are written there."""
    parts = {part for name in known for part in re.split(r"[\s,;()]+", name)}
    names = {part for part in parts if len(part) >= SHORTEST_NAME and part[0].isupper()}
    return sorted(name for name in names if re.search(rf"\b{re.escape(name)}\b", text))


class ShareForm(forms.Form):
    """``shown``: a digest of the summary as it stood on the page, so that exactly that is shared."""

    use_required_attribute = False
    key = forms.CharField(widget=forms.HiddenInput, max_length=64)
    shown = forms.CharField(widget=forms.HiddenInput, max_length=64)
    question = forms.CharField(
        label=gettext_lazy("What do I want to think through?"),
        help_text=gettext_lazy(
            "In your own words, without names or places. Would you let these people read it?"
        ),
        max_length=4000,
        error_messages=NO_TEXT,
        widget=forms.Textarea(attrs={"rows": 6, "autocomplete": "off"}),
    )
    no_name = forms.BooleanField(label=gettext_lazy("I looked: this names nobody"), required=False)
    lines = forms.MultipleChoiceField(
        label=gettext_lazy("What may they read of the trajectory?"),
        help_text=gettext_lazy(
            "This is all of it: no name, place or day. Take away what would give somebody away."
        ),
        required=False,
        error_messages={
            "invalid_choice": gettext_lazy("The trajectory has changed. Look at these lines again.")
        },
        widget=forms.CheckboxSelectMultiple,
    )
    readers = forms.MultipleChoiceField(
        label=gettext_lazy("Who thinks along?"),
        error_messages={
            "required": gettext_lazy("Choose a colleague."),
            "invalid_choice": gettext_lazy(
                "This colleague cannot be asked any more. Choose again."
            ),
        },
        widget=forms.CheckboxSelectMultiple,
    )
    strangers = forms.BooleanField(
        label=gettext_lazy(
            "I asked each: as far as they can know, they know none of these people and have no other role for one"
        ),
        error_messages={
            "required": gettext_lazy("Ask them first: by telephone, and in words that fit many.")
        },
    )
    until = DateInBoxes(
        label=gettext_lazy("Until which day?"),
        help_text=gettext_lazy(
            "After that day they read it no more, by itself. Four weeks at most."
        ),
        error_messages={"required": gettext_lazy("Fill in the day, the month and the year.")},
    )

    def __init__(
        self,
        request: HttpRequest,
        lines: Iterable[Line],
        colleagues: Mapping[str, str],
        names: Iterable[str],
        today: date,
    ) -> None:
        self.today, self.names = today, list(names)
        self.by_value = {_as_value(line): line for line in lines}
        self.digest = sha256(repr(sorted(self.by_value)).encode()).hexdigest()
        first = {
            "key": new_key(),
            "shown": self.digest,
            "lines": list(self.by_value),
            "until": today + SHARED_FOR,
        }
        sent = request.POST if request.method == "POST" else None
        super().__init__(sent, initial=first)
        self.fields["lines"].choices = [
            (value, f"{whose(line.of)}: {says(line)}") for value, line in self.by_value.items()
        ]
        self.fields["readers"].choices = list(colleagues.items())
        if sent is None or not self.found:
            del self.fields["no_name"]
        if sent is not None:
            only_fields(request, {*self.fields, "no_name"} - {"until"} | BOXES)

    @property
    def found(self) -> list[str]:
        """Names of people in this trajectory that stand in what was written."""
        return names_in(self.data.get("question", ""), self.names)

    @property
    def moved(self) -> bool:
        """Whether the summary is another than the one that was looked at."""
        return self.is_bound and self.data.get("shown") != self.digest

    @property
    def once(self) -> str:
        return self.data.get("key", "") if self.is_bound else str(self.initial["key"])

    def clean_until(self) -> date:
        on: date = self.cleaned_data["until"]
        if on < self.today:
            raise forms.ValidationError(_("That day is over. Choose a day to come."))
        if on > self.today + SHARED_AT_MOST:
            raise forms.ValidationError(_("That is more than four weeks. Choose an earlier day."))
        return on

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        if "no_name" in self.fields and not said.get("no_name"):
            words = {"words": ", ".join(self.found)}
            self.add_error(
                "question",
                _("A name or place of this trajectory stands here: %(words)s. Write it otherwise.")
                % words,
            )
        return said

    @property
    def chosen(self) -> tuple[Line, ...]:
        kept = set(self.cleaned_data["lines"])
        return tuple(line for value, line in self.by_value.items() if value in kept)


class ThoughtForm(forms.Form):
    """``before``: what stood there when the page was opened."""

    use_required_attribute = False
    before = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    thought = forms.CharField(
        label=gettext_lazy("What do you think?"),
        help_text=gettext_lazy(
            "Only the colleague who asks reads this. You may change it until the day."
        ),
        max_length=4000,
        error_messages=NO_TEXT,
        widget=forms.Textarea(attrs={"rows": 6, "autocomplete": "off"}),
    )

    def __init__(self, request: HttpRequest, stands: str) -> None:
        self.stands = stands
        sent = request.POST if request.method == "POST" else None
        super().__init__(sent, initial={"thought": stands, "before": self.mark})
        if sent is not None:
            only_fields(request, set(self.fields))

    @property
    def mark(self) -> str:
        return sha256(self.stands.encode()).hexdigest()

    @property
    def moved(self) -> bool:
        """Whether something else stands there than when the page was opened, and than what is sent."""
        sent = self.cleaned_data
        return sent["before"] != self.mark and sent["thought"] != self.stands
