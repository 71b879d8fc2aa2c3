"""Papers around an end as downloads under names that say nothing: for the person's own page and for the desk."""

from datetime import date

from django.http import HttpResponse
from django.utils.translation import get_language

from visavis.doors.shared.booklet import parts_of
from visavis.doors.shared.downloads import own_paper
from visavis.mediation.views import PartyView
from visavis.outside import afterwards
from visavis.outside.afterwards import Part
from visavis.service.current import current

PAPERS = ("afronden", "afgerond", "hoe-nu", "kaart", "ontmoeting", "boekje")
"""D20, D21, D23, the card of a circle, how people of other events meet, and a booklet without its drawing."""


def paper(me: PartyView, which: str, on: date) -> HttpResponse | None:
    """One of ``PAPERS``; None where this person has none of it yet."""
    spoken = {"language": get_language() or "nl", "phone": current().facts.phone}
    if which == "afronden":
        return own_paper(afterwards.towards(on=on, **spoken), on)
    if which == "afgerond" and me.closing.closed_on is not None:
        return own_paper(afterwards.rounded_off(me, on=on, **spoken), on)
    if which == "hoe-nu" and me.closing.closed_on is not None:
        return own_paper(afterwards.how_now(me.support, on=on, **spoken), on)
    if which == "kaart" and me.circle.card:
        return own_paper(afterwards.card(me.circle, on=on, **spoken), on)
    if which == "ontmoeting":
        return own_paper(afterwards.meeting(on=on, **spoken), on)
    if which == "boekje" and me.keepsake:
        return booklet(parts_of(me), on)
    return None


def booklet(parts: list[Part], on: date) -> HttpResponse:
    return own_paper(afterwards.booklet(parts, language=get_language() or "nl", on=on), on)


def to_myself(text: str, on: date) -> HttpResponse:
    return own_paper(afterwards.to_myself(text, language=get_language() or "nl", on=on), on)
