"""Codes of interviews: a file of two coders' codes comes in, is checked whole, and kept (study §3.11).

A CSV with the columns interview, segment, start, end, coder, code: one row for each code that a
coder gave to a passage, and one with an empty code for a passage read without giving one. Start and
end are the places of its first and last sign in the transcript; the text itself never comes here.
"""

from datetime import date
from hashlib import sha256

import polars as pl
from django.db import transaction

from visavis.mediation.words import Text
from visavis.study.desk_models import Code, CodeFile
from visavis.study.snapshot import CODES
from visavis.study.tabular import WrongTable, columns_of, refuse_rows, whole_numbers

COLUMNS = ("interview", "segment", "start", "end", "coder", "code")
NAMES = ("interview", "segment", "coder", "code")
LONGEST = 40


def read_codes(source: bytes) -> pl.DataFrame:
    """The rows of a file, with the columns of `snapshot.CODES`.

    `WrongTable` names column, rows and remedy: for an empty file, other columns, text where a number
    belongs, a passage that ends before it begins, a row that stands there twice, one coder alone.
    """
    table = columns_of(source, COLUMNS)
    for name in ("interview", "segment", "coder"):
        refuse_rows(
            [at for at, text in enumerate(table[name], 2) if not text],
            Text(f"De kolom {name} is leeg", f"The column {name} is empty"),
            Text("Vul die in.", "Fill it in."),
        )
    for name in NAMES:
        refuse_rows(
            [at for at, text in enumerate(table[name], 2) if len(text) > LONGEST],
            Text(
                f"De kolom {name} heeft meer dan {LONGEST} tekens",
                f"The column {name} has more than {LONGEST} signs",
            ),
            Text("Neem een korte naam.", "Use a short name."),
        )
    start, end = whole_numbers(table, "start"), whole_numbers(table, "end")
    refuse_rows(
        [at for at, (a, b) in enumerate(zip(start, end, strict=True), 2) if a < 0 or b <= a],
        Text("end ligt niet na start", "end is not after start"),
        Text(
            "Geef de plaats van het eerste en het laatste teken.",
            "Give the places of the first and last sign.",
        ),
    )
    _once(table)
    _same_passages(table, start, end)
    coders = sorted(set(table["coder"]))
    if len(coders) < 2:
        raise WrongTable(
            f"In de kolom coder staat alleen {coders[0]}. Twee mensen coderen zonder elkaars codes te "
            "zien. Zet de rijen van beiden in één bestand.",
            f"The column coder names {coders[0]} alone. Two people code without seeing each other's "
            "codes; put the rows of both in one file.",
        )
    columns = {"start": start, "end": end} | {name: table[name] for name in NAMES}
    return pl.DataFrame(columns, schema_overrides=dict(CODES)).select(*CODES)


def _once(table: dict[str, list[str]]) -> None:
    seen: dict[tuple[str, ...], int] = {}
    keys = list(zip(*(table[name] for name in NAMES), strict=True))
    refuse_rows(
        [at for at, key in enumerate(keys, 2) if seen.setdefault(key, at) != at],
        Text(
            "Dezelfde code van dezelfde persoon staat er al",
            "The same code of the same coder stands there before",
        ),
        Text("Haal die weg.", "Take it out."),
    )
    coded = {key[:3] for key in keys if key[3]}
    refuse_rows(
        [at for at, key in enumerate(keys, 2) if not key[3] and key[:3] in coded],
        Text(
            "Een stuk tekst heeft geen code en toch een code",
            "A passage is said to have no code and has one",
        ),
        Text("Laat een van de twee rijen weg.", "Leave one of the two rows out."),
    )


def _same_passages(table: dict[str, list[str]], start: list[int], end: list[int]) -> None:
    """A passage has one place, for both coders."""
    places: dict[tuple[str, str], tuple[int, int]] = {}
    moved = []
    for at, (interview, segment, a, b) in enumerate(
        zip(table["interview"], table["segment"], start, end, strict=True), 2
    ):
        if places.setdefault((interview, segment), (a, b)) != (a, b):
            moved.append(at)
    refuse_rows(
        moved,
        Text(
            "Een stuk tekst heeft een andere start of end dan eerder",
            "A passage has another start or end than before",
        ),
        Text("Geef beide mensen dezelfde.", "Give both coders the same."),
    )


def keep_codes(source: bytes, by: str, today: date) -> CodeFile:
    """Check the file and keep it in place of the one before. Twice is once. `WrongTable`."""
    rows = read_codes(source)
    name = sha256(source).hexdigest()
    with transaction.atomic():
        held = CodeFile.objects.filter(pk=name).first()
        if held is not None:
            return held
        CodeFile.objects.all().delete()
        file = CodeFile.objects.create(hash=name, day=today, by=by, rows=rows.height)
        Code.objects.bulk_create(Code(file=file, **row) for row in rows.to_dicts())
    return file


def codes() -> pl.DataFrame:
    """The codes kept, with the columns of `snapshot.CODES`."""
    rows = list(Code.objects.values_list(*CODES))
    return pl.DataFrame(rows, schema=dict(CODES), orient="row")
