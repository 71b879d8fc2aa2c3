"""What was written or said from one to the other, as its author and as its reader see it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

MAY_GIVE = "may_give"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture, a page or a film that goes along: as it was rebuilt, never what somebody's device made.

    ``digest``: SHA-256 of it, in hex; ``width`` and ``height`` in pixels; ``says``: what is on it, in words;
    ``seconds``: how long a film takes, 0 for what stands still.
    """

    file: str
    digest: str
    width: int
    height: int
    says: str = ""
    seconds: int = 0


def film_in(pictures: Iterable[Picture]) -> Picture | None:
    """The film of a video message; None for a letter."""
    return next((one for one in pictures if one.seconds), None)


@dataclass(frozen=True, slots=True)
class MyLetter:
    """A letter of one's own. ``state``: released, returned or recalled; never what became of it there."""

    letter: str
    parcel: str
    text: str
    version_hash: str
    sign_as: str
    released_on: date
    state: str = "released"
    word: str = ""
    reaction: str = ""
    reader_received: bool = False
    reader_read: bool = False
    pictures: tuple[Picture, ...] = ()
    last_word: str = ""
    """What its author said, at the end, that becomes of it."""
    may_stay: bool = False
    """Of a video message: whether its maker lets it be kept longer, if the other wants that too."""

    @property
    def film(self) -> Picture | None:
        """Of a video message; its ``text`` is the captions."""
        return film_in(self.pictures)

    @property
    def may_be_given(self) -> bool:
        """Whether its author let it go once more, to be given without them if the reader ever asks."""
        return self.last_word == MAY_GIVE

    @property
    def on_its_way(self) -> bool:
        """Whether a parcel of it may stand, for all its author can know."""
        return self.state == "released" or self.may_be_given


@dataclass(frozen=True, slots=True)
class Offer:
    """Something is here for this person. Text only once they opened it.

    ``state``: offered, answered, opened or gone.
    """

    offer: str
    state: str = "offered"
    answer: str = ""
    until: date | None = None
    text: str = ""
    sign_as: str = ""
    opened_on: date | None = None
    reaction: str = ""
    released_received: bool = False
    released_read: bool = False
    pictures: tuple[Picture, ...] = ()
    minutes: int = 0
    """Of a video message: about how long it takes, said with the offer; 0: it is a letter."""
    keep: bool = False
    """Whether this person wants the film to be kept longer."""
    stays: bool = False
    """It is kept longer: everyone chose so."""
    ended: bool = False
    """The film was destroyed when its time came."""

    @property
    def film(self) -> Picture | None:
        return film_in(self.pictures)


@dataclass(frozen=True, slots=True)
class MyVideo:
    """A video message of one's own in the making. ``takes``: all until one is chosen, then that one.

    ``on``: the day of the last take. ``captions``: as the mediator typed them, a line each.
    """

    video: str
    takes: tuple[Picture, ...] = ()
    on: date = date.min
    chosen: bool = False
    captions: str = ""

    @property
    def film(self) -> Picture | None:
        """The take that was chosen."""
        return self.takes[0] if self.chosen else None


@dataclass(frozen=True, slots=True)
class MyMessage:
    """A message of one's own, to be said by the mediator.

    ``state``: said, approved (word for word), returned or recalled; never what became of it there.
    """

    message: str
    text: str
    version_hash: str
    state: str = "said"
    word: str = ""
    reaction: str = ""
    received: bool = False


@dataclass(frozen=True, slots=True)
class Heard:
    """Something the mediator said to this person; its text where they wished to read it too."""

    delivery: str
    on: date
    text: str = ""
    reaction: str = ""
    released_received: bool = False


@dataclass(frozen=True, slots=True)
class SharedDraft:
    """What someone is still writing, as they showed it to their mediator once, and the mediator's word."""

    letter: str
    text: str
    word: str = ""
    worded_on: date | None = None
