"""What may stand in a tracked file, and what the documents promise about one another."""

import re
import socket
import tomllib
from pathlib import Path

import pytest

from tests.house.repository import TOP, texts, tracked
from visavis.config import safeguards_page

pytestmark = [pytest.mark.pure, pytest.mark.house]

# Hosts that a file may name, each because a reader or a standard needs it. Nothing here is fetched.
HOSTS = {
    "localhost", "127.0.0.1", "www.w3.org", "hl7.org", "ns.adobe.com", "www.apache.org",
    "example.org", "example.com", "example.net", "testserver", "yml.publiccode.tools", "schema.org",
    "www.sitemaps.org",
}  # fmt: skip
LICENCES_OF_OTHERS = ("OFL-", "LICENSE-", "LICENCE-")  # kept word for word, with their addresses
RESERVED = re.compile(r"(^|\.)(example|test|invalid|localhost)$|(^|\.)example\.(org|com|net|nl)$")
ADDRESS = re.compile(r"https?://([A-Za-z0-9.-]*[A-Za-z0-9])")
# Written in pieces, so that this file does not find itself.
PLACES = re.compile("|".join(["/wo" + "rk/", "/ro" + "ot/", "/ho" + r"me/\w", "/Us" + r"ers/\w"]))
REGISTRY = re.compile(
    "--(?:extra-)?index" + "-url|" + r'"resolved"\s*:\s*"http|://[^ /"]*(?:regist|pypi|pythonh)'
)
LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")


def found(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{path}:{text.count(chr(10), 0, hit.start()) + 1}: {hit.group()}"
        for path, text in texts().items()
        for hit in pattern.finditer(text)
    ]


def test_no_file_names_a_place_on_the_machine_it_was_written_on() -> None:
    assert found(PLACES) == []


def test_no_file_names_the_machine_it_was_written_on() -> None:
    name = socket.gethostname()
    if len(name) >= 8 and any(letter.isdigit() for letter in name):
        assert found(re.compile(re.escape(name))) == []


def test_no_file_names_a_package_registry() -> None:
    assert found(REGISTRY) == []


def test_no_file_names_a_host_that_nobody_decided_to_name() -> None:
    strange = {}
    for path, text in texts().items():
        if path.name.startswith(LICENCES_OF_OTHERS):
            continue
        hosts = {host.lower() for host in ADDRESS.findall(text)}
        unknown = {host for host in hosts - HOSTS if not RESERVED.search(host)}
        if unknown:
            strange[str(path)] = sorted(unknown)
    assert strange == {}


def test_nothing_that_a_build_makes_is_tracked() -> None:
    made = re.compile(r"\.(mo|pyc|sqlite3|pdf|log)$|(^|/)\.coverage")
    assert [str(path) for path in tracked() if made.search(str(path))] == []


def test_every_link_between_documents_leads_somewhere() -> None:
    broken = [
        f"{path}: {target}"
        for path, text in texts().items()
        if path.suffix == ".md"
        for target in LINK.findall(text)
        if not (TOP / path.parent / target).exists()
    ]
    assert broken == []


def test_every_decision_stands_in_the_index() -> None:
    folder = TOP / "docs/decisions"
    listed = set(LINK.findall((folder / "README.md").read_text(encoding="utf-8")))
    assert {path.name for path in folder.glob("*.md")} - {"README.md"} == listed


def test_the_page_of_safeguards_is_the_one_the_code_makes() -> None:
    page = (TOP / safeguards_page.PAGE).read_text(encoding="utf-8")
    assert page == safeguards_page.page(), "run: python -m visavis.config.safeguards_page"


def test_every_target_that_a_document_names_is_there() -> None:
    targets = set(re.findall(r"^([\w-]+):", (TOP / "Makefile").read_text(), re.M))
    for path, text in texts().items():
        if path.suffix in {".md", ".py", ".yml"}:
            assert set(re.findall(r"`make ([\w-]+)`", text)) <= targets, path


def names(path: Path) -> set[str]:
    """The packages that a requirements file asks for, and those of the files it takes in."""
    asked: set[str] = set()
    for line in path.read_text().splitlines():
        if line.startswith("-r "):
            asked |= names(path.parent / line[3:].strip())
        elif line.strip() and not line.startswith("#"):
            asked.add(re.split(r"[\[<>=! ]", line)[0].lower().replace("_", "-"))
    return asked


@pytest.mark.parametrize("kind", ["run", "dev"])
def test_the_lock_holds_every_package_asked_for_and_every_one_by_its_hash(kind: str) -> None:
    lock = (TOP / f"requirements/{kind}.txt").read_text().replace("\\\n", " ")
    entries = [line for line in lock.splitlines() if line and not line.startswith(("#", " "))]
    locked = {re.split(r"[\[=]", line)[0].lower().replace("_", "-") for line in entries}
    assert names(TOP / f"requirements/{kind}.in") <= locked
    assert [line for line in entries if "==" not in line or "--hash=sha256:" not in line] == []


def test_whoever_develops_has_what_runs() -> None:
    def pins(kind: str) -> set[str]:
        lock = (TOP / f"requirements/{kind}.txt").read_text()
        return {line.split()[0] for line in lock.splitlines() if "==" in line}

    assert pins("run") <= pins("dev")


def test_no_more_than_25_packages_run_a_service() -> None:
    assert len(names(TOP / "requirements/run.in")) <= 25


def test_the_licence_is_named_alike_wherever_it_is_named() -> None:
    project = tomllib.loads((TOP / "pyproject.toml").read_text())["project"]
    assert project["license"] == "EUPL-1.2"
    assert "license: EUPL-1.2" in (TOP / "publiccode.yml").read_text()
    licence = (TOP / "LICENSE").read_text(encoding="utf-8")
    assert licence.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")


def test_an_extra_that_a_locked_package_asks_for_is_locked_with_it() -> None:
    """pip forgets a pin without its extra once a newer release exists, and then refuses the lock."""
    for name, extra in {"psycopg": "binary"}.items():
        locks = (TOP / "requirements").glob("*.txt")
        lines = [line for lock in locks for line in lock.read_text().splitlines()]
        pins = [line for line in lines if re.match(rf"{name}(\[|==)", line)]
        assert pins
        assert [pin for pin in pins if not pin.startswith(f"{name}[{extra}]==")] == []
