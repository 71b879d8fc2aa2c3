"""A mediation in the journal, for the pages of those who live it."""

from collections.abc import Iterator

import pytest
import time_machine

import visavis.mediation  # noqa: F401 - registers kinds and acts
from tests.doors.lived import Lived
from tests.doors.lived_once import Fresh
from tests.journal.service import Service
from visavis.doors.shared import keyring
from visavis.journal.keys import create_tenant
from visavis.journal.root import Root


@pytest.fixture
def lived(db: None) -> Iterator[Lived]:
    """Two people who have not met yet; the clock stands at the service's, and moves with every act."""
    service = Service(create_tenant(Root(bytes(range(32))), "7" * 32))
    keyring.hold(service.keys)
    with time_machine.travel(service.now, tick=False) as traveller:
        yield Fresh(service, traveller.move_to)
    keyring.hold(None)
