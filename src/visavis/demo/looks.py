"""Whom one may look as: one of each role, and people at places where there is something to decide."""

from collections.abc import Callable
from dataclasses import dataclass

from visavis.mediation.conference import FORM as GROUP
from visavis.mediation.entries import Audience, PartyId
from visavis.mediation.preparation import TALKS
from visavis.mediation.views import DeskView, Side
from visavis.mediation.words import PartyState, Text

P = PartyState


@dataclass(frozen=True, slots=True)
class Place:
    """A place on the way worth a look; ``fits`` says who stands there."""

    code: str
    text: Text
    fits: Callable[[Side], bool]


def _ready_to_talk(side: Side) -> bool:
    own = side.own
    plain = own.form_agreed in TALKS and own.form_agreed != GROUP
    return own.state is P.READY and plain and not own.appointments


PLACES = (
    Place(
        "list",
        Text(
            "Iemand die een lijst kreeg voor een groepsgesprek",
            "Someone who got a list for a group meeting",
        ),
        lambda side: side.own.active and side.own.group.asks,
    ),
    Place(
        "message",
        Text(
            "Iemand wiens boodschap is opgeschreven",
            "Someone whose message was written down",
        ),
        lambda side: side.own.active and any(one.state == "said" for one in side.own.messages),
    ),
    Place(
        "heard",
        Text("Iemand die een boodschap hoorde", "Someone who heard a message"),
        lambda side: (
            side.own.state is P.IN_CONTACT
            and bool(side.own.heard)
            and not side.own.heard[-1].released_received
        ),
    ),
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
        "talk_ready",
        Text("Iemand die klaar is voor een gesprek", "Someone who is ready for a talk"),
        lambda side: side.initiating and _ready_to_talk(side),
    ),
    Place(
        "talk_ready_too",
        Text("De ander, die ook klaar is voor dat gesprek", "The other, ready for that talk too"),
        lambda side: not side.initiating and _ready_to_talk(side),
    ),
    Place(
        "talk_planned",
        Text("Iemand met een afspraak om te beeldbellen", "Someone who will have a video call"),
        lambda side: (
            side.own.active
            and side.initiating
            and any(one.state == "planned" for one in side.own.appointments)
        ),
    ),
    Place(
        "talked",
        Text("Iemand die een gesprek had", "Someone who had a talk"),
        lambda side: side.own.state is P.IN_CONTACT and any(one.look_back for one in side.own.held),
    ),
    Place(
        "agreeing",
        Text("Iemand voor wie een tekst ligt om af te spreken", "Someone with a text to agree on"),
        lambda side: any(
            text.recorded_on is None and side.own.accepts(text) is None
            for text in side.own.agreements
        ),
    ),
    Place(
        "young",
        Text("Iemand van 13, met haar moeder", "Someone of 13, with her mother"),
        lambda side: side.own.aged is not None and side.own.active,
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
BESIDE = Place(
    "supporter",
    Text("Iemand die naast een deelnemer staat", "Someone who stands beside a participant"),
    lambda side: bool(let_in(side)),
)
ASKED = Place(
    "asked",
    Text("Iemand die net een brief van ons kreeg", "Someone who just got a letter from us"),
    lambda side: (
        side.file.state is P.APPROACHED and side.own.state is None and not side.file.reminders
    ),
)


LOOKS = (*PLACES, BESIDE, ASKED)


def let_in(side: Side) -> list[str]:
    """Supporters of this person who were let in."""
    return [
        one.guest
        for one in side.own.around
        if one.role is Audience.SUPPORTER and one.state == "admitted"
    ]


@dataclass(frozen=True, slots=True)
class Look:
    """Someone found at a place, and the mediator whose caseload they are in; ``guest``: beside this party."""

    code: str
    trajectory: str
    party: PartyId
    mediator: str
    guest: str = ""


def looks_in(found: list[Look], view: DeskView, mediator: str) -> None:
    """Adds who in this trajectory stands at a place; the caller keeps one of each."""
    for side in view.sides:
        for place in (*PLACES, ASKED):
            if place.fits(side):
                found.append(Look(place.code, view.trajectory, side.party, mediator))
                break
        for guest in let_in(side):
            found.append(Look(BESIDE.code, view.trajectory, side.party, mediator, guest))


def chosen(found: list[Look], mediator: str = "") -> tuple[str, list[Look]]:
    """The mediator in whose caseload most places stand, or this one; and one person for each place, theirs first."""
    mediators = sorted({look.mediator for look in found})
    if not mediators:
        return "", []
    codes = {m: {look.code for look in found if look.mediator == m} for m in mediators}
    mediator = mediator or max(mediators, key=lambda one: len(codes[one]))
    theirs_last = sorted(found, key=lambda one: one.mediator == mediator)
    kept = {look.code: look for look in theirs_last}  # of each the last stays: the newest of theirs
    order = [place.code for place in LOOKS]
    return mediator, sorted(kept.values(), key=lambda look: order.index(look.code))
