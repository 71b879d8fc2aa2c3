"""From which place to which people move, by which act: seen in histories, drawn in ``docs/states.md``.

``python -m tests.worlds.moves`` makes the page anew from many histories; a test holds it against the first of them.
"""

import re
import sys
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from random import Random
from typing import Any

from tests.worlds.course import brought, referred, sign_up
from tests.worlds.search import STEPS
from tests.worlds.steps import A
from tests.worlds.tape import Tape
from tests.worlds.walks import walk
from tests.worlds.world import START, World
from visavis.mediation.acts import Act, DeskAct
from visavis.mediation.effects import Decision, Refusal
from visavis.mediation.entries import Actor, PartyId
from visavis.mediation.moving_in import BringOver
from visavis.mediation.on_behalf import SignUpOnBehalf
from visavis.mediation.sign_up import SignUp
from visavis.mediation.words import PartyState

P = PartyState
Move = tuple[PartyState | None, PartyState, str]
"""From, to, and the act."""

PAGE = Path("docs/states.md")
HISTORIES = 20_000
SEED = 1
ASIDE = frozenset({P.PAUSED, P.WITHDRAWN, P.DECEASED, P.DECLINED, P.CLOSING, P.CLOSED})
"""Places reached from nearly everywhere: the table has every way to them, the picture only the usual one."""
USUAL = frozenset(
    {
        (P.APPROACHED, P.DECLINED), (P.EXPLORING, P.PAUSED), (P.PAUSED, P.EXPLORING),
        (P.IN_CONTACT, P.CLOSING), (P.DECLINED, P.CLOSING), (P.WITHDRAWN, P.CLOSING),
        (P.EXPLORING, P.WITHDRAWN), (P.AFTERCARE, P.CLOSED), (P.CLOSING, P.CLOSED),
        (P.CLOSED, P.EXPLORING), (P.REGISTERED, P.CLOSED),
    }
)  # fmt: skip
RARE: frozenset[Move] = frozenset({(P.UNREACHABLE, P.DECLINED, "AnswerApproach")})
"""Seen in other histories than these."""
INTRODUCTION = """\
# Where somebody is on the way

Made by `python -m tests.worlds.moves` from what happened in {histories:,} histories of {steps} acts each, strewn with
everything that may come between; the suite holds it against the first of them. A person has one of seventeen
places; the other never sees which. Acts have the names they have in `src/visavis/mediation/`.

Nobody is moved by anybody's silence, and stopping (`Withdraw`) leads out of every place that has a screen. For
that reason the picture shows only the usual way to a pause, a stop, a no, closing and the end; the table has all.
"""


class Watched(World):
    """A world that writes down who moved where."""

    moves: set[Move] = set()

    def perform(
        self, act: Act, actor: Actor, now: datetime, party: PartyId | None = None
    ) -> Decision | Refusal:
        before = {side.party: side.state for side in self.desk(now).sides}
        outcome = super().perform(act, actor, now, party)
        if isinstance(outcome, Decision):
            for side in self.desk(now).sides:
                was = before.get(side.party)
                begins = was is None and not isinstance(
                    act, DeskAct | SignUp | SignUpOnBehalf | BringOver
                )
                if side.state is not None and side.state != was and not begins:
                    Watched.moves.add((was, side.state, type(act).__name__))
        return outcome


def seen(histories: int, seed: int) -> set[Move]:
    """The moves of so many histories."""
    Watched.moves = set()
    for sign in (sign_up, referred, brought):
        Watched(people={A: True}).do(sign(Tape(b"")), START)
    rng = Random(seed)
    for _number in range(histories):
        walk(rng.randbytes(4 * STEPS), STEPS, Watched)
    return Watched.moves


def page(moves: Iterable[Move]) -> str:
    acts: dict[tuple[PartyState | None, PartyState], set[str]] = defaultdict(set)
    for was, to, act in moves:
        acts[was, to].add(act)
    order = {state: n for n, state in enumerate(P)}
    rows = sorted(acts.items(), key=lambda row: (order.get(row[0][0], -1), order[row[0][1]]))
    return "\n".join(
        [
            INTRODUCTION.format(histories=HISTORIES, steps=STEPS),
            "```mermaid",
            "stateDiagram-v2",
            *(
                f"  {_name(was)} --> {to}: {', '.join(sorted(by))}"
                for (was, to), by in rows
                if (was, to) in USUAL or not {was, to} & ASIDE
            ),
            "```",
            "",
            "## Every way",
            "",
            "| from | to | by |",
            "|---|---|---|",
            *(
                f"| {was or '(new)'} | {to} | {', '.join(f'`{act}`' for act in sorted(by))} |"
                for (was, to), by in rows
            ),
            "",
        ]
    )


def _name(state: PartyState | None) -> str:
    return str(state) if state else "[*]"


def drawn(text: str) -> set[Move]:
    """The moves of a page's table."""
    found: set[Move] = set()
    for was, to, by in re.findall(r"^\| (\S+) \| (\w+) \| (`.*`) \|$", text, re.MULTILINE):
        start: Any = None if was == "(new)" else P(was)
        found |= {(start, P(to), act) for act in re.findall(r"`(\w+)`", by)}
    return found


def main() -> int:
    moves = seen(HISTORIES, SEED) | RARE
    PAGE.write_text(page(moves), encoding="utf-8")
    print(f"Wrote {PAGE}: {len(moves)} moves.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
