"""What helps afterwards, lived: handed over together, a circle, a letter to oneself, a booklet, and did it help."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from visavis.journal.record import new_id
from visavis.mediation.around import AdmitGuest, InviteSupporter
from visavis.mediation.circle import (
    CheckCircle,
    HoldCircle,
    HoldCircleTalk,
    PlanCircle,
    SetCircleCard,
)
from visavis.mediation.entries import PartyId
from visavis.mediation.handover import AnswerHandover, HoldHandover, WriteHandover
from visavis.mediation.own_letter import WriteToSelf
from visavis.mediation.support import MakeKeepsake, SayHelpful
from visavis.mediation.words import PartyState

if TYPE_CHECKING:
    from visavis.demo.story import Story

P = PartyState
NOTE = "Slaapt slecht sinds die dag. Wil graag vaste gesprekken, liefst in de ochtend."
TO_SELF = "Weet je nog hoe bang je was? Je hebt het toch gedaan."
WISHES = "Dat zij af en toe bellen, en het niet oplossen."
CARD = (("Lot", "Belt op zondagavond"), ("Gijs", "Gaat mee naar de stad"))
ALSO = {"letter_to_self": 0.2, "keepsake": 0.15}
"""Chosen too, as often as this (a)."""
SAYS_HELPFUL = 0.6
"""Who says whether it helped, when asked (a)."""


class Ending:
    """Beside a story: what was chosen at its end."""

    def __init__(self, story: Story) -> None:
        self.story = story
        # A source of its own, so that what comes here changes nothing in the rest of the story.
        self.rng = random.Random(f"ending:{story.nickname}:{story.begins.isoformat()}")

    def also_chosen(self) -> list[str]:
        return [what for what, share in ALSO.items() if self.rng.random() < share]

    def carries_out(self, who: PartyId, choices: list[str], now: datetime) -> None:
        """Each choice on its own days, as long as this person is still at the end of their way."""
        steps: dict[str, tuple[int, Callable[[PartyId, datetime], None]]] = {
            "warm_handover": (9, self._hands_over),
            "support_circle": (12, self._circle),
            "letter_to_self": (2, self._writes),
            "keepsake": (5, self._booklet),
            "closing_talk": (30, partial(self._helped, "closing_talk")),
        }
        for what, (days, step) in steps.items():
            if what in choices:
                self._later(now, days, partial(step, who))

    def _later(self, now: datetime, days: float, step: partial[None]) -> None:
        self.story.later(now, now + timedelta(days=days), step)

    def _here(self, who: PartyId, now: datetime) -> bool:
        return self.story.here(who, now, P.AFTERCARE, P.CLOSED)

    def _waits(self, what: str, who: PartyId, now: datetime) -> bool:
        """Whether it was chosen and has not come yet: who comes back meanwhile may choose anew."""
        if not self._here(who, now):
            return False
        kept = self.story.me(who, now).supported(what)
        return kept.chosen_on is not None and kept.held_on is None

    def _helped(self, what: str, who: PartyId, now: datetime) -> None:
        if self._here(who, now) and self.rng.random() < SAYS_HELPFUL:
            self.story.by(who, SayHelpful(what, self.rng.choice((2, 3, 4, 4, 5, 5))), now)

    def _hands_over(self, who: PartyId, now: datetime) -> None:
        if not self._waits("warm_handover", who, now):
            return
        note = new_id(self.rng)
        self.story.desk(WriteHandover(who, note, "De huisarts", NOTE), now)
        (kept,) = (one for one in self.story.me(who, now).handovers if one.note == note)
        self.story.by(who, AnswerHandover(note, kept.version_hash, True), now)
        self.story.desk(HoldHandover(who, note), now)
        self._later(now, 20, partial(self._helped, "warm_handover", who))

    def _circle(self, who: PartyId, now: datetime) -> None:
        met = self.story.me(who, now).circle.met_on is not None
        if met or not self._waits("support_circle", who, now):
            return
        guest = new_id(self.rng)
        self.story.desk(HoldCircleTalk(who, WISHES), now)
        self.story.by(who, InviteSupporter(guest, "Lot", ("circle",), ("circle",)), now)
        self.story.desk(AdmitGuest(who, guest, guest), now)
        self.story.desk(PlanCircle(who, now + timedelta(days=14), "Buurthuis De Brug"), now)
        self._later(now, 14, partial(self._meets, who))

    def _meets(self, who: PartyId, now: datetime) -> None:
        if self._here(who, now):
            self.story.desk(HoldCircle(who), now)
            self.story.by(who, SetCircleCard(CARD), now)
            self._later(now, 42, partial(self._asks_how, who))

    def _asks_how(self, who: PartyId, now: datetime) -> None:
        if self._here(who, now):
            self.story.desk(CheckCircle(who), now)
            self._helped("support_circle", who, now)

    def _writes(self, who: PartyId, now: datetime) -> None:
        if self._waits("letter_to_self", who, now):
            self.story.by(who, WriteToSelf(new_id(self.rng), "3_months", TO_SELF), now)
            self._later(now, 100, partial(self._helped, "letter_to_self", who))

    def _booklet(self, who: PartyId, now: datetime) -> None:
        if self._waits("keepsake", who, now):
            self.story.by(who, MakeKeepsake(("way", "story")), now)
