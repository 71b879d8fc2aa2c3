"""How we write to somebody: with *u* or *je*, and easy to read with pictures. Their own wish, told to nobody else."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from visavis.mediation.acts import PartyAct
from visavis.mediation.effects import Step, Write
from visavis.mediation.entries import LaneRole
from visavis.mediation.informal import JE as IN_JE
from visavis.mediation.kinds import kind
from visavis.mediation.permissions import Topic
from visavis.mediation.terms import GROWN_UP
from visavis.mediation.views import PartyView, changed
from visavis.mediation.words import Text

U, JE = "u", "je"
ADDRESSES = {
    U: Text("Met u en uw", "With “u”, the polite form in Dutch"),
    JE: Text("Met je en jij", "With “je”, the informal form in Dutch"),
}
EASY, ALL = "easy", "all"
READINGS = {
    EASY: Text("Makkelijk lezen: korte zinnen en plaatjes", "Easy to read: short lines, pictures"),
    ALL: Text("Alle woorden", "All the words"),
}

ADDRESS_CHOSEN = kind(
    "address_chosen",
    LaneRole.OWN,
    Topic.CONTACT_DETAILS,
    lambda me, entry: changed(me, address=entry.body["pronoun"]),
)
READING_CHOSEN = kind(
    "reading_chosen",
    LaneRole.OWN,
    Topic.CONTACT_DETAILS,
    lambda me, entry: changed(me, easy=entry.body["reading"] == EASY),
)


def address_of(me: PartyView, today: date) -> str:
    """What this person chose; else *je* to who is not grown up yet, as far as their own page knows."""
    if me.address in ADDRESSES:
        return me.address
    age = me.age(today)
    return JE if age is not None and age < GROWN_UP else U


def spoken_to(me: PartyView, today: date, language: str = "") -> str:
    """The language of our words to this person; in ``language``, or their own. Only Dutch has two ways."""
    said = language or me.language or "nl"
    return IN_JE if said == "nl" and address_of(me, today) == JE else said


@dataclass(frozen=True, slots=True)
class ChooseAddress(PartyAct):
    """*U* or *je*, on every page and in every letter."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({ADDRESS_CHOSEN})

    pronoun: str
    """Of ``ADDRESSES``."""

    def mine(self, me: PartyView, now: datetime) -> Iterator[Step]:
        yield Write(ADDRESS_CHOSEN, {"pronoun": self.pronoun})


@dataclass(frozen=True, slots=True)
class ChooseReading(PartyAct):
    """Pages that are easy to read, or with all the words: the same forms behind both."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({READING_CHOSEN})

    reading: str
    """Of ``READINGS``."""

    def mine(self, me: PartyView, now: datetime) -> Iterator[Step]:
        yield Write(READING_CHOSEN, {"reading": self.reading})
