"""What stands before and around every view: headers, refusals, and the doorkeeper."""

import gzip
import secrets
import time
from collections.abc import Callable

from django.conf import settings
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
)
from django.urls import NoReverseMatch, reverse

from visavis.doors.shared import errors, filming, uploads
from visavis.doors.shared.bad_input import cleaned
from visavis.doors.shared.door import (
    OPEN,
    PERSONAL,
    ROLES,
    SIGN_IN,
    Declared,
    declared,
    keeper_of,
)
from visavis.doors.shared.log import Event, log
from visavis.people import sessions
from visavis.service.current import held

SPEAKS_FOR_A_PLACE = frozenset({"participant", "guest"})
"""Doors of one kind of account each, named after it."""
Answer = Callable[[HttpRequest], HttpResponse]

HEADERS = {
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
MAY_NOT = ", ".join(
    f"{name}=()"
    for name in (
        "accelerometer", "autoplay", "browsing-topics", "camera", "display-capture",
        "encrypted-media", "fullscreen", "geolocation", "gyroscope", "hid",
        "identity-credentials-get", "idle-detection", "magnetometer", "microphone", "midi",
        "payment", "picture-in-picture", "publickey-credentials-get", "screen-wake-lock",
        "serial", "usb", "xr-spatial-tracking",
    )
)  # fmt: skip
"""What no page may ask of a browser. A style sheet or a font asks nothing, and is spared half a kilobyte."""


class Envelope:
    """The outermost: headers for each answer, a page for each refusal, a code for each request."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began = time.monotonic()
        request.code = secrets.token_hex(4)
        with held():
            return self._answered(request, began)

    def _answered(self, request: HttpRequest, began: float) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code in errors.STATUSES and not getattr(response, "is_page", False):
            allow = response.headers.get("Allow")
            response = errors.page(response.status_code, request, code=request.code)
            if allow:
                response["Allow"] = allow
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if not request.path.startswith(settings.STATIC_URL):
            response.headers.setdefault("Permissions-Policy", MAY_NOT)
        if settings.SECURE_HSTS_SECONDS and request.is_secure():
            response["Strict-Transport-Security"] = (
                f"max-age={settings.SECURE_HSTS_SECONDS}; includeSubDomains"
            )
        door = getattr(request, "door", None)
        if door in PERSONAL:
            response["Cache-Control"] = "no-store"
        elif door in OPEN and request.method == "GET":
            _compress(request, response)
        log(
            Event.REFUSED if 400 <= response.status_code < 500 else Event.REQUEST,
            door=door,
            status=response.status_code,
            seconds=time.monotonic() - began,
            code=request.code,
        )
        return response


def _compress(request: HttpRequest, response: HttpResponse) -> None:
    """Open pages only: the size of a compressed personal page would tell of its content."""
    response.headers["Vary"] = ", ".join(
        filter(None, (response.headers.get("Vary"), "Accept-Encoding"))
    )
    wanted = "gzip" in request.headers.get("Accept-Encoding", "")
    plain = not response.streaming and "Content-Encoding" not in response
    if not wanted or not plain or request.signed_in is not None or len(response.content) < 500:
        return
    response.content = gzip.compress(response.content, mtime=0)
    response["Content-Encoding"] = "gzip"


class Doorkeeper:
    """Deny by default: no view without a declared door, no door without the right session.

    Sets ``request.door`` (name), ``request.signed_in`` (`people.sessions.SignedIn` or None) and
    ``request.expired`` (the account whose session ran out, or "").
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        found = sessions.current(request)
        request.signed_in = found if isinstance(found, sessions.SignedIn) else None
        request.expired = found.account if isinstance(found, sessions.Expired) else ""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: object, args: object, kwargs: object
    ) -> HttpResponse | None:
        says = declared(view)
        if says is None:
            return errors.page(404, request)
        if says.door == "demo" and settings.VISAVIS_MODE != "demo":
            return errors.page(404, request)
        request.door = says.door
        uploads_now = request.method == "POST" and (says.takes_upload or says.takes_film)
        if uploads_now and request.signed_in is None:
            return _to_sign_in_without_reading(says.door)
        if request.method == "POST" and not uploads_now and request.FILES and not says.takes_files:
            return errors.page(415, request)
        if says.anonymous:
            return None
        who = request.signed_in
        if who is None:
            return None  # Threshold sends them to sign in, after FormToken looked at the form
        if says.door in SPEAKS_FOR_A_PLACE:
            allowed = who.kind == says.door and bool(who.places)
        else:
            allowed = bool(who.roles & (says.needs or ROLES[says.door]))
        if not allowed:
            return errors.page(404, request)
        return _read_upload(request, says) if uploads_now else None


def _read_upload(request: HttpRequest, says: Declared) -> HttpResponse | None:
    """Only now, with somebody signed in who may do this, is a body of this size read."""
    takes = filming.FILM if says.takes_film else uploads.PICTURE
    if says.takes_table:
        takes = uploads.TABLE
    status = uploads.receive(request, cleaned, takes)
    return None if status is None else errors.page(status, request)


def _to_sign_in_without_reading(door: str) -> HttpResponse:
    """What belongs to the file was kept before: nothing is lost but the file."""
    response = HttpResponseRedirect(reverse(SIGN_IN[door]))
    response["Connection"] = "close"
    return response


class Threshold:
    """Behind the form token: who is not signed in goes to sign in, and their text is kept.

    It stands after `FormToken`, so that no other site can leave a text with an expired session.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: object, args: object, kwargs: object
    ) -> HttpResponse | None:
        says = declared(view)
        if says is None or says.anonymous or request.signed_in is not None:
            return None
        return _to_sign_in(request, says.door)


def _to_sign_in(request: HttpRequest, door: str) -> HttpResponse:
    """To the sign-in page; what was posted after the session ran out is kept, or offered back."""
    if request.method not in ("GET", "HEAD"):
        keeper = keeper_of(door)
        kept = keeper(request, request.expired) if keeper and request.expired else None
        return kept or errors.keep_text(403, request)
    try:
        return HttpResponseRedirect(reverse(SIGN_IN[door]))
    except NoReverseMatch:
        return errors.page(404, request)
