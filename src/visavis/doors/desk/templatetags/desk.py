"""Codes of the rules as words, and signs that hide made visible: ``{% load desk %}``."""

import re

from django import template

from visavis.doors.desk.words import said
from visavis.mediation.exploring import CONSENT_ITEMS
from visavis.mediation.sign_up import CHANNELS
from visavis.mediation.worries import FLAGS

register = template.Library()
HIDING = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


@register.filter
def flag(code: str) -> str:
    """What a concern is about."""
    return str(said(FLAGS[code])) if code in FLAGS else code


@register.filter
def consent(code: str) -> str:
    """What somebody said yes to, as it was asked."""
    return str(said(CONSENT_ITEMS[code])) if code in CONSENT_ITEMS else code


@register.filter
def channel(code: str) -> str:
    """How somebody wants to be reached."""
    return str(said(CHANNELS[code])) if code in CHANNELS else ""


@register.filter
def visibly(text: str) -> str:
    """Signs that turn the direction of a line or take no room, as their numbers (security §9 row 13)."""
    return HIDING.sub(lambda found: f"[U+{ord(found[0]):04X}]", text)
