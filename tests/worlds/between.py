"""What would come next at the desk, from one person to another."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

from tests.worlds.steps import Step, by, desk
from tests.worlds.tape import Tape
from tests.worlds.towards import RECIPIENT
from visavis.mediation.agreement import DiscloseAgreement, PutAgreement, RecordAgreement
from visavis.mediation.appointments import Arrival, PlanContact
from visavis.mediation.approach import AnswerApproach, RecordRoute, SendApproach
from visavis.mediation.complaints import AnswerComplaint, AnswerSupporter, PassComplaintOn
from visavis.mediation.conference import PrepareAttendee, PutAttendees
from visavis.mediation.contact import HoldContact
from visavis.mediation.danger import DiscloseDanger, KeepDanger, TellOfDisclosure
from visavis.mediation.days import next_letter_day
from visavis.mediation.death import TellOfDeath
from visavis.mediation.entries import PartyId
from visavis.mediation.joining import JoinTrajectories
from visavis.mediation.last_word import SayLastWord
from visavis.mediation.letters import (
    GiveKeptLetter,
    HelpWithDraft,
    OfferLetter,
    PassLetter,
    TellReaction,
)
from visavis.mediation.mediator import AnswerMediatorRequest
from visavis.mediation.preparation import AgreeForm, BeginPreparation, SetStandingWish
from visavis.mediation.safeguards import AGREEMENT_REVIEW, REVIEW
from visavis.mediation.safety import AssignCoMediator, CheckSafety, RecordPermission
from visavis.mediation.shuttle import DeliverMessage, PassMessage, TellMessageReaction
from visavis.mediation.support import AROUND_THE_END
from visavis.mediation.telling import Tell
from visavis.mediation.terms import day
from visavis.mediation.video import EndCall, LetIn
from visavis.mediation.video_message import ChooseTake, OfferVideo, SettleFilm, WriteCaptions
from visavis.mediation.views import DeskView, Side
from visavis.mediation.views.meeting import IN
from visavis.mediation.words import HEARS_OF_STAFF, PartyState
from visavis.mediation.worries import (
    DECISIONS,
    AskDecision,
    DecideWorry,
    HearWorry,
    SetMeasure,
)

P = PartyState
GROUP = {
    "seating": "a circle",
    "speaking": "one after another",
    "method": "peace_circle",
    "afterwards": "soup",
}
MEETING = frozenset({P.READY, P.IN_CONTACT})


def between(view: DeskView, form: str, now: datetime, tape: Tape, number: int) -> Iterator[Step]:
    """Steps of the desk that go from one to the other."""
    yield from _answering(view, now, tape)
    yield from _asking(view, now, tape)
    yield from _preparing(view, form)
    ready = [s for s in view.sides if s.state in MEETING and s.own.form_agreed == form]
    both = _of_both_sides(ready)
    for side in view.sides:
        yield from _left(side, view)
        readers = [one for one in both if one.initiating is not side.initiating]
        if form in {"letters", "video_message"}:
            reader = tape.pick(readers).party if readers else None
            yield from [*_letters(side, reader, number)] * 3
        elif form == "shuttle":
            reader = tape.pick(readers).party if readers else None
            yield from [*_messages(side, reader, number)] * 3
    yield from _films(view)
    if form == "conference" and both:
        yield from _coming_along(view, both, tape)
    if form in {"conversation", "conference"} and both:
        yield from _meeting(both, form, now, tape, number)
    yield from _agreeing([s for s in ready if s.state is P.IN_CONTACT], number)


def _of_both_sides(sides: list[Side]) -> list[Side]:
    """These people, where there are some of both sides; otherwise nobody."""
    return sides if {side.initiating for side in sides} == {True, False} else []


def _answering(view: DeskView, now: datetime, tape: Tape) -> Iterator[Step]:
    """What lies open is answered, so that a worry does not end every history."""
    for side in view.sides:
        who, file = side.party, side.file
        for worry in file.open_worries:
            yield desk(SetMeasure(who, worry.flag, "measure"))
            yield desk(AskDecision(who, worry.flag))
            yield desk(DecideWorry(who, worry.flag, tape.pick([*DECISIONS]), "words", "lead"))
        if side.own.worries_said:
            yield desk(HearWorry(who))
        if any(ban.holds(day(now)) for ban in file.bans):
            yield desk(RecordPermission(who, "court", "of today"))
        for danger in file.dangers:
            if danger.disclosed_on is None:
                yield desk(DiscloseDanger(who, danger.danger, "lead", danger.text))
                yield desk(KeepDanger(who, danger.danger, "lead", "it is past"))
            elif not side.own.disclosures:
                yield desk(TellOfDisclosure(who, danger.danger, "what was shared"))
        for one in side.own.complaints:
            if not one.answer:
                above = one.about == "lead"
                yield desk(AnswerComplaint(who, one.complaint, "lead", above, "heard", True))
                yield desk(PassComplaintOn(who, one.complaint))
        for one in file.complaints:
            if not one.answer:
                yield desk(AnswerSupporter(who, one.complaint, "lead", "heard", True))
        if side.own.asked_for_mediator:
            yield desk(AnswerMediatorRequest(who))
        for draft in side.own.drafts:
            if not draft.word:
                yield desk(HelpWithDraft(who, draft.letter, "a word"))
        for other in view.sides:
            if other.file.died_on and other.party != who:
                yield desk(TellOfDeath(who, about=other.party))


def _asking(view: DeskView, now: datetime, tape: Tape) -> Iterator[Step]:
    allowed = any("approach" in side.own.may_tell for side in view.sides)
    for side in view.sides:
        if side.file.state in {P.NAMED, P.TRACING} and side.own.state is None:
            if any(match.what == "signed_up_too" for match in side.file.matches):
                there = JoinTrajectories(side.party, "there", True, True, "Bob", "responsible")
                yield desk(there)
            elif not side.file.routes:
                yield desk(RecordRoute(side.party, "street", "given"))
            elif allowed:
                yield desk(SendApproach(side.party, "minimal", letter_day(view, side, now)))
        if side.state is P.APPROACHED and tape.chance(100):
            yield by(side.party, AnswerApproach("talk", first_name="Bob"))
        for other in view.others(side.party):
            heard = any(told.code == "O.takes_part" for told in other.own.told)
            allows = side.own.committed and "O.takes_part" in side.own.may_tell
            if other.own.committed and other.own.news_date and allows and not heard:
                yield desk(Tell(other.party, "O.takes_part", day(now)))


def letter_day(view: DeskView, side: Side, now: datetime) -> date:
    return next_letter_day(day(now), view.heavy_days(side.party))


def _preparing(view: DeskView, form: str) -> Iterator[Step]:
    there = [s for s in view.sides if s.own.committed and s.own.state is not P.PAUSED]
    come = _of_both_sides([s for s in there if "O.takes_part" in s.own.may_tell])
    if any(side.state is P.WILLING for side in come):
        yield desk(BeginPreparation(tuple(side.party for side in come)))
    chosen = _of_both_sides([s for s in there if s.own.form_choice == form])
    if any(side.own.form_agreed != form for side in chosen):
        yield desk(AgreeForm(tuple(side.party for side in chosen), form))


def _letters(side: Side, reader: PartyId | None, number: int) -> Iterator[Step]:
    who = side.party
    for letter in side.own.letters:
        gate = side.file.gate(letter.letter)
        if letter.state == "released" and gate is None:
            yield desk(PassLetter(who, letter.letter, letter.version_hash, tuple(REVIEW)))
        if letter.state == "released" and gate and gate.state == "passed" and reader:
            said = (letter.letter, letter.parcel, letter.version_hash, f"offer-{number}")
            if letter.film:
                yield desk(OfferVideo(who, reader, *said, minutes=2))
            else:
                yield desk(OfferLetter(who, reader, *said))
        if gate is not None and gate.offer and not letter.reader_read:
            yield desk(TellReaction(who, letter.letter, True, True, "reaction"))


def _films(view: DeskView) -> Iterator[Step]:
    """A take is chosen and gets its captions; a film stays where everyone chose so."""
    for side in view.sides:
        who = side.party
        for mine in side.own.videos:
            if not mine.chosen:
                yield from [desk(ChooseTake(who, mine.video, mine.takes[-1].file))] * 2
            elif not mine.captions:
                yield from [desk(WriteCaptions(who, mine.video, f"captions of {mine.video}"))] * 2
        for offer in side.own.offers:
            if offer.film and (offer.keep or offer.stays):
                yield desk(SettleFilm(who, offer.offer, stays=not offer.stays))


def _messages(side: Side, reader: PartyId | None, number: int) -> Iterator[Step]:
    who = side.party
    for mine in side.own.messages:
        gate = side.file.gate(mine.message)
        if mine.state == "approved" and gate is None:
            yield desk(PassMessage(who, mine.message, mine.version_hash, tuple(REVIEW)))
        if mine.state == "approved" and gate and gate.state == "passed" and reader:
            exact, said = mine.version_hash, f"{number:032x}"
            yield desk(
                DeliverMessage(
                    who, reader, mine.message, mine.text, exact, said, to_read=number % 2 == 0
                )
            )
        if gate is not None and gate.offer and not mine.received:
            yield desk(TellMessageReaction(who, mine.message, True, "reaction"))


def _coming_along(view: DeskView, sides: list[Side], tape: Tape) -> Iterator[Step]:
    """A second mediator, a talk with each who would come along, a list for everyone."""
    if not view.desk.co_mediator:
        yield desk(AssignCoMediator("second", "Sam", True, frozenset({"sensitive"})))
    mine = [(side, one) for side in sides for one in side.own.group.mine]
    for side, one in mine:
        known = {each.attendee for each in side.file.attendees if each.may_come}
        if one.attendee not in known:
            yield desk(PrepareAttendee(side.party, one.attendee, True, True, one.attendee))
    released = {one.shown_as for _side, one in mine if one.released}
    lists = {side.own.group.names for side in sides}
    refused = any(side.own.group.accepts is False for side in sides)
    if released and (
        refused or len(lists) > 1 or not {*next(iter(lists))} <= released or () in lists
    ):
        people = tuple(side.party for side in sides)
        kept = [name for name in sorted(released) if tape.chance(200)]
        yield from [desk(PutAttendees(people, tuple(kept)))] * 2


def _meeting(
    sides: list[Side], form: str, now: datetime, tape: Tape, number: int
) -> Iterator[Step]:
    people = tuple(side.party for side in sides)
    planned = [
        {one.contact for one in side.own.appointments if one.state == "planned"} for side in sides
    ]
    common = sorted(set.intersection(*planned))
    if not common:
        at = now + timedelta(days=2)
        arrivals = tuple(
            Arrival(
                who,
                at + timedelta(minutes=10 * n),
                at + timedelta(hours=2, minutes=10 * n),
                f"door {n}",
            )
            for n, who in enumerate(people)
        )
        yield desk(
            PlanContact(
                f"contact-{number}",
                form,
                "library",
                arrivals,
                True,
                True,
                "a raised hand",
                room=f"room {number}",
                **(GROUP if form == "conference" else {}),
            )
        )
        return
    lately = day(now) - timedelta(days=10)
    checks = [(side.party, side.file.safety_checked_on) for side in sides]
    unchecked = [who for who, on in checks if on is None or on < lately]
    yield from (desk(CheckSafety(who)) for who in unchecked)
    if not unchecked and all(side.own.reconfirmed_at for side in sides):
        if any(one.call == IN for side in sides for one in side.own.appointments):
            yield desk(EndCall(common[0], people))
        yield desk(LetIn(common[0], "conversation", people, tape.pick([*people])))
        stopped = tape.chance(60)
        came = tuple(name for name in sides[0].own.group.names if tape.chance(200))
        held = HoldContact(common[0], form, people, 90, stopped=stopped)
        yield desk(replace(held, came=came) if form == "conference" else held)


def _agreeing(sides: list[Side], number: int) -> Iterator[Step]:
    if not _of_both_sides(sides):
        return
    known = {one.agreement: one for side in sides for one in side.own.agreements}
    texts = {one.text for one in known.values()}
    for side in sides:
        draft = side.own.agreement_draft
        if draft and draft not in texts:
            people = tuple(one.party for one in sides)
            yield desk(PutAgreement(f"agreement-{number}", people, draft))
    for one in known.values():
        part = tuple(side.party for side in sides if one.agreement in side.own.agreement_ids)
        if one.recorded_on is None:
            yield desk(RecordAgreement(one.agreement, part, tuple(AGREEMENT_REVIEW)))
        elif not one.disclosed:
            yield desk(DiscloseAgreement(one.agreement, part, RECIPIENT))


def _left(side: Side, view: DeskView) -> Iterator[Step]:
    """A letter that its author leaves at the end, and that somebody asks for."""
    who = side.party
    across = [one for one in view.sides if one.initiating is not side.initiating]
    readers = [one for one in across if one.own.state in HEARS_OF_STAFF]
    for letter in side.own.letters:
        if side.state in AROUND_THE_END and letter.state != "released" and not letter.last_word:
            yield by(who, SayLastWord(letter.letter, "may_give", f"left-{letter.parcel}"))
        for reader in readers if letter.may_be_given else ():
            about = (letter.letter, letter.parcel, letter.version_hash, f"late-{letter.parcel}")
            if reader.own.standing_wish != "yes":
                yield by(reader.party, SetStandingWish("yes"))
            give = GiveKeptLetter(who, reader.party, *about, tuple(REVIEW), True)
            yield from [desk(give)] * 3
