"""From a made-up study with known truth to numbers, grades and what is held back."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.factsheet.synthetic import Truth, snapshot
from visavis.factsheet.claims import UNGRADED, claim, claims
from visavis.factsheet.evidence import FIND, Evidence, gather
from visavis.factsheet.grades import Grade, Interval, worse
from visavis.factsheet.population import grouping, score_over_waves
from visavis.statistics.mmrm import mmrm
from visavis.statistics.rows import rows
from visavis.study.snapshot import Snapshot

pytestmark = pytest.mark.pure


@cache
def world(truth: Truth = Truth(), seed: int = 4) -> Snapshot:
    return snapshot(truth, seed)


@cache
def found(truth: Truth = Truth(), seed: int = 4) -> dict[str, Evidence]:
    return {each.claim.id: each for each in gather(world(truth, seed))}


def test_true_changes_and_levels_are_found() -> None:
    grades = {claim: each.verdict.grade for claim, each in found().items()}
    for name in (
        "C1",
        "C5",
        "C6",
        "C8",
        "C9",
        "C10",
        "C12",
        "C14",
        "C15",
        "C16",
        "C19",
        "C20",
        "C21",
    ):
        assert grades[name] is Grade.SUPPORTED, name
    assert grades["C22"] is Grade.NONE
    assert grades["C23"] is Grade.NONE
    assert grades.keys() == {each.id for each in claims()}


def test_in_a_study_of_this_size_staying_the_same_is_not_shown() -> None:
    """study.md §3.10: equivalence has power .70 at best here; the factsheet then says uncertain."""
    assert found()["C17"].verdict.grade is Grade.UNCERTAIN


def test_a_family_never_makes_a_claim_better() -> None:
    for each in found().values():
        alone = FIND[each.claim.rule["kind"]](each.claim, world())
        if alone.verdict.grade in (Grade.TOO_FEW, Grade.NONE):
            assert each.verdict.grade is alone.verdict.grade
        else:
            assert worse(alone.verdict.grade, each.verdict.grade) is each.verdict.grade
        if each.adjusted is not None:
            assert each.p is not None
            assert each.adjusted >= each.p
            assert each.verdict.held_by_family == (
                alone.verdict.grade is Grade.SUPPORTED and each.adjusted > 0.05
            )


def test_where_nothing_changed_nothing_is_claimed() -> None:
    truth = Truth(agency=(3.0, 2.8, 2.8), appreciation=2.5, burdensome=0.1)
    grades = {claim: each.verdict.grade for claim, each in found(truth).items()}
    assert grades["C5"] is Grade.NOT_SUPPORTED
    assert grades["C1"] is Grade.NOT_SUPPORTED
    assert grades["C19"] in (Grade.NOT_SUPPORTED, Grade.UNCERTAIN)


def test_after_a_main_claim_failed_the_next_is_exploratory() -> None:
    failed = found(Truth(agency=(3.0, 2.8, 2.8), appreciation=2.5, burdensome=0.1))
    assert not failed["C5"].exploratory
    assert failed["C6"].exploratory
    assert failed["C1"].exploratory
    assert not failed["C10"].exploratory


def test_the_change_is_the_contrast_of_the_published_model() -> None:
    """The same design fitted by hand: wave, role, event type, and one column for the unlinked."""
    mine = found()["C5"].figures["change"].value
    assert isinstance(mine, Interval)
    people = score_over_waves(
        world(), "AC_agency", (1, 2, 3), ("role", "event_type"), any_of=(1, 2)
    )
    given = np.isfinite(people.y)
    person, wave = np.nonzero(given)
    columns = [np.ones(len(person)), wave == 1, wave == 2]
    for name in ("role", "event_type"):
        for level in sorted(set(people.covariates[name]) - {"unlinked"})[1:]:
            columns.append(np.array(people.covariates[name])[person] == level)
    columns.append(np.array(people.covariates["role"])[person] == "unlinked")
    fit = mmrm(
        rows(
            people.y[given],
            np.column_stack(columns).astype(float),
            person,
            wave,
            columns=[str(number) for number in range(len(columns))],
            waves=(0, 1, 2),
        )
    )
    assert mine.estimate == pytest.approx(fit.beta[1], rel=1e-8)


def test_late_answers_are_left_out_and_tried_beside() -> None:
    late = world().scores.filter(world().scores["outside_window"]).height
    assert late == 3
    agency = found()["C5"]
    assert agency.figures["mean_2"].of == 105 - late
    ((key, with_late),) = agency.with_late
    assert key == "change"
    assert with_late != agency.figures["change"].value


def test_a_loose_scale_is_never_better_than_uncertain() -> None:
    loose = found(Truth(loose=3.5))
    for name in ("C1", "C10"):
        each = loose[name]
        assert each.alpha is not None
        assert each.alpha.estimate < 0.6
        assert each.verdict.grade is not Grade.SUPPORTED


def test_below_thirty_people_nothing_is_said() -> None:
    few = found(Truth(asked=400, agreed=30, answered=25, waves=(25, 20, 12), late=0))
    for name, each in few.items():
        if each.claim.rule["kind"] not in UNGRADED:
            assert each.verdict.grade is Grade.TOO_FEW, name
            assert not each.figures


def test_an_empty_study_gives_evidence_without_numbers() -> None:
    nobody = found(Truth(asked=0, agreed=0, answered=0, waves=(0, 0, 0), late=0, unlinked=0))
    assert nobody["C22"].response is not None
    assert nobody["C22"].response.share is None


def test_the_response_is_answered_of_asked() -> None:
    figures = found()["C22"].figures
    assert figures["asked"].value == 1090
    assert figures["answered"].value == 131
    share = figures["share"].value
    assert isinstance(share, Interval)
    assert share.estimate == pytest.approx(131 / 1090)


def test_who_answered_more_often_than_their_share_is_named() -> None:
    response = found()["C23"].response
    assert response is not None
    by_level = {row.level: row for row in response.rows}
    assert by_level["sexual_harm"].differs
    assert by_level["sexual_harm"].share.estimate > by_level["sexual_harm"].whole
    assert by_level["responsible"].share.estimate < by_level["responsible"].whole
    assert found()["C23"].outcome == "differs"
    assert response.likeness is not None
    assert 0 < response.likeness.estimate < 1


def test_weights_bring_the_shares_of_those_who_answer_to_the_caseload() -> None:
    assert "role" in found()["C5"].weighted_over
    weighted = found()["C1"].figures["mean"].weighted
    plain = found()["C1"].figures["mean"].value
    assert isinstance(plain, Interval)
    assert weighted is not None
    assert weighted.high - weighted.low > plain.high - plain.low  # weighing costs certainty


def test_no_group_that_answered_is_smaller_than_ten_after_grouping() -> None:
    under = grouping({"a": 40, "b": 12, "c": 3, "unlinked": 2}, {"a": 100, "b": 50, "c": 9, "d": 4})
    assert under == {"a": "a", "b": "other", "c": "other", "d": "other", "unlinked": "unlinked"}


def test_the_same_snapshot_gives_the_same_evidence() -> None:
    again = {each.claim.id: each for each in gather(snapshot())}
    for name, each in found().items():
        assert again[name].figures == each.figures
        assert again[name].query.hash == each.query.hash


def test_another_query_has_another_hash() -> None:
    other = replace(claim("C5"), asked_of={**claim("C5").asked_of, "waves": [1, 2]})
    (changed,) = gather(world(), [other])
    assert changed.query.hash != found()["C5"].query.hash


@settings(max_examples=3, deadline=None)
@given(st.integers(0, 2**32))
def test_the_order_in_which_people_stand_in_the_snapshot_changes_nothing(seed: int) -> None:
    shuffled = replace(
        world(),
        scores=world().scores.sample(fraction=1, shuffle=True, seed=seed),
        people=world().people.sample(fraction=1, shuffle=True, seed=seed),
        codes=world().codes.sample(fraction=1, shuffle=True, seed=seed),
    )
    assert shuffled.sha256 == world().sha256
    for each in gather(shuffled):
        mine = found()[each.claim.id]
        assert each.verdict == mine.verdict
        for key, figure in each.figures.items():
            value, other = figure.value, mine.figures[key].value
            if isinstance(value, Interval) and isinstance(other, Interval):
                assert (value.estimate, value.low, value.high) == pytest.approx(
                    (other.estimate, other.low, other.high), abs=1e-6
                )
            else:
                assert value == pytest.approx(other, abs=1e-6)
