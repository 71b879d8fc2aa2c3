"""Films as cameras and telephones, and people who mean harm, make them: a few pictures of moving grey each."""

import io
from fractions import Fraction
from typing import Any

import av
import numpy as np

from tests.rebuilding import brought

PLACE = "+52.3700+004.8900/"


def film(
    kind: str = "mp4",
    seconds: float = 1.0,
    size: tuple[int, int] = (160, 90),
    a_second: Fraction | int = 10,
    sound: bool = True,
    pictures: bool = True,
    turned: int = 0,
    secret: bool = False,
) -> bytes:
    """The left half is dark, the right half light. ``turned``: how its maker held the telephone, in degrees."""
    made, codecs = io.BytesIO(), ("libx264", "aac") if kind == "mp4" else ("libvpx-vp9", "libopus")
    with av.open(made, "w", format=kind) as out:
        if secret:
            out.metadata.update(title=brought.SECRET, location=PLACE, comment=brought.SECRET)
        shown = _shown(out, codecs[0], size, a_second, turned) if pictures else None
        heard = out.add_stream(codecs[1], rate=48_000, layout="mono") if sound else None
        for number in range(max(1, round(seconds * a_second))):
            at = number / a_second
            if shown is not None:
                frame = _frame(size, number)
                frame.pts, frame.time_base = number, 1 / Fraction(a_second)
                out.mux(shown.encode(frame))
            if heard is not None and at < 5:
                out.mux(heard.encode(_tone(number, round(48_000 / a_second))))
        for stream in (shown, heard):
            if stream is not None:
                out.mux(stream.encode())
    return made.getvalue()


def _shown(
    out: Any, codec: str, size: tuple[int, int], a_second: Fraction | int, turned: int
) -> Any:
    stream = out.add_stream(codec, rate=Fraction(a_second))
    stream.width, stream.height, stream.pix_fmt = *size, "yuv420p"
    if turned:
        stream.set_display_rotation(turned)
    return stream


def _frame(size: tuple[int, int], number: int) -> Any:
    wide, high = size
    flat = np.full((high * 3 // 2, wide), 128, np.uint8)
    flat[:high, : wide // 2], flat[:high, wide // 2 :] = 40, 200
    flat[: high // 4, number % wide] = 120
    return av.VideoFrame.from_ndarray(flat, format="yuv420p")


def _tone(number: int, samples: int) -> Any:
    wave = np.sin(np.arange(samples) * 0.05).astype("float32") * 0.2
    frame = av.AudioFrame.from_ndarray(wave[None, :], "fltp", "mono")
    frame.sample_rate, frame.pts, frame.time_base = 48_000, number * samples, Fraction(1, 48_000)
    return frame


def locked() -> bytes:
    """As a shop sells it: its track says that it is encrypted."""
    return film(sound=False).replace(b"avc1", b"encv")


def two_things() -> bytes:
    """A film that a browser could take for a page, and an unpacker for a ZIP."""
    page = b"<html><script>alert(1)</script>" + brought.SECRET.encode()
    return film() + (len(page) + 8).to_bytes(4, "big") + b"free" + page + brought.zipped()
