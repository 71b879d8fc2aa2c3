"""From a row of a table to a form: what an act asks, what is known already, and when it comes next.

The tables stand beside their nouns (`desk_acts`, `letter_acts`, `told_acts`). A form belongs to
exactly one side; what both sides decided together, or what is decided about both (``between``), has none.
"""

from collections.abc import Callable, Collection, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import Any

from django import forms
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from visavis.doors.desk.asking import NO_ANSWER, Maker, Window
from visavis.doors.shared.carrying import ActForm, Refused, Room
from visavis.journal.keys import Ring
from visavis.journal.reply_forms import enter
from visavis.mediation.acts import Act, PartyAct
from visavis.mediation.entries import Via

VIAS = [(Via.PHONE.value, _("By telephone or in a talk")), (Via.PAPER.value, _("On paper"))]
HOW_TOLD = frozenset({"via", "paper"})
PAPER_AT_MOST = 120


def _how_told() -> dict[str, forms.Field]:
    """How we heard it, and where the paper lies. The place is never required: stopping asks for nothing (S3)."""
    return {
        "via": forms.ChoiceField(
            label=_("How did you hear it?"),
            choices=VIAS,
            error_messages=NO_ANSWER,
            widget=forms.RadioSelect,
        ),
        "paper": forms.CharField(
            label=_("On paper: where does it lie, or the scan of it?"),
            help_text=_("For example the number of a folder, or the name of a file."),
            required=False,
            max_length=PAPER_AT_MOST,
            widget=forms.TextInput(attrs={"autocomplete": "off"}),
        ),
    }


REFUSED = 200
"""A refusal is a page like any other; 409 is for what changed meanwhile."""
INSTEAD = _("Look at this side first. Then try again, or think it over with a colleague.")


def never(window: Window) -> bool:
    return False


def always(window: Window) -> bool:
    return True


def nothing(window: Window) -> list[tuple[Any, Any]]:
    return []


@dataclass(frozen=True, slots=True)
class FormOf:
    """One act at the desk.

    ``given``: fields of the act that nobody types. ``comes``: whether this is what comes next for
    this person; ``offered``: whether it is named at all on their page. ``begins``: answers that stand
    there already. ``known``: questions left out because they were answered before. ``needs``:
    questions that must have something to choose from. ``about``: what the address names besides the
    person (``letter``, ``offer``). ``shows``: what must be read before it is answered, each with its
    heading.
    """

    act: type[Act]
    slug: str
    title: Any
    button: Any = _("Record this")
    lead: Any = ""
    asks: Mapping[str, Maker] = field(default_factory=dict)
    given: Callable[[Window, dict[str, Any]], dict[str, Any]] = lambda window, said: {}
    comes: Callable[[Window], bool] = never
    offered: Callable[[Window], bool] = always
    begins: Callable[[Window], dict[str, Any]] = lambda window: {}
    known: Callable[[Window], Collection[str]] = lambda window: ()
    needs: tuple[str, ...] = ()
    about: str = ""
    between: bool = False
    shows: Callable[[Window], list[tuple[Any, Any]]] = nothing
    held: Callable[[], AbstractContextManager[None]] = nullcontext
    """What is held while the act is built, decided and recorded, where it rests on what others do meanwhile."""

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


@dataclass(frozen=True, slots=True)
class CameBack:
    """A sheet of paper that is entered on this page, by whom and when."""

    code: str
    ring: Ring
    by: str
    on: date

    @property
    def lies(self) -> str:
        return str(_("Sheet %(code)s") % {"code": self.code})


ENTERED = _("This sheet was entered by somebody else in the meantime.")
LOOK = _("Look at what stands there now. You may put this sheet away.")


class DeskForm(ActForm):
    """The form of one row. Made by `form_for`; what it asks depends on the window."""

    row: FormOf
    window: Window
    came: CameBack | None = None
    nothing = False
    """There is nothing to choose from here now, so nothing can be sent."""

    def act(self) -> Act:
        said = self.cleaned_data
        answers = {k: v for k, v in said.items() if k not in {"token", "key", *HOW_TOLD}}
        if self.row.told:
            via = Via(said["via"])
            paper = said["paper"] if via is Via.PAPER else ""
            self.room.actor = replace(self.room.actor, via=via, paper=paper)
        return self.row.build(self.window, answers)

    def carried_out(self) -> bool:
        """As every form; what can be done instead is said to a colleague, not to a participant."""
        done = not self.nothing and self._recorded()
        if self.refused is not None and self.status == REFUSED:
            self.refused = replace(self.refused, instead=str(INSTEAD))
        return done

    def _recorded(self) -> bool:
        """A sheet of paper is entered once: in the same transaction as what stands on it."""
        if self.came is None or not self.is_bound or not self.is_valid():
            with self.row.held() if self.is_bound else nullcontext():
                return super().carried_out()
        with transaction.atomic():
            if not enter(self.came.ring, self.came.code, self.cleaned_data["key"]):
                self.status, self.refused = 409, Refused(str(ENTERED), "", str(LOOK))
                return False
            done = super().carried_out()
            if not done:
                transaction.set_rollback(True)
        return done


def form_for(
    request: HttpRequest,
    room: Room,
    row: FormOf,
    window: Window,
    *,
    beside: Collection[str] = (),
    came: CameBack | None = None,
) -> DeskForm:
    """The row's form at this window, bound when something was sent. ``beside``: what the page may
    send along that is no answer; ``came``: the sheet of paper whose answers are typed over."""
    known = row.known(window)
    made = {name: make(window) for name, make in row.asks.items() if name not in known}
    asked: dict[str, Any] = {name: maker for name, maker in made.items() if maker is not None}
    if row.told:
        asked |= _how_told()
    beyond = {
        "row": row,
        "window": window,
        # what was asked when the page was opened, and cannot be asked any more, is no foreign field
        "fields_beside": frozenset(beside) | (made.keys() - asked.keys()),
        "nothing": any(made[name] is None for name in row.needs),
        "came": came,
    }
    kind = type("DeskForm", (DeskForm,), {**asked, **beyond})
    told = {"via": Via.PAPER.value, "paper": came.lies} if came else {}
    made_form: DeskForm = kind(request, room, initial={**row.begins(window), **told})
    return made_form
