"""Which codes stand in the same interviews: counted by interview, not by passage.

study.md §3.11. Jaccard: interviews with both among interviews with either. Small numbers are hidden, and
so is what would give one away: the number with both, while the interviews with each code are known,
also tells how many have the one without the other.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt

from visavis.statistics.disclosure import FEWEST


@dataclass(frozen=True, slots=True)
class Together:
    """both, jaccard: None where a number of interviews below ten could be read from them."""

    first: str
    second: str
    both: int | None
    jaccard: float | None


def co_occurrence(
    coded: npt.ArrayLike, codes: Sequence[str], fewest: int = FEWEST
) -> list[Together]:
    """coded: (interviews, k) yes or no, whether a code stands anywhere in an interview."""
    has = np.asarray(coded, dtype=bool)
    if has.ndim != 2 or has.shape[1] != len(codes):
        raise ValueError("Each interview says of each code whether it has it.")
    found = []
    for i, j in combinations(range(len(codes)), 2):
        both = int((has[:, i] & has[:, j]).sum())
        alone = int((has[:, i] & ~has[:, j]).sum()), int((~has[:, i] & has[:, j]).sum())
        neither = len(has) - both - sum(alone)
        if min(both, *alone, neither) < fewest:
            found.append(Together(codes[i], codes[j], None, None))
        else:
            found.append(Together(codes[i], codes[j], both, both / (both + sum(alone))))
    return found
