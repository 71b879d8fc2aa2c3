"""What people bring is made anew, or refused with its reason (security §9 rows 16 to 18 and 22)."""

import io
import json
import struct
import subprocess
import sys
import time
from collections.abc import Callable

import pytest
from PIL import Image

from tests.rebuilding import brought
from visavis import rebuilding
from visavis.rebuilding import Sheet, Unfit, process, rebuilt

pytestmark = pytest.mark.pure


def sheets(content: bytes) -> tuple[Sheet, ...]:
    made = rebuilt(content)
    assert isinstance(made, tuple), made
    return made


def seen(sheet: Sheet) -> Image.Image:
    picture = Image.open(io.BytesIO(sheet.content))
    assert picture.size == (sheet.width, sheet.height)
    return picture


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_stays_the_picture(kind: str) -> None:
    (sheet,) = sheets(brought.photo(kind))
    picture = seen(sheet).convert("RGB")
    assert picture.size == (60, 40)
    red, blue = picture.getpixel((10, 20)), picture.getpixel((50, 20))
    assert red[0] > 200 > 60 > red[2]  # type: ignore[index]  # three colours
    assert blue[2] > 200 > 60 > blue[0]  # type: ignore[index]


def test_row_18_where_it_was_made_and_by_whom_is_gone_and_it_stands_upright() -> None:
    brought_in = brought.with_gps()
    assert brought.SECRET.encode() in brought_in
    (sheet,) = sheets(brought_in)
    assert brought.SECRET.encode() not in sheet.content
    assert not dict(seen(sheet).getexif())
    assert set(seen(sheet).info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert (sheet.width, sheet.height) == (40, 60)
    assert seen(sheet).convert("RGB").getpixel((20, 5))[0] > 200  # type: ignore[index]


def test_row_18_words_inside_a_picture_are_gone() -> None:
    (sheet,) = sheets(brought.png_with_words())
    assert brought.SECRET.encode() not in sheet.content


def test_a_large_picture_is_made_smaller_and_a_see_through_one_lies_on_white() -> None:
    (large,) = sheets(brought.photo(size=(5000, 2500)))
    assert (large.width, large.height) == (1800, 900)
    made = io.BytesIO()
    Image.new("RGBA", (20, 20), (0, 0, 0, 0)).save(made, "PNG")
    (clear,) = sheets(made.getvalue())
    assert seen(clear).convert("L").getpixel((10, 10)) == 255


def test_a_pdf_becomes_pictures_of_its_pages_and_their_text() -> None:
    found = sheets(brought.pdf(pages=3))
    assert [sheet.text for sheet in found] == ["Lieve ander"] * 3
    assert all(sheet.height > sheet.width > 1000 for sheet in found)
    assert any(dark < 100 for dark in seen(found[0]).convert("L").getextrema())  # type: ignore[operator]


def test_row_18_scripts_attachments_and_metadata_of_a_pdf_stay_behind() -> None:
    brought_in = brought.scripted_pdf()
    (sheet,) = sheets(brought_in)
    assert sheet.text == "Lieve ander"
    assert brought.SECRET.encode() not in sheet.content
    assert b"JavaScript" not in sheet.content


REFUSED: dict[str, tuple[Callable[[], bytes], Unfit]] = {
    "nothing": (lambda: b"", Unfit.EMPTY),
    "eleven megabytes": (lambda: brought.photo() + bytes(11 << 20), Unfit.TOO_BIG),
    "a programme named .jpg": (lambda: b"MZ\x90\0" + bytes(200), Unfit.KIND),
    "a GIF": (lambda: brought.photo("GIF"), Unfit.KIND),
    "an SVG": (lambda: brought.SVG, Unfit.KIND),
    "XML that names a file of ours": (lambda: brought.XML, Unfit.KIND),
    "an address elsewhere": (lambda: b"https://example.org/a.jpg", Unfit.KIND),
    "a ZIP": (brought.zipped, Unfit.KIND),
    "RIFF that is no WebP": (lambda: b"RIFF\0\0\0\0WAVE" + bytes(50), Unfit.KIND),
    "a ZIP behind a picture": (lambda: brought.photo() + brought.zipped(), Unfit.TWO_KINDS),
    "a page inside a picture": (
        lambda: brought.photo(comment=b"<Script>alert(1)</script>"), Unfit.TWO_KINDS,
    ),
    "a PDF inside a picture": (lambda: brought.photo(comment=b"%PDF-1.7"), Unfit.TWO_KINDS),
    "a picture cut off": (lambda: brought.photo(size=(600, 400))[:700], Unfit.BROKEN),
    "only the beginning of one": (lambda: b"\xff\xd8\xff", Unfit.BROKEN),
    "a bomb of pixels": (brought.bomb, Unfit.TOO_MANY_PIXELS),
    "a long thin bomb": (lambda: brought.bomb(400_000, 3), Unfit.TOO_MANY_PIXELS),
    "eleven pages": (lambda: brought.pdf(pages=11), Unfit.TOO_MANY_PAGES),
    "a locked PDF": (brought.locked_pdf, Unfit.LOCKED),
    "a broken PDF": (lambda: brought.pdf()[:200], Unfit.BROKEN),
    "a PDF in name only": (lambda: b"%PDF-1.7 hello", Unfit.BROKEN),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_rows_16_17_18_and_22_are_refused_with_their_reason(name: str) -> None:
    make, why = REFUSED[name]
    assert rebuilt(make()) is why


def test_row_17_words_that_unpack_to_half_a_gigabyte_and_a_page_as_large_as_a_house() -> None:
    began = time.monotonic()
    made = rebuilt(brought.text_bomb())
    assert made is Unfit.BROKEN or isinstance(made, tuple)
    (page,) = sheets(brought.huge_page())
    assert max(page.width, page.height) <= rebuilding.LONGEST_SIDE
    assert time.monotonic() - began < 20


INSIDE = """
import os, resource, socket, sys
from visavis.rebuilding import child, locks, pages, pictures
pictures.warm(); pages.warm(); locks.lock()
def no(what, *args):
    try:
        what(*args)
    except (OSError, ValueError):
        return True
    return False
said = [no(open, "/etc/hostname"), no(open, "/dev/null", "w"), no(socket.socket), no(os.fork), no(os.pipe),
        set(os.environ) <= {"LC_CTYPE"}, no(resource.setrlimit, resource.RLIMIT_NOFILE, (9, 9)) or
        resource.getrlimit(resource.RLIMIT_NOFILE) == (0, 0)]
print(said)
try:
    bytearray(2 << 30)
    print("memory")
except MemoryError:
    print("limited")
"""


def test_the_child_can_open_nothing_reach_nobody_and_has_no_environment() -> None:
    done = subprocess.run(
        [sys.executable, "-I", "-c", INSIDE], env={}, capture_output=True, text=True, check=True
    )
    assert done.stdout.split("\n")[:2] == [str([True] * 7), "limited"]


def test_a_child_that_does_not_end_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    started = subprocess.Popen

    def endless(command: list[str], **more: object) -> object:
        return started([command[0], "-c", "import time; time.sleep(60)"], **more)  # type: ignore[call-overload]

    monkeypatch.setattr(process.subprocess, "Popen", endless)
    monkeypatch.setattr(rebuilding, "SECONDS", 0.3)
    began = time.monotonic()
    assert rebuilt(brought.photo()) is Unfit.BROKEN
    assert rebuilt(brought.photo() + bytes(9 << 20)) is Unfit.BROKEN  # more than it ever reads
    assert time.monotonic() - began < 10


def framed(head: object, *parts: bytes) -> bytes:
    whole = [json.dumps(head).encode(), *parts]
    return b"".join(struct.pack(">I", len(part)) + part for part in whole)


ONE = {"width": 3, "height": 3, "text": ""}
JPEG = b"\xff\xd8\xff and so on"


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"\0\0\0\x09{",
        framed([1]),
        framed({"unfit": "because"}),
        framed({"sheets": []}),
        framed({"sheets": [ONE]}),
        framed({"sheets": [ONE]}, b"<html>"),
        framed({"sheets": [ONE]}, JPEG, JPEG),
        framed({"sheets": [ONE | {"width": 0}]}, JPEG),
        framed({"sheets": [ONE | {"height": 99_999}]}, JPEG),
        framed({"sheets": [ONE | {"text": "x" * 20_001}]}, JPEG),
        framed({"sheets": [ONE] * 11}, *[JPEG] * 11),
        framed({"sheets": [{"width": 3}]}, JPEG),
    ],
)
def test_a_child_that_was_taken_over_is_believed_nothing(
    said: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rebuilding, "_from_child", lambda content: said)
    assert rebuilt(b"anything") is Unfit.BROKEN


def test_a_child_that_says_too_much_is_not_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rebuilding, "_MOST_OUT", 10)
    assert rebuilt(brought.photo()) is Unfit.BROKEN


def test_what_fits_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rebuilding, "_from_child", lambda content: framed({"sheets": [ONE]}, JPEG))
    assert rebuilt(b"anything") == (Sheet(JPEG, 3, 3),)
