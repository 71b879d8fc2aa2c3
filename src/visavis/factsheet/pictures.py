"""The picture of each claim, with the table that says the same (study.md §5)."""

from visavis.factsheet import charts, words
from visavis.factsheet.evidence import Evidence
from visavis.factsheet.grades import Grade
from visavis.factsheet.sheet import Picture, Table, Teller, plain

PLACES = {
    "C1": ("appreciation", "heading"),
    "C5": ("agency", "series"),
    "C6": ("communion", "series"),
    "C10": ("heard", "heading"),
    "C19": ("burden", "heading"),
    "C22": ("design", "flow"),
    "C23": ("design", "who"),
}
"""Where each claim stands in the words of the factsheet, and what its picture is called there."""


def title_of(teller: Teller, claim: str) -> str:
    """What the picture of a claim is called."""
    part, key = PLACES[claim]
    return str(teller.texts[part][key])


def picture_of(teller: Teller, evidence: Evidence) -> Picture:
    """The picture of a claim under its own title."""
    return picture(teller, evidence, title_of(teller, evidence.claim.id))


def picture(teller: Teller, evidence: Evidence, title: str) -> Picture:
    """The picture that the claim registered; an empty frame where too few people answered."""
    if evidence.verdict.grade is Grade.TOO_FEW:
        sentence = plain(teller.claim_sentence(evidence))
        table = Table(title, (), ((sentence,),))
        return Picture(evidence.claim.id, charts.empty(title, sentence), table)
    draw = {
        "slopes": _slopes,
        "dot": _dot,
        "blocks": _blocks,
        "flow": _flow,
        "paired dots": _pairs,
    }[evidence.claim.plot]
    return draw(teller, evidence, title)


def _counts(teller: Teller, n: int) -> str:
    return words.count(n, teller.language)


def _slopes(teller: Teller, evidence: Evidence, series: str) -> Picture:
    said, language = teller.texts["chart"], teller.language
    waves = [point.label for point in evidence.points]
    figures = [evidence.figures[f"mean_{wave}"] for wave in waves]
    points, rows, told = [], [], []
    for wave, point, figure in zip(waves, evidence.points, figures, strict=True):
        n = _counts(teller, figure.of)
        label = teller.words(said["wave"], wave=wave)
        note = teller.words(said["n"], n=n)
        points.append(charts.Point(label, point.estimate, point.low, point.high, note))
        value = teller.cell(figure, figure.value, rough=False)
        rows.append((label, value, n))
        told.append(teller.words(said["slopes_point"], wave=wave, value=value, n=n))
    title = teller.words(said["slopes_title"], series=series)
    low, high = (words.number(end, 0, language) for end in evidence.scale)
    description = teller.words(
        said["slopes_description"], low=low, high=high, points=" ".join(told)
    )
    drawing = charts.slopes(title, description, series, points, evidence.scale)
    table = Table(
        teller.words(said["table_caption"], title=title), tuple(said["table_slopes"]), tuple(rows)
    )
    return Picture(evidence.claim.id, drawing, table, said["interval_note"])


def _dot(teller: Teller, evidence: Evidence, title: str) -> Picture:
    said, language = teller.texts["chart"], teller.language
    figure, point = evidence.figures["mean"], evidence.points[0]
    bar = float(evidence.claim.rule["bar"])
    n = _counts(teller, figure.of)
    value = teller.cell(figure, figure.value, rough=False)
    shown = words.number(bar, 1, language)
    low, high = (words.number(end, 0, language) for end in evidence.scale)
    description = teller.words(
        said["dot_description"], value=value, low=low, high=high, bar=shown, n=n
    )
    drawing = charts.dot_on_scale(
        title,
        description,
        charts.Point("", point.estimate, point.low, point.high, teller.words(said["people"], n=n)),
        evidence.scale,
        bar,
        teller.words(said["bar"], bar=shown),
    )
    caption = teller.words(said["table_caption"], title=title)
    table = Table(caption, tuple(said["table_dot"]), ((value, shown, n),))
    return Picture(evidence.claim.id, drawing, table)


def hides_cells(evidence: Evidence) -> bool:
    """Whether one of the four blocks is so small that none of the exact counts may be shown."""
    return evidence.table is not None and any(
        cell < words.FEWEST_FOR_A_COUNT for row in evidence.table for cell in row
    )


def _blocks(teller: Teller, evidence: Evidence, title: str) -> Picture:
    said, burden = teller.texts["chart"], teller.texts["burden"]
    assert evidence.table is not None
    small = hides_cells(evidence)

    def cell(n: int) -> str:
        """With one small block, the others are not exact either: they would give it away."""
        if small and n >= words.FEWEST_FOR_A_COUNT:
            return {"nl": "10 of meer", "en": "10 or more"}[teller.language]
        return _counts(teller, n)

    (a, b), (c, d) = ((cell(one), cell(other)) for one, other in evidence.table)
    description = teller.words(said["blocks_description"], a=a, b=b, c=c, d=d)
    rows, columns = tuple(burden["rows"]), tuple(burden["columns"])
    drawing = charts.blocks(title, description, rows, columns, ((a, b), (c, d)))
    table = Table(
        teller.words(said["table_caption"], title=title),
        tuple(said["table_blocks"]),
        ((rows[0], a, b), (rows[1], c, d)),
    )
    return Picture(evidence.claim.id, drawing, table)


def _flow(teller: Teller, evidence: Evidence, title: str) -> Picture:
    said, names = teller.texts["chart"], teller.texts["flow"]
    assert evidence.response is not None
    boxes, rows = [], []
    largest = max((n for _, n in evidence.response.flow), default=0)
    for step, n in evidence.response.flow:
        label = names.get(step) or teller.words(names["wave"], wave=step[-1])
        counted = _counts(teller, n)
        share = n / largest if n >= words.FEWEST_FOR_A_COUNT else 0.0
        boxes.append((label, counted, share))
        rows.append((label, counted))
    description = " ".join(teller.words(said["flow_point"], label=label, n=n) for label, n in rows)
    table = Table(
        teller.words(said["table_caption"], title=title), tuple(said["table_flow"]), tuple(rows)
    )
    return Picture(evidence.claim.id, charts.flow(title, description, boxes), table)


def _pairs(teller: Teller, evidence: Evidence, title: str) -> Picture:
    said, language = teller.texts["chart"], teller.language
    assert evidence.response is not None
    pairs, rows, told = [], [], []
    for row in evidence.response.rows:
        label = group_name(teller, row.fact, row.level)
        whole = words.percent(row.whole, language)
        share = row.share
        answered = (
            f"{words.percent(share.estimate, language)} "
            f"({words.percent(share.low, language)}–{words.percent(share.high, language)})"
        )
        point = charts.Point("", share.estimate, share.low, share.high)
        pairs.append(charts.Pair(label, row.whole, point))
        rows.append((label, whole, answered))
        told.append(teller.words(said["pair_point"], label=label, whole=whole, answered=answered))
    drawing = charts.paired_dots(title, " ".join(told), (said["asked"], said["answered"]), pairs)
    table = Table(
        teller.words(said["table_caption"], title=title), tuple(said["table_pairs"]), tuple(rows)
    )
    return Picture(evidence.claim.id, drawing, table, said["interval_note"])


def group_name(teller: Teller, fact: str, level: str) -> str:
    """A group in the words of the page; an unknown code stays as it is."""
    name = str(teller.texts["groups"][fact].get(level, level))
    return name[0].upper() + name[1:]
