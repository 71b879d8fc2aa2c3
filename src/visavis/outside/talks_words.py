"""What stands on the papers around a talk (D11, D12, D13): B1, nothing of what happened, no names."""

from collections.abc import Mapping

Part = tuple[str, tuple[str, ...]]
"""A heading, and its sentences: one a line."""
Paper = Mapping[str, tuple[str, Mapping[str, tuple[Part, ...]]]]
"""By language: the title, and the parts that stand there always or for one form."""

GUIDE: Paper = {
    "nl": (
        "Zo bereidt u zich voor",
        {
            "both": (
                (
                    "Wat wilt u?",
                    (
                        "Wat wilt u vragen? Kies niet meer dan drie vragen.",
                        "Wat wilt u zeggen? Schrijf het op, dan hoeft u het niet te onthouden.",
                        "Wat wilt u niet horen? Zeg het tegen uw bemiddelaar.",
                        "Alleen uw bemiddelaar weet wat u hier kiest.",
                    ),
                ),
                (
                    "Wat kan er gebeuren?",
                    (
                        "U krijgt een antwoord, of geen antwoord.",
                        "U hoort iets wat pijn doet, of iets wat oplucht.",
                        "U wordt stil, boos of verdrietig. Dat mag.",
                        "Niemand hoeft iets goed te maken of te vergeven.",
                    ),
                ),
                (
                    "Wie is er bij u?",
                    (
                        "U mag iemand meenemen. Uw bemiddelaar spreekt eerst met die persoon.",
                        "Spreek af wie er die avond bij u is.",
                    ),
                ),
            ),
            "conversation": (
                (
                    "De dag zelf",
                    (
                        "U hebt een eigen tijd, een eigen ingang en een eigen wachtruimte.",
                        "U ziet de ander pas in de gespreksruimte.",
                        "U zit dicht bij de deur. U mag altijd opstaan.",
                        "U gaat op uw eigen tijd weg. Niemand gaat tegelijk.",
                    ),
                ),
            ),
            "video_call": (
                (
                    "De dag zelf",
                    (
                        "U zit in een ruimte waar niemand meeluistert. Iemand die u vertrouwt, is dichtbij.",
                        "Wij proberen de verbinding eerst samen uit.",
                        "U kiest welke naam op het scherm staat. De achtergrond is niet te zien.",
                        "U hebt een eigen ingang: een link of een knop. Geef die aan niemand.",
                        "Valt de lijn weg? Wacht. Uw bemiddelaar belt u. Niemand gaat verder zonder u.",
                        "Uw bemiddelaar kan het gesprek voor iedereen tegelijk stoppen.",
                    ),
                ),
            ),
            "conference": (
                (
                    "In een groep",
                    (
                        "U mag mensen meenemen. Hoe hun naam op de lijst staat, kiest u.",
                        "Ieder leest dezelfde lijst en zegt apart ja of nee. Van wie een nee kwam, hoort niemand.",
                        "Twee bemiddelaars leiden het. Wie waar zit en wie wanneer praat, weet u vooraf.",
                        "Eerst: wat is er gebeurd? Dan: wat deed het met u? Dan: wat is er nodig?",
                        "Wij stemmen niet. U spreekt alleen iets af waar u zelf ja tegen zegt.",
                    ),
                ),
                (
                    "De dag zelf",
                    (
                        "U hebt een eigen tijd en een eigen ingang. Wie u meeneemt, komt en gaat met u.",
                        "U zit dicht bij de deur. U mag altijd opstaan.",
                        "Aan het eind is er iets te eten of te drinken. Blijven hoeft niet.",
                        "Voor u gaat, vraagt een bemiddelaar hoe het met u is.",
                    ),
                ),
            ),
            "last": (
                (
                    "Stoppen mag altijd",
                    (
                        "U spreekt een teken af. Bij dat teken stopt alles.",
                        "Daarna kiest ieder apart of het verder gaat.",
                        "U mag ook vooraf nog nee zeggen, zonder reden.",
                        "Van gesprekken maken wij geen opname. Dat vragen wij van iedereen.",
                    ),
                ),
                ("Vragen", ("Bel ons: {phone}.",)),
            ),
        },
    ),
    "en": (
        "How you can prepare",
        {
            "both": (
                (
                    "What do you want?",
                    (
                        "What do you want to ask? Choose no more than three questions.",
                        "What do you want to say? Write it down, so that you need not remember it.",
                        "What do you not want to hear? Tell your mediator.",
                        "Only your mediator knows what you choose here.",
                    ),
                ),
                (
                    "What may happen?",
                    (
                        "You get an answer, or no answer.",
                        "You hear something that hurts, or something that is a relief.",
                        "You fall silent, or feel angry or sad. That is fine.",
                        "Nobody has to make up, or to forgive.",
                    ),
                ),
                (
                    "Who is with you?",
                    (
                        "You may bring someone. Your mediator speaks with that person first.",
                        "Agree who is with you that evening.",
                    ),
                ),
            ),
            "conversation": (
                (
                    "On the day",
                    (
                        "You have a time, an entrance and a waiting room of your own.",
                        "You see the other person only in the room where you talk.",
                        "You sit near the door. You may always stand up.",
                        "You leave at your own time. Nobody leaves together.",
                    ),
                ),
            ),
            "video_call": (
                (
                    "On the day",
                    (
                        "You sit in a room where nobody listens in. Someone you trust is near.",
                        "We try the connection together first.",
                        "You choose which name stands on the screen. The background cannot be seen.",
                        "You have a way in of your own: a link or a button. Give it to nobody.",
                        "Does the line drop? Wait. Your mediator rings you. Nobody goes on without you.",
                        "Your mediator can end the call for everyone at once.",
                    ),
                ),
            ),
            "conference": (
                (
                    "In a group",
                    (
                        "You may bring people. You choose how their name stands on the list.",
                        "Each reads the same list and says yes or no apart. Nobody hears who said no.",
                        "Two mediators lead it. You know beforehand who sits where, and who speaks when.",
                        "First: what happened? Then: what did it do to you? Then: what is needed?",
                        "We do not vote. You agree only to what you say yes to yourself.",
                    ),
                ),
                (
                    "On the day",
                    (
                        "You have a time and an entrance of your own. Who you bring comes and leaves with you.",
                        "You sit near the door. You may always stand up.",
                        "At the end there is something to eat or drink. You need not stay.",
                        "Before you leave, a mediator asks how you are.",
                    ),
                ),
            ),
            "last": (
                (
                    "You may always stop",
                    (
                        "You agree on a signal. At that signal everything stops.",
                        "Then each decides apart whether it goes on.",
                        "You may also say no beforehand, without a reason.",
                        "We never record talks. We ask the same of everyone.",
                    ),
                ),
                ("Questions", ("Call us: {phone}.",)),
            ),
        },
    ),
}

AGREEMENT: Paper = {
    "nl": (
        "Mijn afspraak",
        {
            "conversation": (
                (
                    "Wanneer",
                    (
                        "{day}",
                        "Ik kom om {arrives} uur. Mijn ingang: {entrance}.",
                        "Ik ga om {leaves} uur weg.",
                        "Niemand komt of gaat tegelijk met mij.",
                    ),
                ),
            ),
            "video_call": (
                (
                    "Wanneer",
                    (
                        "{day}",
                        "Ik ben er om {arrives} uur, via mijn eigen ingang. Het is klaar om {leaves} uur.",
                        "Ik zit in een ruimte waar niemand meeluistert.",
                        "Valt de lijn weg? Dan wacht ik. De bemiddelaar belt mij.",
                    ),
                ),
            ),
            "conference": (
                (
                    "Wanneer",
                    (
                        "{day}",
                        "Ik kom om {arrives} uur. Mijn ingang: {entrance}.",
                        "Ik ga om {leaves} uur weg. Wie ik meeneem, komt en gaat met mij.",
                        "Van de anderen komt of gaat niemand tegelijk met mij.",
                    ),
                ),
            ),
            "same": (("Waar", ()), ("Wie er zijn", ()), ("Stoppen en pauze", ())),
            "group": (("Wie waar zit", ()), ("Wie wanneer praat", ()), ("Hoe het eindigt", ())),
            "both": (
                (
                    "Dit spreek ik af",
                    (
                        "Ik kies dit zelf. Ik mag tot het laatst nee zeggen, en altijd stoppen.",
                        "Ik neem niets op: geen beeld, geen geluid. Ik schrijf niet mee wat een ander zegt.",
                        "Wat een ander vertelt, houd ik bij mij. Over mijzelf mag ik praten.",
                        "Ik vraag niet waar de ander woont of werkt.",
                        "Geef ik of geeft een ander het teken, dan stopt alles. Ieder kiest apart of het verder gaat.",
                    ),
                ),
                (
                    "Ondertekenen",
                    (
                        "Ieder tekent een eigen blad, apart. Niemand ziet het blad van een ander.",
                        "Mijn handtekening:",
                        "..............................................",
                        "Vragen? Bel ons: {phone}.",
                    ),
                ),
            ),
        },
    ),
    "en": (
        "My appointment",
        {
            "conversation": (
                (
                    "When",
                    (
                        "{day}",
                        "I come at {arrives}. My entrance: {entrance}.",
                        "I leave at {leaves}.",
                        "Nobody comes or leaves together with me.",
                    ),
                ),
            ),
            "video_call": (
                (
                    "When",
                    (
                        "{day}",
                        "I am there at {arrives}, by my own way in. It is over at {leaves}.",
                        "I sit in a room where nobody listens in.",
                        "Does the line drop? Then I wait. The mediator rings me.",
                    ),
                ),
            ),
            "conference": (
                (
                    "When",
                    (
                        "{day}",
                        "I come at {arrives}. My entrance: {entrance}.",
                        "I leave at {leaves}. Who I bring comes and leaves with me.",
                        "Of the others nobody comes or leaves together with me.",
                    ),
                ),
            ),
            "same": (("Where", ()), ("Who will be there", ()), ("Stopping and breaks", ())),
            "group": (("Who sits where", ()), ("Who speaks when", ()), ("How it ends", ())),
            "both": (
                (
                    "This is what I agree",
                    (
                        "I choose this myself. I may say no until the last moment, and always stop.",
                        "I record nothing: no picture, no sound. I do not write down what another says.",
                        "What another tells, I keep to myself. I may speak about myself.",
                        "I do not ask where the other person lives or works.",
                        "If I or another give the signal, everything stops. Each decides apart whether it goes on.",
                    ),
                ),
                (
                    "Signing",
                    (
                        "Each signs a sheet of their own, apart. Nobody sees the sheet of another.",
                        "My signature:",
                        "..............................................",
                        "Questions? Call us: {phone}.",
                    ),
                ),
            ),
        },
    ),
}

AFTER: Paper = {
    "nl": (
        "Na de afspraak",
        {
            "stopped": (
                (
                    "Het is gestopt",
                    (
                        "Iemand gaf het teken. Dat is goed: daar is het voor.",
                        "U hoeft niets te beslissen vandaag.",
                    ),
                ),
            ),
            "both": (
                (
                    "Vandaag",
                    (
                        "Ga niet alleen naar huis als dat niet hoeft.",
                        "Doe iets gewoons: eten, wandelen, slapen.",
                        "Alles wat u voelt mag: opluchting, leegte, boosheid, twijfel.",
                    ),
                ),
                (
                    "De dagen erna",
                    (
                        "Uw bemiddelaar belt u op de eerstvolgende werkdag, en na een week nog een keer.",
                        "Soms komt het pas later binnen. Bel ons dan, ook als u niet weet wat u wilt zeggen.",
                        "Schrijf voor uzelf op hoe het was. Niemand krijgt dat, alleen uw bemiddelaar als u wilt.",
                    ),
                ),
                (
                    "Hoe het verder gaat",
                    (
                        "Nog een keer contact kan, als iedereen dat wil. Het hoeft niet.",
                        "Rechtstreeks contact zoeken doet u niet. Vraag het ons.",
                        "Wij ronden samen met u af, wanneer u daaraan toe bent.",
                    ),
                ),
                (
                    "Bellen",
                    ("Bel ons: {phone}.", "Is er gevaar? Bel 112. Denkt u aan zelfmoord? Bel 113."),
                ),
            ),
        },
    ),
    "en": (
        "After the appointment",
        {
            "stopped": (
                (
                    "It was stopped",
                    (
                        "Someone gave the signal. That is fine: it is there for that.",
                        "You need not decide anything today.",
                    ),
                ),
            ),
            "both": (
                (
                    "Today",
                    (
                        "Do not go home alone if you need not.",
                        "Do something ordinary: eat, walk, sleep.",
                        "All that you feel is fine: relief, emptiness, anger, doubt.",
                    ),
                ),
                (
                    "The days after",
                    (
                        "Your mediator calls you on the next working day, and once more after a week.",
                        "It may only sink in later. Call us then, also when you do not know what to say.",
                        "Write down for yourself how it was. Nobody else gets it, only your mediator if you like.",
                    ),
                ),
                (
                    "How it goes on",
                    (
                        "Contact once more is possible, if everyone wants it. It need not be.",
                        "You do not look for direct contact. Ask us.",
                        "We round it off together with you, when you are ready for that.",
                    ),
                ),
                (
                    "Calling",
                    ("Call us: {phone}.", "Danger? Call 112. Thinking of suicide? Call 113."),
                ),
            ),
        },
    ),
}
