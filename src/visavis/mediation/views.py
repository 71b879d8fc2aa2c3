"""What someone sees: frozen values, folded from entries.

``PartyView`` is all that a person's pages, rules, letters and exports can know. It has no field able to hold
what the other wrote, chose or did, unless that stands in this person's own lane because it was released,
passed and wished for (lock 2).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeVar

from visavis.mediation.entries import Entry, PartyId
from visavis.mediation.kinds import KINDS
from visavis.mediation.terms import day
from visavis.mediation.words import (
    ACTIVE,
    COMMITTED,
    ENDED,
    PartyState,
    TrajectoryState,
)


@dataclass(frozen=True, slots=True)
class Reach:
    """How someone wants to be reached, and what must never be done."""

    channel: str = ""
    phone: str = ""
    email: str = ""
    post: str = ""
    safe_times: str = ""
    voicemail: bool = False
    never: str = ""


@dataclass(frozen=True, slots=True)
class Informed:
    at: datetime
    language: str
    version: str


@dataclass(frozen=True, slots=True)
class Talk:
    """A talk of this person alone with the mediator."""

    kind: str
    on: date
    summary: str = ""
    supporter: str = ""
    """Who comes along: yes, no, or empty when the question was not put."""


@dataclass(frozen=True, slots=True)
class Suitability:
    """What the mediator recorded about this person, as far as it is theirs to see."""

    verdict: str
    understood: bool
    acute: bool
    criminal_case_open: bool
    lawyer_offered: bool


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


@dataclass(frozen=True, slots=True)
class Told:
    """One sentence of the closed list (domain §5.3), with the words the other released beside it, if any."""

    code: str
    on: date
    words: str = ""


@dataclass(frozen=True, slots=True)
class Closing:
    talk: str = ""
    """held or declined; empty: neither yet."""
    menu_offered: bool = False
    choices: tuple[str, ...] = ()
    follow_up: tuple[str, ...] = ()
    """Which follow-ups were chosen; ``("none",)`` is "no thanks"."""
    dates: tuple[date, ...] = ()
    closed_on: date | None = None
    held: tuple[date, ...] = ()
    erase_by: date | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One place on the way this person has been, with the day."""

    state: PartyState
    on: date


V = TypeVar("V", "PartyView", "FileView", "DeskLane")


def changed(view: V, **changes: Any) -> V:
    """A copy of a view with some fields changed: ``dataclasses.replace``, twenty times as fast.

    A fold makes one copy an entry, so a page of three hundred entries is made of these. Raises TypeError for
    a field that the view does not have.
    """
    if not changes.keys() <= view.__dict__.keys():
        raise TypeError(
            f"{type(view).__name__} has no field {changes.keys() - view.__dict__.keys()}"
        )
    copy = object.__new__(type(view))
    copy.__dict__.update(view.__dict__, **changes)
    return copy


@dataclass(frozen=True)
class PartyView:
    """All that one person may know of their own mediation, and of the other."""

    party: PartyId
    state: PartyState | None = None
    before_pause: PartyState | None = None
    pause_until: date | None = None
    walked: tuple[Step, ...] = ()
    relation: str = ""
    initiating: bool = False
    first_name: str = ""
    story: str = ""
    rather_talk: bool = False
    other_described: str = ""
    language: str = "nl"
    reach: Reach = Reach()
    mediator: str = ""
    not_taken_up: str = ""
    informed: tuple[Informed, ...] = ()
    talks: tuple[Talk, ...] = ()
    suitability: Suitability | None = None
    consent_items: tuple[str, ...] = ()
    consented_on: date | None = None
    answered: str = ""
    may_tell: frozenset[str] = frozenset()
    """What this person allowed to be told: ticks of A9 and sentences of §5.3."""
    may_tell_words: str = ""
    may_tell_on: date | None = None
    """The day this person last chose what may be told, also when they chose nothing."""
    news_date: date | None = None
    told: tuple[Told, ...] = ()
    standing_wish: str = ""
    form_choice: str = ""
    form_agreed: str = ""
    ready_wished: bool = False
    letters: tuple[MyLetter, ...] = ()
    offers: tuple[Offer, ...] = ()
    closing: Closing = Closing()

    def letter(self, letter: str) -> MyLetter | None:
        return next((mine for mine in self.letters if mine.letter == letter), None)

    def offer(self, offer: str) -> Offer | None:
        return next((mine for mine in self.offers if mine.offer == offer), None)

    @property
    def sentence(self) -> Told | None:
        """What this person now reads about the other."""
        return self.told[-1] if self.told else None

    @property
    def supporter_asked(self) -> bool:
        return any(talk.supporter for talk in self.talks)

    @property
    def active(self) -> bool:
        return self.state in ACTIVE

    @property
    def place(self) -> PartyState | None:
        """The place on the way; for who pauses, the place they left."""
        return self.before_pause if self.state is PartyState.PAUSED else self.state

    @property
    def committed(self) -> bool:
        return self.place in COMMITTED


@dataclass(frozen=True, slots=True)
class Route:
    address: str
    source: str
    on: date


@dataclass(frozen=True, slots=True)
class Approach:
    version: str
    on: date
    route: int
    """Which route it went by, counted from 0."""


@dataclass(frozen=True, slots=True)
class Worry:
    """A safety flag (A35) and what answers it."""

    flag: str
    on: date
    note: str = ""
    measure: str = ""


@dataclass(frozen=True, slots=True)
class Gate:
    """A letter of this person at the mediator's gate, or beyond."""

    letter: str
    state: str
    offer: str = ""
    reader: PartyId = PartyId("")


@dataclass(frozen=True, slots=True)
class Note:
    on: date
    text: str


@dataclass(frozen=True)
class FileView:
    """What staff recorded about one person; closed to that person."""

    state: PartyState | None = None
    name: str = ""
    routes: tuple[Route, ...] = ()
    approaches: tuple[Approach, ...] = ()
    reminders: tuple[date, ...] = ()
    worries: tuple[Worry, ...] = ()
    gates: tuple[Gate, ...] = ()
    notes: tuple[Note, ...] = ()
    facts: dict[str, str] = field(default_factory=dict)
    """Registration facts of domain §8 by field name, as intake recorded them."""
    acknowledges: bool | None = None
    motive_fair: bool | None = None

    def gate(self, letter: str) -> Gate | None:
        return next((gate for gate in self.gates if gate.letter == letter), None)

    @property
    def open_worries(self) -> tuple[Worry, ...]:
        return tuple(worry for worry in self.worries if not worry.measure)


@dataclass(frozen=True)
class DeskLane:
    """Assignment and planning: no fact of one person."""

    nickname: str = ""
    mediator: str = ""
    mediator_name: str = ""
    prepared: bool = False
    taken_up: bool = False
    declined_to_take_up: str = ""


@dataclass(frozen=True, slots=True)
class Side:
    """One person, as the desk knows them: their own view and their file."""

    party: PartyId
    initiating: bool
    own: PartyView
    file: FileView
    planned: tuple[Told, ...] = ()
    """What the desk wrote for a news date that has not come."""

    @property
    def state(self) -> PartyState | None:
        """Own facts first; a person without a lane of their own yet is where staff are with them."""
        return self.own.state or self.file.state

    @property
    def place(self) -> PartyState | None:
        return self.own.place or self.file.state


@dataclass(frozen=True, slots=True)
class DeskView:
    """A trajectory as its staff see it: two halves that never mix, and what lies between."""

    trajectory: str
    desk: DeskLane
    sides: tuple[Side, ...]

    def side(self, party: PartyId) -> Side:
        return next(side for side in self.sides if side.party == party)

    def others(self, party: PartyId) -> tuple[Side, ...]:
        """Everyone on the other side of this person."""
        here = self.side(party).initiating
        return tuple(side for side in self.sides if side.initiating is not here)

    @property
    def state(self) -> TrajectoryState:
        return trajectory_state(self.desk, self.sides)


def trajectory_state(desk: DeskLane, sides: Iterable[Side]) -> TrajectoryState:
    """The first rule of domain §1.4 that fits."""
    everyone = tuple(sides)
    T, P = TrajectoryState, PartyState
    if desk.declined_to_take_up:
        return T.NOT_TAKEN_UP
    if not desk.taken_up:
        return T.SIGNED_UP
    active = [side for side in everyone if side.state in ACTIVE]
    if active and all(side.state is P.PAUSED for side in active):
        return T.PAUSED
    if any(side.place is P.IN_CONTACT for side in everyone):
        return T.CONTACT
    halves = [[side for side in everyone if side.initiating is which] for which in (True, False)]
    if all(any(s.place in {P.WILLING, P.PREPARING, P.READY} for s in half) for half in halves):
        return T.TWO_SIDED
    over = ENDED | {P.CLOSING, P.AFTERCARE, P.CLOSED}
    for here, there in (halves, halves[::-1]):
        ended = here and all(side.place in over for side in here)
        if ended and any(s.place in ACTIVE or s.place is P.APPROACHED for s in there):
            return T.ONE_SIDED
    if any(s.place in {P.TRACING, P.APPROACHED, P.EXPLORING} for s in halves[1]):
        return T.APPROACHING
    if any(side.state is P.REGISTERED or side.state in ACTIVE for side in everyone):
        return T.TAKEN_UP
    if any(side.state in {P.CLOSING, P.WITHDRAWN} for side in everyone):
        return T.CLOSING
    if any(side.state is P.AFTERCARE for side in everyone):
        return T.AFTERCARE
    return T.CLOSED


def fold_own(party: PartyId, entries: Iterable[Entry]) -> PartyView:
    """A person's view of their own lane. Entries in order, already filtered by ``seen_by``."""
    view = PartyView(party)
    for entry in entries:
        view = _fold_one(view, entry)
    return view


def _fold_one(view: PartyView, entry: Entry) -> PartyView:
    before = view.state
    folded: PartyView = KINDS[entry.kind].fold(view, entry)
    if folded.state is not before and folded.state is not None:
        folded = changed(folded, walked=(*folded.walked, Step(folded.state, day(entry.at))))
    return folded


def fold_file(entries: Iterable[Entry]) -> FileView:
    view = FileView()
    for entry in entries:
        view = KINDS[entry.kind].fold(view, entry)
    return view


def fold_desk(entries: Iterable[Entry]) -> DeskLane:
    view = DeskLane()
    for entry in entries:
        view = KINDS[entry.kind].fold(view, entry)
    return view
