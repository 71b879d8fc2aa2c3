"""A mediation led step by step to where a test begins; every step on the way must be let pass."""

from copy import deepcopy
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from tests.worlds.steps import A, B, colleague_for
from tests.worlds.world import World, copied
from visavis.mediation.acts import NOT_FROM_HERE, Act, DeskAct
from visavis.mediation.approach import (
    AllowApproach,
    AnswerApproach,
    RecordRoute,
    SendApproach,
    SendReminder,
)
from visavis.mediation.closing import BeginClosing, ChooseClosingSupport, Close, HoldClosingTalk
from visavis.mediation.days import next_letter_day
from visavis.mediation.effects import Decision, Refusal
from visavis.mediation.entries import Actor, Audience, PartyId, own
from visavis.mediation.exploring import (
    AssessSuitability,
    ConfirmWilling,
    ConsentToTakePart,
    GiveInformation,
    HoldExploratoryTalk,
)
from visavis.mediation.letters import (
    OfferLetter,
    OpenLetter,
    PassLetter,
    ReleaseLetter,
    ReleaseReaction,
)
from visavis.mediation.preparation import (
    AgreeForm,
    BeginPreparation,
    ChooseForm,
    ConfirmReady,
    DeclareReady,
    HoldPreparationTalk,
    SetStandingWish,
)
from visavis.mediation.rehearsal import Rehearsal
from visavis.mediation.safeguards import REVIEW, version_hash_of
from visavis.mediation.sign_up import PrepareSignUp, SignUp, TakeUp
from visavis.mediation.telling import SetWhatOtherMayKnow
from visavis.mediation.terms import day
from visavis.mediation.views import GuestView, PartyView, Side
from visavis.mediation.windows import guest_view
from visavis.mediation.words import PartyState

NOT_HERE = Refusal(None, NOT_FROM_HERE)
TEXT, SIGNED = "What I never said.", "A."
HASH = version_hash_of(TEXT, SIGNED)


@dataclass
class Way:
    """One trajectory and its clock. Each verb leads on from the one above it and returns the way."""

    world: Rehearsal = field(default_factory=lambda: Rehearsal(people={A: True}))
    now: datetime = datetime(2026, 1, 5, 9, tzinfo=UTC)

    def tells(self, act: Act, who: PartyId, actor: Actor) -> "Way":
        """The same by a person who is not the one it is about."""
        outcome = self.tries(act, who, actor)
        assert isinstance(outcome, Decision), f"{act}: {outcome}"
        return self

    def guest(self, guest: str, who: PartyId = A) -> GuestView | None:
        lane = self.world.lanes.get(own(who), [])
        return guest_view(who, lane, self.now, guest, self.world.joint())

    def tries(
        self, act: Act, who: PartyId | None = None, actor: Actor | None = None
    ) -> Decision | Refusal:
        """The outcome; where it is a refusal, nothing at all was written."""
        if isinstance(act, DeskAct):
            by = actor or colleague_for(act)
        else:
            who = who or A
            by = actor or Actor(Audience.OWNER, who)
        before = self._kept()
        outcome = self.world.perform(act, by, self.now, who)
        if isinstance(outcome, Refusal):
            assert self._kept() == before
        return outcome

    def does(self, act: Act, who: PartyId | None = None) -> "Way":
        outcome = self.tries(act, who)
        assert isinstance(outcome, Decision), f"{act}: {outcome}"
        return self

    def _kept(self) -> Any:
        world = self.world
        return deepcopy(
            (world.lanes, world.parcels, world.tasks, world.notices, world.dues, world.anchors)
        )

    def later(self, **time: float) -> "Way":
        """Time passes; dated work is done on each day it falls due."""
        until = self.now + timedelta(**time)
        while self.now < until:
            self.now = min(self.now + timedelta(days=1), until)
            self.world.run_due(self.now)
        return self

    @property
    def today(self) -> date:
        return day(self.now)

    def me(self, who: PartyId) -> PartyView:
        return self.world.me(who, self.now)

    def side(self, who: PartyId) -> Side:
        return self.world.desk(self.now).side(who)

    def states(self) -> tuple[PartyState | None, ...]:
        return tuple(side.state for side in self.world.desk(self.now).sides)

    def tasks(self, who: PartyId) -> set[str]:
        return {task.code for task in self.world.tasks if task.party == who}

    # The way, in order

    def signed_up(self, relation: str = "harmed") -> "Way":
        return self.does(SignUp(relation, "Anna", 34, "My story."))

    def taken_up(self, event: str = "violence") -> "Way":
        self.signed_up().does(PrepareSignUp(A, "Linde", event))
        return self.does(TakeUp(A, "mediator", "Mia", B, "Bob", True, frozenset({"sensitive"})))

    def informed(self, who: PartyId = A) -> "Way":
        if who == A:
            self.taken_up()
        return self.does(GiveInformation(who, "nl", "1"))

    def explored(self, who: PartyId = A) -> "Way":
        """The talk was held; whoever was asked needs no sign-up for it."""
        return self.informed(who).does(HoldExploratoryTalk(who, "Summary.", "mastered"))

    def assessed(self, who: PartyId = A, verdict: str = "go", **facts: Any) -> "Way":
        return self.explored(who).does(
            AssessSuitability(who, verdict, **{"acknowledges": True, **facts})
        )

    def consented(self, who: PartyId = A, **facts: Any) -> "Way":
        self.assessed(who, **facts).later(days=1)
        return self.does(ConsentToTakePart(("take_part",)), who)

    def willing(self, who: PartyId = A) -> "Way":
        return self.consented(who).does(ConfirmWilling(who))

    def allowed(self) -> "Way":
        return self.willing().does(AllowApproach(("someone",)))

    def with_route(self) -> "Way":
        return self.allowed().does(RecordRoute(B, "Street 1", "register"))

    def asked(self) -> "Way":
        return self.with_route().does(SendApproach(B, "minimal", self.reachable()))

    def reachable(self) -> date:
        return next_letter_day(self.today, self.world.desk(self.now).heavy_days(B))

    def reminder(self) -> SendReminder:
        return SendReminder(B, self.reachable())

    def answered(self, answer: str = "talk", **more: Any) -> "Way":
        return self.asked().does(AnswerApproach(answer, **more), B)

    def both_willing(self) -> "Way":
        self.answered().willing(B)
        for who in (A, B):
            self.does(SetWhatOtherMayKnow(("O.talking", "O.takes_part")), who)
        return self

    def willing_now(self, who: PartyId) -> "Way":
        """As ``willing``, of a trajectory already taken up; lets it be told."""
        self.does(GiveInformation(who, "nl", "1"))
        self.does(HoldExploratoryTalk(who, "Summary.", "mastered"))
        self.does(AssessSuitability(who, "go", acknowledges=True)).later(days=1)
        self.does(ConsentToTakePart(("take_part",)), who).does(ConfirmWilling(who))
        return self.does(SetWhatOtherMayKnow(("O.talking", "O.takes_part")), who)

    def does_allowing_and_asking(self) -> "Way":
        self.does(AllowApproach(("someone",))).does(RecordRoute(B, "Street 1", "register"))
        self.does(SendApproach(B, "minimal", self.reachable()))
        return self.does(AnswerApproach("talk"), B)

    def get_ready(self) -> "Way":
        """Both, from preparing: two talks each, letters, a wish to know, ready."""
        for who in (A, B):
            for _ in range(2):
                self.does(HoldPreparationTalk(who, "Plan.", "no"))
            self.does(ChooseForm("letters"), who).does(SetStandingWish("yes"), who)
        self.does(AgreeForm((A, B)))
        for who in (A, B):
            self.does(DeclareReady(), who).does(ConfirmReady(who))
        return self

    def preparing(self) -> "Way":
        return self.both_willing().does(BeginPreparation((A, B)))

    def prepared(self) -> "Way":
        self.preparing()
        for who in (A, B):
            self.does(HoldPreparationTalk(who, "Plan.", "no"))
        return self

    def on_letters(self) -> "Way":
        self.prepared()
        for who in (A, B):
            self.does(ChooseForm("letters"), who).does(SetStandingWish("yes"), who)
        return self.does(AgreeForm((A, B)))

    def ready(self) -> "Way":
        self.on_letters()
        for who in (A, B):
            self.does(DeclareReady(), who).does(ConfirmReady(who))
        return self

    def released(self) -> "Way":
        return self.ready().does(RELEASE)

    def passed(self) -> "Way":
        return self.released().does(PASS)

    def offered(self) -> "Way":
        return self.passed().does(OFFER)

    def opened(self) -> "Way":
        return self.offered().does(OpenLetter("offer"), B)

    def reacted(self) -> "Way":
        return self.opened().does(ReleaseReaction("offer", True, True, "Thank you."), B)

    def closing(self, who: PartyId = A) -> "Way":
        return self.does(BeginClosing(who)).does(HoldClosingTalk(who, "held"))

    def closed(self, who: PartyId = A, follow_up: tuple[str, ...] = ("none",)) -> "Way":
        self.closing(who).does(ChooseClosingSupport(("nothing_now",), follow_up), who)
        return self.does(Close(who))


def way_copy(way: Way) -> Way:
    """The same place once more, for a step that another test step must not see."""
    return Way(copied(way.world, World), way.now)


RELEASE = ReleaseLetter("letter", "parcel", TEXT, HASH, SIGNED)
PASS = PassLetter(A, "letter", HASH, tuple(REVIEW))
OFFER = OfferLetter(A, B, "letter", "parcel", HASH, "offer")
