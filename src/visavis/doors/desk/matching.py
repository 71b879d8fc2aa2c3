"""Who fits a trajectory, in words: training, language, region, room. Reasons for the planner, who chooses; nothing is
ranked by them and nobody is chosen beforehand."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from visavis.doors.desk.load import Load
from visavis.mediation.safeguards.registry import is_sensitive
from visavis.mediation.spoken import LANGUAGES
from visavis.mediation.views import DeskView
from visavis.service.current import current
from visavis.service.regions import places_in

TRAININGS = {
    "sensitive": gettext_lazy("Sensitive cases: sexual harm, partner violence, stalking, a death"),
    "young": gettext_lazy("Children and young people"),
    "conference": gettext_lazy("Group meetings"),
}
"""For which staff may be trained further. A rule asks for the first alone (S27); the others are for the planner."""


@dataclass(frozen=True, slots=True)
class Needs:
    """What a trajectory asks of whoever mediates, from what intake recorded."""

    sensitive: bool
    language: str = ""
    region: str = ""


@dataclass(frozen=True, slots=True)
class Fit:
    """One mediator beside what is asked: a sentence for each, empty where nothing is asked."""

    load: Load
    training: Any
    language: Any
    region: Any
    room: Any
    away: Any


def needs_of(desk: DeskView) -> Needs:
    facts: dict[str, str] = {}
    for side in desk.sides:
        facts |= side.file.facts
    return Needs(is_sensitive(desk), facts.get("language", ""), facts.get("region", "").strip())


def known_by(load: Load) -> Iterator[str]:
    """What a mediator can be looked for by: name, place and region, language, training, as they are said here."""
    yield load.name
    yield load.region
    regions = current().regions
    for place in places_in(load.region):
        within = regions.of(place)
        yield within.name if within else ""
    for code in load.languages:
        yield LANGUAGES[code].within(get_language() or "nl") if code in LANGUAGES else ""
    for code in load.trained_for:
        yield str(TRAININGS.get(code, ""))


def fit(load: Load, needs: Needs, today: date) -> Fit:
    return Fit(
        load,
        _training(load, needs),
        _language(load, needs),
        _region(load, needs),
        _room(load),
        away(load, today),
    )


def _training(load: Load, needs: Needs) -> str:
    if not needs.sensitive:
        return _("No further training asked")
    if "sensitive" in load.trained_for:
        return _("Trained for sensitive cases, as this is one")
    return _("Not trained for sensitive cases, and this is one")


def _language(load: Load, needs: Needs) -> str:
    if needs.language not in LANGUAGES:
        return _("Not recorded which language")
    name = {"language": LANGUAGES[needs.language].within(get_language() or "nl")}
    if needs.language in load.languages:
        return _("%(language)s: without an interpreter") % name
    if not load.languages:
        return _("Not recorded what this mediator speaks")
    return _("%(language)s: with an interpreter") % name


def _region(load: Load, needs: Needs) -> str:
    if not needs.region:
        return _("Not recorded where they live")
    if not load.region:
        return _("Not recorded where this mediator meets people")
    said = {"where": load.region, "asked": needs.region}
    if needs.region.casefold() in load.region.casefold():
        return _("Meets people in %(asked)s") % said
    regions = current().regions
    here = regions.of(needs.region)
    if here is not None and here in {regions.of(each) for each in places_in(load.region)}:
        return _("Meets people in %(where)s, in the same region as %(asked)s") % said
    return _("Meets people in %(where)s, not in %(asked)s") % said


def _room(load: Load) -> str:
    said = {
        "open": load.open_now,
        "most": load.terms.open_ceiling,
        "new": load.new_this_year,
        "year": load.terms.year_ceiling,
    }
    if load.full:
        return (
            _(
                "Full: %(open)s of %(most)s open, %(new)s of %(year)s new this year. "
                "Asks for the practice lead’s reason"
            )
            % said
        )
    return _("%(open)s of %(most)s open, %(new)s of %(year)s new this year") % said


def away(load: Load, today: date) -> str:
    """Until when somebody is away; empty for who is here."""
    if load.away_until is None:
        return ""
    return _("Away until and including %(day)s") % {"day": date_format(load.away_until, "j F")}
