"""Signing up, taking up, and how someone wants to be reached (steps 2 and 3)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, ClassVar

from visavis.mediation.acts import DeskAct, PartyAct
from visavis.mediation.effects import Done, Notice, Step, Task, Write
from visavis.mediation.entries import Audience, Body, Entry, LaneRole, PartyId
from visavis.mediation.kinds import counting, kind
from visavis.mediation.permissions import Topic
from visavis.mediation.safeguards import (
    child_and_guardian_agree,
    load_is_bearable,
    mediator_is_trained,
    mediator_knows_nobody,
    sign_up_is_prepared,
    there_is_another_where_one_is_asked,
    they_agreed_themselves,
)
from visavis.mediation.terms import GROWN_UP, day, working_days_after
from visavis.mediation.views import DeskLane, DeskView, FileView, PartyView, Reach, changed
from visavis.mediation.words import PartyState, Text

RELATIONS = {
    "harmed": Text("Het is mij overkomen", "It happened to me"),
    "responsible": Text("Ik heb het gedaan of veroorzaakt", "I did it or caused it"),
    "bereaved": Text("Iemand van mij is overleden", "Someone of mine died"),
    "next_of_kin_harmed": Text(
        "Het is iemand overkomen die mij lief is", "It happened to someone close to me"
    ),
    "next_of_kin_responsible": Text(
        "Iemand die mij lief is heeft het gedaan", "Someone close to me did it"
    ),
    "witness": Text("Ik zag het gebeuren", "I saw it happen"),
}
CHANNELS = {
    "phone": Text("Bellen", "Call me"),
    "sms": Text("Een kort bericht op mijn telefoon", "A short message on my phone"),
    "email": Text("E-mail", "E-mail"),
    "post": Text("Een brief zonder naam erop", "A letter with no name on it"),
    "none": Text("Niets. Ik kijk zelf", "Nothing. I look myself"),
}
EVENT_TYPES = {
    "violence": Text("Geweld", "Violence"),
    "sexual_harm": Text("Seksueel grensoverschrijdend gedrag", "Sexual harm"),
    "homicide": Text("Levensdelict", "Homicide"),
    "traffic": Text("Verkeersongeval", "Traffic accident"),
    "property": Text("Diefstal of inbraak", "Theft or burglary"),
    "threat_stalking": Text("Bedreiging of belaging", "Threat or stalking"),
    "domestic": Text("Geweld thuis", "Violence at home"),
    "discrimination": Text("Discriminatie", "Discrimination"),
    "medical_incident": Text("Medisch incident", "Medical incident"),
    "sport_or_work_misconduct": Text("Sport of werk", "Sport or work"),
    "mass_event": Text("Ramp of grote gebeurtenis", "Disaster or mass event"),
    "other": Text("Anders", "Other"),
}
SORTS = {
    "mediation": Text("Bemiddeling", "Mediation"),
    "support_circle": Text("Kring om mij heen", "A circle around me"),
    "symbolic": Text(
        "Gesprek met iemand die iets soortgelijks meemaakte",
        "A talk with someone from a similar event",
    ),
}
"""What a trajectory is (domain §8); only the first has another side."""
NOT_TAKEN_UP = {
    "outside_scope": Text("Dit past niet bij wat wij doen.", "This is outside what we do."),
    "other_unknown": Text(
        "Wij weten niet wie de ander is.", "We do not know who the other person is."
    ),
    "no_report": Text("Er is nog geen aangifte.", "There is no report to the police yet."),
    "better_elsewhere": Text("Andere hulp past nu beter bij u.", "Other help fits better now."),
    "duplicate": Text("U stond al bij ons aangemeld.", "You were already signed up with us."),
}
COUNTED_FACTS = ("event_type", "referral_source", "region")
SEXUAL_OR_DEATH = frozenset({"sexual_harm", "homicide"})


def reach_from(body: Any) -> Reach:
    return Reach(**{name: body[name] for name in Reach.__dataclass_fields__ if name in body})


def reach_body(reach: Reach) -> dict[str, str | bool]:
    return {name: getattr(reach, name) for name in Reach.__dataclass_fields__}


def age_body(age: int) -> dict[str, int]:
    """An age is kept of who is not grown up yet, because rules hang on it; of others it is not."""
    return {"age": age} if age < GROWN_UP else {}


def signed_up(me: PartyView, entry: Entry) -> PartyView:
    """What stands in a sign-up, one's own or made for one."""
    body: Any = entry.body
    return changed(
        me,
        aged=body.get("age"),
        aged_on=day(entry.at) if body.get("age") is not None else None,
        initiating=True,
        relation=body["relation"],
        first_name=body["first_name"],
        story=body["story"],
        rather_talk=body["rather_talk"],
        other_described=body["other"],
        language=body["language"],
        found_by=body.get("found_by", ""),
    )


def _facts(file: FileView, entry: Entry) -> FileView:
    body: Any = entry.body
    return changed(file, facts={**file.facts, **body["facts"]})


def _counted_facts(body: Body) -> dict[str, str]:
    facts: Any = body["facts"]
    return {name: str(facts[name]) for name in COUNTED_FACTS if facts.get(name)}


SIGNED_UP = kind(
    "signed_up",
    LaneRole.OWN,
    Topic.SIGN_UP,
    signed_up,
    to=PartyState.REGISTERED,
    counts=counting("relation"),
)
REACH_SET = kind(
    "reach_set",
    LaneRole.OWN,
    Topic.CONTACT_DETAILS,
    lambda me, entry: changed(me, reach=reach_from(entry.body)),
)
TAKEN_UP = kind(
    "taken_up",
    LaneRole.OWN,
    Topic.SIGNS,
    lambda me, entry: changed(me, mediator=entry.body["mediator"], sort=entry.body["sort"]),
)
TOLD_NOT_TAKEN_UP = kind(
    "told_not_taken_up",
    LaneRole.OWN,
    Topic.SIGN_UP,
    lambda me, entry: changed(me, not_taken_up=entry.body["reason"]),
    to=PartyState.CLOSED,
)
FACTS = kind("facts_recorded", LaneRole.FILE, Topic.REGISTRATION, _facts, counts=_counted_facts)
NAMED = kind(
    "named",
    LaneRole.FILE,
    Topic.IDENTITY,
    lambda file, entry: changed(file, name=entry.body["name"]),
    to=PartyState.NAMED,
)


def opened(desk: DeskLane, entry: Entry) -> DeskLane:
    """It has a nickname, and intake wrote down what it is about."""
    body: Any = entry.body
    return changed(desk, nickname=body["nickname"], sort=body["sort"], prepared=True)


def assigned(desk: DeskLane, entry: Entry) -> DeskLane:
    """It has a mediator."""
    body: Any = entry.body
    beside = desk.co_mediator != body["mediator"]  # the second who becomes the first leaves a place
    return changed(
        desk,
        mediator=body["mediator"],
        mediator_name=body["mediator_name"],
        taken_up=True,
        co_mediator=desk.co_mediator if beside else "",
        co_mediator_name=desk.co_mediator_name if beside else "",
    )


OPENED = kind("opened", LaneRole.DESK, Topic.ASSIGNMENT, opened, counts=counting("sort"))
ASSIGNED = kind("assigned", LaneRole.DESK, Topic.ASSIGNMENT, assigned, counts=counting())
NOT_TAKEN = kind(
    "declined_to_take_up",
    LaneRole.DESK,
    Topic.ASSIGNMENT,
    lambda desk, entry: changed(desk, declined_to_take_up=entry.body["reason"]),
    counts=counting("reason"),
)


@dataclass(frozen=True, slots=True)
class SignUp(PartyAct):
    """Somebody signs up for themselves (A1). No e-mail is needed. Age in years."""

    guards: ClassVar = (child_and_guardian_agree,)
    writes: ClassVar = frozenset({SIGNED_UP, REACH_SET})
    from_states: ClassVar = frozenset({None})

    relation: str
    first_name: str
    age: int
    story: str = ""
    rather_talk: bool = False
    other: str = ""
    language: str = "nl"
    reach: Reach = Reach()
    found_by: str = ""
    """How they found us, of ``sources.SOURCES``, where they said so."""

    def mine(self, me: PartyView, now: datetime) -> Iterator[Step]:
        found = {"found_by": self.found_by} if self.found_by else {}
        yield Write(
            SIGNED_UP,
            {
                "relation": self.relation,
                "first_name": self.first_name,
                **age_body(self.age),
                "story": self.story,
                "rather_talk": self.rather_talk,
                "other": self.other,
                "language": self.language,
                **found,
            },
        )
        yield Write(REACH_SET, dict(reach_body(self.reach)))
        yield Task(
            "prepare_sign_up", me.party, working_days_after(day(now), 5), role=Audience.INTAKE
        )


@dataclass(frozen=True, slots=True)
class SetReach(PartyAct):
    """Another way, time or "never" for reaching this person."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({REACH_SET})

    reach: Reach

    def mine(self, me: PartyView, now: datetime) -> Iterator[Step]:
        yield Write(REACH_SET, dict(reach_body(self.reach)))


@dataclass(frozen=True, slots=True)
class PrepareSignUp(DeskAct):
    """Intake rings, sets down the facts of domain §8, and gives the trajectory its nickname."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({FACTS, OPENED})
    from_states: ClassVar = frozenset({PartyState.REGISTERED})
    roles: ClassVar = frozenset({Audience.INTAKE, Audience.PLANNER})

    party: PartyId
    nickname: str
    event_type: str
    fatal: bool = False
    event_month: str = ""
    """Year and month, ``2024-03``; empty when not known."""
    legal_stage: str = "none"
    referral_source: str = "self"
    region: str = ""
    sort: str = "mediation"
    """Of ``SORTS``."""
    language: str = ""
    """In which this person wants to talk, of ``spoken.LANGUAGES``; empty: not asked."""

    def for_file(self, who: PartyId, file: FileView, now: datetime) -> Iterator[Step]:
        talks = {"language": self.language} if self.language else {}
        yield Write(
            FACTS,
            {
                "facts": {
                    **talks,
                    "event_type": self.event_type,
                    "fatal": "yes" if self.fatal else "no",
                    "event_month": self.event_month,
                    "legal_stage": self.legal_stage,
                    "referral_source": self.referral_source,
                    "region": self.region,
                }
            },
        )

    def for_desk(self, desk: DeskView, now: datetime) -> Iterator[Step]:
        yield Write(OPENED, {"nickname": self.nickname, "sort": self.sort})
        yield Done("prepare_sign_up", self.party)
        yield Task("take_up", self.party, working_days_after(day(now), 5), role=Audience.PLANNER)


@dataclass(frozen=True, slots=True)
class TakeUp(DeskAct):
    """The planner takes a sign-up up and assigns a mediator (A5). ``other`` is the new id of who will be asked."""

    guards: ClassVar = (
        they_agreed_themselves,
        sign_up_is_prepared,
        there_is_another_where_one_is_asked,
        mediator_knows_nobody,
        mediator_is_trained,
        load_is_bearable,
    )
    writes: ClassVar = frozenset({TAKEN_UP, NAMED, ASSIGNED})
    from_states: ClassVar = frozenset({PartyState.REGISTERED, None})
    roles: ClassVar = frozenset({Audience.PLANNER})

    party: PartyId
    mediator: str
    mediator_name: str
    other: PartyId
    """Empty where there is no other side."""
    other_name: str
    knows_nobody: bool
    trained_for: frozenset[str] = frozenset()
    open_now: int = 0
    new_this_year: int = 0
    reason_above_ceiling: str = ""
    sort: str = "mediation"

    def parties(self) -> tuple[PartyId, ...]:
        return (self.party, self.other) if self.other else (self.party,)

    def introduces(self) -> tuple[PartyId, ...]:
        return (self.other,)

    def for_party(self, who: PartyId, them: PartyView, now: datetime) -> Iterator[Step]:
        if who == self.party:
            yield Write(TAKEN_UP, {"mediator": self.mediator_name, "sort": self.sort})
            yield Notice(who, day(now) + timedelta(days=1))

    def for_file(self, who: PartyId, file: FileView, now: datetime) -> Iterator[Step]:
        if who == self.other:
            yield Write(NAMED, {"name": self.other_name})

    def for_desk(self, desk: DeskView, now: datetime) -> Iterator[Step]:
        yield Write(ASSIGNED, {"mediator": self.mediator, "mediator_name": self.mediator_name})
        yield Done("take_up", self.party)
        yield Task("first_talk", self.party, working_days_after(day(now), 10))


@dataclass(frozen=True, slots=True)
class DeclineToTakeUp(DeskAct):
    """Not taken up (A4): said with the reason, other help and the way back."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({TOLD_NOT_TAKEN_UP, NOT_TAKEN})
    from_states: ClassVar = frozenset({PartyState.REGISTERED})
    roles: ClassVar = frozenset({Audience.INTAKE, Audience.PLANNER})

    party: PartyId
    reason: str

    def for_party(self, who: PartyId, them: PartyView, now: datetime) -> Iterator[Step]:
        yield Write(TOLD_NOT_TAKEN_UP, {"reason": self.reason})
        yield Notice(who, day(now) + timedelta(days=1))

    def for_desk(self, desk: DeskView, now: datetime) -> Iterator[Step]:
        yield Write(NOT_TAKEN, {"reason": self.reason})
        yield Done("prepare_sign_up", self.party)
        yield Done("take_up", self.party)
