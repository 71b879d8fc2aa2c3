"""What an act leaves behind: entries, work for the desk, dated work, messages, parcels."""

from dataclasses import dataclass
from datetime import date

from visavis.mediation.entries import Audience, Body, Entry, Lane, PartyId
from visavis.mediation.views.written import Picture
from visavis.mediation.words import Text


@dataclass(frozen=True, slots=True)
class Write:
    """An entry to be written into the lane the generator stands for."""

    kind: str
    body: Body
    shown_from: date | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """Something a member of staff should do. On the list from ``start``, promised by ``due``.

    ``about`` is a random id (a letter, an offer) where one person can have several of the same code.
    """

    code: str
    party: PartyId
    due: date
    start: date | None = None
    about: str = ""
    role: Audience = Audience.MEDIATOR


@dataclass(frozen=True, slots=True)
class Done:
    """Takes tasks of this code (and, if given, about this) off the list."""

    code: str
    party: PartyId
    about: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """ "There is a message for you", in the way this person chose; never a word more."""

    party: PartyId
    not_before: date


@dataclass(frozen=True, slots=True)
class Due:
    """Dated work on one person's own lane, done by the sweep as that person would see it."""

    code: str
    party: PartyId
    on: date


class Occasion:
    """What opens a round of the study (study §1.1): named here, known to the study feed alone."""

    FIRST_TALK = "first_talk"
    OWN_CONTACT = "own_contact"
    OWN_CLOSING = "own_closing"
    TOLD_NO_CONTACT = "told_no_contact"
    SILENCE = "silence"
    """A stop, a no or a crisis: no invitation from this day, for good."""
    PAUSED = "paused"
    RESUMED = "resumed"
    """A pause, and its end: each may come more than once, and no invitation goes out in between."""
    ERASED = "erased"
    """Their part of the mediation is gone: nobody can be reached there any more."""


@dataclass(frozen=True, slots=True)
class NewParty:
    """Someone the trajectory did not know yet, and on which side they stand."""

    party: PartyId
    initiating: bool


@dataclass(frozen=True, slots=True)
class OpenJoint:
    """A lane of its own for an object of several people. Who they are stands in each one's own lane."""

    about: str


@dataclass(frozen=True, slots=True)
class Anchor:
    """An occasion for the outcome study, from facts this person can see of their own way."""

    occasion: str
    party: PartyId
    on: date


@dataclass(frozen=True, slots=True)
class MakeParcel:
    """A released letter travels outside all lanes, under a key of its own."""

    parcel: str
    text: str
    sign_as: str
    version_hash: str
    pictures: tuple[Picture, ...] = ()


@dataclass(frozen=True, slots=True)
class DropParcel:
    """The author takes it back; nobody learns whether it still stood."""

    parcel: str


@dataclass(frozen=True, slots=True)
class HoldParcel:
    """Set aside (a pause, a concern) or put back."""

    parcel: str
    held: bool
    by_desk: bool
    """A worry or the mediator holds apart from its author's pause: neither lets on what the other holds."""


@dataclass(frozen=True, slots=True)
class GrantParcel:
    """The desk offers it: the reader's side knows it by ``offer`` alone."""

    parcel: str
    version_hash: str
    offer: str


@dataclass(frozen=True, slots=True)
class TakeParcel:
    """The reader opens: ``there`` (with the text) or ``gone`` is written, whichever is true at that moment."""

    offer: str
    there: Write
    gone: Write
    if_there: tuple["Effect", ...] = ()
    if_gone: tuple["Effect", ...] = ()


@dataclass(frozen=True, slots=True)
class DropFiles:
    """Files of this person's own lane are destroyed at once: takes that were not chosen, a film whose time is over."""

    party: PartyId
    files: tuple[str, ...]


Parcel = MakeParcel | DropParcel | HoldParcel | GrantParcel | TakeParcel
Effect = Task | Done | Notice | Due | Anchor | NewParty | OpenJoint | Parcel | DropFiles
Step = Write | Effect


@dataclass(frozen=True, slots=True)
class Written:
    """An entry and the lane it stands in."""

    lane: Lane
    entry: Entry


@dataclass(frozen=True, slots=True)
class Decision:
    """What ``record`` carries out, whole or not at all. ``effects`` keep the lane's party they came from."""

    act: str
    entries: tuple[Written, ...]
    effects: tuple[Effect, ...] = ()
    taker: tuple[Lane, Entry] | None = None
    """For a TakeParcel: lane and header (by, at) for the entry that becomes true."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """What cannot be, why, and what can; in the person's own facts only."""

    number: int | None
    text: Text
    instead: Text = Text(
        "U kunt altijd bellen. Pauze nemen of stoppen kan ook altijd.",
        "You can always call. You can also pause or stop at any time.",
    )
