"""record: see, decide, and write, whole or not at all."""

import contextlib
import hashlib
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from django.db import OperationalError, connection, transaction

from visavis.journal.envelope import Damaged
from visavis.journal.flush import flush
from visavis.journal.keys import SIGN_UPS, EpochMoved, Ring
from visavis.journal.once import Conflict, Once
from visavis.journal.root import KeyUnavailable
from visavis.journal.see import seen_desk, seen_party
from visavis.journal.sheet import NotThere, Sheet
from visavis.mediation.acts import Act, DeskAct, PartyAct
from visavis.mediation.decide import decide, names_strangers
from visavis.mediation.effects import Decision, Refusal
from visavis.mediation.entries import DESK_LANE, Actor, Audience, PartyId, own
from visavis.mediation.terms import day
from visavis.mediation.views import DeskView, PartyView

TRIES = 3


@dataclass(frozen=True, slots=True)
class Where:
    """Where an act belongs: the party for a person's act, the trajectory for the desk's."""

    trajectory: str = ""
    party: PartyId = PartyId("")


@dataclass(frozen=True, slots=True)
class Recorded:
    """It is in the journal. ``again``: this form had been recorded before, and was not a second time."""

    where: Where
    again: bool = False


@dataclass(frozen=True, slots=True)
class Stale:
    """Something visible to this viewer changed since the page was opened: a 409 that keeps the text."""


Outcome = Recorded | Refusal | Stale | Conflict
Result = TypeVar("Result")


class _Refused(Exception):
    def __init__(self, refusal: Refusal) -> None:
        self.refusal = refusal


class _Earlier(Exception):
    def __init__(self, result: Conflict | bytes) -> None:
        self.result = result


class _Moved(Exception):
    """A lane that was read moved before it was locked: see and decide again."""


def new_id(rng: random.Random) -> str:
    """128 random bits, hexadecimal. In a service ``rng`` is ``random.SystemRandom()``."""
    return f"{rng.getrandbits(128):032x}"


def carry_out(
    act: Act,
    actor: Actor,
    where: Where,
    ring: Ring,
    now: datetime,
    *,
    token: str | None = None,
    key: str | None = None,
    content_hash: str | None = None,
) -> Outcome:
    """See, decide, record, in one transaction at the end of which the act is there whole.

    ``token``: of the page the form stood on (``Seen.token``); None: not checked, as for acts that are always
    possible. ``key``: the form's own random key, with which a double submit gets the first result;
    ``content_hash``: of what it said (left out: of the act). Raises NotThere, OutsideReach, KeyUnavailable,
    Damaged. A person's act never fails because of another's: what moved is seen and decided again.
    """
    once = Once.of(ring, actor.id, key, content_hash or fingerprint(act), day(now))

    def attempt(lock: bool) -> Outcome:
        first = once.earlier()
        if first is not None:
            return _again(first, where)
        sheet, view, place, shown = _read(act, actor, where, ring, now, lock)
        checked = token is not None and not getattr(act, "always", False)
        stale = checked and token != shown()
        outcome = Stale() if stale else decide(act, actor, view, now)
        if isinstance(outcome, Decision):
            return record(sheet, outcome, place, ring, actor, now, once, locked=lock)
        first = (
            once.earlier()
        )  # the first of a double click may have been recorded while this one looked
        return outcome if first is None else _again(first, where)

    return _persistently(attempt, ring)


def sign_up(
    act: PartyAct,
    ring: Ring,
    now: datetime,
    rng: random.Random,
    *,
    by: Actor | None = None,
    key: str | None = None,
    content_hash: str | None = None,
    where: Where | None = None,
) -> Outcome:
    """A new trajectory and its first person, by their own act; ``Recorded.where`` says which.

    ``by``: staff entering it as told; None: the person themselves. ``ring`` must seal sign-ups. ``where``: the
    ids they are to have, where somebody must find them again (`referrals`); None: random ones.
    """
    ring.must_seal(SIGN_UPS)
    once = Once.of(
        ring, by.id if by else "frontdoor", key, content_hash or fingerprint(act), day(now)
    )
    place = where or Where(new_id(rng), PartyId(new_id(rng)))

    def attempt(lock: bool) -> Outcome:
        try:
            with transaction.atomic():
                earlier = once.claim(once.sealed(place.trajectory, place.party))
                if earlier is not None:
                    raise _Earlier(earlier)
                sheet = Sheet()
                refusal = begin(sheet, act, place, ring, now, by)
                if refusal is not None:
                    raise _Refused(refusal)
                flush(sheet)
        except _Refused as refused:
            return refused.refusal
        except _Earlier as first:
            if isinstance(first.result, Conflict):
                return first.result
            trajectory, party = once.unsealed(first.result)
            return Recorded(Where(trajectory, PartyId(party)), again=True)
        return Recorded(place)

    return _persistently(attempt, ring)


def begin(
    sheet: Sheet, act: PartyAct, where: Where, ring: Ring, now: datetime, by: Actor | None
) -> Refusal | None:
    """Puts a sign-up on a sheet, without writing it."""
    actor = by or Actor(Audience.OWNER, where.party)
    decided = decide(act, actor, PartyView(where.party, terms=sheet.terms), now)
    if isinstance(decided, Refusal):
        return decided
    sheet.begin(ring, where.trajectory)
    sheet.add_party(ring, where.trajectory, where.party, initiating=True)
    mine = ring.only(where.party)
    return sheet.write(decided, where.trajectory, mine, actor, now, own(where.party))


def fingerprint(act: Act) -> str:
    """What an act says, as a digest."""
    return hashlib.sha256(repr(act).encode()).hexdigest()


def _read(
    act: Act, actor: Actor, where: Where, ring: Ring, now: datetime, lock: bool
) -> tuple[Sheet, PartyView | DeskView, Where, Callable[[], str]]:
    """What the act is decided on, where it belongs, and the token of what this actor was shown."""
    sheet = Sheet()
    if isinstance(act, DeskAct):
        trajectory = where.trajectory
        sheet.open_trajectory(trajectory, ring, lock=lock)

        def shown() -> str:
            return seen_desk(sheet, trajectory, ring, now, actor.audience).token

        whole = seen_desk(sheet, trajectory, ring, now, None)
        if names_strangers(act, whole.view):
            raise NotThere  # of another trajectory, or nobody: the same answer
        return sheet, whole.view, Where(trajectory), shown
    lane = sheet.open_party(where.party, ring, lock=lock)
    if where.trajectory and where.trajectory != lane.trajectory:
        raise NotThere
    seen = seen_party(sheet, lane, ring, now)
    return sheet, seen.view, Where(lane.trajectory, where.party), lambda: seen.token


def record(
    sheet: Sheet,
    decision: Decision,
    place: Where,
    ring: Ring,
    actor: Actor,
    now: datetime,
    once: Once,
    *,
    locked: bool = False,
) -> Outcome:
    """Writes what was decided on what this sheet has read: one transaction, whole or not at all.

    ``locked``: the lanes were locked when they were read; otherwise they are locked now, and _Moved is raised
    when one moved meanwhile.
    """
    home = own(place.party) if place.party else DESK_LANE
    try:
        with transaction.atomic():
            earlier = once.claim()
            if earlier is not None:
                raise _Earlier(earlier)
            if not locked and sheet.moved():
                raise _Moved
            refusal = sheet.write(decision, place.trajectory, ring, actor, now, home)
            if refusal is not None:
                raise _Refused(refusal)
            flush(sheet)
    except _Refused as refused:
        return refused.refusal
    except _Earlier as first:
        return _again(first.result, place)
    return Recorded(place)


def _again(first: Conflict | bytes, where: Where) -> Conflict | Recorded:
    return first if isinstance(first, Conflict) else Recorded(where, again=True)


def _persistently(attempt: Callable[[bool], Result], ring: Ring) -> Result:
    """Tries without locks first; the last time holds the locks while it looks, so that it cannot be overtaken.

    Databases that give up on one of two transactions (deadlock, serialisation) are asked again as well, and so
    is everything when the keys moved to a new epoch meanwhile.
    """
    outer = connection.in_atomic_block
    for number in range(1, TRIES + 1):
        last = number == TRIES
        try:
            with transaction.atomic() if last else contextlib.nullcontext():
                return attempt(last)
        except _Moved:
            continue
        except OperationalError:
            if last or outer:
                raise
        except (Damaged, KeyUnavailable) as failed:
            if last or not (isinstance(failed, EpochMoved) or ring.keys.moved()):
                raise
    raise AssertionError("the last attempt holds its locks")
