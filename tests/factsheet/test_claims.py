"""Claims are files, registered before the data; a change afterwards is there for all to see."""

import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from visavis.factsheet import claims as room
from visavis.factsheet.claims import ClaimError, Registration, canonical_hash, read_claim

pytestmark = pytest.mark.pure
FOLDER = Path(room.__file__).parent


def content(id: str) -> dict:
    return tomllib.loads((FOLDER / "claims" / f"{id}.toml").read_text())


def test_all_twenty_four_claims_are_there_in_order() -> None:
    assert [one.id for one in room.claims()] == [f"C{number}" for number in range(1, 25)]


def test_every_graded_claim_has_one_place_in_the_registered_plan() -> None:
    plan = room.plan()
    placed = [
        *plan.primary,
        *plan.exploratory,
        *(i for each in plan.families.values() for i in each),
    ]
    graded = {one.id for one in room.claims() if one.rule["kind"] not in room.UNGRADED}
    assert sorted(placed) == sorted(graded)
    assert {one.id for one in room.claims() if one.primary} == set(plan.primary)
    assert not plan.changed_since_registration


def test_the_comparison_of_offers_is_registered_and_leaves_its_claim_as_it_was() -> None:
    beside = room.offers_rule()
    assert not beside.changed_since_registration
    assert replace(beside, hash=canonical_hash({"bar": 0.1})).changed_since_registration
    assert not room.claim(beside.claim).changed_since_registration
    assert all(words.keys() == {"nl", "en"} for words in beside.texts.values())


def test_a_plan_changed_after_registration_shows() -> None:
    plan = room.plan()
    moved = replace(plan, hash=canonical_hash({"primary": ["C6"]}))
    assert moved.changed_since_registration


def test_every_registration_is_of_a_claim_or_the_plan_and_never_before_the_one_above() -> None:
    known = {one.id for one in room.claims()} | {"plan", "offers"}
    lines = room.registrations()
    assert {line.claim for line in lines} == known
    assert [line.at for line in lines] == sorted(line.at for line in lines)


def test_no_claim_changed_since_it_was_registered() -> None:
    assert [one.id for one in room.claims() if one.changed_since_registration] == []


def test_a_changed_word_or_bar_shows_as_a_change() -> None:
    first = Registration("C1", date(2026, 11, 23), canonical_hash(content("C1")), "first")
    assert not read_claim(content("C1"), (first,)).changed_since_registration

    lower = content("C1")
    lower["rule"]["bar"] = 3.0
    again = Registration("C1", date(2027, 1, 1), canonical_hash(lower), "lowered the bar")
    assert read_claim(lower, (first,)).changed_since_registration
    assert read_claim(lower, (first, again)).changed_since_registration


def test_the_order_of_keys_is_no_change() -> None:
    turned = dict(reversed(content("C5").items()))
    assert canonical_hash(turned) == canonical_hash(content("C5"))


@pytest.mark.parametrize("missing", ["estimand", "rule", "caveats", "registered_at"])
def test_a_claim_without_its_parts_is_refused(missing: str) -> None:
    broken = content("C5")
    del broken[missing]
    with pytest.raises(ClaimError, match=missing):
        read_claim(broken)


def test_a_rule_or_plot_that_nobody_wrote_is_refused() -> None:
    for change in ({"rule": {"kind": "gut feeling"}}, {"plot": "pie"}):
        with pytest.raises(ClaimError):
            read_claim(content("C5") | change)
    with pytest.raises(ClaimError, match="exactly"):
        read_claim(content("C5") | {"rule": content("C5")["rule"] | {"unless": 1}})
    no_words = content("C5")
    del no_words["text_uncertain"]
    with pytest.raises(ClaimError, match="uncertain"):
        read_claim(no_words)


def test_every_caveat_of_a_claim_exists_in_both_languages() -> None:
    for one in room.claims():
        for key in one.caveats:
            assert room.caveats()[key].keys() == {"nl", "en"}


def test_the_word_effect_is_never_used_without_drawing_lots() -> None:
    for one in room.claims():
        for by_language in one.texts.values():
            assert not any("effect" in text.lower() for text in by_language.values())


def test_an_unknown_claim_is_an_error() -> None:
    with pytest.raises(KeyError):
        room.claim("C99")
    assert room.claim("C5").number == 5
