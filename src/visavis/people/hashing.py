"""Hashes of secrets: argon2id, 46 MiB, one pass; at most two at a time in a process.

Every attempt costs exactly one, whether the account exists or not: `verify` with no hash works on
a dummy. `work` counts, so that a test can see it.
"""

import hashlib
import hmac
from functools import cache
from threading import BoundedSemaphore, Lock

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from django.conf import settings

_two_at_a_time = BoundedSemaphore(2)


class Work:
    """How many hashes were computed since the start."""

    def __init__(self) -> None:
        self.done = 0
        self._lock = Lock()

    def one(self) -> None:
        with self._lock:
            self.done += 1


work = Work()


@cache
def _hasher() -> PasswordHasher:
    return PasswordHasher(time_cost=1, memory_cost=settings.ARGON2_MEMORY_KIB, parallelism=1)


@cache
def _dummy() -> str:
    return _hasher().hash("nobody has this secret")


def hashed(secret: str) -> str:
    """The argon2id hash of a new secret, with its salt and costs in it."""
    with _two_at_a_time:
        return _hasher().hash(secret)


def verify(stored: str | None, secret: str) -> bool:
    """Whether ``secret`` belongs to ``stored``; with None the same work, and False."""
    dummy = _dummy()
    work.one()
    with _two_at_a_time:
        try:
            right = _hasher().verify(stored or dummy, secret)
        except (VerificationError, InvalidHashError):
            return False
    return right and stored is not None


def lookups(purpose: str, *parts: str) -> list[str]:
    """Where a row with this secret stands: an HMAC under the service's key, newest key first.

    Whoever steals the table alone cannot try words against it. Keys in SECRET_KEY_FALLBACKS still
    find older rows, so that changing the key makes no letter useless.
    """
    message = "\x1f".join((f"visavis/{purpose}/1", *parts)).encode()
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return [hmac.new(key.encode(), message, hashlib.sha256).hexdigest() for key in keys]


def lookup(purpose: str, *parts: str) -> str:
    return lookups(purpose, *parts)[0]
