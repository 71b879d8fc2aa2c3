"""CSV with codes, its codebook as CSV and as a page, and the metadata of CSV on the Web."""

import csv
import io
import json
from collections.abc import Sequence
from html import escape

import polars as pl

from visavis.study.exports.variables import DECIMAL, FLAG, WHOLE, Variable

TYPES = {DECIMAL: "double", WHOLE: "integer", FLAG: "boolean"}
HEADING = ("name", "label_nl", "label_en", "type", "measure", "values", "missing", "asked_if",
           "derivation", "question_nl", "question_en", "source")  # fmt: skip


def rows_csv(rows: pl.DataFrame) -> bytes:
    """The rows, UTF-8, codes and not labels; nothing between two commas where nothing is."""
    return rows.write_csv(float_precision=None).encode()


def codebook_csv(variables: Sequence[Variable]) -> bytes:
    """One row per column of the rows."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HEADING)
    writer.writerows(_line(one) for one in variables)
    return out.getvalue().encode()


def _line(one: Variable) -> list[str]:
    question = one.question
    return [
        one.name,
        one.label.nl,
        one.label.en,
        one.kind,
        one.measure,
        " | ".join(f"{value} = {label.nl} / {label.en}" for value, label in one.values),
        " | ".join(f"{number} = {label.nl} / {label.en}" for number, label in one.missing),
        one.universe,
        one.derivation,
        question.nl if question else "",
        question.en if question else "",
        one.source,
    ]


def codebook_html(variables: Sequence[Variable], title: str) -> bytes:
    """The same as a page that needs nothing else: no style, no script, in English with the Dutch words."""
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in HEADING)
    body = "".join(
        f'<tr><th scope="row" id="{escape(line[0])}">{escape(line[0])}</th>'
        + "".join(
            f"<td{' lang=nl' if name.endswith('_nl') else ''}>{escape(cell)}</td>"
            for name, cell in zip(HEADING[1:], line[1:], strict=True)
        )
        + "</tr>"
        for line in map(_line, variables)
    )
    page = (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f"</head><body><main><h1>{escape(title)}</h1><table><caption>Each column of rows.csv"
        f"</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></main></body></html>"
    )
    return page.encode()


def csvw(variables: Sequence[Variable], url: str = "rows.csv") -> bytes:
    """CSV on the Web metadata (W3C, 2015), to stand beside the file as rows.csv-metadata.json."""
    columns = []
    for one in variables:
        column: dict[str, object] = {
            "name": one.name,
            "titles": one.name,
            "datatype": TYPES.get(one.kind, "string"),
            "dc:description": {"nl": one.label.nl, "en": one.label.en},
        }
        if one.kind == FLAG:
            column["datatype"] = {"base": "boolean", "format": "true|false"}
        columns.append(column)
    said = {
        "@context": ["http://www.w3.org/ns/csvw", {"language": "en"}],
        "url": url,
        "dialect": {"encoding": "utf-8", "header": True},
        "tableSchema": {"columns": columns, "primaryKey": ["id", "wave"]},
    }
    return json.dumps(said, ensure_ascii=False, indent=1).encode() + b"\n"
