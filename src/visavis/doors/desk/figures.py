"""*Cijfers*: what the service did, for whom, and what came of it, year by year; and the annual report."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from visavis.doors.desk import frame
from visavis.doors.desk.rooms import Desk, desk
from visavis.doors.shared import desk_figures_page as shown
from visavis.doors.shared.door import door
from visavis.doors.shared.errors import only_fields
from visavis.doors.shared.working import FIGURES, HANDLERS, begin
from visavis.journal import figures as published
from visavis.people.clock import real_now
from visavis.study import jobs
from visavis.study.desk_models import Job


@door("desk")
def figures(request: HttpRequest) -> HttpResponse:
    """The figures of one year; sending the form makes those of the years that are over."""
    here = desk(request)
    if request.method == "POST":
        only_fields(request, ())
        return _page(request, here, too_many=True) if not _asked(here) else redirect("desk:figures")
    return _page(request, here)


def _asked(here: Desk) -> bool:
    """Whether the work is under way: asked for, or started again where it stopped. False: too much is open."""
    last = Job.objects.filter(kind=FIGURES, ended_at=None).order_by("-asked_at").first()
    if last is not None:
        jobs.again(last, real_now())
    else:
        try:
            jobs.ask(FIGURES, here.account, here.now, str(published.last_over(here.today)))
        except jobs.TooMany:
            return False
    begin(HANDLERS)
    return True


def _page(request: HttpRequest, here: Desk, *, too_many: bool = False) -> HttpResponse:
    page = shown.page(request, here.ring.tenant, here.today)
    answer = frame.show(
        request,
        here,
        "figures",
        here="figures",
        door="desk",
        too_many=too_many,
        may_make=True,
        **page,
    )
    answer.status_code = 409 if too_many else 200
    return shown.looking_again(answer, page)


@door("desk", methods=["GET"])
def table(request: HttpRequest, year: int, code: str) -> HttpResponse:
    return shown.table(desk(request).ring.tenant, year, code)


@door("desk", methods=["GET"])
def report(request: HttpRequest, year: int, language: str) -> HttpResponse:
    return shown.report(desk(request).ring.tenant, year, language)
