"""Duties of whoever runs the service: when each was last done, and how it went. Days and one word, nothing else."""

import sys
from dataclasses import dataclass
from datetime import datetime

from django.db import DatabaseError

from visavis.journal.models import DutyRow, Tenant

VERIFY, ANCHOR, EPOCH, BACKUP, RETENTION = "verify", "anchor", "epoch", "backup", "retention"
ALL = (VERIFY, ANCHOR, BACKUP, EPOCH, RETENTION)
WELL, NOT_WELL = "well", "not well"


@dataclass(frozen=True, slots=True)
class Duty:
    name: str
    at: datetime
    outcome: str


def done(name: str, at: datetime, outcome: str = WELL) -> None:
    """For every service in this database."""
    for tenant in Tenant.objects.values_list("id", flat=True):
        DutyRow.objects.update_or_create(
            tenant_id=tenant, name=name, defaults={"at": at, "outcome": outcome}
        )


def noted(name: str, at: datetime, outcome: str = WELL) -> None:
    """The same for a command that has done its work: an account that may not write here is told so, and no more."""
    try:
        done(name, at, outcome)
    except DatabaseError:
        print(
            "That it was done could not be written down for the privacy officer.", file=sys.stderr
        )


def last(tenant: str) -> dict[str, Duty]:
    """Each duty that was ever done, by name."""
    rows = DutyRow.objects.filter(tenant_id=tenant)
    return {row.name: Duty(row.name, row.at, row.outcome) for row in rows}
