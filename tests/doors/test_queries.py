"""A place costs the database as much after 300 acts as after 30. (For the lists of the desk: `test_desk_lists`.)"""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from visavis.journal.models import EntryRow
from visavis.mediation.preparation import SetStandingWish

PAGES = ("", "mensen/", "schrijven/", "over-mij/", "later/", "vragen/weten/")


def asked(client: Client) -> list[int]:
    counted = []
    for path in PAGES:
        with CaptureQueriesContext(connection) as caught:
            assert client.get(f"/plek/{path}").status_code == 200
        counted.append(len(caught))
    return counted


@pytest.mark.parametrize("who", ["a", "b"])
def test_a_place_asks_the_database_as_often_after_three_hundred_acts_of_either(lived, who):
    lived.ready()
    lived.offered(lived.released())
    few = asked(lived.client(getattr(lived, who)))
    for number in range(300):
        wish = SetStandingWish("yes" if number % 2 else "ask")
        lived.own(wish, lived.a if number % 3 else lived.b)
    assert EntryRow.objects.count() > 300
    assert asked(lived.client(getattr(lived, who))) == few
