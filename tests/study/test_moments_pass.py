"""The pass over a wide table gives the model of the long one, on two engines."""

from typing import Any

import duckdb
import narwhals as nw
import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from visavis.statistics import Design, Moments, Term, coefficients, f_test, mmrm, rows
from visavis.statistics.errors import NoData, NotDefined, NotFinite, OneWave
from visavis.study.moments_pass import Cells, Wide, cells
from visavis.study.wide_moments import moments, spanning

pytestmark = pytest.mark.pure

WAVES = ("T1", "T2", "T3")
TERMS: tuple[Term, ...] = (
    (), ("wave",), ("group",), ("role",), ("age",), ("wave", "group"), ("wave", "age"),
)  # fmt: skip
WIDE = Wide({"T1": "y1", "T2": "y2", "T3": "y3"}, ("group", "role"), {"age": 45.0}, middle=3.0)


def study(n: int = 400, seed: int = 1) -> pl.DataFrame:
    rng = np.random.default_rng(seed)
    y = 3 + rng.standard_normal((n, 3)) @ np.array([[1, 0.5, 0.4], [0, 0.8, 0.5], [0, 0, 0.7]])
    y[rng.random((n, 3)) < 0.3] = np.nan
    frame = pl.DataFrame(
        {
            "group": rng.choice(["A", "B"], n),
            "role": rng.choice(["harmed", "kin", "responsible"], n),
            "age": np.round(rng.normal(45, 14, n), 1),
            "months": rng.integers(1, 60, n),
            "y1": y[:, 0], "y2": y[:, 1], "y3": y[:, 2],
        }
    )  # fmt: skip
    gone = pl.int_range(pl.len()).is_in([3, 50])
    return frame.with_columns(
        age=pl.when(gone).then(None).otherwise(pl.col("age")),
        y2=pl.col("y2").fill_nan(None),  # y1 and y3 keep NaN: both are missing
    )


def long(frame: pl.DataFrame, terms: tuple[Term, ...], factors: dict[str, list[str]]) -> Any:
    """The same study as rows, one per answer: the way of `statistics` itself."""
    known = frame.with_row_index("person").drop_nulls(["group", "role", "age"])
    long = known.unpivot(
        ["y1", "y2", "y3"], index=["person", "group", "role", "age", "months"], value_name="y"
    ).filter(pl.col("y").is_not_null() & pl.col("y").is_not_nan())
    design = Design(terms, {"wave": list(WAVES), **factors})
    wave = np.array([int(name[1]) - 1 for name in long["variable"]])
    values = {
        "wave": wave,
        "age": long["age"].to_numpy(),
        "months": long["months"].to_numpy(),
        **{
            name: np.array([levels.index(each) for each in long[name]])
            for name, levels in factors.items()
        },
    }
    x = design.matrix(values)
    data = rows(
        long["y"].to_numpy(), x, long["person"].to_numpy(), wave,
        columns=design.columns, waves=range(3),
    )  # fmt: skip
    return data, design, values


def in_duckdb(frame: pl.DataFrame) -> Any:
    """The table in DuckDB, filled without Arrow."""
    there = duckdb.connect()
    kinds = {pl.String: "VARCHAR", pl.Float64: "DOUBLE", pl.Int64: "BIGINT"}
    columns = ", ".join(f'"{s.name}" {kinds[type(s.dtype)]}' for s in frame)  # type: ignore[index]
    there.execute(f"CREATE TABLE study ({columns})")
    marks = ", ".join("?" * frame.width)
    there.executemany(f"INSERT INTO study VALUES ({marks})", frame.rows())
    return there.table("study")


def fetched(lazy: nw.LazyFrame[Any]) -> list[dict[str, Any]]:
    native = nw.to_native(lazy)
    return [dict(zip(native.columns, row, strict=True)) for row in native.fetchall()]


def passed(frame: Any, terms: tuple[Term, ...] = TERMS, **more: Any) -> tuple[Cells, Design]:
    found = cells(frame, WIDE, terms, wave="wave", **more)
    return found, Design(terms, {"wave": list(WAVES), **found.factors()})


def test_the_model_is_that_of_the_long_table() -> None:
    frame = study()
    found, design = passed(frame.lazy())
    ours = mmrm(moments(found, design, wave="wave"))
    data, _, values = long(frame, TERMS, found.factors())
    theirs = mmrm(data)

    assert (ours.n_people, ours.n_observations) == (theirs.n_people, theirs.n_observations)
    assert ours.deviance == pytest.approx(theirs.deviance, rel=1e-9)
    for name, each in coefficients(theirs).items():
        here = coefficients(ours)[name]
        assert (here.estimate, here.se, here.df) == (
            pytest.approx(each.estimate, rel=1e-6, abs=1e-9),
            pytest.approx(each.se, rel=1e-6),
            pytest.approx(each.df, rel=1e-5),
        )
    x, made_from = spanning(found, design, wave="wave")
    for term, asked in design.hypotheses(data.design, values).items():
        wide = design.hypotheses(x, made_from)[term]
        assert f_test(ours, wide).f == pytest.approx(f_test(theirs, asked).f, rel=1e-5)


@settings(max_examples=10)
@given(
    seed=st.integers(0, 1_000),
    terms=st.sampled_from(
        [
            TERMS,
            ((), ("wave",)),
            (("wave",), ("wave", "role")),
            ((), ("wave",), ("role", "group"), ("age",), ("age", "role")),
        ]
    ),
)
def test_two_engines_give_the_same_sums(seed: int, terms: tuple[Term, ...]) -> None:
    """Polars and DuckDB, the same expressions: equal to 1e-9, relative to the size of the sums."""
    frame = study(120, seed)
    one, design = passed(frame.lazy(), terms)
    other, _ = passed(in_duckdb(frame), terms, collect=fetched)
    ours, theirs = (moments(each, design, wave="wave") for each in (one, other))

    assert np.array_equal(ours.observed, theirs.observed)
    assert np.array_equal(ours.people, theirs.people)
    size = np.sqrt(np.einsum("kaaii->ki", ours.sums) + 1e-300)
    scale = (size[:, :, None] * size[:, None, :])[:, None, None]
    assert (np.abs(ours.sums - theirs.sums) / scale).max() <= 1e-9
    assert (one.left_out, one.silent) == (other.left_out, other.silent)


def test_shards_add_up_in_any_cut() -> None:
    frame = study(300)
    found, design = passed(frame.lazy())
    whole = moments(found, design, wave="wave")
    added: Moments | None = None
    for start, end in ((0, 40), (40, 190), (190, 300)):
        part, _ = passed(frame[start:end].lazy())
        here = moments(part, design, wave="wave")
        added = here if added is None else added + here

    assert added is not None
    assert added.n_people == whole.n_people
    assert added.sums == pytest.approx(whole.sums, rel=1e-9, abs=1e-9)


def test_who_lacks_a_fact_or_every_answer_is_counted() -> None:
    frame = study()
    found, _ = passed(frame.lazy())
    silent = frame.drop_nulls("age").filter(
        pl.col("y1").is_nan() & pl.col("y2").is_null() & pl.col("y3").is_nan()
    )

    assert found.left_out == 2
    assert found.silent == silent.height > 0
    assert found.people.sum() == frame.height - 2 - silent.height


def test_constants_change_no_result() -> None:
    frame = study()
    plain = Wide(WIDE.outcome, WIDE.factors, {"age": 0.0, "months": 0.0})
    centred = Wide(WIDE.outcome, WIDE.factors, {"age": 45.0, "months": 24.0}, middle=3.0)
    terms: tuple[Term, ...] = (
        (), ("wave",), ("role",), ("age",), ("months",), ("age", "months"), ("age", "role"),
    )  # fmt: skip
    fits = []
    for wide in (plain, centred):
        found = cells(frame.lazy(), wide, terms, wave="wave")
        design = Design(terms, {"wave": list(WAVES), "role": found.factors()["role"]})
        fits.append(mmrm(moments(found, design, wave="wave")))
        assert found.covariate_means() == pytest.approx(
            cells(frame.lazy(), plain, terms, wave="wave").covariate_means()
        )

    assert fits[0].beta == pytest.approx(fits[1].beta, rel=1e-6)
    assert fits[0].covariance == pytest.approx(fits[1].covariance, rel=1e-6)


def test_covariate_means_are_those_over_answers() -> None:
    frame = study()
    found, _ = passed(frame.lazy())
    data, _, values = long(frame, TERMS, found.factors())

    assert found.covariate_means()["age"] == pytest.approx(values["age"].mean())
    assert len(values["age"]) == len(data.outcome)


def test_constants_without_the_lower_terms_are_refused() -> None:
    terms: tuple[Term, ...] = (("wave",), ("age", "role"))
    found = cells(study().lazy(), WIDE, terms, wave="wave")
    design = Design(terms, {"wave": list(WAVES), **found.factors()})
    with pytest.raises(NotDefined, match="lower terms"):
        moments(found, design, wave="wave")


def test_what_cannot_be_used_is_refused() -> None:
    frame = study()
    with pytest.raises(NotDefined, match="town is neither"):
        cells(frame.lazy(), WIDE, ((), ("town",)), wave="wave")
    with pytest.raises(NoData):
        passed(frame.head(0).lazy())
    with pytest.raises(OneWave):
        Wide({"T1": "y1"}, (), {})
    infinite = frame.with_columns(y3=pl.lit(float("inf")))
    with pytest.raises(NotFinite, match="y3"):
        passed(infinite.lazy())
