"""Heads kept elsewhere: what the service could rewrite with all its keys, an anchor shows (security §3)."""

import argparse
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.db import transaction

from tests.journal.service import Service
from tests.journal.test_access import line
from tests.journal.test_verify import a_thief_with_the_database
from visavis.journal import access, anchor_command, anchors, duties, verify_command
from visavis.journal.access import write
from visavis.journal.anchors import Anchor, NoAnchorKey
from visavis.journal.chain import Difference, ledger_head
from visavis.journal.models import AccessHead, AccessRow, LedgerRow, Tenant
from visavis.journal.verify import verify
from visavis.mediation.sign_up import SetReach
from visavis.mediation.views import Reach

TODAY = date(2026, 3, 2)
ENTRIES = 8
"""What `lived` leaves in the ledger."""


@pytest.fixture
def folder(tmp_path: Path, settings: object) -> Path:
    settings.VISAVIS_ANCHORS = tmp_path / "anchors"  # type: ignore[attr-defined]
    anchors.make_key(tmp_path / "anchor.pem", tmp_path / "anchors", "")
    return tmp_path / "anchors"


def anchored(folder: Path, day: date = TODAY) -> list[Anchor]:
    key = anchors.open_key(folder.parent / "anchor.pem", "")
    anchors.append(folder, anchors.ends(day), key)
    return anchors.read(folder)


def lived(service: Service) -> None:
    where, _ = service.taken_up()
    service.own_act(SetReach(Reach("phone", "1")), where.party)
    write(service.desk, [line(service, service.now)])


def test_a_journal_that_went_on_since_holds_against_every_anchor(
    service: Service, folder: Path
) -> None:
    kept = anchored(folder)
    lived(service)
    kept = anchored(folder, TODAY + timedelta(days=1))
    lived(service)
    assert [one.n for one in kept] == [0, ENTRIES]
    assert verify(kept, TODAY).difference == ""
    public = (folder / anchors.PUBLIC).read_text()
    assert anchors.read(folder, public) == kept
    assert anchors.read(folder.parent / "nowhere") == []


def test_a_journal_that_was_rewritten_with_all_its_keys_does_not_hold(
    service: Service, folder: Path
) -> None:
    """The thief makes rows, chains, ledger and head fit: without an anchor nothing is seen."""
    lived(service)
    kept = anchored(folder)
    lived(service)
    tenant = Tenant.objects.get()
    with a_thief_with_the_database():
        head = bytes(32)
        for number, row in enumerate(LedgerRow.objects.order_by("-lane_id", "version"), 1):
            row.n = 1000 + number
            row.save(update_fields=["n"])
        for number, row in enumerate(LedgerRow.objects.order_by("n"), 1):
            head = ledger_head(tenant.id, number, row.lane_id, row.version, bytes(row.hash), head)
            LedgerRow.objects.filter(pk=row.pk).update(n=number, head=head)
    Tenant.objects.update(head=head)
    assert verify().difference == ""
    assert "is not the one anchored on 2026-03-02" in verify(kept, TODAY).difference


def test_a_cut_tail_is_seen_even_when_the_head_fits(service: Service, folder: Path) -> None:
    lived(service)
    kept = anchored(folder)
    shorter = [Anchor(**{**_fields(kept[0]), "n": kept[0].n + 5})]
    assert f"on 2026-03-02 row {ENTRIES + 5} was anchored" in verify(shorter, TODAY).difference
    longer_log = [Anchor(**{**_fields(kept[0]), "access_n": 9})]
    assert "on 2026-03-02 line 9 was anchored" in verify(longer_log, TODAY).difference
    strange = [Anchor(**{**_fields(kept[0]), "tenant": "9" * 32})]
    assert "a service that is not here" in verify(strange, TODAY).difference


def _fields(one: Anchor) -> dict[str, object]:
    return {name: getattr(one, name) for name in Anchor.__dataclass_fields__}


def test_an_access_log_that_was_rewritten_does_not_hold(service: Service, folder: Path) -> None:
    lived(service)
    kept = anchored(folder)
    ends = AccessHead.objects.get()
    with a_thief_with_the_database():
        row = AccessRow.objects.get()
        row.flag = ""
        row.who = "0" * 32
        row.head = access.access_head(row, bytes(32))
        row.save()
    AccessHead.objects.update(head=row.head)
    assert bytes(ends.head) != bytes(row.head)
    assert verify().difference == ""
    assert "Line 1 of the access log is not the one anchored" in verify(kept, TODAY).difference


def test_weeks_cut_from_the_log_too_early_are_seen(service: Service, folder: Path) -> None:
    write(service.desk, [line(service, service.now)])
    kept = anchored(folder, TODAY)
    write(service.desk, [line(service, service.now), line(service, service.now)])
    access.forget(service.keys.tenant, TODAY + timedelta(days=365 * 7))
    assert verify(kept, TODAY + timedelta(days=365 * 7)).difference == ""
    assert "cut after 2026-03-02" in verify(kept, TODAY + timedelta(days=30)).difference


def test_an_anchor_that_was_changed_or_added_by_another_is_named(
    service: Service, folder: Path
) -> None:
    lived(service)
    anchored(folder)
    path = folder / anchors.ANCHORS
    right = path.read_text()
    for wrong in (
        right.replace(f" {ENTRIES} ", " 9 "),
        right + right[:-8] + "\n",
        right + "nonsense\n",
    ):
        path.write_text(wrong)
        with pytest.raises(Difference, match="not as it was signed"):
            anchors.read(folder)
    path.write_text(right)
    anchors.make_key(folder.parent / "other.pem", folder.parent / "other", "")
    with pytest.raises(Difference, match="Line 1"):
        anchors.read(folder, (folder.parent / "other" / anchors.PUBLIC).read_text())
    for public in ("nonsense", "AAAA"):
        with pytest.raises(Difference, match="public key"):
            anchors.read(folder, public)


def test_a_line_of_another_format_is_not_taken_for_an_anchor(
    service: Service, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(anchors, "FORMAT", "visavis-anchor/2")
    key = anchors.open_key(folder.parent / "anchor.pem", "")
    anchors.append(folder, anchors.ends(TODAY), key)
    monkeypatch.undo()
    with pytest.raises(Difference):
        anchors.read(folder)


def test_a_signing_key_opens_with_its_passphrase_and_is_never_replaced(tmp_path: Path) -> None:
    path = tmp_path / "anchor.pem"
    anchors.make_key(path, tmp_path / "a", "een zin")
    assert anchors.open_key(path, "een zin")
    with pytest.raises(FileExistsError):
        anchors.make_key(path, tmp_path / "b", "een zin")
    for passphrase in ("", "een andere"):
        with pytest.raises(NoAnchorKey):
            anchors.open_key(path, passphrase)
    with pytest.raises(NoAnchorKey):
        anchors.open_key(tmp_path / "none", "")
    from visavis.journal.archive import make_recipient

    make_recipient(tmp_path / "x25519.pem", "een zin")
    with pytest.raises(NoAnchorKey, match="not an Ed25519 key"):
        anchors.open_key(tmp_path / "x25519.pem", "een zin")


def test_anchors_of_what_is_lost_are_set_aside_and_the_others_stay(
    service: Service, folder: Path
) -> None:
    lived(service)
    first = anchored(folder)
    where = service.sign_up("Sam")
    assert where
    later = [one for one in anchored(folder, TODAY + timedelta(days=1)) if one not in first]
    assert [one.goes_beyond(first[0]) for one in later] == [True]
    assert not first[0].goes_beyond(later[0])
    assert not first[0].goes_beyond(first[0])
    looked = replace(first[0], access_n=first[0].access_n + 1)
    assert looked.goes_beyond(first[0]), "a line of the access log is something seen as well"
    place = anchors.set_aside(folder, later, TODAY)
    assert place.name == f"anchors-lost-{TODAY.isoformat()}.txt"
    assert anchors.read(folder) == first
    assert [line.rpartition(" ")[0] for line in place.read_text().splitlines()] == [
        one.line() for one in later
    ]


def test_the_list_of_erased_lanes_only_grows(tmp_path: Path) -> None:
    folder = tmp_path / "anchors"
    assert anchors.erased(folder) == set()
    anchors.list_erased(folder, ["b", "a"])
    anchors.list_erased(folder, ["a", "c"])
    anchors.list_erased(folder, [])
    assert (folder / anchors.ERASED).read_text() == "b\na\nc\n"


def test_the_commands_anchor_and_hold_the_journal_against_it(
    service: Service,
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lived(service)
    parser = argparse.ArgumentParser()
    anchor_command.add_arguments(parser)
    monkeypatch.delenv(anchor_command.KEY, raising=False)
    with pytest.raises(NoAnchorKey, match="--key"):
        anchor_command.run(parser.parse_args([]))
    new = str(folder.parent / "new.pem")
    (folder / anchors.PUBLIC).unlink()
    assert anchor_command.run(parser.parse_args(["--key", new, "--make-key"])) == 0
    said = capsys.readouterr()
    assert "Let two officers keep this public key" in said.err
    assert said.out.startswith(
        f"visavis-anchor/1 {datetime.now(UTC).date().isoformat()} {'7' * 32} {ENTRIES} "
    )
    assert duties.last(service.keys.tenant)[duties.ANCHOR].outcome == duties.WELL
    monkeypatch.setenv(anchor_command.KEY, new)
    assert anchor_command.run(parser.parse_args([])) == 0

    verifying = argparse.ArgumentParser()
    verify_command.add_arguments(verifying)
    assert verify_command.run(verifying.parse_args([])) == 0
    assert "2 anchors" in capsys.readouterr().out
    path = folder / anchors.ANCHORS
    path.write_text(path.read_text().replace(f" {ENTRIES} ", " 11 ", 1))
    assert verify_command.run(verifying.parse_args(["--anchors", str(folder)])) == 1
    assert "not as it was signed" in capsys.readouterr().out


def test_an_anchor_inside_a_transaction_sees_what_stands(service: Service, folder: Path) -> None:
    with transaction.atomic():
        lived(service)
        assert [one.n for one in anchors.ends(TODAY)] == [ENTRIES]
