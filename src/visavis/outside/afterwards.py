"""Papers around an end (D20 to D23), of a circle, of meeting people from other events, and a booklet of one's own.

Each is one person's part alone. Their own words stand in another letter than ours; on the outside stands nothing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from visavis.mediation.closing import FOLLOW_UP_CHOICES
from visavis.mediation.support import CLOSING_MENU
from visavis.mediation.views import Circle, Closing, Handover, PartyView, Support
from visavis.mediation.words import Text
from visavis.outside import afterwards_words as w
from visavis.outside.letters import day_in, language_of, spoken_in
from visavis.outside.typeset import HERE, typeset

BOX = "☐  "


@dataclass(frozen=True, slots=True)
class Part:
    """A heading, lines of ours or of the person (``own``), and perhaps a picture (SVG) with words for it."""

    heading: str = ""
    lines: tuple[str, ...] = ()
    own: bool = False
    picture: bytes = b""
    alt: str = ""


def towards(*, language: str, phone: str, on: date) -> bytes:
    """D20: the end is near, and the whole menu to choose from, on paper too."""
    spoken = spoken_in(language)
    menu = [BOX + text.within(spoken) for text in CLOSING_MENU.values()]
    calls = [BOX + text.within(spoken) for text in FOLLOW_UP_CHOICES.values()]
    words = _said(w.TOWARDS, spoken, phone=phone)
    parts = [
        Part("", (words["end"], words["hard"])),
        Part(words["menu"], (words["any"], *menu)),
        Part(words["calls"], (*calls, words["send"])),
    ]
    return _made(spoken, words["title"], parts, on)


def did(me: PartyView, language: str) -> list[str]:
    """What this person did, in their own days: never what did not come about."""
    spoken = spoken_in(language)
    first: dict[str, date] = {}
    for step in me.walked:
        first.setdefault(str(step.state), step.on)
    lines = [
        w.STEPS[state].within(spoken).format(day=day_in(on, spoken))
        for state, on in first.items()
        if state in w.STEPS
    ]
    for counted, words in ((len(me.talks), w.TALKED), (len(me.letters), w.WROTE)):
        if counted:
            lines.append(words[min(counted, 2)].within(spoken).format(number=counted))
    return lines


def rounded_off(me: PartyView, *, language: str, phone: str, on: date) -> bytes:
    """D21: what one did, what was chosen, the way back, and when we erase."""
    spoken, closing = spoken_in(language), me.closing
    words = _said(w.DONE, spoken, phone=phone, day=_erased(closing, spoken))
    chosen = [CLOSING_MENU[one].within(spoken) for one in closing.choices if one in CLOSING_MENU]
    calls = tuple(day_in(one, spoken) for one in closing.dates)
    parts = [
        Part("", (words["thanks"],)),
        Part(words["did"], tuple(did(me, spoken))),
        *([Part(words["chosen"], tuple(chosen))] if chosen else ()),
        Part(words["calls"], calls) if calls else Part("", (words["no_calls"],)),
        Part(words["back"], (words["back_how"],)),
        *([Part(words["erase"], (words["erase_on"],))] if closing.erase_by else ()),
    ]
    return _made(spoken, words["title"], parts, on)


def how_now(support: Iterable[Support], *, language: str, phone: str, on: date) -> bytes:
    """D23: how are you now? Answering is never needed."""
    spoken = spoken_in(language)
    words = _said(w.HOW_NOW, spoken, phone=phone)
    scale = "   ".join(f"☐ {number}" for number in range(1, 6))
    held = [
        f"{CLOSING_MENU[one.what].within(spoken)}:   {scale}"
        for one in support
        if one.held_on is not None and one.what in CLOSING_MENU
    ]
    parts = [
        Part("", (words["asked"],)),
        *([Part(words["help"], (words["helped"], *held))] if held else ()),
        Part(words["words"], ("…" * 40,) * 3),
        Part(words["more"], (words["call"],)),
    ]
    return _made(spoken, words["title"], parts, on)


def handover(note: Handover, *, language: str, on: date) -> bytes:
    """D22: exactly the words that were agreed to. Raises ValueError where they were not."""
    if note.agreed is not True:
        raise ValueError("nobody agreed to this text")
    spoken = spoken_in(language)
    words = _said(w.HANDOVER, spoken, whom=note.to_whom, day=day_in(on, spoken))
    parts = [
        Part("", (words["to"], words["on"], words["agreed"])),
        Part("", _lines(note.text)),
        Part("", (words["only"],)),
    ]
    return _made(spoken, words["title"], parts, on)


def card(circle: Circle, *, language: str, phone: str, on: date) -> bytes:
    """Who does what, as the circle agreed."""
    spoken = spoken_in(language)
    words = _said(w.CARD, spoken, phone=phone)
    parts = [
        *(Part(line.who, _lines(line.does), own=True) for line in circle.card),
        Part("", (words["check"], words["call"])),
    ]
    return _made(spoken, words["title"], parts, on)


def meeting(*, language: str, phone: str, on: date) -> bytes:
    """How people from different events meet: the same for everybody who asks, and nothing of anyone."""
    spoken = language_of(language)
    words = _said(w.MEETING, spoken, phone=phone)
    steps = tuple(words[name] for name in ("talk", "asked", "yes", "meet", "end"))
    parts = [
        Part("", (words["what"], words["strangers"])),
        Part(words["how"], steps),
        Part(words["agree"], (words["inside"], words["own"], words["stop"])),
        Part("", (words["call"],)),
    ]
    return _made(spoken, words["title"], parts, on)


def booklet(parts: list[Part], *, language: str, on: date) -> bytes:
    """A booklet of what is one's own, in the order given."""
    spoken = spoken_in(language)
    return _made(spoken, w.BOOKLET["title"].within(spoken), parts, on, pages=True)


def to_myself(text: str, *, language: str, on: date) -> bytes:
    """A letter that goes to nobody, to keep on paper."""
    spoken = spoken_in(language)
    return _made(spoken, w.TO_MYSELF.within(spoken), [Part("", _lines(text), own=True)], on)


def _said(words: Mapping[str, Text], language: str, **values: str) -> dict[str, str]:
    return {name: text.within(language).format(**values) for name, text in words.items()}


def _erased(closing: Closing, language: str) -> str:
    return day_in(closing.erase_by, language) if closing.erase_by else ""


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _made(language: str, title: str, parts: list[Part], on: date, pages: bool = False) -> bytes:
    pictures = {f"p{number}.svg": part.picture for number, part in enumerate(parts) if part.picture}
    data: dict[str, Any] = {
        "language": language_of(language),
        "title": title,
        "pages": pages,
        "parts": [
            {
                "heading": part.heading,
                "lines": [{"text": line, "own": part.own} for line in part.lines],
                "picture": f"p{number}.svg" if part.picture else "",
                "alt": part.alt,
            }
            for number, part in enumerate(parts)
        ],
    }
    template = HERE.joinpath("paper", "afterwards.typ").read_bytes()
    return typeset(template, data, on, pictures)
