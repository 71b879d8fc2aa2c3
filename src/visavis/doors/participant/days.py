"""Days as people say them."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import get_language, gettext


def spoken(on: date | None) -> str:
    """``3 september 2026``; nothing for no day."""
    if on is None:
        return ""
    return date_format(on, "j F Y")


def weekday(on: date) -> str:
    """``vrijdag 4 september``: a day that is near."""
    return date_format(on, "l j F")


def language() -> str:
    return get_language() or "nl"


def since(on: date | None) -> str:
    return gettext("since %(day)s") % {"day": spoken(on)} if on else ""
