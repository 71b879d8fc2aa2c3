"""The picture of each claim, with the table that says the same (study.md §5)."""

from collections.abc import Callable, Mapping

from visavis.factsheet import charts, words
from visavis.factsheet.charts import NARROW, SMALL, WIDTH
from visavis.factsheet.evidence import Dot, Evidence, Panel
from visavis.factsheet.grades import Grade, Interval
from visavis.factsheet.sheet import Picture, Table, Teller, plain
from visavis.study.flow import WAVE_STEPS

WIDE = {"C5", "C6"}
SMALLEST = {"C7", "C8", "C9", "C10", "C11", "C12", "C13", "C14"}
"""How wide a claim's picture is: as its column, as half of one, else as a third of the sheet."""


def _width(evidence: Evidence) -> int:
    id = evidence.claim.id
    return WIDTH if id in WIDE else SMALL if id in SMALLEST else NARROW


def title_of(teller: Teller, claim: str) -> str:
    """What the picture of a claim is called."""
    return str(teller.texts["claims"][claim]["heading"])


def picture_of(teller: Teller, evidence: Evidence) -> Picture:
    """The picture that the claim registered; an empty frame where too few people answered."""
    title = title_of(teller, evidence.claim.id)
    if evidence.verdict.grade is Grade.TOO_FEW:
        sentence = plain(teller.claim_sentence(evidence))
        drawing = charts.empty(title, sentence, width=_width(evidence))
        return Picture(evidence.claim.id, drawing, Table(title, (), ((sentence,),)))
    return DRAW[evidence.claim.plot](teller, evidence, title)


def _caption(teller: Teller, title: str) -> str:
    return teller.words(teller.texts["chart"]["table_caption"], title=title)


def _slopes(teller: Teller, evidence: Evidence, title: str) -> Picture:
    said = teller.texts["chart"]
    wide = evidence.claim.id in WIDE
    told, rows, planes = [], [], []
    several = len(evidence.panels) > 1 or len(evidence.panels[0].series) > 1
    for panel in evidence.panels:
        low, high = (words.number(end, 0, teller.language) for end in panel.scale)
        told.append(teller.words(said["panel"], part=teller.part(panel.part), low=low, high=high))
        planes.append(_plane(teller, evidence, panel, short=not wide))
        for series in panel.series:
            name = ", ".join(dict.fromkeys(map(teller.part, (panel.part, series.part))))
            for at in series.points:
                wave = teller.words(said["wave"], wave=str(at.wave))
                value, n = (
                    words.compact(at.mean, 2, teller.language),
                    teller.people(evidence, at.people),
                )
                rows.append((f"{name}, {wave}" if several else wave, value, n))
                point = teller.words(said["slopes_point"], wave=str(at.wave), value=value, n=n)
                told.append(f"{teller.part(series.part)}. {point}" if several else point)
        if panel.band is not None:
            margin = words.number(panel.band[1], 2, teller.language)
            told.append(teller.words(said["band"], margin=margin))
    lines = [series.part for series in evidence.panels[0].series]
    drawing = charts.slopes(
        teller.words(said["slopes_title"], series=title),
        teller.words(said["slopes_description"], points=" ".join(told)),
        planes,
        axis="" if wide else said["axis"],
        names=[teller.part(part) for part in lines] if len(lines) > 1 else (),
        width=_width(evidence),
    )
    table = Table(_caption(teller, title), tuple(said["table_slopes"]), tuple(rows))
    return Picture(evidence.claim.id, drawing, table, said["interval_note"] if wide else "")


def _plane(teller: Teller, evidence: Evidence, panel: Panel, *, short: bool) -> charts.Plane:
    said = teller.texts["chart"]
    lines = []
    for series in panel.series:
        points = []
        for at in series.points:
            few = at.people < words.FEWEST_FOR_A_COUNT
            n = "<10" if few and short else teller.people(evidence, at.people)
            points.append(
                charts.Point(
                    str(at.wave) if short else teller.words(said["wave"], wave=str(at.wave)),
                    at.mean.estimate,
                    at.mean.low,
                    at.mean.high,
                    n if short else teller.words(said["n"], n=n),
                )
            )
        lines.append(charts.Line(teller.part(series.part), points))
    band = None
    if panel.band is not None:
        waves = [at.wave for at in panel.series[0].points]
        band = (waves.index(panel.band[0]), panel.band[1])
    return charts.Plane(teller.part(panel.part, short=True), lines, panel.scale, band)


def _shown(dot: Dot) -> Interval:
    """The value as it may be drawn: to the tenth, outwards, where exact it would tell of few."""
    if not dot.few:
        return dot.value
    value = dot.value
    middle = round(10 * value.estimate) / 10
    low, high = int(10 * value.low) / 10, -int(-10 * value.high // 1) / 10
    return Interval(min(max(middle, low), high), low, high)


def _dots(teller: Teller, evidence: Evidence, title: str) -> Picture:
    """Every value of the claim on one scale, with the bar it had to pass."""
    said, language = teller.texts["chart"], teller.language
    shares = evidence.claim.rule["kind"] == "each_share"
    scale = (0.0, 1.0) if shares else evidence.scale
    rows, table, told = [], [], []
    for dot in evidence.dots:
        shown, n = _shown(dot), teller.people(evidence, dot.people)
        value = _value(teller, dot, shown, shares=shares)
        bar = "–" if dot.bar is None else _number(teller, dot.bar, shares=shares)
        alone = len(evidence.dots) == 1 or not dot.part
        count = said["n"] if _width(evidence) == SMALL else said["people"]
        name = teller.words(count, n=n) if alone else teller.part(dot.part, short=True)
        short = _number(teller, shown.estimate, shares=shares)
        if dot.few:
            tenths = words.number(10 * shown.estimate, 0, language)
            short = teller.words(said["of_ten"], n=tenths)
        text = short if alone or dot.few else teller.words(said["value_n"], value=short, n=n)
        point = charts.Point("", shown.estimate, shown.low, shown.high)
        rows.append(charts.Row(name if alone else _capital(name), point, text, dot.bar))
        label = teller.part(dot.part) if dot.part else title
        table.append((_capital(label), value, bar, n))
        told.append(teller.words(said["dots_point"], name=label, value=value, bar=bar, n=n))
    low, high = (_number(teller, end, shares=shares) for end in scale)
    description = teller.words(said["dots_description"], low=low, high=high, points=" ".join(told))
    ticks = _ticks(teller, scale, shares=shares)
    drawing = charts.dots(title, description, rows, scale, ticks, width=_width(evidence))
    return Picture(
        evidence.claim.id,
        drawing,
        Table(_caption(teller, title), tuple(said["table_dots"]), tuple(table)),
    )


def _value(teller: Teller, dot: Dot, shown: Interval, *, shares: bool) -> str:
    if dot.few:
        return words.out_of_ten(shown, teller.language)
    if shares:
        whole = Interval(*(100 * one for one in (shown.estimate, shown.low, shown.high)))
        return words.compact(whole, 0, teller.language) + " %"
    return words.compact(shown, 2, teller.language)


def _number(teller: Teller, value: float, *, shares: bool) -> str:
    if shares:
        return words.percent(value, teller.language)
    return words.number(value, 0 if value == round(value) else 1, teller.language)


def _ticks(teller: Teller, scale: tuple[float, float], *, shares: bool) -> list[tuple[float, str]]:
    if shares:
        ticks = [0.0, 0.5, 1.0]
    elif scale[1] - scale[0] <= 6:
        ticks = [scale[0] + step for step in range(round(scale[1] - scale[0]) + 1)]
    else:
        ticks = [scale[0], (scale[0] + scale[1]) / 2, scale[1]]
    return [(tick, _number(teller, tick, shares=shares)) for tick in ticks]


def _stacked(teller: Teller, evidence: Evidence, title: str) -> Picture:
    said, language = teller.texts["chart"], teller.language
    parts = [
        (_capital(teller.part(name)), words.percent(share, language), share)
        for name, share in evidence.stacked
    ]
    told = " ".join(f"{name}: {share}." for name, share, _ in parts)
    description = teller.words(said["stacked_description"], points=told)
    rows = tuple((name, share) for name, share, _ in parts)
    table = Table(_caption(teller, title), tuple(said["table_stacked"]), rows)
    drawing = charts.stacked(title, description, parts, width=_width(evidence))
    return Picture(evidence.claim.id, drawing, table)


def hides_cells(evidence: Evidence) -> bool:
    """Whether one of the four blocks is so small that none of the exact counts may be shown."""
    return evidence.table is not None and any(
        cell < words.FEWEST_FOR_A_COUNT for row in evidence.table for cell in row
    )


def _blocks(teller: Teller, evidence: Evidence, title: str) -> Picture:
    said, burden = teller.texts["chart"], teller.texts["claims"][evidence.claim.id]
    assert evidence.table is not None
    small = hides_cells(evidence)

    def cell(n: int, *, short: bool) -> str:
        """With one small block, the others are not exact either: they would give it away."""
        few = n < words.FEWEST_FOR_A_COUNT
        if short and small:
            return "<10" if few else "10+"
        if small and not few:
            return {"nl": "10 of meer", "en": "10 or more"}[teller.language]
        return words.count(n, teller.language)

    (a, b), (c, d) = (
        (cell(one, short=False), cell(other, short=False)) for one, other in evidence.table
    )
    drawn = tuple((cell(one, short=True), cell(other, short=True)) for one, other in evidence.table)
    description = teller.words(said["blocks_description"], a=a, b=b, c=c, d=d)
    rows, columns = tuple(burden["rows"]), tuple(burden["columns"])
    drawing = charts.blocks(title, description, rows, columns, (drawn[0], drawn[1]))
    table = Table(
        _caption(teller, title), tuple(said["table_blocks"]), ((rows[0], a, b), (rows[1], c, d))
    )
    return Picture(evidence.claim.id, drawing, table)


def _flow(teller: Teller, evidence: Evidence, title: str) -> Picture:
    said, names = teller.texts["chart"], teller.texts["flow"]
    assert evidence.response is not None
    boxes, rows = [], []
    largest = max((n for _, n in evidence.response.flow), default=0)
    steps = evidence.response.flow
    shown = words.down_the_flow([n for step, n in steps if step not in WAVE_STEPS], teller.language)
    shown += [words.count(n, teller.language) for step, n in steps if step in WAVE_STEPS]
    for (step, n), counted in zip(steps, shown, strict=True):
        label = names.get(step) or teller.words(names["wave"], wave=step[-1])
        share = n / largest if n >= words.FEWEST_FOR_A_COUNT else 0.0
        boxes.append((label, counted, share))
        rows.append((label, counted))
    description = " ".join(teller.words(said["flow_point"], label=label, n=n) for label, n in rows)
    table = Table(_caption(teller, title), tuple(said["table_flow"]), tuple(rows))
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
    table = Table(_caption(teller, title), tuple(said["table_pairs"]), tuple(rows))
    return Picture(evidence.claim.id, drawing, table)


def balance_of(teller: Teller, evidence: Evidence) -> Picture | None:
    """How alike two compared groups were before and after weighing; None where none were weighed."""
    if not evidence.balance:
        return None
    said, language = teller.texts["chart"], teller.language
    title = said["balance_title"]
    pairs, rows, told = [], [], []
    for name, gap in evidence.balance.items():
        label = _capital(teller.column(name))
        before, after = (words.number(abs(one), 2, language) for one in (gap.before, gap.after))
        point = charts.Point("", abs(gap.after), abs(gap.after), abs(gap.after))
        pairs.append(charts.Pair(label, abs(gap.before), point))
        rows.append((label, before, after))
        told.append(f"{label}: {before}, {after}.")
    most = max(1.0, *(pair.whole for pair in pairs))
    ticks = [(at, words.number(at, 1, language)) for at in (0.0, most / 2, most)]
    drawing = charts.paired_dots(
        title, " ".join(told), (said["before"], said["after"]), pairs, most=most, ticks=ticks
    )
    table = Table(_caption(teller, title), tuple(said["table_balance"]), tuple(rows))
    return Picture(f"{evidence.claim.id}-balance", drawing, table)


def group_name(teller: Teller, fact: str, level: str) -> str:
    """A group in the words of the page; an unknown code stays as it is."""
    return _capital(str(teller.texts["groups"][fact].get(level, level)))


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]


DRAW: Mapping[str, Callable[[Teller, Evidence, str], Picture]] = {
    "slopes": _slopes,
    "dot": _dots,
    "dots": _dots,
    "dot pair": _dots,
    "difference": _dots,
    "bins": _dots,
    "stacked share": _stacked,
    "blocks": _blocks,
    "flow": _flow,
    "paired dots": _pairs,
}
