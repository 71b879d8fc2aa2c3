"""What two coders gave to the passages of the demo's interviews; there are no transcripts, nobody spoke."""

import random

from visavis.demo import figures

SHARES = {
    "agency": 0.34,
    "communion": 0.30,
    "heard": 0.22,
    "tailoring": 0.15,
    "ending_hard": 0.07,
    "search": 0.10,
}
"""How often a passage holds each theme (a)."""
SEES = 0.90
"""How often a coder sees a theme that is there; and how rarely one sees what is not (a)."""
IMAGINES = 0.015


def coded(rng: random.Random) -> bytes:
    """A CSV as `visavis.study.coding` takes it in."""
    rows = ["interview,segment,start,end,coder,code"]
    for number in range(1, figures.INTERVIEWS + 1):
        place = 0
        for segment in range(1, rng.randint(9, 15)):
            end = place + rng.randint(120, 600)
            there = {code for code, share in SHARES.items() if rng.random() < share}
            for coder in ("codeur-1", "codeur-2"):
                seen = [
                    code for code in SHARES if rng.random() < (SEES if code in there else IMAGINES)
                ]
                where = f"I{number:02d},s{segment},{place},{end},{coder}"
                rows += [f"{where},{code}" for code in seen or [""]]
            place = end + 1
    return "\n".join(rows).encode()
