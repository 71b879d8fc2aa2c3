"""A FHIR R4 bundle: the questionnaires, one response per person and wave, scores as observations.

``authored`` goes to the month; the subject is the number of this export and nothing else.
Source: HL7 FHIR R4 (4.0.1), QuestionnaireResponse, Observation; code system data-absent-reason.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from visavis.study.exchange.fhir import ORDINAL_VALUE, OURS, written_as_fhir
from visavis.study.exports.pseudonyms import Pseudonymous
from visavis.study.instrument import Instrument, Item
from visavis.study.missing import LABELS, Missing

ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason"
REASONS = {
    Missing.SKIPPED: "asked-unknown",
    Missing.PREFER_NOT: "asked-declined",
    Missing.DID_NOT_HAVE: "not-applicable",
    Missing.ILLEGIBLE: "error",
    Missing.DOUBLE_MARK: "error",
    Missing.NOT_REACHED: "unknown",
    Missing.NOT_ASKED: "not-asked",
}
PERSON = "urn:visavis:export-person"


def bundle(given: Pseudonymous, instruments: Sequence[Instrument]) -> bytes:
    """The whole export as one collection bundle."""
    entries = [json.loads(written_as_fhir(one)) for one in instruments]
    answers: dict[tuple[str, int], dict[str, dict[str, Any]]] = {}
    for row in given.answers.to_dicts():
        answers.setdefault((row["id"], row["wave"]), {})[row["item"]] = row
    for row in given.rows.to_dicts():
        held = answers.get((row["id"], row["wave"]), {})
        for one in instruments:
            if any(item.code in held for item in one.items):
                entries += _response(row, held, one)
    made = {
        "resourceType": "Bundle",
        "type": "collection",
        "entry": [
            {"fullUrl": f"urn:visavis:{each['resourceType']}:{each['id']}", "resource": each}
            for each in entries
        ],
    }
    return json.dumps(made, ensure_ascii=False, separators=(",", ":")).encode()


def _response(
    row: Mapping[str, Any], held: Mapping[str, Mapping[str, Any]], one: Instrument
) -> list[dict[str, Any]]:
    subject = {"identifier": {"system": PERSON, "value": row["id"]}}
    name = f"{row['id']}-{row['wave']}-{one.id}"
    codes = [item.code for item in one.items if item.code in held]
    whole = all(held[code]["code"] != Missing.NOT_REACHED for code in codes)
    items = [_answer(one.item(code), held[code]) for code in codes]
    made: list[dict[str, Any]] = [
        {
            "resourceType": "QuestionnaireResponse",
            "id": name,
            "questionnaire": f"{OURS}:{one.id}|{one.version}",
            "status": "completed" if whole else "in-progress",
            "subject": subject,
            "authored": row["month"],
            "item": items,
        }
    ]
    for score in one.scores:
        if (value := row.get(score.code)) is None:
            continue
        made.append(
            {
                "resourceType": "Observation",
                "id": f"{name}-{score.code}",
                "status": "final",
                "code": {"coding": [{"system": OURS, "code": score.code}], "text": score.title.en},
                "subject": subject,
                "effectiveDateTime": row["month"],
                "valueQuantity": {"value": value},
                "derivedFrom": [{"reference": f"QuestionnaireResponse/{name}"}],
            }
        )
    return made


def _answer(item: Item, row: Mapping[str, Any]) -> dict[str, Any]:
    if row["value"] is None:
        reason = REASONS[Missing(row["code"])]
        return {
            "linkId": item.code,
            "extension": [{"url": ABSENT, "valueCode": reason}],
            "text": LABELS[Missing(row["code"])].en,
        }
    choice = next(one for one in item.choices if one.value == row["value"])
    coding = {
        "code": choice.code,
        "display": choice.label.en or choice.code,
        "extension": [{"url": ORDINAL_VALUE, "valueDecimal": row["value"]}],
    }
    return {"linkId": item.code, "answer": [{"valueCoding": coding}]}
