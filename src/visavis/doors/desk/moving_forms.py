"""The forms of moving in: a file, which column is what, what the words in them mean, and yes."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from visavis.doors.desk import moving_dates
from visavis.doors.desk.asking import NO_ANSWER
from visavis.doors.desk.moving_fields import FIELDS, NEEDED, plain
from visavis.doors.desk.moving_lists import codes_of
from visavis.doors.desk.words import said
from visavis.doors.shared.uploads import AT_ONCE
from visavis.doors.shared.uploads import SAID as OF_PICTURES
from visavis.rebuilding import Unfit
from visavis.rebuilding.tables import Table, read_table

SAID = {
    **OF_PICTURES,
    Unfit.KIND: _(
        "This is no spreadsheet that we can read. Save it as CSV, as .xlsx or as .ods, and choose that."
    ),
    Unfit.TOO_LONG: _(
        "This spreadsheet is too large: at most 60,000 rows and 80 columns. Cut it in two."
    ),
    Unfit.LOCKED: _("This file is locked, or of an old kind. Save it as .xlsx without a password."),
    Unfit.TOO_BIG: _("This file is too big. At most 25 MB: cut it in two."),
    Unfit.BROKEN: _(
        "We cannot open this file. Save it once more as CSV or .xlsx, and choose that."
    ),
    Unfit.EMPTY: _("Nothing stands in this file."),
}
EXAMPLES = 3
MOST_WORDS = 80
"""Different words of one column that are put before somebody; what is rarer is left to the notes."""
EVERYBODY, ASKED = "everybody", "asked"


class TableForm(forms.Form):
    """One file."""

    use_required_attribute = False
    file = forms.FileField(
        label=_("Choose the spreadsheet"),
        help_text=_("CSV, .xlsx or .ods, at most 25 MB and 60,000 rows. Its first sheet is read."),
        allow_empty_file=True,
        error_messages={"required": _("Choose a file."), "invalid": _("Choose a file.")},
        widget=forms.FileInput({"accept": ".csv,.xlsx,.ods,text/csv"}),
    )

    def table(self) -> Table | None:
        """What stands in it; None, with the reason at the field, where it is not taken."""
        if not self.is_valid():
            return None
        with AT_ONCE:
            read = read_table(self.cleaned_data["file"].read())
        if isinstance(read, Table) and len(read.rows) > 1:
            return read
        self.add_error("file", SAID[Unfit.EMPTY if isinstance(read, Table) else read])
        return None


class ColumnsForm(forms.Form):
    """What each column holds, and how its days stand."""

    use_required_attribute = False
    themselves = forms.ChoiceField(
        label=_("Did everyone in this file sign up themselves?"),
        help_text=_("We start with somebody only when they said yes themselves."),
        choices=[
            (EVERYBODY, _("Yes, everyone")),
            (ASKED, _("No, or not sure: ask for their own yes first, unless a column says it")),
        ],
        error_messages=NO_ANSWER,
        widget=forms.RadioSelect,
    )

    def __init__(self, head: Mapping[str, Any], today: date, data: Any = None) -> None:
        super().__init__(data)
        self.head, self.today = head, today
        chosen = {column: name for name, column in head["columns"].items()}
        self.fields["themselves"].initial = EVERYBODY if head["all_themselves"] else ASKED
        listed = [("", _("Leave this column out"))]
        listed += [(name, field.label) for name, field in FIELDS.items()]
        for at, heading in enumerate(head["headings"]):
            cells = head["samples"][at]
            if not cells:
                continue
            self.fields[f"c{at}"] = forms.ChoiceField(
                label=heading or gettext("A column without a heading"),
                choices=listed,
                required=False,
                initial=chosen.get(at, ""),
                help_text=_shown(cells),
            )
            if dated(cells, today):
                self.fields[f"d{at}"] = forms.ChoiceField(
                    label=gettext("How the days in “%s” are written") % (heading or "…"),
                    choices=_forms_of(cells, today),
                    required=False,
                    initial=head["forms"].get(chosen.get(at, ""))
                    or moving_dates.guess(cells, today),
                )

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        held: dict[str, int] = {}
        for at in range(len(self.head["headings"])):
            name = answers.get(f"c{at}", "")
            if name in held:
                other = self.head["headings"][held[name]]
                self.add_error(
                    f"c{at}",
                    _("“%(other)s” holds that already. Choose it once.") % {"other": other},
                )
            elif name:
                held[name] = at
        missing = [str(FIELDS[name].label) for name in NEEDED if name not in held]
        if missing and not self.errors:
            text = _("We cannot do without a column for: %(what)s.") % {"what": ", ".join(missing)}
            self.add_error(next(name for name in self.fields if name.startswith("c")), text)
        self.held = held
        return answers

    def forms_chosen(self) -> dict[str, str]:
        """How the days of each dated field stand; guessed where nobody was asked."""
        found = {}
        for name, at in self.held.items():
            if FIELDS[name].dated:
                cells = self.head["samples"][at]
                said_so = self.cleaned_data.get(f"d{at}")
                found[name] = said_so or moving_dates.guess(cells, self.today)
        return found

    def columns(self) -> list[dict[str, Any]]:
        """For the page: each column with its two questions."""
        numbers = [at for at in range(len(self.head["headings"])) if f"c{at}" in self.fields]
        return [
            {"holds": self[f"c{at}"], "days": self[f"d{at}"] if f"d{at}" in self.fields else None}
            for at in numbers
        ]


def dated(cells: Sequence[str], today: date) -> bool:
    """Whether days stand in most of them; numbers of up to four figures may be anything."""
    read = sum(
        any(moving_dates.read(cell, form, today) for form in moving_dates.FORMATS)
        and not cell.isdigit()
        for cell in cells
    )
    return 2 * read > len(cells)


def _shown(cells: Sequence[str]) -> str:
    shown = [cell if len(cell) <= 60 else f"{cell[:60]}…" for cell in cells[:EXAMPLES]]
    return gettext("For example: %s") % " · ".join(shown)


def _forms_of(cells: Sequence[str], today: date) -> list[tuple[str, str]]:
    listed = []
    for form, words in moving_dates.FORMATS.items():
        found = moving_dates.example(cells, form, today)
        if found is None:
            listed.append((form, gettext("%(form)s: fits nothing here") % {"form": words}))
            continue
        cell, when = found
        read = str(when.year)
        if when.month:
            on = date(when.year, when.month, when.day or 1)
            read = date_format(on, "j F Y" if when.day else "F Y")
        said_so = {"form": words, "cell": cell, "day": read}
        listed.append((form, gettext("%(form)s: “%(cell)s” is %(day)s") % said_so))
    return listed


class WordsForm(forms.Form):
    """What the words of each column mean."""

    use_required_attribute = False

    def __init__(
        self, head: Mapping[str, Any], people: Mapping[str, str], data: Any = None
    ) -> None:
        super().__init__(data)
        self.head = head
        for name, words in head["distinct"].items():
            means = head["words"].get(name, {})
            listed = [("", _("We do not know"))] + _codes(name, people)
            for at, (word, number) in enumerate(words[:MOST_WORDS]):
                self.fields[f"{name}-{at}"] = forms.ChoiceField(
                    label=word if len(word) <= 80 else f"{word[:80]}…",
                    help_text=gettext("%(n)s times") % {"n": number}
                    if number > 1
                    else gettext("once"),
                    choices=listed,
                    required=False,
                    initial=means.get(plain(word), ""),
                )

    def groups(self) -> list[dict[str, Any]]:
        """For the page: each column's words, those we do not know first."""
        found = []
        for name, words in self.head["distinct"].items():
            asked = [self[f"{name}-{at}"] for at in range(min(len(words), MOST_WORDS))]
            asked.sort(key=lambda one: bool(one.initial))
            known = sum(bool(one.initial) for one in asked)
            unknown = len(asked) - known
            found.append(
                {
                    "name": name,
                    "label": FIELDS[name].label,
                    "words": asked,
                    "unknown": unknown,
                    "known": known,
                    "upto": f":{unknown}",
                    "from_known": f"{unknown}:",
                    "more": max(0, len(words) - MOST_WORDS),
                }
            )
        return found

    def meanings(self) -> dict[str, dict[str, str]]:
        found: dict[str, dict[str, str]] = {}
        for name, words in self.head["distinct"].items():
            means = {
                plain(word): self.cleaned_data[f"{name}-{at}"]
                for at, (word, _number) in enumerate(words[:MOST_WORDS])
            }
            found[name] = {word: code for word, code in means.items() if code}
        return found


def _codes(name: str, people: Mapping[str, str]) -> list[tuple[str, Any]]:
    if name == "mediator":
        return list(people.items())
    codes = codes_of(name) or {}
    return [(code, said(label) if hasattr(label, "nl") else label) for code, label in codes.items()]


def samples(rows: Iterable[Sequence[str]], width: int, most: int = 300) -> list[list[str]]:
    """Some different cells of each column, from the whole of it."""
    found: list[dict[str, None]] = [{} for _column in range(width)]
    listed = list(rows)
    step = max(1, len(listed) // most)
    for row in (*listed[:20], *listed[20::step]):
        for at, cell in enumerate(row):
            if cell and len(found[at]) < most:
                found[at][cell[:200]] = None
    return [list(cells) for cells in found]


__all__ = ["ColumnsForm", "TableForm", "WordsForm", "samples"]
