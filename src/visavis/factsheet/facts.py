"""What is known of people beside their answers: the facts of a snapshot, as levels."""

import polars as pl

UNKNOWN = "unknown"
UNLINKED = "unlinked"
"""Somebody who answers but did not agree to linking: no fact may stand beside the answers."""

FACTS = ("role", "event_type", "contact", "initiated", "year")
"""The facts over which weights are raked, in the order in which raking cycles."""

KNOWN = (*FACTS, "months_band")
"""All that may be known of somebody beside their answers."""


def with_contact(frame: pl.DataFrame) -> pl.DataFrame:
    """The people or the caseload with one more column, `contact`: contact, none, or open yet."""
    if "form" in frame.columns:
        met = (
            pl.when(pl.col("form").is_null())
            .then(pl.lit("open"))
            .when(pl.col("form") == "none")
            .then(pl.lit("none"))
            .otherwise(pl.lit("contact"))
        )
    else:
        met = (
            pl.when(pl.col("group").is_null())
            .then(pl.lit("open"))
            .when(pl.col("group") == "A")
            .then(pl.lit("contact"))
            .otherwise(pl.lit("none"))
        )
    return frame.with_columns(met.alias("contact"))


def levels(frame: pl.DataFrame, fact: str) -> tuple[str, ...]:
    """A fact of each person as text."""
    return tuple(frame.select(_told(fact))["level"])


def _told(fact: str, name: str = "level") -> pl.Expr:
    return (
        pl.when(pl.col("role").is_null())
        .then(pl.lit(UNLINKED))
        .otherwise(pl.col(fact).cast(pl.String).fill_null(UNKNOWN))
        .alias(name)
    )


def all_levels(frame: pl.DataFrame) -> dict[str, tuple[str, ...]]:
    told = frame.select(_told(fact, fact) for fact in KNOWN)
    return {fact: tuple(told[fact]) for fact in KNOWN}
