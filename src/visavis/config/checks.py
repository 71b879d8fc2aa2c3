"""What Django's system check says of this installation."""

import sqlite3

from django.conf import settings
from django.core.checks import CheckMessage, Info, register

from visavis.config.environment import wal_is_safe


@register
def database_is_durable(app_configs: object, **kwargs: object) -> list[CheckMessage]:
    """Says which journal mode was chosen for SQLite, and why."""
    if "sqlite" not in str(settings.DATABASES["default"]["ENGINE"]):
        return []
    version = sqlite3.sqlite_version
    if wal_is_safe():
        said = f"SQLite {version}: write-ahead log, synchronous=FULL."
    else:
        said = (
            f"SQLite {version} is older than 3.51.3 (3.50.7, 3.44.6): rollback journal, "
            "synchronous=EXTRA. Slower, and safe."
        )
    return [Info(said, id="visavis.I001")]
