"""Anything the desk might do about one person, at any moment."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from tests.worlds.steps import FRIEND, INTAKE, ON_THE_SIDE_OF_A, SISTER, A, Step, desk
from tests.worlds.strays import GUARDIAN
from tests.worlds.tape import Tape
from visavis.mediation import circle, closing, ending, handover, own_letter, support, symbolic
from visavis.mediation.acts import DeskAct
from visavis.mediation.appointments import CallOffContact
from visavis.mediation.approach import (
    RecordDay,
)
from visavis.mediation.around import AdmitGuest, ArrangeInterpreter
from visavis.mediation.complaints import RecordSupporterComplaint
from visavis.mediation.conference import PrepareAttendee
from visavis.mediation.contact import RecordNotHeld
from visavis.mediation.course import PutOff, TickOff
from visavis.mediation.danger import ReportDanger
from visavis.mediation.days import HEAVY_DAYS
from visavis.mediation.entries import PartyId
from visavis.mediation.exploring import AddNote, AssessSuitability
from visavis.mediation.guardians import HearChild, NameGuardian, RecordAge
from visavis.mediation.joining import RecordMatch
from visavis.mediation.letters import HoldLetter, ReturnLetter, TakeOfferAway
from visavis.mediation.mediator import ChangeMediator
from visavis.mediation.new_words import AskNewWords, ConfirmNewWords, RefuseNewWords
from visavis.mediation.opening import BreakGlass, TellOfOpening
from visavis.mediation.parties import NameParty
from visavis.mediation.reflection import TakeAlong
from visavis.mediation.rehearsal import Rehearsal
from visavis.mediation.safety import (
    ApproveContact,
    AskApproval,
    AssignCoMediator,
    CheckSafety,
    RecordBan,
    RecordPermission,
    StopForSafety,
    TakeOffCoMediator,
)
from visavis.mediation.scans import DropScan, KeepScan
from visavis.mediation.shuttle import ReturnMessage
from visavis.mediation.sign_up import PrepareSignUp
from visavis.mediation.telling import Tell
from visavis.mediation.terms import day
from visavis.mediation.video_message import ChooseTake, SettleFilm, WriteCaptions
from visavis.mediation.views import DeskView, FileView, PartyView, Picture, Side
from visavis.mediation.views.meeting import own_id
from visavis.mediation.worries import FLAGS, RaiseConcern


@dataclass(frozen=True)
class Case:
    """About whom, what is known of them, and when."""

    view: DeskView
    side: Side
    now: datetime
    number: int

    @property
    def who(self) -> PartyId:
        return self.side.party

    @property
    def own(self) -> PartyView:
        return self.side.own

    @property
    def file(self) -> FileView:
        return self.side.file


def stray_desk(world: Rehearsal, now: datetime, tape: Tape, who: PartyId, number: int) -> Step:
    """Anything the desk might do about this person."""
    view = world.desk(now)
    known = [side for side in view.sides if side.party == who]
    if not known:
        return Step(PrepareSignUp(A, "Wilgenroos", "violence"), INTAKE)
    soon = day(now) + timedelta(days=1 + tape.below(40))
    ending = [_afterwards] if known[0].own.support else []
    circles = [_circle, _circle] if known[0].own.circle.wished_on else []
    circles += [_symbolic] if symbolic.under_way(known[0].own) else []
    subject = tape.pick([_way, _written, _safety, _safety, _around, _service, *ending, *circles])
    return desk(tape.pick([*subject(Case(view, known[0], now, number), tape, soon)]))


def _way(case: Case, tape: Tape, soon: date) -> Iterator[DeskAct]:
    who, own = case.who, case.own
    yield PutOff(who, tape.pick([None, soon]))
    yield RecordDay(who, tape.pick([*HEAVY_DAYS]), soon)
    yield Tell(who, "O.no_contact", own.news_date or soon)
    yield Tell(who, "O.longer", own.news_date or soon)
    yield Tell(who, "O.talking", day(case.now))
    yield closing.BeginClosing(who)
    yield closing.OfferClosing(who)
    yield closing.HoldFollowUp(who, "1")
    yield closing.DecideReopening(who, anew=tape.chance(128))
    if own.closing.planned_for:
        yield ending.PlanClosing(who, soon, tape.pick([None, 1, 3]))
    yield RecordMatch(who, tape.pick(["signed_up_too", "said_no"]), day(case.now), "there")


def _afterwards(case: Case, tape: Tape, soon: date) -> Iterator[DeskAct]:
    who, own = case.who, case.own
    chosen = [one.what for one in own.support if one.chosen_on and not one.held_on]
    what = tape.pick(chosen or ["peer_group"])
    agreed = [note for note in own.handovers if note.agreed and not note.handed_on]
    enveloped = [one for one in own.own_letters if one.in_envelope and not one.back_on]
    if agreed or enveloped:
        yield from (handover.HoldHandover(who, note.note) for note in agreed)
        yield from (own_letter.SendEnvelope(who, one.own_letter) for one in enveloped)
        return
    if "warm_handover" in chosen and not own.handovers:
        yield handover.WriteHandover(who, f"{case.number:032x}", "GP", f"note {case.number}")
        return
    yield support.ArrangeSupport(who, what, f"arranged {case.number}", tape.pick([None, soon]))
    yield support.HoldSupport(who, what)


def _circle(case: Case, tape: Tape, soon: date) -> Iterator[DeskAct]:
    """On to its meeting: the talk, a call with whoever was asked, a day, and how it goes afterwards."""
    who, own, now = case.who, case.own.circle, case.now
    called = [guest for guest in case.own.in_circle if guest.state == "invited"]
    if own.met_on is not None:
        yield circle.CheckCircle(who)
    elif own.talked_on is None:
        yield circle.HoldCircleTalk(who, f"wishes {case.number}")
    elif called:
        yield AdmitGuest(who, called[0].guest, f"person-{tape.below(6)}")
    else:
        yield circle.PlanCircle(who, now + timedelta(days=7), f"there {case.number}")
        yield circle.HoldCircle(who)


def _stands(case: Case, meeting: str) -> bool:
    found = case.own.symbolic.meeting(own_id(case.who, meeting))
    return found is not None and found.state == "planned"


def _symbolic(case: Case, tape: Tape, soon: date) -> Iterator[DeskAct]:
    """On to a meeting: the talk, being asked with others, a day, who came, and the end of it."""
    who, own, now = case.who, case.own.symbolic, case.now
    group = case.file.meets_in or f"{case.number:032x}"
    if own.talked_on is None:
        yield symbolic.HoldSymbolicTalk(
            who, f"hopes {case.number}", "Lot", "either", "group", "violence"
        )
    elif meeting := next((one for one in ("one", "two") if _stands(case, one)), ""):
        yield symbolic.CallOffSymbolic(who, group, meeting)
        yield symbolic.HoldSymbolic(who, group, meeting, tape.chance(192))
    elif own.says_yes:
        at = now + timedelta(days=7)
        names = (f"Gijs {case.number}", "Noor")
        for _ in range(2):
            yield symbolic.PlanSymbolic(
                who, group, tape.pick(["one", "two"]), at, "there", ("Mia", "Jo"), names, True
            )
        for _ in range(2):
            yield symbolic.HoldSymbolic(who, group, tape.pick(["one", "two"]), tape.chance(192))
            yield symbolic.CallOffSymbolic(who, group, tape.pick(["one", "two"]))
        yield symbolic.RoundOffSymbolic(who)
    else:
        beside = tape.pick([("yonder",), ("yonder", "beyond")])
        yield symbolic.AskSymbolic(who, f"{case.number:032x}", beside, know_nobody=True)


def _written(case: Case, tape: Tape, soon: date) -> Iterator[DeskAct]:
    who, own = case.who, case.own
    scan = f"{case.number:032x}"
    kept = [one.scan for one in case.view.side(who).file.scans]
    page = Picture(scan, "d" * 64, 40, 30)
    yield DropScan(who, kept[0]) if kept else KeepScan(who, scan, "sheet", (page,))
    yield AddNote(who, f"note {case.number}")
    yield TakeAlong(who, f"along {case.number}")
    yield TakeOfferAway(who, tape.pick([mine.offer for mine in own.offers] or ["unknown"]))
    for letter in own.letters:
        yield ReturnLetter(who, letter.letter, letter.parcel, "a word")
        yield HoldLetter(who, letter.letter, letter.parcel, tape.chance(128))
    for mine in own.videos:
        yield ChooseTake(who, mine.video, tape.pick([one.file for one in mine.takes]))
        yield WriteCaptions(who, mine.video, f"captions {case.number}")
    for offer in own.offers:
        yield SettleFilm(who, offer.offer, tape.chance(128))
    for message in own.messages:
        yield ReturnMessage(who, message.message, "a word")
    for planned in own.appointments:
        people = [
            side.party
            for side in case.view.sides
            if any(one.contact == planned.contact for one in side.own.appointments)
        ]
        ends = tape.pick([CallOffContact, CallOffContact, CallOffContact, RecordNotHeld])
        yield ends(planned.contact, tuple(people))


def _safety(case: Case, tape: Tape, soon: date) -> Iterator[DeskAct]:
    who = case.who
    yield RaiseConcern(who, tape.pick([*FLAGS]), "worry")
    verdict = tape.pick(["go", "not_now", "not_suitable"])
    yield AssessSuitability(who, verdict, acute=tape.chance(40), acknowledges=True)
    yield CheckSafety(who, f"looked {case.number}")
    yield RecordBan(who, "court", tape.pick([soon, soon, None]))
    yield RecordPermission(who, "court", "of today")
    yield AskApproval(who)
    yield ApproveContact(who, tape.chance(200))
    people = tuple(side.party for side in case.view.sides)
    yield AssignCoMediator("second", "Sam", True, frozenset({"sensitive"}), people)
    yield TakeOffCoMediator("second", "Sam", people)
    yield StopForSafety(who, "threat", "stopped", ends=tape.chance(80))
    yield ReportDanger(who, f"danger-{case.number}", "imminent", "police", "least", True)
    yield BreakGlass("a complaint", case.now + timedelta(minutes=30))
    yield TellOfOpening(who, "opened because of a complaint")


def _around(case: Case, tape: Tape, soon: date) -> Iterator[DeskAct]:
    who, own = case.who, case.own
    person = f"person-{tape.below(6)}"
    for guest in own.around:
        if guest.state == "invited":
            yield AdmitGuest(who, guest.guest, person)
            yield AdmitGuest(who, guest.guest, person)
    for one in own.group.mine:
        comes, signed = tape.chance(200), tape.chance(200)
        yield PrepareAttendee(who, one.attendee, comes, signed, person)
    yield ArrangeInterpreter(who, f"interpreter-{case.number}", "Ilse", person, True)
    yield RecordAge(who, tape.pick([10, 14, 17]))
    yield NameGuardian(who, GUARDIAN, "Greet", is_party=tape.chance(60))
    yield HearChild(who, "own words")
    known = {side.party for side in case.view.sides}
    for new in (one for one in (SISTER, FRIEND) if one not in known):
        yield NameParty(new, "Nog iemand", ON_THE_SIDE_OF_A[new], knows_nobody=True)


def _service(case: Case, tape: Tape, soon: date) -> Iterator[DeskAct]:
    who = case.who
    yield TickOff(who, "first_talk")
    yield RecordSupporterComplaint(who, f"complaint-{case.number}", "of a supporter")
    people = tuple(side.party for side in case.view.sides)
    trained = frozenset({"sensitive"})
    yield ChangeMediator(people, f"mo-{case.number}", f"Mo {case.number}", True, trained)
    yield AskNewWords(who)
    yield ConfirmNewWords(who, "mediator", "intake")
    yield RefuseNewWords(who)
