"""What was changed is found, named, and not shown (security §9 rows 23, 24 and 27)."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from tests.journal.service import START, Service
from visavis.journal import duties, triggers, verify_command
from visavis.journal import verify as verifying
from visavis.journal.chain import entry_hash
from visavis.journal.envelope import Damaged, NewerSchema
from visavis.journal.keys import create_tenant
from visavis.journal.models import EntryRow, LaneRow, LedgerRow, Tenant
from visavis.journal.root import KeyUnavailable, Root
from visavis.journal.see import see_party
from visavis.journal.verify import verify
from visavis.mediation.kinds import KINDS
from visavis.mediation.sign_up import SetReach
from visavis.mediation.views import Reach


@contextmanager
def a_thief_with_the_database() -> Iterator[None]:
    """Someone who may drop the triggers."""
    with connection.cursor() as cursor:
        for statement in triggers.removing(connection.vendor):
            cursor.execute(statement)
        yield
        for statement in triggers.installing(connection.vendor):
            cursor.execute(statement)


def lived(service: Service) -> Any:
    where, _ = service.taken_up()
    for number in range(3):
        service.own_act(SetReach(Reach("phone", str(number))), where.party)
    return where


@pytest.mark.parametrize("table", [EntryRow, LedgerRow])
def test_rows_of_the_journal_are_neither_changed_nor_removed(service: Service, table: Any) -> None:
    lived(service)
    with pytest.raises(DatabaseError, match="append only"), transaction.atomic():
        table.objects.all().update(version=7)
    with (
        pytest.raises(DatabaseError, match="append only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"DELETE FROM {table._meta.db_table}")
    assert verify().difference == ""


def flipped(value: Any, at: int) -> Any:
    if isinstance(value, int):
        return value + 1
    if isinstance(value, str):
        return ("0" if value[at] != "0" else "1").join((value[:at], value[at + 1 :]))
    changed = bytearray(bytes(value))
    changed[at] ^= 1
    return bytes(changed)


@pytest.mark.parametrize(
    ("field", "at"),
    [
        ("id", 0),
        ("version", 0),
        ("key_generation", 0),
        ("previous_hash", 5),
        ("hash", 31),
        ("sealed", 0),  # suite
        ("sealed", 1),  # salt
        ("sealed", 20),  # second half of the salt
        ("sealed", 40),  # commitment
        ("sealed", 80),  # ciphertext
        ("sealed", -1),  # tag
    ],
)
def test_row_23_a_change_anywhere_in_an_entry_is_named_and_the_dossier_not_shown(
    service: Service, field: str, at: int
) -> None:
    where = lived(service)
    rows = EntryRow.objects.filter(lane__party_id=where.party, lane__role="own")
    row = rows.order_by("version")[2]
    value = getattr(row, field)
    changed = flipped(value, at if at >= 0 else len(value) - 1)
    if field == "version":
        changed = 99
    with a_thief_with_the_database():
        EntryRow.objects.filter(pk=row.pk).update(**{field: changed})
    found = verify()
    assert found.difference
    assert row.lane_id in found.difference
    with pytest.raises((Damaged, KeyUnavailable)):
        see_party(where.party, service.ring(where.party), START)


@pytest.mark.parametrize("field", ["n", "version", "hash", "head"])
def test_row_23_a_change_anywhere_in_the_ledger_is_named(service: Service, field: str) -> None:
    lived(service)
    row = LedgerRow.objects.order_by("n")[3]
    value = getattr(row, field)
    with a_thief_with_the_database():
        changed = 99 if field == "n" else flipped(value, 0)
        LedgerRow.objects.filter(pk=row.pk).update(**{field: changed})
    assert "Ledger row 4" in verify().difference


def test_row_23_a_removed_tail_a_removed_lane_and_a_forgotten_row_are_found(
    service: Service,
) -> None:
    where = lived(service)
    lane = LaneRow.objects.get(party_id=where.party, role="own")
    tail = EntryRow.objects.filter(lane=lane).order_by("-version")[:1].get()
    previous = EntryRow.objects.get(lane=lane, version=tail.version - 1)

    class Undo(Exception):
        pass

    def tried(*statements: Any) -> str:
        def try_it() -> None:
            with transaction.atomic(), a_thief_with_the_database():
                for statement in statements:
                    statement()
                raise Undo(verify().difference)

        with pytest.raises(Undo) as undone:
            try_it()
        return str(undone.value)

    shorter = lambda: LaneRow.objects.filter(pk=lane.pk).update(
        version=previous.version, head=previous.hash
    )
    cut = lambda: EntryRow.objects.filter(pk=tail.pk).delete()
    last = LedgerRow.objects.order_by("-n")[:1].get()
    unlisted = lambda: LedgerRow.objects.filter(pk=last.pk).delete()
    assert "is missing" in tried(cut, shorter)
    assert "ledger should end" in tried(cut, shorter, unlisted)
    assert "ledger should end" in tried(unlisted)
    assert "should end at version" in tried(shorter)
    emptied = lambda: EntryRow.objects.filter(lane=lane).delete()
    assert "is missing" in tried(emptied)
    swapped = lambda: LaneRow.objects.filter(pk=lane.pk).update(version=0, head=bytes(32))
    assert "is missing" in tried(emptied, swapped)
    added = lambda: EntryRow.objects.create(
        id="f" * 32, tenant_id=service.keys.tenant, lane=lane, version=50, key_generation=1,
        sealed=b"", previous_hash=b"", hash=b"",
    )  # fmt: skip
    assert "does not list" in tried(added)
    head = lambda: Tenant.objects.update(head=bytes(32))
    assert "ledger should end" in tried(head)
    aside = lambda: LedgerRow.objects.create(
        tenant_id=service.keys.tenant, n=0, lane=lane, version=1, hash=b"x" * 32, head=b"x" * 32
    )
    assert "belongs to no place" in tried(aside)
    create_tenant(Root(bytes(range(32))), "8" * 32)
    other = lambda: EntryRow.objects.filter(pk=tail.pk).update(tenant_id="8" * 32)
    assert "under another service" in tried(other)
    elsewhere = lambda: LaneRow.objects.filter(pk=lane.pk).update(tenant_id="8" * 32)
    assert "under another service" in tried(elsewhere)
    removed = lambda: LaneRow.objects.filter(pk=lane.pk)._raw_delete("default")  # type: ignore[attr-defined]
    assert "a lane that does not exist" in tried(removed)
    assert verify().difference == ""


def test_a_journal_longer_than_is_read_at_a_time_is_read_to_its_end(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    where = lived(service)
    whole = verify()
    for chunk in (1, 3, LedgerRow.objects.count()):
        monkeypatch.setattr(verifying, "CHUNK", chunk)
        assert verify() == whole
    with a_thief_with_the_database():
        last = EntryRow.objects.filter(lane__party_id=where.party).order_by("-version")[:1].get()
        EntryRow.objects.filter(pk=last.pk).update(hash=b"x" * 32)
    assert "was changed" in verify().difference


def test_with_postgresql_the_ends_are_compared_in_one_view_of_the_database(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Otherwise an act between two questions would look like a difference."""
    lived(service)
    said: list[str] = []

    class Cursor:
        def __init__(self) -> None:
            self.real = connection.cursor()

        def __enter__(self) -> Any:
            return self

        def __exit__(self, *_: object) -> None:
            self.real.close()

        def execute(self, statement: str, values: object = None) -> None:
            said.append(statement)
            if not statement.startswith("SET TRANSACTION"):
                self.real.execute(statement, values)

        def fetchall(self) -> Any:
            return self.real.fetchall()

    standing_alone = SimpleNamespace(vendor="postgresql", in_atomic_block=False, cursor=Cursor)
    monkeypatch.setattr(verifying, "connection", standing_alone)
    assert verify().difference == ""
    at = said.index("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
    assert said[:at], "the long way is walked before, without holding anything up"
    assert said[at + 1 :]


def test_row_23_an_entry_moved_to_another_lane_does_not_open_even_with_the_chain_made_to_fit(
    service: Service,
) -> None:
    one, two = service.sign_up(), service.sign_up("Sam")
    mine, theirs = (LaneRow.objects.get(party_id=w.party, role="own") for w in (one, two))
    moved = EntryRow.objects.get(lane=theirs, version=1)
    forged = entry_hash(mine.id, 1, bytes(32), bytes(moved.sealed))
    with a_thief_with_the_database():
        EntryRow.objects.filter(lane=mine).delete()
        EntryRow.objects.filter(pk=moved.pk).update(lane=mine, hash=forged)
    LaneRow.objects.filter(pk=mine.pk).update(head=forged, version=1)
    with pytest.raises(Damaged):
        see_party(one.party, service.ring(one.party), START)
    assert verify().difference


def test_row_27_an_entry_of_a_newer_version_stops_the_reading(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    where = lived(service)
    monkeypatch.delitem(KINDS, "reach_set")
    with pytest.raises(NewerSchema, match="upgrade"):
        see_party(where.party, service.ring(where.party), START)


def test_the_command_says_it_in_one_sentence_with_an_exit_code(
    service: Service, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    lived(service)
    parser = argparse.ArgumentParser()
    verify_command.add_arguments(parser)
    assert verify_command.run(parser.parse_args([])) == 0
    assert "as it was written: 10 entries in 4 lanes" in capsys.readouterr().out
    assert duties.last(service.keys.tenant)[duties.VERIFY].outcome == duties.WELL
    Tenant.objects.update(n=3)
    assert verify_command.run(parser.parse_args([])) == 1
    assert "should end at row 3" in capsys.readouterr().out
    assert duties.last(service.keys.tenant)[duties.VERIFY].outcome == duties.NOT_WELL

    def unreachable(*_: object) -> None:
        raise DatabaseError

    monkeypatch.setattr(verify_command, "verify", unreachable)
    assert verify_command.run(parser.parse_args([])) == 2
    assert "cannot be read" in capsys.readouterr().err
