"""Residuals against SAS, and what they must look like when the model is right."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from tests.statistics.fev import MAIN, Fev
from visavis.statistics import Rows, mmrm, residuals
from visavis.statistics.errors import NotDefined

pytestmark = pytest.mark.pure

# openpharma/mmrm, design/SAS/sas_resid_un.txt: raw, Pearson and scaled residual of the main model
SAS = {
    ("PT1", "VIS2"): (-1.2349, -0.23957, -0.23957),
    ("PT2", "VIS2"): (-4.1618, -0.80740, -0.80740),
    ("PT2", "VIS3"): (-4.2406, -1.09871, -0.99548),
    ("PT2", "VIS4"): (2.9770, 0.30455, 0.43232),
    ("PT3", "VIS4"): (-10.5233, -1.07655, -1.04531),
    ("PT4", "VIS4"): (3.8948, 0.39844, 0.51737),
    ("PT5", "VIS3"): (4.1435, 1.07355, 1.09604),
    ("PT7", "VIS2"): (-3.0337, -0.58855, -0.71831),
}


def test_each_residual_is_that_of_sas(fev: Fev) -> None:
    data = fev.rows(fev.design(*MAIN))
    found = residuals(mmrm(data), data)
    rows = {key: row for row, key in enumerate(zip(fev.person, fev.wave, strict=True))}

    for key, (raw, standard, scaled) in SAS.items():
        row = rows[key]
        assert found.raw[row] == pytest.approx(raw, abs=5e-4)
        assert found.standard[row] == pytest.approx(standard, rel=3e-4)
        assert found.scaled[row] == pytest.approx(scaled, rel=5e-4)


def test_scaled_residuals_no_longer_hang_together(study: Callable[..., Rows]) -> None:
    data = study(n=3_000, seed=2)
    found = residuals(mmrm(data), data)
    again = residuals(mmrm(replace(data, outcome=found.scaled)), data)

    assert found.scaled.var() == pytest.approx(1, abs=0.02)
    assert again.model == pytest.approx(np.eye(3), abs=0.06)
    assert found.found == pytest.approx(found.model, abs=0.06)


def test_a_covariance_that_does_not_fit_is_seen(fev: Fev) -> None:
    """Compound symmetry on answers whose spread differs fourfold between visits."""
    data = fev.rows(fev.design(*MAIN))
    free, plain = (residuals(mmrm(data, covariance=kind), data) for kind in ("us", "cs"))
    off = [np.abs(each.found / each.model - 1)[np.diag_indices(4)].max() for each in (free, plain)]

    assert off[0] < 0.1
    assert off[1] > 0.5


def test_the_furthest_answer_is_found(study: Callable[..., Rows]) -> None:
    data = study(n=200)
    outcome = data.outcome.copy()
    outcome[17] += 9
    odd = replace(data, outcome=outcome)
    found = residuals(mmrm(odd), odd)

    assert int(np.abs(found.scaled).argmax()) == 17
    assert found.furthest > 4


def test_rows_of_another_model_are_refused(fev: Fev) -> None:
    data = fev.rows(fev.design(*MAIN))
    with pytest.raises(NotDefined):
        residuals(mmrm(data), fev.rows(fev.design((), ("SEX",))))
