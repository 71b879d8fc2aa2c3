"""Instruments are data: one TOML file per version, checked when read (study §2.3).

A file that says something we do not know is refused, so that a spelling mistake cannot quietly
change what is asked or how it is scored.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from visavis.mediation.words import Text


class WrongInstrument(ValueError):
    """The file is not an instrument we can ask or score; says where and why."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One box to tick. ``value`` is None for an answer that is no number on the scale."""

    code: str
    label: Text
    value: int | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One question. ``choices`` in the order shown; ``own`` marks a text we wrote ourselves."""

    code: str
    stem: Text
    choices: tuple[Choice, ...]
    reverse: bool = False
    own: bool = True


@dataclass(frozen=True, slots=True)
class Score:
    """The mean of the items, when at least ``min_answered`` of them are; else missing.

    An item that stands for itself needs no score: it is its own column.
    """

    code: str
    title: Text
    items: tuple[str, ...]
    min_answered: int
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Instrument:
    """A set of questions with its scores. ``waves`` are the rounds it is asked in (study §2.1)."""

    id: str
    version: str
    construct: str
    title: Text
    lead: Text
    waves: tuple[int, ...]
    licence: str
    holder: str
    validated: bool
    citation: str
    items: tuple[Item, ...]
    scores: tuple[Score, ...]

    def item(self, code: str) -> Item:
        """The item of this code; `KeyError` when there is none."""
        for item in self.items:
            if item.code == code:
                return item
        raise KeyError(code)


REQUIRED = {"id", "version", "construct", "title", "lead", "waves", "licence", "citation"}
PARTS = {"scale", "items"}


def read_instrument(source: bytes) -> Instrument:
    """The instrument in a TOML file. `WrongInstrument` says what is wrong with it."""
    try:
        said = tomllib.loads(source.decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise WrongInstrument(f"Not a TOML file: {error}") from error
    where = str(said.get("id", "?"))
    _keys(said, REQUIRED | PARTS, {"scores"}, where)
    _keys(said["licence"], {"id", "holder", "validated"}, set(), f"{where} licence")
    scales = {name: _scale(rows, f"{where} scale {name}") for name, rows in said["scale"].items()}
    items = tuple(_item(row, scales, where) for row in said["items"])
    _unique([item.code for item in items], f"{where} items")
    scores = tuple(_score(row, items, where) for row in said.get("scores", []))
    _unique([score.code for score in scores], f"{where} scores")
    waves = tuple(said["waves"])
    if not waves or not set(waves) <= {1, 2, 3}:
        raise WrongInstrument(f"{where}: waves are out of 1, 2, 3.")
    return Instrument(
        id=said["id"],
        version=said["version"],
        construct=said["construct"],
        title=_text(said["title"], f"{where} title"),
        lead=_text(said["lead"], f"{where} lead"),
        waves=waves,
        licence=said["licence"]["id"],
        holder=said["licence"]["holder"],
        validated=said["licence"]["validated"],
        citation=said["citation"],
        items=items,
        scores=scores,
    )


def _keys(said: Any, required: set[str], optional: set[str], where: str) -> None:
    if not isinstance(said, Mapping):
        raise WrongInstrument(f"{where}: a table is expected here.")
    if missing := required - said.keys():
        raise WrongInstrument(f"{where}: {', '.join(sorted(missing))} is missing.")
    if unknown := said.keys() - required - optional:
        raise WrongInstrument(f"{where}: {', '.join(sorted(unknown))} is not known here.")


def _text(said: Any, where: str) -> Text:
    _keys(said, {"nl", "en"}, set(), where)
    return Text(said["nl"], said["en"])


def _scale(rows: list[Any], where: str) -> tuple[Choice, ...]:
    choices = []
    for row in rows:
        _keys(row, {"label"}, {"value", "code"}, where)
        if ("value" in row) == ("code" in row):
            raise WrongInstrument(f"{where}: each choice has a value, or else a code.")
        code = str(row["value"]) if "value" in row else row["code"]
        choices.append(Choice(code, _text(row["label"], where), row.get("value")))
    _unique([choice.code for choice in choices], where)
    return tuple(choices)


def _item(row: Any, scales: Mapping[str, tuple[Choice, ...]], where: str) -> Item:
    _keys(row, {"code", "stem", "scale"}, {"reverse", "own"}, f"{where} items")
    if row["scale"] not in scales:
        raise WrongInstrument(f"{where} {row['code']}: there is no scale {row['scale']}.")
    return Item(
        code=row["code"],
        stem=_text(row["stem"], f"{where} {row['code']}"),
        choices=scales[row["scale"]],
        reverse=row.get("reverse", False),
        own=row.get("own", False),
    )


def _score(row: Any, items: tuple[Item, ...], where: str) -> Score:
    _keys(row, {"code", "title", "items", "method"}, set(), f"{where} scores")
    where = f"{where} {row['code']}"
    known = {item.code: item for item in items}
    if not row["items"] or not set(row["items"]) <= known.keys():
        raise WrongInstrument(f"{where}: every item of a score is an item of the instrument.")
    if row["method"] != "mean":
        raise WrongInstrument(f"{where}: the method is mean.")
    used = [known[code] for code in row["items"]]
    ranges = {(low(item), high(item)) for item in used}
    if len(ranges) > 1:
        raise WrongInstrument(f"{where}: items with different scales have no common mean.")
    bottom, top = ranges.pop()
    return Score(
        code=row["code"],
        title=_text(row["title"], where),
        items=tuple(row["items"]),
        min_answered=-(-2 * len(used) // 3),  # ⌈2k/3⌉, study §2.2 rule 2
        low=bottom,
        high=top,
    )


def low(item: Item) -> int:
    """The lowest number on the item's scale."""
    return min(choice.value for choice in item.choices if choice.value is not None)


def high(item: Item) -> int:
    """The highest number on the item's scale."""
    return max(choice.value for choice in item.choices if choice.value is not None)


def _unique(codes: list[str], where: str) -> None:
    if len(set(codes)) < len(codes):
        raise WrongInstrument(f"{where}: the same code stands there twice.")
