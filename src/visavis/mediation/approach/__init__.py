"""Asking the other: permission, tracing, the first letter, the answer (step 5)."""

from visavis.mediation.approach.allowing import MAY_TELL, AllowApproach
from visavis.mediation.approach.answering import ANSWERS, AnswerApproach, Decline
from visavis.mediation.approach.asking import RecordNoAnswer, SendApproach, SendReminder
from visavis.mediation.approach.finding import (
    OpenTracing,
    RecordDay,
    RecordNoRoute,
    RecordRoute,
    RecordWrongAddress,
)

__all__ = [
    "ANSWERS",
    "MAY_TELL",
    "AllowApproach",
    "AnswerApproach",
    "Decline",
    "OpenTracing",
    "RecordDay",
    "RecordNoAnswer",
    "RecordNoRoute",
    "RecordRoute",
    "RecordWrongAddress",
    "SendApproach",
    "SendReminder",
]
