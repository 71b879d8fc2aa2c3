"""A study that never was: a snapshot with true effects we chose, for tests of the factsheet."""

from dataclasses import dataclass
from datetime import date, timedelta
from importlib.resources import files

import numpy as np
import polars as pl

from visavis.study.snapshot import CASELOAD, PEOPLE, Asked, Snapshot, asked

ROLES = ("harmed", "kin", "responsible")
EVENTS = ("sexual_harm", "violence", "traffic", "property")
AGENCY = tuple(f"AC_a{item}" for item in range(1, 7))
COMMUNION = tuple(f"AC_c{item}" for item in range(1, 7))
APPRECIATION = tuple(f"AP{item}" for item in range(1, 5))
HEARD = tuple(f"HM{item}" for item in range(1, 4))
BURDEN = tuple(f"BW{item}" for item in range(1, 5))


@dataclass(frozen=True)
class Truth:
    """What holds in the made-up world: means on 1 to 5, changes in points, shares of people."""

    asked: int = 1090
    agreed: int = 148
    waves: tuple[int, int, int] = (118, 105, 70)
    answered: int = 131
    agency: tuple[float, float, float] = (2.8, 3.3, 3.35)
    communion: tuple[float, float, float] = (3.0, 3.4, 3.4)
    appreciation: float = 4.2
    heard: float = 4.3
    burdensome: float = 0.65
    worth: float = 0.85
    loose: float = 0.55
    """SD of an item around its person's mean; large values pull α down."""
    late: int = 3
    unlinked: int = 4


def instruments() -> tuple[Asked, ...]:
    folder = files("visavis.study").joinpath("instruments")
    sources = sorted(folder.iterdir(), key=lambda one: one.name)
    return tuple(asked(one.read_bytes()) for one in sources if one.name.endswith(".toml"))


def snapshot(truth: Truth = Truth(), seed: int = 4) -> Snapshot:
    rng = np.random.default_rng(seed)
    facts = _facts(rng, truth)
    order = np.argsort(
        -0.9 * (facts["event_type"] == "sexual_harm")
        + 0.8 * (facts["role"] == "responsible")
        + rng.gumbel(size=truth.asked)
    )
    members = order[: truth.answered]
    bits = _patterns(rng, truth)
    answered = np.zeros(truth.asked, dtype=int)
    answered[members] = bits
    agreed = np.zeros(truth.asked, dtype=bool)
    agreed[order[: truth.agreed]] = True
    ids = [f"P{number:05d}" for number in range(truth.asked)]
    people = _people(facts, ids, agreed, answered, set(members[: truth.unlinked].tolist()))
    scores = _scores(rng, truth, ids, members, bits)
    caseload = people_to_caseload(facts)
    return Snapshot(
        people=people,
        scores=scores,
        caseload=caseload,
        flow=_flow(truth, bits, len(ids)),
        gaps=pl.DataFrame(
            {"wave": [1], "item": ["AC_a1"], "code": ["answered"], "n": [truth.waves[0]]},
            schema={"wave": pl.Int8, "item": pl.String, "code": pl.String, "n": pl.Int64},
        ),
        instruments=instruments(),
        taken_on=date(2026, 11, 30),
    )


def _facts(rng: np.random.Generator, truth: Truth) -> dict[str, np.ndarray]:
    n = truth.asked
    return {
        "role": rng.choice(ROLES, n, p=(0.5, 0.14, 0.36)),
        "event_type": rng.choice(EVENTS, n, p=(0.32, 0.4, 0.16, 0.12)),
        "initiated": rng.random(n) < 0.5,
        "group": rng.choice(("A", "B"), n, p=(0.33, 0.67)),
        "year": rng.choice((2024, 2025, 2026), n),
    }


def _patterns(rng: np.random.Generator, truth: Truth) -> np.ndarray:
    """Waves answered per person (1 + 2 + 4) with the wanted counts, nobody with none."""
    bits = np.zeros(truth.answered, dtype=int)
    for wave, wanted in enumerate(truth.waves):
        chosen = rng.permutation(truth.answered)[:wanted]
        bits[chosen] |= 1 << wave
    while (empty := np.flatnonzero(bits == 0)).size:
        wave = int(np.argmax(truth.waves))
        giver = int(rng.choice(np.flatnonzero((bits & (1 << wave) > 0) & (bits != 1 << wave))))
        bits[giver] &= ~(1 << wave)
        bits[empty[0]] = 1 << wave
    return bits


def _people(facts, ids, agreed, answered, unlinked) -> pl.DataFrame:
    def told(name, cast=str):
        values = [cast(value) for value in facts[name]]
        return [None if place in unlinked else value for place, value in enumerate(values)]

    return pl.DataFrame(
        {
            "study_id": ids,
            "role": told("role"),
            "event_type": told("event_type"),
            "initiated": told("initiated", bool),
            "group": told("group"),
            "year": pl.Series(told("year", int), dtype=pl.Int32),
            "months_band": told("role", lambda _: "6-24"),
            "asked": [True] * len(ids),
            "reached": [True] * len(ids),
            "agreed": agreed.tolist(),
            "answered": pl.Series(answered.tolist(), dtype=pl.Int8),
        }
    ).cast(dict(PEOPLE))


def people_to_caseload(facts) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "role": [str(value) for value in facts["role"]],
            "event_type": [str(value) for value in facts["event_type"]],
            "initiated": [bool(value) for value in facts["initiated"]],
            "form": ["letters" if value == "A" else "none" for value in facts["group"]],
            "year": pl.Series([int(value) for value in facts["year"]], dtype=pl.Int32),
            "months_band": ["6-24"] * len(facts["role"]),
        }
    ).cast(dict(CASELOAD))


def _items(rng, mean, own, count, truth) -> np.ndarray:
    raw = mean + own + rng.normal(0, truth.loose, count)
    return np.clip(np.rint(raw), 1, 5)


def _scores(rng, truth, ids, members, bits) -> pl.DataFrame:
    rows = []
    correlation = np.array([[1, 0.55, 0.5], [0.55, 1, 0.65], [0.5, 0.65, 1]]) * 0.64
    for place, (person, answered) in enumerate(zip(members, bits, strict=True)):
        own = rng.multivariate_normal(np.zeros(3), correlation)
        other = rng.multivariate_normal(np.zeros(3), correlation)
        happy = rng.normal(0, 0.6)
        for wave in (1, 2, 3):
            if not answered & (1 << (wave - 1)):
                continue
            row: dict[str, object] = {
                "study_id": ids[person],
                "wave": wave,
                "day": date(2025, 1, 1) + timedelta(days=int(place)),
                "outside_window": wave == 2 and place < truth.late,
            }
            items = dict(
                zip(
                    AGENCY,
                    _items(rng, truth.agency[wave - 1], own[wave - 1], 6, truth),
                    strict=True,
                )
            )
            items |= dict(
                zip(
                    COMMUNION,
                    _items(rng, truth.communion[wave - 1], other[wave - 1], 6, truth),
                    strict=True,
                )
            )
            if wave > 1:
                items |= dict(
                    zip(APPRECIATION, _items(rng, truth.appreciation, happy, 4, truth), strict=True)
                )
                items |= dict(zip(HEARD, _items(rng, truth.heard, happy, 3, truth), strict=True))
                hard = rng.random() < truth.burdensome
                worth = rng.random() < truth.worth
                burden = (4.0 if hard else 2.0, 3.0, 5.0 if worth else 2.0, 3.0)
                items |= dict(zip(BURDEN, burden, strict=True))
            scores = {
                "AC_agency": np.mean([items[one] for one in AGENCY]),
                "AC_communion": np.mean([items[one] for one in COMMUNION]),
            }
            if wave > 1:
                scores["AP"] = np.mean([items[one] for one in APPRECIATION])
                scores["HM"] = np.mean([items[one] for one in HEARD])
            rows.append(row | {key: float(value) for key, value in (scores | items).items()})
    columns = ["AC_agency", "AC_communion", "AP", "HM", *AGENCY, *COMMUNION]
    columns += [*APPRECIATION, *HEARD, *BURDEN]
    schema = {
        "study_id": pl.String,
        "wave": pl.Int8,
        "day": pl.Date,
        "outside_window": pl.Boolean,
    } | dict.fromkeys(columns, pl.Float64)
    return pl.DataFrame(rows, schema=schema)


def _flow(truth: Truth, bits: np.ndarray, asked: int) -> pl.DataFrame:
    boxes = {
        "known": asked + 160,
        "asked": asked,
        "reached": asked - 90,
        "agreed": truth.agreed,
        "answered": truth.answered,
    } | {f"answered_{wave + 1}": int(np.sum(bits & (1 << wave) > 0)) for wave in range(3)}
    if not asked:
        boxes = dict.fromkeys(boxes, 0)
    return pl.DataFrame(
        {
            "step": list(boxes),
            "reason": [""] * len(boxes),
            "by": ["all"] * len(boxes),
            "level": [""] * len(boxes),
            "n": list(boxes.values()),
        },
        schema={
            "step": pl.String,
            "reason": pl.String,
            "by": pl.String,
            "level": pl.String,
            "n": pl.Int64,
        },
    )
