"""Claims: what we may come to say, written down before the data are opened (study.md §4).

A claim is one file in ``claims/``. Its hash covers all that stands in it, words included. When it
is registered, the hash goes into ``registrations.toml``, which is only ever added to. A claim whose
file no longer has the registered hash, or that was registered more than once, says so wherever it
is printed.
"""

import hashlib
import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

FOLDER = files("visavis.factsheet")

RULE_KINDS = {
    "level": {"bar", "level"},
    "directed": {"smallest_in_sd", "sd", "level", "robust_from_sd"},
    "stays": {"margin", "margin_from", "level"},
    "alike_over": {"margin", "margin_from", "level"},
    "alike_paths": {"margin", "margin_from", "level", "draws"},
    "adds": {"smallest_in_sd", "sd", "level", "draws"},
    "explains": {"least_r2", "level", "draws"},
    "slope": {"least_b", "level"},
    "shares": {"bars", "level"},
    "each_share": {"bars", "level"},
    "count": {"level"},
    "always": {"level"},
}
UNGRADED = {"count", "always"}
PLOTS = {
    "dot", "dots", "dot pair", "difference", "slopes", "blocks", "stacked share", "bins", "flow",
    "paired dots",
}  # fmt: skip


class ClaimError(ValueError):
    """A claim, caveat or registration file says something it cannot say."""


@dataclass(frozen=True, slots=True)
class Registration:
    """One line of ``registrations.toml``: this claim, with this hash, on this day, because."""

    claim: str
    at: date
    hash: str
    why: str


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim as its file gives it. ``rule`` and ``asked_of`` are plain values, never code.

    texts: by outcome (``supported``, ``uncertain``, ``not_supported``, ``differs``), by language.
    hash: SHA-256 over the whole file's content in canonical form.
    registrations: oldest first; the first one is the registration, later ones are changes.
    """

    id: str
    texts: Mapping[str, Mapping[str, str]]
    source_passage: str
    population: str
    estimand: str
    estimator: str
    covariates: tuple[str, ...]
    primary: bool
    rule: Mapping[str, Any]
    caveats: tuple[str, ...]
    plot: str
    registered_at: date
    asked_of: Mapping[str, Any]
    hash: str
    registrations: tuple[Registration, ...] = ()

    @property
    def number(self) -> int:
        return int(self.id[1:])

    @property
    def changed_since_registration(self) -> bool:
        """Whether the words or the rule differ from what was first registered."""
        return not self.registrations or self.registrations[0].hash != self.hash

    @property
    def level(self) -> float:
        return float(self.rule["level"])


def canonical_hash(content: Mapping[str, Any]) -> str:
    """SHA-256 of a TOML document's values: order of keys and layout do not count."""
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


_COMMON = {
    "id", "text", "text_uncertain", "text_not_supported", "text_differs", "source_passage",
    "population", "estimand", "estimator", "covariates", "primary", "rule", "caveats", "plot",
    "registered_at",
}  # fmt: skip


def read_claim(content: Mapping[str, Any], registrations: tuple[Registration, ...] = ()) -> Claim:
    """A claim from a parsed file. Raises ClaimError where something is missing or unknown."""
    missing = {"id", "text", "source_passage", "population", "estimand", "estimator", "rule"}
    missing |= {"covariates", "primary", "caveats", "plot", "registered_at"}
    missing -= content.keys()
    name = content.get("id", "?")
    if missing:
        raise ClaimError(f"Claim {name} lacks: {', '.join(sorted(missing))}.")
    kind = content["rule"].get("kind")
    if kind not in RULE_KINDS:
        raise ClaimError(f"Claim {name} has an unknown rule: {kind}.")
    if content["rule"].keys() - {"kind"} != RULE_KINDS[kind]:
        raise ClaimError(f"Claim {name}: a {kind} rule needs exactly {sorted(RULE_KINDS[kind])}.")
    if content["plot"] not in PLOTS:
        raise ClaimError(f"Claim {name} has an unknown plot: {content['plot']}.")
    texts = {
        "supported": content["text"],
        "uncertain": content.get("text_uncertain", {}),
        "not_supported": content.get("text_not_supported", {}),
        "differs": content.get("text_differs", {}),
    }
    needed = {"supported"} | (set() if kind in UNGRADED else {"uncertain", "not_supported"})
    for outcome in needed:
        if texts[outcome].keys() != {"nl", "en"}:
            raise ClaimError(f"Claim {name} needs its words for {outcome} in Dutch and English.")
    return Claim(
        id=content["id"],
        texts=texts,
        source_passage=content["source_passage"],
        population=content["population"],
        estimand=content["estimand"],
        estimator=content["estimator"],
        covariates=tuple(content["covariates"]),
        primary=content["primary"],
        rule=content["rule"],
        caveats=tuple(content["caveats"]),
        plot=content["plot"],
        registered_at=content["registered_at"],
        asked_of={key: content[key] for key in sorted(content.keys() - _COMMON)},
        hash=canonical_hash(content),
        registrations=registrations,
    )


def _toml(*names: str) -> dict[str, Any]:
    return tomllib.loads(FOLDER.joinpath(*names).read_text(encoding="utf-8"))


@cache
def registrations() -> tuple[Registration, ...]:
    """All registrations, in the order in which they were made."""
    return tuple(Registration(**line) for line in _toml("registrations.toml")["registration"])


@cache
def claims() -> tuple[Claim, ...]:
    """Every claim of the study, by number. Raises ClaimError when a file cannot be read."""
    found = []
    for file in FOLDER.joinpath("claims").iterdir():
        if not file.name.endswith(".toml"):
            continue
        content = tomllib.loads(file.read_text(encoding="utf-8"))
        if f"{content.get('id')}.toml" != file.name:
            raise ClaimError(f"{file.name} holds claim {content.get('id')}.")
        mine = tuple(line for line in registrations() if line.claim == content["id"])
        found.append(read_claim(content, mine))
    return tuple(sorted(found, key=lambda claim: claim.number))


def claim(id: str) -> Claim:
    """The claim with this id. Raises KeyError where there is none."""
    return {each.id: each for each in claims()}[id]


@dataclass(frozen=True, slots=True)
class Plan:
    """How the claims are judged together: the main ones in order, families, and what only explores.

    hash, registrations: as of a claim.
    """

    primary: tuple[str, ...]
    families: Mapping[str, tuple[str, ...]]
    exploratory: tuple[str, ...]
    hash: str
    registrations: tuple[Registration, ...]

    @property
    def changed_since_registration(self) -> bool:
        return not self.registrations or self.registrations[0].hash != self.hash


@cache
def plan() -> Plan:
    """The plan as its file gives it. Raises ClaimError where a claim stands in two places."""
    content = _toml("plan.toml")
    families = {name: tuple(ids) for name, ids in content["families"].items()}
    every = [
        *content["primary"],
        *content["exploratory"],
        *(i for f in families.values() for i in f),
    ]
    if len(every) != len(set(every)):
        raise ClaimError("A claim stands in the plan twice.")
    return Plan(
        tuple(content["primary"]),
        families,
        tuple(content["exploratory"]),
        canonical_hash(content),
        tuple(line for line in registrations() if line.claim == "plan"),
    )


@dataclass(frozen=True, slots=True)
class OffersRule:
    """What was offered at the end, compared beside a claim (``offers.toml``).

    helped_from: the answer from which it helped. fewest_each: people who said so, of an offer that is shown.
    bar, level: of Wilson's interval. texts: by outcome and language. hash, registrations: as of a claim.
    """

    claim: str
    population: str
    estimand: str
    estimator: str
    helped_from: int
    fewest_each: int
    bar: float
    level: float
    registered_at: date
    texts: Mapping[str, Mapping[str, str]]
    hash: str
    registrations: tuple[Registration, ...]

    @property
    def changed_since_registration(self) -> bool:
        return not self.registrations or self.registrations[0].hash != self.hash


@cache
def offers_rule() -> OffersRule:
    """The comparison of offers as its file gives it."""
    content = _toml("offers.toml")
    texts = {
        "supported": content["text"],
        "uncertain": content["text_uncertain"],
        "not_supported": content["text_not_supported"],
    }
    plain = {key: value for key, value in content.items() if not key.startswith("text")}
    lines = tuple(line for line in registrations() if line.claim == "offers")
    return OffersRule(**plain, texts=texts, hash=canonical_hash(content), registrations=lines)


@cache
def caveats() -> Mapping[str, Mapping[str, str]]:
    """The standing caveats K1 to K7, by id and language."""
    return _toml("caveats.toml")
