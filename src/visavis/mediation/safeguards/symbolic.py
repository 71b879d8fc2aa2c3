"""Before people from different events meet."""

from datetime import datetime
from typing import Any

from visavis.mediation.safeguards.registry import safeguard
from visavis.mediation.terms import MEETINGS_AT_MOST
from visavis.mediation.views import DeskView
from visavis.mediation.views.meeting import own_id

LEADERS = 2


@safeguard(
    None,
    source="domain §2.5",
    nl="Praat eerst met deze persoon over deze ontmoeting.",
    en="First talk with this person about such a meeting.",
)
def wish_to_meet_is_talked_over(act: Any, desk: DeskView, now: datetime) -> bool:
    """Nobody is asked to meet people from another event before a talk of their own, nor after it was rounded off."""
    symbolic = desk.side(act.party).own.symbolic
    return symbolic.talked_on is not None and symbolic.rounded_off_on is None


@safeguard(
    None,
    source="domain §2.5",
    nl="Alleen mensen uit een andere gebeurtenis, die elkaar niet kennen.",
    en="Only people of different events, who do not know each other.",
)
def all_are_strangers(act: Any, desk: DeskView, now: datetime) -> bool:
    """Each from a trajectory of their own, none tied to another, none known to another, and few enough to hear."""
    files = [side.file for side in desk.sides]
    tied = {desk.trajectory} | {match.trajectory for file in files for match in file.matches}
    tied |= {file.goes_on_in for file in files}
    few = 1 <= len(act.beside) == len(set(act.beside)) <= desk.terms.others
    return bool(act.know_nobody) and few and tied.isdisjoint(act.beside)


@safeguard(
    None,
    source="domain §2.5; CoE 16",
    nl="Plan pas als ieder ja heeft gezegd.",
    en="Plan only when each has said yes.",
)
def everyone_wants_to_meet(act: Any, desk: DeskView, now: datetime) -> bool:
    """This person's own yes, and that of all others, before any first name stands in anyone's lane."""
    own = desk.side(act.party).own
    return own.symbolic.says_yes is True and bool(act.each_said_yes and act.names)


@safeguard(
    None,
    source="domain §2.1, §2.5",
    nl="Twee mensen leiden het. De dag moet nog komen. Hoogstens zes keer.",
    en="Two people lead it. The day is still to come. Six times at most.",
)
def meeting_is_sound(act: Any, desk: DeskView, now: datetime) -> bool:
    """Two lead it, it lies ahead, and there are one to six meetings."""
    mine = own_id(act.party, act.meeting)
    others = [
        one
        for one in desk.side(act.party).own.symbolic.meetings
        if one.mine != mine and one.state != "off"
    ]
    led = {name.strip().casefold() for name in act.led_by if name.strip()}
    return len(led) == LEADERS and act.at > now and len(others) < MEETINGS_AT_MOST


@safeguard(
    None,
    source="domain §4 S17, S21",
    nl="Bij deze persoon staat nog een zorg open. Die lossen we eerst op.",
    en="A concern about this person is open. We solve it first.",
)
def no_worry_of_their_own(act: Any, desk: DeskView, now: datetime) -> bool:
    """Nothing open about this person themselves, and no acute crisis; the other of their mediation plays no part."""
    side = desk.side(act.party)
    fit = side.own.suitability
    return not (side.file.open_worries or side.own.worries_said or (fit and fit.acute))
