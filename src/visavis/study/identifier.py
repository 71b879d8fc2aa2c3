"""A person's name in the study: 128 random bits in base32 and a check character."""

import secrets

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"


def new_study_id() -> str:
    """27 characters: 26 for the bits, one to notice a mistyped character."""
    number = secrets.randbits(128)
    body = "".join(LETTERS[number >> shift & 31] for shift in range(125, -1, -5))
    return body + _check(body)


def is_study_id(text: str) -> bool:
    """Whether the text can be a study_id: length, letters, check character."""
    return len(text) == 27 and set(text) <= set(LETTERS) and _check(text[:26]) == text[26]


def _check(body: str) -> str:
    # Luhn mod 32: finds each single wrong character and most swapped neighbours.
    total = 0
    for place, letter in enumerate(reversed(body)):
        doubled = LETTERS.index(letter) * (2 - place % 2)
        total += doubled // 32 + doubled % 32
    return LETTERS[-total % 32]
