"""Where the way turns (domain §1.3): what could come instead of what would come next."""

from collections.abc import Iterator
from datetime import datetime

from tests.worlds.steps import Step, by, desk
from visavis.mediation.approach import (
    OpenTracing,
    RecordNoAnswer,
    RecordNoRoute,
    RecordRoute,
    RecordWrongAddress,
    SendReminder,
)
from visavis.mediation.closing import BeginClosing, CloseFile, EndAftercare, Reopen
from visavis.mediation.days import next_letter_day
from visavis.mediation.death import RecordDeath
from visavis.mediation.joining import GoOnElsewhere, RecordMatch
from visavis.mediation.letters import ReturnLetter
from visavis.mediation.on_behalf import ConfirmSignUp
from visavis.mediation.shuttle import ReturnMessage
from visavis.mediation.sign_up import DeclineToTakeUp
from visavis.mediation.terms import day
from visavis.mediation.views import DeskView, Side
from visavis.mediation.words import ACTIVE, LEFT, PartyState

P = PartyState


def detours(view: DeskView, now: datetime) -> list[Step]:
    return [step for side in view.sides for step in _of(side, view, now)]


def _of(side: Side, view: DeskView, now: datetime) -> Iterator[Step]:
    who, state = side.party, side.state
    if state is P.REGISTERED:
        yield by(who, ConfirmSignUp())
        yield desk(DeclineToTakeUp(who, "outside_scope"))
    if state in {P.NAMED, P.TRACING}:
        yield desk(RecordMatch(who, "signed_up_too", day(now), "there"))
        yield desk(OpenTracing(who))
        yield desk(RecordNoRoute(who))
        yield desk(CloseFile(who))
    if state is P.APPROACHED:
        days = view.heavy_days(who)
        yield desk(SendReminder(who, next_letter_day(day(now), days)))
        yield from [desk(RecordNoAnswer(who))] * 4  # seldom the day for it
        yield desk(RecordWrongAddress(who))
    if state is P.UNREACHABLE:
        yield desk(RecordRoute(who, "another street", "given"))
        yield desk(CloseFile(who))
    if state is P.WILLING:
        yield desk(GoOnElsewhere(who, "there"))
    if state in ACTIVE:
        yield desk(BeginClosing(who))
        yield desk(RecordDeath(who, by_relative=True))
    for letter in side.own.letters:
        if letter.state == "released":
            yield desk(ReturnLetter(who, letter.letter, letter.parcel, "a word"))
    for message in side.own.messages:
        if message.state in {"said", "approved"}:
            yield desk(ReturnMessage(who, message.message, "a word"))
    if state in {P.AFTERCARE, P.WITHDRAWN, P.DECLINED}:
        yield desk(EndAftercare(who))
    if state in LEFT:
        yield by(who, Reopen())
