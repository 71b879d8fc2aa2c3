"""The repeated-measures model for 10,000 people × 3 waves, ours and its peers, in one run.

A quarter of the answers is missing, nine coefficients, unstructured, REML. Ours is timed from raw
columns to the end of all inference (Kenward-Roger for every coefficient, F tests per term,
least-squares means and their differences); the peers from the data frame to the fitted model, which
is less work: R's nlme::gls, R's lme4::lmer (a random effect per wave beside the residual, which spans
the same covariances), and statsmodels' MixedLM (a random intercept, against our compound symmetry).
All must give the same coefficients and model-based standard errors.

All run with one BLAS thread: the matrices are small, and threads that wait for each other cost
more than they bring, most of all on a busy machine. Of ours the median of many runs counts; the
shortest and the processor time are printed beside it, because the clock also counts waiting.

    python benchmarks/mmrm_vs_nlme.py [people]
"""

import csv
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from visavis.statistics import (
    INTERCEPT,
    Design,
    Estimate,
    Fit,
    coefficients,
    f_test,
    least_squares_means,
    mmrm,
    pairs,
    rows,
)

Estimates = Mapping[str, tuple[float, float]]

WAVES = ("T1", "T2", "T3")
DESIGN = Design(
    (INTERCEPT, ("wave",), ("group",), ("wave", "group"), ("role",), ("age",)),
    {"wave": WAVES, "group": ("A", "B"), "role": ("harmed", "kin", "responsible")},
)
REPEATS = 25
AIM_SECONDS, AIM_NLME, AIM_LME4 = 0.050, 250, 40

R = """
d <- read.csv("answers.csv")
for (name in c("wave", "group", "role")) d[[name]] <- factor(d[[name]])
d$place <- as.integer(d$wave)
write <- function(file, said) write.csv(
  data.frame(name = rownames(said), estimate = said[, 1], se = said[, 2]), file, row.names = FALSE
)
if (WHICH == "nlme") {
  suppressPackageStartupMessages(library(nlme))
  took <- system.time(fit <- gls(
    y ~ wave * group + role + age, data = d, method = "REML",
    correlation = corSymm(form = ~ place | person), weights = varIdent(form = ~ 1 | wave)
  ))[["elapsed"]]
  write("coefficients.csv", summary(fit)$tTable)
} else {
  suppressPackageStartupMessages(library(lme4))
  took <- system.time(fit <- suppressWarnings(lmer(
    y ~ wave * group + role + age + (0 + wave | person), data = d, REML = TRUE,
    control = lmerControl(check.nobs.vs.nRE = "ignore", calc.derivs = FALSE)
  )))[["elapsed"]]
  write("coefficients.csv", summary(fit)$coefficients)
}
cat(sprintf("%.6f %s\\n", took, packageVersion(WHICH)))
"""

NAMES_IN_R = {
    "Intercept": "(Intercept)",
    "wave[T.T2]": "waveT2",
    "wave[T.T3]": "waveT3",
    "group[T.B]": "groupB",
    "role[T.kin]": "rolekin",
    "role[T.responsible]": "roleresponsible",
    "age": "age",
    "wave[T.T2]:group[T.B]": "waveT2:groupB",
    "wave[T.T3]:group[T.B]": "waveT3:groupB",
}


def study(people: int) -> dict[str, np.ndarray]:
    """Columns of a made-up study, seeded; rows are answers."""
    rng = np.random.default_rng(20_261)
    root = np.linalg.cholesky(np.array([[1, 0.55, 0.5], [0.55, 1.1, 0.65], [0.5, 0.65, 0.9]]))
    y = 3 + rng.standard_normal((people, 3)) @ root.T
    group, role = rng.integers(0, 2, people), rng.integers(0, 3, people)
    age = rng.normal(45, 14, people)
    person, wave = np.nonzero(rng.random((people, 3)) > 0.25)
    outcome = y[person, wave] + 0.25 * (wave > 0) * (group[person] == 0) + 0.004 * age[person]
    return {
        "y": outcome,
        "person": person,
        "wave": wave,
        "group": group[person],
        "role": role[person],
        "age": age[person],
    }


def ours(data: Mapping[str, np.ndarray], covariance: str = "us") -> Fit:
    """Everything the command would print."""
    values = {name: data[name] for name in ("wave", "group", "role", "age")}
    x = DESIGN.matrix(values)
    fit = mmrm(
        rows(
            data["y"],
            x,
            data["person"],
            data["wave"],
            columns=DESIGN.columns,
            waves=range(len(WAVES)),
        ),
        covariance=covariance,
    )
    coefficients(fit)
    for asked in DESIGN.hypotheses(x, values).values():
        f_test(fit, asked)
    at = {"age": float(data["age"].mean())}
    least_squares_means(fit, DESIGN, ["group"], ["wave"], covariates=at)
    pairs(fit, DESIGN, ["group"], ["wave"], covariates=at)
    return fit


@dataclass(frozen=True)
class Took:
    """Seconds: the median and the shortest of several runs by the clock, and processor time."""

    median: float
    shortest: float
    processor: float


def timed(run: Callable[[], object], repeats: int = REPEATS) -> Took:
    run()  # to warm up
    clock, processor = [], []
    for _ in range(repeats):
        start, busy = time.perf_counter(), time.process_time()
        run()
        clock.append(time.perf_counter() - start)
        processor.append(time.process_time() - busy)
    return Took(float(np.median(clock)), min(clock), float(np.median(processor)))


def in_r(which: str, data: Mapping[str, np.ndarray]) -> tuple[float, Estimates, str]:
    """Seconds, coefficients with standard errors, and the package's version."""
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        with (here / "answers.csv").open("w", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["y", "person", "wave", "group", "role", "age"])
            roles = ("harmed", "kin", "responsible")
            for y, person, wave, group, role, age in zip(*data.values(), strict=True):
                line = [repr(float(y)), person, WAVES[wave], "AB"[group], roles[role]]
                writer.writerow([*line, repr(float(age))])
        (here / "fit.R").write_text(f'WHICH <- "{which}"\n{R}')
        ran = subprocess.run(
            ["Rscript", "--vanilla", "fit.R"], cwd=here, capture_output=True, text=True, check=False
        )
        if ran.returncode:
            raise SystemExit(f"R could not fit the model: {ran.stderr.strip()}")
        took, version = ran.stdout.split()
        with (here / "coefficients.csv").open(newline="") as file:
            found = {
                line["name"]: (float(line["estimate"]), float(line["se"]))
                for line in csv.DictReader(file)
            }
    return float(took), found, version


def in_statsmodels(data: Mapping[str, np.ndarray]) -> tuple[float, np.ndarray, str]:
    """Seconds, coefficients and version, with a random intercept per person."""
    import statsmodels
    from statsmodels.regression.mixed_linear_model import MixedLM

    values = {name: data[name] for name in ("wave", "group", "role", "age")}
    x = DESIGN.matrix(values)
    start = time.perf_counter()
    fit = MixedLM(data["y"], x, groups=data["person"]).fit(reml=True)
    return time.perf_counter() - start, np.asarray(fit.fe_params), statsmodels.__version__


def same(
    ours: Mapping[str, Estimate], theirs: Estimates, rounding: float, deviations: float
) -> None:
    """Estimates equal to `rounding` of their standard errors, standard errors to `deviations`."""
    for name, estimate in ours.items():
        peer, peer_se = theirs[NAMES_IN_R[name]]
        assert abs(estimate.estimate - peer) <= rounding * peer_se, (name, estimate, peer)
        assert abs(estimate.se / peer_se - 1) <= deviations, (name, estimate, peer_se)


def has(package: str) -> bool:
    asked = f"quit(status = !requireNamespace('{package}', quietly = TRUE))"
    return (
        shutil.which("Rscript") is not None
        and subprocess.run(
            ["Rscript", "--vanilla", "-e", asked], capture_output=True, check=False
        ).returncode
        == 0
    )


def main() -> int:
    if os.environ.get("OPENBLAS_NUM_THREADS") != "1":  # read once, when NumPy is loaded
        again = [sys.executable, __file__, *sys.argv[1:]]
        return subprocess.run(
            again, env=os.environ | {"OPENBLAS_NUM_THREADS": "1"}, check=False
        ).returncode
    people = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    data = study(people)
    took = timed(lambda: ours(data))
    found = coefficients(ours(data), df="satterthwaite")
    print(f"MMRM, {people} people x 3 waves, {len(data['y'])} answers, {len(found)} columns")
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    print(f"  visavis, with all inference   {took.median * 1000:10.1f} ms  (median of {REPEATS};")
    print(
        f"    shortest {took.shortest * 1000:.1f} ms, processor {took.processor * 1000:.1f} ms; "
        f"limit {AIM_SECONDS * 1000:.0f} ms)"
    )
    met = took.median <= AIM_SECONDS
    for package, aim, rounding, deviations in (
        ("nlme", AIM_NLME, 1e-4, 1e-4),
        ("lme4", AIM_LME4, 5e-3, 1e-3),  # its optimiser stops earlier
    ):
        if not has(package):
            print(f"  R's {package} is not installed here (Debian: r-cran-{package})")
            continue
        theirs, said, version = in_r(package, data)
        same(found, said, rounding, deviations)
        times = theirs / took.median
        met = met and times >= aim
        print(
            f"  {package} {version}, fit only {theirs * 1000:17.1f} ms  {times:.0f} times as long "
            f"(limit {aim}); coefficients agree to {rounding:g} of their standard errors"
        )
    plain = timed(lambda: ours(data, covariance="cs"), 5)
    theirs, beta, version = in_statsmodels(data)
    mine = ours(data, covariance="cs")
    assert np.abs((mine.beta - beta) / np.sqrt(np.diag(mine.cov_beta))).max() < 1e-2
    print(
        f"  compound symmetry: visavis {plain.median * 1000:.1f} ms; statsmodels {version} MixedLM, fit "
        f"only {theirs * 1000:.1f} ms, {theirs / plain.median:.0f} times as long"
    )
    return 0 if people < 10_000 or met else 1


if __name__ == "__main__":
    raise SystemExit(main())
