"""Complaints: never to who it is about, and the way outside is always named (A38, S46)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, ClassVar

from visavis.mediation.acts import HEAR, DeskAct, PartyAct
from visavis.mediation.effects import Done, Notice, Step, Task, Write
from visavis.mediation.entries import Audience, Entry, LaneRole, PartyId
from visavis.mediation.kinds import kind
from visavis.mediation.permissions import Topic
from visavis.mediation.safeguards import goes_to_someone_else, this_complaint_waits
from visavis.mediation.terms import day, working_days_after
from visavis.mediation.views import Complaint, FileView, PartyView, changed
from visavis.mediation.words import Text

ABOUT = {
    "mediator": Text("Mijn bemiddelaar", "My mediator"),
    "service": Text("Hoe het hier gaat", "How things go here"),
    "lead": Text("De werkbegeleider", "The practice lead"),
}
HANDLED_BY = {
    "mediator": Audience.SUPERVISOR,
    "service": Audience.SUPERVISOR,
    "lead": Audience.PRIVACY_OFFICER,
}
"""Who answers: never the one it is about."""
ANSWERED_WITHIN = 10
"""Working days (a)."""
OUTSIDE = Text(
    "U kunt ook naar de klachtencommissie buiten onze dienst. Dat kan altijd.",
    "You can also go to the complaints committee outside our service. That is always possible.",
)


def _complained(me: PartyView, entry: Entry) -> PartyView:
    body: Any = entry.body
    return changed(me, complaints=(*me.complaints, _made(body, day(entry.at))))


def _made(body: Any, on: date) -> Complaint:
    about = body.get("about", "")
    return Complaint(
        body["complaint"],
        about,
        body["text"],
        on,
        reply_to=body.get("reply_to", ""),
        above=HANDLED_BY.get(about) is Audience.PRIVACY_OFFICER,
    )


def _passed_on(me: PartyView, entry: Entry) -> PartyView:
    """To the practice lead's own eyes it stays as it was; to the privacy officer it is new."""
    body: Any = entry.body
    on = date.fromisoformat(body["on"])
    others = (one for one in me.complaints if one.complaint != body["complaint"])
    return changed(me, complaints=(*others, replace(_made(body, on), above=True)))


def _answered(me: PartyView, entry: Entry) -> PartyView:
    body: Any = entry.body
    return changed(
        me,
        complaints=tuple(
            replace(one, answer=body["answer"], answered_on=day(entry.at))
            if one.complaint == body["complaint"]
            else one
            for one in me.complaints
        ),
    )


def _of_another(file: FileView, entry: Entry) -> FileView:
    made = _made(entry.body, day(entry.at))
    return changed(file, complaints=(*file.complaints, made))


def _answered_another(file: FileView, entry: Entry) -> FileView:
    body: Any = entry.body
    return changed(
        file,
        complaints=tuple(
            replace(one, answer=body["answer"], answered_on=day(entry.at))
            if one.complaint == body["complaint"]
            else one
            for one in file.complaints
        ),
    )


COMPLAINED = kind("complained", LaneRole.OWN, Topic.COMPLAINT, _complained)
COMPLAINED_ABOVE = kind("complained_of_lead", LaneRole.OWN, Topic.COMPLAINT_ABOVE, _complained)
ANSWERED = kind("complaint_answered", LaneRole.OWN, Topic.COMPLAINT, _answered)
ANSWERED_ABOVE = kind("complaint_of_lead_answered", LaneRole.OWN, Topic.COMPLAINT_ABOVE, _answered)
PASSED_ON = kind("complaint_passed_on", LaneRole.OWN, Topic.COMPLAINT_ABOVE, _passed_on)
OF_A_SUPPORTER = kind("complaint_of_a_supporter", LaneRole.FILE, Topic.COMPLAINT, _of_another)
SUPPORTER_ANSWERED = kind(
    "complaint_of_a_supporter_answered", LaneRole.FILE, Topic.COMPLAINT, _answered_another
)


@dataclass(frozen=True, slots=True)
class Complain(PartyAct):
    """A complaint: to someone other than who it is about (A38, D25). Works from every place."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({COMPLAINED, COMPLAINED_ABOVE})
    always: ClassVar = True
    heard_by: ClassVar = HEAR | {Audience.SUPERVISOR}

    complaint: str
    """A new random id."""
    about: str
    """Of ``ABOUT``."""
    text: str
    reply_to: str = ""
    """Where a letter goes; empty: the answer stands on their own page."""

    def mine(self, me: PartyView, now: datetime) -> Iterator[Step]:
        if any(one.complaint == self.complaint for one in me.complaints):
            return
        kind_ = COMPLAINED_ABOVE if self.about == "lead" else COMPLAINED
        fields = ("complaint", "about", "text", "reply_to")
        yield Write(kind_, {name: getattr(self, name) for name in fields})
        yield Task(
            "answer_complaint",
            me.party,
            answer_due(day(now)),
            about=self.complaint,
            role=HANDLED_BY.get(self.about, Audience.SUPERVISOR),
        )


@dataclass(frozen=True, slots=True)
class AnswerComplaint(DeskAct):
    """An answer, with the way outside in it (S46)."""

    guards: ClassVar = (goes_to_someone_else,)
    writes: ClassVar = frozenset({ANSWERED, ANSWERED_ABOVE})
    roles: ClassVar = frozenset({Audience.SUPERVISOR, Audience.PRIVACY_OFFICER})

    party: PartyId
    complaint: str
    handled_by: str
    """The account of who answers."""
    as_officer: bool
    """Whether the privacy officer answers; a complaint about the practice lead needs that."""
    answer: str
    outside_named: bool
    """Whether the answer names the complaints committee outside the service."""

    def for_party(self, who: PartyId, them: PartyView, now: datetime) -> Iterator[Step]:
        body = {"complaint": self.complaint, "answer": self.answer}
        yield Write(ANSWERED_ABOVE if self.as_officer else ANSWERED, {**body})
        yield Notice(who, working_days_after(day(now), 1))
        yield Done("answer_complaint", who, about=self.complaint)


@dataclass(frozen=True, slots=True)
class PassComplaintOn(DeskAct):
    """The practice lead is concerned themselves after all: the privacy officer answers, by the day promised."""

    guards: ClassVar = (this_complaint_waits,)
    writes: ClassVar = frozenset({PASSED_ON})
    roles: ClassVar = frozenset({Audience.SUPERVISOR})

    party: PartyId
    complaint: str

    def for_party(self, who: PartyId, them: PartyView, now: datetime) -> Iterator[Step]:
        for one in them.complaints:
            if one.complaint != self.complaint or one.above or one.answer:
                continue
            fields = ("complaint", "about", "text", "reply_to")
            body: dict[str, str] = {name: getattr(one, name) for name in fields}
            yield Write(PASSED_ON, {**body, "on": one.on.isoformat()})
            yield Done("answer_complaint", who, about=self.complaint)
            yield Task(
                "answer_complaint",
                who,
                answer_due(one.on),
                about=self.complaint,
                role=Audience.PRIVACY_OFFICER,
            )


def answer_due(on: date) -> date:
    """By when somebody who complained on this day has an answer."""
    return working_days_after(on, ANSWERED_WITHIN)


@dataclass(frozen=True, slots=True)
class AnswerSupporter(DeskAct):
    """The complaint of someone beside this person was answered, by letter or telephone (S46)."""

    guards: ClassVar = (goes_to_someone_else,)
    writes: ClassVar = frozenset({SUPPORTER_ANSWERED})
    roles: ClassVar = frozenset({Audience.SUPERVISOR})
    as_officer: ClassVar = False

    party: PartyId
    complaint: str
    handled_by: str
    answer: str
    outside_named: bool

    def for_file(self, who: PartyId, file: FileView, now: datetime) -> Iterator[Step]:
        yield Write(SUPPORTER_ANSWERED, {"complaint": self.complaint, "answer": self.answer})
        yield Done("answer_complaint", who, about=self.complaint)


@dataclass(frozen=True, slots=True)
class RecordSupporterComplaint(DeskAct):
    """A complaint of someone beside this person, told to staff; nothing of it stands on that person's page."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({OF_A_SUPPORTER})
    roles: ClassVar = frozenset({Audience.INTAKE, Audience.SUPERVISOR, Audience.PRIVACY_OFFICER})

    party: PartyId
    complaint: str
    text: str

    def for_file(self, who: PartyId, file: FileView, now: datetime) -> Iterator[Step]:
        yield Write(OF_A_SUPPORTER, {"complaint": self.complaint, "text": self.text})
        yield Task(
            "answer_complaint",
            who,
            answer_due(day(now)),
            about=self.complaint,
            role=Audience.SUPERVISOR,
        )
