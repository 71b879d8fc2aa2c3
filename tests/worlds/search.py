"""How the barrier is searched: so many histories, or as many as fit into the time there is."""

import os
import time
from collections import Counter
from collections.abc import Callable

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

STEPS = 50
EXAMPLES = int(os.environ.get("VISAVIS_WORLDS", "2000"))
SECONDS = float(os.environ.get("VISAVIS_WORLDS_SECONDS", "90"))
"""Of processor time, for each of the two searches; ``make worlds`` gives them longer."""
tapes = st.binary(min_size=4 * STEPS, max_size=4 * STEPS)
unhurried = settings(
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
    print_blob=False,
)


def searched(name: str, walk: Callable[[bytes, int], Counter[str]]) -> Counter[str]:
    """What was counted over all histories; raises AssertionError, with the shortest one, where a world differs."""
    counted: Counter[str] = Counter()
    began = time.process_time()

    @settings(unhurried, max_examples=EXAMPLES)
    @given(tapes)
    def holds(data: bytes) -> None:
        if time.process_time() - began > SECONDS:
            return
        counted.update(walk(data, STEPS))
        counted["histories"] += 1

    holds()
    shown = {what: n for what, n in sorted(counted.items()) if not what.startswith("act ")}
    print(f"{name}: {shown} in {time.process_time() - began:.0f} s")
    return counted
