"""A file somebody brings: taken in memory, no larger and no slower than said, made anew, and shown as such.

Nothing of it is written anywhere before it was rebuilt (`visavis.rebuilding`). What somebody wrote is kept before
the page with the file field opens, so that a line that drops anywhere costs the file alone.
"""

import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from django import forms
from django.core.exceptions import SuspiciousOperation
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import Http404, HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.utils.translation import gettext_lazy as _

from visavis.mediation.views import Picture
from visavis.rebuilding import MOST_BYTES, Sheet, Unfit, rebuilt, tables

LONGEST_BODY = MOST_BYTES + 65_536
"""A file and the few fields around it."""
LONGEST_TABLE = tables.MOST_BYTES + 65_536
AT_ONCE = threading.BoundedSemaphore(2)
"""Uploads a process receives or rebuilds at the same time: the others of its threads go on answering."""
WAITS, STALLS, PATIENCE = 10, 20, 600
"""Seconds: until one of the two is free, without a byte, and for the whole file."""

SAID = {
    Unfit.EMPTY: _("This file is empty. Choose another one."),
    Unfit.TOO_BIG: _("That file is too big (over 10 MB). Call us and we will help."),
    Unfit.KIND: _("We can take a photo (JPEG, PNG, WebP) or a PDF. This file is something else."),
    Unfit.TWO_KINDS: _("Something else is hidden in this picture. Make a new photo of it."),
    Unfit.TOO_MANY_PIXELS: _("This picture is too large. Make a smaller one, or call us."),
    Unfit.TOO_MANY_PAGES: _("We can take 10 pages at most. Choose fewer pages, or call us."),
    Unfit.LOCKED: _("This PDF is locked. Make one that opens without a password."),
    Unfit.BROKEN: _("We cannot open this file. Try another one, or call us."),
}


class _Patient:
    """The body as it comes in: counted, and only for so long."""

    def __init__(self, stream: Any, until: float) -> None:
        self.stream, self.until, self.count = stream, until, 0

    def read(self, *size: int) -> bytes:
        return self._counted(self.stream.read, *size)

    def readline(self, *size: int) -> bytes:
        return self._counted(self.stream.readline, *size)

    def _counted(self, read: Callable[..., bytes], *size: int) -> bytes:
        if time.monotonic() > self.until:
            raise OSError("too slow")
        got = read(*size)
        self.count += len(got)
        return got


@dataclass(frozen=True, slots=True)
class Takes:
    """What a door takes: the longest body in bytes, the seconds it may take, and who receives the file."""

    most: int
    patience: int
    handler: Callable[[HttpRequest], FileUploadHandler]


class _Kept(FileUploadHandler):
    """In memory, never on the disk; one file, and what is too long is not kept."""

    def longest(self) -> int:
        return LONGEST_BODY

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.whole = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if start + len(raw_data) > self.longest():
            raise StopUpload(connection_reset=True)
        self.whole.write(raw_data)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        self.whole.seek(0)
        return InMemoryUploadedFile(self.whole, self.field_name, "file", "", file_size, None)


class _KeptTable(_Kept):
    def longest(self) -> int:
        return LONGEST_TABLE


PICTURE = Takes(LONGEST_BODY, PATIENCE, _Kept)
TABLE = Takes(LONGEST_TABLE, PATIENCE, _KeptTable)


def receive(request: HttpRequest, clean: Callable[[Any], Any], takes: Takes) -> int | None:
    """Reads a form with a file; a status where it is refused. ``clean``: the fields without control characters."""
    if not AT_ONCE.acquire(timeout=WAITS):
        return 503
    try:
        return _receive(request, clean, takes)
    finally:
        AT_ONCE.release()


def _receive(request: HttpRequest, clean: Callable[[Any], Any], takes: Takes) -> int | None:
    body = _Patient(request._stream, time.monotonic() + takes.patience)
    line = request.META.get("gunicorn.socket")
    before = line.gettimeout() if line else None
    request._stream = body
    request.upload_handlers = [takes.handler(request)]
    try:
        if line:
            line.settimeout(STALLS)
        fields = request.POST
    except (OSError, MultiPartParserError, SuspiciousOperation):
        return 400
    finally:
        if line:
            line.settimeout(before)
    if body.count != int(request.META.get("CONTENT_LENGTH") or 0):
        return 400  # broken off on the way: nothing of it is used
    texts = [text for name in fields for text in (name, *fields.getlist(name))]
    if any("\0" in text or "\ufffd" in text for text in texts):
        return 400
    request.POST = clean(fields)
    return None


class PictureForm(forms.Form):
    """One file, told by what it holds; and what is on it, for who cannot see it."""

    use_required_attribute = False
    file = forms.FileField(
        label=_("Choose a photo, a drawing or a scan"),
        help_text=_(
            "A photo (JPEG, PNG, WebP) or a PDF of at most 10 pages. At most 10 MB. One at a time. "
            "On a slow line it may take a few minutes."
        ),
        allow_empty_file=True,
        error_messages={"required": _("Choose a file."), "invalid": _("Choose a file.")},
        widget=forms.FileInput({"accept": "image/jpeg,image/png,image/webp,application/pdf"}),
    )
    says = forms.CharField(
        required=False,
        max_length=300,
        label=_("What is on it?"),
        help_text=_("In a few words, for who cannot see it well. You may leave it empty."),
        widget=forms.TextInput({"autocomplete": "off"}),
    )

    def __init__(self, request: HttpRequest) -> None:
        posted = request.method == "POST"
        super().__init__(request.POST if posted else None, request.FILES if posted else None)

    def sheets(self) -> tuple[Sheet, ...]:
        """The file made anew; empty, with the reason at the field, where it is not taken."""
        if not self.is_bound or not self.is_valid():
            return ()
        brought = self.cleaned_data["file"].read()
        with AT_ONCE:
            made = rebuilt(brought)
        if isinstance(made, Unfit):
            self.add_error("file", SAID[made])
            return ()
        return made

    def words(self, sheet: Sheet) -> str:
        """What stands below a picture: what its author said of it, then what the page says itself."""
        return "\n\n".join(filter(None, (self.cleaned_data["says"].strip(), sheet.text)))


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture on a page."""

    picture: Picture
    url: str


def shown(pictures: Iterable[Picture], url_of: Callable[[int], str]) -> list[Shown]:
    """``url_of``: the address of a picture by its number, from 1."""
    return [Shown(one, url_of(number)) for number, one in enumerate(pictures, 1)]


def nth(pictures: tuple[Picture, ...], number: int) -> Picture:
    """Raises Http404."""
    if not 1 <= number <= len(pictures):
        raise Http404
    return pictures[number - 1]


def picture(content: bytes, number: int) -> HttpResponse:
    """The bytes of a rebuilt picture: to be looked at on its page, or kept under a name that says nothing."""
    response = HttpResponse(content, content_type="image/jpeg")
    response["Content-Disposition"] = f'attachment; filename="beeld-{number}.jpg"'
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
