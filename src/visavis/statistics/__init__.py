"""Statistics of the outcome study, usable without the rest of the house.

Arrays in, estimates out; NumPy and SciPy only. What the data do not allow is refused with a
`CannotEstimate` whose message a person can read. Every result names its variant.

    given = rows(y, design.matrix(values), person, wave, columns=design.columns, waves=("T1", "T2"))
    fit = mmrm(given)
    contrast(fit, (0, 1), df="kenward-roger")
"""

from visavis.statistics.design import INTERCEPT, Design, Term
from visavis.statistics.errors import (
    CannotEstimate,
    CollinearColumns,
    DuplicatedRows,
    NearSingular,
    NoData,
    NotConverged,
    NotDefined,
    NotFinite,
    OneWave,
    TooFewPeople,
    TooLarge,
    WavesNeverTogether,
)
from visavis.statistics.inference import (
    Estimate,
    Freedom,
    FTest,
    coefficients,
    contrast,
    contrasts,
    f_test,
)
from visavis.statistics.lsmeans import Mean, Pair, least_squares_means, pairs
from visavis.statistics.mmrm import Fit, mmrm
from visavis.statistics.moments import Coordinates, Moments
from visavis.statistics.proportions import Share, newcombe, wilson
from visavis.statistics.reliability import Alpha, cronbach
from visavis.statistics.representativeness import Representativeness, representativeness
from visavis.statistics.rows import Rows, rows
from visavis.statistics.tipping import Absence, Adjusted, tipping_point
from visavis.statistics.weights import Raked, kish, rake

__all__ = [
    "INTERCEPT",
    "Absence",
    "Adjusted",
    "Alpha",
    "CannotEstimate",
    "CollinearColumns",
    "Coordinates",
    "Design",
    "DuplicatedRows",
    "Estimate",
    "FTest",
    "Fit",
    "Freedom",
    "Mean",
    "Moments",
    "NearSingular",
    "NoData",
    "NotConverged",
    "NotDefined",
    "NotFinite",
    "OneWave",
    "Pair",
    "Raked",
    "Representativeness",
    "Rows",
    "Share",
    "Term",
    "TooFewPeople",
    "TooLarge",
    "WavesNeverTogether",
    "coefficients",
    "contrast",
    "contrasts",
    "cronbach",
    "f_test",
    "kish",
    "least_squares_means",
    "mmrm",
    "newcombe",
    "pairs",
    "rake",
    "representativeness",
    "rows",
    "tipping_point",
    "wilson",
]
