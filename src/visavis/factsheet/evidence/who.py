"""Who took part, and whether they resemble everybody asked: always printed, never graded (C22, C23)."""

from visavis.factsheet.claims import Claim
from visavis.factsheet.evidence.result import Evidence, Figure, ungraded
from visavis.factsheet.response import response
from visavis.study.snapshot import Snapshot


def count(claim: Claim, snapshot: Snapshot) -> Evidence:
    """Who answered, of all asked; and who spoke in interviews or answered beside mediation."""
    found = response(snapshot, claim.level)
    figures = {
        "asked": Figure("asked", "count", found.asked, found.asked, headline=False),
        "answered": Figure("answered", "count", found.answered, found.asked, headline=False),
    }
    for key, n in (
        ("interviews", snapshot.codes["interview"].n_unique()),
        ("comparison", snapshot.comparison.height),
    ):
        figures[key] = Figure(key, "count", n, n, headline=False)
    if found.share is not None:
        figures["share"] = Figure("share", "percent", found.share, found.asked)
    return Evidence(claim, found.asked, ungraded(), found.query, figures, response=found)


def who_answered(claim: Claim, snapshot: Snapshot) -> Evidence:
    """Whether those who answered resemble those asked."""
    found = response(snapshot, claim.level)
    figures: dict[str, Figure] = {}
    if found.likeness is not None:
        figures["likeness"] = Figure("likeness", "number", found.likeness, found.asked)
    if found.worst_bias is not None:
        figures["worst_bias"] = Figure(
            "worst_bias", "number", found.worst_bias, found.asked, headline=False
        )
    return Evidence(
        claim,
        found.asked,
        ungraded(),
        found.query,
        figures,
        response=found,
        differs=any(row.differs for row in found.rows),
    )
