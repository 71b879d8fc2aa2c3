"""The same study as CSV, Parquet and SPSS file gives the same answer; a broken file a sentence."""

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
WHO = ("--subject", "USUBJID", "--wave", "AVISIT")
SPSS_WHO = ("--subject", "id", "--wave", "w")

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
def numbers(call: Call) -> Callable[..., Any]:
    def found(file: Path, formula: str, *more: str) -> Any:
        code, out, err = call(file, formula, *more, "--json")
        assert (code, err) == (0, "")
        return json.loads(out)

    return found


@pytest.fixture
def fev() -> pl.DataFrame:
    return pl.read_csv(FEV, null_values=["NA", ""])


def same(one: Any, other: Any) -> None:
    assert one["coefficients"] == other["coefficients"]
    assert one["tests"] == other["tests"]
    assert one["n_observations"] == other["n_observations"] == 537


def test_a_parquet_file_gives_what_the_csv_gives(
    numbers: Callable[..., Any], fev: pl.DataFrame, tmp_path: Path
) -> None:
    path = tmp_path / "fev.parquet"
    fev.with_columns(pl.col("RACE").cast(pl.Categorical)).write_parquet(path)

    same(numbers(path, MODEL, *WHO), numbers(FEV, MODEL, *WHO))


def test_an_spss_file_gives_what_the_csv_gives(
    numbers: Callable[..., Any], fev: pl.DataFrame, tmp_path: Path
) -> None:
    path = tmp_path / "fev.sav"
    pyreadstat.write_sav(fev, str(path))

    same(numbers(path, MODEL, *WHO), numbers(FEV, MODEL, *WHO))


def small() -> pl.DataFrame:
    rows = [
        {
            "id": person,
            "w": float(wave),
            "g": float(person % 2),
            "y": float(person * 37 % 11 + person * wave * 53 % 7),
        }
        for person in range(1, 25)
        for wave in (1, 2)
    ]
    return pl.DataFrame(rows)


def test_value_labels_name_the_levels_and_what_spss_calls_missing_is_missing(
    numbers: Callable[..., Any], tmp_path: Path
) -> None:
    path = tmp_path / "study.sav"
    frame = small().with_columns(y=pl.when(pl.col("id") == 3).then(99.0).otherwise(pl.col("y")))
    pyreadstat.write_sav(
        frame,
        str(path),
        variable_value_labels={"g": {0: "no contact", 1: "contact"}, "w": {1: "T1", 2: "T2"}},
        variable_measure={"g": "nominal", "w": "ordinal", "y": "scale"},
        missing_ranges={"y": [99]},
    )
    found = numbers(path, "y ~ g + C(w)", *SPSS_WHO)

    assert [each["name"] for each in found["coefficients"]] == [
        "Intercept", "g[T.contact]", "w[T.T2]",
    ]  # fmt: skip
    assert found["left_out"]["missing"] == {"y": 2}
    assert found["left_out"]["row_numbers"] == [5, 6]
    assert found["left_out"]["subjects"] == ["3"]


def test_numbers_that_are_nan_in_parquet_are_counted_as_missing(
    numbers: Callable[..., Any], call: Call, tmp_path: Path
) -> None:
    path = tmp_path / "study.parquet"
    frame = small().with_columns(
        y=pl.when(pl.col("id") == 4).then(float("nan")).otherwise(pl.col("y"))
    )
    frame.write_parquet(path)

    found = numbers(path, "y ~ g", *SPSS_WHO)
    assert found["left_out"]["missing"] == {"y": 2}
    assert (
        "2 of 48 rows left out, no value in: y (2). Rows: 7, 8."
        in call(path, "y ~ g", *SPSS_WHO)[1]
    )


def test_large_identifiers_in_parquet_stay_apart(
    numbers: Callable[..., Any], tmp_path: Path
) -> None:
    """Two numbers beyond 2⁵³ that are the same as floats are two people."""
    path = tmp_path / "study.parquet"
    small().with_columns(id=pl.col("id") + 2**60).write_parquet(path)

    assert numbers(path, "y ~ g", *SPSS_WHO)["n_subjects"] == 24


def test_an_infinite_number_is_named_by_its_row(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "study.parquet"
    frame = small().with_row_index()
    frame.with_columns(
        y=pl.when(pl.col("index") == 9).then(float("inf")).otherwise(pl.col("y"))
    ).write_parquet(path)
    code, out, err = call(path, "y ~ g", *SPSS_WHO)

    assert (code, out) == (2, "")
    assert "The column y must hold numbers, but row 10 holds an infinite value" in err


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.parquet", b"", "not a Parquet file as it should be"),
        ("a.parquet", b"id,w,y\n1,1,2\n", "not a Parquet file as it should be"),
        ("a.sav", b"", "not an SPSS file as it should be"),
        ("a.sav", b"id,w,y\n1,1,2\n", "not an SPSS file as it should be"),
    ],
)
def test_a_file_that_is_not_what_its_name_says(
    call: Call, tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    code, out, err = call(path, "y ~ g", *SPSS_WHO)

    assert (code, out, err.count("\n")) == (2, "", 1)
    assert said in err


@pytest.mark.parametrize("name", ["a.parquet", "a.sav"])
def test_a_file_that_is_not_there(call: Call, tmp_path: Path, name: str) -> None:
    code, _, err = call(tmp_path / name, "y ~ g", *SPSS_WHO)
    assert code == 2
    assert "cannot be opened: No such file or directory" in err


def test_a_parquet_file_without_rows(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "study.parquet"
    small().head(0).write_parquet(path)
    assert call(path, "y ~ g", *SPSS_WHO) == (
        2, "", "visavis mmrm: study.parquet has columns, but no rows.\n",
    )  # fmt: skip


def test_text_in_a_number_column_of_parquet(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "study.parquet"
    small().with_columns(y=pl.lit("much")).write_parquet(path)
    assert (
        "The column y must hold numbers, but rows 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 and 36 more "
        in call(path, "y ~ g", *SPSS_WHO)[2]
    )
