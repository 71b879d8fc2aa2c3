"""Takes made with the mediator, one chosen, captions, the release, the offer; or done away with."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import ClassVar

from visavis.mediation.acts import DeskAct, PartyAct
from visavis.mediation.effects import DropFiles, Due, Step, Write
from visavis.mediation.entries import PartyId
from visavis.mediation.letters.gate import OfferLetter
from visavis.mediation.letters.kept import OFFERED, OFFERED_ON, RELEASED
from visavis.mediation.letters.reading import FILM_ENDS
from visavis.mediation.letters.writing import to_the_gate
from visavis.mediation.safeguards import (
    take_can_still_be_changed,
    text_is_the_one_released,
)
from visavis.mediation.terms import FILM_KEPT, day
from visavis.mediation.video_message.kept import (
    CAPTIONED,
    CHOSEN,
    ENDED,
    FORM,
    MAKES,
    MEDIATOR,
    TAKEN,
    over,
    stands_for,
)
from visavis.mediation.views import PartyView, Picture
from visavis.mediation.words import COMMITTED


@dataclass(frozen=True, slots=True)
class BringTake(DeskAct):
    """A take made in a meeting with its maker, as it was made anew. Any number, until one is chosen."""

    guards: ClassVar = (take_can_still_be_changed,)
    writes: ClassVar = frozenset({TAKEN})
    roles: ClassVar = MEDIATOR
    from_states: ClassVar = MAKES
    brings: ClassVar = True

    party: PartyId
    video: str
    film: Picture

    def for_party(self, who: PartyId, them: PartyView, now: datetime) -> Iterator[Step]:
        yield Write(TAKEN, {"video": self.video, "film": asdict(self.film)})
        yield Due(FILM_ENDS, who, day(now) + FILM_KEPT)


@dataclass(frozen=True, slots=True)
class ChooseTake(DeskAct):
    """The maker chose this one, in the meeting; the others are destroyed at once (§2.5)."""

    guards: ClassVar = (take_can_still_be_changed,)
    writes: ClassVar = frozenset({CHOSEN})
    roles: ClassVar = MEDIATOR
    brings: ClassVar = False

    party: PartyId
    video: str
    file: str

    def for_party(self, who: PartyId, them: PartyView, now: datetime) -> Iterator[Step]:
        mine = them.video(self.video)
        files = [one.file for one in mine.takes] if mine else []
        if self.file in files:
            yield Write(CHOSEN, {"video": self.video, "file": self.file})
            yield DropFiles(who, tuple(one for one in files if one != self.file))


@dataclass(frozen=True, slots=True)
class WriteCaptions(DeskAct):
    """What is said in it, typed by the mediator, for who hears badly: before it is released."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({CAPTIONED})
    roles: ClassVar = MEDIATOR

    party: PartyId
    video: str
    captions: str

    def for_party(self, who: PartyId, them: PartyView, now: datetime) -> Iterator[Step]:
        mine = them.video(self.video)
        if mine is not None and mine.chosen and stands_for(them, mine) is None:
            yield Write(CAPTIONED, {"video": self.video, "captions": self.captions})


@dataclass(frozen=True, slots=True)
class ReleaseVideo(PartyAct):
    """Its maker saw exactly this film with these captions, and lets it go to the mediator's gate (A24)."""

    guards: ClassVar = (text_is_the_one_released,)
    writes: ClassVar = frozenset({RELEASED})
    from_states: ClassVar = COMMITTED

    video: str
    letter: str
    parcel: str
    text: str
    """The captions."""
    pictures: tuple[Picture, ...]
    """The film, alone."""
    version_hash: str
    sign_as: str = ""
    may_stay: bool = False

    def is_as_it_stands(self, me: PartyView) -> bool:
        """The take that was chosen, with its captions as they are now; without captions nothing is released."""
        mine = me.video(self.video)
        if mine is None or mine.film is None or not mine.captions.strip():
            return False
        return self.text == mine.captions and self.pictures == (mine.film,)

    def mine(self, me: PartyView, now: datetime) -> Iterator[Step]:
        mine = me.video(self.video)
        if mine is None or stands_for(me, mine) is not None:
            return
        yield from to_the_gate(self, me, now, may_stay=self.may_stay)
        yield Due(FILM_ENDS, me.party, day(now) + FILM_KEPT)


@dataclass(frozen=True, slots=True)
class DiscardVideo(PartyAct):
    """Its maker does away with what was recorded and does not stand released: gone at once."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({ENDED})
    always: ClassVar = True

    video: str

    def mine(self, me: PartyView, now: datetime) -> Iterator[Step]:
        mine = me.video(self.video)
        if mine is not None and stands_for(me, mine) is None:
            yield from over(me.party, mine.video, mine.takes)


@dataclass(frozen=True, slots=True)
class OfferVideo(OfferLetter):
    """Gate 1: in a talk, to who wishes to know. That it is a video message, and about how long (§2.1)."""

    guards: ClassVar = OfferLetter.guards
    writes: ClassVar = frozenset({OFFERED, OFFERED_ON})
    form: ClassVar = FORM
    a_film: ClassVar = True

    minutes: int = 1

    def for_party(self, who: PartyId, them: PartyView, now: datetime) -> Iterator[Step]:
        if who == self.reader:
            yield Write(OFFERED, {"offer": self.offer, "minutes": max(1, self.minutes)})
