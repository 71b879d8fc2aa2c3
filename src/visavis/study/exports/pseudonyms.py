"""Rows under new random ids, in which nobody stands with fewer than ten others (study §6).

Only people who said that other researchers may use their answers. Months, not days; months since the
event in bands. A combination of role, event type, band and group that fewer than ten people share
loses the band, then the event type, then the role, then the group.
"""

import os
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

import polars as pl

from visavis.study.exports.offers import beside
from visavis.study.snapshot import Snapshot

K = 10
COARSENED = ("months_band", "event_type", "role", "group")
"""In the order in which they are left out."""
KEYS = ("role", "event_type", "months_band", "group")


class TooFewForRows(ValueError):
    """So few people may be exported that no row of them could be told apart safely."""


@dataclass(frozen=True, eq=False)
class Pseudonymous:
    """The rows of an export.

    ``rows``: one per person and wave, with ``id``, `KEYS` (null where left out), ``wave``,
    ``month``, ``outside_window``, what was offered at the end, and the scores. ``answers``: id, wave, item,
    value, code.
    ``left_out``: of how many people each fact was left out; ``not_asked_to``: people in the
    snapshot who did not allow it.
    """

    rows: pl.DataFrame
    answers: pl.DataFrame
    people: int
    left_out: dict[str, int]
    not_allowed: int


def pseudonymous(
    snapshot: Snapshot, allowed: Collection[str], at_the_end: Collection[str] = ()
) -> Pseudonymous:
    """The rows of the people ``allowed``. `TooFewForRows` for fewer than ten.

    ``at_the_end``: of whom what was offered at the end may still stand there.
    """
    everyone = _people(snapshot)
    people = everyone.filter(pl.col("study_id").is_in(list(allowed)))
    if people.height < K:
        raise TooFewForRows(
            f"Fewer than {K} people who answered allow their answers to be used by others. "
            "Wait until there are more."
        )
    coarse, left_out = coarsened(people)
    theirs = snapshot.offers.filter(pl.col("study_id").is_in(list(at_the_end)))
    offers = beside(people, theirs, K)
    new = {one: os.urandom(8).hex() for one in people["study_id"]}
    coarse = coarse.with_columns(pl.col("study_id").replace_strict(new).alias("id"))
    scores = pl.concat([snapshot.scores, snapshot.comparison_scores], how="diagonal")
    columns = [name for name in scores.columns if name not in ("study_id", "day")]
    rows = (
        coarse.join(offers, on="study_id", how="left")
        .join(scores, on="study_id")
        .with_columns(pl.col("day").dt.strftime("%Y-%m").alias("month"))
        .select("id", *KEYS, "month", *columns[:2], *offers.columns[1:], *columns[2:])
        .sort("id", "wave")
    )
    answers = (
        snapshot.answers.filter(pl.col("study_id").is_in(list(new)))
        .with_columns(pl.col("study_id").replace_strict(new).alias("id"))
        .select("id", "wave", "item", "value", "code")
        .sort("id", "wave", "item")
    )
    return Pseudonymous(
        rows=rows,
        answers=answers,
        people=people.height,
        left_out=left_out,
        not_allowed=everyone.height - people.height,
    )


def _people(snapshot: Snapshot) -> pl.DataFrame:
    """Everybody who answered at least once, with the facts that may tell them apart."""
    others = snapshot.comparison.with_columns(pl.lit("C").alias("group"))
    both = [frame.select("study_id", *KEYS, "answered") for frame in (snapshot.people, others)]
    return pl.concat(both).filter(pl.col("answered") > 0).drop("answered").sort("study_id")


def coarsened(people: pl.DataFrame) -> tuple[pl.DataFrame, dict[str, int]]:
    """The people with facts left out until every combination is shared by at least `K` of them.

    Returns them and how often each fact was left out. Fewer than `K` people lose all facts.
    """
    rows = [dict(row) for row in people.to_dicts()]
    for name in COARSENED:
        small = _small(rows)
        for row in rows:
            if _key(row) in small:
                row[name] = None
    # What is left of those who lost everything may be fewer than ten: others join them.
    while small := _small(rows):
        bare = (None,) * len(KEYS)
        counts = Counter(_key(row) for row in rows)
        others = sorted(
            (key for key in counts if key != bare), key=lambda key: (counts[key], str(key))
        )
        joining = set(small) - {bare} or set(others[:1])
        if not joining:
            break
        for row in rows:
            if _key(row) in joining:
                row |= dict.fromkeys(KEYS)
    before = people.to_dicts()
    left_out = {
        name: sum(
            old[name] is not None and new[name] is None
            for old, new in zip(before, rows, strict=True)
        )
        for name in KEYS
    }
    return pl.DataFrame(rows, schema=people.schema), left_out


def _key(row: dict[str, object]) -> tuple[object, ...]:
    return tuple(row[name] for name in KEYS)


def _small(rows: list[dict[str, object]]) -> set[tuple[object, ...]]:
    counts = Counter(_key(row) for row in rows)
    return {key for key, n in counts.items() if n < K}
