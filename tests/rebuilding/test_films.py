"""A film is made anew without a word of where, when and by whom, or refused with its reason (security §5 "Uploads")."""

import io
import json
import subprocess
import sys
import time
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import av
import pytest

from tests.rebuilding import brought, filmed
from visavis.rebuilding import Unfit, films, process
from visavis.rebuilding.films import BadFilm, Remade, remade

pytestmark = pytest.mark.pure


def made(
    content: bytes, tell: Callable[[float], None] = lambda share: None
) -> tuple[Remade, bytes]:
    pieces = (content[at : at + 50_000] for at in range(0, len(content), 50_000))
    first, *rest = remade(pieces, len(content), tell)
    assert isinstance(first, Remade)
    whole = b"".join(piece for piece in rest if isinstance(piece, bytes))
    assert len(whole) == first.size
    return first, whole


def why(content: bytes) -> Unfit:
    with pytest.raises(BadFilm) as refused:
        made(content)
    return refused.value.why


def looked_at(content: bytes) -> tuple[list[str], list[Any], dict[str, str]]:
    """Its tracks by codec, its pictures, and each word that it says of itself."""
    with av.open(io.BytesIO(content)) as found:
        words = dict(found.metadata)
        for stream in found.streams:
            words |= {f"{stream.type}.{name}": said for name, said in stream.metadata.items()}
        codecs = [stream.codec_context.name for stream in found.streams]
        return codecs, list(found.decode(video=0)), words


@pytest.mark.parametrize("kind", ["mp4", "webm"])
def test_a_film_stays_the_film(kind: str) -> None:
    shares: list[float] = []
    film, content = made(filmed.film(kind), shares.append)
    codecs, pictures, _ = looked_at(content)
    assert (film.seconds, film.width, film.height) == (1, 160, 90)
    assert codecs == ["vp8", "opus"]
    assert len(pictures) == 10
    grey = pictures[5].to_ndarray(format="gray")
    assert grey[60, 20] < 80 < 150 < grey[60, 140]
    assert shares == sorted(shares)
    assert shares[-1] > 0.8


def test_row_18_where_when_and_by_whom_it_was_made_is_gone() -> None:
    content = filmed.film(secret=True)
    assert brought.SECRET.encode() in content
    assert looked_at(content)[2]["location"] == filmed.PLACE
    _, clean = made(content)
    _, _, words = looked_at(clean)
    assert {name.rpartition(".")[2] for name in words} <= {"encoder", "DURATION"}
    assert words.get("encoder", "Lavf") == "Lavf"  # no version of it either
    for word in (brought.SECRET, filmed.PLACE, "location"):
        assert word.encode() not in clean


def test_held_on_its_side_it_stands_upright() -> None:
    film, content = made(filmed.film(turned=90, sound=False))
    assert (film.width, film.height) == (90, 160)
    with av.open(io.BytesIO(filmed.film(turned=90, sound=False))) as there:
        assert next(there.decode(video=0)).rotation in {90, -90}
    codecs, pictures, _ = looked_at(content)
    grey = pictures[0].to_ndarray(format="gray")
    assert pictures[0].rotation == 0
    assert codecs == ["vp8"]
    assert abs(int(grey[20, 45]) - int(grey[140, 45])) > 80  # the halves lie above each other now
    assert abs(int(grey[80, 20]) - int(grey[80, 70])) < 40


def test_upside_down_it_stands_upright_too() -> None:
    _, content = made(filmed.film(turned=180, sound=False))
    grey = looked_at(content)[1][0].to_ndarray(format="gray")
    assert grey[60, 20] > 150 > 80 > grey[60, 140]


def test_a_sharp_and_quick_film_is_made_smaller_and_slower() -> None:
    film, content = made(filmed.film(size=(1920, 1080), a_second=60, seconds=0.5, sound=False))
    assert (film.width, film.height) == (1280, 720)
    assert len(looked_at(content)[1]) <= 16


def test_row_16_what_hides_beside_a_film_does_not_pass() -> None:
    _, content = made(filmed.two_things())
    for hidden in (b"<script", b"<html", b"PK\x05\x06", brought.SECRET.encode()):
        assert hidden not in content


REFUSED: dict[str, tuple[Callable[[], bytes], Unfit]] = {
    "nothing": (lambda: b"", Unfit.EMPTY),
    "a photo": (brought.photo, Unfit.NO_FILM),
    "a page": (lambda: b"<html><script>alert(1)</script></html>", Unfit.NO_FILM),
    "a programme named .mp4": (lambda: b"MZ\x90\0" + bytes(200), Unfit.NO_FILM),
    "a list of addresses": (lambda: b"#EXTM3U\nhttps://example.org/a.ts\n", Unfit.NO_FILM),
    "a ZIP": (brought.zipped, Unfit.NO_FILM),
    "sound alone": (lambda: filmed.film(pictures=False), Unfit.NO_FILM),
    "a film cut off": (lambda: filmed.film()[:3000], Unfit.BROKEN),
    "only the beginning of one": (lambda: b"\0\0\0\x20ftypisom", Unfit.BROKEN),
    "a WebM in name only": (lambda: b"\x1aE\xdf\xa3 webm" + bytes(500), Unfit.BROKEN),
    "an encrypted film": (filmed.locked, Unfit.LOCKED),
    "sixteen minutes": (
        lambda: filmed.film(seconds=960, a_second=Fraction(1, 60), sound=False), Unfit.TOO_LONG,
    ),
    "a wall of pixels": (
        lambda: filmed.film(size=(4608, 2592), seconds=0.1, sound=False), Unfit.TOO_MANY_PIXELS,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_rows_16_17_18_and_22_are_refused_with_their_reason(name: str) -> None:
    make, reason = REFUSED[name]
    assert why(make()) is reason


def test_more_than_two_hundred_megabytes_are_not_even_looked_at() -> None:
    with pytest.raises(BadFilm) as refused:
        next(remade(iter(()), films.MOST_BYTES + 1, lambda share: None))
    assert refused.value.why is Unfit.TOO_BIG


INSIDE = """
import os, resource, socket
from visavis.rebuilding import film_child, films, locks
film_child.warm(); locks.lock(films.MEMORY, films.COMPUTING)
def no(what, *args):
    try:
        what(*args)
    except (OSError, ValueError):
        return True
    return False
print([no(open, "/etc/hostname"), no(socket.socket), no(os.fork), no(os.pipe), set(os.environ) <= {"LC_CTYPE"}])
try:
    film_child.av.open("/etc/hostname")
except Exception as refused:
    print("closed")
try:
    bytearray(3 << 30)
except MemoryError:
    print("limited")
"""


def test_the_child_can_open_nothing_reach_nobody_and_has_no_environment() -> None:
    done = subprocess.run(
        [sys.executable, "-I", "-c", INSIDE], env={}, capture_output=True, text=True, check=True
    )
    assert done.stdout.split("\n")[:3] == [str([True] * 5), "closed", "limited"]


def test_a_child_that_does_not_end_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    _says(monkeypatch, "import time; time.sleep(60)")
    monkeypatch.setattr(films, "SECONDS", 0.3)
    began = time.monotonic()
    assert why(b"anything") is Unfit.BROKEN
    assert why(bytes(9 << 20)) is Unfit.BROKEN  # more than it ever reads
    assert time.monotonic() - began < 10


def test_who_asked_may_stop_it_and_the_child_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    class Enough(Exception):
        pass

    def enough(share: float) -> None:
        raise Enough

    with pytest.raises(Enough):
        made(filmed.film(), enough)


def _says(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    started = subprocess.Popen

    def other(command: list[str], **more: Any) -> Any:
        return started([command[0], "-c", code], **more)

    monkeypatch.setattr(process.subprocess, "Popen", other)


def framed(what: bytes, word: bytes) -> bytes:
    return films.HEAD.pack(what, len(word)) + word


FACTS = {"seconds": 1, "width": 16, "height": 16, "size": 6}
WEBM = b"\x1aE\xdf\xa3ab"


def facts(**more: Any) -> bytes:
    return framed(films.FILM, json.dumps(FACTS | more).encode())


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"f",
        b"f" + b"\xff" * 8,
        framed(b"x", b""),
        framed(films.UNFIT, b"because"),
        framed(films.FILM, b"{"),
        framed(films.FILM, b"[1]"),
        facts(seconds=0),
        facts(seconds=4000),
        facts(width=99_999),
        facts(size=films.MOST_BYTES + 1),
        facts(),
        facts() + b"<html>",
        facts() + WEBM[:5],
        facts() + WEBM + b"and more",
    ],
)
def test_a_child_that_was_taken_over_is_believed_nothing(
    said: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    _says(monkeypatch, f"import sys; sys.stdin.buffer.read(); sys.stdout.buffer.write({said!r})")
    assert why(b"anything") is Unfit.BROKEN


def test_what_fits_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    said = framed(films.SHARE, b"\x32") + facts() + WEBM
    _says(monkeypatch, f"import sys; sys.stdout.buffer.write({said!r})")
    shares: list[float] = []
    assert made(b"anything", shares.append) == (Remade(1, 16, 16, 6), WEBM)
    assert shares == [0.5]
