"""The form of a plan: numbers as people write them, with comma or point, and what cannot be, said in words."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import BaseValidator
from django.utils.formats import get_format
from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from visavis.doors.research.study import language
from visavis.factsheet import words
from visavis.statistics.errors import NotDefined
from visavis.study.planning import SIZES, Planned

MOST_PEOPLE = 1_000
"""A study twice as large as planned is simulated too; beyond this, memory is the limit."""

STUDIES = (1_000, 5_000, 20_000)
RANDOM, LAST = "random", "last"


class Number(forms.FloatField):
    """A number with a comma or a point; shown as the page's language writes it."""

    widget = forms.TextInput

    def __init__(self, label: Any, low: float, high: float, **more: Any) -> None:
        super().__init__(label=label, min_value=low, max_value=high, **more)
        self.widget.attrs |= {"inputmode": "decimal", "autocomplete": "off"}
        said = gettext_lazy("Fill in a number from %(low)s to %(high)s.")
        _say(self, later(lambda: said % {"low": written(low), "high": written(high)}))

    def to_python(self, value: Any) -> float | None:
        return super().to_python(str("" if value is None else value).strip().replace(",", "."))

    def prepare_value(self, value: Any) -> Any:
        return written(value) if isinstance(value, float) else value


def later(said: Callable[[], str]) -> Any:
    """Words with numbers in them, put together in the language of the page that shows them."""
    return lazy(said, str)()


def written(value: float) -> str:
    """0.55 as the page's language writes it, without zeros that say nothing."""
    return f"{value:g}".replace(".", get_format("DECIMAL_SEPARATOR"))


class Whole(forms.IntegerField):
    """A whole number between two ends."""

    widget = forms.TextInput

    def __init__(self, label: Any, low: int, high: int, **more: Any) -> None:
        super().__init__(label=label, min_value=low, max_value=high, **more)
        self.widget.attrs |= {"inputmode": "numeric", "autocomplete": "off"}
        said = gettext_lazy("Fill in a whole number from %(low)s to %(high)s.")
        _say(self, later(lambda: said % {"low": low, "high": high}))


def _say(field: forms.Field, said: Any) -> None:
    """One sentence for whatever is wrong with a number."""
    field.error_messages |= {"required": said, "invalid": said}
    for validator in field.validators:
        if isinstance(validator, BaseValidator):
            validator.message = said


def _choose(said: Any) -> dict[str, Any]:
    return {"required": said, "invalid_choice": said}


def _at_wave(wave: int) -> Any:
    return later(lambda: _("At wave %(wave)s") % {"wave": wave})


def _answered(wave: int) -> Whole:
    return Whole(_at_wave(wave), 4, MOST_PEOPLE)


def _sd(wave: int) -> Number:
    return Number(_at_wave(wave), 0.01, 1000)


def _correlation(a: int, b: int) -> Number:
    return Number(later(lambda: _("Waves %(a)s and %(b)s") % {"a": a, "b": b}), -0.99, 0.99)


class PlanForm(forms.Form):
    """What `visavis.study.planning.Planned` needs, question by question."""

    use_required_attribute = False
    people = Whole(gettext_lazy("People in all"), 5, MOST_PEOPLE)
    answered_1, answered_2, answered_3 = _answered(1), _answered(2), _answered(3)
    sd_1, sd_2, sd_3 = _sd(1), _sd(2), _sd(3)
    correlation_12, correlation_23 = _correlation(1, 2), _correlation(2, 3)
    correlation_13 = _correlation(1, 3)
    change_12 = Number(gettext_lazy("From wave 1 to wave 2"), -1000, 1000)
    change_23 = Number(gettext_lazy("From wave 2 to wave 3"), -1000, 1000)
    margin = Number(
        gettext_lazy("Margin within which wave 3 counts as equal to wave 2"),
        0.01,
        1000,
        help_text=gettext_lazy("In the same points. It must be fixed before the data are there."),
    )
    absence = forms.ChoiceField(
        label=gettext_lazy("Who stays away?"),
        choices=(
            (RANDOM, gettext_lazy("Anybody, at random")),
            (LAST, gettext_lazy("Rather those who scored low the last time they answered")),
        ),
        widget=forms.RadioSelect,
        error_messages=_choose(gettext_lazy("Choose who stays away.")),
    )
    leaning = Number(
        gettext_lazy("How strongly, where low scores stay away"),
        0,
        5,
        required=False,
        help_text=gettext_lazy(
            "By how much the log odds of answering rise with one standard deviation of the last "
            "score. 0.5 is modest, 1 strong."
        ),
    )
    studies = forms.TypedChoiceField(
        label=gettext_lazy("How many studies to simulate"),
        choices=lambda: [(count, words.number(count, 0, language())) for count in STUDIES],
        coerce=int,
        help_text=gettext_lazy("More give a steadier answer and take longer: seconds to a minute."),
        error_messages=_choose(gettext_lazy("Choose how many.")),
    )
    seed = Whole(
        gettext_lazy("Seed"),
        0,
        2**31 - 1,
        help_text=gettext_lazy(
            "Any whole number. The same plan with the same seed gives the same answer."
        ),
    )

    @staticmethod
    def filled(planned: Planned) -> dict[str, Any]:
        """A plan as the form shows it."""
        waves: dict[str, Any] = {}
        for wave, (n, sd) in enumerate(zip(planned.answered, planned.sd, strict=True), start=1):
            waves |= {f"answered_{wave}": n, f"sd_{wave}": sd}
        names = ("correlation_12", "correlation_23", "correlation_13")
        return {
            "people": planned.people,
            **waves,
            **dict(zip(names, planned.correlations, strict=True)),
            "change_12": planned.changes[0],
            "change_23": planned.changes[1],
            "margin": planned.margin,
            "absence": LAST if planned.leaning else RANDOM,
            "leaning": planned.leaning or 0.5,
            "studies": planned.studies,
            "seed": planned.seed,
        }

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if self.errors:
            return given
        for wave in (1, 2, 3):
            if given[f"answered_{wave}"] > given["people"]:
                self.add_error(
                    f"answered_{wave}", _("More people cannot answer than there are in all.")
                )
        if given["absence"] == LAST and not given.get("leaning"):
            self.add_error("leaning", _("Fill in a number above 0, or choose “at random”."))
        if self.errors:
            return given
        self.planned = Planned(
            people=given["people"],
            answered=(given["answered_1"], given["answered_2"], given["answered_3"]),
            sd=(given["sd_1"], given["sd_2"], given["sd_3"]),
            correlations=(
                given["correlation_12"],
                given["correlation_23"],
                given["correlation_13"],
            ),
            changes=(given["change_12"], given["change_23"]),
            margin=given["margin"],
            leaning=given["leaning"] if given["absence"] == LAST else 0.0,
            studies=given["studies"],
            seed=given["seed"],
        )
        try:
            for size in SIZES:
                self.planned.plan(size)
        except NotDefined as refusal:
            raise ValidationError(
                _(
                    "These three correlations cannot all be true at once. Bring them closer together."
                )
            ) from refusal
        return given
