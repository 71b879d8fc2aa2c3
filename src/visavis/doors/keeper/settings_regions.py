"""*Instellingen*, the regions of the service: a list to which one adds, renames, orders and retires."""

from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from visavis.doors.keeper.frame import OPERATOR, keeper
from visavis.doors.keeper.settings_change import change_page, list_page
from visavis.doors.keeper.settings_kinds import Part, Setting, Subject
from visavis.doors.keeper.settings_lists import NEW, new_code, region_value
from visavis.doors.shared.door import door
from visavis.service.current import REGIONS, current

SLUG = "regios"
REGION_PARTS = (
    Part(_("Name"), _("For example: “Drenthe”. The same in both languages."), 60),
    Part(
        _("What falls under it"),
        _("Municipalities, one on a line. Intake chooses from them, or types another."),
        4000,
        lines=8,
        required=False,
    ),
    Part(
        _("Where it stands in the list"),
        _("1 comes first. Empty: after those with a number, by name."),
        3,
        required=False,
        number=True,
    ),
    Part(_("No longer use it"), _("Who was counted under it, stays counted."), tick=True),
)


def region_setting(code: str) -> Setting | None:
    """One region; None where there is none of that code."""
    known = {one.code: one for one in current().regions.all}
    if code not in known:
        return None
    comes = partial(region_value, known[code])
    return Setting(f"{REGIONS}.{code}", known[code].name, REGION_PARTS, comes)


@door("keeper", methods=["GET"])
def regions(request: HttpRequest) -> HttpResponse:
    """The regions of the service, in its order."""
    return list_page(request, keeper(request), "settings_regions", current().regions.all)


@door("keeper")
def region(request: HttpRequest, code: str) -> HttpResponse:
    """One of them: another name or place, other municipalities, or no longer used."""
    setting = region_setting(code)
    if setting is None:
        raise Http404
    one = Subject(SLUG, setting.label, "", (setting,))
    return change_page(request, one, reverse("keeper:settings_regions"))


@door("keeper", needs={OPERATOR})
def new_region(request: HttpRequest) -> HttpResponse:
    """One more. Its code comes from its first name, and stays what it is."""
    said = request.POST.get(f"{REGIONS}-{NEW}_0", "")
    code = new_code(said, {each.code for each in current().regions.all}, "region")
    setting = Setting(f"{REGIONS}.{NEW}", "", REGION_PARTS[:3], lambda: ("",) * 3)
    one = Subject(SLUG, gettext("Another region"), "", (setting,))
    return change_page(request, one, reverse("keeper:settings_regions"), name=f"{REGIONS}.{code}")
