"""What in a text could lead to its writer: a number, an address, an e-mail. Warns, never refuses."""

import re

_PHONE = re.compile(r"(?<![\w])(?:\+|00)?\d(?:[\s().-]{0,2}\d){7,14}(?!\w)")
_MAIL = re.compile(r"[^\s@<>]{1,64}@[^\s@<>]{1,200}\.[a-z]{2,}", re.IGNORECASE)
_POSTCODE = re.compile(r"\b[1-9]\d{3}\s?[A-Z]{2}\b")
_STREET = re.compile(
    r"\b\w{2,40}(?:straat|laan|weg|plein|gracht|kade|singel|dijk|steeg|dreef)\s{1,3}\d{1,5}\b"
    r"|\b\d{1,5}\s\w{2,40}\s(?:street|road|avenue|lane|drive)\b",
    re.IGNORECASE,
)
_FOUND = {"phone": (_PHONE,), "mail": (_MAIL,), "address": (_POSTCODE, _STREET)}


def traces(text: str) -> tuple[str, ...]:
    """Which of ``phone``, ``mail``, ``address`` seem to stand in this text.

    >>> traces("Bel me op 06 12 34 56 78.")
    ('phone',)
    >>> traces("Op 3 mei 2019 was ik 24 jaar.")
    ()
    """
    return tuple(name for name, patterns in _FOUND.items() if any(p.search(text) for p in patterns))
