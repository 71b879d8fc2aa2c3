"""*Instellingen*: what the service sets for itself; each change is looked at first, and kept with who and when.

Whoever runs the service sets it (domain §3); the privacy officer reads along. It counts at once, in every process.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language

from visavis.doors.keeper.frame import keeper, names, show
from visavis.doors.keeper.settings_change import change_page, in_words
from visavis.doors.keeper.settings_kinds import Setting
from visavis.doors.keeper.settings_letters import letter_setting
from visavis.doors.keeper.settings_list import PROMISES, SUBJECTS, waiting
from visavis.doors.keeper.settings_regions import region_setting
from visavis.doors.keeper.settings_ways import way_setting
from visavis.doors.shared.door import door
from visavis.mediation.words import Text
from visavis.service import changes
from visavis.service.current import LETTERS, REGIONS, SOURCES, Service, current


@door("keeper", methods=["GET"])
def all_settings(request: HttpRequest) -> HttpResponse:
    """By subject, with when something of it was last set."""
    at, service = keeper(request), current()
    subjects = [
        (one, _last(service, one.settings), waiting(service) if one is PROMISES else 0)
        for one in SUBJECTS.values()
    ]
    lists = {
        "ways": _last_of(service, SOURCES),
        "regions": _last_of(service, REGIONS),
        "letters": _last_of(service, LETTERS),
    }
    context = {"subjects": subjects, **lists}
    return show(request, at, "settings", here="settings", **context)


def _last_of(service: Service, room: str) -> datetime | None:
    """When one of a list was last set."""
    begins = f"{room}."
    return max(
        (one.at for name, one in service.changes.items() if name.startswith(begins)), default=None
    )


def _last(service: Service, settings: Iterable[Setting]) -> datetime | None:
    return max((one.at for each in settings if (one := each.change(service))), default=None)


@door("keeper")
def subject(request: HttpRequest, slug: str) -> HttpResponse:
    """All settings of one subject, in one form."""
    found = SUBJECTS.get(slug)
    if found is None:
        raise Http404
    return change_page(request, found, reverse("keeper:settings_subject", args=[slug]))


@door("keeper", methods=["GET"])
def history(request: HttpRequest, key: str) -> HttpResponse:
    """Everything that one setting ever was."""
    at = keeper(request)
    setting, home, back_title = _setting(key)
    kept = changes.changes_of(setting.name)
    by = names(one.by for one in kept)
    rows = [(one, by[one.by], in_words(setting, one.value)) for one in kept]
    title = setting.label
    if isinstance(title, Text):
        title = title.within(get_language() or "nl")
    return show(
        request,
        at,
        "settings_history",
        here="settings",
        setting=setting,
        title=title,
        home=home,
        back_title=back_title,
        mine=at.runs,
        rows=rows,
        comes=in_words(setting, setting.comes()),
    )


def _setting(key: str) -> tuple[Setting, str, Any]:
    """The setting of this key, its page, and what that is called."""
    for one in SUBJECTS.values():
        for setting in one.settings:
            if setting.key == key:
                return setting, reverse("keeper:settings_subject", args=[one.slug]), one.title
    room, _dash, code = key.partition("-")
    if room == SOURCES and (way := way_setting(code)):
        name = way.label.within(get_language() or "nl")
        return way, reverse("keeper:settings_way", args=[code]), name
    if room == LETTERS and (letter := letter_setting(code)):
        name = letter.label.within(get_language() or "nl")
        return letter, reverse("keeper:settings_letter", args=[code]), name
    if room == REGIONS and (found := region_setting(code)):
        return found, reverse("keeper:settings_region", args=[code]), found.label
    raise Http404
