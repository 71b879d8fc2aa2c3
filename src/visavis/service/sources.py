"""How somebody finds us: the list of domain §8, with what a service added, renamed or retired.

Nothing is ever taken off it: whoever found us that way long ago still did.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from visavis.mediation.sources import SERVICES, SOURCES
from visavis.mediation.words import Text

ALWAYS = frozenset({"self", "family", "other"})
"""What cannot be retired: somebody always finds us so."""
LAST = "other"
RETIRED = "retired"
LONGEST_CODE = 20


@dataclass(frozen=True, slots=True)
class Source:
    """``mine``: as somebody who signs up says it of themselves; ``named``: as the service says it."""

    code: str
    mine: Text
    named: Text
    retired: bool = False


@dataclass(frozen=True, slots=True)
class Sources:
    """All there ever were, in the order in which they are offered."""

    all: tuple[Source, ...]

    @property
    def mine(self) -> dict[str, Text]:
        """To choose from, of oneself."""
        return {one.code: one.mine for one in self.all if not one.retired}

    @property
    def offered(self) -> dict[str, Text]:
        """To choose from, at the desk."""
        return {one.code: one.named for one in self.all if not one.retired}

    @property
    def by_work(self) -> dict[str, Text]:
        """Those who point people to us in their work."""
        return {code: name for code, name in self.offered.items() if code not in {"self", "family"}}

    @property
    def every_mine(self) -> dict[str, Text]:
        return {one.code: one.mine for one in self.all}

    @property
    def every_name(self) -> dict[str, Text]:
        """Also of retired ones, for what was recorded while they were offered."""
        return {one.code: one.named for one in self.all}


def sources_of(said: Mapping[str, tuple[str, ...]]) -> Sources:
    """``said``: by code, the two names in two languages each, and whether it is retired."""
    found = {code: Source(code, SOURCES[code], SERVICES[code]) for code in SOURCES}
    for code, parts in said.items():
        if len(parts) == 5:
            mine, named = Text(parts[0], parts[1]), Text(parts[2], parts[3])
            found[code] = Source(code, mine, named, parts[4] == RETIRED and code not in ALWAYS)
    return Sources((*(one for code, one in found.items() if code != LAST), found[LAST]))
