"""An estimate with its interval: what most statistics of this room come to."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Interval:
    """level: of the interval, .95 for 95 %. variant: how both were found, in words."""

    estimate: float
    low: float
    high: float
    level: float
    variant: str


def refuse_level(level: float) -> None:
    """Raises ValueError for a level that is none."""
    if not 0 < level < 1:
        raise ValueError("A level lies between 0 and 1.")
