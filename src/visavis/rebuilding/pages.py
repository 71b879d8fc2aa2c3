"""A PDF as pictures of its pages, with the text on them. Scripts, attachments, forms and links stay behind."""

import codecs

import pypdfium2
from pypdfium2 import raw

from visavis.rebuilding import LONGEST_SIDE, MOST_PAGES, MOST_WORDS, Sheet, Unfit
from visavis.rebuilding.pictures import on_paper
from visavis.rebuilding.unfit import IsUnfit

DOTS = 150 / 72
"""Pixels a point: enough to read handwriting."""
LARGEST_PAGE = 14_400.0
"""Points; the format's own limit."""


def pages(content: bytes) -> list[Sheet]:
    """Raises IsUnfit."""
    try:
        found = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        locked = error.err_code in {raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY}
        raise IsUnfit(Unfit.LOCKED if locked else Unfit.BROKEN) from None
    number = len(found)
    if number > MOST_PAGES:
        raise IsUnfit(Unfit.TOO_MANY_PAGES)
    if number == 0:
        raise IsUnfit(Unfit.EMPTY)
    return [_page(found[index]) for index in range(number)]


def _page(page: pypdfium2.PdfPage) -> Sheet:
    width, height = page.get_size()
    if not (0 < width <= LARGEST_PAGE and 0 < height <= LARGEST_PAGE):
        raise IsUnfit(Unfit.BROKEN)
    scale = min(DOTS, LONGEST_SIDE / max(width, height))
    if min(width, height) * scale < 1:
        raise IsUnfit(Unfit.BROKEN)
    shown = page.render(scale=scale, may_draw_forms=False)  # notes and form fields are not drawn
    seen = shown.to_pil()
    seen.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    text = page.get_textpage().get_text_bounded()
    readable = "".join(sign for sign in text if sign.isprintable() or sign == "\n")
    return on_paper(seen, readable.strip()[:MOST_WORDS])


def warm() -> None:
    """Loads and uses the library once, and the codec in which it gives text."""
    codecs.lookup("utf-16-le")
    empty = pypdfium2.PdfDocument.new()
    empty.new_page(100, 100)
    _page(empty[0])
