"""LimeSurvey survey structure (.lss): one group of questions per instrument, Dutch and English.

The form of LimeSurvey 3 (DBVersion 366), which later versions read. Question codes there have
letters and digits only, so the underscore is left out and the own code stands in the annotation.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from lxml import etree

from visavis.mediation.words import Text
from visavis.study.condition import CONTEXT, WrongCondition, names, read_condition
from visavis.study.condition import written as ours_written
from visavis.study.exchange import formulas, logic
from visavis.study.exchange.own import BLANK, CannotMap, Said, annotated, annotation, said_of
from visavis.study.instrument import Instrument, WrongInstrument
from visavis.study.instrument_file import instrument_of

LANGUAGES = ("nl", "en")
SURVEY = "100001"
OURS = "visavis"
NO_NUMBER = {"did_not_have": "dnh", "prefer_not": "pnt", "skipped": "skp"}
"""Answer codes have at most five signs."""
RADIO, EQUATION, TEXT = "L", "*", "S"


def code_of(code: str) -> str:
    """A question code of LimeSurvey."""
    return code.replace("_", "")


class _Tables:
    """The rows of the file by table, in the order written."""

    def __init__(self) -> None:
        self.rows: dict[str, list[dict[str, str]]] = {
            name: []
            for name in ("answers", "groups", "questions", "question_attributes", "surveys",
                         "surveys_languagesettings")
        }  # fmt: skip
        self.qid = 0

    def question(self, group: int, kind: str, code: str, texts: Text, **more: str) -> str:
        self.qid += 1
        for language in LANGUAGES:
            self.rows["questions"].append(
                {
                    "qid": f"{self.qid}", "parent_qid": "0", "sid": SURVEY, "gid": f"{group}",
                    "type": kind, "title": code, "question": texts.within(language), "preg": "",
                    "help": "", "other": "N", "mandatory": more.get("mandatory", "N"),
                    "question_order": f"{self.qid}", "language": language, "scale_id": "0",
                    "same_default": "0", "relevance": more.get("relevance", "1"),
                }
            )  # fmt: skip
        return f"{self.qid}"

    def attribute(self, qid: str, value: str) -> None:
        self.rows["question_attributes"].append(
            {"qid": qid, "attribute": OURS, "value": value, "language": ""}
        )


def written_as_limesurvey(instruments: Iterable[Instrument]) -> bytes:
    """The .lss file. `CannotMap` lists what LimeSurvey cannot hold."""
    instruments, tables = list(instruments), _Tables()
    refused: list[str] = []
    used = {
        name for one in instruments for item in one.items if item.show_if for name in names(item.show_if)
    } & set(CONTEXT)  # fmt: skip
    titles = Text("Vragen van het onderzoek", "Questions of the study")
    for language in LANGUAGES:
        tables.rows["surveys_languagesettings"].append(
            {
                "surveyls_survey_id": SURVEY, "surveyls_language": language,
                "surveyls_title": titles.within(language),
            }
        )  # fmt: skip
    tables.rows["surveys"].append(
        {
            "sid": SURVEY, "admin": "", "language": "nl", "additional_languages": "en",
            "format": "S", "anonymized": "Y", "datestamp": "N", "ipaddr": "N", "refurl": "N",
        }
    )  # fmt: skip
    if used:
        _group(tables, 0, Text("Vooraf", "Before"), "")
        for name in sorted(used):
            tables.question(0, TEXT, name, Text(name, name), relevance="0")
    for number, instrument in enumerate(instruments, 1):
        try:
            _written(tables, number, instrument)
        except CannotMap as error:
            refused += error.lines
    if refused:
        raise CannotMap(refused)
    return _document(tables)


def _group(tables: _Tables, number: int, title: Text, description: str) -> None:
    for language in LANGUAGES:
        tables.rows["groups"].append(
            {
                "gid": f"{number}", "sid": SURVEY, "group_name": title.within(language),
                "group_order": f"{number}", "description": description, "language": language,
                "randomization_group": "", "grelevance": "",
            }
        )  # fmt: skip


def _written(tables: _Tables, number: int, instrument: Instrument) -> None:
    said = said_of(instrument)
    _group(tables, number, instrument.title, annotation(said, ("items", "scores", "title")))
    for item, own in zip(instrument.items, said["items"], strict=True):
        relevance = "1"
        if item.show_if:
            try:
                relevance = logic.written(item.show_if, logic.LIMESURVEY, code_of)
            except ValueError as error:
                raise CannotMap(
                    [f"{item.code}: LimeSurvey's relevance cannot say {error}."]
                ) from error
        stem = Text(item.stem.nl or item.code, item.stem.en or item.code)
        qid = tables.question(
            number,
            RADIO,
            code_of(item.code),
            stem,
            mandatory="Y" if item.required else "N",
            relevance=relevance,
        )
        tables.attribute(qid, annotation(own, ("stem", "required")))
        for order, choice in enumerate(item.choices, 1):
            for language in LANGUAGES:
                tables.rows["answers"].append(
                    {
                        "qid": qid, "code": NO_NUMBER.get(choice.code, choice.code),
                        "answer": choice.label.within(language) or choice.code,
                        "sortorder": f"{order}", "language": language, "scale_id": "0",
                        "assessment_value": f"{choice.value if choice.value is not None else 0}",
                    }
                )  # fmt: skip
    for score, own in zip(instrument.scores, said["scores"], strict=True):
        formula = formulas.limesurvey(instrument, score, code_of)
        qid = tables.question(number, EQUATION, code_of(score.code), Text(formula, formula))
        tables.attribute(qid, annotation(own, ()))


def _document(tables: _Tables) -> bytes:
    root = etree.Element("document")
    etree.SubElement(root, "LimeSurveyDocType").text = "Survey"
    etree.SubElement(root, "DBVersion").text = "366"
    languages = etree.SubElement(root, "languages")
    for language in LANGUAGES:
        etree.SubElement(languages, "language").text = language
    for name, rows in tables.rows.items():
        if not rows:
            continue
        table = etree.SubElement(root, name)
        fields = etree.SubElement(table, "fields")
        for field in rows[0]:
            etree.SubElement(fields, "fieldname").text = field
        held = etree.SubElement(table, "rows")
        for row in rows:
            line = etree.SubElement(held, "row")
            for field, value in row.items():
                etree.SubElement(line, field).text = etree.CDATA(value) if value else None
    made: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return made


def read_limesurvey(source: bytes) -> list[Said]:
    """The groups of an .lss file as values of our own format. `CannotMap` lists what has no place."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(source, parser)
    except etree.XMLSyntaxError as error:
        raise CannotMap([f"This is no XML: {error.msg}."]) from error
    if root.tag != "document" or root.findtext("LimeSurveyDocType") != "Survey":
        raise CannotMap(["This is XML, and no LimeSurvey survey structure (.lss)."])
    rows = {
        table: [{cell.tag: cell.text or "" for cell in row} for row in root.iterfind(f"{table}/rows/row")]
        for table in ("answers", "groups", "questions", "question_attributes")
    }  # fmt: skip
    ours = {
        row["qid"]: row["value"]
        for row in rows["question_attributes"]
        if row.get("attribute") == OURS
    }
    read: list[Said] = []
    refused: list[str] = []
    for gid in dict.fromkeys(row["gid"] for row in rows["groups"]):
        questions = [row for row in rows["questions"] if row["gid"] == gid]
        if all(row["title"] in CONTEXT for row in questions):
            continue
        group = [row for row in rows["groups"] if row["gid"] == gid]
        try:
            read.append(_read_group(group, questions, rows["answers"], ours))
        except CannotMap as error:
            refused += error.lines
    if refused:
        raise CannotMap(refused)
    if not read:
        raise CannotMap(["The survey has no group with questions."])
    return read


def _both(rows: Iterable[Mapping[str, str]], field: str) -> dict[str, str]:
    found = {row.get("language", "en"): row[field] for row in rows}
    return {language: found.get(language, "") for language in LANGUAGES}


def _read_group(
    group: list[dict[str, str]],
    questions: list[dict[str, str]],
    answers: list[dict[str, str]],
    ours: Mapping[str, str],
) -> Said:
    rest = annotated(group[0].get("description", ""))
    title = _both(group, "group_name")
    name = re.sub(r"\W+", "-", title["en"] or title["nl"] or "group").strip("-").upper()
    said: Said = {**BLANK, "id": name, "lead": {"nl": "", "en": ""}, **rest, "title": title}
    scales: Said = dict(said.get("scale", {}))
    said["items"], said["scores"] = [], []
    refused: list[str] = []
    formulas_found: dict[str, str] = {}
    relevance: dict[str, str] = {}
    for qid in dict.fromkeys(row["qid"] for row in questions):
        here = [row for row in questions if row["qid"] == qid]
        one, own = here[0], annotated(ours.get(qid, ""))
        if one["type"] == EQUATION and own:
            said["scores"].append(own)
            formulas_found[own["code"]] = one["question"]
        elif one["type"] != RADIO or one.get("parent_qid", "0") != "0" or one.get("other") == "Y":
            refused.append(f"{one['title']}: a question of type {one['type']} has no place here.")
        else:
            boxes = [row for row in answers if row["qid"] == qid]
            try:
                said["items"].append(_read_question(here, own, boxes, scales))
            except CannotMap as error:
                refused += error.lines
                continue
            relevance[said["items"][-1]["code"]] = one.get("relevance", "1")
    if refused:
        raise CannotMap(refused)
    used = {item["scale"] for item in said["items"]}
    said["scale"] = {name: scales[name] for name in scales if name in used}
    _conditions(said, relevance)
    try:
        instrument = instrument_of(said)
    except WrongInstrument as error:
        raise CannotMap([str(error)]) from error
    wrong = [
        f"{score.code}: this formula is none of ours."
        for score in instrument.scores
        if formulas_found[score.code] != formulas.limesurvey(instrument, score, code_of)
    ]
    if wrong:
        raise CannotMap(wrong)
    return said


def _read_question(
    here: list[dict[str, str]], own: Said, boxes: list[dict[str, str]], scales: dict[str, Any]
) -> Said:
    title = here[0]["title"]
    said: Said = {"code": title, "scale": title, **own}
    stem = _both(here, "question")
    if stem["nl"] != said["code"]:
        said["stem"] = stem
    if here[0].get("mandatory") == "Y":
        said["required"] = True
    held = {str(one.get("value", one.get("code"))): one for one in scales.get(said["scale"], [])}
    back = {short: code for code, short in NO_NUMBER.items()}
    choices = []
    for code in dict.fromkeys(row["code"] for row in boxes):
        rows = [row for row in boxes if row["code"] == code]
        own_code = back.get(code, code)
        number = own_code.removeprefix("-").isdecimal()
        if not number and own_code not in NO_NUMBER:
            raise CannotMap([f"{title}: the answer code {code} is no number."])
        choice: Said = {"value": int(own_code)} if number else {"code": own_code}
        before = held.get(own_code, {})
        if not before or "label" in before:
            choice["label"] = _both(rows, "answer")
        if "plain" in before:
            choice["plain"] = before["plain"]
        choices.append(choice)
    if not choices:
        raise CannotMap([f"{title}: it has no answers."])
    scales[said["scale"]] = choices
    return said


def _conditions(said: Said, relevance: Mapping[str, str]) -> None:
    codes = {code_of(item["code"]): item["code"] for item in said["items"]}
    refused = []
    for item in said["items"]:
        there = relevance[item["code"]].strip()
        held = item.pop("show_if", None)
        others = set(codes.values()) - {item["code"]}
        if there in ("", "1"):
            continue
        try:
            known = read_condition(held, others) if held else None
            if known and logic.written(known, logic.LIMESURVEY, code_of) == there:
                item["show_if"] = held
                continue
            text = logic.ours(there)
            for short, code in codes.items():
                text = re.sub(rf"(?<!['\w]){re.escape(short)}(?!['\w])", code, text)
            item["show_if"] = ours_written(read_condition(text, others))
        except (WrongCondition, ValueError):
            refused.append(f"{item['code']}: the relevance “{there}” has no place here.")
    if refused:
        raise CannotMap(refused)
