"""One line of *What does the other know of me?*"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One line. ``code`` names it for rules and tests; ``since``: the day and the consent under it.

    ``url``: where it can be changed or asked back; none where the mediator does that in a talk.
    """

    code: str
    text: str
    since: str = ""
    url: str = ""
    about: str = ""
    words: str = ""
    """The person's own words that go along."""
