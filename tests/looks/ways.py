"""Ways of looking at a page: how wide, in which colours, in which language."""

import os
from dataclasses import dataclass
from itertools import product
from zlib import crc32

from tests.bad_input.routes import Stop
from visavis.config.languages import OTHERS, OURS

LOOKS = bool(os.environ.get("VISAVIS_LOOKS"))
"""Every page in every way; otherwise each in one."""
SIZES = {
    "320": (320, 800),
    "390": (390, 844),
    "1280": (1280, 900),
    "zoomed": (320, 256),
}
"""A small telephone, a common one, a laptop; and that laptop at 400 % zoom, which leaves a quarter of 1280 by 1024."""
COLOURS = ("light", "dark", "forced-light", "forced-dark")
"""Forced: the device's own few colours, of somebody who set high contrast."""


@dataclass(frozen=True, slots=True)
class Way:
    size: str
    colours: str

    @property
    def viewport(self) -> dict[str, int]:
        width, height = SIZES[self.size]
        return {"width": width, "height": height}

    @property
    def forced(self) -> bool:
        return self.colours.startswith("forced")

    @property
    def media(self) -> dict[str, str]:
        return {
            "color_scheme": self.colours.removeprefix("forced-"),
            "forced_colors": "active" if self.forced else "none",
        }

    def __str__(self) -> str:
        return f"{self.size} {self.colours}"


WAYS = [Way(size, colours) for colours, size in product(COLOURS, SIZES)]


def languages(stop: Stop) -> tuple[str, ...]:
    """Whoever has no account yet may read another language than our two."""
    return (*OURS, *OTHERS) if stop.door == "frontdoor" else tuple(OURS)


def ways_of(label: str) -> list[Way]:
    """In which ways the page of this name is looked at: the one drawn by its name, the same each day, or all."""
    return WAYS if LOOKS else [WAYS[crc32(label.encode()) % len(WAYS)]]


def languages_of(label: str, stop: Stop) -> tuple[str, ...]:
    """In which languages, as drawn."""
    every = languages(stop)
    drawn = crc32(label.encode()) // len(WAYS) % len(every)
    return every if LOOKS else (every[drawn],)
