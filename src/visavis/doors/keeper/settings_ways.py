"""*Instellingen*, how people find the service: a list to which one adds, renames and retires; nothing is taken off."""

from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from visavis.doors.keeper.frame import OPERATOR, keeper
from visavis.doors.keeper.settings_change import change_page, list_page
from visavis.doors.keeper.settings_kinds import Part, Setting, Subject
from visavis.doors.keeper.settings_lists import NEW, new_code
from visavis.doors.shared.door import door
from visavis.service.changes import Value
from visavis.service.current import SOURCES, current
from visavis.service.sources import ALWAYS, RETIRED, Source, sources_of

WAYS = "vinden"
WAY_PARTS = (
    Part(_("In Dutch, as who signs up says it"), _("For example: “De politie”."), 60),
    Part(_("In English, as who signs up says it"), _("For example: “The police”."), 60),
    Part(_("In Dutch, as you say it"), _("At the desk and in figures."), 60),
    Part(_("In English, as you say it"), "", 60),
    Part(_("No longer offer it"), _("Who found you so before, stays counted."), tick=True),
)


def way_value(one: Source) -> Value:
    retired = RETIRED if one.retired else ""
    return (one.mine.nl, one.mine.en, one.named.nl, one.named.en, retired)


def way_setting(code: str) -> Setting | None:
    """One way in which people find the service; None where there is none of that code."""
    known = {one.code: one for one in current().sources.all}
    if code not in known:
        return None
    built_in = {one.code: one for one in sources_of({}).all}
    parts = WAY_PARTS[:4] if code in ALWAYS else WAY_PARTS
    comes = partial(way_value, built_in.get(code, known[code]))
    label = known[code].named
    return Setting(f"{SOURCES}.{code}", label, parts, comes)


@door("keeper", methods=["GET"])
def ways(request: HttpRequest) -> HttpResponse:
    """The list of how people find the service."""
    language = get_language() or "nl"
    rows = [
        (one, one.named.within(language), one.mine.within(language))
        for one in current().sources.all
    ]
    return list_page(request, keeper(request), "settings_ways", rows)


@door("keeper")
def way(request: HttpRequest, code: str) -> HttpResponse:
    """One of them: another name, or no longer offered."""
    setting = way_setting(code)
    if setting is None:
        raise Http404
    one = Subject(WAYS, setting.label.within(get_language() or "nl"), "", (setting,))
    return change_page(request, one, reverse("keeper:settings_ways"))


@door("keeper", needs={OPERATOR})
def new_way(request: HttpRequest) -> HttpResponse:
    """One more. Its code comes from its English name, and stays what it is."""
    said = request.POST.get(f"{SOURCES}-{NEW}_3", "")
    code = new_code(said, {each.code for each in current().sources.all}, "way")
    setting = Setting(f"{SOURCES}.{NEW}", "", WAY_PARTS[:4], lambda: ("",) * 4)
    one = Subject(WAYS, gettext("Another way to be found"), "", (setting,))
    return change_page(request, one, reverse("keeper:settings_ways"), name=f"{SOURCES}.{code}")
