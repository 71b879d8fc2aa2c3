"""What stands before and around every view: headers, refusals, and the doorkeeper."""

import gzip
import re
import secrets
import time
from collections.abc import Callable
from http import HTTPStatus
from urllib.parse import unquote_to_bytes

from django.conf import settings
from django.core.exceptions import DisallowedHost, RequestDataTooBig, SuspiciousOperation
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
    QueryDict,
)
from django.http.multipartparser import MultiPartParserError
from django.http.request import RawPostDataException
from django.urls import NoReverseMatch, reverse

from visavis.doors.shared import errors
from visavis.doors.shared.door import OPEN, PERSONAL, ROLES, SIGN_IN, declared, keeper_of
from visavis.doors.shared.log import Event, log
from visavis.people import sessions

Answer = Callable[[HttpRequest], HttpResponse]

HEADERS = {
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Permissions-Policy": ", ".join(
        f"{name}=()"
        for name in (
            "accelerometer", "autoplay", "browsing-topics", "camera", "display-capture",
            "encrypted-media", "fullscreen", "geolocation", "gyroscope", "hid",
            "identity-credentials-get", "idle-detection", "magnetometer", "microphone", "midi",
            "payment", "picture-in-picture", "publickey-credentials-get", "screen-wake-lock",
            "serial", "usb", "xr-spatial-tracking",
        )
    ),
}  # fmt: skip
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
CONTROL = re.compile(r"[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


class Envelope:
    """The outermost: headers for each answer, a page for each refusal, a code for each request."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began = time.monotonic()
        request.code = secrets.token_hex(4)
        response = self.get_response(request)
        if response.status_code in errors.STATUSES and not getattr(response, "is_page", False):
            allow = response.headers.get("Allow")
            response = errors.page(response.status_code, request, code=request.code)
            if allow:
                response["Allow"] = allow
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
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


class BadInput:
    """Refuses what no browser of ours sends, before anything reads it (security.md §9)."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            status = (
                _wrong_address(request)
                or _in_clear(request)
                or _foreign(request)
                or _wrong_body(request)
            )
        except (RequestDataTooBig, RawPostDataException):
            status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
        except (SuspiciousOperation, MultiPartParserError, OSError):
            status = HTTPStatus.BAD_REQUEST
        if status == HTTPStatus.MOVED_PERMANENTLY:
            return HttpResponsePermanentRedirect(f"https://{request.get_host()}{request.path}")
        if status == HTTPStatus.FORBIDDEN:
            return errors.keep_text(403, request)
        if status:
            return errors.page(status, request)
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """A view failed. The log gets the kind of error; the person gets the code."""
        if isinstance(error, SuspiciousOperation):
            return errors.bad_request(request, error)
        if settings.DEBUG or type(error).__name__ in ("Http404", "PermissionDenied"):
            return None
        log(Event.FAILED, door=getattr(request, "door", None), code=request.code, error=error)
        return None


def _wrong_address(request: HttpRequest) -> int | None:
    try:
        request.get_host()
    except DisallowedHost:
        return HTTPStatus.BAD_REQUEST
    if _unreadable(request.path_info) or "\x00" in request.path_info:
        return HTTPStatus.NOT_FOUND  # a malformed identifier is like an unknown one
    query = request.META.get("QUERY_STRING", "")
    if _not_text(query.encode("latin-1", "surrogateescape")):
        return HTTPStatus.BAD_REQUEST
    return None


def _in_clear(request: HttpRequest) -> int | None:
    """Where TLS is set up, nothing is read or answered without it."""
    if not settings.SECURE_HSTS_SECONDS or request.is_secure():
        return None
    return HTTPStatus.MOVED_PERMANENTLY if request.method == "GET" else HTTPStatus.BAD_REQUEST


def _foreign(request: HttpRequest) -> int | None:
    """Fetch metadata: another site may link to us, and nothing else."""
    site = request.headers.get("Sec-Fetch-Site", "same-origin")
    if site in ("same-origin", "none"):
        return None
    link = (
        request.method in ("GET", "HEAD")
        and request.headers.get("Sec-Fetch-Mode") == "navigate"
        and request.headers.get("Sec-Fetch-Dest", "document") == "document"
    )
    return None if link else HTTPStatus.FORBIDDEN


def _wrong_body(request: HttpRequest) -> int | None:
    if request.method in ("GET", "HEAD", "OPTIONS"):
        return None
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdigit():
        return HTTPStatus.BAD_REQUEST
    if int(length) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
        return HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    if int(length) == 0:
        return None
    if request.content_type not in FORMS:
        return HTTPStatus.UNSUPPORTED_MEDIA_TYPE
    if request.content_params.get("charset", "utf-8").lower() not in ("utf-8", "utf8"):
        return HTTPStatus.UNSUPPORTED_MEDIA_TYPE
    body = request.body
    if len(body) != int(length):
        return HTTPStatus.BAD_REQUEST  # broken off on the way: nothing of it is used
    if request.content_type == FORMS[0]:
        wrong = _not_text(body)
    else:
        wrong = b"\x00" in body or _undecodable(body)
    if wrong:
        return HTTPStatus.BAD_REQUEST
    request.POST = _cleaned(request.POST)
    return HTTPStatus.UNSUPPORTED_MEDIA_TYPE if request.FILES else None


def _not_text(urlencoded: bytes) -> bool:
    """Whether percent-encoded bytes hold a NUL, or anything that is not UTF-8."""
    raw = unquote_to_bytes(urlencoded)
    return b"\x00" in raw or _undecodable(raw)


def _undecodable(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")  # strict: refuses surrogates too
    except UnicodeDecodeError:
        return True
    return False


def _unreadable(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return True
    return "\ufffd" in text


def _cleaned(posted: QueryDict) -> QueryDict:
    """The same fields without control characters; line ends become ``\\n``."""
    cleaned = QueryDict(mutable=True, encoding="utf-8")
    for name in posted:
        cleaned.setlist(
            CONTROL.sub("", name),
            [CONTROL.sub("", value.replace("\r\n", "\n")) for value in posted.getlist(name)],
        )
    cleaned._mutable = False
    return cleaned


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
        if says.anonymous:
            return None
        who = request.signed_in
        if who is None:
            return None  # Threshold sends them to sign in, after FormToken looked at the form
        if says.door == "participant":
            allowed = who.kind == "participant" and bool(who.places)
        else:
            allowed = bool(who.roles & (says.needs or ROLES[says.door]))
        return None if allowed else errors.page(404, request)


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
