"""The tables of those who watch over the service: who opened what, what is to be erased, requests, duties.

In clear stand days, weeks and keyed tags that are made anew for every week; who, what, when and why are sealed
under the access log's key.
"""

from typing import ClassVar

from django.db import models
from django.db.models import UniqueConstraint


def _id() -> "models.CharField[str, str]":
    return models.CharField(primary_key=True, max_length=32)


class AccessHead(models.Model):
    """Where the chain of the access log begins and ends: ``start`` and ``start_head`` move when old rows go."""

    tenant = models.OneToOneField("journal.Tenant", on_delete=models.PROTECT, primary_key=True)
    n = models.BigIntegerField(default=0)
    head = models.BinaryField(default=bytes(32))
    start = models.BigIntegerField(default=0)
    start_head = models.BinaryField(default=bytes(32))


class AccessRow(models.Model):
    """One opening of a dossier. Append only: triggers refuse UPDATE, and DELETE of what ``start`` has not passed.

    ``week``: its Monday. ``who`` and ``dossier``: tags bound to that week, so that no week can be laid beside
    another. ``flag``: the tag of what the privacy officer should look at, or empty. ``once``: for lists.
    """

    tenant = models.ForeignKey("journal.Tenant", on_delete=models.PROTECT, db_index=False)
    n = models.BigIntegerField()
    week = models.DateField()
    who = models.CharField(max_length=32, db_index=True)
    dossier = models.CharField(max_length=32, db_index=True)
    flag = models.CharField(max_length=32, blank=True, db_index=True)
    once = models.CharField(max_length=32, blank=True, db_index=True)
    sealed = models.BinaryField()
    head = models.BinaryField()

    class Meta:
        constraints: ClassVar = [UniqueConstraint(fields=["tenant", "n"], name="access_place")]
        indexes: ClassVar = [models.Index(fields=["tenant", "week", "n"], name="access_week")]


class Looked(models.Model):
    """The privacy officer looked at a flagged opening, and what came of it."""

    row = models.OneToOneField(AccessRow, on_delete=models.CASCADE, primary_key=True)
    on = models.DateField()
    sealed = models.BinaryField()


class RetentionRow(models.Model):
    """The day on which a person's part is to be erased; nothing else of them."""

    party = models.OneToOneField("journal.Party", on_delete=models.PROTECT, primary_key=True)
    on = models.DateField(db_index=True)


class HoldRow(models.Model):
    """Not to be erased before this day: a complaint or a legal claim, with its end date."""

    id = _id()
    party = models.ForeignKey("journal.Party", on_delete=models.PROTECT)
    until = models.DateField()
    sealed = models.BinaryField()


class ErasureRow(models.Model):
    """A person's part was erased. ``finished``: the old keys are destroyed and the database is swept."""

    id = _id()
    party = models.OneToOneField("journal.Party", on_delete=models.PROTECT)
    on = models.DateField()
    finished = models.DateField(null=True)
    sealed = models.BinaryField()


class RequestRow(models.Model):
    """Somebody asked for what the law gives them: access, or to be erased.

    ``tag``: of the person and what they ask; equal only to who holds the key of the requests.
    """

    id = _id()
    tenant = models.ForeignKey("journal.Tenant", on_delete=models.PROTECT)
    tag = models.CharField(max_length=32, db_index=True)
    asked_on = models.DateField()
    due_on = models.DateField()
    closed_on = models.DateField(null=True, db_index=True)
    sealed = models.BinaryField()


class CallBackRow(models.Model):
    """Somebody asked to be called. Deleted once we spoke; whom and how is sealed."""

    id = _id()
    tenant = models.ForeignKey("journal.Tenant", on_delete=models.PROTECT, db_index=False)
    on = models.DateField()
    sealed = models.BinaryField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["tenant", "on", "id"], name="call_back")]


class TelephoneNoteRow(models.Model):
    """A call that ended half-way; what was said is sealed. ``until``: the day on which it is forgotten."""

    id = _id()
    tenant = models.ForeignKey("journal.Tenant", on_delete=models.PROTECT)
    until = models.DateField(db_index=True)
    sealed = models.BinaryField()


class GlassRow(models.Model):
    """Somebody opened a dossier in an emergency, for an hour (S41)."""

    id = _id()
    tenant = models.ForeignKey("journal.Tenant", on_delete=models.PROTECT)
    tag = models.CharField(max_length=32, db_index=True)  # of who and which dossier
    until = models.DateTimeField()
    noticed_on = models.DateField(null=True)
    informed_on = models.DateField(null=True)
    sealed = models.BinaryField()


class DutyRow(models.Model):
    """When a duty of the operator was last done, and how it went: one word each."""

    tenant = models.ForeignKey("journal.Tenant", on_delete=models.PROTECT)
    name = models.CharField(max_length=16)
    at = models.DateTimeField()
    outcome = models.CharField(max_length=16)

    class Meta:
        constraints: ClassVar = [UniqueConstraint(fields=["tenant", "name"], name="one_duty")]
