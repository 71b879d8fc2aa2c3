"""From the rows of a claim to estimates: designs, weights, and what `statistics` is asked.

The plain run averages over the covariates as those who answered have them; the weighted run takes
raked weights and averages over them as everybody asked has them. Both are printed (study.md §3.7).
"""

from visavis.factsheet.estimation.dummies import Dummies, dummies
from visavis.factsheet.estimation.likeness import likeness
from visavis.factsheet.estimation.means import Means, NoEstimate, Sure, means
from visavis.factsheet.estimation.shares import alpha, p_above, wilson
from visavis.factsheet.estimation.weights import Weights, rake_to_caseload

__all__ = [
    "Dummies",
    "Means",
    "NoEstimate",
    "Sure",
    "Weights",
    "alpha",
    "dummies",
    "likeness",
    "means",
    "p_above",
    "rake_to_caseload",
    "wilson",
]
