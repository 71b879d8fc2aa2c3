"""*Instellingen*, own words in letters: a paragraph before and one after what stands in a letter."""

from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from visavis.doors.keeper.frame import keeper
from visavis.doors.keeper.settings_change import change_page, list_page
from visavis.doors.keeper.settings_kinds import Part, Setting, Subject
from visavis.doors.shared.door import door
from visavis.outside.way_letters import DOCUMENTS, TAKE_OWN_WORDS
from visavis.service.changes import Value
from visavis.service.current import LETTERS, current
from visavis.service.letters import Added

SLUG = "brieven"
MOST = 400
"""Signs of a paragraph: a letter stays on one page."""
LETTER_PARTS = (
    Part(_("First, in Dutch"), _("Before what we say."), MOST, 4, required=False, language="nl"),
    Part(_("First, in English"), "", MOST, 4, required=False, language="en"),
    Part(_("Last, in Dutch"), _("After what we say, before how to call you."), MOST, 4,
         required=False, language="nl"),
    Part(_("Last, in English"), "", MOST, 4, required=False, language="en"),
)  # fmt: skip


def _empty() -> Value:
    return ("",) * len(LETTER_PARTS)


def letter_setting(slug: str) -> Setting | None:
    """The own words of one letter; None where it takes none."""
    if slug not in TAKE_OWN_WORDS:
        return None
    one = DOCUMENTS[slug]
    return Setting(f"{LETTERS}.{slug}", one.name, LETTER_PARTS, partial(_empty), sentence=True)


def _rows(language: str) -> list[tuple[str, str, str, bool]]:
    own = current().letters
    return [
        (
            slug,
            DOCUMENTS[slug].number,
            DOCUMENTS[slug].name.within(language),
            own.get(slug, Added()) != Added(),
        )
        for slug in TAKE_OWN_WORDS
    ]


@door("keeper", methods=["GET"])
def letters(request: HttpRequest) -> HttpResponse:
    """Which letters take words of the service, and which have some."""
    return list_page(request, keeper(request), "settings_letters", _rows(get_language() or "nl"))


@door("keeper")
def letter(request: HttpRequest, slug: str) -> HttpResponse:
    """The own words of one letter, seen as the letter will be received."""
    setting = letter_setting(slug)
    if setting is None:
        raise Http404
    lead = _(
        "The same for everyone who gets this letter. Nothing of what happened or of anyone stands in it, and no "
        "address on the internet. Fill in both languages, or leave both empty."
    )
    one = Subject(SLUG, setting.label.within(get_language() or "nl"), lead, (setting,))
    return change_page(request, one, reverse("keeper:settings_letters"))
