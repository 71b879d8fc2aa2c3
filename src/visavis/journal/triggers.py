"""What makes the journal and the access log append only: triggers, on both databases.

Two things are let through, each beneath a mark that the chains bear: the text of an entry is emptied in a lane
whose chain says that it was erased; rows of the access log go once its start has moved past them.
"""

from typing import Protocol

ENTRIES, LEDGER, ACCESS = "journal_entryrow", "journal_ledgerrow", "journal_accessrow"
TABLES = (ENTRIES, LEDGER, ACCESS)
SAID = "the journal is append only"


class Cursor(Protocol):
    """Anything that executes a statement."""

    def execute(self, sql: str) -> object: ...


_KEPT = ("id", "tenant_id", "lane_id", "version", "key_generation", "previous_hash", "hash")
_EMPTIED = " AND ".join(
    [
        "length(NEW.sealed) = 0",
        *(f"NEW.{column} = OLD.{column}" for column in _KEPT),
        "EXISTS (SELECT 1 FROM journal_lanerow l WHERE l.id = OLD.lane_id AND l.erased)",
    ]
)
_PASSED = (
    "EXISTS (SELECT 1 FROM journal_accesshead h"
    " WHERE h.tenant_id = OLD.tenant_id AND OLD.n <= h.start)"
)


def _function(name: str, unless: str, row: str) -> str:
    passes = f"IF {unless} THEN RETURN {row}; END IF; " if unless else ""
    return (
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN {passes}RAISE EXCEPTION '{SAID}'; END $$"
    )


_GUARDS = {
    (ENTRIES, "update"): ("journal_entries_kept", _EMPTIED, "NEW"),
    (ACCESS, "delete"): ("journal_access_kept", _PASSED, "OLD"),
}
_NEVER = ("journal_append_only", "", "OLD")


def _each() -> list[tuple[str, str]]:
    return [(table, what) for table in TABLES for what in ("update", "delete")]


def installing(vendor: str) -> list[str]:
    """The statements for this database (``connection.vendor``)."""
    postgres = vendor == "postgresql"
    made = [_function(*guard) for guard in (_NEVER, *_GUARDS.values())] if postgres else []
    for table, what in _each():
        function, unless, _ = _GUARDS.get((table, what), _NEVER)
        begins = f"CREATE TRIGGER {table}_no_{what} BEFORE {what.upper()} ON {table}"
        if postgres:
            made.append(f"{begins} FOR EACH ROW EXECUTE FUNCTION {function}()")
        else:
            when = f" WHEN NOT ({unless})" if unless else ""
            made.append(f"{begins}{when} BEGIN SELECT RAISE(ABORT, '{SAID}'); END")
    return made


def removing(vendor: str) -> list[str]:
    """For undoing the migration, and for emptying a test database between tests."""
    on = " ON {table}" if vendor == "postgresql" else ""
    return [
        f"DROP TRIGGER IF EXISTS {table}_no_{what}" + on.format(table=table)
        for table, what in _each()
    ]
