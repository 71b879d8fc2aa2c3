"""The factsheet as one value: what both the page and the PDF are printed from (study.md §5).

Words come from ``texts/``, numbers only from evidence. A sentence is a row of parts; a part that is
a number knows which number of which claim it is, so that every reader can go back to its rule.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from django.utils.safestring import SafeString

from visavis.factsheet import words
from visavis.factsheet.charts import Drawing
from visavis.factsheet.claims import caveats, offers_rule
from visavis.factsheet.evidence import Evidence, Figure
from visavis.factsheet.grades import Grade, Interval
from visavis.factsheet.words import Language

PLACEHOLDER = re.compile(r"\{([A-Za-z0-9_.]+)\}")


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it is printed, with the claim whose number it is."""

    text: str
    claim: str


Part = str | Number
Sentence = tuple[Part, ...]


def plain(sentence: Sentence) -> str:
    """The sentence as text."""
    return "".join(part if isinstance(part, str) else part.text for part in sentence)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of text with a header row; the first cell of each row is its header."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart with the table that says the same."""

    name: str
    drawing: Drawing
    table: Table
    note: str = ""

    @property
    def svg(self) -> SafeString:
        """For a page; safe because `Drawing` escapes every word it gets."""
        return SafeString(self.drawing.on_page(self.name))


@dataclass(frozen=True, slots=True)
class Said:
    """A claim in its place: the sentence its grade allows, the number, the caveats, the picture.

    interviews: what was said in interviews, apart, because it is no answer of the questionnaires.
    offers: what was offered at the end, and to how many it helped; no part of the claim's grade.
    silent: too few answered; the sentence then stands in the frame, and the heading before it.
    """

    claim: str
    heading: str
    sentence: Sentence
    detail: Sentence
    grade: str
    caveats: tuple[str, ...]
    picture: Picture
    interviews: Sentence = ()
    silent: bool = False
    offers: Sentence = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A heading with paragraphs, and perhaps steps, claims, pictures and smaller blocks under it."""

    key: str
    heading: str
    text: tuple[Sentence, ...] = ()
    note: str = ""
    steps: tuple[str, ...] = ()
    said: tuple[Said, ...] = ()
    pictures: tuple[Picture, ...] = ()
    blocks: tuple["Block", ...] = ()


@dataclass(frozen=True, slots=True)
class TraceRow:
    """Where the numbers of one claim come from. Hashes are whole; a page may shorten them."""

    claim: str
    sentence: str
    grade: str
    people: str
    numbers: tuple[str, ...]
    weighted: tuple[str, ...]
    rule_hash: str
    query_hash: str
    registered: str


@dataclass(frozen=True, slots=True)
class Trace:
    """The table "How we know", with what all rows share."""

    heading: str
    text: str
    table_caption: str
    columns: tuple[str, ...]
    rows: tuple[TraceRow, ...]
    snapshot_label: str
    snapshot: str
    code_label: str
    code: str
    registered: str
    contact: str


@dataclass(frozen=True, slots=True)
class Factsheet:
    """Both pages. `is_progress`: too few answered, so this only says how the study is going."""

    language: Language
    title: str
    subtitle: str
    taken_on: date
    first_page: tuple[Block, ...]
    second_page: tuple[Block, ...]
    trace: Trace
    is_progress: bool
    words: Mapping[str, Any]


@cache
def texts(language: Language) -> Mapping[str, Any]:
    """The words of the factsheet in one language."""
    source = files("visavis.factsheet").joinpath("texts", f"{language}.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))


class Teller:
    """Fills placeholders from evidence, in one language.

    facts: values that belong to no claim, such as the day of the snapshot, by placeholder name.
    """

    def __init__(
        self,
        language: Language,
        evidence: Sequence[Evidence],
        facts: Mapping[str, str],
    ) -> None:
        self.language = language
        self.texts = texts(language)
        self.by_id = {each.claim.id: each for each in evidence}
        self.facts = facts

    def fill(self, text: str, **own: str) -> Sentence:
        """The text with its placeholders filled. Raises KeyError for an unknown one."""
        parts: list[Part] = []
        at = 0
        for found in PLACEHOLDER.finditer(text):
            parts.append(text[at : found.start()])
            parts += self._value(found.group(1), own)
            at = found.end()
        parts.append(text[at:])
        parts = [part for part in parts if part != ""]
        if parts and isinstance(first := parts[0], Number):
            parts[0] = Number(first.text[0].upper() + first.text[1:], first.claim)
        return tuple(parts)

    def words(self, text: str, **own: str) -> str:
        return plain(self.fill(text, **own))

    def _value(self, name: str, own: Mapping[str, str]) -> Sentence:
        if name in own:
            return (own[name],)
        if name in self.facts:
            return (self.facts[name],)
        head, _, key = name.partition(".")
        if head == "caveat":
            return (caveats()[key][self.language],)
        evidence = self.by_id[head]
        if key == "claim":
            return self.claim_sentence(evidence)
        if key in ("scale_low", "scale_high"):
            scale = evidence.panels[0].scale if evidence.panels else evidence.scale
            return (words.number(scale[key == "scale_high"], 0, self.language),)
        if key in ("seen", "of") and evidence.interviews is not None:
            count = getattr(evidence.interviews, key)
            return (Number(words.in_words(count, self.language), head),)
        return (Number(self.figure(evidence, evidence.figures[key]), head),)

    def claim_sentence(self, evidence: Evidence) -> Sentence:
        """What the grade allows to say; the same sentences for every claim with too few answers."""
        if evidence.verdict.grade is not Grade.TOO_FEW:
            return (evidence.claim.texts[evidence.outcome][self.language],)
        few = self.texts["too_few"]
        if evidence.silent in ("group", "alike"):
            return (few[evidence.silent],)
        if evidence.n < words.FEWEST_FOR_A_COUNT:
            return (few["sentence"],)
        return self.fill(
            few["with_count"], **{"claim.n": words.number(evidence.n, 0, self.language)}
        )

    def offers(self, evidence: Evidence) -> Sentence:
        """What may be said of what was offered at the end, from what helped most to least."""
        if evidence.offers is None:
            return ()
        shown = [one.helped for one in evidence.offers.of if one.helped is not None]
        shown.sort(key=lambda one: (-_middle(one.value), one.key))
        said = offers_rule().texts[evidence.offers.grade.value][self.language]
        parts: list[Part] = [said]
        for place, figure in enumerate(shown):
            lead = self.texts["offers"]["lead"] if place == 0 else ";"
            parts += [f" {lead} ".replace(" ;", ";"), f"{self.part(figure.parts[0])} "]
            parts.append(Number(self.figure(evidence, figure), evidence.claim.id))
        return (*parts, ".") if shown else tuple(parts)

    def part(self, code: str, *, short: bool = False) -> str:
        """A part of a claim in words: a score, an item, or "role.kin", a level of a fact."""
        if short and code in self.texts["short"]:
            return str(self.texts["short"][code])
        if code in self.texts["parts"]:
            return str(self.texts["parts"][code])
        fact, _, level = code.partition(".")
        return str(self.texts["groups"].get(fact, {}).get(level, level or code))

    def people(self, evidence: Evidence, n: int) -> str:
        """A count of people of a claim, to the nearest five where the exact one would tell of few."""
        return (words.rounded if evidence.rounded else words.count)(n, self.language)

    def column(self, name: str) -> str:
        """A column of a model in words: "role=kin", or a score."""
        fact, is_level, level = name.partition("=")
        return self.part(f"{fact}.{level}") if is_level else self.part(name)

    def name_of(self, figure: Figure) -> str:
        """What a number of a claim is called."""
        name = str(self.texts["figures"][figure.called])
        return f"{name}: {', '.join(map(self.part, figure.parts))}" if figure.parts else name

    def grade(self, evidence: Evidence) -> str:
        word = str(self.texts["grades"][evidence.verdict.grade.value])
        return f"{word}, {self.texts['grades']['exploratory']}" if evidence.exploratory else word

    def figure(self, evidence: Evidence, figure: Figure) -> str:
        """A number in running text."""
        value, language = figure.value, self.language
        match figure.kind:
            case "count":
                return words.count(int(_middle(value)), language)
            case "points":
                assert isinstance(value, Interval)
                return words.between(value, 1, language)
            case "share":
                assert isinstance(value, Interval)
                return words.out_of_ten(value, language)
            case "percent":
                assert isinstance(value, Interval)
                return words.percent(value.estimate, language)
            case "part":
                assert isinstance(value, Interval)
                return words.part(value, language)
            case "number":
                return words.number(_middle(value), 2, language)

    def cell(self, figure: Figure, value: Interval | float | int) -> str:
        """A number in the trace table; only to the tenth where exact it would tell of few."""
        language = self.language
        if figure.kind == "count":
            return words.count(int(_middle(value)), language)
        if isinstance(value, Interval):
            if figure.kind in ("share", "percent", "part"):
                if figure.of < words.FEWEST_FOR_A_SHARE:
                    return words.count(0, language)
                if figure.few:
                    return words.out_of_ten(value, language)
                hundredfold = Interval(
                    *(100 * one for one in (value.estimate, value.low, value.high))
                )
                return words.compact(hundredfold, 0, language) + " %"
            return words.compact(value, 2, language)
        return words.number(_middle(value), 2, language)


def _middle(value: Interval | float | int) -> float:
    return value.estimate if isinstance(value, Interval) else float(value)
