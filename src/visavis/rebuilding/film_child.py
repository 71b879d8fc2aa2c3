"""The child for a film: ``python -I -m visavis.rebuilding.film_child``. Reads one, makes it anew, says how far it is.

Only the first picture track and the first sound track are decoded; everything else that a file can hold (place,
time, names, other tracks, chapters, covers, text) is never looked at and so cannot pass.
"""

import io
import json
import os
import struct
import sys
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import av
import numpy as np
from av.audio.resampler import AudioResampler

from visavis.rebuilding import Unfit, films, locks
from visavis.rebuilding.unfit import IsUnfit

MOST_PIXELS = 4096 * 2304
MOST_A_SECOND = 30
"""Pictures; more are left out."""
BITS_A_SECOND = 1_200_000
SOUND = 48_000
TICKS = 1000
"""A second, in the pictures' time."""
PICTURES = frozenset({"h264", "hevc", "vp8", "vp9", "av1", "libdav1d", "mpeg4"})
SOUNDS = frozenset({"aac", "opus", "libopus", "vorbis", "mp3", "mp3float"})
_LOCKED = (b"encv", b"enca", b"drmi", b"drms", b"pssh")
"""Names of tracks that are encrypted; they stand where an MP4 describes itself."""
_QUICK = {"deadline": "realtime", "cpu-used": "8", "threads": "1", "auto-alt-ref": "0"}


class _Held(io.RawIOBase):
    """Bytes in memory, read without a second copy of them."""

    def __init__(self, content: bytearray) -> None:
        super().__init__()
        self.view, self.at = memoryview(content), 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        end = len(self.view) if size < 0 else min(len(self.view), self.at + size)
        piece = bytes(self.view[self.at : end])
        self.at = max(self.at, end)
        return piece

    def tell(self) -> int:
        return self.at

    def seek(self, offset: int, whence: int = 0) -> int:
        self.at = max(0, offset + (0, self.at, len(self.view))[whence])
        return self.at


def main() -> int:
    warm()
    locks.lock(films.MEMORY, films.COMPUTING)
    out = sys.stdout.buffer
    film = None
    try:
        film, facts = made_anew(_brought(sys.stdin.buffer), _teller(out))
        word, what = json.dumps(facts | {"size": film.getbuffer().nbytes}).encode(), films.FILM
    except IsUnfit as unfit:
        word, what = unfit.why.encode(), films.UNFIT
    except Exception:  # whatever a decoder does not like; MemoryError among them
        word, what = Unfit.BROKEN.encode(), films.UNFIT
    out.write(films.HEAD.pack(what, len(word)) + word)
    if what == films.FILM and film is not None:
        out.write(film.getbuffer())
    out.flush()
    os._exit(0)  # nothing of a decoder runs any more


def _brought(source: Any) -> bytearray:
    (size,) = struct.unpack(">Q", source.read(8))
    if size > films.MOST_BYTES:
        raise IsUnfit(Unfit.TOO_BIG)
    content = bytearray(size)
    whole, at = memoryview(content), 0
    while at < size:
        read = source.readinto(whole[at : at + films.PIECE])
        if not read:
            raise IsUnfit(Unfit.BROKEN)
        at += read
    return content


def _teller(out: Any) -> Callable[[float], None]:
    last = -1

    def tell(share: float) -> None:
        nonlocal last
        now = max(0, min(99, int(share * 100)))
        if now > last:
            last = now
            out.write(films.HEAD.pack(films.SHARE, 1) + bytes([now]))
            out.flush()

    return tell


def kind_of(content: bytes | bytearray) -> str:
    """MP4 or WebM, by how it begins: a name and a sender's word are never looked at. Raises IsUnfit."""
    if not content:
        raise IsUnfit(Unfit.EMPTY)
    if content[4:8] == b"ftyp":
        return "mp4"
    if content[:4] == b"\x1aE\xdf\xa3" and b"webm" in content[:64]:
        return "matroska"
    raise IsUnfit(Unfit.NO_FILM)


def made_anew(
    content: bytearray, tell: Callable[[float], None]
) -> tuple[io.BytesIO, dict[str, int]]:
    """The film and what it is. Raises IsUnfit, and whatever the decoders raise for a broken one."""
    kind = kind_of(content)
    made = io.BytesIO()
    with _opened(_Held(content), kind) as found:
        try:
            seen, heard = _tracks(found)
        except IsUnfit as unfit:
            locked = unfit.why is Unfit.NO_FILM and any(name in content for name in _LOCKED)
            raise IsUnfit(Unfit.LOCKED) if locked else unfit from None
        longest = float(found.duration or 0) / av.time_base
        if longest > films.LONGEST:
            raise IsUnfit(Unfit.TOO_LONG)
        with av.open(made, "w", format="webm", options={"fflags": "+bitexact"}) as written:
            anew = _Anew(written, seen, heard)
            for packet in found.demux([one for one in (seen, heard) if one is not None]):
                for frame in packet.decode():
                    anew.take(frame)
                if longest:
                    tell(anew.until / longest)
            anew.end()
            if anew.pictures == 0:
                raise IsUnfit(Unfit.BROKEN)
    size = {"width": anew.width, "height": anew.height}
    return made, {"seconds": max(1, round(anew.until)), **size}


def _opened(content: _Held, kind: str) -> Any:
    return av.open(content, format=kind, metadata_errors="ignore")


def _tracks(found: Any) -> tuple[Any, Any]:
    """The first track of pictures, and of sound if there is one."""
    seen = next((one for one in found.streams.video if not _is_cover(one)), None)
    heard = next(iter(found.streams.audio), None)
    for one, known in ((seen, PICTURES), (heard, SOUNDS)):
        if one is not None and (one.codec_context is None or one.codec_context.name not in known):
            raise IsUnfit(Unfit.NO_FILM)
    if seen is None:
        raise IsUnfit(Unfit.NO_FILM)
    if not 0 < seen.width * seen.height <= MOST_PIXELS:
        raise IsUnfit(Unfit.TOO_MANY_PIXELS)
    for one in (seen, heard):
        if one is not None:
            one.codec_context.thread_count = 1
    return seen, heard


def _is_cover(stream: Any) -> bool:
    return bool(stream.disposition & av.stream.Disposition.attached_pic)


class _Anew:
    """Writes pictures and sound as they come."""

    def __init__(self, written: Any, seen: Any, heard: Any) -> None:
        self.written = written
        self.quarter = 0
        self.width = self.height = 0
        self.pictures = 0
        self.until = 0.0
        self.last: float | None = None
        self.begins: float | None = None
        self.shown = written.add_stream("libvpx", rate=MOST_A_SECOND, options=dict(_QUICK))
        self.shown.pix_fmt, self.shown.bit_rate = "yuv420p", BITS_A_SECOND
        self.shown.codec_context.time_base = Fraction(1, TICKS)
        self.sound = None
        if heard is not None:
            self.sound = written.add_stream("libopus", rate=SOUND, layout="mono", bit_rate=64_000)
            self.resampler = AudioResampler("s16", "mono", SOUND, frame_size=SOUND // 50)
            self.heard_until: int | None = None

    def take(self, frame: Any) -> None:
        if frame.time is None:
            return
        if self.begins is None:
            self.begins = frame.time
        at = max(0.0, frame.time - self.begins)
        if at > films.LONGEST:
            raise IsUnfit(Unfit.TOO_LONG)
        if isinstance(frame, av.VideoFrame):
            self._show(frame, at)
        elif self.sound is not None:
            self._play(frame, at)
        self.until = max(self.until, at)

    def _show(self, frame: Any, at: float) -> None:
        if self.last is not None and at - self.last < 1 / MOST_A_SECOND - 0.002:
            return
        if frame.width * frame.height > MOST_PIXELS:
            raise IsUnfit(Unfit.TOO_MANY_PIXELS)
        if self.pictures == 0:
            self.quarter = round(frame.rotation / 90) % 4
            wide, high = _fitting(frame.width, frame.height)
            self.inner = wide, high
            turned = self.quarter % 2 == 1
            self.width, self.height = (high, wide) if turned else (wide, high)
            self.shown.width, self.shown.height = self.width, self.height
        upright = _turned(frame.reformat(*self.inner, format="yuv420p", threads=1), self.quarter)
        upright.pts, upright.time_base = round(at * TICKS), Fraction(1, TICKS)
        self.pictures, self.last = self.pictures + 1, at
        for packet in self.shown.encode(upright):
            self.written.mux(packet)

    def _play(self, frame: Any, at: float) -> None:
        if self.heard_until is None:
            self.heard_until = round(at * SOUND)
        frame.pts = None
        self._write_sound(self.resampler.resample(frame))

    def _write_sound(self, frames: Any) -> None:
        assert self.sound is not None
        assert self.heard_until is not None
        for one in frames:
            one.pts, one.time_base = self.heard_until, Fraction(1, SOUND)
            self.heard_until += one.samples
            for packet in self.sound.encode(one):
                self.written.mux(packet)

    def end(self) -> None:
        if self.pictures:
            for packet in self.shown.encode():
                self.written.mux(packet)
        if self.sound is not None and self.heard_until is not None:
            self._write_sound(self.resampler.resample(None))
            for packet in self.sound.encode():
                self.written.mux(packet)


def _fitting(width: int, height: int) -> tuple[int, int]:
    """No longer than the longest side, in even numbers of pixels."""
    scale = min(1.0, films.LONGEST_SIDE / max(width, height))
    return max(2, int(width * scale) // 2 * 2), max(2, int(height * scale) // 2 * 2)


def _turned(frame: Any, quarter: int) -> Any:
    """Upright: quarters against the clock."""
    if quarter == 0:
        return _plain(frame)
    wide, high = frame.width, frame.height
    flat = frame.to_ndarray().reshape(-1)
    whole, part = wide * high, wide * high // 4
    planes = (
        flat[:whole].reshape(high, wide),
        flat[whole : whole + part].reshape(high // 2, wide // 2),
        flat[whole + part :].reshape(high // 2, wide // 2),
    )
    turned = np.concatenate([np.rot90(plane, quarter).reshape(-1) for plane in planes])
    new_wide = high if quarter % 2 else wide
    return av.VideoFrame.from_ndarray(turned.reshape(-1, new_wide), format="yuv420p")


def _plain(frame: Any) -> Any:
    """Pixels alone: what a frame says beside them stays behind."""
    return av.VideoFrame.from_ndarray(frame.to_ndarray(), format="yuv420p")


def small(seconds: float = 0.2, width: int = 64, height: int = 48, kind: str = "webm") -> bytes:
    """A tiny film of moving grey with a soft tone: to have each part used once, and for the demo."""
    made = io.BytesIO()
    with av.open(made, "w", format=kind) as written:
        anew = _Anew(written, None, True)
        for number in range(max(2, round(seconds * 10))):
            grey = np.full((height * 3 // 2, width), 128, np.uint8)
            grey[:height] = (np.arange(width) * 2 + number * 6) % 200 + 28
            frame = av.VideoFrame.from_ndarray(grey, format="yuv420p")
            frame.pts, frame.time_base = number, Fraction(1, 10)
            anew.take(frame)
            wave = np.sin(np.arange(4800) * 2 * np.pi * 330 / SOUND) * 0.05
            tone = av.AudioFrame.from_ndarray(wave.astype("float32")[None, :], "fltp", "mono")
            tone.sample_rate, tone.pts, tone.time_base = SOUND, number * 4800, Fraction(1, SOUND)
            anew.take(tone)
        anew.end()
    return made.getvalue()


def warm() -> None:
    """Everything used once, so that nothing needs to be opened later."""
    av.logging.set_level(av.logging.PANIC)
    made_anew(bytearray(small()), lambda share: None)


if __name__ == "__main__":
    sys.exit(main())
