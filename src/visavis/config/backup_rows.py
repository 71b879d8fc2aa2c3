"""The service's rows as lines of JSON and back, whichever of the two databases they come from or go to.

What is in no backup: who is signed in, and how often somebody mistyped.
"""

import base64
import json
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connection, connections, models, transaction
from django.db.migrations.recorder import MigrationRecorder

from visavis.journal.models import FileRow, Tenant

ROOMS = ("journal", "people", "service", "study", "factsheet")
LEFT_OUT = {"people.Sitting", "people.Throttle"}
COPY = "copy"
AT_ONCE = 1000


class OtherVersion(ValueError):
    """The backup was made by another version; the text is one plain sentence."""


def tables() -> list[type[models.Model]]:
    found = [model for model in apps.get_models() if model._meta.app_label in ROOMS]
    return [model for model in found if model._meta.label not in LEFT_OUT]


def migrations() -> list[str]:
    """What the database was brought up to; a backup goes back into the same only."""
    rows = MigrationRecorder.Migration.objects.values_list("app", "name")
    return sorted(f"{app}.{name}" for app, name in rows)


def files(using: str) -> list[str]:
    """The ids of the sealed files that this copy's rows name."""
    return list(FileRow.objects.using(using).order_by("id").values_list("id", flat=True))


def epochs() -> dict[str, int]:
    """In which epoch each service stands."""
    return dict(Tenant.objects.values_list("id", "epoch"))


@contextmanager
def standing_still() -> Iterator[str]:
    """The database as it is at one moment, while the service goes on; gives its alias.

    SQLite: a copy, which holds up writers for as long as copying the file takes. PostgreSQL: a transaction that
    sees nothing of what is written meanwhile.
    """
    if connection.vendor == "postgresql":
        with transaction.atomic(durable=True):
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
                cursor.execute("SET LOCAL statement_timeout = 0")
            yield DEFAULT_DB_ALIAS
        return
    path = Path(settings.VISAVIS_VAR) / f".copy-{os.getpid()}.sqlite3"
    connections.settings[COPY] = {**connections.settings[DEFAULT_DB_ALIAS], "NAME": str(path)}
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        connection.ensure_connection()
        connections[COPY].ensure_connection()
        connection.connection.backup(connections[COPY].connection)
        yield COPY
    finally:
        connections[COPY].close()
        del connections[COPY], connections.settings[COPY]
        for end in ("", "-wal", "-shm", "-journal"):
            path.with_name(path.name + end).unlink(missing_ok=True)


def written(using: str) -> Iterator[bytes]:
    """For each table a line with its name and columns, then a line a row."""
    for model in tables():
        fields = _fields(model)
        names = [field.attname for field in fields]
        yield json.dumps({"table": model._meta.label, "columns": names}).encode()
        rows = model._default_manager.using(using).order_by("pk").values_list(*names)
        for row in rows.iterator(AT_ONCE):
            yield json.dumps(
                row, default=_plain, ensure_ascii=False, separators=(",", ":")
            ).encode()


def read(lines: Iterable[bytes]) -> int:
    """Puts them into this database's empty tables; how many. Inside a transaction."""
    known = {model._meta.label: model for model in tables()}
    model: type[models.Model] | None = None
    fields: list[models.Field[Any, Any]] = []
    waiting: list[models.Model] = []
    number = 0

    def put() -> None:
        if model is not None and waiting:
            model._default_manager.bulk_create(waiting, batch_size=AT_ONCE)
        waiting.clear()

    for line in lines:
        said = json.loads(line)
        if isinstance(said, dict):
            put()
            model = known.get(said["table"])
            if model is None or said["columns"] != [f.attname for f in _fields(model)]:
                raise OtherVersion("This backup was made by another version of Visavis.")
            fields = _fields(model)
            continue
        assert model is not None
        pairs = zip(fields, said, strict=True)
        waiting.append(model(**{field.attname: _value(field, value) for field, value in pairs}))
        number += 1
        if len(waiting) == AT_ONCE:
            put()
    put()
    _next_numbers()
    return number


def _fields(model: type[models.Model]) -> list[Any]:
    return list(model._meta.concrete_fields)


def _plain(value: object) -> str:
    if isinstance(value, datetime | date):
        return value.isoformat()
    assert isinstance(value, bytes | memoryview)
    return base64.b64encode(value).decode()


def _value(field: Any, value: Any) -> Any:
    if isinstance(field, models.BinaryField):
        return base64.b64decode(value)
    target = field.target_field if field.remote_field else field
    return target.to_python(value)


def _next_numbers() -> None:
    """Rows came with their numbers; those to come must get others."""
    from django.core.management.color import no_style

    statements: Sequence[str] = connection.ops.sequence_reset_sql(no_style(), tables())
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
