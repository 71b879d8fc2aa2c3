"""Why an answer is not there. The reasons are kept apart (study §1.5)."""

from enum import StrEnum

from visavis.mediation.words import Text


class Missing(StrEnum):
    """The first three are given by the person, the next two seen on paper; the rest follow from the round."""

    SKIPPED = "skipped"
    PREFER_NOT = "prefer_not"
    DID_NOT_HAVE = "did_not_have"
    ILLEGIBLE = "illegible"
    DOUBLE_MARK = "double_mark"
    NOT_REACHED = "not_reached"
    NOT_ASKED = "not_asked"
    WAVE_MISSING = "wave_missing"


GIVEN = frozenset({Missing.SKIPPED, Missing.PREFER_NOT, Missing.DID_NOT_HAVE})
ON_PAPER = GIVEN | {Missing.ILLEGIBLE, Missing.DOUBLE_MARK}

NUMBERS = {
    Missing.NOT_ASKED: -1,
    Missing.SKIPPED: -2,
    Missing.PREFER_NOT: -3,
    Missing.DID_NOT_HAVE: -4,
    Missing.ILLEGIBLE: -5,
    Missing.DOUBLE_MARK: -6,
    Missing.NOT_REACHED: -7,
    Missing.WAVE_MISSING: -8,
}
"""As numbers in files for researchers; below every number of a scale."""

LABELS = {
    Missing.SKIPPED: Text("Overgeslagen", "Skipped"),
    Missing.PREFER_NOT: Text("Zegt dit liever niet", "Prefers not to say"),
    Missing.DID_NOT_HAVE: Text("Had dit niet", "Did not have this"),
    Missing.ILLEGIBLE: Text("Niet te lezen", "Cannot be read"),
    Missing.DOUBLE_MARK: Text("Meer dan één hokje", "More than one box"),
    Missing.NOT_REACHED: Text("Eerder gestopt", "Stopped before this"),
    Missing.NOT_ASKED: Text("Niet gevraagd", "Not asked"),
    Missing.WAVE_MISSING: Text("Ronde niet ingevuld", "Round not answered"),
}
