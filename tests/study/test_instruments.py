"""Instruments are data, and what was asked stays as it was asked."""

import re
from datetime import date

import pytest

from visavis.study import catalogue as rooms
from visavis.study.catalogue import (
    COMPARISON,
    ChangedInstrument,
    NotSwitchedOn,
    catalogue,
    freeze,
    questions,
    refuse,
    shelf,
)
from visavis.study.context import asked_in
from visavis.study.instrument import NOMINAL, WrongInstrument, high, low
from visavis.study.instrument_file import read_instrument
from visavis.study.scoring import keyed, pomp, scores
from visavis.study.snapshot import asked

SMALL = """
id = "VA-XX"
version = "1"
construct = "an example"
title = { nl = "Voorbeeld", en = "Example" }
lead = { nl = "Hoe is dit?", en = "How is this?" }
waves = [1]
recall_period = { nl = "nu", en = "now" }
validated = false
citation = "Own set."
reading_level = "B1"
translations = []
missing_codes = ["skipped"]
[licence]
id = "CC0-1.0"
holder = "Visavis"
status = "free"
text_shipped = true
[[scale.five]]
value = 1
label = { nl = "Niet", en = "Not" }
[[scale.five]]
value = 5
label = { nl = "Heel erg", en = "Very" }
[[items]]
code = "X1"
stem = { nl = "Een", en = "One" }
scale = "five"
[[items]]
code = "X2"
stem = { nl = "Twee", en = "Two" }
scale = "five"
reverse = true
[[items]]
code = "X3"
stem = { nl = "Drie", en = "Three" }
scale = "five"
[[scores]]
code = "X"
title = { nl = "X", en = "X" }
items = ["X1", "X2", "X3"]
method = "mean"
range = [1, 5]
direction = "more"
"""


OWN = {
    "VA-RT": 1, "VA-AC": 12, "VA-SO": 5, "VA-TR": 3, "VA-RS": 5, "VA-FI": 3, "VA-AP": 4, "VA-PJ": 5,
    "VA-TA": 3, "VA-HM": 3, "VA-HO": 4, "VA-ST": 5, "VA-BW": 4, "VA-EN": 3,
}  # fmt: skip


def test_every_own_set_of_the_study_is_asked_with_the_items_it_names():
    assert {one.instrument.id: len(one.instrument.items) for one in catalogue()} == OWN


def test_each_round_asks_what_the_study_says():
    """Study §2.1: T1 how one is and how one found us; T2 all; T3 all but that and the steps."""
    asked = {wave: {one.id for one, _ in questions(wave)} for wave in (1, 2, 3)}
    assert asked[1] == {"VA-RT", "VA-AC", "VA-SO", "VA-TR", "VA-RS", "VA-FI"}
    assert asked[2] == set(OWN)
    assert asked[3] == set(OWN) - {"VA-FI", "VA-ST"}


def test_people_beside_mediation_are_asked_nothing_about_a_mediation():
    for wave in (1, 3):
        asked = {one.id for one, _ in questions(wave, COMPARISON)}
        assert asked == {"VA-AC", "VA-SO", "VA-TR", "VA-RS"}
        context = {"told_role": "harmed", "wave": wave, "group": COMPARISON}
        words = " ".join(item.stem.nl for _, _, item in asked_in(wave, COMPARISON, context, {}))
        assert "bemiddel" not in words.lower()
        assert "de ander" not in words.lower()
    assert questions(2, COMPARISON) == ()


def test_the_longest_way_through_a_round_takes_at_most_a_quarter_of_an_hour():
    """At 120 words a minute, a slow reader, and six seconds to choose each answer."""
    for wave in (1, 2, 3):
        words = sum(len(item.stem.nl.split()) for _, item in questions(wave))
        leads = sum(len(one.lead.nl.split()) for one in {one for one, _ in questions(wave)})
        assert (words + leads) / 120 + len(questions(wave)) * 6 / 60 <= 15


def test_every_text_is_there_in_both_languages_and_nothing_own_claims_to_be_validated():
    for one in catalogue():
        assert not one.instrument.validated
        assert one.instrument.licence.id == "CC0-1.0"
        for item in one.instrument.items:
            for text in (item.stem, *(choice.label for choice in item.choices)):
                assert text.nl.strip()
                assert text.en.strip()
            assert item.stem.nl != item.stem.en


def test_the_answers_run_over_the_scales_the_study_names():
    ends = {}
    for _, item in (pair for wave in (1, 2) for pair in questions(wave)):
        if item.measure != NOMINAL:
            ends.setdefault((low(item), high(item)), set()).add(item.code[:2])
    assert ends == {
        (1, 5): {"AC", "SO", "RS", "FI", "AP", "PJ", "TA", "HM", "HO", "ST", "BW", "EN"},
        (0, 10): {"TR"},
    }


ADAPTERS = {"WHO-5", "SWLS", "PHQ-9", "PCL-5", "MSPSS", "SSGS", "TRIM-18", "FHS"}


def test_an_instrument_of_others_is_here_without_its_words_and_is_not_asked():
    held = {one.instrument.id: one.instrument for one in shelf()}
    assert set(held) - set(OWN) == ADAPTERS
    for name in ADAPTERS:
        assert not held[name].licence.text_shipped
        assert not any(item.stem.nl or item.stem.en for item in held[name].items)
        assert not held[name].askable


def test_without_a_care_route_no_setting_switches_on_what_may_bring_up_need():
    for name in ("PHQ-9", "PCL-5"):
        with pytest.raises(NotSwitchedOn, match="VISAVIS_CARE_ROUTE"):
            refuse({name}, care_route=False)
        with pytest.raises(NotSwitchedOn, match="words"):
            refuse({name}, care_route=True)
    with pytest.raises(NotSwitchedOn, match="no instrument X"):
        refuse({"X"}, care_route=True)


def with_words(name: str) -> bytes:
    """An adapter with words of nobody, as a service would add them."""
    source = (
        (rooms.FOLDER / f"{name}.toml")
        .read_text()
        .replace("text_shipped = false", "text_shipped = true")
    )
    source = re.sub(r"(value = (\d+))\n", r'\1\nlabel = { nl = "n\2", en = "e\2" }\n', source)
    return re.sub(
        r'(\[\[items\]\]\ncode = "(\w+)")', r'\1\nstem = { nl = "\2 nl", en = "\2 en" }', source
    ).encode()


@pytest.fixture
def own_files(settings, tmp_path):
    settings.VISAVIS_VAR = tmp_path
    (tmp_path / "instruments").mkdir()
    rooms.forget()
    yield tmp_path / "instruments"
    rooms.forget()


def test_a_service_adds_the_words_and_then_it_is_asked(own_files, settings):
    (own_files / "who.toml").write_bytes(with_words("WHO-5"))
    (own_files / "phq.toml").write_bytes(with_words("PHQ-9"))
    assert {"WHO-5"} == {one.instrument.id for one in catalogue()} - set(OWN)
    settings.VISAVIS_INSTRUMENTS, settings.VISAVIS_CARE_ROUTE = ("PHQ-9",), "Bel de huisarts."
    rooms.forget()
    assert {"WHO-5", "PHQ-9"} == {one.instrument.id for one in catalogue()} - set(OWN)


def test_a_service_adds_words_and_changes_nothing_else(own_files):
    changed = (
        with_words("WHO-5")
        .replace(b"min_answered = 5", b"min_answered = 5 ")
        .replace(b"value = 5\n", b"value = 6\n")
        .replace(b"range = [0, 100]", b"range = [0, 120]")
    )
    (own_files / "who.toml").write_bytes(changed)
    with pytest.raises(WrongInstrument, match="only words"):
        shelf()
    (own_files / "who.toml").write_bytes((rooms.FOLDER / "VA-AC.toml").read_bytes())
    rooms.forget()
    with pytest.raises(WrongInstrument, match="part of Visavis"):
        shelf()


@pytest.mark.parametrize(
    ("name", "answers", "score", "expected"),
    [
        # World Health Organization (1998): sum of five answers 0-5, times four; all five needed.
        ("WHO-5", {f"WHO5_{i}": 5 for i in range(1, 6)}, "WHO5", 100),
        ("WHO-5", dict(zip([f"WHO5_{i}" for i in range(1, 6)], (3, 2, 4, 1, 0), strict=True)), "WHO5", 40),
        ("WHO-5", {f"WHO5_{i}": 5 for i in range(1, 5)}, "WHO5", None),
        # Diener et al. (1985): sum of five answers 1-7.
        ("SWLS", {f"SWLS{i}": 7 for i in range(1, 6)}, "SWLS", 35),
        # Kroenke et al. (2001): sum of nine answers 0-3.
        ("PHQ-9", {f"PHQ{i}": 3 for i in range(1, 10)}, "PHQ", 27),
        # Zimet et al. (1988): parts by these items; mean of twelve.
        ("MSPSS", {f"MSPSS{i}": 7 if i in (3, 4, 8, 11) else 1 for i in range(1, 13)}, "MSPSS_family", 7),
        ("MSPSS", {f"MSPSS{i}": 7 if i in (1, 2, 5, 10) else 1 for i in range(1, 13)}, "MSPSS_other", 7),
        ("MSPSS", {f"MSPSS{i}": 7 if i in (6, 7, 9, 12) else 1 for i in range(1, 13)}, "MSPSS", 3),
        # Weathers et al. (2013): sum of twenty answers 0-4. Two missing at most, filled by the mean.
        ("PCL-5", {f"PCL{i}": 4 for i in range(1, 19)}, "PCL", 80),
        ("PCL-5", {f"PCL{i}": 4 for i in range(1, 18)}, "PCL", None),
    ],
)  # fmt: skip
def test_a_published_rule_gives_the_published_number(name, answers, score, expected):
    held = next(one.instrument for one in shelf() if one.instrument.id == name)
    assert scores(held, answers)[score] == expected


def test_the_whole_of_the_support_scale_needs_three_of_each_four():
    held = next(one.instrument for one in shelf() if one.instrument.id == "MSPSS")
    given = {f"MSPSS{i}": 4 for i in range(1, 13) if i not in (3, 4)}
    found = scores(held, given)
    assert found["MSPSS_family"] is None
    assert found["MSPSS_friends"] == 4
    assert found["MSPSS"] is None


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('scale = "five"\nreverse', 'scale = "six"\nreverse', "no scale six"),
        ("reverse = true", "revers = true", "revers is not known"),
        ('code = "X3"', 'code = "X1"', "twice"),
        ('"X3"]', '"X9"]', "item of the instrument"),
        ('method = "mean"', 'method = "median"', "method"),
        ('method = "mean"', 'method = "sum"', "mean_times_k"),
        ("range = [1, 5]", "range = [1, 7]", "its range is"),
        ('direction = "more"', 'direction = "up"', "direction"),
        ('code = "X1"', 'code = "X 1"', "no code"),
        ("reverse = true", "reverse = 1", "true or false"),
        ("reverse = true", 'show_if = "X1 >"', "ends too early"),
        ("reverse = true", 'crisis_rule = "value > 3"', "care_route"),
        ('status = "free"', 'status = "gratis"', "status is one of"),
        ('missing_codes = ["skipped"]', 'missing_codes = ["gone"]', "gone"),
        ("waves = [1]", "waves = [4]", "waves"),
        ("value = 5", "value = 5.5", "whole number"),
        ('citation = "Own set."\n', "", "citation is missing"),
        ('nl = "Een", ', "", "nl is missing"),
        ("value = 1\n", "", "a value, or else a code"),
        ("id = ", "id = = ", "TOML"),
    ],
)
def test_a_file_that_says_something_unknown_is_refused(old, new, says):
    assert old in SMALL
    with pytest.raises(WrongInstrument, match=says):
        read_instrument(SMALL.replace(old, new, 1).encode())


def test_an_item_is_turned_round_by_min_plus_max_minus_x():
    small = read_instrument(SMALL.encode())
    assert keyed(small, {"X1": 5, "X2": 5, "X3": None}) == {"X1": 5.0, "X2": 1.0, "X3": None}


def test_a_score_needs_two_thirds_of_its_items_and_is_not_rounded():
    small = read_instrument(SMALL.encode())
    assert small.scores[0].needed(3) == 2
    assert scores(small, {"X1": 4, "X2": 1})["X"] == 4.5
    assert scores(small, {"X1": 4})["X"] is None
    assert scores(small, {"X1": 4, "X2": 2, "X3": 5})["X"] == pytest.approx(13 / 3, abs=1e-15)


def test_two_thirds_are_those_of_the_items_asked_of_this_person():
    small = read_instrument(SMALL.encode())
    assert scores(small, {"X1": 4}, asked={"X1"})["X"] == 4
    assert scores(small, {"X1": 4}, asked={"X1", "X2"})["X"] is None
    assert scores(small, {}, asked=set())["X"] is None


@pytest.mark.parametrize(("items", "needed"), [(12, 8), (6, 4), (5, 4), (4, 3), (3, 2)])
def test_how_many_answers_a_score_of_so_many_items_needs(items, needed):
    assert read_instrument(SMALL.encode()).scores[0].needed(items) == needed


def test_a_count_counts_and_a_sum_is_filled_by_the_persons_own_mean():
    counting = SMALL.replace('method = "mean"', 'method = "count"\nat_least = 5').replace(
        "range = [1, 5]", "range = [0, 3]"
    )
    assert scores(read_instrument(counting.encode()), {"X1": 5, "X2": 1, "X3": 1})["X"] == 2
    summing = SMALL.replace('method = "mean"', 'method = "mean_times_k"').replace(
        "range = [1, 5]", "range = [3, 15]"
    )
    assert scores(read_instrument(summing.encode()), {"X1": 5, "X2": 3})["X"] == 12


def test_the_per_cent_of_the_maximum_is_for_pictures():
    score = read_instrument(SMALL.encode()).scores[0]
    assert [pomp(score, value) for value in (1, 3, 5)] == [0, 50, 100]


def test_a_version_that_was_asked_may_not_change(db, monkeypatch):
    freeze(1, date(2025, 3, 3))
    freeze(1, date(2025, 4, 3))
    role, first, *rest = catalogue()
    changed = asked(first.source.replace(b"Ik hoor erbij", b"Ik hoor er bij"))
    monkeypatch.setattr(rooms, "catalogue", lambda: (role, changed, *rest))
    with pytest.raises(ChangedInstrument, match="VA-AC/2"):
        freeze(2, date(2025, 5, 3))
