"""The child: reads a file, makes it anew, says what came of it. ``python -I -m visavis.rebuilding.child``.

Everything that decoding needs is imported and used once before the locks close, for afterwards nothing can be
opened any more.
"""

import json
import os
import struct
import sys

from visavis.rebuilding import MOST_BYTES, Sheet, Unfit, locks, pages, pictures
from visavis.rebuilding.unfit import IsUnfit

PDF = b"%PDF-"
SECOND_KINDS = (b"<script", b"<html", b"<!doctype", b"<svg", b"%pdf-")
"""What stands in no picture of a camera or a pencil: such a file is made to be taken for two things."""
ZIP_ENDS = b"PK\x05\x06"


def main() -> int:
    pictures.warm()
    pages.warm()
    locks.lock()
    content = sys.stdin.buffer.read(MOST_BYTES + 1)
    out = sys.stdout.buffer
    try:
        sheets = made_anew(content)
        said = [{"width": s.width, "height": s.height, "text": s.text} for s in sheets]
        parts = [json.dumps({"sheets": said}).encode(), *(s.content for s in sheets)]
    except IsUnfit as unfit:
        parts = [json.dumps({"unfit": unfit.why}).encode()]
    except Exception:  # whatever a decoder does not like; MemoryError and RecursionError among them
        parts = [json.dumps({"unfit": Unfit.BROKEN}).encode()]
    for part in parts:
        out.write(struct.pack(">I", len(part)) + part)
    out.flush()
    os._exit(0)  # nothing of a decoder runs any more


def made_anew(content: bytes) -> list[Sheet]:
    """Told by content: a name and a sender's word for the kind are never looked at. Raises IsUnfit."""
    if content.startswith(PDF):
        return pages.pages(content)
    kind = pictures.kind_of(content)
    if kind is None:
        raise IsUnfit(Unfit.KIND)
    lower = content.lower()
    if any(sign in lower for sign in SECOND_KINDS) or ZIP_ENDS in content[-70_000:]:
        raise IsUnfit(Unfit.TWO_KINDS)
    del lower
    return [pictures.picture(content, kind)]


if __name__ == "__main__":
    sys.exit(main())
