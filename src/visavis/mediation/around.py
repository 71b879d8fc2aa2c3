"""Who stands beside a person, and what they see: exactly what was ticked, until it ends (A39, S40)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, ClassVar

from visavis.mediation.acts import DeskAct, PartyAct
from visavis.mediation.effects import Done, Step, Task, Write
from visavis.mediation.entries import Audience, Entry, LaneRole, PartyId
from visavis.mediation.kinds import kind
from visavis.mediation.permissions import Topic
from visavis.mediation.safeguards import (
    interpreter_is_no_relative,
    stands_on_one_side_only,
)
from visavis.mediation.terms import day, working_days_after
from visavis.mediation.ticks import shares_of
from visavis.mediation.views import Admitted, FileView, Guest, PartyView, changed
from visavis.mediation.words import Text

A = Audience

WHAT_FOR = {
    "listen": Text("Luisteren", "Listening"),
    "come_along": Text("Meekomen naar een gesprek", "Coming along to a talk"),
    "practical": Text("Praktische hulp", "Practical help"),
    "be_told": Text("Horen hoe het met mij gaat", "Hearing how I am doing"),
    "circle": Text("In een kring om mij heen komen", "Coming to a circle around me"),
}
"""What somebody is asked to stand beside a person for (§6.2)."""


def _with(me: PartyView, guest: Any, **changes: Any) -> PartyView:
    return changed(
        me,
        around=tuple(replace(g, **changes) if g.guest == guest else g for g in me.around),
    )


def _without(me: PartyView, guest: str) -> PartyView:
    """Whose help ended comes along to no group meeting either."""
    mine = tuple(one for one in me.group.mine if one.guest != guest)
    return changed(me, group=replace(me.group, mine=mine))


def _invited(me: PartyView, entry: Entry) -> PartyView:
    body: Any = entry.body
    guest = Guest(
        body["guest"],
        Audience(body["role"]),
        body["name"],
        tuple(body.get("what_for", ())),
        frozenset(body.get("shared", ())),
    )
    return changed(me, around=(*me.around, guest))


def _view_set(me: PartyView, entry: Entry) -> PartyView:
    body: Any = entry.body
    return _with(me, body["guest"], shared=frozenset(body["shared"]))


def _admitted(file: FileView, entry: Entry) -> FileView:
    body: Any = entry.body
    return changed(
        file, admitted=(*file.admitted, Admitted(str(body["guest"]), str(body["person"])))
    )


INVITED = kind("guest_invited", LaneRole.OWN, Topic.AROUND, _invited)
VIEW_SET = kind("guest_view_set", LaneRole.OWN, Topic.AROUND, _view_set)
ENDED = kind(
    "guest_ended",
    LaneRole.OWN,
    Topic.AROUND,
    lambda me, entry: _with(
        _without(me, str(entry.body["guest"])),
        entry.body["guest"],
        state="ended",
        shared=frozenset(),
    ),
)
LET_IN = kind(
    "guest_admitted",
    LaneRole.OWN,
    Topic.AROUND,
    lambda me, entry: _with(me, entry.body["guest"], state="admitted"),
)
ADMITTED = kind("guest_known", LaneRole.FILE, Topic.AROUND, _admitted)


@dataclass(frozen=True, slots=True)
class InviteSupporter(PartyAct):
    """Someone to stand beside this person: a supporter, or their lawyer (A39, D14). Default: sees nothing."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({INVITED})

    guest: str
    """A new random id."""
    name: str
    what_for: tuple[str, ...] = ()
    """listen, come_along, practical, be_told, circle."""
    ticks: tuple[str, ...] = ()
    role: Audience = Audience.SUPPORTER

    def mine(self, me: PartyView, now: datetime) -> Iterator[Step]:
        if me.guest(self.guest) or self.role not in {A.SUPPORTER, A.LAWYER}:
            return
        yield Write(
            INVITED,
            {
                "guest": self.guest,
                "role": self.role,
                "name": self.name,
                "what_for": list(self.what_for),
                "shared": [*sorted(shares_of(self.role, self.ticks))],
            },
        )
        yield Task("admit_guest", me.party, working_days_after(day(now), 5), about=self.guest)


@dataclass(frozen=True, slots=True)
class SetSupporterView(PartyAct):
    """What someone beside me sees, tick by tick; takes effect at once, also backwards (A39)."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({VIEW_SET})

    guest: str
    ticks: tuple[str, ...]

    def mine(self, me: PartyView, now: datetime) -> Iterator[Step]:
        guest = me.guest(self.guest)
        if guest is None or guest.state == "ended":
            return
        shared = sorted(shares_of(guest.role, self.ticks))
        yield Write(VIEW_SET, {"guest": self.guest, "shared": list(shared)})


@dataclass(frozen=True, slots=True)
class EndSupporter(PartyAct):
    """Their help is no longer needed here. From this moment they see nothing (A39, S40)."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({ENDED})
    always: ClassVar = True

    guest: str

    def mine(self, me: PartyView, now: datetime) -> Iterator[Step]:
        guest = me.guest(self.guest)
        if guest is None or guest.state == "ended":
            return
        yield Write(ENDED, {"guest": self.guest})
        yield Done("admit_guest", me.party, about=self.guest)
        yield Task("guest_ended", me.party, working_days_after(day(now), 2), about=self.guest)


@dataclass(frozen=True, slots=True)
class AdmitGuest(DeskAct):
    """The mediator spoke with who was invited, and lets them in beside this person."""

    guards: ClassVar = (stands_on_one_side_only,)
    writes: ClassVar = frozenset({LET_IN, ADMITTED})

    party: PartyId
    guest: str
    person: str
    """Who it is: the same for the same human being, whomever they stand beside."""

    def for_party(self, who: PartyId, them: PartyView, now: datetime) -> Iterator[Step]:
        guest = them.guest(self.guest)
        if guest is not None and guest.state == "invited":
            yield Write(LET_IN, {"guest": self.guest})

    def for_file(self, who: PartyId, file: FileView, now: datetime) -> Iterator[Step]:
        yield Write(ADMITTED, {"guest": self.guest, "person": self.person})
        yield Done("admit_guest", who, about=self.guest)


@dataclass(frozen=True, slots=True)
class ArrangeInterpreter(DeskAct):
    """An interpreter from outside the family, for one person (S9). Sees dates and what is ticked."""

    guards: ClassVar = (interpreter_is_no_relative, stands_on_one_side_only)
    writes: ClassVar = frozenset({INVITED, LET_IN, ADMITTED})
    roles: ClassVar = frozenset({A.MEDIATOR, A.CO_MEDIATOR, A.PLANNER})

    party: PartyId
    guest: str
    name: str
    person: str
    no_relative: bool
    """Whether this person is no family of anyone here, and knows none of them."""

    def for_party(self, who: PartyId, them: PartyView, now: datetime) -> Iterator[Step]:
        if them.guest(self.guest) is None:
            yield Write(
                INVITED,
                {
                    "guest": self.guest,
                    "role": A.INTERPRETER,
                    "name": self.name,
                },
            )
            yield Write(LET_IN, {"guest": self.guest})

    def for_file(self, who: PartyId, file: FileView, now: datetime) -> Iterator[Step]:
        yield Write(ADMITTED, {"guest": self.guest, "person": self.person})
