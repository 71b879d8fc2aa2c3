"""Whether a code of the interviews may stand beside a claim (study.md §3.11)."""

import polars as pl

from visavis.factsheet.evidence.result import InInterviews
from visavis.statistics.agreement import LOWEST, cohen, krippendorff
from visavis.statistics.errors import CannotEstimate
from visavis.study.snapshot import Snapshot


def in_interviews(snapshot: Snapshot, code: str) -> InInterviews:
    """The code over the passages that both coders read; not usable where there are not two coders."""
    rows = snapshot.codes
    of = rows["interview"].n_unique()
    coders = sorted(rows["coder"].unique())
    if len(coders) != 2:
        return InInterviews(code, 0, of, None, None, usable=False)
    one, other = (
        dict(
            rows.filter(pl.col("coder") == coder)
            .group_by("interview", "segment")
            .agg((pl.col("code") == code).any().alias("yes"))
            .select(pl.struct("interview", "segment").alias("passage"), "yes")
            .select(pl.concat_str(pl.col("passage").struct.unnest(), separator="\0"), "yes")
            .iter_rows()
        )
        for coder in coders
    )
    passages = sorted(one.keys() & other.keys())
    first, second = ([given[passage] for passage in passages] for given in (one, other))
    seen = {
        passage.split("\0")[0]
        for passage, a, b in zip(passages, first, second, strict=True)
        if a or b
    }
    try:
        kappa = cohen(first, second)
        alpha = krippendorff(list(zip(first, second, strict=True)))
    except CannotEstimate:
        return InInterviews(code, len(seen), of, None, None, usable=False)
    return InInterviews(code, len(seen), of, kappa, alpha, usable=min(kappa, alpha) >= LOWEST)
