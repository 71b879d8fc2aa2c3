"""How easily the words read that people who take part get to see, and where they stand (experience.md §6).

Dutch: Flesch in Douma's form; English: Flesch's own (J. Appl. Psychol. 32, 1948, 221–233). The formulas see length,
not meaning; sentence length, commas, long words, forbidden words and passives are looked at apart.
"""

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path
from typing import Any

from babel.messages.pofile import read_po
from django.utils.functional import Promise

import visavis.mediation
import visavis.outside
from visavis.config import translations
from visavis.mediation.words import Text

HERE = Path(__file__).parent
DOORS = ("participant", "frontdoor", "guest", "questionnaire", "referrer", "shared")
STAFF_ONLY = frozenset(
    """
    sign_up.EVENT_TYPES sign_up.SORTS sign_up.NOT_TAKEN_UP_STAFF safeguards.REVIEW safeguards.AGREEMENT_REVIEW
    worries.FLAGS danger.CAUSES danger.DANGERS safety.MEASURES exploring.VERDICTS exploring.NEEDS
    """.split()
)
"""Lists that only staff choose from, by module and name."""
VALUE = re.compile(r"%\(\w+\)s|\{[\w.]*\}|%s|%d")
MARKUP = re.compile(r"<[^>]+>|&\w+;")
SENTENCE = re.compile(r"(?<=[.?!:;])[\s”\"]+|\n+")
WORD = re.compile(r"[^\W\d_][\w'’-]*")
DIGITS = re.compile(r"\d[\d.:]*")


@dataclass(frozen=True, slots=True)
class Page:
    """Words that one reads together, in one language. ``where``: to find them."""

    where: str
    language: str
    texts: tuple[str, ...]


def plain(text: str) -> str:
    return MARKUP.sub("", VALUE.sub("2", text.replace("%%", "%"))).replace("\n", " ").strip()


def sentences(text: str) -> list[str]:
    """Of one text; what has no word is none. A full stop inside a number or a short form ends nothing."""
    joined = re.sub(r"(?<=\d)\.(?=\d)", ",", text)
    return [one.strip() for one in SENTENCE.split(joined) if WORD.search(one)]


def words(text: str) -> list[str]:
    return WORD.findall(text)


# Where the words stand


def pages() -> Iterator[Page]:
    yield from _doors()
    yield from _modules(visavis.mediation)
    yield from _modules(visavis.outside)


def _doors() -> Iterator[Page]:
    for room in translations.rooms():
        if room.name not in DOORS:
            continue
        dutch = _catalogue(room)
        for path in sorted([*room.rglob("*.html"), *room.rglob("*.py")]):
            if "desk" in path.name or "research" in path.name:
                continue
            said = _said(path)
            if said:
                where = str(path.relative_to(translations.ROOT))
                yield Page(where, "en", tuple(plain(one) for one in said))
                yield Page(where, "nl", tuple(plain(dutch[one]) for one in said if one in dutch))


def _said(path: Path) -> list[str]:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".html":
        text = translations._as_python(text, str(path))
    return sorted(msgid for _context, msgid in translations._from_python(text) if msgid)


def _catalogue(room: Path) -> dict[str, str]:
    found: dict[str, str] = {}
    for path in translations.catalogues(room):
        if path.parent.parent.name != "nl":  # with je: the same sentences
            continue
        with path.open("rb") as source:
            for message in read_po(source, locale="nl"):
                ids = message.id if isinstance(message.id, tuple) else (message.id,)
                said = message.string if isinstance(message.string, tuple) else (message.string,)
                found |= {
                    str(key): str(value) for key, value in zip(ids, said, strict=False) if key
                }
    return found


def _modules(package: Any) -> Iterator[Page]:
    for info in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        module = importlib.import_module(info.name)
        short = info.name.removeprefix(package.__name__ + ".")
        named: set[str] = set()
        for name, value in vars(module).items():
            if name.startswith("__"):
                continue
            if f"{short}.{name}" in STAFF_ONLY:
                named |= {text for _language, text in strings(value)}
                continue
            if getattr(value, "__module__", info.name) != info.name and not isinstance(
                value, Text | Mapping | tuple | list
            ):
                continue
            found: dict[str, list[str]] = {"nl": [], "en": []}
            for language, text in strings(value, _of_name(name)):
                found[language].append(plain(text))
                named.add(text)
            for language, texts in found.items():
                if texts:
                    package_name = package.__name__.rpartition(".")[2]
                    yield Page(f"{package_name}.{short}.{name}", language, tuple(texts))
        inside = [pair for pair in _inside(module) if pair[0] not in named]
        for at, language in enumerate(("nl", "en")):
            texts = [plain(pair[at]) for pair in inside]
            if texts:
                yield Page(f"{package.__name__.rpartition('.')[2]}.{short}", language, tuple(texts))


def _inside(module: Any) -> Iterator[tuple[str, str]]:
    """Dutch and English of each ``Text("…", "…")`` written in a module, wherever in it."""
    for node in ast.walk(ast.parse(Path(module.__file__).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"Text", "T"}:
            said = [arg.value for arg in node.args if isinstance(arg, ast.Constant)]
            if len(said) == 2:
                yield str(said[0]), str(said[1])


def _of_name(name: str) -> str:
    return {"_NL": "nl", "_EN": "en"}.get(name[-3:], "")


def strings(value: Any, language: str = "") -> Iterator[tuple[str, str]]:
    """All that is said in a value: texts in both languages, and mappings by language; other strings are codes."""
    if isinstance(value, Text):
        yield "nl", value.nl
        yield "en", value.en
    elif isinstance(value, str):
        if language and not isinstance(value, Promise):
            yield language, str(value)
    elif isinstance(value, Mapping):
        for key, one in value.items():
            yield from strings(one, key if key in ("nl", "en") else language)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from strings(one, language)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from strings(getattr(value, field.name), language)


# How they read

ENGLISH = re.compile(r"[aeiouy]+")


def syllables_en(word: str) -> int:
    """By groups of vowels; a silent e at the end, and -ed that is not heard, count for nothing."""
    low = re.sub(r"[^a-z]", "", word.lower())
    low = re.sub(r"(?<=[^aeiouytd])ed$|(?<=[^aeiouylsxz])es$|(?<=[^aeiouyl])e$", "", low)
    return max(1, len(ENGLISH.findall(low)))


def flesch(text: str) -> float | None:
    found = sentences(text)
    said = words(text)
    if not said:
        return None
    number = sum(map(syllables_en, said))
    return 206.835 - 1.015 * len(said) / len(found) - 84.6 * number / len(said)


def listed(name: str) -> frozenset[str]:
    """A list file of this folder: a word or a sentence a line; after ``#`` the reason."""
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return frozenset(one.partition("  #")[0].strip() for one in lines if one.strip())


FORBIDDEN = re.compile(
    r"\b(helaas|zo snel mogelijk|gewoon|even|gefeliciteerd|succes|daders?|slachtoffers?|verdachten?|delict\w*"
    r"|zaak|partij(en)?|geslaagd|mislukt|z\.s\.m\.|middels|betreffende|derhalve|dient te)\b|!",
    re.IGNORECASE,
)
PASSIVE = re.compile(
    r"\b(wordt|worden|werd|werden)\b[^.?!,;]*?\b(ge|be|ver|ont|her|toege|aange|uitge|opge|afge|mee?ge|door)\w+"
    r"(d|t|en)\b|\b(ge|be|ver|ont|her)\w+(d|t|en)\s+(wordt|worden|werd|werden)\b",
    re.IGNORECASE,
)
MOST_WORDS, MEAN_WORDS, LONGEST_WORD, MOST_CLAUSES = 18, 10, 12, 1
A_LIST = 3
"""Words between commas that make a list of things, and no clause."""


def clauses(sentence: str) -> int:
    parts = re.split(r", ", sentence)
    return sum(len(words(part)) > A_LIST for part in parts[1:])


def long_words(text: str) -> Iterable[str]:
    for word in words(text):
        for part in re.split(r"[-'’]", word):
            if len(part) > LONGEST_WORD:
                yield part.lower()
