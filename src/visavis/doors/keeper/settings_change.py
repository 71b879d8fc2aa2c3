"""Fill in, look at what changes, save: the same for every setting. Two who set at once do not overwrite each other."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from visavis.doors.keeper.frame import Keeper, keeper, names, show
from visavis.doors.keeper.settings_forms import BACK, SAVE, SettingsForm, said
from visavis.doors.keeper.settings_kinds import Setting, Subject
from visavis.doors.keeper.settings_lists import as_kept, taken
from visavis.doors.keeper.settings_preview import advice, seen
from visavis.doors.shared.errors import only_fields
from visavis.mediation.words import Text
from visavis.service import changes
from visavis.service.changes import Change, Moved, Value
from visavis.service.current import Service, as_if, current, let_go, service_of


@dataclass(frozen=True, slots=True)
class Line:
    """One setting as it stands. ``rows``: label and value of each part."""

    setting: Setting
    rows: list[tuple[Any, str]]
    since: datetime | None
    by: str
    waits: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """One setting as it was and as it would be."""

    setting: Setting
    before: list[str]
    after: list[str]
    advice: Any
    languages: tuple[str, ...]

    @property
    def heading(self) -> Any:
        label = self.setting.label
        return label.within(get_language() or "nl") if isinstance(label, Text) else label

    @property
    def before_lines(self) -> list[tuple[str, str]]:
        return [*zip(self.languages, self.before, strict=False)]

    @property
    def after_lines(self) -> list[tuple[str, str]]:
        return [*zip(self.languages, self.after, strict=False)]

    @property
    def same(self) -> bool:
        """Nothing changes but that it is confirmed."""
        return self.before == self.after


def change_page(request: HttpRequest, one: Subject, home: str, name: str = "") -> HttpResponse:
    """``home``: where one goes from here. ``name``: as what a new way to be found is kept."""
    at, service = keeper(request), current()
    posted, mine = request.method == "POST", at.runs
    if posted and not mine:
        raise Http404
    form = SettingsForm(request, one.settings, service, _earlier(request, one))
    if posted:
        only_fields(request, form.names())
    page = Page(request, at, one, form, home, name)
    valid = posted and form.is_valid()
    if posted and (valid or set(form.errors) == {"passphrase"}) and form.step != BACK:
        wanted = _wanted(form, service)
        after = _as_it_would_be(wanted, service, at, name)
        no = taken(after, wanted, name)
        if no and name and form.step == SAVE and no.same:
            return redirect(f"{home}?klaar=1")  # a second click
        if no:
            form.add_error(said(one.settings[0], no.part), no.why)
            return page.form_again(service)
        if valid and form.step == SAVE:
            return _saved(page, wanted)
        return page.look(_differences(wanted, service, after, at))
    return page.form_again(service)


def saved(request: HttpRequest) -> bool:
    """Whether this page is where somebody came after saving."""
    return request.GET.get("klaar") == "1"


def list_page(request: HttpRequest, at: Keeper, template: str, rows: Iterable[Any]) -> HttpResponse:
    """What can be changed one by one, and whether one just was."""
    more = {"rows": rows, "mine": at.runs, "done": saved(request)}
    return show(request, at, template, here="settings", **more)


@dataclass(frozen=True, slots=True)
class Page:
    """What the pages of one change have in common."""

    request: HttpRequest
    at: Keeper
    one: Subject
    form: SettingsForm
    home: str
    name: str

    def _shown(self, template: str, status: int = 200, **more: Any) -> HttpResponse:
        return show(
            self.request,
            self.at,
            template,
            status,
            here="settings",
            one=self.one,
            form=self.form,
            home=self.home,
            mine=self.at.runs,
            **more,
        )

    def form_again(self, service: Service, moved: bool = False) -> HttpResponse:
        done = saved(self.request)
        return self._shown(
            "settings_subject",
            409 if moved else 200,
            fields=_fields(self.form, self.one, service),
            moved=moved,
            done=done,
        )

    def look(self, found: list[Difference]) -> HttpResponse:
        return self._shown("settings_check", found=found)


def _saved(page: Page, wanted: dict[Setting, Value]) -> HttpResponse:
    try:
        _save(page.form, wanted, page.at, page.name)
    except Moved:
        let_go()
        service = current()
        if not _wanted(page.form, service):  # the same, set by a second click or somebody else
            return redirect(f"{page.home}?klaar=1")
        page.form.stand_on(service)
        return page.form_again(service, moved=True)
    return redirect(f"{page.home}?klaar=1")


def _earlier(request: HttpRequest, one: Subject) -> dict[str, Value]:
    """An earlier value to begin with: ``?terug=terms-reading_time.4``; 0 is how Visavis comes."""
    key, _dot, number = request.GET.get("terug", "").partition(".")
    setting = next((each for each in one.settings if each.key == key), None)
    if setting is None or not number.isdecimal() or len(number) > 9:
        return {}
    if number == "0":
        return {setting.name: setting.comes()}
    found = next((c for c in changes.changes_of(setting.name) if c.n == int(number)), None)
    return {setting.name: found.value} if found else {}


def _wanted(form: SettingsForm, service: Service) -> dict[Setting, Value]:
    """What differs from what holds, and what is confirmed for the first time."""
    found = {setting: form.value_of(setting) for setting in form.settings}
    return {
        setting: value
        for setting, value in found.items()
        if value != _padded(setting, service) or setting.waits(service)
    }


def _padded(setting: Setting, service: Service) -> Value:
    return setting.value(service)[: len(setting.parts)]


def _as_it_would_be(
    wanted: dict[Setting, Value], service: Service, at: Keeper, name: str
) -> Service:
    new = {
        name or setting.name: Change(
            0, name or setting.name, as_kept(setting, value), at.account, at.now
        )
        for setting, value in wanted.items()
    }
    return service_of({**service.changes, **new})


def _save(form: SettingsForm, wanted: dict[Setting, Value], at: Keeper, name: str) -> None:
    """All of them or none. A second click finds what the first one set."""
    with transaction.atomic():
        for setting, value in wanted.items():
            kept, basis = as_kept(setting, value), form.basis(setting)
            changes.change(name or setting.name, kept, at.account, at.now, basis=basis)
    let_go()


def _differences(
    wanted: dict[Setting, Value], before: Service, after: Service, at: Keeper
) -> list[Difference]:
    language = get_language() or "nl"
    found = []
    for setting, value in wanted.items():
        lines = [_as_seen(setting, one, at.now, language) for one in (before, after)]
        both = setting.sentence or setting.key in _BOTH
        languages = ("nl", "en") if both else ("",) * max(map(len, lines))
        found.append(Difference(setting, *lines, advice(setting, value), languages))
    return found


_BOTH = {"facts-name", "facts-phone", "facts-hours"}
"""Shown in Dutch and in English."""


def _as_seen(setting: Setting, service: Service, now: datetime, language: str) -> list[str]:
    with as_if(service):
        return seen(setting, service, now, language)


def _lines(one: Subject, service: Service) -> list[Line]:
    by = names(change.by for setting in one.settings if (change := setting.change(service)))
    return [_line(setting, service, by) for setting in one.settings]


def _line(setting: Setting, service: Service, by: dict[str, str]) -> Line:
    change = setting.change(service)
    rows = in_words(setting, setting.value(service))
    return Line(
        setting,
        rows,
        change.at if change else None,
        by[change.by] if change else "",
        setting.waits(service),
    )


def in_words(setting: Setting, value: Value) -> list[tuple[Any, str]]:
    """Each part as one reads it."""
    found = []
    for part, text in zip(setting.parts, value, strict=False):
        shown = text
        if part.tick or (setting.limit and setting.limit.unit == "yes"):
            shown = _("yes") if text not in ("", "0") else _("no")
        elif setting.limit and setting.limit.unit in ("days", "weeks"):
            number = int(text)
            said = (
                ngettext("%(number)s day", "%(number)s days", number)
                if setting.limit.unit == "days"
                else ngettext("%(number)s week", "%(number)s weeks", number)
            )
            shown = said % {"number": number}
        found.append((part.label, shown))
    return found


def _fields(
    form: SettingsForm, one: Subject, service: Service
) -> list[tuple[Line, list[Any], Any]]:
    """For each setting its fields, and what was last seen of it."""
    return [
        (
            line,
            [form[said(line.setting, n)] for n in range(len(line.setting.parts))],
            form[form.basis_of(line.setting)],
        )
        for line in _lines(one, service)
    ]
