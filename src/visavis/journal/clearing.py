"""Sweeping the database: what deleted rows left behind in logs and free pages is overwritten or given back."""

from django.db import DatabaseError, connection

from visavis.journal.keys import ALARM

REWRITTEN = (
    "journal_lanekey", "journal_servicekey", "journal_card", "journal_draft", "journal_parcel",
    "journal_taskrow", "journal_duerow", "journal_outboxrow", "journal_party", "journal_feedrow", "journal_monthrow",
    "journal_refusalrow", "journal_reflectionrow", "journal_reflectionreader",
    "people_account", "people_membership", "people_invitation", "people_threewords",
    "people_calendaraddress", "people_absence",
)  # fmt: skip
"""PostgreSQL writes these anew: small tables whose rows held keys or words. The large ones hold ciphertext."""
CLEANED = ("journal_entryrow", "journal_retentionrow")


def sweep_database() -> bool:
    """Whether it was done. Not inside a transaction; what does not succeed now is tried at the next run."""
    if connection.in_atomic_block:
        return False
    try:
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("SET statement_timeout = 0")
                for table in REWRITTEN:
                    # First without FULL, whose own view of the server, and so whatever is written in any other
                    # database of it, would keep dead rows alive.
                    cursor.execute(f"VACUUM {table}")
                    cursor.execute(f"VACUUM FULL {table}")
                for table in CLEANED:
                    cursor.execute(f"VACUUM {table}")
                cursor.execute("RESET statement_timeout")
                return True
            cursor.execute("VACUUM")
            cursor.execute(
                "PRAGMA wal_checkpoint(TRUNCATE)"
            )  # of no effect with a rollback journal
            return int(cursor.fetchone()[0]) == 0
    except DatabaseError:
        ALARM.exception("the database could not be swept after an erasure")
        return False
