import pytest

from tests.study.service import Service


@pytest.fixture
def service(db) -> Service:
    return Service()
