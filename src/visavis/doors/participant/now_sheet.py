"""The sheet under *Now*: one question, or that there is none."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Now:
    """What stands on the sheet. ``url`` and ``about``: where the button leads; none: nothing to do."""

    ask: str
    text: str = ""
    button: str = ""
    url: str = ""
    about: str = ""
    haste: str = ""
    """Whether there is haste, in one line."""
