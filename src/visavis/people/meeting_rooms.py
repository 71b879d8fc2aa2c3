"""The service's own rooms in which people meet, by name; kept by who plans."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from django.db import transaction

from visavis.people.models import MeetingRoom


def names() -> dict[str, str]:
    """Every room by id, also one that is not booked any more."""
    return dict(MeetingRoom.objects.values_list("pk", "name"))


def current() -> dict[str, str]:
    """Those that may be booked, by name."""
    return dict(
        MeetingRoom.objects.filter(ended_on=None).order_by("name").values_list("pk", "name")
    )


def add(name: str) -> None:
    """The same name twice is one room."""
    MeetingRoom.objects.get_or_create(name=name, ended_on=None)


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Whoever plans waits for whoever plans in the same moment: what they booked is seen before a room is given again.
    Whole or not at all. SQLite lets one write at a time anyway."""
    with transaction.atomic():
        list(MeetingRoom.objects.order_by("pk").select_for_update().values_list("pk"))
        yield


def end(room: str, on: date) -> None:
    """From now on it is not booked any more."""
    MeetingRoom.objects.filter(pk=room, ended_on=None).update(ended_on=on)
