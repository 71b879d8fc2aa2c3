"""What somebody who comes along to a group meeting reads and signs (D15): B1, nothing of what happened, no names.

It is the same for everyone who comes along, so that it says nothing of any dossier.
"""

from visavis.outside.talks_words import Paper

ATTENDEE: Paper = {
    "nl": (
        "Mee naar een groepsgesprek",
        {
            "all": (
                (
                    "Wat is het?",
                    (
                        "Iemand vraagt u mee te komen naar een gesprek in een groep.",
                        "Twee bemiddelaars leiden het. Zij kiezen geen kant.",
                        "Een van hen praat eerst apart met u.",
                        "U komt alleen als ieder die meedoet ja zei tegen de lijst met namen.",
                    ),
                ),
                (
                    "U kiest zelf",
                    (
                        "Nee zeggen mag, ook nog op de dag zelf. U hoeft niet te zeggen waarom.",
                        "U mag altijd opstaan en weggaan.",
                        "Bij het afgesproken teken stopt alles.",
                    ),
                ),
                (
                    "Dit spreek ik af",
                    (
                        "Wat een ander vertelt, houd ik bij mij. Ook thuis, en ook daarna.",
                        "Ik neem niets op: geen beeld, geen geluid. Ik schrijf niet mee.",
                        "Ik laat ieder uitpraten. Ik vraag niemand om te vergeven.",
                        "Ik vraag niet waar iemand woont of werkt. Ik zoek daarna zelf geen contact.",
                    ),
                ),
                (
                    "Wat wij doen",
                    (
                        "Ook wij houden voor ons wat u zegt. Alleen bij groot gevaar moeten wij iets melden.",
                        "Wij bewaren uw naam en dit blad bij wie u vroeg. Samen daarmee wissen wij het.",
                        "Op de volgende werkdag bellen wij u: hoe was het?",
                    ),
                ),
                (
                    "Ondertekenen",
                    (
                        "Ja, ik kom mee, en ik houd mij hieraan. Dit ja mag ik altijd terugnemen.",
                        "Mijn naam: ..............................................",
                        "De datum: ..............................................",
                        "Mijn handtekening: ..............................................",
                        "Vragen? Bel ons: {phone}.",
                    ),
                ),
            )
        },
    ),
    "en": (
        "Coming along to a group meeting",
        {
            "all": (
                (
                    "What is it?",
                    (
                        "Someone asks you to come along to a talk in a group.",
                        "Two mediators lead it. They take no side.",
                        "One of them speaks with you apart first.",
                        "You come only if everyone who takes part said yes to the list of names.",
                    ),
                ),
                (
                    "You choose",
                    (
                        "You may say no, also on the day itself. You need not say why.",
                        "You may always stand up and leave.",
                        "At the agreed signal everything stops.",
                    ),
                ),
                (
                    "This is what I agree",
                    (
                        "What another tells, I keep to myself. Also at home, and also afterwards.",
                        "I record nothing: no picture, no sound. I write nothing down.",
                        "I let each finish. I ask nobody to forgive.",
                        "I do not ask where anyone lives or works. I look for no contact afterwards.",
                    ),
                ),
                (
                    "What we do",
                    (
                        "We too keep to ourselves what you say. Only great danger must be reported.",
                        "We keep your name and this sheet with whoever asked you. We erase both together.",
                        "On the next working day we call you: how was it?",
                    ),
                ),
                (
                    "Signing",
                    (
                        "Yes, I come along, and I keep to this. I may always take back this yes.",
                        "My name: ..............................................",
                        "The date: ..............................................",
                        "My signature: ..............................................",
                        "Questions? Call us: {phone}.",
                    ),
                ),
            )
        },
    ),
}
