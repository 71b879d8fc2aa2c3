"""The drawing in one's own booklet: who is around me, as a picture and the same in words."""

from django.template.loader import render_to_string

from visavis.doors.participant.days import language
from visavis.doors.participant.ecogram_picture import picture
from visavis.doors.shared.ecogram import in_words
from visavis.mediation.support import KEEPSAKE
from visavis.mediation.views import PartyView
from visavis.outside.afterwards import Part
from visavis.outside.afterwards_words import BOOKLET


def drawing(me: PartyView) -> Part | None:
    """The last drawing; None where there is none."""
    dots = me.ecogram[-1].dots if me.ecogram else ()
    if not dots:
        return None
    drawn = render_to_string("participant/afterwards/drawing.svg", {"picture": picture(dots)})
    rows = [in_words(dot) for dot in dots]
    lines = [
        ", ".join(
            filter(None, (r.dot.name, r.tie.lower(), r.closeness.lower(), r.strength.lower()))
        )
        for r in rows
    ]
    here = language()
    heading, alt = KEEPSAKE["circle"].within(here), BOOKLET["drawing"].within(here)
    return Part(heading, tuple(lines), own=True, picture=drawn.encode(), alt=alt)
