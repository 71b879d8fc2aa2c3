"""Whom one may look as: one of each role, and people at places where there is something to decide."""

from collections.abc import Callable
from dataclasses import dataclass

from visavis.mediation.entries import PartyId
from visavis.mediation.views import DeskView, Side
from visavis.mediation.words import PartyState, Text

P = PartyState


@dataclass(frozen=True, slots=True)
class Place:
    """A place on the way worth a look; ``fits`` says who stands there."""

    code: str
    text: Text
    fits: Callable[[Side], bool]


PLACES = (
    Place(
        "consent",
        Text("Iemand die kan kiezen om mee te doen", "Someone who can choose to take part"),
        lambda side: (
            side.own.state is P.EXPLORING
            and side.own.consented_on is None
            and side.own.suitability is not None
            and side.own.suitability.verdict == "go"
        ),
    ),
    Place(
        "waiting",
        Text("Iemand die wacht op nieuws", "Someone who waits for news"),
        lambda side: side.initiating and side.own.state is P.WILLING and bool(side.own.news_date),
    ),
    Place(
        "preparing",
        Text("Iemand die zich voorbereidt", "Someone who prepares"),
        lambda side: side.own.state is P.PREPARING and not side.own.ready_wished,
    ),
    Place(
        "writing",
        Text("Iemand die een brief mag schrijven", "Someone who may write a letter"),
        lambda side: (
            side.own.state is P.READY
            and side.own.form_agreed == "letters"
            and not side.own.letters
            and not side.own.offers
        ),
    ),
    Place(
        "reading",
        Text("Iemand voor wie een brief klaarligt", "Someone for whom a letter is here"),
        lambda side: side.own.active and any(offer.state == "offered" for offer in side.own.offers),
    ),
    Place(
        "read",
        Text("Iemand die een brief las", "Someone who read a letter"),
        lambda side: (
            side.own.state is P.IN_CONTACT
            and any(offer.state == "opened" for offer in side.own.offers)
        ),
    ),
    Place(
        "no_contact",
        Text("Iemand die hoorde: nu geen contact", "Someone who heard: no contact now"),
        lambda side: (
            side.own.state is P.WILLING
            and side.own.sentence is not None
            and side.own.sentence.code == "O.no_contact"
        ),
    ),
    Place(
        "afterwards",
        Text("Iemand met nazorg", "Someone in aftercare"),
        lambda side: side.own.state is P.AFTERCARE and bool(side.own.letters or side.own.offers),
    ),
)
ASKED = Place(
    "asked",
    Text("Iemand die net een brief van ons kreeg", "Someone who just got a letter from us"),
    lambda side: (
        side.file.state is P.APPROACHED and side.own.state is None and not side.file.reminders
    ),
)


@dataclass(frozen=True, slots=True)
class Look:
    """Someone found at a place, and the mediator whose caseload they are in."""

    code: str
    trajectory: str
    party: PartyId
    mediator: str


def looks_in(found: list[Look], view: DeskView, mediator: str) -> None:
    """Adds who in this trajectory stands at a place; the caller keeps one of each."""
    for side in view.sides:
        for place in (*PLACES, ASKED):
            if place.fits(side):
                found.append(Look(place.code, view.trajectory, side.party, mediator))
                break


def chosen(found: list[Look]) -> tuple[str, list[Look]]:
    """The mediator in whose caseload most places stand, and one person for each place, theirs first."""
    mediators = sorted({look.mediator for look in found})
    if not mediators:
        return "", []
    codes = {m: {look.code for look in found if look.mediator == m} for m in mediators}
    mediator = max(mediators, key=lambda one: len(codes[one]))
    theirs_last = sorted(found, key=lambda one: one.mediator == mediator)
    kept = {look.code: look for look in theirs_last}  # of each the last stays: the newest of theirs
    order = [place.code for place in (*PLACES, ASKED)]
    return mediator, sorted(kept.values(), key=lambda look: order.index(look.code))
