"""Somebody beside mediation who left an address gets the same neutral sentence as anybody, and no link in it."""

from datetime import timedelta

import pytest
from django.core import mail

from tests.study.service import START, Service, after, noon
from visavis.config.sweeping import sweep
from visavis.study import comparison
from visavis.study.consent import Purpose
from visavis.study.models import Contact

pytestmark = pytest.mark.django_db


def test_the_message_of_the_other_round_says_nothing_of_what_it_is_about(settings, tmp_path):
    settings.VISAVIS_VAR = tmp_path
    service = Service()
    partner, _ = comparison.open_partner("Steunpunt", START)
    person, first = comparison.enrol(partner, comparison.Told(), {Purpose.QUESTIONNAIRES}, START)
    comparison.keep_address(service.ring, person, "iemand@example.org", "nl")
    opens = after(243 - 14)
    sweep(noon(opens - timedelta(1)), service.keys)
    assert mail.outbox == []
    for _ in range(2):
        sweep(noon(opens), service.keys)
    (sent,) = mail.outbox
    assert sent.to == ["iemand@example.org"]
    assert sent.subject == "Bericht"
    assert "Er staat iets voor u klaar" in sent.body
    assert first not in sent.body
    assert "http" not in sent.body
    sweep(noon(after(400)), service.keys)
    assert not Contact.objects.exists()
