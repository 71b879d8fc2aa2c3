"""Leaving at once: one request ends the session and shows something else (experience.md §2.1).

It is a link, so that it works without script, from every page, and from a page whose form would
be held to our own origin by the content security policy.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from visavis.doors.shared.door import door
from visavis.people import sessions


@door("frontdoor")
def leave(request: HttpRequest) -> HttpResponse:
    """End the session, ask the browser to forget us, and lead to a neutral page.

    A page elsewhere that sends somebody here cannot sign them out: that request comes cross-site
    and is only led on.
    """
    if request.headers.get("Sec-Fetch-Site", "none") in ("none", "same-origin"):
        sessions.end(request)
    if settings.VISAVIS_NEUTRAL_PAGE:
        response: HttpResponse = HttpResponseRedirect(settings.VISAVIS_NEUTRAL_PAGE)
    else:
        response = render(request, "shared/empty.html")
    response["Clear-Site-Data"] = '"cookies", "storage", "cache"'
    response["Cache-Control"] = "no-store"
    return response
