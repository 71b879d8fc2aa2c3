"""A fitted model as text for a terminal: aligned, rounded, with what was left out on top."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from visavis.config.mmrm_table import LeftOut

_ESTIMATE = ("estimate", "se", "df", "t", "p", "lower", "upper")
_JOINT = ("F", "num df", "den df", "p")
MOST_PATTERNS = 12

Found = Mapping[str, Any]


def readable(found: Found) -> list[str]:
    """Lines to print, from what the command also gives as JSON."""
    level = f"{found['options']['level'] * 100:.4g} % intervals"
    return [
        *_head(found),
        *_waves(found),
        "",
        f"Coefficients ({level})",
        *_aligned(["", *_ESTIMATE], [[e["name"], *_row(e)] for e in found["coefficients"]]),
        *_tests(found),
        *_means(found, level),
        *_contrasts(found, level),
    ]


def _head(found: Found) -> list[str]:
    options = found["options"]
    gone = found["left_out"]
    unit, places = ("line", gone["lines"]) if "lines" in gone else ("row", gone["row_numbers"])
    left_out = LeftOut(gone["rows"], gone["of"], gone["missing"], places, unit, gone["subjects"])
    said = [
        f"{options['formula']}   by {options['subject'] or 'row'}, over {options['wave']}",
        options["variant"],
    ]
    said += [f"Not {each['covariance']}: {each['why']}" for each in found["refused"]]
    if options["weights"]:
        said.append(
            f"Weighted by {options['weights']}: estimates of the weighted people; standard errors "
            "are the model's and do not know of the weights."
        )
    said += [
        f"{found['n_subjects']} people, {found['n_observations']} answers. "
        f"-2 log likelihood: {found['deviance']:.4f}   AIC: {found['aic']:.4f}",
        *left_out.sentences(),
    ]
    references = [f"{name} = {level}" for name, level in options["reference"].items()]
    if references:
        said.append(f"Reference levels: {', '.join(references)}")
    return said


def _waves(found: Found) -> list[str]:
    waves = found["options"]["waves"]
    said = ["", "Covariance between waves"]
    said += _aligned(
        ["", *waves],
        [
            [wave, *(f"{value:.4f}" for value in line)]
            for wave, line in zip(waves, found["covariance"], strict=True)
        ],
    )
    said += ["", "Answered waves"]
    patterns = [
        [" ".join(each["waves"]), str(each["subjects"])]
        for each in found["patterns"][:MOST_PATTERNS]
    ]
    said += _aligned(["", "people"], patterns)
    more = found["patterns"][MOST_PATTERNS:]
    if more:
        said.append(f"{sum(each['subjects'] for each in more)} in {len(more)} other patterns")
    return said


def _tests(found: Found) -> list[str]:
    if not found["tests"]:
        return []
    lines = [[each["term"], *_joint(each)] for each in found["tests"]]
    return ["", f"Tests per term ({found['options']['tests']})", *_aligned(["", *_JOINT], lines)]


def _means(found: Found, level: str) -> list[str]:
    said = []
    where = [f"{name} at {value:.4g}" for name, value in found["covariates"].items()]
    at = f"; {', '.join(where)}" if where else ""
    for averaged, means in groupby(found["lsmeans"], key=lambda each: each["averaged"]):
        said += ["", f"Least-squares means, {averaged}{at} ({level})"]
        said += _aligned(["", *_ESTIMATE], [[_place(each["at"]), *_row(each)] for each in means])
    for averaged, pairs in groupby(found["pairs"], key=lambda each: each["averaged"]):
        said += ["", f"Differences of least-squares means, {averaged}{at} ({level}; not adjusted"]
        said[-1] += " for their number)"
        lines = [[each["contrast"], _place(each["at"]), *_row(each)] for each in pairs]
        said += _aligned(["", "at", *_ESTIMATE], lines)
    return said


def _contrasts(found: Found, level: str) -> list[str]:
    said = []
    single = [each for each in found["contrasts"] if "estimate" in each]
    joint = [each for each in found["contrasts"] if "f" in each]
    if single:
        said += ["", f"Contrasts ({level})"]
        said += _aligned(["", *_ESTIMATE], [[each["contrast"], *_row(each)] for each in single])
    if joint:
        said += ["", "Contrasts together"]
        said += _aligned(["", *_JOINT], [[each["contrast"], *_joint(each)] for each in joint])
    return said


def _row(each: Found) -> list[str]:
    return [
        _rounded(each["estimate"], 4),
        _rounded(each["se"], 4),
        _rounded(each["df"], 1),
        _rounded(each["t"], 2),
        _chance(each["p"]),
        _rounded(each["lower"], 4),
        _rounded(each["upper"], 4),
    ]


def _joint(each: Found) -> list[str]:
    return [
        _rounded(each["f"], 2),
        str(each["num_df"]),
        _rounded(each["den_df"], 1),
        _chance(each["p"]),
    ]


def _rounded(value: float | None, digits: int) -> str:
    return "-" if value is None else f"{value:.{digits}f}"


def _chance(value: float | None) -> str:
    if value is None:
        return "-"
    return "<.0001" if value < 0.0001 else f"{value:.4f}"


def _place(at: Mapping[str, str]) -> str:
    return ", ".join(f"{name} = {level}" for name, level in at.items())


def _aligned(header: Sequence[str], lines: Sequence[Sequence[str]]) -> list[str]:
    """The first column to the left, and any other text; numbers to the right."""
    table = [list(header), *(list(line) for line in lines)]
    widths = [max(len(line[i]) for line in table) for i in range(len(header))]
    words = [i == 0 or name == "at" for i, name in enumerate(header)]
    return [
        "  ".join(
            cell.ljust(width) if word else cell.rjust(width)
            for cell, width, word in zip(line, widths, words, strict=True)
        ).rstrip()
        for line in table
    ]
