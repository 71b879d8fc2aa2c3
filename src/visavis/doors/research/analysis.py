"""Does the pattern hold? For each outcome the model in words, what it says, and what if (experience.md §2.4)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from visavis.doors.research import analysis_tables as tables
from visavis.doors.research.analysis_checks import Checks, checks
from visavis.doors.research.analysis_contact import Groups, groups
from visavis.doors.research.analysis_model import (
    LeftOut,
    Model,
    NoModel,
    Outcome,
    left_out,
    model,
    outcomes,
)
from visavis.doors.research.analysis_what_if import Lower, Run, lower, runs
from visavis.doors.research.analysis_words import in_words, means, normal, sentences, who_not
from visavis.doors.research.claims import Line, columns_of, query
from visavis.doors.research.study import RESEARCHER, Study, study
from visavis.doors.shared.door import door
from visavis.factsheet import words
from visavis.factsheet.claims import Claim
from visavis.factsheet.version import code_version
from visavis.statistics.several import benjamini_hochberg
from visavis.study.snapshot import Snapshot

Steps = Mapping[tuple[int, int], float]


@dataclass(frozen=True, eq=False)
class Found:
    """An outcome of the snapshot with its model, or the reason why there is none."""

    outcome: Outcome
    model: Model | None
    why: str
    left_out: LeftOut


@dataclass(frozen=True, eq=False)
class Whole:
    """All that a page shows beside the model itself; kept, because a snapshot never changes."""

    checks: Checks
    runs: tuple[Run, ...]
    lower: tuple[Lower, ...]
    groups: Groups | None
    why_no_groups: str


@lru_cache(maxsize=4)
def every(snapshot: Snapshot) -> tuple[Found, ...]:
    found = []
    for outcome in outcomes(snapshot):
        fitted, why = None, ""
        try:
            fitted = model(snapshot, outcome)
        except NoModel as none:
            why = str(none)
        found.append(Found(outcome, fitted, why, left_out(snapshot, outcome)))
    return tuple(found)


@lru_cache(maxsize=64)
def whole(snapshot: Snapshot, outcome: Outcome) -> Whole:
    fitted = model(snapshot, outcome)
    contact, why = None, ""
    try:
        contact = groups(snapshot, outcome)
    except NoModel as none:
        why = str(none)
    return Whole(checks(fitted), runs(snapshot, outcome, fitted), lower(fitted), contact, why)


@door("research", needs=RESEARCHER, methods=["GET"])
def analysis(request: HttpRequest) -> HttpResponse:
    found = study()
    page: dict[str, object] = {"here": "analysis", "study": found}
    if found is not None:
        every_one = every(found.snapshot)
        q = exploratory(found, every_one)
        page["rows"] = [_row(found, each, q) for each in every_one]
        page["variant"] = next((one.model.means[0].variant for one in every_one if one.model), "")
    return render(request, "research/analysis.html", page)


@door("research", needs=RESEARCHER, methods=["GET"])
def outcome(request: HttpRequest, score: str) -> HttpResponse:
    found = study()
    if found is None:
        raise Http404
    every_one = every(found.snapshot)
    here = next((each for each in every_one if each.outcome.code == score), None)
    if here is None:
        raise Http404
    language = found.teller.language
    page: dict[str, object] = {
        "here": "analysis",
        "study": found,
        "words": found.teller.texts,
        "found": here,
        "title": here.outcome.title.within(language),
        "claims": _claims(found, here.outcome),
        "left_out": who_not(here.left_out, language),
    }
    if here.model is not None:
        found_q = exploratory(found, every_one)
        q = {key[1:]: value for key, value in found_q.items() if key[0] == score}
        page |= _page(found, here, here.model, q)
    return render(request, "research/outcome.html", page)


def registered(found: Study, outcome: Outcome) -> dict[tuple[int, int], list[str]]:
    """Which changes of this outcome, of everybody, a claim registered before the data were opened."""
    by_step: dict[tuple[int, int], list[str]] = {}
    for claim in _of(found, outcome):
        if {"from", "to"} <= claim.asked_of.keys() and "among" not in claim.asked_of:
            pair = (int(claim.asked_of["from"]), int(claim.asked_of["to"]))
            by_step.setdefault(pair, []).append(claim.id)
    return by_step


def _of(found: Study, outcome: Outcome) -> list[Claim]:
    return [each.claim for each in found.evidence if outcome.code in columns_of(each.claim)]


def exploratory(found: Study, every_one: Sequence[Found]) -> dict[tuple[str, int, int], float]:
    """q-values of every change on these pages that no claim registered (study.md §3.9)."""
    p = {
        (each.outcome.code, step.start, step.end): step.estimate.p
        for each in every_one
        if each.model is not None
        for step in each.model.steps
        if (step.start, step.end) not in registered(found, each.outcome)
    }
    return dict(zip(p, benjamini_hochberg(list(p.values())).tolist(), strict=True)) if p else {}


def _row(found: Study, each: Found, q: Mapping[tuple[str, int, int], float]) -> dict[str, object]:
    language = found.teller.language
    row: dict[str, object] = {
        "code": each.outcome.code,
        "title": each.outcome.title.within(language),
        "scale": "–".join(words.number(end, 0, language) for end in each.outcome.scale),
        "claims": [claim.id for claim in _of(found, each.outcome)],
    }
    if each.model is None:
        return row | {"why": why_none(each)}
    by_step = registered(found, each.outcome)
    return row | {
        "people": words.count(each.model.people.n, language),
        "steps": [
            {
                "name": tables.step_name(step.start, step.end),
                "value": tables.with_interval(step.estimate, language),
                "claims": by_step.get((step.start, step.end), []),
                "q": tables.chance(q[key], language)
                if (key := (each.outcome.code, step.start, step.end)) in q
                else "",
            }
            for step in each.model.steps
        ],
    }


def why_none(each: Found) -> str:
    return each.why or _("Too few people: a model needs 30 of them, and 10 at two waves or more.")


def _claims(found: Study, outcome: Outcome) -> list[dict[str, str]]:
    rows = []
    for claim in _of(found, outcome):
        evidence = found.of(claim.id)
        if evidence is not None:
            sentence = "".join(
                part if isinstance(part, str) else part.text
                for part in found.teller.claim_sentence(evidence)
            )
            grade = found.teller.grade(evidence)
            rows.append({"id": claim.id, "sentence": sentence, "grade": grade})
    return rows


def _page(found: Study, here: Found, fitted: Model, q: Steps) -> dict[str, object]:
    language, teller = found.teller.language, found.teller
    rest = whole(found.snapshot, here.outcome)
    return {
        "model": fitted,
        "sentences": sentences(fitted, language),
        "picture": means(here.outcome, fitted, language),
        "steps": tables.steps(fitted.steps, q, registered(found, here.outcome), language),
        "variant": fitted.means[0].variant,
        "in_words": in_words(here.left_out, fitted, language),
        "refused": [(tables.structure_name(name), why) for name, why in fitted.fit.refused],
        "coefficients": tables.coefficients(fitted, teller),
        "residuals": tables.residual_rows(rest.checks, language),
        "normal": normal(rest.checks, language),
        "covariance": tables.covariance(rest.checks, language),
        "structures": tables.structures(rest.checks, language)
        if len(fitted.people.waves) > 2
        else None,
        "runs": tables.run_rows(rest.runs, language),
        "weighted_variant": next(
            (
                run.steps[0].estimate.variant
                for run in rest.runs
                if run.name == "weighted" and run.steps
            ),
            "",
        ),
        "lower": tables.lower_rows(rest.lower, language),
        "contact": rest.groups and rest.groups.shown(here.outcome, language),
        "why_no_contact": rest.why_no_groups,
        "trace": trace(found, fitted),
    }


def trace(found: Study, fitted: Model) -> list[Line]:
    return [
        Line(_("Query on the snapshot (SHA-256)"), fitted.people.query.hash, True),
        Line(_("Snapshot (SHA-256)"), found.snapshot.sha256, True),
        Line(_("Version of the program"), code_version(), True),
        *query(fitted.people.query),
    ]
