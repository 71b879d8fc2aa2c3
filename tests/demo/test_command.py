"""The demo clears away what it began itself, and nothing else."""

import re
from pathlib import Path
from types import SimpleNamespace

import pytest

from visavis.demo import command
from visavis.demo.entrances import Entrance
from visavis.demo.pages import HOME


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the database and the root key of some service in it."""
    here = SimpleNamespace(DATABASES={"default": {"NAME": tmp_path / "v.sqlite3"}})
    monkeypatch.setattr(command, "settings", here)

    class Here:
        vendor = "sqlite"

        @staticmethod
        def close() -> None:
            """Nothing is open."""

    monkeypatch.setattr(command, "connection", Here)
    (tmp_path / "v.sqlite3").write_text("all of a service")
    (tmp_path / "root.key").write_text("its only key")
    return tmp_path


def test_the_database_and_key_of_a_service_are_never_cleared_away(folder: Path) -> None:
    assert command.empty_again(folder) is False
    assert (folder / "v.sqlite3").read_text() == "all of a service"
    assert (folder / "root.key").read_text() == "its only key"


def test_a_root_key_without_a_database_is_left_too(folder: Path) -> None:
    (folder / "v.sqlite3").unlink()
    assert command.empty_again(folder) is False
    assert (folder / "root.key").exists()


def test_a_key_is_left_where_a_server_holds_the_database(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Server:
        vendor = "postgresql"

        class introspection:
            @staticmethod
            def table_names() -> list[str]:
                return ["journal_entryrow"]

    monkeypatch.setattr(command, "connection", Server)
    (folder / command.BEGUN).touch()
    assert command.empty_again(folder) is False
    assert (folder / "root.key").exists()


def test_a_demo_whose_making_was_broken_off_is_made_anew(folder: Path) -> None:
    (folder / "v.sqlite3").unlink()
    (folder / "root.key").unlink()
    assert command.empty_again(folder) is True
    (folder / "v.sqlite3").write_text("half of a demo")
    (folder / "root.key").write_text("the demo's")
    assert command.empty_again(folder) is True
    assert not (folder / "v.sqlite3").exists()
    assert not (folder / "root.key").exists()


def test_every_way_in_has_an_address_where_its_words_are_typed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ways = [Entrance(door, door, "", f"by {door}", "", "w") for door in (*HOME, "answer")]
    monkeypatch.setattr(command, "entrances", lambda: ways)
    said = command.how_to_look("http://127.0.0.1:8000")
    for way in ways:
        assert re.search(rf"{way.en} +http://127.0.0.1:8000/\w+/", said), way.door
