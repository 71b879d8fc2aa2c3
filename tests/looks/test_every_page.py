"""Every page that can be read, of every door, before the eyes and hands of all.

In a daily run each is read by the Nu checker in one language, and looked at in one way (how wide, in which colours)
unless one made of the same parts was; language and way are drawn by its name. ``make looks`` looks at each in every
way, and keeps a picture of it in ``VISAVIS_PICTURES``.
"""

from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.bad_input import town as towns
from tests.looks import checker
from tests.looks.looking import Looker, served
from tests.looks.pages import Shown, shown
from tests.looks.ways import LOOKS, languages_of, ways_of
from tests.services import nu
from visavis.outside import typeset

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

DOORS = {
    "the desk": {"desk"},
    "the other doors": {
        *("", "frontdoor", "participant", "guest"),
        *("questionnaire", "referrer", "research", "keeper"),
    },
}
AS_MANY_AS = 250
"""Pages at least, of either."""


@pytest.mark.parametrize("doors", DOORS)
def test_every_page_can_be_used_by_all_in_each_way_of_looking(
    doors: str,
    built: towns.Town,
    browser: Browser,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """axe and the Nu checker find nothing, the keyboard comes everywhere, nothing scrolls sideways."""
    monkeypatch.setattr(typeset.typst, "compile", lambda *_, **__: b"%PDF")
    town = deepcopy(built)
    with towns.living(town):
        pages = list(shown(town, DOORS[doors], languages_of))
    assert len(pages) > AS_MANY_AS
    reading = checker.begun(checker.written(pages, tmp_path)) if nu() else None
    with served(pages) as place:
        looker = Looker(browser, place)
        for number in _to_look_at(pages):
            page = pages[number]
            for way in ways_of(page.label):
                looker.looks(number, page.name, way)
    if LOOKS:
        print(f"\n{len(pages)} pages of {doors}, {looker.looked} looks, {looker.asked} by axe.")
    wrong = looker.wrong + (checker.found_by(reading) if reading else [])
    assert not wrong, f"{len(wrong)} things:\n" + "\n".join(wrong)


def _to_look_at(pages: list[Shown]) -> Iterator[int]:
    """Their numbers; in a daily run, of pages made of the very same parts only the first."""
    seen = set()
    for number, page in enumerate(pages):
        if LOOKS or page.made_of not in seen:
            seen.add(page.made_of)
            yield number
