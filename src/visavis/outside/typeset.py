"""Paper: a typst template and data in, PDF/UA-1 out. The same bytes for the same words."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import cache
from importlib.resources import files
from typing import Any

import typst

HERE = files("visavis.outside")


class PaperError(RuntimeError):
    """Typst refused to set a document, or to call it PDF/UA-1."""


def pdf(template: str, data: Mapping[str, Any], on: date) -> bytes:
    """Sets ``paper/<template>.typ``. ``on``: the only date in the file; no author, no machine.

    Raises PaperError when the document would not be accessible.
    """
    return typeset(HERE.joinpath("paper", f"{template}.typ").read_bytes(), data, on)


def typeset(
    template: bytes,
    data: Mapping[str, Any],
    on: date,
    pictures: Mapping[str, bytes] | None = None,
) -> bytes:
    """Sets a template that reads ``data.json`` and may show these pictures, by file name.

    Raises PaperError when the document would not be accessible.
    """
    sources = {
        "main": template,
        "data.json": json.dumps(dict(data), ensure_ascii=False).encode(),
        **(pictures or {}),
    }
    when = datetime.combine(on, datetime.min.time(), tzinfo=UTC)
    try:
        made = typst.compile(  # type: ignore[call-overload]  # its stub lacks the dict of files
            sources,
            format="pdf",
            font_paths=fonts(),
            ignore_system_fonts=True,
            pdf_standards="ua-1",
            timestamp=int(when.timestamp()),
        )
    except typst.TypstError as refusal:
        raise PaperError(str(refusal)) from refusal
    assert isinstance(made, bytes)
    return made


@cache
def fonts() -> typst.Fonts:
    """Atkinson Hyperlegible Next, and what Typst carries for characters it lacks."""
    return typst.Fonts(include_system_fonts=False, font_paths=[str(HERE.joinpath("fonts"))])
