"""The questions of a round on paper: A4, large type, boxes of 8 mm, a study code and no name."""

import io
from datetime import date

import segno

from visavis.mediation.words import Text
from visavis.outside.typeset import HERE, typeset
from visavis.study.context import Context
from visavis.study.script import script

PREVIEW = "VOORBEELD"
"""Where a study code would stand, on a form that belongs to nobody."""

TITLE = Text("Vragen voor u", "Questions for you")
INTRO = Text(
    "U hoeft niet te antwoorden. U mag elke vraag overslaan. Zet bij elke vraag één kruis. "
    "Schrijf uw naam niet op dit papier. Stuur het terug in de envelop die erbij zit.",
    "You need not answer. You may skip every question. Put one cross at each question. "
    "Do not write your name on this paper. Send it back in the envelope that comes with it.",
)
CODE = Text("Code", "Code")
PICTURE = Text("Dezelfde code om te scannen", "The same code for scanning")
PAGE = Text("bladzijde", "page")
THANKS = Text("Dit was de laatste vraag. Dank u wel.", "This was the last question. Thank you.")


def questionnaire(
    *, wave: int, group: str, context: Context, language: str, code: str, on: date
) -> bytes:
    """The form as PDF/UA-1. ``code``: the study_id, or `PREVIEW`; ``on``: the date in the file."""
    language = "en" if language.startswith("en") else "nl"
    told = f"{_grouped(code)} – {wave}"
    data = {
        "language": language,
        "title": TITLE.within(language),
        "intro": INTRO.within(language),
        "code_label": CODE.within(language),
        "code": told,
        "picture": PICTURE.within(language),
        "page": PAGE.within(language),
        "thanks": THANKS.within(language),
        "lines": [
            {
                "number": one.number,
                "heading": one.heading,
                "only": one.only,
                "stem": one.stem,
                "answers": [label for label, _ in one.answers],
            }
            for one in script(wave, group, context, language)
        ],
    }
    out = io.BytesIO()
    segno.make(f"{code}:{wave}", error="m", micro=False).save(out, kind="svg", scale=4, border=2)
    template = HERE.joinpath("paper", "questionnaire.typ").read_bytes()
    return typeset(template, data, on, {"code.svg": out.getvalue()})


def _grouped(code: str) -> str:
    """In groups of four or three, as people read a long code."""
    return " ".join(code[at : at + 4] for at in range(0, len(code), 4))
