"""Histories of a trajectory: a course that leads somewhere, with secrets strewn between.

``course`` proposes what a mediation would do next, so that letters are really released, passed, offered and
opened; ``stray`` proposes anything a person or the desk might do at any moment.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from tests.worlds.tape import Tape
from visavis.mediation.acts import Act
from visavis.mediation.approach import (
    AllowApproach,
    AnswerApproach,
    Decline,
    OpenTracing,
    RecordNoAnswer,
    RecordNoRoute,
    RecordRoute,
    RecordWrongAddress,
    SendApproach,
    SendReminder,
)
from visavis.mediation.closing import (
    AskToClose,
    BeginClosing,
    ChooseClosingSupport,
    Close,
    EndAftercare,
    HoldClosingTalk,
    HoldFollowUp,
    Reopen,
)
from visavis.mediation.course import Pause, PutOff, Resume, TickOff, Withdraw
from visavis.mediation.entries import Actor, Audience, PartyId, Via
from visavis.mediation.exploring import (
    AddNote,
    AssessSuitability,
    ConfirmWilling,
    ConsentToTakePart,
    GiveInformation,
    HoldExploratoryTalk,
)
from visavis.mediation.letters import (
    AnswerOffer,
    HoldLetter,
    OfferLetter,
    OpenLetter,
    PassLetter,
    RecallLetter,
    ReleaseLetter,
    ReleaseReaction,
    ReturnLetter,
    TakeOfferAway,
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
from visavis.mediation.rehearsal import Rehearsal
from visavis.mediation.safeguards import REVIEW, version_hash_of
from visavis.mediation.sign_up import PrepareSignUp, SetReach, SignUp, TakeUp
from visavis.mediation.telling import SetWhatOtherMayKnow, Tell
from visavis.mediation.terms import day
from visavis.mediation.views import Reach, Side
from visavis.mediation.words import COMMITTED, PartyState
from visavis.mediation.worries import RaiseConcern, SetMeasure

P = PartyState
A, B = PartyId("party-a"), PartyId("party-b")
MEDIATOR = Actor(Audience.MEDIATOR, "mediator")
PLANNER = Actor(Audience.PLANNER, "planner")
INTAKE = Actor(Audience.INTAKE, "intake")


@dataclass(frozen=True)
class Step:
    act: Act
    actor: Actor
    party: PartyId | None = None


def by(party: PartyId, act: Act, via: Via = Via.SCREEN) -> Step:
    """A person's own act, by their own hand or told to the mediator."""
    who = (
        Actor(Audience.OWNER, party)
        if via is Via.SCREEN
        else Actor(Audience.MEDIATOR, "mediator", via)
    )
    return Step(act, who, party)


def desk(act: Act) -> Step:
    return Step(act, MEDIATOR)


def sign_up(tape: Tape) -> Step:
    relation = tape.pick(["harmed", "responsible", "bereaved"])
    return by(A, SignUp(relation, "Anna", 16 + tape.below(60), "secret-story"))


def course(world: Rehearsal, now: datetime, tape: Tape, number: int) -> Step | None:
    """What would come next; None when this moment offers nothing."""
    view = world.desk(now)
    if not view.sides or view.side(A).own.state is None:
        return sign_up(tape)
    if not view.desk.prepared:
        return Step(PrepareSignUp(A, "Wilgenroos", "violence"), INTAKE)
    if not view.desk.taken_up:
        return Step(TakeUp(A, "mediator", "Mia", B, "Bob", knows_nobody=True), PLANNER)
    steps = [*between(world, now, tape, number)]
    for side in view.sides:
        steps += towards(side, now, tape, number)
    return tape.pick(steps) if steps else None


def towards(side: Side, now: datetime, tape: Tape, number: int) -> list[Step]:
    """Steps of one person apart."""
    who, own = side.party, side.own
    if own.state in {P.REGISTERED, P.EXPLORING} and own.consented_on is None:
        if not own.informed:
            return [desk(GiveInformation(who, "nl", "1"))]
        if not own.talks:
            return [desk(HoldExploratoryTalk(who, "own summary", "mastered", "desk note"))]
        if own.suitability is None:
            return [desk(AssessSuitability(who, "go", acknowledges=True))]
        return [by(who, ConsentToTakePart(("take_part",)))]
    if own.state is P.EXPLORING:
        return [desk(ConfirmWilling(who))]
    if own.state is P.WILLING:
        steps = [by(who, SetWhatOtherMayKnow(("O.talking", "O.takes_part")))]
        if side.initiating and "approach" not in own.may_tell:
            return [by(who, AllowApproach(("someone",)))]
        if not own.standing_wish:
            steps.append(by(who, SetStandingWish("yes")))
        return steps
    if own.state is P.PREPARING:
        if not own.supporter_asked:
            return [desk(HoldPreparationTalk(who, "own plan", tape.pick(["no", "yes", ""])))]
        if own.standing_wish != "yes":
            return [by(who, SetStandingWish("yes"))]
        if own.form_choice != "letters":
            return [by(who, ChooseForm("letters"))]
        return [desk(ConfirmReady(who)) if own.ready_wished else by(who, DeclareReady())]
    if own.state in {P.READY, P.IN_CONTACT}:
        steps = []
        if sum(mine.state == "released" for mine in own.letters) < 2:
            steps.append(release(who, number))
        steps += [by(who, OpenLetter(o.offer)) for o in own.offers if o.state != "opened"]
        steps += [
            by(who, ReleaseReaction(o.offer, True, True, "reaction"))
            for o in own.offers
            if o.state == "opened" and not o.released_read
        ]
        return steps
    if own.state is P.CLOSING:
        if not own.closing.talk:
            return [desk(HoldClosingTalk(who, "held"))]
        if not own.closing.follow_up:
            return [by(who, ChooseClosingSupport(("closing_talk",), ("4_weeks",)))]
        return [desk(Close(who))]
    if own.state is P.PAUSED:
        return [by(who, Resume())]
    return []


def between(world: Rehearsal, now: datetime, tape: Tape, number: int) -> list[Step]:
    """Steps of the desk that go from one to the other."""
    view = world.desk(now)
    steps: list[Step] = []
    for side in view.sides:
        (other,) = view.others(side.party) or (None,)
        if other is None:
            continue
        if side.file.state in {P.NAMED, P.TRACING} and side.own.state is None:
            if not side.file.routes:
                steps.append(desk(RecordRoute(side.party, "street", "given")))
            else:
                steps.append(desk(SendApproach(side.party, "minimal", reachable(now))))
        if side.state is P.APPROACHED:
            steps.append(by(side.party, AnswerApproach("talk", first_name="Bob")))
        if other.own.committed and other.own.news_date and side.own.may_tell >= {"O.takes_part"}:
            steps.append(desk(Tell(other.party, "O.takes_part", day(now))))
        for letter in side.own.letters:
            gate = side.file.gate(letter.letter)
            if letter.state == "released" and gate is None:
                looked = tuple(REVIEW)
                steps.append(
                    desk(PassLetter(side.party, letter.letter, letter.version_hash, looked))
                )
            if letter.state == "released" and gate is not None and gate.state == "passed":
                steps.append(
                    desk(
                        OfferLetter(
                            side.party,
                            other.party,
                            letter.letter,
                            letter.parcel,
                            letter.version_hash,
                            f"offer-{number}",
                        )
                    )
                )
            if gate is not None and gate.offer and not letter.reader_read:
                steps.append(desk(TellReaction(side.party, letter.letter, True, True, "reaction")))
    everyone = tuple(side.party for side in view.sides)
    if all(side.state is P.WILLING for side in view.sides) and len(everyone) == 2:
        steps.append(desk(BeginPreparation(everyone)))
    chosen = [s for s in view.sides if s.own.form_choice == "letters" and s.own.committed]
    if len(chosen) == 2 and not all(side.own.form_agreed for side in view.sides):
        steps.append(desk(AgreeForm(everyone)))
    return steps


def release(who: PartyId, number: int) -> Step:
    text = f"letter text {number} of {who}"
    act = ReleaseLetter(
        f"letter-{number}", f"parcel-{number}", text, version_hash_of(text, "S."), "S."
    )
    return by(who, act)


def reachable(now: datetime) -> "object":
    arrives = day(now)
    while arrives.weekday() >= 4:
        arrives += timedelta(days=1)
    return arrives


def stray(world: Rehearsal, now: datetime, tape: Tape, who: PartyId, number: int) -> Step:
    """Anything this person might do at any moment, by screen, telephone or paper."""
    me = world.me(who, now)
    letters = [mine.letter for mine in me.letters] or ["unknown"]
    offers = [mine.offer for mine in me.offers] or ["unknown"]
    soon = day(now) + timedelta(days=1 + tape.below(40))
    options: list[Act] = [
        release(who, number).act,
        RecallLetter(tape.pick(letters)),
        SetReach(Reach(channel="phone", phone=f"06-{number}", never="never call at home")),
        SetStandingWish(tape.pick(["yes", "no", "ask"])),
        SetWhatOtherMayKnow(
            tape.pick([(), ("O.talking",), ("O.talking", "O.takes_part")]), "own words"
        ),
        ChooseForm(tape.pick(["letters", "not_yet"])),
        DeclareReady(),
        ConsentToTakePart(("take_part",)),
        AllowApproach(tape.pick([("someone",), ("someone", "first_name", "wish")])),
        Pause(tape.pick([None, soon])),
        Resume(),
        Withdraw(),
        AskToClose(),
        ChooseClosingSupport(("nothing_now",), tape.pick([("none",), ("4_weeks", "6_months")])),
        Reopen(),
        AnswerApproach(
            tape.pick(["talk", "later", "no", "not_me"]), None, "no, thank you", f"N{number}"
        ),
        Decline("please leave me"),
        AnswerOffer(tape.pick(offers), tape.pick(["with_mediator", "aloud", "later", "not"]), soon),
        OpenLetter(tape.pick(offers)),
        ReleaseReaction(
            tape.pick(offers), tape.chance(128), tape.chance(128), tape.pick(["", "thanks"])
        ),
        release(who, number).act,
    ]
    return by(who, tape.pick(options), tape.pick([Via.SCREEN, Via.SCREEN, Via.PHONE, Via.PAPER]))


def stray_desk(world: Rehearsal, now: datetime, tape: Tape, who: PartyId, number: int) -> Step:
    """Anything the desk might do about this person."""
    view = world.desk(now)
    known = [side for side in view.sides if side.party == who]
    if not known:
        return Step(PrepareSignUp(A, "Wilgenroos", "violence"), INTAKE)
    own, file = known[0].own, known[0].file
    letter = own.letters[tape.below(len(own.letters))] if own.letters else None
    offers = [mine.offer for mine in own.offers] or ["unknown"]
    soon = day(now) + timedelta(days=1 + tape.below(40))
    news = own.news_date or soon
    options: list[Act] = [
        AddNote(who, f"note {number}"),
        RaiseConcern(who, "threat", "worry"),
        *[SetMeasure(who, worry.flag, "measure") for worry in file.open_worries],
        AssessSuitability(who, tape.pick(["go", "not_now", "not_suitable"]), acute=tape.chance(40)),
        PutOff(who, tape.pick([None, soon])),
        RecordNoAnswer(who),
        RecordNoRoute(who),
        RecordWrongAddress(who),
        OpenTracing(who),
        SendReminder(who),
        Tell(who, "O.no_contact", news),
        Tell(who, "O.longer", news),
        Tell(who, "O.talking", day(now)),
        BeginClosing(who),
        EndAftercare(who),
        HoldFollowUp(who, "1"),
        TakeOfferAway(who, tape.pick(offers)),
        TickOff(who, "first_talk"),
    ]
    if letter is not None:
        options += [
            ReturnLetter(who, letter.letter, letter.parcel, "a word"),
            HoldLetter(who, letter.letter, letter.parcel, tape.chance(128)),
        ]
    return desk(tape.pick(options))


def committed(world: Rehearsal, now: datetime) -> bool:
    return all(side.state in COMMITTED for side in world.desk(now).sides)
