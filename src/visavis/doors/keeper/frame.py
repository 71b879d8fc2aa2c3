"""Who watches over the service, and how far they reach: openings, days, requests; never a word of a dossier.

The privacy officer reads the access log and looks after erasures, requests and emergencies. The operator sees
when a duty was last done and how much ciphertext there is, and has no key at all.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from visavis.doors.shared.keyring import keys
from visavis.journal.access import Visit, Why
from visavis.journal.cards import labels
from visavis.journal.keys import Ring, desk_ring, keeper_ring
from visavis.journal.requests import Asker
from visavis.mediation.terms import day
from visavis.people import clock
from visavis.people.staff import colleague

OFFICER, OPERATOR = "privacy_officer", "operator"
SHORT = 6
"""So many signs of a random id are enough to tell two apart by telephone."""


@dataclass
class Keeper:
    """One request at this door."""

    account: str
    name: str
    roles: frozenset[str]
    now: datetime

    @property
    def today(self) -> date:
        return day(self.now)

    @property
    def officer(self) -> bool:
        return OFFICER in self.roles

    @property
    def runs(self) -> bool:
        """Whether this is whoever runs the service, and sets what it sets for itself."""
        return OPERATOR in self.roles

    @property
    def tenant(self) -> str:
        return keys().tenant

    @cached_property
    def ring(self) -> Ring:
        """The privacy officer's; views for operators do not touch it."""
        if not self.officer:
            raise LookupError("only the privacy officer has keys here")
        return keeper_ring(keys())

    def doing_in(self, trajectory: str) -> Ring:
        """For an act in one trajectory, of which nothing is shown; it stands in the access log as an opening."""
        if not self.officer:
            raise LookupError("only the privacy officer has keys here")
        visit = Visit(self.account, self.now, lambda some: dict.fromkeys(some, (OFFICER, Why.DUTY)))
        return desk_ring(keys(), {trajectory}.__contains__, visit)

    @property
    def asker(self) -> Asker:
        return Asker(self.account, OFFICER)


def keeper(request: HttpRequest) -> Keeper:
    """The doorkeeper has let this person in."""
    who = request.signed_in  # type: ignore[attr-defined]  # set by Doorkeeper
    return Keeper(who.account, who.name, who.roles, clock.now())


def show(
    request: HttpRequest, at: Keeper, template: str, status: int = 200, **context: Any
) -> HttpResponse:
    page = render(request, f"keeper/{template}.html", {"at": at, **context}, status=status)
    page.is_page = True  # type: ignore[attr-defined]  # no page of that status takes its place
    return page


def names(accounts: Iterable[str]) -> dict[str, str]:
    """What staff are called, by account; who is unknown keeps a short code."""
    found = {}
    for account in set(accounts):
        known = colleague(account)
        found[account] = known.name if known else account[:SHORT]
    return found


def dossiers(at: Keeper, trajectories: Iterable[str]) -> dict[str, str]:
    """Nicknames; a dossier without one, or erased, is called by the first signs of its id."""
    wanted = {one for one in trajectories if one}
    known = labels(at.ring, wanted)
    return {one: known.get(one) or one[:SHORT] for one in wanted}


def part(party: str) -> str:
    """One person's part, by the first signs of its id: the desk's page of that side shows the same."""
    return party[:SHORT]
