"""Empty databases of the same kind as this run's, for processes of their own."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from django.conf import settings

SETTINGS = "visavis.config.settings_test"
REPOSITORY = Path(__file__).resolve().parents[2]


@contextmanager
def an_empty_database(folder: Path, name: str = "processes") -> Iterator[dict[str, str]]:
    """Environment naming a database with nothing in it; its folder is ``VISAVIS_VAR``."""
    environment = {**os.environ, "VISAVIS_VAR": str(folder)}
    chosen = settings.DATABASES["default"]
    if "postgresql" not in chosen["ENGINE"]:
        environment.pop("DATABASE_URL", None)
        yield environment
        return
    import psycopg

    name = f"visavis_{name}_{os.getpid()}"
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


def run(module: str, what: str, argument: object, environment: dict[str, str]) -> Any:
    """Calls ``main(what, argument)`` of this module in a process of its own; the last line it prints, as JSON."""
    begin = f"import django; django.setup(); from {module} import main"
    done = subprocess.run(
        [sys.executable, "-c", f"{begin}; main({what!r}, {argument!r})"],
        cwd=REPOSITORY, env={**environment, "PYTHONPATH": "src", "DJANGO_SETTINGS_MODULE": SETTINGS},
        capture_output=True, text=True, timeout=180, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])
