"""Meeting: what each wishes to speak of, appointments, contact that was held."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256

from visavis.mediation.entries import PartyId
from visavis.mediation.terms import DESIGN, day


def own_id(party: PartyId, contact: str) -> str:
    """A contact as one person's addresses and calendar name it, 128 bits: those of two people are never the same,
    so that nothing on two telephones ties them together."""
    return sha256(f"{party}\n{contact}".encode()).hexdigest()[:32]


ROOM = "room:"
"""Before the random name of a waiting room that the service opens for one person, in the place of an entrance."""
WAITING, IN = "waiting", "in"


@dataclass(frozen=True, slots=True)
class Subjects:
    """What this person wants to ask, to say, and not to hear; for the mediator's ears."""

    ask: str = ""
    say: str = ""
    not_hear: str = ""


@dataclass(frozen=True, slots=True)
class Appointment:
    """This person's own time, entrance and place; nothing of when and how the other comes.

    ``state``: planned; cannot or move, once this person said so; off; not_held.
    """

    contact: str
    form: str
    arrives: datetime
    leaves: datetime
    place: str
    entrance: str
    """For a video call: this person's own link, or a room of ours (`room`)."""
    mine: str = ""
    """Its name in this person's own addresses (`own_id`)."""
    present: str = ""
    """Who will be there, in the words that each agreed to."""
    signal: str = ""
    """How anyone stops it or takes a break; the same words for all."""
    state: str = "planned"
    changes: int = 0
    """How often what this person can see of it changed."""
    changed_at: datetime | None = None
    call: str = WAITING
    """In a video call in rooms of ours: whether this person was let into the talk."""
    seating: str = ""
    """Of a group meeting: who sits where, the same words for all."""
    speaking: str = ""
    """In which order everyone speaks."""
    method: str = ""
    """How turns are kept: `conference.METHODS`."""
    yes_within: int = DESIGN.last_yes
    """Within how many days before it each says yes once more, as it was when this was planned (S6)."""
    afterwards: str = ""
    """How it ends: food, or an informal moment, and a word with each."""

    def asks_from(self) -> date:
        """The day from which the last yes is asked, and counts."""
        return day(self.arrives) - timedelta(days=self.yes_within)

    @property
    def room(self) -> str:
        """The random name of this person's own waiting room; empty where there is none."""
        return self.entrance.removeprefix(ROOM) if self.entrance.startswith(ROOM) else ""


@dataclass(frozen=True, slots=True)
class Held:
    """Contact that was held: a fact of all who were there, kept in each one's own lane."""

    contact: str
    form: str
    on: date
    minutes: int
    stopped: bool
    mine: str = ""
    came: tuple[str, ...] = ()
    """Of a group meeting: who came along, as they stood on the list."""
    look_back: str = ""
    """What this person thinks of it, for themselves and the mediator."""
