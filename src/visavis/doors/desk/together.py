"""*People from other events*: who waits, who fits together, when they meet, who came (§2.5). For the planner alone.

Each trajectory keeps its own part; what is true of the others goes into each act as its fields. Who is in a group
follows from the planner's own work, which names it; nobody else's page does.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from random import SystemRandom
from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from visavis.doors.desk import frame
from visavis.doors.desk.rooms import Desk, desk
from visavis.doors.desk.together_forms import AttendanceForm, ComposeForm, PlanForm, TogetherForm
from visavis.doors.desk.words import said
from visavis.doors.shared.door import door
from visavis.doors.shared.errors import BadField, only_fields
from visavis.journal import record
from visavis.journal.record import new_id
from visavis.journal.worklist import tasks
from visavis.mediation.acts import DeskAct
from visavis.mediation.effects import Refusal
from visavis.mediation.entries import Audience, PartyId
from visavis.mediation.sign_up import EVENT_TYPES, RELATIONS
from visavis.mediation.symbolic import (
    OPEN_TO,
    SEEKS,
    SETTINGS,
    AskSymbolic,
    CallOffSymbolic,
    HoldSymbolic,
    PlanSymbolic,
    meeting_of,
    under_way,
)
from visavis.mediation.terms import HERE
from visavis.mediation.views import Symbolic, Together
from visavis.mediation.views.meeting import own_id

WORK = frozenset({"symbolic_match", "symbolic_group"})
MOST = 500
"""People under way at once, more than a service has."""
NUMBERS = range(1, 41)
"""Meetings of one group, those called off counted too."""
PLANNER = frozenset({Audience.PLANNER})


@dataclass(frozen=True, slots=True)
class Person:
    """One person, as the planner sees them: their own wish, and which group they were asked into."""

    trajectory: str
    party: PartyId
    nickname: str
    mine: Symbolic
    group: str

    @property
    def id(self) -> str:
        return f"{self.trajectory}~{self.party}"

    @property
    def about(self) -> str:
        """One line to choose by."""
        mine = self.mine
        spoken = [
            said(texts[code])
            for texts, code in (
                (EVENT_TYPES, mine.event_type),
                (RELATIONS, mine.relation),
                (SEEKS, mine.seeks),
                (SETTINGS, mine.setting),
            )
            if code in texts
        ]
        again = _("asked already") if mine.asked_on and mine.says_yes is not False else ""
        language = dict(settings.LANGUAGES).get(mine.spoken, mine.spoken)
        parts = [mine.name, *spoken, language, mine.region, self.nickname, again]
        return " · ".join(str(part) for part in parts if part)

    @property
    def free(self) -> bool:
        """Whether they may be asked with others: nothing is planned with those they were asked with."""
        return not any(one.state == "planned" for one in self.mine.meetings)


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting of a group: its number, and how it stands for who is in it."""

    id: str
    number: int
    one: Together


def people(here: Desk) -> list[Person]:
    """Everybody who was talked with and is not rounded off, in an order that tells nothing."""
    work = tasks(here.ring, Audience.PLANNER, date.max, limit=frame.MOST)
    wanted = {(item.trajectory, item.party) for item in work if item.code in WORK}
    views = here.views(sorted({trajectory for trajectory, _party in wanted})[:MOST])
    found = []
    for trajectory, party in sorted(wanted):
        view = views.get(trajectory)
        side = next((one for one in view.sides if one.party == party), None) if view else None
        if view is None or side is None or side.own.state not in OPEN_TO:
            continue
        if under_way(side.own) and side.own.symbolic.talked_on is not None:
            nickname, group = view.desk.nickname, side.file.meets_in
            found.append(Person(trajectory, party, nickname, side.own.symbolic, group))
    return found


def meetings_of(group: str, members: Sequence[Person]) -> list[Meeting]:
    found = []
    for number in NUMBERS:
        shared = meeting_of(group, number)
        known = (member.mine.meeting(own_id(member.party, shared)) for member in members)
        one = next((each for each in known if each is not None), None)
        if one is not None:
            found.append(Meeting(shared, number, one))
    return found


def groups_of(everyone: Sequence[Person]) -> dict[str, list[Person]]:
    groups: dict[str, list[Person]] = {}
    for person in everyone:
        if person.group and person.mine.asked_on is not None:
            groups.setdefault(person.group, []).append(person)
    return groups


def _done(here: Desk, form: TogetherForm, acts: Sequence[tuple[Person, DeskAct]]) -> Refusal | None:
    """Carries out one act in each trajectory, all or none; the first refusal, if there is one."""
    key = form.cleaned_data["key"]
    with transaction.atomic():
        for person, act in sorted(acts, key=lambda pair: pair[0].trajectory):
            room = here.trajectory(person.trajectory, PLANNER)
            each = f"{type(act).__name__}:{key}:{person.party}"
            outcome = record.carry_out(act, room.actor, room.where, room.ring, room.now, key=each)
            if isinstance(outcome, Refusal):
                transaction.set_rollback(True)
                return outcome
    return None


def _page(
    request: HttpRequest, here: Desk, template: str, refused: Refusal | None = None, **more: Any
) -> HttpResponse:
    return frame.show(
        request,
        here,
        template,
        here="together",
        refusal=said(refused.text) if refused else "",
        **more,
    )


@door("desk", needs={"planner"})
def together(request: HttpRequest) -> HttpResponse:
    """Who waits, and the groups there are; sent, the people chosen are asked."""
    here = desk(request)
    everyone = people(here)
    free = {person.id: person for person in everyone if person.free}
    choices = [(person.id, person.about) for person in free.values()]
    form, refused = ComposeForm(None, choices), None
    if request.method == "POST":
        only_fields(request, {"key", "who", "strangers"})
        form = ComposeForm(request.POST, choices)
        if form.is_valid():
            refused = _ask(here, form, [free[one] for one in form.cleaned_data["who"]])
            if refused is None:
                return redirect("desk:together")
    groups = [
        {"group": group, "members": members, "meetings": meetings_of(group, members)}
        for group, members in sorted(groups_of(everyone).items())
    ]
    return _page(
        request,
        here,
        "together",
        refused,
        asked=form,
        page_errors=bool(form.errors),
        waiting=choices,
        groups=groups,
    )


def _ask(here: Desk, form: ComposeForm, chosen: Sequence[Person]) -> Refusal | None:
    group, strangers = new_id(SystemRandom()), form.cleaned_data["strangers"] == "yes"
    acts = []
    for person in chosen:
        beside = tuple(one.trajectory for one in chosen if one is not person)
        acts.append((person, AskSymbolic(person.party, group, beside, strangers)))
    return _done(here, form, acts)


def _members(here: Desk, group: str) -> list[Person]:
    members = groups_of(people(here)).get(group)
    if not members:
        raise Http404
    return members


@door("desk", needs={"planner"})
def group(request: HttpRequest, group: str) -> HttpResponse:
    """One group: who said what, and when they meet; sent, a meeting is planned."""
    here = desk(request)
    members = _members(here, group)
    form, refused = PlanForm(), None
    if request.method == "POST":
        only_fields(request, {"key", "day_0", "day_1", "day_2", "hour", "where", "first", "second"})
        form = PlanForm(request.POST)
        if form.is_valid():
            refused = _plan(here, form, group, members)
            if refused is None:
                return redirect("desk:together_group", group)
    return _page(
        request,
        here,
        "together_group",
        refused,
        group=group,
        members=members,
        meetings=meetings_of(group, members),
        asked=form,
        page_errors=bool(form.errors),
        ready=all(member.mine.says_yes for member in members) and len(members) > 1,
    )


def _plan(here: Desk, form: PlanForm, group: str, members: Sequence[Person]) -> Refusal | None:
    sent = form.cleaned_data
    taken = [each.number for each in meetings_of(group, members)]
    number = max(taken, default=0) + 1
    at = datetime.combine(sent["day"], sent["hour"], HERE)
    yes = all(member.mine.says_yes for member in members)
    acts = []
    for person in members:
        names = tuple(other.mine.name for other in members if other is not person)
        plan = PlanSymbolic(
            person.party,
            group,
            meeting_of(group, number),
            at,
            sent["where"],
            (sent["first"], sent["second"]),
            names,
            yes,
        )
        acts.append((person, plan))
    return _done(here, form, acts)


@door("desk", needs={"planner"})
def meeting(request: HttpRequest, group: str, number: int) -> HttpResponse:
    """After it: who came. Before it: it may be called off, and nobody hears why."""
    here = desk(request)
    members = _members(here, group)
    found = next((one for one in meetings_of(group, members) if one.number == number), None)
    if found is None or found.one.state != "planned":
        raise Http404
    choices = [(member.id, member.mine.name) for member in members]
    form, refused = AttendanceForm(None, choices), None
    if request.method == "POST":
        only_fields(request, {"key", "who", "go"})
        form = AttendanceForm(request.POST, choices)
        if form.is_valid():
            ends = _ending(request.POST.get("go", ""), form, group, found.id)
            refused = _done(here, form, [(member, ends(member)) for member in members])
            if refused is None:
                return redirect("desk:together_group", group)
    return _page(
        request,
        here,
        "together_meeting",
        refused,
        group=group,
        meeting=found,
        members=members,
        asked=form,
        page_errors=bool(form.errors),
    )


def _ending(go: str, form: AttendanceForm, group: str, meeting: str) -> Callable[[Person], DeskAct]:
    if go == "off":
        return lambda person: CallOffSymbolic(person.party, group, meeting)
    if go != "held":
        raise BadField("neither held nor called off")
    came = set(form.cleaned_data["who"])
    return lambda person: HoldSymbolic(person.party, group, meeting, person.id in came)
