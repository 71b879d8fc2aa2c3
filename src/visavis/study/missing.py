"""Why an answer is not there. The reasons are kept apart (study §1.5)."""

from enum import StrEnum


class Missing(StrEnum):
    """The first three are given by the person; the others follow from the round."""

    SKIPPED = "skipped"
    PREFER_NOT = "prefer_not"
    DID_NOT_HAVE = "did_not_have"
    NOT_REACHED = "not_reached"
    NOT_ASKED = "not_asked"
    WAVE_MISSING = "wave_missing"


GIVEN = frozenset({Missing.SKIPPED, Missing.PREFER_NOT, Missing.DID_NOT_HAVE})
