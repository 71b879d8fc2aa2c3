"""Instruments are data, and what was asked stays as it was asked."""

from datetime import date

import pytest

from visavis.study import catalogue as rooms
from visavis.study.catalogue import ChangedInstrument, catalogue, freeze, questions
from visavis.study.instrument import WrongInstrument, high, low, read_instrument
from visavis.study.scoring import keyed, scores
from visavis.study.snapshot import asked

SMALL = """
id = "VA-XX"
version = "1"
construct = "an example"
title = { nl = "Voorbeeld", en = "Example" }
lead = { nl = "Hoe is dit?", en = "How is this?" }
waves = [1]
citation = "Own set."
[licence]
id = "CC0-1.0"
holder = "Visavis"
validated = false
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
"""


def test_the_five_instruments_have_the_items_the_study_names():
    counts = {one.instrument.id: len(one.instrument.items) for one in catalogue()}
    assert counts == {"VA-AC": 12, "VA-AP": 4, "VA-HM": 3, "VA-BW": 4, "VA-ST": 5}
    assert {s.code for one in catalogue() for s in one.instrument.scores} == {
        "AC_agency", "AC_communion", "AP", "HM",
    }  # fmt: skip


def test_each_round_asks_what_the_study_says():
    assert [len(questions(wave)) for wave in (1, 2, 3)] == [12, 28, 23]
    assert {one.id for one, _ in questions(1)} == {"VA-AC"}
    assert "VA-ST" not in {one.id for one, _ in questions(3)}


def test_every_text_is_there_in_both_languages_and_nothing_claims_to_be_validated():
    for one in catalogue():
        assert not one.instrument.validated
        assert one.instrument.licence == "CC0-1.0"
        for item in one.instrument.items:
            assert (low(item), high(item)) == (1, 5)
            for text in (item.stem, *(choice.label for choice in item.choices)):
                assert text.nl.strip()
                assert text.en.strip()
                assert text.nl != text.en


def test_codes_are_unique_over_all_instruments():
    codes = [item.code for one in catalogue() for item in one.instrument.items]
    assert len(set(codes)) == len(codes)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('scale = "five"\nreverse', 'scale = "six"\nreverse', "no scale six"),
        ("reverse = true", "revers = true", "revers is not known"),
        ('code = "X3"', 'code = "X1"', "twice"),
        ('"X3"]', '"X9"]', "item of the instrument"),
        ('method = "mean"', 'method = "sum"', "method"),
        ("waves = [1]", "waves = [4]", "waves"),
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
    assert small.scores[0].min_answered == 2
    assert scores(small, {"X1": 4, "X2": 1})["X"] == 4.5
    assert scores(small, {"X1": 4})["X"] is None
    assert scores(small, {"X1": 4, "X2": 2, "X3": 5})["X"] == pytest.approx(13 / 3, abs=1e-15)


def test_six_items_need_four_and_four_items_need_three():
    (ac, ap, hm, *_rest) = (one.instrument for one in catalogue())
    assert [score.min_answered for score in ac.scores] == [4, 4]
    assert ap.scores[0].min_answered == 3
    assert hm.scores[0].min_answered == 2


def test_a_version_that_was_asked_may_not_change(db, monkeypatch):
    freeze(1, date(2025, 3, 3))
    freeze(1, date(2025, 4, 3))
    first, *rest = catalogue()
    changed = asked(first.source.replace(b"Ik hoor erbij", b"Ik hoor er bij"))
    monkeypatch.setattr(rooms, "catalogue", lambda: (changed, *rest))
    with pytest.raises(ChangedInstrument, match="VA-AC/1"):
        freeze(2, date(2025, 5, 3))
