"""Two people, from the front door to afterwards, as whoever knows nothing but the screen.

Against a real server in a process of its own. With ``VISAVIS_PICTURES`` set, every page is drawn
into that folder.
"""

import pytest

from tests.journeys import afterwards, way, writing
from tests.journeys.walkers import HOW, Opens

pytestmark = pytest.mark.browser
WAYS = {
    "telefoon": HOW["telefoon"],
    "english-without-script": {**HOW["english-dark"], "script": False},
}


@pytest.mark.parametrize("opens", WAYS.values(), ids=WAYS, indirect=True)
def test_two_people_walk_the_whole_way(opens: Opens, request: pytest.FixtureRequest) -> None:
    pair = way.signs_up(opens, tag=request.node.callspec.id)
    way.is_taken_up(pair)
    way.explores(pair, "a", pair.bram)
    way.lets_us_ask(pair.bram)
    way.says_what_may_be_told(pair.bram)
    text, words = way.gets_a_letter(pair)
    for never in ("Bram", way.STORY, "inbraak", "ingebroken"):
        assert never not in text
    pair.bram.one_day_later()
    way.wants_to_talk(pair, words)
    way.explores(pair, "b", pair.other)
    way.says_what_may_be_told(pair.other)
    way.prepares(pair)
    writing.writes_loses_and_finds(pair)
    writing.releases(pair, "a", pair.bram, writing.FIRST)
    writing.is_given_back(pair)
    writing.releases(pair, "a", pair.bram, writing.SECOND)
    writing.knows_what_is_known(pair)
    writing.passes_and_is_offered(pair, "b")
    writing.reads_later_then_now(pair)
    writing.lets_the_writer_know(pair)
    writing.answers_by_letter(pair)
    writing.knows_what_is_known(pair)
    writing.asks_back(pair.bram)
    writing.asks_back(pair.other)
    afterwards.answers_for_the_study(pair, all_of_it=pair.tag == "telefoon")
    afterwards.rounds_off(pair)
    afterwards.stops(pair)
