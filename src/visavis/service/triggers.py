"""What keeps every earlier value: the database itself refuses to change or delete a row, on both databases."""

TABLE = "service_settingrow"
SAID = "an earlier value stays as it was"


def installing(vendor: str) -> list[str]:
    """The statements for this database (``connection.vendor``)."""
    made = []
    if vendor == "postgresql":
        made.append(
            "CREATE OR REPLACE FUNCTION service_kept() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{SAID}'; END $$"
        )
    does = (
        "FOR EACH ROW EXECUTE FUNCTION service_kept()"
        if vendor == "postgresql"
        else f"BEGIN SELECT RAISE(ABORT, '{SAID}'); END"
    )
    for what in ("update", "delete"):
        made.append(f"CREATE TRIGGER {TABLE}_no_{what} BEFORE {what.upper()} ON {TABLE} {does}")
    return made


def removing(vendor: str) -> list[str]:
    """For undoing the migration, and for emptying a test database between tests."""
    on = f" ON {TABLE}" if vendor == "postgresql" else ""
    return [f"DROP TRIGGER IF EXISTS {TABLE}_no_{what}{on}" for what in ("update", "delete")]
