"""A fitted model as text for a terminal: aligned, rounded, with what was left out on top."""

from collections.abc import Mapping, Sequence
from typing import Any

from visavis.config.mmrm_table import LeftOut

_ESTIMATE = ("estimate", "se", "df", "t", "p", "lower", "upper")


def readable(found: Mapping[str, Any]) -> list[str]:
    """Lines to print, from what the command also gives as JSON."""
    options = found["options"]
    gone = found["left_out"]
    left_out = LeftOut(gone["rows"], gone["of"], gone["missing"], gone["lines"], gone["subjects"])
    said = [
        f"{options['formula']}   by {options['subject']}, over {options['wave']}",
        options["variant"],
        f"{found['n_subjects']} people, {found['n_observations']} answers. "
        f"-2 log likelihood: {found['deviance']:.4f}",
        *left_out.sentences(),
    ]
    references = [f"{name} = {level}" for name, level in options["reference"].items()]
    if references:
        said.append(f"Reference levels: {', '.join(references)}")

    said += ["", "Covariance between waves"]
    said += _aligned(
        ["", *options["waves"]],
        [
            [wave, *(f"{value:.4f}" for value in line)]
            for wave, line in zip(options["waves"], found["covariance"], strict=True)
        ],
    )
    said += ["", "Coefficients (95 % intervals)"]
    said += _aligned(
        ["", *_ESTIMATE], [[each["name"], *_row(each)] for each in found["coefficients"]]
    )
    if found["tests"]:
        said += ["", f"Tests per term ({options['tests']})"]
        said += _aligned(
            ["", "F", "num df", "den df", "p"],
            [
                [
                    each["term"],
                    _rounded(each["f"], 2),
                    str(each["num_df"]),
                    _rounded(each["den_df"], 1),
                    _chance(each["p"]),
                ]
                for each in found["tests"]
            ],
        )
    if found["lsmeans"]:
        said += ["", "Least-squares means, equal weights (95 % intervals)"]
        said += _aligned(
            ["", *_ESTIMATE], [[_place(each["at"]), *_row(each)] for each in found["lsmeans"]]
        )
    if found["pairs"]:
        said += ["", "Differences of least-squares means, not adjusted for their number"]
        said += _aligned(
            ["", "at", *_ESTIMATE],
            [[each["contrast"], _place(each["at"]), *_row(each)] for each in found["pairs"]],
        )
    return said


def _row(each: Mapping[str, Any]) -> list[str]:
    return [
        _rounded(each["estimate"], 4),
        _rounded(each["se"], 4),
        _rounded(each["df"], 1),
        _rounded(each["t"], 2),
        _chance(each["p"]),
        _rounded(each["lower"], 4),
        _rounded(each["upper"], 4),
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
