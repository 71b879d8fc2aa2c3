"""How forms look: the renderer behind ``{{ form }}`` and ``{% field form.x %}``, and what answers need.

``FORM_RENDERER = "visavis.doors.shared.forms.Renderer"``.
"""

import datetime
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import django.forms
from django import forms
from django.core.exceptions import ValidationError
from django.forms.renderers import DjangoTemplates
from django.template.backends.django import DjangoTemplates as Engine
from django.utils.functional import lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from visavis.doors.shared import icons

TEMPLATES = (
    Path(__file__).parent / "templates" / "shared" / "forms",
    Path(django.forms.__file__).parent / "templates",
)
TEXT_INPUTS = (forms.TextInput, forms.Textarea, forms.Select)


class Question(forms.BoundField):
    """A field whose text inputs carry the class that draws them."""

    def build_widget_attrs(
        self, attrs: dict[str, Any], widget: forms.Widget | None = None
    ) -> dict[str, Any]:
        attrs = super().build_widget_attrs(attrs, widget)
        shown = widget or self.field.widget
        if isinstance(shown, TEXT_INPUTS) and not isinstance(shown, forms.RadioSelect):
            attrs["class"] = f"input {shown.attrs.get('class', '')}".strip()
        return attrs


class Renderer(DjangoTemplates):
    """Own form, field and choice templates before those of the framework."""

    form_template_name = "form.html"
    field_template_name = "field.html"
    bound_field_class = Question

    @cached_property
    def engine(self) -> Engine:
        return Engine(
            {
                "APP_DIRS": False,
                "DIRS": TEMPLATES,
                "NAME": "questions",
                "OPTIONS": {"builtins": ["django.templatetags.i18n"]},
            }
        )


def _answer(label: str, hint: str, picture: str) -> SafeString:
    below = format_html('<span class="choice__hint">{}</span>', hint) if hint else ""
    return format_html("<span>{}{}</span>{}", label, below, icons.icon(picture) if picture else "")


_answer_lazy = lazy(_answer, SafeString)


def answer(label: str, hint: str = "", picture: str = "") -> Any:
    """The label of a choice with a smaller line below it and a picture at its end; lazy."""
    return _answer_lazy(label, hint, picture)


class Suggested(forms.TextInput):
    """A line to type into, with words to choose from; anything else can be typed. Works without script."""

    template_name = "suggested.html"

    def __init__(self, suggestions: Sequence[str], attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"autocomplete": "off", **(attrs or {})})
        self.suggestions = suggestions

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        if self.suggestions:
            context["widget"]["attrs"]["list"] = f"{name}-words"
        return {**context, "suggestions": self.suggestions}


class DateBoxes(forms.MultiWidget):
    """Day, month and year in three boxes; never a calendar."""

    template_name = "date_boxes.html"
    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        boxes = [
            forms.TextInput(
                {"inputmode": "numeric", "maxlength": size, "class": css, "autocomplete": "off"}
            )
            for size, css in ((2, "input"), (2, "input"), (4, "input input--year"))
        ]
        super().__init__(boxes, attrs)

    def decompress(self, value: datetime.date | None) -> list[int | None]:
        return [value.day, value.month, value.year] if value else [None, None, None]


class DateInBoxes(forms.MultiValueField):
    """A date typed as day, month, year; cleans to ``datetime.date`` or ``None`` when left empty."""

    widget = DateBoxes
    default_error_messages = {
        "incomplete": _("Fill in the day, the month and the year."),
        "invalid": _("This date does not exist. Look once more."),
    }

    def __init__(self, **kwargs: Any) -> None:
        numbers = [forms.CharField(required=False) for _box in range(3)]
        super().__init__(fields=numbers, require_all_fields=False, **kwargs)

    def compress(self, data_list: list[str]) -> datetime.date | None:
        if not any(data_list):
            return None
        if len(data_list) < 3 or not all(data_list):
            raise ValidationError(self.error_messages["incomplete"], code="incomplete")
        try:
            day, month, year = (int(text) for text in data_list)
            return datetime.date(year, month, day)
        except ValueError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None
