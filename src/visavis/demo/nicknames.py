"""Nicknames for a whole caseload: each once, then with a number."""

import random

from visavis.doors.desk.nicknames import NICKNAMES


def nicknames(number: int, seed: int) -> list[str]:
    """``number`` different nicknames, the newest trajectories (at the end) without a number."""
    order = random.Random(f"{seed}:names").sample(NICKNAMES, len(NICKNAMES))
    rounds = -(-number // len(order))
    found = [
        name if turn == 0 else f"{name} {turn + 1}" for turn in range(rounds) for name in order
    ]
    return found[:number][::-1]
