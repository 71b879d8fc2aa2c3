"""The page of the figures, for the doors that show it: which year, what is being made, and files to keep."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language

from visavis.doors.shared import desk_figures as made
from visavis.doors.shared import desk_figures_words as words
from visavis.doors.shared.desk_annual_report import annual_report
from visavis.doors.shared.downloads import PDF, download
from visavis.doors.shared.working import FIGURES
from visavis.journal import figures
from visavis.people.clock import real_now
from visavis.study import jobs
from visavis.study.desk_models import Job

YEAR, STILL = "jaar", "stil"
LOOK_AGAIN = 5
"""Seconds after which the page asks for itself again while figures are being made."""
SPOKEN = ("nl", "en")


def language() -> str:
    return "en" if (get_language() or "nl").startswith("en") else "nl"


def page(request: HttpRequest, tenant: str, today: date) -> dict[str, Any]:
    """What the page shows of the year in the address, or of the last one. Raises Http404 where there is none."""
    all_, spoken = figures.editions(tenant), language()
    wanted = request.GET.get(YEAR, "")
    chosen = next((one for one in all_ if str(one.year) == wanted), None)
    if wanted and chosen is None:
        raise Http404
    chosen = chosen or (all_[0] if all_ else None)
    last = figures.last_over(today)
    columns, rows = made.years_beside(all_, spoken)
    return {
        "chosen": chosen,
        "all_years": sorted(one.year for one in all_),
        "pictures": made.all_figures(chosen, spoken) if chosen else [],
        "years": [list(zip(columns, row, strict=True)) for row in rows],
        "year_columns": columns,
        "notes": made.notes(spoken),
        "said": {"years": words.YEARS.within(spoken), "made": words.MADE.within(spoken)},
        "last": last,
        "missing": all(one.year != last for one in all_),
        "progress": progress(),
        "still": STILL in request.GET,
    }


def progress() -> dict[str, Any] | None:
    """The work on figures that was asked for last: how it stands and how far it is."""
    job = Job.objects.filter(kind=FIGURES).order_by("-asked_at").first()
    if job is None:
        return None
    state = jobs.state(job, real_now())
    return {
        "open": state in (jobs.State.WAITING, jobs.State.WORKING),
        "stopped": state in (jobs.State.LOST, jobs.State.FAILED),
        "state": state,
        "done": job.done,
        "year": job.asked,
        "failed": job.failed,
    }


def looking_again(answer: HttpResponse, shown: dict[str, Any]) -> HttpResponse:
    """The page asks for itself again while the work goes on, unless somebody stopped that."""
    if shown["progress"] and shown["progress"]["open"] and not shown["still"]:
        answer["Refresh"] = str(LOOK_AGAIN)
    return answer


def table(tenant: str, year: int, code: str) -> HttpResponse:
    """One table as CSV."""
    one = next((each for each in figures.editions(tenant) if each.year == year), None)
    found = made.figure(one, code, language()) if one else None
    if found is None:
        raise Http404
    return download(made.as_csv(found), "text/csv; charset=utf-8", f"{year}-{code}.csv")


def report(tenant: str, year: int, spoken: str) -> HttpResponse:
    """The whole year as PDF."""
    all_ = figures.editions(tenant)
    one = next((each for each in all_ if each.year == year), None)
    if one is None or spoken not in SPOKEN:
        raise Http404
    return download(annual_report(one, all_, spoken), PDF, f"{year}-{spoken}.pdf")
