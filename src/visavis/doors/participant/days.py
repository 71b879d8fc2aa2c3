"""Days as people say them."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext as _

WEEK = 7


def spoken(on: date | None) -> str:
    """``3 september 2026``; nothing for no day."""
    if on is None:
        return ""
    return date_format(on, "j F Y")


def long(days: int) -> str:
    """How long something lasts, in words: ``een week``, ``10 dagen``."""
    if days == WEEK:
        return _("a week")
    return ngettext("%(number)s day", "%(number)s days", days) % {"number": days}


def weekday(on: date) -> str:
    """``vrijdag 4 september``: a day that is near."""
    return date_format(on, "l j F")


def language() -> str:
    return get_language() or "nl"


def since(on: date | None) -> str:
    return gettext("since %(day)s") % {"day": spoken(on)} if on else ""
