"""The author's own acts: releasing exactly what was shown, and asking it back (domain §2.3.2, §2.3.9)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Protocol

from visavis.mediation.acts import PartyAct
from visavis.mediation.effects import (
    Done,
    DropParcel,
    Due,
    MakeParcel,
    Step,
    Task,
    Write,
)
from visavis.mediation.entries import Json
from visavis.mediation.letters.kept import (
    RECALLED,
    RELEASED,
    pictures_said,
)
from visavis.mediation.safeguards import (
    text_is_the_one_released,
)
from visavis.mediation.terms import day, working_days_after
from visavis.mediation.views import PartyView, Picture
from visavis.mediation.words import COMMITTED, Text

RECALL_ANSWER = Text(
    "Uw bemiddelaar heeft dit ontvangen. Wat al gelezen is, kan niet terug.",
    "Your mediator has received this. What has already been read cannot come back.",
)
"""Always the same: a differing answer would be a read receipt."""


class Released(Protocol):
    """What its author lets go: a letter, or the film and captions of a video message."""

    @property
    def letter(self) -> str: ...
    @property
    def parcel(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def version_hash(self) -> str: ...
    @property
    def sign_as(self) -> str: ...
    @property
    def pictures(self) -> tuple[Picture, ...]: ...


def to_the_gate(what: Released, me: PartyView, now: datetime, **more: Json) -> Iterator[Step]:
    """It stands released with its author, travels as a parcel, and waits to be read along."""
    news = me.news_date or day(now) + me.terms.lasts("next_news")
    yield Write(
        RELEASED,
        {
            "letter": what.letter,
            "parcel": what.parcel,
            "text": what.text,
            "version_hash": what.version_hash,
            "sign_as": what.sign_as,
            "pictures": pictures_said(what.pictures),
            "news_date": news.isoformat(),
            **more,
        },
    )
    if me.news_date is None:
        # from release on the author always has a day on which they hear something
        yield Due("news", me.party, news)
    yield MakeParcel(what.parcel, what.text, what.sign_as, what.version_hash, what.pictures)
    yield Task("read_along", me.party, working_days_after(day(now), 2), about=what.letter)


@dataclass(frozen=True, slots=True)
class ReleaseLetter(PartyAct):
    """The author lets exactly this text and these pictures, so signed, go to the mediator (A24)."""

    guards: ClassVar = (text_is_the_one_released,)
    writes: ClassVar = frozenset({RELEASED})
    from_states: ClassVar = COMMITTED

    letter: str
    parcel: str
    text: str
    version_hash: str
    """What was on the screen; another version cannot be released."""
    sign_as: str
    pictures: tuple[Picture, ...] = ()

    def mine(self, me: PartyView, now: datetime) -> Iterator[Step]:
        yield from to_the_gate(self, me, now)


@dataclass(frozen=True, slots=True)
class RecallLetter(PartyAct):
    """The author asks a letter back. Unread, its text is gone at once; the answer is always the same."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({RECALLED})
    always: ClassVar = True

    letter: str

    def mine(self, me: PartyView, now: datetime) -> Iterator[Step]:
        letter = me.letter(self.letter)
        if letter is None or not letter.on_its_way:
            return
        yield Write(RECALLED, {"letter": self.letter})
        yield DropParcel(letter.parcel)
        yield Done("read_along", me.party, about=self.letter)
        yield Task(
            "letter_asked_back", me.party, working_days_after(day(now), 1), about=self.letter
        )
