"""What people will read once something is set: made by the same rules and words as the real pages."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_noop, override
from django.utils.translation import gettext as _

from visavis.doors.keeper.settings_kinds import Setting
from visavis.mediation.calling_back import days_offered, parts_offered
from visavis.mediation.entries import PartyId
from visavis.mediation.terms import Terms, day
from visavis.mediation.views import PartyView
from visavis.mediation.words import Text
from visavis.outside.way_letters import NOTHING_ADDED, fields_of, said_in_full
from visavis.outside.way_letters_words import TO_COURT
from visavis.service.current import LETTERS, REGIONS, SOURCES, TERMS, WORDS, Service
from visavis.service.regions import Region
from visavis.study.readability import flesch_douma

EASY = 70
"""Flesch-Douma: from here on a text reads easily."""


def seen(setting: Setting, service: Service, now: datetime, language: str) -> list[str]:
    """The lines that this setting makes, in the language of whoever sets it or both languages of a text."""
    room, _dot, name = setting.name.partition(".")
    if room == TERMS:
        return [TERM[name](service.terms, now)]
    if room == WORDS:
        own = service.words.get(name)
        value = (own.nl, own.en) if own else setting.value(service)
        return list(value)
    if room == LETTERS:
        return [_letter(name, service, spoken) for spoken in ("nl", "en")]
    if room == REGIONS:
        return [_region_line(one) for one in service.regions.all]
    if room == SOURCES:
        return [text.within(language) for text in service.sources.mine.values()]
    return FACT[name](service)


def _letter(slug: str, service: Service, language: str) -> str:
    """All of a letter as it is received, with what each gets of their own left open."""
    mediator, reason = (LEFT_OPEN[name].within(language) for name in ("mediator", "reason"))
    facts = service.facts
    fields = fields_of(
        PartyView(PartyId("")),
        language=language,
        mediator=mediator,
        phone=facts.phone,
        hours=facts.hours.within(language),
        to_court=service.words.get("to_court", TO_COURT),
    )
    added = service.letters.get(slug, NOTHING_ADDED)
    return "\n\n".join(said_in_full(slug, replace(fields, reason=reason), language, added).lines)


LEFT_OPEN = {
    "mediator": Text("(naam van de bemiddelaar)", "(name of the mediator)"),
    "reason": Text("(de reden)", "(the reason)"),
}


def _region_line(one: Region) -> str:
    """A region as the list has it."""
    said = {"name": one.name, "places": ", ".join(one.places)}
    if one.retired:
        return _("%(name)s (no longer used)") % said
    return _("%(name)s: %(places)s") % said if one.places else one.name


def _spoken(on: date) -> str:
    return date_format(on, "l j F Y")


def _after(name: str, words: str) -> Callable[[Terms, datetime], str]:
    return lambda terms, now: _(words) % {"day": _spoken(day(now) + terms.lasts(name))}


def _number(name: str, words: str) -> Callable[[Terms, datetime], str]:
    return lambda terms, now: _(words) % {"number": getattr(terms, name)}


def _before(name: str, words: str) -> Callable[[Terms, datetime], str]:
    def said(terms: Terms, now: datetime) -> str:
        on = day(now) + timedelta(weeks=12)
        return _(words) % {"day": _spoken(on), "before": _spoken(on - terms.lasts(name))}

    return said


def _days(terms: Terms, now: datetime) -> str:
    days = ", ".join(date_format(on, "l j F") for on in days_offered(now, terms))
    return _("To choose from now: %(days)s.") % {"days": days}


def _parts(terms: Terms, now: datetime) -> str:
    parts = [one.text.within(get_language() or "nl") for one in parts_offered(terms).values()]
    return _("To choose from: %(parts)s.") % {"parts": ", ".join(parts)}


TERM: dict[str, Callable[[Terms, datetime], str]] = {
    "reading_time": _after(
        "reading_time", gettext_noop("Who gets the explanation today can say yes from %(day)s.")
    ),
    "answer_period": _after(
        "answer_period",
        gettext_noop("A first letter that arrives today says that you wait until %(day)s."),
    ),
    "first_news": _after(
        "first_news", gettext_noop("Who lets you ask the other today hears from you on %(day)s.")
    ),
    "next_news": _after(
        "next_news", gettext_noop("After a news date today the next one is %(day)s.")
    ),
    "reflection": _after(
        "reflection",
        gettext_noop("A text that is put to everyone today can become an agreement from %(day)s."),
    ),
    "last_yes": _before(
        "last_yes",
        gettext_noop("Do people meet on %(day)s? Then you ask each once more from %(before)s."),
    ),
    "safety_check": _before(
        "safety_check",
        gettext_noop(
            "Do people meet on %(day)s? Then safety was looked at on %(before)s or later."
        ),
    ),
    "rounds_off": _after(
        "rounds_off",
        gettext_noop("Does preparing begin today? Then the end is named as around %(day)s."),
    ),
    "film_asked": _before(
        "film_asked",
        gettext_noop(
            "Does a video message go on %(day)s? Then the mediator looks from %(before)s."
        ),
    ),
    "call_days": _days,
    "evening": _parts,
    "open_ceiling": _number(
        "open_ceiling",
        gettext_noop("With %(number)s open trajectories a next one asks for a reason."),
    ),
    "year_ceiling": _number(
        "year_ceiling",
        gettext_noop("After %(number)s new trajectories in a year a next one asks for a reason."),
    ),
    "others": _number("others", gettext_noop("Somebody meets %(number)s others at once, at most.")),
}


def _on_pages(said: Callable[[Service], str]) -> Callable[[Service], list[str]]:
    """In Dutch and in English, as the pages say it."""

    def lines(service: Service) -> list[str]:
        found = []
        for language in ("nl", "en"):
            with override(language):
                found.append(said(service))
        return found

    return lines


def _called(service: Service) -> str:
    facts = service.facts
    hours = facts.hours.within(get_language() or "nl")
    line = f"{_('Call')} {facts.phone}." if facts.phone else _("Nobody is told to call.")
    return f"{line} {_('We answer %(hours)s.') % {'hours': hours}}" if hours else line


def _lines(name: str) -> Callable[[Service], list[str]]:
    return lambda service: (
        [line for line in str(getattr(service.facts, name)).splitlines() if line.strip()]
        or [_("Nothing stands there.")]
    )


FACT: dict[str, Callable[[Service], list[str]]] = {
    "name": _on_pages(lambda service: f"{_('Contact, if you want it')} – {service.facts.name}"),
    "phone": _on_pages(_called),
    "hours": _on_pages(_called),
    "post": _lines("post"),
    "complaints": _lines("complaints"),
}


def advice(setting: Setting, value: tuple[str, ...]) -> Any:
    """Where a Dutch sentence reads less easily than B1: a hint, for the formula sees length and no meaning."""
    if not setting.sentence:
        return None
    in_dutch = value[0::2] if setting.name.startswith(f"{LETTERS}.") else value[:1]
    score = flesch_douma("\n\n".join(filter(None, in_dutch)))
    return None if score is None else {"score": round(score), "easy": score >= EASY}
