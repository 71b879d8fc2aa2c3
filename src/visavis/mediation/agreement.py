"""What people agree, and where it may go (A26, S37, S38).

The text put to everyone stands in a joint lane: one text, the same for all who are part of it. Whether somebody
accepted it, and whether it may be sent anywhere, stands in each one's own lane; only what everyone said yes to
becomes a fact of all.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, ClassVar

from visavis.mediation.acts import DeskAct, PartyAct
from visavis.mediation.effects import Done, Notice, OpenJoint, Step, Task, Write
from visavis.mediation.entries import Audience, Entry, Json, LaneRole, PartyId
from visavis.mediation.kinds import counting, kind
from visavis.mediation.permissions import Topic
from visavis.mediation.safeguards import (
    everyone_accepted_this_text,
    everyone_lets_it_go,
    its_author_released_it,
    worries_are_answered,
)
from visavis.mediation.safeguards.letters import version_hash_of
from visavis.mediation.terms import DESIGN, day, working_days_after
from visavis.mediation.views import (
    Accepted,
    Agreement,
    DeskView,
    MayDisclose,
    PartyView,
    changed,
)
from visavis.mediation.words import PartyState, Text

P = PartyState
RECIPIENTS = {
    "court": Text("De rechter", "The court"),
    "prosecutor": Text("De officier van justitie", "The prosecutor"),
    "lawyers": Text("De advocaten", "The lawyers"),
    "probation": Text("De reclassering", "The probation service"),
    "child_protection": Text("De jeugdbescherming", "Child protection"),
    "referrer": Text("Wie ons vroeg te bemiddelen", "Who asked us to mediate"),
    "municipality": Text("De gemeente", "The municipality"),
}
"""To whom an agreement may be sent: a closed list, so that everyone says yes to the same one (S38)."""
_MEDIATOR = frozenset({Audience.MEDIATOR})


def _put(joint: Agreement, entry: Entry) -> Agreement:
    body: Any = entry.body
    return Agreement(joint.agreement, body["text"], body["version_hash"], entry.at)


def _recorded(joint: Agreement, entry: Entry) -> Agreement:
    return replace(joint, recorded_on=day(entry.at))


def _disclosed(joint: Agreement, entry: Entry) -> Agreement:
    return replace(joint, disclosed=(*joint.disclosed, str(entry.body["recipient"])))


def _here(me: PartyView, entry: Entry) -> PartyView:
    agreement = str(entry.body["agreement"])
    kept = tuple(one for one in me.agreement_ids if one != agreement)
    days: Any = entry.body.get("think_days")
    longer = tuple(one for one in me.think_days if one[0] != agreement)
    if days:
        longer = (*longer, (agreement, int(days)))
    return changed(me, agreement_ids=(*kept, agreement), think_days=longer)


def _drafted(me: PartyView, entry: Entry) -> PartyView:
    return changed(me, agreement_draft=str(entry.body["text"]))


def _accepted(me: PartyView, entry: Entry) -> PartyView:
    body: Any = entry.body
    kept = tuple(one for one in me.accepted if one.agreement != body["agreement"])
    no = tuple(one for one in me.not_accepted if one.agreement != body["agreement"])
    said = (Accepted(body["agreement"], body["version_hash"]),)
    if body["accepts"]:
        return changed(me, accepted=(*kept, *said), not_accepted=no)
    return changed(me, accepted=kept, not_accepted=(*no, *said))


def _may_disclose(me: PartyView, entry: Entry) -> PartyView:
    body: Any = entry.body
    this = MayDisclose(body["agreement"], body["recipient"])
    kept = tuple(one for one in me.may_disclose if one != this)
    return changed(me, may_disclose=(*kept, this) if body["gives"] else kept)


DRAFTED = kind("agreement_drafted", LaneRole.OWN, Topic.RELEASED, _drafted)
HERE = kind("agreement_here", LaneRole.OWN, Topic.AGREEMENT, _here, counts=counting("agreement"))
ACCEPTED = kind(
    "agreement_answered",
    LaneRole.OWN,
    Topic.CONSENT,
    _accepted,
    counts=counting("agreement", "version_hash", "accepts"),
)
MAY_DISCLOSE = kind("disclosure_answered", LaneRole.OWN, Topic.CONSENT, _may_disclose)
PUT = kind("agreement_put", LaneRole.JOINT, Topic.AGREEMENT, _put)
RECORDED = kind("agreement_recorded", LaneRole.JOINT, Topic.AGREEMENT, _recorded)
DISCLOSED = kind("agreement_disclosed", LaneRole.JOINT, Topic.AGREEMENT, _disclosed)


@dataclass(frozen=True, slots=True)
class DraftAgreement(PartyAct):
    """A proposal of one's own: the mediator may put exactly this to the others (A26)."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({DRAFTED})
    from_states: ClassVar = frozenset({P.IN_CONTACT})

    text: str

    def mine(self, me: PartyView, now: datetime) -> Iterator[Step]:
        yield Write(DRAFTED, {"text": self.text})
        yield Done("put_agreement", me.party)
        yield Task("put_agreement", me.party, working_days_after(day(now), 5))


@dataclass(frozen=True, slots=True)
class PutAgreement(DeskAct):
    """The mediator puts one text to everyone, exactly as somebody drafted it; the time to think begins (S37)."""

    guards: ClassVar = (its_author_released_it, worries_are_answered)
    writes: ClassVar = frozenset({HERE, PUT})
    from_states: ClassVar = frozenset({P.IN_CONTACT})
    roles: ClassVar = _MEDIATOR

    agreement: str
    """A new random id; the same again puts another text in its place."""
    people: tuple[PartyId, ...]
    text: str

    def parties(self) -> tuple[PartyId, ...]:
        return self.people

    def was_released(self, desk: DeskView) -> bool:
        """Drafted by one of them; and put to all who are part of it already, for it is one text to all."""
        already = {s.party for s in desk.sides if self.agreement in s.own.agreement_ids}
        drafted = any(desk.side(who).own.agreement_draft == self.text for who in self.people)
        return drafted and already <= set(self.people)

    def joint(self) -> str:
        return self.agreement

    def for_party(self, who: PartyId, them: PartyView, now: datetime) -> Iterator[Step]:
        body: dict[str, Json] = {"agreement": self.agreement}
        if them.terms.reflection != DESIGN.reflection:
            body["think_days"] = them.terms.reflection
        yield Write(HERE, body)
        yield Done("put_agreement", who)
        yield Notice(who, working_days_after(day(now), 1))
        over = day(now) + them.terms.lasts("reflection")
        yield Done("ask_agreement", who)
        yield Task("ask_agreement", who, working_days_after(over, 5), start=over)

    def for_joint(self, now: datetime) -> Iterator[Step]:
        yield OpenJoint(self.agreement)
        yield Write(PUT, {"text": self.text, "version_hash": version_hash_of(self.text, "")})


@dataclass(frozen=True, slots=True)
class AnswerAgreement(PartyAct):
    """My own yes to exactly this text, or taken back; always possible, and the others do not see it."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({ACCEPTED})
    always: ClassVar = True

    agreement: str
    version_hash: str
    """Of what was on the screen: a yes to another text is none."""
    accepts: bool = True

    def mine(self, me: PartyView, now: datetime) -> Iterator[Step]:
        if self.agreement not in me.agreement_ids:
            return
        yield Write(
            ACCEPTED,
            {
                "agreement": self.agreement,
                "version_hash": self.version_hash,
                "accepts": self.accepts,
            },
        )
        yield Done("agreement_answered", me.party)
        yield Task("agreement_answered", me.party, working_days_after(day(now), 5))


@dataclass(frozen=True, slots=True)
class RecordAgreement(DeskAct):
    """Everyone accepted exactly this text, and it was thought over: now it is an agreement (S37)."""

    guards: ClassVar = (everyone_accepted_this_text,)
    writes: ClassVar = frozenset({RECORDED})
    roles: ClassVar = _MEDIATOR

    agreement: str
    people: tuple[PartyId, ...]
    looked_at: tuple[str, ...]
    """Of ``AGREEMENT_REVIEW``."""

    def parties(self) -> tuple[PartyId, ...]:
        return self.people

    def joint(self) -> str:
        return self.agreement

    def for_party(self, who: PartyId, them: PartyView, now: datetime) -> Iterator[Step]:
        yield Done("agreement_answered", who)
        yield Done("ask_agreement", who)
        yield Notice(who, working_days_after(day(now), 1))

    def for_joint(self, now: datetime) -> Iterator[Step]:
        yield Write(RECORDED, {})


@dataclass(frozen=True, slots=True)
class AnswerDisclosure(PartyAct):
    """Whether this agreement may be sent to this one recipient; each apart, always to be taken back (S38)."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({MAY_DISCLOSE})
    always: ClassVar = True

    agreement: str
    recipient: str
    gives: bool = True

    def mine(self, me: PartyView, now: datetime) -> Iterator[Step]:
        if self.agreement not in me.agreement_ids:
            return
        yield Write(
            MAY_DISCLOSE,
            {"agreement": self.agreement, "recipient": self.recipient, "gives": self.gives},
        )
        yield Done("disclosure_answered", me.party)
        yield Task("disclosure_answered", me.party, working_days_after(day(now), 5))


@dataclass(frozen=True, slots=True)
class DiscloseAgreement(DeskAct):
    """Sent to one recipient, because everyone said yes to that (S38, D19)."""

    guards: ClassVar = (everyone_lets_it_go,)
    writes: ClassVar = frozenset({DISCLOSED})
    roles: ClassVar = _MEDIATOR

    agreement: str
    people: tuple[PartyId, ...]
    recipient: str

    def parties(self) -> tuple[PartyId, ...]:
        return self.people

    def joint(self) -> str:
        return self.agreement

    def for_party(self, who: PartyId, them: PartyView, now: datetime) -> Iterator[Step]:
        yield Done("disclosure_answered", who)
        yield Notice(who, working_days_after(day(now), 1))

    def for_joint(self, now: datetime) -> Iterator[Step]:
        yield Write(DISCLOSED, {"recipient": self.recipient})
