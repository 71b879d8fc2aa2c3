"""The card of a circle as it is typed: one line for each, who, a colon, and what they do."""

from collections.abc import Iterable

from visavis.mediation.views import Does


def lines_of(text: str) -> tuple[tuple[str, str], ...]:
    """``Lot: calls`` → (Lot, calls); a line without a colon is what somebody does."""
    found = []
    for line in text.splitlines():
        who, colon, does = line.partition(":")
        found.append((who.strip(), does.strip()) if colon else ("", line.strip()))
    return tuple(found)


def text_of(card: Iterable[Does]) -> str:
    return "\n".join(f"{line.who}: {line.does}" if line.who else line.does for line in card)
