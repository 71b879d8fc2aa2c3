"""What was offered at the end, compared beside C21: never part of its grade, never a count that points at few."""

from dataclasses import replace
from functools import cache

import pytest

from tests.factsheet.synthetic import Truth, snapshot
from visavis.doors.research.offers import offers_table
from visavis.factsheet.claims import claim, offers_rule
from visavis.factsheet.evidence import Evidence, gather
from visavis.factsheet.grades import Grade, Interval
from visavis.factsheet.layout import teller_of
from visavis.factsheet.sheet import plain
from visavis.mediation.support import CLOSING_MENU
from visavis.study.snapshot import OFFERS, nothing

pytestmark = pytest.mark.pure

LARGE = Truth(asked=1800, agreed=460, answered=420, waves=(390, 350, 300), unlinked=6)


@cache
def of(truth: Truth) -> Evidence:
    (found,) = gather(snapshot(truth), [claim("C21")])
    return found


def worlds(**changes: object) -> Evidence:
    return of(replace(LARGE, **changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("helped", "grade"),
    [(0.8, Grade.SUPPORTED), (0.53, Grade.UNCERTAIN), (0.2, Grade.NOT_SUPPORTED)],
)
def test_the_weakest_offer_decides_whether_it_helped_most(helped: float, grade: Grade) -> None:
    found = worlds(helped=helped).offers
    assert found is not None
    assert found.grade is grade


def test_where_few_let_it_stand_beside_their_answers_it_is_uncertain() -> None:
    few, nobody = worlds(closing_told=0.05).offers, worlds(closing_told=0.0).offers
    assert few is not None
    assert nobody is not None
    assert 0 < few.people < 30
    assert few.grade is nobody.grade is Grade.UNCERTAIN
    teller = teller_of(snapshot(LARGE), [worlds(closing_told=0.0)], "en")
    assert plain(teller.offers(worlds(closing_told=0.0))) == offers_rule().texts["uncertain"]["en"]
    assert offers_table(teller, worlds(closing_told=0.0)) is None


def test_the_claim_itself_is_what_it_was_without_any_offer() -> None:
    bare = replace(snapshot(LARGE), offers=nothing(OFFERS))
    (without,) = gather(bare, [claim("C21")])
    for found in (worlds(), worlds(helped=0.1)):
        assert found.verdict == without.verdict
        assert found.figures["share"] == without.figures["share"]


def test_a_share_is_of_those_who_got_it_and_said_so() -> None:
    held = snapshot(LARGE)
    answered = held.scores.filter((held.scores["wave"] == 2) & ~held.scores["outside_window"])
    ids = set(answered.drop_nulls("EN_hard")["study_id"])
    rows = [row for row in held.offers.to_dicts() if row["study_id"] in ids]
    said = [row["helped"] for row in rows if row["what"] == "closing_talk" and row["helped"]]
    (talk,) = (one for one in of(LARGE).offers.of if one.what == "closing_talk")
    assert talk.said == talk.helped.of == len(said)
    assert isinstance(talk.helped.value, Interval)
    assert talk.helped.value.estimate == pytest.approx(sum(one >= 4 for one in said) / len(said))
    assert talk.chosen == sum(row["what"] == "closing_talk" and row["stage"] >= 2 for row in rows)
    (circle,) = (one for one in of(Truth()).offers.of if one.what == "support_circle")
    assert circle.helped is None


@pytest.mark.parametrize("language", ["nl", "en"])
def test_all_offers_stand_in_one_table_and_no_small_count_can_be_taken_from_it(
    language: str,
) -> None:
    for truth in (LARGE, Truth(), replace(LARGE, closing_told=0.985)):
        found = of(truth)
        table = offers_table(teller_of(snapshot(truth), [found], language), found)  # type: ignore[arg-type]
        assert table is not None
        assert len(table.rows) == len(CLOSING_MENU)
        for row in table.rows:
            exact = [found.n] + [
                int(cell.replace(".", "")) for cell in row[1:5] if cell[0].isdigit()
            ]
            assert all(count >= 10 for count in exact)
            assert not any(0 < abs(a - b) < 10 for a in exact for b in exact)


def test_the_sentence_names_each_offer_from_what_helped_most_with_its_number() -> None:
    found = of(LARGE)
    said = teller_of(snapshot(LARGE), [found], "en").offers(found)
    shares = [one.helped.value.estimate for one in found.offers.of if one.helped is not None]
    assert plain(said).count(" of 10 (between") == len(shares) >= 2
    assert "%" not in plain(said)
