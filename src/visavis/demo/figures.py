"""The figures the synthetic service is calibrated to (domain §9).

The service of the demo is smaller and younger than the national one, so that it can be lived through in two
minutes: shares, courses and times are the known ones, the numbers a year are not.
"""

from dataclasses import dataclass

SIGN_UPS = 1105
"""In three years: about 400 living trajectories, and about 1,090 people asked for the study."""
TALK_ONCE_MORE = 0.5
"""How many of those who talked want to talk once more (a)."""
YEARS = 3
GROWTH = 1.75
"""A young service: the age of a sign-up is the whole time × u ** GROWTH, u even between 0 and 1."""

TAKEN_UP = 0.81
EVENTS = {
    "violence": 0.40,
    "sexual_harm": 0.32,
    "traffic": 0.08,
    "property": 0.09,
    "threat_stalking": 0.05,
    "other": 0.06,
}
"""2022; the shares without violence and sexual harm are (a)."""


@dataclass(frozen=True, slots=True)
class Funnel:
    """Share asked among trajectories taken up, and share that accepts among those asked."""

    asked: float
    accepts: float


FUNNELS = {"sexual_harm": Funnel(0.79, 0.56), "traffic": Funnel(0.88, 0.60)}
OTHER_FUNNEL = Funnel(0.58, 0.50)
CONTACT_IF_BOTH_AGREE = 0.93

BEGUN_BY_HARMED = {"sexual_harm": 0.75}
BEGUN_BY_HARMED_OTHERWISE = 0.33

NOT_ASKED = {"stops": 0.55, "untraceable": 0.25, "not_suitable": 0.20}
NO_YES = {"refuses": 0.68, "silent": 0.29, "later": 0.03}
"""Asked, no yes. Those who had died (1 %) are counted with the silent: the act comes with a later issue."""

REFERRAL = {
    "victim_support": 24,
    "self": 20,
    "child_protection": 15,
    "probation": 15,
    "police": 9,
    "prison": 8,
    "other": 9,
}
NOT_TAKEN_UP = {
    "outside_scope": 30,
    "other_unknown": 25,
    "no_report": 20,
    "better_elsewhere": 20,
    "duplicate": 5,
}
PAUSES = 0.14
FLAG_RAISED = 0.18
STOPPED_FOR_SAFETY = 0.02
SAYS_A_WORRY = 0.03  # (a)
ANOTHER_MEDIATOR = 0.015  # (a)
COMPLAINT = 0.005
REOPENED = 0.05
FOLLOW_UP = 0.60
CLOSING_TALK = 0.85
WARM_HANDOVER = 0.15
SUPPORT_CIRCLE = 0.08
LETTER_ANSWERED = 0.6
SHUTTLE_FIRST = 0.15
VIDEO_FIRST = 0.02
CONFERENCE_FIRST = 0.02
"""Of first forms of contact."""
_OTHERWISE = 1 - SHUTTLE_FIRST - VIDEO_FIRST - CONFERENCE_FIRST
IN_ONE_ROOM = {False: 0.47 / _OTHERWISE, True: 0.60 / _OTHERWISE}
"""Of those that remain; True: after sexual harm. With both kinds as they are it is 52 % of all."""
VIDEO_CALL = 0.03 / _OTHERWISE
"""The same by video; what remains then is letters."""
MONTHS_TO_SIGN_UP = 11  # median; log-normal

# Medians in days from sign-up (domain §9).
CALL, FIRST_TALK, APPROACH, ANSWER, PREPARATION = 3, 16, 35, 12, 42

MEDIATORS = (
    "Mia de Wit",
    "Karim Bouali",
    "Els Vermeer",
    "Joost Hendriks",
    "Samira Haddad",
    "Pieter Dekker",
    "Anneke Visser",
    "Ruben Mol",
    "Fatima Yildiz",
    "Tom van Dam",
    "Ingrid Bakker",
    "Hassan Amrani",
    "Carla Prins",
    "Wim Kuiper",
)
SPOKEN = {
    "Karim Bouali": ("ar", "fr"),
    "Samira Haddad": ("ar",),
    "Fatima Yildiz": ("tr", "de"),
    "Hassan Amrani": ("ar", "fr"),
}
MEETS_IN = ("Utrecht, Amersfoort", "Amsterdam, Haarlem", "Rotterdam, Dordrecht", "Zwolle, Deventer")
"""In which languages mediators lead talks besides, and where they meet people; made up, as all of it."""

# The study (domain §9, study §1.4).
ANSWERED = 131
WAVES = {1: 105, 2: 85, 3: 70}
ANSWERING_ODDS = {"sexual_harm": 2.2, "responsible": 0.42}
"""Sexual harm is over-, responsible people are under-represented."""

COMPARISON = 120
COMES_BACK = 0.65
"""Of the comparison group, how many answer again after eight months (a)."""
PARTNERS = ("Steunpunt Noord", "Praathuis De Brug")
INTERVIEWS = 31

REGIONS = ("Noord", "Oost", "Zuid", "West", "Midden")
