"""A letter to oneself (§6.3): kept sealed, and back on its day, three or six months on.

What was written on a screen or told is read by nobody before its day, its writer included, and by no colleague
ever. Who writes on paper closes the envelope themselves; we keep it, and send it on its day.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, ClassVar

from visavis.mediation.acts import DeskAct, PartyAct, SweepAct
from visavis.mediation.effects import Done, Due, Notice, Step, Task, Write
from visavis.mediation.entries import Entry, LaneRole, PartyId
from visavis.mediation.kinds import kind
from visavis.mediation.permissions import Topic
from visavis.mediation.safeguards import envelope_is_here
from visavis.mediation.support import AROUND_THE_END, held, with_support
from visavis.mediation.terms import LETTERS_RETURN, day, working_days_after
from visavis.mediation.views import OwnLetter, PartyView, changed
from visavis.mediation.words import Text

WHAT = "letter_to_self"
RETURNS = {
    "3_months": Text("Na 3 maanden", "After 3 months"),
    "6_months": Text("Na 6 maanden", "After 6 months"),
}


def _with(me: PartyView, letter: Any, **changes: Any) -> PartyView:
    return changed(
        me,
        own_letters=tuple(
            replace(one, **changes) if one.own_letter == letter else one for one in me.own_letters
        ),
    )


def _sealed(me: PartyView, entry: Entry) -> PartyView:
    body: Any = entry.body
    made = OwnLetter(
        body["letter"], date.fromisoformat(body["returns_on"]), bool(body["in_envelope"])
    )
    on = day(entry.at)
    me = changed(me, own_letters=(*me.own_letters, made))
    kept = me.supported(WHAT)
    return with_support(me, WHAT, offered_on=kept.offered_on or on, chosen_on=kept.chosen_on or on)


def _text(me: PartyView, entry: Entry) -> PartyView:
    return _with(me, entry.body["letter"], text=str(entry.body["text"]))


def _back(me: PartyView, entry: Entry) -> PartyView:
    on = day(entry.at)
    return held(_with(me, entry.body["letter"], back_on=on), WHAT, on)


def _dropped(me: PartyView, entry: Entry) -> PartyView:
    kept = tuple(one for one in me.own_letters if one.own_letter != entry.body["letter"])
    return changed(me, own_letters=kept)


SEALED = kind("own_letter_sealed", LaneRole.OWN, Topic.CLOSING, _sealed)
TEXT = kind("own_letter", LaneRole.OWN, Topic.KEPT, _text)
BACK = kind("own_letter_back", LaneRole.OWN, Topic.CLOSING, _back)
DROPPED = kind("own_letter_dropped", LaneRole.OWN, Topic.CLOSING, _dropped)


@dataclass(frozen=True, slots=True)
class WriteToSelf(PartyAct):
    """A letter to oneself, here or in an envelope that we keep. Closed until its day."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({SEALED, TEXT})
    from_states: ClassVar = AROUND_THE_END

    letter: str
    """A new random id."""
    returns: str
    """3_months or 6_months."""
    text: str = ""
    """Empty: it lies with us in an envelope."""

    def mine(self, me: PartyView, now: datetime) -> Iterator[Step]:
        if me.own_letter(self.letter) or self.returns not in LETTERS_RETURN:
            return
        on = day(now) + LETTERS_RETURN[self.returns]
        enveloped = not self.text.strip()
        yield Write(
            SEALED,
            {"letter": self.letter, "returns_on": on.isoformat(), "in_envelope": enveloped},
        )
        yield Done("arrange_support", me.party, about=WHAT)
        if enveloped:
            due = working_days_after(on, 2)
            yield Task("send_envelope", me.party, due, start=on, about=self.letter)
        else:
            yield Write(TEXT, {"letter": self.letter, "text": self.text}, shown_from=on)
            yield Due("letter_to_self", me.party, on)


@dataclass(frozen=True, slots=True)
class DropOwnLetter(PartyAct):
    """It need not come back. From then on nobody reads it any more."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({DROPPED})
    always: ClassVar = True

    letter: str

    def mine(self, me: PartyView, now: datetime) -> Iterator[Step]:
        if me.own_letter(self.letter):
            yield Write(DROPPED, {"letter": self.letter})
            yield Done("send_envelope", me.party, about=self.letter)


@dataclass(frozen=True, slots=True)
class LettersComeBack(SweepAct):
    """The day of a letter to oneself: it lies on its writer's page, and the neutral message goes out."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({BACK})
    code: ClassVar = "letter_to_self"

    def mine(self, me: PartyView, now: datetime) -> Iterator[Step]:
        today = day(now)
        for one in me.own_letters:
            if one.text and one.back_on is None and one.returns_on <= today:
                yield Write(BACK, {"letter": one.own_letter})
                yield Notice(me.party, today)


@dataclass(frozen=True, slots=True)
class SendEnvelope(DeskAct):
    """The envelope with a letter to oneself went back to its writer."""

    guards: ClassVar = (envelope_is_here,)
    writes: ClassVar = frozenset({BACK})

    party: PartyId
    letter: str

    def for_party(self, who: PartyId, them: PartyView, now: datetime) -> Iterator[Step]:
        yield Write(BACK, {"letter": self.letter})
        yield Done("send_envelope", who, about=self.letter)
