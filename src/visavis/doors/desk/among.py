"""Of many colleagues those a page shows: found by words in the address, a page at a time. Of few: everyone."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Generic, TypeVar
from urllib.parse import urlencode

from django.http import HttpRequest

from visavis.service.regions import plain

One = TypeVar("One")


@dataclass(frozen=True, slots=True)
class Among(Generic[One]):
    """``words``: what is looked for; ``shown``: by account; ``of``: how many there are, ``fitting`` how many have the
    words; ``onward``: the address of the next page, empty where there is none."""

    words: str
    shown: Mapping[str, One]
    of: int
    fitting: int
    onward: str = ""

    @property
    def many(self) -> bool:
        """Whether some are not shown."""
        return self.of > len(self.shown)


def among(
    request: HttpRequest,
    everyone: Mapping[str, One],
    known_by: Callable[[One], Iterable[str]],
    most: int,
) -> Among[One]:
    """At most this many of those who have every word that is looked for in what they are known by; with a comma
    between, one or the other. What is no number of a page is the first."""
    words = request.GET.get("zoek", "").strip()[:80]
    after = request.GET.get("na", "")
    first = int(after) if after.isdecimal() and len(after) < 7 else 0
    fitting = dict(_having(words, everyone, known_by))
    last = first + most
    onward = "?" + urlencode({"zoek": words, "na": last} if words else {"na": last})
    return Among(
        words,
        dict(islice(fitting.items(), first, last)),
        len(everyone),
        len(fitting),
        onward if len(fitting) > last else "",
    )


def _having(
    words: str, everyone: Mapping[str, One], known_by: Callable[[One], Iterable[str]]
) -> Iterable[tuple[str, One]]:
    wanted = [plain(each).split() for each in words.split(",") if plain(each)]
    if not wanted:
        return everyone.items()
    told = ((account, one, plain(" ".join(known_by(one)))) for account, one in everyone.items())
    return (
        (account, one)
        for account, one, text in told
        if any(all(word in text for word in each) for each in wanted)
    )
