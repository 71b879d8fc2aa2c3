"""SPSS .sav: labels of variables and values, reasons for missing as user-missing, measure levels."""

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import polars as pl
import pyreadstat

from visavis.study.exports.variables import DECIMAL, FLAG, WHOLE, Variable
from visavis.study.missing import NUMBERS

LONGEST_NAME = 64
LONGEST_LABEL = 250
"""Bytes, as SPSS counts them."""


def sav(rows: pl.DataFrame, variables: Sequence[Variable], language: str) -> bytes:
    """The file in one language; names and order are those of the rows."""
    names = [one.name for one in variables]
    assert all(len(name.encode()) <= LONGEST_NAME for name in names)
    numbers = rows.select(names).with_columns(
        pl.col(one.name).cast(pl.Int32) for one in variables if one.kind in (FLAG, WHOLE)
    )
    ours = sorted(NUMBERS.values())
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rows.sav"
        pyreadstat.write_sav(
            numbers,
            str(path),
            column_labels={one.name: _cut(one.label.within(language)) for one in variables},
            variable_value_labels=_value_labels(variables, language),
            missing_ranges={
                one.name: [{"lo": ours[0], "hi": ours[-1]}] for one in variables if one.missing
            },
            variable_measure={
                one.name: one.measure if one.kind != DECIMAL else "scale" for one in variables
            },
        )
        return path.read_bytes()


def _value_labels(variables: Sequence[Variable], language: str) -> dict[str, dict[Any, str]]:
    """By variable: its values, numbers or text, and the reasons for missing."""
    return {
        one.name: {
            value: label.within(language)[:120] for value, label in (*one.values, *one.missing)
        }
        for one in variables
        if one.values or one.missing
    }


def _cut(label: str) -> str:
    return label.encode()[:LONGEST_LABEL].decode(errors="ignore")
