"""The end, named early on each page of one's place (domain §6.3): in words, never as a counter."""

from typing import Any

from django import template
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from visavis.mediation.ending import contacts_left, planned_for

register = template.Library()


@register.simple_tag(takes_context=True)
def named_end(context: dict[str, Any]) -> str:
    """One or two sentences; nothing where no end is planned, or nobody is signed in."""
    mine = getattr(context.get("request"), "room", None)
    if mine is None:
        return ""
    me = mine.view
    said = []
    on = planned_for(me)
    if on is not None:
        said.append(
            _("Around %(month)s we round off together. Sooner or later is possible too.")
            % {"month": date_format(on, "F Y")}
        )
    last = {
        3: _("We speak three more times."),
        2: _("We speak two more times."),
        1: _("We speak one more time."),
    }.get(contacts_left(me) or 0)
    return " ".join([*said, *([last] if last else [])])
