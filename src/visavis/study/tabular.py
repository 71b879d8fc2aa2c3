"""Tables that people send in: CSV files, with one plain sentence where something is wrong.

A sentence names the column, the rows (as a spreadsheet numbers them: the heading is row 1) and what
to do about it, in Dutch and English. Nothing is dropped or repaired silently.
"""

import csv
import io
from collections.abc import Sequence

from visavis.mediation.words import Text

MOST_ROWS = 200_000
NAMED = 5
"""How many rows a sentence names before it says how many more there are."""


class WrongTable(ValueError):
    """The file cannot be taken in; ``text`` says in both languages why and what to do."""

    def __init__(self, nl: str, en: str) -> None:
        super().__init__(en)
        self.text = Text(nl, en)


def columns_of(source: bytes, wanted: Sequence[str]) -> dict[str, list[str]]:
    """The wanted columns of a CSV file as text without spaces around it. `WrongTable`.

    UTF-8, with or without a mark at its beginning; comma, semicolon or tab between.
    """
    if not source.strip():
        raise WrongTable(
            "Het bestand is leeg. Stuur een bestand met een kop en minstens één rij.",
            "The file is empty. Send one with a heading and at least one row.",
        )
    rows = _rows(source)
    heading = [name.strip() for name in rows[0]]
    _right_heading(heading, wanted)
    body = [(at, row) for at, row in enumerate(rows[1:], 2) if any(cell.strip() for cell in row)]
    if not body:
        raise WrongTable(
            "Het bestand heeft een kop en geen rijen. Stuur een bestand met minstens één rij.",
            "The file has a heading and no rows. Send one with at least one row.",
        )
    if len(body) > MOST_ROWS:
        raise WrongTable(
            f"Het bestand heeft meer dan {MOST_ROWS} rijen. Stuur het in delen.",
            f"The file has more than {MOST_ROWS} rows. Send it in parts.",
        )
    refuse_rows(
        [at for at, row in body if len(row) != len(heading)],
        Text(f"Er zijn geen {len(heading)} cellen", f"There are not {len(heading)} cells"),
        Text(
            "Zet aanhalingstekens om een cel waarin het scheidingsteken staat.",
            "Put quotation marks around a cell that holds the sign between cells.",
        ),
    )
    there = {at for at, _ in body}
    refuse_rows(
        [at for at in range(2, body[-1][0]) if at not in there],
        Text("Er is een lege rij", "There is an empty row"),
        Text("Haal die weg.", "Take it out."),
    )
    return {name: [row[heading.index(name)].strip() for _, row in body] for name in wanted}


def _rows(source: bytes) -> list[list[str]]:
    try:
        text = source.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = source[: error.start].count(b"\n") + 1
        raise WrongTable(
            f"In rij {row} staat een teken dat geen UTF-8 is. Bewaar het bestand als “CSV UTF-8”.",
            f"Row {row} holds a sign that is no UTF-8. Save the file as “CSV UTF-8”.",
        ) from error
    between = max(",;\t", key=text.splitlines()[0].count)
    try:
        return list(csv.reader(io.StringIO(text), delimiter=between, strict=True))
    except csv.Error as error:
        raise WrongTable(
            "Het bestand is geen CSV. Zoek een aanhalingsteken dat open bleef.",
            "The file is no CSV. Look for a quotation mark left open.",
        ) from error


def _right_heading(heading: Sequence[str], wanted: Sequence[str]) -> None:
    twice = sorted({name for name in heading if heading.count(name) > 1})
    if twice:
        raise WrongTable(
            f"De kolom {twice[0]} staat er twee keer. Laat er een weg.",
            f"The column {twice[0]} stands there twice. Leave one of them out.",
        )
    lacking = [name for name in wanted if name not in heading]
    strange = [name or "–" for name in heading if name not in wanted]
    if not lacking and not strange:
        return
    nl = [f"{', '.join(lacking)} ontbreekt"] if lacking else []
    en = [f"it lacks {', '.join(lacking)}"] if lacking else []
    nl += [f"{', '.join(strange)} hoort er niet bij"] if strange else []
    en += [f"it has {', '.join(strange)}"] if strange else []
    raise WrongTable(
        f"De kolommen kloppen niet: {' en '.join(nl)}. "
        f"Er horen deze te staan, en geen andere: {', '.join(wanted)}.",
        f"The columns are not right: {' and '.join(en)}. "
        f"It must have these and no others: {', '.join(wanted)}.",
    )


def whole_numbers(table: dict[str, list[str]], name: str) -> list[int]:
    """A column as whole numbers. `WrongTable` names the rows with anything else."""
    wrong = [at for at, text in enumerate(table[name], 2) if not _whole(text)]
    found = table[name][wrong[0] - 2][:20] if wrong else ""
    refuse_rows(
        wrong,
        Text(
            f"De kolom {name} is geen heel getal (“{found}”)",
            f"The column {name} is no whole number (“{found}”)",
        ),
        Text("Zet er een getal.", "Write a number there."),
    )
    return [int(text) for text in table[name]]


def _whole(text: str) -> bool:
    return text.removeprefix("-").isdecimal() and text.isascii() and len(text) < 10


def refuse_rows(rows: Sequence[int], what: Text, remedy: Text) -> None:
    """`WrongTable` where there are such rows; nothing otherwise."""
    if not rows:
        return
    named = ", ".join(str(row) for row in rows[:NAMED])
    left = len(rows) - NAMED
    one = len(rows) == 1
    nl = f"{what.nl} in {'rij' if one else 'de rijen'} {named}"
    en = f"{what.en} in {'row' if one else 'rows'} {named}"
    if left > 0:
        nl, en = f"{nl} en nog {left}", f"{en} and {left} more"
    raise WrongTable(f"{nl}. {remedy.nl}", f"{en}. {remedy.en}")
