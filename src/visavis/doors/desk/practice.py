"""*Praktijk*, for the practice lead: what waits too long, where a safeguard refused, who carries how much.

Nothing here says what a person wrote, chose or was told: not even which work it is that waits, for a letter at the
gate is the mediator's to know. What a line may tell is found in its trajectory, as far as the lead may look there.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from visavis.doors.desk import desk_acts, frame, letter_acts, shuttle_acts, told_acts
from visavis.doors.desk.load import loads
from visavis.doors.desk.rooms import Desk, desk
from visavis.doors.desk.words import said
from visavis.doors.shared.door import door
from visavis.journal import refusals
from visavis.journal.refusals import Refused
from visavis.journal.worklist import MEDIATORS, longest_late
from visavis.mediation.acts import Safeguard
from visavis.mediation.entries import Audience
from visavis.mediation.safeguards import SAFEGUARDS
from visavis.people import staff
from visavis.service.current import current

SHOWN = 50
"""Trajectories that wait, the longest first, and mediators, who carry most first; the page says how many more."""
DESK_ROLES = {
    Audience.INTAKE: _("Intake"),
    Audience.PLANNER: _("The planner"),
    Audience.SUPERVISOR: _("The practice lead"),
}
STEPS: Mapping[str, Any] = {
    **{
        row.act.__name__: row.title
        for row in (*desk_acts.ROWS, *desk_acts.BETWEEN, *told_acts.ROWS, told_acts.SIGN_UP)
    },
    "TakeUp": _("Take up"),
    "CarryOn": _("Bring over what ran elsewhere"),
    "SignUpOnBehalf": _("Sign up somebody else"),
    "SendApproach": _("Send the first letter"),
    "SendReminder": _("Send the reminder"),
    "AnswerComplaint": _("Answer a complaint"),
    "AnswerSupporter": _("Answer a complaint"),
    "PassLetter": letter_acts.PASS.title,
    "OfferLetter": _("Say that something is here"),
    "OfferVideo": _("Say that something is here"),
    "GiveKeptLetter": _("Give a letter that was kept"),
    "TellReaction": letter_acts.TELL_REACTION.title,
    "ReleaseLetter": _("A letter on paper"),
    "PassMessage": shuttle_acts.PASS.title,
    "DeliverMessage": _("Say a message in a talk"),
    "TellMessageReaction": _("Tell what they let go about a message"),
    "ChangeMediator": _("Another mediator"),
    "AssignCoMediator": _("A second mediator"),
    "TakeOffCoMediator": _("No second mediator any more"),
    "NameParty": _("One more person"),
    "BreakGlass": _("Open in an emergency"),
}
"""What each step at the desk before which a safeguard stands is called; a test holds it complete."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """One trajectory that waits for one of us past its promised day."""

    trajectory: str
    nickname: str
    whom: Any
    since: date
    days: int


@dataclass(frozen=True, slots=True)
class Line:
    """One safeguard that refused. ``steps``: how often at each step, the most first."""

    safeguard: Safeguard
    sentence: Any
    this_month: int
    before: int
    steps: tuple[tuple[Any, int], ...]


def waiting(here: Desk) -> tuple[list[Waiting], int]:
    """What waits too long, and how much more. Not what the lead mediates: nobody watches over their own."""
    page, number = longest_late(here.ring, here.today, SHOWN, besides=here.own)
    cards = {card.trajectory: card for card in here.service.some(item.trajectory for item in page)}
    names = staff.names()
    lines = [
        Waiting(
            item.trajectory,
            cards[item.trajectory].nickname,
            names.get(item.mediator, "") if item.role in MEDIATORS else DESK_ROLES[item.role],
            item.due,
            (here.today - item.due).days,
        )
        for item in page
        if item.trajectory in cards
    ]
    return lines, number - len(page)


def refused(counts: Counter[Refused], today: date) -> list[Line]:
    """By safeguard, the one that refused most first."""
    month = today.replace(day=1)
    lines = []
    for number in {one.number for one in counts} & SAFEGUARDS.keys():
        mine = {one: times for one, times in counts.items() if one.number == number}
        now = sum(times for one, times in mine.items() if one.month == month)
        steps: Counter[str] = Counter()
        for one, times in mine.items():
            steps[one.act] += times
        named = tuple((STEPS.get(act, act), times) for act, times in steps.most_common())
        guard = SAFEGUARDS[number]
        lines.append(Line(guard, said(guard.text), now, sum(mine.values()) - now, named))
    return sorted(lines, key=lambda line: (-line.this_month - line.before, line.safeguard.number))


@door("desk", needs={"supervisor"}, methods=["GET"])
def practice(request: HttpRequest) -> HttpResponse:
    here = desk(request)
    lines, more = waiting(here)
    most = list(loads(here.ring, here.today).items())[::-1]
    return frame.show(
        request,
        here,
        "practice",
        here="today",
        waiting=lines,
        more=more,
        refused=refused(refusals.counted(here.ring, here.today), here.today),
        loads=most[:SHOWN],
        others=len(most[SHOWN:]),
        year=here.today.year,
        terms=current().terms,
    )
