"""The demo's service is lived through the same acts, at the figures of domain §9."""

import random
from collections import Counter
from datetime import UTC, datetime, time
from math import sqrt
from pathlib import Path
from typing import Any

import pytest

from visavis.demo import figures
from visavis.demo.service import Work, stories
from visavis.demo.story import Story
from visavis.journal.keys import (
    Keys,
    create_tenant,
    desk_ring,
    participant_ring,
    sign_up_ring,
    sweep_ring,
)
from visavis.journal.life import Life
from visavis.journal.models import DueRow
from visavis.journal.record import Recorded, Where, carry_out, sign_up
from visavis.journal.root import create_root
from visavis.journal.see import see_desk
from visavis.journal.sweep import run_due
from visavis.journal.verify import verify
from visavis.mediation.acts import DeskAct, PartyAct
from visavis.mediation.entries import Audience, PartyId
from visavis.mediation.sign_up import SignUp
from visavis.mediation.terms import HERE, day

pytestmark = [pytest.mark.django_db, pytest.mark.once]

TODAY = datetime(2026, 11, 20, 10, tzinfo=UTC)


@pytest.fixture
def keys(tmp_path_factory: pytest.TempPathFactory) -> Keys:
    return create_tenant(
        create_root(tmp_path_factory.mktemp("keys") / "root", "a passphrase here"), "t"
    )


def some(keys: Keys, number: int, seed: int = 5) -> list[Story]:
    staff = [Work(f"account-{n}", name) for n, name in enumerate(figures.MEDIATORS)]
    return list(stories(keys, TODAY, number, staff, seed))


class Fixed(random.Random):
    """Gives the ids a story gave, in their order."""

    def __init__(self, ids: list[str]) -> None:
        super().__init__(0)
        self._ids = ids

    def randbytes(self, n: int) -> bytes:
        return bytes.fromhex(self._ids.pop(0))

    def getrandbits(self, k: int) -> int:
        return int(self._ids.pop(0), 16)


def test_ten_trajectories_are_lived_again_act_by_act_without_a_refusal(keys: Keys) -> None:
    """Through the real ``carry_out``: seen, decided, sealed and chained one act at a time."""
    long_ones = sorted(some(keys, 40), key=lambda story: -len(story.lived))[:10]
    for story in long_ones:
        live_again(keys, story)


def live_again(keys: Keys, story: Story) -> None:
    first = story.lived[0]
    assert isinstance(first.act, SignUp)
    ids = Fixed([story.trajectory, story.a])
    begun = sign_up(first.act, sign_up_ring(keys), first.at, ids)
    assert isinstance(begun, Recorded)
    assert begun.where == Where(story.trajectory, story.a)
    for lived in story.lived[1:]:
        sweep_each_day_until(keys, lived.at)
        mine = isinstance(lived.act, PartyAct) and lived.actor.audience is Audience.OWNER
        ring = participant_ring(keys, PartyId(lived.where.party)) if mine else desk_ring(keys)
        where = Where(story.trajectory) if isinstance(lived.act, DeskAct) else lived.where
        outcome = carry_out(lived.act, lived.actor, where, ring, lived.at)
        assert isinstance(outcome, Recorded), (lived, outcome)
    sweep_each_day_until(keys, TODAY)

    again = see_desk(story.trajectory, desk_ring(keys), TODAY).view
    lived_in_memory = story.view(TODAY)
    assert again.state is lived_in_memory.state
    assert [s.own for s in again.sides] == [s.own for s in lived_in_memory.sides]


def sweep_each_day_until(keys: Keys, now: datetime) -> None:
    while due := DueRow.objects.filter(done=False, on__lte=day(now)).order_by("on").first():
        run_due(sweep_ring(keys), datetime.combine(due.on, time(7), HERE))


def test_shares_and_courses_are_those_of_the_service(keys: Keys) -> None:
    counted: Counter[str] = Counter()
    for story in some(keys, 350, seed=11):
        counted["signed up"] += 1
        counted[f"event {story.event}"] += 1
        acts = {type(lived.act).__name__ for lived in story.lived}
        counted["prepared"] += "PrepareSignUp" in acts
        counted["taken up"] += "TakeUp" in acts or False
        counted["decided"] += bool(acts & {"TakeUp", "DeclineToTakeUp"})
        counted["asked"] += "SendApproach" in acts
        counted["begun by harmed"] += story.lived[0].act.relation in {
            "harmed",
            "bereaved",
            "next_of_kin_harmed",
        }

    assert_share(counted["taken up"], counted["decided"], figures.TAKEN_UP)
    assert_share(counted["event violence"], counted["signed up"], figures.EVENTS["violence"])
    assert_share(counted["event sexual_harm"], counted["signed up"], figures.EVENTS["sexual_harm"])
    assert_share(counted["begun by harmed"], counted["signed up"], 0.46)


def assert_share(part: int, whole: int, expected: float) -> None:
    """Within three and a half standard errors of a draw of this size."""
    error = sqrt(expected * (1 - expected) / whole)
    assert abs(part / whole - expected) < 3.5 * error, (part, whole, expected)


def test_the_same_seed_gives_the_same_service(keys: Keys) -> None:
    once, again = (some(keys, 12, seed=3) for _ in range(2))

    assert [[lived.act for lived in story.lived] for story in once] == [
        [lived.act for lived in story.lived] for story in again
    ]


def test_a_story_keeps_its_life_in_one_transaction(keys: Keys) -> None:
    story = next(story for story in some(keys, 20) if story.b)

    assert isinstance(story.life, Life)
    story.life.keep()

    assert see_desk(story.trajectory, desk_ring(keys), TODAY).view.desk.taken_up


def test_a_video_message_is_made_and_seen_where_each_trajectory_is_kept_at_once(
    keys: Keys, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, settings: Any
) -> None:
    settings.VISAVIS_VAR = tmp_path
    monkeypatch.setattr(figures, "SHUTTLE_FIRST", 0)
    monkeypatch.setattr(figures, "VIDEO_FIRST", 1)
    staff = [Work(f"account-{n}", name) for n, name in enumerate(figures.MEDIATORS)]
    made = seen = 0
    for story in stories(keys, TODAY, 40, staff, 5, kept=True):
        view = story.view(TODAY)
        story.life.keep()
        for side in view.sides:
            made += any(letter.film for letter in side.own.letters)
            seen += any(offer.minutes for offer in side.own.offers)
    assert made >= seen > 0
    verify()
