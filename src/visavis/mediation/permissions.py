"""Who may know what, topic by topic: the table of domain §3, as far as it speaks of what is kept here.

Each kind of entry has one topic. What a person sees of themselves does not stand here: they see their own lane
and the joint ones whole, and no other (``sight``). Accounts, the study's answers, the access log and figures
are kept in other rooms, each with its own doors.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from visavis.mediation.entries import Audience, Level
from visavis.mediation.terms import CHILD_UNTIL, OWN_CONSENT_FROM


class Topic(StrEnum):
    """What an entry is about, as far as it matters for who may know it."""

    CONTACT_DETAILS = "contact_details"
    IDENTITY = "identity"
    SIGN_UP = "sign_up"
    SIGNS = "signs"
    SUMMARY = "summary"
    NOTES = "notes"
    SAFETY = "safety"
    DRAFT = "draft"
    RELEASED = "released"
    RECEIVED = "received"
    SENTENCE = "sentence"
    CONSENT = "consent"
    CLOSING = "closing"
    AGREEMENT = "agreement"
    APPOINTMENT = "appointment"
    AROUND = "around"
    ECOGRAM = "ecogram"
    ECOGRAM_SHARED = "ecogram_shared"
    ASSIGNMENT = "assignment"
    REGISTRATION = "registration"
    APPROVAL = "approval"
    CHANGE = "change"
    COMPLAINT = "complaint"
    COMPLAINT_ABOVE = "complaint_above"
    OPENING = "opening"
    KEPT = "kept"
    CIRCLE = "circle"
    SYMBOLIC = "symbolic"


class Needs(StrEnum):
    """What must be there before a level is granted."""

    NOTHING = "nothing"
    CONSENT = "consent"
    """The person ticked it for this one (``c``); for a guardian the child, from the age at which they decide."""
    REASON = "reason"
    """The glass was broken, with a reason, within the hour (``g``, S41)."""


@dataclass(frozen=True, slots=True)
class Cell:
    level: Level
    needs: Needs = Needs.NOTHING


_CELLS = {
    "V": Cell(Level.CONTENT),  # V, E and "own": who may also act is said by each act
    "c": Cell(Level.CONTENT, Needs.CONSENT),
    "f": Cell(Level.FACT, Needs.CONSENT),  # that it took place, no word of it
    "g": Cell(Level.CONTENT, Needs.REASON),
    "m": Cell(Level.FACT),  # dates and logistics only
    "-": Cell(Level.NOTHING),
}
_COLUMNS = (
    Audience.GUARDIAN,
    Audience.SUPPORTER,
    Audience.REFERRER,
    Audience.LAWYER,
    Audience.INTERPRETER,
    Audience.INTAKE,
    Audience.MEDIATOR,
    Audience.CO_MEDIATOR,
    Audience.SUPERVISOR,
    Audience.PLANNER,
    Audience.PRIVACY_OFFICER,
)

T = Topic
_ROWS = {
    #                   Gd Su Rf Lw In Ik Md Cm Sv Pl Po
    T.CONTACT_DETAILS: "c  -  -  -  -  V  V  V  g  m  g",
    T.IDENTITY: "       -  -  -  -  -  V  V  V  g  m  g",
    T.SIGN_UP: "        V  -  -  -  -  V  V  V  V  m  g",
    T.SIGNS: "          V  -  f  -  -  V  V  V  V  V  g",
    T.SUMMARY: "        c  f  -  c  -  -  V  V  g  -  g",
    T.NOTES: "          -  -  -  -  -  -  V  V  g  -  g",
    T.SAFETY: "         V  -  -  -  -  V  V  V  V  m  g",
    T.DRAFT: "          -  -  -  -  -  -  V  -  -  -  -",
    T.RELEASED: "       c  -  -  -  c  -  V  V  g  -  -",
    T.RECEIVED: "       c  c  -  c  c  -  V  V  g  -  -",
    T.SENTENCE: "       V  -  -  -  -  -  V  V  V  -  -",
    T.CONSENT: "        V  -  -  -  -  -  V  V  V  -  g",
    T.CLOSING: "        V  c  -  -  -  -  V  V  V  -  g",
    T.AGREEMENT: "      V  c  -  c  c  -  V  V  V  -  g",
    T.APPOINTMENT: "    V  c  -  -  V  m  V  V  V  V  -",
    T.AROUND: "         -  -  -  -  -  V  V  V  V  -  g",
    T.ECOGRAM: "        -  -  -  -  -  -  -  -  -  -  -",
    T.ECOGRAM_SHARED: " -  -  -  -  -  -  V  V  -  -  -",
    T.ASSIGNMENT: "     -  -  -  -  -  V  V  V  V  V  -",
    T.REGISTRATION: "   -  -  -  -  -  V  V  V  V  V  g",
    T.APPROVAL: "       -  -  -  -  -  -  V  V  V  -  -",
    T.CHANGE: "         -  -  -  -  -  -  -  -  V  V  -",
    T.COMPLAINT: "      -  -  -  -  -  -  -  -  V  -  g",
    T.COMPLAINT_ABOVE: "-  -  -  -  -  -  -  -  -  -  V",
    T.OPENING: "        -  -  -  -  -  -  -  -  V  -  V",
    T.CIRCLE: "         c  c  -  -  -  -  V  V  V  V  -",
    T.SYMBOLIC: "       c  -  -  -  -  -  V  V  V  V  -",
    T.KEPT: "           -  -  -  -  -  -  -  -  -  -  -",
}
"""As domain §3, with what it leaves to its text: a supporter may be told *that* a talk took place and see the
closing page (§6.2); an interpreter's dates and logistics are the appointment itself; the event's facts go to
whoever plans, because the training it asks for follows from them (S27). An ecogram is private: what a
person shows of it to their mediators (``c``) is a copy of its own, kept from them as soon as it is taken back
(`windows`). Private as well is what is kept for oneself: a letter to oneself, and how much something helped."""

PERMISSIONS: Mapping[Topic, Mapping[Audience, Cell]] = {
    topic: dict(zip(_COLUMNS, (_CELLS[cell] for cell in row.split()), strict=True))
    for topic, row in _ROWS.items()
}

NEVER = Cell(Level.NOTHING)


def cell(topic: Topic, audience: Audience) -> Cell:
    """Total: who has no column knows nothing."""
    return PERMISSIONS[topic].get(audience, NEVER)


_FORMS = frozenset({T.CONSENT, T.SIGN_UP, T.SIGNS})
"""What a guardian sees of a child of 12 to 15 without being allowed it: the forms they sign too."""


def guardian_cell(topic: Topic, age: int | None) -> Cell:
    """A guardian's cell narrows with the child's age, in years (domain §3); None: not known, so the narrowest."""
    plain = cell(topic, Audience.GUARDIAN)
    years = OWN_CONSENT_FROM if age is None else age
    as_it_stands = years < CHILD_UNTIL or (years < OWN_CONSENT_FROM and topic in _FORMS)
    return plain if as_it_stands else Cell(plain.level, Needs.CONSENT)
