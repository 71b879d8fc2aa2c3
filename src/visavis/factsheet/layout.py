"""Where everything stands: two pages, the limits first, a place for each registered claim."""

from collections.abc import Sequence
from dataclasses import replace

from visavis.factsheet import words
from visavis.factsheet.claims import caveats, offers_rule, plan
from visavis.factsheet.evidence import Evidence
from visavis.factsheet.grades import Grade
from visavis.factsheet.pictures import picture_of
from visavis.factsheet.sheet import (
    Block,
    Factsheet,
    Picture,
    Said,
    Sentence,
    Teller,
    Trace,
    TraceRow,
    plain,
)
from visavis.factsheet.words import Language
from visavis.study.snapshot import Snapshot

FEWEST_PER_WAVE = 50
"""study.md §5: with fewer in any wave there is no factsheet but a study progress page."""


def lay_out(
    snapshot: Snapshot, evidence: Sequence[Evidence], language: Language, code: str
) -> Factsheet:
    """The factsheet, or the study progress page where too few answered or response is unknown.

    code: the version of the program that computed the evidence.
    """
    teller = teller_of(snapshot, evidence, language)
    found = next(each.response for each in evidence if each.response is not None)
    unknown = found.share is None
    too_few = min(found.waves) < FEWEST_PER_WAVE
    progress = unknown or too_few
    text = teller.texts
    first = _progress(teller, unknown, too_few) if progress else _first_page(teller)
    second = () if progress else _second_page(teller)
    return Factsheet(
        language=language,
        title=text["progress"]["title"] if progress else text["title"],
        subtitle=teller.words(text["subtitle"]),
        taken_on=snapshot.taken_on,
        first_page=first,
        second_page=second,
        trace=_trace(teller, evidence, snapshot, code, progress=progress),
        is_progress=progress,
        words=text,
    )


def teller_of(snapshot: Snapshot, evidence: Sequence[Evidence], language: Language) -> Teller:
    """Whoever tells of this snapshot, with the values that belong to no claim."""
    facts = {
        "service.snapshot_day": words.day(snapshot.taken_on, language),
        "study.waves": words.in_words(3, language),
        "study.least": words.number(0, 0, language),
        "study.most": words.number(1, 0, language),
        "study.ten": words.number(10, 0, language),
        "progress.fewest": words.number(FEWEST_PER_WAVE, 0, language),
    }
    return Teller(language, evidence, facts)


def _said(teller: Teller, claim: str) -> Said:
    evidence = teller.by_id[claim]
    own = teller.texts["claims"][claim]
    silent = evidence.verdict.grade is Grade.TOO_FEW
    code = evidence.interviews
    spoken = code is not None and code.usable and code.seen > 0 and "interviews" in own
    return Said(
        claim=claim,
        heading=own["heading"],
        sentence=teller.claim_sentence(evidence),
        detail=() if silent else teller.fill(own["detail"]),
        grade=teller.grade(evidence),
        caveats=evidence.claim.caveats,
        picture=picture_of(teller, evidence),
        interviews=teller.fill(own["interviews"]) if spoken else (),
        silent=silent,
        offers=() if silent else teller.offers(evidence),
    )


def _block(
    teller: Teller,
    key: str,
    *claims: str,
    pictures: tuple[Picture, ...] = (),
    blocks: tuple[Block, ...] = (),
    steps: tuple[str, ...] = (),
    note: str = "",
) -> Block:
    """A block whose heading and paragraphs stand under `key` in the texts."""
    own = teller.texts[key]
    text = tuple(teller.fill(line) for line in own.get("text", ()))
    return Block(
        key,
        own["heading"],
        text,
        note or own.get("about", ""),
        steps or tuple(own.get("steps", ())),
        tuple(_said(teller, claim) for claim in claims),
        pictures,
        blocks,
    )


def _first_page(teller: Teller) -> tuple[Block, ...]:
    limits = teller.texts["limits"]
    known = "likeness" in teller.by_id["C23"].figures
    measured = (teller.fill(limits["measure"]),) if known else ()
    lines = tuple(teller.fill(line) for line in limits["text"])
    return (
        _block(teller, "mediation"),
        Block("limits", limits["heading"], lines + _who_is_missing(teller) + measured),
        _block(teller, "appreciation", "C1", "C2", "C3", "C4"),
        Block(
            "columns",
            "",
            blocks=(
                _block(teller, "agency", "C5", "C8", "C9", "C7"),
                _block(teller, "communion", "C6", "C10", "C12", "C14", "C11", "C13"),
            ),
        ),
    )


def _who_is_missing(teller: Teller) -> tuple[Sentence, ...]:
    """Which groups answered more and less often than their share of everybody asked."""
    found = teller.by_id["C23"].response
    assert found is not None
    limits = teller.texts["limits"]
    parts: list[Sentence] = []
    for key, more in (("more", True), ("less", False)):
        groups = [
            teller.texts["groups"][row.fact].get(row.level, row.level)
            for row in found.rows
            if row.differs and (row.share.estimate > row.whole) is more and row.level != "other"
        ]
        if groups:
            parts.append(teller.fill(limits[key], groups=", ".join(groups)))
    return (tuple(part for line in parts for part in (*line, " ")),) if parts else ()


def _second_page(teller: Teller) -> tuple[Block, ...]:
    about = (
        _block(teller, "no_contact", "C16", "C24"),
        _block(teller, "burden", "C19"),
        _block(teller, "later", "C17", "C18"),
    )
    return (
        _block(teller, "way", "C15"),
        _block(teller, "about", blocks=about),
        _block(
            teller,
            "future",
            "C20",
            "C21",
            blocks=(_block(teller, "advice", note=teller.texts["advice"]["note"]),),
        ),
        _design(teller, who=True),
    )


def _design(teller: Teller, *, who: bool) -> Block:
    """How the study was done, who took part, and on the factsheet who is missing and what to mind."""
    own = teller.texts["design"]
    beside = {
        key: own[key]
        for key in ("interviews", "comparison")
        if teller.by_id["C22"].figures[key].value
    }
    found = _block(teller, "design", pictures=(picture_of(teller, teller.by_id["C22"]),))
    text = (*found.text, *(teller.fill(line) for line in beside.values()))
    one = tuple(part for line in text for part in (*line, " "))[:-1]
    if not who:
        return replace(found, text=(one,))
    return replace(
        found,
        text=(one,),
        pictures=(*found.pictures, picture_of(teller, teller.by_id["C23"])),
        note=own["caveats"],
        steps=_caveats(teller),
    )


def _caveats(teller: Teller) -> tuple[str, ...]:
    """Every standing caveat that a claim on the page leans on, and K3, which holds for all."""
    used = {key for each in teller.by_id.values() for key in each.claim.caveats} | {"K3"}
    return tuple(caveats()[key][teller.language] for key in sorted(used))


def _progress(teller: Teller, unknown: bool, too_few: bool) -> tuple[Block, ...]:
    own = teller.texts["progress"]
    lines = [own["sentence"]]
    if too_few:
        lines.append(own["reason_wave"])
    if unknown:
        lines.append(own["reason_response"])
    return (
        Block("progress", own["title"], tuple(teller.fill(line) for line in lines)),
        _design(teller, who=False),
    )


def _trace(
    teller: Teller,
    evidence: Sequence[Evidence],
    snapshot: Snapshot,
    code: str,
    *,
    progress: bool,
) -> Trace:
    own = teller.texts["how"]
    shown = [each for each in evidence if not progress or each.claim.rule["kind"] == "count"]
    return Trace(
        heading=own["heading"],
        text=own["text"][0],
        table_caption=own["caption"],
        columns=tuple(own["columns"]),
        rows=tuple(trace_row(teller, each) for each in shown),
        snapshot_label=own["snapshot"],
        snapshot=snapshot.sha256,
        code_label=own["code"],
        code=code,
        registered=_registered(teller, shown),
        contact=own["contact"],
    )


def _registered(teller: Teller, shown: Sequence[Evidence]) -> str:
    """When the rules were fixed, and which of them changed since."""
    own, language = teller.texts["how"], teller.language
    days = sorted({each.claim.registered_at for each in shown})
    text = teller.words(
        own["registered"],
        **{"registered.day": " / ".join(words.day(day, language) for day in days)},
    )
    changed = [each.claim.id for each in shown if each.claim.changed_since_registration]
    changed += ["plan"] if plan().changed_since_registration else []
    changed += ["offers"] if offers_rule().changed_since_registration else []
    if not changed:
        return f"{text} {own['unchanged']}"
    return f"{text} {teller.words(own['changed'], **{'registered.changed': ', '.join(changed)})}"


def trace_row(teller: Teller, evidence: Evidence) -> TraceRow:
    """The whole way back from the numbers of one claim."""
    own, language = teller.texts["how"], teller.language
    shown = [figure for figure in evidence.figures.values() if figure.headline]
    claim = evidence.claim
    registered = teller.words(
        own["registered"], **{"registered.day": words.day(claim.registered_at, language)}
    )
    if claim.changed_since_registration:
        days = ", ".join(words.day(line.at, language) for line in claim.registrations[1:])
        registered += " " + teller.words(own["changed"], **{"registered.changed": days or "?"})
    return TraceRow(
        claim=claim.id,
        sentence=_with_its_topic(teller, evidence),
        grade=teller.grade(evidence),
        people=teller.people(evidence, evidence.n),
        numbers=tuple(teller.cell(figure, figure.value) for figure in shown),
        weighted=tuple(
            teller.cell(figure, figure.weighted) for figure in shown if figure.weighted is not None
        ),
        rule_hash=claim.hash,
        query_hash=evidence.query.hash,
        registered=registered,
    )


def _with_its_topic(teller: Teller, evidence: Evidence) -> str:
    """The sentence; where too few answered, it needs the topic before it to say what of."""
    sentence = plain(teller.claim_sentence(evidence))
    if evidence.verdict.grade is not Grade.TOO_FEW:
        return sentence
    return f"{teller.texts['claims'][evidence.claim.id]['heading']}. {sentence}"
