"""Backup and restore: with the recipient's key alone, whole, verified, and without whoever was erased since."""

import shutil
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.journal.databases import an_empty_database, run
from visavis.config import backup_command, backup_rows

WORKER = "tests.config.backup_worker"


@dataclass
class Drill:
    """An old machine that was backed up and is lost, and what is left of it."""

    folder: Path
    place: dict[str, Any]
    machines: int = 0
    seen: list[Any] = field(default_factory=list)

    def new_machine(self, **changes: Any) -> dict[str, Any]:
        """Restores on a machine with nothing but the anchors' folder."""
        self.machines += 1
        var = self.folder / f"new{self.machines}"
        var.mkdir()
        if changes.pop("anchors", True):
            shutil.copytree(self.folder / "old/anchors", var / "anchors")
        with an_empty_database(var, f"new{self.machines}") as environment:
            found: dict[str, Any] = run(WORKER, "put_back", self.place | changes, environment)
        return found


@pytest.fixture(scope="module")
def drill(tmp_path_factory: pytest.TempPathFactory) -> Drill:
    folder = tmp_path_factory.mktemp("drill")
    (folder / "old").mkdir()
    place = {name: str(folder / name) for name in ("data", "keys", "recipient")}
    with an_empty_database(folder / "old", "old") as environment:
        lived = run(WORKER, "lives", place, environment)
    data, keys = next((folder / "data").iterdir()), next((folder / "keys").iterdir())
    return Drill(folder, {**place, "data": str(data), "keys": str(keys), **lived})


@pytest.mark.django_db
def test_a_picture_that_goes_while_a_backup_is_made_lets_it_be_made_once_more(
    tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.VISAVIS_VAR = tmp_path
    made: list[bytes] = []

    class Writer:
        line = made.append

        def __init__(self, *_: object) -> None: ...

        def __enter__(self) -> "Writer":
            return self

        def __exit__(self, *_: object) -> None: ...

    monkeypatch.setattr(backup_command.archive, "Writer", Writer)
    monkeypatch.setattr(backup_rows, "standing_still", lambda: nullcontext("default"))
    kept = ["ab" * 16]
    monkeypatch.setattr(backup_rows, "files", lambda using: kept)
    now = datetime(2026, 11, 20, 10, tzinfo=UTC)
    assert not backup_command._data(tmp_path / "data", None, now)  # type: ignore[arg-type]  # no recipient
    place = tmp_path / "files" / "ab" / kept[0]
    place.parent.mkdir(parents=True)
    place.write_bytes(b"sealed")
    assert backup_command._data(tmp_path / "data", None, now)  # type: ignore[arg-type]
    assert any(f"files/ab/{kept[0]}".encode() in line for line in made)


def test_what_is_put_back_reads_the_same_and_who_was_erased_since_is_erased_again(
    drill: Drill,
) -> None:
    found = drill.new_machine()
    assert found["different"] == []
    assert found == {
        "code": 0,
        "same": True,
        "different": [],
        "gone": 302,  # to the door: nobody has these words
        "again": 2,  # a database that holds a service takes no backup
        "verify": 0,
        "erased": 1,
        "epochs": 1,
        "snapshot": "frozen",
        "pictures": 1,
        "anchors": ["anchors-lost-2026-11-20.txt", "anchors.pub", "anchors.txt", "erased.txt"],
    }


def test_neither_file_holds_a_word_in_clear_and_neither_opens_without_the_recipients_key(
    drill: Drill, tmp_path: Path
) -> None:
    for name in ("data", "keys"):
        content = Path(drill.place[name]).read_bytes()
        assert content.startswith(b"visavis-backup/1\n")
        for word in (b"visavis-root", b"visavis-tenant-keys", b"journal.EntryRow", b"SELECT"):
            assert word not in content


def test_a_backup_that_was_changed_or_cut_off_is_not_put_back(drill: Drill, tmp_path: Path) -> None:
    good = Path(drill.place["data"]).read_bytes()
    at = len(good) // 2
    for number, bad in enumerate((good[:-1], good[:at] + bytes([good[at] ^ 1]) + good[at + 1 :])):
        path = tmp_path / f"{number}.visavis"
        path.write_bytes(bad)
        found = drill.new_machine(data=str(path))
        assert found == {"code": 2, "closed": False, "keys": False, "door": 0}


def test_a_service_without_the_list_of_erased_lanes_or_with_broken_anchors_stays_closed(
    drill: Drill,
) -> None:
    lines = drill.folder / "old/anchors/anchors.txt"
    right = lines.read_text()
    try:
        lines.write_text(right.replace("visavis-anchor/1 2026", "visavis-anchor/1 2025", 1))
        found = drill.new_machine()
    finally:
        lines.write_text(right)
    assert found == {"code": 2, "closed": True, "keys": False, "door": 200}


def test_files_of_two_different_kinds_are_not_taken_for_each_other(drill: Drill) -> None:
    found = drill.new_machine(data=drill.place["keys"], keys=drill.place["data"])
    assert found["code"] == 2
    assert not found["closed"]
