"""What was offered at the end, compared: how many chose it, got it, and say it helped (domain §6.3; C21).

Beside a claim, not part of its grade: the claim says how the ending was, this what was offered for it. Of the
people of the claim only those who let it stand beside their answers. Nobody drew lots for an offer, so that
shares stand beside each other and no difference between them is tested.
"""

import numpy as np

from visavis.factsheet import grades
from visavis.factsheet.claims import OffersRule
from visavis.factsheet.estimation import rake_to_caseload, wilson
from visavis.factsheet.evidence.result import Figure, OfAnOffer, Offers
from visavis.factsheet.grades import Grade, Interval
from visavis.factsheet.population import Floats, Waves
from visavis.mediation.support import CLOSING_MENU
from visavis.study.offers import Stage
from visavis.study.snapshot import Snapshot

FEWEST_IN_A_CELL = 10
FACT = "offers"
"""The fact under whose name each offer has its word in ``texts/``."""


def offers_of(rule: OffersRule, snapshot: Snapshot, rows: Waves) -> Offers:
    """The offers of the people in ``rows``, as it was registered.

    The verdict is on every offer of which enough people said whether it helped, and the weakest decides. With
    none of those, or fewer than thirty people, it is uncertain.
    """
    told = _told(snapshot, rows)
    of: list[OfAnOffer] = []
    plain: list[Interval] = []
    weighted: list[Interval] = []
    for what in CLOSING_MENU:
        mine = {place: told[place, what] for place in range(rows.n) if (place, what) in told}
        offered, chosen, held = (
            sum(stage >= least for stage, _ in mine.values())
            for least in (Stage.OFFERED, Stage.CHOSEN, Stage.HELD)
        )
        said = {place: helped for place, (_, helped) in mine.items() if helped is not None}
        figure = None
        if len(said) >= rule.fewest_each:
            yes = np.array([helped >= rule.helped_from for helped in said.values()])
            found, other = (
                wilson(yes, weights, rule.level)
                for weights in (None, _weights(rows, [*said], snapshot))
            )
            plain.append(found)
            weighted.append(other)
            few = min(int(yes.sum()), int((~yes).sum())) < FEWEST_IN_A_CELL
            figure = Figure(
                f"helped_{what}", "share", found, len(said), other, few=few,
                parts=(f"{FACT}.{what}",), name="helped",
            )  # fmt: skip
        of.append(OfAnOffer(what, offered, chosen, held, len(said), figure))
    people = len({place for place, _ in told})
    return Offers(people, tuple(of), _grade(people, plain, weighted, rule.bar))


def _told(snapshot: Snapshot, rows: Waves) -> dict[tuple[int, str], tuple[int, int | None]]:
    """By place in ``rows`` and offer: how far it came, and how much it helped."""
    place_of = {person: place for place, person in enumerate(rows.ids)}
    columns = snapshot.offers.select("study_id", "what", "stage", "helped").iter_rows()
    return {
        (place_of[person], what): (stage, helped)
        for person, what, stage, helped in columns
        if person in place_of
    }


def _weights(rows: Waves, places: list[int], snapshot: Snapshot) -> Floats:
    facts = {name: tuple(values[place] for place in places) for name, values in rows.facts.items()}
    return rake_to_caseload(facts, snapshot).values


def _grade(people: int, plain: list[Interval], weighted: list[Interval], bar: float) -> Grade:
    if people < grades.FEWEST_PEOPLE or not plain:
        return Grade.UNCERTAIN
    bars = [bar] * len(plain)
    return grades.worse(grades.shares(plain, bars), grades.shares(weighted, bars))
