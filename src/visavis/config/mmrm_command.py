"""`visavis mmrm`: the repeated-measures model for any CSV file, as a table or as JSON."""

import json
import math
import re
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from pathlib import Path

from visavis.config.mmrm_model import EXAMPLE, Prepared, empty_cells, prepare
from visavis.config.mmrm_print import readable
from visavis.config.mmrm_table import BadInput, read_table
from visavis.statistics import (
    CannotEstimate,
    CollinearColumns,
    Estimate,
    Fit,
    Freedom,
    coefficients,
    f_test,
    least_squares_means,
    mmrm,
    pairs,
)


def add_arguments(parser: ArgumentParser) -> None:
    parser.description = (
        "Fit the repeated-measures model (MMRM) to a CSV file with one row per person and wave. "
        "Columns of numbers are covariates, columns of text are factors; C(name) makes a factor "
        "of numbers. Levels are sorted and the first is the reference. Rows with an empty cell, "
        "NA, NaN, NULL or a single point where the model needs a value are left out and counted."
    )
    parser.add_argument("file", type=Path, help="the CSV file, UTF-8, separated by commas")
    parser.add_argument("formula", help=f'what depends on what, as R writes it: "{EXAMPLE}"')
    parser.add_argument("--subject", required=True, metavar="COLUMN", help="who answered")
    parser.add_argument("--wave", required=True, metavar="COLUMN", help="at which wave")
    parser.add_argument(
        "--covariance",
        choices=["us"],
        default="us",
        help="covariance between waves: us, unstructured (the default)",
    )
    parser.add_argument("--method", choices=["reml", "ml"], default="reml")
    parser.add_argument(
        "--df",
        choices=["kenward-roger", "satterthwaite"],
        help="degrees of freedom; kenward-roger unless the method is ml",
    )
    parser.add_argument(
        "--lsmeans",
        action="append",
        default=[],
        metavar='"A | B"',
        help="least-squares means of A at each level of B, other factors with equal weights",
    )
    parser.add_argument(
        "--pairs",
        action="append",
        default=[],
        metavar='"A | B"',
        help="differences between the levels of A, later minus earlier, at each level of B",
    )
    parser.add_argument(
        "--reference",
        action="append",
        default=[],
        metavar="COLUMN=LEVEL",
        help="the level that others are compared with; may be given more than once",
    )
    parser.add_argument("--json", action="store_true", help="print JSON in full precision")


def run(args: Namespace) -> int:
    """Print the fitted model; 0. What cannot be done is one sentence on stderr; 2."""
    try:
        found = _answer(args)
    except (BadInput, CannotEstimate) as refusal:
        print(f"visavis mmrm: {refusal}", file=sys.stderr)
        return 2
    if args.json:
        print(json.dumps(found, indent=2, allow_nan=False, ensure_ascii=False))
    else:
        print("\n".join(readable(found)))
    return 0


def _answer(args: Namespace) -> dict[str, object]:
    table = read_table(args.file)
    data = prepare(
        table,
        args.formula,
        subject=args.subject,
        wave=args.wave,
        references=args.reference,
    )
    try:
        fit = mmrm(data.rows, method=args.method)
    except CollinearColumns as refusal:
        raise BadInput(f"{refusal}{empty_cells(data)}") from None
    df: Freedom = args.df or ("kenward-roger" if args.method == "reml" else "satterthwaite")
    found = coefficients(fit, df=df)
    return {
        "options": _options(args, data, fit, df, next(iter(found.values())).variant),
        "n_subjects": fit.n_people,
        "n_observations": fit.n_observations,
        "left_out": data.left_out.as_json(),
        "deviance": fit.deviance,
        "covariance": fit.covariance.tolist(),
        "coefficients": [{"name": name, **_numbers(each)} for name, each in found.items()],
        "tests": list(_tests(fit, data, df)),
        **_means(args, fit, data, df),
    }


def _options(
    args: Namespace, data: Prepared, fit: Fit, df: Freedom, variant: str
) -> dict[str, object]:
    return {
        "formula": args.formula,
        "subject": args.subject,
        "wave": args.wave,
        "waves": list(fit.waves),
        "covariance": args.covariance,
        "method": args.method,
        "df": df,
        "reference": {name: levels[0] for name, levels in data.design.factors.items()},
        "tests": "type III",
        "level": 0.95,
        "variant": variant,
    }


def _tests(fit: Fit, data: Prepared, df: Freedom) -> Iterator[dict[str, object]]:
    for term, asked in data.design.hypotheses(data.rows.design, data.values).items():
        test = f_test(fit, asked, df=df)
        yield {
            "term": ":".join(term),
            "f": _finite(test.f),
            "num_df": test.num_df,
            "den_df": _finite(test.den_df),
            "p": _finite(test.p),
        }


def _means(args: Namespace, fit: Fit, data: Prepared, df: Freedom) -> dict[str, object]:
    at = {
        name: float(values.mean())
        for name, values in data.values.items()
        if name not in data.design.factors
    }
    lsmeans = [
        {"at": dict(mean.at), **_numbers(mean.estimate)}
        for asked in args.lsmeans
        for mean in least_squares_means(fit, data.design, *_split(asked), covariates=at, df=df)
    ]
    compared = [
        {"at": dict(pair.at), "contrast": pair.contrast, **_numbers(pair.estimate)}
        for asked in args.pairs
        for pair in pairs(fit, data.design, *_split(asked), covariates=at, df=df)
    ]
    return {"lsmeans": lsmeans, "pairs": compared}


def _split(asked: str) -> tuple[list[str], list[str]]:
    """ "A*B | C" → [A, B], [C]."""
    of, bar, given = asked.partition("|")
    halves = [[name.strip() for name in re.split(r"[*:+,]", half)] for half in (of, given)]
    if "" in halves[0] or (bar and "" in halves[1]):
        raise BadInput(f'"{asked}" should name columns, like "ARMCD | AVISIT".')
    return halves[0], halves[1] if bar else []


def _numbers(estimate: Estimate) -> dict[str, float | None]:
    return {
        "estimate": _finite(estimate.estimate),
        "se": _finite(estimate.se),
        "df": _finite(estimate.df),
        "t": _finite(estimate.t),
        "p": _finite(estimate.p),
        "lower": _finite(estimate.low),
        "upper": _finite(estimate.high),
    }


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None
