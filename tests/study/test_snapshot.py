"""A snapshot is the same bytes for the same study, and says when it is not."""

import os
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import polars as pl
import pytest

from tests.study.service import FACTS, START, after, noon
from visavis.mediation.effects import Occasion
from visavis.study import consent
from visavis.study.flow import STEPS, Flow
from visavis.study.snapshot import TOLD, BrokenSnapshot, latest, load, store
from visavis.study.taking import take_snapshot


@pytest.fixture
def lived(service):
    """Five people: contact, no contact, a no, no answer, and one not asked."""
    service.facts["bert"] = replace(FACTS, relation="responsible", began=False, months=None)
    service.facts["carla"] = replace(FACTS, relation="bereaved", event_type="traffic")
    service.takes_part("anna")
    service.takes_part("bert")
    for party in ("carla", "dirk", "els"):
        service.happens(party, Occasion.FIRST_TALK, START)
    service.happens("els", Occasion.SILENCE, START)
    service.sweep(START)
    consent.decline(service.person("carla"), after(1))
    service.happens("anna", Occasion.OWN_CONTACT, after(40))
    service.facts["anna"] = replace(FACTS, form="letters")
    service.happens("bert", Occasion.TOLD_NO_CONTACT, after(60))
    service.days(after(1), after(5))
    service.answers("anna", 1, after(5), value=2)
    service.days(after(6), after(80))
    service.answers("anna", 2, after(80), value=4)
    service.answers("bert", 2, after(80), value=3)
    service.days(after(81), after(270))
    service.answers("anna", 3, after(270), value=4)
    return take_snapshot(noon(after(271)))


def test_the_people_asked_with_their_facts_group_and_pattern(service, lived):
    rows = {row["study_id"]: row for row in lived.people.to_dicts()}
    anna, bert = rows[service.person("anna").pk], rows[service.person("bert").pk]
    assert (anna["role"], anna["group"], anna["answered"]) == ("harmed", "A", 7)
    assert (anna["year"], anna["months_band"], anna["initiated"]) == (2025, "6-11", True)
    assert (bert["role"], bert["group"], bert["answered"]) == ("responsible", "B", 2)
    assert bert["months_band"] == "unknown"
    assert service.person("els").pk not in rows
    assert lived.people.height == 4


def test_the_scores_of_each_round_and_null_where_nothing_was_asked(service, lived):
    first, second, third = lived.scores.filter(
        pl.col("study_id") == service.person("anna").pk
    ).to_dicts()
    assert (first["wave"], first["day"]) == (1, after(5))
    assert first["AC_agency"] == first["AC_communion"] == first["AC_a1"] == 2.0
    assert first["AP"] is None
    assert second["AP"] == second["HM"] == second["BW3"] == second["ST_talks"] == 4.0
    assert third["ST_talks"] is None
    assert third["BW1"] == 4.0


def test_the_form_of_contact_is_known_from_the_second_round_on(lived):
    assert sorted(lived.caseload["form"].to_list(), key=str) == [None, None, "letters", "none"]


def test_the_flow_counts_every_box_and_says_why_people_were_lost(lived):
    flow = Flow(lived.flow)
    assert [flow.n(step) for step in STEPS] == [5, 4, 4, 3, 2, 2]
    assert flow.losses("eligible") == {"silence": 1}
    assert flow.losses("asked") == {}
    assert flow.losses("reached") == {"no_answer": 1}
    assert flow.losses("agreed") == {"declined": 1}
    assert flow.losses("answered_1") == {"no_answer": 1}
    assert flow.losses("answered_3") == {"open": 1}
    assert flow.patterns() == {1: 0, 2: 1, 3: 0, 4: 0, 5: 0, 6: 0, 7: 1}


def test_response_and_retention_are_two_figures(lived):
    flow = Flow(lived.flow)
    assert flow.response == (2, 4)
    assert flow.retention(1) == (1, 2)
    assert flow.retention(2) == (2, 2)


def test_each_box_adds_up_over_roles_events_and_groups(lived):
    flow = Flow(lived.flow)
    for by in ("role", "event_type", "group"):
        for step in ("known", "asked", "reached", "agreed", "answered", "answered_3"):
            parts = [flow.part(by, level) for level in flow.levels(by)]
            assert sum(part.n(step) for part in parts) == flow.n(step)


def test_the_flow_loses_nobody_between_two_boxes(lived):
    flow = Flow(lived.flow)
    for above, below in pairwise(STEPS):
        assert flow.n(above) - flow.n(below) == sum(flow.losses(below).values())


def test_who_was_erased_stays_in_the_flow_as_a_count(service, lived, tmp_path):
    consent.erase(service.person("anna"), after(272), tmp_path)
    flow = Flow(take_snapshot(noon(after(272))).flow)
    assert (flow.n("asked"), flow.n("answered")) == (4, 1)
    assert flow.losses("answered") == {"erased": 1}


def test_the_same_study_gives_the_same_bytes(lived):
    again = take_snapshot(noon(after(271)))
    assert again.files == lived.files
    assert again.sha256 == lived.sha256
    assert take_snapshot(noon(after(272))).sha256 != lived.sha256


def test_the_order_of_rows_does_not_matter(lived):
    turned = replace(
        lived,
        people=lived.people.reverse(),
        scores=lived.scores.reverse(),
        caseload=lived.caseload.reverse(),
        flow=lived.flow.reverse(),
    )
    assert turned.sha256 == lived.sha256


def test_a_stored_snapshot_is_read_back_the_same(lived, tmp_path):
    place = store(lived, tmp_path)
    assert place.name == lived.sha256
    back = load(place)
    assert back.sha256 == lived.sha256
    assert back.scores.equals(lived.scores.sort("study_id", "wave"))
    assert latest(tmp_path).sha256 == lived.sha256
    assert store(lived, tmp_path) == place


def test_of_two_snapshots_of_one_day_the_one_taken_last_counts(lived, tmp_path):
    other = replace(lived, stopped=lived.stopped + 1)
    for taken in (lived, other, lived):
        store(taken, tmp_path)
        assert latest(tmp_path).sha256 == taken.sha256
        for place in tmp_path.glob(f"*/{TOLD}"):
            os.utime(place, ns=(0, place.stat().st_mtime_ns - 10**9))  # a second goes by


def test_a_changed_file_is_noticed(lived, tmp_path):
    place = store(lived, tmp_path)
    path = place / "instruments" / "VA-BW.toml"
    path.write_bytes(path.read_bytes().replace(b"zwaar", b"licht"))
    with pytest.raises(BrokenSnapshot, match="changed"):
        load(place)
    path.unlink()
    with pytest.raises(BrokenSnapshot):
        load(place)
    (place / "scores.parquet").write_bytes(b"PAR1")
    with pytest.raises(BrokenSnapshot, match="cannot be read"):
        load(place)


def test_an_empty_study_has_a_snapshot_too(db, tmp_path):
    empty = take_snapshot(noon(START + timedelta(1)))
    assert load(store(empty, tmp_path)).sha256 == empty.sha256
    assert Flow(empty.flow).response == (0, 0)


def test_nothing_of_who_somebody_is_or_the_month_of_sign_up_is_in_the_files(service, lived):
    everything = b"".join(lived.files.values())
    for secret in ("anna", "carla", service.person("anna").place, "2025-01-20", "2025-01"):
        assert str(secret).encode() not in everything
