"""What a service that points people to us may put up or hand out: a leaflet (A5) and a poster (A4), as PDF/UA-1.

The picture on it leads to our front page and nowhere else: no address says where it hung. Whoever signs up may
tell how they found us, and the paper says so.
"""

import io
from datetime import date
from urllib.parse import urlsplit

import segno

from visavis.mediation.words import Text
from visavis.outside.letters import language_of
from visavis.outside.typeset import HERE, typeset

LEAFLET, POSTER = "folder", "poster"
PAPER = {LEAFLET: "a5", POSTER: "a4"}
MADE = date(2026, 1, 1)
"""Stands in the file and not on the paper: the same words give the same bytes on each day."""

TITLE = (
    Text("Contact met de ander.", "Contact with the other person."),
    Text("Alleen als u dat wilt.", "Only if you want it."),
)
LEAD = Text(
    "Er is iets ergs gebeurd. Misschien heeft u een vraag. Of u wilt iets zeggen. Een bemiddelaar helpt u.",
    "Something bad happened. You may have a question. Or you want to say something. A mediator helps you.",
)
LINES = (
    Text("Het is gratis.", "It is free."),
    Text("U kiest. Stoppen mag altijd.", "You choose. You may always stop."),
    Text("Wat u ons vertelt, blijft bij ons.", "What you tell us stays with us."),
    Text("Het is nooit te laat.", "It is never too late."),
)
CALL = Text("Bel {phone}", "Call {phone}")
NO_NAME = Text("U hoeft uw naam niet te zeggen.", "You do not have to give your name.")
LOOK = Text("Of kijk op {site}", "Or look at {site}")
PICTURE = Text("Code die naar {site} leidt", "A code that leads to {site}")
FOUND = Text(
    "Vraagt iemand hoe u ons vond? Zeg dan: {source}. Dat hoeft niet. Wij tellen het zonder namen.",
    "Does someone ask how you found us? Then say: {source}. You need not. We count it without names.",
)
FOR_INTRANETS = Text(
    "Heeft iemand die u helpt een vraag aan de ander? Of wil die iets zeggen na iets ergs? {name} helpt daarbij, "
    "gratis en vrij. Vraag het eerst aan deze persoon. Meer weten? {site}verwijzen/",
    "Does someone you help have a question for the other person? Or do they want to say something after something "
    "bad? {name} helps with that, free of charge. Ask this person first. More: {site}en/verwijzen/",
)
"""To be copied by the service itself."""

TWO_HALVES = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400">
<path fill="#f3e3bd" d="M176 40a160 160 0 0 0 0 320z"/><path fill="#cfe2df" d="M224 40a160 160 0 0 1 0 320z"/>
<g fill="none" stroke="#1d3272" stroke-width="3" stroke-linecap="round" stroke-linejoin="round">
<path d="M92 178v92M92 224h52v46M308 178v92M308 224h-52v46"/>
<path fill="#fffdf8" d="M158 176h84v60h-84z"/><path d="M158 177l42 34 42-34"/></g></svg>"""
"""The picture of the front page: two halves, face to face, and a letter in the gap."""


def paper(what: str, source: str, language: str, *, site: str, phone: str, name: str) -> bytes:
    """``what``: of `PAPER`; ``source``: what that place is called; ``site``: the whole address of the front page."""
    spoken = language_of(language)
    shown = urlsplit(site).netloc
    data = {
        "paper": PAPER[what],
        "language": spoken,
        "name": name,
        "title": [line.within(spoken) for line in TITLE],
        "lead": LEAD.within(spoken),
        "lines": [line.within(spoken) for line in LINES],
        "call": CALL.within(spoken).format(phone=phone) if phone else "",
        "no_name": NO_NAME.within(spoken) if phone else "",
        "look": LOOK.within(spoken).format(site=shown),
        "picture": PICTURE.within(spoken).format(site=shown),
        "found": FOUND.within(spoken).format(source=source),
    }
    drawn = io.BytesIO()
    segno.make(site, error="m", micro=False).save(
        drawn, kind="svg", border=2, dark="#000", light="#fff"
    )
    template = HERE.joinpath("paper", "referral_kit.typ").read_bytes()
    pictures = {"code.svg": drawn.getvalue(), "two-halves.svg": TWO_HALVES.encode()}
    return typeset(template, data, MADE, pictures)


def for_intranets(language: str, *, site: str, name: str) -> str:
    """A few sentences to put on an intranet."""
    return FOR_INTRANETS.within(language_of(language)).format(site=site, name=name)
