"""Closing, aftercare, and the open way back (steps 10 to 12)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, ClassVar

from visavis.mediation.acts import DeskAct, PartyAct
from visavis.mediation.course import (
    everything_taken_back,
    nothing_to_carry_on,
    pause_ends,
    take_back,
)
from visavis.mediation.effects import Anchor, Done, Due, Notice, Occasion, Step, Task, Write
from visavis.mediation.entries import Audience, Body, Entry, LaneRole, PartyId
from visavis.mediation.kinds import counting, kind
from visavis.mediation.permissions import Topic
from visavis.mediation.safeguards import closing_was_offered, follow_up_was_chosen
from visavis.mediation.support import (
    BY_FOLLOW_UP,
    CLOSING_MENU,
    chosen,
    held,
    offered,
    to_arrange,
)
from visavis.mediation.telling import once_said
from visavis.mediation.terms import (
    FOLLOW_UPS,
    KEPT_AFTER_CLOSING_YEARS,
    NEVER_APPROACHED_KEPT,
    NO_KEPT_YEARS,
    SILENCE_AFTER_OFFER,
    day,
    working_days_after,
    years_after,
)
from visavis.mediation.views import Closing, FileView, Group, PartyView, changed
from visavis.mediation.words import ACTIVE, LEFT, PartyState, Text

P = PartyState
CLOSABLE = ACTIVE | {P.DECLINED, P.WITHDRAWN}

NO_CALLS = ("none",)
FOLLOW_UP_CHOICES = {
    "4_weeks": Text("Na 4 weken", "After 4 weeks"),
    "3_months": Text("Na 3 maanden", "After 3 months"),
    "6_months": Text("Na 6 maanden", "After 6 months"),
    "none": Text("Nee, dank u", "No, thank you"),
}


def _began(me: PartyView, entry: Entry) -> PartyView:
    return changed(everything_taken_back(me), closing=Closing())


def _talk(me: PartyView, entry: Entry) -> PartyView:
    body: Any = entry.body
    on = day(entry.at)
    me = changed(me, closing=replace(me.closing, talk=body["talk"], menu_offered=True))
    me = offered(me, body["offered"], on)
    return held(me, "closing_talk", on) if body["talk"] == "held" else me


def _offered(me: PartyView, entry: Entry) -> PartyView:
    return changed(me, closing=replace(me.closing, menu_offered=True, offered_on=day(entry.at)))


def _file_closed(file: FileView, entry: Entry) -> FileView:
    erase_by = date.fromisoformat(str(entry.body["erase_by"]))
    return changed(file, erase_by=erase_by)


def _chosen(me: PartyView, entry: Entry) -> PartyView:
    body: Any = entry.body
    on, choices = day(entry.at), tuple(body["choices"])
    follow_up = tuple(body["follow_up"])
    closing = replace(me.closing, choices=choices, follow_up=follow_up)
    calls = () if follow_up == NO_CALLS else (BY_FOLLOW_UP,)
    me = offered(changed(me, closing=closing), CLOSING_MENU, on)
    return chosen(me, (*choices, *calls), on)


def _closed(me: PartyView, entry: Entry) -> PartyView:
    body: Any = entry.body
    dates = tuple(date.fromisoformat(one) for one in body["dates"])
    closing = replace(
        me.closing,
        dates=dates,
        closed_on=day(entry.at),
        erase_by=date.fromisoformat(body["erase_by"]),
    )
    return changed(me, state=P.AFTERCARE if dates else P.CLOSED, closing=closing)


def _followed(me: PartyView, entry: Entry) -> PartyView:
    on = day(entry.at)
    closing = replace(me.closing, held=(*me.closing.held, on))
    return held(changed(me, closing=closing), BY_FOLLOW_UP, on)


def _ended(me: PartyView, entry: Entry) -> PartyView:
    erase_by = date.fromisoformat(str(entry.body["erase_by"]))
    return changed(me, closing=replace(me.closing, erase_by=erase_by))


def _reopened(me: PartyView, entry: Entry) -> PartyView:
    news = str(entry.body.get("news_date", ""))
    return changed(
        me,
        news_date=date.fromisoformat(news) if news else None,
        talks_before=len(me.talks),
        guardians_said=(),
        heard_as_child="",
        talks_needed=1,
        went_on_at=None,
        standing_wish="",
        consent_items=(),
        consented_on=None,
        informed=(),
        suitability=None,
        may_tell=frozenset(),
        may_tell_words="",
        words_once=once_said(me, ""),
        may_tell_on=None,
        form_choice="",
        form_agreed="",
        ready_wished=False,
        group=Group(told_once=me.group.told_once),
        closing=Closing(),
    )


def _decided(file: FileView, entry: Entry) -> FileView:
    body: Any = entry.body
    return changed(file, begins_anew=body["anew"], goes_on_in=body["linked"])


def _went_on_anew(me: PartyView, entry: Entry) -> PartyView:
    erase_by = date.fromisoformat(str(entry.body["erase_by"]))
    return changed(everything_taken_back(me), news_date=None, closing=Closing(erase_by=erase_by))


def _counted_choices(body: Body) -> dict[str, str]:
    """Whether anything was chosen; not what."""
    choices: Any = body["choices"]
    return {"some": "yes"} if set(choices) - {"nothing_now"} else {}


CLOSING_BEGAN = kind(
    "closing_began", LaneRole.OWN, Topic.CLOSING, _began, to=P.CLOSING, counts=counting()
)
CLOSING_OFFERED = kind("closing_offered", LaneRole.OWN, Topic.CLOSING, _offered)
FILE_CLOSED = kind("file_closed", LaneRole.FILE, Topic.NOTES, _file_closed, to=P.CLOSED)
CLOSING_TALK = kind("closing_talked", LaneRole.OWN, Topic.CLOSING, _talk, counts=counting("talk"))
CLOSING_CHOSEN = kind(
    "closing_support_chosen", LaneRole.OWN, Topic.CLOSING, _chosen, counts=_counted_choices
)
CLOSED = kind(
    "closed",
    LaneRole.OWN,
    Topic.CLOSING,
    _closed,
    may_lead_to=(P.AFTERCARE, P.CLOSED),
    counts=counting(),
)
FOLLOWED_UP = kind("follow_up_held", LaneRole.OWN, Topic.CLOSING, _followed)
AFTERCARE_ENDED = kind(
    "aftercare_ended", LaneRole.OWN, Topic.CLOSING, _ended, to=P.CLOSED, counts=counting()
)
REOPENING_DECIDED = kind("reopening_decided", LaneRole.FILE, Topic.IDENTITY, _decided)
GOES_ON_ANEW = kind(
    "goes_on_anew", LaneRole.OWN, Topic.SIGN_UP, _went_on_anew, to=P.CLOSED, counts=counting()
)
REOPENED = kind(
    "reopened", LaneRole.OWN, Topic.CONSENT, _reopened, to=P.EXPLORING, counts=counting()
)


def close_down(me: PartyView, now: datetime) -> Iterator[Step]:
    """What rounding off leaves behind: letters that were never opened come back, a last talk is to be had."""
    yield from pause_ends(me, now)
    yield from take_back(me)
    for code in ("close_quietly", "reconfirm", "check_safety"):
        yield Done(code, me.party)
    yield Task("closing_talk", me.party, working_days_after(day(now), 10))


@dataclass(frozen=True, slots=True)
class AskToClose(PartyAct):
    """The person wishes to round off (A30)."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({CLOSING_BEGAN})
    from_states: ClassVar = CLOSABLE

    def mine(self, me: PartyView, now: datetime) -> Iterator[Step]:
        yield Write(CLOSING_BEGAN, {})
        yield from close_down(me, now)


@dataclass(frozen=True, slots=True)
class BeginClosing(DeskAct):
    """The mediator begins closing with one person (A30): every ending leads here."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({CLOSING_BEGAN})
    from_states: ClassVar = CLOSABLE

    party: PartyId

    def for_party(self, who: PartyId, them: PartyView, now: datetime) -> Iterator[Step]:
        yield Write(CLOSING_BEGAN, {})
        yield from close_down(them, now)
        for code in ("stopped", "answer_came", "tell_on_news_date", "news_date"):
            yield Done(code, who)


@dataclass(frozen=True, slots=True)
class OfferClosing(DeskAct):
    """Closing was offered, by letter or aside, to someone who said no or stopped (S42, D10).

    Nothing is asked of them: whoever stays silent is closed without a talk.
    """

    guards: ClassVar = ()
    writes: ClassVar = frozenset({CLOSING_OFFERED})
    from_states: ClassVar = frozenset({P.DECLINED, P.WITHDRAWN})

    party: PartyId

    def for_party(self, who: PartyId, them: PartyView, now: datetime) -> Iterator[Step]:
        yield Write(CLOSING_OFFERED, {})
        for code in ("stopped", "answer_came", "close_quietly"):
            yield Done(code, who)
        over = day(now) + SILENCE_AFTER_OFFER
        yield Task("close_quietly", who, working_days_after(over, 5), start=over)


@dataclass(frozen=True, slots=True)
class HoldClosingTalk(DeskAct):
    """The closing talk was held or declined; the menu was offered (S42)."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({CLOSING_TALK})
    from_states: ClassVar = frozenset({P.CLOSING})

    party: PartyId
    talk: str
    """held or declined."""
    offered: tuple[str, ...] = tuple(CLOSING_MENU)
    """What of the menu was spoken of, or laid before them."""

    def for_party(self, who: PartyId, them: PartyView, now: datetime) -> Iterator[Step]:
        yield Write(CLOSING_TALK, {"talk": self.talk, "offered": list(self.offered)})
        yield Done("closing_talk", who)


@dataclass(frozen=True, slots=True)
class ChooseClosingSupport(PartyAct):
    """What helps afterwards, and whether and when we call (A30, S43)."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({CLOSING_CHOSEN})
    from_states: ClassVar = frozenset({P.CLOSING})

    choices: tuple[str, ...]
    follow_up: tuple[str, ...]

    def mine(self, me: PartyView, now: datetime) -> Iterator[Step]:
        yield Write(
            CLOSING_CHOSEN, {"choices": list(self.choices), "follow_up": list(self.follow_up)}
        )
        yield from to_arrange(me, self.choices, now)
        if "closing_talk" in self.choices and me.closing.talk == "declined":
            yield Task("closing_talk", me.party, working_days_after(day(now), 10))
        yield Task("close", me.party, working_days_after(day(now), 5))


@dataclass(frozen=True, slots=True)
class Close(DeskAct):
    """The mediator closes with one person (A31): aftercare where follow-ups were chosen, else closed."""

    guards: ClassVar = (closing_was_offered, follow_up_was_chosen)
    writes: ClassVar = frozenset({CLOSED})
    from_states: ClassVar = frozenset({P.CLOSING})

    party: PartyId

    def for_party(self, who: PartyId, them: PartyView, now: datetime) -> Iterator[Step]:
        today = day(now)
        dates = [today + FOLLOW_UPS[c] for c in them.closing.follow_up if c in FOLLOW_UPS]
        erase_by = years_after(max([today, *dates]), KEPT_AFTER_CLOSING_YEARS)
        yield Write(
            CLOSED,
            {"dates": [one.isoformat() for one in dates], "erase_by": erase_by.isoformat()},
        )
        for one in dates:
            yield Task(
                "follow_up", who, working_days_after(one, 3), start=one, about=one.isoformat()
            )
        yield Done("close", who)
        yield Anchor(Occasion.OWN_CLOSING, who, today)
        yield Notice(who, working_days_after(today, 1))


@dataclass(frozen=True, slots=True)
class HoldFollowUp(DeskAct):
    """A follow-up was held (A32). ``about``: the date it was promised for."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({FOLLOWED_UP})
    from_states: ClassVar = frozenset({P.AFTERCARE})

    party: PartyId
    about: str

    def for_party(self, who: PartyId, them: PartyView, now: datetime) -> Iterator[Step]:
        yield Write(FOLLOWED_UP, {})
        yield Done("follow_up", who, about=self.about)


@dataclass(frozen=True, slots=True)
class EndAftercare(DeskAct):
    """Aftercare ends, or whoever said no or stopped is left in peace (A33); the day of erasure is set."""

    guards: ClassVar = (closing_was_offered,)
    writes: ClassVar = frozenset({AFTERCARE_ENDED})
    from_states: ClassVar = frozenset({P.AFTERCARE, P.DECLINED, P.WITHDRAWN})

    party: PartyId

    def for_party(self, who: PartyId, them: PartyView, now: datetime) -> Iterator[Step]:
        only_a_no = them.state is P.DECLINED and not them.talks
        years = NO_KEPT_YEARS if only_a_no else KEPT_AFTER_CLOSING_YEARS
        yield Write(AFTERCARE_ENDED, {"erase_by": years_after(day(now), years).isoformat()})
        yield Done("follow_up", who)
        yield Done("close_quietly", who)


@dataclass(frozen=True, slots=True)
class EndMyAftercare(PartyAct):
    """Enough: the person ends aftercare themselves (A33)."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({AFTERCARE_ENDED})
    from_states: ClassVar = frozenset({P.AFTERCARE})

    def mine(self, me: PartyView, now: datetime) -> Iterator[Step]:
        erase_by = years_after(day(now), KEPT_AFTER_CLOSING_YEARS)
        yield Write(AFTERCARE_ENDED, {"erase_by": erase_by.isoformat()})
        yield Done("follow_up", me.party)
        yield Task("aftercare_ended", me.party, working_days_after(day(now), 5))


@dataclass(frozen=True, slots=True)
class CloseFile(DeskAct):
    """Nothing more is done about someone who never answered (A33). A late answer counts all the same."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({FILE_CLOSED})
    from_states: ClassVar = frozenset({P.NAMED, P.TRACING, P.UNREACHABLE})

    party: PartyId

    def for_file(self, who: PartyId, file: FileView, now: datetime) -> Iterator[Step]:
        today = day(now)
        erase_by = today + NEVER_APPROACHED_KEPT
        if file.approaches:  # the words of the letter still work
            letter = max([*file.reminders, *(approach.on for approach in file.approaches)])
            erase_by = max(erase_by, years_after(letter, NO_KEPT_YEARS))
        yield Write(FILE_CLOSED, {"erase_by": erase_by.isoformat()})
        yield Done("wrong_address", who)


@dataclass(frozen=True, slots=True)
class Reopen(PartyAct):
    """Coming back, also years later (A34). Old consents no longer count (S44)."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({REOPENED})
    from_states: ClassVar = LEFT

    def mine(self, me: PartyView, now: datetime) -> Iterator[Step]:
        body: dict[str, Any] = {}
        if not me.initiating:  # who was asked has a news date from now on; who began, from A9
            news = day(now) + me.terms.lasts("next_news")
            body["news_date"] = news.isoformat()
            yield Due("news", me.party, news)
        yield Write(REOPENED, body)
        yield Done("follow_up", me.party)
        yield Done("close_quietly", me.party)
        yield Task("reopened", me.party, working_days_after(day(now), 5), role=Audience.INTAKE)
        yield Task("first_talk", me.party, working_days_after(day(now), 10))


@dataclass(frozen=True, slots=True)
class DecideReopening(DeskAct):
    """Intake decides how somebody who came back goes on: here, or in a new trajectory linked to this one (A34)."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({REOPENING_DECIDED, GOES_ON_ANEW})
    roles: ClassVar = frozenset({Audience.INTAKE})

    party: PartyId
    anew: bool = False
    """Whether a new trajectory begins, with this person as who begins."""
    linked: str = ""
    """That trajectory, once it is there; from then on nothing more is done here."""

    def for_party(self, who: PartyId, them: PartyView, now: datetime) -> Iterator[Step]:
        if self.anew and self.linked and them.active:
            erase_by = years_after(day(now), KEPT_AFTER_CLOSING_YEARS)
            yield Write(GOES_ON_ANEW, {"erase_by": erase_by.isoformat()})
            yield from take_back(them)
            yield from nothing_to_carry_on(who)

    def for_file(self, who: PartyId, file: FileView, now: datetime) -> Iterator[Step]:
        yield Write(REOPENING_DECIDED, {"anew": self.anew, "linked": self.linked})
        yield Done("reopened", who)
        if self.anew and not self.linked:
            yield Task("begin_anew", who, working_days_after(day(now), 5), role=Audience.INTAKE)
        elif self.anew:
            yield Done("begin_anew", who)
