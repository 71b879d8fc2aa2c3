"""Our own format as values and as a TOML file: what `visavis.study.instrument_file` reads."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from visavis.mediation.words import Text
from visavis.study.condition import written
from visavis.study.instrument import ORDINAL, Choice, Instrument, Item, Score

Said = dict[str, Any]


class CannotMap(ValueError):
    """Something has no place in the other format, or none in ours. ``lines``: each thing, plainly."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.lines = tuple(lines)
        super().__init__(" ".join(self.lines))


def said_of(instrument: Instrument) -> Said:
    """An instrument as the values of its file; reading them again gives the same instrument."""
    one = instrument
    said: Said = {
        "id": one.id,
        "version": one.version,
        "construct": one.construct,
        "title": _text(one.title),
        "lead": _text(one.lead),
        "recall_period": _text(one.recall_period),
        "waves": list(one.waves),
        "comparison_waves": list(one.comparison_waves),
        "validated": one.validated,
        "citation": one.citation,
        "reading_level": one.reading_level,
        "missing_codes": list(one.missing_codes),
        "default_on": one.default_on,
        "care_route": one.care_route,
        "licence": {
            "id": one.licence.id,
            "holder": one.licence.holder,
            "status": one.licence.status,
            "url": one.licence.url,
            "text_shipped": one.licence.text_shipped,
        },
        "translations": [
            {"lang": each.lang, "source": each.source, "status": each.status}
            for each in one.translations
        ],
        "scale": {item.scale: [_choice(each) for each in item.choices] for item in one.items},
        "items": [_item(item) for item in one.items],
        "scores": [_score(score) for score in one.scores],
    }
    return said


def _text(text: Text) -> dict[str, str]:
    return {"nl": text.nl, "en": text.en}


def _choice(choice: Choice) -> Said:
    said: Said = {"code": choice.code} if choice.value is None else {"value": choice.value}
    if choice.label.nl or choice.label.en:
        said["label"] = _text(choice.label)
    if choice.plain:
        said["plain"] = _text(choice.plain)
    return said


def _item(item: Item) -> Said:
    said: Said = {"code": item.code, "scale": item.scale}
    if item.stem.nl or item.stem.en:
        said["stem"] = _text(item.stem)
    for name in ("reverse", "required", "sensitive"):
        if getattr(item, name):
            said[name] = True
    if item.measure != ORDINAL:
        said["measure"] = item.measure
    if item.show_if:
        said["show_if"] = written(item.show_if)
    if item.crisis_rule:
        said["crisis_rule"] = written(item.crisis_rule)
    return said


def _score(score: Score) -> Said:
    said: Said = {
        "code": score.code,
        "title": _text(score.title),
        "items": list(score.items),
        "method": str(score.method),
        "range": [score.low, score.high],
        "direction": score.direction,
    }
    if score.min_answered is not None:
        said["min_answered"] = score.min_answered
    if score.times != 1:
        said["transform"] = {"times": score.times}
    if score.needs:
        said["needs"] = list(score.needs)
    if score.at_least is not None:
        said["at_least"] = score.at_least
    return said


BLANK: Said = {
    "version": "1",
    "construct": "not named yet",
    "recall_period": {"nl": "", "en": ""},
    "waves": [],
    "validated": False,
    "citation": "Taken in from another format; name its source.",
    "reading_level": "not measured",
    "translations": [],
    "missing_codes": ["skipped", "prefer_not"],
    "default_on": False,
    "licence": {"id": "not settled", "holder": "", "status": "verify", "text_shipped": True},
}
"""What an instrument of others lacks when it comes in: it is asked nowhere until somebody says where."""


def annotation(said: Mapping[str, Any], leave_out: Sequence[str]) -> str:
    """Values as one line of text, without those that the format holds itself."""
    rest = {key: value for key, value in said.items() if key not in leave_out}
    return json.dumps(rest, ensure_ascii=False, sort_keys=True)


def annotated(text: str) -> Said:
    """What `annotation` wrote; empty for anything else."""
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def toml(said: Mapping[str, Any]) -> bytes:
    """Values as a TOML file, in the order in which our own files stand."""
    lines = [f"{key} = {_value(said[key])}" for key in PLAIN if key in said]
    lines += ["", "[licence]", *(f"{key} = {_value(one)}" for key, one in said["licence"].items())]
    for each in said["translations"]:
        lines += _table("translations", each)
    for name, choices in said["scale"].items():
        for each in choices:
            lines += _table(f"scale.{name}", each)
    for part in ("items", "scores"):
        for each in said.get(part, []):
            lines += _table(part, each)
    return ("\n".join(lines) + "\n").encode()


PLAIN = (
    "id", "version", "construct", "title", "lead", "recall_period", "waves", "comparison_waves",
    "validated", "citation", "reading_level", "missing_codes", "default_on", "care_route",
)  # fmt: skip


def _table(name: str, values: Mapping[str, Any]) -> list[str]:
    return ["", f"[[{name}]]", *(f"{key} = {_value(one)}" for key, one in values.items())]


def _value(one: Any) -> str:
    if isinstance(one, Mapping):
        return "{ " + ", ".join(f"{key} = {_value(each)}" for key, each in one.items()) + " }"
    if isinstance(one, list | tuple):
        return "[" + ", ".join(_value(each) for each in one) + "]"
    if isinstance(one, str):
        return json.dumps(one, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(one, bool):
        return str(one).lower()
    return repr(one)
