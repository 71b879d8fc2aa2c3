"""*Hoe mensen ons vinden*: sign-ups by source, from what intake wrote down; nobody who only looked is counted.

Counted up to the end of the last quarter, so that no two looks tell of one person. What is small is hidden, and
with a single small one the next as well, so that no sum gives it away.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse

from visavis.doors.desk import frame
from visavis.doors.desk.rooms import desk
from visavis.doors.desk.words import said
from visavis.doors.shared.door import door
from visavis.journal.cards import CaseCard
from visavis.journal.overview import all_cards
from visavis.service.current import current

FEWEST = 10
YEARS = 3


@dataclass(frozen=True, slots=True)
class Line:
    """``number`` None: fewer than `FEWEST`, or hidden beside one that is."""

    source: Any
    number: int | None


def quarter_before(today: date) -> date:
    """The first day of this quarter: what came before it is counted."""
    return date(today.year, 3 * ((today.month - 1) // 3) + 1, 1)


def shown(counts: Counter[str]) -> dict[str, int | None]:
    """Which numbers may stand there. A source nobody came through is as hidden as one of nine."""
    sources = current().sources.every_name
    small = {source for source in sources if counts[source] < FEWEST}
    if len(small) == 1:
        others = [source for source in sources if source not in small]
        small.add(min(others, key=lambda source: (counts[source], source)))
    return {source: None if source in small else counts[source] for source in sources}


def counted(cards: Iterable[CaseCard], today: date) -> list[Line]:
    """By source, in the order of the list: an order by number would tell of the hidden ones."""
    until = quarter_before(today)
    since = until.replace(year=until.year - YEARS)
    counts = Counter(
        card.source for card in cards if card.prepared_on and since <= card.prepared_on < until
    )
    numbers = shown(counts)
    names = current().sources.every_name
    return [Line(said(words), numbers[source]) for source, words in names.items()]


@door("desk", needs={"supervisor", "planner"}, methods=["GET"])
def found_by(request: HttpRequest) -> HttpResponse:
    here = desk(request)
    until = quarter_before(here.today)
    context = {
        "lines": counted(all_cards(here.ring), here.today),
        "since": until.replace(year=until.year - YEARS),
        "until": until,
        "fewest": FEWEST,
    }
    return frame.show(request, here, "found_by", here="trajectories", **context)
