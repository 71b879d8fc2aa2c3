"""One static page per status. Unknown, foreign, erased and not yet released are one 404.

The pages are made without the request, so they cannot depend on who asks. Three of them (403,
409, 413) offer back the text that was sent, so that nothing somebody wrote is lost.
"""

from collections.abc import Iterable

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.html import format_html, format_html_join

from visavis.doors.shared import context, problems
from visavis.doors.shared.log import Event, log

STATUSES = frozenset({400, 403, 404, 405, 409, 413, 415, 429, 500, 503})
SECRET_FIELDS = frozenset({"csrfmiddlewaretoken", "words", "passphrase", "code", "answer"})
"""Never shown again: what opens a place."""


class BadField(SuspiciousOperation):
    """A form brought a field that it does not have, or text that is none: 400."""


def page(
    status: int, request: HttpRequest | None = None, *, code: str = "", kept: Iterable[str] = ()
) -> HttpResponse:
    """The page of one status, in the language of the address; with *je* to whom the rest of the door says *je*.

    ``code``: the random code, for a 500 only. ``kept``: texts to offer for copying.
    """
    if status not in STATUSES:
        raise ValueError(f"no page for status {status}")
    if request is not None and problems.wanted(request):
        return problems.problem(request, status)
    path = request.path_info if request is not None else "/"
    language = translation.get_language_from_path(path) or getattr(request, "spoken", "nl")
    code, kept = code if status == 500 else "", list(kept)
    try:
        with translation.override(language):
            body = render_to_string(
                "shared/error.html",
                {**context.service_wide(), "status": status, "code": code, "kept": kept},
            )
    except Exception as error:  # whatever broke the layout must not take this page with it
        log(Event.FAILED, status=status, code=code or None, error=error)
        body = _bare(code, kept)
    response = HttpResponse(body, status=status)
    response["Cache-Control"] = "no-store"
    response.is_page = True
    return response


def _bare(code: str, kept: Iterable[str]) -> str:
    """A page that needs no template, no translation and no address."""
    boxes = format_html_join(
        "", "<p><textarea rows=8 cols=60 readonly>{}</textarea></p>", ((text,) for text in kept)
    )
    return format_html(
        "<!DOCTYPE html><html lang=nl><meta charset=utf-8><title>Fout</title>"
        "<p>Er ging iets mis. Probeer het later nog eens, of bel ons. {0}"
        "<p lang=en>Something went wrong. Try again later, or call us. {0}{1}",
        code,
        boxes,
    )


def texts(request: HttpRequest) -> list[str]:
    """The texts in a post that somebody may have written: with a space in it, and no secret."""
    try:
        posted = request.POST
    except (SuspiciousOperation, OSError):
        return []
    return [
        value
        for name in posted
        if name not in SECRET_FIELDS
        for value in posted.getlist(name)
        if any(sign.isspace() for sign in value.strip())
    ]


def keep_text(status: int, request: HttpRequest) -> HttpResponse:
    """The page of a status with what was posted on it (403, 409)."""
    return page(status, request, kept=texts(request))


def only_fields(request: HttpRequest, allowed: Iterable[str]) -> None:
    """Refuse (400) a post with a field the form does not have: ``side=``, ``role=`` …"""
    if set(request.POST) - set(allowed) - {"csrfmiddlewaretoken"}:
        raise BadField("a field the form does not have")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return keep_text(403, request)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return page(413 if isinstance(exception, RequestDataTooBig) else 400, request)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return keep_text(403, request)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return page(404, request)


def server_error(request: HttpRequest) -> HttpResponse:
    return page(500, request, code=getattr(request, "code", ""), kept=texts(request))
