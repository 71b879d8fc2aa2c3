"""What is kept of a video message beside the letter that it becomes: its kinds, its days, how each changes a page."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from visavis.mediation.effects import DropFiles, Step, Write
from visavis.mediation.entries import Audience, Entry, LaneRole, PartyId
from visavis.mediation.kinds import kind
from visavis.mediation.permissions import Topic
from visavis.mediation.terms import FILM_KEPT, day
from visavis.mediation.views import MyLetter, MyVideo, Offer, PartyView, Picture, changed
from visavis.mediation.words import COMMITTED, PartyState

FORM = "video_message"
MEDIATOR = frozenset({Audience.MEDIATOR})
MAKES = COMMITTED | {PartyState.PAUSED}
"""From where takes can be made."""


def stands_for(me: PartyView, mine: MyVideo) -> MyLetter | None:
    """The release of this film that still stands."""
    return next(
        (
            one
            for one in me.letters
            if one.state == "released" and one.film and one.film in mine.takes
        ),
        None,
    )


def ends_on(me: PartyView, mine: MyVideo) -> date:
    """When the maker's own copy is destroyed: of their own facts alone, so that it tells nothing of the other."""
    released = [one.released_on for one in me.letters if one.film and one.film in mine.takes]
    return max([mine.on, *released]) + FILM_KEPT


def seen_until(offer: Offer) -> date | None:
    """When a film that was seen is destroyed; None: it was not, or nothing is left."""
    return offer.opened_on + FILM_KEPT if offer.opened_on and offer.film else None


def _video(me: PartyView, video: Any, **changes: Any) -> PartyView:
    kept = me.video(video) or MyVideo(video)
    others = tuple(one for one in me.videos if one.video != video)
    return changed(me, videos=(*others, replace(kept, **changes)))


def _taken(me: PartyView, entry: Entry) -> PartyView:
    body: Any = entry.body
    before = me.video(body["video"])
    takes = (*(before.takes if before else ()), Picture(**body["film"]))
    return _video(me, body["video"], takes=takes, on=day(entry.at))


def _chosen(me: PartyView, entry: Entry) -> PartyView:
    body: Any = entry.body
    before = me.video(body["video"])
    takes = tuple(one for one in before.takes if one.file == body["file"]) if before else ()
    return _video(me, body["video"], takes=takes, chosen=True)


def _ended(me: PartyView, entry: Entry) -> PartyView:
    about = entry.body["about"]
    return changed(
        me,
        videos=tuple(one for one in me.videos if one.video != about),
        offers=tuple(
            replace(one, ended=True, stays=False, pictures=()) if one.offer == about else one
            for one in me.offers
        ),
    )


def _kept(me: PartyView, entry: Entry) -> PartyView:
    body: Any = entry.body
    about, keep = body["about"], body["keep"]
    return changed(
        me,
        letters=tuple(replace(m, may_stay=keep) if m.letter == about else m for m in me.letters),
        offers=tuple(
            replace(one, keep=keep, stays=one.stays and keep) if one.offer == about else one
            for one in me.offers
        ),
    )


def _stays(me: PartyView, entry: Entry) -> PartyView:
    body: Any = entry.body
    return changed(
        me,
        offers=tuple(
            replace(one, stays=body["stays"]) if one.offer == body["offer"] else one
            for one in me.offers
        ),
    )


TAKEN = kind("video_taken", LaneRole.OWN, Topic.DRAFT, _taken)
CHOSEN = kind("video_chosen", LaneRole.OWN, Topic.DRAFT, _chosen)
CAPTIONED = kind(
    "video_captioned",
    LaneRole.OWN,
    Topic.DRAFT,
    lambda me, entry: _video(me, entry.body["video"], captions=entry.body["captions"]),
)
ENDED = kind("film_ended", LaneRole.OWN, Topic.RECEIVED, _ended)
KEPT = kind("film_kept", LaneRole.OWN, Topic.RECEIVED, _kept)
STAYS = kind("film_stays", LaneRole.OWN, Topic.RECEIVED, _stays)


def over(party: PartyId, about: str, films: tuple[Picture, ...]) -> Iterator[Step]:
    """The film is gone, and stands nowhere any more."""
    yield Write(ENDED, {"about": about})
    yield DropFiles(party, tuple(one.file for one in films))
