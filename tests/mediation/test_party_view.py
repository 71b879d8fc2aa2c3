"""Lock 2: a page has no place for what the other keeps. A new field is a decision, written down here."""

from collections.abc import Iterator
from dataclasses import FrozenInstanceError, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

import pytest

from tests.mediation.way import Way
from tests.worlds.histories import A, B
from visavis.mediation import views
from visavis.mediation.views import DeskView, FileView, PartyView, Side, changed

pytestmark = pytest.mark.pure

OWN = "written, said or chosen by this person"
TOLD = "told by the service about this person's own way"
RELEASED = "of the other: released, passed and wished for"

FIELDS: dict[str, dict[str, tuple[str, str]]] = {
    "PartyView": {
        "party": ("str", "a random id of one's own"),
        "state": ("PartyState | None", "where this person is, from their own lane"),
        "before_pause": ("PartyState | None", "where this person was"),
        "pause_until": ("date | None", OWN),
        "walked": ("tuple[Step, ...]", "where this person has been"),
        "relation": ("str", OWN),
        "initiating": ("bool", "whether this person began"),
        "first_name": ("str", OWN),
        "story": ("str", OWN),
        "rather_talk": ("bool", OWN),
        "other_described": ("str", "the other as this person described them"),
        "language": ("str", OWN),
        "reach": ("Reach", OWN),
        "mediator": ("str", TOLD),
        "not_taken_up": ("str", TOLD),
        "informed": ("tuple[Informed, ...]", TOLD),
        "talks": ("tuple[Talk, ...]", TOLD),
        "suitability": ("Suitability | None", TOLD),
        "consent_items": ("tuple[str, ...]", OWN),
        "consented_on": ("date | None", OWN),
        "answered": ("str", OWN),
        "may_tell": ("frozenset[str]", OWN),
        "may_tell_words": ("str", OWN),
        "may_tell_on": ("date | None", OWN),
        "news_date": ("date | None", "fixed beforehand, whatever the other does"),
        "told": ("tuple[Told, ...]", "sentences of the closed list"),
        "standing_wish": ("str", OWN),
        "form_choice": ("str", OWN),
        "form_agreed": ("str", "joint: recorded once all choices met"),
        "ready_wished": ("bool", OWN),
        "letters": ("tuple[MyLetter, ...]", OWN),
        "offers": ("tuple[Offer, ...]", "something is ready; its text after opening"),
        "closing": ("Closing", "this person's own closing"),
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
    },
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
    },
    "Told": {
        "code": ("str", "of the closed list"),
        "on": ("date", "the day it was told"),
        "words": ("str", RELEASED),
    },
    "Closing": {
        "talk": ("str", OWN),
        "menu_offered": ("bool", TOLD),
        "choices": ("tuple[str, ...]", OWN),
        "follow_up": ("tuple[str, ...]", OWN),
        "dates": ("tuple[date, ...]", TOLD),
        "closed_on": ("date | None", TOLD),
        "held": ("tuple[date, ...]", TOLD),
        "erase_by": ("date | None", TOLD),
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
    for noise in ("visavis.mediation.views.", "visavis.mediation.words.", "datetime."):
        text = text.replace(noise, "")
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
