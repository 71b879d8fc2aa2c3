"""`visavis mmrm` as people call it: what it prints, and the sentence it refuses with."""

import json
from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from visavis.config.mmrm_command import add_arguments, run

pytestmark = pytest.mark.pure

FEV = str(Path(__file__).parents[1] / "statistics" / "data" / "fev_data.csv")
MODEL = "FEV1 ~ RACE + SEX + ARMCD*AVISIT"
WHO = ("--subject", "USUBJID", "--wave", "AVISIT")

Call = Callable[..., tuple[int, str, str]]


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Call:
    def called(*arguments: str) -> tuple[int, str, str]:
        parser = ArgumentParser()
        add_arguments(parser)
        code = run(parser.parse_args(list(arguments)))
        said = capsys.readouterr()
        return code, said.out, said.err

    return called


@pytest.fixture
def answer(call: Call) -> Callable[..., Any]:
    def answered(*arguments: str) -> Any:
        code, out, err = call(*arguments, "--json")
        assert (code, err) == (0, "")
        return json.loads(out)

    return answered


@pytest.fixture
def refusal(call: Call, tmp_path: Path) -> Callable[..., str]:
    """The one sentence on stderr for a file with this text."""

    def refused(text: str | bytes, formula: str = "y ~ g", *more: str) -> str:
        path = tmp_path / "answers.csv"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        code, out, err = call(str(path), formula, "--subject", "id", "--wave", "w", *more)
        assert (code, out) == (2, "")
        assert err.count("\n") == 1
        assert "Traceback" not in err
        return err.removeprefix("visavis mmrm: ").strip()

    return refused


def study(rows: int = 12, waves: str = "12") -> list[str]:
    """id, w, g, y: groups a and b, values that differ enough for any model."""
    lines = ["id,w,g,y"]
    for person in range(rows):
        for place, wave in enumerate(waves):
            value = (person * 37 % 11) + (person * place * 53 % 7) + place
            lines.append(f"P{person},{wave},{'ab'[person % 2]},{value}")
    return lines


def text(lines: list[str]) -> str:
    return "\n".join(lines) + "\n"


# The published example


def test_the_issues_example_with_satterthwaite_is_that_of_sas(answer: Callable[..., Any]) -> None:
    """openpharma/mmrm, design/SAS/sas_log_reml.txt: 4.3985, 1.6805, 133, .0099 (Satterthwaite)."""
    found = answer(FEV, MODEL, *WHO, "--df", "satterthwaite", "--pairs", "ARMCD | AVISIT")
    last = found["pairs"][-1]

    assert (last["at"], last["contrast"]) == ({"AVISIT": "VIS4"}, "TRT - PBO")
    assert last["estimate"] == pytest.approx(4.3985, abs=1e-4)
    assert last["se"] == pytest.approx(1.6805, abs=1e-4)
    assert round(last["df"]) == 133
    assert round(last["p"], 4) == 0.0099


def test_the_same_with_kenward_roger_has_the_same_df_and_a_larger_error(
    answer: Callable[..., Any],
) -> None:
    command = (
        FEV,
        MODEL,
        *WHO,
        "--covariance",
        "us",
        "--method",
        "reml",
        "--pairs",
        "ARMCD|AVISIT",
    )
    plain = answer(*command, "--df", "satterthwaite")["pairs"][-1]
    corrected = answer(*command, "--df", "kenward-roger")["pairs"][-1]

    assert corrected["estimate"] == plain["estimate"]
    assert corrected["df"] == pytest.approx(plain["df"])
    assert corrected["se"] > plain["se"]


def test_kenward_roger_for_one_group_is_that_of_sas(answer: Callable[..., Any]) -> None:
    """openpharma/mmrm, design/ddfm_covtype/kr1_us.csv."""
    found = answer(FEV, "FEV1 ~ ARMCD", *WHO)["coefficients"][1]

    assert found["name"] == "ARMCD[T.TRT]"
    assert found["se"] == pytest.approx(0.66124382270307, rel=1e-3)
    assert found["df"] == pytest.approx(160.733266403768, rel=1e-3)


def test_json_has_the_promised_shape(answer: Callable[..., Any]) -> None:
    found = answer(
        FEV, MODEL, *WHO, "--lsmeans", "ARMCD | AVISIT", "--pairs", "ARMCD | AVISIT",
        "--reference", "SEX=Male",
    )  # fmt: skip

    assert list(found) == [
        "options", "n_subjects", "n_observations", "left_out", "deviance", "covariance",
        "coefficients", "tests", "lsmeans", "pairs", "contrasts", "covariates",
        "covariance_parameters", "aic", "patterns", "refused",
    ]  # fmt: skip
    numbers = ["estimate", "se", "df", "t", "p", "lower", "upper"]
    assert list(found["coefficients"][0]) == ["name", *numbers]
    assert list(found["tests"][0]) == ["term", "f", "num_df", "den_df", "p"]
    assert list(found["pairs"][0]) == ["at", "contrast", *numbers, "averaged"]
    assert found["lsmeans"][0]["at"] == {"AVISIT": "VIS1", "ARMCD": "PBO"}
    assert [each["term"] for each in found["tests"]] == [
        "RACE", "SEX", "ARMCD", "AVISIT", "ARMCD:AVISIT",
    ]  # fmt: skip
    assert (found["n_subjects"], found["n_observations"]) == (197, 537)
    assert found["deviance"] == pytest.approx(3386.4499, abs=1e-4)
    assert len(found["covariance"]) == 4
    assert found["options"]["reference"] == {
        "RACE": "Asian", "SEX": "Male", "ARMCD": "PBO", "AVISIT": "VIS1",
    }  # fmt: skip
    assert found["options"]["variant"] == (
        "MMRM, unstructured covariance, REML; Kenward-Roger, linear form, observed information"
    )


def test_rows_left_out_are_counted_and_named(answer: Callable[..., Any], call: Call) -> None:
    left_out = answer(FEV, "FEV1 ~ 1", *WHO)["left_out"]

    assert (left_out["rows"], left_out["of"], left_out["missing"]) == (263, 800, {"FEV1": 263})
    assert left_out["lines"][:3] == [2, 4, 6]
    assert len(left_out["lines"]) == 263
    assert left_out["subjects"] == ["PT54", "PT142", "PT199"]

    _, table, _ = call(FEV, "FEV1 ~ 1", *WHO)
    assert "263 of 800 rows left out, no value in: FEV1 (263). Lines: 2, 4, 6," in table
    assert "3 with no row left: PT54, PT142, PT199." in table


def test_the_table_can_be_read(call: Call) -> None:
    code, table, err = call(
        FEV, MODEL, *WHO, "--df", "satterthwaite", "--reference", "SEX=Male",
        "--lsmeans", "ARMCD | AVISIT", "--pairs", "ARMCD | AVISIT",
    )  # fmt: skip
    lines = [" ".join(line.split()) for line in table.splitlines()]

    assert (code, err) == (0, "")
    assert "MMRM, unstructured covariance, REML; Satterthwaite, observed information" in lines
    assert "TRT - PBO AVISIT = VIS4 4.3985 1.6806 133.4 2.62 0.0099 1.0746 7.7225" in lines
    assert "SEX 0.38 1 166.1 0.5408" in lines
    assert any(line.startswith("Reference levels: RACE = Asian, SEX = Male") for line in lines)


def test_another_reference_turns_the_difference_around(answer: Callable[..., Any]) -> None:
    asked = (FEV, MODEL, *WHO, "--pairs", "ARMCD | AVISIT")
    straight = answer(*asked)["pairs"][-1]
    turned = answer(*asked, "--reference", "ARMCD=TRT")["pairs"][-1]

    assert turned["contrast"] == "PBO - TRT"
    assert turned["estimate"] == pytest.approx(-straight["estimate"])


def test_ml_takes_satterthwaite_unless_told(answer: Callable[..., Any]) -> None:
    assert answer(FEV, "FEV1 ~ 1", *WHO, "--method", "ml")["options"]["df"] == "satterthwaite"


def test_a_covariate_stands_at_its_mean(answer: Callable[..., Any]) -> None:
    found = answer(FEV, "FEV1 ~ FEV1_BL + ARMCD", *WHO, "--lsmeans", "ARMCD")
    names = {each["name"]: each["estimate"] for each in found["coefficients"]}
    means = {each["at"]["ARMCD"]: each["estimate"] for each in found["lsmeans"]}

    assert means["TRT"] - means["PBO"] == pytest.approx(names["ARMCD[T.TRT]"])


def test_numbers_can_be_made_levels(answer: Callable[..., Any], tmp_path: Path) -> None:
    path = tmp_path / "answers.csv"
    path.write_text(text(study(waves="123")))
    who = ("--subject", "id", "--wave", "w")
    line = answer(str(path), "y ~ w", *who)
    steps = answer(str(path), "y ~ C(w)", *who, "--lsmeans", "w")

    assert [each["name"] for each in line["coefficients"]] == ["Intercept", "w"]
    assert [each["name"] for each in steps["coefficients"]] == ["Intercept", "w[T.2]", "w[T.3]"]
    assert [each["at"] for each in steps["lsmeans"]] == [{"w": "1"}, {"w": "2"}, {"w": "3"}]


# What cannot be done


def test_a_file_that_is_not_there(call: Call) -> None:
    code, _, err = call("nowhere.csv", "y ~ g", "--subject", "id", "--wave", "w")

    assert code == 2
    assert err == "visavis mmrm: nowhere.csv cannot be opened: No such file or directory.\n"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "answers.csv is empty."),
        ("id,w,g,y\n", "no rows below it"),
        ("id;w;g;y\n1;1;a;2\n", "not separated by commas"),
        ("id,w,y,y\n1,1,a,2\n", "Two columns of answers.csv are called y"),
        ("id,w,g,y\n1,1,a\n", "Line 2 of answers.csv has 3 cells"),
        (b"id,w,g,y\n1,1,\xff,2\n", "not text in UTF-8"),
        ('id,w,g,y\n1,1,"a,2\n', "not a CSV file as it should be"),
        ("id,w,h,y\n1,1,a,2\n", "no column g. Its columns are: id, w, h, y."),
        ("id,w,g,y\n1,1,a,\n", "No row has a value in all of: y, id, g, w."),
    ],
)
def test_a_file_that_cannot_be_used(
    refusal: Callable[..., str], content: str | bytes, said: str
) -> None:
    assert said in refusal(content)


def test_text_in_a_number_column(refusal: Callable[..., str]) -> None:
    lines = study()
    lines[5] = "P2,1,a,much"
    assert refusal(text(lines)).startswith("The column y must hold numbers, but line 6 holds text")


def test_one_slip_of_the_pen_does_not_make_a_covariate_a_factor(
    refusal: Callable[..., str],
) -> None:
    lines = [line + f",{number}" for number, line in enumerate(study())]
    lines[0] = "id,w,g,y,age"
    lines[5] = lines[5].rpartition(",")[0] + ",4O"
    said = refusal(text(lines), "y ~ age")
    assert "The column age must hold numbers, but line 6 holds text ('4O')" in said


def test_one_wave_only(refusal: Callable[..., str]) -> None:
    assert "at least two" in refusal(text(study(waves="1")))


def test_one_person(refusal: Callable[..., str]) -> None:
    assert "answers of 1 person" in refusal(text(study(rows=1)), "y ~ 1")


def test_a_person_with_two_rows_for_a_wave(refusal: Callable[..., str]) -> None:
    said = refusal(text([*study(), "P3,2,b,4"]))
    assert said == (
        "P3 (column id) has two rows for 2 (column w): lines 9 and 26. "
        "Keep one row per person and wave."
    )


def test_the_same_number_written_differently_is_the_same_wave(refusal: Callable[..., str]) -> None:
    said = refusal(text([*study(), "P3,2.0,b,4"]))
    assert said.startswith("P3 (column id) has two rows for 2 (column w)")


def test_a_level_with_no_data(refusal: Callable[..., str]) -> None:
    said = refusal(text([*study(), "X,1,c,", "X,2,c,NA"]))
    assert said.startswith("The level c of g has no row that can be used")


def test_a_wave_with_no_data(refusal: Callable[..., str]) -> None:
    assert refusal(text([*study(), "P1,3,b,"])).startswith("The level 3 of w has no row")


def test_collinear_columns_are_named(refusal: Callable[..., str]) -> None:
    lines = [f"{line},{line.split(',')[-1]}" for line in study()]
    lines = [f"{line},{2 * number}" for number, line in enumerate(lines)]
    lines = [f"{line},{3 * number + 1}" for number, line in enumerate(lines)]
    lines[0] = "id,w,g,y,z,age,months"
    assert "The column months follows from" in refusal(text(lines), "y ~ age + months")


def test_a_combination_that_nobody_has_is_named(refusal: Callable[..., str]) -> None:
    lines = [line + (",s" if ",a," in line else ",r") for line in study()]
    lines[0] = "id,w,g,y,side"
    assert "No row has g = a and side = r" in refusal(text(lines), "y ~ g*side")


def test_a_factor_with_one_level(refusal: Callable[..., str]) -> None:
    lines = [line.replace(",b,", ",a,") for line in study()]
    assert refusal(text(lines)).startswith("g has one level only (a)")


def singular() -> str:
    lines = ["id,w,g,y"]
    for person in range(20):
        value = person * 37 % 11
        lines += [f"P{person},1,a,{value}", f"P{person},2,b,{2 * value + 1}"]
    return text(lines)


def test_a_near_singular_covariance_goes_down_the_registered_chain_and_says_so(
    call: Call, tmp_path: Path
) -> None:
    (tmp_path / "answers.csv").write_text(singular())
    code, table, err = call(
        str(tmp_path / "answers.csv"), "y ~ g", "--subject", "id", "--wave", "w"
    )

    assert (code, err) == (0, "")
    assert "compound-symmetric covariance (us, toeph, ar1h refused), REML" in table
    assert "Not us: The answers at 1 and 2 say almost the same" in table


def test_a_near_singular_covariance_without_a_chain(refusal: Callable[..., str]) -> None:
    said = refusal(singular(), "y ~ g", "--instead", "none")
    assert "nearly singular" in said
    assert "Outcome y, people in id, waves in w; 40 of 40 rows could be used" in said


def test_a_search_that_does_not_end(refusal: Callable[..., str]) -> None:
    answers = "P0,0,a,4 P0,1,a,9 P1,2,b,4 P2,0,a,2 P2,1,a,2 P3,0,b,8 P3,1,b,5 P3,2,b,5 P4,1,a,2"
    said = refusal(text(["id,w,g,y", *answers.split()]), "y ~ C(w) + g", "--instead", "none")
    assert "did not come to an end" in said
    assert "Outcome y, people in id, waves in w; 9 of 9 rows could be used." in said


def test_no_spread_at_all(refusal: Callable[..., str]) -> None:
    lines = [line.rpartition(",")[0] + ",3" for line in study()]
    lines[0] = "id,w,g,y"
    assert "nothing is left to estimate a spread from" in refusal(text(lines))


def test_two_hundred_levels(answer: Callable[..., Any], tmp_path: Path) -> None:
    lines = ["id,w,g,y"]
    for person in range(600):
        for wave in (1, 2):
            value = (person * 37 % 101) + (person * wave * 53 % 71)
            lines.append(f"P{person},{wave},L{person % 200},{value}")
    path = tmp_path / "answers.csv"
    path.write_text(text(lines))
    found = answer(str(path), "y ~ g", "--subject", "id", "--wave", "w")

    assert found["tests"][0]["num_df"] == 199


@pytest.mark.parametrize(
    ("formula", "said"),
    [
        ("y g", "cannot be read"),
        ("y ~ ", "cannot be read"),
        ("~ g", "cannot be read"),
        ("y ~ g | w", "cannot be read"),
        ("y + w ~ g", "cannot be read"),
        ("y ~ (g", "cannot be read"),
        ("y ~ 0", "cannot be read"),
        ("log(y) ~ g", "log(y) is a calculation"),
        ("y ~ __import__('os').getcwd()", "cannot be read"),
        ("y ~ nothing", "no column nothing"),
    ],
)
def test_a_formula_that_cannot_be_used(
    refusal: Callable[..., str], formula: str, said: str
) -> None:
    assert said in refusal(text(study()), formula)


@pytest.mark.parametrize(
    ("wish", "said"),
    [
        (("--reference", "g"), "not COLUMN=LEVEL for a factor of the model. Its factors are: g."),
        (("--reference", "h=a"), "not COLUMN=LEVEL"),
        (("--reference", "g=z"), "g has no level z. Its levels are: a, b."),
        (("--lsmeans", "w"), "w is not a factor of this model"),
        (("--pairs", "g |"), 'should name columns, like "ARMCD | AVISIT"'),
        (("--method", "ml", "--df", "kenward-roger"), "defined for REML only"),
        (
            ("--contrast", "g"),
            '"g" is not a sum of coefficients. Their names are: Intercept, g[T.b]',
        ),
        (("--contrast", "g[T.b] g[T.b]"), "is not a sum of coefficients"),
        (("--contrast", "g[T.b] - g[T.b]"), "adds up to nothing"),
        (("--contrast", "g[T.b]; 2*g[T.b]"), "follow from each other"),
        (("--lsmeans-weights", "g=a:1"), "say nothing of b"),
        (("--lsmeans-weights", "g=a:0,b:0"), "all zero"),
        (("--lsmeans-weights", "g=a:1,c:2"), "the levels of g are: a, b"),
        (("--lsmeans-weights", "h=a:1"), "the factors are: g"),
        (("--weights", "y"), "The weight in column y, line 2, is 0."),
        (("--weights", "w"), "P0 has two weights in column w: lines 2 and 3."),
    ],
)
def test_a_wish_that_cannot_be_met(
    refusal: Callable[..., str], wish: tuple[str, ...], said: str
) -> None:
    assert said in refusal(text(study()), "y ~ g", *wish)
