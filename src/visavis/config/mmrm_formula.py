"""A formula as R users write it, read into the terms of a design."""

import re

from visavis.config.mmrm_table import BadInput
from visavis.statistics import Term

EXAMPLE = "FEV1 ~ RACE + SEX + ARMCD*AVISIT"
_CATEGORY = re.compile(r"\b(?:C|factor)\(\s*(`[^`]+`|\w+)\s*\)")


def parse(formula: str) -> tuple[str, tuple[Term, ...], frozenset[str]]:
    """The outcome, the terms and the columns written as C(column). Raises BadInput."""
    from formulaic import Formula  # brings pandas along: only when a formula is really read

    categories = frozenset(name.strip("`") for name in _CATEGORY.findall(formula))
    unreadable = BadInput(f'The formula "{formula}" cannot be read. Write it like "{EXAMPLE}".')
    try:
        parsed = Formula(_CATEGORY.sub(r"\1", formula))
        left, right = list(parsed.lhs), list(parsed.rhs)
        terms = [[(each.expr, each.eval_method.value) for each in t.factors] for t in left + right]
    except Exception:  # a parser fails in many ways on what people type; all mean the same here
        raise unreadable from None
    for expression, method in (each for term in terms for each in term):
        if method == "python":
            raise BadInput(
                f"{expression} is a calculation. Put its outcome in the file as a column, "
                "and name that column in the formula."
            )
    names = [tuple(name for name, method in term if method == "lookup") for term in terms]
    if len(left) != 1 or len(names[0]) != 1 or not right or formula.rstrip().endswith("~"):
        raise unreadable
    return names[0][0], tuple(names[1:]), categories
