"""The sentences of domain §4, and where a screen must say what happens next, that too."""

from typing import Any

from visavis.mediation.effects import Decision, Refusal
from visavis.mediation.words import Text

SAYS = {
    1: (
        "We beginnen pas als de persoon zelf ja heeft gezegd.",
        "We start only when the person has said yes.",
    ),
    2: (
        "Lees eerst rustig de uitleg. Ja zeggen kan vanaf morgen, nee zeggen kan altijd.",
        "Read the explanation first. Yes is possible from tomorrow, no at any time.",
    ),
    3: (
        "U kunt altijd stoppen. U hoeft niet te zeggen waarom.",
        "You can always stop. You need not say why.",
    ),
    4: (
        "Deze vorm kan alleen als iedereen er zelf voor kiest.",
        "This form needs everyone's own choice.",
    ),
    5: (
        "Meedoen mag nooit een voorwaarde of een beloning zijn.",
        "Taking part may never be a condition or a reward.",
    ),
    6: (
        "We vragen iedereen kort van tevoren nog één keer: wilt u dit?",
        "We ask everyone once more shortly before.",
    ),
    7: (
        "Deze persoon heeft nee gezegd. Wij vragen het niet opnieuw.",
        "This person said no. We do not ask again.",
    ),
    8: (
        "We schrijven hoogstens twee keer.",
        "We write twice at most.",
    ),
    9: (
        "Regel eerst een tolk die niet tot de familie hoort.",
        "Arrange an interpreter from outside the family first.",
    ),
    10: (
        "We leggen het eerst op een andere manier uit.",
        "We first explain it in another way.",
    ),
    11: (
        "Er is ook toestemming nodig van een ouder of voogd. Bel ons, dan zoeken we samen hoe"
        " het kan.",
        "A parent or guardian must agree, and the child too. Call us and we will look together.",
    ),
    12: (
        "Deze ouder kan hier niet beslissen. We zoeken een ander.",
        "This parent cannot decide here. We look for someone else.",
    ),
    13: (
        "Er loopt nog een strafzaak. Praat eerst met uw advocaat als u dat wilt.",
        "A criminal case is open. Talk to your lawyer first if you wish.",
    ),
    14: (
        "Wilt u iemand meenemen? Kies ja of nee. Uw bemiddelaar vraagt het u in een gesprek.",
        "Would you like someone with you? Choose yes or no. Your mediator asks you in a talk.",
    ),
    15: (
        "Eerst maken we het verkennende gesprek af.",
        "We finish the exploratory talk first.",
    ),
    16: (
        "We hebben nog niet met iedereen apart gesproken.",
        "We have not yet spoken with everyone apart.",
    ),
    17: (
        "Er staat nog een zorg open. Die lossen we eerst op.",
        "A concern is open. We solve it first.",
    ),
    18: (
        "Dit traject vraagt twee bemiddelaars en overleg.",
        "This needs two mediators and a second look.",
    ),
    19: (
        "Er geldt een contactverbod. Zonder toestemming doen we niets.",
        "A contact ban applies. Without permission we do nothing.",
    ),
    20: (
        "Contact kan pas als iemand erkent wat er in grote lijnen is gebeurd.",
        "Contact needs the basic facts to be acknowledged.",
    ),
    21: (
        "Nu is niet het goede moment. We zoeken eerst steun voor u. Bel 113 als u aan"
        " zelfmoord denkt.",
        "Now is not the moment. We first find support. If you think of suicide, call 113.",
    ),
    22: (
        "De veiligheid moet opnieuw worden bekeken.",
        "Safety must be checked again.",
    ),
    23: (
        "Plan eerst aparte aankomst en vertrek.",
        "Plan separate arrival and leaving first.",
    ),
    24: (
        "Het gesprek is gestopt. Ieder kiest apart of we verder gaan.",
        "The talk has stopped. Each decides apart.",
    ),
    25: (
        "We zijn er niet zeker van dat dit voor iedereen eerlijk is.",
        "We are not sure this is fair to everyone.",
    ),
    26: (
        "Deze bemiddelaar kent een van de mensen. Kies een ander.",
        "This mediator knows someone involved.",
    ),
    27: (
        "Voor dit traject is extra scholing nodig.",
        "This needs further training.",
    ),
    28: (
        "Deze bemiddelaar heeft al veel trajecten. Overleg eerst.",
        "This mediator's load is full.",
    ),
    29: (
        "We zoeken een andere bemiddelaar. U hoeft geen reden te geven.",
        "We look for another mediator. No reason needed.",
    ),
    30: (
        "Er is nog een voorbereidend gesprek nodig. Uw bemiddelaar belt u om het te plannen.",
        "One more preparation talk is needed. Your mediator calls you to plan it.",
    ),
    31: (
        "Dit is nog niet vrijgegeven door wie het schreef.",
        "Its author has not released this.",
    ),
    32: (
        "De bemiddelaar kijkt eerst mee.",
        "The mediator looks first.",
    ),
    33: (
        "Alleen wie wil, krijgt te horen of er iets is.",
        "Only those who wish hear whether there is anything.",
    ),
    34: (
        "De tekst is veranderd. Geef hem opnieuw vrij.",
        "The text changed. Release it again.",
    ),
    35: (
        "Van gesprekken maken we geen opname.",
        "We never record talks.",
    ),
    36: (
        "Laat eerst horen of dit precies uw boodschap is.",
        "First confirm this is exactly your message.",
    ),
    37: (
        "Iedereen moet vrij ja kunnen zeggen tegen precies deze tekst.",
        "Everyone must freely accept this exact text.",
    ),
    38: (
        "Dit mag pas weg als iedereen ja zegt.",
        "This leaves only if everyone says yes.",
    ),
    39: (
        "Overleg eerst met de werkbegeleider. Deel alleen wat nodig is.",
        "Consult first. Share only what is needed.",
    ),
    40: (
        "Dit is niet met u gedeeld.",
        "This was not shared with you.",
    ),
    41: (
        "U hoort niet bij dit traject.",
        "You are not part of this trajectory.",
    ),
    42: (
        "Bespreek eerst wat iemand na afloop nodig heeft.",
        "First discuss what helps afterwards.",
    ),
    43: (
        "Kies of we u later nog bellen.",
        "Choose whether we call you later.",
    ),
    44: (
        "We beginnen opnieuw met uw toestemming.",
        "We start again with your consent.",
    ),
    45: (
        "Dit bericht verraadt te veel. Gebruik de neutrale tekst.",
        "This message reveals too much.",
    ),
    46: (
        "Uw klacht gaat naar iemand anders.",
        "Your complaint goes to someone else.",
    ),
    47: (
        "Meedoen aan onderzoek staat los van uw traject.",
        "Research is separate from your trajectory.",
    ),
    48: (
        "We mogen dit niet (langer) geven of bewaren.",
        "We may not give or keep this.",
    ),
}


def says(number: int) -> Refusal:
    return Refusal(number, Text(*SAYS[number]))


def passes(outcome: Any) -> bool:
    return isinstance(outcome, Decision)
