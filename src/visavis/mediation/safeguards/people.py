"""Who stands beside whom, and what must be sure before it is written down about somebody."""

from datetime import datetime
from typing import Any

from visavis.mediation.safeguards.registry import safeguard
from visavis.mediation.views import DeskView, Guest


@safeguard(
    None,
    source="domain §5.4",
    nl="Deze persoon staat al naast iemand anders in dit traject. Dat kan niet allebei.",
    en="This person stands beside someone else here already. It cannot be both.",
)
def stands_on_one_side_only(act: Any, desk: DeskView, now: datetime) -> bool:
    """No interpreter, supporter or relative stands beside people of both sides."""
    others = desk.others(act.party)
    known = {one.person for side in others for one in side.file.admitted}
    known |= {one.person for side in others for one in side.file.attendees}
    return act.person not in known


@safeguard(
    None,
    source="domain §4 S9",
    nl="Een tolk is geen familie van iemand hier, en kent niemand hier. Regel een ander.",
    en="An interpreter is no family of anyone here, and knows nobody here. Arrange another.",
)
def interpreter_is_no_relative(act: Any, desk: DeskView, now: datetime) -> bool:
    """Whoever interprets is no relative of anyone in the trajectory, and knows none of them."""
    return bool(act.no_relative)


@safeguard(
    None,
    source="domain §1.4 A17",
    nl="Wees eerst zeker: twee bronnen, of een familielid.",
    en="Be sure first: two sources, or a relative.",
)
def death_is_sure(act: Any, desk: DeskView, now: datetime) -> bool:
    """A death is recorded on the word of a relative or of two sources."""
    return act.by_relative or len(set(act.sources)) > 1


@safeguard(
    40,
    source="CoE 17",
    nl="Dit is niet met u gedeeld.",
    en="This was not shared with you.",
    where="windows.guest_view: the page of a supporter is folded from what was ticked",
)
def was_let_in(guest: Guest | None, seen: object, now: datetime) -> bool:
    """Who was not let in, or whose help ended, sees nothing; anyone else what was ticked, and nothing else."""
    return guest is not None and guest.state == "admitted"
