"""Processes that are killed, and processes that race: nothing lost, nothing torn, nobody refused for another."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.conf import settings

BEGIN = "import django; django.setup(); from tests.journal.worker import main"
SETTINGS = "visavis.config.settings_test"
REPOSITORY = Path(__file__).resolve().parents[2]


@pytest.fixture
def empty_database(tmp_path: Path) -> Iterator[dict[str, str]]:
    """Environment naming a database of the same kind as this run's, with nothing in it."""
    environment = {**os.environ, "VISAVIS_VAR": str(tmp_path)}
    chosen = settings.DATABASES["default"]
    if "postgresql" not in chosen["ENGINE"]:
        environment.pop("DATABASE_URL", None)
        yield environment
        return
    import psycopg

    name = f"visavis_processes_{os.getpid()}"
    login = {
        "host": chosen["HOST"], "port": chosen["PORT"] or "5432", "user": chosen["USER"],
        "password": chosen["PASSWORD"], "dbname": "postgres",
    }  # fmt: skip
    with psycopg.connect(autocommit=True, **login) as server:
        server.execute(f'CREATE DATABASE "{name}"')
        try:
            user = f"{quote(chosen['USER'])}:{quote(chosen['PASSWORD'] or '')}"
            place = f"{chosen['HOST']}:{login['port']}"
            yield {**environment, "DATABASE_URL": f"postgresql://{user}@{place}/{name}"}
        finally:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def run(what: str, number: int, environment: dict[str, str]) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-c", f"{BEGIN}; main({what!r}, {number})"],
        cwd=REPOSITORY, env={**environment, "PYTHONPATH": "src", "DJANGO_SETTINGS_MODULE": SETTINGS},
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
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
        "reach": 3 * number,
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
