"""What the settings read from the environment, and when a service refuses to start.

Every value has the prefix ``VISAVIS_`` except ``DATABASE_URL``. The functions are pure: the
environment comes in as a mapping, so that a test can hand in a wrong one.
"""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from visavis.outside.video import Server

MODES = ("service", "demo", "test")
SECRET_LENGTH = 50
LOCAL = {"", "localhost", "127.0.0.1", "::1"}
CHECKED_TLS = {"require", "verify-ca", "verify-full"}
YES = {"1", "true", "yes", "on"}


def mode(env: Mapping[str, str]) -> str:
    """Which of `MODES` runs; a service when nothing is said, because that is the strict one."""
    said = env.get("VISAVIS_MODE", "service")
    if said not in MODES:
        raise ImproperlyConfigured(f"VISAVIS_MODE is one of {', '.join(MODES)}, not “{said}”.")
    return said


def secret(env: Mapping[str, str], running: str, var: Path) -> str:
    """The key that signs sessions and tokens.

    A service takes it from ``VISAVIS_SECRET_KEY`` or the file in ``VISAVIS_SECRET_FILE`` and
    refuses a weak one. Demo and test make their own; the demo keeps it in its folder, so that
    a restart signs nobody out.
    """
    value = env.get("VISAVIS_SECRET_KEY", "")
    if not value and env.get("VISAVIS_SECRET_FILE"):
        value = Path(env["VISAVIS_SECRET_FILE"]).read_text(encoding="utf-8").strip()
    if running == "test":
        return value or "a key for tests only, which no service accepts: insecure"
    if running == "demo":
        return value or _kept_secret(var)
    if not value:
        raise ImproperlyConfigured("Set VISAVIS_SECRET_KEY or VISAVIS_SECRET_FILE.")
    if len(value) < SECRET_LENGTH or len(set(value)) < 15 or "insecure" in value:
        raise ImproperlyConfigured(
            f"VISAVIS_SECRET_KEY is too weak: use {SECRET_LENGTH} random characters or more."
        )
    return value


def _kept_secret(var: Path) -> str:
    from django.core.management.utils import get_random_secret_key

    path = var / "demo-secret"
    if not path.exists():
        var.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(get_random_secret_key(), encoding="utf-8")
    return path.read_text(encoding="utf-8")


def hosts(env: Mapping[str, str], running: str) -> list[str]:
    """The host names that are ours. A request for another one gets 400."""
    named = [name.strip() for name in env.get("VISAVIS_HOSTS", "").split(",") if name.strip()]
    if running == "service":
        if not named:
            raise ImproperlyConfigured("Set VISAVIS_HOSTS to the names people reach us by.")
        if "*" in named:
            raise ImproperlyConfigured("VISAVIS_HOSTS must name hosts; “*” accepts any.")
        return named
    return [*named, "localhost", "127.0.0.1", "[::1]", "testserver"]


def refuse_debug(env: Mapping[str, str], running: str) -> bool:
    """Whether DEBUG is on: never in a service."""
    debug = env.get("VISAVIS_DEBUG", "").lower() in YES
    if debug and running == "service":
        raise ImproperlyConfigured("VISAVIS_DEBUG shows people's texts in errors; unset it.")
    return debug


@dataclass(frozen=True)
class Tls:
    """Who ends TLS: a proxy before us, we ourselves, or (demo and test) nobody."""

    secure: bool
    proxy: bool = False
    certificate: str = ""
    key: str = ""


def tls(env: Mapping[str, str], running: str) -> Tls:
    """``VISAVIS_TLS`` is ``proxy`` or ``direct``; ``direct`` needs a certificate and its key."""
    said = env.get("VISAVIS_TLS", "")
    if said == "proxy":
        return Tls(secure=True, proxy=True)
    if said == "direct":
        certificate, key = env.get("VISAVIS_TLS_CERT", ""), env.get("VISAVIS_TLS_KEY", "")
        if not certificate or not key:
            raise ImproperlyConfigured(
                "VISAVIS_TLS=direct needs VISAVIS_TLS_CERT and VISAVIS_TLS_KEY."
            )
        return Tls(secure=True, certificate=certificate, key=key)
    if said:
        raise ImproperlyConfigured(f"VISAVIS_TLS is proxy or direct, not “{said}”.")
    if running == "service":
        raise ImproperlyConfigured(
            "Set VISAVIS_TLS: proxy (one before us ends TLS) or direct (we do)."
        )
    return Tls(secure=False)


VIDEO_SECRET_LENGTH = 32


def video(env: Mapping[str, str]) -> Server | None:
    """Where video calls are held, in rooms that the service opens; None: the mediator gives each a link.

    All three of ``VISAVIS_VIDEO_SERVER``, ``VISAVIS_VIDEO_APP`` and ``VISAVIS_VIDEO_SECRET`` (or the file in
    ``VISAVIS_VIDEO_SECRET_FILE``), or none.
    """
    url, app = env.get("VISAVIS_VIDEO_SERVER", "").rstrip("/"), env.get("VISAVIS_VIDEO_APP", "")
    key = env.get("VISAVIS_VIDEO_SECRET", "")
    if not key and env.get("VISAVIS_VIDEO_SECRET_FILE"):
        key = Path(env["VISAVIS_VIDEO_SECRET_FILE"]).read_text(encoding="utf-8").strip()
    if not any((url, app, key)):
        return None
    if not all((url, app, key)):
        raise ImproperlyConfigured(
            "Set VISAVIS_VIDEO_SERVER, VISAVIS_VIDEO_APP and VISAVIS_VIDEO_SECRET together, or none."
        )
    parts = urlsplit(url)
    if parts.scheme != "https" or not parts.hostname or parts.path or parts.query or parts.username:
        raise ImproperlyConfigured(
            "VISAVIS_VIDEO_SERVER is an address as https://meet.example.org."
        )
    if len(key) < VIDEO_SECRET_LENGTH:
        raise ImproperlyConfigured(
            f"VISAVIS_VIDEO_SECRET is too short: use {VIDEO_SECRET_LENGTH} random characters or more."
        )
    return Server(url, app, key)


def wal_is_safe(version: tuple[int, int, int] = sqlite3.sqlite_version_info) -> bool:
    """Whether this SQLite can use the write-ahead log without risk for the file.

    Others can, rarely, corrupt it when two connections checkpoint and write together
    (security.md §3, "Databases").
    """
    fixed_in_line = {(3, 50): 7, (3, 44): 6}
    if version >= (3, 51, 3):
        return True
    patch = fixed_in_line.get(version[:2])
    return patch is not None and version[2] >= patch


def sqlite_commands(running: str) -> str:
    """The pragmas of every SQLite connection (security.md §3, "Databases")."""
    if wal_is_safe():
        durable = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
    else:
        durable = "PRAGMA journal_mode=DELETE; PRAGMA synchronous=EXTRA;"
    return (
        "PRAGMA secure_delete=ON; PRAGMA trusted_schema=OFF; PRAGMA mmap_size=0; "
        f"PRAGMA busy_timeout=5000; PRAGMA temp_store=MEMORY; {durable}"
    )


def database(env: Mapping[str, str], running: str, var: Path) -> dict[str, object]:
    """The database: PostgreSQL when ``DATABASE_URL`` names one, else SQLite in ``var``."""
    url = env.get("DATABASE_URL", "")
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": var / "visavis.sqlite3",
            "OPTIONS": {
                "init_command": sqlite_commands(running),
                "transaction_mode": "IMMEDIATE",
                "timeout": 5,
            },
        }
    parts = urlsplit(url)
    if parts.scheme not in ("postgres", "postgresql"):
        raise ImproperlyConfigured("DATABASE_URL begins with postgresql://, or is left out.")
    options = dict(parse_qsl(parts.query))
    host = parts.hostname or options.pop("host", "")
    away = host not in LOCAL and not host.startswith("/")
    if running == "service" and away and options.get("sslmode") not in CHECKED_TLS:
        raise ImproperlyConfigured(
            "DATABASE_URL goes over a network without TLS: add ?sslmode=verify-full."
        )
    # Each page asks little of many rows: compiling a query costs more than it ever saves here.
    options["options"] = (
        "-c synchronous_commit=on -c jit=off -c statement_timeout=30000 "
        "-c idle_in_transaction_session_timeout=30000"
    )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "visavis",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }
