"""Who is at the desk, and how far they reach: a mediator their own caseload, others by their role.

An act is done in one role: the first of this person's roles at this trajectory that may do it. What
someone may not reach is not there: one 404, whatever the cause.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from random import SystemRandom

from django.http import Http404, HttpRequest

from visavis.doors.shared.carrying import DeskRoom, PartyRoom, Room, new_key
from visavis.doors.shared.keyring import keys
from visavis.journal import record, refusals
from visavis.journal.access import Visit, Why
from visavis.journal.case_cards import CaseCard
from visavis.journal.glass import broken
from visavis.journal.keys import Outcome as Ended
from visavis.journal.keys import Ring, desk_ring
from visavis.journal.models import Trajectory
from visavis.journal.overview import Overview, overview
from visavis.journal.record import Outcome, Where
from visavis.journal.see import Seen, see_desks
from visavis.journal.worklist import TaskItem, with_work
from visavis.mediation.acts import Act, PartyAct
from visavis.mediation.approach import AnswerApproach, Decline
from visavis.mediation.closing import Reopen
from visavis.mediation.complaints import Complain
from visavis.mediation.course import Withdraw
from visavis.mediation.effects import Refusal
from visavis.mediation.entries import Actor, Audience, PartyId
from visavis.mediation.mediator import AskForAnotherMediator, HandOver, KeepMediator
from visavis.mediation.on_behalf import ConfirmSignUp, RefuseSignUp
from visavis.mediation.sight import Grants
from visavis.mediation.sign_up import SetReach
from visavis.mediation.terms import day
from visavis.mediation.timetable import Booking
from visavis.mediation.views import DeskView
from visavis.mediation.worries import SayWorry
from visavis.people import clock

EVERYWHERE = (Audience.SUPERVISOR, Audience.PLANNER, Audience.INTAKE)
"""Roles that reach each trajectory of the service, as far as the sight table lets them."""


class Remembering(Room):
    """Remembers the number of the safeguard that refused, for staff who look it up; the service counts it."""

    number: int | None = None

    def carry_out(self, act: Act, *, token: str = "", key: str = "", said: str = "") -> Outcome:
        outcome = super().carry_out(act, token=token, key=key, said=said)
        self.number = _counted(outcome, self, act, key)
        return outcome


def _counted(outcome: Outcome, room: Room, act: Act, key: str) -> int | None:
    """The number of the safeguard that refused; how often it did is kept, and of whom is not (`refusals`)."""
    number = outcome.number if isinstance(outcome, Refusal) else None
    if number is not None:
        refusals.keep(room.ring, number, type(act).__name__, day(room.now), key or new_key())
    return number


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
    keys: str = ""
    """Which keys they chose (`key_choice`)."""

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
        """With the person behind it: what is opened with it stands in the access log."""
        return desk_ring(keys(), None if self.reaches_all else self._is_mine, self.visit)

    @cached_property
    def visit(self) -> Visit:
        return Visit(self.account, self.now, self._standing)

    def in_emergency(self, trajectory: str) -> bool:
        """Whether this person, as practice lead, declared an emergency here in the last hour (S41)."""
        self._look_for_emergencies([trajectory])
        return self._broken.get(trajectory, False)

    def _look_for_emergencies(self, trajectories: Collection[str]) -> None:
        unknown = [one for one in trajectories if one not in self._broken]
        if unknown and Audience.SUPERVISOR in self.roles:
            found = broken(self.ring, self.account, unknown, self.now)
            self._broken.update({one: one in found for one in unknown})

    @cached_property
    def _broken(self) -> dict[str, bool]:
        return {}

    def _standing(self, trajectories: Sequence[str]) -> dict[str, tuple[str, Why]]:
        """In which role this person looks into each of these, and on what ground."""
        self._look_up_new(trajectories)
        self._look_for_emergencies(trajectories)
        roles = [role for role in EVERYWHERE if role in self.roles]
        waiting = with_work(self.ring, trajectories, roles) if roles else set()
        far = roles[0] if roles else Audience.MEDIATOR

        def standing(trajectory: str) -> tuple[str, Why]:
            near = self.mediates(trajectory)
            if near is not None:
                return near, Why.ASSIGNED
            if self.in_emergency(trajectory):
                return Audience.SUPERVISOR, Why.GLASS
            return far, Why.WORK if trajectory in waiting else Why.ROLE

        return {one: standing(one) for one in trajectories}

    @cached_property
    def _mine(self) -> dict[str, Audience | None]:
        return {}

    def _is_mine(self, trajectory: str) -> bool:
        return self.mediates(trajectory) is not None

    def mediates(self, trajectory: str) -> Audience | None:
        """As which of its two mediators this person stands at this trajectory; None: neither."""
        self._look_up_new([trajectory])
        return self._mine.get(trajectory)

    def _look_up_new(self, trajectories: Collection[str]) -> None:
        unknown = [one for one in trajectories if one not in self._mine]
        if unknown and "mediator" in self.roles:
            self._look_up(unknown)

    def _look_up(self, trajectories: Collection[str]) -> None:
        """Remembers of a few trajectories as which mediator this person stands there."""
        rows = Trajectory.objects.filter(id__in=trajectories, mediator=self.account)
        first = set(rows.values_list("id", flat=True))
        second = self.beside if set(trajectories) - first else frozenset()
        for one in trajectories:
            stands = Audience.CO_MEDIATOR if one in second else None
            self._mine[one] = Audience.MEDIATOR if one in first else stands

    def not_of_own(self, work: list[TaskItem]) -> list[TaskItem]:
        """The practice lead's work without that of trajectories which they mediate themselves: a complaint about
        somebody, or a decision, is never theirs to see (domain §3). Late, the privacy officer counts it."""
        self._look_up_new({item.trajectory for item in work})
        return [item for item in work if self.mediates(item.trajectory) is None]

    @property
    def own(self) -> frozenset[str]:
        """The trajectories in which this person is one of the two mediators."""
        if "mediator" not in self.roles:
            return frozenset()
        first = Trajectory.objects.filter(mediator=self.account).values_list("id", flat=True)
        return self.beside.union(first)

    @cached_property
    def service(self) -> Overview:
        """Everything that lists over the whole service are made of, as it stood when it was first asked for."""
        return overview(self.ring)

    @cached_property
    def _beside(self) -> list[CaseCard]:
        return self.service.beside(self.account)

    @cached_property
    def beside(self) -> frozenset[str]:
        """The trajectories in which this person is the second mediator: from the cards, which say so sealed."""
        return frozenset(card.trajectory for card in self._beside)

    @property
    def first_of_beside(self) -> frozenset[str]:
        """Who mediates there as the first."""
        return frozenset(card.mediator for card in self._beside)

    @cached_property
    def bookings(self) -> list[Booking]:
        """What is planned in the whole service, from its cards: for rooms, which know no caseload."""
        return self.service.bookings()

    def audiences(self, trajectory: str) -> list[Audience]:
        """In which roles this person stands at this trajectory; the nearest first.

        Whoever mediates is not its practice lead as well: nobody decides about their own (domain §3).
        """
        near = self.mediates(trajectory)
        if near is None:
            return [role for role in EVERYWHERE if role in self.roles]
        others = [role for role in EVERYWHERE if role is not Audience.SUPERVISOR]
        return [near, *(role for role in others if role in self.roles)]

    def actor(self, trajectory: str, roles: Collection[Audience] | None = None) -> Actor:
        """Who acts here, in a role of ``roles`` (None: any). Raises Http404 where there is none."""
        for audience in self.audiences(trajectory):
            if roles is None or audience in roles:
                return Actor(audience, self.account)
        self.visit.note(self.ring, [trajectory], Ended.REFUSED)
        raise Http404

    def trajectory(
        self, trajectory: str, roles: Collection[Audience] | None = None
    ) -> TrajectoryRoom:
        """The room of one trajectory."""
        actor = self.actor(trajectory, roles)
        lead = actor.audience is Audience.SUPERVISOR
        grants = Grants(reason=lead and self.in_emergency(trajectory))
        return TrajectoryRoom(self.ring, actor, Where(trajectory), self.now, grants)

    def views(self, trajectories: Collection[str]) -> dict[str, DeskView]:
        """A few trajectories for one page, each as far as this person sees it; as many queries as for one.

        Left out is what is not theirs, or not there.
        """
        self._look_up_new(trajectories)
        reached = {one: roles[0] for one in trajectories if (roles := self.audiences(one))}
        seen = see_desks(reached, self.ring, self.now)
        return {one: each.view for one, each in seen.items()}

    def person(self, trajectory: str, party: PartyId, act: type[Act]) -> PersonRoom:
        """One person's own room, entered by staff who write down this act as told."""
        actor = self.actor(trajectory, hears(act))
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
        self.number = _counted(outcome, self, act, key)
        return outcome


INTAKE_HEARS = frozenset(
    {
        SetReach,
        AnswerApproach,
        Decline,
        Withdraw,
        Reopen,
        SayWorry,
        AskForAnotherMediator,
        KeepMediator,
        HandOver,
        Complain,
        ConfirmSignUp,
        RefuseSignUp,
    }
)
"""What intake, who opens the post and answers the telephone, writes down too (domain §3)."""


def hears(act: type[Act]) -> frozenset[Audience]:
    """Who of staff writes this act down as told."""
    heard = act.heard_by if issubclass(act, PartyAct) else frozenset[Audience]()
    return heard if act in INTAKE_HEARS else heard - {Audience.INTAKE}


def desk(request: HttpRequest) -> Desk:
    """The desk of this request; the doorkeeper has let this person in."""
    who = request.signed_in  # type: ignore[attr-defined]  # set by Doorkeeper
    return Desk(who.account, who.name, who.roles, clock.now(), who.keys)
