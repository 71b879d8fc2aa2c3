"""What is kept of the whole service: the figures of each year that is over, of months until then, what was refused."""

from typing import ClassVar

from django.db import models
from django.db.models import UniqueConstraint


class FiguresRow(models.Model):
    """The figures of one year that is over, as they were published: ``body`` holds what is shown and no number that
    is hidden. Made once and never again, so that no two editions of a year can be subtracted."""

    tenant = models.ForeignKey("journal.Tenant", on_delete=models.PROTECT)
    year = models.IntegerField()
    made_on = models.DateField()
    body = models.TextField()

    class Meta:
        constraints: ClassVar = [
            UniqueConstraint(fields=["tenant", "year"], name="one_edition_a_year")
        ]


class MonthRow(models.Model):
    """What was counted of one month of a year that is not published: sealed under the worklist key, because no small
    number in it is hidden. So that who is erased meanwhile was counted. ``id``: the service and the month."""

    id = models.CharField(primary_key=True, max_length=48)
    tenant = models.ForeignKey("journal.Tenant", on_delete=models.PROTECT)
    month = models.CharField(max_length=7)
    sealed = models.BinaryField()


class RefusalRow(models.Model):
    """A safeguard refused a step at the desk (`refusals`): sealed, and of nobody. ``until``: the day on which it is
    forgotten, the same for all of one month. ``id``: a tag of the form that was sent."""

    id = models.CharField(primary_key=True, max_length=32)
    tenant = models.ForeignKey("journal.Tenant", on_delete=models.PROTECT)
    until = models.DateField(db_index=True)
    sealed = models.BinaryField()
