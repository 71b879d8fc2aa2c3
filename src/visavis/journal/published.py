"""What was published of the whole service: the figures of each year that is over."""

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
