"""The last word on one's own letters that did not go on (§2.3.10, §6.3).

At rounding off every letter of which nobody let go that it was read comes back to its author. What then
becomes of each is for the author to say. It is asked of everyone in the same words, so it tells nothing. Who lets a
letter be given without them releases it once more: a parcel stands until they say otherwise, stop, or are erased.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, ClassVar

from visavis.mediation.acts import PartyAct
from visavis.mediation.effects import Done, DropFiles, DropParcel, MakeParcel, Step, Write
from visavis.mediation.entries import Entry, LaneRole
from visavis.mediation.kinds import kind
from visavis.mediation.permissions import Topic
from visavis.mediation.support import AROUND_THE_END, held
from visavis.mediation.terms import day
from visavis.mediation.views import MyLetter, PartyView, changed
from visavis.mediation.views.written import MAY_GIVE
from visavis.mediation.words import Text

WHAT = "last_word"
TAKE_BACK, DESTROY, ASK_FIRST = "take_back", "destroy", "ask_first"
LAST_WORDS = {
    TAKE_BACK: Text(
        "Ik neem hem terug. Hij is alleen van mij.", "I take it back. It is mine alone."
    ),
    ASK_FIRST: Text(
        "Bewaar hem. Vraagt de ander er ooit naar, vraag het mij dan eerst.",
        "Keep it. If the other ever asks for it, ask me first.",
    ),
    MAY_GIVE: Text(
        "Bewaar hem. Vraagt de ander er ooit naar? Dan mag u hem geven zonder mij.",
        "Keep it. If the other ever asks for it, it may be given without me.",
    ),
    DESTROY: Text(
        "Doe hem weg. Niemand leest hem nog, ook ik niet.",
        "Do away with it. Nobody reads it any more, not even I.",
    ),
}


def _last(mine: MyLetter, wish: str, parcel: str) -> MyLetter:
    if wish == DESTROY:
        mine = replace(mine, text="", sign_as="", word="")
    return replace(mine, last_word=wish, parcel=parcel or mine.parcel)


def _said(me: PartyView, entry: Entry) -> PartyView:
    body: Any = entry.body
    about, wish, parcel = body["letter"], body["wish"], body.get("parcel", "")
    letters = tuple(
        _last(mine, wish, parcel) if mine.letter == about else mine for mine in me.letters
    )
    films = [one.film for one in letters if one.last_word == DESTROY and one.film]
    videos = tuple(one for one in me.videos if not any(film in one.takes for film in films))
    return held(changed(me, letters=letters, videos=videos), WHAT, day(entry.at))


SAID = kind("last_word_said", LaneRole.OWN, Topic.RELEASED, _said)


@dataclass(frozen=True, slots=True)
class SayLastWord(PartyAct):
    """What becomes of a letter of one's own that came back."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({SAID})
    from_states: ClassVar = AROUND_THE_END

    letter: str
    wish: str
    """take_back, ask_first, may_give or destroy."""
    parcel: str = ""
    """A new random id, for the parcel of a letter that may be given."""

    def mine(self, me: PartyView, now: datetime) -> Iterator[Step]:
        mine = me.letter(self.letter)
        if mine is None or mine.state == "released" or self.wish not in LAST_WORDS:
            return
        gives = self.wish == MAY_GIVE
        if mine.last_word == DESTROY or (gives and (not self.parcel or mine.film is not None)):
            return
        if mine.may_be_given:
            if gives:
                return
            yield DropParcel(mine.parcel)
        said = {"letter": self.letter, "wish": self.wish}
        yield Write(SAID, {**said, "parcel": self.parcel} if gives else said)
        if self.wish == DESTROY and mine.film is not None:
            yield DropFiles(me.party, (mine.film.file,))
        if gives:
            exact = (mine.text, mine.sign_as, mine.version_hash, mine.pictures)
            yield MakeParcel(self.parcel, *exact)
        yield Done("arrange_support", me.party, about=WHAT)
