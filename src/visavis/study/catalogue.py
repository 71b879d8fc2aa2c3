"""The instruments of this package, which round asks what, and the lock on what was asked."""

from datetime import date
from functools import cache
from pathlib import Path

from visavis.study.instrument import Instrument, Item
from visavis.study.models import InstrumentUse
from visavis.study.snapshot import Asked, asked

FOLDER = Path(__file__).parent / "instruments"
ORDER = ("VA-AC", "VA-AP", "VA-HM", "VA-BW", "VA-ST")
"""The order in which they are asked: how one is now, then looking back."""


class ChangedInstrument(RuntimeError):
    """The file of a version that people have answered is no longer the same."""


@cache
def catalogue() -> tuple[Asked, ...]:
    """All instruments with their files and hashes, in the order asked."""
    return tuple(asked((FOLDER / f"{name}.toml").read_bytes()) for name in ORDER)


@cache
def questions(wave: int) -> tuple[tuple[Instrument, Item], ...]:
    """The questions of a round, in order."""
    return tuple(
        (one.instrument, item)
        for one in catalogue()
        if wave in one.instrument.waves
        for item in one.instrument.items
    )


def freeze(wave: int, today: date) -> None:
    """Note which files this round asks. `ChangedInstrument` when one differs from its first use."""
    kept = dict(InstrumentUse.objects.values_list("id", "hash"))
    for one in catalogue():
        if wave not in one.instrument.waves:
            continue
        name = f"{one.instrument.id}/{one.instrument.version}"
        if name not in kept:
            InstrumentUse.objects.create(id=name, hash=one.hash, first_used=today)
        elif kept[name] != one.hash:
            raise ChangedInstrument(
                f"{name} has been asked and may not change: give the changed text a new version."
            )
