"""FHIR R4 Questionnaire (JSON): both languages, boxes with their numbers, scores by SDC expressions.

Source: HL7 FHIR R4 (4.0.1), Questionnaire; extensions translation, ordinalValue, hidden, and SDC
questionnaire-calculatedExpression.
"""

import json
from collections.abc import Mapping
from typing import Any

from visavis.study.condition import (
    CONTEXT,
    All,
    Answered,
    AnyOf,
    Compared,
    Condition,
    Not,
    OneOf,
    Value,
    holds,
    names,
    read_condition,
    written,
)
from visavis.study.exchange import formulas
from visavis.study.exchange.own import BLANK, CannotMap, Said, annotated, annotation, said_of
from visavis.study.instrument import Instrument, Item, WrongInstrument
from visavis.study.instrument_file import instrument_of

HL7 = "http://hl7.org/fhir/"
TRANSLATION = f"{HL7}StructureDefinition/translation"
ORDINAL_VALUE = f"{HL7}StructureDefinition/ordinalValue"
HIDDEN = f"{HL7}StructureDefinition/questionnaire-hidden"
CALCULATED = f"{HL7}uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression"
OURS = "urn:visavis:instrument"
HERE = ("title", "id", "version", "items", "scale", "scores")
"""What the resource holds itself; scores are there too, and their rules in the annotation."""


def written_as_fhir(instrument: Instrument) -> bytes:
    """The Questionnaire resource. `CannotMap` lists conditions that enableWhen cannot say."""
    said = said_of(instrument)
    refused: list[str] = []
    items: list[Said] = [_context(name) for name in sorted(_looked_at(instrument))]
    for item in instrument.items:
        try:
            items.append(_item(item, instrument))
        except CannotMap as error:
            refused += error.lines
    if refused:
        raise CannotMap(refused)
    rest = annotation(said, ("id", "version", "title", "items"))
    resource: Said = {
        "resourceType": "Questionnaire",
        "id": instrument.id,
        "url": f"{OURS}:{instrument.id}",
        "version": instrument.version,
        "name": instrument.id.replace("-", "_"),
        **_both("title", said["title"]),
        "status": "active",
        "language": "nl",
        "subjectType": ["Patient"],
        "description": instrument.construct,
        "copyright": f"{instrument.licence.id}, {instrument.licence.holder}. {instrument.citation}",
        "extension": [{"url": OURS, "valueString": rest}],
        "item": items + [_score(one, instrument) for one in instrument.scores],
    }
    return json.dumps(resource, ensure_ascii=False, indent=1).encode() + b"\n"


def _looked_at(instrument: Instrument) -> set[str]:
    """What conditions know besides answers: as hidden items, since enableWhen names items only."""
    found = {name for one in instrument.items if one.show_if for name in names(one.show_if)}
    return found & set(CONTEXT)


def _context(name: str) -> Said:
    kind = "integer" if CONTEXT[name] is int else "string"
    return {"linkId": name, "type": kind, "extension": [{"url": HIDDEN, "valueBoolean": True}]}


def _both(name: str, text: Mapping[str, str]) -> Said:
    """A text in Dutch, with the English as its translation."""
    content = [{"url": "lang", "valueCode": "en"}, {"url": "content", "valueString": text["en"]}]
    return {
        name: text["nl"],
        f"_{name}": {"extension": [{"url": TRANSLATION, "extension": content}]},
    }


def _item(item: Item, instrument: Instrument) -> Said:
    options = []
    for choice in item.choices:
        label = {"nl": choice.label.nl or choice.code, "en": choice.label.en or choice.code}
        coding: Said = {"code": choice.code, **_both("display", label)}
        if choice.value is not None:
            coding["extension"] = [{"url": ORDINAL_VALUE, "valueDecimal": choice.value}]
        options.append({"valueCoding": coding})
    own = next(one for one in said_of(instrument)["items"] if one["code"] == item.code)
    stem = {"nl": item.stem.nl or item.code, "en": item.stem.en or item.code}
    made: Said = {
        "linkId": item.code,
        **_both("text", stem),
        "type": "choice",
        "required": item.required,
        "extension": [{"url": OURS, "valueString": annotation(own, ("code", "stem", "required"))}],
    }
    if item.show_if:
        made |= _enable(item.show_if, item, instrument)
    made["answerOption"] = options
    return made


def _enable(condition: Condition, item: Item, instrument: Instrument) -> Said:
    """enableWhen: equal to, one level of all or any. What needs more is refused."""
    parts, every = _flat(condition, instrument)
    if parts is None:
        raise CannotMap(
            [f"{item.code}: “{written(condition)}” is more than FHIR's enableWhen can say."]
        )
    when = []
    for part in parts:
        if isinstance(part, Answered):
            when.append({"question": part.name, "operator": "exists", "answerBoolean": True})
        elif isinstance(part, Not) and isinstance(part.part, Answered):
            when.append({"question": part.part.name, "operator": "exists", "answerBoolean": False})
        elif isinstance(part, Compared):
            sign = "=" if part.sign == "==" else part.sign
            when.append({"question": part.name, "operator": sign, **_answer(part.name, part.value)})
    return {"enableWhen": when} | ({"enableBehavior": every} if len(when) > 1 else {})


def _answer(name: str, value: Value) -> Said:
    if name not in CONTEXT:
        return {"answerCoding": {"code": str(value)}}
    return {"answerInteger": value} if isinstance(value, int) else {"answerString": value}


def _flat(condition: Condition, instrument: Instrument) -> tuple[list[Condition] | None, str]:
    """A condition as comparisons that all or any must hold; None where it is more than that."""
    if isinstance(condition, All | AnyOf):
        every = "all" if isinstance(condition, All) else "any"
        flat: list[Condition] = []
        for part in condition.parts:
            inner, kind = _flat(part, instrument)
            if inner is None or (len(inner) > 1 and kind != every):
                return None, every
            flat += inner
        return flat, every
    if isinstance(condition, OneOf):
        return [Compared(condition.name, "==", one) for one in condition.values], "any"
    if isinstance(condition, Compared) and condition.name not in CONTEXT:
        if condition.sign == "==":
            return [condition], "any"
        values = instrument.item(condition.name).values
        fits = [one for one in values if holds(condition, {condition.name: one})]
        return [Compared(condition.name, "==", one) for one in fits] or None, "any"
    plain = isinstance(condition, Compared | Answered) or (
        isinstance(condition, Not) and isinstance(condition.part, Answered)
    )
    return ([condition] if plain else None), "any"


def _score(score: Any, instrument: Instrument) -> Said:
    expression = {
        "language": "text/fhirpath",
        "expression": formulas.fhirpath(instrument, score),
    }
    title = {"nl": score.title.nl, "en": score.title.en}
    return {
        "linkId": score.code,
        **_both("text", title),
        "type": "decimal",
        "readOnly": True,
        "extension": [
            {"url": HIDDEN, "valueBoolean": True},
            {"url": CALCULATED, "valueExpression": expression},
        ],
    }


def read_fhir(source: bytes) -> Said:
    """A Questionnaire as values of our own format. `CannotMap` lists what has no place there."""
    try:
        resource = json.loads(source)
    except ValueError as error:
        raise CannotMap([f"This is no JSON: {error}."]) from error
    if not isinstance(resource, dict) or resource.get("resourceType") != "Questionnaire":
        raise CannotMap(["This is JSON, and no FHIR Questionnaire."])
    refused: list[str] = []
    rest = annotated(_ours(resource))
    name = str(resource.get("url", resource.get("id", ""))).rpartition(":")[2].rpartition("/")[2]
    title = _read_both(resource, "title")
    said: Said = {**BLANK, "lead": {"nl": "", "en": ""}, **rest}
    said |= {"id": name or "instrument", "title": title}
    said["version"] = str(resource.get("version", said["version"]))
    scales: Said = dict(rest.get("scale", {}))
    said["items"], formulas_found = [], {}
    for item in resource.get("item", []):
        link = str(item.get("linkId", "?"))
        if link in CONTEXT:
            continue
        expression = _extension(item, CALCULATED)
        if expression is not None:
            formulas_found[link] = expression.get("valueExpression", {}).get("expression", "")
        elif item.get("type") != "choice" or item.get("repeats"):
            refused.append(f"{link}: a {item.get('type')} question has no place here.")
        elif "item" in item or "answerValueSet" in item or not item.get("answerOption"):
            refused.append(f"{link}: its answers are not listed beside it.")
        else:
            try:
                said["items"].append(_read_item(item, scales))
            except CannotMap as error:
                refused += error.lines
    said["scale"] = {name: scales[name] for name in {one["scale"] for one in said["items"]}}
    said["scale"] = {name: scales[name] for name in scales if name in said["scale"]}
    if refused:
        raise CannotMap(refused)
    try:
        instrument = instrument_of(said)
    except WrongInstrument as error:
        raise CannotMap([str(error)]) from error
    expected = {one.code: formulas.fhirpath(instrument, one) for one in instrument.scores}
    wrong = [code for code, one in formulas_found.items() if expected.get(code) != one]
    wrong += [code for code in expected if code not in formulas_found]
    if wrong:
        raise CannotMap(f"{code}: this formula is none of ours." for code in wrong)
    for each in said["items"]:
        _check_condition(each, resource, instrument)
    return said


def _extension(element: Mapping[str, Any], url: str) -> Said | None:
    found = (one for one in element.get("extension", []) if one.get("url") == url)
    return next(found, None)


def _ours(element: Mapping[str, Any]) -> str:
    return str((_extension(element, OURS) or {}).get("valueString", ""))


def _read_both(element: Mapping[str, Any], name: str) -> dict[str, str]:
    english = ""
    translation = _extension(element.get(f"_{name}", {}), TRANSLATION) or {}
    parts = {one.get("url"): one for one in translation.get("extension", [])}
    if parts.get("lang", {}).get("valueCode") == "en":
        english = str(parts.get("content", {}).get("valueString", ""))
    return {"nl": str(element.get(name, "")), "en": english}


def _read_item(item: Mapping[str, Any], scales: Said) -> Said:
    link = str(item["linkId"])
    rest = annotated(_ours(item))
    choices = []
    for option in item["answerOption"]:
        coding = option.get("valueCoding")
        if not coding:
            raise CannotMap([f"{link}: an answer that is no coding has no place here."])
        number = (_extension(coding, ORDINAL_VALUE) or {}).get("valueDecimal")
        code = str(coding.get("code", ""))
        if number is None and code.removeprefix("-").isdecimal():
            number = int(code)
        choice: Said = {"code": code} if number is None else {"value": number}
        choices.append(choice | {"label": _read_both(coding, "display")})
    own = rest.get("scale", link)
    known = {str(one.get("value", one.get("code"))): one for one in scales.get(own, [])}
    for choice in choices:
        held = known.get(str(choice.get("value", choice.get("code"))), {})
        if "plain" in held:
            choice["plain"] = held["plain"]
        if held and "label" not in held:
            del choice["label"]
    scales[own] = choices
    said: Said = {**rest, "code": link, "scale": own}
    stem = _read_both(item, "text")
    if stem["nl"] != link:
        said["stem"] = stem
    if item.get("required"):
        said["required"] = True
    if "enableWhen" in item and "show_if" not in rest:
        said["show_if"] = _read_enable(item)
    return said


SIGNS = {"=": "==", "!=": "!=", ">": ">", "<": "<", ">=": ">=", "<=": "<="}


def _read_enable(item: Mapping[str, Any]) -> str:
    said = []
    for one in item["enableWhen"]:
        name, sign = one.get("question"), one.get("operator")
        value = next((one[key] for key in sorted(one) if key.startswith("answer")), None)
        if isinstance(value, Mapping):
            value = value.get("code")
        if sign == "exists":
            said.append(f"answered({name})" if value else f"not answered({name})")
        elif sign in SIGNS and name in CONTEXT and isinstance(value, str):
            said.append(f"{name} {SIGNS[sign]} '{value}'")
        elif sign in SIGNS and str(value).removeprefix("-").isdecimal():
            said.append(f"{name} {SIGNS[sign]} {value}")
        else:
            raise CannotMap([f"{item['linkId']}: the condition on {name} has no place here."])
    return (" and " if item.get("enableBehavior") == "all" else " or ").join(said)


def _check_condition(said: Said, resource: Mapping[str, Any], instrument: Instrument) -> None:
    """The annotation's condition counts only where it says what enableWhen says."""
    item = next(one for one in resource["item"] if one.get("linkId") == said["code"])
    held = instrument.item(said["code"])
    now = _enable(held.show_if, held, instrument) if held.show_if else {}
    there = {key: item[key] for key in ("enableWhen", "enableBehavior") if key in item}
    if now == there:
        return
    if "enableWhen" not in item:
        del said["show_if"]
        return
    codes = {one.code for one in instrument.items} - {said["code"]}
    said["show_if"] = written(read_condition(_read_enable(item), codes))
