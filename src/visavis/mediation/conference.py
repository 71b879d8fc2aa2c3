"""A group meeting (§2.5): who comes along, one list that everyone agrees to, each prepared and asked apart (D15).

Whom somebody proposes is nothing for the others until they release how that person stands on the list, and the
mediator puts the list to everyone. What one answers stands in the own lane; a no to a name is heard by the
mediator alone, who works towards a list that all agree to. The meeting itself is a talk like any other
(`appointments`, `contact`), with seats, an order of speaking and an end that the plan names.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, ClassVar

from visavis.mediation.acts import DeskAct, PartyAct
from visavis.mediation.effects import Done, Notice, Step, Task, Write
from visavis.mediation.entries import Entry, LaneRole, PartyId
from visavis.mediation.kinds import kind
from visavis.mediation.permissions import Topic
from visavis.mediation.preparation import CHOOSES_FORM
from visavis.mediation.safeguards import (
    attendee_was_proposed,
    everyone_chose_this_form,
    its_author_released_it,
    stands_on_one_side_only,
    version_hash_of,
)
from visavis.mediation.terms import day, working_days_after
from visavis.mediation.views import Attendee, DeskView, FileView, PartyView, Prepared, changed
from visavis.mediation.words import Text

FORM = "conference"
MOST = 20
"""Whom one person may propose: more than a room holds."""
METHODS = {
    "rounds": Text(
        "De bemiddelaars geven ieder het woord, in deze volgorde.",
        "The mediators give each the floor, in this order.",
    ),
    "peace_circle": Text(
        "Een voorwerp gaat rond. Alleen wie het vasthoudt, praat. De rest luistert.",
        "An object goes round. Only who holds it speaks. The rest listen.",
    ),
}
"""How turns are kept (§2.6: the peace circle is a way of working inside a group meeting)."""


def listed_hash(names: tuple[str, ...]) -> str:
    """Of a list as it stands on the page. A name has no line of its own to break."""
    return version_hash_of("\n".join(names), FORM)


def one_line(text: str) -> str:
    return " ".join(text.split())


def _group(me: PartyView, **changes: Any) -> PartyView:
    return changed(me, group=replace(me.group, **changes))


def _proposed(me: PartyView, entry: Entry) -> PartyView:
    body: Any = entry.body
    made = Attendee(
        body["attendee"], body["name"], body["shown_as"], body["released"], body["guest"]
    )
    if me.group.attendee(made.attendee) is None:
        return _group(me, mine=(*me.group.mine, made))
    kept = (made if one.attendee == made.attendee else one for one in me.group.mine)
    return _group(me, mine=tuple(kept))


def _taken_back(me: PartyView, entry: Entry) -> PartyView:
    gone = entry.body["attendee"]
    return _group(me, mine=tuple(one for one in me.group.mine if one.attendee != gone))


def _listed(me: PartyView, entry: Entry) -> PartyView:
    body: Any = entry.body
    same = body["version_hash"] == me.group.version_hash
    told = [one.shown_as for one in me.group.mine if one.released and one.shown_as in body["names"]]
    return _group(
        me,
        told_once=tuple(dict.fromkeys((*me.group.told_once, *told))),
        names=tuple(body["names"]),
        version_hash=body["version_hash"],
        listed_on=day(entry.at),
        accepts=me.group.accepts if same else None,
    )


def _answered(me: PartyView, entry: Entry) -> PartyView:
    body: Any = entry.body
    if body["version_hash"] != me.group.version_hash:  # a yes to another list is none
        return me
    return _group(me, accepts=body["accepts"], said=body["said"])


def _attended(me: PartyView, entry: Entry) -> PartyView:
    body: Any = entry.body
    came = tuple(body["came"])
    return changed(
        me,
        held=tuple(
            replace(one, came=came) if one.contact == body["contact"] else one for one in me.held
        ),
    )


def _prepared(file: FileView, entry: Entry) -> FileView:
    body: Any = entry.body
    made = Prepared(
        body["attendee"], day(entry.at), body["consents"], body["signed"], body["person"]
    )
    kept = tuple(one for one in file.attendees if one.attendee != made.attendee)
    return changed(file, attendees=(*kept, made))


PROPOSED = kind("attendee_proposed", LaneRole.OWN, Topic.AROUND, _proposed)
TAKEN_BACK = kind("attendee_taken_back", LaneRole.OWN, Topic.AROUND, _taken_back)
LISTED = kind("attendees_listed", LaneRole.OWN, Topic.AROUND, _listed)
ANSWERED = kind("attendees_answered", LaneRole.OWN, Topic.SUMMARY, _answered)
ATTENDED = kind("group_attended", LaneRole.OWN, Topic.AROUND, _attended)
PREPARED = kind("attendee_prepared", LaneRole.FILE, Topic.AROUND, _prepared)


@dataclass(frozen=True, slots=True)
class ProposeAttendee(PartyAct):
    """Somebody I would like at the group meeting. The same again changes how they stand on the list, or whether."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({PROPOSED})
    from_states: ClassVar = CHOOSES_FORM

    attendee: str
    """A new random id, or one of one's own."""
    name: str
    shown_as: str = ""
    """What the others may read of them; empty: the name."""
    released: bool = False
    guest: str = ""

    def mine(self, me: PartyView, now: datetime) -> Iterator[Step]:
        before = me.group.attendee(self.attendee)
        if before is None and len(me.group.mine) >= MOST:
            return
        beside = me.guest(self.guest)
        guest = before.guest if before else (beside.guest if beside else "")
        name = before.name if before else (one_line(self.name) or (beside.name if beside else ""))
        if not name:
            return
        yield Write(
            PROPOSED,
            {
                "attendee": self.attendee,
                "name": name,
                "shown_as": one_line(self.shown_as) or name,
                "released": self.released,
                "guest": guest,
            },
        )
        yield Done("attendee_proposed", me.party, about=self.attendee)
        due = working_days_after(day(now), 5)
        yield Task("attendee_proposed", me.party, due, about=self.attendee)


@dataclass(frozen=True, slots=True)
class TakeAttendeeBack(PartyAct):
    """Not this person after all. No reason is asked; from now on nothing rests on what stood on the list."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({TAKEN_BACK})
    always: ClassVar = True

    attendee: str

    def mine(self, me: PartyView, now: datetime) -> Iterator[Step]:
        if me.group.attendee(self.attendee) is None:
            return
        yield Write(TAKEN_BACK, {"attendee": self.attendee})
        for code in ("attendee_proposed", "tell_attendee"):
            yield Done(code, me.party, about=self.attendee)
        due = working_days_after(day(now), 2)
        yield Task("attendee_taken_back", me.party, due, about=self.attendee)


@dataclass(frozen=True, slots=True)
class PutAttendees(DeskAct):
    """One list, the same for everyone: who comes along. The same again puts another in its place."""

    guards: ClassVar = (everyone_chose_this_form, its_author_released_it)
    writes: ClassVar = frozenset({LISTED})
    from_states: ClassVar = CHOOSES_FORM

    people: tuple[PartyId, ...]
    names: tuple[str, ...]
    """Each as whoever proposed them released it."""
    form: str = FORM

    def parties(self) -> tuple[PartyId, ...]:
        return self.people

    def was_released(self, desk: DeskView) -> bool:
        """There is somebody on it, and each exactly as one of them released it."""
        groups = [desk.side(who).own.group for who in self.people]
        released = {one.shown_as for group in groups for one in group.mine if one.released}
        return bool(self.names) and set(self.names) <= released

    def for_party(self, who: PartyId, them: PartyView, now: datetime) -> Iterator[Step]:
        names = tuple(sorted(set(self.names), key=lambda name: (name.casefold(), name)))
        yield Write(LISTED, {"names": [*names], "version_hash": listed_hash(names)})
        yield Notice(who, working_days_after(day(now), 1))
        yield Done("ask_attendees", who)
        yield Task("ask_attendees", who, working_days_after(day(now), 5))


@dataclass(frozen=True, slots=True)
class AnswerAttendees(PartyAct):
    """My own yes or no to exactly this list. Whom I do not want there my mediator hears, and nobody else."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({ANSWERED})
    always: ClassVar = True

    version_hash: str
    """Of what was on the screen: a yes to another list is none."""
    accepts: bool
    said: str = ""

    def mine(self, me: PartyView, now: datetime) -> Iterator[Step]:
        if not me.group.names:
            return
        yield Write(
            ANSWERED,
            {"version_hash": self.version_hash, "accepts": self.accepts, "said": self.said},
        )
        yield Done("ask_attendees", me.party)
        yield Done("attendees_answered", me.party)
        yield Task("attendees_answered", me.party, working_days_after(day(now), 5))


@dataclass(frozen=True, slots=True)
class PrepareAttendee(DeskAct):
    """A talk apart with somebody who would come along: do they want to, and did they sign (D15)? Nothing of what
    was said stands here. The same again takes the place of it, so that they may always change their mind."""

    guards: ClassVar = (attendee_was_proposed, stands_on_one_side_only)
    writes: ClassVar = frozenset({PREPARED})

    party: PartyId
    """Who proposed them."""
    attendee: str
    consents: bool
    signed: bool
    person: str

    def for_file(self, who: PartyId, file: FileView, now: datetime) -> Iterator[Step]:
        yield Write(
            PREPARED,
            {
                "attendee": self.attendee,
                "consents": self.consents,
                "signed": self.signed,
                "person": self.person,
            },
        )
        yield Done("attendee_proposed", who, about=self.attendee)


def to_tell(me: PartyView, now: datetime) -> Iterator[Step]:
    """Whom this person brings hear from us when and where it is, or that it is off."""
    for one in me.group.mine:
        if one.released and one.shown_as in me.group.names:
            yield Done("tell_attendee", me.party, about=one.attendee)
            due = working_days_after(day(now), 2)
            yield Task("tell_attendee", me.party, due, about=one.attendee)


def came_along(
    who: PartyId, me: PartyView, contact: str, came: tuple[str, ...], now: datetime
) -> Iterator[Step]:
    """After a group meeting: who was there, and a call to each whom this person brought."""
    names = sorted(set(came), key=lambda name: (name.casefold(), name))
    yield Write(ATTENDED, {"contact": contact, "came": [*names]})
    soon = working_days_after(day(now), 1)
    for one in me.group.mine:
        if one.released and one.shown_as in names:
            yield Done("tell_attendee", who, about=one.attendee)
            yield Task("call_attendee", who, soon, about=one.attendee)
