"""Editions of the factsheet and who let them out. No number is kept here that a snapshot lacks."""

from typing import ClassVar

from django.db import models


class Edition(models.Model):
    """The factsheet as made from one snapshot by one version of the program.

    ``digest``: SHA-256 over both PDFs and both pages, what an approval approves.
    ``stopped``: how many people had left the study when the snapshot was taken.
    """

    snapshot = models.CharField(max_length=64)
    code = models.CharField(max_length=64)
    taken_on = models.DateField()
    stopped = models.IntegerField()
    is_progress = models.BooleanField()
    made_by = models.CharField(max_length=32)
    made_at = models.DateTimeField()
    page_nl = models.TextField()
    page_en = models.TextField()
    pdf_nl = models.BinaryField()
    pdf_en = models.BinaryField()
    digest = models.CharField(max_length=64)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["snapshot", "code"], name="factsheet_one_edition")
        ]


class Approval(models.Model):
    """A second person read the edition and let it become public."""

    edition = models.OneToOneField(Edition, on_delete=models.PROTECT)
    digest = models.CharField(max_length=64)
    made_by = models.CharField(max_length=32)
    approved_by = models.CharField(max_length=32)
    approved_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(approved_by=models.F("made_by")),
                name="factsheet_second_person",
            )
        ]
