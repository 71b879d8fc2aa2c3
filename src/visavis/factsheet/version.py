"""Which code computed a number: the package's version and a digest of the rooms it ran through."""

import hashlib
from functools import cache
from importlib.metadata import version
from importlib.resources import files

ROOMS = ("visavis.statistics", "visavis.factsheet", "visavis.study")


@cache
def code_version() -> str:
    """Like "0.1.0+3f9a…": the digest covers every program and word file of the rooms above.

    So a number computed by changed code never carries the old version's name, installed or not
    from a repository.
    """
    digest = hashlib.sha256()
    for room in ROOMS:
        folder = files(room)
        for file in sorted(folder.iterdir(), key=lambda one: one.name):
            if file.name.endswith((".py", ".toml")):
                digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return f"{version('visavis')}+{digest.hexdigest()[:12]}"
