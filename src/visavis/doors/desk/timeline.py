"""What happened, newest first, in three lanes: each act once, with who entered it and how it came."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from visavis.doors.desk.words import SIDES, half_of
from visavis.mediation.entries import Audience, Entry, Lane, LaneRole, Via
from visavis.mediation.terms import ANSWER_PERIOD, day
from visavis.mediation.views import DeskView, Side

LINES: Mapping[str, Any] = {
    "signed_up": gettext_lazy("Signed up"),
    "reach_set": gettext_lazy("Said how to be reached"),
    "taken_up": gettext_lazy("Heard who the mediator is"),
    "told_not_taken_up": gettext_lazy("Heard that we do not take this up"),
    "facts_recorded": gettext_lazy("Recorded the facts"),
    "named": gettext_lazy("Named who will be asked"),
    "opened": gettext_lazy("Gave the nickname"),
    "assigned": gettext_lazy("Assigned a mediator"),
    "declined_to_take_up": gettext_lazy("Did not take up"),
    "informed": gettext_lazy("Got the information"),
    "exploratory_talk_held": gettext_lazy("Exploratory talk"),
    "suitability_assessed": gettext_lazy("Does it fit now: looked at together"),
    "assessment_noted": gettext_lazy("Looked whether it fits now"),
    "noted": gettext_lazy("Note"),
    "consented": gettext_lazy("Said yes to taking part"),
    "willing": gettext_lazy("Takes part"),
    "approach_allowed": gettext_lazy("Let us ask the other"),
    "approach_answered": gettext_lazy("Answered our letter"),
    "declined": gettext_lazy("Said no"),
    "tracing_opened": gettext_lazy("Looks for an address"),
    "route_recorded": gettext_lazy("Recorded an address"),
    "approach_sent": gettext_lazy("Sent the first letter"),
    "reminder_sent": gettext_lazy("Sent the reminder"),
    "no_route": gettext_lazy("Found no address"),
    "no_answer": gettext_lazy("No answer came"),
    "wrong_address": gettext_lazy("The address was wrong"),
    "may_tell_set": gettext_lazy("Said what the other may know"),
    "told": gettext_lazy("Is told a sentence about the other"),
    "news_date_came": gettext_lazy("The news date came"),
    "standing_wish_set": gettext_lazy("Said whether they want to know"),
    "preparation_began": gettext_lazy("Began preparing"),
    "preparation_talk_held": gettext_lazy("Preparation talk"),
    "form_chosen": gettext_lazy("Chose a form of contact"),
    "form_agreed": gettext_lazy("Letters agreed"),
    "ready_declared": gettext_lazy("Said: I am ready"),
    "ready": gettext_lazy("Ready for contact"),
    "letter_released": gettext_lazy("Released a letter"),
    "letter_recalled": gettext_lazy("Asked a letter back"),
    "letter_returned": gettext_lazy("Got a letter back with a word"),
    "letter_passed": gettext_lazy("Let a letter pass"),
    "letter_given_back": gettext_lazy("Gave a letter back"),
    "letter_offered_to": gettext_lazy("Told the reader that something is here"),
    "letter_held": gettext_lazy("Set a letter aside"),
    "letter_let_on": gettext_lazy("Let a letter on again"),
    "letter_offered": gettext_lazy("Heard that something is here"),
    "offer_answered": gettext_lazy("Chose how to read"),
    "letter_opened": gettext_lazy("Read a letter"),
    "offer_found_gone": gettext_lazy("Opened, and nothing was there"),
    "offer_taken_away": gettext_lazy("Heard that it is no longer here"),
    "reaction_released": gettext_lazy("Let the writer hear something"),
    "reaction_told": gettext_lazy("Heard what the reader let go"),
    "closing_began": gettext_lazy("Began rounding off"),
    "closing_talked": gettext_lazy("Last talk"),
    "closing_support_chosen": gettext_lazy("Chose what helps afterwards"),
    "closed": gettext_lazy("Closed"),
    "follow_up_held": gettext_lazy("Follow-up call"),
    "aftercare_ended": gettext_lazy("Aftercare ended"),
    "reopened": gettext_lazy("Came back"),
    "concern_raised": gettext_lazy("A concern"),
    "measure_set": gettext_lazy("Something is done about a concern"),
    "paused": gettext_lazy("Pause"),
    "resumed": gettext_lazy("Goes on"),
    "withdrawn": gettext_lazy("Stopped"),
}
"""Every kind an act can leave; a test holds the two together. What is not here is not shown."""

HOW = {
    Via.PHONE: gettext_lazy("told by telephone or in a talk"),
    Via.PAPER: gettext_lazy("on paper"),
}
LATE = gettext_lazy("Answered our letter, after the day it named")
LANES = {"a": 0, "m": 1, "b": 2}


@dataclass(frozen=True, slots=True)
class Happened:
    """One act as it stands in its lane. ``lane``: a, m (between) or b."""

    lane: str
    whose: str
    what: str
    at: datetime
    by: str
    how: str = ""


def timeline(
    desk: DeskView, history: Mapping[Lane, Iterable[Entry]], names: Mapping[str, str]
) -> list[Happened]:
    """All lanes as one list, newest first. ``names``: of staff, by account."""
    sides = {side.party: side for side in desk.sides}
    found = []
    for lane, entries in history.items():
        for entry in entries:
            if entry.kind not in LINES:
                continue
            side = sides.get(lane.party)
            own = side is not None and lane.role is LaneRole.OWN
            about = SIDES[side.initiating] if side is not None else None
            found.append(
                Happened(
                    lane=half_of(side) if own and side is not None else "m",
                    whose=str(about) if own else _between(about),
                    what=str(LATE if _late(entry, side) else LINES[entry.kind]),
                    at=entry.at,
                    by=_entered_by(entry, names),
                    how=str(HOW.get(entry.by.via, "")),
                )
            )
    return sorted(found, key=lambda one: one.at, reverse=True)


def _late(entry: Entry, side: Side | None) -> bool:
    """Whether somebody answered after the day their letter named. It counts like any other answer."""
    if entry.kind != "approach_answered" or side is None or not side.file.approaches:
        return False
    return day(entry.at) > side.file.approaches[0].on + ANSWER_PERIOD


def _between(about: Any) -> str:
    if not about:
        return _("Between")
    side = str(about)
    return _("About %(side)s") % {"side": side[:1].lower() + side[1:]}


def _entered_by(entry: Entry, names: Mapping[str, str]) -> str:
    """Who entered it; empty where a person did so themselves, or where it came by itself."""
    if entry.by.audience is Audience.OWNER:
        return ""
    return names.get(entry.by.id) or _("a colleague")
