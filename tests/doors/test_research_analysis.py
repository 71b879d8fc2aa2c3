"""The analysis pages: every number says its variant, nobody small is shown, what was left out is said."""

import re
from datetime import UTC, date, datetime

import numpy as np
import polars as pl
import pytest

from tests.doors.test_research_pages import researcher
from tests.factsheet.synthetic import Truth, snapshot
from visavis.doors.research import analysis_what_if as what_if
from visavis.doors.research.analysis_checks import checks, grouped_scores
from visavis.doors.research.analysis_contact import groups
from visavis.doors.research.analysis_model import NoModel, left_out, model, outcomes
from visavis.doors.research.analysis_pictures import ticks
from visavis.factsheet import editions
from visavis.factsheet.evidence import gather
from visavis.statistics import contrast
from visavis.study.snapshot import Snapshot

pytestmark = [pytest.mark.django_db, pytest.mark.once]
VARIANT = "MMRM, unstructured covariance, REML; Kenward-Roger, linear form, observed information"


@pytest.fixture(autouse=True)
def var(settings, tmp_path):
    settings.VISAVIS_VAR = tmp_path


@pytest.fixture(scope="module")
def taken() -> Snapshot:
    return snapshot()


def agency(taken: Snapshot):
    return next(one for one in outcomes(taken) if one.code == "AC_agency")


def pages(taken: Snapshot):
    client, account = researcher("ada")
    editions.edition_of(taken, account.pk, datetime(2026, 11, 30, 12, tzinfo=UTC))
    return client


def test_every_score_of_two_waves_or_more_has_its_page_and_no_other(taken) -> None:
    client = pages(taken)
    whole = client.get("/en/onderzoek/analyse").content.decode()
    addresses = re.findall(r'href="(/en/onderzoek/analyse/\w+)"', whole)
    assert len(addresses) == len(outcomes(taken)) > 2
    for address in addresses:
        page = client.get(address)
        assert page.status_code == 200
        text = page.content.decode()
        assert text.count("<h1") == 1
        ids = re.findall(r'\sid="([^"]+)"', text)
        assert len(ids) == len(set(ids))
        assert text.count('<svg class="chart"') <= text.count("<table")
    assert client.get("/onderzoek/analyse/BW1").status_code == 404


def test_without_a_snapshot_it_says_so_and_offers_one() -> None:
    client, _ = researcher("ada")
    assert "Take a snapshot" in client.get("/en/onderzoek/analyse").content.decode()
    assert client.get("/en/onderzoek/analyse/AC_agency").status_code == 404


def test_the_page_says_the_model_in_words_its_variant_and_its_source(taken) -> None:
    text = pages(taken).get("/en/onderzoek/analyse/AC_agency").content.decode()
    for said in (
        "unstructured",
        "Restricted maximum likelihood",
        "observed information",
        "131 people with",
    ):
        assert said in text
    assert VARIANT in text
    assert taken.sha256 in text
    assert editions.code_version() in text
    assert '/en/onderzoek/uitspraken/C5"' in text


def test_the_numbers_are_those_of_the_claim_where_the_people_are_the_same(taken) -> None:
    """Who answered only the third wave counts here and not in C5, and tells of T2 − T1 only a little."""
    claimed = next(one for one in gather(taken) if one.claim.id == "C5").figures["change"].value
    found = model(taken, agency(taken)).steps[0].estimate
    assert (found.estimate, found.low, found.high) == pytest.approx(
        (claimed.estimate, claimed.low, claimed.high), abs=0.02
    )


def test_a_mean_is_that_of_the_people_in_the_model_and_a_change_is_a_difference_of_means(
    taken,
) -> None:
    found = model(taken, agency(taken))
    before, after = (each.estimate for each in found.means[:2])
    assert found.steps[0].estimate.estimate == pytest.approx(after - before, abs=1e-12)
    row = np.zeros(len(found.fit.columns))
    row[list(found.fit.columns).index("wave[T.T2]")] = 1
    assert contrast(found.fit, row).estimate == pytest.approx(after - before, abs=1e-9)


def test_people_left_out_are_counted_by_reason(taken) -> None:
    """One loses the score at every wave: too few items. One has late answers only."""
    someone, other = taken.scores["study_id"].unique(maintain_order=True)[:2]
    gone = pl.col("study_id") == someone
    scores = taken.scores.with_columns(
        pl.when(gone).then(None).otherwise(pl.col("AC_agency")).alias("AC_agency"),
        (pl.col("outside_window") | (pl.col("study_id") == other)).alias("outside_window"),
    )
    changed = _with(taken, scores)
    found = left_out(changed, agency(changed))
    before = left_out(taken, agency(taken))
    assert (found.only_late - before.only_late, found.too_few_items - before.too_few_items) == (
        1,
        1,
    )


def _with(taken: Snapshot, scores: pl.DataFrame) -> Snapshot:
    return Snapshot(
        people=taken.people,
        scores=scores,
        caseload=taken.caseload,
        flow=taken.flow,
        gaps=taken.gaps,
        instruments=taken.instruments,
        taken_on=date(2026, 11, 30),
    )


def test_a_wave_that_fewer_than_ten_answered_is_left_out_and_named() -> None:
    few = snapshot(Truth(waves=(118, 105, 8)))
    assert model(few, agency(few)).small == (3,)
    text = pages(few).get("/en/onderzoek/analyse/AC_agency").content.decode()
    assert "Left out: waves that fewer than 10 people answered" in text
    assert "Wave\N{NO-BREAK SPACE}3" not in text


def test_below_thirty_people_there_is_no_model_and_the_page_says_why() -> None:
    tiny = snapshot(
        Truth(asked=200, agreed=40, answered=25, waves=(22, 20, 12), unlinked=0, late=0)
    )
    with pytest.raises(NoModel):
        model(tiny, agency(tiny))
    text = pages(tiny).get("/en/onderzoek/analyse/AC_agency").content.decode()
    assert "a model needs 30 of them" in text
    assert '<svg class="chart"' not in text


def test_a_few_late_answers_are_not_told_by_the_difference_of_two_runs(taken) -> None:
    late = next(
        run
        for run in what_if.runs(taken, agency(taken), model(taken, agency(taken)))
        if run.name == "late"
    )
    assert 0 < what_if.left_out_late(taken, agency(taken)) < 10
    assert (late.why, late.steps) == ("small", ())


def test_no_point_of_the_normal_scores_plot_is_fewer_than_ten_answers(taken) -> None:
    found = checks(model(taken, agency(taken)))
    n = model(taken, agency(taken)).fit.n_observations
    assert len(found.normal) <= n // 10
    assert np.all(np.diff(found.normal[:, 1]) >= 0)


def test_normal_residuals_lie_on_the_line() -> None:
    """Against the normal distribution itself: 100,000 draws, groups of 2,500."""
    points = grouped_scores(np.random.default_rng(5).standard_normal(100_000))
    assert points[:, 0] == pytest.approx(points[:, 1], abs=0.05)


def test_the_model_fits_answers_that_were_made_to_fit_it(taken) -> None:
    found = checks(model(taken, agency(taken)))
    for wave in found.at_waves:
        assert wave.mean == pytest.approx(0, abs=0.25)
        assert wave.sd == pytest.approx(1, abs=0.15)
    for pair in found.pairs:
        assert pair.found == pytest.approx(pair.fitted, abs=0.15)


def test_absent_people_taken_lower_lower_the_change_by_their_share(taken) -> None:
    """study.md §3.10: μ(δ) = μ + π δ."""
    first = what_if.lower(model(taken, agency(taken)))[0]
    as_is, quarter = first.found[0].estimate, first.found[1].estimate
    assert as_is - quarter == pytest.approx(first.absent * 0.25 * first.sd)


def test_jumping_to_the_reference_takes_a_difference_towards_zero() -> None:
    """Where contact differs, absent people set to where no contact stands pull the difference in."""
    taken = snapshot(seed=9)
    raised = taken.scores.join(
        taken.people.select("study_id", "group"), on="study_id"
    ).with_columns(
        pl.col("AC_agency")
        + pl.when((pl.col("group") == "A") & (pl.col("wave") > 1)).then(1.0).otherwise(0.0)
    )
    changed = _with(taken, raised.drop("group"))
    last = groups(changed, agency(changed)).imputed[-1]
    at_random, jump, copy = (each.found.estimate for each in last.found)
    assert 0 < jump < at_random
    assert 0 < copy < at_random


def test_the_registered_chain_is_said_where_the_covariance_is_refused() -> None:
    """T3 is the first wave again: nearly singular, so Toeplitz or a later one stands there."""
    taken = snapshot()
    first = taken.scores.filter(pl.col("wave") == 1).select(
        "study_id", pl.col("AC_agency").alias("was")
    )
    same = taken.scores.join(first, on="study_id", how="left").with_columns(
        pl.when((pl.col("wave") == 3) & pl.col("was").is_not_null())
        .then(pl.col("was"))
        .otherwise(pl.col("AC_agency"))
        .alias("AC_agency")
    )
    changed = _with(taken, same.drop("was"))
    refused = model(changed, agency(changed)).fit.refused
    assert refused
    text = pages(changed).get("/en/onderzoek/analyse/AC_agency").content.decode()
    assert "the next of the registered chain stands here" in text
    assert refused[0][1].split(":")[0] in text


@pytest.mark.parametrize(("first", "last"), [(1, 5), (0, 10), (0, 100), (5, 35), (0, 27)])
def test_the_scale_is_marked_whole_with_both_its_ends(first, last) -> None:
    marks = ticks(first, last)
    assert (marks[0], marks[-1]) == (first, last)
    assert len(marks) <= 11


def test_a_claim_leads_to_its_model_and_the_model_back_to_the_claim_and_the_snapshot(taken) -> None:
    client = pages(taken)
    claim = client.get("/en/onderzoek/uitspraken/C5").content.decode()
    assert 'href="/en/onderzoek/analyse/AC_agency"' in claim
    page = client.get("/en/onderzoek/analyse/AC_agency").content.decode()
    assert 'href="/en/onderzoek/uitspraken/C5"' in page
    assert taken.sha256 in page


def test_numbers_are_written_as_the_language_of_the_page_writes_them(taken) -> None:
    """No point in a Dutch number: what the programs say of themselves stands in English, and says so."""
    client = pages(taken)
    for path in ("analyse", "analyse/AC_agency", "stroom"):
        page = client.get(f"/onderzoek/{path}").content.decode()
        shown = re.sub(
            r'<(svg|script|style|code).*?</\1>|<\w+[^>]* lang="en".*?</', "", page, flags=re.S
        )
        cells = re.findall(r"<t[dh][^>]*>([^<]*)</t[dh]>", shown)
        assert cells
        assert not [one for one in cells if re.search(r"\d\.\d\d?\b(?!\d)", one)], path


def test_how_few_are_in_neither_group_cannot_be_worked_out_from_the_total(taken) -> None:
    """Unlinked people are in the model of everybody and not in wave × contact: parts go to five."""
    found = groups(taken, agency(taken))
    total = model(taken, agency(taken)).n_at
    assert any(
        0 < n - sum(parts) < 10 for n, parts in zip(total, zip(*found.n, strict=True), strict=True)
    )
    shown = found.shown(agency(taken), "en")["picture"].table.rows
    assert all(int(row[3]) % 5 == 0 for row in shown)
