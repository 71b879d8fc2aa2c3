"""*Cijfers*, as the desk published them: for the privacy officer to read."""

from django.http import HttpRequest, HttpResponse

from visavis.doors.keeper.frame import OFFICER, keeper, show
from visavis.doors.shared import desk_figures_page as shown
from visavis.doors.shared.door import door

ONLY = {OFFICER}


@door("keeper", needs=ONLY, methods=["GET"])
def figures(request: HttpRequest) -> HttpResponse:
    at = keeper(request)
    page = shown.page(request, at.tenant, at.today)
    return show(request, at, "figures", here="figures", door="keeper", may_make=False, **page)


@door("keeper", needs=ONLY, methods=["GET"])
def table(request: HttpRequest, year: int, code: str) -> HttpResponse:
    return shown.table(keeper(request).tenant, year, code)


@door("keeper", needs=ONLY, methods=["GET"])
def report(request: HttpRequest, year: int, language: str) -> HttpResponse:
    return shown.report(keeper(request).tenant, year, language)
