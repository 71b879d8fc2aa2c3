"""What someone beside a person sees: the fold of what was ticked for them, and nothing else (S40)."""

from dataclasses import dataclass
from datetime import date

from visavis.mediation.views.around import Guest
from visavis.mediation.views.person import PartyView


@dataclass(frozen=True, slots=True)
class TookPlace:
    """That something took place, where no word of it was shared."""

    kind: str
    on: date


@dataclass(frozen=True, slots=True)
class GuestView:
    """``seen``: this person's page as far as it was shared; everything else of it is empty."""

    guest: Guest
    seen: PartyView
    took_place: tuple[TookPlace, ...] = ()
