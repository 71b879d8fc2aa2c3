"""A video message of two minutes made anew: seconds, and memory of who asks and of the child, beside their limits.

    python benchmarks/video.py [--seconds 120] [--height 1080]

As a telephone makes it: H.264 and AAC at 30 pictures a second. Required, in the same run: whoever asks for it grows
by less than 64 MB, also while 200 MB are sealed as they come in; the child stays below its own limit; what comes
out is as long as what went in and says nothing of where and when. Needs Linux (/proc).
"""

import argparse
import io
import os
import resource
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path

LIMIT, MEGABYTE, PIECE = 64.0, 1024 * 1024, 65_536
PLACE = "+52.3700+004.8900/"


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--seconds", type=int, default=120)
    asked.add_argument("--height", type=int, default=1080)
    asked.add_argument("--make", default="", help=argparse.SUPPRESS)
    said = asked.parse_args()
    if said.make:
        make(Path(said.make), said.seconds, said.height)
        return 0
    with tempfile.TemporaryDirectory(prefix="visavis-video-") as folder:
        source = Path(folder) / "source.mp4"
        again = [sys.executable, __file__, "--make", str(source)]
        again += ["--seconds", str(said.seconds), "--height", str(said.height)]
        if os.spawnv(os.P_WAIT, sys.executable, again):
            return 1
        return measured(source, said.seconds)


def make(to: Path, seconds: int, height: int) -> None:
    import av
    import numpy as np

    width, rng = height * 16 // 9, np.random.default_rng(7)
    noise = np.repeat(rng.integers(0, 40, (height * 3 // 2, width // 16), np.uint8), 16, axis=1)
    with av.open(str(to), "w", format="mp4") as out:
        out.metadata["location"] = PLACE
        quick = {"preset": "superfast", "b": "8M", "maxrate": "10M", "bufsize": "10M"}
        shown = out.add_stream("libx264", rate=30, options=quick)
        shown.width, shown.height, shown.pix_fmt = width, height, "yuv420p"
        heard = out.add_stream("aac", rate=48_000, layout="mono")
        for number in range(seconds * 30):
            flat = np.roll(noise, number * 8, axis=1) + 90
            frame = av.VideoFrame.from_ndarray(flat, format="yuv420p")
            frame.pts, frame.time_base = number, Fraction(1, 30)
            out.mux(shown.encode(frame))
            wave = np.sin(np.arange(1600) * 0.05).astype("float32")[None, :] * 0.2
            tone = av.AudioFrame.from_ndarray(wave, "fltp", "mono")
            tone.sample_rate, tone.pts, tone.time_base = 48_000, number * 1600, Fraction(1, 48_000)
            out.mux(heard.encode(tone))
        for stream in (shown, heard):
            out.mux(stream.encode())


def resident() -> float:
    """Of this process, in MB."""
    return (
        int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / MEGABYTE
    )


@contextmanager
def watched() -> Iterator[dict[str, float]]:
    """How far this process grew meanwhile, in MB, and how long it took, in seconds."""
    before, over, seen = resident(), threading.Event(), {"grew": 0.0, "took": 0.0}

    def watch() -> None:
        while not over.wait(0.02):
            seen["grew"] = max(seen["grew"], resident() - before)

    thread, began = threading.Thread(target=watch), time.monotonic()
    thread.start()
    try:
        yield seen
    finally:
        over.set()
        thread.join()
        seen["took"] = time.monotonic() - began


def pieces(source: Path) -> Iterator[bytes]:
    with source.open("rb") as whole:
        while piece := whole.read(PIECE):
            yield piece


def measured(source: Path, seconds: int) -> int:
    from visavis.journal.chunks import Pouring
    from visavis.rebuilding import films

    size, made, out = source.stat().st_size, None, source.with_suffix(".webm")
    with watched() as asks, out.open("wb") as kept:
        for piece in films.remade(pieces(source), size, lambda share: None):
            if isinstance(piece, films.Remade):
                made = piece
            else:
                kept.write(piece)
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    with watched() as seals, open(os.devnull, "wb") as nowhere:
        pouring = Pouring(bytes(32), [b"benchmark"])
        for _number in range(films.MOST_BYTES // PIECE):
            for sealed in pouring.add(bytes(PIECE)):
                nowhere.write(sealed)
        nowhere.write(pouring.end())
    assert made is not None
    clean = PLACE.encode() not in out.read_bytes() and "location" not in words(out)
    most = films.MEMORY / MEGABYTE
    print(f"in: {size / MEGABYTE:.1f} MB, {seconds} s; load {os.getloadavg()[0]:.1f}")
    print(f"out: {made.size / MEGABYTE:.1f} MB, {made.seconds} s, {made.width} x {made.height}")
    print(
        f"made anew in {asks['took']:.1f} s ({seconds / asks['took']:.1f} times as quick as it plays)"
    )
    print(f"who asks grew by {asks['grew']:.1f} MB (limit {LIMIT:.0f})")
    print(f"the child had {child:.0f} MB at most (limit {most:.0f})")
    print(
        f"200 MB sealed as they came in, in {seals['took']:.1f} s: grew by {seals['grew']:.1f} MB (limit {LIMIT:.0f})"
    )
    print(f"says nothing of where it was made: {'yes' if clean else 'NO'}")
    well = asks["grew"] < LIMIT and seals["grew"] < LIMIT and child < most and clean
    return 0 if well and abs(made.seconds - seconds) <= 1 else 1


def words(made: Path) -> dict[str, str]:
    import av

    with av.open(io.BytesIO(made.read_bytes())) as found:
        said = dict(found.metadata)
        for stream in found.streams:
            said |= stream.metadata
        return said


if __name__ == "__main__":
    sys.exit(main())
