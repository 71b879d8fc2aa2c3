"""Before people prepare, and before they are ready for contact."""

from datetime import datetime
from typing import Any

from visavis.mediation.safeguards.registry import (
    both_sides,
    form_of,
    has_explored,
    is_sensitive,
    safeguard,
)
from visavis.mediation.views import DeskView, PartyView
from visavis.mediation.words import PartyState

NO_FORM = frozenset({"", "not_yet"})
"""What somebody may have chosen, and is no form to meet in."""


@safeguard(
    4,
    source="CoE 16; RJC",
    nl="Deze vorm kan alleen als iedereen er zelf voor kiest.",
    en="This form needs everyone's own choice.",
)
def everyone_chose_this_form(act: Any, desk: DeskView, now: datetime) -> bool:
    """A form of contact is agreed, and used, only when each person chose it; letters unless the act says."""
    form, people = form_of(act), [desk.side(party) for party in act.parties()]
    if form in NO_FORM:
        return False
    return both_sides(desk, people) and all(
        side.own.committed and side.own.form_choice == form for side in people
    )


@safeguard(
    14,
    source="RJC; SCO E",
    nl="Wilt u iemand meenemen? Kies ja of nee. Uw bemiddelaar vraagt het u in een gesprek.",
    en="Would you like someone with you? Choose yes or no. Your mediator asks you in a talk.",
)
def supporter_was_asked(act: Any, me: PartyView, now: datetime) -> bool:
    """Ready only after the question who may come along."""
    return me.supporter_asked


@safeguard(
    16,
    source="RJC; UN 10",
    nl="We hebben nog niet met iedereen apart gesproken.",
    en="We have not yet spoken with everyone apart.",
)
def everyone_is_explored(act: Any, desk: DeskView, now: datetime) -> bool:
    """Preparation begins when everyone was spoken with apart, is willing, and let the other know."""
    sides = [desk.side(party) for party in act.parties()]
    return both_sides(desk, sides) and all(
        has_explored(side) and (desk.desk.one_sided or "O.takes_part" in side.own.may_tell)
        for side in sides
    )


@safeguard(
    20,
    source="EU 12.1.c; UN 8; CoE 30†; SCO A1",
    nl="Contact kan pas als iemand erkent wat er in grote lijnen is gebeurd.",
    en="Contact needs the basic facts to be acknowledged.",
)
def facts_are_acknowledged(act: Any, desk: DeskView, now: datetime) -> bool:
    """Told in private, used nowhere else."""
    sides = [desk.side(party) for party in act.parties()]
    return all(s.own.relation != "responsible" or s.file.acknowledges is True for s in sides)


@safeguard(
    30,
    source="RJC; UNH",
    nl="Er is nog een voorbereidend gesprek nodig. Uw bemiddelaar belt u om het te plannen.",
    en="One more preparation talk is needed. Your mediator calls you to plan it.",
)
def prepared_apart(act: Any, view: PartyView | DeskView, now: datetime) -> bool:
    """Ready only after one preparation talk apart with this person; under S18 two are planned and held."""
    if isinstance(view, DeskView):
        return bool(act.talks > 1 or not is_sensitive(view))
    talks = sum(talk.kind == "preparation" for talk in view.talks_since)
    return talks >= view.talks_needed


@safeguard(
    None,
    source="domain §1.4 A21",
    nl="Deze persoon heeft dit nog niet zelf gezegd.",
    en="This person has not yet said so themselves.",
)
def they_said_they_are_ready(act: Any, desk: DeskView, now: datetime) -> bool:
    """The mediator carries on what a person themselves declared."""
    return desk.side(act.party).own.ready_wished


@safeguard(
    None,
    source="domain §1.4 A24",
    nl="Laten weten dat er iets is kan pas als iedereen klaar is voor contact.",
    en="Saying that something is here is possible when everyone is ready for contact.",
)
def both_are_ready(act: Any, desk: DeskView, now: datetime) -> bool:
    """What goes from one to the other needs both ready or in contact, in the form both chose."""
    sides = [desk.side(act.party), desk.side(act.reader)]
    ready = {PartyState.READY, PartyState.IN_CONTACT}
    return all(side.state in ready and side.own.form_agreed == form_of(act) for side in sides)
