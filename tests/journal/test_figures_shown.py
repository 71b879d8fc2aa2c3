"""What is printed of a year gives no small number away: looked at with linear programming of the test's own.

A reader knows every number that stands there, what each mark says, and which rows add up to which number.
"""

from collections import Counter
from datetime import UTC, datetime

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from tests.journal.years import made_up
from visavis.journal import figures_shown
from visavis.journal.figures_shown import (
    ALONE,
    ELSEWHERE,
    EVENTS,
    REASONS,
    Cell,
    Shown,
    Span,
    shown,
)
from visavis.mediation.figures import OUTCOMES, STEPS, WHY_NOT, WITHOUT, Year
from visavis.mediation.terms import day
from visavis.service.changes import Change
from visavis.service.current import Service, as_if, service_of
from visavis.service.sources import sources_of
from visavis.statistics.disclosure import Mark
from visavis.statistics.errors import NotPublishable

SOURCES = (*sources_of({}).every_name, "unknown")
pytestmark = pytest.mark.pure
TODAY = day(made_up.NOW)
FAR = 1e6
Name = tuple[str, str]


def of(year: Year) -> Shown:
    return shown(2025, year, TODAY)


def all_cells(one: Shown) -> dict[Name, Cell]:
    return {(table, cell.names[0]): cell for table, cells in one.tables.items() for cell in cells}


def sums(one: Shown) -> list[tuple[Name, list[Name]]]:
    """As a reader finds them in the definitions: written apart from the code."""
    rows = {
        table: [(table, cell.names[0]) for cell in cells] for table, cells in one.tables.items()
    }
    without = [("outcomes", name) for name in WITHOUT]
    return [
        *((("steps", "signed_up"), rows[table]) for table in ("events", "began", "sources", "regions")),
        (("steps", "not_taken_up"), rows["reasons"]),
        (("steps", "ended"), rows["outcomes"]),
        (("why_not", "all"), without),
        (("why_not", "all"), [name for name in rows["why_not"] if name[1] != "all"]),
    ]  # fmt: skip


def worked_out(one: Shown) -> dict[Name, tuple[float, float]]:
    """The least and the most that each cell can be that is not printed."""
    cells = all_cells(one)
    place = {name: number for number, name in enumerate(cells)}
    limits = []
    for cell in cells.values():
        if cell.mark is Mark.SHOWN:
            limits.append((cell.n, cell.n))
        elif cell.mark is Mark.SMALL:
            limits.append((0, 9))
        elif cell.mark is Mark.ROUNDED:
            assert cell.n is not None
            limits.append((max(0, cell.n - 2), cell.n + 2))
        else:
            limits.append((10, FAR))
    lines = np.zeros((len(sums(one)), len(cells)))
    for line, (total, parts) in zip(lines, sums(one), strict=True):
        line[place[total]] = 1
        for part in parts:
            line[place[part]] -= 1
    found = {}
    for name, number in place.items():
        if cells[name].n is not None:
            continue
        goal = np.zeros(len(cells))
        goal[number] = 1
        ends = [
            linprog(sign * goal, A_eq=lines, b_eq=np.zeros(len(lines)), bounds=limits)
            for sign in (1, -1)
        ]
        assert all(end.status == 0 for end in ends)
        found[name] = (ends[0].fun, -ends[1].fun)
    return found


def assert_nothing_is_given_away(year: Year) -> Shown:
    one = of(year)
    bounds = worked_out(one)
    for name, cell in all_cells(one).items():
        if cell.n is not None:
            assert cell.n >= 10, name
            continue
        low, high = bounds[name]
        assert (low, high) == (0, 9) if cell.mark is Mark.SMALL else high - low >= 9, name
    return one


@st.composite
def years(draw: st.DrawFn) -> Year:
    year = Year()
    size = draw(st.sampled_from([0, 3, 12, 30, 200]))

    def spread(names: tuple[str, ...], of: int) -> Counter[str]:
        weights = draw(st.lists(st.integers(0, 9), min_size=len(names), max_size=len(names)))
        whole = sum(weights) or 1
        found = Counter({name: of * w // whole for name, w in zip(names, weights, strict=True)})
        found[names[0]] += of - sum(found.values())
        return found

    year.events, year.sources = spread(EVENTS, size), spread(SOURCES, size)
    year.began = spread(("harmed", "responsible"), size)
    year.regions = spread(("Noord", "Zuid", "Oost", "unknown"), size)
    year.reasons = spread(REASONS, draw(st.integers(0, 60)))
    year.outcomes = spread(OUTCOMES, draw(st.integers(0, 160)))
    year.why_not = spread(WHY_NOT, sum(year.outcomes[name] for name in WITHOUT))
    year.steps = Counter({name: draw(st.integers(0, 40)) for name in ALONE})
    return year


@settings(max_examples=12, deadline=None)
@given(years())
def test_no_hidden_number_can_be_worked_out_of_what_is_printed(year: Year) -> None:
    assert_nothing_is_given_away(year)


def test_of_a_service_of_some_size_most_is_shown_and_the_totals_are() -> None:
    one = assert_nothing_is_given_away(made_up.year(300))
    cells = all_cells(one)
    assert cells["steps", "signed_up"].n == 300
    assert cells["steps", "ended"].n == sum(made_up.year(300).outcomes.values())
    able = [name for name, n in made_up.year(300).sources.items() if n >= 10]
    assert sum(cells["sources", name].n is not None for name in able) >= len(able) - 1
    assert cells["outcomes", "no_contact_with_meaning"].n is not None


def test_a_table_of_small_numbers_alone_shows_none_of_them() -> None:
    one = assert_nothing_is_given_away(made_up.year(8))
    assert all(cell.n is None for cell in all_cells(one).values())


def test_where_nothing_helps_no_number_of_these_tables_is_printed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def never(tables: object) -> None:
        raise NotPublishable("whatever is hidden")

    monkeypatch.setattr(figures_shown, "protect", never)
    assert {cell.mark for cell in all_cells(of(made_up.year(300))).values()} == {Mark.HIDDEN}


def test_small_regions_stand_together_and_spellings_are_one() -> None:
    year = made_up.year(31)
    year.regions = Counter({"Noord": 12, "noord": 4, "Zuid": 9, "unknown": 5, "Elsewhere": 1})
    found = {cell.names[0]: cell.n for cell in of(year).tables["regions"]}
    assert found == {"Noord": 16, ELSEWHERE: 15}


def with_regions(*retired: str) -> Service:
    said = {
        "north": ("Noord", "Assen\nEmmen", "2", "retired" if "Noord" in retired else ""),
        "south": ("Zuid", "Breda", "1", ""),
        "west": ("West", "", "3", "retired" if "West" in retired else ""),
    }
    at = datetime(2026, 1, 1, tzinfo=UTC)
    return service_of(
        {f"regions.{c}": Change(1, f"regions.{c}", v, "x", at) for c, v in said.items()}
    )


def test_regions_of_the_service_each_have_a_row_in_its_order_whatever_their_number() -> None:
    year = made_up.year(75)
    year.regions = Counter({"Assen": 12, "emmen": 14, "Breda": 30, "Lutjebroek": 11, "unknown": 8})
    with as_if(with_regions()):
        cells = assert_nothing_is_given_away(year).tables["regions"]
    assert [cell.names[0] for cell in cells] == ["Zuid", "Noord", "West", ELSEWHERE]
    assert {cell.names[0]: cell.n for cell in cells} == {
        "Zuid": 30, "Noord": 26, "West": None, ELSEWHERE: None,
    }  # fmt: skip
    assert [cell.mark for cell in cells if cell.n is None] == [Mark.SMALL, Mark.HIDDEN]


def test_a_retired_region_keeps_its_row_while_it_is_not_small() -> None:
    year = made_up.year(75)
    year.regions = Counter({"Assen": 26, "Breda": 30, "West": 19})
    with as_if(with_regions("Noord", "West")):
        assert [c.n for c in of(year).tables["regions"]] == [30, 26, None, None]
    year.regions = Counter({"Assen": 26, "Breda": 44, "West": 5})
    with as_if(with_regions("Noord", "West")):
        assert [c.names[0] for c in of(year).tables["regions"]] == ["Zuid", "Noord", ELSEWHERE]


def test_a_code_without_a_row_is_another() -> None:
    year = made_up.year(75)
    year.events = Counter({"violence": 30, "traffic": 20, "something_new": 25})
    found = {cell.names[0]: cell.n for cell in of(year).tables["events"]}
    assert set(found) == set(EVENTS)
    assert (found["violence"], found["traffic"], found["other"]) == (30, None, 25)


def test_every_step_stands_in_the_table_of_steps() -> None:
    assert [cell.names[0] for cell in of(Year()).tables["steps"]] == list(STEPS)


@pytest.mark.parametrize(
    ("people", "there", "said"),
    [
        (19, 19, Span()),
        (20, 20, Span(median=10)),
        (39, 39, Span(median=19)),
        (41, 41, Span(median=20, low=10, high=30)),
        (41, 9, Span()),
    ],
)
def test_times_need_ten_trajectories_on_either_side_and_a_number_that_is_shown(
    people: int, there: int, said: Span
) -> None:
    year = Year(steps=Counter({"talked": there}), spans={"to_talk": list(range(people))})
    assert of(year).spans["to_talk"] == said
