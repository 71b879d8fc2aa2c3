"""Information, the exploratory talk, whether it fits now, and consent (steps 4 and 6)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from visavis.mediation.acts import DeskAct, PartyAct
from visavis.mediation.effects import Anchor, Done, Occasion, Step, Task, Write
from visavis.mediation.entries import Audience, Entry, Json, LaneRole, Level, PartyId
from visavis.mediation.kinds import counting, kind
from visavis.mediation.permissions import Topic
from visavis.mediation.safeguards import (
    child_and_guardian_agree,
    consent_is_of_this_time,
    guardian_may_decide,
    information_was_given,
    information_was_read,
    language_is_mastered,
    lawyer_was_offered,
    meaning_is_understood,
    motive_is_fair,
    not_in_acute_crisis,
    suitability_is_positive,
    they_consented,
)
from visavis.mediation.terms import DESIGN, day, working_days_after
from visavis.mediation.views import FileView, Informed, Note, PartyView, Suitability, Talk, changed
from visavis.mediation.words import ACTIVE, PartyState, Text

CONSENT_ITEMS = {
    "take_part": Text(
        "Ik wil meedoen. Ik weet dat ik altijd kan stoppen.",
        "I want to take part. I know that I can always stop.",
    ),
    "confidential": Text(
        "Wat ik van de ander hoor, houd ik bij mij en bij wie mij steunt.",
        "What I hear from the other stays with me and those who support me.",
    ),
    "limits": Text(
        "Ik weet dat de bemiddelaar bij acuut gevaar hulp moet halen.",
        "I know that the mediator must get help when there is acute danger.",
    ),
}
"""Each is asked apart; the first is needed to take part."""

VERDICTS = {
    "go": Text("Ja, dit past nu", "Yes, this fits now"),
    "with_measures": Text("Ja, met maatregelen", "Yes, with measures"),
    "not_now": Text("Nu niet", "Not now"),
    "not_suitable": Text("Dit past niet", "This does not fit"),
}
LANGUAGE_HELP = {
    "mastered": Text("Spreekt de taal goed", "Speaks the language well"),
    "interpreter": Text("Met tolk, geen familie", "With an interpreter, no relative"),
    "translation": Text("Met vertaalde uitleg", "With translated information"),
    "none": Text("Nog niet geregeld", "Not arranged yet"),
}
_BEFORE_WILLING = frozenset({PartyState.REGISTERED, PartyState.EXPLORING})


def _informed(me: PartyView, entry: Entry) -> PartyView:
    body: Any = entry.body
    days = int(body.get("read_days", DESIGN.reading_time))
    given = Informed(entry.at, str(body["language"]), str(body["version"]), days)
    return changed(me, informed=(*me.informed, given))


def _explored(me: PartyView, entry: Entry) -> PartyView:
    talk = Talk("exploratory", day(entry.at), str(entry.body["summary"]))
    relation = str(entry.body.get("relation", "")) or me.relation
    return changed(me, talks=(*me.talks, talk), relation=relation)


def _assessed(me: PartyView, entry: Entry) -> PartyView:
    body: Any = entry.body
    return changed(
        me, suitability=Suitability(**{f: body[f] for f in Suitability.__dataclass_fields__})
    )


def _assessed_file(file: FileView, entry: Entry) -> FileView:
    body: Any = entry.body
    return changed(file, acknowledges=body["acknowledges"], motive_fair=body["motive_fair"])


def _noted(file: FileView, entry: Entry) -> FileView:
    return changed(file, notes=(*file.notes, Note(day(entry.at), str(entry.body["text"]))))


def _consented(me: PartyView, entry: Entry) -> PartyView:
    body: Any = entry.body
    return changed(me, consent_items=tuple(body["items"]), consented_on=day(entry.at))


INFORMED = kind("informed", LaneRole.OWN, Topic.CONSENT, _informed)
EXPLORED = kind(
    "exploratory_talk_held",
    LaneRole.OWN,
    Topic.SUMMARY,
    _explored,
    to=PartyState.EXPLORING,
    counts=counting("relation"),
)
_LEAD = {Audience.SUPERVISOR: Level.CONTENT}

ASSESSED = kind("suitability_assessed", LaneRole.OWN, Topic.SAFETY, _assessed)
ASSESSED_FILE = kind(
    "assessment_noted",
    LaneRole.FILE,
    Topic.NOTES,
    _assessed_file,
    also=_LEAD,
)
NOTED = kind("noted", LaneRole.FILE, Topic.NOTES, _noted)
CONSENTED = kind("consented", LaneRole.OWN, Topic.CONSENT, _consented)
WILLING = kind("willing", LaneRole.OWN, Topic.CONSENT, to=PartyState.WILLING)


@dataclass(frozen=True, slots=True)
class GiveInformation(DeskAct):
    """The leaflet D5 was given, in this version and language (A41); feeds S2."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({INFORMED})
    from_states: ClassVar = frozenset({*_BEFORE_WILLING, PartyState.PAUSED})

    party: PartyId
    language: str
    version: str

    def for_party(self, who: PartyId, them: PartyView, now: datetime) -> Iterator[Step]:
        body: dict[str, Json] = {"language": self.language, "version": self.version}
        if them.terms.reading_time != DESIGN.reading_time:
            body["read_days"] = them.terms.reading_time
        yield Write(INFORMED, body)


@dataclass(frozen=True, slots=True)
class HoldExploratoryTalk(DeskAct):
    """The exploratory talk was held (A6). ``summary`` is the person's own; ``note`` is the mediator's."""

    guards: ClassVar = (information_was_given, language_is_mastered)
    writes: ClassVar = frozenset({EXPLORED, NOTED})
    from_states: ClassVar = _BEFORE_WILLING

    party: PartyId
    summary: str
    language_help: str
    note: str = ""
    relation: str = ""
    """What this person is to the event, in their own words; who signed up said so already."""

    def for_party(self, who: PartyId, them: PartyView, now: datetime) -> Iterator[Step]:
        yield Write(EXPLORED, {"summary": self.summary, "relation": self.relation})
        if not any(talk.kind == "exploratory" for talk in them.talks):
            yield Anchor(Occasion.FIRST_TALK, who, day(now))

    def for_file(self, who: PartyId, file: FileView, now: datetime) -> Iterator[Step]:
        if self.note:
            yield Write(NOTED, {"text": self.note})
        yield Done("first_talk", who)


@dataclass(frozen=True, slots=True)
class AddNote(DeskAct):
    """A working note about one person; closed to them."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({NOTED})

    party: PartyId
    text: str

    def for_file(self, who: PartyId, file: FileView, now: datetime) -> Iterator[Step]:
        yield Write(NOTED, {"text": self.text})


@dataclass(frozen=True, slots=True)
class AssessSuitability(DeskAct):
    """Whether this fits this person now (A7). Acknowledgement and motive stay in the file."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({ASSESSED, ASSESSED_FILE})
    from_states: ClassVar = ACTIVE

    party: PartyId
    verdict: str
    understood: bool = True
    acute: bool = False
    criminal_case_open: bool = False
    lawyer_offered: bool = False
    acknowledges: bool | None = None
    motive_fair: bool = True

    def for_party(self, who: PartyId, them: PartyView, now: datetime) -> Iterator[Step]:
        fields = Suitability.__dataclass_fields__
        yield Write(ASSESSED, {name: getattr(self, name) for name in fields})
        if self.acute:
            yield Anchor(Occasion.SILENCE, who, day(now))

    def for_file(self, who: PartyId, file: FileView, now: datetime) -> Iterator[Step]:
        yield Write(
            ASSESSED_FILE, {"acknowledges": self.acknowledges, "motive_fair": self.motive_fair}
        )


@dataclass(frozen=True, slots=True)
class ConsentToTakePart(PartyAct):
    """The person says yes, item by item (A8). The mediator carries it on."""

    guards: ClassVar = (information_was_read, meaning_is_understood, lawyer_was_offered)
    writes: ClassVar = frozenset({CONSENTED})
    from_states: ClassVar = frozenset({PartyState.EXPLORING})

    items: tuple[str, ...]

    def mine(self, me: PartyView, now: datetime) -> Iterator[Step]:
        yield Write(CONSENTED, {"items": list(self.items)})
        yield Task("carry_on_consent", me.party, working_days_after(day(now), 2))


@dataclass(frozen=True, slots=True)
class ConfirmWilling(DeskAct):
    """The mediator carries a consent on: this person takes part (A8)."""

    guards: ClassVar = (
        consent_is_of_this_time,
        they_consented,
        guardian_may_decide,
        child_and_guardian_agree,
        suitability_is_positive,
        meaning_is_understood,
        lawyer_was_offered,
        not_in_acute_crisis,
        motive_is_fair,
    )
    writes: ClassVar = frozenset({WILLING})
    from_states: ClassVar = frozenset({PartyState.EXPLORING})

    party: PartyId

    def for_party(self, who: PartyId, them: PartyView, now: datetime) -> Iterator[Step]:
        yield Write(WILLING, {})

    def for_file(self, who: PartyId, file: FileView, now: datetime) -> Iterator[Step]:
        yield Done("carry_on_consent", who)
