"""Letters and leaflets along the way, each to one person, as PDF/UA-1.

What stands in them is the same for everyone but for `Fields`, which is made of that person's own view: there is no
field that could hold a fact of somebody else (domain §7).
"""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import date

from visavis.mediation.sign_up import NOT_TAKEN_UP
from visavis.mediation.telling import SENTENCES
from visavis.mediation.terms import DESIGN
from visavis.mediation.views import PartyView
from visavis.mediation.words import ACTIVE, COMMITTED, PartyState, Text
from visavis.outside.letters import day_in, language_of, said_in
from visavis.outside.typeset import pdf
from visavis.outside.way_letters_words import (
    CALL,
    LEAFLETS,
    LETTERS,
    TO_COURT,
    YES_AFTER,
    YES_FROM,
)
from visavis.service.letters import Added

P = PartyState
NOTHING_ADDED = Added()


@dataclass(frozen=True, slots=True)
class Fields:
    """All that may be filled in. ``sentence``: the one that this person was told, with the words released beside it."""

    mediator: str
    phone: str
    hours: str
    reason: str = ""
    sentence: str = ""
    yes_from: str = ""
    to_court: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """One letter or leaflet. ``fits``: whether it may be of use where this person is, from their own view alone."""

    number: str
    name: Text
    fits: Callable[[PartyView], bool]


def _came_back(me: PartyView) -> bool:
    return me.state is P.EXPLORING and bool(me.talks_before) and me.consented_on is None


DOCUMENTS: Mapping[str, Document] = {
    "ontvangst": Document(
        "D1",
        Text("Wij kregen uw aanmelding", "We received your sign-up"),
        lambda me: me.state is P.REGISTERED and me.confirmed,
    ),
    "bemiddelaar": Document(
        "D3",
        Text("Wie hun bemiddelaar is", "Who their mediator is"),
        lambda me: me.state in ACTIVE | {P.REGISTERED},
    ),
    "niet-gestart": Document(
        "D4", Text("Niet gestart", "Not taken up"), lambda me: bool(me.not_taken_up)
    ),
    "uitleg": Document(
        "D5",
        Text("Uitleg en rechten", "Information, privacy and rights"),
        lambda me: me.state in ACTIVE | {P.REGISTERED},
    ),
    "dank": Document(
        "D9",
        Text("Dank voor het antwoord", "Thank you for answering"),
        lambda me: me.answered in {"talk", "later"} and me.state in {P.EXPLORING, P.PAUSED},
    ),
    "nee": Document(
        "D10",
        Text("Wij respecteren uw nee", "We respect your no"),
        lambda me: me.state is P.DECLINED,
    ),
    "brief-schrijven": Document(
        "D16",
        Text("Hulp bij het schrijven", "Guide to writing a letter"),
        lambda me: me.state in COMMITTED | {P.EXPLORING},
    ),
    "bij-de-brief": Document(
        "D17",
        Text("Bij een brief, voor wie hem leest", "With a letter, for who reads it"),
        lambda me: any(offer.state != "gone" for offer in me.offers),
    ),
    "welkom-terug": Document("D24", Text("Welkom terug", "Welcome back"), _came_back),
    "nieuws": Document(
        "D26",
        Text("Bericht op de nieuwsdatum", "Message on the news date"),
        lambda me: me.state in ACTIVE and me.sentence is not None,
    ),
}


TAKE_OWN_WORDS = (
    "ontvangst",
    "bemiddelaar",
    "niet-gestart",
    "uitleg",
    "dank",
    "brief-schrijven",
    "bij-de-brief",
    "welkom-terug",
)
"""Those in which a service may say something of its own: neither a no, nor news of the other."""


def documents_for(me: PartyView) -> list[str]:
    """Which of them may be of use to this person now."""
    return [slug for slug, one in DOCUMENTS.items() if one.fits(me)]


def fields_of(
    me: PartyView,
    *,
    language: str,
    mediator: str,
    phone: str,
    hours: str,
    to_court: Text = TO_COURT,
) -> Fields:
    """From this person's own view, and how the service is reached. ``to_court``: as the service says it."""
    reason = NOT_TAKEN_UP.get(me.not_taken_up)
    told = me.sentence
    sentence = ""
    if told is not None:
        sentence = SENTENCES[told.code].within(language)
        if me.news_date:
            sentence = sentence.replace("{news_date}", day_in(me.news_date, language))
        sentence = f"{sentence} “{told.words}”" if told.words else sentence
    days = me.informed[-1].read_days if me.informed else me.terms.reading_time
    as_designed = days == DESIGN.reading_time
    return Fields(
        mediator,
        phone,
        hours,
        reason.within(language) if reason else "",
        sentence,
        (YES_FROM if as_designed else YES_AFTER).within(language).format(days=days),
        to_court.within(language),
    )


@dataclass(frozen=True, slots=True)
class Said:
    """What stands in a document, with the service's own words: parts of a leaflet, or one part without a heading."""

    title: str
    parts: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def lines(self) -> list[str]:
        """All of it, as one reads it."""
        lines = [self.title]
        for heading, sentences in self.parts:
            lines += [*filter(None, [heading]), *sentences]
        return lines


def said_in_full(slug: str, fields: Fields, language: str, added: Added = NOTHING_ADDED) -> Said:
    """Title and text. ``added``: of the service, in letters that take it."""
    said = asdict(fields)
    own = added if slug in TAKE_OWN_WORDS else NOTHING_ADDED
    if slug in LEAFLETS:
        title, parts = said_in(LEAFLETS[slug], language)
        shown = [
            (heading, tuple(line.format(**said) for line in lines)) for heading, lines in parts
        ]
        first = shown[0]
        shown[0] = first[0], Added(begins=own.begins).around(first[1], language)
        last = shown[-1]
        shown[-1] = last[0], Added(ends=own.ends).around(last[1], language)
        return Said(title, tuple(shown))
    title, paragraphs = said_in(LETTERS[slug], language)
    ours = own.around(tuple(one.format(**said) for one in paragraphs), language)
    return Said(title, (("", (*ours, said_in(CALL, language).format(**said))),))


def document(
    slug: str,
    fields: Fields,
    *,
    language: str,
    addressee: str,
    address: str,
    on: date,
    added: Added = NOTHING_ADDED,
) -> bytes:
    """The letter or leaflet. ``addressee`` and ``address`` stand on letters alone; ``on``: the date in the file."""
    spoken, said = language_of(language), said_in_full(slug, fields, language, added)
    if slug in LEAFLETS:
        shown = [{"heading": heading, "lines": list(lines)} for heading, lines in said.parts]
        return pdf(
            "leaflet", {"language": spoken, "title": said.title, "large": False, "parts": shown}, on
        )
    data = {
        "language": spoken,
        "title": said.title,
        "address": [line for line in (addressee, *address.splitlines()) if line.strip()],
        "paragraphs": list(said.parts[0][1]),
        "words": None,
        "card": [],
        "card_title": "",
        "closing": [fields.mediator] if fields.mediator else [],
    }
    return pdf("letter", data, on)
