"""What staff recorded about one person; closed to that person."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from visavis.mediation.ages import years_since
from visavis.mediation.days import KnownDay
from visavis.mediation.entries import PartyId
from visavis.mediation.terms import DESIGN, Terms
from visavis.mediation.views.conference import Prepared
from visavis.mediation.views.parts import Complaint
from visavis.mediation.views.written import Picture
from visavis.mediation.words import PartyState


@dataclass(frozen=True, slots=True)
class Scan:
    """A paper that came back, as it was scanned. ``paper``: where the sheet lies."""

    scan: str
    paper: str
    on: date
    pictures: tuple[Picture, ...] = ()


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
    wait_weeks: int = DESIGN.answer_period
    """How long the letter says that we wait."""

    @property
    def answer_by(self) -> date:
        return self.on + timedelta(weeks=self.wait_weeks)


@dataclass(frozen=True, slots=True)
class Worry:
    """A safety flag (A35) and what answers it: a measure, or the practice lead's decision to go on (S17)."""

    flag: str
    on: date
    note: str = ""
    measure: str = ""
    decision: str = ""
    words: str = ""
    """The practice lead's, with the decision."""

    @property
    def answered(self) -> bool:
        return bool(self.measure) or self.decision == "go_on"


@dataclass(frozen=True, slots=True)
class Ban:
    """A contact ban on or around this person, and the authority's written permission, if any (S19)."""

    authority: str
    until: date | None
    permitted: bool = False

    def holds(self, today: date) -> bool:
        return not self.permitted and (self.until is None or today <= self.until)


@dataclass(frozen=True, slots=True)
class Gate:
    """A letter or message of this person at the mediator's gate, or beyond."""

    letter: str
    state: str
    offer: str = ""
    reader: PartyId = PartyId("")


@dataclass(frozen=True, slots=True)
class Match:
    """Who is named here is known already; ``what``: they signed up too, or said no before."""

    what: str
    on: date
    trajectory: str


@dataclass(frozen=True, slots=True)
class Danger:
    """A report of danger: to whom, and exactly what. ``by``: who reported it."""

    danger: str
    cause: str
    recipient: str
    text: str
    by: str
    talked_with: bool = False
    disclosed_on: date | None = None
    kept: str = ""
    """Why it was not told outside after all; empty: it was, or nobody decided yet."""

    @property
    def waits(self) -> bool:
        """Whether the practice lead has yet to decide."""
        return self.disclosed_on is None and not self.kept


@dataclass(frozen=True, slots=True)
class Note:
    on: date
    text: str


@dataclass(frozen=True, slots=True)
class Guardian:
    """A parent or guardian, and whether they may decide here (S12)."""

    guardian: str
    may_decide: bool


@dataclass(frozen=True, slots=True)
class Admitted:
    """Who was let in beside this person. ``person``: the same for the same human being on any side."""

    guest: str
    person: str


@dataclass(frozen=True)
class FileView:
    """What staff recorded about one person; closed to that person."""

    state: PartyState | None = None
    since: datetime | None = None
    """When staff first wrote something down about them."""
    name: str = ""
    aged: int | None = None
    """Age in years on ``aged_on``, as far as staff know; None: grown up, or not known."""
    aged_on: date | None = None
    guardians: tuple[Guardian, ...] = ()
    died_on: date | None = None
    """The day their death was recorded."""
    told_of_death: tuple[PartyId, ...] = ()
    """Of whose death this person was told, in a talk."""
    routes: tuple[Route, ...] = ()
    approaches: tuple[Approach, ...] = ()
    reminders: tuple[date, ...] = ()
    worries: tuple[Worry, ...] = ()
    bans: tuple[Ban, ...] = ()
    dangers: tuple[Danger, ...] = ()
    matches: tuple[Match, ...] = ()
    safety_checked_on: date | None = None
    gates: tuple[Gate, ...] = ()
    admitted: tuple[Admitted, ...] = ()
    attendees: tuple[Prepared, ...] = ()
    """Of whom this person brings to a group meeting: each spoken with apart."""
    notes: tuple[Note, ...] = ()
    reflections: tuple[Note, ...] = ()
    """What a mediator took with them from thinking it over with colleagues."""
    scans: tuple[Scan, ...] = ()
    days: tuple[KnownDay, ...] = ()
    facts: dict[str, str] = field(default_factory=dict)
    """Registration facts of domain §8 by field name, as intake recorded them."""
    begins_anew: bool = False
    """Whether intake decided that who came back goes on in a trajectory of their own (A34)."""
    goes_on_in: str = ""
    """That trajectory, once it is there."""
    erase_by: date | None = None
    """Of someone who never answered, once their file is closed."""
    acknowledges: bool | None = None
    motive_fair: bool | None = None
    complaints: tuple[Complaint, ...] = ()
    """Of people beside this person; this person knows of none."""
    meets_in: str = ""
    """The group of people from other events that this person was asked into, by its id (§2.5)."""
    new_words_wait: bool = False
    """New words for their place wait for a second colleague."""
    terms: Terms = DESIGN
    """What the service set for itself; of no person."""

    def age(self, today: date) -> int | None:
        """Full years at least; None: grown up, or not known."""
        return years_since(self.aged, self.aged_on, today)

    def gate(self, letter: str) -> Gate | None:
        return next((gate for gate in self.gates if gate.letter == letter), None)

    @property
    def open_worries(self) -> tuple[Worry, ...]:
        return tuple(worry for worry in self.worries if not worry.answered)
