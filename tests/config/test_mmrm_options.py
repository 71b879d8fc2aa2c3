"""Every option of `visavis mmrm`, by what it changes in the answer."""

import json
from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from visavis.config.mmrm_command import add_arguments, run
from visavis.statistics.covariance import WORDS

pytestmark = pytest.mark.pure

FEV = str(Path(__file__).parents[1] / "statistics" / "data" / "fev_data.csv")
WHO = ("--subject", "USUBJID", "--wave", "AVISIT")

Answer = Callable[..., Any]


@pytest.fixture
def answer(capsys: pytest.CaptureFixture[str]) -> Answer:
    def answered(formula: str, *more: str, file: str = FEV, who: tuple[str, ...] = WHO) -> Any:
        parser = ArgumentParser()
        add_arguments(parser)
        code = run(parser.parse_args([file, formula, *who, *more, "--json"]))
        said = capsys.readouterr()
        assert (code, said.err) == (0, "")
        return json.loads(said.out)

    return answered


# Sources: openpharma/mmrm, design/ddfm_covtype/kr_*.csv and kr1_*.csv (SAS PROC MIXED)
@pytest.mark.parametrize(
    ("covariance", "df", "se", "freedom"),
    [
        ("cs", "kenward-roger", 0.7964696053595, 177.038485931223),
        ("csh", "kenward-roger", 0.67414806011886, 190.737701349941),
        ("ar1", "kenward-roger", 0.95865439662225, 188.46934887972),
        ("ar1", "kenward-roger-linear", 0.96058142305176, 188.46934887972),
        ("ar1h", "kenward-roger", 0.7590316099633, 188.225339095373),
        ("toeph", "kenward-roger", 0.72543828853831, 180.062730071701),
        ("toep-h", "kenward-roger", 0.72543828853831, 180.062730071701),
    ],
)
def test_each_covariance_and_kind_of_df_is_that_of_sas(
    answer: Answer, covariance: str, df: str, se: float, freedom: float
) -> None:
    found = answer("FEV1 ~ ARMCD", "--covariance", covariance, "--df", df)

    assert found["options"]["covariance"] == covariance.replace("-", "")
    assert found["coefficients"][1]["se"] == pytest.approx(se, rel=2e-4)
    assert found["coefficients"][1]["df"] == pytest.approx(freedom, rel=5e-4)


def test_every_output_names_its_variant(answer: Answer) -> None:
    for name, words in WORDS.items():
        variant = answer("FEV1 ~ 1", "--covariance", name)["options"]["variant"]
        assert variant.startswith(f"MMRM, {words}, REML; Kenward-Roger")
    found = answer("FEV1 ~ 1", "--method", "ml", "--information", "expected")
    assert found["options"]["variant"].endswith("ML; Satterthwaite, expected information")


def test_the_level_widens_the_intervals(answer: Answer) -> None:
    narrow = answer("FEV1 ~ 1", "--level", "0.8")["coefficients"][0]
    wide = answer("FEV1 ~ 1", "--level", "0.99")["coefficients"][0]

    assert wide["lower"] < narrow["lower"] < narrow["estimate"] < narrow["upper"] < wide["upper"]


def test_means_say_how_they_average(answer: Answer) -> None:
    asked = ("FEV1 ~ RACE + ARMCD*AVISIT", "--lsmeans", "ARMCD | AVISIT")
    equal = answer(*asked)["lsmeans"][0]
    people = answer(*asked, "--lsmeans-weights", "observed")["lsmeans"][0]
    given = "RACE=Asian:70,Black or African American:74,White:53"  # who has an answer in the file
    ours = answer(*asked, "--lsmeans-weights", given)["lsmeans"][0]

    assert equal["averaged"] == "equal weights"
    assert people["averaged"] == (
        "RACE as Asian 0.3553, Black or African American 0.3756, White 0.269"
    )
    assert people["estimate"] == ours["estimate"] != equal["estimate"]


def test_a_contrast_of_coefficients_is_the_pair_it_spells(answer: Answer) -> None:
    found = answer(
        "FEV1 ~ ARMCD*AVISIT", "--pairs", "ARMCD | AVISIT",
        "--contrast", "ARMCD[T.TRT] + ARMCD[T.TRT]:AVISIT[T.VIS4]",
    )  # fmt: skip
    pair, spelled = found["pairs"][-1], found["contrasts"][0]

    assert (pair["at"], pair["contrast"]) == ({"AVISIT": "VIS4"}, "TRT - PBO")
    assert spelled["estimate"] == pytest.approx(pair["estimate"])
    assert (spelled["se"], spelled["df"]) == pytest.approx((pair["se"], pair["df"]))


def test_several_contrasts_are_tested_together(answer: Answer) -> None:
    """The same rows as the test of the term: RACE."""
    found = answer(
        "FEV1 ~ RACE + AVISIT", "--contrast", "RACE[T.White]; RACE[T.Black or African American]"
    )
    joint = found["contrasts"][2]
    term = next(each for each in found["tests"] if each["term"] == "RACE")

    assert (joint["f"], joint["den_df"]) == pytest.approx((term["f"], term["den_df"]))


def test_weights_count_a_person_for_more(answer: Answer, tmp_path: Path) -> None:
    """Each person of the first half with weight 3, or standing in the file three times: the same
    estimates by maximum likelihood."""
    once, thrice = ["id,w,y,weight"], ["id,w,y"]
    for person in range(30):
        for wave in (1, 2, 3):
            value = (person * 37 % 11) + (person * wave * 53 % 7) + wave
            weight = 3 if person < 15 else 1
            once.append(f"P{person},{wave},{value},{weight}")
            thrice += [f"P{person}.{copy},{wave},{value}" for copy in range(weight)]
    (tmp_path / "once.csv").write_text("\n".join(once))
    (tmp_path / "thrice.csv").write_text("\n".join(thrice))
    who = ("--subject", "id", "--wave", "w")
    weighed = answer(
        "y ~ C(w)", "--weights", "weight", "--method", "ml",
        file=str(tmp_path / "once.csv"), who=who,
    )  # fmt: skip
    copied = answer("y ~ C(w)", "--method", "ml", file=str(tmp_path / "thrice.csv"), who=who)

    for one, other in zip(weighed["coefficients"], copied["coefficients"], strict=True):
        assert one["estimate"] == pytest.approx(other["estimate"], rel=1e-6)
    assert "weighted" in weighed["options"]["variant"]


def test_who_answered_which_waves_is_counted(answer: Answer) -> None:
    patterns = answer("FEV1 ~ 1")["patterns"]

    assert patterns[0] == {"waves": ["VIS1", "VIS2", "VIS3", "VIS4"], "subjects": 39}
    assert sum(each["subjects"] for each in patterns) == 197


def test_a_wave_pattern_of_one_person_is_no_obstacle(answer: Answer, tmp_path: Path) -> None:
    lines = ["id,w,y"]
    for person in range(20):
        for wave in (1, 2, 3):
            if person or wave == 2:
                lines.append(f"P{person},{wave},{(person * 37 % 11) + (person * wave * 53 % 7)}")
    path = tmp_path / "answers.csv"
    path.write_text("\n".join(lines))
    found = answer("y ~ C(w)", file=str(path), who=("--subject", "id", "--wave", "w"))

    assert found["patterns"][1] == {"waves": ["2"], "subjects": 1}


@pytest.mark.parametrize(
    "wrong",
    [
        ("--covariance", "toep"),
        ("--instead", "cs,un"),
        ("--level", "95"),
        ("--level", "much"),
        ("--df", "between-within"),
        ("--information", "robust"),
        ("--method", "bayes"),
    ],
)
def test_an_option_that_does_not_exist_is_refused_by_name(
    capsys: pytest.CaptureFixture[str], wrong: tuple[str, str]
) -> None:
    parser = ArgumentParser()
    add_arguments(parser)
    with pytest.raises(SystemExit):
        parser.parse_args([FEV, "FEV1 ~ 1", *WHO, *wrong])
    said = capsys.readouterr().err
    assert wrong[0] in said
    assert "Traceback" not in said
