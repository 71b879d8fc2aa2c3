"""Processes that are killed, and processes that race: nothing lost, nothing torn, nobody refused for another."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.journal.databases import an_empty_database
from tests.journal.databases import run as run_in

WORKER = "tests.journal.worker"


@pytest.fixture
def empty_database(tmp_path: Path) -> Iterator[dict[str, str]]:
    with an_empty_database(tmp_path) as environment:
        yield environment


def run(what: str, number: int, environment: dict[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = run_in(WORKER, what, number, environment)
    return found


def test_a_process_killed_60_times_leaves_every_act_whole_or_not_at_all_and_keeps_what_it_acknowledged(
    empty_database: dict[str, str],
) -> None:
    found = run("kills", 60, empty_database)
    assert found["killed"] == 60
    assert found["acknowledged"] >= 60
    assert found["recorded"] >= found["acknowledged"]
    assert (found["lost"], found["torn"], found["difference"]) == (0, [], "")


def test_two_desks_two_people_one_form_twice_and_a_letter_opened_while_it_is_asked_back(
    empty_database: dict[str, str],
) -> None:
    number = 12
    found = run("races", number, empty_database)
    assert found == {
        "failed": 0,
        "notes": 2 * number,
        "reach": 1 + 3 * number,  # the first with the sign-up
        "read": number,
        "left": 0,
        "difference": "",
    }


def test_of_several_sweeps_at_once_each_news_date_is_done_by_one_and_none_is_left(
    empty_database: dict[str, str],
) -> None:
    number = 20
    found = run("sweeps", number, empty_database)
    assert found == {
        "failed": 0,
        "done": number,
        "news": [1] * number,
        "words": number,
        "next": number,
        "difference": "",
    }


def test_an_erasure_killed_40_times_is_there_whole_or_finished_by_the_next_run(
    empty_database: dict[str, str],
) -> None:
    found = run("erasures", 40, empty_database)
    assert found["killed"] == 40
    assert found["broken_off"] >= 10, "a quarter is killed between the transaction and its end"
    assert found == {
        "killed": 40,
        "broken_off": found["broken_off"],
        "half": [],
        "unfinished": 0,
        "epochs": 1,
        "keys_of_the_erased": 0,
        "listed": True,
        "others": True,
        "difference": "",
    }


def test_what_is_left_of_old_keys_in_the_database_file_opens_nothing(
    empty_database: dict[str, str],
) -> None:
    """The file, its log and whatever lies beside it are read as bytes, before and after."""
    found = run("residue", 0, empty_database)
    assert found["before"] > 0, "the search finds a wrapped key where one stands"
    assert found["words_before"] > 0
    assert found["after"] == 0
    if (
        found["vendor"] == "sqlite"
    ):  # PostgreSQL leaves sealed texts in gaps of its pages, without a key
        assert found["words_after"] == 0
    assert found["opened_with_what_is_left"] == 0
    assert found["opened_with_the_old_key"] == found["kept_by_a_thief"] > 0
