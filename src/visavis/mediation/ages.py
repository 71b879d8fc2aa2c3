"""Ages in full years. Birthdays are not kept for this, so an age is "at least"."""

from datetime import date


def years_since(aged: int | None, on: date | None, today: date) -> int | None:
    """Full years at least of someone who was ``aged`` on that day; None where no age is known."""
    if aged is None or on is None:
        return None
    return aged + today.year - on.year - ((today.month, today.day) < (on.month, on.day))
