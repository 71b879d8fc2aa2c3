"""What would come next for one person apart."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256

from tests.worlds.steps import Step, by, desk
from tests.worlds.tape import Tape
from visavis.mediation.agreement import AnswerAgreement, AnswerDisclosure, DraftAgreement
from visavis.mediation.appointments import Reconfirm
from visavis.mediation.approach import AllowApproach
from visavis.mediation.around import AdmitGuest, InviteSupporter
from visavis.mediation.circle import CheckCircle, HoldCircle, HoldCircleTalk, PlanCircle
from visavis.mediation.closing import (
    ChooseClosingSupport,
    Close,
    EndMyAftercare,
    HoldClosingTalk,
    HoldFollowUp,
    OfferClosing,
)
from visavis.mediation.conference import AnswerAttendees, ProposeAttendee
from visavis.mediation.contact import GoOn, LookBack
from visavis.mediation.course import Resume
from visavis.mediation.entries import PartyId
from visavis.mediation.exploring import (
    AssessSuitability,
    ConfirmWilling,
    ConsentToTakePart,
    GiveInformation,
    HoldExploratoryTalk,
)
from visavis.mediation.handover import AnswerHandover, HoldHandover, WriteHandover
from visavis.mediation.letters import OpenLetter, ReleaseLetter, ReleaseReaction
from visavis.mediation.own_letter import SendEnvelope, WriteToSelf
from visavis.mediation.preparation import (
    ChooseForm,
    ConfirmReady,
    DeclareReady,
    HoldPreparationTalk,
    SetStandingWish,
)
from visavis.mediation.safeguards import version_hash_of
from visavis.mediation.shuttle import ApproveMessage, ReactToMessage, SayMessage
from visavis.mediation.symbolic import (
    AnswerSymbolic,
    AskSymbolic,
    CallOffSymbolic,
    HoldSymbolic,
    HoldSymbolicTalk,
    PlanSymbolic,
    RoundOffSymbolic,
)
from visavis.mediation.telling import SetWhatOtherMayKnow
from visavis.mediation.video_message import BringTake, KeepFilm, ReleaseVideo, stands_for
from visavis.mediation.views import MyVideo, PartyView, Picture, Side
from visavis.mediation.words import PartyState

P = PartyState
RECIPIENT = "the court"


def release(who: PartyId, number: int) -> Step:
    """Each second letter brings a drawing."""
    text, drawn = f"letter text {number} of {who}", (drawing(who, number),) * (number % 2)
    exact = version_hash_of(text, "S.", drawn)
    return by(who, ReleaseLetter(f"letter-{number}", f"parcel-{number}", text, exact, "S.", drawn))


def drawing(who: PartyId, number: int) -> Picture:
    """What is kept of it, where there is a disk, are the bytes of its words."""
    says = f"drawing {number} of {who}"
    digest = sha256(says.encode()).hexdigest()
    return Picture(sha256(f"file {says}".encode()).hexdigest()[:32], digest, 40, 30, says)


def film(who: PartyId, number: int) -> Picture:
    """The same of a take: what is kept of it are the bytes of its words."""
    says = f"film {number} of {who}"
    digest = sha256(says.encode()).hexdigest()
    file = sha256(f"file {says}".encode()).hexdigest()[:32]
    return Picture(file, digest, 40, 30, says, seconds=70)


def releases(who: PartyId, mine: MyVideo, number: int, may_stay: bool = False) -> ReleaseVideo:
    exact = version_hash_of(mine.captions, "", mine.takes)
    return ReleaseVideo(
        mine.video, f"letter-{number}", f"parcel-{number}", mine.captions, mine.takes, exact,
        may_stay=may_stay,
    )  # fmt: skip


def _by_video(own: PartyView, number: int) -> Iterator[Step]:
    who = own.party
    if not own.videos:
        yield from [desk(BringTake(who, f"{number:032x}", film(who, number)))] * 2
    for mine in own.videos:
        if not mine.chosen:
            yield desk(BringTake(who, mine.video, film(who, number)))
        elif mine.captions and stands_for(own, mine) is None:
            yield by(who, releases(who, mine, number, may_stay=number % 2 == 0))
    for offer in own.offers:
        if offer.state != "opened":
            yield from [by(who, OpenLetter(offer.offer))] * 3
        else:
            yield by(who, KeepFilm(offer.offer, not offer.keep))
            if not offer.released_read:
                yield by(who, ReleaseReaction(offer.offer, True, True, "reaction"))


def towards(side: Side, form: str, now: datetime, tape: Tape, number: int) -> list[Step]:
    """Steps of one person apart."""
    who, own = side.party, side.own
    if own.state in {P.REGISTERED, P.EXPLORING} and own.consented_on is None:
        if not own.informed:
            return [desk(GiveInformation(who, "nl", "1"))]
        if not own.talks_since:
            return [desk(HoldExploratoryTalk(who, "own summary", "mastered", "desk note"))]
        if own.suitability is None:
            return [desk(AssessSuitability(who, "go", acknowledges=True))]
        return [by(who, ConsentToTakePart(("take_part",)))]
    if own.state is P.EXPLORING:
        return [desk(ConfirmWilling(who))]
    if own.state is P.WILLING:
        steps = [by(who, SetWhatOtherMayKnow(("O.talking", "O.takes_part")))]
        if own.initiating and "approach" not in own.may_tell:
            return [by(who, AllowApproach(("someone",)))]
        if not own.standing_wish:
            steps.append(by(who, SetStandingWish("yes")))
        return steps
    if own.state is P.PREPARING:
        if not own.supporter_asked:
            return [desk(HoldPreparationTalk(who, "own plan", tape.pick(["no", "yes", ""])))]
        if own.standing_wish != "yes":
            return [by(who, SetStandingWish("yes"))]
        if own.form_choice != form:
            return [by(who, ChooseForm(form))]
        return [desk(ConfirmReady(who)) if own.ready_wished else by(who, DeclareReady())]
    if own.state in {P.READY, P.IN_CONTACT}:
        return [*_contact(own, form, now, number)] * 2 + [*_agreeing(own)]
    if own.state is P.CLOSING:
        if not own.closing.talk:
            return [desk(HoldClosingTalk(who, "held"))]
        if not own.closing.follow_up:
            several = tape.pick(
                [("warm_handover", "support_circle", "letter_to_self"), ("symbolic",), ()]
            )
            return [by(who, ChooseClosingSupport(several, ("4_weeks",)))]
        return [*_lasting(own, now, number), *_lasting(own, now, number), desk(Close(who))]
    if own.state is P.PAUSED:
        return [by(who, Resume())]
    if own.state is P.AFTERCARE:
        held = desk(HoldFollowUp(who, own.closing.dates[0].isoformat()))
        ends = held if not own.closing.held else by(who, EndMyAftercare())
        return [*_lasting(own, now, number), *_lasting(own, now, number), ends]
    if own.state in {P.DECLINED, P.WITHDRAWN} and not own.closing.menu_offered:
        return [desk(OfferClosing(who))]
    return []


def _lasting(own: PartyView, now: datetime, number: int) -> Iterator[Step]:
    """What was chosen for afterwards, on to where it took place."""
    who = own.party
    chosen = {one.what for one in own.support if one.chosen_on and not one.held_on}
    if "warm_handover" in chosen:
        if not own.handovers:
            yield desk(WriteHandover(who, f"{number:032x}", "GP", "own note"))
        elif own.handovers[-1].agreed:
            yield desk(HoldHandover(who, own.handovers[-1].note))
        else:
            note = own.handovers[-1]
            yield by(who, AnswerHandover(note.note, note.version_hash, True))
    if "letter_to_self" in chosen:
        enveloped = [one.own_letter for one in own.own_letters if one.in_envelope]
        if enveloped:
            yield desk(SendEnvelope(who, enveloped[0]))
        else:
            yield by(who, WriteToSelf(f"{number:032x}", "3_months"))
    if "symbolic" in chosen or own.symbolic.met:
        yield _among_others(own, now, number)
    circle = own.circle
    if "support_circle" in chosen or circle.met_on:
        if circle.met_on:
            yield desk(CheckCircle(who))
        elif circle.talked_on is None:
            yield desk(HoldCircleTalk(who, "own wishes"))
        elif not own.in_circle:
            yield by(who, InviteSupporter(f"{number:032x}", "Lot", ("circle",)))
        elif any(guest.state == "invited" for guest in own.in_circle):
            invited = next(guest for guest in own.in_circle if guest.state == "invited")
            yield desk(AdmitGuest(who, invited.guest, invited.guest))
        elif circle.meets_at is None:
            yield desk(PlanCircle(who, now + timedelta(days=7), "own place"))
        else:
            yield desk(HoldCircle(who))


def _among_others(own: PartyView, now: datetime, number: int) -> Step:
    """Talking with people from other events, on to its end."""
    who, mine = own.party, own.symbolic
    if mine.talked_on is None:
        return desk(HoldSymbolicTalk(who, "hopes", "Lot", "either", "group", "violence"))
    if mine.asked_on is None:
        return desk(AskSymbolic(who, f"{number:032x}", ("there", "yonder"), know_nobody=True))
    if not mine.says_yes:
        return by(who, AnswerSymbolic(True))
    if mine.met:
        return desk(RoundOffSymbolic(who))
    if any(one.state == "planned" for one in mine.meetings):
        if number % 3 == 0:
            return desk(CallOffSymbolic(who, "group", "one"))
        return desk(HoldSymbolic(who, "group", "one", True))
    at, names = now + timedelta(days=7), ("Gijs", "Noor")
    return desk(PlanSymbolic(who, "group", "one", at, "there", ("Mia", "Jo"), names, True))


def _contact(own: PartyView, form: str, now: datetime, number: int) -> Iterator[Step]:
    who = own.party
    if form == "letters":
        if sum(m.state == "released" and not m.reader_read for m in own.letters) < 2:
            yield release(who, number)
        for offer in own.offers:
            if offer.state != "opened":
                yield from [by(who, OpenLetter(offer.offer))] * 3
            elif not offer.released_read:
                yield by(who, ReleaseReaction(offer.offer, True, True, "reaction"))
    elif form == "video_message":
        yield from _by_video(own, number)
    elif form == "shuttle":
        if sum(m.state in {"said", "approved"} and not m.received for m in own.messages) < 2:
            yield by(who, SayMessage(f"{number:032x}", f"message {number} of {who}"))
        for mine in own.messages:
            if mine.state == "said":
                yield by(who, ApproveMessage(mine.message, mine.text, mine.version_hash))
        for heard in own.heard:
            if not heard.released_received:
                yield by(who, ReactToMessage(heard.delivery, True, "reaction"))
    else:
        if form == "conference":
            yield from _brings(own, number)
        planned = [one for one in own.appointments if one.state == "planned"]
        said = own.reconfirmed_at
        if planned and (said is None or now - said > timedelta(days=5)):
            yield by(who, Reconfirm())
        if own.stopped_at and (own.went_on_at is None or own.went_on_at < own.stopped_at):
            yield by(who, GoOn())
        for held in own.held:
            if not held.look_back:
                yield by(who, LookBack(held.contact, "own thoughts"))


def _brings(own: PartyView, number: int) -> Iterator[Step]:
    """Names somebody, lets them stand on the list, answers the list."""
    who = own.party
    if not own.group.mine:
        yield from [by(who, ProposeAttendee(f"{number:032x}", f"Lot {number}", released=True))] * 3
    for one in own.group.mine:
        if not one.released:
            yield by(who, replace(ProposeAttendee(one.attendee, one.name), released=True))
    if own.group.asks:
        yield from [by(who, AnswerAttendees(own.group.version_hash, True))] * 3


def _agreeing(own: PartyView) -> Iterator[Step]:
    who = own.party
    if own.state is P.IN_CONTACT and not own.agreement_draft and not own.agreement_ids:
        yield by(who, DraftAgreement(f"what {who} proposes"))
    for one in own.agreements:
        if not any(yes.agreement == one.agreement for yes in own.accepted):
            yield by(who, AnswerAgreement(one.agreement, one.version_hash))
        if one.recorded_on and not any(y.agreement == one.agreement for y in own.may_disclose):
            yield by(who, AnswerDisclosure(one.agreement, RECIPIENT))
