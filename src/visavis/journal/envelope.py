"""An entry as bytes, and back. Kind, author, time, words and what follows for the worklist are all inside."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

from visavis.journal.seal import Derivation, Unsealable, framed, seal, unframed, unseal_at
from visavis.mediation.effects import Done, Due, Task
from visavis.mediation.entries import Actor, Audience, Entry, LaneRole, Level, PartyId, Via
from visavis.mediation.kinds import KINDS, kind
from visavis.mediation.permissions import Topic

WORK_ONLY = kind("work_only", LaneRole.DESK, Topic.ASSIGNMENT)
"""Carries work of an act that leaves nothing else, so that the worklist can be rebuilt; seen by no party."""

Work = Task | Done | Due


class Damaged(Exception):
    """Something stored does not open or does not fit. The dossier is "not available", never empty (§9 row 23)."""


class NewerSchema(Damaged):
    """Written by a newer version: that lane is not read further; upgrade (§9 row 27)."""


@dataclass(
    slots=True
)  # not frozen: hundreds are made for a page, and a frozen one takes twice as long
class Opened:
    """An entry as it was sealed. ``head``: kind, schema, author, time. ``visible``: what tokens are made of; no id."""

    entry: Entry
    head: bytes
    body: bytes
    work: bytes

    def visible(self, level: Level) -> bytes:
        body = self.body if level is Level.CONTENT else b""
        return (
            self.head + len(body).to_bytes(4, "big") + body
        )  # the head's parts are framed already


def seal_entry(
    key: bytes, aad: tuple[bytes, ...], entry: Entry, work: Iterable[Work], salt: bytes
) -> tuple[bytes, Opened]:
    """``salt``: 32 random bytes; the first half, in hexadecimal, is the entry's id."""
    declared = KINDS[entry.kind]
    head = framed(
        entry.kind.encode(),
        declared.schema.to_bytes(2, "big"),
        _author_of(entry.by),
        entry.at.astimezone(UTC).isoformat().encode(),
    )
    shown_from = entry.shown_from.isoformat() if entry.shown_from else None
    body = _json([entry.body, shown_from])
    listed = [_listed(effect) for effect in work]
    packed = _json(listed) if listed else b""
    sealed = seal(key, aad, head + framed(salt[:16]), framed(body, packed), salt=salt)
    return sealed, Opened(entry, head, body, packed)


def open_entry(key: Derivation, place: bytes, entry_id: str, sealed: bytes) -> Opened:
    """``key``: of the lane; ``place``: the framed associated data.

    Raises Damaged (does not open, or bears another's header) or NewerSchema.
    """
    try:
        header, content = unseal_at(key, place, sealed)
        # Kind, schema and author are the same for many entries and read once; the time and the id follow.
        name_ends = 4 + int.from_bytes(header[:4], "big")
        begun = name_ends + 10 + int.from_bytes(header[name_ends + 6 : name_ends + 10], "big")
        name, schema, author = _begun(header[:begun])
        head, act_id = header[:-_ID], header[-_ID + 4 :]
        at = datetime.fromisoformat(head[begun + 4 :].decode())
        cut = 4 + int.from_bytes(content[:4], "big")
        body, packed = content[4:cut], content[cut + 4 :]
    except (Unsealable, ValueError):
        raise Damaged("an entry does not open") from None
    if act_id.hex() != entry_id:
        raise Damaged("an entry bears another's header")
    declared = KINDS.get(name)
    if declared is None or schema > declared.schema:
        raise NewerSchema("an entry was written by a newer version of Visavis; upgrade first")
    fields, shown_from = _decoded(body.decode())
    shown = date.fromisoformat(shown_from) if shown_from else None
    return Opened(Entry(declared.name, author, at, fields, shown), head, body, packed)


_decoded = json.JSONDecoder().decode
_AUDIENCE = {str(audience): audience for audience in Audience}
_VIA = {str(via): via for via in Via}
_ID = 4 + 16
"""The last part of a header, framed."""


def _author_of(by: Actor) -> bytes:
    paper = f":{by.paper}" if by.paper else ""
    return f"{by.audience}:{by.via}:{by.id}{paper}".encode()


@lru_cache(maxsize=4096)
def _begun(begun: bytes) -> tuple[str, int, Actor]:
    name, schema, author = unframed(begun)
    audience, via, actor, *paper = author.decode().split(":", 3)
    if audience not in _AUDIENCE or via not in _VIA:
        raise NewerSchema("an entry was written by a newer version of Visavis; upgrade first")
    return (
        name.decode(),
        int.from_bytes(schema, "big"),
        Actor(_AUDIENCE[audience], actor, _VIA[via], *paper),
    )


def work_of(opened: Opened) -> list[Work]:
    """Tasks put on and taken off the list, and dated work, as the act left them."""
    return [_effect(item) for item in json.loads(opened.work)] if opened.work else []


def _json(value: Any) -> bytes:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode()


def _listed(effect: Work) -> list[str | None]:
    match effect:
        case Task():
            start = effect.start.isoformat() if effect.start else None
            return [
                "task", effect.code, effect.party, effect.due.isoformat(), start, effect.about,
                effect.role,
            ]  # fmt: skip
        case Done():
            return ["done", effect.code, effect.party, effect.about]
    return ["due", effect.code, effect.party, effect.on.isoformat()]


def _effect(item: list[Any]) -> Work:
    match item:
        case ["task", code, party, due, start, about, role]:
            on = date.fromisoformat(start) if start else None
            return Task(code, PartyId(party), date.fromisoformat(due), on, about, _AUDIENCE[role])
        case ["done", code, party, about]:
            return Done(code, PartyId(party), about)
        case ["due", code, party, on]:
            return Due(code, PartyId(party), date.fromisoformat(on))
    raise NewerSchema("an entry leaves work that this version does not know; upgrade first")
