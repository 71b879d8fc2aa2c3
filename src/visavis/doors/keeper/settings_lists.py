"""What the lists that a service adds to have in common: how one is kept, and that no two can be mistaken."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from visavis.doors.keeper.settings_kinds import Setting
from visavis.service.changes import Value
from visavis.service.current import REGIONS, SOURCES, Service
from visavis.service.regions import UNPLACED, Region, plain
from visavis.service.sources import LONGEST_CODE, RETIRED, Source

PARTS = {SOURCES: 5, REGIONS: 4}
"""How many parts one of a list is kept with; the last says whether it is retired."""
NEW = "nieuw"


@dataclass(frozen=True, slots=True)
class Taken:
    """Why a value cannot stand in its list. ``part``: the field; ``same``: it is there already just as it is."""

    part: int
    why: str
    same: bool = False


def list_of(setting: Setting) -> str:
    """The list that this is one of; empty: of none."""
    room = setting.name.partition(".")[0]
    return room if room in PARTS else ""


def as_kept(setting: Setting, value: Value) -> Value:
    """As it is kept: what is always offered, or new, has an empty last part."""
    most = PARTS.get(list_of(setting), 0)
    return (*value, "") if len(value) == most - 1 else value


def taken(after: Service, wanted: Mapping[Setting, Value], name: str) -> Taken | None:
    """What somebody wants to set, where it is called like another of its list. ``name``: as a new one is kept."""
    for setting, value in wanted.items():
        code = (name or setting.name).partition(".")[2]
        found = _TAKEN.get(list_of(setting), lambda *_: None)(after, code, value)
        if found is not None:
            return found
    return None


def _way(after: Service, code: str, value: Value) -> Taken | None:
    said = {text.casefold() for text in value[:4]}
    for one in after.sources.all:
        there = _names(one)
        if one.code != code and {text.casefold() for text in there} & said:
            why = _("There is one with this name already. Choose another name.")
            return Taken(0, why, same=value[:4] == there)
    return None


def _names(one: Source) -> Value:
    return (one.mine.nl, one.mine.en, one.named.nl, one.named.en)


def _region(after: Service, code: str, value: Value) -> Taken | None:
    mine = next((one for one in after.regions.all if one.code == code), None)
    if mine is None:
        return None
    for one in after.regions.all:
        if one.code == code:
            continue
        if plain(one.name) == plain(mine.name):
            same = value[1].split() == "\n".join(one.places).split() and not one.retired
            return Taken(0, _("There is one with this name already. Choose another name."), same)
        if twice := _in_both(mine, one):
            said = {"name": twice, "region": one.name}
            why = _("“%(name)s” falls under %(region)s already. Take it out there first.") % said
            return Taken(1, why)
    return None


def _in_both(mine: Region, other: Region) -> str:
    """A municipality that would fall under two regions that are both offered."""
    if mine.retired or other.retired:
        return ""
    theirs = set(map(plain, other.places))
    return next((name for name in mine.places if plain(name) in theirs), "")


_TAKEN: dict[str, Callable[[Service, str, Value], Taken | None]] = {
    SOURCES: _way,
    REGIONS: _region,
}


def region_value(one: Region) -> Value:
    """As its form has it."""
    place = "" if one.place == UNPLACED else str(one.place)
    return (one.name, "\n".join(one.places), place, RETIRED if one.retired else "")


def new_code(name: Any, taken_codes: Collection[str], begins: str) -> str:
    """A code that no other has, from a name; it stays what it is when the name changes."""
    said = plain(str(name)).replace(" ", "_")
    said = re.sub(r"[^a-z_]+", "", said).strip("_")[: LONGEST_CODE - 3] or begins
    numbers = ["", *(f"_{number}" for number in range(2, 100))]
    return next(said + number for number in numbers if said + number not in {*taken_codes, NEW})


__all__ = ["NEW", "Taken", "as_kept", "list_of", "new_code", "region_value", "taken"]
