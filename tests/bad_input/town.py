"""A service with everything standing, so that every address of every door leads somewhere.

Two mediations of the same depth: one in the care of the mediator who is signed in, one of a colleague.
Nobody is signed in beforehand: sittings are short and the way is long.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

import time_machine
from django.db import transaction
from django.test import Client

from tests.doors.lived import Lived
from tests.journal.service import INTAKE, MEDIATOR, PLANNER, Service
from visavis.config.sweeping import sweep
from visavis.doors.participant import drafts
from visavis.doors.shared import keyring
from visavis.doors.shared.carrying import party_room
from visavis.journal import pictures, reflections, scans
from visavis.journal.keys import create_tenant, desk_ring
from visavis.journal.record import new_id
from visavis.journal.reflections import Reflection
from visavis.journal.root import Root
from visavis.mediation.agreement import AnswerDisclosure, DiscloseAgreement
from visavis.mediation.appointments import SetSubjects
from visavis.mediation.approach import AllowApproach
from visavis.mediation.around import AdmitGuest, InviteSupporter
from visavis.mediation.circle import HoldCircleTalk, SetCircleCard, WishCircle
from visavis.mediation.closing import DecideReopening, Reopen
from visavis.mediation.complaints import Complain
from visavis.mediation.contact import LookBack
from visavis.mediation.course import Withdraw
from visavis.mediation.ecogram import PutDot, ShareEcogram
from visavis.mediation.entries import Audience, PartyId
from visavis.mediation.joining import RecordMatch
from visavis.mediation.letters import (
    AskHelpWithDraft,
    HelpWithDraft,
    OfferLetter,
    OpenLetter,
    PassLetter,
    ReleaseLetter,
    ReleaseReaction,
    TellReaction,
)
from visavis.mediation.mediator import AskForAnotherMediator, ChangeMediator
from visavis.mediation.reflection import Line
from visavis.mediation.safeguards import REVIEW, version_hash_of
from visavis.mediation.scans import KeepScan
from visavis.mediation.shuttle import ApproveMessage, DeliverMessage, PassMessage, SayMessage
from visavis.mediation.symbolic import (
    AnswerSymbolic,
    AskSymbolic,
    HoldSymbolic,
    HoldSymbolicTalk,
    LookBackSymbolic,
    PlanSymbolic,
    WishSymbolic,
    meeting_of,
)
from visavis.mediation.terms import day
from visavis.mediation.ticks import TICKS
from visavis.mediation.video_message import KeepFilm
from visavis.mediation.views import Picture
from visavis.mediation.views.meeting import own_id
from visavis.people import signing_in
from visavis.study import consent, links

PASSPHRASE = "vijf groene eenden op het dak"
COLLEAGUE = "staff-colleague"
RESEARCHER = "staff-research"
LEAD, OFFICER, OPERATOR = "staff-lead", "staff-officer", "staff-operator"
STAFF = {
    MEDIATOR.id: ("Mieke de Boer", "mediator"),
    COLLEAGUE: ("Jan Vos", "mediator"),
    INTAKE.id: ("Els Kuiper", "intake"),
    PLANNER.id: ("Tom Smit", "planner"),
    RESEARCHER: ("Ada Lovink", "researcher"),
    LEAD: ("Anna Prins", "supervisor"),
    OFFICER: ("Pim Wacht", "privacy_officer"),
    OPERATOR: ("Bo Draad", "operator"),
}
FORM = "application/x-www-form-urlencoded"


class Moving:
    """The clock that a town moves: whichever is set just now, also in a copy of the town."""

    to: Callable[[datetime], None]

    def __call__(self, moment: datetime) -> None:
        self.to(moment)

    def __deepcopy__(self, memo: dict[int, Any]) -> "Moving":
        return self


@contextmanager
def taken_back() -> Iterator[None]:
    """A transaction around all tests of a file; as in each test, what asks to be durable may stand in it."""
    outer = transaction.atomic()
    outer._from_testcase = True
    with outer:
        yield
        transaction.set_rollback(True)


@contextmanager
def founded() -> Iterator[tuple[Service, Moving]]:
    """A service with keys of its own and the clock that it moves, while a town is built in it."""
    service, moving = Service(create_tenant(Root(bytes(range(32))), "7" * 32)), Moving()
    keyring.hold(service.keys)
    with time_machine.travel(service.now, tick=False) as traveller:
        moving.to = traveller.move_to
        yield service, moving
    keyring.hold(None)


@dataclass
class Mediation:
    """Both have written; the one who was asked has read; a draft of each lies ready."""

    lived: Lived
    letters: dict[PartyId, str]
    """By writer."""
    offers: dict[PartyId, str]
    """By reader: opened by ``b``, still closed for ``a``."""
    drafts: dict[PartyId, str]
    """By writer; shown to the mediator as well."""
    agreed: str
    """What both said yes to."""
    put: str
    """A text that lies before both."""
    messages: dict[PartyId, str]
    """By who told it to the mediator: not approved yet."""
    heard: dict[PartyId, str]
    """By who heard it: one was said to each."""
    videos: dict[PartyId, str]
    """By maker: a film with its captions, about which they have not decided."""
    films: dict[PartyId, str]
    """By maker: the letter that another film of theirs is now."""
    seen: dict[PartyId, str]
    """By who saw it: the offer of the other's film."""
    guests: dict[PartyId, str]
    """By whom they stand beside: a supporter of ``a``, the lawyer of ``b``; each sees all that can be ticked."""

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
    made_for: Lived
    """Signed up by somebody else; has not said yes or no."""
    crossed: Lived
    """Signed up apart from ``asks``, and named there: intake noticed it."""
    asks: Lived
    back: Lived
    """Came back after an ending, to begin anew."""
    child: Lived
    """Of 13, signed up by somebody else, with a mother; in the care of the mediator who is signed in."""
    thought_over: dict[str, str]
    """Case reflections by who opened it: each mediator asks the other, and one the practice lead too."""

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

    def beside(self, mediation: Mediation, party: PartyId, **how: Any) -> Client:
        """Whoever stands beside somebody, at their own page."""
        made = signing_in.open_place(mediation.trajectory, party, guest=mediation.guests[party])
        before = Client()
        assert before.post("/naast/in/", {"words": " ".join(made.words)}).status_code == 302
        client = Client(**how)
        client.cookies = before.cookies
        return client

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


@contextmanager
def living(town: Town) -> Iterator[None]:
    """The clock and the keys are this town's: a copy of one that was built before."""
    keyring.hold(town.service.keys)
    with time_machine.travel(town.service.now, tick=False) as traveller:
        assert isinstance(town.travel, Moving)
        town.travel.to = traveller.move_to
        yield
    keyring.hold(None)


def build(
    service: Service, travel: Callable[[datetime], None], say: Callable[[str], str] = str
) -> Town:
    """``say``: what is done to every text before somebody says or writes it."""
    for account, (name, role) in STAFF.items():
        signing_in.open_staff_account(
            account.removeprefix("staff-"), PASSPHRASE, name, frozenset({role}), account=account
        )
    theirs = mediation(Lived(service, travel, say=say), "van de anderen")
    change = ChangeMediator((theirs.a, theirs.b), COLLEAGUE, STAFF[COLLEAGUE][0], True)
    theirs.lived.desk(change, PLANNER)
    mine = mediation(Lived(service, travel, say=say), "van ons")
    mine.lived.friend = mine.lived.named("Freek", initiating=False)
    mine.lived.asked_too(mine.lived.friend, first_name="Freek")
    sweep(service.now, service.keys)
    new = Lived(service, travel, say=say).signed_up()
    for party in (mine.a, mine.b):
        mine.lived.own(Complain(new_id(service.rng), "mediator", say("Zij luistert niet.")), party)
        mine.lived.own(AskForAnotherMediator(), party)
    made_for = Lived(service, travel, say=say).signed_up_for()
    crossed, asks = (Lived(service, travel, say=say).taken_up() for _both in range(2))
    for one in (crossed, asks):
        one.willing(one.a)
        one.own(AllowApproach(("someone",)), one.a)
    asks.desk(
        RecordMatch(asks.b, "signed_up_too", day(service.now), crossed.where.trajectory), INTAKE
    )
    back = Lived(service, travel, say=say).taken_up()
    back.own(Withdraw(), back.a)
    back.own(Reopen(), back.a)
    back.desk(DecideReopening(back.a, anew=True), INTAKE)
    child = Lived(service, travel, say=say).young(13)
    shared = thought_over(service, say, {MEDIATOR.id: mine, COLLEAGUE: theirs})
    return Town(service, travel, mine, theirs, new, made_for, crossed, asks, back, child, shared)


def thought_over(
    service: Service, say: Callable[[str], str], of: dict[str, Mediation]
) -> dict[str, str]:
    """What each laid before the other, who wrote what they think. It lasts longer than a service lets it."""
    made, today = {}, day(service.now)
    for account, one in of.items():
        readers = {MEDIATOR.id: (COLLEAGUE, LEAD), COLLEAGUE: (MEDIATOR.id,)}[account]
        asked = Reflection(
            "", one.trajectory, account, today, today + timedelta(days=3650), say("Wat zie ik over?"),
            (Line("event", code="violence"), Line("talks", "a", number=3)), readers,
        )  # fmt: skip
        made[account] = reflections.share(service.desk, asked, account)
        for reader in readers:
            shared = reflections.shared(service.desk, made[account], reader, today)
            assert shared is not None
            reflections.think(service.desk, shared, reader, say("Vraag het haar zelf."), "")
    return made


def mediation(lived: Lived, whose: str) -> Mediation:
    lived.ready()
    letters, offers, kept = {}, {}, {}
    for writer, reader in ((lived.a, lived.b), (lived.b, lived.a)):
        letters[writer], offers[reader] = exchanged(
            lived, writer, reader, lived.say(f"Een brief {whose}.")
        )
        kept[writer] = new_id(lived.service.rng)
        room = party_room(lived.where.trajectory, writer)
        text, drawn = lived.say(f"Een begin {whose}."), (drawing(lived, writer),)
        drafts.save(room, drafts.Draft(kept[writer], text, "N.", "tab", pictures=drawn))
    lived.own(OpenLetter(offers[lived.b]), lived.b)
    for writer in (lived.a, lived.b):
        ask = AskHelpWithDraft(kept[writer], lived.say(f"Een begin {whose}, om mee te lezen."))
        lived.own(ask, writer)
    lived.desk(HelpWithDraft(lived.a, kept[lived.a], lived.say("Neem de tijd.")))
    agreed, put = agree(lived, letters[lived.a], offers[lived.b])
    talks(lived)
    messages, heard = by_messages(lived, kept)
    videos, made, seen = by_video(lived)
    guests = {
        lived.a: beside(lived, lived.a, "Eva", Audience.SUPPORTER),
        lived.b: beside(lived, lived.b, "Mr. Bos", Audience.LAWYER),
    }
    return Mediation(
        lived, letters, offers, kept, agreed, put, messages, heard, videos, made, seen, guests
    )


def by_messages(
    lived: Lived, kept: dict[PartyId, str]
) -> tuple[dict[PartyId, str], dict[PartyId, str]]:
    """Each had one said to the other; each told the mediator another, and is writing one more."""
    lived.agreed_on("shuttle")
    messages, heard = {}, {}
    for author, reader in ((lived.a, lived.b), (lived.b, lived.a)):
        given, delivery, dictated = (new_id(lived.service.rng) for _ in range(3))
        text = lived.say("Ik denk er nog elke dag aan.")
        exact = version_hash_of(text, "")
        lived.own(ApproveMessage(given, text, exact), author)
        lived.desk(PassMessage(author, given, exact, tuple(REVIEW)))
        lived.desk(DeliverMessage(author, reader, given, text, exact, delivery, to_read=True))
        lived.own(SayMessage(dictated, lived.say("Nog een ding.")), author)
        messages[author], heard[reader] = dictated, delivery
        room = party_room(lived.where.trajectory, author)
        begun = drafts.Draft(kept[author], lived.say("Een begin."), "", "tab")
        drafts.keep(room, begun, "", drafts.MESSAGE)
    lived.agreed_on("letters")
    return messages, heard


def by_video(
    lived: Lived,
) -> tuple[dict[PartyId, str], dict[PartyId, str], dict[PartyId, str]]:
    """Each saw a video message of the other, wants to keep it, and made one more."""
    lived.agreed_on("video_message")
    videos, made, seen = {}, {}, {}
    for maker, viewer in ((lived.a, lived.b), (lived.b, lived.a)):
        made[maker] = lived.released_video(lived.filmed(maker), maker, may_stay=True)
        seen[viewer] = lived.offered_video(made[maker], maker)
        lived.own(OpenLetter(seen[viewer]), viewer)
        lived.own(KeepFilm(seen[viewer], True), viewer)
        videos[maker] = lived.filmed(maker)
    lived.agreed_on("letters")
    return videos, made, seen


def beside(lived: Lived, party: PartyId, name: str, role: Audience) -> str:
    """Somebody asked to stand beside this person and let in, with every tick there is for them; drawn as well."""
    guest = new_id(lived.service.rng)
    lived.own(InviteSupporter(guest, lived.say(name), ("listen",), tuple(TICKS), role), party)
    lived.desk(AdmitGuest(party, guest, guest))
    lived.own(WishCircle(), party)
    lived.desk(HoldCircleTalk(party, lived.say("Dat zij er gewoon zijn.")))
    lived.own(SetCircleCard(((lived.say("Lot"), lived.say("Belt op zondag.")),)), party)
    lived.own(PutDot(guest, lived.say("Lot"), "family", 1, "yes", "gives", "same"), party)
    among_others(lived, party)
    lived.own(ShareEcogram(), party)
    scanned(lived, party)
    return guest


SCAN = "5" * 32
"""A paper of each, scanned into their file."""


def scanned(lived: Lived, party: PartyId) -> None:
    """Its words stand in its bytes, and where it lies is said as well."""
    where, ring = lived.where.trajectory, desk_ring(lived.service.keys)
    says = lived.say("Wat op het blad stond.")
    content = b"\xff\xd8\xff " + says.encode()
    file = scans.keep(where, party, content, ring)
    page = Picture(file, sha256(content).hexdigest(), 40, 30, says)
    lived.desk(KeepScan(party, SCAN, lived.say("Map 3, vooraan"), (page,)))


def group(party: PartyId) -> str:
    """The group of people from other events that this person was asked into."""
    return sha256(party.encode()).hexdigest()[:32]


def among_others(lived: Lived, party: PartyId) -> None:
    """They met people from other events once, and will again."""
    lived.own(WishSymbolic(), party)
    hopes, name = lived.say("Horen hoe het was."), lived.say("Lotje")
    lived.desk(HoldSymbolicTalk(party, hopes, name, "either", "group", "violence"))
    mine = group(party)
    lived.desk(AskSymbolic(party, mine, ("6" * 32, "7" * 32), know_nobody=True), PLANNER)
    lived.own(AnswerSymbolic(True), party)
    names = (lived.say("Gijsje"), lived.say("Noortje"))
    for number in (1, 2):
        at = lived.service.now + timedelta(days=30 * number)
        where, shared = lived.say(f"Huis {number}"), meeting_of(mine, number)
        lived.desk(
            PlanSymbolic(party, mine, shared, at, where, ("Mia", "Jo"), names, True), PLANNER
        )
    lived.desk(HoldSymbolic(party, mine, meeting_of(mine, 1), came=True), PLANNER)
    look_back = lived.say("Dat deed mij goed.")
    lived.own(LookBackSymbolic(own_id(party, meeting_of(mine, 1)), look_back), party)


HELD, COMES = "7" * 32, "8" * 32
"""One talk that was held, and one that is planned."""
GATHERED, GATHERS = "7b" * 16, "8b" * 16
"""The same of group meetings."""


def talks(lived: Lived) -> None:
    """They talked once and will again; letters stay the form that was agreed last."""
    lived.agreed_on("conversation")
    for party in (lived.a, lived.b):
        lived.own(SetSubjects(*(lived.say(text) for text in ("Waarom?", "Dank.", "Niets."))), party)
    lived.plan(HELD, days=1)
    lived.tick(days=1)
    lived.talk(HELD, stopped=True)
    for party in (lived.a, lived.b):
        lived.own(LookBack(HELD, lived.say("Het luchtte op.")), party)
    lived.plan(COMES, days=20)
    together(lived)
    lived.agreed_on("letters")


def together(lived: Lived) -> None:
    """They met in a group as well, each with somebody of their own; another such meeting is planned."""
    lived.agreed_on("conference")
    lived.in_a_group().listed().agreed_who_comes("Liever niemand van de club.")
    lived.plan(GATHERED, days=1, form="conference")
    lived.tick(days=1)
    lived.talk(GATHERED, form="conference")
    lived.plan(GATHERS, days=21, form="conference")


def agree(lived: Lived, letter: str, offer: str) -> tuple[str, str]:
    """Both are in contact; one text was agreed and sent to the court, another lies before both."""
    lived.own(ReleaseReaction(offer, True, True), lived.b)
    lived.desk(TellReaction(lived.a, letter, True, True, ""))
    agreed = lived.agreed("Wij groeten elkaar op straat.")
    for party in (lived.a, lived.b):
        lived.own(AnswerDisclosure(agreed, "court"), party)
    lived.desk(DiscloseAgreement(agreed, (lived.a, lived.b), "court"))
    return agreed, lived.put("Wij spreken elkaar nog een keer.")


def released(lived: Lived, writer: PartyId, text: str) -> str:
    """A letter that lies with the mediator; its id."""
    letter, parcel = new_id(lived.service.rng), new_id(lived.service.rng)
    name = lived.say("N.")
    exact = version_hash_of(text, name)
    lived.own(ReleaseLetter(letter, parcel, text, exact, name), writer)
    return letter


def exchanged(lived: Lived, writer: PartyId, reader: PartyId, text: str) -> tuple[str, str]:
    """Released, passed and offered: the letter's id and the offer's."""
    rng = lived.service.rng
    letter, parcel, offer = new_id(rng), new_id(rng), new_id(rng)
    name = lived.say("N.")
    drawn = (drawing(lived, writer),)
    exact = version_hash_of(text, name, drawn)
    lived.own(ReleaseLetter(letter, parcel, text, exact, name, drawn), writer)
    lived.desk(PassLetter(writer, letter, exact, tuple(REVIEW)))
    lived.desk(OfferLetter(writer, reader, letter, parcel, exact, offer))
    return letter, offer


def drawing(lived: Lived, writer: PartyId) -> Picture:
    """A picture of this person; its words stand in its bytes as well."""
    says = lived.say("Een tekening van ons huis.")
    content = b"\xff\xd8\xff " + says.encode()
    file = pictures.keep(writer, content, party_room(lived.where.trajectory, writer).ring)
    return Picture(file, sha256(content).hexdigest(), 40, 30, says)


def takes_part_in_the_study(town: Town, party: PartyId) -> str:
    """Agrees, and waits until the first questionnaire stands open; its token."""
    from visavis.study.models import Round

    asked = town.study_link(party, "asked")
    person = Round.objects.get(token_hash=links.token_hash(asked)).person
    consent.agree(person, day(town.service.now), linking=True)
    for _look in range(10):
        town.later(days=3)
        sweep(town.service.now, town.service.keys)
        found = links.links_for(town.service.ring(party), party, town.service.now)
        if any(one.kind == "questions" for one in found):
            return town.study_link(party, "questions")
    raise AssertionError("no questionnaire was opened")


A_WHILE = timedelta(minutes=21)
"""Longer than a participant may sit still."""
