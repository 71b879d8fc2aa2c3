"""One catalogue for each language beside ours: what must stand in it, and what it still lacks.

``python -m visavis.config.translations`` writes each anew: every sentence that is said, the Dutch above it for who
translates, what was translated kept, what nobody says any more left out.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog

from visavis.config import translations as ours
from visavis.config.languages import FOLDER, OTHERS

FRONT = ours.ROOT / "doors" / "frontdoor"
SHARED = ours.ROOT / "doors" / "shared"
ROOMS = (FRONT, SHARED)
PAGES = (
    "home", "urgent", "how", "way_opened", "letter", "contact", "safe", "data", "access", "call", "page", "guide",
    "guide_frame", "guide_help", "guide_outcome", "calling_back/*", "sign_up/*", "answer/*", "confirm/*",
)  # fmt: skip
"""Templates of the front door whose words stand in every language: those of the views declared ``translated``."""
CODE = (
    "answer", "calling_back", "confirm", "guide", "pages", "questions", "sign_up", "sign_up_forms", "steps",
    "words_entry",
)  # fmt: skip
EVERYWHERE = (
    "templates/shared/layout.html", "templates/shared/error.html", "templates/shared/parts/error_summary.html",
    "templates/shared/parts/language_note.html", "templates/shared/parts/crossing.html",
    "templates/shared/forms/said.html", "templates/shared/forms/date_boxes.html", "forms.py", "carrying.py",
)  # fmt: skip
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
WITHOUT_DATES = frozenset({"ti"})
"""Languages in which Django itself has no names of days and months."""
PLURALS = {
    "ar": "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5)",
    "tr": "nplurals=2; plural=(n > 1)",
    "pl": "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2)",
    "ti": "nplurals=2; plural=(n > 1)",
    "uk": (
        "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : "
        "n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2)"
    ),
}
"""How each counts: which of its forms goes with a number."""
HEADER = """\
# {name}: everything that is said in this language, in one catalogue (docs/translating.md).
# To be checked by a speaker. Whether that was done stands in ../../checked.toml.
msgid ""
msgstr ""
"Language: {code}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plural};\\n"
"X-To-Be-Checked: by a speaker; who and when: checked.toml\\n"
"""
Key = tuple[str | None, str]


@dataclass(frozen=True)
class Line:
    """One sentence to translate. ``dutch``: the same, for who knows that better. ``plural``: of many things, where
    the sentence counts."""

    key: Key
    dutch: str
    plural: str = ""


def path_of(code: str) -> Path:
    return FOLDER / code / "LC_MESSAGES" / "django.po"


def needed(code: str) -> list[Line]:
    """What must stand in the catalogue of a language, each once, in the order of the pages."""
    found = {line.key: line for line in (*_dates(code), *_of_pages(), *_of_rules(), *_of_papers())}
    return list(found.values())


def _files() -> Iterator[tuple[Path, Path]]:
    for name in EVERYWHERE:
        yield SHARED, SHARED / name
    for name in PAGES:
        for path in sorted((FRONT / "templates" / "frontdoor").glob(f"{name}.html")):
            yield FRONT, path
    for name in CODE:
        yield FRONT, FRONT / f"{name}.py"


def _of_pages() -> Iterator[Line]:
    dutch = {room: ours.dutch(room) for room in ROOMS}
    for room, path in _files():
        for context, said in sorted(ours.said_in(path), key=lambda key: (key[1], key[0] or "")):
            known = dutch[room].get(said, context) or dutch[SHARED].get(said, context)
            told = ours.texts(known.string) if known else ("",)
            plural = known.id[1] if known and isinstance(known.id, tuple) else ""
            yield Line((context, said), " / ".join(told), plural)


def _of_rules() -> Iterator[Line]:
    """Sentences that stand in code, and that one can meet on these pages or in a message."""
    from visavis.mediation import approach, calling_back, sign_up, sources, ticks
    from visavis.outside import messages_words as messages

    refusals = [guard.refusal() for guard in sign_up.SignUp.guards]
    refused = [text for one in refusals for text in (one.text, one.instead)]
    texts = (
        *sign_up.RELATIONS.values(), *sign_up.CHANNELS.values(), *sources.SOURCES.values(),
        *approach.ANSWERS.values(), *(part.text for part in calling_back.PARTS.values()),
        *(ticks.TICKS[sign].text for sign in ticks.SIGNS), *refused, messages.HOURS,
        messages.SUBJECT, messages.BODY, messages.TOMORROW,
    )  # fmt: skip
    yield from (Line((None, text.en), text.nl) for text in texts)


def _of_papers() -> Iterator[Line]:
    from visavis.outside import letters, sign_up_letters

    for words in (*letters.IN_EVERY_LANGUAGE, *sign_up_letters.IN_EVERY_LANGUAGE):
        for dutch, english in zip(_flat(words["nl"]), _flat(words["en"]), strict=True):
            yield Line((None, english), dutch)


def _flat(said: Any) -> list[str]:
    return list(said.values()) if isinstance(said, Mapping) else list(said)


def _dates(code: str) -> Iterator[Line]:
    if code in WITHOUT_DATES:
        yield from (Line((None, one), "") for one in (*DAYS, *MONTHS))
        yield from (Line(("alt. month", one), "") for one in MONTHS)


def written(code: str, said: Mapping[Key, tuple[str, ...]]) -> str:
    """The catalogue as a file, with what is ``said`` in it."""
    lines = [HEADER.format(code=code, name=OTHERS[code], plural=PLURALS[code])]
    for line in needed(code):
        context, english = line.key
        if line.dutch:
            lines.append(f"#. {line.dutch}".replace("\n", "\n#. "))
        if context:
            lines.append(f"msgctxt {ours.quoted(context)}")
        lines.append(f"msgid {ours.quoted(english)}")
        words = said.get(line.key, ("",))
        if line.plural:
            lines.append(f"msgid_plural {ours.quoted(line.plural)}")
            forms = (*words, *("" for _ in range(forms_of(code) - len(words))))
            lines += [f"msgstr[{at}] {ours.quoted(one)}" for at, one in enumerate(forms)]
        else:
            lines.append(f"msgstr {ours.quoted(words[0])}")
        lines.append("")
    return "\n".join(lines)


def forms_of(code: str) -> int:
    return int(PLURALS[code].split(";")[0].removeprefix("nplurals="))


def read(code: str) -> dict[Key, tuple[str, ...]]:
    """What stands in the catalogue now."""
    path = path_of(code)
    catalogue = ours.read(path) if path.exists() else Catalog()
    return {
        (one.context, ours.texts(one.id)[0]): ours.texts(one.string) for one in catalogue if one.id
    }


def refresh(code: str) -> None:
    path = path_of(code)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(written(code, read(code)), encoding="utf-8")


def lacking(code: str) -> list[str]:
    """The sentences without words in this language, and those whose placeholders differ."""
    said, found = read(code), []
    for line in needed(code):
        words = said.get(line.key, ("",))
        expected = ours.placeholders(line.plural or line.key[1])
        if not all(words):
            found.append(line.key[1])
        elif any(ours.placeholders(one) != expected for one in words):
            found.append(f"{line.key[1]} (another placeholder)")
    return found
