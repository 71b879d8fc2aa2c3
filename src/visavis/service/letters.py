"""A service's own paragraph in some letters: before what Visavis says, and after it. The rest of a letter is ours.

Which letters take one, and why others do not: docs/decisions/own-words-in-letters.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from visavis.mediation.words import Text

NOTHING = Text("", "")


@dataclass(frozen=True, slots=True)
class Added:
    """Empty where the service adds nothing."""

    begins: Text = NOTHING
    ends: Text = NOTHING

    def around(self, paragraphs: tuple[str, ...], language: str) -> tuple[str, ...]:
        """These paragraphs with the service's own words before and after them."""
        before, after = self.begins.within(language), self.ends.within(language)
        return (*filter(None, [before]), *paragraphs, *filter(None, [after]))


def letters_of(said: Mapping[str, tuple[str, ...]]) -> Mapping[str, Added]:
    """``said``: by letter, the words it begins with and ends with, each in two languages."""
    return {
        slug: Added(Text(parts[0], parts[1]), Text(parts[2], parts[3]))
        for slug, parts in said.items()
        if len(parts) == 4
    }
