"""Every address of the service, with ids that are there, and who may stand before it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.bad_input.town import RESEARCHER, Town
from tests.journal.service import INTAKE, MEDIATOR, PLANNER
from visavis.doors.desk import desk_acts, letter_acts, told_acts
from visavis.doors.shared import door

NOBODY = ""
"""Who is not signed in."""
UNKNOWN = "0" * 32


@dataclass(frozen=True, slots=True)
class Stop:
    """One address. ``who``: an account of staff, "a" or "b" in their own place, or nobody."""

    door: str
    name: str
    url: str
    who: str

    @property
    def label(self) -> str:
        return f"{self.door}:{self.name} as {self.who or 'nobody'}"


def names() -> set[str]:
    """``namespace:name`` of every address, from the resolver itself."""
    return {f"{space}:{pattern.name}" for space, pattern in _walk(get_resolver().url_patterns, "")}


def _walk(patterns: list[object], space: str) -> Iterator[tuple[str, URLPattern]]:
    for each in patterns:
        if isinstance(each, URLResolver):
            yield from _walk(each.url_patterns, each.namespace or space)
        elif isinstance(each, URLPattern):
            assert door.declared(each.callback) is not None, each
            yield space, each


def stops(town: Town) -> list[Stop]:
    """Every address at least once; those with a slug once for each form that stands behind it."""
    return [
        *_front(town),
        *_places(town),
        *_questionnaire(town),
        *_desk(town),
        *_research(),
    ]


def _stop(space: str, name: str, who: str, *args: object) -> Stop:
    return Stop(space, name, reverse(f"{space}:{name}" if space else name, args=args), who)


def _plain(space: str, who: str, done: set[str]) -> Iterator[Stop]:
    """What takes nothing in its address."""
    for found, pattern in _walk(get_resolver().url_patterns, ""):
        if found == space and pattern.name not in done and not pattern.pattern.converters:
            yield _stop(space, str(pattern.name), who)


def _front(town: Town) -> Iterator[Stop]:
    yield _stop("", "leave", NOBODY)
    yield from _plain("frontdoor", NOBODY, set())


LEAVING = {"sign_out", "signed_out"}
"""Visited last, or by nobody: they end the sitting."""


def _places(town: Town) -> Iterator[Stop]:
    anonymous = {"sign_in", "sign_in_again", "before", "invitation", *LEAVING}
    for name in sorted(anonymous):
        yield _stop("participant", name, NOBODY)
    for who, party in (("a", town.mine.a), ("b", town.mine.b)):
        yield from _plain("participant", who, anonymous)
        for name in ("write", "keep", "throw_away", "discard", "look_over"):
            yield _stop("participant", name, who, town.mine.drafts[party])
        for name in ("letter", "asked_back", "again"):
            yield _stop("participant", name, who, town.mine.letters[party])
        for name in ("offer", "open", "read", "closed", "reaction"):
            yield _stop("participant", name, who, town.mine.offers[party])


def _questionnaire(town: Town) -> Iterator[Stop]:
    from tests.bad_input.town import takes_part_in_the_study

    token = takes_part_in_the_study(town, town.mine.b)
    yield from _plain("questionnaire", NOBODY, set())
    yield _stop("questionnaire", "start", NOBODY, token)
    yield _stop("questionnaire", "question", NOBODY, token, 1)
    yield _stop("questionnaire", "asked", NOBODY, town.study_link(town.mine.a, "asked"))
    yield _stop("questionnaire", "choices", NOBODY, town.study_link(town.mine.b, "choices"))


def _desk(town: Town) -> Iterator[Stop]:
    who = MEDIATOR.id
    for name in ("sign_in", "sign_out"):
        yield _stop("desk", name, NOBODY)
    yield from _plain("desk", who, {"sign_in", "sign_out", "by_telephone"})
    yield _stop("desk", "by_telephone", INTAKE.id)
    fresh = town.new.where.trajectory
    yield _stop("desk", "prepare", INTAKE.id, fresh)
    yield _stop("desk", "decline", INTAKE.id, fresh)
    yield _stop("desk", "take_up", PLANNER.id, fresh)
    yield _stop("desk", "passed_on", who, UNKNOWN)
    here, mine = town.mine.trajectory, town.mine
    yield _stop("desk", "trajectory", who, here)
    for row in desk_acts.BETWEEN:
        yield _stop("desk", "between", who, here, row.slug)
    for party, other in ((mine.a, mine.b), (mine.b, mine.a)):
        letter, offer = mine.letters[party], mine.offers[party]
        for name in ("side", "place", "first_letter", "letter_again", "reminder", "paper_letter"):
            yield _stop("desk", name, who, here, party)
        for version in ("minimal", "informed"):
            yield _stop("desk", "preview", who, here, party, version)
        yield _stop("desk", "onward", who, here, party, "may_be_told", "-")
        yield _stop("desk", "tick_off", who, here, party, "paused", "-")
        for row in desk_acts.ROWS:
            if MEDIATOR.audience in row.act.roles:
                yield _stop("desk", "act", who, here, party, row.slug)
        for row in told_acts.ROWS:
            about = {"letter": letter, "offer": offer}.get(row.about)
            if about:
                yield _stop("desk", "told_about", who, here, party, row.slug, about)
            else:
                yield _stop("desk", "told", who, here, party, row.slug)
        yield _stop("desk", "letter", who, here, party, letter)
        for slug in letter_acts.WRITERS:
            if slug != letter_acts.PASS.slug:
                yield _stop("desk", "letter_act", who, here, party, letter, slug)
        yield _stop("desk", "offer", who, here, party, mine.letters[other])
        yield _stop("desk", "reaction", who, here, party, letter)
        yield _stop("desk", "take_away", who, here, party, offer)
        yield _stop("desk", "read", who, here, party, offer)


def _research() -> Iterator[Stop]:
    yield from _plain("research", RESEARCHER, set())
    yield _stop("research", "claim", RESEARCHER, "C1")
    yield _stop("research", "factsheet_pdf", RESEARCHER, "nl")


class Visitors:
    """Whoever stands before the doors, signed in again whenever a sitting has run out."""

    def __init__(self, town: Town, **how: object) -> None:
        self.town, self.how = town, how

    def client(self, who: str):
        from django.test import Client

        if who == NOBODY:
            return Client(**self.how)
        if who in "ab":
            party = self.town.mine.a if who == "a" else self.town.mine.b
            return self.town.place(self.town.mine, party, **self.how)[0]
        return self.town.staff(who, **self.how)
