"""The clock of the service: real time, which only the demo may move forward."""

from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import transaction

from visavis.people.models import ClockOffset


class NotTheDemo(RuntimeError):
    """Somebody tried to move the clock of a service."""


def real_now() -> datetime:
    """The time of the machine, aware, UTC. Sessions and throttles count in it."""
    return datetime.now(UTC)


def now() -> datetime:
    """The time at the service: aware, UTC. In the demo `move` has shifted it."""
    if settings.VISAVIS_MODE != "demo":
        return real_now()
    offset = ClockOffset.objects.filter(pk=1).values_list("days", flat=True).first()
    return real_now() + timedelta(days=offset or 0)


def move(days: int) -> datetime:
    """Move the demo's clock ``days`` forward; `NotTheDemo` anywhere else. Returns the new now."""
    if settings.VISAVIS_MODE != "demo":
        raise NotTheDemo("Only the demo's clock can be moved.")
    if days < 1:
        raise ValueError("The clock moves forward only: acts are ordered by it.")
    with transaction.atomic():
        offset, _ = ClockOffset.objects.select_for_update().get_or_create(pk=1)
        offset.days += days
        offset.save()
    return now()
