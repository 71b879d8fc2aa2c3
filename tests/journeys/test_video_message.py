"""A video message: made at the desk with its maker, seen at home, released, seen together; in a real browser."""

from pathlib import Path
from typing import Any

import pytest

from tests.doors.desk_at_work import AtWork, work
from tests.doors.lived import Lived
from tests.doors.test_desk_roles import at
from tests.journeys.at_once import at_the_desk, comes_in
from tests.journeys.walkers import Opens, Walker
from tests.rebuilding import brought, filmed
from visavis.mediation.letters import GONE
from visavis.mediation.safeguards import REVIEW

__all__ = ["work"]
pytestmark = pytest.mark.browser
HOW = {
    "zonder-script": {"language": "nl", "width": 1280, "script": False},
    "english-telephone": {"language": "en", "width": 390, "scheme": "dark"},
}
SAID = "0:00 Hallo.\n0:01 Ik denk er vaak aan."
PLAYS = """async () => {
  const film = document.querySelector('video');
  const [captions] = film.textTracks;
  film.muted = true;
  film.loop = true;
  await film.play();
  for (let turn = 0; turn < 100; turn++) {
    if (film.currentTime > 0 && film.videoWidth > 0 && captions.cues?.length == 2) return true;
    await new Promise(done => setTimeout(done, 200));
  }
  return false;
}"""


@pytest.fixture
def host(host: str, settings: Any, tmp_path: Path) -> str:
    settings.VISAVIS_VAR = tmp_path
    return host


@pytest.mark.parametrize("opens_here", HOW.values(), ids=HOW, indirect=True)
def test_a_video_message_is_made_and_seen_with_the_mediator(
    work: AtWork, opens_here: Opens
) -> None:
    lived = work.lived().ready("video_message")
    desk = at_the_desk(opens_here)
    is_made(lived, desk)
    noor, words = comes_in(opens_here, "Noor", lived, lived.a)
    releases(noor, words)
    passes(lived, desk)
    rik, _ = comes_in(opens_here, "Rik", lived, lived.b)
    chooses_to_see_it(rik)
    is_seen_together(desk)
    says_how_long(rik)
    asks_it_back(noor)


def is_made(lived: Lived, desk: Walker) -> None:
    """Two takes and a photo that is none; the first take is chosen, and gets its captions."""
    desk.goes(at("side", lived.where.trajectory, lived.a))
    desk.follows("Make a video message together")
    for name, content in (
        ("huis.jpg", brought.photo()),
        ("een.mp4", filmed.film(seconds=2, size=(640, 360), secret=True)),
        ("twee.mp4", filmed.film(seconds=1)),
    ):
        desk.page.set_input_files(
            "[name=film]", {"name": name, "mimeType": "video/mp4", "buffer": content}
        )
        desk.presses("Bring it in")
        if name == "huis.jpg":
            desk.reads("We can take a film (MP4 or WebM). This file is something else.")
            desk.follows("Back to the video message", within=desk.main.locator("p"))
    assert desk.page.locator("video").count() == 2
    desk.page.locator("main [name=file]").first.check(force=True)
    desk.presses("This one; destroy the others")
    assert desk.page.locator("video").count() == 1
    desk.writes(captions=SAID)
    desk.presses("Keep these captions")


def releases(noor: Walker, words: str) -> None:
    noor.goes("/plek/")
    noor.reads("Your video is ready. Is this how it may go?")
    noor.follows("Look and decide")
    assert "Ik denk er vaak aan." in noor.text
    if noor.script:
        assert noor.page.evaluate(PLAYS)
    noor.chooses(choice="release", may_stay="yes")
    noor.writes(words=words)
    noor.presses("Continue")
    noor.reads("With your mediator.")


def passes(lived: Lived, desk: Walker) -> None:
    desk.goes("/werk/poort/")
    desk.follows("A letter was released. Read along.")
    desk.chooses(looked_at=tuple(REVIEW))
    desk.presses("Let it pass")
    desk.follows("Say to %(label)s that a video message is here", label=desk.said("Side B")[0])
    desk.presses("I told them in a talk that it is here")


def chooses_to_see_it(rik: Walker) -> None:
    rik.goes("/plek/")
    rik.reads("Here is the video message that your mediator told you about.")
    rik.follows("Look and decide")
    rik.chooses(answer="with_mediator")
    rik.presses("Continue")


def is_seen_together(desk: Walker) -> None:
    desk.goes("/werk/poort/")
    desk.follows("Read together what is here for them.")
    desk.chooses(via="phone")
    desk.presses("They want to hear or read it now")
    if desk.script:
        assert desk.page.evaluate(PLAYS)
    assert desk.page.locator("video").count() == 1


def says_how_long(rik: Walker) -> None:
    rik.goes("/plek/schrijven/")
    rik.follows("A video message that you saw")
    rik.follows("Choose how long")
    rik.chooses(keep="yes")
    rik.presses("Keep my choice")
    rik.follows("Let the maker know something")
    rik.ticks("read")
    rik.presses("Let this be known")
    rik.reads("that you saw the video")


def asks_it_back(noor: Walker) -> None:
    noor.goes("/plek/schrijven/")
    noor.follows("Your video message of %(day)s")
    noor.reads_nothing_of("I have seen the video", "Ik heb de video gezien", GONE.nl, GONE.en)
    noor.presses("Take the video back")
