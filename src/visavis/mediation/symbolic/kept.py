"""What is kept of talks with people from other events: kinds, and how each changes the own page."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from visavis.mediation.effects import Done, Step, Task
from visavis.mediation.entries import Audience, Entry, LaneRole, PartyId
from visavis.mediation.kinds import kind
from visavis.mediation.permissions import Topic
from visavis.mediation.support import held, with_support
from visavis.mediation.terms import day, working_days_after
from visavis.mediation.views import PartyView, Symbolic, Together, changed
from visavis.mediation.words import ACTIVE, PartyState, Text

P = PartyState
WHAT = "symbolic"
OPEN_TO = ACTIVE | {P.DECLINED, P.WITHDRAWN, P.CLOSING, P.AFTERCARE, P.CLOSED}
SEEKS = {
    "other_side": Text(
        "Iemand van de andere kant van zo'n gebeurtenis",
        "Someone from the other side of such an event",
    ),
    "same_side": Text("Iemand die het ook meemaakte", "Someone who went through it too"),
    "either": Text("Welke kant maakt niet uit", "Either side is fine"),
}
SETTINGS = {
    "pair": Text("Met één ander", "With one other"),
    "group": Text("In een kleine groep", "In a small group"),
    "either": Text("Met hoeveel maakt niet uit", "With how many does not matter"),
}
_WORK = ("symbolic_talk", "symbolic_match", "symbolic_answer", "symbolic_plan", "symbolic_group")
PLANNER = frozenset({Audience.PLANNER})


def _symbolic(me: PartyView, **changes: Any) -> PartyView:
    return changed(me, symbolic=replace(me.symbolic, **changes))


def _wished(me: PartyView, entry: Entry) -> PartyView:
    on, kept = day(entry.at), me.supported(WHAT)
    me = changed(me, symbolic=Symbolic(wished_on=on, meetings=_were_held(me)))
    return with_support(me, WHAT, offered_on=kept.offered_on or on, chosen_on=kept.chosen_on or on)


def _were_held(me: PartyView) -> tuple[Together, ...]:
    return tuple(one for one in me.symbolic.meetings if one.state == "held")


def _let_go(me: PartyView, entry: Entry) -> PartyView:
    gone = changed(me, symbolic=Symbolic(meetings=_were_held(me)))
    return gone if me.symbolic.met else with_support(gone, WHAT, chosen_on=None)


def _seeks(me: PartyView, entry: Entry) -> PartyView:
    """What the planner may know of the talk: that it was held, and whom to look for."""
    body: Any = entry.body
    on = day(entry.at)
    return _symbolic(
        me,
        wished_on=me.symbolic.wished_on or on,
        talked_on=on,
        name=body["name"],
        seeks=body["seeks"],
        setting=body["setting"],
        relation=body["relation"],
        event_type=body["event_type"],
        spoken=body["spoken"],
        region=body["region"],
    )


def _talked(me: PartyView, entry: Entry) -> PartyView:
    """What this person hopes for: for them and their mediator."""
    return _symbolic(me, hopes=str(entry.body["hopes"]))


def _asked(me: PartyView, entry: Entry) -> PartyView:
    """Asked anew, what was planned with others stands no more."""
    return _symbolic(
        me,
        asked_on=day(entry.at),
        others=entry.body["others"],
        says_yes=None,
        meetings=_were_held(me),
    )


def _planned(me: PartyView, entry: Entry) -> PartyView:
    body: Any = entry.body
    made = Together(
        body["mine"],
        datetime.fromisoformat(body["at"]),
        body["where"],
        body["led_by"],
        body["names"],
    )
    kept = tuple(one for one in me.symbolic.meetings if one.mine != made.mine)
    return _symbolic(me, meetings=(*kept, made))


def _meeting(me: PartyView, mine: str, **changes: Any) -> PartyView:
    return _symbolic(
        me,
        meetings=tuple(
            replace(one, **changes) if one.mine == mine else one for one in me.symbolic.meetings
        ),
    )


def _held(me: PartyView, entry: Entry) -> PartyView:
    body: Any = entry.body
    me = _meeting(me, body["mine"], state="held", was_there=body["came"])
    return held(me, WHAT, day(entry.at)) if body["came"] else me


def _looked_back(me: PartyView, entry: Entry) -> PartyView:
    body: Any = entry.body
    return _meeting(me, body["mine"], look_back=body["words"])


WISHED = kind("symbolic_wished", LaneRole.OWN, Topic.SYMBOLIC, _wished)
LET_GO = kind("symbolic_let_go", LaneRole.OWN, Topic.SYMBOLIC, _let_go)
TALKED = kind("symbolic_talked", LaneRole.OWN, Topic.SUMMARY, _talked)
SEEKS_SET = kind("symbolic_seeks", LaneRole.OWN, Topic.SYMBOLIC, _seeks)
ASKED = kind("symbolic_asked", LaneRole.OWN, Topic.SYMBOLIC, _asked)
ANSWERED = kind(
    "symbolic_answered",
    LaneRole.OWN,
    Topic.SYMBOLIC,
    lambda me, entry: _symbolic(me, says_yes=entry.body["yes"]),
)
PLANNED = kind("symbolic_planned", LaneRole.OWN, Topic.SYMBOLIC, _planned)
OFF = kind(
    "symbolic_called_off",
    LaneRole.OWN,
    Topic.SYMBOLIC,
    lambda me, entry: _meeting(me, str(entry.body["mine"]), state="off"),
)
HELD = kind("symbolic_held", LaneRole.OWN, Topic.SYMBOLIC, _held)
LOOKED_BACK = kind("symbolic_looked_back", LaneRole.OWN, Topic.SUMMARY, _looked_back)
ROUNDED_OFF = kind(
    "symbolic_rounded_off",
    LaneRole.OWN,
    Topic.SYMBOLIC,
    lambda me, entry: _symbolic(me, rounded_off_on=day(entry.at)),
)
GROUPED = kind(
    "symbolic_grouped",
    LaneRole.FILE,
    Topic.SYMBOLIC,
    lambda file, entry: changed(file, meets_in=str(entry.body["group"])),
)


def over(party: PartyId) -> Iterator[Step]:
    """No work is left for what does not come, or came to its end."""
    for code in _WORK:
        yield Done(code, party)
    yield Done("arrange_support", party, about=WHAT)


def look_at(group: str, party: PartyId, start: date, days: int) -> Iterator[Step]:
    """The planner looks at this group again from a day on; by this work the desk knows who is in it."""
    yield Done("symbolic_group", party)
    due = working_days_after(start, days)
    yield Task("symbolic_group", party, due, start=start, about=group, role=Audience.PLANNER)


def meeting_of(group: str, number: int) -> str:
    """The id of a group's meeting, for the desk; each person knows it by one of their own (`own_id`)."""
    return sha256(f"{group}\n{number}".encode()).hexdigest()[:32]


def under_way(me: PartyView) -> bool:
    return me.symbolic.wished_on is not None and me.symbolic.rounded_off_on is None
