"""Every structure, REML and ML, against R's nlme::gls on the published data, in the same run."""

import csv
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.services import rscript
from tests.statistics.fev import FEV, MAIN, Fev
from visavis.statistics import coefficients, mmrm
from visavis.statistics.covariance import WORDS

pytestmark = [pytest.mark.pure, pytest.mark.r]

GLS = Path(__file__).parent / "gls.R"

NAMES = {
    "Intercept": "(Intercept)",
    "RACE[T.Black or African American]": "RACEBlack or African American",
    "RACE[T.White]": "RACEWhite",
    "SEX[T.Female]": "SEXFemale",
    "ARMCD[T.TRT]": "ARMCDTRT",
    "AVISIT[T.VIS2]": "AVISITVIS2",
    "AVISIT[T.VIS3]": "AVISITVIS3",
    "AVISIT[T.VIS4]": "AVISITVIS4",
    "ARMCD[T.TRT]:AVISIT[T.VIS2]": "ARMCDTRT:AVISITVIS2",
    "ARMCD[T.TRT]:AVISIT[T.VIS3]": "ARMCDTRT:AVISITVIS3",
    "ARMCD[T.TRT]:AVISIT[T.VIS4]": "ARMCDTRT:AVISITVIS4",
}

Said = Mapping[tuple[str, str, str], tuple[float, float]]


@pytest.fixture(scope="module")
def nlme() -> Said:
    """(structure, method, what) → (value, standard error)."""
    ran = subprocess.run(
        [rscript(), "--vanilla", str(GLS), str(FEV)], capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    return {
        (line["structure"], line["method"], line["what"]): (
            float(line["value"]),
            float(line["se"].replace("NA", "nan")),
        )
        for line in csv.DictReader(ran.stdout.splitlines())
    }


@pytest.mark.parametrize("method", ["reml", "ml"])
@pytest.mark.parametrize("structure", list(WORDS))
def test_the_model_is_that_of_nlme(nlme: Said, fev: Fev, structure: str, method: Any) -> None:
    fit = mmrm(fev.rows(fev.design(*MAIN)), covariance=structure, method=method, instead=())

    assert fit.deviance == pytest.approx(nlme[structure, method, "deviance"][0], abs=1e-5)
    for name, found in coefficients(fit, df="satterthwaite").items():
        estimate, se = nlme[structure, method, NAMES[name]]
        assert found.estimate == pytest.approx(estimate, abs=2e-4 * se)
        assert found.se == pytest.approx(se, rel=1e-4)
