"""What a person's page is made of: how they are reached, talks, what they were told, their closing."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from visavis.mediation.terms import DESIGN
from visavis.mediation.words import PartyState


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
    read_days: int = DESIGN.reading_time
    """How many days this person was promised to read it in (S2)."""

    @property
    def read_from(self) -> datetime:
        """From when on a yes is possible."""
        return self.at + timedelta(days=self.read_days)


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
class Told:
    """One sentence of the closed list (domain §5.3), with the words the other released beside it, if any."""

    code: str
    on: date
    words: str = ""


@dataclass(frozen=True, slots=True)
class WeTold:
    """What staff told this person of what we did with what is theirs (S39, S41), in plain words, with the day."""

    told: str
    on: date


@dataclass(frozen=True, slots=True)
class Closing:
    talk: str = ""
    """held or declined; empty: neither yet."""
    menu_offered: bool = False
    offered_on: date | None = None
    """The day closing was offered to someone who said no or stopped, without a talk being asked of them."""
    choices: tuple[str, ...] = ()
    follow_up: tuple[str, ...] = ()
    """Which follow-ups were chosen; ``("none",)`` is "no thanks"."""
    dates: tuple[date, ...] = ()
    closed_on: date | None = None
    held: tuple[date, ...] = ()
    erase_by: date | None = None
    planned_for: date | None = None
    """Around when we round off together, said from the start of preparing on; sooner or later is possible too."""
    contacts_left: int | None = None
    """How many times we still speak, as the mediator said; None: not said."""
    contacts_before: int = 0
    """How many times we had spoken by then."""


@dataclass(frozen=True, slots=True)
class Step:
    """One place on the way this person has been, with the day."""

    state: PartyState
    on: date


@dataclass(frozen=True, slots=True)
class SaidWorry:
    """What this person said worries them. ``about``: of a closed list, or empty."""

    words: str
    on: date
    about: str = ""


@dataclass(frozen=True, slots=True)
class Complaint:
    """A complaint and its answer. ``reply_to``: where a letter goes, for who wants one on paper."""

    complaint: str
    about: str
    text: str
    on: date
    answer: str = ""
    answered_on: date | None = None
    reply_to: str = ""
    above: bool = False
    """Whether the privacy officer answers, because the practice lead is concerned."""
