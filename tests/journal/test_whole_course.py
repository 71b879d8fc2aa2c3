"""Whole mediations, with strays between, in the journal and in the rehearsal beside it: the same at every end.

The same histories then serve rebuilding, verifying, and the sweep.
"""

import random
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction

from tests.journal.service import Service
from tests.worlds.course import course, sign_up
from tests.worlds.steps import A, Step
from tests.worlds.stray_desk import stray_desk
from tests.worlds.strays import stray
from tests.worlds.tape import Tape
from visavis.journal import files, models
from visavis.journal.cards import caseload
from visavis.journal.flush import flush
from visavis.journal.keys import participant_ring, sign_up_ring, study_ring, sweep_ring
from visavis.journal.lanes import lanes_of_party, lanes_of_trajectory
from visavis.journal.life import Life
from visavis.journal.outbox import occasions
from visavis.journal.rebuild import rebuild
from visavis.journal.record import Recorded, Where, begin, carry_out
from visavis.journal.see import see_desk, see_party
from visavis.journal.sheet import Sheet
from visavis.journal.sweep import run_due
from visavis.journal.verify import verify
from visavis.journal.worklist import tasks_of
from visavis.mediation.acts import DeskAct, PartyAct
from visavis.mediation.effects import Decision, GrantParcel
from visavis.mediation.entries import Audience, LaneRole
from visavis.mediation.rehearsal import Rehearsal
from visavis.mediation.scans import KeepScan
from visavis.mediation.terms import day
from visavis.mediation.views import DeskView, PartyView, changed

HERE = Where("t" * 32, A)
START = datetime.fromisoformat("2026-03-02T09:00:00+00:00")


class Both:
    """A rehearsal and the journal, told the same."""

    def __init__(self, service: Service) -> None:
        self.service = service
        self.rehearsal = Rehearsal(people={A: True}, trajectory=HERE.trajectory)
        self.refused = 0

    def begin(self, step: Step, now: datetime) -> None:
        assert isinstance(step.act, PartyAct)
        self.rehearsal.perform(step.act, step.actor, now, step.party)
        sheet = Sheet()
        begin(sheet, step.act, HERE, sign_up_ring(self.service.keys), now, None)
        with transaction.atomic():
            flush(sheet)

    def step(self, step: Step, now: datetime) -> None:
        if isinstance(step.act, DeskAct):
            where, ring = Where(HERE.trajectory), self.service.desk
        else:
            assert step.party is not None
            where = Where(party=step.party)
            own_hand = step.actor.audience is Audience.OWNER
            ring = (
                participant_ring(self.service.keys, step.party) if own_hand else self.service.desk
            )
        self.draws(step)
        done = carry_out(step.act, step.actor, where, ring, now)
        outcome = self.rehearsal.perform(step.act, step.actor, now, step.party)
        assert isinstance(done, Recorded) == self._kept(outcome), (step, done, outcome)
        self.refused += not isinstance(done, Recorded)

    def draws(self, step: Step) -> None:
        """The pictures a letter brings, kept in its author's lane before it goes; a scan in that person's file."""
        tenant = self.service.keys.tenant
        for one in getattr(step.act, "pictures", ()):
            if models.FileRow.objects.filter(id=one.file).exists():
                continue
            if isinstance(step.act, KeepScan):
                for lane in lanes_of_trajectory(tenant, HERE.trajectory):
                    if lane.role is LaneRole.FILE and lane.party == step.act.party:
                        files.keep(lane, self.service.desk, one.says.encode(), one.file)
            else:
                assert step.party is not None
                [own, *_] = lanes_of_party(tenant, step.party)
                files.keep(own, self.service.ring(step.party), one.says.encode(), one.file)

    def _kept(self, outcome: Any) -> bool:
        """The rehearsal keeps nothing where an offered parcel is gone; the journal refuses."""
        if not isinstance(outcome, Decision):
            return False
        grants = [e for e in outcome.effects if isinstance(e, GrantParcel)]
        return all(self.rehearsal.parcels[grant.parcel].offer == grant.offer for grant in grants)

    def sweep(self, now: datetime) -> None:
        assert run_due(sweep_ring(self.service.keys), now).failed == 0
        while any(due.on <= day(now) for due in self.rehearsal.dues):
            self.rehearsal.run_due(now)

    def compare(self, now: datetime) -> None:
        keys, here = self.service.keys, self.rehearsal
        for party in here.people:
            seen = see_party(party, participant_ring(keys, party), now).view
            assert without_files(seen) == without_files(here.me(party, now))
        view = see_desk(HERE.trajectory, self.service.desk, now).view
        assert of_all(view) == of_all(here.desk(now))
        [card] = caseload(self.service.desk, mediator=view.desk.mediator)
        assert card.view.desk == changed(view.desk, glass=(), approved=False, approval_reason="")
        if not any(side.planned for side in view.sides):
            assert card.view.state == view.state
        kept = [
            (t.code, t.party, t.about, t.due) for t in tasks_of(self.service.desk, HERE.trajectory)
        ]
        assert sorted(kept) == sorted((t.code, t.party, t.about, t.due) for t in here.tasks)
        parcels = models.Parcel.objects.values_list("id", "offer", "held_by_author", "held_by_desk")
        assert {(k, offer or "", *held) for k, offer, *held in parcels} == {
            (k, p.offer, p.held_by_author, p.held_by_desk) for k, p in here.parcels.items()
        }
        assert models.OutboxRow.objects.count() == len(here.notices)
        fed = [(item.party, item.occasion, item.on) for item in occasions(study_ring(keys))]
        assert sorted(fed) == sorted((a.party, a.occasion, a.on) for a in here.anchors)
        waiting = models.DueRow.objects.filter(done=False).values_list("lane__party_id", "on")
        assert sorted(waiting) == sorted((due.party, due.on) for due in here.dues)


def without_files(me: PartyView) -> PartyView:
    """In the journal a reader's copies of pictures have ids of their own; all else is the same."""
    offers = tuple(
        replace(one, pictures=tuple(replace(each, file="") for each in one.pictures))
        for one in me.offers
    )
    return changed(me, offers=offers)


def of_all(desk: DeskView) -> DeskView:
    sides = tuple(replace(side, own=without_files(side.own)) for side in desk.sides)
    return replace(desk, sides=sides)


def lived(
    service: Service, seed: int, steps: int, strays: int, plan: str = "Wilgenroos"
) -> tuple[Both, datetime]:
    tape = Tape(random.Random(seed).randbytes(20_000))
    both, now = Both(service), START
    both.begin(sign_up(tape), now)
    for number in range(steps):
        now += timedelta(minutes=5)
        if tape.chance(60):
            now += timedelta(hours=tape.pick([1, 30, 30, 24 * 8]))
            both.sweep(now)
        if tape.chance(strays):
            who = tape.pick([*both.rehearsal.people])
            proposed: Step | None = tape.pick([stray, stray_desk])(
                both.rehearsal, now, tape, who, number
            )
        else:
            proposed = course(both.rehearsal, now, tape, number, plan)
        if proposed is not None:
            both.step(proposed, now)
    return both, now


def rows(model: Any, *fields: str) -> list[tuple[Any, ...]]:
    return sorted(model.objects.values_list(*fields), key=str)


def read_models() -> dict[str, list[tuple[Any, ...]]]:
    """What stands in clear; what is sealed is compared by opening it."""
    return {
        "tasks": rows(
            models.TaskRow, "id", "role", "mediator", "start", "due", "case", "what", "about"
        ),
        "dues": rows(models.DueRow, "id", "lane_id", "on", "done"),
        "assigned": rows(models.Trajectory, "id", "mediator"),
        "cards": rows(models.Card, "lane_id", "trajectory_id"),
    }


@pytest.mark.parametrize(
    ("seed", "strays", "plan"),
    [
        (1, 25, "Wilgenroos"),
        (2, 25, "Es"),
        (3, 3, "Linde"),
        (4, 3, "Meidoorn"),
        (5, 3, "Berk"),
        (6, 25, "Hulst"),
    ],
)
def test_the_journal_and_the_rehearsal_agree_and_rebuilt_equals_incremental(
    service: Service, seed: int, strays: int, plan: str
) -> None:
    both, now = lived(service, seed, 200, strays, plan)
    assert len(both.rehearsal.lanes) >= 4
    both.compare(now)
    before, cards = read_models(), caseload(service.desk)
    work = tasks_of(service.desk, HERE.trajectory)
    rebuild(service.desk)
    assert read_models() == before
    assert caseload(service.desk) == cards
    assert tasks_of(service.desk, HERE.trajectory) == work
    models.TaskRow.objects.all().delete()
    models.Card.objects.all().delete()
    models.Trajectory.objects.update(mediator="")
    rebuild(service.desk)
    assert read_models() == before
    assert caseload(service.desk) == cards
    both.compare(now)
    assert verify().difference == ""
    both.sweep(now + timedelta(days=120))
    both.compare(now + timedelta(days=120))
    again = run_due(sweep_ring(service.keys), now + timedelta(days=120))
    assert (again.done, again.failed) == (0, 0)


def test_the_histories_reach_letters_refusals_and_dated_work(service: Service) -> None:
    both, _ = lived(service, 3, 200, 3)
    kinds = {entry.kind for lane in both.rehearsal.lanes.values() for entry in lane}
    assert {"letter_released", "letter_offered", "letter_opened", "agreement_put"} <= kinds
    assert both.refused
    assert models.DueRow.objects.filter(done=True).exists()


def test_a_life_kept_in_one_transaction_is_the_same_as_act_by_act(service: Service) -> None:
    tape = Tape(random.Random(5).randbytes(20_000))
    life, here, now = Life(service.keys, service.rng), Rehearsal(people={A: True}), START
    first = sign_up(tape)
    assert isinstance(first.act, PartyAct)
    here.perform(first.act, first.actor, now, A)
    begin(life.sheet, first.act, HERE, sign_up_ring(service.keys), now, None)
    for number in range(100):
        now += timedelta(hours=5)
        while (due := life.next_due()) is not None and due <= day(now):
            life.run_due(now)
        here.run_due(now)
        step = course(here, now, tape, number)
        if step is not None:
            where = Where(HERE.trajectory, step.party or A)
            done = life.carry_out(step.act, step.actor, where, now)
            kept = here.perform(step.act, step.actor, now, step.party)
            assert isinstance(done, Recorded) == isinstance(kept, Decision), step
        if number == 50:
            assert life.see_party(A, now) == here.me(A, now)
    life.keep()
    here.trajectory = HERE.trajectory
    assert see_desk(HERE.trajectory, service.desk, now).view == here.desk(now)
    kept_tasks = [(t.code, t.party) for t in tasks_of(service.desk, HERE.trajectory)]
    assert sorted(kept_tasks) == sorted((t.code, t.party) for t in here.tasks)
    before = read_models()
    rebuild(service.desk)
    assert read_models() == before
    assert verify().difference == ""
