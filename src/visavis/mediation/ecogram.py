"""The ecogram: who is around me, drawn at the start, at closing and six months after (§6.1).

Private: staff neither see it nor write it, no risk is looked for in it, and the study never gets it. Who has no
screen draws it on paper of their own. Only a person may show it to their mediators: as it is at that moment, until
they take that back, or somebody else mediates.
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any, ClassVar

from visavis.mediation.acts import PartyAct
from visavis.mediation.effects import Step, Write
from visavis.mediation.entries import Entry, Json, LaneRole
from visavis.mediation.kinds import kind
from visavis.mediation.permissions import Topic
from visavis.mediation.terms import FOLLOW_UPS, day
from visavis.mediation.views import Dot, Drawing, PartyView, changed
from visavis.mediation.words import PartyState, Text

START, CLOSING, LATER = "start", "closing", "later"
MOMENTS = {
    START: Text("Aan het begin", "At the start"),
    CLOSING: Text("Bij het afronden", "When rounding off"),
    LATER: Text("Een half jaar later", "Six months later"),
}
TIES = {
    "partner": Text("Partner", "Partner"),
    "parent": Text("Ouder", "Parent"),
    "child": Text("Kind", "Child"),
    "family": Text("Andere familie", "Other family"),
    "friend": Text("Vriend of vriendin", "Friend"),
    "colleague": Text("Iemand van werk of school", "Someone from work or school"),
    "neighbour": Text("Buur", "Neighbour"),
    "professional": Text("Hulpverlener", "Professional"),
    "group": Text("Groep of vereniging", "Group or club"),
    "faith": Text("Geloof", "Faith"),
    "animal": Text("Dier", "Animal"),
}
CLOSENESS = {
    "1": Text("Dichtbij", "Near"),
    "2": Text("Ertussenin", "In between"),
    "3": Text("Verder weg", "Further away"),
}
KNOWS = {
    "yes": Text("Ja", "Yes"),
    "partly": Text("Een deel", "Part of it"),
    "no": Text("Nee", "No"),
}
STRENGTH = {
    "gives": Text("Geeft kracht", "Gives strength"),
    "costs": Text("Kost kracht", "Costs strength"),
    "both": Text("Allebei", "Both"),
}
WISH = {
    "more": Text("Meer", "More"),
    "same": Text("Zo is het goed", "As it is"),
    "less": Text("Minder", "Less"),
}
MOST = 40
"""Dots in one drawing: more than fit around one person on paper."""
_CODES = {"tie": TIES, "knows": KNOWS, "strength": STRENGTH, "wish": WISH}
_MAY_BE_EMPTY = frozenset({"knows", "strength", "wish"})


def moment_of(me: PartyView, now: datetime) -> str:
    """Which moment of this person's own way it is: start, closing, or six months after it was closed."""
    closed = me.closing.closed_on
    if closed is not None:
        return LATER if day(now) - closed >= FOLLOW_UPS["6_months"] else CLOSING
    return CLOSING if me.state is PartyState.CLOSING else START


def _drawings(me: PartyView, entry: Entry) -> tuple[Drawing, ...]:
    """The drawings, the last of this entry's moment: begun as a copy of the one before, where it is the first."""
    moment = str(entry.body["moment"])
    if me.ecogram and me.ecogram[-1].moment == moment:
        return me.ecogram
    before = me.ecogram[-1].dots if me.ecogram else ()
    return (*me.ecogram, Drawing(moment, day(entry.at), before))


def _with_dots(drawings: tuple[Drawing, ...], dots: tuple[Dot, ...]) -> tuple[Drawing, ...]:
    last = drawings[-1]
    return (*drawings[:-1], Drawing(last.moment, last.on, dots))


def _put(me: PartyView, entry: Entry) -> PartyView:
    body: Any = entry.body
    put = Dot(**{each.name: body[each.name] for each in fields(Dot)})
    drawings = _drawings(me, entry)
    known = drawings[-1].dots
    if drawings[-1].dot(put.dot) is None:
        dots = (*known, put)
    else:
        dots = tuple(put if one.dot == put.dot else one for one in known)
    return changed(me, ecogram=_with_dots(drawings, dots))


def _taken_out(me: PartyView, entry: Entry) -> PartyView:
    drawings = _drawings(me, entry)
    dots = tuple(one for one in drawings[-1].dots if one.dot != entry.body["dot"])
    return changed(me, ecogram=_with_dots(drawings, dots))


PUT = kind("ecogram_dot_put", LaneRole.OWN, Topic.ECOGRAM, _put)
TAKEN_OUT = kind("ecogram_dot_taken_out", LaneRole.OWN, Topic.ECOGRAM, _taken_out)
REDRAWN = kind(
    "ecogram_redrawn",
    LaneRole.OWN,
    Topic.ECOGRAM,
    lambda me, entry: changed(me, ecogram=_drawings(me, entry)),
)


@dataclass(frozen=True, slots=True)
class PutDot(PartyAct):
    """Somebody around me, new or drawn otherwise. In a new moment the drawing of before stays as it was."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({PUT})
    heard_by: ClassVar = frozenset()

    dot: str
    """A new random id, or one of the drawing."""
    name: str
    tie: str
    closeness: int
    knows: str = ""
    strength: str = ""
    wish: str = ""

    def mine(self, me: PartyView, now: datetime) -> Iterator[Step]:
        drawn = me.ecogram[-1] if me.ecogram else Drawing(START, day(now))
        full = len(drawn.dots) >= MOST and drawn.dot(self.dot) is None
        if full or not self.name.strip() or str(self.closeness) not in CLOSENESS:
            return
        for name, codes in _CODES.items():
            said = getattr(self, name)
            if said not in codes and not (name in _MAY_BE_EMPTY and said == ""):
                return
        yield Write(PUT, {"moment": moment_of(me, now), **asdict(self)})


@dataclass(frozen=True, slots=True)
class TakeOutDot(PartyAct):
    """Somebody is around me no longer, or I no longer want them on the drawing."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({TAKEN_OUT})
    heard_by: ClassVar = frozenset()

    dot: str

    def mine(self, me: PartyView, now: datetime) -> Iterator[Step]:
        if me.ecogram and me.ecogram[-1].dot(self.dot):
            yield Write(TAKEN_OUT, {"moment": moment_of(me, now), "dot": self.dot})


@dataclass(frozen=True, slots=True)
class RedrawEcogram(PartyAct):
    """Another moment of my way: the drawing is begun anew from the one before, which stays as it was."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({REDRAWN})
    heard_by: ClassVar = frozenset()

    def mine(self, me: PartyView, now: datetime) -> Iterator[Step]:
        if me.ecogram and me.ecogram[-1].moment != moment_of(me, now):
            yield Write(REDRAWN, {"moment": moment_of(me, now)})


def _shared(me: PartyView, entry: Entry) -> PartyView:
    body: Any = entry.body
    dots = tuple(Dot(**one) for one in body["dots"])
    return changed(me, circle_shared=Drawing(body["moment"], day(entry.at), dots))


SHARED = kind("ecogram_shared", LaneRole.OWN, Topic.ECOGRAM_SHARED, _shared)
NO_LONGER_SHARED = kind(
    "ecogram_no_longer_shared",
    LaneRole.OWN,
    Topic.ECOGRAM_SHARED,
    lambda me, entry: changed(me, circle_shared=None),
)


@dataclass(frozen=True, slots=True)
class ShareEcogram(PartyAct):
    """My mediators may see the drawing as it is now; what I draw later they do not see. Nobody else sees it."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({SHARED})

    def mine(self, me: PartyView, now: datetime) -> Iterator[Step]:
        if me.ecogram and me.ecogram[-1].dots:
            last = me.ecogram[-1]
            dots: list[Json] = [asdict(one) for one in last.dots]
            yield Write(SHARED, {"moment": last.moment, "dots": dots})


@dataclass(frozen=True, slots=True)
class EndEcogramShare(PartyAct):
    """From now on my mediators see the drawing no longer. Always possible, and no reason is asked."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({NO_LONGER_SHARED})
    always: ClassVar = True

    def mine(self, me: PartyView, now: datetime) -> Iterator[Step]:
        if me.circle_shared is not None:
            yield Write(NO_LONGER_SHARED, {})


@dataclass(frozen=True, slots=True)
class Difference:
    """One dot in two drawings; ``before`` None: new, ``after`` None: no longer drawn."""

    before: Dot | None
    after: Dot | None

    @property
    def name(self) -> str:
        found = self.after or self.before
        return found.name if found else ""


def differences(before: Drawing, after: Drawing) -> tuple[Difference, ...]:
    """What changed between two drawings, in the order of the later one, then who is no longer in it."""
    now = [Difference(before.dot(one.dot), one) for one in after.dots]
    gone = [Difference(one, None) for one in before.dots if after.dot(one.dot) is None]
    return tuple(one for one in (*now, *gone) if one.before != one.after)
