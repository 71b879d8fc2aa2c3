"""Before one hears of the other."""

from datetime import datetime
from typing import Any

from visavis.mediation.safeguards.registry import safeguard
from visavis.mediation.views import DeskView


@safeguard(
    None,
    source="domain §5.3",
    nl="Deze zin mag nu niet: wie het aangaat gaf hem niet vrij.",
    en="This sentence is not possible now: whoever it is about did not release it.",
)
def sentence_may_be_told(act: Any, desk: DeskView, now: datetime) -> bool:
    """O.talking and O.takes_part only as released; own words only beside O.no_contact, word for word."""
    others = desk.others(act.party)
    if act.code == "O.talking":
        return (
            any(other.own.active and "O.talking" in other.own.may_tell for other in others)
            and not act.words
        )
    if act.code == "O.takes_part":
        return (
            any(other.own.committed and "O.takes_part" in other.own.may_tell for other in others)
            and not act.words
        )
    if act.words:
        return act.code == "O.no_contact" and any(
            other.own.may_tell_words == act.words for other in others
        )
    return act.code in {"O.longer", "O.no_contact", "O.asked", "O.not_asked"}


@safeguard(
    None,
    source="domain §1.3 News",
    nl="Dit hoort iemand op de afgesproken dag. Kies hun nieuwsdatum.",
    en="This is told on the agreed day. Choose their news date.",
)
def told_on_the_news_date(act: Any, desk: DeskView, now: datetime) -> bool:
    """What says that there is no contact, or that it takes longer, waits for the fixed day."""
    if act.code not in {"O.no_contact", "O.longer"}:
        return True
    return bool(act.on == desk.side(act.party).own.news_date)
