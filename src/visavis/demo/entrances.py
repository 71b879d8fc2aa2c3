"""How one may look: a sign-in for one colleague of each role and for people at places of the way.

Kept as a file beside the demo's database. Only these have a sign-in that anyone knows; nobody here is real.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

from visavis.demo.looks import ASKED, LOOKS, Look
from visavis.mediation.words import Text
from visavis.people import signing_in, words_door
from visavis.people.staff import colleague

FILE = "demo.entrances.json"
PASSPHRASE = "een demo zonder echte mensen"
STAFF = {
    "intake": ("Noor Aalders", "aanmelding", Text("Aanmelding", "Intake")),
    "planner": ("Dirk Zwart", "planning", Text("Planning", "Planner")),
    "mediator": ("", "bemiddelaar", Text("Bemiddelaar", "Mediator")),
    "researcher": ("Hanna Vos", "onderzoek", Text("Onderzoeker", "Researcher")),
    "supervisor": ("Iris Kleijn", "werkbegeleiding", Text("Werkbegeleider", "Practice lead")),
    "privacy_officer": (
        "Pim Wachter",
        "privacy",
        Text("Functionaris gegevensbescherming", "Privacy officer"),
    ),
    "operator": ("Bo Draaier", "beheer", Text("Beheerder", "Operator")),
    "second": ("Olivier Maas", "onderzoek-2", Text("Tweede onderzoeker", "Second researcher")),
    "data_entry": ("Bram Post", "invoer", Text("Invoer van papier", "Typing in paper")),
}

DOORS = {
    "researcher": "research",
    "second": "research",
    "privacy_officer": "keeper",
    "operator": "keeper",
    "data_entry": "research",
}


@dataclass(frozen=True, slots=True)
class Entrance:
    """One way in. ``account`` for a sign-in by one click; ``words`` for typing them as a person would."""

    code: str
    door: str
    nl: str
    en: str
    account: str
    words: str

    @property
    def text(self) -> Text:
        return Text(self.nl, self.en)


def open_entrances(mediator: str, looks: Iterable[Look], now: datetime) -> None:
    """Gives the chosen people a sign-in and writes the file."""
    made = [*_staff(mediator), *(_participant(look, now) for look in looks)]
    path = Path(settings.VISAVIS_VAR) / FILE
    path.write_text(json.dumps([asdict(one) for one in made], ensure_ascii=False, indent=1))


def entrances() -> list[Entrance]:
    path = Path(settings.VISAVIS_VAR) / FILE
    return [Entrance(**one) for one in json.loads(path.read_text())] if path.exists() else []


def _staff(mediator: str) -> Iterable[Entrance]:
    for code, (name, login, text) in STAFF.items():
        if code == "mediator":
            who = colleague(mediator)
            assert who is not None
            account = signing_in.give_passphrase(mediator, login, PASSPHRASE)
            name = who.name
        else:
            role = "researcher" if code == "second" else code
            account = signing_in.open_staff_account(login, PASSPHRASE, name, frozenset({role}))
        door = DOORS.get(code, "desk")
        words = f"{login} / {PASSPHRASE}"
        yield Entrance(code, door, f"{text.nl}: {name}", f"{text.en}: {name}", account, words)


def _participant(look: Look, now: datetime) -> Entrance:
    place = next(one for one in LOOKS if one.code == look.code)
    if look.code == ASKED.code:
        words = " ".join(words_door.for_answer(look.trajectory, look.party, now))
        return Entrance(look.code, "answer", place.text.nl, place.text.en, "", words)
    opened = signing_in.open_place(look.trajectory, look.party, guest=look.guest)
    return Entrance(
        look.code,
        "guest" if look.guest else "participant",
        place.text.nl,
        place.text.en,
        opened.account,
        " ".join(opened.words),
    )
