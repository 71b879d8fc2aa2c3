"""A study that never was: a snapshot with true effects we chose, for tests of the factsheet."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import polars as pl

from visavis.mediation.support import CLOSING_MENU
from visavis.study.catalogue import catalogue
from visavis.study.offers import Stage
from visavis.study.snapshot import CASELOAD, CODES, OFFERS, PEOPLE, Asked, Snapshot

ROLES = ("harmed", "kin", "responsible")
EVENTS = ("sexual_harm", "violence", "traffic", "property")
AGENCY = tuple(f"AC_a{item}" for item in range(1, 7))
COMMUNION = tuple(f"AC_c{item}" for item in range(1, 7))
APPRECIATION = tuple(f"AP{item}" for item in range(1, 5))
HEARD = tuple(f"HM{item}" for item in range(1, 4))
BURDEN = tuple(f"BW{item}" for item in range(1, 5))
SUPPORT = ("SO_sought", "SO_got", "SO_close", "SO_home")
TRUST = ("TR_law", "TR_police", "TR_courts")
BY_OTHER = ("HO1", "HO2", "HO3")
TAILORING = ("TA_pace", "TA_wishes", "TA_change")
STEPS = ("ST_talks", "ST_preparation", "ST_mediator", "ST_other", "ST_closing")
ONE_BY_ONE = ("SO_mediator", "FI_search", "FI_earlier", "EN_hard")


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
    support: tuple[float, float, float] = (4.1, 4.2, 4.2)
    trust: tuple[float, float, float] = (5.2, 6.2, 6.2)
    by_other: float = 4.2
    tailoring: float = 0.5
    """How far tailoring goes with how happy somebody is."""
    explained: float = 0.3
    """Points of appreciation for each point of own agency and communion."""
    steps: float = 4.4
    ideas: float = 4.3
    search: float = 0.4
    earlier: float = 0.6
    ending: float = 0.35
    closing_told: float = 0.85
    """Of how many what was offered at the end stands beside their answers."""
    helped: float = 0.8
    """Of those who got what they chose, how many say that it helped."""
    responsible_less: float = 0.0
    violence_less: float = 0.0
    contact_likes: float = 0.0
    contact_adds: float = 0.0
    without_contact: float = 0.0
    """Added to the second and third agency and communion of who had no contact."""
    coders: float = 0.95
    """How often a coder of the interviews sees what is there."""


def instruments() -> tuple[Asked, ...]:
    return tuple(sorted(catalogue(), key=lambda one: one.instrument.id))


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
    scores = _scores(rng, truth, ids, members, bits, facts)
    scores = _with_the_rest(np.random.default_rng([seed, 1]), truth, scores, ids, facts)
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
        codes=_codes(np.random.default_rng([seed, 2]), truth),
        offers=_offers(np.random.default_rng([seed, 3]), truth, [ids[one] for one in members]),
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


def _scores(rng, truth, ids, members, bits, facts) -> pl.DataFrame:
    rows = []
    correlation = np.array([[1, 0.55, 0.5], [0.55, 1, 0.65], [0.5, 0.65, 1]]) * 0.64
    for place, (person, answered) in enumerate(zip(members, bits, strict=True)):
        own = rng.multivariate_normal(np.zeros(3), correlation)
        other = rng.multivariate_normal(np.zeros(3), correlation)
        happy = rng.normal(0, 0.6) + truth.explained * (own[1] + other[1])
        happy -= truth.responsible_less * (facts["role"][person] == "responsible")
        happy -= truth.violence_less * (facts["event_type"][person] == "violence")
        contact = facts["group"][person] == "A"
        happy += truth.contact_likes * contact
        shift = np.array([0.0, 1.0, 1.0]) * (0.0 if contact else truth.without_contact)
        other = other + shift
        own = own + shift + np.array([0.0, 1.0, 1.0]) * truth.contact_adds * contact
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


def _with_the_rest(rng, truth, scores, ids, facts) -> pl.DataFrame:
    """The other questionnaires beside those of `_scores`; appreciation tells how happy somebody is."""
    place = {name: number for number, name in enumerate(ids)}
    own = {name: rng.normal(0, 0.5, 2) for name in sorted(set(scores["study_id"]))}
    rows = []
    for person, wave, liked in scores.select("study_id", "wave", "AP").iter_rows():
        support, trust = own[person]
        moment = rng.normal(0, 0.4, 2)
        row: dict[str, float | None] = {}
        row |= _named(SUPPORT, _items(rng, truth.support[wave - 1], support + moment[0], 4, truth))
        raw = truth.trust[wave - 1] + 3 * (trust + moment[1]) + rng.normal(0, 1, 3)
        row |= _named(TRUST, np.clip(np.rint(raw), 0, 10))
        contact = facts["group"][place[person]] == "A"
        if wave == 1:
            row["FI_search"] = 5.0 if rng.random() < truth.search else 2.0
            row["FI_earlier"] = 5.0 if rng.random() < truth.earlier else 2.0
        else:
            happy = liked - truth.appreciation
            row |= _named(TAILORING, _items(rng, 3.9, truth.tailoring * happy, 3, truth))
            row["SO_mediator"] = float(_items(rng, truth.ideas, 0, 1, truth)[0])
            row["EN_hard"] = 4.0 if rng.random() < truth.ending else 2.0
            if contact:
                row |= _named(BY_OTHER, _items(rng, truth.by_other, happy, 3, truth))
        if wave == 2:
            row |= _named(STEPS, _items(rng, truth.steps, 0, 5, truth))
            if not contact:
                row["ST_other"] = None
        for score, items in (("SO", SUPPORT), ("TR", TRUST), ("HO", BY_OTHER), ("TA", TAILORING)):
            given = [row[item] for item in items if item in row]
            row[score] = float(np.mean(given)) if given else None
        rows.append(row)
    columns = ["SO", "TR", "HO", "TA", *SUPPORT, *TRUST, *BY_OTHER, *TAILORING, *STEPS, *ONE_BY_ONE]
    beside = pl.DataFrame(rows, schema=dict.fromkeys(columns, pl.Float64))
    return pl.concat([scores, beside], how="horizontal")


def _named(names, values) -> dict[str, float]:
    return {name: float(value) for name, value in zip(names, values, strict=True)}


def _codes(rng, truth) -> pl.DataFrame:
    """Thirty interviews of ten passages; in some, somebody says that the ending was hard."""
    rows = []
    for interview in range(30):
        for segment in range(10):
            there = rng.random() < 0.12
            for coder in ("one", "two"):
                seen = rng.random() < (truth.coders if there else (1 - truth.coders) / 5)
                where = (f"I{interview:02d}", f"s{segment}", 100 * segment, 100 * segment + 80)
                rows.append((*where, coder, "ending_hard" if seen else ""))
    return pl.DataFrame(rows, schema=dict(CODES), orient="row")


TAKEN = {"closing_talk": 0.85, "follow_up": 0.6, "warm_handover": 0.15, "support_circle": 0.08}
"""How often each offer is chosen (domain §9); all is offered to everybody."""


def _offers(rng, truth, members) -> pl.DataFrame:
    rows = []
    for person in members:
        if rng.random() >= truth.closing_told:
            continue
        for what in CLOSING_MENU:
            stage, helped = Stage.OFFERED, None
            if rng.random() < TAKEN.get(what, 0):
                stage = Stage.HELD if rng.random() < 0.9 else Stage.CHOSEN
                if stage is Stage.HELD and rng.random() < 0.8:
                    helped = 4 if rng.random() < truth.helped else 2
            rows.append((person, what, int(stage), helped))
    return pl.DataFrame(rows, schema=dict(OFFERS), orient="row")


def _flow(truth: Truth, bits: np.ndarray, asked: int) -> pl.DataFrame:
    boxes = {
        "known": asked + 160,
        "eligible": asked + 40,
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
