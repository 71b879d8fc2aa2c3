"""Charts: whole scales, words beside every mark, no inline style, one drawing for page and paper."""

import re
from xml.etree import ElementTree

import pytest

from visavis.factsheet import charts
from visavis.factsheet.charts import Drawing, Line, Pair, Plane, Point, Row

pytestmark = pytest.mark.pure
SVG = "{http://www.w3.org/2000/svg}"
A, B = Point("Wave 1", 2.8, 2.6, 3.0, "n = 118"), Point("Wave 2", 3.4, 3.1, 3.6, "n = 105")


def drawings() -> dict[str, Drawing]:
    return {
        "slopes": charts.slopes(
            "In charge", "All numbers.", [Plane("In charge", [Line("all", [A, B])], (1, 5))]
        ),
        "two ways": charts.slopes(
            "In charge",
            "All numbers.",
            [Plane("In charge", [Line("with", [A, B]), Line("without", [B, A])], (1, 5), (0, 0.2))],
            axis="wave",
            names=["with", "without"],
            width=charts.SMALL,
        ),
        "dots": charts.dots(
            "Heard",
            "All numbers.",
            [Row("Kin", B, "3.4", 3.5), Row("Harmed", A, "2.8", 3.5)],
            (1, 5),
            [(tick, str(tick)) for tick in range(1, 6)],
        ),
        "stacked": charts.stacked("Parts", "All.", [("one", "40%", 0.4), ("rest", "60%", 0.6)]),
        "blocks": charts.blocks(
            "Hard", "All numbers.", ("a", "b"), ("c", "d"), (("1", "2"), ("3", "4"))
        ),
        "flow": charts.flow(
            "Who", "All numbers.", [("Asked", "100", 1.0), ("Said yes", "20", 0.2)]
        ),
        "pairs": charts.paired_dots(
            "Alike",
            "All numbers.",
            ("asked", "answered"),
            [Pair("Kin", 0.1, Point("", 0.2, 0.1, 0.3))],
        ),
        "empty": charts.empty("Too few", "Too few people answered this to say something."),
    }


@pytest.mark.parametrize("name", drawings())
def test_nothing_is_drawn_beside_the_drawing(name: str) -> None:
    made = drawings()[name]
    for tag, _, at, words in made.marks:
        places = {key: float(value) for key, value in at.items() if isinstance(value, (int, float))}
        assert all(places.get(key, 0) >= -0.1 for key in ("x", "x1", "x2", "cx"))
        assert all(places.get(key, 0) <= made.width + 0.1 for key in ("x", "x1", "x2", "cx"))
        assert all(0 <= places.get(key, 0) <= made.height for key in ("y", "y1", "y2", "cy")), words
        if tag == "rect":
            assert places["x"] + places["width"] <= made.width + 0.1


@pytest.mark.parametrize("name", drawings())
def test_a_chart_has_a_title_and_a_description_and_no_inline_style(name: str) -> None:
    page = drawings()[name].on_page("x")
    root = ElementTree.fromstring(page)
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == "x-t x-d"
    assert root.find("title") is not None
    assert root.find("desc") is not None
    assert "style=" not in page
    assert not re.search(r"#[0-9a-f]{3,6}", page)


@pytest.mark.parametrize("name", drawings())
def test_page_and_paper_hold_the_same_marks_and_words(name: str) -> None:
    page = ElementTree.fromstring(drawings()[name].on_page("x"))
    paper = ElementTree.fromstring(drawings()[name].on_paper())
    on_page = [(mark.tag, mark.text) for mark in page if mark.tag not in ("title", "desc")]
    on_paper = [(mark.tag.replace(SVG, ""), mark.text) for mark in paper]
    assert on_page == on_paper


def test_the_axis_is_never_cut() -> None:
    page = drawings()["slopes"].on_page("x")
    assert re.findall(r'text-anchor="end">(\d)<', page) == ["1", "2", "3", "4", "5"]
    assert re.findall(r">(\d+%)<", drawings()["pairs"].on_page("x"))[-1] == "100%"
    assert re.findall(r">(\d)<", drawings()["dots"].on_page("x"))[:5] == ["1", "2", "3", "4", "5"]


def test_two_ways_differ_by_shape_and_dash_and_not_by_colour_alone() -> None:
    marks = drawings()["two ways"].marks
    assert {role for tag, role, *_ in marks if tag == "circle"} == {"c1f"}
    assert "c2f" in {role for tag, role, *_ in marks if tag == "rect"}
    assert {role for tag, role, *_ in marks if tag == "polyline"} == {"c1", "c2"}


def test_the_parts_of_a_whole_fill_the_bar() -> None:
    bars = [at for tag, _, at, _ in drawings()["stacked"].marks if tag == "rect" and at["y"] == 4]
    assert sum(float(str(at["width"])) + 2 for at in bars) == pytest.approx(charts.NARROW)


def test_a_higher_mean_stands_higher() -> None:
    first, second = re.findall(r'<circle [^>]*cy="([\d.]+)"', drawings()["slopes"].on_page("x"))
    assert float(second) < float(first)


def test_the_number_of_people_stands_under_each_wave() -> None:
    page = drawings()["slopes"].on_page("x")
    assert "n = 118" in page
    assert "n = 105" in page


def test_words_of_others_cannot_become_marks() -> None:
    page = charts.empty("<b>", "a & <script>").on_page("x")
    assert "<script>" not in page
    assert "&lt;b&gt;" in page
