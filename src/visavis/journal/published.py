"""What is kept of the whole service: the figures of each year that is over, and of months until then."""

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
