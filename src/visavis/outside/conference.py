"""Consent and secrecy of somebody who comes along to a group meeting (D15), to read with them and to sign."""

from datetime import date

from visavis.outside.conference_words import ATTENDEE
from visavis.outside.letters import language_of
from visavis.outside.talks import made, said


def attendee(*, language: str, phone: str, on: date) -> bytes:
    """D15 as PDF/UA-1, the same for everyone. ``on``: the date in the file."""
    spoken = language_of(language)
    title, parts = ATTENDEE[spoken]
    return made(spoken, title, said(parts["all"], phone=phone), on)
