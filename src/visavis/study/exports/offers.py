"""The offers of the closing menu as columns of an export, coarse enough that no offer points at anybody.

A step that an offer came to for fewer than ``k`` people in the export is told as the step before it; where that
does not help, the offer has no column. How much it helped has a column from ``k`` people who said so.
"""

import polars as pl

from visavis.mediation.support import CLOSING_MENU
from visavis.study.offers import Stage


def beside(people: pl.DataFrame, offers: pl.DataFrame, k: int) -> pl.DataFrame:
    """One row per person of ``people`` (``study_id``), with the columns that may be given."""
    held = offers.join(people.select("study_id"), on="study_id", how="semi")
    found = people.select("study_id")
    for what in CLOSING_MENU:
        mine = held.filter(pl.col("what") == what)
        stages = _coarse(mine["stage"], k)
        if stages is None:
            continue
        told = mine.select("study_id", stages.alias(f"end_{what}"))
        said = (mine["helped"].is_not_null() & (stages == Stage.HELD)).sum()
        if said >= k:
            told = told.with_columns(mine["helped"].alias(f"helped_{what}"))
        found = found.join(told, on="study_id", how="left")
    return found


def _coarse(stages: pl.Series, k: int) -> pl.Series | None:
    """The stages with small ones told as the one before; None where that leaves a small one."""
    for stage in (Stage.HELD, Stage.CHOSEN, Stage.OFFERED):
        if 0 < (stages == stage).sum() < k:
            stages = stages.replace(int(stage), int(stage) - 1)
    small = any(0 < (stages == stage).sum() < k for stage in Stage)
    return None if small or stages.n_unique() < 2 else stages
