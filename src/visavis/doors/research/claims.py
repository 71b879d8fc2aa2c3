"""May we say this? Each sentence beside its evidence, its grade and its caveats."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from visavis.doors.research.analysis_model import outcomes
from visavis.doors.research.offers import offers_table
from visavis.doors.research.study import RESEARCHER, Study, study
from visavis.doors.shared.door import door
from visavis.factsheet import words
from visavis.factsheet.claims import Claim, Plan, caveats, offers_rule, plan
from visavis.factsheet.claims import claims as registered
from visavis.factsheet.evidence import Evidence
from visavis.factsheet.grades import Grade
from visavis.factsheet.layout import trace_row
from visavis.factsheet.pictures import balance_of, hides_cells, picture_of
from visavis.factsheet.population import Query
from visavis.factsheet.version import code_version

SHORT_HASH, WHOLE_HASH = 8, 64


@dataclass(frozen=True, slots=True)
class Line:
    """One fact about a claim: what it is, and what it says. code: a hash.

    language: of the value, where it differs from the page's: claims are registered in English.
    """

    name: str
    value: str
    code: bool = False
    language: str = ""


@door("research", needs=RESEARCHER, methods=["GET"])
def claims(request: HttpRequest) -> HttpResponse:
    found = study()
    rows = []
    if found is not None:
        for evidence in found.evidence:
            row = trace_row(found.teller, evidence)
            rows.append({"row": row, "caveats": _caveats(found, evidence.claim)})
    changed = [one.id for one in registered() if one.changed_since_registration]
    if plan().changed_since_registration:
        changed.append("plan")
    if offers_rule().changed_since_registration:
        changed.append("offers")
    page = {"here": "claims", "study": found, "rows": rows, "changed": ", ".join(changed)}
    return render(request, "research/claims.html", page)


@door("research", needs=RESEARCHER, methods=["GET"])
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
            "balance": balance_of(found.teller, evidence),
            "offers": offers_table(found.teller, evidence),
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
            "query": query(evidence.query),
            "models": models(found, evidence.claim),
        },
    )


def models(found: Study, claim: Claim) -> list[tuple[str, str]]:
    """The scores a claim rests on that have an analysis page of their own: code and name."""
    language = found.teller.language
    return [
        (each.code, each.title.within(language))
        for each in outcomes(found.snapshot)
        if each.code in columns_of(claim)
    ]


def columns_of(claim: Claim) -> set[str]:
    """The scores and items that a claim asks for."""
    asked = claim.asked_of
    return {*([asked["score"]] if "score" in asked else ()), *asked.get("columns", ())}


def query(asked: Query) -> list[Line]:
    """What was taken from the snapshot, as it is hashed."""
    return [Line(name, in_short(value) or "–", language="en") for name, value in asked.said.items()]


def in_short(value: object) -> str:
    """A part of a query in one line; hashes by their beginning, the whole ones stand in the export."""
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {in_short(each)}" for key, each in value.items())
    if isinstance(value, list):
        return ", ".join(map(in_short, value))
    text = str(value)
    return text[:SHORT_HASH] if len(text) == WHOLE_HASH else text


def _caveats(found: Study, claim: Claim) -> list[tuple[str, str]]:
    return [(key, caveats()[key][found.teller.language]) for key in claim.caveats]


def why(found: Study, evidence: Evidence) -> list[Line]:
    """How the grade came about, step by step."""
    verdict = evidence.verdict
    named = found.teller.texts["grades"]
    if verdict.grade is Grade.NONE:
        return [Line(_("Verdict"), _("This is a count or a limit. It is printed, never graded."))]
    lines = [Line(_("People"), found.teller.people(evidence, evidence.n))]
    if verdict.grade is Grade.TOO_FEW:
        lines.append(Line(_("Verdict"), named["too_few"]))
        if evidence.refused:
            lines.append(Line(_("What the model said"), evidence.refused, language="en"))
        return lines
    over = [found.teller.texts["facts"].get(fact, fact) for fact in evidence.weighted_over]
    lines += [
        Line(_("Without weights"), named[verdict.unweighted.value]),
        Line(_("With weights"), named[verdict.weighted.value]),
        Line(_("Weights give the caseload's shares of"), ", ".join(over) or "–"),
        *_held(found, evidence),
        *_several(evidence, found),
    ]
    for key, interval in evidence.with_late:
        figure = evidence.figures[key]
        lines.append(
            Line(
                _("With late answers counted"),
                f"{found.teller.name_of(figure)}: {found.teller.cell(figure, interval)}",
            )
        )
    lines.append(Line(_("Verdict"), found.teller.grade(evidence)))
    return lines


def _held(found: Study, evidence: Evidence) -> list[Line]:
    """What was tried that may hold a grade back: loose scales, absence, coders, small parts."""
    verdict, language, lines = evidence.verdict, found.teller.language, []
    if evidence.alpha is not None:
        held = _("too loose: not better than uncertain") if verdict.held_by_alpha else _("enough")
        alpha = f"{words.compact(evidence.alpha, 2, language)}: {held}"
        lines.append(Line(_("Do the questions hang together (alpha)"), alpha))
    if evidence.tipped:
        if evidence.tipping_sd is None:
            said = _("No absence we tried changes the verdict.")
        else:
            said = _("The verdict changes if the absent did %(sd)s standard deviations worse.") % {
                "sd": words.number(evidence.tipping_sd, 2, language)
            }
        if verdict.held_by_absence:
            said += " " + _("That is near: not better than uncertain.")
        lines.append(Line(_("If absence is not at random"), said))
    if (code := evidence.interviews) is not None:
        agreed = "–" if code.alpha is None else words.number(code.alpha, 2, language)
        held = _("not enough: not better than uncertain") if verdict.held_by_coders else _("enough")
        lines.append(Line(_("Do the coders of the interviews agree (alpha)"), f"{agreed}: {held}"))
    if verdict.held_by_few:
        lines.append(Line(_("A part of it"), _("speaks of fewer than thirty people")))
    return lines


def _several(evidence: Evidence, found: Study) -> list[Line]:
    """The claim among the others: p, Holm's within its family, q, and the order of the main ones."""
    language, lines = found.teller.language, []
    for name, value in (
        (_("p, the larger of both runs"), evidence.p),
        (_("p after Holm, within its family of claims"), evidence.adjusted),
        (_("q, among what is exploratory"), evidence.q),
    ):
        if value is not None:
            lines.append(Line(name, words.number(value, 3, language)))
    if evidence.verdict.held_by_family:
        said = _("leaves too much to chance: not better than uncertain")
        lines.append(Line(_("The family of claims"), said))
    if evidence.exploratory and evidence.claim.id in plan().primary:
        said = _("An earlier one failed, so this is exploratory.")
        lines.append(Line(_("Order of the main claims"), said))
    elif evidence.exploratory:
        lines.append(Line(_("Exploratory"), _("It was registered as exploratory.")))
    return lines


def rule(claim: Claim) -> list[Line]:
    """The claim as it was registered."""
    said = ", ".join(f"{key} = {value}" for key, value in claim.rule.items())
    asked = ", ".join(f"{key} = {value}" for key, value in claim.asked_of.items())
    registered = "; ".join(f"{line.at}: {line.why}" for line in claim.registrations)
    return [
        Line(name, value, language="en")
        for name, value in (
            (_("People"), claim.population),
            (_("What is estimated"), claim.estimand),
            (_("How"), claim.estimator),
            (_("Asked of"), asked or "–"),
            (_("Covariates"), ", ".join(claim.covariates) or "–"),
            (_("Rule"), said),
            (_("Among the claims"), place(claim, plan())),
            (_("Registered"), registered),
            (_("Beside it, no part of the verdict"), beside_it(claim)),
        )
        if value
    ]


def beside_it(claim: Claim) -> str:
    """The rule by which offers are compared beside this claim; nothing beside another."""
    beside = offers_rule()
    if beside.claim != claim.id:
        return ""
    registered = "; ".join(f"{line.at}: {line.why}" for line in beside.registrations)
    return (
        f"{beside.population}; {beside.estimand}; {beside.estimator}; helped from {beside.helped_from}, "
        f"{beside.fewest_each} people an offer, bar {beside.bar}, level {beside.level}; "
        f"SHA-256 {beside.hash[:SHORT_HASH]}; {registered}"
    )


def place(claim: Claim, plan: Plan) -> str:
    """Where the registered plan puts a claim."""
    if claim.id in plan.primary:
        return f"primary, number {plan.primary.index(claim.id) + 1} of {len(plan.primary)}"
    for name, family in plan.families.items():
        if claim.id in family:
            return f"secondary, family {name}: {', '.join(family)}"
    return "exploratory" if claim.id in plan.exploratory else "not tested"


def numbers(found: Study, evidence: Evidence) -> list[tuple[str, str, str, str]]:
    """Every number of the claim: name, plain, weighted, people."""
    teller = found.teller
    return [
        (
            teller.name_of(figure),
            teller.cell(figure, figure.value),
            teller.cell(figure, figure.weighted) if figure.weighted is not None else "–",
            teller.people(evidence, figure.of)
            if not (hides_cells(evidence) and figure.key == "worth")
            else teller.texts["chart"]["hidden"],
        )
        for figure in evidence.figures.values()
    ]
