"""Contact details are bytes this room cannot read."""

import pytest

from visavis.people import contact
from visavis.people.models import ContactDetails

pytestmark = pytest.mark.django_db


def flip(content: bytes) -> bytes:
    return bytes(byte ^ 0x5A for byte in content)


def test_what_is_kept_is_sealed_and_comes_back_with_the_key_only():
    details = {"name": "Sanne de Vries", "telephone": "06 1234", "never": "niet bij het werk"}
    contact.keep("t" * 32, "p" * 32, details, seal=flip)
    assert b"Sanne" not in bytes(ContactDetails.objects.get().sealed)
    assert contact.read("p" * 32, opened=flip) == details
    assert contact.read("q" * 32, opened=flip) is None


def test_new_details_take_the_place_of_old_ones():
    contact.keep("t" * 32, "p" * 32, {"telephone": "1"}, seal=flip)
    contact.keep("t" * 32, "p" * 32, {"telephone": "2"}, seal=flip)
    assert contact.read("p" * 32, opened=flip) == {"telephone": "2"}
    assert ContactDetails.objects.count() == 1
