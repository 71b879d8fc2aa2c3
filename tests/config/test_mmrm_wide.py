"""`visavis mmrm --wide`: one row per person gives what one row per answer gives."""

import json
from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pyreadstat
import pytest

from visavis.config.mmrm_command import add_arguments, run

pytestmark = pytest.mark.pure

FEV = Path(__file__).parents[1] / "statistics" / "data" / "fev_data.csv"
MODEL = "FEV1 ~ RACE + FEV1_BL + ARMCD*AVISIT"
VISITS = "VIS1=VIS1,VIS2=VIS2,VIS3=VIS3,VIS4=VIS4"
WIDE = ("--wave", "AVISIT", "--wide", VISITS)

Call = Callable[..., tuple[int, str, str]]


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Call:
    def called(file: Path, formula: str, *more: str) -> tuple[int, str, str]:
        parser = ArgumentParser()
        add_arguments(parser)
        code = run(parser.parse_args([str(file), formula, *more]))
        said = capsys.readouterr()
        return code, said.out, said.err

    return called


@pytest.fixture
def answer(call: Call) -> Callable[..., Any]:
    def found(file: Path, formula: str, *more: str) -> Any:
        code, out, err = call(file, formula, *more, "--json")
        assert (code, err) == (0, "")
        return json.loads(out)

    return found


@pytest.fixture(scope="module")
def wide() -> pl.DataFrame:
    long = pl.read_csv(FEV, null_values=["NA", ""])
    return long.pivot("AVISIT", index=["USUBJID", "RACE", "SEX", "ARMCD", "FEV1_BL"], values="FEV1")


@pytest.fixture(params=["parquet", "csv", "sav"])
def file(request: pytest.FixtureRequest, wide: pl.DataFrame, tmp_path: Path) -> Path:
    path = tmp_path / f"fev.{request.param}"
    if request.param == "parquet":
        wide.with_columns(pl.col("VIS1").fill_null(float("nan"))).write_parquet(path)
    elif request.param == "csv":
        wide.write_csv(path)
    else:
        pyreadstat.write_sav(wide, str(path))
    return path


def test_a_wide_file_gives_what_the_long_one_gives(answer: Callable[..., Any], file: Path) -> None:
    asked = ("--lsmeans", "ARMCD | AVISIT", "--lsmeans-weights", "observed", "--pairs", "RACE")
    long = answer(FEV, MODEL, "--subject", "USUBJID", "--wave", "AVISIT", *asked)
    found = answer(file, MODEL, *WIDE, *asked)

    assert (found["n_subjects"], found["n_observations"]) == (197, 537)
    assert found["patterns"] == long["patterns"]
    assert found["covariates"] == pytest.approx(long["covariates"])
    for part in ("coefficients", "tests", "lsmeans", "pairs"):
        for one, other in zip(found[part], long[part], strict=True):
            for name, value in other.items():
                same = value if isinstance(value, str | dict) else pytest.approx(value, rel=1e-5)
                assert one[name] == same


def test_who_could_not_be_used_is_counted_and_placed(
    answer: Callable[..., Any], call: Call, wide: pl.DataFrame, tmp_path: Path
) -> None:
    path = tmp_path / "fev.parquet"
    wide.with_row_index().with_columns(
        RACE=pl.when(pl.col("index") == 6).then(None).otherwise(pl.col("RACE"))
    ).write_parquet(path)
    left_out = answer(path, MODEL, *WIDE)["left_out"]

    assert (left_out["rows"], left_out["of"]) == (4, 200)
    assert left_out["missing"] == {"RACE": 1, "any answer": 3}
    assert 7 in left_out["row_numbers"]
    assert (
        "4 of 200 rows left out, no value in: RACE (1), any answer (3)"
        in call(path, MODEL, *WIDE)[1]
    )


def test_numbers_can_be_made_levels(
    answer: Callable[..., Any], wide: pl.DataFrame, tmp_path: Path
) -> None:
    path = tmp_path / "fev.parquet"
    arm = (pl.col("ARMCD") == "TRT").cast(pl.Float64) + 1
    wide.with_columns(arm=arm).write_parquet(path)
    found = answer(path, "FEV1 ~ C(arm) + AVISIT", *WIDE, "--reference", "arm=2")

    assert found["coefficients"][1]["name"] == "arm[T.1]"


@pytest.mark.parametrize(
    ("formula", "more", "said"),
    [
        ("FEV1 ~ TOWN", WIDE, "The file has no column TOWN"),
        ("FEV1 ~ 1", ("--wave", "AVISIT", "--wide", "VIS1=VIS1,VIS2=VIS9"), "no column VIS9"),
        ("FEV1 ~ 1", ("--wave", "AVISIT", "--wide", "VIS1=VIS1"), "at least two waves"),
        ("FEV1 ~ 1", ("--wave", "AVISIT", "--wide", "VIS1,VIS2"), 'like "T1=y1,T2=y2"'),
        ("FEV1 ~ 1", ("--wave", "AVISIT", "--wide", "a=VIS1,b=SEX"), "SEX must hold numbers"),
        ("FEV1 ~ 1", ("--wave", "AVISIT"), "Say with --subject"),
        ("FEV1 ~ 1", (*WIDE, "--weights", "FEV1_BL"), "Leave --wide out"),
        ("FEV1 ~ SEX + SEX2", WIDE, "The column SEX2[T.m] follows from the other columns"),
        ("FEV1 ~ SEX*SEX2", WIDE, "No row has SEX = Female and SEX2 = m."),
    ],
)
def test_what_cannot_be_used_is_said_in_one_sentence(
    call: Call, wide: pl.DataFrame, tmp_path: Path, formula: str, more: tuple[str, ...], said: str
) -> None:
    path = tmp_path / "fev.parquet"
    wide.with_columns(SEX2=pl.col("SEX").replace({"Female": "f", "Male": "m"})).write_parquet(path)
    code, out, err = call(path, formula, *more)

    assert (code, out, err.count("\n")) == (2, "", 1)
    assert said in err


def test_a_wide_file_with_nobody_in_it(call: Call, wide: pl.DataFrame, tmp_path: Path) -> None:
    path = tmp_path / "fev.parquet"
    wide.with_columns(pl.lit(None, pl.Float64).alias(f"VIS{v}") for v in "1234").write_parquet(path)
    code, _, err = call(path, MODEL, *WIDE)
    assert code == 2
    assert "No row has a value in all of: RACE, FEV1_BL, ARMCD, and an answer" in err
