"""Letters and leaflets along the way, to one person (D1, D3, D4, D5, D9, D10, D16, D17, D24, D26): B1, neutral titles.

A letter is a title and paragraphs; a leaflet is a title and parts of one sentence a line. What may be filled in are
the fields of `way_letters.Fields`, and no other.
"""

from collections.abc import Mapping

from visavis.mediation.words import Text

Letter = Mapping[str, tuple[str, tuple[str, ...]]]
"""By language: title and paragraphs."""
Part = tuple[str, tuple[str, ...]]
Leaflet = Mapping[str, tuple[str, tuple[Part, ...]]]

TO_COURT = Text(
    "De rechter of de politie krijgt niets van ons, tenzij iedereen ja zegt.",
    "Court and police get nothing from us, unless everyone says yes.",
)
"""A service says it in its own words where its law differs."""
YES_FROM = Text("vanaf morgen", "from tomorrow")
YES_AFTER = Text("na {days} dagen", "after {days} days")
LETTERS: Mapping[str, Letter] = {
    "ontvangst": {
        "nl": (
            "Wij kregen uw bericht",
            (
                "Dank u wel. Uw bericht is goed aangekomen.",
                "Wij bellen of schrijven u binnen 5 werkdagen. Wij houden ons aan wat u vroeg.",
                "U hoeft nu niets te doen. U mag van gedachten veranderen. Dat kost niets.",
                "Wij vertellen niemand dat u ons schreef.",
            ),
        ),
        "en": (
            "We received your message",
            (
                "Thank you. Your message arrived.",
                "We call or write to you within 5 working days. We keep to what you asked.",
                "You do not have to do anything now. You may change your mind. It costs nothing.",
                "We tell nobody that you wrote to us.",
            ),
        ),
    },
    "bemiddelaar": {
        "nl": (
            "Wie u helpt",
            (
                "Mijn naam is {mediator}. Ik ben uw bemiddelaar. Ik kies geen kant.",
                "Ik bel u binnenkort voor een eerste gesprek. U beslist waar we praten, en hoe lang.",
                "Wat u mij vertelt, blijft bij mij. Alleen bij ernstig gevaar haal ik hulp.",
                "Wilt u liever iemand anders? Dat mag altijd. U hoeft niet te zeggen waarom. "
                "U hoort binnen 5 werkdagen van ons.",
            ),
        ),
        "en": (
            "Who helps you",
            (
                "My name is {mediator}. I am your mediator. I take no side.",
                "I call you soon for a first talk. You decide where we talk, and how long.",
                "What you tell me stays with me. Only when there is serious danger do I get help.",
                "Would you rather have somebody else? You may always ask. You need not say why. "
                "You hear from us within 5 working days.",
            ),
        ),
    },
    "niet-gestart": {
        "nl": (
            "Ons antwoord",
            (
                "Met wat u ons vroeg, kunnen wij niet beginnen. {reason}",
                "Dat zegt niets over wat er is gebeurd, of over u.",
                "Deze mensen kunnen u nu helpen. Slachtofferhulp Nederland: 0900 0101. Dat is voor iedereen "
                "wie iets is aangedaan. MIND Korrelatie: 0900 1450. Dat is om te praten, ook over wat u zelf deed. "
                "Of uw eigen huisarts.",
                "Bent u het niet eens met ons? Of is er iets veranderd? Bel ons. U mag ook een klacht sturen. "
                "Opnieuw aanmelden kan altijd.",
            ),
        ),
        "en": (
            "Our answer",
            (
                "We cannot start with what you asked us. {reason}",
                "That says nothing about what happened, or about you.",
                "These people can help you now. Slachtofferhulp Nederland: 0900 0101. It is for everyone to whom "
                "something was done. MIND Korrelatie: 0900 1450. It is for talking, also about what you did. "
                "Or your own doctor.",
                "Do you not agree with us? Or did something change? Call us. You may also send a complaint. "
                "You can always sign up again.",
            ),
        ),
    },
    "dank": {
        "nl": (
            "Dank u voor uw antwoord",
            (
                "Wij kregen uw antwoord. Dank u wel.",
                "Wij doen wat u koos. Wij bellen of schrijven zoals u vroeg.",
                "U zit nergens aan vast. Ook na een gesprek mag u nee zeggen.",
                "De ander weet van ons niet waar u woont.",
            ),
        ),
        "en": (
            "Thank you for your answer",
            (
                "We received your answer. Thank you.",
                "We do what you chose. We call or write as you asked.",
                "You are not tied to anything. Also after a talk you may say no.",
                "The other does not know from us where you live.",
            ),
        ),
    },
    "nee": {
        "nl": (
            "Uw nee is goed",
            (
                "U zei nee. Dat is goed. U hoeft niet te zeggen waarom.",
                "Wij vragen het u niet opnieuw. De ander hoort alleen: er komt nu geen contact. "
                "Wilde u iets laten weten? Dan hoort de ander ook precies uw woorden.",
                "Wilt u zelf met iemand praten? Dat kan, ook zonder contact met de ander.",
                "Denkt u er later anders over? Dan mag u ons bellen. Dat kan altijd.",
            ),
        ),
        "en": (
            "Your no is fine",
            (
                "You said no. That is fine. You need not say why.",
                "We do not ask you again. The other hears only: there will be no contact now. "
                "Did you let something be known? Then the other also hears exactly your words.",
                "Do you want to talk with somebody yourself? You can, also without contact with the other.",
                "Do you think otherwise later? Then you may call us. You always can.",
            ),
        ),
    },
    "welkom-terug": {
        "nl": (
            "Goed dat u er weer bent",
            (
                "U komt terug. Dat kan altijd, ook na jaren.",
                "Wij bellen u binnen 5 werkdagen. Wij beginnen rustig opnieuw.",
                "Uw ja van toen telt niet meer. Wij vragen u alles opnieuw, en u kiest opnieuw.",
                "De ander hoort hier nu niets van.",
            ),
        ),
        "en": (
            "Good that you are here again",
            (
                "You come back. You always can, also after years.",
                "We call you within 5 working days. We begin anew, at your pace.",
                "Your yes of then no longer counts. We ask you everything anew, and you choose anew.",
                "The other hears nothing of this now.",
            ),
        ),
    },
    "nieuws": {
        "nl": (
            "Vandaag hoort u van ons",
            (
                "Wij spraken af dat u op deze dag iets van ons hoort.",
                "{sentence}",
                "Wilt u erover praten? Bel mij gerust. Ik bel u ook zelf, zoals u vroeg.",
            ),
        ),
        "en": (
            "Today you hear from us",
            (
                "We agreed that you hear something from us on this day.",
                "{sentence}",
                "Do you want to talk about it? Do call me. I also call you, as you asked.",
            ),
        ),
    },
    "bij-de-brief": {
        "nl": (
            "Voor u leest",
            (
                "Uw bemiddelaar vertelde u dat er een brief voor u is. U hoeft hem niet te lezen.",
                "U kunt hem nu lezen, of later. U kunt hem samen lezen. Uw bemiddelaar kan hem ook voorlezen.",
                "Wilt u stoppen met lezen? Leg de brief dan weg. Dat kan bij elke regel.",
                "Daarna kiest u: bewaren, bij ons laten, of weggooien. U hoeft niets terug te schrijven.",
                "De schrijver hoort van ons niet of u las. Alleen wat u zelf wilt zeggen, zeggen wij door.",
            ),
        ),
        "en": (
            "Before you read",
            (
                "Your mediator told you that there is a letter for you. You do not have to read it.",
                "You can read it now, or later. You can read it together. Your mediator can also read it to you.",
                "Do you want to stop reading? Then put the letter away. You can, at every line.",
                "After that you choose: keep it, leave it with us, or throw it away. You need not write back.",
                "The writer does not hear from us whether you read. We pass on only what you want to say.",
            ),
        ),
    },
}
CALL = {"nl": "U kunt mij bellen: {phone}, {hours}.", "en": "You can call me: {phone}, {hours}."}

LEAFLETS: Mapping[str, Leaflet] = {
    "uitleg": {
        "nl": (
            "Zo gaat het, en dit zijn uw rechten",
            (
                (
                    "Wat doen wij?",
                    (
                        "Wij helpen mensen die weer contact willen na wat er is gebeurd.",
                        "Wij zijn bemiddelaars. Wij kiezen geen kant.",
                        "Het is gratis. U beslist bij elke stap.",
                    ),
                ),
                (
                    "Wat kan eruit komen?",
                    (
                        "Een gesprek, een brief, of een boodschap via ons.",
                        "Of geen contact. Ook dan praten wij graag met u.",
                        "U kunt antwoord krijgen. U kunt ook iets horen wat pijn doet.",
                        "Niemand belooft u spijt of vergeving.",
                    ),
                ),
                (
                    "Wat blijft geheim?",
                    (
                        "De ander hoort alleen wat u zelf vrijgeeft.",
                        "Wij maken nooit een opname van een gesprek.",
                        "{to_court}",
                        "Alleen bij ernstig gevaar delen wij iets. Dat doen wij nooit alleen.",
                    ),
                ),
                (
                    "Wat zijn uw rechten?",
                    (
                        "U mag altijd stoppen. U hoeft niet te zeggen waarom.",
                        "U mag lezen wat wij van u hebben. U mag een kopie vragen.",
                        "U mag vragen om uw gegevens te wissen. Na vijf jaar doen wij dat zelf.",
                        "U mag een andere bemiddelaar vragen.",
                        "U mag een klacht sturen. Iemand anders dan uw bemiddelaar leest die.",
                        "U mag met een advocaat praten voor u ja zegt.",
                    ),
                ),
                (
                    "En het onderzoek?",
                    (
                        "Er is ook een onderzoek. Meedoen hoeft niet.",
                        "Uw bemiddelaar ziet nooit wat u daar antwoordt.",
                        "Het verandert niets aan de hulp die u krijgt.",
                    ),
                ),
                (
                    "Neem de tijd",
                    (
                        "Ja zeggen kan {yes_from}. Nee zeggen kan altijd.",
                        "Vragen? Bel {phone}.",
                    ),
                ),
            ),
        ),
        "en": (
            "How it goes, and what your rights are",
            (
                (
                    "What do we do?",
                    (
                        "We help people who want contact again after what happened.",
                        "We are mediators. We take no side.",
                        "It is free. You decide at every step.",
                    ),
                ),
                (
                    "What can come of it?",
                    (
                        "A talk, a letter, or a message through us.",
                        "Or no contact. Then too we like to talk with you.",
                        "You may get an answer. You may also hear something that hurts.",
                        "Nobody promises you that someone is sorry, or forgives.",
                    ),
                ),
                (
                    "What stays secret?",
                    (
                        "The other hears only what you release.",
                        "We never record a talk.",
                        "{to_court}",
                        "Only when there is serious danger do we share something. We never do so alone.",
                    ),
                ),
                (
                    "What are your rights?",
                    (
                        "You can always stop. You need not say why.",
                        "You may read what we have of you. You may ask for a copy.",
                        "You may ask us to erase your data. After five years we do so ourselves.",
                        "You may ask for another mediator.",
                        "You may send a complaint. Somebody else than your mediator reads it.",
                        "You may talk with a lawyer before you say yes.",
                    ),
                ),
                (
                    "And the study?",
                    (
                        "There is also a study. You need not take part.",
                        "Your mediator never sees what you answer there.",
                        "It changes nothing in the help you get.",
                    ),
                ),
                (
                    "Take your time",
                    (
                        "You can say yes {yes_from}. You can say no at any time.",
                        "Questions? Call {phone}.",
                    ),
                ),
            ),
        ),
    },
    "brief-schrijven": {
        "nl": (
            "Als u wilt schrijven",
            (
                (
                    "Hoe begint u?",
                    (
                        "Schrijf zoals u praat. Kort is goed.",
                        "U kunt beginnen met: ik denk nog vaak aan die dag.",
                        "Of met: ik wil u iets vragen.",
                        "Of met: ik wil dat u weet hoe het nu met mij gaat.",
                    ),
                ),
                (
                    "Wat helpt de lezer?",
                    (
                        "Schrijf over uzelf: wat u deed, dacht en voelt.",
                        "Stel een vraag alleen als het antwoord ook nee mag zijn.",
                        "Vraag niet om vergeving. Dat kan alleen de ander geven, op een eigen moment.",
                        "Vraag niet om een antwoord.",
                    ),
                ),
                (
                    "Wat laat u weg?",
                    (
                        "Uw adres en telefoonnummer.",
                        "Namen van mensen die er niet om vroegen.",
                        "Woorden die de ander de schuld geven.",
                    ),
                ),
                (
                    "En dan?",
                    (
                        "Uw bemiddelaar leest mee, en verandert niets.",
                        "De ander kiest of hij de brief leest. U hoort niet of dat zo is.",
                        "U mag de brief ook voor uzelf houden. Dat is ook goed.",
                        "Vragen? Bel {phone}.",
                    ),
                ),
            ),
        ),
        "en": (
            "If you want to write",
            (
                (
                    "How do you begin?",
                    (
                        "Write as you speak. Short is fine.",
                        "You can begin with: I still often think of that day.",
                        "Or with: I want to ask you something.",
                        "Or with: I want you to know how I am now.",
                    ),
                ),
                (
                    "What helps the reader?",
                    (
                        "Write about yourself: what you did, thought and feel.",
                        "Ask a question only if the answer may also be no.",
                        "Do not ask to be forgiven. Only the other can give that, in their own time.",
                        "Do not ask for an answer.",
                    ),
                ),
                (
                    "What do you leave out?",
                    (
                        "Your address and telephone number.",
                        "Names of people who did not ask for it.",
                        "Words that put the blame on the other.",
                    ),
                ),
                (
                    "And then?",
                    (
                        "Your mediator reads it, and changes nothing.",
                        "The other chooses whether to read the letter. You do not hear whether they did.",
                        "You may also keep the letter to yourself. That is fine too.",
                        "Questions? Call {phone}.",
                    ),
                ),
            ),
        ),
    },
}
