"""Before something becomes an agreement, and before it leaves the house."""

from datetime import datetime
from typing import Any

from visavis.mediation.safeguards.registry import both_sides, safeguard
from visavis.mediation.views import Agreement, DeskView, MayDisclose, Side
from visavis.mediation.words import Text

AGREEMENT_REVIEW = {
    "no_labels": Text("Niemand krijgt een etiket", "Nobody is given a label"),
    "no_silence": Text(
        "Niemand belooft te zwijgen over een strafbaar feit",
        "Nobody promises to keep silent about a crime",
    ),
    "fair": Text("Het is eerlijk voor ieder", "It is fair to each"),
    "achievable": Text("Het kan ook echt", "It can really be done"),
}
"""What the mediator looks at before a text becomes an agreement."""


def _everyone(desk: DeskView, agreement: str) -> list[Side]:
    """All who are part of it, whoever the act names."""
    return [side for side in desk.sides if agreement in side.own.agreement_ids]


@safeguard(
    37,
    source="EU 12.1.d; UN 7; CoE 50†",
    nl="Iedereen moet vrij ja kunnen zeggen tegen precies deze tekst.",
    en="Everyone must freely accept this exact text.",
)
def everyone_accepted_this_text(act: Any, desk: DeskView, now: datetime) -> bool:
    """All accepted the identical text, a week (a) or more after it was put; no label, no silence, fair, doable."""
    people = _everyone(desk, act.agreement)
    texts = [one for side in people if (one := side.own.agreement(act.agreement))]
    over = max((one.thought_over_at for one in texts if one.thought_over_at), default=None)
    if over is None or {s.party for s in people} != set(act.parties()):
        return False
    return (
        both_sides(desk, people)
        and now >= over
        and set(act.looked_at) >= set(AGREEMENT_REVIEW)
        and all(_accepted(side, texts[0]) for side in people)
    )


def _accepted(side: Side, text: Agreement) -> bool:
    return any(
        yes.agreement == text.agreement and yes.version_hash == text.version_hash
        for yes in side.own.accepted
    )


@safeguard(
    38,
    source="EU 12.1.e; CoE 17, 53†; BE",
    nl="Dit mag pas weg als iedereen ja zegt.",
    en="This leaves only if everyone says yes.",
)
def everyone_lets_it_go(act: Any, desk: DeskView, now: datetime) -> bool:
    """Nothing goes to court, prosecutor, lawyer or referrer without everyone's yes to this document and recipient."""
    people = _everyone(desk, act.agreement)
    this = MayDisclose(act.agreement, act.recipient)
    recorded = [side.own.agreement(act.agreement) for side in people]
    return (
        bool(people)
        and {side.party for side in people} == set(act.parties())
        and all(one is not None and one.recorded_on is not None for one in recorded)
        and all(this in side.own.may_disclose for side in people)
    )
