"""The database keeps what it was given (security.md §3, "Databases")."""

import pytest
from django.conf import settings
from django.core import checks
from django.db import ConnectionHandler

from visavis.config import checks as own_checks
from visavis.config import environment


@pytest.fixture
def sqlite(tmp_path, db):
    """A connection with the service's settings, to a file of its own."""
    connection = ConnectionHandler({"default": environment.database({}, "service", tmp_path)})[
        "default"
    ]
    connection.inc_thread_sharing()
    connection.ensure_connection()
    yield connection
    connection.connection.close()


def pragma(connection, name):
    return connection.connection.execute(f"PRAGMA {name}").fetchone()[0]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("foreign_keys", 1),
        ("secure_delete", 1),
        ("trusted_schema", 0),
        ("mmap_size", 0),
        ("busy_timeout", 5000),
        ("temp_store", 2),
    ],
)
def test_sqlite_runs_with_the_settings_that_were_decided(sqlite, name, value):
    assert pragma(sqlite, name) == value


def test_sqlite_is_as_durable_as_its_version_allows(sqlite):
    safe = environment.wal_is_safe()
    assert pragma(sqlite, "journal_mode") == ("wal" if safe else "delete")
    assert pragma(sqlite, "synchronous") == (2 if safe else 3)


def test_transactions_take_their_lock_at_once_and_none_spans_a_request(sqlite):
    assert sqlite.transaction_mode == "IMMEDIATE"
    assert not sqlite.settings_dict["ATOMIC_REQUESTS"]


def test_a_system_check_says_which_journal_mode_was_chosen(monkeypatch):
    monkeypatch.setitem(settings.DATABASES["default"], "ENGINE", "django.db.backends.sqlite3")
    (said,) = own_checks.database_is_durable(None)
    assert isinstance(said, checks.Info)
    assert ("write-ahead" in said.msg) is environment.wal_is_safe()


def test_postgresql_acknowledges_only_what_is_on_disk_and_lets_nothing_hang():
    url = "postgresql://visavis:p%40ss@db.example:5433/care?sslmode=verify-full"
    made = environment.database({"DATABASE_URL": url}, "service", None)
    assert (made["NAME"], made["USER"], made["PASSWORD"]) == ("care", "visavis", "p@ss")
    assert (made["HOST"], made["PORT"]) == ("db.example", "5433")
    assert made["OPTIONS"]["sslmode"] == "verify-full"
    for setting in ("synchronous_commit=on", "statement_timeout", "idle_in_transaction"):
        assert setting in made["OPTIONS"]["options"]
