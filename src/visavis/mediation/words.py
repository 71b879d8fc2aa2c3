"""A sentence in both languages of the service, and the states of the way with their names."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from visavis.mediation.informal import JE, informal

_TAUGHT: dict[str, Callable[[str], str]] = {}


def teach(language: str, speaker: Callable[[str], str]) -> None:
    """From here on ``language`` is offered. ``speaker``: from an English sentence to the one in that language, or
    the same sentence where its catalogue has none."""
    _TAUGHT[language] = speaker


def in_other(language: str, english: str) -> str | None:
    """This sentence of ours in a language that is taught; None where it has none."""
    said = _TAUGHT[language](english) if english and language in _TAUGHT else english
    return None if said == english else said


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence, in plain Dutch (B1) and in English; with *je* for who is addressed so."""

    nl: str
    en: str

    def within(self, language: str) -> str:
        """In Dutch where this language has no words for it (`stands_in`)."""
        if language == JE:
            return informal(self.nl)
        if language.startswith("en"):
            return self.en
        return in_other(language, self.en) or self.nl

    def stands_in(self, language: str) -> str:
        """The language in which `within` says it: what ``lang`` must be."""
        if language.startswith("en"):
            return "en"
        return "nl" if in_other(language, self.en) is None else language


class PartyState(StrEnum):
    """Where one person is on the way (domain §1.4)."""

    REGISTERED = "registered"
    NAMED = "named"
    TRACING = "tracing"
    APPROACHED = "approached"
    EXPLORING = "exploring"
    WILLING = "willing"
    PREPARING = "preparing"
    READY = "ready"
    IN_CONTACT = "in_contact"
    PAUSED = "paused"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    UNREACHABLE = "unreachable"
    DECEASED = "deceased"
    CLOSING = "closing"
    AFTERCARE = "aftercare"
    CLOSED = "closed"


S = PartyState
ACTIVE = frozenset({S.EXPLORING, S.WILLING, S.PREPARING, S.READY, S.IN_CONTACT, S.PAUSED})
ENDED = frozenset({S.DECLINED, S.WITHDRAWN, S.UNREACHABLE, S.DECEASED})
LEFT = frozenset({S.DECLINED, S.WITHDRAWN, S.AFTERCARE, S.CLOSED})
"""From where one can come back (A34)."""
HEARS_OF_STAFF = ACTIVE | {S.REGISTERED, S.CLOSING, S.AFTERCARE}
"""Who gets a message when somebody else mediates; who has left finds it on their page."""
COMMITTED = frozenset({S.WILLING, S.PREPARING, S.READY, S.IN_CONTACT})

OWN_SCREEN: dict[PartyState, Text] = {
    S.REGISTERED: Text("u bent aangemeld", "signed up"),
    S.EXPLORING: Text("verkennen", "exploring"),
    S.WILLING: Text("u wilt meedoen", "you want to take part"),
    S.PREPARING: Text("voorbereiden", "preparing"),
    S.READY: Text("klaar voor contact", "ready for contact"),
    S.IN_CONTACT: Text("contact", "in contact"),
    S.PAUSED: Text("pauze", "pause"),
    S.DECLINED: Text("u zei nee", "you said no"),
    S.WITHDRAWN: Text("u bent gestopt", "you stopped"),
    S.CLOSING: Text("afronden", "closing"),
    S.AFTERCARE: Text("nazorg", "aftercare"),
    S.CLOSED: Text("afgerond; terugkomen kan altijd", "closed; you can always come back"),
}
"""What a person reads of their own place. States without a line here have no screen."""


class TrajectoryState(StrEnum):
    """Derived from the parties, never set (domain §1.4); staff only."""

    NOT_TAKEN_UP = "not_taken_up"
    SIGNED_UP = "signed_up"
    PAUSED = "paused"
    CONTACT = "contact"
    TWO_SIDED = "two_sided"
    ONE_SIDED = "one_sided"
    APPROACHING = "approaching"
    TAKEN_UP = "taken_up"
    CLOSING = "closing"
    AFTERCARE = "aftercare"
    CLOSED = "closed"


LIVING = frozenset(TrajectoryState) - {TrajectoryState.NOT_TAKEN_UP, TrajectoryState.CLOSED}
"""What runs."""
