"""Several tests at once: in a fixed order, Holm's, and the false discovery rate.

Sources: Maurer, Hothorn & Lehmacher (1995), Biometrie in der chem.-pharm. Industrie 6, 3–18; Holm
(1979), Scand. J. Stat. 6, 65–70; Benjamini & Hochberg (1995), J. R. Stat. Soc. B 57, 289–300.
"""

import numpy as np
import numpy.typing as npt

from visavis.statistics.rows import Floats


def fixed_order(p: npt.ArrayLike, alpha: float = 0.05) -> npt.NDArray[np.bool_]:
    """Which hold, each tested at alpha in the order registered, until the first that does not."""
    return np.asarray(np.logical_and.accumulate(_checked(p) <= alpha))


def holm(p: npt.ArrayLike) -> Floats:
    """Adjusted p-values: all that are ≤ α hold with one error or more in at most α of families."""
    values = _checked(p)
    order = np.argsort(values, kind="stable")
    stepped = np.maximum.accumulate(values[order] * np.arange(len(values), 0, -1))
    found = np.empty_like(values)
    found[order] = np.minimum(stepped, 1.0)
    return found


def benjamini_hochberg(p: npt.ArrayLike) -> Floats:
    """q-values: of all with q ≤ α at most the share α is expected to be wrong."""
    values = _checked(p)
    order = np.argsort(values, kind="stable")[::-1]
    m = len(values)
    stepped = np.minimum.accumulate(values[order] * m / np.arange(m, 0, -1))
    found = np.empty_like(values)
    found[order] = np.minimum(stepped, 1.0)
    return found


def _checked(p: npt.ArrayLike) -> Floats:
    values = np.asarray(p, dtype=np.float64)
    if values.ndim != 1 or not ((values >= 0) & (values <= 1)).all():
        raise ValueError("A p-value lies between 0 and 1.")
    return values
