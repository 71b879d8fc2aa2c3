"""The files that belong to the project: what git tracks, or everything where there is no git."""

import subprocess
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
MADE = {".venv", "var", "__pycache__", ".git", ".hypothesis", "htmlcov", "build", "dist"}


def tracked() -> list[Path]:
    """Every tracked file, as a path from the top; in an unpacked archive, every file not made here."""
    asked = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=TOP, capture_output=True, check=False,
    )  # fmt: skip
    if asked.returncode == 0:
        names = [Path(name) for name in asked.stdout.decode().split("\0") if name]
        return sorted(path for path in names if (TOP / path).is_file())
    return sorted(
        path.relative_to(TOP)
        for path in TOP.rglob("*")
        if path.is_file() and not MADE & set(path.relative_to(TOP).parts)
    )


def texts() -> dict[Path, str]:
    """The tracked files that are text, with their text."""
    found = {}
    for path in tracked():
        raw = (TOP / path).read_bytes()
        if b"\0" not in raw[:8000]:
            found[path] = raw.decode("utf-8")
    return found
