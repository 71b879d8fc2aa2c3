"""A picture made anew: decoded, turned upright, laid on white, made smaller, written as a JPEG of pixels alone."""

import io

from PIL import Image, ImageFile, ImageOps, JpegImagePlugin, PngImagePlugin, WebPImagePlugin

from visavis.rebuilding import LONGEST_SIDE, Sheet, Unfit
from visavis.rebuilding.unfit import IsUnfit

MOST_PIXELS = 64_000_000
"""A telephone makes up to 50 million; more than this is nobody's drawing."""
LONGEST_IN = 20_000
QUALITY = 88
_TURN = 0x0112
"""Exif's orientation: 1 is upright."""
_KINDS = {
    JpegImagePlugin.JpegImageFile: ("JPEG", b"\xff\xd8\xff"),
    PngImagePlugin.PngImageFile: ("PNG", b"\x89PNG\r\n\x1a\n"),
    WebPImagePlugin.WebPImageFile: ("WEBP", b"RIFF"),
}


def kind_of(content: bytes) -> str | None:
    """JPEG, PNG or WEBP, by how it begins; None for anything else."""
    for kind, begins in _KINDS.values():
        if content.startswith(begins) and (kind != "WEBP" or content[8:12] == b"WEBP"):
            return kind
    return None


def picture(content: bytes, kind: str) -> Sheet:
    """Raises IsUnfit, and whatever the decoder raises for a broken one."""
    try:
        found = Image.open(io.BytesIO(content), formats=[kind])
    except Image.DecompressionBombError:
        raise IsUnfit(Unfit.TOO_MANY_PIXELS) from None
    width, height = found.size
    if width * height > MOST_PIXELS or max(width, height) > LONGEST_IN:
        raise IsUnfit(Unfit.TOO_MANY_PIXELS)
    found.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))  # a JPEG is decoded no larger than needed
    found.load()
    turn = found.getexif().get(_TURN, 1)
    found.thumbnail((LONGEST_SIDE, LONGEST_SIDE), reducing_gap=2.0)
    upright = ImageOps.exif_transpose(found) if turn != 1 else found
    return on_paper(upright)


def on_paper(found: Image.Image, text: str = "") -> Sheet:
    """Pixels alone, on white, as a JPEG. Nothing else that the file held is in it."""
    if found.mode not in {"RGB", "L"}:
        seen = found.convert("RGBA")
        flat = Image.new("RGB", seen.size, "white")
        flat.paste(seen, mask=seen.getchannel("A"))
    else:
        flat = Image.frombytes(found.mode, found.size, found.tobytes())
    made = io.BytesIO()
    flat.save(made, "JPEG", quality=QUALITY, subsampling=0, optimize=True)
    return Sheet(made.getvalue(), flat.width, flat.height, text)


def warm() -> None:
    """Each decoder and the encoder used once, so that they need to open nothing later."""
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    on_its_side = Image.Exif()
    on_its_side[_TURN] = 6
    for kind, _ in _KINDS.values():
        made = io.BytesIO()
        Image.new("RGB", (8, 8), "white").save(made, kind, exif=on_its_side)
        picture(made.getvalue(), kind)
