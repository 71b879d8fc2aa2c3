"""The instruments of this package and of the service, which round asks what, and the lock on what was asked."""

from collections.abc import Collection
from datetime import date
from functools import cache
from pathlib import Path

from django.conf import settings

from visavis.study.instrument import Instrument, Item, WrongInstrument
from visavis.study.models import InstrumentUse
from visavis.study.snapshot import Asked, asked

FOLDER = Path(__file__).parent / "instruments"
ORDER = (
    "VA-RT", "VA-AC", "WHO-5", "SWLS", "PHQ-9", "PCL-5", "VA-SO", "MSPSS", "VA-TR", "VA-RS", "SSGS",
    "VA-FI", "VA-AP", "VA-PJ", "VA-TA", "VA-HM", "VA-HO", "FHS", "TRIM-18", "VA-ST", "VA-BW", "VA-EN",
)  # fmt: skip
"""The order in which they are asked: who one is, how one is now, then looking back."""

MEDIATION, COMPARISON = "mediation", "comparison"
"""Who is asked: people of a mediation (groups A and B), or people beside it (group C)."""


class ChangedInstrument(RuntimeError):
    """The file of a version that people have answered is no longer the same."""


class NotSwitchedOn(ValueError):
    """The setting of a service names an instrument that it cannot ask; the message says why."""


@cache
def shelf() -> tuple[Asked, ...]:
    """Every instrument there is, asked or not, in the order asked.

    A service's own files (``VISAVIS_VAR/instruments``) come after those of the package, or stand in
    place of an adapter of the same id, to which they add the words. `WrongInstrument`.
    """
    found = {name: asked((FOLDER / f"{name}.toml").read_bytes()) for name in ORDER}
    for path in sorted((Path(settings.VISAVIS_VAR) / "instruments").glob("*.toml")):
        own = asked(path.read_bytes())
        held = found.get(own.instrument.id)
        if held is not None:
            _only_words_added(held.instrument, own.instrument, path.name)
        found[own.instrument.id] = own
    codes = [item.code for one in found.values() for item in one.instrument.items]
    codes += [score.code for one in found.values() for score in one.instrument.scores]
    if twice := {code for code in codes if codes.count(code) > 1}:
        raise WrongInstrument(f"Two instruments use the same code: {', '.join(sorted(twice))}.")
    return tuple(found.values())


def _only_words_added(package: Instrument, own: Instrument, name: str) -> None:
    """A service may give an adapter its words. How it is scored, and when it may be asked, stays."""
    if package.licence.text_shipped:
        raise WrongInstrument(f"{name}: {package.id} is part of Visavis; give yours another id.")
    bones = [(one.code, one.values, one.reverse, one.show_if, one.crisis_rule) for one in own.items]
    same = bones == [
        (one.code, one.values, one.reverse, one.show_if, one.crisis_rule) for one in package.items
    ]
    if not same or own.scores != package.scores or own.care_route != package.care_route:
        raise WrongInstrument(f"{name}: only words may be added to {package.id}, nothing else.")


@cache
def catalogue() -> tuple[Asked, ...]:
    """The instruments that this service asks, with their files and hashes, in the order asked.

    Those on by default whose words are there, and those that ``VISAVIS_INSTRUMENTS`` names.
    `NotSwitchedOn` where one of these cannot be asked.
    """
    wanted = set(settings.VISAVIS_INSTRUMENTS)
    refuse(wanted, care_route=bool(settings.VISAVIS_CARE_ROUTE))
    return tuple(
        one
        for one in shelf()
        if one.instrument.askable and (one.instrument.default_on or one.instrument.id in wanted)
    )


def refuse(wanted: Collection[str], *, care_route: bool) -> None:
    """`NotSwitchedOn` for an instrument that is unknown, has no words, or needs a care route."""
    known = {one.instrument.id: one.instrument for one in shelf()}
    for name in sorted(wanted):
        if name not in known:
            raise NotSwitchedOn(f"There is no instrument {name}. There are: {', '.join(known)}.")
        if known[name].care_route and not care_route:
            raise NotSwitchedOn(
                f"{name} may bring up that somebody is in need. Say in VISAVIS_CARE_ROUTE who helps "
                "then, and how to reach them; without that it cannot be switched on."
            )
        if not known[name].askable:
            raise NotSwitchedOn(
                f"The words of {name} are not part of Visavis. Settle the permission, and put a file "
                f"with the words, in Dutch and English, in the folder instruments/ of the service."
            )


@cache
def questions(wave: int, group: str = MEDIATION) -> tuple[tuple[Instrument, Item], ...]:
    """The questions of a round, in order, shown or not."""
    return tuple(
        (one.instrument, item)
        for one in catalogue()
        if wave in waves_of(one.instrument, group)
        for item in one.instrument.items
    )


def waves_of(instrument: Instrument, group: str) -> tuple[int, ...]:
    """The rounds in which these people are asked it."""
    return instrument.comparison_waves if group == COMPARISON else instrument.waves


def forget() -> None:
    """Read files and settings anew: a file came in, or a test changed a setting."""
    for each in (shelf, catalogue, questions):
        each.cache_clear()


def freeze(wave: int, today: date, group: str = MEDIATION) -> None:
    """Note which files this round asks. `ChangedInstrument` when one differs from its first use."""
    kept = dict(InstrumentUse.objects.values_list("id", "hash"))
    for one in catalogue():
        if wave not in waves_of(one.instrument, group):
            continue
        name = f"{one.instrument.id}/{one.instrument.version}"
        if name not in kept:
            InstrumentUse.objects.create(id=name, hash=one.hash, first_used=today)
        elif kept[name] != one.hash:
            raise ChangedInstrument(
                f"{name} has been asked and may not change: give the changed text a new version."
            )
