"""What was asked for on the command line, in the words of the model: means, shares, contrasts."""

import re
from collections.abc import Sequence

import numpy as np

from visavis.config.mmrm_model import Ready
from visavis.config.mmrm_table import BadInput
from visavis.statistics.rows import Floats

_SIGNED = re.compile(r"\s*([+-]?)\s*(?:(\d+\.?\d*|\.\d+)\s*\*\s*)?(.*)", re.DOTALL)

OBSERVED = "observed"


def factors(asked: str) -> tuple[list[str], list[str]]:
    """ "A*B | C" → [A, B], [C]. Raises BadInput."""
    of, bar, given = asked.partition("|")
    halves = [[name.strip() for name in re.split(r"[*:+,]", half)] for half in (of, given)]
    if "" in halves[0] or (bar and "" in halves[1]):
        raise BadInput(f'"{asked}" should name columns, like "ARMCD | AVISIT".')
    return halves[0], halves[1] if bar else []


def shares(wishes: Sequence[str], data: Ready) -> dict[str, list[float]]:
    """Factor → one weight per level: "observed", or "A=x:3,y:1". Raises BadInput."""
    found: dict[str, list[float]] = {}
    for wish in wishes:
        if wish == "equal":
            continue
        if wish == OBSERVED:
            found |= data.observed_shares()
            continue
        name, _, listed = (part.strip() for part in wish.partition("="))
        there = data.design.factors.get(name, ())
        given: dict[str, float] = {}
        for part in listed.split(","):
            level, _, number = (each.strip() for each in part.rpartition(":"))
            if level not in there or not re.fullmatch(r"\d+\.?\d*|\.\d+", number):
                raise BadInput(
                    f'"{wish}" does not say how levels weigh. Write "equal", "observed" or '
                    f'"FACTOR=level:weight,level:weight"; '
                    + (
                        f"the levels of {name} are: {', '.join(there)}."
                        if there
                        else f"the factors are: {', '.join(data.design.factors) or 'none'}."
                    )
                )
            given[level] = float(number)
        absent = [level for level in there if level not in given]
        if absent or not sum(given.values()):
            raise BadInput(
                f"The weights of {name} say nothing of {', '.join(absent)}. Give each level one."
                if absent
                else f"The weights of {name} are all zero. Give at least one level more."
            )
        found[name] = [given[level] for level in there]
    return found


def contrast_rows(asked: str, columns: Sequence[str]) -> Floats:
    """ "B - 0.5*C; D": one row per semicolon, in the names of the coefficients. Raises BadInput."""
    return np.array([_row(each, columns) for each in asked.split(";")])


def _row(asked: str, columns: Sequence[str]) -> Floats:
    longest_first = sorted(columns, key=len, reverse=True)
    row = np.zeros(len(columns))
    rest = asked.strip()
    started = False
    while rest or not started:
        sign, number, rest = _SIGNED.fullmatch(rest).groups()  # type: ignore[union-attr]  # always
        name = next((column for column in longest_first if rest.startswith(column)), None)
        if name is None or (started and not sign):
            raise BadInput(
                f'"{asked.strip()}" is not a sum of coefficients. Their names are: '
                f"{', '.join(columns)}."
            )
        row[columns.index(name)] += float(number or 1) * (-1 if sign == "-" else 1)
        rest = rest[len(name) :].strip()
        started = True
    if not row.any():
        raise BadInput(f'"{asked.strip()}" adds up to nothing. Compare two different things.')
    return row
