"""What was written or said from one to the other, as its author and as its reader see it."""

from dataclasses import dataclass
from datetime import date

MAY_GIVE = "may_give"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture, or a page, that goes with a letter: as it was rebuilt, never what somebody's device made.

    ``digest``: SHA-256 of it, in hex; ``width`` and ``height`` in pixels; ``says``: what is on it, in words.
    """

    file: str
    digest: str
    width: int
    height: int
    says: str = ""


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
