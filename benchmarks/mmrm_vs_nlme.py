"""The repeated-measures model for 10,000 people × 3 waves, ours and R's nlme::gls, in one run.

A quarter of the answers is missing, nine coefficients, unstructured, REML. Ours is timed from raw
columns to the end of all inference (Kenward-Roger for every coefficient, F tests per term,
least-squares means and their differences); gls from the data frame to the fitted model, which is
less work. Both must give the same coefficients and model-based standard errors.

Both run with one BLAS thread: the matrices are small, and threads that wait for each other cost
more than they bring, most of all on a busy machine.

    python benchmarks/mmrm_vs_nlme.py [people]
"""

import csv
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
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

WAVES = ("T1", "T2", "T3")
DESIGN = Design(
    (INTERCEPT, ("wave",), ("group",), ("wave", "group"), ("role",), ("age",)),
    {"wave": WAVES, "group": ("A", "B"), "role": ("harmed", "kin", "responsible")},
)
REPEATS = 15
AIM_SECONDS, AIM_TIMES = 0.100, 100

GLS = """
suppressPackageStartupMessages(library(nlme))
d <- read.csv("answers.csv")
for (name in c("wave", "group", "role")) d[[name]] <- factor(d[[name]])
d$place <- as.integer(d$wave)
took <- system.time(fit <- gls(
  y ~ wave * group + role + age, data = d, method = "REML",
  correlation = corSymm(form = ~ place | person), weights = varIdent(form = ~ 1 | wave)
))[["elapsed"]]
said <- summary(fit)$tTable
write.csv(
  data.frame(name = rownames(said), estimate = said[, 1], se = said[, 2]),
  "coefficients.csv", row.names = FALSE
)
cat(sprintf("%.6f %s\\n", took, packageVersion("nlme")))
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


def ours(data: Mapping[str, np.ndarray]) -> Fit:
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
        )
    )
    coefficients(fit)
    for asked in DESIGN.hypotheses(x, values).values():
        f_test(fit, asked)
    at = {"age": float(data["age"].mean())}
    least_squares_means(fit, DESIGN, ["group"], ["wave"], covariates=at)
    pairs(fit, DESIGN, ["group"], ["wave"], covariates=at)
    return fit


def timed(data: Mapping[str, np.ndarray]) -> tuple[float, dict[str, Estimate]]:
    """The median of several runs, after one to warm up; and what gls gives too: Φ, not Φ_A."""
    found = coefficients(ours(data), df="satterthwaite")
    took = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        ours(data)
        took.append(time.perf_counter() - start)
    return float(np.median(took)), found


def theirs(data: Mapping[str, np.ndarray]) -> tuple[float, dict[str, tuple[float, float]], str]:
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        with (here / "answers.csv").open("w", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["y", "person", "wave", "group", "role", "age"])
            roles = ("harmed", "kin", "responsible")
            for y, person, wave, group, role, age in zip(*data.values(), strict=True):
                line = [repr(float(y)), person, WAVES[wave], "AB"[group], roles[role]]
                writer.writerow([*line, repr(float(age))])
        (here / "gls.R").write_text(GLS)
        ran = subprocess.run(
            ["Rscript", "--vanilla", "gls.R"], cwd=here, capture_output=True, text=True, check=False
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


def main() -> int:
    if os.environ.get("OPENBLAS_NUM_THREADS") != "1":  # read once, when NumPy is loaded
        again = [sys.executable, __file__, *sys.argv[1:]]
        return subprocess.run(
            again, env=os.environ | {"OPENBLAS_NUM_THREADS": "1"}, check=False
        ).returncode
    if shutil.which("Rscript") is None:
        print("R is not installed here; this benchmark compares with its package nlme.")
        return 3
    people = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    data = study(people)
    our_time, our_result = timed(data)
    their_time, their_result, version = theirs(data)

    for name, estimate in our_result.items():
        peer, peer_se = their_result[NAMES_IN_R[name]]
        assert abs(estimate.estimate - peer) <= 1e-4 * peer_se, (name, estimate, peer)
        assert abs(estimate.se / peer_se - 1) <= 1e-4, (name, estimate, peer_se)

    times = their_time / our_time
    print(f"MMRM, {people} people x 3 waves, {len(data['y'])} answers, {len(our_result)} columns")
    print(f"  visavis, with all inference  {our_time * 1000:10.1f} ms   (median of {REPEATS})")
    print(f"  nlme::gls {version}, fit only  {their_time * 1000:10.1f} ms   (one run)")
    print(f"  {times:.0f} times as fast (aim {AIM_TIMES}, and {AIM_SECONDS * 1000:.0f} ms)")
    print("  coefficients equal to 1e-4 of their standard errors, standard errors to 1e-4")
    return 0 if people < 10_000 or (times >= AIM_TIMES and our_time <= AIM_SECONDS) else 1


if __name__ == "__main__":
    raise SystemExit(main())
