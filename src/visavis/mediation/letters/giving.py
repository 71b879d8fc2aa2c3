"""Giving a letter that its author left, at the end, to be given without them (domain §2.3.10)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from visavis.mediation.effects import Step, Write
from visavis.mediation.entries import PartyId
from visavis.mediation.letters.gate import OfferLetter
from visavis.mediation.letters.kept import OFFERED, OFFERED_ON
from visavis.mediation.safeguards import (
    child_and_guardian_agree,
    kept_letter_may_be_given,
    mediator_read_it,
    motive_is_fair,
    no_ban_holds,
    not_in_acute_crisis,
    reader_wishes_to_know,
    suitability_is_positive,
    text_is_the_one_released,
    worries_are_answered,
)
from visavis.mediation.views import FileView


@dataclass(frozen=True, slots=True)
class GiveKeptLetter(OfferLetter):
    """The reader asked for it; the mediator read it again, and says in a talk that it is here. Both gates stand."""

    guards: ClassVar = (
        kept_letter_may_be_given,
        child_and_guardian_agree,
        suitability_is_positive,
        not_in_acute_crisis,
        motive_is_fair,
        worries_are_answered,
        no_ban_holds,
        reader_wishes_to_know,
        mediator_read_it,
        text_is_the_one_released,
    )
    writes: ClassVar = frozenset({OFFERED, OFFERED_ON})

    looked_at: tuple[str, ...]
    asked: bool
    """Whether the reader asked for it, without anybody naming it."""

    def for_file(self, who: PartyId, file: FileView, now: datetime) -> Iterator[Step]:
        """No task waited for it."""
        if who == self.party:
            said = {"letter": self.letter, "offer": self.offer, "reader": self.reader}
            yield Write(OFFERED_ON, said)
