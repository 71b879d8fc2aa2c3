"""Where people live, as a service counts it: its regions, in its order, with the municipalities that fall under each.

A service that sets no region counts municipalities as they are written. What was written stays as it is; its region is
found when figures are made, so that a name changed later loses nothing. Nothing is ever taken off the list.
"""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from visavis.service.sources import RETIRED

UNPLACED = 1000
"""Where a region without a place of its own stands: after those with one, by name."""


def plain(text: str) -> str:
    """How names are compared: small letters without accents and signs, and without “gemeente” before it."""
    split = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(
        sign if sign.isalnum() else " " for sign in split if not unicodedata.combining(sign)
    )
    words = kept.split()
    return " ".join(words[1:] if words[:1] == ["gemeente"] and len(words) > 1 else words)


@dataclass(frozen=True, slots=True)
class Region:
    """``name``: as it stands in figures, in either language; ``places``: what falls under it, beside its name."""

    code: str
    name: str
    places: tuple[str, ...] = ()
    place: int = UNPLACED
    retired: bool = False

    @property
    def known_by(self) -> frozenset[str]:
        return frozenset(map(plain, (self.name, *self.places)))


@dataclass(frozen=True)
class Regions:
    """All there ever were, in the order of the service."""

    all: tuple[Region, ...] = ()

    @cached_property
    def offered(self) -> tuple[Region, ...]:
        return tuple(one for one in self.all if not one.retired)

    @cached_property
    def suggested(self) -> tuple[str, ...]:
        """What can be chosen where a municipality is asked; anything else can be typed."""
        names = {name for one in self.offered for name in (one.name, *one.places)}
        return tuple(sorted(names, key=plain))

    @cached_property
    def _by_name(self) -> dict[str, Region]:
        """What is offered now goes before what once was, a municipality before the name of a region."""
        in_order = (*(one for one in self.all if one.retired), *self.offered)
        found = {plain(one.name): one for one in in_order}
        for one in in_order:
            found |= {plain(name): one for name in one.places}
        return found

    def of(self, municipality: str) -> Region | None:
        """The region that this falls under, also one no longer offered; None where the list does not say."""
        return self._by_name.get(plain(municipality))


def places_in(text: str) -> tuple[str, ...]:
    """Municipalities as somebody writes them: one on a line, or with a comma between; each once."""
    written = (" ".join(each.split()) for each in text.replace(",", "\n").splitlines())
    return tuple({plain(each): each for each in written if plain(each)}.values())


def regions_of(said: Mapping[str, tuple[str, ...]]) -> Regions:
    """``said``: by code, the name, its municipalities, its place in the list, and whether it is retired."""
    return Regions(
        _ordered(_region(code, parts) for code, parts in said.items() if len(parts) == 4)
    )


def _region(code: str, parts: tuple[str, ...]) -> Region:
    name, places, place, retired = parts
    number = int(place) if place.isdecimal() and len(place) < 4 else UNPLACED
    return Region(code, name, places_in(places), number, retired == RETIRED)


def _ordered(found: Iterable[Region]) -> tuple[Region, ...]:
    return tuple(sorted(found, key=lambda one: (one.place, plain(one.name), one.code)))
