"""From a row of a table to a form: what an act asks, what is known already, and when it comes next.

The tables stand beside their nouns (`desk_acts`, `letter_acts`, `told_acts`). A form belongs to
exactly one side; only what both sides decided together (``between``) has none, and then asks nothing.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from visavis.doors.desk.asking import NO_ANSWER, Maker, Window
from visavis.doors.shared.carrying import ActForm, Room
from visavis.mediation.acts import Act, PartyAct
from visavis.mediation.entries import Via

VIAS = [(Via.PHONE.value, _("By telephone or in a talk")), (Via.PAPER.value, _("On paper"))]

REFUSED = 200
"""A refusal is a page like any other; 409 is for what changed meanwhile."""
INSTEAD = _("Look at this side first. Then try again, or think it over with a colleague.")


def never(window: Window) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class FormOf:
    """One act at the desk.

    ``given``: fields of the act that nobody types. ``comes``: whether this is what comes next for
    this person. ``begins``: answers that stand there already. ``known``: questions left out because
    they were answered before. ``needs``: questions that must have something to choose from.
    ``about``: what the address names besides the person (``letter``, ``offer``).
    """

    act: type[Act]
    slug: str
    title: Any
    button: Any = _("Record this")
    lead: Any = ""
    asks: Mapping[str, Maker] = field(default_factory=dict)
    given: Callable[[Window, dict[str, Any]], dict[str, Any]] = lambda window, said: {}
    comes: Callable[[Window], bool] = never
    begins: Callable[[Window], dict[str, Any]] = lambda window: {}
    known: Callable[[Window], Collection[str]] = lambda window: ()
    needs: tuple[str, ...] = ()
    about: str = ""
    between: bool = False

    @property
    def told(self) -> bool:
        """Whether it is the person's own act, told to us."""
        return issubclass(self.act, PartyAct)

    def fits(self, window: Window) -> bool:
        """Whether the place this person is at allows it at all."""
        states = self.act.from_states
        here = window.side.own.state if self.told else window.side.state
        return states is None or here in states

    def build(self, window: Window, answers: Mapping[str, Any]) -> Act:
        """The act, from what was asked and what is known."""
        said = {name: _as_value(value) for name, value in answers.items()}
        known = {f.name for f in fields(self.act)}  # type: ignore[arg-type]  # every act is a dataclass
        asked = {name: value for name, value in said.items() if name in known}
        who = {} if self.told or self.between else {"party": window.side.party}
        return self.act(**{**who, **asked, **self.given(window, said)})


def _as_value(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


class DeskForm(ActForm):
    """The form of one row. Made by `form_for`; what it asks depends on the window."""

    row: FormOf
    window: Window
    nothing = False
    """There is nothing to choose from here now, so nothing can be sent."""

    def act(self) -> Act:
        answers = {k: v for k, v in self.cleaned_data.items() if k not in {"token", "key", "via"}}
        if self.row.told:
            self.room.actor = replace(self.room.actor, via=Via(self.cleaned_data["via"]))
        return self.row.build(self.window, answers)

    def carried_out(self) -> bool:
        """As every form; what can be done instead is said to a colleague, not to a participant."""
        done = not self.nothing and super().carried_out()
        if self.refused is not None and self.status == REFUSED:
            self.refused = replace(self.refused, instead=str(INSTEAD))
        return done


def form_for(
    request: HttpRequest,
    room: Room,
    row: FormOf,
    window: Window,
    *,
    beside: Collection[str] = (),
) -> DeskForm:
    """The row's form at this window, bound when something was sent. ``beside``: what the page may
    send along that is no answer."""
    known = row.known(window)
    made = {name: make(window) for name, make in row.asks.items() if name not in known}
    asked: dict[str, Any] = {name: maker for name, maker in made.items() if maker is not None}
    if row.told:
        asked["via"] = forms.ChoiceField(
            label=_("How did you hear it?"),
            choices=VIAS,
            error_messages=NO_ANSWER,
            widget=forms.RadioSelect,
        )
    beyond = {
        "row": row,
        "window": window,
        "fields_beside": frozenset(beside),
        "nothing": any(made[name] is None for name in row.needs),
    }
    kind = type("DeskForm", (DeskForm,), {**asked, **beyond})
    made_form: DeskForm = kind(request, room, initial=row.begins(window))
    return made_form
