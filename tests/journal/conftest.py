"""What the journal's tests share."""

import pytest

import visavis.mediation  # noqa: F401 - registers kinds and acts
from tests.journal.service import Service
from visavis.journal.keys import create_tenant
from visavis.journal.root import Root


@pytest.fixture(scope="session")
def root() -> Root:
    return Root(bytes(range(32)))


@pytest.fixture
def service(db: None, root: Root) -> Service:
    return Service(create_tenant(root, "7" * 32))
