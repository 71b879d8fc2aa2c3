"""How far two coders of interviews agree: κ as computed by hand, over the passages both read."""

import polars as pl
import pytest

from visavis.study.agreement import agreement
from visavis.study.snapshot import CODES

pytestmark = pytest.mark.pure


def codes(*rows: tuple[str, str, str]) -> pl.DataFrame:
    """(passage, coder, code), five passages an interview."""
    whole = [
        (f"I{int(passage[1:]) // 5}", passage, 0, 1, coder, code) for passage, coder, code in rows
    ]
    return pl.DataFrame(whole, schema=dict(CODES), orient="row")


def fifty() -> pl.DataFrame:
    """Two readers, 50 passages: both yes 20, first only 5, second only 10, neither 15.

    p_o = .70, p_e = .50 × .60 + .50 × .40 = .50, so κ = .40: the worked example of two readers of grant
    proposals in the literature on κ (Cohen 1960).
    """
    pattern = [(1, 1)] * 20 + [(1, 0)] * 5 + [(0, 1)] * 10 + [(0, 0)] * 15
    rows = []
    for at, (a, b) in enumerate(pattern):
        rows.append((f"p{at * 7 % 50}", "ada", "agency" if a else ""))
        rows.append((f"p{at * 7 % 50}", "bob", "agency" if b else ""))
    return codes(*rows)


def test_kappa_is_the_one_computed_by_hand():
    (one,) = agreement(fifty(), "0" * 64)
    assert one.found is not None
    assert one.found.kappa.estimate == pytest.approx(0.40, abs=1e-12)
    assert not one.found.usable
    assert one.found.kappa.low < 0.40 < one.found.kappa.high


def test_a_passage_that_one_coder_did_not_read_does_not_count():
    more = pl.concat([fifty(), codes(*[(f"p{at}", "ada", "agency") for at in range(60, 90)])])
    (one,) = agreement(more, "0" * 64)
    assert one.found is not None
    assert one.found.kappa.estimate == pytest.approx(0.40, abs=1e-12)


def test_the_same_codes_give_the_same_interval_and_three_coders_none():
    assert agreement(fifty(), "0" * 64) == agreement(fifty(), "0" * 64)
    assert agreement(pl.concat([fifty(), codes(("p1", "cas", "agency"))]), "0" * 64) == ()
