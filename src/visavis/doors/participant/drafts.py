"""What someone is still writing, kept sealed under their own lane's key. Nothing stays on the device.

Two windows at once: whoever saves second, on a text that was not the one they started from, gets a
draft of their own beside the first. Both are kept, nothing is merged.
"""

import json
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from hashlib import sha256

from django.utils.translation import gettext

from visavis.doors.shared.carrying import Room, new_key
from visavis.journal import drafts as journal
from visavis.journal import pictures
from visavis.mediation.views import Picture

LETTER, MESSAGE = "letter:", "message:"
"""How the names of drafts begin, by what is written."""
POSTED = "posted"
"""The name of what was sent after a session had run out."""
UNSENT = "unsent"
"""The name of a letter that goes to nobody."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A text being written. ``tab``: the window that saved last; ``at``: when, aware, ISO."""

    id: str
    text: str = ""
    sign_as: str = ""
    tab: str = ""
    at: str = ""
    pictures: tuple[Picture, ...] = ()

    @property
    def empty(self) -> bool:
        return self.wordless and not self.pictures

    @property
    def wordless(self) -> bool:
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
        if self.wordless and self.pictures:
            return gettext("Pictures, without words")
        words = self.text.split()
        return " ".join(words[:8]) + (" …" if len(words) > 8 else "")


def mine(room: Room, sort: str = LETTER) -> list[Draft]:
    """All texts of a sort being written, the newest first; those without a word are left out."""
    found = journal.drafts(room.where.party, room.ring)
    drafts = [
        _draft(name.removeprefix(sort), body)
        for name, body in found.items()
        if name.startswith(sort)
    ]
    return sorted((d for d in drafts if not d.empty), key=lambda d: d.at, reverse=True)


def one(room: Room, draft: str, sort: str = LETTER) -> Draft | None:
    body = journal.draft(room.where.party, sort + draft, room.ring)
    return None if body is None else _draft(draft, body)


def keep(room: Room, sent: Draft, base: str, sort: str = LETTER) -> Draft:
    """Keeps it, and says under which id: another one where two windows wrote apart.

    ``base``: the print of what the window started from.
    """
    there = one(room, sent.id, sort)
    if there is not None and not _goes_on(there, sent, base):
        beside = sha256(f"{sent.id}:{sent.tab}".encode()).hexdigest()[:32]
        sent, there = replace(sent, id=beside), one(room, beside, sort) or there
    return save(room, replace(sent, pictures=there.pictures if there else ()), sort)


def save(room: Room, sent: Draft, sort: str = LETTER) -> Draft:
    """Keeps exactly this, instead of what stood under its id."""
    body = asdict(sent) | {"at": room.now.isoformat()}
    del body["id"]
    journal.save_draft(
        room.where.party, sort + sent.id, json.dumps(body, ensure_ascii=False), room.ring
    )
    return replace(sent, at=room.now.isoformat())


def _goes_on(there: Draft, sent: Draft, base: str) -> bool:
    same_window = bool(sent.tab) and there.tab == sent.tab
    return same_window or there.print in {base, sent.print} or there.empty


def discard(room: Room, draft: str, sort: str = LETTER) -> None:
    journal.discard_draft(room.where.party, sort + draft, room.ring)


def throw_away(room: Room, draft: str, sort: str = LETTER) -> None:
    """Gone, with the pictures that no other text of theirs holds."""
    found = one(room, draft, sort)
    discard(room, draft, sort)
    destroy_unused(room, [each.file for each in found.pictures] if found else [])


def destroy_unused(room: Room, files: list[str]) -> None:
    """Destroys those of these pictures that stand in no draft and in no letter of this person."""
    texts = [*mine(room), *room.view.letters]
    held = {each.file for text in texts for each in text.pictures}
    pictures.destroy(room.where.party, [file for file in files if file not in held], room.ring)


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


def _draft(draft: str, body: str) -> Draft:
    said = json.loads(body)
    held = tuple(Picture(**each) for each in said.pop("pictures", ()))
    return Draft(draft, **said, pictures=held)


def unsent(room: Room) -> str:
    """The letter one does not send, as far as it is written."""
    return journal.draft(room.where.party, UNSENT, room.ring) or ""


def keep_unsent(room: Room, text: str) -> None:
    journal.save_draft(room.where.party, UNSENT, text, room.ring)


def discard_unsent(room: Room) -> None:
    """Gone for good: nothing of it ever stood in the journal."""
    journal.discard_draft(room.where.party, UNSENT, room.ring)
