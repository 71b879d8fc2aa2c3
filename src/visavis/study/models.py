"""The study's tables. Nothing here says who somebody is, except `Link`, which is sealed.

Days only, never times; no address, no device. A person stands in these tables under a random
``study_id``, alone: nothing joins two people of one case.
"""

from typing import ClassVar

from django.db import models

from visavis.study.missing import Missing


class Person(models.Model):
    """Somebody the study knows of. The facts are empty for who takes part without linking them."""

    study_id = models.CharField(primary_key=True, max_length=27)
    place = models.CharField(max_length=32, null=True, unique=True)  # keyed tag of the person
    relation = models.CharField(max_length=32, blank=True)
    event_type = models.CharField(max_length=32, blank=True)
    began = models.BooleanField(null=True)
    form = models.CharField(max_length=16, blank=True)
    sign_up = models.CharField(max_length=7, blank=True)  # year and month
    months_band = models.CharField(max_length=8, blank=True)

    excluded = models.CharField(max_length=16, blank=True)  # why not asked
    asked_on = models.DateField(null=True)
    reached_on = models.DateField(null=True)  # opened the page that asks
    declined_on = models.DateField(null=True)
    agreed_on = models.DateField(null=True)
    no_more_on = models.DateField(null=True)  # no further messages or rounds
    stopped_on = models.DateField(null=True)
    next_look = models.DateField(null=True, db_index=True)  # the day the sweep has something to do


class Consent(models.Model):
    """One tick, given and perhaps taken back. The newest row of a purpose counts."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE)
    purpose = models.CharField(max_length=16)
    given_on = models.DateField()
    revoked_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "purpose"],
                condition=models.Q(revoked_on=None),
                name="study_one_consent",
            )
        ]


class Unlinked(models.Model):
    """The facts of somebody asked who did not want them beside the answers: for the margins alone."""

    id = models.CharField(primary_key=True, max_length=32)  # random, so that order tells nothing
    relation = models.CharField(max_length=32)
    event_type = models.CharField(max_length=32)
    began = models.BooleanField(null=True)
    form = models.CharField(max_length=16, blank=True)
    sign_up = models.CharField(max_length=7)
    months_band = models.CharField(max_length=8)


class Moment(models.Model):
    """An occasion on somebody's own way (`visavis.mediation.effects.Occasion`)."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE)
    occasion = models.CharField(max_length=16)
    day = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "occasion"], name="study_one_moment")
        ]


class Link(models.Model):
    """Person → study_id, sealed under the study key and found by a keyed tag.

    The seal is emptied when somebody is erased and half a year after T3. The tag stays, so that
    nobody is asked a second time.
    """

    place = models.CharField(primary_key=True, max_length=32)
    sealed = models.BinaryField()


class Round(models.Model):
    """One private link: the page that asks (wave 0) or a questionnaire (waves 1 to 3).

    ``nonce`` and the study key make the link's token again, for that person's own screen; to
    answer, only ``token_hash`` is needed.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE)
    wave = models.SmallIntegerField()
    nonce = models.CharField(max_length=32)
    token_hash = models.CharField(max_length=64, unique=True)
    opens = models.DateField()
    closes = models.DateField()
    notices = models.SmallIntegerField(default=0)  # the first message and at most two reminders
    began_on = models.DateField(null=True)
    finished_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)  # broken off by the person

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "wave"], name="study_one_round")
        ]


class Answer(models.Model):
    """One item: a number on its scale, or why there is none."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE)
    item = models.CharField(max_length=24)
    value = models.SmallIntegerField(null=True)
    code = models.CharField(max_length=16, blank=True, choices=[(one, one) for one in Missing])
    day = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "item"], name="study_one_answer"),
            models.CheckConstraint(
                condition=models.Q(value__isnull=False, code="")
                | (models.Q(value__isnull=True) & ~models.Q(code="")),
                name="study_value_or_code",
            ),
        ]


class InstrumentUse(models.Model):
    """The version of an instrument that was asked; from then on its file may not change."""

    id = models.CharField(primary_key=True, max_length=48)  # instrument and version
    hash = models.CharField(max_length=64)
    first_used = models.DateField()


class Departure(models.Model):
    """Somebody stopped. What remains of an erased person is this count and how far they had come."""

    day = models.DateField()
    erased = models.BooleanField()
    pattern = models.SmallIntegerField(default=0)  # of an erased person: waves answered
