"""The service's own rooms in which people meet, by name; kept by who plans."""

from datetime import date

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


def end(room: str, on: date) -> None:
    """From now on it is not booked any more."""
    MeetingRoom.objects.filter(pk=room, ended_on=None).update(ended_on=on)
