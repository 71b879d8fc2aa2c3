"""The Nu HTML checker over many pages in one process: errors and warnings alike."""

import json
import os
import re
import subprocess
from pathlib import Path

from tests.looks.pages import Shown
from tests.services import nu

FORGIVEN = ("“controlslist” not allowed", "“disablepictureinpicture” not allowed")
"""No standard yet: browsers that know them offer no way to save a film, or to lift it out of its page."""


def written(pages: list[Shown], folder: Path) -> list[Path]:
    """Each page as a file under its own name."""
    files = []
    for page in pages:
        files.append(folder / (re.sub(r"\W+", "-", page.name) + ".html"))
        files[-1].write_bytes(page.html)
    return files


def begun(files: list[Path]) -> "subprocess.Popen[str]":
    """The checker, at work on these files while others do something else."""
    folder = files[0].parent
    command = ["java", "-Xss4m", "-jar", nu(), "--format", "json", "--exit-zero-always", "--stdout"]
    return subprocess.Popen(
        [*command, *(file.name for file in files)],
        cwd=folder,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
        stdout=subprocess.PIPE,
        text=True,
    )


def found_by(checker: "subprocess.Popen[str]") -> list[str]:
    """Each thing it says, with the page and the line."""
    out, _ = checker.communicate()
    return [
        f"{Path(one['url']).stem}:{one.get('lastLine', 0)} nu: {one['message']} {one.get('extract', '')[:120]!r}"
        for one in json.loads(out)["messages"]
        if not any(words in one["message"] for words in FORGIVEN)
    ]
