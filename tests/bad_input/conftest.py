from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest

from tests.bad_input import town as towns


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: Any) -> Iterator[towns.Town]:
    """A town takes seconds to live: it is built once for a file of tests, each of which is taken back to it."""
    with django_db_blocker.unblock(), towns.taken_back():
        with towns.founded() as (service, moving):
            town = towns.build(service, moving)
        yield town


@pytest.fixture
def town(built: towns.Town, db: None) -> Iterator[towns.Town]:
    mine = deepcopy(built)
    with towns.living(mine):
        yield mine
