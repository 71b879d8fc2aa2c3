"""Only the demo's clock moves."""

from datetime import timedelta

import pytest

from visavis.people import clock
from visavis.people.models import ClockOffset

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("mode", ["service", "test"])
def test_outside_the_demo_the_clock_cannot_be_moved(settings, mode):
    settings.VISAVIS_MODE = mode
    with pytest.raises(clock.NotTheDemo):
        clock.move(1)
    ClockOffset.objects.create(pk=1, days=400)
    assert abs(clock.now() - clock.real_now()) < timedelta(seconds=5)


def test_in_the_demo_days_pass_when_asked_and_only_forward(settings):
    settings.VISAVIS_MODE = "demo"
    clock.move(1)
    clock.move(6)
    assert timedelta(days=7) <= clock.now() - clock.real_now() + timedelta(seconds=5)
    with pytest.raises(ValueError, match="forward"):
        clock.move(-1)
