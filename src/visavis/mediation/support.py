"""What helps afterwards (§6.3): eleven offers, each offered, chosen, held, and asked whether it helped."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, ClassVar

from visavis.mediation.acts import DeskAct, PartyAct
from visavis.mediation.effects import Done, Notice, Step, Task, Write
from visavis.mediation.entries import Entry, LaneRole, PartyId
from visavis.mediation.kinds import kind
from visavis.mediation.permissions import Topic
from visavis.mediation.safeguards import support_was_chosen
from visavis.mediation.terms import day, working_days_after
from visavis.mediation.views import PartyView, changed
from visavis.mediation.words import PartyState, Text

P = PartyState
AROUND_THE_END = frozenset({P.CLOSING, P.AFTERCARE, P.CLOSED})
"""From where a person does what helps afterwards, also long after it is over."""

CLOSING_MENU = {
    "closing_talk": Text(
        "Een laatste gesprek met uw bemiddelaar", "A last talk with your mediator"
    ),
    "letter_to_self": Text(
        "Een brief aan uzelf, die later terugkomt", "A letter to yourself that comes back later"
    ),
    "follow_up": Text("Later bellen hoe het gaat", "A call later, to ask how you are"),
    "warm_handover": Text("Samen bellen met andere hulp", "Calling other help together"),
    "support_circle": Text(
        "Een kring van uw eigen mensen om u heen", "A circle of your own people around you"
    ),
    "peer_group": Text(
        "Mensen ontmoeten die iets soortgelijks meemaakten",
        "Meeting people who went through something similar",
    ),
    "symbolic": Text(
        "Praten met iemand uit een andere gebeurtenis, van de andere kant",
        "Talking with someone from another event, from the other side",
    ),
    "keepsake": Text("Een boekje met uw eigen woorden", "A booklet of your own words"),
    "unsent_letter": Text(
        "Een brief schrijven die u niet verstuurt", "Writing a letter that you do not send"
    ),
    "last_word": Text(
        "Kiezen wat er met uw brieven gebeurt", "Choosing what becomes of your letters"
    ),
    "nothing_now": Text("Nu niets. De deur blijft open", "Nothing now. The door stays open"),
}
"""Any number may be chosen."""

BY_FOLLOW_UP = "follow_up"
"""Offered and chosen with the days of the calls, so that it is not asked twice."""
ARRANGED = frozenset(
    {
        "letter_to_self",
        "warm_handover",
        "support_circle",
        "peer_group",
        "symbolic",
        "keepsake",
        "unsent_letter",
        "last_word",
    }
)
"""What the mediator sees to once it is chosen; the rest goes by itself."""
BY_THEMSELVES = frozenset({"letter_to_self", "keepsake", "unsent_letter", "last_word"})
"""What a person does themselves, on a screen or on paper."""

KEEPSAKE = {
    "way": Text("De weg die ik ging, met de dagen", "The way I went, with the days"),
    "story": Text("Mijn verhaal, zoals ik het vertelde", "My story, as I told it"),
    "talks": Text("Wat uit mijn gesprekken is opgeschreven", "What was written down of my talks"),
    "letters": Text("De brieven die ik schreef", "The letters I wrote"),
    "looked_back": Text("Hoe ik terugkeek", "How I looked back"),
    "circle": Text("De tekening van mijn kring", "The drawing of my circle"),
}
"""What may go into the booklet: all of it this person's own."""
UNSENT = {
    "kept": Text("Ik bewaar hem hier, voor mezelf", "I keep it here, for myself"),
    "printed": Text("Ik heb hem op papier", "I have it on paper"),
    "destroyed": Text("Ik heb hem weggedaan", "I did away with it"),
}
HELPFUL = {
    "1": Text("Niet", "Not at all"),
    "2": Text("Een beetje", "A little"),
    "3": Text("Redelijk", "Fairly"),
    "4": Text("Goed", "Well"),
    "5": Text("Heel goed", "Very well"),
    "0": Text("Dat zeg ik liever niet", "I would rather not say"),
}


def with_support(me: PartyView, what: str, **changes: Any) -> PartyView:
    """The same, with one offer as it now stands."""
    now = replace(me.supported(what), **changes)
    if any(one.what == what for one in me.support):
        return changed(me, support=tuple(now if one.what == what else one for one in me.support))
    return changed(me, support=(*me.support, now))


def offered(me: PartyView, what: Iterable[str], on: date) -> PartyView:
    for one in what:
        me = with_support(me, one, offered_on=me.supported(one).offered_on or on)
    return me


def chosen(me: PartyView, choices: Iterable[str], on: date) -> PartyView:
    """What stands ticked counts as chosen, and nothing else that has not come yet."""
    ticked = frozenset(choices)
    for one in CLOSING_MENU:
        kept = me.supported(one)
        if one in ticked:
            me = with_support(me, one, chosen_on=kept.chosen_on or on)
        elif kept.chosen_on is not None and kept.held_on is None:
            me = with_support(me, one, chosen_on=None)
    return me


def held(me: PartyView, what: str, on: date) -> PartyView:
    """It took place; asked for anew from then on whether it helped."""
    kept = me.supported(what)
    return with_support(
        me,
        what,
        offered_on=kept.offered_on or on,
        chosen_on=kept.chosen_on or on,
        held_on=on,
    )


def _arranged(me: PartyView, entry: Entry) -> PartyView:
    body: Any = entry.body
    on = date.fromisoformat(body["on"]) if body["on"] else None
    return with_support(me, body["what"], arranged=body["told"], arranged_for=on)


def _helped(me: PartyView, entry: Entry) -> PartyView:
    body: Any = entry.body
    return with_support(me, body["what"], helpful=body["helpful"], helpful_asked=True)


def _keepsake(me: PartyView, entry: Entry) -> PartyView:
    body: Any = entry.body
    return held(changed(me, keepsake=tuple(body["parts"])), "keepsake", day(entry.at))


ARRANGED_IT = kind("closing_support_arranged", LaneRole.OWN, Topic.CLOSING, _arranged)
HELD_IT = kind(
    "closing_support_held",
    LaneRole.OWN,
    Topic.CLOSING,
    lambda me, entry: held(me, str(entry.body["what"]), day(entry.at)),
)
HELPED = kind("closing_support_helped", LaneRole.OWN, Topic.KEPT, _helped)
KEEPSAKE_MADE = kind("keepsake_made", LaneRole.OWN, Topic.CLOSING, _keepsake)
UNSENT_ENDED = kind(
    "unsent_letter_ended",
    LaneRole.OWN,
    Topic.KEPT,
    lambda me, entry: held(me, "unsent_letter", day(entry.at)),
)


def to_arrange(me: PartyView, choices: Iterable[str], now: datetime) -> Iterator[Step]:
    """Work for what is newly chosen; none any more for what is chosen no longer."""
    ticked = frozenset(choices)
    for one in CLOSING_MENU:
        kept = me.supported(one)
        if one not in ARRANGED or kept.held_on is not None:
            continue
        if one in ticked and kept.chosen_on is None:
            yield Task("arrange_support", me.party, working_days_after(day(now), 10), about=one)
        elif one not in ticked and kept.chosen_on is not None:
            yield Done("arrange_support", me.party, about=one)
            yield Done("support_day", me.party, about=one)


@dataclass(frozen=True, slots=True)
class ArrangeSupport(DeskAct):
    """The mediator arranged what was chosen, and says what and for when."""

    guards: ClassVar = (support_was_chosen,)
    writes: ClassVar = frozenset({ARRANGED_IT})

    party: PartyId
    what: str
    told: str
    """For this person to read."""
    on: date | None = None

    def for_party(self, who: PartyId, them: PartyView, now: datetime) -> Iterator[Step]:
        on = self.on.isoformat() if self.on else ""
        yield Write(ARRANGED_IT, {"what": self.what, "told": self.told, "on": on})
        yield Done("arrange_support", who, about=self.what)
        yield Done("support_day", who, about=self.what)
        if self.on is not None:
            due = working_days_after(max(self.on, day(now)), 3)
            yield Task("support_day", who, due, start=self.on, about=self.what)
        yield Notice(who, working_days_after(day(now), 1))


@dataclass(frozen=True, slots=True)
class HoldSupport(DeskAct):
    """What was chosen took place."""

    guards: ClassVar = (support_was_chosen,)
    writes: ClassVar = frozenset({HELD_IT})

    party: PartyId
    what: str

    def for_party(self, who: PartyId, them: PartyView, now: datetime) -> Iterator[Step]:
        yield Write(HELD_IT, {"what": self.what})
        for code in ("arrange_support", "support_day"):
            yield Done(code, who, about=self.what)


@dataclass(frozen=True, slots=True)
class SayHelpful(PartyAct):
    """How much something helped, or that one would rather not say. Asked afterwards, in peace."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({HELPED})

    what: str
    helpful: int
    """1 to 5; 0: rather not."""

    def mine(self, me: PartyView, now: datetime) -> Iterator[Step]:
        if me.supported(self.what).held_on is not None and str(self.helpful) in HELPFUL:
            yield Write(HELPED, {"what": self.what, "helpful": self.helpful})


@dataclass(frozen=True, slots=True)
class MakeKeepsake(PartyAct):
    """A booklet of what is one's own: which parts. ``by_post``: also sent on paper."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({KEEPSAKE_MADE})
    from_states: ClassVar = AROUND_THE_END

    parts: tuple[str, ...]
    by_post: bool = False

    def mine(self, me: PartyView, now: datetime) -> Iterator[Step]:
        parts = [one for one in KEEPSAKE if one in self.parts]
        if not parts:
            return
        yield Write(KEEPSAKE_MADE, {"parts": [*parts]})
        yield Done("arrange_support", me.party, about="keepsake")
        if self.by_post:
            yield Task("send_keepsake", me.party, working_days_after(day(now), 5))


@dataclass(frozen=True, slots=True)
class EndUnsentLetter(PartyAct):
    """A letter that is never sent is finished: kept, printed, or done away with. No word of it stands here."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({UNSENT_ENDED})

    how: str

    def mine(self, me: PartyView, now: datetime) -> Iterator[Step]:
        if self.how in UNSENT:
            yield Write(UNSENT_ENDED, {"how": self.how})
            yield Done("arrange_support", me.party, about="unsent_letter")
