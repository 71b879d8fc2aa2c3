"""A video message in a story: one take, captions, released, seen in a talk, a reaction.

The film is nobody's: three seconds of moving grey and a soft tone.

A film stands on the disk and not in memory, so such a story is lived and kept in one transaction (`service.build`).
"""

import random
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from visavis.demo import figures, words
from visavis.journal import files
from visavis.journal.keys import Place, PlaceRole, desk_ring
from visavis.journal.life import Life
from visavis.journal.record import new_id
from visavis.mediation.entries import PartyId
from visavis.mediation.letters import OpenLetter, PassLetter, ReleaseReaction, TellReaction
from visavis.mediation.safeguards import REVIEW, version_hash_of
from visavis.mediation.video_message import (
    BringTake,
    ChooseTake,
    OfferVideo,
    ReleaseVideo,
    WriteCaptions,
)
from visavis.mediation.views import Picture
from visavis.mediation.words import PartyState

if TYPE_CHECKING:
    from visavis.demo.story import Story

P = PartyState
FORM = "video_message"
CLIP = Path(__file__).with_name("clip.webm")
WIDTH, HEIGHT, SECONDS = 160, 90, 3


def film_of(life: Life, maker: PartyId, file: str) -> Picture:
    """The clip, kept under this person's key. Only inside the transaction that keeps the life."""
    content = CLIP.read_bytes()
    lane = life.sheet.lanes[Place(PlaceRole.OWN, maker)]
    files.keep(lane, desk_ring(life.keys), content, file)
    return Picture(file, sha256(content).hexdigest(), WIDTH, HEIGHT, seconds=SECONDS)


class Video:
    """Beside one story, where it is the first form of contact."""

    def __init__(self, story: "Story") -> None:
        self.story = story
        self.rng = random.Random(f"video:{story.nickname}:{story.begins.isoformat()}")

    def makes(self, maker: PartyId, viewer: PartyId, now: datetime) -> None:
        if not self._both_here(maker, viewer, now):
            return
        story = self.story
        video, file, letter, parcel, offer = (new_id(self.rng) for _ in range(5))
        film = film_of(story.life, maker, file)
        text = self.rng.choice(words.CAPTIONS)
        whole = version_hash_of(text, "", (film,))
        story.desk(BringTake(maker, video, film), now)
        story.desk(ChooseTake(maker, video, file), now)
        story.desk(WriteCaptions(maker, video, text), now)
        story.by(maker, ReleaseVideo(video, letter, parcel, text, (film,), whole), now)

        def passes(t: datetime) -> None:
            if self._stands(maker, letter, t):
                story.desk(PassLetter(maker, letter, whole, tuple(REVIEW)), t)
                self._in(t, 6, offers)

        def offers(t: datetime) -> None:
            if self._both_here(maker, viewer, t) and self._stands(maker, letter, t):
                story.desk(OfferVideo(maker, viewer, letter, parcel, whole, offer, 1), t)
                self._in(t, 8, sees)

        def sees(t: datetime) -> None:
            if not self._both_here(maker, viewer, t):
                return
            story.by(viewer, OpenLetter(offer), t)
            found = story.me(viewer, t).offer(offer)
            if found is not None and found.state == "opened":
                self._in(t, 3, reacts)

        def reacts(t: datetime) -> None:
            reaction = self.rng.choice(words.REACTIONS_TO_MESSAGES)
            story.by(viewer, ReleaseReaction(offer, True, True, reaction), t)
            story.desk(TellReaction(maker, letter, True, True, reaction), t)
            for who in (maker, viewer):
                self._in(t, 55, partial(story.begin_closing, who))

        self._in(now, 2, passes)

    def _in(self, now: datetime, median: float, moment: Callable[[datetime], None]) -> None:
        """After about so many days."""
        days = max(0.5, median * self.rng.lognormvariate(0, 0.4))
        self.story.later(now, now + timedelta(days=days), moment)

    def _both_here(self, maker: PartyId, viewer: PartyId, now: datetime) -> bool:
        return all(self.story.here(who, now, P.READY, P.IN_CONTACT) for who in (maker, viewer))

    def _stands(self, maker: PartyId, letter: str, now: datetime) -> bool:
        mine = self.story.me(maker, now).letter(letter)
        return mine is not None and mine.state == "released"


def first_form(draw: float, films: bool) -> str:
    """Which form of contact comes first, of letters and what stands beside them. ``draw``: 0 to 1."""
    if draw < figures.SHUTTLE_FIRST:
        return "shuttle"
    return FORM if films and draw < figures.SHUTTLE_FIRST + figures.VIDEO_FIRST else "letters"
