"""*Trajecten*: how they stand, found by nickname or name, filtered in the address, paged by key."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from heapq import merge
from itertools import islice
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse

from visavis.doors.desk import frame
from visavis.doors.desk.load import given_in
from visavis.doors.desk.rooms import EVERYWHERE, Desk, desk
from visavis.doors.desk.words import WAYS, name_of, waiting_for
from visavis.doors.shared.door import door
from visavis.journal.cards import cards_of, caseload
from visavis.journal.case_cards import CaseCard
from visavis.journal.models import Trajectory
from visavis.mediation.entries import Level
from visavis.mediation.sight import sight
from visavis.mediation.sign_up import NAMED, SIGNED_UP
from visavis.mediation.words import LIVING, TrajectoryState
from visavis.people import staff

PAGE = 50
AT_ONCE = 1_000
"""Trajectories of one mediator read in one go."""

YEAR = re.compile("[0-9]{4}")
LIVING_ONLY, ALL = "living", "all"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the address asks for."""

    words: str = ""
    state: str = LIVING_ONLY
    after: str = ""
    mediator: str = ""
    """Of whom alone, for those who reach all: an account."""
    year: str = ""
    """In which they were given to whoever has them."""

    @classmethod
    def of(cls, request: HttpRequest) -> "Wanted":
        get = request.GET.get
        state = get("stand", LIVING_ONLY)
        known = {LIVING_ONLY, ALL, *TrajectoryState}
        year = get("jaar", "")
        return cls(
            get("zoek", "").strip()[:80],
            state if state in known else ALL,
            get("na", "")[:32],
            get("wie", "")[:32],
            year if YEAR.fullmatch(year) else "",
        )

    def stands(self, card: CaseCard) -> bool:
        """Whether it is one of those asked for by where it stands, and with whom."""
        if self.mediator and not card.carried_by(self.mediator):
            return False
        if self.year and not given_in(card, int(self.year)):
            return False
        if self.state == LIVING_ONLY:
            return card.state in LIVING
        return self.state == ALL or card.state == self.state

    def may_fit(self, card: CaseCard) -> bool:
        """Whether any name in it holds the words, whoever may find it by that one: quickly, of a hundred thousand."""
        return self.words.casefold() in card.called

    def called(self, names: Iterable[str]) -> bool:
        """Whether one of these names holds the words asked for."""
        words = self.words.casefold()
        return any(words in name.casefold() for name in names)

    def next(self, after: str) -> str:
        asked = {"zoek": self.words, "stand": self.state, "na": after, **self.beside}
        return "?" + urlencode({name: value for name, value in asked.items() if value})

    @property
    def beside(self) -> dict[str, str]:
        """What is asked for besides words and place, to be sent along with them."""
        return {"wie": self.mediator, "jaar": self.year}


@dataclass(frozen=True, slots=True)
class Row:
    card: CaseCard
    place: Any
    waiting: str
    still: int
    """Days since the last act."""


def found(here: Desk, wanted: Wanted) -> tuple[list[CaseCard], bool]:
    """A page of what fits, and whether there is more. Names are looked at only where words are asked for."""
    seen = {kind for kind in (SIGNED_UP, NAMED) if _sees(here, kind)}
    fitting = (
        card
        for card in _reached(here, wanted.after)
        if wanted.may_fit(card)
        and wanted.stands(card)
        and (not wanted.words or wanted.called(_known_names(here, card, seen)))
    )
    page = list(islice(fitting, PAGE + 1))
    return page[:PAGE], len(page) > PAGE


def _known_names(here: Desk, card: CaseCard, seen: Collection[str]) -> Iterator[str]:
    """Names one may find a trajectory by: finding is knowing, so the sight table holds here too.

    ``seen``: the kinds that carry a name and that this person's roles see everywhere.
    """
    yield card.nickname
    mine = "mediator" in here.roles and card.carried_by(here.account)
    for side in card.view.sides:
        if mine:
            yield name_of(side)
            continue
        if side.initiating and SIGNED_UP in seen:
            yield side.own.first_name
        if NAMED in seen:
            yield side.file.name


def _sees(here: Desk, kind: str) -> bool:
    return any(sight(kind, role) is Level.CONTENT for role in EVERYWHERE if role in here.roles)


def _reached(here: Desk, after: str) -> Iterable[CaseCard]:
    """What this person's lists may show: a mediator's own caseload, or the whole service."""
    if here.caseload_of is None:
        return here.service.cards(after)
    return own_caseload(here, after)


def own_caseload(here: Desk, after: str) -> Iterator[CaseCard]:
    """What one mediator has, as the first or the second, in the order of the (random) ids."""
    beside = sorted(one for one in here.beside if one > after)
    rows = Trajectory.objects.filter(id__in=beside).order_by("id")
    second = cards_of(here.ring, rows) if beside else []
    yield from merge(_as_first(here, after), second, key=lambda card: card.trajectory)


def _as_first(here: Desk, after: str) -> Iterator[CaseCard]:
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
        of_whom=staff.names().get(wanted.mediator, "") if here.reaches_all else "",
        plans="planner" in here.roles,
    )
