"""Reads an instrument from its TOML file, and checks it while reading.

A file that says something we do not know is refused, so that a spelling mistake cannot quietly
change what is asked or how it is scored.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from typing import Any

from visavis.mediation.words import Text
from visavis.study.condition import Condition, WrongCondition, read_condition
from visavis.study.instrument import (
    NOMINAL,
    ORDINAL,
    Choice,
    Instrument,
    Item,
    Licence,
    Method,
    Score,
    Translation,
    WrongInstrument,
    high,
    low,
)
from visavis.study.missing import GIVEN

NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,23}")
"""A code of an item, score or scale: a name in every format we write."""
STATUSES = ("free", "permission", "verify")

REQUIRED = {
    "id", "version", "construct", "title", "lead", "recall_period", "waves", "licence",
    "validated", "citation", "reading_level", "translations", "missing_codes", "scale", "items",
}  # fmt: skip
OPTIONAL = {"comparison_waves", "default_on", "care_route", "scores"}


def read_instrument(source: bytes) -> Instrument:
    """The instrument in a TOML file. `WrongInstrument` says what is wrong with it."""
    try:
        said = tomllib.loads(source.decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise WrongInstrument(f"Not a TOML file: {error}") from error
    return instrument_of(said)


def instrument_of(said: Mapping[str, Any]) -> Instrument:
    """The same from values already read, wherever they come from."""
    where = str(said.get("id", "?"))
    _keys(said, REQUIRED, OPTIONAL, where)
    licence = _licence(said["licence"], where)
    bare = not licence.text_shipped
    if not isinstance(said["scale"], Mapping) or not said["items"]:
        raise WrongInstrument(f"{where}: there are scales and items, at least one of each.")
    scales = {
        _name(name, where): _scale(rows, f"{where} scale {name}", bare)
        for name, rows in said["scale"].items()
    }
    codes = [_code(row, where) for row in said["items"]]
    _unique(codes, f"{where} items")
    items = tuple(_item(row, scales, set(codes), where, bare) for row in said["items"])
    scores: list[Score] = []
    for row in said.get("scores", []):
        scores.append(_score(row, items, [one.code for one in scores], where))
    _unique([one.code for one in scores] + codes, f"{where} items and scores")
    care = _flag(said, "care_route", where)
    if any(item.crisis_rule for item in items) and not care:
        raise WrongInstrument(f"{where}: an item with a crisis_rule needs care_route = true.")
    if unknown := set(said["missing_codes"]) - set(GIVEN):
        raise WrongInstrument(f"{where}: missing_codes does not know {', '.join(sorted(unknown))}.")
    return Instrument(
        id=where,
        version=str(said["version"]),
        construct=str(said["construct"]),
        title=_text(said["title"], f"{where} title"),
        lead=_text(said["lead"], f"{where} lead"),
        recall_period=_text(said["recall_period"], f"{where} recall_period"),
        waves=_waves(said["waves"], where, "waves"),
        comparison_waves=_waves(said.get("comparison_waves", []), where, "comparison_waves"),
        licence=licence,
        validated=_flag(said, "validated", where),
        citation=str(said["citation"]),
        reading_level=str(said["reading_level"]),
        translations=tuple(_translation(row, where) for row in said["translations"]),
        missing_codes=tuple(said["missing_codes"]),
        default_on=_flag(said, "default_on", where, otherwise=True),
        care_route=care,
        items=items,
        scores=tuple(scores),
    )


def _keys(said: Any, required: set[str], optional: set[str], where: str) -> None:
    if not isinstance(said, Mapping):
        raise WrongInstrument(f"{where}: a table is expected here.")
    if missing := required - said.keys():
        raise WrongInstrument(f"{where}: {', '.join(sorted(missing))} is missing.")
    if unknown := said.keys() - required - optional:
        raise WrongInstrument(f"{where}: {', '.join(sorted(unknown))} is not known here.")


def _flag(said: Mapping[str, Any], key: str, where: str, *, otherwise: bool = False) -> bool:
    found = said.get(key, otherwise)
    if not isinstance(found, bool):
        raise WrongInstrument(f"{where}: {key} is true or false.")
    return found


def _text(said: Any, where: str) -> Text:
    _keys(said, {"nl", "en"}, set(), where)
    return Text(str(said["nl"]), str(said["en"]))


def _name(name: str, where: str) -> str:
    if not isinstance(name, str) or not NAME.fullmatch(name):
        raise WrongInstrument(
            f"{where}: “{name}” is no code: letters, digits and _, at most 24, a letter first."
        )
    return name


def _code(row: Any, where: str) -> str:
    if not isinstance(row, Mapping) or "code" not in row:
        raise WrongInstrument(f"{where} items: code is missing.")
    return _name(row["code"], where)


def _waves(said: Any, where: str, key: str) -> tuple[int, ...]:
    if not isinstance(said, list) or not set(said) <= {1, 2, 3}:
        raise WrongInstrument(f"{where}: {key} are out of 1, 2, 3.")
    return tuple(said)


def _licence(said: Any, where: str) -> Licence:
    where = f"{where} licence"
    _keys(said, {"id", "holder", "status", "text_shipped"}, {"url"}, where)
    if said["status"] not in STATUSES:
        raise WrongInstrument(f"{where}: status is one of {', '.join(STATUSES)}.")
    return Licence(
        id=str(said["id"]),
        holder=str(said["holder"]),
        status=said["status"],
        text_shipped=_flag(said, "text_shipped", where),
        url=str(said.get("url", "")),
    )


def _translation(row: Any, where: str) -> Translation:
    _keys(row, {"lang", "source", "status"}, set(), f"{where} translations")
    return Translation(str(row["lang"]), str(row["source"]), str(row["status"]))


def _scale(rows: Any, where: str, bare: bool) -> tuple[Choice, ...]:
    if not isinstance(rows, list) or not rows:
        raise WrongInstrument(f"{where}: it has boxes to tick.")
    choices = []
    for row in rows:
        _keys(row, set() if bare else {"label"}, {"value", "code", "label", "plain"}, where)
        if ("value" in row) == ("code" in row):
            raise WrongInstrument(f"{where}: each choice has a value, or else a code.")
        value = row.get("value")
        if value is not None and (not isinstance(value, int) or isinstance(value, bool)):
            raise WrongInstrument(f"{where}: a value is a whole number.")
        if "code" in row and row["code"] not in GIVEN:
            raise WrongInstrument(
                f"{where}: {row['code']} is no code for an answer without number."
            )
        choices.append(
            Choice(
                code=str(value) if value is not None else row["code"],
                label=_text(row["label"], where) if "label" in row else Text("", ""),
                value=value,
                plain=_text(row["plain"], where) if "plain" in row else None,
            )
        )
    _unique([choice.code for choice in choices], where)
    if all(choice.value is None for choice in choices):
        raise WrongInstrument(f"{where}: at least one choice has a value.")
    return tuple(choices)


def _item(
    row: Any, scales: Mapping[str, tuple[Choice, ...]], codes: set[str], where: str, bare: bool
) -> Item:
    where = f"{where} {row['code']}"
    optional = {"reverse", "required", "show_if", "sensitive", "crisis_rule", "measure", "stem"}
    _keys(row, {"code", "scale"} if bare else {"code", "scale", "stem"}, optional, where)
    if row["scale"] not in scales:
        raise WrongInstrument(f"{where}: there is no scale {row['scale']}.")
    if row.get("measure", ORDINAL) not in (ORDINAL, NOMINAL):
        raise WrongInstrument(f"{where}: measure is ordinal or nominal.")
    return Item(
        code=row["code"],
        stem=_text(row["stem"], where) if "stem" in row else Text("", ""),
        scale=row["scale"],
        choices=scales[row["scale"]],
        reverse=_flag(row, "reverse", where),
        required=_flag(row, "required", where),
        show_if=_condition(row.get("show_if"), codes - {row["code"]}, where),
        sensitive=_flag(row, "sensitive", where),
        crisis_rule=_condition(row.get("crisis_rule"), {"value"}, where),
        measure=row.get("measure", ORDINAL),
    )


def _condition(said: Any, items: set[str], where: str) -> Condition | None:
    if said is None:
        return None
    try:
        return read_condition(str(said), items)
    except WrongCondition as error:
        raise WrongInstrument(f"{where}: {error}") from error


def _score(row: Any, items: tuple[Item, ...], before: Sequence[str], where: str) -> Score:
    where = f"{where} scores {row.get('code', '?') if isinstance(row, Mapping) else '?'}"
    optional = {"min_answered", "transform", "needs", "at_least"}
    _keys(row, {"code", "title", "items", "method", "range", "direction"}, optional, where)
    known = {item.code: item for item in items}
    if not row["items"] or not set(row["items"]) <= known.keys():
        raise WrongInstrument(f"{where}: every item of a score is an item of the instrument.")
    used = [known[code] for code in row["items"]]
    if any(item.measure == NOMINAL for item in used):
        raise WrongInstrument(
            f"{where}: an item that is no amount (nominal) has no part in a score."
        )
    if row["method"] not in list(Method):
        raise WrongInstrument(f"{where}: the method is one of {', '.join(Method)}.")
    ends = {(low(item), high(item)) for item in used}
    if len(ends) > 1:
        raise WrongInstrument(f"{where}: items with different scales have no common score.")
    if (row["method"] == Method.COUNT) != ("at_least" in row):
        raise WrongInstrument(f"{where}: a count, and nothing else, has at_least.")
    if unknown := set(row.get("needs", [])) - set(before):
        raise WrongInstrument(f"{where}: needs names {', '.join(unknown)}, no score before it.")
    least = row.get("min_answered")
    if least is not None and not (isinstance(least, int) and 1 <= least <= len(used)):
        raise WrongInstrument(f"{where}: min_answered lies between 1 and the number of items.")
    if row["method"] == Method.SUM and least != len(used):
        raise WrongInstrument(
            f"{where}: a sum needs every item answered; say min_answered, or mean_times_k."
        )
    if row["direction"] not in ("more", "less"):
        raise WrongInstrument(f"{where}: direction is more or less.")
    transform = row.get("transform", {})
    _keys(transform, set(), {"times"}, f"{where} transform")
    score = Score(
        code=_name(row["code"], where),
        title=_text(row["title"], where),
        items=tuple(row["items"]),
        method=Method(row["method"]),
        low=float(row["range"][0]),
        high=float(row["range"][-1]),
        min_answered=least,
        times=int(transform.get("times", 1)),
        direction=row["direction"],
        needs=tuple(row.get("needs", [])),
        at_least=row.get("at_least"),
    )
    reach = _reach(score, *ends.pop())
    if [score.low, score.high] != reach:
        raise WrongInstrument(f"{where}: its range is {reach}, by its items and method.")
    return score


def _reach(score: Score, bottom: int, top: int) -> list[float]:
    """The ends that a score can have."""
    k = len(score.items)
    if score.method is Method.COUNT:
        ends: tuple[float, float] = (0, k)
    elif score.method is Method.MEAN:
        ends = (bottom, top)
    else:
        ends = (bottom * k, top * k)
    return [float(end * score.times) for end in ends]


def _unique(codes: list[str], where: str) -> None:
    if len(set(codes)) < len(codes):
        raise WrongInstrument(f"{where}: the same code stands there twice.")
