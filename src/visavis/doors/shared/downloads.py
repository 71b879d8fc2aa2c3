"""What leaves as a file: kept under a name that says nothing, and never shown by the browser as a page of ours."""

from datetime import date

from django.http import HttpResponse

PDF = "application/pdf"


def download(content: bytes, kind: str, name: str) -> HttpResponse:
    """``kind``: the media type; ``name``: as it is kept, with its ending."""
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def own_paper(pdf: bytes, on: date) -> HttpResponse:
    """A paper of somebody's own, by its day alone."""
    return download(pdf, PDF, f"mijn-plek-{on.isoformat()}.pdf")


def plain(cell: object) -> str:
    """A text that no table program takes for a formula (security §9 row 14)."""
    text = str(cell)
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
