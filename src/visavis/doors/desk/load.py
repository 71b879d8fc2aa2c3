"""How much each mediator carries, from the cards of the caseload: open now, new this year (S28)."""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from visavis.journal.case_cards import CaseCard
from visavis.journal.keys import Ring
from visavis.journal.overview import overview
from visavis.mediation.terms import DESIGN, Terms
from visavis.people.absences import away_on
from visavis.people.staff import colleagues
from visavis.service.current import current


@dataclass(frozen=True, slots=True)
class Load:
    name: str
    trained_for: frozenset[str]
    open_now: int = 0
    new_this_year: int = 0
    languages: frozenset[str] = frozenset()
    region: str = ""
    away_until: date | None = None
    leaves_on: date | None = None
    terms: Terms = DESIGN

    @property
    def full(self) -> bool:
        """Whether one more asks for the practice lead's reason (S28)."""
        return (
            self.open_now >= self.terms.open_ceiling
            or self.new_this_year >= self.terms.year_ceiling
        )


def given_in(card: CaseCard, year: int) -> bool:
    """Whether whoever mediates got it in this year."""
    return card.assigned_on is not None and card.assigned_on.year == year


def line_of(load: Load) -> str:
    """One mediator as a choice: what they carry, and for what they are trained."""
    open_now = ngettext("%(n)s open", "%(n)s open", load.open_now) % {"n": load.open_now}
    new = ngettext("%(n)s new this year", "%(n)s new this year", load.new_this_year) % {
        "n": load.new_this_year
    }
    trained = str(_("trained for sensitive cases")) if "sensitive" in load.trained_for else ""
    until = load.away_until and {"day": date_format(load.away_until, "j F")}
    away = _("away until and including %(day)s") % until if until else ""
    return ", ".join(part for part in (f"{load.name}: {open_now}", new, trained, away) if part)


def loads(ring: Ring, today: date) -> dict[str, Load]:
    """Each mediator by account, those with most room first."""
    service = overview(ring)
    open_now, new = service.carriers(), service.given_in(today.year)
    away, made = away_on(today), {}
    for each in colleagues("mediator"):
        made[each.account] = Load(
            each.name,
            each.trained_for,
            open_now.get(each.account, 0),
            new[each.account],
            each.languages,
            each.region,
            away.get(each.account),
            each.leaves_on,
            current().terms,
        )
    return dict(sorted(made.items(), key=lambda item: (item[1].open_now, item[1].name)))
