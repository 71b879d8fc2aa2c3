"""While something is wrong, nothing goes on."""

from datetime import datetime
from typing import Any

from visavis.mediation.safeguards.registry import is_sensitive, safeguard
from visavis.mediation.terms import day
from visavis.mediation.views import DeskView
from visavis.mediation.words import ACTIVE, PartyState


@safeguard(
    17,
    source="UN 10; EU 12.1.a",
    nl="Er staat nog een zorg open. Die lossen we eerst op.",
    en="A concern is open. We solve it first.",
)
def worries_are_answered(act: Any, desk: DeskView, now: datetime) -> bool:
    """No contact or delivery while a safety flag lacks a measure or the practice lead's decision, or a worry was
    not yet heard."""
    return not any(side.file.open_worries or side.own.worries_said for side in desk.sides)


@safeguard(
    None,
    source="domain §4 S17",
    nl="Deze zorg staat niet meer open.",
    en="This concern is no longer open.",
)
def this_worry_is_open(act: Any, desk: DeskView, now: datetime) -> bool:
    """A decision is asked for, and given, about a worry that nothing answers yet."""
    return act.flag in {worry.flag for worry in desk.side(act.party).file.open_worries}


@safeguard(
    25,
    source="CoE 14; UN 9",
    nl="We zijn er niet zeker van dat dit voor iedereen eerlijk is.",
    en="We are not sure this is fair to everyone.",
)
def motive_is_fair(act: Any, desk: DeskView, now: datetime) -> bool:
    """Nothing goes on while anyone's assessment records domination, revenge or tracing as motive."""
    return not any(side.file.motive_fair is False for side in desk.sides)


@safeguard(
    18,
    source="RJC B; CoE 42†",
    nl="Dit traject vraagt twee bemiddelaars en overleg.",
    en="This needs two mediators and a second look.",
)
def sensitive_is_looked_at_twice(act: Any, desk: DeskView, now: datetime) -> bool:
    """Meeting after sexual or partner violence, stalking or a death: the practice lead approved, two mediate. And while
    contact may still come there, the second does not go without another."""
    if getattr(act, "leaves_one", False):
        coming = ACTIVE | {PartyState.REGISTERED}
        return not is_sensitive(desk) or not any(side.state in coming for side in desk.sides)
    looked = desk.desk.approved and bool(desk.desk.co_mediator)
    return looked or not is_sensitive(desk)


@safeguard(
    19,
    source="national law; UN 10",
    nl="Er geldt een contactverbod. Zonder toestemming doen we niets.",
    en="A contact ban applies. Without permission we do nothing.",
)
def no_ban_holds(act: Any, desk: DeskView, now: datetime) -> bool:
    """No approach and no contact, also indirect, while a ban holds without the authority's written permission."""
    return not any(ban.holds(day(now)) for side in desk.sides for ban in side.file.bans)


@safeguard(
    22,
    source="RJC; SCO C",
    nl="De veiligheid moet opnieuw worden bekeken.",
    en="Safety must be checked again.",
)
def safety_was_checked(act: Any, desk: DeskView, now: datetime) -> bool:
    """Contact is held only when safety around each person was looked at within 14 days (a)."""
    checks = [desk.side(party).file.safety_checked_on for party in act.parties()]
    holds = desk.terms.lasts("safety_check")
    return all(on is not None and day(now) - on <= holds for on in checks)
