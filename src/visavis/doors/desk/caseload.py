"""*Trajecten*: how they stand, found by nickname or name, filtered in the address, paged by key."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse

from visavis.doors.desk import frame
from visavis.doors.desk.rooms import EVERYWHERE, Desk, desk
from visavis.doors.desk.words import LIVING, WAYS, name_of, waiting_for
from visavis.doors.shared.door import door
from visavis.journal.cards import CaseCard, caseload
from visavis.journal.overview import all_cards
from visavis.mediation.entries import Level
from visavis.mediation.sight import sight
from visavis.mediation.sign_up import NAMED, SIGNED_UP
from visavis.mediation.words import TrajectoryState

PAGE = 50
AT_ONCE = 1_000
"""Trajectories of one mediator read in one go."""

LIVING_ONLY, ALL = "living", "all"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the address asks for."""

    words: str = ""
    state: str = LIVING_ONLY
    after: str = ""

    @classmethod
    def of(cls, request: HttpRequest) -> "Wanted":
        get = request.GET.get
        state = get("stand", LIVING_ONLY)
        known = {LIVING_ONLY, ALL, *TrajectoryState}
        return cls(
            get("zoek", "").strip()[:80], state if state in known else ALL, get("na", "")[:32]
        )

    def fits(self, card: CaseCard, names: Collection[str]) -> bool:
        """``names``: of its people, as far as who looks may know them."""
        here = card.state
        if self.state == LIVING_ONLY and here not in LIVING:
            return False
        if self.state not in {LIVING_ONLY, ALL} and here != self.state:
            return False
        if not self.words:
            return True
        found = [card.view.desk.nickname, *names]
        return any(self.words.casefold() in name.casefold() for name in found)

    def next(self, after: str) -> str:
        asked = {"zoek": self.words, "stand": self.state, "na": after}
        return "?" + urlencode({name: value for name, value in asked.items() if value})


@dataclass(frozen=True, slots=True)
class Row:
    card: CaseCard
    place: Any
    waiting: str
    still: int
    """Days since the last act."""


def found(here: Desk, wanted: Wanted) -> tuple[list[CaseCard], bool]:
    """A page of what fits, and whether there is more."""
    cards = _reached(here, wanted.after)
    fitting = [card for card in cards if wanted.fits(card, _known_names(here, card))]
    return fitting[:PAGE], len(fitting) > PAGE


def _known_names(here: Desk, card: CaseCard) -> list[str]:
    """Names one may find a trajectory by: finding is knowing, so the sight table holds here too."""
    if "mediator" in here.roles and card.mediator == here.account:
        return [name_of(side) for side in card.view.sides]
    names = []
    for side in card.view.sides:
        if side.initiating and _sees(here, SIGNED_UP):
            names.append(side.own.first_name)
        if _sees(here, NAMED):
            names.append(side.file.name)
    return names


def _sees(here: Desk, kind: str) -> bool:
    return any(sight(kind, role) is Level.CONTENT for role in EVERYWHERE if role in here.roles)


def _reached(here: Desk, after: str) -> Iterable[CaseCard]:
    """What this person's lists may show: a mediator's own caseload, or the whole service."""
    if here.caseload_of is None:
        return (card for card in all_cards(here.ring) if card.trajectory > after)
    return own_caseload(here, after)


def own_caseload(here: Desk, after: str) -> Iterator[CaseCard]:
    """Two queries for up to `AT_ONCE` trajectories of one mediator."""
    while True:
        cards = caseload(here.ring, mediator=here.caseload_of, after=after, limit=AT_ONCE)
        yield from cards
        if len(cards) < AT_ONCE:
            return
        after = cards[-1].trajectory


def _row(card: CaseCard, today: date) -> Row:
    still = (today - card.moved).days if card.moved else 0
    return Row(card, WAYS[card.state], waiting_for(card.view), still)


@door("desk", methods=["GET"])
def trajectories(request: HttpRequest) -> HttpResponse:
    here, wanted = desk(request), Wanted.of(request)
    cards, more = found(here, wanted)
    rows = [_row(card, here.today) for card in cards]
    return frame.show(
        request,
        here,
        "trajectories",
        here="trajectories",
        rows=sorted(rows, key=lambda row: -row.still),
        wanted=wanted,
        states=[(LIVING_ONLY, None), (ALL, None), *WAYS.items()],
        more=wanted.next(cards[-1].trajectory) if more else "",
        own_only=not here.reaches_all,
    )
