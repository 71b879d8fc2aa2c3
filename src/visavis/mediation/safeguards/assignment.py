"""Who may mediate, and who decides with whom."""

from datetime import datetime
from typing import Any

from visavis.mediation.safeguards.registry import is_sensitive, safeguard
from visavis.mediation.views import DeskView


@safeguard(
    None,
    source="domain §1.1 step 3",
    nl="Intake belt eerst en legt vast waar het om gaat.",
    en="Intake calls first and records what it is about.",
)
def sign_up_is_prepared(act: Any, desk: DeskView, now: datetime) -> bool:
    """Taken up when the facts are there: which training it asks for (S27) follows from them."""
    return desk.desk.prepared


@safeguard(
    None,
    source="domain §1.4",
    nl="Dit hoort niet bij elkaar: alleen bij bemiddeling is er een ander.",
    en="This does not go together: only mediation has another side.",
)
def there_is_another_where_one_is_asked(act: Any, desk: DeskView, now: datetime) -> bool:
    """Who takes up names the other in a mediation, and nobody in a trajectory with one side."""
    return act.sort == desk.desk.sort and bool(act.other) is not desk.desk.one_sided


@safeguard(
    26,
    source="UN 18; CoE 46†",
    nl="Deze bemiddelaar kent een van de mensen. Kies een ander.",
    en="This mediator knows someone involved.",
)
def mediator_knows_nobody(act: Any, desk: DeskView, now: datetime) -> bool:
    """The mediator declared to know none of the people and to have no other role for one."""
    return bool(act.knows_nobody)


@safeguard(
    27,
    source="EU 25.4; CoE 42†",
    nl="Voor dit traject is extra scholing nodig.",
    en="This needs further training.",
)
def mediator_is_trained(act: Any, desk: DeskView, now: datetime) -> bool:
    """Sexual harm, domestic violence, stalking and a death ask for further training."""
    return "sensitive" in act.trained_for or not is_sensitive(desk)


@safeguard(
    28,
    source="UNH; PH",
    nl="Deze bemiddelaar heeft al veel trajecten. Overleg eerst.",
    en="This mediator's load is full.",
)
def load_is_bearable(act: Any, desk: DeskView, now: datetime) -> bool:
    """30 open, 60 new a year (a), unless the supervisor gave a reason."""
    within = act.open_now < desk.terms.open_ceiling and act.new_this_year < desk.terms.year_ceiling
    return within or bool(act.reason_above_ceiling.strip())


@safeguard(
    None,
    source="domain §1.4 A40",
    nl="Kies iemand anders dan wie dit traject nu heeft.",
    en="Choose someone other than whoever has this trajectory now.",
)
def another_takes_over(act: Any, desk: DeskView, now: datetime) -> bool:
    """Whoever takes over, or stands beside the mediator, is another person; and somebody mediates already."""
    return desk.desk.mediator not in {"", act.mediator}


@safeguard(
    None,
    source="domain §1.4 A40",
    nl="Er is hier geen tweede bemiddelaar, of al een ander.",
    en="There is no second mediator here, or another one by now.",
)
def second_is_the_one(act: Any, desk: DeskView, now: datetime) -> bool:
    """Who is taken off is whoever stands beside the mediator now."""
    return bool(desk.desk.co_mediator) and act.mediator == desk.desk.co_mediator


@safeguard(
    None,
    source="domain §3",
    nl="U bemiddelt hier zelf. Vraag een collega om te beslissen.",
    en="You mediate here yourself. Ask a colleague to decide.",
)
def decides_from_outside(act: Any, desk: DeskView, now: datetime) -> bool:
    """Nobody has two roles in one trajectory: whoever decides is neither of its mediators."""
    return act.decided_by not in {desk.desk.mediator, desk.desk.co_mediator}


@safeguard(
    None,
    source="domain §4 S46",
    nl="Op een klacht komt een antwoord. Afvinken kan niet.",
    en="A complaint gets an answer. It cannot be ticked off.",
)
def complaint_is_not_ticked_off(act: Any, desk: DeskView, now: datetime) -> bool:
    """A complaint leaves the list by its answer, or by going to somebody else."""
    return bool(act.code != "answer_complaint")


@safeguard(
    None,
    source="security §4",
    nl="Dit doen we met z'n tweeën. Vraag een collega.",
    en="Two of us do this. Ask a colleague.",
)
def two_of_us(act: Any, desk: DeskView, now: datetime) -> bool:
    """Who confirms is not who asked."""
    return bool(act.asked_by != act.confirmed_by)


@safeguard(
    29,
    source="EFRJ; NO",
    nl="We zoeken een andere bemiddelaar. U hoeft geen reden te geven.",
    en="We look for another mediator. No reason needed.",
)
def request_is_not_ignored(act: Any, desk: DeskView, now: datetime) -> bool:
    """A request for another mediator leaves the list by an answer, never by being ticked off."""
    return bool(act.code != "another_mediator")
