"""What a private link leads to. Unknown, too early, too late and used: one page, one status."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from visavis.study.links import find
from visavis.study.models import Round


def behind(token: str, now: datetime, *, asks: bool) -> Round | None:
    """The round of this token: the one that asks to take part, or a questionnaire; else None."""
    one = find(token, now)
    return one if one is not None and (one.wave == 0) == asks else None


def shut(request: HttpRequest) -> HttpResponse:
    """The same for every link that opens nothing; nothing on it depends on the link."""
    response = render(request, "questionnaire/shut.html", status=404)
    response.is_page = True  # Envelope keeps it, as it keeps its own pages
    return response
