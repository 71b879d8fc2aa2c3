"""One mediation, lived through the acts of ``mediation``: who does what, and when.

A story is a heap of moments. Each does one act or two and plans the next; when the service's today has come
it stops, wherever the people then are. So a living caseload is made of the same courses as a closed one.
"""

import heapq
import random
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import partial

from visavis.demo import figures, words
from visavis.demo.care import Care
from visavis.demo.conference import Conference
from visavis.demo.ending import Ending
from visavis.demo.meeting import Conversation
from visavis.demo.rooms import Rooms
from visavis.demo.shuttle import FORM, Shuttle
from visavis.demo.video import FORM as VIDEO
from visavis.demo.video import Video
from visavis.journal.life import Life
from visavis.journal.record import Recorded, Where, new_id
from visavis.mediation.acts import Act, DeskAct
from visavis.mediation.approach import (
    AllowApproach,
    AnswerApproach,
    Decline,
    OpenTracing,
    RecordNoAnswer,
    RecordNoRoute,
    RecordRoute,
    SendApproach,
    SendReminder,
)
from visavis.mediation.closing import (
    BeginClosing,
    ChooseClosingSupport,
    Close,
    DecideReopening,
    EndAftercare,
    HoldClosingTalk,
    HoldFollowUp,
    Reopen,
)
from visavis.mediation.conference import FORM as GROUP
from visavis.mediation.course import Pause, Resume, TickOff, Withdraw
from visavis.mediation.days import next_letter_day
from visavis.mediation.effects import Refusal
from visavis.mediation.entries import Actor, Audience, PartyId, Via
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
    TellReaction,
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
from visavis.mediation.safeguards import REVIEW, version_hash_of
from visavis.mediation.safeguards.registry import is_sensitive
from visavis.mediation.sign_up import DeclineToTakeUp, PrepareSignUp, SignUp, TakeUp
from visavis.mediation.telling import SetWhatOtherMayKnow, Tell
from visavis.mediation.terms import HERE, day
from visavis.mediation.views import DeskView, PartyView, Reach
from visavis.mediation.words import ACTIVE, PartyState
from visavis.mediation.worries import RaiseConcern, SetMeasure

P = PartyState


class RefusedInStory(RuntimeError):
    """The generator asked for something a safeguard refuses: a fault of the generator."""


@dataclass(frozen=True, slots=True)
class Assigned:
    """The mediator a planner finds: account, name, and how many they have now and took on this year."""

    account: str
    name: str
    open_now: int
    new_this_year: int


@dataclass(frozen=True, slots=True)
class Lived:
    """One act of a story, so that a test can live it again."""

    act: Act
    actor: Actor
    where: Where
    at: datetime


@dataclass
class Story:
    """A trajectory from sign-up to wherever it is today."""

    life: Life
    rng: random.Random
    nickname: str
    begins: datetime
    today: datetime
    assign: Callable[[datetime, Collection[str], random.Random | None], Assigned]
    """When, who not, and from which source; None: the story's own."""
    films: bool = False
    """Whether a film may be made: then it is lived and kept in one transaction."""
    rooms: Rooms | None = None
    """Rooms of the service, shared by all stories."""
    lived: list[Lived] = field(default_factory=list)
    event: str = ""
    trajectory: str = ""
    a: PartyId = PartyId("")
    b: PartyId = PartyId("")
    mediator: Actor = Actor(Audience.MEDIATOR, "")
    ends_contact: bool = False
    care: Care = field(init=False)
    shuttle: Shuttle = field(init=False)
    conference: Conference = field(init=False)
    talk: Conversation = field(init=False)
    ending: Ending = field(init=False)
    _heap: list[tuple[datetime, int, Callable[[datetime], None]]] = field(default_factory=list)
    _number: int = 0

    def live(self) -> bool:
        """Lives until today. False when the sign-up was not taken up."""
        self.event = self.pick(figures.EVENTS)
        self.care, self.shuttle, self.ending = Care(self), Shuttle(self), Ending(self)
        self.conference, self.talk = Conference(self), Conversation(self)
        self._at(self.begins, self._sign_up)
        while self._heap and self._heap[0][0] <= self.today:
            now, _, moment = heapq.heappop(self._heap)
            self.lives_until(now)
            moment(now)
        self.lives_until(self.today)
        return bool(self.b)

    def lives_until(self, now: datetime) -> None:
        """What comes by itself until then: news dates, and what colleagues tick off."""
        self._news_until(now)
        self._tick_off(now)

    def begun(self, outcome: Recorded | Refusal, act: Act, now: datetime) -> None:
        """The sign-up stands: it has its trajectory and whoever began it."""
        if isinstance(outcome, Refusal):
            raise RefusedInStory(outcome.text.en)
        self.trajectory, self.a = outcome.where.trajectory, outcome.where.party
        self.lived.append(Lived(act, Actor(Audience.OWNER, self.a), outcome.where, now))

    def _tick_off(self, now: datetime) -> None:
        """Colleagues tick off what they have talked over; what is of these days still stands."""
        if not self.mediator.id:
            return
        due = day(now) - timedelta(days=4)
        for task in [item.task for item in self.life.sheet.tasks if item.task.due < due]:
            if task.role in {Audience.MEDIATOR, Audience.SUPERVISOR}:
                at = max(self.lived[-1].at, datetime.combine(task.due, time(16), HERE))
                self.desk(TickOff(task.party, task.code, task.about), at, task.role)

    # The clockwork -------------------------------------------------------------------------------

    def _at(self, now: datetime, moment: Callable[[datetime], None]) -> None:
        self._number += 1
        heapq.heappush(self._heap, (office_hours(now, self.rng), self._number, moment))

    def _in(self, now: datetime, days: float, moment: Callable[[datetime], None]) -> None:
        self._at(now + timedelta(days=days), moment)

    def later(self, now: datetime, then: datetime, moment: Callable[[datetime], None]) -> None:
        """For what stands beside the story: never before now."""
        self._at(max(now, then), moment)

    def _news_until(self, now: datetime) -> None:
        """The sweep on every news date that has come."""
        while (due := self.life.next_due()) is not None and due <= day(now):
            self.life.run_due(datetime.combine(due, time(7), HERE))

    def about(self, median: float) -> float:
        """A waiting time in days, log-normal around its median."""
        return max(0.5, median * self.rng.lognormvariate(0, 0.55))

    def pick(self, shares: Mapping[str, float]) -> str:
        return self.rng.choices(list(shares), list(shares.values()))[0]

    def chance(self, share: float) -> bool:
        return self.rng.random() < share

    def do(self, act: Act, actor: Actor, party: PartyId | None, now: datetime) -> None:
        where = Where(self.trajectory, party or PartyId(""))
        outcome = self.life.carry_out(act, actor, where, now)
        if isinstance(outcome, Refusal):
            raise RefusedInStory(f"S{outcome.number} {type(act).__name__}: {outcome.text.en}")
        self.lived.append(Lived(act, actor, where, now))

    def desk(self, act: DeskAct, now: datetime, role: Audience = Audience.MEDIATOR) -> None:
        actor = self.mediator if role is Audience.MEDIATOR else Actor(role, "office")
        self.do(act, actor, None, now)

    def by(self, party: PartyId, act: Act, now: datetime) -> None:
        """By their own hand, and every fifth time told by telephone or on paper."""
        via = self.rng.choices([Via.SCREEN, Via.PHONE, Via.PAPER], [80, 14, 6])[0]
        own = Actor(Audience.OWNER, party)
        told = Actor(Audience.MEDIATOR, self.mediator.id, via)
        self.do(act, told if via is not Via.SCREEN and self.mediator.id else own, party, now)

    def me(self, party: PartyId, now: datetime) -> PartyView:
        return self.life.see_party(party, now)

    def view(self, now: datetime) -> DeskView:
        return self.life.see_desk(self.trajectory, now)

    def here(self, party: PartyId, now: datetime, *states: PartyState) -> bool:
        return self.view(now).side(party).state in states

    # Finding, signing up, taking up ---------------------------------------------------------------

    def _sign_up(self, now: datetime) -> None:
        harmed = self.chance(
            figures.BEGUN_BY_HARMED.get(self.event, figures.BEGUN_BY_HARMED_OTHERWISE)
        )
        relation = self.relation(harmed)
        voice = "harmed" if harmed else "responsible"
        rather_talk = self.chance(0.35)
        act = SignUp(
            relation,
            self.rng.choice(words.FIRST_NAMES),
            self.rng.randint(18, 72),
            "" if rather_talk else self.rng.choice(words.STORIES[voice]),
            rather_talk,
            self.rng.choice(words.FIRST_NAMES),
            "nl",
            self.reach(),
        )
        self.begun(self.life.sign_up(act, now), act, now)
        self._in(now, self.about(figures.CALL), self._call)

    @property
    def first_form(self) -> str:
        if self.conference.is_first:
            return GROUP
        other = self.shuttle.first_form
        return self.talk.form or other if other == "letters" else other

    def relation(self, harmed: bool) -> str:
        if harmed:
            return self.pick({"harmed": 0.84, "next_of_kin_harmed": 0.1, "bereaved": 0.06})
        return self.pick({"responsible": 0.95, "next_of_kin_responsible": 0.05})

    def reach(self) -> Reach:
        channel = self.pick({"phone": 0.45, "email": 0.3, "sms": 0.1, "post": 0.1, "none": 0.05})
        return Reach(
            channel=channel,
            phone=f"06 0000 {self.rng.randint(1000, 9999)}",
            email=f"{new_id(self.rng)[:8]}@example.org" if channel == "email" else "",
            safe_times=self.rng.choice(("", "na 18 uur", "overdag", "alleen dinsdag")),
            voicemail=self.chance(0.3),
            never=self.rng.choice(("", "", "Bel mij nooit thuis.", "Stuur geen post.")),
        )

    def _call(self, now: datetime) -> None:
        months = max(0, round(self.rng.lognormvariate(0, 1.1) * figures.MONTHS_TO_SIGN_UP))
        happened = day(self.begins) - timedelta(days=30 * months)
        prepare = PrepareSignUp(
            self.a,
            self.nickname,
            self.event,
            event_month=f"{happened:%Y-%m}",
            referral_source=self.pick(figures.REFERRAL),
            region=self.rng.choice(figures.REGIONS),
        )
        self.desk(prepare, now, Audience.INTAKE)
        taken = self.chance(figures.TAKEN_UP)
        self._in(now, self.about(4), self._take_up if taken else self._decline)

    def _decline(self, now: datetime) -> None:
        reason = self.pick(figures.NOT_TAKEN_UP)
        self.desk(DeclineToTakeUp(self.a, reason), now, Audience.INTAKE)

    def _take_up(self, now: datetime) -> None:
        found = self.assign(now, (), None)
        self.b = PartyId(new_id(self.rng))
        name = f"{self.rng.choice(words.FIRST_NAMES)} {self.rng.choice(words.LAST_NAMES)}"
        self.mediator = Actor(Audience.MEDIATOR, found.account)
        act = TakeUp(
            self.a,
            found.account,
            found.name,
            self.b,
            name,
            knows_nobody=True,
            trained_for=frozenset({"sensitive"}),
            open_now=found.open_now,
            new_this_year=found.new_this_year,
            reason_above_ceiling="Geen collega met minder; besproken met de werkbegeleider.",
        )
        self.desk(act, now, Audience.PLANNER)
        self.desk(GiveInformation(self.a, "nl", "D5-2026"), now)
        self._in(now, self.about(figures.FIRST_TALK - 8), self._first_talk)

    # Exploring with who began -----------------------------------------------------------------------

    def _first_talk(self, now: datetime) -> None:
        self.desk(
            HoldExploratoryTalk(
                self.a, self.rng.choice(words.TALKED), "mastered", "Eerste gesprek."
            ),
            now,
        )
        self.by(self.a, SetStandingWish(self.pick({"yes": 0.8, "ask": 0.15, "no": 0.05})), now)
        funnel = figures.FUNNELS.get(self.event, figures.OTHER_FUNNEL)
        why = "asked" if self.chance(funnel.asked) else self.pick(figures.NOT_ASKED)
        if self.chance(figures.FLAG_RAISED):
            self._worry(now)
        self.care.after_first_talk(now)
        if why == "stops":
            self._in(now, self.about(12), lambda t: self._stop(self.a, t))
        elif why == "not_suitable":
            self.desk(AssessSuitability(self.a, "not_suitable", acknowledges=True), now)
            self._in(now, self.about(10), lambda t: self.begin_closing(self.a, t))
        else:
            self.desk(AssessSuitability(self.a, "go", acknowledges=True), now)
            self._in(now, self.about(4), lambda t: self._consent(self.a, t))
            later = self._trace_in_vain if why == "untraceable" else self._approach
            self._in(now, 4 + self.about(figures.APPROACH - figures.FIRST_TALK), later)

    def _worry(self, now: datetime) -> None:
        flag = self.rng.choice(words.WORRIES)
        self.desk(RaiseConcern(self.a, flag, "Genoemd in het gesprek."), now)
        self._in(
            now,
            1,
            lambda t: self.desk(SetMeasure(self.a, flag, self.rng.choice(words.MEASURES)), t),
        )

    def _consent(self, who: PartyId, now: datetime) -> None:
        if not self.here(who, now, P.EXPLORING):
            return
        self.by(who, ConsentToTakePart(("take_part", "confidential", "limits")), now)
        self.desk(ConfirmWilling(who), now)
        told = ("O.talking", "O.takes_part") if self.chance(0.9) else ("O.takes_part",)
        self.by(who, SetWhatOtherMayKnow(told), now)

    # Asking the other -----------------------------------------------------------------------------

    def _allow(self, now: datetime) -> bool:
        if self.here(self.a, now, P.EXPLORING):
            self._consent(self.a, now)
        if not self.here(self.a, now, P.WILLING):
            return False
        ticks = ("someone", "first_name") if self.chance(0.6) else ("someone",)
        self.by(self.a, AllowApproach(ticks), now)
        return True

    def _trace_in_vain(self, now: datetime) -> None:
        if self._allow(now):
            self.desk(OpenTracing(self.b), now)
            self._in(now, self.about(25), lambda t: self._gave_up(RecordNoRoute(self.b), t))

    def _approach(self, now: datetime) -> None:
        if not self._allow(now):
            return
        street, number = self.rng.choice(words.STREETS), self.rng.randint(1, 190)
        self.desk(RecordRoute(self.b, f"{street} {number}", self.rng.choice(words.SOURCES)), now)
        version = "minimal" if self.event == "sexual_harm" or self.chance(0.4) else "informed"
        sent = now + timedelta(days=1)
        self._at(sent, lambda t: self._send(version, t))
        funnel = figures.FUNNELS.get(self.event, figures.OTHER_FUNNEL)
        if self.chance(funnel.accepts):
            self._in(sent, 3 + self.about(figures.ANSWER), self._says_talk)
            return
        why = self.pick(figures.NO_YES)
        if why == "refuses" and self.chance(0.7):
            self._in(sent, 3 + self.about(figures.ANSWER), lambda t: self._answers("no", t))
        elif why == "refuses":
            self._in(sent, 3 + self.about(figures.ANSWER), lambda t: self._talks_then_declines(t))
        elif why == "later":
            self._in(sent, 3 + self.about(figures.ANSWER), lambda t: self._answers("later", t))
        else:
            self._in(sent, 21, self._remind)
            self._in(sent, 38, lambda t: self._gave_up(RecordNoAnswer(self.b), t))

    def _send(self, version: str, now: datetime) -> None:
        if not self.here(self.a, now, P.WILLING) or self.view(now).side(self.a).file.open_worries:
            return
        self.desk(SendApproach(self.b, version, self._arrives(now)), now)

    def _remind(self, now: datetime) -> None:
        if self.here(self.b, now, P.APPROACHED) and self.here(self.a, now, P.WILLING):
            self.desk(SendReminder(self.b, self._arrives(now)), now)

    def _arrives(self, now: datetime) -> date:
        heavy = self.view(now).heavy_days(self.b)
        return next_letter_day(day(now) + timedelta(days=2), heavy)

    def _gave_up(self, act: DeskAct, now: datetime) -> None:
        if not self.here(self.b, now, P.APPROACHED, P.TRACING):
            return
        self.desk(act, now)
        self._tell_no_contact(self.a, now)

    def _answers(self, answer: str, now: datetime) -> None:
        if not self.here(self.b, now, P.APPROACHED):
            return
        until = day(now) + timedelta(days=90) if answer == "later" else None
        spoken = answer == "no" and self.chance(0.1)
        act = AnswerApproach(
            answer, until, "Het gaat goed met mij. Laat het hierbij." if spoken else ""
        )
        self.by(self.b, act, now)
        self._tell_no_contact(self.a, now, act.words)

    def _says_talk(self, now: datetime) -> None:
        if not self.here(self.b, now, P.APPROACHED):
            return
        self.by(
            self.b,
            AnswerApproach(
                "talk", first_name=self.rng.choice(words.FIRST_NAMES), reach=self.reach()
            ),
            now,
        )
        self.desk(GiveInformation(self.b, "nl", "D5-2026"), now)
        self._in(now, self.about(10), lambda t: self._other_talks(t, goes_on=True))

    def _talks_then_declines(self, now: datetime) -> None:
        if not self.here(self.b, now, P.APPROACHED):
            return
        self.by(self.b, AnswerApproach("talk"), now)
        self.desk(GiveInformation(self.b, "nl", "D5-2026"), now)
        self._in(now, self.about(8), lambda t: self._other_talks(t, goes_on=False))

    def _other_talks(self, now: datetime, goes_on: bool) -> None:
        if not self.here(self.b, now, P.EXPLORING):
            return
        harmed = self.me(self.a, now).relation in {"responsible", "next_of_kin_responsible"}
        talk = HoldExploratoryTalk(
            self.b, self.rng.choice(words.TALKED), "mastered", relation=self.relation(harmed)
        )
        self.desk(talk, now)
        self.by(self.b, SetStandingWish("yes"), now)
        if not goes_on:
            self._in(now, self.about(9), self._declines)
            return
        self.desk(AssessSuitability(self.b, "go", acknowledges=True), now)
        self._in(now, 1 + self.about(4), lambda t: self._consent(self.b, t))
        self._in(now, 8 + self.about(8), self._prepare)

    def _declines(self, now: datetime) -> None:
        if self.here(self.b, now, P.EXPLORING):
            self.by(self.b, Decline(), now)
            self._tell_no_contact(self.a, now)
            self._in(now, self.about(20), lambda t: self.begin_closing(self.b, t))

    # Preparation and contact ------------------------------------------------------------------------

    def _prepare(self, now: datetime) -> None:
        if not (self.here(self.a, now, P.WILLING) and self.here(self.b, now, P.WILLING)):
            return
        self.desk(Tell(self.a, "O.takes_part", day(now)), now)
        if self.view(now).side(self.a).file.open_worries:
            self._in(now, 2, self._prepare)
            return
        talks = 2 if is_sensitive(self.view(now)) else 1
        self.desk(BeginPreparation((self.a, self.b), talks), now)
        self.care.second_look(now)
        self.ends_contact = self.chance(figures.CONTACT_IF_BOTH_AGREE)
        if self.chance(figures.PAUSES):
            who = self.rng.choice([self.a, self.b])
            self._in(now, self.about(8), lambda t: self._pause(who, t))
        for who in (self.a, self.b):
            self._in(now, self.about(10), partial(self._preparation_talk, who))
            self._in(now, 12 + self.about(15), partial(self._gets_ready, who))
        self._in(now, self.about(figures.PREPARATION), self._agree)

    def _pause(self, who: PartyId, now: datetime) -> None:
        if self.here(who, now, P.PREPARING):
            self.by(who, Pause(day(now) + timedelta(days=30)), now)
            self._in(now, 31, lambda t: self._resume(who, t))

    def _resume(self, who: PartyId, now: datetime) -> None:
        if self.here(who, now, P.PAUSED):
            self.by(who, Resume(), now)

    def _preparation_talk(self, who: PartyId, now: datetime) -> None:
        if self.here(who, now, P.PREPARING, P.READY):
            comes = "yes" if self.chance(0.35) else "no"
            self.desk(HoldPreparationTalk(who, self.rng.choice(words.PREPARED), comes), now)

    def _gets_ready(self, who: PartyId, now: datetime) -> None:
        if not self.here(who, now, P.PREPARING):
            if self.here(who, now, P.PAUSED):
                self._in(now, 12, lambda t: self._gets_ready(who, t))
            return
        own = self.me(who, now)
        held = sum(talk.kind == "preparation" for talk in own.talks_since)
        for _ in range(own.talks_needed - held):
            self._preparation_talk(who, now)
        if own.standing_wish != "yes":
            self.by(who, SetStandingWish("yes"), now)
        self.by(who, ChooseForm(self.first_form), now)
        self.by(who, DeclareReady(), now)
        if not any(side.file.open_worries for side in self.view(now).sides):
            self.desk(ConfirmReady(who), now)

    def _agree(self, now: datetime) -> None:
        states = {side.state for side in self.view(now).sides}
        if states - {P.READY, P.PREPARING, P.PAUSED}:
            return
        if not self.ends_contact:
            self._stop(self.b, now)
            self._tell_no_contact(self.a, now)
            return
        if states != {P.READY}:
            self._in(now, 10, self._agree)
            return
        form = self.first_form
        self.desk(AgreeForm((self.a, self.b), form), now)
        if form in {GROUP, self.talk.form}:
            meeting = self.conference if form == GROUP else self.talk
            self._in(now, self.about(9), meeting.begins)
            return
        beside: dict[str, Callable[[PartyId, PartyId, datetime], None]] = {
            FORM: self.shuttle.says,
            VIDEO: Video(self).makes,
        }
        begins = beside.get(form, self._write)
        self._in(now, self.about(9), partial(begins, self.a, self.b))

    def _write(self, author: PartyId, reader: PartyId, now: datetime, answer: bool = False) -> None:
        if not all(self.here(who, now, P.READY, P.IN_CONTACT) for who in (author, reader)):
            return
        own = self.me(author, now)
        voice = (
            "responsible"
            if own.relation in {"responsible", "next_of_kin_responsible"}
            else "harmed"
        )
        text, signed = self.rng.choice(words.LETTERS[voice]), own.first_name or "—"
        letter, parcel, offer = (new_id(self.rng) for _ in range(3))
        whole = version_hash_of(text, signed)
        self.by(author, ReleaseLetter(letter, parcel, text, whole, signed), now)

        def passes(t: datetime) -> None:
            if self._at_gate(author, letter, t):
                self.desk(PassLetter(author, letter, whole, tuple(REVIEW)), t)
                self._in(t, 1 + self.about(8), offers)

        def offers(t: datetime) -> None:
            both = all(self.here(who, t, P.READY, P.IN_CONTACT) for who in (author, reader))
            if both and self._at_gate(author, letter, t):
                self.desk(OfferLetter(author, reader, letter, parcel, whole, offer), t)
                self._in(t, self.about(6), opens)

        def opens(t: datetime) -> None:
            if not self.here(reader, t, P.READY, P.IN_CONTACT):
                return
            self.by(reader, OpenLetter(offer), t)
            found = self.me(reader, t).offer(offer)
            if found is None or found.state != "opened":
                return
            self._in(t, self.about(3), reacts)
            if not answer and self.chance(figures.LETTER_ANSWERED):
                self._in(t, self.about(16), lambda u: self._write(reader, author, u, answer=True))

        def reacts(t: datetime) -> None:
            reaction = self.rng.choice(words.REACTIONS)
            self.by(reader, ReleaseReaction(offer, True, True, reaction), t)
            self.desk(TellReaction(author, letter, True, True, reaction), t)
            for who in (author, reader):
                self._in(t, 30 + self.about(25), partial(self.begin_closing, who))

        self._in(now, self.about(2), passes)

    def _at_gate(self, author: PartyId, letter: str, now: datetime) -> bool:
        mine = self.me(author, now).letter(letter)
        return mine is not None and mine.state == "released"

    # Endings --------------------------------------------------------------------------------------

    def _tell_no_contact(self, who: PartyId, now: datetime, said: str = "") -> None:
        """The desk writes it for the fixed day; afterwards the stretch without contact begins."""
        news = self.me(who, now).news_date
        if news is None:
            return
        if news > day(now):
            self.desk(Tell(who, "O.no_contact", news, said), now)
            heard = datetime.combine(news, time(10), HERE)
        else:
            heard = now
        self._at(heard + timedelta(days=10 + self.about(25)), lambda t: self.begin_closing(who, t))

    def _stop(self, who: PartyId, now: datetime) -> None:
        if self.view(now).side(who).state in ACTIVE:
            self.by(who, Withdraw(), now)
            self._in(now, self.about(14), lambda t: self.begin_closing(who, t))

    def begin_closing(self, who: PartyId, now: datetime) -> None:
        state = self.view(now).side(who).state
        if state not in ACTIVE | {P.DECLINED, P.WITHDRAWN}:
            return
        self.desk(BeginClosing(who), now)
        self._in(now, self.about(10), lambda t: self._close(who, t))

    def _close(self, who: PartyId, now: datetime) -> None:
        held = "held" if self.chance(figures.CLOSING_TALK) else "declined"
        self.desk(HoldClosingTalk(who, held), now)
        choices = ["closing_talk"] if held == "held" else []
        if self.chance(figures.WARM_HANDOVER):
            choices.append("warm_handover")
        if self.chance(figures.SUPPORT_CIRCLE):
            choices.append("support_circle")
        choices += self.ending.also_chosen()
        follow = (
            ("4_weeks", "3_months", "6_months") if self.chance(figures.FOLLOW_UP) else ("none",)
        )
        self.by(who, ChooseClosingSupport(tuple(choices) or ("nothing_now",), follow), now)
        self.desk(Close(who), now)
        self.ending.carries_out(who, choices, now)
        for promised in self.me(who, now).closing.dates:
            at = datetime.combine(promised, time(11), HERE)
            self._at(at, partial(self._follow_up, who, promised.isoformat()))
        if self.chance(figures.REOPENED):
            self._in(now, self.about(120), lambda t: self._comes_back(who, t))

    def _follow_up(self, who: PartyId, promised: str, now: datetime) -> None:
        if not self.here(who, now, P.AFTERCARE):
            return
        self.desk(HoldFollowUp(who, promised), now)
        if promised == self.me(who, now).closing.dates[-1].isoformat():
            self.desk(EndAftercare(who), now)

    def _comes_back(self, who: PartyId, now: datetime) -> None:
        if self.here(who, now, P.AFTERCARE, P.CLOSED):
            self.by(who, Reopen(), now)
            self._in(now, self.about(3), partial(self._goes_on_here, who))
            self._in(now, self.about(30), lambda t: self.begin_closing(who, t))

    def _goes_on_here(self, who: PartyId, now: datetime) -> None:
        """Intake called: it goes on in this trajectory."""
        self.desk(DecideReopening(who), now, Audience.INTAKE)


def office_hours(moment: datetime, rng: random.Random) -> datetime:
    """The same or the next working day, between nine and five."""
    local = moment.astimezone(HERE)
    while local.weekday() > 4:
        local += timedelta(days=1)
    if not 9 <= local.hour < 17:
        local = local.replace(hour=rng.randint(9, 16), minute=rng.randrange(60))
        if local < moment:
            return office_hours(local + timedelta(days=1), rng)
    return local
