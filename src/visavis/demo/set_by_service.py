"""What the demo's service set for itself in its last months, so that its history has something to show.

Set after its three years were lived: those went by the terms with which Visavis comes.
"""

from datetime import datetime, timedelta

from visavis.doors.keeper.settings_list import PROMISES
from visavis.people.staff import colleagues
from visavis.service.changes import change

CHANGES: tuple[tuple[int, str, tuple[str, ...]], ...] = (
    (
        61,
        "facts.hours",
        ("maandag tot en met donderdag van 9 tot 17 uur", "Monday to Thursday from 9 to 17"),
    ),
    (61, "facts.post", ("Postbus 5000\n3500 AA Utrecht",)),
    (40, "terms.reading_time", ("3",)),
    (
        33,
        "sources.neighbourhood",
        ("Het buurtteam", "The neighbourhood team", "Buurtteam", "Neighbourhood team", ""),
    ),
    (31, "regions.noord", ("Noord", "Groningen\nAssen\nLeeuwarden", "1", "")),
    (31, "regions.oost", ("Oost", "Zwolle\nDeventer\nArnhem", "2", "")),
    (31, "regions.midden", ("Midden", "Utrecht\nAmersfoort", "3", "")),
    (31, "regions.west", ("West", "Amsterdam\nHaarlem\nRotterdam\nDordrecht", "4", "")),
    (31, "regions.zuid", ("Zuid", "Den Bosch\nBreda\nMaastricht", "5", "")),
    (26, "terms.open_ceiling", ("36",)),
    (12, "terms.reading_time", ("1",)),
    (
        9,
        "facts.hours",
        ("maandag tot en met vrijdag van 9 tot 17 uur", "Monday to Friday from 9 to 17"),
    ),
)
"""Days ago, what, and how; the last sentence about police and court still waits to be confirmed."""


def set_by_service(now: datetime) -> None:
    by = next(one.account for one in colleagues("operator"))
    confirmed = [(50, one.name, one.comes()) for one in PROMISES.settings[:-1]]
    last: dict[str, int] = {}
    for ago, name, value in sorted([*CHANGES, *confirmed], key=lambda each: -each[0]):
        made = change(name, value, by, now - timedelta(days=ago), basis=last.get(name, 0))
        last[name] = made.n
