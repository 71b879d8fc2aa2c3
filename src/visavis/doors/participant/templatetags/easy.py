"""What pages that are easy to read need."""

import re

from django import template

register = template.Library()
BETWEEN = re.compile(r"(?<=[a-zà-ÿ\d)][.?!:]) (?=[A-ZÀ-Þ])")


@register.filter
def one_a_line(text: str) -> list[str]:
    """The sentences of a text of ours, each to stand on a line of its own."""
    return BETWEEN.split(str(text)) if text else []
