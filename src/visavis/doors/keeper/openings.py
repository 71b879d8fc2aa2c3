"""*Inzage*: who opened which dossier, in which role, when, why and how it ended; on top what had no reason."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from visavis.doors.keeper.frame import OFFICER, Keeper, dossiers, keeper, names, part, show
from visavis.doors.keeper.words import OUTCOME, ROLES, WHAT, WHY, step_of
from visavis.doors.shared.door import door
from visavis.doors.shared.downloads import plain
from visavis.doors.shared.errors import only_fields
from visavis.journal import access
from visavis.journal.access import Kept, Line, What, Why
from visavis.people.staff import colleagues

ONLY = {OFFICER}
LOOKED_BACK = timedelta(days=35)
PAGE = 50
MOST = 10_000
"""Lines of one file."""
SPANS = {
    1: gettext_lazy("This week"),
    5: gettext_lazy("Five weeks"),
    13: gettext_lazy("Three months"),
    53: gettext_lazy("A year"),
    262: gettext_lazy("All five years"),
}
"""How far back, in weeks."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the address asks for: of one member of staff, of one dossier, back from one week."""

    who: str = ""
    dossier: str = ""
    weeks: int = 5
    until: date | None = None
    before: int | None = None

    @classmethod
    def of(cls, request: HttpRequest) -> "Wanted":
        get = request.GET.get
        return cls(
            get("wie", "")[:64],
            access.as_id(get("dossier", "")),
            _number(get("weken", ""), 5) if _number(get("weken", ""), 5) in SPANS else 5,
            _day(get("tot", "")),
            _number(get("na", ""), 0) or None,
        )

    def mondays(self, today: date) -> list[date]:
        last = min(self.until or today, today)
        return access.weeks_between(last - timedelta(weeks=self.weeks - 1), last)

    def address(self, name: str = "keeper:openings", before: int | None = None) -> str:
        asked = {
            "wie": self.who, "dossier": self.dossier, "weken": str(self.weeks),
            "tot": self.until.isoformat() if self.until else "", "na": str(before or ""),
        }  # fmt: skip
        said = {key: value for key, value in asked.items() if value}
        return f"{reverse(name)}?{urlencode(said)}"


def _number(text: str, otherwise: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else otherwise


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Shown:
    """One line in words."""

    n: int
    line: Line
    who: str
    role: Any
    what: Any
    dossier: str
    part: str
    why: Any
    outcome: Any
    words: str


def in_words(at: Keeper, kept: Iterable[Kept]) -> list[Shown]:
    found = list(kept)
    called = names(one.line.who for one in found if one.line.who)
    known = dossiers(at, (one.line.trajectory for one in found))
    return [
        Shown(
            one.n,
            one.line,
            "" if one.line.who in {"", "service"} else called[one.line.who],
            ROLES.get(one.line.role, one.line.role),
            WHAT[one.line.what],
            known.get(one.line.trajectory, ""),
            part(one.line.party),
            WHY[one.line.why],
            OUTCOME[one.line.outcome],
            step_of(one.line.words) if one.line.what is What.REQUEST else one.line.words,
        )
        for one in found
    ]


def _read(at: Keeper, wanted: Wanted, **more: Any) -> list[Kept]:
    """Lines, and a line of one's own that says that somebody read them."""
    own = Line(at.now, at.account, OFFICER, What.LOG, wanted.dossier, "", Why.DUTY)
    access.write(at.ring, [own], once_a_day=True)
    return access.lines(
        at.ring, wanted.mondays(at.today), who=wanted.who, trajectory=wanted.dossier, **more
    )


@door("keeper", needs=ONLY, methods=["GET"])
def openings(request: HttpRequest) -> HttpResponse:
    at, wanted = keeper(request), Wanted.of(request)
    kept = _read(at, wanted, before=wanted.before, limit=PAGE + 1)
    flagged = access.lines(
        at.ring, wanted.mondays(at.today), who=wanted.who, trajectory=wanted.dossier,
        flagged=True, unlooked=True, limit=PAGE,
    )  # fmt: skip
    return show(
        request,
        at,
        "openings",
        here="openings",
        wanted=wanted,
        staff=[("", _("Everyone")), *((one.account, one.name) for one in colleagues())],
        spans=SPANS.items(),
        dossier=dossiers(at, [wanted.dossier]).get(wanted.dossier, ""),
        without=replace(wanted, dossier="", before=None).address(),
        flagged=in_words(at, flagged) if wanted.before is None else [],
        rows=in_words(at, kept[:PAGE]),
        more=wanted.address(before=kept[PAGE - 1].n) if len(kept) > PAGE else "",
        file=wanted.address("keeper:openings_file"),
        query=request.GET.urlencode(),
    )


class LookedForm(forms.Form):
    words = forms.CharField(required=False, max_length=500)


@door("keeper", needs=ONLY, methods=["POST"])
def looked(request: HttpRequest, n: int) -> HttpResponse:
    """A flagged opening was looked at; with what came of it, if anything."""
    only_fields(request, ("words",))
    at, form = keeper(request), LookedForm(request.POST)
    if not form.is_valid() or not access.look(
        at.ring, n, at.account, form.cleaned_data["words"], at.today
    ):
        raise Http404
    return redirect("keeper:openings")


@door("keeper", needs=ONLY, methods=["GET"])
def openings_file(request: HttpRequest) -> HttpResponse:
    """The same lines as a table to keep: who saw what, why, until when."""
    at, wanted = keeper(request), Wanted.of(request)
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{at.today.isoformat()}-inzage.csv"'
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    table = csv.writer(answer)
    table.writerow(
        [_("when"), _("who"), _("role"), _("what"), _("dossier"), _("part"), _("why"),
         _("how it ended"), _("words")]
    )  # fmt: skip
    for one in in_words(at, _read(at, wanted, limit=MOST)):
        table.writerow(
            [
                plain(cell)
                for cell in (
                    one.line.at.isoformat(timespec="minutes"), one.who, one.role, one.what,
                    one.dossier, one.part, one.why, one.outcome, one.words,
                )
            ]
        )  # fmt: skip
    return answer
