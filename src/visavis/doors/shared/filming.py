"""A film that somebody brings: sealed as it comes in, made anew by long work, shown in parts on its page.

A page plays it with the browser's own player. Nothing of it stays behind on the device, and there is no button to
keep it. Captions stand beside it, made from lines as the mediator typed them.
"""

import re
from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _

from visavis.doors.shared.uploads import Takes
from visavis.journal import films
from visavis.journal.films import Bringing
from visavis.journal.keys import Ring
from visavis.mediation.entries import PartyId
from visavis.mediation.views import Picture
from visavis.rebuilding import Unfit
from visavis.rebuilding.films import MOST_BYTES

PATIENCE = 1800
"""Seconds for a whole film on a slow line."""
AT_A_TIME = 4 * 1024 * 1024
"""Bytes given where a player asks for all that follows."""
_RANGE = re.compile(r"bytes=(\d{0,12})-(\d{0,12})")
_BEGINS = re.compile(r"(?:(\d{1,2}):)?(\d{1,2}):(\d{2})\s+(.*)")

SAID = {
    Unfit.EMPTY: _("This file is empty. Choose another one."),
    Unfit.TOO_BIG: _("That film is too big (over 200 MB). Make a shorter one."),
    Unfit.NO_FILM: _("We can take a film (MP4 or WebM). This file is something else."),
    Unfit.TOO_MANY_PIXELS: _("This film is too sharp to work with. Set the camera to 1080p."),
    Unfit.TOO_LONG: _("A film takes 15 minutes at most. Make a shorter one."),
    Unfit.LOCKED: _("This film is locked. Make one with the service's own camera."),
    Unfit.BROKEN: _("We cannot open this film. Make it once more."),
}


class _Sealed(UploadedFile):
    """The file of a form, as it lies sealed on the disk. ``size`` in bytes."""

    def __init__(self, bringing: Bringing, field: str) -> None:
        super().__init__(None, "film", "", bringing.size, None)
        self.bringing, self.field_name = bringing, field

    def close(self) -> None:
        """At the end of the request: what nobody kept is gone."""
        self.bringing.drop()


class _Poured(FileUploadHandler):
    """Sealed piece by piece; one file, and what is too long is not kept."""

    bringing: Bringing | None = None

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self._drop()
        self.bringing = Bringing()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        assert self.bringing is not None
        if start + len(raw_data) > MOST_BYTES:
            self._drop()
            raise StopUpload(connection_reset=True)
        self.bringing.add(raw_data)

    def file_complete(self, file_size: int) -> UploadedFile:
        assert self.bringing is not None
        self.bringing.ends()
        found, self.bringing = _Sealed(self.bringing, self.field_name or ""), None
        return found

    def upload_interrupted(self) -> None:
        self._drop()

    def _drop(self) -> None:
        if self.bringing is not None:
            self.bringing.drop()
            self.bringing = None


FILM = Takes(MOST_BYTES + 65_536, PATIENCE, _Poured)


class FilmForm(forms.Form):
    """One film, told by what it holds."""

    use_required_attribute = False
    film = forms.FileField(
        label=_("Choose the film of this take"),
        help_text=_("MP4 or WebM, at most 15 minutes and 200 MB. It may take a few minutes."),
        allow_empty_file=True,
        error_messages={"required": _("Choose a file."), "invalid": _("Choose a file.")},
        widget=forms.FileInput({"accept": "video/mp4,video/webm"}),
    )

    def __init__(self, request: HttpRequest) -> None:
        posted = request.method == "POST"
        super().__init__(request.POST if posted else None, request.FILES if posted else None)

    def clean_film(self) -> Any:
        found = self.cleaned_data["film"]
        if not found.size:
            raise forms.ValidationError(SAID[Unfit.EMPTY])
        return found


def shown(request: HttpRequest, party: PartyId, film: Picture, ring: Ring) -> HttpResponse:
    """The film, or the part that a player asks for. Raises OutsideReach, NotThere, Damaged."""
    with films.look(party, film.file, ring) as found:
        length = found.length
    asked = _part(request.headers.get("Range", ""), length)
    if asked is None:
        answer = HttpResponse(status=416)
        answer["Content-Range"] = f"bytes */{length}"
        return answer
    start, end = asked

    def pieces() -> Iterator[bytes]:
        with films.look(party, film.file, ring) as found:
            yield from found.part(start, end)

    whole = "Range" not in request.headers
    response = StreamingHttpResponse(pieces(), status=200 if whole else 206)
    response["Content-Type"] = "video/webm"
    response["Content-Length"] = str(end - start)
    response["Content-Disposition"] = "inline"
    response["Accept-Ranges"] = "bytes"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    if not whole:
        response["Content-Range"] = f"bytes {start}-{end - 1}/{length}"
    return response


def _part(asked: str, length: int) -> tuple[int, int] | None:
    """From where up to where; None where nothing of it is there."""
    if not asked:
        return 0, length
    found = _RANGE.fullmatch(asked.strip())
    if found is None or found.groups() == ("", ""):
        return None
    first, last = found.groups()
    if not first:
        return (max(0, length - int(last)), length) if int(last) else None
    start = int(first)
    end = min(length, int(last) + 1) if last else min(length, start + AT_A_TIME)
    return (start, end) if start < end else None


def captions(text: str, seconds: int) -> HttpResponse:
    """The captions of a film, as its player reads them (WebVTT)."""
    lines = [
        f"{_clock(a)} --> {_clock(b)}\n{escape(words) or '…'}"
        for a, b, words in timed(text, seconds)
    ]
    body = "\n\n".join(["WEBVTT", *lines]) + "\n"
    return HttpResponse(body, content_type="text/vtt; charset=utf-8")


def timed(text: str, seconds: int) -> list[tuple[float, float, str]]:
    """Each line with from when until when, in seconds. ``0:05 words`` begins at its time; lines without a time
    share what lies between those that have one."""
    lines = [_line(line) for line in text.splitlines() if line.strip()]
    begins: list[float] = []
    for at, (when, _words) in enumerate(lines):
        before = begins[-1] if begins else 0.0
        if when is None and at:
            after = next((w for w, _ in lines[at:] if w is not None), float(seconds))
            steps = next(
                (n for n, (w, _) in enumerate(lines[at:]) if w is not None), len(lines) - at
            )
            when = before + max(0.0, after - before) / (steps + 1)
        begins.append(max(before, when or 0.0))
    ends = [*begins[1:], max([float(seconds), *begins[-1:]])]
    return [
        (start, max(end, start + 0.5), words)
        for start, end, (_, words) in zip(begins, ends, lines, strict=False)
    ]


def spoken(text: str) -> str:
    """The same lines without their times, to be read."""
    return "\n".join(_line(line)[1] for line in text.splitlines() if line.strip())


def _line(line: str) -> tuple[float | None, str]:
    found = _BEGINS.fullmatch(line.strip())
    if found is None:
        return None, line.strip()
    hours, minutes, seconds, words = found.groups()
    return int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds), words


def _clock(seconds: float) -> str:
    whole, rest = divmod(round(seconds * 1000), 1000)
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}.{rest:03}"
