"""A few courses told step by step, so that each can be looked at in every demo: somebody young with a mother, two
people on one side, an agreement, two who asked for each other, messages after a letter, talks in one room and by
video; and somebody beside whom a friend stands.

They stand beside the calibrated caseload and change nothing in it: sources of their own, no part in the study yet.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import transaction

from visavis.demo import talks, words
from visavis.demo.looks import Look, looks_in
from visavis.demo.story import Assigned, Story, office_hours
from visavis.demo.video import film_of
from visavis.journal.keys import Keys
from visavis.journal.life import Life
from visavis.journal.record import new_id
from visavis.mediation.agreement import (
    AnswerAgreement,
    AnswerDisclosure,
    DraftAgreement,
    PutAgreement,
    RecordAgreement,
)
from visavis.mediation.approach import AllowApproach, AnswerApproach, RecordRoute, SendApproach
from visavis.mediation.around import AdmitGuest, InviteSupporter
from visavis.mediation.complaints import Complain
from visavis.mediation.days import next_letter_day
from visavis.mediation.ecogram import PutDot
from visavis.mediation.entries import Actor, Audience, PartyId, Via
from visavis.mediation.exploring import (
    AssessSuitability,
    ConfirmWilling,
    ConsentToTakePart,
    GiveInformation,
    HoldExploratoryTalk,
)
from visavis.mediation.guardians import NameGuardian
from visavis.mediation.joining import GoOnElsewhere, JoinTrajectories, RecordMatch
from visavis.mediation.letters import (
    AskHelpWithDraft,
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
from visavis.mediation.shuttle import ApproveMessage, DeliverMessage, PassMessage, SayMessage
from visavis.mediation.sign_up import PrepareSignUp, SignUp, TakeUp
from visavis.mediation.telling import SetWhatOtherMayKnow, Tell
from visavis.mediation.terms import day
from visavis.mediation.video_message import (
    FORM,
    BringTake,
    ChooseTake,
    OfferVideo,
    ReleaseVideo,
    WriteCaptions,
)
from visavis.mediation.views import Reach

LEAFLET, YOUNG_LEAFLET = "D5-2026", "D28-2026"
YES = ("take_part", "confidential", "limits")
FRIEND = "Eva de Graaf"
AROUND_ROSA = (
    ("Eva", "friend", 1, "yes", "gives", "more"),
    ("Mama", "parent", 1, "partly", "both", "same"),
    ("Joris", "partner", 2, "yes", "gives", "same"),
    ("De baas", "colleague", 3, "no", "costs", "less"),
    ("Het koor", "group", 2, "no", "gives", "more"),
    ("Pluk", "animal", 1, "", "gives", "same"),
)
MOTHER, REFERRER = "Mia Visser", "Jeugdhulp, mevrouw Bos"


@dataclass
class Few:
    """One course, told by hand: `on` moves the days, the rest are stretches of the way."""

    story: Story
    now: datetime
    sister: PartyId = field(default=PartyId(""))

    @property
    def a(self) -> PartyId:
        return self.story.a

    @property
    def b(self) -> PartyId:
        return self.story.b

    def on(self, days: float) -> None:
        """Later; on each news date in between the sweep was there."""
        later = office_hours(self.now + timedelta(days=days), self.story.rng)
        self.story.lives_until(later)
        self.now = later

    def own(self, party: PartyId, *acts: object) -> None:
        for act in acts:
            self.story.do(act, Actor(Audience.OWNER, party), party, self.now)  # type: ignore[arg-type]  # of their own

    def desk(self, *acts: object, role: Audience = Audience.MEDIATOR) -> None:
        for act in acts:
            self.story.desk(act, self.now, role)  # type: ignore[arg-type]  # of the desk

    def new_id(self) -> str:
        return new_id(self.story.rng)

    def reach(self) -> Reach:
        return Reach("phone", phone=f"06 0000 {self.story.rng.randint(1000, 9999)}")

    # Stretches of the way

    def signed_up(self, name: str, relation: str, story: str) -> None:
        act = SignUp(relation, name, 41, story, False, "Iemand uit de buurt.", "nl", self.reach())
        self.story.begun(self.story.life.sign_up(act, self.now), act, self.now)

    def taken_up(self, other: str, event: str = "violence") -> None:
        self.on(2)
        prepare = PrepareSignUp(self.a, self.story.nickname, event, referral_source="self")
        self.desk(prepare, role=Audience.INTAKE)
        self.on(3)
        found = self.story.assign(self.now, (), None)
        self.story.b = PartyId(self.new_id())
        self.story.mediator = Actor(Audience.MEDIATOR, found.account)
        self.desk(
            TakeUp(self.a, found.account, found.name, self.b, other, knows_nobody=True),
            role=Audience.PLANNER,
        )

    def willing(self, who: PartyId) -> None:
        """Informed, spoken with, and they said yes."""
        self.desk(GiveInformation(who, "nl", LEAFLET))
        self.on(2)
        self.desk(
            HoldExploratoryTalk(who, self.story.rng.choice(words.TALKED), "mastered"),
            AssessSuitability(who, "go", acknowledges=True),
        )
        self.on(2)
        self.own(who, ConsentToTakePart(YES))
        self.desk(ConfirmWilling(who))
        self.own(who, SetWhatOtherMayKnow(("O.takes_part",)), SetStandingWish("yes"))

    def answers(self, who: PartyId, name: str) -> None:
        """Written to, and they want to talk."""
        street = self.story.rng.choice(words.STREETS)
        arrives = next_letter_day(day(self.now) + timedelta(days=2))
        self.desk(RecordRoute(who, f"{street} 12", words.SOURCES[0]))
        self.desk(SendApproach(who, "minimal", arrives))
        self.on(8)
        self.own(who, AnswerApproach("talk", first_name=name, reach=self.reach()))

    def both_take_part(self, name: str) -> None:
        self.willing(self.a)
        self.own(self.a, AllowApproach(("someone", "first_name")))
        self.on(1)
        self.answers(self.b, name)
        self.willing(self.b)
        self.desk(Tell(self.a, "O.takes_part", day(self.now)))

    def ready(self, form: str = "letters") -> None:
        people = (self.a, self.b)
        self.desk(BeginPreparation(people))
        self.on(3)
        for who in people:
            self.desk(HoldPreparationTalk(who, self.story.rng.choice(words.PREPARED), "no"))
            self.own(who, ChooseForm(form), DeclareReady())
            self.desk(ConfirmReady(who))
        self.desk(AgreeForm(people, form))

    def letter_read(self) -> None:
        """``a`` wrote, ``b`` read it and let that be known: both are in contact."""
        text, signed = words.LETTERS["harmed"][0], self.story.me(self.a, self.now).first_name
        letter, parcel, offer = (self.new_id() for _ in range(3))
        whole = version_hash_of(text, signed)
        self.own(self.a, ReleaseLetter(letter, parcel, text, whole, signed))
        self.on(1)
        self.desk(PassLetter(self.a, letter, whole, tuple(REVIEW)))
        self.desk(OfferLetter(self.a, self.b, letter, parcel, whole, offer))
        self.on(2)
        self.own(self.b, OpenLetter(offer), ReleaseReaction(offer, True, True, ""))
        self.desk(TellReaction(self.a, letter, True, True, ""))

    def says(self, who: PartyId, other: PartyId, text: str, to_read: bool = True) -> None:
        """Approved word for word, looked at, and said to the other in a talk."""
        message, whole = self.new_id(), version_hash_of(text, "")
        self.own(who, ApproveMessage(message, text, whole))
        self.on(1)
        self.desk(PassMessage(who, message, whole, tuple(REVIEW)))
        self.on(3)
        self.desk(DeliverMessage(who, other, message, text, whole, self.new_id(), to_read))

    def puts(self, who: PartyId, text: str) -> str:
        agreement = self.new_id()
        self.own(who, DraftAgreement(text))
        self.on(1)
        self.desk(PutAgreement(agreement, (self.a, self.b), text))
        return agreement


def young(one: Few) -> None:
    """Of 13, signed up by who helps her; her mother is named and has said nothing yet."""
    act = SignUpOnBehalf(
        "harmed", "Sanne", 13, REFERRER, story="Bel liever na schooltijd.", reach=one.reach()
    )
    told = Actor(Audience.INTAKE, "office", Via.PHONE)
    one.story.begun(one.story.life.sign_up(act, one.now, told), act, one.now)
    one.on(2)
    one.own(one.a, ConfirmSignUp())
    one.taken_up("Jesse Kok")
    one.desk(NameGuardian(one.a, one.new_id(), MOTHER))
    one.desk(GiveInformation(one.a, "nl", YOUNG_LEAFLET))
    one.on(4)
    one.desk(
        HoldExploratoryTalk(one.a, "Zij wil vragen waarom hij meedeed.", "mastered"),
        AssessSuitability(one.a, "go", acknowledges=True),
    )
    one.on(2)
    one.own(one.a, ConsentToTakePart(YES))


def two_on_a_side(one: Few) -> None:
    """She began; her brother stands beside her, goes his own way, and complains about the waiting."""
    one.signed_up("Gea", "bereaved", words.STORIES["harmed"][0])
    one.taken_up("Hugo Vink", "traffic")
    one.willing(one.a)
    brother = PartyId(one.new_id())
    one.desk(NameParty(brother, "Daan Postma", True, knows_nobody=True))
    one.own(one.a, AllowApproach(("someone",)))
    one.on(1)
    one.answers(brother, "Daan")
    one.desk(GiveInformation(brother, "nl", LEAFLET))
    about, said, _answer = words.COMPLAINTS[0]
    one.own(brother, Complain(one.new_id(), about, said))


def agree(one: Few) -> None:
    """One text was agreed, and another lies before both; a letter that she shows her mediator, and a friend."""
    one.signed_up("Rosa", "harmed", words.STORIES["harmed"][2])
    one.taken_up("Bas Mulder")
    one.both_take_part("Bas")
    one.ready()
    has_a_friend(one)
    one.on(2)
    one.letter_read()
    first = one.puts(one.b, words.AGREEMENTS[0])
    one.on(8)
    for who in (one.a, one.b):
        (text,) = one.story.me(who, one.now).agreements
        one.own(who, AnswerAgreement(first, text.version_hash))
    one.desk(RecordAgreement(first, (one.a, one.b), tuple(AGREEMENT_REVIEW)))
    one.on(1)
    one.own(one.b, AnswerDisclosure(first, "court"))
    one.puts(one.a, words.AGREEMENTS[1])
    one.own(one.a, AskHelpWithDraft(one.new_id(), words.LETTERS["harmed"][1]))


def from_letters_to_messages(one: Few) -> None:
    """After a letter both chose messages through the mediator; he said one, hers was written down by telephone."""
    one.signed_up("Lotte", "harmed", words.STORIES["harmed"][0])
    one.taken_up("Arjen Smit")
    one.both_take_part("Arjen")
    one.ready()
    one.on(2)
    one.letter_read()
    one.on(3)
    for who in (one.a, one.b):
        one.own(who, ChooseForm("shuttle"))
    one.desk(AgreeForm((one.a, one.b), "shuttle"))
    one.on(1)
    one.says(one.a, one.b, words.MESSAGES["harmed"][0])
    told = Actor(Audience.MEDIATOR, one.story.mediator.id, Via.PHONE)
    act = SayMessage(one.new_id(), words.MESSAGES["harmed"][1])
    one.story.do(act, told, one.a, one.now)


def by_video_message(one: Few) -> None:
    """Both chose a video message. His is here for her; hers is ready, and she has not decided about it."""
    one.signed_up("Wies", "harmed", words.STORIES["harmed"][1])
    one.taken_up("Koen Blom")
    one.both_take_part("Koen")
    one.ready(FORM)
    one.on(2)
    for maker, viewer in ((one.b, one.a), (one.a, one.b)):
        video, file, letter, parcel, offer = (one.new_id() for _ in range(5))
        film = film_of(one.story.life, maker, file)
        text = words.CAPTIONS[0]
        whole = version_hash_of(text, "", (film,))
        one.desk(BringTake(maker, video, film), ChooseTake(maker, video, file))
        one.desk(WriteCaptions(maker, video, text))
        if maker == one.b:
            one.own(maker, ReleaseVideo(video, letter, parcel, text, (film,), whole))
            one.on(1)
            one.desk(PassLetter(maker, letter, whole, tuple(REVIEW)))
            one.desk(OfferVideo(maker, viewer, letter, parcel, whole, offer, 1))
            one.on(1)


def has_a_friend(one: Few) -> None:
    """Rosa drew who is around her, and asked one of them to stand beside her."""
    friend = one.new_id()
    one.own(one.a, *(PutDot(one.new_id(), *dot) for dot in AROUND_ROSA))
    one.own(one.a, InviteSupporter(friend, FRIEND, ("listen", "come_along"), ("talks", "closing")))
    one.on(1)
    one.desk(AdmitGuest(one.a, friend, one.new_id()))


def asks_for_who_signs_up_too(one: Few) -> None:
    one.signed_up("Tess", "harmed", words.STORIES["harmed"][1])
    one.taken_up("Luuk Scholten")
    one.willing(one.a)
    one.own(one.a, AllowApproach(("someone",)))


def signs_up_too(one: Few) -> None:
    one.signed_up("Luuk", "responsible", words.STORIES["responsible"][1])
    one.taken_up("Tess Dekker")
    one.willing(one.a)
    one.own(one.a, AllowApproach(("someone",)))


def joined(here: Few, there: Few) -> None:
    """He goes on where she asked for him; both are still to be called."""
    match = RecordMatch(here.b, "signed_up_too", day(there.story.begins), there.story.trajectory)
    here.desk(match, role=Audience.INTAKE)
    here.on(1)
    them = there.story.me(there.a, there.now)
    here.desk(
        JoinTrajectories(
            here.b, there.story.trajectory, True, True, them.first_name, them.relation,
            them.language, them.reach,
        )
    )  # fmt: skip
    there.on(1)
    there.desk(GoOnElsewhere(there.a, here.story.trajectory))


STORIES: dict[str, tuple[int, Callable[[Few], None]]] = {
    "Zandkool": (19, young),
    "Steppekievit": (25, two_on_a_side),
    "Tuinboon": (54, agree),
    "Zeegras": (16, asks_for_who_signs_up_too),
    "Duinviool": (15, signs_up_too),
    "Kruisbes": (52, from_letters_to_messages),
    "Zeekool": (48, by_video_message),
    "Mispel": (47, talks.ready_to_talk),
    "Zandoogje": (49, talks.by_video),
    "Zeeraket": (58, talks.talked),
    "Mannagras": (50, talks.in_a_group),
}
"""By nickname, none of the calibrated ones: how many days ago it began, and its course."""


@transaction.atomic
def tell(keys: Keys, today: datetime, assigned: Assigned) -> list[Look]:
    """All of them, in the care of one mediator; one transaction, for films. Who of them one may look as."""
    found: list[Look] = []
    lived: dict[str, Few] = {}
    for nickname, (ago, course) in STORIES.items():
        rng = random.Random(f"few:{nickname}")
        begins = office_hours(today - timedelta(days=ago), rng)
        story = Story(Life(keys, rng), rng, nickname, begins, today, lambda *_: assigned)
        lived[nickname] = Few(story, begins)
        course(lived[nickname])
    joined(lived["Zeegras"], lived["Duinviool"])
    for one in lived.values():
        one.story.lives_until(today)
        looks_in(found, one.story.view(today), assigned.account)
        one.story.life.keep()
    return found
