"""What makes the journal append only: triggers that refuse UPDATE and DELETE, on both databases."""

from typing import Protocol

TABLES = ("journal_entryrow", "journal_ledgerrow")


class Cursor(Protocol):
    """Anything that executes a statement."""

    def execute(self, sql: str) -> object: ...


_FUNCTION = """
CREATE OR REPLACE FUNCTION journal_append_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the journal is append only'; END $$
"""


def installing(vendor: str) -> list[str]:
    """The statements for this database (``connection.vendor``)."""
    if vendor == "postgresql":
        return [
            _FUNCTION,
            *(
                f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION journal_append_only()"
                for table in TABLES
            ),
        ]
    return [
        f"CREATE TRIGGER {table}_no_{what} BEFORE {what.upper()} ON {table} "
        "BEGIN SELECT RAISE(ABORT, 'the journal is append only'); END"
        for table in TABLES
        for what in ("update", "delete")
    ]


def removing(vendor: str) -> list[str]:
    """For undoing the migration, and for emptying a test database between tests."""
    if vendor == "postgresql":
        return [f"DROP TRIGGER IF EXISTS {table}_append_only ON {table}" for table in TABLES]
    return [
        f"DROP TRIGGER IF EXISTS {table}_no_{what}"
        for table in TABLES
        for what in ("update", "delete")
    ]
