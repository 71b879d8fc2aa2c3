"""Which form of contact the study learns of: the one that a person's own page has shown first."""

from datetime import date

import pytest

from visavis.config.sweeping import form_shown
from visavis.mediation.entries import PartyId
from visavis.mediation.views import Heard, Held, MyLetter, MyMessage, Offer, PartyView, Picture

pytestmark = pytest.mark.pure
ON = date(2026, 9, 4)
FILM = Picture("file", "digest", 640, 360, seconds=90)


def written(*pictures: Picture) -> MyLetter:
    return MyLetter("l", "p", "words", "hash", "", ON, reader_read=True, pictures=pictures)


@pytest.mark.parametrize(
    ("shown", "form"),
    [
        ({"held": (Held("c", "conference", ON, 60, False),)}, "conference"),
        ({"offers": (Offer("o", state="opened", minutes=2),)}, "video_message"),
        ({"offers": (Offer("o", state="opened"),)}, "letters"),
        ({"letters": (written(FILM),)}, "video_message"),
        ({"letters": (written(),)}, "letters"),
        ({"heard": (Heard("d", ON),)}, "shuttle"),
        ({"messages": (MyMessage("m", "words", "hash", received=True),)}, "shuttle"),
        ({"letters": (written(),), "heard": (Heard("d", ON),)}, "letters"),
    ],
)
def test_the_form_is_the_one_that_the_own_page_showed(shown: dict[str, object], form: str) -> None:
    assert form_shown(PartyView(PartyId("p"), **shown)) == form  # type: ignore[arg-type]
