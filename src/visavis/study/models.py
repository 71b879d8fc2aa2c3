"""The study's tables. Nothing here says who somebody is, except `Link`, `Later` and `Contact`, which are sealed.

Days only, never times; no address, no device. A person stands in these tables under a random
``study_id``, alone: nothing joins two people of one case. What researchers work with (paper forms,
codes of interviews, exports) stands in `visavis.study.desk_models`.
"""

from typing import ClassVar

from django.db import models

from visavis.mediation.effects import Occasion
from visavis.study.missing import Missing


class Partner(models.Model):
    """An organisation through which people of group C are asked. Of its link only the hash is kept."""

    id = models.CharField(primary_key=True, max_length=32)
    name = models.CharField(max_length=120)
    token_hash = models.CharField(max_length=64, unique=True)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True)


class Person(models.Model):
    """Somebody the study knows of. The facts are empty for who takes part without linking them.

    ``partner``: of group C alone; they have no ``place``, because they have no mediation.
    """

    study_id = models.CharField(primary_key=True, max_length=27)
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, null=True)
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


class Offer(models.Model):
    """One offer of the closing menu to somebody who ticked that (`visavis.study.offers`): no day, no word."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE)
    what = models.CharField(max_length=16)
    stage = models.SmallIntegerField()
    helped = models.SmallIntegerField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "what"], name="study_one_offer")
        ]


class Moment(models.Model):
    """An occasion on somebody's own way (`visavis.mediation.effects.Occasion`); pauses may come again."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE)
    occasion = models.CharField(max_length=16)
    day = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "occasion"],
                condition=~models.Q(occasion__in=[Occasion.PAUSED, Occasion.RESUMED]),
                name="study_one_moment",
            )
        ]


class Link(models.Model):
    """Person → study_id, sealed under the study key and found by a keyed tag.

    The seal is emptied when somebody is erased and half a year after T3. The tag stays, so that
    nobody is asked a second time.
    """

    place = models.CharField(primary_key=True, max_length=32)
    sealed = models.BinaryField()


class Later(models.Model):
    """Somebody who may be asked for another study in later years, apart from what they answered here.

    No study_id stands here: when the link is destroyed, nothing leads from this row to an answer.
    """

    place = models.CharField(primary_key=True, max_length=32)
    sealed = models.BinaryField()
    token_hash = models.CharField(max_length=64, unique=True)
    given_on = models.DateField()


class Contact(models.Model):
    """The mail address of somebody of group C who wants a message, sealed; gone when T3 has closed."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, primary_key=True)
    sealed = models.BinaryField()
    language = models.CharField(max_length=2)


class Round(models.Model):
    """One private link: the page that asks (wave 0) or a questionnaire (waves 1 to 3).

    ``nonce`` and the study key make the link's token again, for that person's own screen; to
    answer, only ``token_hash`` is needed. Group C has no such screen and no ``nonce``: their first
    link makes the others (`visavis.study.comparison`).
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
    on_paper = models.BooleanField(default=False)

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


import visavis.study.desk_models  # noqa: E402, F401 - so that Django knows its tables
