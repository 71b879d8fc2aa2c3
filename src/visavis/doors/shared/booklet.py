"""What goes into a booklet of one's own: words and days from one's own view, and nothing of the other."""

from django.utils.formats import date_format
from django.utils.translation import get_language

from visavis.mediation.support import KEEPSAKE
from visavis.mediation.views import PartyView
from visavis.outside.afterwards import Part, did

CIRCLE = "circle"
"""The drawing is private: who may not see it finds none here, and leaves it out."""


def parts_there(me: PartyView) -> list[str]:
    """The parts of which this person has something."""
    there = {
        "way": bool(me.walked),
        "story": bool(me.story),
        "talks": any(talk.summary for talk in me.talks),
        "letters": any(mine.text for mine in me.letters),
        "looked_back": any(one.look_back for one in me.held),
        CIRCLE: bool(me.ecogram and me.ecogram[-1].dots),
    }
    return [code for code in KEEPSAKE if there[code]]


def parts_of(me: PartyView, drawing: Part | None = None) -> list[Part]:
    """The booklet as chosen, in the order of the choices. ``drawing``: of who is around this person."""
    said = get_language() or "nl"
    found: list[Part] = []
    for code in parts_there(me):
        if code in me.keepsake:
            heading = KEEPSAKE[code].within(said)
            if code == CIRCLE:
                found += [drawing] if drawing else []
            elif code == "way":
                found.append(Part(heading, tuple(did(me, said))))
            else:
                found += [
                    Part((when and f"{heading}, {when}") or heading, lines_of(text), own=True)
                    for when, text in _texts(me, code)
                    if text.strip()
                ]
    return found


def _texts(me: PartyView, code: str) -> list[tuple[str, str]]:
    """Each with its day, in words."""
    if code == "story":
        return [("", me.story)]
    if code == "talks":
        return [(date_format(one.on, "j F Y"), one.summary) for one in me.talks]
    if code == "letters":
        return [
            (date_format(one.released_on, "j F Y"), f"{one.text}\n{one.sign_as}")
            for one in me.letters
        ]
    return [(date_format(one.on, "j F Y"), one.look_back) for one in me.held]


def lines_of(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
