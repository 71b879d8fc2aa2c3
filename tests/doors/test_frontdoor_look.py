"""The look of all doors: colours and sizes in one place, no inline code, logical sides only."""

import re
from pathlib import Path

import pytest

import visavis
from visavis.config import stylesheet

pytestmark = pytest.mark.pure

PACKAGE = Path(visavis.__file__).parent
STYLES = sorted(set(PACKAGE.glob("doors/*/static/**/*.css")) - {stylesheet.BESIDE})
TEMPLATES = sorted(PACKAGE.glob("**/templates/**/*.html"))
BREAKPOINTS = {"22rem", "30rem", "36rem", "44rem", "48rem", "56rem", "70rem"}

LENGTH = re.compile(r"(?<![\w.-])\d*\.?\d+(?:rem|px|pt|pc|mm|cm|in|vw|vh|vmin|vmax)\b")
COLOUR = re.compile(
    r"#[0-9a-fA-F]{3,8}\b|\b(?:rgb|hsl|hwb|lab|lch|oklab|oklch|color)a?\(|"
    r":[^;]*\b(?:black|white|red|green|blue|gr[ae]y|yellow|orange|brown|purple|navy|teal)\b"
)
PHYSICAL = re.compile(
    r"(?<![\w-])(?:(?:margin|padding|border|inset|scroll-(?:margin|padding))-)?(?:left|right)(?![\w-])\s*:|"
    r"(?<![\w-])(?:float|text-align|clear)\s*:\s*(?:left|right)|(?<![\w-])border-(?:top|bottom)-(?:left|right)-"
)
"""Sides of the page that do not turn round in a language from right to left."""


def rules(path: Path) -> str:
    """A style sheet without comments and without what a media query asks."""
    text = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.S)
    return re.sub(r"@media[^{]*", "@media ", text)


def without_comments(path: Path) -> str:
    return re.sub(r"{#.*?#}|{% comment %}.*?{% endcomment %}", "", path.read_text(), flags=re.S)


def test_there_is_something_to_check():
    assert len(STYLES) >= 7
    assert len(TEMPLATES) >= 20


def test_the_one_file_that_pages_load_is_what_its_parts_say():
    assert stylesheet.BESIDE.read_text() == stylesheet.joined()
    assert set(stylesheet.PARTS) <= {path.name for path in STYLES}


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_colours_and_sizes_stand_in_the_tokens_only(path):
    if path.name == "tokens.css":
        return
    assert not LENGTH.findall(rules(path))
    assert not COLOUR.findall(rules(path))


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_every_token_used_exists_and_no_width_outside_the_list_is_asked_for(path):
    tokens = set(
        re.findall(
            r"(--[\w-]+)\s*:", (PACKAGE / "doors/shared/static/shared/tokens.css").read_text()
        )
    )
    local = set(re.findall(r"(--[\w-]+)\s*:", path.read_text()))
    assert set(re.findall(r"var\((--[\w-]+)", path.read_text())) <= tokens | local
    asked = re.findall(r"@media[^{]*?width:\s*([\w.]+)\)", path.read_text())
    assert set(asked) <= BREAKPOINTS


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_sides_are_logical_so_that_the_page_turns_round_in_arabic(path):
    assert not PHYSICAL.findall(rules(path))


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_nothing_moves(path):
    assert not re.findall(r"\b(?:transition|animation|@keyframes)\b", rules(path))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_carries_style_or_script_of_its_own(path):
    text = without_comments(path)
    assert not re.search(r"<style|\sstyle=", text)
    assert not re.search(r"<script(?![^>]*\ssrc=)", text)
    assert not re.search(r"\son\w+=[\"']", text)
    assert "javascript:" not in text


def test_a_participants_title_is_one_of_the_closed_list():
    layout = PACKAGE / "doors/shared/templates/shared/participant_layout.html"
    for path in [layout, *PACKAGE.glob("doors/participant/templates/**/*.html")]:
        for title in re.findall(r"{% block title %}(.*?){% endblock", without_comments(path), re.S):
            chosen = re.sub(r"{% (if|elif|else|endif)[^%]*%}", "", title)
            assert re.fullmatch(r'(\s*{% neutral_title "\w+" %})+\s*', chosen), path.name
