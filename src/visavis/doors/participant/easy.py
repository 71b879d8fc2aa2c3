"""*Easy to read*: six screens with short lines and a picture each, over the same views and forms as all the words.

A form keeps its names and its answers; only how each answer is said differs, and what is drawn beside it.
"""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from visavis.doors.participant.forms import MyForm
from visavis.doors.shared.forms import answer
from visavis.mediation.views import PartyView

SCREENS = frozenset(
    f"participant/{name}.html"
    for name in (
        "place/place",
        "place/known",
        "reading/offer",
        "letters/look_over",
        "appointments/appointments",
        "course/pause",
        "course/stop",
    )
)
"""The six; pausing and stopping are two pages of one."""
Said = Mapping[str, tuple[Any, str]]
READING: Said = {
    "now": (_("I want to read now."), "read"),
    "with_mediator": (_("I want to read with my mediator."), "together"),
    "aloud": (_("My mediator reads it to me."), "aloud"),
    "later": (_("I want to wait."), "another_day"),
    "not": (_("I do not want to read it."), "put_away"),
}
"""By the answers of `reading.OfferForm`."""
RELEASE: Said = {
    "release": (_("Yes. The other may read this letter."), "send"),
    "change": (_("I want to change something first."), "pencil"),
    "keep": (_("No. I keep this letter."), "put_away"),
}
"""By the answers of `letters.ReleaseForm`."""
PAUSE: Said = {
    "call": (_("I will call when I want to go on."), "phone"),
    "date": (_("I choose a day."), "another_day"),
}
"""By the answers of `course.PauseForm`."""


def screen(me: PartyView, template: str) -> str:
    """The template that this person reads: ``participant/easy/…`` where they chose that and there is one."""
    if me.easy and template in SCREENS:
        return template.replace("participant/", "participant/easy/", 1)
    return template


def drawn(me: PartyView, form: MyForm, name: str, said: Said) -> None:
    """Each answer of this field in short words with its picture, for who reads easily."""
    if me.easy:
        field: Any = form.fields[name]
        field.choices = [
            (code, answer(said[code][0], "", said[code][1])) for code, _label in field.choices
        ]
