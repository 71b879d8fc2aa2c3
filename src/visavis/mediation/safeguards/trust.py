"""Who may open, who decides in danger, and who answers a complaint."""

from datetime import datetime
from typing import Any

from visavis.mediation.safeguards.registry import safeguard
from visavis.mediation.terms import GLASS_STAYS_BROKEN
from visavis.mediation.views import DeskView

CAUSES = frozenset({"imminent", "child_abuse"})


@safeguard(
    39,
    source="CoE 53†; reporting code",
    nl="Overleg eerst met de werkbegeleider. Deel alleen wat nodig is.",
    en="Consult first. Share only what is needed.",
)
def two_decide_and_no_more_is_shared(act: Any, desk: DeskView, now: datetime) -> bool:
    """Acute danger or child abuse alone; who decides is not who reported it; what goes is what was reported."""
    found = [one for one in desk.side(act.party).file.dangers if one.danger == act.danger]
    return any(
        one.cause in CAUSES
        and one.by != act.decided_by
        and one.text == act.text
        and one.disclosed_on is None
        for one in found
    )


@safeguard(
    None,
    source="domain §4 S39",
    nl="Over dit gevaar is al beslist.",
    en="This danger was decided about already.",
)
def this_danger_waits(act: Any, desk: DeskView, now: datetime) -> bool:
    """What nobody decided about yet, and by another than who reported it, may be kept inside."""
    found = [one for one in desk.side(act.party).file.dangers if one.danger == act.danger]
    return any(one.waits and one.by != act.decided_by for one in found)


@safeguard(
    None,
    source="domain §4 S39",
    nl="Er is niets verteld waar deze persoon van moet horen.",
    en="Nothing was told outside of which this person has to hear.",
)
def it_was_told_outside(act: Any, desk: DeskView, now: datetime) -> bool:
    """A person is told of what was really shared."""
    found = [one for one in desk.side(act.party).file.dangers if one.danger == act.danger]
    return any(one.disclosed_on is not None for one in found)


@safeguard(
    41,
    source="GDPR 5, 32",
    nl="U hoort niet bij dit traject.",
    en="You are not part of this trajectory.",
)
def there_is_a_reason_and_an_hour(act: Any, desk: DeskView, now: datetime) -> bool:
    """The glass is broken with a reason, for an hour at most; otherwise a trajectory opens to its own staff only."""
    return bool(act.reason.strip()) and now < act.until <= now + GLASS_STAYS_BROKEN


@safeguard(
    46,
    source="CoE 28†; UNH",
    nl="Uw klacht gaat naar iemand anders.",
    en="Your complaint goes to someone else.",
)
def goes_to_someone_else(act: Any, desk: DeskView, now: datetime) -> bool:
    """Who it is about does not answer it, and the answer names the way outside the service."""
    side = desk.side(act.party)
    complaints = (*side.own.complaints, *side.file.complaints)
    found = [one for one in complaints if one.complaint == act.complaint]
    mediators = {desk.desk.mediator, desk.desk.co_mediator}
    return bool(found) and all(
        act.outside_named and act.as_officer is one.above and act.handled_by not in mediators
        for one in found
    )


@safeguard(
    None,
    source="domain §4 S46",
    nl="Deze klacht wacht niet meer op een antwoord van u.",
    en="This complaint no longer waits for an answer of yours.",
)
def this_complaint_waits(act: Any, desk: DeskView, now: datetime) -> bool:
    """A complaint that the practice lead has, and did not answer, can go on to the privacy officer."""
    found = [c for c in desk.side(act.party).own.complaints if c.complaint == act.complaint]
    return any(not one.answer and not one.above for one in found)
