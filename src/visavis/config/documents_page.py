"""``docs/documents.md``: which of the documents D1–D28 stands where: ``python -m visavis.config.documents_page``."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

PAGE = Path("docs/documents.md")
INTRODUCTION = """\
# Documents

Made from `src/visavis/config/documents_page.py`; change it there and run `python -m visavis.config.documents_page`.
Each is set by typst as PDF/UA-1, in Dutch and English, under a file name that says nothing. At the desk a document
opens exactly as it is received. D2, D7, D8 and the card of a place of one's own are there too in each other language
that is offered ([translating](translating.md)). *Made by* names the function; *opened at* names the address, by its
door.

| D | Document | To | Made by | Opened at |
|---|---|---|---|---|
"""


@dataclass(frozen=True, slots=True)
class Row:
    """``made``: module and function below ``visavis``; ``at``: names of addresses; ``screen``: stands there alone."""

    title: str
    to: str
    made: tuple[str, ...] = ()
    at: tuple[str, ...] = ()
    note: str = ""


WAY = ("outside.way_letters.document",)
DESK = ("desk:way_letter",)
DOCUMENTS: dict[str, Row] = {
    "D1": Row("Receipt of sign-up", "self", WAY, (*DESK, "frontdoor:sign_up")),
    "D2": Row(
        "Sign-up made for you",
        "person",
        ("outside.sign_up_letters.sign_up_made",),
        ("desk:own_yes_letter",),
    ),
    "D3": Row("Your mediator", "party", WAY, DESK, "without a photograph"),
    "D4": Row("Not taken up", "party", WAY, (*DESK, "participant:not_taken_up")),
    "D5": Row("Information and privacy leaflet", "each party", WAY, DESK),
    "D6": Row(
        "Consent to take part",
        "party, guardian",
        ("outside.reply_forms.reply_forms",),
        ("desk:person_forms", "participant:consent"),
        "the sheets `wil-meedoen` and `ouder-zegt`",
    ),
    "D7": Row(
        "First letter (minimal, informed)",
        "the other",
        ("outside.letters.first_letter",),
        ("desk:first_letter", "desk:preview"),
    ),
    "D8": Row("Reminder", "the other", ("outside.letters.reminder",), ("desk:reminder",)),
    "D9": Row("Thank you for answering", "the other", WAY, (*DESK, "frontdoor:answer")),
    "D10": Row("We respect your no", "the other", WAY, (*DESK, "frontdoor:answer")),
    "D11": Row(
        "Preparation guide per form",
        "party",
        ("outside.talks.guide",),
        ("desk:talk_guide", "participant:talk_guide"),
        "for talks; for letters it is D16",
    ),
    "D12": Row(
        "Contact agreement",
        "all present",
        ("outside.talks.agreement",),
        ("desk:talk_paper", "participant:talk_agreement"),
    ),
    "D13": Row(
        "After the contact",
        "party",
        ("outside.talks.afterwards",),
        ("desk:talk_paper", "participant:talk_afterwards"),
    ),
    "D14": Row(
        "Invitation to supporter",
        "supporter",
        ("outside.supporter_letters.supporter_invited",),
        ("desk:beside",),
    ),
    "D15": Row(
        "Attendee consent and secrecy",
        "conference guest",
        ("outside.conference.attendee",),
        ("desk:attendee_paper", "participant:attendee_paper"),
    ),
    "D16": Row("Guide to writing a letter", "author", WAY, DESK),
    "D17": Row("Cover to a letter for the reader", "reader", WAY, DESK),
    "D18": Row(
        "Agreement",
        "parties",
        ("outside.agreements.agreed",),
        ("desk:agreement_paper", "participant:agreement_paper"),
    ),
    "D19": Row(
        "Disclosure consent and notice of course",
        "parties; recipient",
        ("outside.agreements.disclosed", "outside.reply_forms.reply_forms"),
        ("desk:agreement_paper", "desk:person_forms"),
        "the consent is the sheet `tekst-mag-weg`",
    ),
    "D20": Row(
        "Towards closing",
        "party",
        ("outside.afterwards.towards",),
        ("desk:end_paper", "participant:end_paper"),
    ),
    "D21": Row(
        "Closing letter",
        "party",
        ("outside.afterwards.rounded_off",),
        ("desk:end_paper", "participant:end_paper"),
    ),
    "D22": Row(
        "Warm handover note",
        "other service",
        ("outside.afterwards.handover",),
        ("desk:handover_paper",),
    ),
    "D23": Row(
        "How are you now",
        "party",
        ("outside.afterwards.how_now",),
        ("desk:end_paper", "participant:end_paper"),
    ),
    "D24": Row("Welcome back", "party", WAY, DESK),
    "D25": Row(
        "Complaint received / answered",
        "complainant",
        ("outside.complaint_letters.received", "outside.complaint_letters.answered"),
        ("desk:complaint_letter", "participant:complaint_letter"),
    ),
    "D26": Row("News date message", "initiator", WAY, DESK),
    "D27": Row(
        "Study invitation, information, consent",
        "party",
        at=("questionnaire:asked", "questionnaire:choices"),
        note="on pages of its own: the desk does not know who takes part",
    ),
    "D28": Row(
        "Children's and guardian's leaflet",
        "child, guardian",
        ("outside.leaflets.leaflet",),
        ("desk:leaflet",),
    ),
}


def _code(names: Sequence[str]) -> str:
    return ", ".join(f"`{name}`" for name in names) or "–"


def page() -> str:
    """The whole page, ending in a line break."""
    lines = [
        f"| {number} | {row.title}{f' ({row.note})' if row.note else ''} | {row.to} "
        f"| {_code(row.made)} | {_code(row.at)} |"
        for number, row in DOCUMENTS.items()
    ]
    return INTRODUCTION + "\n".join(lines) + "\n"


def main() -> int:
    PAGE.write_text(page(), encoding="utf-8")
    print(f"Wrote {PAGE}: {len(DOCUMENTS)} documents.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
