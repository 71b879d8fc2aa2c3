"""Where everything stands: two pages, the limits first, a place for each registered claim."""

from collections.abc import Sequence

from visavis.factsheet import words
from visavis.factsheet.claims import caveats
from visavis.factsheet.evidence import Evidence
from visavis.factsheet.grades import Grade
from visavis.factsheet.pictures import PLACES, hides_cells, picture_of
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
    facts = {
        "service.snapshot_day": words.day(snapshot.taken_on, language),
        "study.waves": words.in_words(3, language),
        "study.least": words.number(0, 0, language),
        "study.most": words.number(1, 0, language),
        "progress.fewest": words.number(FEWEST_PER_WAVE, 0, language),
    }
    teller = Teller(language, evidence, facts)
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


def _said(teller: Teller, claim: str) -> Said:
    evidence = teller.by_id[claim]
    own = teller.texts[PLACES[claim][0]]
    silent = evidence.verdict.grade is Grade.TOO_FEW
    return Said(
        claim=claim,
        heading=own["heading"],
        about=own.get("about", ""),
        sentence=teller.claim_sentence(evidence),
        detail=() if silent else teller.fill(own["detail"]),
        grade=teller.grade(evidence),
        caveats=evidence.claim.caveats,
        picture=picture_of(teller, evidence),
    )


def _block(
    teller: Teller,
    key: str,
    *,
    said: tuple[Said, ...] = (),
    pictures: tuple[Picture, ...] = (),
    steps: tuple[str, ...] = (),
    note: str = "",
) -> Block:
    """A block whose heading and paragraphs stand under `key` in the texts."""
    own = teller.texts[key]
    text = tuple(teller.fill(line) for line in own.get("text", ()))
    return Block(key, own["heading"], text, note, steps, said, pictures)


def _first_page(teller: Teller) -> tuple[Block, ...]:
    limits = teller.texts["limits"]
    known = "likeness" in teller.by_id["C23"].figures
    measured = (teller.fill(limits["measure"]),) if known else ()
    lines = tuple(teller.fill(line) for line in limits["text"])
    return (
        _block(teller, "mediation"),
        Block("limits", limits["heading"], lines + _who_is_missing(teller) + measured),
        _block(teller, "appreciation", said=(_said(teller, "C1"),)),
        Block(
            "columns",
            "",
            said=(
                _said(teller, "C5"),
                _said(teller, "C6"),
            ),
        ),
        Block("heard", "", said=(_said(teller, "C10"),)),
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
    text = teller.texts
    return (
        _block(teller, "way", steps=tuple(text["way"]["steps"])),
        _block(teller, "about", said=(_said(teller, "C19"),)),
        _block(
            teller, "future", steps=tuple(text["future"]["advice"]), note=text["future"]["said_by"]
        ),
        _block(
            teller,
            "design",
            pictures=(
                picture_of(teller, teller.by_id["C22"]),
                picture_of(teller, teller.by_id["C23"]),
            ),
            note=text["design"]["caveats"],
            steps=_caveats(teller),
        ),
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
        Block(
            "design",
            teller.texts["design"]["heading"],
            tuple(teller.fill(line) for line in teller.texts["design"]["text"]),
            pictures=(picture_of(teller, teller.by_id["C22"]),),
        ),
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
    if not changed:
        return f"{text} {own['unchanged']}"
    return f"{text} {teller.words(own['changed'], **{'registered.changed': ', '.join(changed)})}"


def trace_row(teller: Teller, evidence: Evidence) -> TraceRow:
    """The whole way back from the numbers of one claim."""
    own, language = teller.texts["how"], teller.language
    rough = hides_cells(evidence)
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
        sentence=plain(teller.claim_sentence(evidence)),
        grade=teller.grade(evidence),
        people=words.count(evidence.n, language),
        numbers=tuple(teller.cell(figure, figure.value, rough=rough) for figure in shown),
        weighted=tuple(
            teller.cell(figure, figure.weighted, rough=rough)
            for figure in shown
            if figure.weighted is not None
        ),
        rule_hash=claim.hash,
        query_hash=evidence.query.hash,
        registered=registered,
    )
