"""Who is at the desk, and how far they reach: a mediator their own caseload, others by their role.

An act is done in one role: the first of this person's roles at this trajectory that may do it. What
someone may not reach is not there: one 404, whatever the cause.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from random import SystemRandom

from django.http import Http404, HttpRequest

from visavis.doors.shared.carrying import DeskRoom, PartyRoom, Room, new_key
from visavis.doors.shared.keyring import keys
from visavis.journal import record
from visavis.journal.keys import Ring, desk_ring
from visavis.journal.models import Trajectory
from visavis.journal.record import Outcome, Where
from visavis.journal.see import Seen, see_desks
from visavis.mediation.acts import Act
from visavis.mediation.approach import AnswerApproach, Decline
from visavis.mediation.closing import Reopen
from visavis.mediation.course import Withdraw
from visavis.mediation.effects import Refusal
from visavis.mediation.entries import Actor, Audience, PartyId
from visavis.mediation.sign_up import SetReach
from visavis.mediation.terms import day
from visavis.mediation.views import DeskView
from visavis.people import clock

EVERYWHERE = (Audience.SUPERVISOR, Audience.PLANNER, Audience.INTAKE)
"""Roles that reach each trajectory of the service, as far as the sight table lets them."""


class Remembering(Room):
    """Remembers the number of the safeguard that refused, for staff who look it up."""

    number: int | None = None

    def carry_out(self, act: Act, *, token: str = "", key: str = "", said: str = "") -> Outcome:
        outcome = super().carry_out(act, token=token, key=key, said=said)
        self.number = outcome.number if isinstance(outcome, Refusal) else None
        return outcome


class TrajectoryRoom(Remembering, DeskRoom):
    """One trajectory, as this member of staff may see it."""


class PersonRoom(Remembering, PartyRoom):
    """One person's own room, entered to write down what they told us."""


@dataclass
class Desk:
    """One request at the desk."""

    account: str
    name: str
    roles: frozenset[str]
    now: datetime

    @property
    def today(self) -> date:
        return day(self.now)

    @property
    def reaches_all(self) -> bool:
        return any(role in self.roles for role in EVERYWHERE)

    @property
    def caseload_of(self) -> str | None:
        """Whose trajectories lists show: a mediator's own; None for all."""
        return None if self.reaches_all else self.account

    @cached_property
    def ring(self) -> Ring:
        return desk_ring(keys(), None if self.reaches_all else self._is_mine)

    @cached_property
    def _mine(self) -> dict[str, bool]:
        return {}

    def _is_mine(self, trajectory: str) -> bool:
        if "mediator" not in self.roles:
            return False
        if trajectory not in self._mine:
            mine = Trajectory.objects.filter(id=trajectory, mediator=self.account)
            self._mine[trajectory] = mine.exists()
        return self._mine[trajectory]

    def audiences(self, trajectory: str) -> list[Audience]:
        """In which roles this person stands at this trajectory; the nearest first."""
        near = [Audience.MEDIATOR] if self._is_mine(trajectory) else []
        return near + [role for role in EVERYWHERE if role in self.roles]

    def actor(self, trajectory: str, roles: Collection[Audience] | None = None) -> Actor:
        """Who acts here, in a role of ``roles`` (None: any). Raises Http404 where there is none."""
        for audience in self.audiences(trajectory):
            if roles is None or audience in roles:
                return Actor(audience, self.account)
        raise Http404

    def trajectory(
        self, trajectory: str, roles: Collection[Audience] | None = None
    ) -> TrajectoryRoom:
        """The room of one trajectory."""
        actor = self.actor(trajectory, roles)
        return TrajectoryRoom(self.ring, actor, Where(trajectory), self.now)

    def views(self, trajectories: Collection[str]) -> dict[str, DeskView]:
        """A few trajectories for one page, each as far as this person sees it; as many queries as for one.

        Left out is what is not theirs, or not there.
        """
        unknown = [one for one in trajectories if one not in self._mine]
        if unknown and "mediator" in self.roles:
            rows = Trajectory.objects.filter(id__in=unknown, mediator=self.account)
            found = set(rows.values_list("id", flat=True))
            self._mine.update({one: one in found for one in unknown})
        reached = {one: roles[0] for one in trajectories if (roles := self.audiences(one))}
        seen = see_desks(reached, self.ring, self.now)
        return {one: each.view for one, each in seen.items()}

    def person(self, trajectory: str, party: PartyId, act: type[Act]) -> PersonRoom:
        """One person's own room, entered by staff who write down this act as told."""
        hear = {Audience.MEDIATOR} | ({Audience.INTAKE} if act in INTAKE_HEARS else set())
        actor = self.actor(trajectory, hear)
        return PersonRoom(self.ring, actor, Where(trajectory, party), self.now)

    def new_sign_up(self) -> "SignUpRoom":
        """Where somebody who calls is signed up: nothing stands there yet."""
        return SignUpRoom(self.ring, Actor(Audience.INTAKE, self.account), Where(), self.now)


class SignUpRoom(Room):
    """A trajectory that begins with what is said on the telephone."""

    number: int | None = None

    def look(self) -> Seen[None]:
        return Seen(None, "", {})

    def carry_out(self, act: Act, *, token: str = "", key: str = "", said: str = "") -> Outcome:
        outcome = record.sign_up(
            act,
            self.ring,
            self.now,
            SystemRandom(),
            by=self.actor,
            key=f"SignUp:{key or new_key()}",
            content_hash=said or None,
        )
        self.number = outcome.number if isinstance(outcome, Refusal) else None
        return outcome


INTAKE_HEARS = frozenset({SetReach, AnswerApproach, Decline, Withdraw, Reopen})
"""What intake, who opens the post and answers the telephone, writes down too (domain §3)."""


def desk(request: HttpRequest) -> Desk:
    """The desk of this request; the doorkeeper has let this person in."""
    who = request.signed_in  # type: ignore[attr-defined]  # set by Doorkeeper
    return Desk(who.account, who.name, who.roles, clock.now())
