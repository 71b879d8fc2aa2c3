"""Who may come in: accounts, memberships, invitations, words, throttles and sittings.

Nothing here says what a mediation is about. A trajectory and a party are opaque identifiers of
the journal, never foreign keys. Secrets stand as argon2id hashes. How somebody wants to be reached
stands in their own lane of the journal, not here.
"""

import secrets

from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models


def new_id() -> str:
    """A random 128-bit identifier; nothing in it tells time or order."""
    return secrets.token_hex(16)


class RandomId(models.Model):
    id = models.CharField(primary_key=True, max_length=32, default=new_id, editable=False)

    class Meta:
        abstract = True


class Kind(models.TextChoices):
    PARTICIPANT = "participant"
    STAFF = "staff"
    GUEST = "guest"


class Role(models.TextChoices):
    """Roles of staff (domain §3) that this version knows."""

    INTAKE = "intake"
    MEDIATOR = "mediator"
    PLANNER = "planner"
    SUPERVISOR = "supervisor"
    RESEARCHER = "researcher"
    PRIVACY_OFFICER = "privacy_officer"
    DATA_ENTRY = "data_entry"
    OPERATOR = "operator"


APART = frozenset({Role.PRIVACY_OFFICER, Role.OPERATOR})
"""Whoever watches over the others, or runs the machines, has no other role."""


class Account(RandomId):
    """Somebody who may sign in.

    A participant, or whoever stands beside one, is found by ``locator`` (the first two of five words),
    staff by a neutral login name in the same column; ``secret`` is the argon2id hash of the rest.
    """

    kind = models.CharField(max_length=11, choices=Kind.choices)
    locator = models.CharField(max_length=40, unique=True)
    secret = models.CharField(max_length=200)
    roles = models.CharField(max_length=120, blank=True)
    """Names of `Role`, with a space between. (No JSON columns: SQLite calls their check unsafe
    when the schema is not trusted.)"""
    name = models.CharField(max_length=120, blank=True)
    """What staff are called on screens and letters; empty for participants, whose name is sealed."""
    phone_hours = models.CharField(max_length=200, blank=True)
    trained_for = models.CharField(max_length=400, blank=True)
    """Kinds of case, with a space between (domain S26, S39)."""
    keys = models.CharField(max_length=200, blank=True)
    """Which keys staff chose at the desk; empty: those that everyone has."""
    languages = models.CharField(max_length=100, blank=True)
    """Codes of languages in which staff can lead a talk, with a space between."""
    region = models.CharField(max_length=120, blank=True)
    """Where staff can meet people, in a few words."""
    leaves_on = models.DateField(null=True, blank=True)
    """The last day of who leaves the service: from when it is said, they get no new trajectory."""
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=Kind.values), name="account_kind_is_known"
            )
        ]


class Absence(RandomId):
    """Staff are away on these days, both included; why is asked nowhere."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="absences")
    first = models.DateField()
    last = models.DateField()
    put_by = models.CharField(max_length=32)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "first", "last"], name="one_absence")
        ]


class Membership(RandomId):
    """An account speaks for one party of one trajectory, or stands beside that party as ``guest``."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="memberships")
    trajectory = models.CharField(max_length=32, db_index=True)
    party = models.CharField(max_length=32, db_index=True)
    guest = models.CharField(max_length=32, blank=True)
    """Empty for the party's own place."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["party", "guest"], name="one_account_for_each_place")
        ]


class Invitation(RandomId):
    """Opens one membership, once. ``answer`` is the hash of what was agreed with the mediator.

    For a place that stands already it opens nothing before a colleague other than ``made_by`` confirmed.
    """

    lookup = models.CharField(max_length=64, unique=True)
    answer = models.CharField(max_length=200)
    trajectory = models.CharField(max_length=32)
    party = models.CharField(max_length=32, db_index=True)
    guest = models.CharField(max_length=32, blank=True)
    """Who it is for, where that is somebody who stands beside the party."""
    valid_until = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    made_by = models.CharField(max_length=32, blank=True)
    confirmed_by = models.CharField(max_length=32, blank=True)
    opened = models.CharField(max_length=200, blank=True)
    """The account's ``secret`` as this invitation made it: whether its words are still the ones in use."""


class Purpose(models.TextChoices):
    ANSWER = "answer"
    SIGN_UP = "sign_up"


class ThreeWords(RandomId):
    """Three words that open one page only: the answer, or the sign-up one sent."""

    purpose = models.CharField(max_length=7, choices=Purpose.choices)
    lookup = models.CharField(max_length=64, unique=True)
    trajectory = models.CharField(max_length=32)
    party = models.CharField(max_length=32, db_index=True)
    valid_until = models.DateTimeField(null=True, blank=True)
    """Null for a sign-up: until the first call, when `words_door.end` deletes the row."""


class CalendarAddress(RandomId):
    """An address behind which one's own calendar shows when, and nothing else. ``lookup``: its hash.

    ``owner``: a party of the journal, or an account of staff; then ``trajectory`` is empty.
    """

    owner = models.CharField(max_length=32, unique=True)
    trajectory = models.CharField(max_length=32, blank=True)
    lookup = models.CharField(max_length=64, unique=True)
    made_on = models.DateField()


class MeetingRoom(RandomId):
    """A room of the service in which people meet. ``ended_on``: no longer booked; what was booked still stands."""

    name = models.CharField(max_length=80)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["name"], condition=models.Q(ended_on=None), name="one_room_of_a_name"
            )
        ]


class Throttle(models.Model):
    """Failed attempts under one key (a digest: no address or name stands here)."""

    key = models.CharField(primary_key=True, max_length=64)
    failures = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField(db_index=True)
    known_until = models.DateTimeField(null=True, blank=True)


class Sitting(AbstractBaseSession):
    """A session: its data holds the account, times and step-up only."""

    account = models.CharField(max_length=32, blank=True, db_index=True)

    @classmethod
    def get_session_store_class(cls) -> type:
        from visavis.people.session_store import SessionStore

        return SessionStore

    class Meta:
        db_table = "people_sitting"


class ClockOffset(models.Model):
    """How far the demo's clock was moved. No row outside the demo."""

    days = models.IntegerField(default=0)


class ReferrerKey(RandomId):
    """A service whose people may sign others up, by its own key; the key itself stands here as a digest alone.

    ``source``: a code of domain §8. Whom they signed up stands nowhere in this room.
    """

    name = models.CharField(max_length=120)
    source = models.CharField(max_length=20)
    lookup = models.CharField(max_length=64, unique=True)
    made_by = models.CharField(max_length=32)
    made_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
