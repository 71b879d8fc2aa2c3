"""Stretches of the way that are lived once per process: what they left in the tables is laid down again after.

Hundreds of tests begin where two people prepare, or are ready. The acts that bring them there are the same each
time, and so is what they leave, but for random keys and ids; so the first time is kept, keys and all.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import connection, transaction

from tests.doors.lived import Lived
from tests.journal.service import START, Service
from visavis.journal.models import Trajectory
from visavis.service.models import SettingRow

ROOMS = ("journal", "people", "study")
OPENED = ("_epochs", "_services", "_tags")
WHO = ("where", "a", "b", "sister", "friend", "offers", "words")
Rows = list[tuple[Any, ...]]


@dataclass(frozen=True)
class Kept:
    tables: dict[str, Rows]
    wrapped: bytes
    """The tenant key, which stands beside the database."""
    opened: dict[str, Any]
    """Keys that were looked up once, and need not be again."""
    who: dict[str, Any]
    now: datetime
    drawn: Any


_kept: dict[tuple[str, str], Kept] = {}


def lived_once(stretch: Callable[[Lived], Lived]) -> Any:
    """Lived from the beginning it is laid down again; from anywhere else, or told otherwise, it is lived."""

    def again(lived: "Fresh", *args: Any, **more: Any) -> Lived:
        if args or more or not lived.at_the_beginning:
            return stretch(lived, *args, **more)
        name = (connection.vendor, stretch.__name__)
        if name in _kept:
            _lay_down(_kept[name], lived)
        else:
            before = _rows()
            stretch(lived)
            _kept[name] = _keep(before, lived)
        return lived

    return again


class Fresh(Lived):
    """Two people who have not met yet, in a service of which nothing was asked before."""

    @property
    def at_the_beginning(self) -> bool:
        fresh = Service(self.service.keys)
        same = (self.service.now, self.service.rng.getstate()) == (START, fresh.rng.getstate())
        nothing = not Trajectory.objects.exists() and not SettingRow.objects.exists()
        return same and self.say is str and nothing

    taken_up = lived_once(Lived.taken_up)
    asked = lived_once(Lived.asked)
    answered = lived_once(Lived.answered)
    preparing = lived_once(Lived.preparing)
    prepared = lived_once(Lived.prepared)
    ready = lived_once(Lived.ready)


def _rows() -> dict[str, Rows]:
    """Every row of the rooms that mediations touch, by table."""
    found = {}
    with connection.cursor() as cursor:
        for room in ROOMS:
            for model in apps.get_app_config(room).get_models():
                table = model._meta.db_table
                cursor.execute(f'SELECT * FROM "{table}"')
                found[table] = [tuple(map(_plain, row)) for row in cursor.fetchall()]
    return found


def _plain(value: Any) -> Any:
    return bytes(value) if isinstance(value, memoryview) else value


def _keep(before: dict[str, Rows], lived: Lived) -> Kept:
    """What differs now, with the tables of the keys themselves."""
    changed = {
        table: rows
        for table, rows in _rows().items()
        if rows != before[table] or table in ("journal_tenant", "journal_servicekey")
    }
    keys = lived.service.keys
    wrapped = keys.root.tenants.of(keys.tenant)[1]
    who = {name: getattr(lived, name) for name in WHO}
    opened = {name: dict(getattr(keys, name)) for name in OPENED}
    return Kept(changed, wrapped, opened, who, lived.service.now, lived.service.rng.getstate())


def _lay_down(kept: Kept, lived: Lived) -> None:
    service = lived.service
    with transaction.atomic(), connection.cursor() as cursor:
        for table, rows in kept.tables.items():
            cursor.execute(f'DELETE FROM "{table}"')
            if rows:
                marks = ", ".join(["%s"] * len(rows[0]))
                cursor.executemany(f'INSERT INTO "{table}" VALUES ({marks})', rows)
    service.keys.root.tenants.add(service.keys.tenant, 1, kept.wrapped)
    service.keys.refresh()
    for name, value in kept.opened.items():
        setattr(service.keys, name, dict(value))
    service.now = kept.now
    service.rng.setstate(kept.drawn)
    for name, value in kept.who.items():
        setattr(lived, name, list(value) if isinstance(value, list) else value)
    lived.travel(service.now)
