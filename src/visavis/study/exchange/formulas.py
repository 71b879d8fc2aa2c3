"""Scores as formulas of REDCap, LimeSurvey and FHIRPath. A formula is read back by writing it again.

None of these languages is parsed: what comes in is a score of ours, word for word, or is refused.
"""

from collections.abc import Callable

from visavis.study.instrument import Instrument, Method, Score, high, low


def redcap(instrument: Instrument, score: Score, name: Callable[[str], str]) -> str:
    """A REDCap calculation: blank where too few items are answered."""
    items = [f"[{name(code)}]" for code in score.items]
    there = " + ".join(f"if({item} = '', 0, 1)" for item in items)
    turned = ", ".join(
        _turned(instrument, score, code, f"[{name(code)}]", "if({0} = '', '', {1} - {0})")
        for code in score.items
    )
    needs = "".join(f" and [{name(code)}] <> ''" for code in score.needs)
    return f"if(({there}) >= {_needed(score)}{needs}, {_made(score, turned, 'if')}, '')"


def limesurvey(instrument: Instrument, score: Score, name: Callable[[str], str]) -> str:
    """An expression of LimeSurvey's ExpressionScript, for the text of an equation question."""
    there = ", ".join(f"{name(code)}.NAOK" for code in score.items)
    turned = ", ".join(
        _turned(instrument, score, code, f"{name(code)}.value", "if(is_empty({0}), '', {1} - {0})")
        for code in score.items
    )
    needs = "".join(f" and !is_empty({name(code)}.NAOK)" for code in score.needs)
    return f"{{if(count({there}) >= {_needed(score)}{needs}, {_made(score, turned, 'if')}, '')}}"


def fhirpath(instrument: Instrument, score: Score) -> str:
    """A FHIRPath expression over the ordinal values of the answers; empty where too few are there."""
    answers = [
        _turned(
            instrument,
            score,
            code,
            f"%resource.item.where(linkId='{code}').answer.value.ordinal()",
            "({0}.select({1} - $this))",
        )
        for code in score.items
    ]
    every = " | ".join(f"{one}.select($this + {at}000)" for at, one in enumerate(answers, 1))
    values = (
        f"({every}).select($this mod 1000)"  # marked by place, since a union drops equal values
    )
    match score.method:
        case Method.MEAN:
            made = f"{values}.avg()"
        case Method.SUM:
            made = f"{values}.sum()"
        case Method.MEAN_TIMES_K:
            made = f"{values}.avg() * {len(score.items)}"
        case Method.COUNT:
            made = f"{values}.where($this >= {score.at_least}).count()"
    if score.times != 1:
        made = f"({made}) * {score.times}"
    needs = "".join(
        f" and %resource.item.where(linkId='{code}').answer.exists()" for code in score.needs
    )
    return f"iif({values}.count() >= {_needed(score)}{needs}, {made}, {{}})"


def _turned(instrument: Instrument, score: Score, code: str, found: str, how: str) -> str:
    item = instrument.item(code)
    return how.format(found, low(item) + high(item)) if item.reverse else found


def _made(score: Score, turned: str, _if: str) -> str:
    match score.method:
        case Method.MEAN:
            made = f"mean({turned})"
        case Method.SUM:
            made = f"sum({turned})"
        case Method.MEAN_TIMES_K:
            made = f"mean({turned}) * {len(score.items)}"
        case Method.COUNT:
            parts = turned.split(", ")
            made = " + ".join(f"if({part} >= {score.at_least}, 1, 0)" for part in parts)
    return made if score.times == 1 else f"({made}) * {score.times}"


def _needed(score: Score) -> int:
    return score.needed(len(score.items))
