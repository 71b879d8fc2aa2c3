"""Questions of the desk's forms: one short function per kind of answer.

A maker gets the `Window` the form stands at and gives a field, or None where nothing can be asked.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from visavis.doors.desk.words import said
from visavis.doors.shared.forms import DateInBoxes, Suggested
from visavis.mediation.entries import PartyId
from visavis.mediation.timetable import Booking
from visavis.mediation.views import DeskLane, DeskView, FileView, PartyView, Side
from visavis.mediation.words import Text
from visavis.service.current import current

MANY = 10
"""From this many answers on they stand in a list one opens (experience.md §4)."""

NO_ANSWER = {"required": _("Choose an answer first.")}
NO_TEXT = {"required": _("Write something here first.")}


@dataclass(frozen=True, slots=True)
class Window:
    """What a form looks out on: one side of one trajectory, and what the form is about."""

    desk: DeskView
    side: Side
    today: date
    about: str = ""
    """A letter, an offer, a concern or a promised day, by its id."""
    account: str = ""
    """Who looks."""
    booked: Callable[[], Sequence[Booking]] = lambda: ()
    """What is planned in the whole service, looked up only by who asks for a room."""


def nobody_yet(today: date) -> Window:
    """What the form of somebody who is not here yet looks out on."""
    nobody = Side(PartyId(""), True, PartyView(PartyId("")), FileView())
    return Window(DeskView("", DeskLane(), ()), nobody, today)


Maker = Callable[[Window], forms.Field | None]
Options = Mapping[str, Text] | Iterable[tuple[str, Any]]


def _choices(options: Options) -> list[tuple[str, Any]]:
    if isinstance(options, Mapping):
        return [(code, said(text)) for code, text in options.items()]
    return list(options)


def words(label: Any, hint: Any = "", *, required: bool = True, most: int = 20_000) -> Maker:
    """A text of some length."""
    return lambda window: forms.CharField(
        label=label,
        help_text=hint,
        required=required,
        max_length=most,
        error_messages=NO_TEXT,
        widget=forms.Textarea(attrs={"rows": 5, "autocomplete": "off"}),
    )


def line(label: Any, hint: Any = "", *, required: bool = True, most: int = 200) -> Maker:
    """A few words on one line."""
    return lambda window: forms.CharField(
        label=label,
        help_text=hint,
        required=required,
        max_length=most,
        error_messages=NO_TEXT,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


def municipality(label: Any) -> Maker:
    """Where somebody lives: chosen from the service's regions and what falls under them, or typed; never required."""

    def make(window: Window) -> forms.Field:
        known = current().regions.suggested
        hint = _("Choose one, or type another. It is counted by region.") if known else ""
        return forms.CharField(
            label=label, help_text=hint, required=False, max_length=200, widget=Suggested(known)
        )

    return make


def mail(label: Any, hint: Any = "") -> Maker:
    """An e-mail address; never required. What is none, or more than one line, is asked again."""
    return lambda window: forms.EmailField(
        label=label,
        help_text=hint,
        required=False,
        error_messages={"invalid": _("This is not an e-mail address. Look once more.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "email"}),
    )


def number(label: Any, hint: Any = "", *, least: int = 0, most: int = 130) -> Maker:
    return lambda window: forms.IntegerField(
        label=label,
        help_text=hint,
        min_value=least,
        max_value=most,
        error_messages=NO_TEXT,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )


def one(
    label: Any, options: Options, hint: Any = "", *, first: str = "", required: bool = True
) -> Maker:
    """One of a closed list."""

    def make(window: Window) -> forms.Field:
        chosen = _choices(options)
        widget: type[forms.Widget] = forms.RadioSelect
        if len(chosen) >= MANY:
            chosen, widget = [("", _("Choose …")), *chosen], forms.Select
        return forms.ChoiceField(
            label=label,
            help_text=hint,
            choices=chosen,
            required=required,
            initial=first or None,
            error_messages=NO_ANSWER,
            widget=widget,
        )

    return make


def some(label: Any, options: Options, hint: Any = "", *, required: bool = False) -> Maker:
    """Any number of a closed list."""
    return lambda window: forms.MultipleChoiceField(
        label=label,
        help_text=hint,
        choices=_choices(options),
        required=required,
        error_messages=NO_ANSWER,
        widget=forms.CheckboxSelectMultiple,
    )


def tick(label: Any, hint: Any = "", *, required: bool = False) -> Maker:
    return lambda window: forms.BooleanField(
        label=label, help_text=hint, required=required, error_messages=NO_ANSWER
    )


def on(label: Any, hint: Any = "", *, required: bool = True) -> Maker:
    """A day, in three boxes."""
    return lambda window: DateInBoxes(
        label=label,
        help_text=hint,
        required=required,
        error_messages={"required": _("Fill in the day, the month and the year.")},
    )


def clock(label: Any, hint: Any = "") -> Maker:
    """A time of the day: ``10.30`` or ``10:30``."""
    return lambda window: forms.TimeField(
        label=label,
        help_text=hint or _("For example 10.30"),
        input_formats=["%H.%M", "%H:%M"],
        error_messages=NO_TEXT | {"invalid": _("This is not a time. Write it as 10.30.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "decimal"}),
    )


def from_window(make: Callable[[Window], Maker | None]) -> Maker:
    """A question whose answers stand in the trajectory itself."""

    def build(window: Window) -> forms.Field | None:
        maker = make(window)
        return maker(window) if maker else None

    return build


YES_NO_UNKNOWN = [("yes", _("Yes")), ("no", _("No")), ("", _("Not spoken about yet"))]
