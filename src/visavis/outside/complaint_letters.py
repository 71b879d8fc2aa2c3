"""About a complaint (D25): that we have it and by when we answer; and the answer. Each names the way outside."""

from datetime import date

from visavis.mediation.complaints import OUTSIDE
from visavis.outside.letters import day_in, language_of, said_in
from visavis.outside.typeset import pdf

LEAD, OFFICER = "lead", "officer"
_RECEIVED = {
    "nl": {
        "title": "Wij kregen uw klacht",
        "have": "Wij kregen uw klacht op {on}. Dank u dat u het ons zegt.",
        LEAD: "De werkbegeleider leest uw klacht. Uw bemiddelaar leest hem niet.",
        OFFICER: (
            "De functionaris gegevensbescherming leest uw klacht. Uw bemiddelaar en de werkbegeleider "
            "lezen hem niet."
        ),
        "by": "U krijgt antwoord uiterlijk op {by}.",
        "same": "Een klacht verandert niets aan hoe wij u helpen.",
    },
    "en": {
        "title": "We received your complaint",
        "have": "We received your complaint on {on}. Thank you for telling us.",
        LEAD: "The practice lead reads your complaint. Your mediator does not read it.",
        OFFICER: (
            "The privacy officer reads your complaint. Your mediator and the practice lead do not read it."
        ),
        "by": "You get an answer no later than {by}.",
        "same": "A complaint changes nothing in how we help you.",
    },
}
_ANSWERED = {
    "nl": {
        "title": "Ons antwoord op uw klacht",
        "have": "U zei ons op {on} wat er niet goed ging. Dit is ons antwoord.",
    },
    "en": {
        "title": "Our answer to your complaint",
        "have": "On {on} you told us what went wrong. This is our answer.",
    },
}
_CALL = {"nl": "U kunt ons bellen: {phone}.", "en": "You can call us: {phone}."}


def received(
    *,
    language: str,
    addressee: str,
    address: str,
    read_by: str,
    on: date,
    by: date,
    phone: str,
    outside: str,
    service: str,
) -> bytes:
    """D25 as PDF/UA-1: that we have it. ``read_by``: lead or officer; ``outside``: who and where, in lines."""
    words = said_in(_RECEIVED, language)
    paragraphs = [
        words["have"].format(on=day_in(on, language)),
        f"{words[read_by]} {words['by'].format(by=day_in(by, language))}",
        words["same"],
    ]
    return _made(
        language, words["title"], paragraphs, addressee, address, phone, outside, service, on
    )


def answered(
    *,
    language: str,
    addressee: str,
    address: str,
    answer: str,
    on: date,
    answered_on: date,
    phone: str,
    outside: str,
    service: str,
) -> bytes:
    """D25 as PDF/UA-1: the answer, word for word."""
    words = said_in(_ANSWERED, language)
    lines = [line.strip() for line in answer.splitlines()]
    paragraphs = [words["have"].format(on=day_in(on, language)), *filter(None, lines)]
    return _made(
        language,
        words["title"],
        paragraphs,
        addressee,
        address,
        phone,
        outside,
        service,
        answered_on,
    )


def _made(
    language: str,
    title: str,
    paragraphs: list[str],
    addressee: str,
    address: str,
    phone: str,
    outside: str,
    service: str,
    on: date,
) -> bytes:
    committee = " · ".join(line.strip() for line in outside.splitlines() if line.strip())
    ways = [OUTSIDE.within(language)]
    if committee:
        ways.append(committee)
    if phone:
        ways.append(said_in(_CALL, language).format(phone=phone))
    data = {
        "language": language_of(language),
        "title": title,
        "address": [line for line in (addressee, *address.splitlines()) if line.strip()],
        "paragraphs": [*paragraphs, *ways],
        "words": None,
        "card": [],
        "card_title": "",
        "closing": [service],
    }
    return pdf("letter", data, on)
