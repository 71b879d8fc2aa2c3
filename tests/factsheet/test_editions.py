"""An edition becomes public when a second person approved exactly what they read."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction

from tests.factsheet.synthetic import snapshot
from visavis.factsheet import command, editions
from visavis.factsheet.editions import NotApproved
from visavis.factsheet.models import Approval, Edition
from visavis.study.models import Departure
from visavis.study.snapshot import PUBLISHED, snapshot_folder, store

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def var(settings, tmp_path: Path) -> None:
    settings.VISAVIS_VAR = tmp_path


@pytest.fixture
def edition() -> Edition:
    return editions.edition_of(snapshot(), "noor", NOON)


def test_nothing_is_public_before_the_second_person(edition: Edition) -> None:
    assert editions.published("nl") is None
    editions.approve(edition, edition.digest, "ada", NOON)
    shown = editions.published("en")
    assert shown is not None
    assert shown.pdf == bytes(edition.pdf_en)
    assert (snapshot_folder() / edition.snapshot / PUBLISHED).exists()


def test_the_maker_is_no_second_person(edition: Edition) -> None:
    with pytest.raises(NotApproved, match="somebody else"):
        editions.approve(edition, edition.digest, "noor", NOON)
    with pytest.raises(IntegrityError), transaction.atomic():
        Approval.objects.create(
            edition=edition, digest="", made_by="noor", approved_by="noor", approved_at=NOON
        )


def test_who_left_after_the_snapshot_blocks_it(edition: Edition) -> None:
    Departure.objects.create(day=NOON.date(), erased=True)
    with pytest.raises(NotApproved) as refused:
        editions.approve(edition, edition.digest, "ada", NOON)
    assert refused.value.code == "left_since"


def test_a_changed_program_asks_for_a_new_edition(edition: Edition) -> None:
    edition.code = "0.0.1+other"
    edition.save()
    with pytest.raises(NotApproved) as refused:
        editions.approve(edition, edition.digest, "ada", NOON)
    assert refused.value.code == "other_program"


def test_approving_twice_is_approving_once(edition: Edition) -> None:
    first = editions.approve(edition, edition.digest, "ada", NOON)
    again = editions.approve(edition, edition.digest, "eva", NOON + timedelta(days=1))
    assert first == again
    assert Approval.objects.count() == 1


def test_one_snapshot_and_one_program_make_one_edition(edition: Edition) -> None:
    assert editions.edition_of(snapshot(), "ada", NOON) == edition


def run(*words: str) -> int:
    import argparse

    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    return command.run(parser.parse_args(words))


def test_the_command_writes_pages_and_pdfs_of_the_newest_snapshot(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], edition: Edition
) -> None:
    assert run("--out", str(tmp_path / "out")) == 0
    names = sorted(file.name for file in (tmp_path / "out").iterdir())
    assert names == [
        "factsheet.css",
        "factsheet.en.html",
        "factsheet.en.pdf",
        "factsheet.nl.html",
        "factsheet.nl.pdf",
    ]
    assert (tmp_path / "out" / "factsheet.nl.pdf").read_bytes() == bytes(edition.pdf_nl)
    assert edition.snapshot in capsys.readouterr().out


def test_without_a_folder_the_command_writes_into_that_of_the_service(tmp_path: Path) -> None:
    store(snapshot(), snapshot_folder())
    assert run("--language", "nl") == 0
    assert (tmp_path / "factsheet" / "factsheet.nl.pdf").exists()


def test_the_command_takes_a_snapshot_by_the_beginning_of_its_name(tmp_path: Path) -> None:
    place = store(snapshot(seed=5), snapshot_folder())
    out = tmp_path / "out"
    assert run("--snapshot", place.name[:10], "--language", "en", "--out", str(out)) == 0
    assert not (out / "factsheet.nl.pdf").exists()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [((), "There is no snapshot yet."), (("--snapshot", "abc"), "No single snapshot")],
)
def test_what_cannot_be_made_is_one_plain_sentence(
    words: tuple[str, ...], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*words) == 2
    said = capsys.readouterr().err
    assert said.startswith("visavis: ")
    assert sentence in said


def test_a_changed_snapshot_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    place = store(snapshot(), snapshot_folder())
    told = (place / "snapshot.json").read_text()
    (place / "snapshot.json").write_text(told.replace('"stopped": 0', '"stopped": 1'))
    assert run("--snapshot", place.name) == 2
    assert "changed" in capsys.readouterr().err
