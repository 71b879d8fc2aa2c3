"""Which code computed a number: the package's version and a digest of the rooms it ran through."""

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable

ROOMS = ("visavis.statistics", "visavis.factsheet", "visavis.study")


COUNTED = (".py", ".toml", ".typ")


@cache
def code_version() -> str:
    """Like "0.1.0+3f9a…": the digest covers every program and word file of the rooms above.

    So a number computed by changed code never carries the old version's name, installed or not
    from a repository.
    """
    digest = hashlib.sha256()
    for room in ROOMS:
        for name, file in sorted(_files(files(room), room)):
            digest.update(name.encode() + b"\0" + file.read_bytes() + b"\0")
    return f"{version('visavis')}+{digest.hexdigest()[:12]}"


def _files(folder: Traversable, under: str) -> Iterator[tuple[str, Traversable]]:
    """Every program and word file of a room and the rooms in it, with its whole name."""
    for file in folder.iterdir():
        name = f"{under}/{file.name}"
        if file.is_dir():
            if file.name != "migrations":
                yield from _files(file, name)
        elif file.name.endswith(COUNTED):
            yield name, file
