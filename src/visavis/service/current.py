"""What holds now, read once for each request or round of work, so that a page and its act agree."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.db import DatabaseError

from visavis.mediation.terms import LIMITS, Terms, terms_of
from visavis.mediation.words import Text
from visavis.service.changes import Change, Value, latest
from visavis.service.facts import Facts, facts_of, from_environment
from visavis.service.letters import Added, letters_of
from visavis.service.regions import Regions, regions_of
from visavis.service.sources import Sources, sources_of

FACTS, TERMS, WORDS = "facts", "terms", "words"
SOURCES, REGIONS, LETTERS = "sources", "regions", "letters"


@dataclass(frozen=True, slots=True)
class Service:
    """``words``: sentences in the service's own words, by name; where it has none, Visavis' own stand. ``letters``:
    what it adds to a letter."""

    facts: Facts
    terms: Terms
    words: Mapping[str, Text]
    sources: Sources
    regions: Regions
    letters: Mapping[str, Added]
    changes: Mapping[str, Change]


_HELD: ContextVar[list[Service] | None] = ContextVar("visavis_service", default=None)


def current() -> Service:
    """What holds now. Inside `held` it is looked up once, by whoever asks first."""
    box = _HELD.get()
    if box is None:
        return service_of(latest())
    if not box:
        box.append(service_of(latest()))
    return box[0]


@contextmanager
def held() -> Iterator[None]:
    """One request, or one round of work: what is set meanwhile counts from the next one on.

    Within another it is part of that one.
    """
    if _HELD.get() is not None:
        yield
        return
    with _holding([]):
        yield


@contextmanager
def as_if(service: Service) -> Iterator[None]:
    """As it would be: what a preview is made with."""
    with _holding([service]):
        yield


@contextmanager
def _holding(box: list[Service]) -> Iterator[None]:
    token = _HELD.set(box)
    try:
        yield
    finally:
        _HELD.reset(token)


def let_go() -> None:
    """What was set just now counts for the rest of this request too."""
    box = _HELD.get()
    if box is not None:
        box.clear()


def facts_whatever_happens() -> Facts:
    """How we are reached, also where the database does not answer: a page that says so must say whom to call."""
    try:
        return current().facts
    except DatabaseError:
        return from_environment()


def service_of(changes: Mapping[str, Change]) -> Service:
    """What follows from the last change of each; pure."""
    return Service(
        facts_of(_in(FACTS, changes)),
        terms_of({n: int(v[0]) for n, v in _in(TERMS, changes).items() if n in LIMITS and v}),
        {name: Text(*value) for name, value in _in(WORDS, changes).items() if len(value) == 2},
        sources_of(_in(SOURCES, changes)),
        regions_of(_in(REGIONS, changes)),
        letters_of(_in(LETTERS, changes)),
        changes,
    )


def _in(room: str, changes: Mapping[str, Change]) -> dict[str, Value]:
    begins = room + "."
    return {
        name.removeprefix(begins): one.value
        for name, one in changes.items()
        if name.startswith(begins)
    }
