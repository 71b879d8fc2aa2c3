"""Bad input is refused before anything reads it (security.md §9)."""

import re
from collections.abc import Callable
from http import HTTPStatus
from urllib.parse import unquote_to_bytes

from django.conf import settings
from django.core.exceptions import DisallowedHost, RequestDataTooBig, SuspiciousOperation
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, QueryDict
from django.http.multipartparser import MultiPartParserError
from django.http.request import RawPostDataException

from visavis.doors.shared import errors
from visavis.doors.shared.door import declared
from visavis.doors.shared.filming import FILM
from visavis.doors.shared.log import Event, log
from visavis.doors.shared.uploads import PICTURE, TABLE
from visavis.journal.envelope import Damaged
from visavis.journal.root import KeyUnavailable

Answer = Callable[[HttpRequest], HttpResponse]

FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
JSON = "application/json"
CANNOT_OPEN = (KeyUnavailable, Damaged)
"""A key is missing or wrong, or what is sealed was changed: never shown as if it were empty."""
CONTROL = re.compile(r"[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


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
                or (_too_long(request, FILM.most) if _read_later(request) else _wrong_body(request))
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

    def process_view(
        self, request: HttpRequest, view: object, args: object, kwargs: object
    ) -> HttpResponse | None:
        """A form in parts, and JSON, is read once it is known what stands behind the address: no file is read here."""
        says = declared(view)
        if says is not None and says.takes_json and request.method == "POST":
            return self._json(request)
        if not _read_later(request):
            return None
        in_parts = says is not None and request.content_type == FORMS[1]
        if says is not None and in_parts and says.takes_film:
            return None
        try:
            takes = TABLE if says is not None and says.takes_table else PICTURE
            status = _too_long(request, takes.most)
            if status is None and not (says is not None and in_parts and says.takes_upload):
                status = _wrong_body(request)
        except (RequestDataTooBig, RawPostDataException):
            status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
        except (SuspiciousOperation, MultiPartParserError, OSError):
            status = HTTPStatus.BAD_REQUEST
        return errors.page(status, request) if status else None

    def _json(self, request: HttpRequest) -> HttpResponse | None:
        """A program's address takes JSON alone, in UTF-8, whole, and no more than a form may bring."""
        try:
            status = _wrong_body(request, (JSON,))
        except (RequestDataTooBig, RawPostDataException):
            status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
        return errors.page(status, request) if status else None

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """A view failed. The log gets the kind of error; the person gets the code."""
        if isinstance(error, SuspiciousOperation):
            return errors.bad_request(request, error)
        if isinstance(error, CANNOT_OPEN):
            log(Event.FAILED, door=getattr(request, "door", None), code=request.code, error=error)
            return errors.page(503, request, kept=errors.texts(request))
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


def _read_later(request: HttpRequest) -> bool:
    return request.method == "POST" and request.content_type in (FORMS[1], JSON)


def _too_long(request: HttpRequest, most: int) -> int | None:
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdigit():
        return HTTPStatus.BAD_REQUEST
    return HTTPStatus.REQUEST_ENTITY_TOO_LARGE if int(length) > most else None


def _wrong_body(request: HttpRequest, kinds: tuple[str, ...] = FORMS) -> int | None:
    if request.method in ("GET", "HEAD", "OPTIONS"):
        return None
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdigit():
        return HTTPStatus.BAD_REQUEST
    if int(length) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
        return HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    if int(length) == 0:
        return None
    if request.content_type not in kinds:
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
    if request.content_type == JSON:
        return None
    request.POST = cleaned(request.POST)
    return None


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


def cleaned(posted: QueryDict) -> QueryDict:
    """The same fields without control characters; line ends become ``\\n``."""
    kept = QueryDict(mutable=True, encoding="utf-8")
    for name in posted:
        kept.setlist(
            CONTROL.sub("", name),
            [CONTROL.sub("", value.replace("\r\n", "\n")) for value in posted.getlist(name)],
        )
    kept._mutable = False
    return kept
