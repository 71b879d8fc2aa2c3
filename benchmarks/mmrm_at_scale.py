"""The repeated-measures model at three sizes: one small study, a thousand, and ten million people.

- fev_data (200 people, 4 visits), the published model with all inference, warm; R's nlme::gls beside.
- 1,000 simulated studies of 131 people, Kenward-Roger on two contrasts; nlme::gls on twenty of them.
- 10 million people × 3 waves, from a wide Parquet file to a finished table; the bare scan of the file, and
  DuckDB with the same expressions, beside. Run in a process of its own, whose memory is measured.

    python -m benchmarks.mmrm_at_scale [people in millions]
"""

import csv
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from benchmarks.mmrm_vs_nlme import Took, has, timed
from tests.statistics.fev import FEV, MAIN, Fev
from visavis.statistics import (
    Alike,
    Change,
    Design,
    Fit,
    Plan,
    Term,
    coefficients,
    f_test,
    least_squares_means,
    mmrm,
    pairs,
    power,
)
from visavis.statistics.power import simulate

FEV_LIMIT, STUDIES_LIMIT, MILLIONS_LIMIT, MEMORY_LIMIT = 0.015, 6.0, 3.0, 2e9
STUDIES, BY_NLME = 1_000, 20
PLAN = Plan(131, (105, 85, 70), (0, 0.25, 0.25), ((1, 0.55, 0.5), (0.55, 1, 0.65), (0.5, 0.65, 1)))
TERMS: tuple[Term, ...] = ((), ("wave",), ("group",), ("wave", "group"), ("role",), ("age",))

GLS_FEV = """
suppressPackageStartupMessages(library(nlme))
d <- read.csv(commandArgs(trailingOnly = TRUE)[1]); d <- d[!is.na(d$FEV1), ]
d$place <- as.integer(factor(d$AVISIT))
run <- function() gls(
  FEV1 ~ RACE + SEX + ARMCD * AVISIT, data = d, method = "REML",
  correlation = corSymm(form = ~ place | USUBJID), weights = varIdent(form = ~ 1 | AVISIT)
)
invisible(run()); cat(system.time(run())[["elapsed"]])
"""
GLS_STUDIES = """
suppressPackageStartupMessages(library(nlme))
d <- read.csv(commandArgs(trailingOnly = TRUE)[1]); d$wave <- factor(d$place)
took <- system.time(for (each in split(d, d$study)) try(gls(
  y ~ wave, data = each, method = "REML",
  correlation = corSymm(form = ~ place | person), weights = varIdent(form = ~ 1 | wave)
), silent = TRUE))[["elapsed"]]
cat(took)
"""


def whole_table(data: Fev, design: Design) -> Fit:
    """Everything the command would print."""
    given = data.rows(design)
    fit = mmrm(given)
    coefficients(fit)
    for asked in design.hypotheses(given.design, data.values).values():
        f_test(fit, asked)
    least_squares_means(fit, design, ["ARMCD"], ["AVISIT"], covariates={})
    pairs(fit, design, ["ARMCD"], ["AVISIT"], covariates={})
    return fit


def small() -> bool:
    data = Fev()
    design = data.design(*MAIN)
    took = timed(lambda: whole_table(data, design), 50)
    peer = f"; nlme::gls, fit only, {in_r(GLS_FEV, FEV) * 1000:.0f} ms" if has("nlme") else ""
    print(f"fev_data, all inference, warm: {spoken(took)} (limit {FEV_LIMIT * 1000:.0f} ms){peer}")
    return took.median <= FEV_LIMIT


def thousand() -> bool:
    questions = [Change(0, 1), Alike(1, 2, margin=0.3)]
    took = timed(lambda: power(PLAN, questions, np.random.default_rng(1), studies=STUDIES), 3)
    peer = ""
    if has("nlme"):
        with tempfile.NamedTemporaryFile("w", suffix=".csv", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["study", "person", "place", "y"])
            for study, y in enumerate(simulate(PLAN, np.random.default_rng(1), BY_NLME)):
                for person, wave in np.argwhere(np.isfinite(y)):
                    writer.writerow([study, f"{study}.{person}", wave + 1, repr(y[person, wave])])
            file.flush()
            each = in_r(GLS_STUDIES, Path(file.name)) / BY_NLME
        peer = f"; nlme::gls, fits only, {each * STUDIES:.0f} s (from {BY_NLME} of them)"
    print(
        f"{STUDIES} studies of {PLAN.people}, Kenward-Roger on two contrasts: "
        f"{spoken(took)} (limit {STUDIES_LIMIT:.0f} s){peer}"
    )
    return took.median <= STUDIES_LIMIT


def millions(people: int) -> bool:
    path = wide_file(people)
    scan = min(in_process("scan", path)[0] for _ in range(3))
    duck = min(in_process("duckdb", path)[0] for _ in range(2))
    runs = sorted(in_process("table", path) for _ in range(5))
    took, memory = runs[len(runs) // 2]
    print(
        f"{people:,} people x 3 waves, wide Parquet ({path.stat().st_size / 1e6:.0f} MB) to table: "
        f"{took:.2f} s, shortest {runs[0][0]:.2f} s (limit {MILLIONS_LIMIT:.0f} s), "
        f"{memory / 1e9:.2f} GB (limit {MEMORY_LIMIT / 1e9:.0f} GB); bare scan {scan:.2f} s; "
        f"the same expressions on DuckDB {duck:.2f} s"
    )
    return took <= MILLIONS_LIMIT and memory <= MEMORY_LIMIT


def in_process(what: str, path: Path) -> tuple[float, float]:
    """Seconds and bytes of a fresh process that does one thing with the file."""
    ran = subprocess.run(
        [sys.executable, "-m", "benchmarks.mmrm_at_scale", "--once", what, str(path)],
        capture_output=True, text=True, check=True,
        env=os.environ | {"OPENBLAS_NUM_THREADS": "1"},
    )  # fmt: skip
    seconds, memory = ran.stdout.split()
    return float(seconds), float(memory)


def once(what: str, path: Path) -> None:
    """In the fresh process: do it, print seconds and the most memory that was held."""
    import duckdb
    import narwhals as nw
    import polars as pl

    from visavis.study.moments_pass import Wide, _monomials, cells, query
    from visavis.study.wide_moments import moments, spanning

    wide = Wide({"T1": "y1", "T2": "y2", "T3": "y3"}, ("group", "role"), {"age": 45.0}, middle=3.0)

    def scan() -> None:
        pl.scan_parquet(path).select(pl.all().null_count(), pl.col("y1").sum().alias("s")).collect(
            engine="streaming"
        )

    def in_duckdb() -> None:
        lazy = query(duckdb.read_parquet(str(path)), wide, tuple(_monomials(wide, TERMS, "wave")))
        nw.to_native(lazy).fetchall()

    def table() -> None:
        found = cells(pl.scan_parquet(path), wide, TERMS, wave="wave")
        design = Design(TERMS, {"wave": list(wide.outcome), **found.factors()})
        fit = mmrm(moments(found, design, wave="wave"))
        coefficients(fit)
        for asked in design.hypotheses(*spanning(found, design, wave="wave")).values():
            f_test(fit, asked)
        at = found.covariate_means()
        least_squares_means(fit, design, ["group"], ["wave"], covariates=at)
        pairs(fit, design, ["group"], ["wave"], covariates=at)

    work: dict[str, Callable[[], None]] = {"scan": scan, "duckdb": in_duckdb, "table": table}
    start = time.perf_counter()
    work[what]()
    took = time.perf_counter() - start
    print(took, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)


def wide_file(people: int) -> Path:
    """Made the first time and kept: a quarter of the answers missing, nine coefficients."""
    import polars as pl

    path = Path(os.environ.get("VISAVIS_BENCH", "var/bench")) / f"wide_{people}.parquet"
    if path.exists():
        return path
    path.parent.mkdir(parents=True, exist_ok=True)
    rng = np.random.default_rng(20_261)
    root = np.linalg.cholesky(np.array([[1, 0.55, 0.5], [0.55, 1.1, 0.65], [0.5, 0.65, 0.9]]))
    parts = []
    for begun in range(0, people, 1_000_000):
        n = min(1_000_000, people - begun)
        group, role = rng.integers(0, 2, n), rng.integers(0, 3, n)
        age = np.round(rng.normal(45, 14, n), 1)
        y = 3 + rng.standard_normal((n, 3)) @ root.T + 0.004 * age[:, None]
        y += 0.25 * np.array([0, 1, 1]) * (group == 0)[:, None]
        y[rng.random((n, 3)) < 0.25] = np.nan
        columns = {"age": age, "y1": y[:, 0], "y2": y[:, 1], "y3": y[:, 2]}
        parts.append(
            pl.DataFrame(columns).with_columns(
                pl.col("y1", "y2", "y3").fill_nan(None),
                group=pl.Series(np.array(["A", "B"])[group]).cast(pl.Categorical),
                role=pl.Series(np.array(["harmed", "kin", "responsible"])[role]).cast(
                    pl.Categorical
                ),
            )
        )
    pl.concat(parts).write_parquet(path)
    return path


def in_r(script: str, file: Path) -> float:
    ran = subprocess.run(
        ["Rscript", "--vanilla", "-e", script, str(file)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if ran.returncode:
        raise SystemExit(f"R could not fit the model: {ran.stderr.strip()}")
    return float(ran.stdout)


def spoken(took: Took) -> str:
    unit, times = ("ms", 1000) if took.median < 1 else ("s", 1)
    return (
        f"{took.median * times:.2f} {unit}, shortest {took.shortest * times:.2f}, "
        f"processor {took.processor * times:.2f}"
    )


def main() -> int:
    if sys.argv[1:2] == ["--once"]:
        once(sys.argv[2], Path(sys.argv[3]))
        return 0
    if os.environ.get("OPENBLAS_NUM_THREADS") != "1":  # read once, when NumPy is loaded
        again = [sys.executable, "-m", "benchmarks.mmrm_at_scale", *sys.argv[1:]]
        return subprocess.run(
            again, env=os.environ | {"OPENBLAS_NUM_THREADS": "1"}, check=False
        ).returncode
    people = int(float(sys.argv[1]) * 1_000_000) if len(sys.argv) > 1 else 10_000_000
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    met = [small(), thousand(), millions(people)]
    return 0 if all(met) else 1


if __name__ == "__main__":
    raise SystemExit(main())
