"""The barrier as a property: nothing of the other reaches the observer that was not released, passed and wished."""

import os
import time
from collections import Counter

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.worlds.leaks import LEAKS
from tests.worlds.solo import walk

pytestmark = [pytest.mark.pure, pytest.mark.worlds]

STEPS = 50
EXAMPLES = int(os.environ.get("VISAVIS_WORLDS", "2000"))
tapes = st.binary(min_size=4 * STEPS, max_size=4 * STEPS)
unhurried = settings(
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
    print_blob=False,
)


def test_nothing_of_the_other_reaches_the_observer() -> None:
    """Solo world: at least 2,000 histories of 50 steps, both directions."""
    counted: Counter[str] = Counter()
    began = time.monotonic()

    @settings(unhurried, max_examples=EXAMPLES)
    @given(tapes)
    def holds(data: bytes) -> None:
        counted.update(walk(data, STEPS))
        counted["histories"] += 1

    holds()
    print(f"solo world: {dict(counted)} in {time.monotonic() - began:.0f} s")
    assert counted["histories"] >= EXAMPLES
    # Floors, so that the search cannot run empty.
    assert counted["hidden"] > 5 * EXAMPLES
    assert counted["visible desk acts"] > 3 * EXAMPLES
    assert counted["openings"] > EXAMPLES / 20


@pytest.mark.parametrize("name", sorted(LEAKS))
def test_a_planted_leak_is_found(name: str) -> None:
    """Each leak is found by the same search, so that a real one would be."""

    @settings(unhurried, max_examples=2000, report_multiple_bugs=False, phases=[Phase.generate])
    @given(tapes)
    def holds(data: bytes) -> None:
        walk(data, STEPS, LEAKS[name])

    with pytest.raises(AssertionError):
        holds()
