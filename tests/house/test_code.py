"""Format, lint, types and layers: what the tools say about the code, as tests."""

import os
import subprocess
import sys

import pytest

from tests.house.repository import TOP

pytestmark = [pytest.mark.pure, pytest.mark.house]

BIN = os.path.dirname(sys.executable)
TOOLS = {
    "the formatter would change nothing": ["ruff", "format", "--check", "."],
    "the linter finds nothing": ["ruff", "check", "."],
    "every room below the doors, and what puts them together, holds its types, strictly": ["mypy"],
    "imports point down only": ["lint-imports"],
    "the template linter finds nothing": ["djlint", "--lint", "--quiet", "src"],
}


@pytest.mark.parametrize("sentence", TOOLS)
def test_in_the_code(sentence: str) -> None:
    tool, *arguments = TOOLS[sentence]
    done = subprocess.run(
        [os.path.join(BIN, tool), *arguments],
        cwd=TOP, capture_output=True, text=True, check=False,
        env={**os.environ, "VISAVIS_MODE": "test", "PYTHONPATH": "src"},
    )  # fmt: skip
    assert done.returncode == 0, f"{tool} says:\n{done.stdout}{done.stderr}"
