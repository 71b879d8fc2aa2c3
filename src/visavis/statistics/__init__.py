"""Statistics of the outcome study, usable without the rest of the house.

Arrays in, estimates out; NumPy and SciPy only. What the data do not allow is refused with a
`CannotEstimate` whose message a person can read (the single refusals: `errors`). Every result is a
frozen value, lives beside its function, and names its variant. docs/statistics.md has examples.

    given = rows(y, design.matrix(values), person, wave, columns=design.columns, waves=("T1", "T2"))
    fit = mmrm(given)
    contrast(fit, (0, 1), df="kenward-roger")
"""

from visavis.statistics.agreement import cohen, fleiss, krippendorff, masi, per_code
from visavis.statistics.balance import entropy_balance
from visavis.statistics.cooccurrence import co_occurrence
from visavis.statistics.design import INTERCEPT, Design, Term
from visavis.statistics.disclosure import protect
from visavis.statistics.dominance import dominance
from visavis.statistics.equivalence import non_inferiority, tost
from visavis.statistics.errors import CannotEstimate
from visavis.statistics.groups import augmented_att, e_value, overlap
from visavis.statistics.indirect import indirect
from visavis.statistics.inference import (
    Estimate,
    FTest,
    coefficients,
    contrast,
    contrasts,
    f_test,
)
from visavis.statistics.intervals import Interval
from visavis.statistics.logistic import logistic
from visavis.statistics.lsmeans import least_squares_means, pairs
from visavis.statistics.mcnemar import mcnemar
from visavis.statistics.merging import merged
from visavis.statistics.mmrm import Fit, mmrm
from visavis.statistics.moments import Coordinates, Moments
from visavis.statistics.omega import mcdonald
from visavis.statistics.power import Alike, Change, Plan, power
from visavis.statistics.proportions import agresti_coull, newcombe, two_answers, wilson
from visavis.statistics.reference import difference_at, impute
from visavis.statistics.regression import regress
from visavis.statistics.reliability import cronbach
from visavis.statistics.representativeness import representativeness
from visavis.statistics.residuals import residuals
from visavis.statistics.rows import Rows, rows
from visavis.statistics.rubin import pool
from visavis.statistics.several import benjamini_hochberg, fixed_order, holm
from visavis.statistics.tables import Relation, Tables
from visavis.statistics.tipping import Absence, Adjusted, tipping_point
from visavis.statistics.weights import kish, rake

__all__ = [
    "INTERCEPT",
    "Absence",
    "Adjusted",
    "Alike",
    "CannotEstimate",
    "Change",
    "Coordinates",
    "Design",
    "Estimate",
    "FTest",
    "Fit",
    "Interval",
    "Moments",
    "Plan",
    "Relation",
    "Rows",
    "Tables",
    "Term",
    "agresti_coull",
    "augmented_att",
    "benjamini_hochberg",
    "co_occurrence",
    "coefficients",
    "cohen",
    "contrast",
    "contrasts",
    "cronbach",
    "difference_at",
    "dominance",
    "e_value",
    "entropy_balance",
    "f_test",
    "fixed_order",
    "fleiss",
    "holm",
    "impute",
    "indirect",
    "kish",
    "krippendorff",
    "least_squares_means",
    "logistic",
    "masi",
    "mcdonald",
    "mcnemar",
    "merged",
    "mmrm",
    "newcombe",
    "non_inferiority",
    "overlap",
    "pairs",
    "per_code",
    "pool",
    "power",
    "protect",
    "rake",
    "regress",
    "representativeness",
    "residuals",
    "rows",
    "tipping_point",
    "tost",
    "two_answers",
    "wilson",
]
