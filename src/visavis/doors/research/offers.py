"""What was offered at the end, as a table: one row an offer, nobody to be found by taking counts apart."""

from visavis.doors.research.tables import Cards
from visavis.factsheet import words
from visavis.factsheet.evidence.offers import FACT
from visavis.factsheet.evidence.result import Evidence, OfAnOffer
from visavis.factsheet.sheet import Teller


def offers_table(teller: Teller, evidence: Evidence) -> Cards | None:
    """The comparison beside a claim; None where it has none, or where too few let it stand there."""
    offers = evidence.offers
    if offers is None or offers.people < words.FEWEST_FOR_A_SHARE:
        return None
    own = teller.texts["offers"]
    return Cards(
        own["caption"],
        tuple(own["columns"]),
        tuple(_row(teller, evidence, offers.people, one) for one in offers.of),
    )


def _row(teller: Teller, evidence: Evidence, people: int, one: OfAnOffer) -> tuple[str, ...]:
    counts = [people, one.offered, one.chosen, one.held, one.said]
    shown = words.down_the_flow(counts, teller.language)
    for place, count in enumerate(counts):
        if (
            0 < evidence.n - count < words.FEWEST_FOR_A_COUNT
        ):  # the claim's own count stands beside it
            shown[place] = words.rounded(count, teller.language)
    helped = one.helped
    share = (
        teller.texts["offers"]["too_few"] if helped is None else teller.cell(helped, helped.value)
    )
    return (teller.part(f"{FACT}.{one.what}"), *shown[1:], share)
