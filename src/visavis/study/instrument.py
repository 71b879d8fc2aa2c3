"""What an instrument is: questions with their boxes, and the scores made of them (study §2.3).

Instruments are data: one TOML file per version, read by `visavis.study.instrument_file`.
"""

from dataclasses import dataclass
from enum import StrEnum

from visavis.mediation.words import Text
from visavis.study.condition import Condition

ORDINAL, NOMINAL = "ordinal", "nominal"


class WrongInstrument(ValueError):
    """The file is not an instrument we can ask or score; says where and why."""


class Method(StrEnum):
    """How a score is made of the answered items."""

    MEAN = "mean"
    SUM = "sum"
    MEAN_TIMES_K = "mean_times_k"  # a sum with the missing items filled by the person's own mean
    COUNT = "count"  # how many items are at least `Score.at_least`


@dataclass(frozen=True, slots=True)
class Licence:
    """Whose text it is. ``status``: free, permission (asked of the holder) or verify (not settled).

    ``text_shipped``: whether the words of the items stand in the package; else the service adds them.
    """

    id: str
    holder: str
    status: str
    text_shipped: bool
    url: str = ""


@dataclass(frozen=True, slots=True)
class Translation:
    """Where the words in a language come from, and how far they can be trusted."""

    lang: str
    source: str
    status: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One box to tick. ``value`` is None for an answer that is no number on the scale.

    ``plain``: a whole sentence for reading aloud; the label where there is none.
    """

    code: str
    label: Text
    value: int | None = None
    plain: Text | None = None

    @property
    def aloud(self) -> Text:
        return self.plain or self.label


@dataclass(frozen=True, slots=True)
class Item:
    """One question. ``choices`` in the order shown.

    ``show_if``: asked only where it holds. ``crisis_rule``: an answer for which it holds (as
    ``value``) brings the page with help. ``sensitive``: may hurt, so a helper says so first.
    """

    code: str
    stem: Text
    scale: str
    choices: tuple[Choice, ...]
    reverse: bool = False
    required: bool = False
    show_if: Condition | None = None
    sensitive: bool = False
    crisis_rule: Condition | None = None
    measure: str = ORDINAL

    @property
    def values(self) -> tuple[int, ...]:
        """The numbers on its scale, in the order shown."""
        return tuple(one.value for one in self.choices if one.value is not None)


@dataclass(frozen=True, slots=True)
class Score:
    """A number made of items, when at least ``min_answered`` of them are answered; else missing.

    ``min_answered`` None: ⌈2k/3⌉ of the k items asked of the person (study §2.2). The result is
    multiplied by ``times``. ``needs``: scores that must be there too. ``direction``: whether a
    higher number means more of the construct, or less. ``low``, ``high``: its ends.
    An item that stands for itself needs no score: it is its own column.
    """

    code: str
    title: Text
    items: tuple[str, ...]
    method: Method
    low: float
    high: float
    min_answered: int | None = None
    times: int = 1
    direction: str = "more"
    needs: tuple[str, ...] = ()
    at_least: int | None = None

    def needed(self, asked: int) -> int:
        """How many of ``asked`` items must be answered."""
        return -(-2 * asked // 3) if self.min_answered is None else self.min_answered


@dataclass(frozen=True, slots=True)
class Instrument:
    """A set of questions with its scores.

    ``waves``: the rounds it is asked in (study §2.1); ``comparison_waves``: those of group C.
    ``default_on``: asked unless a service says otherwise. ``care_route``: may only be switched on
    where the service has named who helps when somebody is in need.
    """

    id: str
    version: str
    construct: str
    title: Text
    lead: Text
    recall_period: Text
    waves: tuple[int, ...]
    comparison_waves: tuple[int, ...]
    licence: Licence
    validated: bool
    citation: str
    reading_level: str
    translations: tuple[Translation, ...]
    missing_codes: tuple[str, ...]
    default_on: bool
    care_route: bool
    items: tuple[Item, ...]
    scores: tuple[Score, ...]

    def item(self, code: str) -> Item:
        """The item of this code; `KeyError` when there is none."""
        for item in self.items:
            if item.code == code:
                return item
        raise KeyError(code)

    @property
    def askable(self) -> bool:
        """Whether every word of it is there, in both languages."""
        texts = [item.stem for item in self.items]
        texts += [choice.label for item in self.items for choice in item.choices]
        return all(text.nl.strip() and text.en.strip() for text in texts)


def low(item: Item) -> int:
    """The lowest number on the item's scale."""
    return min(item.values)


def high(item: Item) -> int:
    """The highest number on the item's scale."""
    return max(item.values)
