"""Case reflections in the demo: two of whoever one looks as, running and ended, and one for which a colleague asks."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from visavis.journal import reflections
from visavis.journal.cards import caseload
from visavis.journal.case_cards import CaseCard
from visavis.journal.keys import Keys, desk_ring
from visavis.journal.record import Where, carry_out
from visavis.journal.reflections import Reflection
from visavis.journal.see import see_desk
from visavis.mediation.entries import Actor, Audience
from visavis.mediation.reflection import TakeAlong, summary
from visavis.mediation.terms import SHARED_FOR, day
from visavis.mediation.words import TrajectoryState
from visavis.people.staff import colleagues

RUNS = {TrajectoryState.TWO_SIDED, TrajectoryState.CONTACT, TrajectoryState.APPROACHING}
QUESTIONS = (
    "Een van hen wil snel, de ander niet. Ik merk dat ik met de snelle meega. Hoe houd ik het voor beiden gelijk?",
    "Ik voel mij verantwoordelijk voor hoe het afloopt. Waar is dat van hen, en waar van mij?",
    "Ik merk dat ik al weet hoe ik wil dat dit afloopt. Hoe maak ik weer plaats voor hoe zij het willen?",
)
THOUGHTS = (
    "Wat zou er gebeuren als u een week niets doet? Voor wie is dat erg?",
    "Ik zou het hardop zeggen: u mag ook langer nadenken. Tegen allebei, met dezelfde woorden.",
    "Mij hielp het om na ieder gesprek op te schrijven wat van mij was.",
)
TAKEN_ALONG = "Ik zeg voortaan aan het begin hoe lang het mag duren, en dat langer ook goed is."


def think_over(keys: Keys, now: datetime, account: str) -> None:
    """``account``: the mediator whom somebody may look as."""
    others = [one.account for one in colleagues("mediator") if one.account != account]
    leads = [one.account for one in colleagues("supervisor")]
    mine = _running(keys, account)
    if len(mine) < 2 or len(others) < 2:
        return
    _shared(keys, now, mine[0], account, [others[0], *leads[:1]], QUESTIONS[0], THOUGHTS[:1])
    past = now - timedelta(days=17)
    ended = _shared(keys, past, mine[1], account, others[:2], QUESTIONS[1], THOUGHTS[1:])
    side = see_desk(ended, desk_ring(keys), now, Audience.MEDIATOR).view.sides[0]
    act, actor = TakeAlong(side.party, TAKEN_ALONG), Actor(Audience.MEDIATOR, account)
    carry_out(act, actor, Where(ended), desk_ring(keys), now - timedelta(hours=3))
    for other in others:
        if found := _running(keys, other):
            _shared(keys, now, found[0], other, [account, *leads[:1]], QUESTIONS[2], ())
            return


def _running(keys: Keys, account: str) -> list[CaseCard]:
    """Of the first of this mediator's caseload what runs between two sides."""
    cards = caseload(desk_ring(keys), mediator=account, limit=200)
    return [card for card in cards if card.state in RUNS]


def _shared(
    keys: Keys,
    now: datetime,
    card: CaseCard,
    by: str,
    readers: Sequence[str],
    question: str,
    thoughts: Sequence[str],
) -> str:
    ring, today = desk_ring(keys), day(now)
    lines = summary(see_desk(card.trajectory, ring, now, Audience.MEDIATOR).view, today)
    until = today + SHARED_FOR
    asked = Reflection("", card.trajectory, by, today, until, question, lines, tuple(readers))
    name = reflections.share(ring, asked, f"{by}:{today}")
    for reader, thought in zip(readers, thoughts, strict=False):
        found = reflections.shared(ring, name, reader, today)
        if found is not None:
            reflections.think(ring, found, reader, thought, "")
    return card.trajectory
