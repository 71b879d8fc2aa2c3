"""One question of the study as a form: the same on a phone, in a preview and where paper is typed in."""

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from visavis.study.answers import Given
from visavis.study.instrument import Instrument, Item
from visavis.study.missing import Missing

REQUIRED = _("Choose an answer, or skip this question.")


def boxes(item: Item, language: str) -> list[tuple[str, object]]:
    """The boxes under a question: those of its scale, and always the one not to say."""
    found: list[tuple[str, object]] = [
        (one.code, one.label.within(language)) for one in item.choices
    ]
    return [*found, (Missing.PREFER_NOT.value, _("I would rather not say"))]


class QuestionForm(forms.Form):
    """The boxes under one question; the question is their legend."""

    def __init__(
        self,
        instrument: Instrument,
        item: Item,
        given: Given | None = None,
        data: object = None,
        name: str = "answer",
    ):
        super().__init__(data, use_required_attribute=False)
        self.item, self.name = item, name
        language = get_language() or "nl"
        offered = boxes(item, language)
        codes = {code for code, _label in offered}
        self.fields[name] = forms.ChoiceField(
            label=item.stem.within(language),
            help_text=instrument.lead.within(language),
            choices=offered,
            widget=forms.RadioSelect,
            initial=str(given) if str(given) in codes else None,
            error_messages={"required": REQUIRED},
        )

    @property
    def bound(self) -> forms.BoundField:
        """The question, ready to be drawn."""
        return self[self.name]

    def given(self) -> Given:
        """The valid answer as the study keeps it."""
        said = self.cleaned_data[self.name]
        return int(said) if said.isdigit() else Missing(said)
