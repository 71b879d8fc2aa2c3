"""One row of an earlier system: the acts that bring its person over, or why it cannot be taken over. Pure.

Nothing is claimed that was not given here: what stood there of consents, wishes, answers and steps goes into a note for
whoever mediates, in words. What we do not understand is left out with its words in that note, or refuses the row.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from visavis.doors.desk import moving_dates
from visavis.doors.desk.moving_fields import EVENT, FIELDS, NAME, REFERENCE, RELATION, plain
from visavis.mediation.terms import GROWN_UP
from visavis.mediation.views import Reach

CODED = tuple(name for name, known in FIELDS.items() if known.codes is not None)
FACTS = (EVENT, "fatal", "legal_stage", "referral_source")
EVERYBODY = "everybody"
"""Instead of a column: all of them signed up themselves."""
OLDEST = 120


@dataclass(frozen=True, slots=True)
class Plan:
    """What somebody said of the file. ``columns``: the number of each field's; ``forms``: how its days stand;
    ``words``: what each plain word of a column means, a mediator's account for that column."""

    columns: Mapping[str, int]
    forms: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    all_themselves: bool = False


@dataclass(frozen=True, slots=True)
class Why:
    """Why a row is not taken over, or what of it waits. ``code``: of `moving_said`; ``about``: what it speaks of."""

    code: str
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A row that can be taken over. ``stood``, ``stood_other``: the notes; ``waits``: why no mediator goes on yet."""

    reference: str
    name: str
    relation: str
    own_yes: bool
    age: int | None
    language: str
    reach: Reach
    facts: tuple[tuple[str, str], ...]
    stood: str
    mediator: str = ""
    other_name: str = ""
    stood_other: str = ""
    waits: Why | None = None
    known_by: tuple[str, str] = ("", "")
    """Name and telephone or e-mail, plain: two rows with the same may be one person."""

    @property
    def ready(self) -> bool:
        """Whether it can have a mediator without intake ringing first."""
        return self.own_yes and any(name == EVENT for name, _code in self.facts)


class _No(Exception):
    def __init__(self, code: str, *about: str) -> None:
        self.why = Why(code, about)


def read_row(cells: Sequence[str], plan: Plan, today: date) -> Row | Why:
    """What is to be done with one row; the same every time."""
    if not any(cells):
        return Why("empty")
    try:
        return _read(_Cells(cells, plan, today))
    except _No as no:
        return no.why


class _Cells:
    """One row, by field."""

    def __init__(self, cells: Sequence[str], plan: Plan, today: date) -> None:
        self.plan, self.today = plan, today
        self.said = {
            name: cells[at].strip() for name, at in plan.columns.items() if at < len(cells)
        }
        self.unclear: list[tuple[str, str]] = []
        """Fields of which we keep the words alone."""

    def text(self, name: str) -> str:
        text = self.said.get(name, "")
        if len(text) > FIELDS[name].most:
            raise _No("too_long", str(FIELDS[name].label))
        return text

    def code(self, name: str) -> str:
        """Empty where nothing stands there, or nothing that we know."""
        text = self.said.get(name, "")
        code = self.plan.words.get(name, {}).get(plain(text), "") if text else ""
        if text and not code:
            self.unclear.append((name, text[:200]))
        return code

    def place(self) -> str:
        """As it stands there, or the region that was chosen for it, with its own words in the note."""
        text = self.text("region")
        region = self.plan.words.get("region", {}).get(plain(text), "")
        if region and region != text:
            self.unclear.append(("region", text))
        return region or text

    def when(self, name: str) -> moving_dates.When | None:
        text = self.said.get(name, "")
        if not text:
            return None
        found = moving_dates.read(text, self.plan.forms.get(name, "dmy"), self.today)
        if found is None:
            raise _No("no_day", str(FIELDS[name].label), text[:60])
        return found

    def age(self) -> int | None:
        """In full years at least: of whom only the year is known, the youngest that they can be.

        None: not known, or grown up."""
        text = self.said.get("born", "")
        if text.isdigit() and int(text) <= OLDEST:
            return int(text)
        born = self.when("born")
        if born is None:
            return None
        had = (born.month or 12, born.day or 31) <= (self.today.month, self.today.day)
        years = self.today.year - born.year - (not had)
        return years if years < GROWN_UP else None


def _read(row: _Cells) -> Row:
    reference = row.text(REFERENCE)
    if not reference:
        raise _No("no_number")
    if row.code("open") == "closed":
        raise _No("closed")
    name = row.text(NAME)
    if not name:
        raise _No("no_name")
    relation = row.code(RELATION)
    if not relation:
        raise _No("no_relation", row.said.get(RELATION, "")[:60])
    own_yes = row.plan.all_themselves or row.code("own_yes") == "self"
    facts = _facts(row)
    mediator, other_name = row.code("mediator"), row.text("other_name")
    age, reach = row.age(), _reach(row)
    language = row.code("language") or "nl"
    notes = _note(row), row.text("other_note")
    waits = _waits(row, own_yes, facts, mediator, other_name)
    if waits is not None and notes[1]:  # there is no file of the other's yet
        notes = "\n".join((notes[0], _("Of the other stood there: %s") % notes[1])), ""
    known_by = plain(name), plain(reach.phone or reach.email)
    return Row(
        reference, name, relation, own_yes, age, language, reach, facts, notes[0], mediator,
        other_name, notes[1], waits, known_by,
    )  # fmt: skip


def _facts(row: _Cells) -> tuple[tuple[str, str], ...]:
    when = row.when("event_month")
    found = {name: row.code(name) for name in FACTS}
    found["event_month"] = when.as_month if when else ""
    found["region"] = row.place()
    if when and not when.month:
        row.unclear.append(("event_month", str(when.year)))
    return tuple((name, code) for name, code in found.items() if code)


def _reach(row: _Cells) -> Reach:
    """What we know of how to reach them. The way they want is theirs to say: nobody asked them yet."""
    names = ("phone", "email", "post", "safe_times", "never")
    return Reach(**{name: row.text(name) for name in names})


def _waits(
    row: _Cells, own_yes: bool, facts: tuple[tuple[str, str], ...], mediator: str, other: str
) -> Why | None:
    """Why the mediator they had cannot go on at once; the first reason."""
    if not own_yes:
        return Why("own_yes")
    if not any(name == EVENT for name, _code in facts):
        return Why("no_event")
    if not mediator:
        there = row.said.get("mediator", "")[:60]
        return Why("unknown_mediator", (there,)) if there else Why("no_mediator")
    return None if other else Why("no_other")


def _note(row: _Cells) -> str:
    """How it stood, in words for whoever mediates."""
    signed_up = row.when("signed_up_on")
    lines: list[Any] = [
        _("Came over from the earlier system. Its number there: %s.") % row.said[REFERENCE]
    ]
    if signed_up:
        lines.append(_("Signed up there: %s.") % row.said["signed_up_on"])
    if row.text("step"):
        lines.append(_("It stood there as: %s") % row.said["step"])
    if row.said.get("mediator"):
        lines.append(_("Mediator there: %s.") % row.said["mediator"][:200])
    lines += [f"{FIELDS[name].label}: {text}" for name, text in row.unclear if name != "mediator"]
    lines.append(row.text("note"))
    return "\n".join(filter(None, lines))


__all__ = ["CODED", "EVERYBODY", "Plan", "Row", "Why", "read_row"]
