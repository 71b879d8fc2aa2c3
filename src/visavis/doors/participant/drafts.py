"""What someone is still writing, kept sealed under their own lane's key. Nothing stays on the device.

Two windows at once: whoever saves second, on a text that was not the one they started from, gets a
draft of their own beside the first. Both are kept, nothing is merged.
"""

import json
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from hashlib import sha256

from visavis.doors.shared.carrying import Room, new_key
from visavis.journal import drafts as journal

LETTER = "letter:"
POSTED = "posted"
"""The name of what was sent after a session had run out."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A letter being written. ``tab``: the window that saved last; ``at``: when, aware, ISO."""

    id: str
    text: str = ""
    sign_as: str = ""
    tab: str = ""
    at: str = ""

    @property
    def empty(self) -> bool:
        return not self.text.strip()

    @property
    def saved_at(self) -> datetime:
        return datetime.fromisoformat(self.at)

    @property
    def print(self) -> str:
        """What a page shows that it started from."""
        return sha256(f"{len(self.sign_as)}:{self.sign_as}{self.text}".encode()).hexdigest()[:32]

    @property
    def first_words(self) -> str:
        words = self.text.split()
        return " ".join(words[:8]) + (" …" if len(words) > 8 else "")


def mine(room: Room) -> list[Draft]:
    """All letters being written, the newest first; those without a word are left out."""
    found = journal.drafts(room.where.party, room.ring)
    drafts = [_draft(name, body) for name, body in found.items() if name.startswith(LETTER)]
    return sorted((d for d in drafts if not d.empty), key=lambda d: d.at, reverse=True)


def one(room: Room, draft: str) -> Draft | None:
    body = journal.draft(room.where.party, LETTER + draft, room.ring)
    return None if body is None else _draft(LETTER + draft, body)


def keep(room: Room, sent: Draft, base: str) -> Draft:
    """Keeps it, and says under which id: another one where two windows wrote apart.

    ``base``: the print of what the window started from.
    """
    there = one(room, sent.id)
    if there is not None and not _goes_on(there, sent, base):
        beside = sha256(f"{sent.id}:{sent.tab}".encode()).hexdigest()[:32]
        sent = replace(sent, id=beside)
    body = asdict(sent) | {"at": room.now.isoformat()}
    del body["id"]
    journal.save_draft(
        room.where.party, LETTER + sent.id, json.dumps(body, ensure_ascii=False), room.ring
    )
    return replace(sent, at=room.now.isoformat())


def _goes_on(there: Draft, sent: Draft, base: str) -> bool:
    same_window = bool(sent.tab) and there.tab == sent.tab
    return same_window or there.print in {base, sent.print} or there.empty


def discard(room: Room, draft: str) -> None:
    journal.discard_draft(room.where.party, LETTER + draft, room.ring)


def beginning(draft: str = "") -> Draft:
    """A new one. ``draft``: its id where the id must be the same each time."""
    return Draft(draft or new_key())


def keep_posted(room: Room, path: str, fields: dict[str, list[str]]) -> None:
    """What was sent to ``path`` after the session had run out."""
    body = json.dumps({"path": path, "fields": fields}, ensure_ascii=False)
    journal.save_draft(room.where.party, POSTED, body, room.ring)


def posted(room: Room) -> tuple[str, dict[str, list[str]]]:
    """The path and the fields that wait to be put back; an empty path when there is nothing."""
    body = journal.draft(room.where.party, POSTED, room.ring)
    found = json.loads(body) if body else {"path": "", "fields": {}}
    return found["path"], found["fields"]


def forget_posted(room: Room) -> None:
    journal.discard_draft(room.where.party, POSTED, room.ring)


def _draft(name: str, body: str) -> Draft:
    return Draft(name.removeprefix(LETTER), **json.loads(body))
