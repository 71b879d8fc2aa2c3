"""The style sheets that every page has, as one file: a page on a slow line waits for one answer instead of five.

    python -m visavis.config.stylesheet

Writes ``all.css`` anew from its parts, which are what one reads and changes; a test holds it the same.
"""

import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "doors" / "shared" / "static" / "shared"
PARTS = ("tokens.css", "base.css", "parts.css", "forms.css", "print.css")
BESIDE = FOLDER / "all.css"


def joined() -> str:
    """The parts, in their order."""
    head = f"/* Made of {', '.join(PARTS)} by python -m visavis.config.stylesheet */\n"
    return head + "".join((FOLDER / part).read_text(encoding="utf-8") for part in PARTS)


def main() -> int:
    BESIDE.write_text(joined(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
