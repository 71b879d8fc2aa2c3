"""Before people meet."""

from datetime import datetime, timedelta
from typing import Any

from visavis.mediation.safeguards.registry import safeguard
from visavis.mediation.terms import DESIGN, day
from visavis.mediation.views import DeskView, PartyView


@safeguard(
    6,
    source="CoE 16; RJC",
    nl="We vragen iedereen kort van tevoren nog één keer: wilt u dit?",
    en="We ask everyone once more shortly before.",
)
def everyone_reconfirmed(act: Any, desk: DeskView, now: datetime) -> bool:
    """Contact is held only when each said yes once more within 7 days (a) before, and not before a pause."""
    people = [desk.side(party).own for party in act.parties()]
    cannot = {"cannot", "move"}
    if any(
        a.contact == act.contact and a.state in cannot for own in people for a in own.appointments
    ):
        return False
    return all(
        own.reconfirmed_at is not None
        and now - own.reconfirmed_at <= timedelta(days=_asked_within(own, act.contact))
        for own in people
    )


def _asked_within(own: PartyView, contact: str) -> int:
    """Of this plan; what has none goes by the design."""
    planned = (one.yes_within for one in own.appointments if one.contact == contact)
    return next(planned, DESIGN.last_yes)


@safeguard(
    None,
    source="domain §1.1 step 8",
    nl="Kies tijden die nog komen, en een vertrek na de aankomst.",
    en="Choose times that lie ahead, and leaving after arriving.",
)
def plan_lies_ahead(act: Any, desk: DeskView, now: datetime) -> bool:
    """Nobody is asked to come in the past, or to leave before they came."""
    return all(now < one.arrives < one.leaves for one in act.arrivals)


@safeguard(
    None,
    source="domain §5.4",
    nl="Deze kamer is dan al in gebruik. Kies een andere kamer of een andere tijd.",
    en="This room is in use then. Choose another room or another time.",
)
def room_is_free(act: Any, desk: DeskView, now: datetime) -> bool:
    """No two appointments need one room at one moment; which other one does is said to nobody."""
    return not act.room_taken


@safeguard(
    23,
    source="CoE 47†; RJC",
    nl="Plan eerst aparte aankomst en vertrek.",
    en="Plan separate arrival and leaving first.",
)
def place_is_safe(act: Any, desk: DeskView, now: datetime) -> bool:
    """A neutral place, a seat near the exit, a stop plan; nobody arrives or leaves at the time or door of another."""
    arrivals = act.arrivals
    apart = (
        len({one.arrives for one in arrivals}) == len(arrivals)
        and len({one.leaves for one in arrivals}) == len(arrivals)
        and len({one.entrance for one in arrivals}) == len(arrivals)
    )
    return bool(apart and act.neutral and act.near_exit and act.stop_plan.strip())


@safeguard(
    24,
    source="CoE 16; EFRJ",
    nl="Het gesprek is gestopt. Ieder kiest apart of we verder gaan.",
    en="The talk has stopped. Each decides apart.",
)
def everyone_said_go_on(act: Any, desk: DeskView, now: datetime) -> bool:
    """On the day of a stop signal it goes on only when each said so, apart, since."""
    sides = [desk.side(party).own for party in act.parties()]
    stops = [own.stopped_at for own in sides if own.stopped_at and day(own.stopped_at) == day(now)]
    if not stops:
        return True
    return all(own.went_on_at is not None and own.went_on_at > max(stops) for own in sides)


@safeguard(
    35,
    source="CoE 17; UN 14",
    nl="Van gesprekken maken we geen opname.",
    en="We never record talks.",
)
def nothing_is_recorded(act: Any, desk: DeskView, now: datetime) -> bool:
    """No picture, no sound, no transcript: an act about a talk has no place for one, and says there was none."""
    return not act.recorded
