"""From answers to scores (study §2.2)."""

from collections.abc import Mapping

from visavis.study.instrument import Instrument, high, low


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


def scores(instrument: Instrument, answers: Mapping[str, int | None]) -> dict[str, float | None]:
    """The scores by code: the mean of the answered items if at least ⌈2k/3⌉ are, else None.

    Not rounded. ``answers`` are as given (1 to 5); reversing happens here.
    """
    turned = keyed(instrument, answers)
    found: dict[str, float | None] = {}
    for score in instrument.scores:
        given = [value for code in score.items if (value := turned[code]) is not None]
        found[score.code] = sum(given) / len(given) if len(given) >= score.min_answered else None
    return found
