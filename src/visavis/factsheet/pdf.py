"""The factsheet as PDF/UA-1, the same bytes every time (study.md §5).

Typst sets it from ``paper/factsheet.typ``. Date and fonts are fixed and nothing of the machine gets
in, so whoever has the snapshot and the program can make exactly the published file.

Fonts: two static cuts of Atkinson Hyperlegible Next (OFL), instanced from the variable web font of
the doors, because the service always speaks in this face and PDF needs TrueType. A character that
it lacks is set in the Libertinus that Typst carries.
"""

from importlib.resources import files
from typing import Any

from visavis.factsheet.sheet import Block, Factsheet, Number, Picture, Said, Sentence
from visavis.outside.typeset import typeset

SHORT_HASH = 8
AUTHOR = "Visavis"

HERE = files("visavis.factsheet")


def pdf(factsheet: Factsheet) -> bytes:
    """The whole document. Raises PaperError when it would not be accessible."""
    pictures: dict[str, bytes] = {}
    data = _content(factsheet, pictures)
    template = HERE.joinpath("paper", "factsheet.typ").read_bytes()
    return typeset(template, data, factsheet.taken_on, pictures)


def _content(factsheet: Factsheet, pictures: dict[str, bytes]) -> dict[str, Any]:
    """What the typst file reads. Pictures are added to `pictures` under the names it uses."""
    trace = factsheet.trace
    day = factsheet.taken_on
    return {
        "title": factsheet.title,
        "subtitle": factsheet.subtitle,
        "author": AUTHOR,
        "language": factsheet.language,
        "page": factsheet.words["page"],
        "interval_note": factsheet.words["chart"]["interval_note"],
        "date": {"year": day.year, "month": day.month, "day": day.day},
        "first_page": [_block(block, pictures) for block in factsheet.first_page],
        "second_page": [_block(block, pictures) for block in factsheet.second_page],
        "trace": {
            "heading": trace.heading,
            "text": trace.text,
            "columns": factsheet.words["how"]["columns_on_paper"],
            "rows": [
                {
                    "claim": row.claim,
                    "people": row.people,
                    "rule": row.rule_hash[:SHORT_HASH],
                    "query": row.query_hash[:SHORT_HASH],
                }
                for row in trace.rows
            ],
            "snapshot_label": trace.snapshot_label,
            "snapshot": trace.snapshot,
            "code_label": trace.code_label,
            "code": trace.code,
            "registered": trace.registered,
            "contact": trace.contact,
        },
    }


def _block(block: Block, pictures: dict[str, bytes]) -> dict[str, Any]:
    return {
        "key": block.key,
        "heading": block.heading,
        "text": [_sentence(line) for line in block.text],
        "note": block.note,
        "steps": block.steps,
        "said": [_said(each, pictures) for each in block.said],
        "pictures": [_picture(each, pictures) for each in block.pictures],
        "blocks": [_block(each, pictures) for each in block.blocks],
    }


def _said(said: Said, pictures: dict[str, bytes]) -> dict[str, Any]:
    return {
        "claim": said.claim,
        "heading": said.heading,
        "sentence": (said.heading,) if said.silent else _sentence(said.sentence),
        "detail": _sentence(said.detail),
        "grade": said.grade,
        "interviews": _sentence(said.interviews),
        "offers": _sentence(said.offers),
        "picture": _picture(said.picture, pictures),
    }


def _picture(picture: Picture, pictures: dict[str, bytes]) -> dict[str, Any]:
    name = f"{picture.name}.svg"
    pictures[name] = picture.drawing.on_paper().encode()
    drawing = picture.drawing
    return {
        "file": name,
        "alt": f"{drawing.title}. {drawing.description}",
        "width": drawing.width,
    }


def _sentence(sentence: Sentence) -> list[str | dict[str, str]]:
    return [
        {"text": part.text, "claim": part.claim} if isinstance(part, Number) else part
        for part in sentence
    ]
