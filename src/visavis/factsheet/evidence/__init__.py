"""Claim → numbers. Each kind of rule has one function that finds what the rule asks for."""

from collections.abc import Callable, Mapping, Sequence

from visavis.factsheet.claims import Claim, claims, plan
from visavis.factsheet.evidence.changes import directed
from visavis.factsheet.evidence.families import judged
from visavis.factsheet.evidence.later import stays
from visavis.factsheet.evidence.levels import level
from visavis.factsheet.evidence.over_groups import alike_over
from visavis.factsheet.evidence.result import Dot, Evidence, Figure, Panel, Series
from visavis.factsheet.evidence.shares import each_share, one_among_another
from visavis.factsheet.evidence.together import explains, slope
from visavis.factsheet.evidence.two_paths import adds, alike_paths
from visavis.factsheet.evidence.who import count, who_answered
from visavis.study.snapshot import Snapshot

__all__ = ["FIND", "Dot", "Evidence", "Figure", "Panel", "Series", "gather"]

FIND: Mapping[str, Callable[[Claim, Snapshot], Evidence]] = {
    "level": level,
    "directed": directed,
    "stays": stays,
    "alike_over": alike_over,
    "alike_paths": alike_paths,
    "adds": adds,
    "explains": explains,
    "slope": slope,
    "shares": one_among_another,
    "each_share": each_share,
    "count": count,
    "always": who_answered,
}


def gather(snapshot: Snapshot, registered: Sequence[Claim] | None = None) -> tuple[Evidence, ...]:
    """The evidence for every registered claim, in the order of the claims."""
    asked = claims() if registered is None else registered
    return judged([FIND[claim.rule["kind"]](claim, snapshot) for claim in asked], plan())
