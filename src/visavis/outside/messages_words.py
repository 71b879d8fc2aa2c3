"""What leaves as a message, whole: a neutral sentence or two (S45)."""

from visavis.mediation.words import Text

SUBJECT = Text("Bericht", "Message")
BODY = Text(
    "Er staat iets voor u klaar. U kunt kijken wanneer u wilt. Niet nu? Dat is goed.",
    "Something is ready for you. Look whenever you like. Not now? That is fine.",
)
TOMORROW = Text(
    "Morgen {clock} uur afspraak. Bel om af te zeggen.",
    "Tomorrow {clock} appointment. Call to cancel.",
)
"""In a short message, the day before (experience.md §3, no. 54)."""
HOURS = Text("maandag tot en met vrijdag van 9 tot 17 uur", "Monday to Friday from 9 to 17")
"""When we answer, where a service has not said it in a language of its own."""
