"""Crossed sign-ups: two people who each asked for the other, noticed by intake alone (A42, §5.4).

Lanes never move and no act looks into two trajectories: what is true in the other one comes in as fields of the
act, as a mediator's load does. The second sign-up ends, and its person goes on in the first.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, ClassVar

from visavis.mediation.acts import DeskAct
from visavis.mediation.course import everything_taken_back, nothing_to_carry_on, take_back
from visavis.mediation.effects import Done, Due, Step, Task, Write
from visavis.mediation.entries import Audience, Entry, LaneRole, PartyId
from visavis.mediation.kinds import counting, kind
from visavis.mediation.permissions import Topic
from visavis.mediation.safeguards import both_asked_for_each_other
from visavis.mediation.sign_up import REACH_SET, reach_body
from visavis.mediation.terms import UNCONFIRMED_KEPT, day, working_days_after
from visavis.mediation.views import DeskView, FileView, Match, PartyView, Reach, changed
from visavis.mediation.words import PartyState

P = PartyState
MATCHES = frozenset({"signed_up_too", "said_no"})


def _matched(file: FileView, entry: Entry) -> FileView:
    body: Any = entry.body
    match = Match(body["what"], date.fromisoformat(body["on"]), body["trajectory"])
    return changed(file, matches=(*file.matches, match))


def _joined(me: PartyView, entry: Entry) -> PartyView:
    body: Any = entry.body
    return changed(
        me,
        answered="talk",
        first_name=body["first_name"],
        language=body["language"],
        relation=body["relation"],
        news_date=date.fromisoformat(body["news_date"]),
    )


def _went_on(me: PartyView, entry: Entry) -> PartyView:
    erase_by = date.fromisoformat(str(entry.body["erase_by"]))
    ended = everything_taken_back(me)
    return changed(ended, closing=replace(me.closing, erase_by=erase_by))


MATCHED = kind("match_recorded", LaneRole.FILE, Topic.IDENTITY, _matched)
JOINED = kind("joined", LaneRole.OWN, Topic.SIGN_UP, _joined, to=P.EXPLORING)
WENT_ON = kind(
    "went_on_elsewhere", LaneRole.OWN, Topic.SIGN_UP, _went_on, to=P.CLOSED, counts=counting()
)


@dataclass(frozen=True, slots=True)
class RecordMatch(DeskAct):
    """Intake noticed that who is named here is known: they signed up too, or said no before (S7, §5.4).

    Stands in the file of who is named; nobody asked, and nobody's page shows it.
    """

    guards: ClassVar = ()
    writes: ClassVar = frozenset({MATCHED})
    roles: ClassVar = frozenset({Audience.INTAKE})

    party: PartyId
    what: str
    """Of ``MATCHES``."""
    on: date
    """The day they signed up, or said no."""
    trajectory: str = ""
    """The other trajectory; empty where only a no is kept of it."""

    def for_file(self, who: PartyId, file: FileView, now: datetime) -> Iterator[Step]:
        yield Write(
            MATCHED, {"what": self.what, "on": self.on.isoformat(), "trajectory": self.trajectory}
        )
        yield Task("match_found", who, working_days_after(day(now), 2))


@dataclass(frozen=True, slots=True)
class JoinTrajectories(DeskAct):
    """Two crossed sign-ups become one (A42): who signed up there goes on here, without a letter. Each hears by phone.

    Their yes is given here anew; what they wrote there stays there.
    """

    guards: ClassVar = (both_asked_for_each_other,)
    writes: ClassVar = frozenset({JOINED, REACH_SET})
    from_states: ClassVar = frozenset({P.NAMED, P.TRACING})

    party: PartyId
    """Who is named here, and signed up there."""
    there: str
    """The other trajectory."""
    willing_there: bool
    allowed_there: bool
    """What is true of them in the other trajectory."""
    first_name: str
    relation: str
    language: str = "nl"
    reach: Reach = Reach()

    def for_party(self, who: PartyId, them: PartyView, now: datetime) -> Iterator[Step]:
        news = day(now) + them.terms.lasts("next_news")
        yield Write(
            JOINED,
            {
                "first_name": self.first_name,
                "relation": self.relation,
                "language": self.language,
                "news_date": news.isoformat(),
            },
        )
        yield Write(REACH_SET, dict(reach_body(self.reach)))
        yield Due("news", who, news)
        yield Task("first_talk", who, working_days_after(day(now), 10))

    def for_file(self, who: PartyId, file: FileView, now: datetime) -> Iterator[Step]:
        yield Done("match_found", who)
        yield Task("tell_by_phone", who, working_days_after(day(now), 2))

    def for_desk(self, desk: DeskView, now: datetime) -> Iterator[Step]:
        for other in desk.others(self.party):
            yield Done("ask_the_other", other.party)
            if other.own.state is not None:
                yield Task("tell_by_phone", other.party, working_days_after(day(now), 2))


@dataclass(frozen=True, slots=True)
class GoOnElsewhere(DeskAct):
    """The same, in the trajectory that ends: this person goes on in the other one (A42)."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({WENT_ON})
    from_states: ClassVar = frozenset({P.WILLING})

    party: PartyId
    there: str

    def for_party(self, who: PartyId, them: PartyView, now: datetime) -> Iterator[Step]:
        erase_by = day(now) + UNCONFIRMED_KEPT
        yield Write(WENT_ON, {"erase_by": erase_by.isoformat()})
        yield from take_back(them)
        yield from nothing_to_carry_on(who)
