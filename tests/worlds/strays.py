"""Anything a person might do at any moment: by screen, by telephone, on paper; and who stands beside them."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from tests.worlds.steps import Step, by
from tests.worlds.tape import Tape
from tests.worlds.towards import RECIPIENT, release, releases
from visavis.mediation.acts import Act
from visavis.mediation.agreement import AnswerAgreement, AnswerDisclosure, DraftAgreement
from visavis.mediation.appointments import CannotCome, Reconfirm, SetSubjects
from visavis.mediation.approach import AllowApproach, AnswerApproach, Decline
from visavis.mediation.around import EndSupporter, InviteSupporter, SetSupporterView
from visavis.mediation.circle import LetCircleGo, SetCircleCard, WishCircle
from visavis.mediation.closing import AskToClose, ChooseClosingSupport, EndMyAftercare, Reopen
from visavis.mediation.complaints import Complain
from visavis.mediation.conference import AnswerAttendees, ProposeAttendee, TakeAttendeeBack
from visavis.mediation.contact import GoOn, LookBack
from visavis.mediation.course import Pause, Resume, Withdraw
from visavis.mediation.ecogram import (
    EndEcogramShare,
    PutDot,
    RedrawEcogram,
    ShareEcogram,
    TakeOutDot,
)
from visavis.mediation.entries import Actor, Audience, PartyId, Via
from visavis.mediation.exploring import ConsentToTakePart
from visavis.mediation.guardians import GuardianSays
from visavis.mediation.handover import AnswerHandover
from visavis.mediation.last_word import SayLastWord
from visavis.mediation.letters import (
    AnswerOffer,
    AskHelpWithDraft,
    OpenLetter,
    RecallLetter,
    ReleaseReaction,
)
from visavis.mediation.mediator import AskForAnotherMediator, HandOver, KeepMediator
from visavis.mediation.own_letter import DropOwnLetter, WriteToSelf
from visavis.mediation.preparation import ChooseForm, DeclareReady, SetStandingWish
from visavis.mediation.rehearsal import Rehearsal
from visavis.mediation.safeguards import version_hash_of
from visavis.mediation.shuttle import ApproveMessage, ReactToMessage, RecallMessage, SayMessage
from visavis.mediation.sign_up import SetReach
from visavis.mediation.support import EndUnsentLetter, MakeKeepsake, SayHelpful
from visavis.mediation.symbolic import (
    AnswerSymbolic,
    LetSymbolicGo,
    LookBackSymbolic,
    WishSymbolic,
)
from visavis.mediation.telling import SetWhatOtherMayKnow
from visavis.mediation.terms import day
from visavis.mediation.video import ChooseCallName
from visavis.mediation.video_message import DiscardVideo, KeepFilm
from visavis.mediation.views import PartyView, Reach
from visavis.mediation.wording import ChooseAddress, ChooseReading
from visavis.mediation.worries import SayWorry

GUARDIAN = "guardian"
TICKED = [(), ("appointments",), ("received", "closing"), ("talks", "agreement")]


def stray(world: Rehearsal, now: datetime, tape: Tape, who: PartyId, number: int) -> Step:
    """Anything this person, or their guardian, might do."""
    me = world.me(who, now)
    soon = day(now) + timedelta(days=1 + tape.below(40))
    if me.guest(GUARDIAN) and tape.chance(60):
        says = GuardianSays(GUARDIAN, tape.chance(128))
        return Step(says, Actor(Audience.GUARDIAN, GUARDIAN), who)
    after = [_afterwards] if me.support else []
    subject = tape.pick([_way, _way, _written, _written, _around, *after])
    act = tape.pick([*subject(me, tape, soon, number)])
    return by(who, act, tape.pick([Via.SCREEN, Via.SCREEN, Via.PHONE, Via.PAPER]))


def _way(me: PartyView, tape: Tape, soon: date, number: int) -> Iterator[Act]:
    yield SetReach(Reach(channel="phone", phone=f"06-{number}", never="never call at home"))
    yield SetStandingWish(tape.pick(["yes", "no", "ask"]))
    yield ChooseAddress(tape.pick(["u", "je"]))
    yield ChooseReading(tape.pick(["easy", "all"]))
    chosen = tape.pick([(), ("O.talking",), ("O.talking", "O.takes_part")])
    yield SetWhatOtherMayKnow(chosen, "own words")
    yield ChooseForm(
        tape.pick(["letters", "not_yet", "conversation", "shuttle", "conference", "video_message"])
    )
    yield DeclareReady()
    yield ConsentToTakePart(("take_part",))
    yield AllowApproach(tape.pick([("someone",), ("someone", "first_name", "wish")]))
    yield Pause(tape.pick([None, soon]))
    yield Resume()
    yield Withdraw()
    yield AskToClose()
    follow_up = tape.pick([("none",), ("4_weeks", "6_months")])
    several = ("peer_group", "warm_handover", "letter_to_self", "support_circle", "symbolic")
    yield ChooseClosingSupport(tape.pick([("nothing_now",), several]), follow_up)
    yield EndMyAftercare()
    yield Reopen()
    answer = tape.pick(["talk", "later", "no", "not_me"])
    yield AnswerApproach(answer, None, "no, thank you", f"N{number}")
    yield Decline("please leave me")
    yield Reconfirm()
    yield GoOn()


def _written(me: PartyView, tape: Tape, soon: date, number: int) -> Iterator[Act]:
    letters = [mine.letter for mine in me.letters] or ["unknown"]
    offers = [mine.offer for mine in me.offers] or ["unknown"]
    messages = [(m.message, m.text, m.version_hash) for m in me.messages] or [("unknown", "", "")]
    heard = [one.delivery for one in me.heard] or ["unknown"]
    yield release(me.party, number).act
    yield release(me.party, number).act
    yield RecallLetter(tape.pick(letters))
    yield AnswerOffer(
        tape.pick(offers), tape.pick(["with_mediator", "aloud", "later", "not"]), soon
    )
    yield OpenLetter(tape.pick(offers))
    reaction = tape.pick(["", "thanks"])
    yield ReleaseReaction(tape.pick(offers), tape.chance(128), tape.chance(128), reaction)
    yield AskHelpWithDraft(f"draft-{number % 4}", f"draft {number}")
    yield SayMessage(tape.pick([f"{number:032x}", messages[0][0]]), f"message {number}")
    yield ApproveMessage(*tape.pick(messages))
    own = f"message {number}, written"
    yield ApproveMessage(f"{number:031x}a", own, version_hash_of(own, ""))
    yield RecallMessage(tape.pick(messages)[0])
    yield ReactToMessage(tape.pick(heard), tape.chance(128), tape.pick(["", "thanks"]))
    for mine in me.videos:
        yield releases(me.party, mine, number, tape.chance(128))
        yield DiscardVideo(mine.video)
    yield KeepFilm(tape.pick([*letters, *offers]), tape.chance(128))
    yield DraftAgreement(f"proposal {number}")
    for one in me.agreements:
        yield AnswerAgreement(one.agreement, one.version_hash, tape.chance(128))
        yield AnswerDisclosure(one.agreement, RECIPIENT, tape.chance(128))
    yield SetSubjects(f"ask {number}", "say", "not hear")
    yield ChooseCallName(f"called {number}")
    planned = [one.contact for one in me.appointments if one.state == "planned"]
    if planned and tape.chance(64):
        yield CannotCome(tape.pick(planned), tape.chance(128))
    for held in me.held:
        yield LookBack(held.contact, f"thoughts {number}")


def _afterwards(me: PartyView, tape: Tape, soon: date, number: int) -> Iterator[Act]:
    unanswered = [note for note in me.handovers if note.agreed is None]
    if unanswered:
        note = unanswered[-1]
        yield AnswerHandover(note.note, note.version_hash, tape.chance(192), f"said {number}")
        return
    yield SayHelpful(tape.pick([one.what for one in me.support]), tape.below(6))
    text = tape.pick(["", f"to myself {number}"])
    yield WriteToSelf(f"{number:032x}", tape.pick(["3_months", "6_months"]), text)
    yield DropOwnLetter(tape.pick([one.own_letter for one in me.own_letters] or ["9" * 32]))
    yield MakeKeepsake(tape.pick([("way",), ("letters", "talks")]), tape.chance(128))
    yield EndUnsentLetter(tape.pick(["kept", "destroyed"]))
    wish = tape.pick(["take_back", "ask_first", "may_give", "destroy"])
    mine = tape.pick([one.letter for one in me.letters] or ["unknown"])
    yield SayLastWord(mine, wish, f"kept-{me.party}-{number}")


def _around(me: PartyView, tape: Tape, soon: date, number: int) -> Iterator[Act]:
    guests = [one.guest for one in me.around] or ["unknown"]
    role = tape.pick([Audience.SUPPORTER, Audience.LAWYER])
    yield InviteSupporter(f"{number:032x}", "Gijs", ("listen",), tape.pick(TICKED), role)
    yield SetSupporterView(tape.pick(guests), tape.pick(TICKED))
    yield EndSupporter(tape.pick(guests))
    yield tape.pick([WishCircle(), WishCircle(), LetCircleGo()])
    if me.circle.wished_on and not me.in_circle:
        yield InviteSupporter(f"{number:032x}", "Lot", ("circle",), tape.pick([(), ("circle",)]))
    coming = [one.attendee for one in me.group.mine] or ["unknown"]
    shown = tape.pick(["", f"Lot, a friend {number}"])
    named = tape.pick([f"{number:032x}", coming[0]])
    beside = tape.pick([guests[0], ""])
    yield ProposeAttendee(named, f"Lot {number}", shown, tape.chance(128), beside)
    yield TakeAttendeeBack(tape.pick(coming))
    if me.group.names:
        list_ = tape.pick([me.group.version_hash, "another"])
        yield AnswerAttendees(list_, tape.chance(128), f"not this one {number}")
    yield SetCircleCard((("Lot", f"does {number}"),))
    yield tape.pick([WishSymbolic(), WishSymbolic(), LetSymbolicGo()])
    if me.symbolic.asked_on:
        yield AnswerSymbolic(tape.chance(192))
        yield AnswerSymbolic(tape.chance(192))
    yield LookBackSymbolic(
        tape.pick([one.mine for one in me.symbolic.meetings] or ["9" * 32]), f"afterwards {number}"
    )
    dots = [one.dot for drawn in me.ecogram[-1:] for one in drawn.dots] or ["9" * 32]
    tie, knows = tape.pick(["friend", "parent", "animal"]), tape.pick(["", "yes", "partly"])
    put = tape.pick([f"{number:032x}", dots[0]])
    yield PutDot(put, f"dot {number}", tie, 1 + tape.below(3), knows)
    yield TakeOutDot(tape.pick(dots))
    yield RedrawEcogram()
    yield tape.pick([ShareEcogram(), ShareEcogram(), EndEcogramShare()])
    yield Complain(f"complaint-{number}", tape.pick(["mediator", "service", "lead"]), "not heard")
    yield AskForAnotherMediator()
    yield KeepMediator()
    yield HandOver(tape.pick([(), ("summary",), ("summary", "notes")]))
    yield SayWorry(f"worry {number}")
