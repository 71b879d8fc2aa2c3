"""Catalogues: compile them, and find what a room says that its Dutch catalogue lacks.

The words in templates and code are English; ``<room>/locale/nl/LC_MESSAGES/django.po`` has the
Dutch. What a participant reads has a second Dutch, with *je*: ``nl_JE``, made from the first by
`mediation.informal` and never written by hand. ``python -m visavis.config.translations`` makes that,
compiles, and names what is missing (exit 1).
"""

import ast
import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import escape, read_po

from visavis.mediation.informal import informal

ROOT = Path(__file__).resolve().parent.parent
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
READ_IN_JE = ("doors/shared", "doors/participant")
"""Rooms whose words a participant reads who may be addressed with *je*."""
SAY_JE = (*READ_IN_JE, "doors/frontdoor")
"""Rooms with a catalogue for it. The front door says some sentences of those two, and Django asks it first."""
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|\{(\w+)\}")


def catalogues(root: Path = ROOT) -> list[Path]:
    """Every .po file under ``root``: of the rooms, and one for each language beside ours."""
    found = (
        *root.glob("**/locale/*/LC_MESSAGES/django.po"),
        *root.glob("languages/*/LC_MESSAGES/django.po"),
    )
    return sorted(found)


def read(path: Path) -> Catalog:
    with path.open("rb") as source:
        return read_po(source, locale=path.parent.parent.name, abort_invalid=True)


def compile_all(root: Path = ROOT) -> int:
    """Write each catalogue as .mo beside its .po; how many."""
    for path in catalogues(root):
        target = path.with_suffix(".mo")
        fresh = io.BytesIO()
        write_mo(fresh, read(path))
        if not target.exists() or target.read_bytes() != fresh.getvalue():
            target.write_bytes(fresh.getvalue())
    return len(catalogues(root))


def with_je(room: Path) -> str:
    """The catalogue ``nl_JE`` of a room: all that a participant reads, also what reads the same. What is missing in
    one would be taken from a room that has no such catalogue, before it is taken from this room's ``nl``."""
    lines = [
        "# Made from ../../nl by python -m visavis.config.translations; not to be written by hand.",
        'msgid ""',
        'msgstr ""',
        '"Content-Type: text/plain; charset=utf-8\\n"',
        '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"',
    ]
    read = {(one.context, one.id) for name in READ_IN_JE for one in dutch(ROOT / name)}
    for message in dutch(room):
        if not message.id or (message.context, message.id) not in read:
            continue
        put = tuple(informal(one) for one in texts(message.string))
        ids = texts(message.id)
        lines.append("")
        if message.context:
            lines.append(f"msgctxt {quoted(message.context)}")
        lines.append(f"msgid {quoted(ids[0])}")
        if len(ids) > 1:
            lines.append(f"msgid_plural {quoted(ids[1])}")
            lines += [f"msgstr[{at}] {quoted(one)}" for at, one in enumerate(put)]
        else:
            lines.append(f"msgstr {quoted(put[0])}")
    return "\n".join(lines) + "\n"


def dutch(room: Path) -> Catalog:
    return read(room / "locale" / "nl" / "LC_MESSAGES" / "django.po")


def quoted(text: str) -> str:
    return str(escape(text))


def path_with_je(room: Path) -> Path:
    return room / "locale" / "nl_JE" / "LC_MESSAGES" / "django.po"


def rooms(root: Path = ROOT) -> list[Path]:
    """The folders with words of their own: apps, that is, folders with an apps.py or a locale."""
    found = {path.parent for path in root.glob("**/locale")}
    found |= {path.parent for path in root.glob("**/templates")}
    return sorted(found)


def used(room: Path) -> set[tuple[str | None, str]]:
    """(context, msgid) of every string that a room's templates and code translate."""
    messages: set[tuple[str | None, str]] = set()
    for path in _own_files(room, "*.html", "*.txt", "*.svg", "*.py"):
        messages |= said_in(path)
    return messages


def said_in(path: Path) -> set[tuple[str | None, str]]:
    """(context, msgid) of every string that a template or a module translates."""
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        return _from_python(_as_python(text, str(path)))
    if "gettext" not in text:
        return set()
    ast.parse(text)
    return _from_python(text)


def _as_python(template: str, origin: str) -> str:
    from django.utils.translation.template import templatize

    # Without what stands before a line: markup leaves an indentation that Python would refuse.
    lines = templatize(template, origin=origin).splitlines()
    return "\n".join(line.lstrip() for line in lines)


def _own_files(room: Path, *patterns: str) -> Iterator[Path]:
    inner = [other for other in rooms() if other != room and other.is_relative_to(room)]
    for pattern in patterns:
        for path in sorted(room.rglob(pattern)):
            if not any(path.is_relative_to(other) for other in inner):
                yield path


def _from_python(text: str) -> set[tuple[str | None, str]]:
    found = set()
    source = io.BytesIO(text.encode())
    for _, message, _, context in extract("python", source, keywords=KEYWORDS):
        single = message[0] if isinstance(message, tuple) else message
        if single:
            found.add((context, single))
    return found


def missing(room: Path) -> list[str]:
    """The msgids of a room without Dutch of its own, and those whose placeholders differ."""
    path = room / "locale" / "nl" / "LC_MESSAGES" / "django.po"
    catalogue = read(path) if path.exists() else Catalog(locale="nl")
    lacking = []
    for context, msgid in sorted(used(room), key=lambda pair: (pair[1], pair[0] or "")):
        entry = catalogue.get(msgid, context)
        if entry is None or entry.fuzzy or not all(texts(entry.string)):
            lacking.append(msgid)
        elif placeholders(entry.string) - placeholders(entry.id):
            lacking.append(f"{msgid} (another placeholder)")
    return lacking


def texts(said: object) -> tuple[str, ...]:
    """What a message says: one text, or one for each number of things."""
    if isinstance(said, list | tuple):
        return tuple(str(each) for each in said)
    return (str(said or ""),)


def placeholders(said: object) -> set[tuple[str, str]]:
    return {found for each in texts(said) for found in PLACEHOLDER.findall(each)}


def main() -> int:
    for name in SAY_JE:
        path = path_with_je(ROOT / name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(with_je(ROOT / name), encoding="utf-8")
    from visavis.config import (
        languages,
        other_languages,
    )  # it reads with the functions of this module

    for code in languages.OTHERS:
        other_languages.refresh(code)
    number = compile_all()
    for code in languages.OTHERS:
        for msgid in other_languages.lacking(code):
            print(f"languages/{code}: no words for {msgid!r}", file=sys.stderr)
    lacking = {room.relative_to(ROOT): found for room in rooms() if (found := missing(room))}
    for room, found in lacking.items():
        for msgid in found:
            print(f"{room}: no Dutch for {msgid!r}", file=sys.stderr)
    print(f"Compiled {number} catalogues.")
    return 1 if lacking else 0


if __name__ == "__main__":
    sys.exit(main())
