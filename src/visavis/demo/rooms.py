"""Houses in which people meet, and which of their rooms is free when: no two talks need one room at once.

Each house has two doors and two waiting rooms, so that nobody of one trajectory comes or goes near another.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from visavis.people import meeting_rooms


@dataclass(frozen=True, slots=True)
class House:
    """``place``: as everyone reads it; ``doors``: one for each side; ``rooms``: as staff call them."""

    place: str
    doors: tuple[str, str]
    rooms: tuple[str, ...]


HOUSES = (
    House(
        "Buurthuis De Brug, Kerkplein 3. Bus 5 stopt voor de deur.",
        ("Hoofdingang, wachtkamer links", "Ingang aan de tuin, kamer boven"),
        ("De Brug, kamer beneden", "De Brug, kamer boven"),
    ),
    House(
        "Wijkhuis De Linde, Singel 40. Parkeren kan achter het huis.",
        ("Voordeur aan het water, wachtkamer 1", "Poort aan de steeg, wachtkamer 4"),
        ("De Linde, tuinkamer", "De Linde, kamer 2"),
    ),
    House(
        "Gebouw Noord, Stationsweg 12. Vijf minuten lopen van het station.",
        ("Deur A, tweede verdieping", "Deur C, begane grond"),
        ("Noord, kamer 7", "Noord, grote kamer"),
    ),
)


@dataclass
class Rooms:
    """The rooms there are, by what staff call them, and when each is needed."""

    ids: Mapping[str, str] = field(default_factory=dict)
    needed: dict[str, list[tuple[datetime, datetime]]] = field(default_factory=dict)

    def take(self, begins: datetime, ends: datetime, first: int) -> tuple[House, str]:
        """A house with a free room, and that room's id; empty where there is none: then somewhere else in it.

        ``first``: which house is asked first.
        """
        houses = [HOUSES[(first + n) % len(HOUSES)] for n in range(len(HOUSES))]
        for house in houses:
            for name in house.rooms:
                if name in self.ids and self._free(name, begins, ends):
                    self.needed.setdefault(name, []).append((begins, ends))
                    return house, self.ids[name]
        return houses[0], ""

    def _free(self, name: str, begins: datetime, ends: datetime) -> bool:
        return not any(a < ends and begins < b for a, b in self.needed.get(name, ()))


def open_rooms() -> Rooms:
    """The rooms of all houses, as who plans keeps them."""
    for house in HOUSES:
        for name in house.rooms:
            meeting_rooms.add(name)
    return Rooms({name: room for room, name in meeting_rooms.current().items()})
