"""Papers around a talk: a guide to prepare with (D11), one's own agreement about it (D12), and afterwards (D13).

D12 is one person's part and is signed apart: their own times and entrance, what is the same for all, and that
nothing is recorded. None of the three has a name in it.
"""

from datetime import date

from django.utils import translation
from django.utils.formats import date_format

from visavis.mediation.conference import METHODS
from visavis.mediation.terms import HERE
from visavis.mediation.views import Appointment, Held
from visavis.outside.letters import language_of, said_in, spoken_in
from visavis.outside.talks_words import AFTER, AGREEMENT, GUIDE, Part
from visavis.outside.typeset import pdf


def guide(*, form: str, language: str, phone: str, on: date) -> bytes:
    """D11 as PDF/UA-1, the same for everyone. ``form``: one of `TALKS`; ``on``: the date in the file."""
    spoken = spoken_in(language)
    title, parts = said_in(GUIDE, spoken)
    shown = [*parts["both"], *parts[form], *parts["last"]]
    return made(spoken, title, said(shown, phone=phone), on)


def agreement(one: Appointment, *, language: str, phone: str, on: date) -> bytes:
    """D12 as PDF/UA-1: of this person alone, with a line to sign on."""
    spoken = spoken_in(language)
    title, parts = said_in(AGREEMENT, spoken)
    with translation.override(spoken):
        arrives, leaves = one.arrives.astimezone(HERE), one.leaves.astimezone(HERE)
        mine = {
            "day": date_format(arrives, "l j F Y"),
            "arrives": date_format(arrives, "H.i"),
            "leaves": date_format(leaves, "H.i"),
            "entrance": one.entrance,
        }
    same = [(heading, _lines(text)) for heading, text in _of(one, spoken) if text.strip()]
    shown = [*said(parts[one.form], **mine), *same, *said(parts["both"], phone=phone)]
    return made(spoken, title, shown, on)


def afterwards(held: Held, *, language: str, phone: str, on: date) -> bytes:
    """D13 as PDF/UA-1: what comes now, whatever was said. Nothing of the talk itself."""
    spoken = spoken_in(language)
    title, parts = said_in(AFTER, spoken)
    shown = [*(parts["stopped"] if held.stopped else ()), *parts["both"]]
    return made(spoken, title, said(shown, phone=phone), on)


def _of(one: Appointment, language: str) -> list[tuple[str, str]]:
    """What is the same for all, as it was planned."""
    _title, parts = said_in(AGREEMENT, language)
    place, present, signal = (heading for heading, _lines_ in parts["same"])
    seats, turns, end = (heading for heading, _lines_ in parts["group"])
    method = METHODS[one.method].within(language) if one.method in METHODS else ""
    return [
        (place, one.place),
        (present, one.present),
        (signal, one.signal),
        (seats, one.seating),
        (turns, f"{one.speaking}\n{method}"),
        (end, one.afterwards),
    ]


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def said(parts: tuple[Part, ...] | list[Part], **values: str) -> list[tuple[str, list[str]]]:
    return [(heading, [line.format(**values) for line in lines]) for heading, lines in parts]


def made(language: str, title: str, parts: list[tuple[str, list[str]]], on: date) -> bytes:
    data = {
        "language": language_of(language),
        "title": title,
        "large": False,
        "parts": [{"heading": heading, "lines": lines} for heading, lines in parts],
    }
    return pdf("leaflet", data, on)
