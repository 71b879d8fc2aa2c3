"""Mediations lived in the journal for the tests of the doors: one call per stretch of the way."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.test import Client

from tests.journal.service import INTAKE, MEDIATOR, PLANNER, Service, owner
from visavis.journal.keys import desk_ring
from visavis.journal.record import Recorded, Where, carry_out, new_id
from visavis.mediation.acts import Act, DeskAct
from visavis.mediation.approach import AllowApproach, AnswerApproach, RecordRoute, SendApproach
from visavis.mediation.closing import BeginClosing, Close, HoldClosingTalk
from visavis.mediation.entries import Actor, PartyId
from visavis.mediation.exploring import (
    AssessSuitability,
    ConfirmWilling,
    ConsentToTakePart,
    GiveInformation,
    HoldExploratoryTalk,
)
from visavis.mediation.letters import OfferLetter, PassLetter, ReleaseLetter
from visavis.mediation.preparation import (
    AgreeForm,
    BeginPreparation,
    ChooseForm,
    ConfirmReady,
    DeclareReady,
    HoldPreparationTalk,
    SetStandingWish,
)
from visavis.mediation.safeguards import REVIEW, version_hash_of
from visavis.mediation.sign_up import PrepareSignUp, TakeUp
from visavis.mediation.telling import SetWhatOtherMayKnow
from visavis.mediation.terms import day
from visavis.mediation.views import PartyView, Reach
from visavis.people import signing_in


@dataclass
class Lived:
    """Two people of one trajectory. ``a`` began, ``b`` was asked."""

    service: Service
    travel: Callable[[datetime], None]
    where: Where = field(default_factory=Where)
    a: PartyId = PartyId("")
    b: PartyId = PartyId("")
    offers: list[str] = field(default_factory=list)
    words: str = ""
    """The five words of whoever signed in last."""

    def tick(self, **by: int) -> datetime:
        """The clock of the service and of the machine, moved together."""
        now = self.service.tick(**by)
        self.travel(now)
        return now

    def desk(self, act: DeskAct, by: Actor = MEDIATOR) -> None:
        done = carry_out(
            act,
            by,
            Where(self.where.trajectory),
            desk_ring(self.service.keys),
            self.tick(),
        )
        assert isinstance(done, Recorded), (act, done)

    def own(self, act: Act, party: PartyId) -> None:
        done = carry_out(
            act,
            owner(party),
            Where(self.where.trajectory, party),
            self.service.ring(party),
            self.tick(),
        )
        assert isinstance(done, Recorded), (act, done)

    def view(self, party: PartyId) -> PartyView:
        from visavis.journal.see import see_party

        return see_party(party, self.service.ring(party), self.service.now).view

    def signed_up(self) -> "Lived":
        self.tick()
        self.where = self.service.sign_up()
        self.a = self.where.party
        return self

    def taken_up(self) -> "Lived":
        self.signed_up()
        self.b = PartyId(new_id(self.service.rng))
        self.desk(PrepareSignUp(self.a, "Wilgenroos", "property"), INTAKE)
        self.desk(TakeUp(self.a, MEDIATOR.id, "Mieke de Boer", self.b, "R. Jansen", True), PLANNER)
        return self

    def informed(self, party: PartyId, verdict: str = "go") -> "Lived":
        self.desk(GiveInformation(party, self.view(party).language, "1"))
        self.desk(HoldExploratoryTalk(party, "Ik wil drie dingen vragen.", "mastered"))
        self.desk(AssessSuitability(party, verdict, acknowledges=True))
        return self

    def willing(self, party: PartyId) -> "Lived":
        self.informed(party)
        self.tick(hours=25)
        self.own(ConsentToTakePart(("take_part", "confidential", "limits")), party)
        self.desk(ConfirmWilling(party))
        return self

    def asked(self) -> "Lived":
        self.taken_up().willing(self.a)
        self.own(SetWhatOtherMayKnow(("O.takes_part",)), self.a)
        self.own(SetStandingWish("yes"), self.a)
        self.own(AllowApproach(("someone", "first_name")), self.a)
        self.desk(RecordRoute(self.b, "Straat 1", "register"))
        arrives = day(self.service.now)
        while arrives.weekday() > 3:
            arrives += timedelta(days=1)
        self.desk(SendApproach(self.b, "minimal", arrives))
        return self

    def answered(self, answer: str = "talk", **more: Any) -> "Lived":
        self.asked()
        if answer == "talk":
            more = {"first_name": "Rik", "reach": Reach("phone", "0600000000"), **more}
        self.own(AnswerApproach(answer, **more), self.b)
        return self

    def preparing(self) -> "Lived":
        self.answered().willing(self.b)
        self.own(SetWhatOtherMayKnow(("O.takes_part",)), self.b)
        self.own(SetStandingWish("yes"), self.b)
        self.desk(BeginPreparation((self.a, self.b)))
        return self

    def prepared(self) -> "Lived":
        self.preparing()
        for party in (self.a, self.b):
            self.desk(HoldPreparationTalk(party, "Rustig aan.", "no"))
        return self

    def ready(self) -> "Lived":
        self.prepared()
        for party in (self.a, self.b):
            self.own(ChooseForm("letters"), party)
            self.own(DeclareReady(), party)
            self.desk(ConfirmReady(party))
        self.desk(AgreeForm((self.a, self.b)))
        return self

    def released(
        self, text: str = "Hallo,\n\nWist je dat ik thuis was?", name: str = "Noor"
    ) -> str:
        """A letter of ``a``; its id."""
        letter, parcel = new_id(self.service.rng), new_id(self.service.rng)
        self.own(ReleaseLetter(letter, parcel, text, version_hash_of(text, name), name), self.a)
        return letter

    def offered(self, letter: str) -> str:
        """Passed, and offered to ``b``; the offer's id."""
        mine = self.view(self.a).letter(letter)
        assert mine is not None
        self.desk(PassLetter(self.a, letter, mine.version_hash, tuple(REVIEW)))
        offer = new_id(self.service.rng)
        self.desk(OfferLetter(self.a, self.b, letter, mine.parcel, mine.version_hash, offer))
        self.offers.append(offer)
        return offer

    def closing(self, party: PartyId) -> "Lived":
        self.desk(BeginClosing(party))
        self.desk(HoldClosingTalk(party, "held"))
        return self

    def closed(self, party: PartyId) -> "Lived":
        self.desk(Close(party))
        return self

    def opened_place(self, party: PartyId) -> tuple[str, str]:
        """A place of one's own: the account, and its five words."""
        made = signing_in.open_place(self.where.trajectory, party)
        return made.account, " ".join(made.words)

    def client(self, party: PartyId) -> Client:
        """Somebody who is signed in."""
        _, words = self.opened_place(party)
        client = Client()
        assert client.post("/plek/in/", {"words": words}).status_code == 302
        self.words = words
        return client


def step_up(client: Client) -> None:
    """As if the five words had just been given again."""
    from visavis.people.clock import real_now

    session = client.session
    session["stepped_up"] = real_now().timestamp()
    session.save()


def empty_the_journal() -> None:
    """For tests that commit: the journal refuses deleting, so its triggers step aside for a moment."""
    from django.core.management import call_command
    from django.db import connection

    from visavis.journal.triggers import installing, removing

    with connection.cursor() as cursor:
        for statement in removing(connection.vendor):
            cursor.execute(statement)
        call_command("flush", interactive=False, verbosity=0)
        for statement in installing(connection.vendor):
            cursor.execute(statement)
