"""Before people meet in a group, each with people of their own (§2.5). Of any other form they ask nothing."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from visavis.mediation.safeguards.registry import form_of, safeguard
from visavis.mediation.views import DeskView, Side
from visavis.mediation.words import ACTIVE

GROUP = "conference"
STANDING = frozenset({"planned", "cannot", "move"})
"""As `appointments.STANDS`, which stands on these rules."""


def _sides(act: Any, desk: DeskView) -> list[Side]:
    return [desk.side(party) for party in act.parties()]


@safeguard(
    None,
    source="domain §2.1",
    nl="Een groepsgesprek leidt u altijd met zijn tweeën. Kies eerst een tweede bemiddelaar.",
    en="Two of you always lead a group meeting. Choose a second mediator first.",
)
def two_lead_a_group(act: Any, desk: DeskView, now: datetime) -> bool:
    """A group meeting is planned and held by two mediators, whatever happened."""
    return form_of(act) != GROUP or bool(desk.desk.co_mediator)


@safeguard(
    None,
    source="domain §2.1",
    nl="Er komt een groepsgesprek. Dat leidt u met zijn tweeën. Wijs eerst een ander aan als tweede.",
    en="A group meeting is to come. Two of you lead it. First assign another second mediator.",
)
def no_group_meeting_comes(act: Any, desk: DeskView, now: datetime) -> bool:
    """Nobody who takes part chose a group meeting, agreed on one or has one planned."""
    coming = [side.own for side in desk.sides if side.state in ACTIVE]
    planned = {one.form for own in coming for one in own.appointments if one.state in STANDING}
    chosen = {form for own in coming for form in (own.form_choice, own.form_agreed)}
    return GROUP not in planned | chosen


@safeguard(
    None,
    source="domain §2.5",
    nl="Eerst zegt ieder ja tegen precies deze lijst van wie er komen.",
    en="First each says yes to exactly this list of who comes.",
)
def everyone_agreed_who_comes(act: Any, desk: DeskView, now: datetime) -> bool:
    """One list, and everyone's yes to exactly that; nobody on it whom somebody took back or released no longer."""
    if form_of(act) != GROUP:
        return True
    groups = [side.own.group for side in _sides(act, desk)]
    names = set(groups[0].names)
    released = {one.shown_as for group in groups for one in group.mine if one.released}
    came = set(getattr(act, "came", ()))
    return (
        len({group.version_hash for group in groups}) == 1
        and all(group.accepts is True for group in groups)
        and came <= names <= released
    )


@safeguard(
    None,
    source="domain §2.5; D15",
    nl="Spreek eerst apart met ieder die meekomt. Die zegt zelf ja en tekent het blad.",
    en="First speak apart with each who comes along. They say yes themselves and sign the sheet.",
)
def everyone_who_comes_is_prepared(act: Any, desk: DeskView, now: datetime) -> bool:
    """Each who would come along had a talk of their own, said yes themselves and signed; once held: each who came."""
    if form_of(act) != GROUP:
        return True
    sides = _sides(act, desk)
    names = act.came if hasattr(act, "came") else sides[0].own.group.names
    return all(_prepared(side, set(names)) for side in sides)


def _prepared(side: Side, names: set[str]) -> bool:
    ready = {one.attendee for one in side.file.attendees if one.may_come}
    return all(attendee in ready for attendee in _brought(side, names))


def _brought(side: Side, names: set[str]) -> Iterator[str]:
    for one in side.own.group.mine:
        if one.released and one.shown_as in names:
            yield one.attendee


@safeguard(
    None,
    source="domain §2.5",
    nl="Leg ook de plaatsen, de volgorde van spreken en het eind vast.",
    en="Also say who sits where, in which order each speaks, and how it ends.",
)
def group_plan_is_whole(act: Any, desk: DeskView, now: datetime) -> bool:
    """Seats, the order of speaking and the end are agreed before: they stand in the plan that each says yes to."""
    said = (act.seating, act.speaking, act.method, act.afterwards)
    return form_of(act) != GROUP or all(each.strip() for each in said)


@safeguard(
    None,
    source="domain §2.5",
    nl="Niemand heeft deze persoon hiervoor gevraagd.",
    en="Nobody asked this person for it.",
)
def attendee_was_proposed(act: Any, desk: DeskView, now: datetime) -> bool:
    """Only whom somebody proposed themselves is spoken with as one who comes along."""
    return desk.side(act.party).own.group.attendee(act.attendee) is not None
