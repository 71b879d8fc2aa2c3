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
    """One service. ``n`` and ``head``: where its ledger ends.

    ``epoch``: under which tenant key all other keys lie; the key itself stands outside the database.
    ``closed``: restored, and not yet verified and erased again; no keys are given out. ``arrivals``: how often people
    moved in, so that processes that remember lists look again.
    """

    id = _id()
    n = models.BigIntegerField(default=0)
    head = models.BinaryField(default=bytes(32))
    epoch = models.IntegerField(default=1)
    closed = models.BooleanField(default=False)
    arrivals = models.IntegerField(default=0)


class ServiceKey(models.Model):
    """A key of the whole service: worklist, parcels' wrapping, study, receipts, access log."""

    tenant = models.ForeignKey(Tenant, on_delete=models.PROTECT)
    name = models.CharField(max_length=16)
    epoch = models.IntegerField()
    wrapped = models.BinaryField()

    class Meta:
        constraints: ClassVar = [
            UniqueConstraint(fields=["tenant", "name"], name="one_service_key")
        ]


class Trajectory(models.Model):
    """``erased``: everybody in it is; nothing is left but chains of numbers. ``arriving``: with which move it comes,
    as long as that is not finished: it stands on no list (`moving_in`)."""

    id = _id()
    tenant = models.ForeignKey(Tenant, on_delete=models.PROTECT)
    mediator = models.CharField(max_length=64, default="", blank=True)
    erased = models.BooleanField(default=False)
    arriving = models.CharField(max_length=32, default="", blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["tenant", "mediator", "id"], name="caseload"),
            models.Index(fields=["arriving"], condition=~Q(arriving=""), name="arriving"),
        ]


class Party(models.Model):
    """One person in one trajectory. Who began is sealed, under the file lane's key."""

    id = _id()
    trajectory = models.ForeignKey(Trajectory, on_delete=models.PROTECT)
    sealed = models.BinaryField()


class LaneRow(models.Model):
    """A lane, and where its chain ends. ``party`` is empty for the desk's and joint ones.

    ``erased``: its keys and texts are gone; its chain ends with an entry that says so.
    """

    id = _id()
    tenant = models.ForeignKey(Tenant, on_delete=models.PROTECT)
    trajectory = models.ForeignKey(Trajectory, on_delete=models.PROTECT)
    party = models.ForeignKey(Party, on_delete=models.PROTECT, null=True)
    role = models.CharField(max_length=8)
    generation = models.IntegerField(default=1)
    version = models.BigIntegerField(default=0)
    head = models.BinaryField(default=bytes(32))
    erased = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            UniqueConstraint(fields=["party", "role"], name="one_lane_per_role"),
            UniqueConstraint(fields=["trajectory"], condition=Q(role="desk"), name="one_desk_lane"),
        ]


class LaneKey(models.Model):
    """Apart from the lane, so that erasing deletes keys and leaves chains."""

    lane = models.ForeignKey(LaneRow, on_delete=models.PROTECT, db_index=False)
    generation = models.IntegerField()
    epoch = models.IntegerField()
    wrapped = models.BinaryField()

    class Meta:
        constraints: ClassVar = [
            UniqueConstraint(fields=["lane", "generation"], name="one_lane_key")
        ]


class EntryRow(models.Model):
    """Append only: triggers refuse DELETE, and UPDATE but for emptying ``sealed`` in an erased lane.

    ``id`` is the first half of the seal's salt. The last entry of an erased lane has no text and generation 0.
    """

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


class FileRow(models.Model):
    """A sealed file on the disk, of a lane or of a parcel on its way. ``size`` and ``hash``: of what is sealed."""

    id = _id()
    tenant = models.ForeignKey(Tenant, on_delete=models.PROTECT)
    lane = models.ForeignKey(LaneRow, on_delete=models.PROTECT, null=True)
    parcel = models.CharField(max_length=64, default="", blank=True, db_index=True)
    generation = models.IntegerField()
    size = models.BigIntegerField()
    hash = models.BinaryField()


class ReplyForm(models.Model):
    """A form on paper that may come back. ``id``: the tag of its code; ``lane``: of whose side, none where it
    is nobody's yet; ``key``: of the screen form it was entered with. Which question it asks is sealed."""

    id = _id()
    tenant = models.ForeignKey(Tenant, on_delete=models.PROTECT)
    lane = models.ForeignKey(LaneRow, on_delete=models.PROTECT, null=True)
    on = models.DateField()
    key = models.CharField(max_length=64, default="", blank=True)
    sealed = models.BinaryField()


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
    arriving = models.BooleanField(default=False)
    sealed = models.BinaryField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["tenant", "role", "mediator", "due", "id"], name="worklist"),
            models.Index(fields=["tenant", "due", "id"], name="late"),
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
            models.Index(fields=["tenant", "sent_at", "not_before", "id"], name="outbox")
        ]


class FeedRow(models.Model):
    """An occasion for the study, under the study key; ``token`` is the person's tag there."""

    id = _id()
    tenant = models.ForeignKey(Tenant, on_delete=models.PROTECT)
    token = models.CharField(max_length=32, db_index=True)
    sealed = models.BinaryField()
    taken = models.BooleanField(default=False, db_index=True)


class Card(models.Model):
    """What a list needs of one lane, so that no list opens lanes; under the worklist key.

    ``label``: of a desk lane, its nickname alone under the labels' key, for those who see no more than that.
    """

    lane = models.OneToOneField(LaneRow, on_delete=models.PROTECT, primary_key=True)
    trajectory = models.ForeignKey(Trajectory, on_delete=models.PROTECT)
    sealed = models.BinaryField()
    label = models.BinaryField(default=b"")


class Idempotency(models.Model):
    """A form that was recorded: sent again, it gets the first result. Tags only; forgotten after a while."""

    id = _id()
    tenant = models.ForeignKey(Tenant, on_delete=models.PROTECT)
    content = models.CharField(max_length=32)
    day = models.DateField(db_index=True)
    sealed = models.BinaryField()


from visavis.journal.moving_models import MovingPart, MovingRow  # noqa: E402 - they refer to those above
from visavis.journal.oversight import (  # noqa: E402 - their tables refer to those above
    AccessHead,
    AccessRow,
    CallBackRow,
    DutyRow,
    ErasureRow,
    GlassRow,
    HoldRow,
    Looked,
    RequestRow,
    RetentionRow,
    TelephoneNoteRow,
)
from visavis.journal.published import FiguresRow, MonthRow, RefusalRow  # noqa: E402
from visavis.journal.reflection_models import ReflectionReader, ReflectionRow  # noqa: E402

__all__ = [
    "AccessHead",
    "AccessRow",
    "CallBackRow",
    "Card",
    "Draft",
    "DueRow",
    "DutyRow",
    "EntryRow",
    "ErasureRow",
    "FeedRow",
    "FiguresRow",
    "FileRow",
    "GlassRow",
    "HoldRow",
    "Idempotency",
    "LaneKey",
    "LaneRow",
    "LedgerRow",
    "Looked",
    "MonthRow",
    "MovingPart",
    "MovingRow",
    "OutboxRow",
    "Parcel",
    "Party",
    "ReflectionReader",
    "ReflectionRow",
    "RefusalRow",
    "ReplyForm",
    "RequestRow",
    "RetentionRow",
    "ServiceKey",
    "TaskRow",
    "TelephoneNoteRow",
    "Tenant",
    "Trajectory",
]
