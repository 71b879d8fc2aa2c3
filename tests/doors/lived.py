"""Mediations lived in the journal for the tests of the doors: one call per stretch of the way."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.test import Client

import visavis.demo
from tests.journal.service import INTAKE, MEDIATOR, PLANNER, Service, owner
from visavis.journal import films
from visavis.journal.keys import desk_ring, sign_up_ring
from visavis.journal.record import Recorded, Where, carry_out, new_id, sign_up
from visavis.mediation.acts import Act, DeskAct
from visavis.mediation.agreement import (
    AnswerAgreement,
    DraftAgreement,
    PutAgreement,
    RecordAgreement,
)
from visavis.mediation.appointments import Arrival, PlanContact, Reconfirm
from visavis.mediation.approach import AllowApproach, AnswerApproach, RecordRoute, SendApproach
from visavis.mediation.closing import BeginClosing, Close, HoldClosingTalk
from visavis.mediation.conference import (
    AnswerAttendees,
    PrepareAttendee,
    ProposeAttendee,
    PutAttendees,
)
from visavis.mediation.contact import HoldContact
from visavis.mediation.days import next_letter_day
from visavis.mediation.entries import Actor, PartyId, Via
from visavis.mediation.exploring import (
    AssessSuitability,
    ConfirmWilling,
    ConsentToTakePart,
    GiveInformation,
    HoldExploratoryTalk,
)
from visavis.mediation.guardians import NameGuardian
from visavis.mediation.letters import (
    OfferLetter,
    OpenLetter,
    PassLetter,
    ReleaseLetter,
    ReleaseReaction,
    TellReaction,
)
from visavis.mediation.on_behalf import ConfirmSignUp, SignUpOnBehalf
from visavis.mediation.parties import NameParty
from visavis.mediation.preparation import (
    AgreeForm,
    BeginPreparation,
    ChooseForm,
    ConfirmReady,
    DeclareReady,
    HoldPreparationTalk,
    SetStandingWish,
)
from visavis.mediation.safeguards import AGREEMENT_REVIEW, REVIEW, version_hash_of
from visavis.mediation.safety import AssignCoMediator, CheckSafety
from visavis.mediation.shuttle import ApproveMessage, DeliverMessage, PassMessage
from visavis.mediation.sign_up import PrepareSignUp, TakeUp
from visavis.mediation.telling import SetWhatOtherMayKnow
from visavis.mediation.terms import HERE, day
from visavis.mediation.video_message import (
    BringTake,
    ChooseTake,
    OfferVideo,
    ReleaseVideo,
    WriteCaptions,
)
from visavis.mediation.views import PartyView, Picture, Reach
from visavis.people import signing_in

CLIP = Path(visavis.demo.__file__).with_name("clip.webm")
"""A film of three seconds, made anew as every film is."""
TALK = "c" * 32
EVA, DAAN = "5a" * 16, "6b" * 16
"""Who comes along to a group meeting, with whom."""
"""The talk of `Lived.planned`, as the desk knows it."""


@dataclass
class Lived:
    """Two people of one trajectory. ``a`` began, ``b`` was asked."""

    service: Service
    travel: Callable[[datetime], None]
    where: Where = field(default_factory=Where)
    a: PartyId = PartyId("")
    b: PartyId = PartyId("")
    sister: PartyId = PartyId("")
    friend: PartyId = PartyId("")
    offers: list[str] = field(default_factory=list)
    words: str = ""
    """The five words of whoever signed in last."""
    say: Callable[[str], str] = str
    """What somebody says or writes, before it is said: where a test marks it."""

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

    def told(self, act: Act, party: PartyId, paper: str, by: Actor = MEDIATOR) -> None:
        """On paper, entered by staff; ``paper``: where it lies."""
        done = carry_out(
            act,
            replace(by, via=Via.PAPER, paper=paper),
            Where(self.where.trajectory, party),
            desk_ring(self.service.keys),
            self.tick(),
        )
        assert isinstance(done, Recorded), (act, done)

    def view(self, party: PartyId) -> PartyView:
        from visavis.journal.see import see_party

        return see_party(party, self.service.ring(party), self.service.now).view

    def signed_up(self) -> "Lived":
        self.tick()
        self.where = self.service.sign_up(
            self.say("Noor"),
            story=self.say("Wat er gebeurde."),
            other=self.say("Iemand uit de straat."),
        )
        self.a = self.where.party
        return self

    def signed_up_for(self, age: int = 34) -> "Lived":
        """By somebody who helps ``a`` in their work, told to intake by telephone."""
        act = SignUpOnBehalf(
            "harmed",
            self.say("Noor"),
            age,
            self.say("Reclassering, mevrouw Bos"),
            story=self.say("Bel liever niet op dinsdag."),
            reach=Reach("phone", "06 00 00 00 00", post=self.say("Postbus 4")),
        )
        told = replace(INTAKE, via=Via.PHONE)
        ring = sign_up_ring(self.service.keys)
        done = sign_up(act, ring, self.tick(), self.service.rng, by=told)
        assert isinstance(done, Recorded), done
        self.where, self.a = done.where, done.where.party
        return self

    def young(self, age: int) -> "Lived":
        """``a`` of this age, whose mother said yes to the sign-up and is named; taken up."""
        self.signed_up_for(age)
        self.own(ConfirmSignUp(), self.a)
        self._with_a_mediator()
        self.desk(NameGuardian(self.a, "e" * 32, self.say("Mia Jansen")))
        return self

    def taken_up(self) -> "Lived":
        self.signed_up()
        return self._with_a_mediator()

    def _with_a_mediator(self) -> "Lived":
        self.b = PartyId(new_id(self.service.rng))
        self.desk(PrepareSignUp(self.a, self.say("Wilgenroos"), "property"), INTAKE)
        self.desk(
            TakeUp(self.a, MEDIATOR.id, "Mieke de Boer", self.b, self.say("R. Jansen"), True),
            PLANNER,
        )
        return self

    def named(self, name: str, *, initiating: bool) -> PartyId:
        """One more person on a side, who knows of nothing."""
        party = PartyId(new_id(self.service.rng))
        self.desk(NameParty(party, self.say(name), initiating, knows_nobody=True))
        return party

    def asked_too(self, party: PartyId, answer: str = "talk", first_name: str = "") -> PartyId:
        """Written to, and answered."""
        self.desk(RecordRoute(party, self.say("Straat 9"), self.say("register")))
        self.desk(SendApproach(party, "minimal", next_letter_day(day(self.service.now))))
        more: dict[str, Any] = {}
        if answer == "talk":
            more = {"first_name": self.say(first_name), "reach": Reach("phone", "0611111111")}
        self.own(AnswerApproach(answer, **more), party)
        return party

    def four(self) -> "Lived":
        """Two on each side: ``a`` and ``b`` prepare, ``sister`` of ``a`` takes part, ``friend`` talks."""
        self.preparing()
        self.sister = self.asked_too(self.named("Sanne", initiating=True), first_name="Sanne")
        self.willing(self.sister)
        self.friend = self.asked_too(self.named("Freek", initiating=False), first_name="Freek")
        return self

    def informed(self, party: PartyId, verdict: str = "go") -> "Lived":
        self.desk(GiveInformation(party, self.view(party).language, "1"))
        self.desk(HoldExploratoryTalk(party, self.say("Ik wil drie dingen vragen."), "mastered"))
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
        self.desk(RecordRoute(self.b, self.say("Straat 1"), self.say("register")))
        self.desk(SendApproach(self.b, "minimal", next_letter_day(day(self.service.now))))
        return self

    def answered(self, answer: str = "talk", **more: Any) -> "Lived":
        self.asked()
        if answer == "talk":
            more = {"first_name": self.say("Rik"), "reach": Reach("phone", "0600000000"), **more}
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
            self.desk(HoldPreparationTalk(party, self.say("Rustig aan."), "no"))
        return self

    def ready(self, form: str = "letters") -> "Lived":
        self.prepared()
        for party in (self.a, self.b):
            self.own(ChooseForm(form), party)
            self.own(DeclareReady(), party)
            self.desk(ConfirmReady(party))
        self.desk(AgreeForm((self.a, self.b), form))
        return self

    def ready_to_talk(self, form: str = "conversation") -> "Lived":
        return self.ready(form)

    def agreed_on(self, form: str) -> "Lived":
        """Both choose another form, and it is agreed."""
        for party in (self.a, self.b):
            self.own(ChooseForm(form), party)
        self.desk(AgreeForm((self.a, self.b), form))
        return self

    def plan(self, contact: str, days: int = 5, form: str = "conversation") -> None:
        """A plan for both, on the day that comes ``days`` from now: ``a`` comes at 10.00, ``b`` at 10.30."""
        on = day(self.service.now) + timedelta(days=days)
        own = ("Voordeur, zaal links", "Tuindeur, kamer boven")
        if form == "video_call":
            own = ("https://bel.example/een", "https://bel.example/twee")
        arrivals = tuple(
            Arrival(
                party,
                datetime.combine(on, time(10, 30 * n), HERE),
                datetime.combine(on, time(12, 30 * n), HERE),
                self.say(entrance),
            )
            for n, (party, entrance) in enumerate(zip((self.a, self.b), own, strict=True))
        )
        self.desk(
            PlanContact(
                contact,
                form,
                self.say("Buurthuis, halte Plein"),
                arrivals,
                True,
                True,
                self.say("Een hand omhoog. Na een half uur pauze."),
                self.say("U, de ander en Mieke de Boer."),
                **self._of_a_group(form),
            )
        )

    def _of_a_group(self, form: str) -> dict[str, str]:
        """What only a plan for a group meeting says."""
        if form != "conference":
            return {}
        said = {
            "seating": "Een kring. Naast ieder de eigen mensen.",
            "speaking": "Noor begint, dan om de beurt.",
            "afterwards": "Soep in de keuken.",
        }
        return {name: self.say(text) for name, text in said.items()} | {"method": "peace_circle"}

    def in_a_group(self) -> "Lived":
        """Both chose a group meeting and two mediators lead it; ``a`` brings Eva, ``b`` brings Daan, both released."""
        self.desk(
            AssignCoMediator("second", "Sam Smit", knows_nobody=True, people=(self.a, self.b)),
            PLANNER,
        )
        for party, attendee, name, shown in self.brought():
            act = ProposeAttendee(attendee, self.say(name), self.say(shown), released=True)
            self.own(act, party)
        return self

    def brought(self) -> tuple[tuple[PartyId, str, str, str], ...]:
        """Who brings whom, and how that person stands on the list."""
        return (
            (self.a, EVA, "Eva Smit", "Eva, een vriendin"),
            (self.b, DAAN, "Daan Bos", "Daan, mijn broer"),
        )

    def listed(self) -> "Lived":
        """One list lies before both."""
        shown = [self.view(p).group.mine[-1].shown_as for p in (self.a, self.b)]
        self.desk(PutAttendees((self.a, self.b), tuple(shown)))
        return self

    def agreed_who_comes(self, said: str = "") -> "Lived":
        """Both say yes to it, and each who comes along was spoken with and signed."""
        for party, attendee, _name, _shown in self.brought():
            exact = self.view(party).group.version_hash
            self.own(AnswerAttendees(exact, True, self.say(said) if said else ""), party)
            self.desk(PrepareAttendee(party, attendee, True, True, f"person-{attendee}"))
        return self

    def planned(self, days: int = 5, form: str = "conversation") -> "Lived":
        self.ready(form).plan(TALK, days, form)
        return self

    def talk(self, contact: str, form: str = "conversation", stopped: bool = False) -> None:
        """Both said yes once more, safety was looked at, and it was held."""
        for party in (self.a, self.b):
            self.own(Reconfirm(), party)
            self.desk(CheckSafety(party))
        came = self.view(self.a).group.names if form == "conference" else ()
        self.desk(HoldContact(contact, form, (self.a, self.b), 90, stopped, came=came))

    def talked(self, stopped: bool = False) -> "Lived":
        self.planned()
        self.tick(days=5)
        self.talk(TALK, stopped=stopped)
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

    def filmed(self, party: PartyId | None = None, captions: str = "0:01 Hallo.") -> str:
        """A video message of ``a``, or of this person: one take, chosen, with its captions; its id."""
        maker, video = party or self.a, new_id(self.service.rng)
        content = CLIP.read_bytes()
        file = films.keep(maker, [content], len(content), desk_ring(self.service.keys))
        film = Picture(file, sha256(content).hexdigest(), 160, 90, seconds=3)
        self.desk(BringTake(maker, video, film))
        self.desk(ChooseTake(maker, video, file))
        self.desk(WriteCaptions(maker, video, self.say(captions)))
        return video

    def released_video(
        self, video: str, party: PartyId | None = None, may_stay: bool = False
    ) -> str:
        """It may go; the id of the letter that it is now."""
        maker, letter = party or self.a, new_id(self.service.rng)
        mine = self.view(maker).video(video)
        assert mine is not None
        exact = version_hash_of(mine.captions, "", mine.takes)
        parcel = new_id(self.service.rng)
        self.own(
            ReleaseVideo(
                video, letter, parcel, mine.captions, mine.takes, exact, may_stay=may_stay
            ),
            maker,
        )
        return letter

    def offered_video(self, letter: str, maker: PartyId | None = None) -> str:
        """Passed, and offered to the other; the offer's id."""
        maker = maker or self.a
        reader = self.b if maker == self.a else self.a
        mine = self.view(maker).letter(letter)
        assert mine is not None
        self.desk(PassLetter(maker, letter, mine.version_hash, tuple(REVIEW)))
        offer = new_id(self.service.rng)
        self.desk(OfferVideo(maker, reader, letter, mine.parcel, mine.version_hash, offer, 1))
        self.offers.append(offer)
        return offer

    def gave(self, text: str = "Ik denk er nog elke dag aan.", passed: bool = False) -> str:
        """A message of ``a`` for the mediator to say, approved by them and, if so, looked at; its id."""
        message, exact = new_id(self.service.rng), version_hash_of(text, "")
        self.own(ApproveMessage(message, text, exact), self.a)
        if passed:
            self.desk(PassMessage(self.a, message, exact, tuple(REVIEW)))
        return message

    def said(self, message: str, to_read: bool = True) -> str:
        """Said to ``b`` in a talk; the id by which ``b`` knows it."""
        mine = self.view(self.a).message(message)
        assert mine is not None
        heard = new_id(self.service.rng)
        self.desk(
            DeliverMessage(self.a, self.b, message, mine.text, mine.version_hash, heard, to_read)
        )
        return heard

    def in_contact(self) -> "Lived":
        """A letter of ``a`` was read by ``b``, who let it be known: both are in contact."""
        self.ready()
        letter = self.released()
        self.offered(letter)
        self.own(OpenLetter(self.offers[-1]), self.b)
        self.own(ReleaseReaction(self.offers[-1], received=True, read=True), self.b)
        self.desk(TellReaction(self.a, letter, True, True, ""))
        return self

    def put(self, text: str = "Wij groeten elkaar op straat.") -> str:
        """Proposed by ``b``, and put to both; the id of the agreement."""
        agreement = new_id(self.service.rng)
        self.own(DraftAgreement(self.say(text)), self.b)
        exact = self.view(self.b).agreement_draft
        self.desk(PutAgreement(agreement, (self.a, self.b), exact))
        return agreement

    def agreed(self, text: str = "Wij groeten elkaar op straat.") -> str:
        """Put, and everyone said yes after a week; recorded."""
        agreement = self.put(text)
        self.tick(days=8)
        for party in (self.a, self.b):
            found = self.view(party).agreement(agreement)
            assert found is not None
            self.own(AnswerAgreement(agreement, found.version_hash), party)
        self.desk(RecordAgreement(agreement, (self.a, self.b), tuple(AGREEMENT_REVIEW)))
        return agreement

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
