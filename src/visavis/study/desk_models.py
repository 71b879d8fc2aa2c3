"""The tables of those who work on the study: paper forms, codes of interviews, exports, work under way.

They know people by their study_id or not at all.
"""

from typing import ClassVar

from django.db import models

from visavis.study.models import Round


class PaperForm(models.Model):
    """A form on paper, typed in by two people; a third looks at what they read differently.

    ``fields`` and ``differing`` stay for the field error rate when the typing itself is erased.
    """

    round = models.OneToOneField(Round, on_delete=models.CASCADE, primary_key=True)
    received_on = models.DateField()
    first_by = models.CharField(max_length=32)
    second_by = models.CharField(max_length=32, blank=True)
    resolved_by = models.CharField(max_length=32, blank=True)
    resolved_on = models.DateField(null=True)
    fields = models.SmallIntegerField(default=0)
    differing = models.SmallIntegerField(default=0)


class Typed(models.Model):
    """One field of a form as one person read it (``turn`` 1 or 2), or as it was resolved (3)."""

    form = models.ForeignKey(PaperForm, on_delete=models.CASCADE)
    turn = models.SmallIntegerField()
    item = models.CharField(max_length=24)
    value = models.SmallIntegerField(null=True)
    code = models.CharField(max_length=16, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["form", "turn", "item"], name="study_typed_once")
        ]


class CodeFile(models.Model):
    """A file of two coders' codes, as it came in; a later one takes its place."""

    hash = models.CharField(primary_key=True, max_length=64)
    day = models.DateField()
    by = models.CharField(max_length=32)
    rows = models.IntegerField()


class Code(models.Model):
    """One code that one coder gave to one passage, by its place in the transcript; no text."""

    file = models.ForeignKey(CodeFile, on_delete=models.CASCADE)
    interview = models.CharField(max_length=40)
    segment = models.CharField(max_length=40)
    start = models.IntegerField()
    end = models.IntegerField()
    coder = models.CharField(max_length=40)
    code = models.CharField(max_length=40)  # empty: read, and no code given

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["file", "interview", "segment", "coder", "code"], name="study_coded_once"
            )
        ]


class Export(models.Model):
    """One folder of files for researchers: asked, made, and released by two people."""

    id = models.CharField(primary_key=True, max_length=32)
    asked_by = models.CharField(max_length=32)
    asked_at = models.DateTimeField()
    purpose = models.CharField(max_length=400)
    level = models.CharField(max_length=12)
    failed = models.CharField(max_length=300, blank=True)
    manifest = models.CharField(max_length=64, blank=True)  # SHA-256 of manifest.json
    snapshot = models.CharField(max_length=64, blank=True)
    choices = models.CharField(max_length=64, blank=True)  # hash of who was in it, to see changes
    researcher = models.CharField(max_length=32, blank=True)
    officer = models.CharField(max_length=32, blank=True)
    released_at = models.DateTimeField(null=True)


class Job(models.Model):
    """Work that takes longer than a page, asked for by somebody who may leave: `visavis.study.jobs`.

    ``asked``: what the work needs to know, as its kind writes it; ``outcome``: what came of it. Neither
    names a person. ``turn``: how often a worker took it up, so that one thought dead cannot write.
    ``seen_at``: when its worker last said it was at it, by the clock of the machine.
    """

    id = models.CharField(primary_key=True, max_length=32)
    kind = models.CharField(max_length=12)  # power, snapshot, export
    asked = models.TextField(blank=True)
    asked_by = models.CharField(max_length=32)
    asked_at = models.DateTimeField()
    turn = models.SmallIntegerField(default=0)
    seen_at = models.DateTimeField(null=True)
    done = models.SmallIntegerField(default=0)  # per cent
    outcome = models.TextField(blank=True)
    failed = models.CharField(max_length=300, blank=True)
    ended_at = models.DateTimeField(null=True, db_index=True)
