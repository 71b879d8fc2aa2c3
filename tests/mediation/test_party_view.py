"""Lock 2: a page has no place for what the other keeps. A new field is a decision, written down here."""

import re
from collections.abc import Iterator
from dataclasses import FrozenInstanceError, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

import pytest

from tests.mediation.way import Way
from tests.worlds.steps import A, B
from visavis.mediation import views
from visavis.mediation.terms import LIMITS
from visavis.mediation.views import DeskView, FileView, PartyView, Side, changed

pytestmark = pytest.mark.pure

OWN = "written, said or chosen by this person"
TOLD = "told by the service about this person's own way"
SERVICE = "of the service, the same for everyone"
RELEASED = "of the other: released, passed and wished for"

FIELDS: dict[str, dict[str, tuple[str, str]]] = {
    "PartyView": {
        "party": ("str", "a random id of one's own"),
        "state": ("PartyState | None", "where this person is, from their own lane"),
        "before_pause": ("PartyState | None", "where this person was"),
        "pause_until": ("date | None", OWN),
        "walked": ("tuple[Step, ...]", "where this person has been"),
        "sort": ("str", TOLD),
        "relation": ("str", OWN),
        "confirmed": ("bool", OWN),
        "aged": ("int | None", OWN),
        "aged_on": ("date | None", "when that was"),
        "initiating": ("bool", "whether this person began"),
        "first_name": ("str", OWN),
        "story": ("str", OWN),
        "rather_talk": ("bool", OWN),
        "other_described": ("str", "the other as this person described them"),
        "found_by": ("str", OWN),
        "language": ("str", OWN),
        "address": ("str", OWN),
        "easy": ("bool", OWN),
        "reach": ("Reach", OWN),
        "mediator": ("str", TOLD),
        "not_taken_up": ("str", TOLD),
        "informed": ("tuple[Informed, ...]", TOLD),
        "talks": ("tuple[Talk, ...]", TOLD),
        "talks_before": ("int", "how many of one's own talks came before coming back"),
        "suitability": ("Suitability | None", TOLD),
        "consent_items": ("tuple[str, ...]", OWN),
        "consented_on": ("date | None", OWN),
        "answered": ("str", OWN),
        "may_tell": ("frozenset[str]", OWN),
        "may_tell_words": ("str", OWN),
        "may_tell_on": ("date | None", OWN),
        "allowed_once": ("frozenset[str]", OWN),
        "words_once": ("tuple[str, ...]", OWN),
        "forms_once": ("frozenset[str]", "joint: recorded once all choices met"),
        "news_date": ("date | None", "fixed beforehand, whatever the other does"),
        "told": ("tuple[Told, ...]", "sentences of the closed list"),
        "standing_wish": ("str", OWN),
        "form_choice": ("str", OWN),
        "form_agreed": ("str", "joint: recorded once all choices met"),
        "ready_wished": ("bool", OWN),
        "letters": ("tuple[MyLetter, ...]", OWN),
        "offers": ("tuple[Offer, ...]", "something is ready; its text after opening"),
        "messages": ("tuple[MyMessage, ...]", OWN),
        "heard": ("tuple[Heard, ...]", "what the mediator said to this person"),
        "videos": ("tuple[MyVideo, ...]", "made by this person, with the mediator"),
        "subjects": ("Subjects", OWN),
        "call_name": ("str", OWN),
        "talks_needed": ("int", TOLD),
        "appointments": ("tuple[Appointment, ...]", "own time, own entrance"),
        "reconfirmed_at": ("datetime | None", OWN),
        "held": ("tuple[Held, ...]", "joint: contact everyone was at"),
        "stopped_at": ("datetime | None", "joint: everyone was there"),
        "went_on_at": ("datetime | None", OWN),
        "group": ("Group", "own proposals and answer, and the list put to everyone"),
        "agreement_ids": ("tuple[str, ...]", "random, of joint objects"),
        "think_days": ("tuple[tuple[str, int], ...]", "of joint texts, the same for all"),
        "agreements": ("tuple[Agreement, ...]", "joint: one text, the same for all"),
        "agreement_draft": ("str", OWN),
        "accepted": ("tuple[Accepted, ...]", OWN),
        "not_accepted": ("tuple[Accepted, ...]", OWN),
        "may_disclose": ("tuple[MayDisclose, ...]", OWN),
        "drafts": ("tuple[SharedDraft, ...]", OWN),
        "complaints": ("tuple[Complaint, ...]", OWN),
        "openings": ("tuple[WeTold, ...]", TOLD),
        "disclosures": ("tuple[WeTold, ...]", TOLD),
        "mediator_asked_on": ("date | None", OWN),
        "new_mediator_at": ("datetime | None", TOLD),
        "handed": ("tuple[str, ...]", OWN),
        "co_mediator": ("str", TOLD),
        "second_left": ("str", TOLD),
        "second_left_on": ("date | None", TOLD),
        "paused_for_safety": ("bool", TOLD),
        "worries_said": ("tuple[SaidWorry, ...]", OWN),
        "closing": ("Closing", "this person's own closing"),
        "support": ("tuple[Support, ...]", "offers to this person alone, and what they chose"),
        "own_letters": ("tuple[OwnLetter, ...]", OWN),
        "handovers": ("tuple[Handover, ...]", "for this person to read, and their own answer"),
        "keepsake": ("tuple[str, ...]", OWN),
        "circle": ("Circle", OWN),
        "symbolic": (
            "Symbolic",
            "of this person alone: first names that others gave, nothing of their ways",
        ),
        "ecogram": ("tuple[Drawing, ...]", OWN),
        "circle_shared": ("Drawing | None", OWN),
        "around": (
            "tuple[Guest, ...]",
            "who stands beside this person, and what they chose to share",
        ),
        "guardians_said": ("tuple[GuardianSaid, ...]", "of this person's own guardians"),
        "heard_as_child": ("str", OWN),
        "new_words_on": ("date | None", "when colleagues made new words for this person's place"),
        "terms": ("Terms", SERVICE),
    },
    "Drawing": {
        "moment": ("str", "where this person is on their own way"),
        "on": ("date", "the day of one's own act"),
        "dots": ("tuple[Dot, ...]", OWN),
    },
    "Dot": {
        name: ("int" if name == "closeness" else "str", OWN)
        for name in ("dot", "name", "tie", "closeness", "knows", "strength", "wish")
    },
    "Support": {
        "what": ("str", "a code of the closed menu"),
        "offered_on": ("date | None", TOLD),
        "chosen_on": ("date | None", OWN),
        "arranged": ("str", TOLD),
        "arranged_for": ("date | None", TOLD),
        "held_on": ("date | None", "of this person alone"),
        "helpful": ("int", OWN),
        "helpful_asked": ("bool", OWN),
    },
    "OwnLetter": {
        "own_letter": ("str", "random"),
        "returns_on": ("date", OWN),
        "in_envelope": ("bool", OWN),
        "text": ("str", OWN),
        "back_on": ("date | None", "the day this person chose, or it was sent"),
    },
    "Handover": {
        "note": ("str", "random"),
        "to_whom": ("str", TOLD),
        "text": ("str", TOLD),
        "version_hash": ("str", "of that text"),
        "agreed": ("bool | None", OWN),
        "said": ("str", OWN),
        "handed_on": ("date | None", "this person was on the line"),
    },
    "Circle": {
        "wished_on": ("date | None", OWN),
        "talked_on": ("date | None", TOLD),
        "wishes": ("str", OWN),
        "meets_at": ("datetime | None", TOLD),
        "meets_where": ("str", TOLD),
        "met_on": ("date | None", TOLD),
        "card": ("tuple[Does, ...]", OWN),
        "checked_on": ("date | None", TOLD),
    },
    "Symbolic": {
        "wished_on": ("date | None", OWN),
        "talked_on": ("date | None", TOLD),
        **dict.fromkeys(
            ("hopes", "name", "seeks", "setting", "relation", "event_type", "spoken", "region"),
            ("str", OWN),
        ),
        "asked_on": ("date | None", TOLD),
        "others": ("int", "how many, of other events than this person's"),
        "says_yes": ("bool | None", OWN),
        "meetings": ("tuple[Together, ...]", TOLD),
        "rounded_off_on": ("date | None", TOLD),
    },
    "Together": {
        "mine": ("str", "random, of this person alone"),
        "at": ("datetime", TOLD),
        "where": ("str", TOLD),
        "led_by": ("str", TOLD),
        "first_names": ("str", "as each wished, after each said yes"),
        "state": ("str", TOLD),
        "was_there": ("bool | None", "this person"),
        "look_back": ("str", OWN),
    },
    "Does": {"who": ("str", OWN), "does": ("str", OWN)},
    "MyMessage": {
        "message": ("str", OWN),
        "text": ("str", OWN),
        "version_hash": ("str", "of one's own text"),
        "state": ("str", "said, approved, returned or recalled: nothing of who heard it"),
        "word": ("str", "the mediator's, with a message given back"),
        "reaction": ("str", RELEASED),
        "received": ("bool", RELEASED),
    },
    "Heard": {
        "delivery": ("str", "random, made when it was said"),
        "on": ("date", "the day of one's own talk"),
        "text": ("str", RELEASED),
        "reaction": ("str", OWN),
        "released_received": ("bool", OWN),
    },
    "Subjects": dict.fromkeys(("ask", "say", "not_hear"), ("str", OWN)),
    "Appointment": {
        "contact": ("str", "random"),
        "form": ("str", "joint: everyone chose it"),
        "arrives": ("datetime", "one's own time"),
        "leaves": ("datetime", "one's own time"),
        "place": ("str", "joint"),
        "entrance": ("str", "one's own entrance, or link"),
        "mine": ("str", "random, of this person alone"),
        "present": ("str", "joint: the words each agreed to"),
        "signal": ("str", "joint: the same words for all"),
        "state": ("str", TOLD),
        "changes": ("int", "of what this person was told"),
        "changed_at": ("datetime | None", "when the desk told it, or their own act"),
        "call": ("str", "whether the mediator let this person in"),
        "seating": ("str", "joint: the same words for all"),
        "speaking": ("str", "joint: the same words for all"),
        "method": ("str", "joint"),
        "yes_within": ("int", "the same for all: of the service"),
        "afterwards": ("str", "joint: the same words for all"),
    },
    "Attendee": {
        "attendee": ("str", "random"),
        "name": ("str", OWN),
        "shown_as": ("str", OWN),
        "released": ("bool", OWN),
        "guest": ("str", "random, of one's own guest"),
    },
    "Group": {
        "mine": ("tuple[Attendee, ...]", OWN),
        "names": ("tuple[str, ...]", "joint: each as whoever proposed them released it"),
        "version_hash": ("str", "of that list"),
        "listed_on": ("date | None", "when the desk put it to everyone"),
        "accepts": ("bool | None", OWN),
        "said": ("str", OWN),
        "told_once": ("tuple[str, ...]", "of one's own, as they stood on a list"),
    },
    "Held": {
        "contact": ("str", "random"),
        "form": ("str", "joint"),
        "on": ("date", "joint: everyone was there"),
        "minutes": ("int", "joint"),
        "stopped": ("bool", "joint: everyone was there"),
        "mine": ("str", "random, of this person alone"),
        "came": ("tuple[str, ...]", "joint: everyone who took part was there"),
        "look_back": ("str", OWN),
    },
    "Agreement": {
        "agreement": ("str", "random"),
        "text": ("str", "joint: put to everyone by the mediator"),
        "version_hash": ("str", "of that text"),
        "put_at": ("datetime | None", "joint"),
        "recorded_on": ("date | None", "joint: everyone said yes"),
        "disclosed": ("tuple[str, ...]", "joint: everyone said yes to it"),
        "think_days": ("int", "the same for all: of the service"),
    },
    "Accepted": {"agreement": ("str", OWN), "version_hash": ("str", OWN)},
    "MayDisclose": {"agreement": ("str", OWN), "recipient": ("str", OWN)},
    "SharedDraft": {
        "letter": ("str", OWN),
        "text": ("str", OWN),
        "word": ("str", "the mediator's"),
        "worded_on": ("date | None", "when the mediator gave it"),
    },
    "Complaint": {
        "complaint": ("str", OWN),
        "about": ("str", OWN),
        "text": ("str", OWN),
        "on": ("date", OWN),
        "answer": ("str", TOLD),
        "answered_on": ("date | None", TOLD),
        "reply_to": ("str", OWN),
        "above": ("bool", "who answers it, by what it is about"),
    },
    "WeTold": {"told": ("str", TOLD), "on": ("date", TOLD)},
    "SaidWorry": {"words": ("str", OWN), "on": ("date", OWN), "about": ("str", OWN)},
    "Guest": {
        "guest": ("str", "random; someone this person chose"),
        "role": ("Audience", "what they are to this person"),
        "name": ("str", OWN),
        "what_for": ("tuple[str, ...]", OWN),
        "shared": ("frozenset[str]", OWN),
        "state": ("str", TOLD),
    },
    "GuardianSaid": {
        "guardian": ("str", "random; of this person's own guardian"),
        "agrees": ("bool", "their guardian's own yes or no about this person"),
        "on": ("date", TOLD),
    },
    "Step": {"state": ("PartyState", "where this person has been"), "on": ("date", "since when")},
    "Reach": {
        name: ("bool" if name == "voicemail" else "str", OWN)
        for name in ("channel", "phone", "email", "post", "safe_times", "voicemail", "never")
    },
    "Informed": {
        "at": ("datetime", TOLD),
        "language": ("str", TOLD),
        "version": ("str", TOLD),
        "read_days": ("int", TOLD),
    },
    "Terms": dict.fromkeys(LIMITS, ("int", SERVICE)),
    "Talk": {
        "kind": ("str", TOLD),
        "on": ("date", TOLD),
        "summary": ("str", "this person's own summary"),
        "supporter": ("str", OWN),
    },
    "Suitability": {
        "verdict": ("str", TOLD),
        "understood": ("bool", TOLD),
        "acute": ("bool", TOLD),
        "criminal_case_open": ("bool", TOLD),
        "lawyer_offered": ("bool", TOLD),
    },
    "MyLetter": {
        "letter": ("str", OWN),
        "parcel": ("str", "random; lets the author take it back"),
        "text": ("str", OWN),
        "version_hash": ("str", "of one's own text"),
        "sign_as": ("str", OWN),
        "released_on": ("date", OWN),
        "state": ("str", "released, returned or recalled: nothing of the reader"),
        "word": ("str", "the mediator's, with a letter given back"),
        "reaction": ("str", RELEASED),
        "reader_received": ("bool", RELEASED),
        "reader_read": ("bool", RELEASED),
        "pictures": ("tuple[Picture, ...]", OWN),
        "last_word": ("str", OWN),
        "may_stay": ("bool", OWN),
    },
    "Offer": {
        "offer": ("str", "random, made at the offer"),
        "state": ("str", "what the reader did with it"),
        "answer": ("str", OWN),
        "until": ("date | None", OWN),
        "text": ("str", RELEASED),
        "sign_as": ("str", RELEASED),
        "opened_on": ("date | None", OWN),
        "reaction": ("str", OWN),
        "released_received": ("bool", OWN),
        "released_read": ("bool", OWN),
        "pictures": ("tuple[Picture, ...]", RELEASED),
        "minutes": ("int", "kind and length, said with the offer (§2.1)"),
        "keep": ("bool", OWN),
        "stays": ("bool", "said by the desk once everyone chose so"),
        "ended": ("bool", "its time was over, counted from one's own day"),
    },
    "MyVideo": {
        "video": ("str", "random"),
        "takes": ("tuple[Picture, ...]", OWN),
        "on": ("date", "the day of one's own meeting"),
        "chosen": ("bool", OWN),
        "captions": ("str", "what this person says in it, typed by the mediator"),
    },
    "Picture": {
        "file": ("str", "random, of one copy: another one for its author and its reader"),
        "digest": ("str", "of what was rebuilt and shown"),
        "width": ("int", "of what was rebuilt and shown"),
        "height": ("int", "of what was rebuilt and shown"),
        "says": ("str", "written by who added it, or standing on the page"),
        "seconds": ("int", "of what was rebuilt and shown"),
    },
    "Told": {
        "code": ("str", "of the closed list"),
        "on": ("date", "the day it was told"),
        "words": ("str", RELEASED),
    },
    "Closing": {
        "talk": ("str", OWN),
        "menu_offered": ("bool", TOLD),
        "offered_on": ("date | None", TOLD),
        "choices": ("tuple[str, ...]", OWN),
        "follow_up": ("tuple[str, ...]", OWN),
        "dates": ("tuple[date, ...]", TOLD),
        "closed_on": ("date | None", TOLD),
        "held": ("tuple[date, ...]", TOLD),
        "erase_by": ("date | None", TOLD),
        "planned_for": ("date | None", TOLD),
        "contacts_left": ("int | None", TOLD),
        "contacts_before": ("int", "of one's own talks"),
    },
}
"""Type and reason of each thing a person's page can know."""


def within(kind: Any) -> Iterator[type]:
    """The type and all that its fields can hold."""
    if get_origin(kind) is not None or isinstance(kind, UnionType):
        for part in get_args(kind):
            yield from within(part)
    elif is_dataclass(kind) and isinstance(kind, type):
        yield kind
        for hint in get_type_hints(kind).values():
            yield from within(hint)
    elif isinstance(kind, type):
        yield kind


def written(hint: Any) -> str:
    if getattr(hint, "__supertype__", None):
        hint = hint.__supertype__
    text = hint.__name__ if isinstance(hint, type) and get_origin(hint) is None else str(hint)
    for noise in (r"visavis\.mediation\.(views\.\w+|words|entries)\.", r"datetime\."):
        text = re.sub(noise, "", text)
    return text


def test_a_page_knows_these_fields_and_no_other() -> None:
    found = {
        kind.__name__: {name: written(hint) for name, hint in get_type_hints(kind).items()}
        for kind in set(within(PartyView))
        if is_dataclass(kind)
    }
    assert found == {
        kind: {name: type_ for name, (type_, _why) in named.items()}
        for kind, named in FIELDS.items()
    }


def test_each_field_has_a_reason() -> None:
    assert all(why for named in FIELDS.values() for _type, why in named.values())


def test_a_page_holds_plain_values_only_and_nothing_of_the_desk() -> None:
    plain = {str, int, bool, date, datetime, type(None), type(Ellipsis)}
    for kind in within(PartyView):
        assert kind in plain or issubclass(kind, Enum) or is_dataclass(kind)
        assert kind not in {DeskView, FileView, Side, dict, object}


@pytest.mark.parametrize(
    "kind",
    [v for v in vars(views).values() if isinstance(v, type) and is_dataclass(v)],
)
def test_what_is_seen_cannot_be_changed(kind: type) -> None:
    assert kind.__dataclass_params__.frozen  # type: ignore[attr-defined]  # set by dataclass


def test_a_page_of_a_whole_course_is_hashable_and_frozen() -> None:
    me = Way().reacted().me(A)
    hash(me)
    with pytest.raises(FrozenInstanceError):
        me.state = None  # type: ignore[misc]  # that it cannot is what is tested


def test_a_fold_cannot_add_a_field() -> None:
    with pytest.raises(TypeError, match="PartyView has no field"):
        changed(PartyView(A), others_state="willing")


def test_a_thing_offered_has_no_text_date_or_size_before_it_is_opened() -> None:
    (offer,) = Way().offered().me(B).offers
    known = {f.name: getattr(offer, f.name) for f in fields(offer)}
    assert known.pop("offer") == "offer"
    assert known.pop("state") == "offered"
    assert not any(known.values())
