"""Closing, aftercare, and the open way back (steps 10 to 12)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, ClassVar

from visavis.mediation.acts import DeskAct, PartyAct
from visavis.mediation.course import letters_taken_back, take_letters_back
from visavis.mediation.effects import Anchor, Done, Due, Notice, Occasion, Step, Task, Write
from visavis.mediation.entries import Audience, Entry, LaneRole, PartyId
from visavis.mediation.kinds import INTAKE, kind
from visavis.mediation.safeguards import closing_was_offered, follow_up_was_chosen
from visavis.mediation.terms import (
    FOLLOW_UPS,
    KEPT_AFTER_CLOSING_YEARS,
    NEXT_NEWS,
    day,
    working_days_after,
    years_after,
)
from visavis.mediation.views import Closing, PartyView, changed
from visavis.mediation.words import ACTIVE, LEFT, PartyState, Text

P = PartyState
CLOSABLE = ACTIVE | {P.DECLINED, P.WITHDRAWN}

CLOSING_MENU = {
    "closing_talk": Text(
        "Een laatste gesprek met uw bemiddelaar", "A last talk with your mediator"
    ),
    "warm_handover": Text("Samen bellen met andere hulp", "Calling other help together"),
    "own_circle": Text("Praten over wie er om u heen staat", "Talking about who stands around you"),
    "nothing_now": Text("Nu niets. De deur blijft open", "Nothing now. The door stays open"),
}
"""What helps afterwards (§6.3), as far as it is carried out by people; any number may be chosen."""

FOLLOW_UP_CHOICES = {
    "4_weeks": Text("Na 4 weken", "After 4 weeks"),
    "3_months": Text("Na 3 maanden", "After 3 months"),
    "6_months": Text("Na 6 maanden", "After 6 months"),
    "none": Text("Nee, dank u", "No, thank you"),
}


def _began(me: PartyView, entry: Entry) -> PartyView:
    return changed(letters_taken_back(me), state=P.CLOSING, closing=Closing())


def _talk(me: PartyView, entry: Entry) -> PartyView:
    talk = str(entry.body["talk"])
    return changed(me, closing=replace(me.closing, talk=talk, menu_offered=True))


def _chosen(me: PartyView, entry: Entry) -> PartyView:
    body: Any = entry.body
    closing = replace(
        me.closing, choices=tuple(body["choices"]), follow_up=tuple(body["follow_up"])
    )
    return changed(me, closing=closing)


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
    return changed(me, closing=replace(me.closing, held=(*me.closing.held, day(entry.at))))


def _ended(me: PartyView, entry: Entry) -> PartyView:
    erase_by = date.fromisoformat(str(entry.body["erase_by"]))
    return changed(me, state=P.CLOSED, closing=replace(me.closing, erase_by=erase_by))


def _reopened(me: PartyView, entry: Entry) -> PartyView:
    news = str(entry.body.get("news_date", ""))
    return changed(
        me,
        state=P.EXPLORING,
        news_date=date.fromisoformat(news) if news else None,
        consent_items=(),
        consented_on=None,
        informed=(),
        suitability=None,
        may_tell=frozenset(),
        may_tell_words="",
        may_tell_on=None,
        form_choice="",
        form_agreed="",
        ready_wished=False,
        closing=Closing(),
    )


CLOSING_BEGAN = kind("closing_began", LaneRole.OWN, _began)
CLOSING_TALK = kind("closing_talked", LaneRole.OWN, _talk)
CLOSING_CHOSEN = kind("closing_support_chosen", LaneRole.OWN, _chosen)
CLOSED = kind("closed", LaneRole.OWN, _closed)
FOLLOWED_UP = kind("follow_up_held", LaneRole.OWN, _followed)
AFTERCARE_ENDED = kind("aftercare_ended", LaneRole.OWN, _ended)
REOPENED = kind("reopened", LaneRole.OWN, _reopened, also=INTAKE)


def _close_down(me: PartyView, now: datetime) -> Iterator[Step]:
    """Letters that were never opened are taken back when their author closes."""
    yield from take_letters_back(me)
    yield Task("closing_talk", me.party, working_days_after(day(now), 10))


@dataclass(frozen=True, slots=True)
class AskToClose(PartyAct):
    """The person wishes to round off (A30)."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({CLOSING_BEGAN})
    from_states: ClassVar = CLOSABLE

    def mine(self, me: PartyView, now: datetime) -> Iterator[Step]:
        yield Write(CLOSING_BEGAN, {})
        yield from _close_down(me, now)


@dataclass(frozen=True, slots=True)
class BeginClosing(DeskAct):
    """The mediator begins closing with one person (A30): every ending leads here."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({CLOSING_BEGAN})
    from_states: ClassVar = CLOSABLE

    party: PartyId

    def for_party(self, who: PartyId, them: PartyView, now: datetime) -> Iterator[Step]:
        yield Write(CLOSING_BEGAN, {})
        yield from _close_down(them, now)
        for code in ("stopped", "answer_came", "tell_on_news_date", "news_date"):
            yield Done(code, who)


@dataclass(frozen=True, slots=True)
class HoldClosingTalk(DeskAct):
    """The closing talk was held or declined; the menu was offered (S42)."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({CLOSING_TALK})
    from_states: ClassVar = frozenset({P.CLOSING})

    party: PartyId
    talk: str
    """held or declined."""

    def for_party(self, who: PartyId, them: PartyView, now: datetime) -> Iterator[Step]:
        yield Write(CLOSING_TALK, {"talk": self.talk})
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
    """Aftercare ends (A33); the day of erasure is set."""

    guards: ClassVar = (closing_was_offered,)
    writes: ClassVar = frozenset({AFTERCARE_ENDED})
    from_states: ClassVar = frozenset({P.AFTERCARE})

    party: PartyId

    def for_party(self, who: PartyId, them: PartyView, now: datetime) -> Iterator[Step]:
        erase_by = years_after(day(now), KEPT_AFTER_CLOSING_YEARS)
        yield Write(AFTERCARE_ENDED, {"erase_by": erase_by.isoformat()})
        yield Done("follow_up", who)


@dataclass(frozen=True, slots=True)
class Reopen(PartyAct):
    """Coming back, also years later (A34). Old consents no longer count (S44)."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({REOPENED})
    from_states: ClassVar = LEFT

    def mine(self, me: PartyView, now: datetime) -> Iterator[Step]:
        body: dict[str, Any] = {}
        if not me.initiating:  # who was asked has a news date from now on; who began, from A9
            news = day(now) + NEXT_NEWS
            body["news_date"] = news.isoformat()
            yield Due("news", me.party, news)
        yield Write(REOPENED, body)
        yield Done("follow_up", me.party)
        yield Task("reopened", me.party, working_days_after(day(now), 5), role=Audience.INTAKE)
        yield Task("first_talk", me.party, working_days_after(day(now), 10))
