"""A person's own copy (access, portability): a PDF to read and a file for machines, of exactly their view.

Both are made from the same three things: the view their own screen stands on, the entries of their own lane as
they came to see them, and what the access log tells them. There is nothing else here to take from.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any

from django.utils import translation
from django.utils.formats import date_format

from visavis.journal.looked_at import LookedAt
from visavis.mediation.entries import SWEEP, Entry
from visavis.mediation.sources import SOURCES
from visavis.mediation.terms import HERE, day
from visavis.mediation.views import PartyView
from visavis.mediation.views.meeting import ROOM
from visavis.mediation.words import Text
from visavis.outside import own_copy_words as w
from visavis.outside.letters import language_of
from visavis.outside.typeset import pdf

FORMAT = "visavis-own-copy/1"
OF_THE_SERVICE = "terms"
"""The one field of a view that is of nobody, and so not in anybody's copy."""


@dataclass(frozen=True, slots=True)
class OwnCopy:
    """What somebody may take along. ``on``: the day it was made."""

    view: PartyView
    entries: tuple[Entry, ...]
    looked_at: LookedAt
    on: date
    ways: Mapping[str, Text] = field(default_factory=lambda: SOURCES)
    """How people find us, as the service calls it."""

    @property
    def name(self) -> str:
        """Says nothing: the neutral title of the page it comes from, and the day."""
        return f"mijn-plek-{self.on.isoformat()}"


def as_json(copy: OwnCopy) -> bytes:
    """The file for machines: the view as it is, the entries in order, who looked. UTF-8, stable order."""
    said = {
        "format": FORMAT,
        "made_on": copy.on,
        "view": {n: said for n, said in _plain(copy.view).items() if n != OF_THE_SERVICE},
        "entries": [_entry(entry) for entry in copy.entries],
        "looked_at": _plain(copy.looked_at),
    }
    return json.dumps(said, default=_text, ensure_ascii=False, indent=1).encode()


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return value


def _text(value: Any) -> str:
    assert isinstance(value, date | datetime)
    return value.isoformat()


def _entry(entry: Entry) -> dict[str, Any]:
    return {
        "on": _seen_on(entry),
        "what": entry.kind,
        "by": _by(entry),
        "via": str(entry.by.via),
        "said": dict(entry.body),
    }


def _seen_on(entry: Entry) -> date:
    """The day it came to its person: never that on which the desk wrote it ahead."""
    return entry.shown_from or day(entry.at)


def _by(entry: Entry) -> str:
    return "sweep" if entry.by == SWEEP else str(entry.by.audience)


def as_pdf(copy: OwnCopy, language: str) -> bytes:
    """To read and to print, PDF/UA-1. ``language``: nl, en, or nl-je."""
    with translation.override(language):
        data = {
            "language": language_of(language),
            "title": w.PAGE["title"].within(language),
            "lead": [
                w.PAGE["made"].within(language).format(day=_day(copy.on)),
                *(w.PAGE[name].within(language) for name in ("lead", "care", "staff")),
            ],
            "sections": list(_sections(copy, language)),
        }
    return pdf("own_copy", data, copy.on)


def _sections(copy: OwnCopy, language: str) -> Iterable[dict[str, Any]]:
    you: list[dict[str, Any]] = []
    apart: list[dict[str, Any]] = []
    for each in fields(copy.view):
        value = getattr(copy.view, each.name)
        if each.name == OF_THE_SERVICE:
            continue
        if each.name == "found_by" and value in copy.ways:
            value = copy.ways[value].within(language)
        if is_dataclass(value) and not isinstance(value, type):
            apart += _section(each.name, [value], language)
        elif isinstance(value, tuple) and value and is_dataclass(value[0]):
            apart += _section(each.name, value, language)
        else:
            you += _items(each.name, value, language)
    yield {"title": w.PAGE["you"].within(language), "groups": [you]}
    yield from apart
    days = [_line(entry, language) for entry in copy.entries]
    yield {"title": w.PAGE["by_day"].within(language), "groups": [days]}
    yield {
        "title": w.PAGE["looked"].within(language),
        "groups": [list(_looked(copy.looked_at, language))],
    }


def _section(name: str, values: Iterable[Any], language: str) -> list[dict[str, Any]]:
    groups = [lines for value in values for lines in _groups(value, language, name)]
    return [{"title": _label(name, language), "groups": groups}] if groups else []


def _groups(value: Any, language: str, name: str) -> Iterable[list[dict[str, Any]]]:
    """The lines of one part of the view, then those of each of its own parts."""
    items: list[dict[str, Any]] = []
    below: list[Any] = []
    for each in fields(value):
        said = getattr(value, each.name)
        if isinstance(said, tuple) and said and is_dataclass(said[0]):
            below += said
        else:
            items += _items(each.name, said, language, within=name)
    if items:
        yield items
    for one in below:
        yield from _groups(one, language, name)


def _items(name: str, value: Any, language: str, within: str = "") -> list[dict[str, Any]]:
    """One labelled line, or none where there is nothing to say."""
    if name in w.IDS or value in (None, "", (), frozenset(), False, 0):
        return []
    said = _said(name, value, language)
    label = _label(name, language, within)
    return [{"label": label, "text": said, "own": name in w.OWN_WORDS}]


def _label(name: str, language: str, within: str = "") -> str:
    known = w.WITHIN.get(f"{within}.{name}") or w.FIELDS.get(name)
    return known.within(language) if known else name.replace("_", " ")


def _said(name: str, value: Any, language: str) -> str:
    if isinstance(value, bool):
        return w.PAGE["yes"].within(language)
    if isinstance(value, datetime):
        clock = date_format(value.astimezone(HERE), ", H.i") if name in w.WITH_TIME else ""
        return _day(day(value)) + clock
    if isinstance(value, date):
        return _day(value)
    if isinstance(value, tuple | frozenset):
        each = sorted(value) if isinstance(value, frozenset) else value
        return "\n".join(_said(name, one, language) for one in each)
    text = str(value.value if isinstance(value, Enum) else value)
    if name == "entrance" and text.startswith(ROOM):
        return w.OWN_ROOM.within(language)
    known = w.CODES.get(name, {}).get(text)
    return _without_day(known.within(language)) if known else text


def _without_day(sentence: str) -> str:
    """A sentence of the closed list, without the promise of a day: that stands with its own name."""
    kept = [part for part in sentence.split(". ") if "{" not in part]
    return ". ".join(kept) if len(kept) > 0 else sentence.partition("{")[0].strip()


def _line(entry: Entry, language: str) -> dict[str, Any]:
    said = w.HAPPENED.get(entry.kind, w.SOMETHING).within(language)
    how = [w.BY[_by(entry)].within(language)] if _by(entry) in w.BY else []
    if str(entry.by.via) in w.VIA:
        how.append(w.VIA[str(entry.by.via)].within(language))
    text = f"{said} ({', '.join(how)})" if how else said
    return {"label": _day(_seen_on(entry)), "text": text, "own": False}


def _looked(found: LookedAt, language: str) -> Iterable[dict[str, Any]]:
    roles = ", ".join(_role(role, language) for role in found.roles)
    said = (
        w.PAGE["for_work"].within(language).format(roles=roles)
        if roles
        else w.PAGE["nobody"].within(language)
    )
    yield {"label": "", "text": said, "own": False}
    for one in found.unusual:
        what = w.UNUSUAL[one.what].within(language)
        when = date_format(one.on, "F Y") if one.what == "outside" else _day(one.on)
        yield {"label": when, "text": f"{_role(one.role, language)}: {what}", "own": False}
    yield {"label": "", "text": w.PAGE["more"].within(language), "own": False}


def _role(role: str, language: str) -> str:
    return w.ROLES[role].within(language) if role in w.ROLES else role


def _day(on: date) -> str:
    return date_format(on, "j F Y")
