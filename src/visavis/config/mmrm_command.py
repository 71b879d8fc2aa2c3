"""`visavis mmrm`: the repeated-measures model for a CSV, Parquet or SPSS file, as a table or JSON."""

import json
import math
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from visavis.config.mmrm_asked import contrast_rows, factors, shares
from visavis.config.mmrm_files import read_table
from visavis.config.mmrm_formula import EXAMPLE, parse
from visavis.config.mmrm_model import Ready, empty_cells, prepare
from visavis.config.mmrm_print import readable
from visavis.config.mmrm_table import Asked, BadInput
from visavis.config.mmrm_wide import prepare_wide, waves_of
from visavis.statistics import coefficients, contrast, f_test, least_squares_means, mmrm, pairs
from visavis.statistics.covariance import WORDS
from visavis.statistics.errors import CannotEstimate, CollinearColumns
from visavis.statistics.inference import FREEDOMS, Estimate, Freedom, FTest
from visavis.statistics.mmrm import REGISTERED, Fit


def add_arguments(parser: ArgumentParser) -> None:
    parser.description = (
        "Fit the repeated-measures model (MMRM) to a file with one row per person and wave: CSV, "
        "Parquet or SPSS (.sav). Columns of numbers are covariates, columns of text are factors; "
        "C(name) makes a factor of numbers. Levels are sorted and the first is the reference. Rows "
        "with no value where the model needs one (in text: an empty cell, NA, NaN, NULL or a single "
        "point) are left out and counted."
    )
    parser.add_argument("file", type=Path, help="the file; CSV is UTF-8, separated by commas")
    parser.add_argument("formula", help=f'what depends on what, as R writes it: "{EXAMPLE}"')
    parser.add_argument("--subject", metavar="COLUMN", help="who answered (not with --wide)")
    parser.add_argument("--wave", required=True, metavar="COLUMN", help="at which wave")
    parser.add_argument(
        "--wide",
        metavar='"T1=y1,T2=y2"',
        help="the file has one row per person, and these columns hold the outcome; --wave then only "
        "says how the formula calls the waves, and so does its outcome",
    )
    parser.add_argument(
        "--covariance",
        choices=list(WORDS),
        default="us",
        type=lambda name: {"toep-h": "toeph", "ar1-h": "ar1h"}.get(name, name),
        help="between waves: "
        + "; ".join(f"{name}, {words.removesuffix(' covariance')}" for name, words in WORDS.items())
        + " (default: us)",
    )
    parser.add_argument(
        "--instead",
        type=_chain,
        default=REGISTERED,
        metavar="NAMES",
        help=f"what to try in turn where us is refused: {','.join(REGISTERED)}, or none",
    )
    parser.add_argument("--method", choices=["reml", "ml"], default="reml")
    parser.add_argument(
        "--df",
        choices=FREEDOMS,
        help="degrees of freedom; kenward-roger unless the method is ml, then satterthwaite",
    )
    parser.add_argument(
        "--information",
        choices=["observed", "expected"],
        default="observed",
        help="about the covariance, for degrees of freedom (default: observed)",
    )
    parser.add_argument(
        "--level", type=_level, default=0.95, help="of the intervals (default: 0.95)"
    )
    parser.add_argument(
        "--weights",
        metavar="COLUMN",
        help="one weight per person; standard errors stay the model's",
    )
    for name, what in (
        ("--lsmeans", "least-squares means of A at each level of B"),
        ("--pairs", "differences between the levels of A, later minus earlier, at each level of B"),
    ):
        parser.add_argument(name, action="append", default=[], metavar='"A | B"', help=what)
    parser.add_argument(
        "--lsmeans-weights",
        action="append",
        default=[],
        metavar="HOW",
        help="how means average over other factors: equal (the default), observed (as the people in "
        'the file), or shares of your own, "FACTOR=level:weight,level:weight"',
    )
    parser.add_argument(
        "--contrast",
        action="append",
        default=[],
        metavar='"B - C"',
        help="a sum of coefficients; several, with a semicolon between them, are tested together",
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
    outcome, terms, categories = parse(args.formula)
    asked = Asked(outcome, terms, categories, args.subject or "", args.wave, args.weights)
    data: Ready
    if args.wide:
        data = prepare_wide(args.file, asked, waves_of(args.wide), args.reference)
    elif args.subject:
        data = prepare(read_table(args.file), asked, args.reference)
    else:
        raise BadInput("Say with --subject which column tells who answered, or give --wide.")
    fit = _fit(args, data)
    df: Freedom = args.df or ("kenward-roger" if args.method == "reml" else "satterthwaite")
    found = coefficients(fit, df=df, level=args.level)
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
        "contrasts": list(_contrasts(args, fit, df)),
        "covariates": data.standing(),
        "covariance_parameters": fit.parameters,
        "aic": fit.aic,
        "patterns": [{"waves": waves, "subjects": people} for waves, people in data.patterns],
        "refused": [{"covariance": name, "why": why} for name, why in fit.refused],
    }


def _fit(args: Namespace, data: Ready) -> Fit:
    try:
        return mmrm(
            data.fitted,
            covariance=args.covariance,
            method=args.method,
            information=args.information,
            instead=args.instead,
        )
    except CollinearColumns as refusal:
        raise BadInput(f"{refusal}{empty_cells(data)} {data.where}") from None
    except CannotEstimate as refusal:
        raise BadInput(f"{refusal} {data.where}") from None


def _options(
    args: Namespace, data: Ready, fit: Fit, df: Freedom, variant: str
) -> dict[str, object]:
    return {
        "formula": args.formula,
        "subject": args.subject,
        "wave": args.wave,
        "weights": args.weights,
        "waves": list(fit.waves),
        "covariance": fit.structure.name,
        "method": args.method,
        "df": df,
        "information": args.information,
        "reference": {name: levels[0] for name, levels in data.design.factors.items()},
        "tests": "type III",
        "level": args.level,
        "variant": variant,
    }


def _tests(fit: Fit, data: Ready, df: Freedom) -> Iterator[dict[str, object]]:
    for term, asked in data.hypotheses().items():
        yield {"term": ":".join(term), **_joint(f_test(fit, asked, df=df))}


def _means(args: Namespace, fit: Fit, data: Ready, df: Freedom) -> dict[str, object]:
    at, weights = data.standing(), shares(args.lsmeans_weights, data)
    lsmeans = [
        {"at": dict(mean.at), **_numbers(mean.estimate), "averaged": mean.averaged}
        for asked in args.lsmeans
        for mean in least_squares_means(
            fit, data.design, *factors(asked),
            covariates=at, shares=weights, df=df, level=args.level,
        )
    ]  # fmt: skip
    compared = [
        {
            "at": dict(pair.at),
            "contrast": pair.contrast,
            **_numbers(pair.estimate),
            "averaged": pair.averaged,
        }
        for asked in args.pairs
        for pair in pairs(
            fit, data.design, *factors(asked),
            covariates=at, shares=weights, df=df, level=args.level,
        )
    ]  # fmt: skip
    return {"lsmeans": lsmeans, "pairs": compared}


def _contrasts(args: Namespace, fit: Fit, df: Freedom) -> Iterator[dict[str, object]]:
    for asked in args.contrast:
        rows = contrast_rows(asked, fit.columns)
        for text, row in zip(asked.split(";"), rows, strict=True):
            yield {
                "contrast": text.strip(),
                **_numbers(contrast(fit, row, df=df, level=args.level)),
            }
        if len(rows) > 1:
            try:
                yield {"contrast": asked.strip(), **_joint(f_test(fit, rows, df=df))}
            except CollinearColumns:
                raise BadInput(
                    f'The parts of "{asked}" follow from each other. Leave one of them out.'
                ) from None


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


def _joint(test: FTest) -> dict[str, float | None]:
    return {
        "f": _finite(test.f),
        "num_df": test.num_df,
        "den_df": _finite(test.den_df),
        "p": _finite(test.p),
    }


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None


def _chain(listed: str) -> tuple[str, ...]:
    names = tuple(name.strip() for name in listed.split(",")) if listed != "none" else ()
    unknown = [name for name in names if name not in WORDS]
    if unknown:
        raise ArgumentTypeError(f"a covariance is one of {', '.join(WORDS)}, not {unknown[0]}")
    return names


def _level(text: str) -> float:
    try:
        level = float(text)
    except ValueError:
        level = np.nan
    if not 0 < level < 1:
        raise ArgumentTypeError(f"a level lies between 0 and 1, like 0.95; {text} does not")
    return level
