"""Signed up by somebody else (A2, A3): nothing begins before the person's own yes (S1)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from typing import ClassVar

from visavis.mediation.acts import PartyAct, SweepAct
from visavis.mediation.effects import Done, Due, Step, Task, Write
from visavis.mediation.entries import Audience, Entry, LaneRole
from visavis.mediation.kinds import counting, kind
from visavis.mediation.permissions import Topic
from visavis.mediation.safeguards import no_condition_and_no_reward
from visavis.mediation.sign_up import REACH_SET, age_body, reach_body, signed_up
from visavis.mediation.terms import UNCONFIRMED_KEPT, day, working_days_after
from visavis.mediation.views import Guest, PartyView, Reach, changed
from visavis.mediation.words import PartyState

P = PartyState


def _signed_up_for(me: PartyView, entry: Entry) -> PartyView:
    """Who signed someone up stands beside them, and sees nothing until they tick it."""
    sender = Guest(_guest(entry), _sender(entry), str(entry.body["by_whom"]), state="admitted")
    return changed(
        signed_up(me, entry),
        confirmed=False,
        around=(*me.around, sender),
        closing=replace(me.closing, erase_by=day(entry.at) + UNCONFIRMED_KEPT),
    )


def _guest(entry: Entry) -> str:
    """Their id on this page. Where intake wrote it down, it is nobody's account."""
    if entry.by.audience is not Audience.INTAKE:
        return entry.by.id
    return sha256(f"{entry.by.id} {entry.at.isoformat()}".encode()).hexdigest()[:32]


def _sender(entry: Entry) -> Audience:
    """As what they stand there; where intake wrote it down, they said so."""
    if entry.by.audience is not Audience.INTAKE:
        return entry.by.audience
    return Audience.REFERRER if entry.body["professional"] else Audience.OUTSIDER


def _confirmed(me: PartyView, entry: Entry) -> PartyView:
    return changed(me, confirmed=True, closing=replace(me.closing, erase_by=None))


SIGNED_UP_FOR = kind(
    "signed_up_for",
    LaneRole.OWN,
    Topic.SIGN_UP,
    _signed_up_for,
    to=P.REGISTERED,
    counts=counting("relation"),
)
RECEIVED = kind("sign_up_received", LaneRole.OWN, Topic.SIGNS)
CONFIRMED = kind("sign_up_confirmed", LaneRole.OWN, Topic.SIGNS, _confirmed, counts=counting())
REFUSED = kind("sign_up_refused", LaneRole.OWN, Topic.SIGN_UP, to=P.CLOSED)
LAPSED = kind("sign_up_lapsed", LaneRole.OWN, Topic.SIGN_UP, to=P.CLOSED)
_BEFORE_THEIR_YES = ("confirm_sign_up", "prepare_sign_up", "take_up")


@dataclass(frozen=True, slots=True)
class SignUpOnBehalf(PartyAct):
    """A referrer, someone close or intake signs somebody up (A2). Waits for that person's own yes.

    No message leaves by itself: somebody who knows nothing of us is rung or written to by a person (D2).
    """

    guards: ClassVar = (no_condition_and_no_reward,)
    writes: ClassVar = frozenset({SIGNED_UP_FOR, RECEIVED, REACH_SET})
    from_states: ClassVar = frozenset({None})
    by: ClassVar = frozenset({Audience.REFERRER, Audience.OUTSIDER, Audience.INTAKE})

    relation: str
    first_name: str
    age: int
    by_whom: str
    """Who signs up, in a word or two: a name, a service."""
    professional: bool = True
    """Whether they do so in their work."""
    condition: bool = False
    """Whether taking part would be a condition, a reward, or something to report on (S5)."""
    story: str = ""
    other: str = ""
    language: str = "nl"
    reach: Reach = Reach()

    def mine(self, me: PartyView, now: datetime) -> Iterator[Step]:
        yield Write(
            SIGNED_UP_FOR,
            {
                "relation": self.relation,
                "first_name": self.first_name,
                **age_body(self.age),
                "by_whom": self.by_whom,
                "professional": self.professional,
                "story": self.story,
                "rather_talk": True,
                "other": self.other,
                "language": self.language,
            },
        )
        yield Write(RECEIVED, {})
        yield Write(REACH_SET, dict(reach_body(self.reach)))
        lapses = day(now) + UNCONFIRMED_KEPT
        yield Due("unconfirmed", me.party, lapses)
        yield Task(
            "confirm_sign_up", me.party, working_days_after(day(now), 5), role=Audience.INTAKE
        )


@dataclass(frozen=True, slots=True)
class ConfirmSignUp(PartyAct):
    """The person, or a child's guardian, says yes to a sign-up made for them (A3)."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({CONFIRMED})
    from_states: ClassVar = frozenset({P.REGISTERED})
    by: ClassVar = frozenset({Audience.OWNER, Audience.GUARDIAN})

    def mine(self, me: PartyView, now: datetime) -> Iterator[Step]:
        if me.confirmed:
            return
        yield Write(CONFIRMED, {})
        yield Done("confirm_sign_up", me.party)
        yield Task(
            "prepare_sign_up", me.party, working_days_after(day(now), 5), role=Audience.INTAKE
        )


@dataclass(frozen=True, slots=True)
class RefuseSignUp(PartyAct):
    """The person, or a child's guardian, does not want it. It ends at once, and is erased on its day (D2).

    Whoever signed them up hears nothing. Where there is nothing left to refuse it changes nothing.
    """

    guards: ClassVar = ()
    writes: ClassVar = frozenset({REFUSED})
    always: ClassVar = True
    by: ClassVar = frozenset({Audience.OWNER, Audience.GUARDIAN})

    def mine(self, me: PartyView, now: datetime) -> Iterator[Step]:
        if me.confirmed or me.state is not P.REGISTERED:
            return
        yield Write(REFUSED, {})
        for code in _BEFORE_THEIR_YES:
            yield Done(code, me.party)


@dataclass(frozen=True, slots=True)
class UnconfirmedLapses(SweepAct):
    """Nobody said yes within 30 days (a): the sign-up ends, and is erased (domain §8)."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({LAPSED})
    code: ClassVar = "unconfirmed"

    def mine(self, me: PartyView, now: datetime) -> Iterator[Step]:
        if me.confirmed or me.state is not P.REGISTERED:
            return
        yield Write(LAPSED, {})
        for code in _BEFORE_THEIR_YES:
            yield Done(code, me.party)
