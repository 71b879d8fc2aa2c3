"""What is kept of a letter: its kinds, and how each changes what author, reader and gate see."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from visavis.mediation.contact import into_contact
from visavis.mediation.effects import Refusal
from visavis.mediation.entries import Entry, Json, LaneRole, PartyId
from visavis.mediation.kinds import kind
from visavis.mediation.permissions import Topic
from visavis.mediation.terms import day
from visavis.mediation.views import FileView, Gate, MyLetter, Offer, PartyView, Picture, changed
from visavis.mediation.words import PartyState, Text

P = PartyState
LETTER_MOVED = Refusal(
    34,
    Text(
        "Deze brief is er niet meer, of is niet de brief die u las.",
        "This letter is no longer there, or is not the one you read.",
    ),
    Text("Open het traject opnieuw.", "Open the trajectory again."),
)
"""Where what was to be offered is gone, or is not what was read: nothing is kept."""


def pictures_said(pictures: Iterable[Picture]) -> list[Json]:
    """As an entry keeps them."""
    return [asdict(one) for one in pictures]


def pictures_in(body: Any) -> tuple[Picture, ...]:
    return tuple(Picture(**one) for one in body.get("pictures", ()))


def _released(me: PartyView, entry: Entry) -> PartyView:
    body: Any = entry.body
    letter = MyLetter(
        body["letter"],
        body["parcel"],
        body["text"],
        body["version_hash"],
        body["sign_as"],
        day(entry.at),
        pictures=pictures_in(body),
        may_stay=body.get("may_stay", False),
    )
    news = date.fromisoformat(body["news_date"])
    return changed(me, letters=(*me.letters, letter), news_date=news)


def _mine(me: PartyView, letter: Any, **changes: Any) -> PartyView:
    return changed(
        me,
        letters=tuple(replace(m, **changes) if m.letter == letter else m for m in me.letters),
    )


def _offer(me: PartyView, offer: Any, **changes: Any) -> PartyView:
    return changed(
        me, offers=tuple(replace(o, **changes) if o.offer == offer else o for o in me.offers)
    )


def _returned(me: PartyView, entry: Entry) -> PartyView:
    return _mine(me, entry.body["letter"], state="returned", word=entry.body["word"])


def _offered(me: PartyView, entry: Entry) -> PartyView:
    body: Any = entry.body
    offer = Offer(body["offer"], minutes=body.get("minutes", 0))
    return changed(me, offers=(*me.offers, offer))


def _offer_answered(me: PartyView, entry: Entry) -> PartyView:
    body: Any = entry.body
    until = date.fromisoformat(body["until"]) if body["until"] else None
    return _offer(me, body["offer"], state="answered", answer=body["answer"], until=until)


def _opened(me: PartyView, entry: Entry) -> PartyView:
    body: Any = entry.body
    return _offer(
        into_contact(me),
        body["offer"],
        state="opened",
        text=body["text"],
        sign_as=body["sign_as"],
        pictures=pictures_in(body),
        opened_on=day(entry.at),
    )


def _counted(body: Mapping[str, Any]) -> Mapping[str, str]:
    """Figures count a film that was seen apart from a letter that was read."""
    return {"form": "video_message"} if any(one.seconds for one in pictures_in(body)) else {}


def _reaction(me: PartyView, entry: Entry) -> PartyView:
    body: Any = entry.body
    return _offer(
        me,
        body["offer"],
        reaction=body["reaction"],
        released_received=body["received"],
        released_read=body["read"],
    )


def _reaction_told(me: PartyView, entry: Entry) -> PartyView:
    body: Any = entry.body
    here = into_contact(me) if body["read"] else me
    # "With your mediator" is said until the reader releases something.
    said = tuple(told for told in me.told if told.code != "O.with_mediator")
    return _mine(
        changed(here, told=said),
        body["letter"],
        reaction=body["reaction"],
        reader_received=body["received"],
        reader_read=body["read"],
    )


def at_gate(file: FileView, letter: Any, state: str, **more: Any) -> FileView:
    """A letter or message at the gate, or beyond."""
    kept = file.gate(letter) or Gate(letter, state)
    others = tuple(gate for gate in file.gates if gate.letter != letter)
    return changed(file, gates=(*others, replace(kept, state=state, **more)))


def _gate_offered(file: FileView, entry: Entry) -> FileView:
    body: Any = entry.body
    return at_gate(
        file, body["letter"], "offered", offer=body["offer"], reader=PartyId(body["reader"])
    )


RELEASED = kind("letter_released", LaneRole.OWN, Topic.RELEASED, _released)
RECALLED = kind(
    "letter_recalled",
    LaneRole.OWN,
    Topic.RELEASED,
    lambda me, entry: _mine(me, entry.body["letter"], state="recalled", last_word=""),
)
RETURNED = kind("letter_returned", LaneRole.OWN, Topic.RELEASED, _returned)
PASSED = kind(
    "letter_passed",
    LaneRole.FILE,
    Topic.RELEASED,
    lambda file, e: at_gate(file, e.body["letter"], "passed"),
)
GATE_RETURNED = kind(
    "letter_given_back",
    LaneRole.FILE,
    Topic.RELEASED,
    lambda file, e: at_gate(file, e.body["letter"], "returned"),
)
OFFERED_ON = kind("letter_offered_to", LaneRole.FILE, Topic.RELEASED, _gate_offered)
HELD = kind(
    "letter_held",
    LaneRole.FILE,
    Topic.RELEASED,
    lambda file, e: at_gate(file, e.body["letter"], "held"),
)
LET_ON = kind(
    "letter_let_on",
    LaneRole.FILE,
    Topic.RELEASED,
    lambda file, e: at_gate(file, e.body["letter"], str(e.body["state"])),
)
OFFERED = kind("letter_offered", LaneRole.OWN, Topic.RECEIVED, _offered)
OFFER_ANSWERED = kind("offer_answered", LaneRole.OWN, Topic.RECEIVED, _offer_answered)
OPENED = kind(
    "letter_opened",
    LaneRole.OWN,
    Topic.RECEIVED,
    _opened,
    may_lead_to=(P.IN_CONTACT,),
    counts=_counted,
)
FOUND_GONE = kind(
    "offer_found_gone",
    LaneRole.OWN,
    Topic.RECEIVED,
    lambda me, e: _offer(me, e.body["offer"], state="gone"),
)
TAKEN_AWAY = kind(
    "offer_taken_away",
    LaneRole.OWN,
    Topic.RECEIVED,
    lambda me, e: changed(me, offers=tuple(o for o in me.offers if o.offer != e.body["offer"])),
)
REACTION = kind("reaction_released", LaneRole.OWN, Topic.RECEIVED, _reaction)
REACTION_TOLD = kind(
    "reaction_told", LaneRole.OWN, Topic.RELEASED, _reaction_told, may_lead_to=(P.IN_CONTACT,)
)
