"""Codes of the rules as words, and signs that hide made visible: ``{% load desk %}``."""

import re
from collections.abc import Collection, Iterable
from typing import Any

from django import template
from django.utils.translation import gettext

from visavis.doors.desk.matching import TRAININGS
from visavis.doors.desk.words import BESIDE, said
from visavis.mediation.agreement import RECIPIENTS
from visavis.mediation.danger import DANGERS
from visavis.mediation.exploring import CONSENT_ITEMS
from visavis.mediation.preparation import FORMS, TALKS
from visavis.mediation.sign_up import CHANNELS
from visavis.mediation.spoken import LANGUAGES
from visavis.mediation.worries import FLAGS, SAYABLE

register = template.Library()
EMOJI = "[\u2600-\u27bf\ufe0f\U0001f000-\U0001faff]"
RIGHT_TO_LEFT = "[\u0590-\u08ff]"
HIDING = re.compile(
    "[\u00ad\u200b\u200c\u202a-\u202e\u2060-\u2069\ufeff]"
    f"|(?<!{EMOJI})\u200d|\u200d(?!{EMOJI})"
    f"|(?<!{RIGHT_TO_LEFT})[\u200e\u200f](?!{RIGHT_TO_LEFT})"
)
"""Not what belongs there: a joiner within one picture, a mark beside a name in Hebrew or Arabic."""


@register.filter
def trainings(codes: Collection[str]) -> str:
    """For what somebody is trained, in the order of the list."""
    return "; ".join(str(text) for code, text in TRAININGS.items() if code in codes)


@register.filter
def spoken(codes: Collection[str]) -> str:
    """In which languages somebody can lead a talk."""
    return ", ".join(str(said(text)) for code, text in LANGUAGES.items() if code in codes)


@register.filter
def flag(code: str) -> str:
    """What a concern is about."""
    return str(said(FLAGS[code])) if code in FLAGS else code


@register.filter
def sayable(code: str) -> str:
    """What somebody said worries them, as it was asked."""
    return str(said(SAYABLE[code])) if code in SAYABLE else ""


@register.filter
def cause(code: str) -> str:
    """Why something may be told outside."""
    return str(said(DANGERS[code])) if code in DANGERS else code


@register.filter
def consent(code: str) -> str:
    """What somebody said yes to, as it was asked."""
    return str(said(CONSENT_ITEMS[code])) if code in CONSENT_ITEMS else code


@register.filter
def channel(code: str) -> str:
    """How somebody wants to be reached."""
    return str(said(CHANNELS[code])) if code in CHANNELS else ""


@register.filter
def form_of_contact(code: str) -> str:
    """A form of contact; what is no form says that none is chosen."""
    return str(said(FORMS[code])) if code in FORMS else gettext("Not chosen yet")


@register.filter
def is_talk(form: str) -> bool:
    """Whether people speak with each other in it."""
    return form in TALKS


@register.filter
def recipient(code: str) -> str:
    """To whom something was sent that people agreed."""
    return str(said(RECIPIENTS[code])) if code in RECIPIENTS else code


@register.filter
def role(code: str) -> str:
    """What somebody is beside a person."""
    return str(BESIDE[code]) if code in BESIDE else code


@register.filter
def visibly(text: str) -> str:
    """Signs that turn the direction of a line or take no room, as their numbers (security §9 row 13)."""
    return HIDING.sub(lambda found: f"[U+{ord(found[0]):04X}]", text)


@register.filter
def lists(pairs: Iterable[tuple[Any, Any]] | None) -> list[list[tuple[Any, Any]]]:
    """Names with what they stand for, as lists in which no name stands twice (as HTML asks of a list)."""
    found: list[list[tuple[Any, Any]]] = []
    for name, text in pairs or ():
        if not found or str(name) in {str(one) for one, _ in found[-1]}:
            found.append([])
        found[-1].append((name, text))
    return found
