"""Every claim where the truth is known: supported, uncertain, not supported, and too few to say."""

from dataclasses import replace
from functools import cache

import pytest
import statsmodels.api as sm

from tests.factsheet.synthetic import Truth, snapshot
from visavis.factsheet.claims import Claim, claim, claims
from visavis.factsheet.evidence import FIND, Evidence
from visavis.factsheet.grades import Grade, Interval
from visavis.study.snapshot import Snapshot

pytestmark = pytest.mark.pure

LARGE = Truth(asked=1800, agreed=460, answered=420, waves=(390, 350, 300), unlinked=6)
TINY = Truth(asked=400, agreed=30, answered=25, waves=(25, 20, 12), late=0)
DRAWS = 300
"""Of the bootstraps in these tests; the registered number is two thousand."""


@cache
def world(truth: Truth) -> Snapshot:
    return snapshot(truth)


def quick(id: str) -> Claim:
    one = claim(id)
    return replace(one, rule={**one.rule, "draws": DRAWS}) if "draws" in one.rule else one


@cache
def found(id: str, truth: Truth) -> Evidence:
    """The claim by itself, before its family and the order of the main ones."""
    one = quick(id)
    return FIND[one.rule["kind"]](one, world(truth))


def large(**changes: object) -> Truth:
    return replace(LARGE, **changes)  # type: ignore[arg-type]


flat = (3.0, 3.0, 3.0)
WORLDS: dict[str, tuple[Truth, Truth, Truth]] = {
    # claim: where it is supported, uncertain, not supported
    "C1": (LARGE, large(appreciation=3.47), large(appreciation=2.5)),
    "C2": (LARGE, large(responsible_less=0.5), large(responsible_less=1.3)),
    "C3": (LARGE, large(violence_less=0.5), large(violence_less=1.3)),
    "C4": (LARGE, large(contact_likes=0.55), large(contact_likes=1.6)),
    "C5": (LARGE, large(agency=(3.0, 3.12, 3.12)), large(agency=(3.0, 2.7, 2.7))),
    "C6": (LARGE, large(communion=(3.0, 3.12, 3.12)), large(communion=(3.0, 2.7, 2.7))),
    "C7": (large(explained=0.45), large(explained=0.13), large(explained=0.0)),
    "C8": (LARGE, large(agency=(3.0, 3.15, 3.15)), large(agency=(3.0, 2.7, 2.7))),
    "C9": (LARGE, large(tailoring=0.12), large(tailoring=-0.2)),
    "C10": (LARGE, large(heard=3.5), large(heard=2.5)),
    "C11": (LARGE, large(by_other=3.5), large(by_other=2.5)),
    "C12": (LARGE, large(support=(3.5, 3.5, 3.5)), large(support=(2.5, 2.5, 2.5))),
    "C13": (LARGE, large(trust=(5.2, 5.65, 5.65)), large(trust=(5.2, 4.9, 4.9))),
    "C14": (LARGE, large(ideas=3.5), large(ideas=2.5)),
    "C15": (LARGE, large(steps=3.55), large(steps=2.5)),
    "C16": (
        LARGE,
        large(agency=(2.8, 3.3, 3.3), communion=(3.0, 3.5, 3.5), without_contact=-0.36),
        large(without_contact=-0.9),
    ),
    "C17": (
        large(agency=(2.8, 3.3, 3.3)),
        large(agency=(2.8, 3.3, 3.5), communion=(3.0, 3.4, 3.6)),
        large(agency=(2.8, 3.3, 4.1)),
    ),
    "C18": (LARGE, large(support=(3.4, 3.4, 3.65)), large(support=(3.4, 3.4, 4.2))),
    "C19": (LARGE, large(burdensome=0.4), large(burdensome=0.1)),
    "C20": (LARGE, large(search=0.11), large(search=0.02)),
    "C21": (LARGE, large(coders=0.5), large(ending=0.005)),
    "C24": (large(contact_adds=0.6), large(contact_adds=0.1), large(contact_adds=-0.6)),
}
GRADED = [Grade.SUPPORTED, Grade.UNCERTAIN, Grade.NOT_SUPPORTED]


def test_every_graded_claim_has_its_three_worlds() -> None:
    assert set(WORLDS) | {"C22", "C23"} == {one.id for one in claims()}


@pytest.mark.parametrize("id", WORLDS)
@pytest.mark.parametrize("which", range(3), ids=[grade.value for grade in GRADED])
def test_a_claim_says_what_is_true(id: str, which: int) -> None:
    each = found(id, WORLDS[id][which])
    assert each.verdict.grade is GRADED[which], (each.refused, each.figures, each.verdict)
    assert each.figures
    assert each.outcome == GRADED[which].value


@pytest.mark.parametrize("id", WORLDS)
def test_with_too_few_people_a_claim_says_nothing_and_shows_no_number(id: str) -> None:
    each = found(id, TINY)
    assert each.verdict.grade is Grade.TOO_FEW
    assert not each.figures
    assert not any((each.panels, each.dots, each.table, each.stacked))
    assert each.silent


@pytest.mark.parametrize("id", ["C22", "C23"])
def test_a_count_is_never_graded(id: str) -> None:
    assert found(id, LARGE).verdict.grade is Grade.NONE
    assert found(id, TINY).verdict.grade is Grade.NONE


@pytest.mark.parametrize("id", WORLDS)
def test_every_claim_has_a_weighted_and_a_late_run(id: str) -> None:
    each = found(id, WORLDS[id][0])
    assert any(figure.weighted is not None for figure in each.figures.values())
    assert each.with_late
    assert all(key in each.figures for key, _ in each.with_late)
    assert each.p is not None
    assert 0 <= each.p <= 1


# Single rules: what holds a claim back, and the numbers by hand.


def test_without_codes_of_interviews_the_ending_stays_uncertain() -> None:
    bare = replace(world(LARGE), codes=world(LARGE).codes.clear())
    each = FIND["each_share"](claim("C21"), bare)
    assert each.verdict.unweighted is Grade.SUPPORTED
    assert each.verdict.grade is Grade.UNCERTAIN
    assert each.verdict.held_by_coders
    assert each.interviews is not None
    assert each.interviews.alpha is None


def test_agreeing_coders_give_the_count_of_interviews() -> None:
    each = found("C21", LARGE)
    codes = world(LARGE).codes
    seen = codes.filter(codes["code"] == "ending_hard")["interview"].n_unique()
    assert each.interviews is not None
    assert (each.interviews.seen, each.interviews.of) == (seen, 30)
    assert each.interviews.usable


def test_a_role_with_fewer_than_twenty_people_is_said_and_not_hidden_in_another() -> None:
    few = Truth()  # nine responsible people answered the second wave
    each = found("C2", few)
    assert each.verdict.grade is Grade.TOO_FEW
    assert each.silent == "group"
    assert each.n > 30
    assert "responsible" in each.refused


def test_kinds_of_events_are_merged_in_the_registered_order_only() -> None:
    each = found("C3", Truth())
    shown = {dot.part.partition(".")[2]: dot.people for dot in each.dots}
    order = [tuple(pair) for pair in claim("C3").asked_of["merge"]]
    assert ("property", "other") in order
    assert all(people >= 20 for people in shown.values())
    assert sum(shown.values()) == each.n


def test_people_who_are_not_alike_are_not_compared() -> None:
    """With a handful in effect there is no number, whatever the difference looks like."""
    each = found("C24", Truth())
    assert each.silent == "alike"
    assert not each.figures
    assert "do not compare" in each.refused


def test_a_comparison_tells_its_balance_and_what_could_hide() -> None:
    each = found("C24", WORLDS["C24"][0])
    assert max(abs(gap.after) for gap in each.balance.values()) < 0.1
    assert {"overlap", "e_value", "effective_n"} <= each.figures.keys()
    assert each.figures["effective_n"].value >= 30


def test_a_step_is_asked_of_those_who_had_it() -> None:
    each = found("C15", LARGE)
    of = {figure.parts[0]: figure.of for figure in each.figures.values()}
    assert of["ST_other"] < of["ST_talks"]
    steps = world(LARGE).scores.filter(
        (world(LARGE).scores["wave"] == 2) & ~world(LARGE).scores["outside_window"]
    )
    assert of["ST_other"] == steps["ST_other"].drop_nulls().len()


def test_a_share_is_a_count_with_wilsons_interval() -> None:
    """Brown, Cai & DasGupta (2001), Stat. Sci. 16, eq. 4, written out."""
    scores = world(LARGE).scores
    asked = scores.filter((scores["wave"] == 2) & ~scores["outside_window"])["SO_mediator"]
    x, n, z = int((asked >= 4).sum()), asked.drop_nulls().len(), 1.959963984540054
    middle = (x + z**2 / 2) / (n + z**2)
    reach = z * (n**0.5) / (n + z**2) * (x / n * (1 - x / n) + z**2 / (4 * n)) ** 0.5
    share = found("C14", LARGE).figures["share"].value
    assert isinstance(share, Interval)
    assert share.estimate == pytest.approx(x / n)
    assert (share.low, share.high) == pytest.approx((middle - reach, middle + reach))


def test_an_exact_share_that_would_tell_of_few_is_marked() -> None:
    each = found("C21", large(ending=0.01))
    assert each.figures["share"].few
    assert each.dots[0].few


def test_tailoring_is_the_standardised_slope_of_a_regression() -> None:
    scores = world(LARGE).scores.filter(~world(LARGE).scores["outside_window"])
    now = scores.filter(scores["wave"] == 2).select("study_id", "AP", "TA")
    first = scores.filter(scores["wave"] == 1).select("study_id", "AC_agency", "AC_communion")
    rows = now.join(first, on="study_id").drop_nulls()
    z = rows.drop("study_id").to_numpy()
    z = (z - z.mean(axis=0)) / z.std(axis=0, ddof=1)
    fit = sm.OLS(z[:, 0], sm.add_constant(z[:, 1:])).fit()
    b = found("C9", LARGE).figures["b"].value
    assert isinstance(b, Interval)
    assert b.estimate == pytest.approx(fit.params[1])
    assert (b.low, b.high) == pytest.approx(tuple(fit.conf_int()[1]))


def test_a_bin_of_tailoring_holds_ten_people_at_least() -> None:
    each = found("C9", Truth())
    assert all(dot.people >= 10 for dot in each.dots)
    assert sum(dot.people for dot in each.dots) == each.n


def test_the_group_without_contact_has_a_way_of_its_own() -> None:
    each = found("C16", large(without_contact=-0.9))
    change = each.figures["change_AC_agency"].value
    assert isinstance(change, Interval)
    assert change.estimate == pytest.approx(0.5 - 0.9, abs=0.15)
    whole = found("C5", large(without_contact=-0.9)).figures["change"].value
    assert isinstance(whole, Interval)
    assert whole.estimate > change.estimate
    (with_contact, without) = each.panels[0].series
    assert (with_contact.part, without.part) == ("contact.contact", "contact.none")


def test_staying_the_same_is_decided_by_the_ninety_percent_interval() -> None:
    each = found("C18", LARGE)
    narrow, wide = each.figures["change"].value, each.figures["wide"].value
    assert isinstance(narrow, Interval)
    assert isinstance(wide, Interval)
    assert wide.low < narrow.low < narrow.high < wide.high
    assert each.panels[0].band == (2, 0.24)


def test_absence_is_tried_where_the_rule_or_the_caveat_asks_for_it() -> None:
    for id in ("C5", "C6", "C8", "C13", "C16", "C17", "C18"):
        assert found(id, LARGE).tipped, id


def test_margins_are_registered_and_not_taken_from_the_sample() -> None:
    for one in claims():
        if "margin" in one.rule:
            assert isinstance(one.rule["margin"], float)
            assert one.rule["margin_from"]
    spread = large(loose=1.2)
    assert found("C18", spread).panels[0].band == found("C18", LARGE).panels[0].band


def test_counts_of_groups_are_rounded_where_they_would_tell_of_who_did_not_link() -> None:
    """A few answered and did not link; beside the count of all, exact groups would tell so."""
    few = large(unlinked=9)
    assert found("C3", few).rounded
    assert found("C16", few).rounded
    assert found("C4", few).rounded
    assert not found("C3", large(unlinked=0)).rounded
    assert not found("C3", large(unlinked=40)).rounded
    assert not found("C1", few).rounded
