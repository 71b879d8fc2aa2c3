"""The database keeps what it was given (security.md §3, "Databases")."""

import pytest
from django.core import checks
from django.db import connection

from visavis.config import environment

pytestmark = pytest.mark.django_db


def pragma(name):
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {name}")
        return cursor.fetchone()[0]


@pytest.fixture
def sqlite():
    if connection.vendor != "sqlite":
        pytest.skip("settings of SQLite; this run is on PostgreSQL")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("foreign_keys", 1),
        ("secure_delete", 1),
        ("trusted_schema", 0),
        ("busy_timeout", 5000),
        ("temp_store", 2),
    ],
)
def test_sqlite_runs_with_the_settings_that_were_decided(sqlite, name, value):
    assert pragma(name) == value


def test_sqlite_is_as_durable_as_its_version_allows(sqlite):
    assert pragma("synchronous") == (2 if environment.wal_is_safe() else 3)


def test_transactions_take_their_lock_at_once_and_none_spans_a_request(sqlite):
    assert connection.transaction_mode == "IMMEDIATE"
    assert not connection.settings_dict["ATOMIC_REQUESTS"]


def test_a_system_check_says_which_journal_mode_was_chosen(sqlite):
    said = [message.msg for message in checks.run_checks() if message.id == "visavis.I001"]
    assert len(said) == 1
    assert ("write-ahead" in said[0]) is environment.wal_is_safe()
