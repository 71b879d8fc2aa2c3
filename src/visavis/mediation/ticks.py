"""What a person may let someone beside them see, tick by tick (S40, §6.2)."""

from dataclasses import dataclass

from visavis.mediation.entries import Audience
from visavis.mediation.exploring import EXPLORED
from visavis.mediation.permissions import Topic
from visavis.mediation.preparation import PREPARED
from visavis.mediation.views import Guest
from visavis.mediation.words import Text

A = Audience


@dataclass(frozen=True, slots=True)
class Tick:
    """One thing a person may let someone beside them see, and to whom it can be let."""

    text: Text
    shares: frozenset[str]
    roles: frozenset[Audience]


def _tick(nl: str, en: str, shares: set[str], *roles: Audience) -> Tick:
    return Tick(Text(nl, en), frozenset(shares), frozenset(roles))


TICKS = {
    "appointments": _tick(
        "Mijn afspraken", "My appointments", {Topic.APPOINTMENT}, A.SUPPORTER, A.GUARDIAN
    ),
    "talks": _tick(
        "Dat er een gesprek was", "That a talk took place", {EXPLORED, PREPARED}, A.SUPPORTER
    ),
    "summary": _tick(
        "Mijn samenvatting van gesprekken",
        "My summary of talks",
        {Topic.SUMMARY},
        A.LAWYER,
        A.GUARDIAN,
    ),
    "closing": _tick("Mijn afronding", "My rounding off", {Topic.CLOSING}, A.SUPPORTER, A.GUARDIAN),
    "circle": _tick(
        "De kring: wanneer, en wie wat doet",
        "The circle: when, and who does what",
        {Topic.CIRCLE},
        A.SUPPORTER,
        A.GUARDIAN,
    ),
    "received": _tick(
        "Wat ik van de ander kreeg",
        "What I received from the other",
        {Topic.RECEIVED},
        A.SUPPORTER,
        A.LAWYER,
        A.INTERPRETER,
        A.GUARDIAN,
    ),
    "released": _tick(
        "Wat ik vrijgaf", "What I released", {Topic.RELEASED}, A.INTERPRETER, A.GUARDIAN
    ),
    "agreement": _tick(
        "Wat we afspraken",
        "What we agreed",
        {Topic.AGREEMENT},
        A.SUPPORTER,
        A.LAWYER,
        A.INTERPRETER,
        A.GUARDIAN,
    ),
    "contact_details": _tick(
        "Hoe ik te bereiken ben", "How I can be reached", {Topic.CONTACT_DETAILS}, A.GUARDIAN
    ),
    "my_way": _tick(
        "Waar ik ben, en wat ik over de ander hoor",
        "Where I am, and what I hear of the other",
        {Topic.CONSENT, Topic.SENTENCE, Topic.SAFETY, Topic.SIGN_UP, Topic.SIGNS},
        A.GUARDIAN,
    ),
    "signed_up": _tick(
        "Dat de aanmelding binnen is",
        "That the sign-up came in",
        {"sign_up_received"},
        A.REFERRER,
    ),
    "confirmed": _tick("Dat ik ja zei", "That I said yes", {"sign_up_confirmed"}, A.REFERRER),
    "taken_up": _tick("Dat we begonnen zijn", "That we began", {"taken_up"}, A.REFERRER),
}
"""The consents of domain §3 (``c``); each apart, none of them set before the person sets it."""

OFFERED = {A.SUPPORTER: ("appointments", "talks", "closing", "circle"), A.LAWYER: ("summary",)}
"""What a person is asked about somebody they invite (§6.2): of themselves, nothing in which the other speaks."""

SIGNS = ("signed_up", "confirmed", "taken_up")
"""What whoever signed somebody up in their work may hear, and no more (domain §10 row 21)."""
TICKABLE = {**OFFERED, A.REFERRER: SIGNS}
"""Of whom a person says themselves what they see."""


def shares_of(role: Audience, ticks: tuple[str, ...]) -> frozenset[str]:
    """What these ticks share with someone in this role; a tick that is not for them shares nothing."""
    chosen = (TICKS[tick] for tick in ticks if tick in TICKS)
    return frozenset(share for tick in chosen if role in tick.roles for share in tick.shares)


def ticks_of(guest: Guest) -> tuple[str, ...]:
    """Which ticks stand for this guest now."""
    return tuple(
        name
        for name, tick in TICKS.items()
        if guest.role in tick.roles and tick.shares <= guest.shared
    )
