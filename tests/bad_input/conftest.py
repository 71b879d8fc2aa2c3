from collections.abc import Iterator

import pytest
import time_machine

from tests.bad_input import town as towns
from tests.journal.service import Service
from visavis.doors.shared import keyring
from visavis.journal.keys import create_tenant
from visavis.journal.root import Root


@pytest.fixture
def town(db: None) -> Iterator[towns.Town]:
    service = Service(create_tenant(Root(bytes(range(32))), "7" * 32))
    keyring.hold(service.keys)
    with time_machine.travel(service.now, tick=False) as traveller:
        yield towns.build(service, traveller.move_to)
    keyring.hold(None)
