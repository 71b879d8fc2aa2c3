"""Bad input of issue 6, case by case through the command: a plain sentence with column, rows and remedy.

Exit code 2 and one line, or a table that says what was done instead; never a silent drop, never a traceback.
"""

from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from tests.config.test_mmrm_command import Call, singular, study, text
from visavis.config.mmrm_command import add_arguments, run

pytestmark = pytest.mark.pure

WHO = ("--subject", "id", "--wave", "w")


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Call:
    def called(*arguments: str) -> tuple[int, str, str]:
        parser = ArgumentParser()
        add_arguments(parser)
        code = run(parser.parse_args(list(arguments)))
        said = capsys.readouterr()
        return code, said.out, said.err

    return called


def cell(lines: list[str], line: int, value: str) -> None:
    """Put a value in the last column of a line, counted as an editor counts."""
    lines[line - 1] = lines[line - 1].rpartition(",")[0] + f",{value}"


def text_in_numbers() -> str:
    lines = study()
    cell(lines, 4, "much")
    cell(lines, 9, "n.v.t.")
    return text(lines)


def endless_number() -> str:
    lines = study()
    cell(lines, 7, "inf")
    return text(lines)


def twice() -> str:
    return text([*study(), "P3,2,b,4"])


def one_wave() -> str:
    return text(study(waves="1"))


def one_wave_left() -> str:
    lines = study()
    for line in range(3, len(lines) + 1, 2):
        cell(lines, line, "")
    return text([line for line in lines if not line.endswith(",")])


def collinear() -> str:
    lines = [f"{line},{number},{3 * number + 1}" for number, line in enumerate(study())]
    return text(["id,w,g,y,age,months", *lines[1:]])


def level_without_data() -> str:
    return text([*study(), "X,1,c,", "X,2,c,NA"])


def no_spread() -> str:
    return text(["id,w,g,y", *(line.rpartition(",")[0] + ",3" for line in study()[1:])])


def one_wave_without_spread() -> str:
    lines = [line.rpartition(",")[0] + ",3" if ",2," in line else line for line in study()[1:]]
    return text(["id,w,g,y", *lines])


def as_many_columns_as_answers() -> str:
    lines = [f"{line},s{number}" for number, line in enumerate(study())]
    return text(["id,w,g,y,site", *lines[1:]])


def endless_search() -> str:
    answers = "P0,0,a,4 P0,1,a,9 P1,2,b,4 P2,0,a,2 P2,1,a,2 P3,0,b,8 P3,1,b,5 P3,2,b,5 P4,1,a,2"
    return text(["id,w,g,y", *answers.split()])


BAD: dict[str, tuple[Callable[[], str], tuple[str, ...], tuple[str, ...]]] = {
    "empty file": (lambda: "", ("y ~ g",), ("answers.csv is empty", "should name the columns")),
    "no rows": (lambda: "id,w,g,y\n", ("y ~ g",), ("no rows below it",)),
    "wrong columns": (
        lambda: text(study()).replace("id,w,g,y", "id,w,g,punt"),
        ("y ~ g",),
        ("no column y", "Its columns are: id, w, g, punt", "Name one of these"),
    ),
    "one wave only": (
        one_wave,
        ("y ~ g",),
        ("The column w says 1 in all 12 rows", "lines 2, 3, 4", "at least two", "--wave"),
    ),
    "one wave in the formula": (one_wave, ("y ~ C(w)",), ("one wave only", "--wave")),
    "one wave left": (one_wave_left, ("y ~ g",), ("one wave only", "12 rows that can be used")),
    "one person": (
        lambda: text(study(rows=1)),
        ("y ~ g",),
        ("The column id says P0 in all 2 rows", "answers of 1 person", "--subject"),
    ),
    "text in a number column": (
        text_in_numbers,
        ("y ~ g",),
        ("The column y", "lines 4, 9 hold text ('much', 'n.v.t.')", "Correct it, or leave"),
    ),
    "an infinite number": (endless_number, ("y ~ g",), ("The column y", "line 7", "Correct it")),
    "a person and wave twice": (
        twice,
        ("y ~ g",),
        ("P3 (column id)", "2 (column w)", "lines 9 and 26", "Keep one row"),
    ),
    "collinear columns": (
        collinear,
        ("y ~ age + months",),
        ("The column months follows", "Leave a term out", "24 of 24 rows"),
    ),
    "a level with no data": (
        level_without_data,
        ("y ~ g",),
        ("The level c of g has no row", "line 26, 27", "Fill it in, or take that level out"),
    ),
    "a level of one": (
        lambda: text(study()).replace(",b,", ",a,"),
        ("y ~ g",),
        ("g has one level only (a)", "Leave it out of the model"),
    ),
    "near singular and no chain": (
        singular,
        ("y ~ g", "--instead", "none"),
        ("nearly singular", "waves in w; 40 of 40 rows"),
    ),
    "zero variance": (
        no_spread,
        ("y ~ g",),
        ("nothing is left to estimate a spread from", "Outcome y", "Leave terms out"),
    ),
    "zero variance at a wave": (
        one_wave_without_spread,
        ("y ~ C(w)",),
        ("At 2 the answers do not differ", "Leave that wave out", "24 of 24 rows"),
    ),
    "as many columns as answers": (
        as_many_columns_as_answers,
        ("y ~ site",),
        ("24 answers for 24 columns", "Leave terms out"),
    ),
    "a search that does not end": (
        endless_search,
        ("y ~ C(w) + g", "--instead", "none"),
        ("did not come to an end", "9 of 9 rows", "use fewer terms"),
    ),
}


@pytest.mark.parametrize("case", BAD)
def test_it_is_refused_with_column_rows_and_remedy(
    call: Call,
    tmp_path: Path,
    case: str,
) -> None:
    content, asked, told = BAD[case]
    path = tmp_path / "answers.csv"
    path.write_text(content())
    code, out, err = call(str(path), asked[0], *WHO, *asked[1:])

    assert (code, out, err.count("\n")) == (2, "", 1)
    assert err.startswith("visavis mmrm: ")
    assert "Traceback" not in err
    for part in told:
        assert part in err


def test_rows_without_a_number_are_counted_and_named_never_dropped_in_silence(
    call: Call,
    tmp_path: Path,
) -> None:
    lines = study()
    for line, value in ((5, "NaN"), (9, ""), (14, "NA")):
        cell(lines, line, value)
    path = tmp_path / "answers.csv"
    path.write_text(text(lines))
    code, table, err = call(str(path), "y ~ g", *WHO)
    assert (code, err) == (0, "")
    assert "3 of 24 rows left out, no value in: y (3). Lines: 5, 9, 14." in table


def test_a_pattern_of_one_person_counts_and_is_listed(call: Call, tmp_path: Path) -> None:
    lines = [line for line in study(waves="123") if not line.startswith("P0,2,")]
    path = tmp_path / "answers.csv"
    path.write_text(text(lines))
    code, table, err = call(str(path), "y ~ C(w)", *WHO)
    assert (code, err) == (0, "")
    assert "All 35 rows are used." in table
    assert any(line.split() == ["1", "3", "1"] for line in table.splitlines())


def test_a_nearly_singular_covariance_names_what_was_refused_and_what_stands_there(
    call: Call,
    tmp_path: Path,
) -> None:
    path = tmp_path / "answers.csv"
    path.write_text(singular())
    code, table, err = call(str(path), "y ~ g", *WHO)
    assert (code, err) == (0, "")
    assert "(us, toeph, ar1h refused)" in table
    for name in ("us", "toeph", "ar1h"):
        assert f"Not {name}: The answers at 1 and 2 say almost the same" in table


def test_two_hundred_levels_are_fitted_each_with_its_own_line(
    call: Call,
    tmp_path: Path,
) -> None:
    rng = np.random.default_rng(2)
    lines = ["id,w,g,y"]
    for person in range(600):
        for wave in "12":
            lines.append(f"{person},{wave},s{person % 200},{rng.normal():.4f}")
    path = tmp_path / "answers.csv"
    path.write_text(text(lines))
    code, table, err = call(str(path), "y ~ g", *WHO)
    assert (code, err) == (0, "")
    assert sum(line.startswith("g[T.s") for line in table.splitlines()) == 199
