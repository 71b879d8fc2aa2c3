"""Every order of release, withdraw, recall, pass, offer and open."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest

from tests.worlds.steps import MEDIATOR, A, B, by
from tests.worlds.walks import beginning
from tests.worlds.world import World, copied
from visavis.mediation.acts import Act, DeskAct
from visavis.mediation.course import Withdraw
from visavis.mediation.decide import decide
from visavis.mediation.effects import Decision
from visavis.mediation.entries import Actor, Audience, Lane, PartyId, own
from visavis.mediation.letters import (
    OfferLetter,
    OpenLetter,
    PassLetter,
    RecallLetter,
    ReleaseLetter,
    ReturnLetter,
)
from visavis.mediation.rehearsal import Rehearsal
from visavis.mediation.safeguards import REVIEW, version_hash_of

pytestmark = [pytest.mark.pure, pytest.mark.worlds]

TEXT = "only if I let it go"
HASH = version_hash_of(TEXT, "A.")
NOW = datetime(2026, 6, 1, 9, tzinfo=UTC)

ACTS: dict[str, tuple[Act, PartyId | None]] = {
    "release": (ReleaseLetter("letter", "parcel", TEXT, HASH, "A."), A),
    "withdraw": (Withdraw(), A),
    "recall": (RecallLetter("letter"), A),
    "pass": (PassLetter(A, "letter", HASH, tuple(REVIEW)), None),
    "return": (ReturnLetter(A, "letter", "parcel", "a word"), None),
    "offer": (OfferLetter(A, B, "letter", "parcel", HASH, "offer"), None),
    "open": (OpenLetter("offer"), B),
}


def both_ready() -> World:
    """Both persons are ready, on letters, and wish to hear; nothing is at the gate."""
    pair, _ = beginning(B, 110)
    world = copied(pair.full, World)
    for who in (A, B):
        for letter in world.me(who, NOW).letters:
            step = by(who, RecallLetter(letter.letter))
            world.do(step, NOW)
    assert {side.state for side in world.desk(NOW).sides} <= {"ready", "in_contact"}
    return world


def read_by_reader(world: Rehearsal) -> bool:
    return any(offer.text == TEXT for offer in world.me(B, NOW).offers)


def actor_of(party: PartyId | None) -> Actor:
    return MEDIATOR if party is None else Actor(Audience.OWNER, party)


@pytest.mark.parametrize("first", ["release", "pass", "offer", "open", "recall", "withdraw"])
def test_the_text_reaches_the_reader_only_through_release_pass_offer_open_in_that_order(
    first: str,
) -> None:
    names = ["release", "withdraw", "recall", "pass", "offer", "open"]
    start = both_ready()
    for order in permutations(names):
        if order[0] != first:
            continue
        world = copied(start, World)
        for number, name in enumerate(order):
            act, party = ACTS[name]
            world.perform(act, actor_of(party), NOW + timedelta(minutes=number), party)
        place = {name: order.index(name) for name in names}
        in_order = place["release"] < place["pass"] < place["offer"] < place["open"]
        taken_back = (
            any(
                place["release"] < place[stop] < place["open"] or place[stop] < place["release"]
                for stop in ("withdraw",)
            )
            or place["release"] < place["recall"] < place["open"]
        )
        assert read_by_reader(world) == (in_order and not taken_back), order


def interleavings(names: list[str]) -> Iterable[tuple[tuple[str, str], ...]]:
    """Every way in which each act is first read (decided), later committed."""

    def extend(
        done: tuple[tuple[str, str], ...], todo: dict[str, str]
    ) -> Iterable[tuple[tuple[str, str], ...]]:
        if not todo:
            yield done
        for name, phase in todo.items():
            rest = {k: v for k, v in todo.items() if k != name}
            if phase == "read":
                rest[name] = "commit"
            yield from extend((*done, (name, phase)), rest)

    yield from extend((), dict.fromkeys(names, "read"))


@pytest.mark.parametrize("stop", ["recall", "withdraw", "return"])
def test_whoever_reads_first_and_commits_later_never_delivers_what_was_taken_back(
    stop: str,
) -> None:
    """A commit checks the lanes it was decided on, and decides again when one moved."""
    start = both_ready()
    for name in ("release", "pass"):
        act, party = ACTS[name]
        start.perform(act, actor_of(party), NOW, party)
    for order in interleavings([stop, "offer", "open"]):
        world = copied(start, World)
        decided: dict[str, tuple[Decision, dict[Lane, int]]] = {}
        stopped_at = opened_at = None
        for number, (name, phase) in enumerate(order):
            act, party = ACTS[name]
            view = world.desk(NOW) if isinstance(act, DeskAct) else world.me(party or A, NOW)
            outcome = decide(act, actor_of(party), view, NOW)
            if phase == "read":
                versions = {lane: len(entries) for lane, entries in world.lanes.items()}
                if isinstance(outcome, Decision):
                    decided[name] = (outcome, versions)
                continue
            kept = decided.get(name)
            read_lanes = set(world.lanes) if isinstance(act, DeskAct) else {lane_of(party or A)}
            moved = kept is None or any(
                len(world.lanes[lane]) != kept[1].get(lane, 0) for lane in read_lanes
            )
            if moved:
                kept = (outcome, {}) if isinstance(outcome, Decision) else None
            if kept is None or not world.record(kept[0]):
                continue
            if name == stop:
                stopped_at = number
            if name == "open" and read_by_reader(world):
                opened_at = number
        if stopped_at is not None and opened_at is not None:
            assert opened_at < stopped_at, order


def lane_of(party: PartyId) -> Lane:
    return own(party)


def test_asking_back_always_leaves_the_author_the_same_page() -> None:
    """Offered, read or neither: the author's page after recall does not tell."""
    pages = set()
    for before in (
        ["release"],
        ["release", "pass"],
        ["release", "pass", "offer"],
        ["release", "pass", "offer", "open"],
    ):
        world = copied(both_ready(), World)
        for name in [*before, "recall"]:
            act, party = ACTS[name]
            world.perform(act, actor_of(party), NOW, party)
        pages.add(repr(world.me(A, NOW)))
    assert len(pages) == 1
