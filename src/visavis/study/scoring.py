"""From answers to scores (study §2.2)."""

from collections.abc import Collection, Mapping

from visavis.study.instrument import Instrument, Method, Score, high, low


def keyed(instrument: Instrument, answers: Mapping[str, int | None]) -> dict[str, float | None]:
    """Each item as a number in the direction of its score: x' = min + max − x where reversed.

    ``answers`` by item code; what is missing stays None and is never filled.
    """
    turned: dict[str, float | None] = {}
    for item in instrument.items:
        value = answers.get(item.code)
        if value is None:
            turned[item.code] = None
        else:
            turned[item.code] = float(low(item) + high(item) - value if item.reverse else value)
    return turned


def scores(
    instrument: Instrument,
    answers: Mapping[str, int | None],
    asked: Collection[str] | None = None,
) -> dict[str, float | None]:
    """The scores by code, None where too few of the items asked were answered. Not rounded.

    ``answers`` are as given; reversing happens here. ``asked``: the items asked of this person,
    None: all of them. Too few is fewer than the score's own rule, or ⌈2k/3⌉ of the k asked.
    """
    turned = keyed(instrument, answers)
    found: dict[str, float | None] = {}
    for score in instrument.scores:
        codes = [code for code in score.items if asked is None or code in asked]
        given = [value for code in codes if (value := turned[code]) is not None]
        there = all(found[name] is not None for name in score.needs)
        enough = bool(given) and len(given) >= score.needed(len(codes))
        found[score.code] = _number(score, given) * score.times if there and enough else None
    return found


def _number(score: Score, given: list[float]) -> float:
    match score.method:
        case Method.MEAN:
            return sum(given) / len(given)
        case Method.SUM:
            return sum(given)
        case Method.MEAN_TIMES_K:
            return sum(given) / len(given) * len(score.items)
        case Method.COUNT:
            assert score.at_least is not None
            return float(sum(value >= score.at_least for value in given))


def pomp(score: Score, value: float) -> float:
    """Per cent of the maximum possible, for pictures only: 100 (score − min)/(max − min)."""
    return 100 * (value - score.low) / (score.high - score.low)
