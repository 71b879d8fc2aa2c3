"""The tables of moving in: a spreadsheet that was brought, sealed, until its rows are taken over or thrown away."""

from typing import ClassVar

from django.db import models
from django.db.models import UniqueConstraint


class MovingRow(models.Model):
    """One spreadsheet. ``stage``: of `moving_in.Stage`; ``on``: the day somebody last did something with it.

    Sealed: its headings, what somebody said of them, and what came of each row in numbers.
    """

    id = models.CharField(primary_key=True, max_length=32)
    tenant = models.ForeignKey("journal.Tenant", on_delete=models.PROTECT, db_index=False)
    stage = models.CharField(max_length=12)
    on = models.DateField(db_index=True)
    sealed = models.BinaryField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["tenant", "stage"], name="moving_in")]


class MovingPart(models.Model):
    """Some of its rows, and once they were looked at what came of each. ``done``: all are taken over or refused."""

    moving = models.ForeignKey(MovingRow, on_delete=models.CASCADE, db_index=False)
    number = models.IntegerField()
    sealed = models.BinaryField()
    report = models.BinaryField(default=b"")
    done = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            UniqueConstraint(fields=["moving", "number"], name="one_moving_part")
        ]
