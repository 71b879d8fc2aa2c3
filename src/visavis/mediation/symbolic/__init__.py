"""Talking with people from other events (§2.5): never of the same event, never acquaintances, first names only.

Wish, preparation talk with each apart, a group or a pair that the planner composes, a yes of each in their own
lane, one to six meetings, rounding off. Each lane holds first names as each wished, days and a place: nothing of
anybody's mediation. It is no mediated contact and counts apart; the other of one's own mediation never learns of it.
"""

from visavis.mediation.symbolic.kept import (
    OPEN_TO,
    SEEKS,
    SETTINGS,
    meeting_of,
    over,
    under_way,
)
from visavis.mediation.symbolic.meeting import (
    AnswerSymbolic,
    AskSymbolic,
    CallOffSymbolic,
    HoldSymbolic,
    LookBackSymbolic,
    PlanSymbolic,
    RoundOffSymbolic,
)
from visavis.mediation.symbolic.wishing import (
    HoldSymbolicTalk,
    LetSymbolicGo,
    WishSymbolic,
)

__all__ = [
    "OPEN_TO",
    "SEEKS",
    "SETTINGS",
    "AnswerSymbolic",
    "AskSymbolic",
    "CallOffSymbolic",
    "HoldSymbolic",
    "HoldSymbolicTalk",
    "LetSymbolicGo",
    "LookBackSymbolic",
    "PlanSymbolic",
    "RoundOffSymbolic",
    "WishSymbolic",
    "meeting_of",
    "over",
    "under_way",
]
