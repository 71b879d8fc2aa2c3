"""The command line of the study: exports and codes, one plain sentence where it cannot."""

import json

import pytest

from tests.study.test_coding import GOOD
from tests.study.test_exports import study
from visavis.config.cli import main
from visavis.study.coding import codes
from visavis.study.exchange.redcap import read_redcap
from visavis.study.exports import register
from visavis.study.snapshot import store

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def var(settings, tmp_path):
    settings.VISAVIS_VAR = tmp_path / "var"


def test_export_makes_a_folder_with_its_purpose(capsys, monkeypatch):
    held = study()
    store(held, register.snapshot_folder())
    monkeypatch.setattr(register, "allowed", lambda: set(held.people["study_id"]))
    assert main(["export", "--purpose", "A question of the university"]) == 0
    folder = capsys.readouterr().out.splitlines()[0]
    with open(f"{folder}/manifest.json", encoding="utf-8") as file:
        assert json.load(file)["purpose"] == "A question of the university"


def test_export_says_in_one_sentence_that_there_is_no_snapshot(capsys):
    assert main(["export", "--purpose", "Anything"]) == 2
    said = capsys.readouterr().err
    assert (
        said
        == "visavis: There is no snapshot yet. Take one on the overview, then start this again.\n"
    )


def test_export_writes_the_questionnaires_and_nothing_of_anybody(capsys, tmp_path):
    assert main(["export", "--instruments", str(tmp_path / "out")]) == 0
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert {"redcap.nl.csv", "redcap.en.csv", "limesurvey.lss", "VA-AC.fhir.json"} <= names
    forms = read_redcap((tmp_path / "out" / "redcap.en.csv").read_bytes())
    assert [one["id"] for one in forms][:2] == ["VA-RT", "VA-AC"]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "The file is empty. Send one with a heading and at least one row."),
        (b"a,b\n1,2\n", "It must have these and no others: interview, segment, start, end, coder, code."),
        (GOOD.replace("0,40", "0,x", 1).encode(), "end is no whole number (“x”) in row 2."),
    ],
)  # fmt: skip
def test_codes_refuses_a_wrong_file_in_one_sentence(capsys, tmp_path, content, says):
    (tmp_path / "codes.csv").write_bytes(content)
    assert main(["codes", str(tmp_path / "codes.csv")]) == 2
    said = capsys.readouterr().err
    assert says in said
    assert said.count("\n") == 1


def test_codes_takes_in_a_good_file_and_names_one_that_is_not_there(capsys, tmp_path):
    (tmp_path / "codes.csv").write_text(GOOD)
    assert main(["codes", str(tmp_path / "codes.csv")]) == 0
    assert codes().height == 6
    assert main(["codes", str(tmp_path / "nothing.csv")]) == 2
    assert "No such file" in capsys.readouterr().err
