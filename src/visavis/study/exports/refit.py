"""The models of an export, fitted here, and the R script that fits them again beside ours."""

import csv
import io
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files

import numpy as np
import polars as pl

from visavis.statistics import CannotEstimate, contrast, mmrm, rows

SCORES = ("AC_agency", "AC_communion", "SO", "TR")
"""Those asked in all three waves."""
COVARIATES = ("role", "event_type")
UNKNOWN = "unknown"
HEADING = ("score", "contrast", "estimate", "se", "se_kr", "df_kr", "people", "refused")


@dataclass(frozen=True, slots=True)
class Refit:
    """One change between waves as we found it; ``refused``: why there is none."""

    score: str
    contrast: str
    estimate: float | None = None
    se: float | None = None
    se_kr: float | None = None
    df_kr: float | None = None
    people: int = 0
    refused: str = ""


def script() -> bytes:
    """refit.R, the same for every export."""
    return files("visavis.study.exports").joinpath("refit.R").read_bytes()


def ours(table: pl.DataFrame) -> list[Refit]:
    """Wave, role and event type; unstructured, REML: T2 − T1 and T3 − T2 of each score."""
    found: list[Refit] = []
    for score in SCORES:
        if score in table.columns:
            found += _of_score(table, score)
    return found


def ours_csv(found: Sequence[Refit]) -> bytes:
    """What the script compares with; numbers with every digit."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HEADING)
    for one in found:
        values = [getattr(one, name) for name in HEADING]
        writer.writerow(repr(each) if isinstance(each, float) else each or "" for each in values)
    return out.getvalue().encode()


def _of_score(table: pl.DataFrame, score: str) -> list[Refit]:
    data = table.filter(
        pl.col(score).is_not_null() & pl.col("group").is_in(["A", "B"]) & ~pl.col("outside_window")
    ).sort("id", "wave")
    waves = sorted(set(data["wave"]))
    pairs = [pair for pair in ((1, 2), (2, 3)) if set(pair) <= set(waves)]
    people = data["id"].n_unique()
    try:
        if len(pairs) < 1:
            raise CannotEstimate("Fewer than two waves were answered.")
        columns, names = [np.ones(data.height)], ["intercept"]
        for wave in waves[1:]:
            columns.append((data["wave"] == wave).cast(pl.Float64).to_numpy())
            names.append(f"wave={wave}")
        for covariate in COVARIATES:
            levels = data[covariate].fill_null(UNKNOWN).to_list()
            by_size = [
                level for level, _ in sorted(Counter(levels).items(), key=lambda x: (-x[1], x[0]))
            ]
            for level in by_size[1:]:
                columns.append(np.array([float(one == level) for one in levels]))
                names.append(f"{covariate}={level}")
        numbers = {one: at for at, one in enumerate(dict.fromkeys(data["id"]))}
        fit = mmrm(
            rows(
                data[score].to_numpy(),
                np.column_stack(columns),
                np.array([numbers[one] for one in data["id"]]),
                data["wave"].to_numpy(),
                columns=names,
                waves=tuple(waves),
            ),
            instead=(),  # the script fits what we say we fitted, and nothing else
        )
    except CannotEstimate as refusal:
        return [Refit(score, "all", people=people, refused=str(refusal))]
    found = []
    for start, end in pairs:
        row = np.zeros(len(names))
        for wave, sign in ((end, 1.0), (start, -1.0)):
            if wave != waves[0]:
                row[names.index(f"wave={wave}")] += sign
        plain = contrast(fit, row, df="satterthwaite")
        adjusted = contrast(fit, row, df="kenward-roger")
        found.append(
            Refit(
                score=score,
                contrast=f"T{end}-T{start}",
                estimate=plain.estimate,
                se=plain.se,
                se_kr=adjusted.se,
                df_kr=adjusted.df,
                people=people,
            )
        )
    return found
