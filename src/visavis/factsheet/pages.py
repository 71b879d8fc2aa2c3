"""The factsheet as a web page: the same value as the PDF, in the same order."""

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from visavis.factsheet.sheet import Factsheet

STYLES = (
    "shared/tokens.css",
    "shared/base.css",
    "shared/parts.css",
    "shared/desk.css",
    "shared/charts.css",
    "factsheet/factsheet.css",
)


def article(factsheet: Factsheet, *, claim_pages: str = "") -> SafeString:
    """The factsheet as part of a page of a door, without a script and without inline style.

    Its heading is the page's h1. claim_pages: the address before a claim's id, where a door has a
    page for each claim.
    """
    return render_to_string("factsheet/sheet.html", {"sheet": factsheet, "links": claim_pages})


def document(factsheet: Factsheet) -> str:
    """A whole page that stands beside `styles` saved as ``factsheet.css``."""
    return render_to_string("factsheet/document.html", {"sheet": factsheet, "links": ""})


def styles() -> str:
    """The style sheets of the doors and of the factsheet in one. Fonts are the reader's own."""
    parts = []
    for name in STYLES:
        found = finders.find(name)
        if found is None:
            raise FileNotFoundError(name)
        with open(found, encoding="utf-8") as file:
            parts.append(file.read())
    css = "\n".join(parts)
    return "\n".join(line for line in css.splitlines() if not line.startswith("@font-face"))
