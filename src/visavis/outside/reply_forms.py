"""Forms on paper, as PDF/UA-1: one by one, or all that may be useful to one person in one packet.

Which questions stand on them is told by the caller, from the desk's own form of each act; here they are laid out.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import segno

from visavis.mediation.words import Text
from visavis.outside import reply_forms_words as words
from visavis.outside.letters import language_of, spoken_in
from visavis.outside.typeset import HERE, typeset


@dataclass(frozen=True, slots=True)
class Asked:
    """One question with its answers, in one language. ``kind``: one, some, tick, date, line or text."""

    kind: str
    question: str
    hint: str = ""
    answers: tuple[str, ...] = ()
    lines: int = 0


@dataclass(frozen=True, slots=True)
class Form:
    """One form with its code as printed. ``shown``: a text of people that is asked about."""

    code: str
    title: str
    lead: str
    says: str = ""
    shown: str = ""
    asks: tuple[Asked, ...] = ()


@dataclass(frozen=True, slots=True)
class To:
    """For the sheet on top of a packet: whose it is, and what shows through the window of the envelope."""

    name: str
    address: str


def reply_forms(
    forms: Sequence[Form],
    *,
    language: str,
    phone: str,
    phone_hours: str,
    on: date,
    to: To | None = None,
    ring: bool = False,
) -> bytes:
    """The forms in one file. ``to``: with a sheet on top; ``ring``: with the circle that one keeps."""
    spoken = spoken_in(language)

    def said(text: Text) -> str:
        return text.within(spoken).format(phone=phone, hours=phone_hours)

    cover = to and {
        "title": said(words.COVER),
        "address": [line for line in (to.name, *to.address.splitlines()) if line.strip()],
        "lines": [said(line) for line in words.COVER_LINES],
        "inside": said(words.INSIDE),
        "sheets": [form.title for form in forms] + ([said(words.RING.title)] if ring else []),
    }
    data = {
        "language": language_of(spoken),
        "title": said(words.COVER),
        "code_label": said(words.CODE),
        "picture": said(words.PICTURE),
        "sheet": said(words.SHEET),
        "of": said(words.OF),
        "how": said(words.HOW),
        "back": said(words.BACK),
        "cover": cover,
        "forms": [_laid_out(form) for form in forms],
        "ring": _ring(spoken) if ring else None,
    }
    pictures = {f"code-{at}.svg": _picture(form.code) for at, form in enumerate(forms)}
    template = HERE.joinpath("paper", "reply_form.typ").read_bytes()
    return typeset(template, data, on, pictures)


def _laid_out(form: Form) -> dict[str, object]:
    return {
        "code": form.code,
        "title": form.title,
        "lead": form.lead,
        "says": form.says,
        "shown": form.shown,
        "asks": [
            {
                "kind": one.kind,
                "question": one.question,
                "hint": one.hint,
                "answers": list(one.answers),
                "lines": one.lines,
            }
            for one in form.asks
        ],
    }


def _ring(language: str) -> dict[str, str]:
    says = words.RING.says
    assert says is not None
    return {
        "title": words.RING.title.within(language),
        "lead": words.RING.lead.within(language),
        "says": says.within(language),
        "me": words.ME.within(language),
    }


def _picture(code: str) -> bytes:
    out = io.BytesIO()
    segno.make(code.replace(" ", ""), error="m", micro=False).save(
        out, kind="svg", scale=4, border=2
    )
    return out.getvalue()
