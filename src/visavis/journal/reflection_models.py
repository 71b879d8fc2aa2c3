"""The tables of case reflections: what is shared until a day, and with whom."""

from typing import ClassVar

from django.db import models


class ReflectionRow(models.Model):
    """One case reflection. ``author``: the tag of who opened it; ``until``: the last day on which others read it.

    Sealed: the question, the summary and with whom it is shared.
    """

    id = models.CharField(primary_key=True, max_length=32)
    tenant = models.ForeignKey("journal.Tenant", on_delete=models.PROTECT, db_index=False)
    trajectory = models.ForeignKey("journal.Trajectory", on_delete=models.PROTECT)
    author = models.CharField(max_length=32, db_index=True)
    until = models.DateField()
    sealed = models.BinaryField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["tenant", "until"], name="reflections")]


class ReflectionReader(models.Model):
    """With whom one is shared. ``id``: a tag of both; ``who``: their own tag. Sealed: what they think of it."""

    id = models.CharField(primary_key=True, max_length=32)
    tenant = models.ForeignKey("journal.Tenant", on_delete=models.PROTECT, db_index=False)
    reflection = models.ForeignKey(ReflectionRow, on_delete=models.CASCADE)
    who = models.CharField(max_length=32, db_index=True)
    sealed = models.BinaryField()
