"""May we say this? Each sentence beside its evidence, its grade and its caveats."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from visavis.doors.research.study import Study, study
from visavis.doors.shared.door import door
from visavis.factsheet import words
from visavis.factsheet.claims import Claim, caveats
from visavis.factsheet.evidence import Evidence
from visavis.factsheet.grades import Grade
from visavis.factsheet.layout import trace_row
from visavis.factsheet.pictures import hides_cells, picture_of
from visavis.factsheet.version import code_version


@dataclass(frozen=True, slots=True)
class Line:
    """One fact about a claim: what it is, and what it says. code: a hash.

    language: of the value, where it differs from the page's: claims are registered in English.
    """

    name: str
    value: str
    code: bool = False
    language: str = ""


@door("research", methods=["GET"])
def claims(request: HttpRequest) -> HttpResponse:
    found = study()
    rows = []
    if found is not None:
        for evidence in found.evidence:
            row = trace_row(found.teller, evidence)
            rows.append({"row": row, "caveats": _caveats(found, evidence.claim)})
    return render(request, "research/claims.html", {"here": "claims", "study": found, "rows": rows})


@door("research", methods=["GET"])
def claim(request: HttpRequest, claim: str) -> HttpResponse:
    found = study()
    evidence = found.of(claim) if found is not None else None
    if found is None or evidence is None:
        raise Http404
    row = trace_row(found.teller, evidence)
    return render(
        request,
        "research/claim.html",
        {
            "here": "claims",
            "study": found,
            "words": found.teller.texts,
            "row": row,
            "evidence": evidence,
            "picture": picture_of(found.teller, evidence),
            "caveats": _caveats(found, evidence.claim),
            "why": why(found, evidence),
            "rule": rule(evidence.claim),
            "numbers": numbers(found, evidence),
            "trace": [
                Line(_("Rule of the claim (SHA-256)"), row.rule_hash, True),
                Line(_("Query on the snapshot (SHA-256)"), row.query_hash, True),
                Line(_("Snapshot (SHA-256)"), found.snapshot.sha256, True),
                Line(_("Version of the program"), code_version(), True),
            ],
            "query": [
                Line(name, str(value), language="en") for name, value in evidence.query.said.items()
            ],
        },
    )


def _caveats(found: Study, claim: Claim) -> list[tuple[str, str]]:
    return [(key, caveats()[key][found.teller.language]) for key in claim.caveats]


def why(found: Study, evidence: Evidence) -> list[Line]:
    """How the grade came about, step by step."""
    verdict, language = evidence.verdict, found.teller.language
    named = found.teller.texts["grades"]
    if verdict.grade is Grade.NONE:
        return [Line(_("Verdict"), _("This is a count or a limit. It is printed, never graded."))]
    lines = [Line(_("People"), words.count(evidence.n, language))]
    if verdict.grade is Grade.TOO_FEW:
        lines.append(Line(_("Verdict"), named["too_few"]))
        if evidence.refused:
            lines.append(Line(_("What the model said"), evidence.refused))
        return lines
    lines += [
        Line(_("Without weights"), named[verdict.unweighted.value]),
        Line(_("With weights"), named[verdict.weighted.value]),
        Line(_("Weights give the caseload's shares of"), ", ".join(evidence.weighted_over) or "–"),
    ]
    if evidence.alpha is not None:
        held = _("too loose: not better than uncertain") if verdict.held_by_alpha else _("enough")
        lines.append(
            Line(
                _("Do the questions hang together (alpha)"),
                f"{words.compact(evidence.alpha, 2, language)}: {held}",
            )
        )
    if evidence.claim.rule["kind"] == "directed":
        if evidence.tipping_sd is None:
            said = _("No absence we tried changes the verdict.")
        else:
            said = _("The verdict changes if the absent did %(sd)s standard deviations worse.") % {
                "sd": words.number(evidence.tipping_sd, 2, language)
            }
        lines.append(Line(_("If absence is not at random"), said))
    if evidence.with_late is not None:
        lines.append(
            Line(_("With late answers counted"), words.compact(evidence.with_late, 2, language))
        )
    if evidence.exploratory:
        lines.append(
            Line(_("Order of the main claims"), _("An earlier one failed, so this is exploratory."))
        )
    lines.append(Line(_("Verdict"), found.teller.grade(evidence)))
    return lines


def rule(claim: Claim) -> list[Line]:
    """The claim as it was registered."""
    said = ", ".join(f"{key} = {value}" for key, value in claim.rule.items())
    registered = "; ".join(f"{line.at}: {line.why}" for line in claim.registrations)
    return [
        Line(name, value, language="en")
        for name, value in (
            (_("People"), claim.population),
            (_("What is estimated"), claim.estimand),
            (_("How"), claim.estimator),
            (_("Covariates"), ", ".join(claim.covariates) or "–"),
            (_("Rule"), said),
            (_("Registered"), registered),
        )
    ]


def numbers(found: Study, evidence: Evidence) -> list[tuple[str, str, str, str]]:
    """Every number of the claim: name, plain, weighted, people."""
    teller, rough = found.teller, hides_cells(evidence)
    return [
        (
            teller.texts["figures"][figure.key],
            teller.cell(figure, figure.value, rough=rough),
            teller.cell(figure, figure.weighted, rough=rough) if figure.weighted else "–",
            words.count(figure.of, teller.language)
            if not (rough and figure.key == "worth")
            else teller.texts["chart"]["hidden"],
        )
        for figure in evidence.figures.values()
    ]
