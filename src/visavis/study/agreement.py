"""How far the two coders of the interviews agree, per code (study §3.11)."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import polars as pl

from visavis.statistics import CannotEstimate, per_code
from visavis.statistics.agreement import Coded

DRAWS = 200
"""Draws of interviews for the intervals: their ends move by about ± .01 at this number."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """One code: what was found, or why nothing could be; in how many interviews either saw it."""

    code: str
    found: Coded | None
    refused: str
    interviews: int


def agreement(codes: pl.DataFrame, seed: str) -> tuple[Agreement, ...]:
    """Every code over the passages that both coders read; empty where there are not two coders.

    ``codes``: as `snapshot.CODES`. ``seed``: hexadecimal, of the file or snapshot, so that the same
    codes give the same interval ends.
    """
    rows = tuple(codes.select("interview", "segment", "coder", "code").sort(pl.all()).rows())
    return _agreement(rows, seed)


@lru_cache(maxsize=2)
def _agreement(rows: tuple[tuple[str, str, str, str], ...], seed: str) -> tuple[Agreement, ...]:
    coders = sorted({coder for _, _, coder, _ in rows})
    if len(coders) != 2:
        return ()
    given: dict[str, dict[tuple[str, str], set[str]]] = {coder: {} for coder in coders}
    for interview, segment, coder, code in rows:
        given[coder].setdefault((interview, segment), set()).add(code)
    one, other = (given[coder] for coder in coders)
    passages = sorted(one.keys() & other.keys())
    interviews = [interview for interview, _ in passages]
    found = []
    for code in sorted({code for *_, code in rows} - {""}):
        first = [code in one[passage] for passage in passages]
        second = [code in other[passage] for passage in passages]
        seen = {
            interview for interview, a, b in zip(interviews, first, second, strict=True) if a or b
        }
        rng = np.random.default_rng(int(seed[:16], 16))
        try:
            coded = per_code(code, first, second, interviews, rng, draws=DRAWS)
        except CannotEstimate as refusal:
            found.append(Agreement(code, None, str(refusal), len(seen)))
        else:
            found.append(Agreement(code, coded, "", len(seen)))
    return tuple(found)
