"""What was offered somebody at the end of their way (domain §6.3), for the study: with a tick of its own.

Of each offer of the closing menu how far it came, and how much its person said it helped. No word, no day,
nothing of who arranged it. Looked up when the last questionnaire has closed, and once more on the day the link
is destroyed; taking back the tick takes these rows along.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import IntEnum

from visavis.mediation.entries import PartyId
from visavis.mediation.support import CLOSING_MENU
from visavis.mediation.views import PartyView
from visavis.study.models import Offer, Person


class Stage(IntEnum):
    """How far an offer came; each holds those before it."""

    NOT_OFFERED = 0
    OFFERED = 1
    CHOSEN = 2
    HELD = 3


@dataclass(frozen=True, slots=True)
class Offered:
    """One offer of the menu. ``helped``: 1 to 5; None where it was not held, not asked or not said."""

    what: str
    stage: Stage
    helped: int | None = None


OffersOf = Callable[[PartyId], tuple[Offered, ...]]
"""The service looks them up: every offer of the menu; none at all when this person cannot be read any more."""


def offers_in(own: PartyView) -> tuple[Offered, ...]:
    """The whole menu as it stands in somebody's own view."""
    return tuple(_offered(own, what) for what in CLOSING_MENU)


def _offered(own: PartyView, what: str) -> Offered:
    kept = own.supported(what)
    if kept.held_on is not None:
        return Offered(what, Stage.HELD, kept.helpful or None)
    if kept.chosen_on is not None:
        return Offered(what, Stage.CHOSEN)
    return Offered(what, Stage.OFFERED if kept.offered_on is not None else Stage.NOT_OFFERED)


def keep(person: Person, offers: Iterable[Offered]) -> None:
    """Keep them in place of those kept before; none leaves those as they are."""
    rows = [
        Offer(person=person, what=one.what, stage=one.stage, helped=one.helped) for one in offers
    ]
    if rows:
        forget(person)
        Offer.objects.bulk_create(rows)


def forget(person: Person) -> None:
    """Nothing of what was offered stands beside this person any more."""
    Offer.objects.filter(person=person).delete()
