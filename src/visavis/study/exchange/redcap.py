"""REDCap data dictionary (CSV, eighteen columns), in one language; the other goes into the annotation."""

import csv
import io
import re
from collections.abc import Iterable, Mapping

from visavis.study.condition import CONTEXT, WrongCondition, names, read_condition
from visavis.study.condition import written as ours_written
from visavis.study.exchange import formulas, logic
from visavis.study.exchange.own import BLANK, CannotMap, Said, annotated, annotation, said_of
from visavis.study.instrument import Instrument, WrongInstrument
from visavis.study.instrument_file import NAME, instrument_of
from visavis.study.missing import GIVEN

COLUMNS = (
    "Variable / Field Name", "Form Name", "Section Header", "Field Type", "Field Label",
    "Choices, Calculations, OR Slider Labels", "Field Note",
    "Text Validation Type OR Show Slider Number", "Text Validation Min", "Text Validation Max",
    "Identifier?", "Branching Logic (Show field only if...)", "Required Field?", "Custom Alignment",
    "Question Number (surveys only)", "Matrix Group Name", "Matrix Ranking?", "Field Annotation",
)  # fmt: skip
NAME_, FORM, SECTION, KIND, LABEL, CHOICES, NOTE = COLUMNS[:7]
BRANCHING, REQUIRED, ANNOTATION = COLUMNS[11], COLUMNS[12], COLUMNS[17]
ABOUT = "_about"
OURS = "@VISAVIS="
KINDS = {"radio", "dropdown"}


def written_as_redcap(instruments: Iterable[Instrument], language: str) -> bytes:
    """The dictionary, one form per instrument. `CannotMap` lists what REDCap cannot hold."""
    out = io.StringIO()
    refused: list[str] = []
    table = csv.DictWriter(out, COLUMNS, lineterminator="\r\n")
    table.writeheader()
    for row in context_rows(instruments := list(instruments)):
        table.writerow(row)
    for instrument in instruments:
        try:
            for row in _form(instrument, language):
                table.writerow(row)
        except CannotMap as error:
            refused += error.lines
    if refused:
        raise CannotMap(refused)
    return out.getvalue().encode()


def context_rows(instruments: Iterable[Instrument]) -> list[dict[str, str]]:
    """What conditions know besides answers, as text fields of a form of its own."""
    used = {
        name for one in instruments for item in one.items if item.show_if for name in names(item.show_if)
    }  # fmt: skip
    return [
        {NAME_: name, FORM: "context", KIND: "text", LABEL: name, ANNOTATION: "@HIDDEN"}
        for name in sorted(used & set(CONTEXT))
    ]


def _form(instrument: Instrument, language: str) -> list[dict[str, str]]:
    said = said_of(instrument)
    form = instrument.id.lower().replace("-", "_")
    refused = [
        f"{item.code}: “{choice.label.within(language)}” holds the sign | that parts choices in REDCap."
        for item in instrument.items
        for choice in item.choices
        if "|" in choice.label.within(language)
    ]
    if refused:
        raise CannotMap(refused)
    licence = instrument.licence
    rows = [
        {
            NAME_: form + ABOUT,
            FORM: form,
            KIND: "descriptive",
            LABEL: said["title"][language],
            NOTE: f"{licence.id}, {licence.holder}",
            ANNOTATION: OURS + annotation(said | {"language": language}, ("items", "scores")),
        }
    ]
    for item, own in zip(instrument.items, said["items"], strict=True):
        labels = ((one.code, one.label.within(language) or one.code) for one in item.choices)
        rows.append(
            {
                NAME_: item.code.lower(),
                FORM: form,
                SECTION: instrument.lead.within(language) if item is instrument.items[0] else "",
                KIND: "radio",
                LABEL: item.stem.within(language) or item.code,
                CHOICES: " | ".join(f"{code}, {label}" for code, label in labels),
                BRANCHING: _branching(instrument, item.code),
                REQUIRED: "y" if item.required else "",
                ANNOTATION: "@MISSING=" + ",".join(instrument.missing_codes) + " "
                + OURS + annotation(own, ("required",)),
            }
        )  # fmt: skip
    for score, own in zip(instrument.scores, said["scores"], strict=True):
        rows.append(
            {
                NAME_: score.code.lower(),
                FORM: form,
                KIND: "calc",
                LABEL: score.title.within(language),
                CHOICES: formulas.redcap(instrument, score, str.lower),
                ANNOTATION: OURS + annotation(own, ()),
            }
        )
    return rows


def _branching(instrument: Instrument, code: str) -> str:
    condition = instrument.item(code).show_if
    if condition is None:
        return ""
    try:
        return logic.written(condition, logic.REDCAP, str.lower)
    except ValueError as error:
        raise CannotMap([f"{code}: REDCap's branching logic cannot say {error}."]) from error


def read_redcap(source: bytes, language: str = "en") -> list[Said]:
    """The forms of a dictionary as values of our own format. `CannotMap` lists what has no place.

    ``language``: of a dictionary that is not ours.
    """
    rows = _rows(source)
    forms: dict[str, list[dict[str, str]]] = {}
    for row in rows:
        if row[NAME_] not in CONTEXT:
            forms.setdefault(row[FORM], []).append(row)
    read: list[Said] = []
    refused: list[str] = []
    for form, held in forms.items():
        try:
            read.append(_read_form(form, held, language))
        except CannotMap as error:
            refused += error.lines
    if refused:
        raise CannotMap(refused)
    if not read:
        raise CannotMap(["The dictionary has no form with questions."])
    return read


def _rows(source: bytes) -> list[dict[str, str]]:
    if not source.strip():
        raise CannotMap(["The file is empty. Send a REDCap data dictionary (CSV)."])
    try:
        table = csv.DictReader(io.StringIO(source.decode("utf-8-sig"), newline=""), strict=True)
        rows = list(table)
    except (UnicodeDecodeError, csv.Error) as error:
        raise CannotMap([f"This is no CSV in UTF-8: {error}."]) from error
    lacking = [name for name in COLUMNS if name not in (table.fieldnames or ())]
    if lacking:
        raise CannotMap([f"This is no REDCap data dictionary: it lacks {', '.join(lacking)}."])
    if not rows:
        raise CannotMap(["The dictionary has a heading and no rows."])
    return [{name: (row[name] or "").strip() for name in COLUMNS} for row in rows]


def _ours(row: Mapping[str, str]) -> Said:
    return annotated(row[ANNOTATION].partition(OURS)[2])


def _read_form(form: str, rows: list[dict[str, str]], language: str) -> Said:
    about = next((row for row in rows if row[KIND] == "descriptive" and _ours(row)), None)
    rest = _ours(about) if about else {}
    language = rest.pop("language", language)
    said: Said = {**BLANK, "id": form.upper(), "lead": {"nl": "", "en": ""}, **rest}
    title = dict(said.get("title", {"nl": form, "en": form}))
    if about:
        title[language] = about[LABEL]
    said["title"] = title
    scales: Said = dict(said.get("scale", {}))
    said["items"], said["scores"] = [], []
    refused: list[str] = []
    calculated: dict[str, str] = {}
    branching: dict[str, str] = {}
    for row in rows:
        name = row[NAME_]
        if row is about:
            continue
        if row[KIND] == "calc" and _ours(row):
            own = _ours(row)
            own["title"] = {**own["title"], language: row[LABEL]}
            said["scores"].append(own)
            calculated[own["code"]] = row[CHOICES]
        elif row[KIND] not in KINDS:
            what = "a formula that is none of ours" if row[KIND] == "calc" else row[KIND]
            refused.append(f"{name}: {what} has no place here.")
        elif not NAME.fullmatch(_ours(row).get("code", name)):
            refused.append(f"{name}: a name has at most 24 letters, digits and _.")
        else:
            try:
                item = _read_item(row, scales, language)
            except CannotMap as error:
                refused += error.lines
                continue
            said["items"].append(item)
            branching[item["code"]] = row[BRANCHING]
    used = {item["scale"] for item in said["items"]}
    said["scale"] = {name: scales[name] for name in scales if name in used}
    if refused:
        raise CannotMap(refused)
    _conditions(said, branching)
    try:
        instrument = instrument_of(said)
    except WrongInstrument as error:
        raise CannotMap([str(error)]) from error
    for score in instrument.scores:
        if calculated[score.code] != formulas.redcap(instrument, score, str.lower):
            refused.append(f"{score.code}: this formula is none of ours.")
    if refused:
        raise CannotMap(refused)
    return said


def _read_item(row: Mapping[str, str], scales: Said, language: str) -> Said:
    own = _ours(row)
    name = row[NAME_]
    said: Said = {"code": name, "scale": name, **own}
    stem = dict(own.get("stem", {"nl": "", "en": ""}))
    if row[LABEL] != said["code"]:
        stem[language] = row[LABEL]
        said["stem"] = stem
    if row[REQUIRED].lower() == "y":
        said["required"] = True
    held = {str(one.get("value", one.get("code"))): one for one in scales.get(said["scale"], [])}
    choices = []
    for part in row[CHOICES].split("|"):
        code, comma, label = part.partition(",")
        code, label = code.strip(), label.strip()
        number = code.removeprefix("-").isdecimal()
        if not comma or not (number or code in GIVEN):
            raise CannotMap([f"{name}: the choice “{part.strip()}” is no number and a text."])
        before = held.get(code, {})
        choice: Said = {"value": int(code)} if number else {"code": code}
        if not before or "label" in before or label != code:
            choice["label"] = {**before.get("label", {"nl": "", "en": ""}), language: label}
        if "plain" in before:
            choice["plain"] = before["plain"]
        choices.append(choice)
    scales[said["scale"]] = choices
    return said


def _conditions(said: Said, branching: Mapping[str, str]) -> None:
    """The annotation's condition counts where it says what the branching logic says."""
    codes = {item["code"].lower(): item["code"] for item in said["items"]}
    refused = []
    for item in said["items"]:
        there = branching[item["code"]]
        held = item.pop("show_if", None)
        others = set(codes.values()) - {item["code"]}
        if not there:
            continue
        try:
            if (
                held
                and logic.written(read_condition(held, others), logic.REDCAP, str.lower) == there
            ):
                item["show_if"] = held
                continue
            text = logic.ours(there)
            for lower, code in codes.items():
                text = _whole_word(text, lower, code)
            item["show_if"] = ours_written(read_condition(text, others))
        except (WrongCondition, ValueError):
            refused.append(f"{item['code']}: the branching logic “{there}” has no place here.")
    if refused:
        raise CannotMap(refused)


def _whole_word(text: str, word: str, other: str) -> str:
    return re.sub(rf"(?<!['\w]){re.escape(word)}(?!['\w])", other, text)
