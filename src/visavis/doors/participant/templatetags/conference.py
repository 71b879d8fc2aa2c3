"""How turns are kept in a group meeting, as a sentence."""

from django import template

from visavis.doors.participant.days import language
from visavis.mediation.conference import METHODS

register = template.Library()


@register.filter
def method_of(code: str) -> str:
    return METHODS[code].within(language()) if code in METHODS else ""
