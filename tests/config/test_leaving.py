"""Leaving: everything staff may see goes along in open formats, sealed for another, and written down."""

import argparse
import csv
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.doors.desk_at_work import AtWork, work
from tests.rebuilding import brought
from visavis.config import leave_command
from visavis.journal import access, archive, pictures
from visavis.journal.erasure import Order, erase
from visavis.journal.keys import keeper_ring
from visavis.mediation.exploring import AddNote

__all__ = ["work"]
PASSPHRASE = "a word for tests"


@pytest.fixture
def left(work: AtWork, tmp_path: Path, settings: Any) -> Any:
    """What somebody elsewhere finds in what the service took along."""
    settings.VISAVIS_VAR = tmp_path / "var"

    def taken_along() -> Path:
        public = archive.make_recipient(tmp_path / "key", PASSPHRASE)
        made = leave_command.leave(public, tmp_path / "made", datetime(2026, 3, 9, tzinfo=UTC))
        assert b"Noor" not in made.read_bytes()
        key = archive.open_recipient(tmp_path / "key", PASSPHRASE)
        out = tmp_path / "out"
        assert leave_command.unpack(made, key, out) >= 3
        with pytest.raises(archive.ArchiveError, match="not empty"):
            leave_command.unpack(made, key, out)
        return out

    return taken_along


def test_everything_staff_may_see_stands_there_and_each_dossier_is_written_down(
    work: AtWork, left: Any
) -> None:
    lived = work.lived().taken_up()
    lived.desk(AddNote(lived.a, "Let op =SOM(1)"))
    kept = pictures.keep(lived.a, brought.photo(), lived.service.desk)
    gone = work.lived().taken_up()
    erase(
        work.service.keys,
        [Order(side, access.Why.RETENTION) for side in (gone.a, gone.b)],
        work.service.now,
    )
    out = left()
    assert json.loads((out / "service.json").read_text())["format"] == "visavis-leaving/1"
    lanes = [json.loads(line) for line in (out / "lanes.jsonl").read_text().splitlines()]
    assert {lane["trajectory"] for lane in lanes} == {lived.where.trajectory}
    file = next(one for one in lanes if (one["lane"], one["of"]) == ("file", lived.a))
    assert "Let op =SOM(1)" in [entry["said"].get("text") for entry in file["entries"]]
    rows = list(csv.DictReader((out / "registration.csv").open()))
    assert [row["side"] for row in rows] == ["began", "other"]
    assert rows[0]["mediator"] == "Mieke de Boer"
    assert (out / "files" / f"{kept}.jpg").read_bytes() == brought.photo()
    ring = keeper_ring(work.service.keys)
    weeks = access.weeks_between(datetime.now(UTC).date(), datetime.now(UTC).date())
    logged = [
        one.line for one in access.lines(ring, weeks, trajectory=lived.where.trajectory, limit=None)
    ]
    assert [(line.what, line.words) for line in logged] == [(access.What.EXPORT, "leaving")]


def test_another_key_opens_nothing_and_another_archive_is_not_unpacked(
    work: AtWork, tmp_path: Path
) -> None:
    public = archive.make_recipient(tmp_path / "key", PASSPHRASE)
    archive.make_recipient(tmp_path / "other", PASSPHRASE)
    made = leave_command.leave(public, tmp_path / "made", datetime(2026, 3, 9, tzinfo=UTC))
    with pytest.raises(archive.ArchiveError):
        leave_command.unpack(
            made, archive.open_recipient(tmp_path / "other", PASSPHRASE), tmp_path / "out"
        )
    with archive.Writer(tmp_path / "evil", archive.recipient(public)) as writer:
        writer.line(json.dumps({"file": "../beside", "line": "x"}).encode())
    with pytest.raises(archive.ArchiveError, match="is not what"):
        leave_command.unpack(
            tmp_path / "evil",
            archive.open_recipient(tmp_path / "key", PASSPHRASE),
            tmp_path / "new",
        )
    assert not (tmp_path / "beside").exists()


def test_the_command_makes_and_opens_it_and_says_what_is_missing(
    work: AtWork,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv(leave_command.PASSPHRASE, PASSPHRASE)
    work.lived().signed_up()
    public = archive.make_recipient(tmp_path / "key", PASSPHRASE)

    def said(*arguments: str) -> int:
        parser = argparse.ArgumentParser()
        leave_command.add_arguments(parser)
        return leave_command.run(parser.parse_args(arguments))

    assert said(str(tmp_path / "made"), "--to", public) == 0
    (made,) = (tmp_path / "made").iterdir()
    assert said(str(tmp_path / "out"), "--open", str(made), "--key", str(tmp_path / "key")) == 0
    assert said(str(tmp_path / "out")) == 2
    assert said(str(tmp_path / "out"), "--open", str(made)) == 2
    told = capsys.readouterr()
    assert made.name in told.out
    assert "1 of 1" in told.err
