"""A formula and a table become a design with its values: what `visavis mmrm` fits."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product

import numpy as np
import numpy.typing as npt

from visavis.config.mmrm_table import BadInput, LeftOut, Table, is_numeric, labels, numbers
from visavis.statistics import Design, Rows, Term, rows

EXAMPLE = "FEV1 ~ RACE + SEX + ARMCD*AVISIT"
_CATEGORY = re.compile(r"\b(?:C|factor)\(\s*(`[^`]+`|\w+)\s*\)")


@dataclass(frozen=True)
class Prepared:
    """What the file and the formula come to. values: of the rows that are used."""

    design: Design
    values: Mapping[str, npt.NDArray[np.generic]]
    outcome: npt.NDArray[np.float64]
    person: list[str]
    wave: list[str]
    waves: list[str]
    left_out: LeftOut

    @cached_property
    def rows(self) -> Rows:
        return rows(
            self.outcome,
            self.design.matrix(self.values, rows=len(self.outcome)),
            self.person,
            self.wave,
            columns=self.design.columns,
            waves=self.waves,
        )


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


def prepare(
    table: Table, formula: str, *, subject: str, wave: str, references: Sequence[str]
) -> Prepared:
    """Levels, numbers and the rows that have all of them. Raises BadInput."""
    outcome, terms, categories = parse(formula)
    y = numbers(table, outcome)
    names = list(dict.fromkeys(name for term in terms for name in term))
    covariates = {
        name: numbers(table, name)
        for name in names
        if name not in categories and is_numeric(table, name)
    }
    chosen = [name for name in names if name not in covariates]
    levels = {name: labels(table, name) for name in dict.fromkeys([*chosen, wave])}
    people, _ = labels(table, subject)

    absent = {outcome: np.isnan(y), subject: np.array([each is None for each in people])}
    absent |= {name: np.isnan(values) for name, values in covariates.items()}
    absent |= {
        name: np.array([each is None for each in cells]) for name, (cells, _) in levels.items()
    }
    dropped = np.logical_or.reduce(list(absent.values()))
    kept = np.flatnonzero(~dropped).tolist()
    if not kept:
        raise BadInput(f"No row has a value in all of: {', '.join(absent)}.")
    stayed = {people[row] for row in kept}
    left_out = LeftOut(
        rows=int(dropped.sum()),
        of=len(y),
        missing={name: int(gone.sum()) for name, gone in absent.items() if gone.any()},
        lines=[table.lines[row] for row in np.flatnonzero(dropped).tolist()],
        people=[name for name in dict.fromkeys(people) if name is not None and name not in stayed],
    )
    for name, (cells, there) in levels.items():
        used = {cells[row] for row in kept}
        for level in there:
            if level not in used:
                raise BadInput(
                    f"The level {level} of {name} has no row that can be used "
                    f"({left_out.rows} rows lack a value). Take that level out of the file."
                )
    factors = _referenced({name: levels[name][1] for name in chosen}, references)
    codes = {name: {level: i for i, level in enumerate(factors[name])} for name in chosen}
    at = [str(levels[wave][0][row]) for row in kept]
    person = [str(people[row]) for row in kept]
    _refuse_duplicates(table, kept, person, at)
    return Prepared(
        design=Design(terms, factors),
        values={name: values[kept] for name, values in covariates.items()}
        | {
            name: np.array([codes[name][str(levels[name][0][row])] for row in kept])
            for name in chosen
        },
        outcome=y[kept],
        person=person,
        wave=at,
        waves=levels[wave][1],
        left_out=left_out,
    )


def _refuse_duplicates(
    table: Table, kept: Sequence[int], person: Sequence[str], wave: Sequence[str]
) -> None:
    seen: dict[tuple[str, str], int] = {}
    for row, cell in zip(kept, zip(person, wave, strict=True), strict=True):
        if cell in seen:
            raise BadInput(
                f"{cell[0]} has two rows for {cell[1]}: lines {table.lines[seen[cell]]} and "
                f"{table.lines[row]}. Keep one row per person and wave."
            )
        seen[cell] = int(row)


def _referenced(factors: dict[str, list[str]], wishes: Sequence[str]) -> dict[str, list[str]]:
    """The wished level of each factor in front. Raises BadInput."""
    for wish in wishes:
        name, sign, level = (part.strip() for part in wish.partition("="))
        if not sign or name not in factors:
            there = ", ".join(factors) or "none"
            raise BadInput(
                f'"{wish}" is not COLUMN=LEVEL for a factor of the model. Its factors are: {there}.'
            )
        if level not in factors[name]:
            raise BadInput(
                f"{name} has no level {level}. Its levels are: {', '.join(factors[name])}."
            )
        factors[name] = [level, *(each for each in factors[name] if each != level)]
    return factors


def empty_cells(data: Prepared) -> str:
    """Which combination of levels nobody has, where that is why columns repeat each other."""
    for term in data.design.terms:
        names = [name for name in term if name in data.design.factors]
        held = set(zip(*(data.values[name].tolist() for name in names), strict=True))
        counts = (range(len(data.design.factors[name])) for name in names)
        for cell in product(*counts) if len(names) > 1 else ():
            if cell not in held:
                where = " and ".join(
                    f"{name} = {data.design.factors[name][place]}"
                    for name, place in zip(names, cell, strict=True)
                )
                return f" No row has {where}."
    return ""
