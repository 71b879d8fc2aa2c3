"""Several claims at once (study.md §3.9): the main ones in order, Holm in families, q for the rest."""

from collections.abc import Sequence
from dataclasses import replace

from visavis.factsheet import grades
from visavis.factsheet.claims import Plan
from visavis.factsheet.evidence.result import Evidence
from visavis.factsheet.grades import Grade
from visavis.statistics.several import benjamini_hochberg, holm

ALPHA = 0.05


def judged(found: Sequence[Evidence], plan: Plan) -> tuple[Evidence, ...]:
    """The evidence with what its place among the claims adds or takes away."""
    by_id = {each.claim.id: each for each in found}
    _holm(by_id, plan)
    _in_order(by_id, plan)
    _exploratory(by_id)
    return tuple(by_id[each.claim.id] for each in found)


def _holm(by_id: dict[str, Evidence], plan: Plan) -> None:
    for family in plan.families.values():
        tested = {one: p for one in family if one in by_id and (p := by_id[one].p) is not None}
        for one, p in zip(tested, holm([*tested.values()]), strict=True):
            each = by_id[one]
            verdict = grades.held_by_family(each.verdict) if p > ALPHA else each.verdict
            by_id[one] = replace(each, verdict=verdict, adjusted=float(p))


def _in_order(by_id: dict[str, Evidence], plan: Plan) -> None:
    """Each at .05; what comes after the first that fails is exploratory."""
    failed = False
    for one in plan.primary:
        each = by_id.get(one)
        if each is None:
            continue
        if failed:
            by_id[one] = replace(each, exploratory=True)
        failed = failed or each.verdict.grade is not Grade.SUPPORTED
    for one in plan.exploratory:
        if one in by_id:
            by_id[one] = replace(by_id[one], exploratory=True)


def _exploratory(by_id: dict[str, Evidence]) -> None:
    tested = {one: each.p for one, each in by_id.items() if each.exploratory and each.p is not None}
    for one, q in zip(tested, benjamini_hochberg([*tested.values()]), strict=True):
        by_id[one] = replace(by_id[one], q=float(q))
