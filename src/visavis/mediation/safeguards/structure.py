"""Safeguards that hold in how the house is built: each says where, and has a test that tries to break it."""

import re
from dataclasses import MISSING, fields
from datetime import date, datetime
from typing import Any

from visavis.mediation.effects import Anchor, Occasion
from visavis.mediation.safeguards.registry import safeguard
from visavis.mediation.terms import day


@safeguard(
    3,
    source="CoE 16; EU 12.1.a; UN 7",
    nl="U kunt altijd stoppen. U hoeft niet te zeggen waarom.",
    en="You can always stop. You need not say why.",
    where="course.Withdraw: no guard, no place it cannot be done from, no field that must be filled in",
)
def stopping_is_free(act: Any, view: object, now: datetime) -> bool:
    """Nothing stands before stopping: no guard, no delay, no required field."""
    required = [f for f in fields(act) if f.default is MISSING and f.default_factory is MISSING]
    return act.guards == () and act.from_states is None and act.always and not required


_BETRAYS = re.compile(
    r"bemiddel|mediat|herstel|restorat|slachtoffer|victim|dader|offender|delict|crime|strafzaak|"
    r"criminal|verdachte|suspect|de ander|the other person|brief|letter|https?:|www\.",
    re.IGNORECASE,
)
_WHOLE_WORD = re.compile(rf"\w*(?:{_BETRAYS.pattern})\w*", re.IGNORECASE)


def betrayed_by(text: str) -> str:
    """The first word that says too much (S45), whole; empty where none does."""
    found = _WHOLE_WORD.search(text)
    return found[0] if found else ""


@safeguard(
    45,
    source="EU 21; GDPR 32",
    nl="Dit bericht verraadt te veel. Gebruik de neutrale tekst.",
    en="This message reveals too much.",
    where="outside.messages: one neutral text, held against this before it leaves",
)
def betrays_nothing(text: str, names: object, now: datetime) -> bool:
    """Nothing that leaves names the service's purpose, the event, the other, a content, or where to click.

    ``names``: a collection of names that must not stand in it either.
    """
    said = text.casefold()
    known = [str(name).casefold() for name in names] if isinstance(names, list | tuple) else []
    return _BETRAYS.search(text) is None and not any(name in said for name in known if name)


@safeguard(
    47,
    source="GDPR 7, 89; ST",
    nl="Meedoen aan onderzoek staat los van uw traject.",
    en="Research is separate from your trajectory.",
    where="effects.Anchor: an occasion of one's own way and its day, the only thing the study is told",
)
def study_hears_an_occasion_only(anchor: Any, view: object, now: datetime) -> bool:
    """The study is told occasions and days of one's own way; no act or guard asks whether anyone takes part."""
    occasions = {value for name, value in vars(Occasion).items() if name.isupper()}
    return isinstance(anchor, Anchor) and anchor.occasion in occasions and anchor.on <= day(now)


@safeguard(
    48,
    source="GDPR 5, 15.4",
    nl="We mogen dit niet (langer) geven of bewaren.",
    en="We may not give or keep this.",
    where="retention.day_of, which the monthly erasure goes by; what one is given is one's own view",
)
def kept_no_longer_than_its_day(erase_by: date | None, view: object, now: datetime) -> bool:
    """What has a day of erasure is kept until that day and not on it."""
    return erase_by is None or day(now) < erase_by
