"""A page that says the same to everybody is made once, and again when the service sets something otherwise."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from visavis.service.current import current

MOST = 200
"""Pages of one process: each address in each language."""
View = Callable[[HttpRequest], HttpResponse]


@dataclass(frozen=True, slots=True)
class _Made:
    said: tuple[Any, ...]
    """What it followed from when it was made."""
    body: bytes


def kept(view: View) -> View:
    """For a view without a form, of which everything follows from its address, its language and what the service
    set. Whoever is signed in, or was until just now, gets one of their own."""
    made: dict[tuple[str | None, ...], _Made] = {}

    @wraps(view)
    def answered(request: HttpRequest) -> HttpResponse:
        of_their_own = getattr(request, "signed_in", None) or getattr(request, "expired", "")
        if request.GET or of_their_own:
            return view(request)
        key = (request.scheme, request.get_host(), request.path, get_language())
        try:
            said = (current(), settings.LANGUAGES, settings.VISAVIS_CHECKED)
        except DatabaseError:  # whom to call is said all the same
            return view(request)
        page = made.get(key)
        if page is None or page.said != said:
            if len(made) >= MOST:
                made.clear()
            made[key] = page = _Made(said, view(request).content)
        return HttpResponse(page.body)

    return answered
