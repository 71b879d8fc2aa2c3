"""A service with everything standing, so that every address of every door leads somewhere.

Two mediations of the same depth: one in the care of the mediator who is signed in, one of a colleague.
Nobody is signed in beforehand: sittings are short and the way is long.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.test import Client

from tests.doors.lived import Lived
from tests.journal.service import INTAKE, MEDIATOR, PLANNER, Service
from visavis.config.sweeping import sweep
from visavis.doors.participant import drafts
from visavis.doors.shared.carrying import party_room
from visavis.journal.models import Trajectory
from visavis.journal.record import new_id
from visavis.mediation.entries import PartyId
from visavis.mediation.letters import OfferLetter, OpenLetter, PassLetter, ReleaseLetter
from visavis.mediation.safeguards import REVIEW, version_hash_of
from visavis.mediation.terms import day
from visavis.people import signing_in
from visavis.study import consent, links

PASSPHRASE = "vijf groene eenden op het dak"
COLLEAGUE = "staff-colleague"
RESEARCHER = "staff-research"
STAFF = {
    MEDIATOR.id: ("Mieke de Boer", "mediator"),
    COLLEAGUE: ("Jan Vos", "mediator"),
    INTAKE.id: ("Els Kuiper", "intake"),
    PLANNER.id: ("Tom Smit", "planner"),
    RESEARCHER: ("Ada Lovink", "researcher"),
}
FORM = "application/x-www-form-urlencoded"


@dataclass
class Mediation:
    """Both have written; the one who was asked has read; a draft of each lies ready."""

    lived: Lived
    letters: dict[PartyId, str]
    """By writer."""
    offers: dict[PartyId, str]
    """By reader: opened by ``b``, still closed for ``a``."""
    drafts: dict[PartyId, str]

    @property
    def trajectory(self) -> str:
        return self.lived.where.trajectory

    @property
    def a(self) -> PartyId:
        return self.lived.a

    @property
    def b(self) -> PartyId:
        return self.lived.b


@dataclass
class Town:
    """The service, and whoever sits at a screen."""

    service: Service
    travel: Callable[[datetime], None]
    mine: Mediation
    theirs: Mediation
    new: Lived
    """Signed up only: what the desk calls new."""

    def staff(self, account: str = MEDIATOR.id, **how: Any) -> Client:
        client = Client(**how)
        known = {"login": account.removeprefix("staff-"), "passphrase": PASSPHRASE}
        before = Client()
        assert before.post("/werk/binnen/", known).status_code == 302, account
        client.cookies = before.cookies
        return client

    def place(self, mediation: Mediation, party: PartyId, **how: Any) -> tuple[Client, str]:
        """Somebody in their own place, and their five words."""
        made = signing_in.open_place(mediation.trajectory, party)
        words = " ".join(made.words)
        before = Client()
        assert before.post("/plek/in/", {"words": words}).status_code == 302
        client = Client(**how)
        client.cookies = before.cookies
        return client, words

    def study_link(self, party: PartyId, kind: str) -> str:
        """The token of the page that asks, of a questionnaire that stands open, or of the choices."""
        found = links.links_for(self.service.ring(party), party, self.service.now)
        return next(one.token for one in found if one.kind == kind)

    def later(self, **by: int) -> None:
        self.travel(self.service.tick(**by))

    def entries(self) -> int:
        """How many acts stand in the journal: what was refused may not add one."""
        from visavis.journal.models import EntryRow

        return EntryRow.objects.count()


def build(service: Service, travel: Callable[[datetime], None]) -> Town:
    for account, (name, role) in STAFF.items():
        signing_in.open_staff_account(
            account.removeprefix("staff-"), PASSPHRASE, name, frozenset({role}), account=account
        )
    theirs = mediation(Lived(service, travel), "van de anderen")
    Trajectory.objects.filter(id=theirs.trajectory).update(mediator=COLLEAGUE)
    mine = mediation(Lived(service, travel), "van ons")
    sweep(service.now, service.keys)
    new = Lived(service, travel).signed_up()
    return Town(service, travel, mine, theirs, new)


def mediation(lived: Lived, whose: str) -> Mediation:
    lived.ready()
    letters, offers, kept = {}, {}, {}
    for writer, reader in ((lived.a, lived.b), (lived.b, lived.a)):
        letters[writer], offers[reader] = exchanged(lived, writer, reader, f"Een brief {whose}.")
        kept[writer] = new_id(lived.service.rng)
        room = party_room(lived.where.trajectory, writer)
        drafts.keep(room, drafts.Draft(kept[writer], f"Een begin {whose}.", "N.", "tab"), "")
    lived.own(OpenLetter(offers[lived.b]), lived.b)
    return Mediation(lived, letters, offers, kept)


def exchanged(lived: Lived, writer: PartyId, reader: PartyId, text: str) -> tuple[str, str]:
    """Released, passed and offered: the letter's id and the offer's."""
    rng = lived.service.rng
    letter, parcel, offer = new_id(rng), new_id(rng), new_id(rng)
    exact = version_hash_of(text, "N.")
    lived.own(ReleaseLetter(letter, parcel, text, exact, "N."), writer)
    lived.desk(PassLetter(writer, letter, exact, tuple(REVIEW)))
    lived.desk(OfferLetter(writer, reader, letter, parcel, exact, offer))
    return letter, offer


def takes_part_in_the_study(town: Town, party: PartyId) -> str:
    """Agrees, and waits until the first questionnaire stands open; its token."""
    from visavis.study.models import Round

    asked = town.study_link(party, "asked")
    person = Round.objects.get(token_hash=links.token_hash(asked)).person
    consent.agree(person, day(town.service.now), linking=True)
    for _day in range(30):
        town.later(days=1)
        sweep(town.service.now, town.service.keys)
        found = links.links_for(town.service.ring(party), party, town.service.now)
        if any(one.kind == "questions" for one in found):
            return town.study_link(party, "questions")
    raise AssertionError("no questionnaire was opened")


A_WHILE = timedelta(minutes=21)
"""Longer than a participant may sit still."""
