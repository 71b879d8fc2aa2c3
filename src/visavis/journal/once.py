"""A form sent twice gets the first result (security §9 rows 4 and 5)."""

import json
from dataclasses import dataclass
from datetime import date

from django.db import connection

from visavis.journal.envelope import Damaged
from visavis.journal.keys import SIGN_UPS, WORKLIST, Ring
from visavis.journal.models import Idempotency
from visavis.journal.seal import ROW, Unsealable, seal, unseal


@dataclass(frozen=True, slots=True)
class Conflict:
    """The same key came with other content: a 409 that keeps the text."""


@dataclass(frozen=True, slots=True)
class Once:
    """One form's key, of one actor, with a digest of what it says. ``None`` as id: no key was given."""

    ring: Ring
    id: str
    content: str
    day: date

    @classmethod
    def of(cls, ring: Ring, actor: str, key: str | None, content: str, day: date) -> "Once":
        if key is None:
            return cls(ring, "", "", day)
        return cls(
            ring,
            ring.tag(WORKLIST, "once", actor, key),
            ring.tag(WORKLIST, "content", actor, key, content),
            day,
        )

    def earlier(self) -> Conflict | bytes | None:
        """What this key was used for: None if nothing yet; else the sealed result of the first time."""
        if not self.id:
            return None
        row = Idempotency.objects.filter(id=self.id).first()
        if row is None:
            return None
        return bytes(row.sealed) if row.content == self.content else Conflict()

    def claim(self, result: bytes = b"") -> Conflict | bytes | None:
        """Takes the key inside the act's transaction; waits for another that holds it, then gives its result."""
        if not self.id:
            return None
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO journal_idempotency (id, tenant_id, content, day, sealed) "
                "VALUES (%s, %s, %s, %s, %s) ON CONFLICT (id) DO NOTHING",
                [self.id, self.ring.tenant, self.content, self.day, result],
            )
            if cursor.rowcount == 1:
                return None
        return self.earlier()

    def sealed(self, *result: str) -> bytes:
        """A result that must be given again, for ``claim``: the ids of a new sign-up."""
        if not self.id:
            return b""
        body = json.dumps(result).encode()
        return seal(self.ring.sealing(SIGN_UPS), self._aad(), b"", body, info=ROW)

    def unsealed(self, sealed: bytes) -> list[str]:
        try:
            _, body = unseal(self.ring.opening(SIGN_UPS), self._aad(), sealed, info=ROW)
        except Unsealable:
            raise Damaged("a receipt does not open") from None
        found: list[str] = json.loads(body)
        return found

    def _aad(self) -> tuple[bytes, ...]:
        return (self.ring.tenant.encode(), b"once", self.id.encode())


def forget(before: date) -> int:
    """Forms of before this day are no longer known; how many were dropped."""
    return Idempotency.objects.filter(day__lt=before).delete()[0]
