"""Setting something, and what it was before: who, when and what, for ever."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Max

from visavis.service.models import SettingRow

TRIES = 5
Value = tuple[str, ...]


class Moved(Exception):
    """Somebody else set it since the page was opened."""


@dataclass(frozen=True, slots=True)
class Change:
    """``n``: its place among all changes; ``value``: empty when it went back to how Visavis comes."""

    n: int
    name: str
    value: Value
    by: str
    at: datetime


def change(name: str, value: Sequence[str], by: str, now: datetime, *, basis: int) -> Change:
    """From now on it is this. ``basis``: the last change of it that whoever sets it saw; 0: none.

    Raises Moved. Numbers follow each other, so whoever writes last sees what was written before.
    """
    for last_try in (*[False] * (TRIES - 1), True):
        try:
            with transaction.atomic():
                if _last_of(name) != basis:
                    raise Moved
                n = _next()
                kept = json.dumps(list(value), ensure_ascii=False) if value else ""
                SettingRow(n=n, name=name, value=kept, by=by, at=now).save(force_insert=True)
                return Change(n, name, tuple(value), by, now)
        except IntegrityError:  # another change took this number meanwhile
            if last_try:
                raise
    raise AssertionError("the last try returns or raises")


def _next() -> int:
    return int(SettingRow.objects.aggregate(n=Max("n"))["n"] or 0) + 1


def _last_of(name: str) -> int:
    return int(SettingRow.objects.filter(name=name).aggregate(n=Max("n"))["n"] or 0)


def changes_of(name: str) -> list[Change]:
    """Newest first."""
    return [_of(row) for row in SettingRow.objects.filter(name=name).order_by("-n")]


def latest() -> Mapping[str, Change]:
    """By name, the last change of each; in one query, which every page asks: so it is not put together anew."""
    return {row.name: _of(row) for row in SettingRow.objects.raw(_LATEST)}


_LATEST = (
    "SELECT n, name, value, by, at FROM service_settingrow "
    "WHERE n IN (SELECT MAX(n) FROM service_settingrow GROUP BY name) ORDER BY n"
)


def _of(row: SettingRow) -> Change:
    return Change(row.n, row.name, tuple(json.loads(row.value or "[]")), row.by, row.at)
