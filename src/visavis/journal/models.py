"""The journal's tables.

What stands in clear is what security §2–3 allows: random ids and which trajectory a lane belongs to, numbers
and sizes of rows, the assigned mediator, due days. Kind, author, time, names, states, who began, what a task
is about: sealed. Lookups that must work without opening use keyed tags.
"""

from typing import ClassVar

from django.db import models
from django.db.models import Q, UniqueConstraint


def _id() -> "models.CharField[str, str]":
    return models.CharField(primary_key=True, max_length=32)


class Tenant(models.Model):
    """One service. ``n`` and ``head``: where its ledger ends."""

    id = _id()
    n = models.BigIntegerField(default=0)
    head = models.BinaryField(default=bytes(32))


class TenantKey(models.Model):
    tenant = models.ForeignKey(Tenant, on_delete=models.PROTECT)
    epoch = models.IntegerField()
    wrapped = models.BinaryField()

    class Meta:
        constraints: ClassVar = [
            UniqueConstraint(fields=["tenant", "epoch"], name="one_key_per_epoch")
        ]


class ServiceKey(models.Model):
    """A key of the whole service: worklist, parcels' wrapping, study, receipts."""

    tenant = models.ForeignKey(Tenant, on_delete=models.PROTECT)
    name = models.CharField(max_length=16)
    epoch = models.IntegerField()
    wrapped = models.BinaryField()

    class Meta:
        constraints: ClassVar = [
            UniqueConstraint(fields=["tenant", "name"], name="one_service_key")
        ]


class Trajectory(models.Model):
    id = _id()
    tenant = models.ForeignKey(Tenant, on_delete=models.PROTECT)
    mediator = models.CharField(max_length=64, default="", blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["tenant", "mediator", "id"], name="caseload")]


class Party(models.Model):
    """One person in one trajectory. Who began is sealed, under the file lane's key."""

    id = _id()
    trajectory = models.ForeignKey(Trajectory, on_delete=models.PROTECT)
    sealed = models.BinaryField()


class LaneRow(models.Model):
    """A lane, and where its chain ends. ``party`` is empty for the desk's."""

    id = _id()
    tenant = models.ForeignKey(Tenant, on_delete=models.PROTECT)
    trajectory = models.ForeignKey(Trajectory, on_delete=models.PROTECT)
    party = models.ForeignKey(Party, on_delete=models.PROTECT, null=True)
    role = models.CharField(max_length=4)
    generation = models.IntegerField(default=1)
    version = models.BigIntegerField(default=0)
    head = models.BinaryField(default=bytes(32))

    class Meta:
        constraints: ClassVar = [
            UniqueConstraint(fields=["party", "role"], name="one_lane_per_role"),
            UniqueConstraint(
                fields=["trajectory"], condition=Q(party__isnull=True), name="one_desk_lane"
            ),
        ]


class LaneKey(models.Model):
    """Apart from the lane, so that erasing deletes keys and leaves chains."""

    lane = models.ForeignKey(LaneRow, on_delete=models.PROTECT)
    generation = models.IntegerField()
    epoch = models.IntegerField()
    wrapped = models.BinaryField()

    class Meta:
        constraints: ClassVar = [
            UniqueConstraint(fields=["lane", "generation"], name="one_lane_key")
        ]


class EntryRow(models.Model):
    """Append only: triggers refuse UPDATE and DELETE. ``id`` is the first half of the seal's salt."""

    id = _id()
    tenant = models.ForeignKey(Tenant, on_delete=models.PROTECT, db_index=False)
    lane = models.ForeignKey(LaneRow, on_delete=models.PROTECT, db_index=False)
    version = models.BigIntegerField()
    key_generation = models.IntegerField()
    sealed = models.BinaryField()
    previous_hash = models.BinaryField()
    hash = models.BinaryField()

    class Meta:
        constraints: ClassVar = [UniqueConstraint(fields=["lane", "version"], name="entry_version")]


class LedgerRow(models.Model):
    """Append only: one row per entry, in the order of the whole service."""

    tenant = models.ForeignKey(Tenant, on_delete=models.PROTECT, db_index=False)
    n = models.BigIntegerField()
    lane = models.ForeignKey(LaneRow, on_delete=models.PROTECT, db_index=False)
    version = models.BigIntegerField()
    hash = models.BinaryField()
    head = models.BinaryField()

    class Meta:
        constraints: ClassVar = [UniqueConstraint(fields=["tenant", "n"], name="ledger_place")]


class Parcel(models.Model):
    """A released letter on its way, outside all lanes; the reader's side knows ``offer`` alone."""

    id = _id()
    tenant = models.ForeignKey(Tenant, on_delete=models.PROTECT)
    offer = models.CharField(max_length=64, null=True, unique=True)
    held_by_author = models.BooleanField(default=False)
    held_by_desk = models.BooleanField(default=False)
    wrapped = models.BinaryField()
    sealed = models.BinaryField()


class Draft(models.Model):
    """What someone is still writing; replaceable, under the own lane's key."""

    lane = models.ForeignKey(LaneRow, on_delete=models.PROTECT)
    name_tag = models.CharField(max_length=32)
    sealed = models.BinaryField()

    class Meta:
        constraints: ClassVar = [UniqueConstraint(fields=["lane", "name_tag"], name="one_draft")]


class TaskRow(models.Model):
    """Work for staff. ``case``, ``what`` and ``about`` are tags: equal only to who holds the worklist key."""

    id = _id()
    tenant = models.ForeignKey(Tenant, on_delete=models.PROTECT)
    role = models.CharField(max_length=20)
    mediator = models.CharField(max_length=64, default="", blank=True)
    start = models.DateField(null=True)
    due = models.DateField()
    case = models.CharField(max_length=32, db_index=True)
    what = models.CharField(max_length=32, db_index=True)
    about = models.CharField(max_length=32)
    sealed = models.BinaryField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["tenant", "role", "mediator", "due", "id"], name="worklist")
        ]


class DueRow(models.Model):
    """Dated work on one lane; ``done`` is a fact of its own, kept by a rebuild."""

    id = _id()
    lane = models.ForeignKey(LaneRow, on_delete=models.PROTECT)
    on = models.DateField()
    sealed = models.BinaryField()
    done = models.BooleanField(default=False)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["done", "on", "id"], name="due")]


class OutboxRow(models.Model):
    """One neutral message, to be sent not before a day. No read model: a rebuild never touches it."""

    id = _id()
    tenant = models.ForeignKey(Tenant, on_delete=models.PROTECT)
    not_before = models.DateField()
    sealed = models.BinaryField()
    taken_at = models.DateTimeField(null=True)
    """When a round began to send it: for a while no other round does."""
    sent_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["tenant", "sent_at", "not_before"], name="outbox")
        ]


class FeedRow(models.Model):
    """An occasion for the study, under the study key; ``token`` is the person's tag there."""

    id = _id()
    tenant = models.ForeignKey(Tenant, on_delete=models.PROTECT)
    token = models.CharField(max_length=32, db_index=True)
    sealed = models.BinaryField()
    taken = models.BooleanField(default=False, db_index=True)


class Card(models.Model):
    """What a list needs of one lane, so that no list opens lanes; under the worklist key."""

    lane = models.OneToOneField(LaneRow, on_delete=models.PROTECT, primary_key=True)
    trajectory = models.ForeignKey(Trajectory, on_delete=models.PROTECT)
    sealed = models.BinaryField()


class Idempotency(models.Model):
    """A form that was recorded: sent again, it gets the first result. Tags only; forgotten after a while."""

    id = _id()
    tenant = models.ForeignKey(Tenant, on_delete=models.PROTECT)
    content = models.CharField(max_length=32)
    day = models.DateField(db_index=True)
    sealed = models.BinaryField()
