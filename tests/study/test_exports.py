"""Exports: one folder, nobody to be told apart, every format says the same, R says what we say."""

import csv
import io
import json
import os
import shutil
import subprocess
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path

import numpy as np
import polars as pl
import pyreadstat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.factsheet.synthetic import snapshot
from tests.services import required
from visavis.study import jobs
from visavis.study.catalogue import questions
from visavis.study.exports import register
from visavis.study.exports.making import FILES, as_zip, make
from visavis.study.exports.offers import beside
from visavis.study.exports.pseudonyms import KEYS, K, TooFewForRows, coarsened, pseudonymous
from visavis.study.missing import NUMBERS, Missing
from visavis.study.snapshot import ANSWERS, COMPARISON, OFFERS, store

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def study():
    """The synthetic study with its answers as given, some with reasons, and ten people beside it."""
    held = snapshot()
    rng = np.random.default_rng(7)
    rows = []
    for row in held.scores.to_dicts():
        for _, item in questions(row["wave"]):
            value = row.get(item.code)
            code = (
                "" if value is not None else str(rng.choice(["skipped", "prefer_not", "not_asked"]))
            )
            rows.append((row["study_id"], row["wave"], item.code, value and int(value), code))
    beside = pl.DataFrame(
        [(f"C{n:03d}", "harmed", "violence", 2026, "6-11", 0) for n in range(10)],
        schema=dict(COMPARISON), orient="row",
    )  # fmt: skip
    answers = pl.DataFrame(rows, schema=dict(ANSWERS), orient="row")
    return replace(held, answers=answers, comparison=beside)


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    held = study()
    folder = tmp_path_factory.mktemp("exports") / "one"
    allowed = held.people["study_id"].to_list()
    closing = held.offers["study_id"].unique().to_list()
    on = date(2026, 11, 20)
    make(held, allowed, at_the_end=closing, purpose="A test", on=on, folder=folder)
    return folder


@pytest.fixture(scope="module")
def rows(made) -> pl.DataFrame:
    return pl.read_csv(made / "rows.csv", infer_schema_length=None)


def test_the_manifest_names_every_file_by_its_hash(made):
    manifest = json.loads((made / "manifest.json").read_bytes())
    there = {str(p.relative_to(made)) for p in made.rglob("*") if p.is_file()} - {"manifest.json"}
    assert set(manifest["files"]) == there
    assert len(there) == FILES
    for name, digest in manifest["files"].items():
        assert sha256((made / name).read_bytes()).hexdigest() == digest
    assert manifest["snapshot"]["sha256"] == study().sha256
    assert manifest["purpose"] == "A test"
    assert manifest["disclosure"]["k"] == 10


def test_nobody_stands_with_fewer_than_ten_others_alike(rows):
    people = rows.unique("id")
    counts = Counter(people.select(KEYS).iter_rows())
    assert min(counts.values()) >= K
    assert people.height == 131


def test_no_id_day_or_further_fact_of_the_study_is_in_any_file(made):
    held = study()
    ids = held.people["study_id"].to_list()
    whole = b"".join(p.read_bytes() for p in made.rglob("*") if p.is_file() and p.suffix != ".zip")
    assert not any(one.encode() in whole for one in ids if one.startswith("P0"))
    header = (made / "rows.csv").read_text().splitlines()[0].split(",")
    assert not {"study_id", "day", "initiated", "year"} & set(header)


def test_ids_are_new_in_every_export(made, tmp_path, rows):
    held = study()
    allowed = held.people["study_id"].to_list()
    make(held, allowed, purpose="Again", on=date(2026, 11, 20), folder=tmp_path / "two")
    again = pl.read_csv(tmp_path / "two" / "rows.csv", infer_schema_length=None)
    assert not set(again["id"]) & set(rows["id"])


def test_only_who_allowed_it_is_in_it_and_nine_people_are_too_few(tmp_path):
    held = study()
    answered = held.people.filter(pl.col("answered") > 0)["study_id"].to_list()
    given_ = pseudonymous(held, answered[:20])
    assert given_.people == 20
    assert given_.rows["id"].n_unique() == 20
    with pytest.raises(TooFewForRows, match="Fewer than 10"):
        pseudonymous(held, answered[:9])


def test_what_was_offered_at_the_end_stands_in_the_rows_and_the_codebook(made, rows):
    held = study().offers
    people = rows.unique("id")
    assert {"end_closing_talk", "helped_closing_talk", "end_follow_up"} <= set(rows.columns)
    of_all = held.filter((pl.col("what") == "follow_up") & (pl.col("stage") == 3)).height
    assert (people["end_follow_up"] == 3).sum() == of_all
    codebook = {row["name"]: row for row in csv.DictReader((made / "codebook.csv").open())}
    assert codebook["end_closing_talk"]["values"].startswith("0 = niet aangeboden / not offered")
    assert codebook["helped_closing_talk"]["asked_if"] == "end_closing_talk = 3"
    assert b"end_closing_talk" in (made / "ddi.xml").read_bytes()
    _, told = pyreadstat.read_sav(made / "rows.en.sav", metadataonly=True)
    assert told.variable_value_labels["end_closing_talk"][3.0] == "took place"


STAGE = st.tuples(st.integers(0, 3), st.one_of(st.none(), st.integers(1, 5)))


@given(st.lists(STAGE, min_size=10, max_size=90))
@settings(max_examples=60)
def test_no_offer_has_a_stage_that_fewer_than_ten_came_to(stages):
    ids = [f"P{at}" for at in range(len(stages))]
    rows = [
        (one, "keepsake", stage, helped) for one, (stage, helped) in zip(ids, stages, strict=True)
    ]
    given_ = beside(
        pl.DataFrame({"study_id": ids}), pl.DataFrame(rows, schema=dict(OFFERS), orient="row"), K
    )
    for name in given_.columns[1:]:
        counts = Counter(given_[name].drop_nulls())
        assert sum(counts.values()) >= K
        assert not name.startswith("end_") or min(counts.values()) >= K


def test_who_took_it_back_has_nothing_of_it_in_an_export_that_comes_after(tmp_path):
    held = study()
    closing = set(held.offers["study_id"].unique())
    gone = {sorted(closing)[0]}
    allowed = held.people["study_id"].to_list()
    for place, ids in (("with", closing), ("without", closing - gone), ("none", ())):
        folder = tmp_path / place
        make(held, allowed, at_the_end=ids, purpose="-", on=date(2026, 11, 20), folder=folder)
    count = {
        place: pl.read_csv(tmp_path / place / "rows.csv", infer_schema_length=None)
        for place in ("with", "without", "none")
    }
    told = {
        place: each.unique("id")["end_follow_up"].is_not_null().sum()
        for place, each in count.items()
        if "end_follow_up" in each.columns
    }
    assert told == {"with": len(closing), "without": len(closing) - 1}


FACTS = st.fixed_dictionaries(
    {
        "role": st.sampled_from(["harmed", "kin", None]),
        "event_type": st.sampled_from(["violence", "traffic", "property"]),
        "months_band": st.sampled_from(["0-5", "6-11", "60+"]),
        "group": st.sampled_from(["A", "B", "C"]),
    }
)


@given(st.lists(FACTS, min_size=10, max_size=120))
@settings(max_examples=60)
def test_whatever_the_people_every_combination_is_shared_by_ten(facts):
    people = pl.DataFrame(
        [{"study_id": f"P{at}", **one} for at, one in enumerate(facts)],
        schema={"study_id": pl.String, **dict.fromkeys(KEYS, pl.String)},
    )
    coarse, left_out = coarsened(people)
    assert min(Counter(coarse.select(KEYS).iter_rows()).values()) >= K
    for name in KEYS:
        changed = coarse[name].to_list() != people[name].to_list()
        assert changed == bool(left_out[name])
        for new, old in zip(coarse[name], people[name], strict=True):
            assert new in (None, old)


def test_the_spss_file_says_what_the_csv_says(made, rows):
    for language in ("nl", "en"):
        frame, meta = pyreadstat.read_sav(
            made / f"rows.{language}.sav", user_missing=True, output_format="polars"
        )
        assert frame.columns == rows.columns
        for name in ("AC_a1", "BW3", "wave"):
            assert frame[name].cast(pl.Int64).to_list() == rows[name].to_list()
        assert frame["AC_agency"].to_list() == pytest.approx(rows["AC_agency"].to_list(), rel=1e-12)
        assert all(len(name.encode()) <= 64 for name in frame.columns)
        assert meta.variable_measure["AC_a1"] == "ordinal"
        assert meta.variable_measure["AC_agency"] == "scale"
        assert meta.missing_ranges["AC_a1"] == [{"lo": -8.0, "hi": -1.0}]
    assert meta.column_names_to_labels["AC_a1"] == "I decide myself what I do with what happened."
    assert meta.variable_value_labels["AC_a1"][5.0] == "Very much"
    assert meta.variable_value_labels["AC_a1"][-3.0] == "Prefers not to say"


def test_reasons_for_no_answer_stay_apart(rows):
    held = study()
    expected = Counter(held.answers.filter(item="TR_law")["code"].to_list())
    found = Counter(rows["TR_law"].to_list())
    for code in (Missing.SKIPPED, Missing.PREFER_NOT):
        assert found[NUMBERS[code]] == expected[code]


def test_the_codebook_has_every_column_with_its_question_and_values(made, rows):
    lines = list(csv.DictReader(io.StringIO((made / "codebook.csv").read_text())))
    assert [line["name"] for line in lines] == rows.columns
    one = next(line for line in lines if line["name"] == "HO1")
    assert one["asked_if"] == "HO_contact in (1, 2, 3)"
    assert one["question_en"].endswith("The other person listened to me.")
    assert "-3 = Zegt dit liever niet / Prefers not to say" in one["missing"]
    page = (made / "codebook.html").read_text()
    assert page.count('<th scope="row"') == len(lines)
    assert "style=" not in page
    assert "<script" not in page


def test_csv_on_the_web_describes_the_columns_as_they_stand(made, rows):
    said = json.loads((made / "rows.csv-metadata.json").read_bytes())
    assert [one["name"] for one in said["tableSchema"]["columns"]] == rows.columns
    assert said["url"] == "rows.csv"
    kinds = {one["name"]: one["datatype"] for one in said["tableSchema"]["columns"]}
    assert (kinds["AC_a1"], kinds["AC_agency"], kinds["id"]) == ("integer", "double", "string")


DDI = {"d": "ddi:codebook:2_5"}


def test_the_ddi_codebook_holds_study_file_variables_questions_and_missing(made, rows):
    root = etree.parse(made / "ddi.xml").getroot()
    assert root.get("version") == "2.5"
    order = [etree.QName(one).localname for one in root]
    assert order == ["stdyDscr", "fileDscr", "dataDscr"]
    variables = root.findall("d:dataDscr/d:var", DDI)
    assert [one.get("name") for one in variables] == rows.columns
    one = next(each for each in variables if each.get("name") == "HO1")
    children = [etree.QName(each).localname for each in one]
    # The sequence of codebook.xsd, varType.
    allowed = ["labl", "qstn", "invalrng", "universe", "catgry", "derivation", "varFormat"]
    assert sorted(children, key=allowed.index) == children
    missing = one.findall("d:catgry[@missing='Y']/d:catValu", DDI)
    assert sorted(int(each.text) for each in missing) == sorted(NUMBERS.values())
    assert root.findtext("d:fileDscr/d:fileTxt/d:dimensns/d:caseQnty", namespaces=DDI) == str(
        rows.height
    )


if SCHEMA := os.environ.get("VISAVIS_DDI_SCHEMA"):
    # The published schema (DDI Codebook 2.5.1, LGPL) is not ours to ship; `python -m tests` says when it was not there.
    def test_the_ddi_codebook_is_valid_against_its_schema(made):
        schema = etree.XMLSchema(etree.parse(Path(SCHEMA) / "codebook.xsd"))
        schema.assertValid(etree.parse(made / "ddi.xml"))


def test_the_fhir_bundle_holds_responses_to_the_month_and_scores_derived_from_them(made, rows):
    bundle = json.loads((made / "fhir-bundle.json").read_bytes())
    held = [one["resource"] for one in bundle["entry"]]
    kinds = Counter(one["resourceType"] for one in held)
    assert kinds["Questionnaire"] == len(study().instruments)
    responses = [one for one in held if one["resourceType"] == "QuestionnaireResponse"]
    assert {len(one["authored"]) for one in responses} == {7}
    assert {tuple(one["subject"]) for one in responses} == {("identifier",)}
    known = {f"QuestionnaireResponse/{one['id']}" for one in responses}
    scores = [one for one in held if one["resourceType"] == "Observation"]
    assert {one["derivedFrom"][0]["reference"] for one in scores} <= known
    agency = [one["valueQuantity"]["value"] for one in scores if one["id"].endswith("AC_agency")]
    assert sorted(agency) == sorted(rows["AC_agency"].drop_nulls().to_list())
    ids = [one["fullUrl"] for one in bundle["entry"]]
    assert len(set(ids)) == len(ids)


def rscript() -> str | None:
    return shutil.which("Rscript")


def test_r_fits_every_model_again_and_finds_what_we_found(made):
    if rscript() is None:
        assert "r" not in required()
        pytest.skip("no Rscript: install r-base-core and r-cran-nlme")
    ran = subprocess.run(
        [rscript(), "--vanilla", "refit.R"], cwd=made, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "PASS with" in ran.stdout
    assert ran.stdout.count(" pass") == 8, ran.stdout
    assert "DIFFERS" not in ran.stdout


def test_a_number_of_ours_that_were_wrong_is_seen_by_r(made, tmp_path):
    if rscript() is None:
        pytest.skip("no Rscript: install r-base-core and r-cran-nlme")
    shutil.copytree(made, tmp_path / "wrong")
    lines = list(csv.reader(io.StringIO((tmp_path / "wrong/ours.csv").read_text())))
    lines[1][2] = repr(float(lines[1][2]) * 1.0001)
    with (tmp_path / "wrong/ours.csv").open("w", newline="") as file:
        csv.writer(file).writerows(lines)
    ran = subprocess.run(
        [rscript(), "--vanilla", "refit.R"],
        cwd=tmp_path / "wrong", capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.returncode == 1
    assert ran.stdout.count("DIFFERS") == 1


@pytest.fixture
def asked(db, settings, tmp_path, monkeypatch):
    settings.VISAVIS_VAR = tmp_path
    held = study()
    monkeypatch.setattr(register, "allowed", lambda: set(held.people["study_id"]))
    return held, register.ask("For a test", "ada", NOON)


def worked() -> int:
    """What waits, done as a worker does it."""
    handler = {register.KIND: lambda job, tell: register.make_asked(job, tell, lambda: NOON)}
    return jobs.work(handler, beating=False)


def job_of(export):
    return register.jobs_of([export])[export.pk]


def test_an_export_is_made_once_and_released_by_two_people_of_two_roles(asked):
    held, export = asked
    store(held, register.snapshot_folder())
    with pytest.raises(register.NotReleased, match="not_made"):
        register.release(export, "researcher", "ada", NOON)
    assert worked() == 1
    assert worked() == 0
    export.refresh_from_db()
    assert (job_of(export).done, export.failed, export.released_at) == (100, "", None)
    manifest = (register.folder_of(export) / "manifest.json").read_bytes()
    assert export.manifest == sha256(manifest).hexdigest()
    assert register.release(export, "researcher", "ada", NOON).released_at is None
    with pytest.raises(register.NotReleased, match="same_person"):
        register.release(export, "officer", "ada", NOON)
    assert register.release(export, "officer", "olga", NOON).released_at == NOON
    assert as_zip(register.folder_of(export)).startswith(b"PK")


def test_an_export_cannot_leave_when_somebody_in_it_changed_their_mind(asked, monkeypatch):
    held, export = asked
    store(held, register.snapshot_folder())
    worked()
    assert register.drop_outdated() == 0
    export.refresh_from_db()
    someone = held.answers["study_id"][0]
    monkeypatch.setattr(register, "allowed", lambda: set(held.people["study_id"]) - {someone})
    with pytest.raises(register.NotReleased, match="choices_changed"):
        register.release(export, "researcher", "ada", NOON)
    assert not register.folder_of(export).exists()
    export.refresh_from_db()
    assert (export.manifest, export.released_at) == ("", None)


def test_the_files_of_an_unreleased_export_go_when_its_snapshot_goes(asked):
    held, export = asked
    place = store(held, register.snapshot_folder())
    worked()
    shutil.rmtree(place)
    assert register.drop_outdated() == 1
    assert not register.folder_of(export).exists()


def test_without_a_snapshot_it_says_so_in_one_sentence(asked):
    _, export = asked
    worked()
    assert job_of(export).failed.startswith("There is no snapshot yet.")


def test_an_export_that_is_made_stays_as_it_is_when_its_work_is_done_again(asked):
    held, export = asked
    store(held, register.snapshot_folder())
    worked()
    export.refresh_from_db()
    again = register.make_asked(job_of(export), lambda share: None, lambda: NOON)
    assert again == export.manifest
