"""Preparation: standing wish, talks apart, the form each chooses, ready (step 7)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, ClassVar

from visavis.mediation.acts import DeskAct, PartyAct
from visavis.mediation.effects import Done, Notice, Step, Task, Write
from visavis.mediation.entries import Entry, LaneRole, PartyId
from visavis.mediation.exploring import NOTED
from visavis.mediation.kinds import counting, kind
from visavis.mediation.permissions import Topic
from visavis.mediation.safeguards import (
    child_and_guardian_agree,
    everyone_chose_this_form,
    everyone_is_explored,
    facts_are_acknowledged,
    language_is_mastered,
    motive_is_fair,
    not_in_acute_crisis,
    prepared_apart,
    suitability_is_positive,
    supporter_was_asked,
    they_said_they_are_ready,
    worries_are_answered,
)
from visavis.mediation.terms import day, working_days_after
from visavis.mediation.views import FileView, PartyView, Talk, changed
from visavis.mediation.words import ACTIVE, COMMITTED, PartyState, Text

P = PartyState

STANDING_WISHES = {
    "yes": Text(
        "Ja. Als er ooit iets voor mij is, wil ik het weten.",
        "Yes. If there is ever something for me, I want to know.",
    ),
    "ask": Text("Vraag het mij bij elk gesprek opnieuw.", "Ask me again at every talk."),
    "no": Text("Nee. Ik wil het niet weten.", "No. I do not want to know."),
}
"""The question everyone is asked at set moments, letter or none (domain §2.3.4)."""

FORMS = {
    "conversation": Text("Een gesprek", "A conversation"),
    "video_call": Text("Beeldbellen", "A video call"),
    "letters": Text("Begeleide brieven", "Guided letters"),
    "shuttle": Text("Boodschappen via de bemiddelaar", "Messages through the mediator"),
    "video_message": Text("Een videoboodschap", "A video message"),
    "conference": Text("Een groepsgesprek", "A group meeting"),
    "circle": Text("Een kring", "A circle"),
    "symbolic": Text(
        "Een gesprek met iemand uit een soortgelijke gebeurtenis",
        "A talk with someone from a similar event",
    ),
}
"""Every form of contact (domain §2.1)."""
TALKS = frozenset({"conversation", "video_call", "conference"})
"""Forms in which people speak with each other at one time."""
CHOOSES_FORM = frozenset({P.PREPARING, P.READY, P.IN_CONTACT})
"""Also after contact in one form: another may follow, and each chooses it anew (§2.1, S4)."""
FORM_CHOICES = {
    "conversation": Text(
        "Een gesprek in één ruimte, met de bemiddelaar erbij",
        "A talk in one room, with the mediator there",
    ),
    "video_call": Text(
        "Een gesprek met beeld, met de bemiddelaar erbij",
        "A talk by video call, with the mediator there",
    ),
    "letters": Text(
        "Brieven schrijven, met hulp van de bemiddelaar", "Writing letters, helped by the mediator"
    ),
    "shuttle": Text(
        "Boodschappen: de bemiddelaar zegt die woord voor woord",
        "Messages that the mediator brings over, word for word",
    ),
    "video_message": Text(
        "Een video, die u maakt met de bemiddelaar",
        "A video message, made and seen with the mediator",
    ),
    "conference": Text(
        "Een groepsgesprek: ieder mag mensen meenemen, twee bemiddelaars leiden het",
        "A group meeting: each may bring people, two mediators lead it",
    ),
    "not_yet": Text("Ik weet het nog niet", "I do not know yet"),
}


def _prepared(me: PartyView, entry: Entry) -> PartyView:
    talk = Talk(
        "preparation", day(entry.at), str(entry.body["summary"]), str(entry.body["supporter"])
    )
    return changed(me, talks=(*me.talks, talk))


def _preparing(me: PartyView, entry: Entry) -> PartyView:
    body: Any = entry.body
    closing = replace(me.closing, planned_for=date.fromisoformat(body["rounds_off"]))
    return changed(me, talks_needed=body["talks"], closing=closing)


WISH_SET = kind(
    "standing_wish_set",
    LaneRole.OWN,
    Topic.CONSENT,
    lambda me, entry: changed(me, standing_wish=entry.body["hear_of_letters"]),
)
PREPARING = kind(
    "preparation_began", LaneRole.OWN, Topic.CONSENT, _preparing, to=P.PREPARING, counts=counting()
)
PREPARED = kind("preparation_talk_held", LaneRole.OWN, Topic.SUMMARY, _prepared)
FORM_CHOSEN = kind(
    "form_chosen",
    LaneRole.OWN,
    Topic.CONSENT,
    lambda me, entry: changed(me, form_choice=entry.body["form"]),
)
FORM_AGREED = kind(
    "form_agreed",
    LaneRole.OWN,
    Topic.CONSENT,
    lambda me, entry: changed(
        me,
        form_agreed=entry.body["form"],
        forms_once=me.forms_once | {str(entry.body["form"])},
    ),
)
READY_WISHED = kind(
    "ready_declared", LaneRole.OWN, Topic.CONSENT, lambda me, entry: changed(me, ready_wished=True)
)
READY = kind("ready", LaneRole.OWN, Topic.CONSENT, to=P.READY)


@dataclass(frozen=True, slots=True)
class SetStandingWish(PartyAct):
    """Would you like to know if there is something for you? (A18)"""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({WISH_SET})

    hear_of_letters: str

    def mine(self, me: PartyView, now: datetime) -> Iterator[Step]:
        yield Write(WISH_SET, {"hear_of_letters": self.hear_of_letters})


@dataclass(frozen=True, slots=True)
class BeginPreparation(DeskAct):
    """Everyone is willing and let the other know: preparation begins, each apart (A19)."""

    guards: ClassVar = (everyone_is_explored, prepared_apart, motive_is_fair, worries_are_answered)
    writes: ClassVar = frozenset({PREPARING})
    from_states: ClassVar = COMMITTED
    """Who came back, or came later, begins beside those who prepare already."""

    people: tuple[PartyId, ...]
    talks: int = 1
    """How many talks apart each will have before "ready" (S30)."""

    def parties(self) -> tuple[PartyId, ...]:
        return self.people

    def for_party(self, who: PartyId, them: PartyView, now: datetime) -> Iterator[Step]:
        if them.state is P.WILLING:
            end = day(now) + them.terms.lasts("rounds_off")
            yield Write(PREPARING, {"talks": self.talks, "rounds_off": end.isoformat()})
            yield Done("begin_preparation", who)
            yield Task("preparation_talk", who, working_days_after(day(now), 10))


@dataclass(frozen=True, slots=True)
class HoldPreparationTalk(DeskAct):
    """A preparation talk with one person apart. ``supporter``: comes someone along? yes, no, or not asked."""

    guards: ClassVar = (language_is_mastered,)
    writes: ClassVar = frozenset({PREPARED, NOTED})
    from_states: ClassVar = frozenset({P.PREPARING, P.READY, P.IN_CONTACT})

    party: PartyId
    summary: str
    supporter: str
    language_help: str = "mastered"
    note: str = ""

    def for_party(self, who: PartyId, them: PartyView, now: datetime) -> Iterator[Step]:
        yield Write(PREPARED, {"summary": self.summary, "supporter": self.supporter})

    def for_file(self, who: PartyId, file: FileView, now: datetime) -> Iterator[Step]:
        if self.note:
            yield Write(NOTED, {"text": self.note})
        yield Done("preparation_talk", who)


@dataclass(frozen=True, slots=True)
class ChooseForm(PartyAct):
    """A wish in the own lane only; the mediator records the form once all choices meet (A20)."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({FORM_CHOSEN})
    from_states: ClassVar = CHOOSES_FORM

    form: str

    def mine(self, me: PartyView, now: datetime) -> Iterator[Step]:
        yield Write(FORM_CHOSEN, {"form": self.form})
        yield Task("form_chosen", me.party, working_days_after(day(now), 5))


@dataclass(frozen=True, slots=True)
class AgreeForm(DeskAct):
    """All choices meet: this is the form of contact (A20, S4)."""

    guards: ClassVar = (everyone_chose_this_form,)
    writes: ClassVar = frozenset({FORM_AGREED})
    from_states: ClassVar = ACTIVE

    people: tuple[PartyId, ...]
    form: str = "letters"

    def parties(self) -> tuple[PartyId, ...]:
        return self.people

    def for_party(self, who: PartyId, them: PartyView, now: datetime) -> Iterator[Step]:
        yield Write(FORM_AGREED, {"form": self.form})
        yield Done("form_chosen", who)
        yield Notice(who, working_days_after(day(now), 1))


@dataclass(frozen=True, slots=True)
class DeclareReady(PartyAct):
    """The person says: I am ready (A21). The mediator carries it on."""

    guards: ClassVar = (supporter_was_asked, prepared_apart)
    writes: ClassVar = frozenset({READY_WISHED})
    from_states: ClassVar = frozenset({P.PREPARING})

    def mine(self, me: PartyView, now: datetime) -> Iterator[Step]:
        yield Write(READY_WISHED, {})
        yield Task("carry_on_ready", me.party, working_days_after(day(now), 2))


@dataclass(frozen=True, slots=True)
class ConfirmReady(DeskAct):
    """The mediator carries it on: this person is ready for contact (A21)."""

    guards: ClassVar = (
        they_said_they_are_ready,
        child_and_guardian_agree,
        suitability_is_positive,
        facts_are_acknowledged,
        not_in_acute_crisis,
        motive_is_fair,
        worries_are_answered,
    )
    writes: ClassVar = frozenset({READY})
    from_states: ClassVar = frozenset({P.PREPARING})

    party: PartyId

    def for_party(self, who: PartyId, them: PartyView, now: datetime) -> Iterator[Step]:
        yield Write(READY, {})

    def for_file(self, who: PartyId, file: FileView, now: datetime) -> Iterator[Step]:
        yield Done("carry_on_ready", who)
