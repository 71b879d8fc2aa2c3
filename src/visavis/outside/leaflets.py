"""The leaflets for children, young people, and their parents or guardians (D28), on two reading levels.

The one for children up to 11 is A2: one short sentence a line, large. The others are B1.
"""

from collections.abc import Mapping
from datetime import date

from visavis.outside.letters import language_of
from visavis.outside.typeset import pdf

CHILD, YOUNG, GUARDIAN = "child", "young", "guardian"
Part = tuple[str, tuple[str, ...]]
"""A heading, and its sentences: one a line."""

_CHILD: Mapping[str, tuple[str, tuple[Part, ...]]] = {
    "nl": (
        "Voor jou",
        (
            (
                "Wat is er?",
                (
                    "Er is iets gebeurd.",
                    "Misschien met jou. Misschien met iemand van wie je houdt.",
                    "Iemand wil daarover praten. Of een brief schrijven.",
                    "Een bemiddelaar helpt daarbij.",
                    "Een bemiddelaar luistert naar iedereen.",
                ),
            ),
            (
                "Jij mag kiezen",
                (
                    "Jij mag ja zeggen.",
                    "Jij mag nee zeggen.",
                    "Jij mag later kiezen.",
                    "Jij mag altijd stoppen.",
                    "Wij worden nooit boos.",
                ),
            ),
            (
                "Wie praat er met jou?",
                (
                    "Je vader, moeder of voogd moet ook ja zeggen.",
                    "Wij praten ook met jou alleen.",
                    "Dan vertel jij wat jij wilt.",
                    "En wat jij niet wilt.",
                    "Wij schrijven het op zoals jij het zegt.",
                ),
            ),
            (
                "Wie weet wat jij zegt?",
                (
                    "Wij vertellen het niet aan de ander.",
                    "Alleen wat jij goed vindt.",
                    "Is er gevaar? Dan halen wij hulp. Dat zeggen wij eerst tegen jou, als het kan.",
                ),
            ),
            (
                "Wil je praten?",
                (
                    "Bel ons: {phone}.",
                    "Of bel de Kindertelefoon: 0800 0432.",
                    "Dat is gratis.",
                ),
            ),
        ),
    ),
    "en": (
        "For you",
        (
            (
                "What is it?",
                (
                    "Something happened.",
                    "Maybe to you. Maybe to someone you love.",
                    "Someone wants to talk about it. Or write a letter.",
                    "A mediator helps with that.",
                    "A mediator listens to everyone.",
                ),
            ),
            (
                "You may choose",
                (
                    "You may say yes.",
                    "You may say no.",
                    "You may choose later.",
                    "You may always stop.",
                    "We never get angry.",
                ),
            ),
            (
                "Who talks with you?",
                (
                    "Your father, mother or guardian must say yes too.",
                    "We also talk with you alone.",
                    "Then you tell what you want.",
                    "And what you do not want.",
                    "We write it down the way you say it.",
                ),
            ),
            (
                "Who knows what you say?",
                (
                    "We do not tell it to the other.",
                    "Only what you say is fine.",
                    "Is there danger? Then we get help. We tell you first, if we can.",
                ),
            ),
            (
                "Do you want to talk?",
                (
                    "Call us: {phone}.",
                    "Or call the children's line: 0800 0432.",
                    "It is free.",
                ),
            ),
        ),
    ),
}
_YOUNG: Mapping[str, tuple[str, tuple[Part, ...]]] = {
    "nl": (
        "Bemiddeling: wat jij moet weten",
        (
            (
                "Waar gaat het over?",
                (
                    "Er is iets gebeurd, en daar zijn mensen bij betrokken.",
                    "Een bemiddelaar helpt als iemand contact wil: praten, schrijven, iets laten vragen.",
                    "De bemiddelaar kiest geen kant, en hoort niet bij de politie of de rechter.",
                ),
            ),
            (
                "Jij beslist",
                (
                    "Je mag ja zeggen, nee zeggen of wachten. Nee is altijd goed.",
                    "Je hoeft niet te zeggen waarom. Je kunt bij elke stap stoppen.",
                    "Ben je onder de 16? Dan moet een ouder of voogd ook ja zeggen.",
                    "Vanaf 16 jaar beslis je zelf.",
                ),
            ),
            (
                "Jouw verhaal",
                (
                    "Wij praten ook met jou alleen. Jij bepaalt waarover.",
                    "Je mag iemand meenemen die je vertrouwt.",
                    "Wat je ons vertelt, gaat niet naar de ander. Alleen wat jij vrijgeeft.",
                ),
            ),
            (
                "Wat zien je ouders?",
                (
                    "Ben je onder de 12? Dan zien je ouders of voogd hoe het loopt.",
                    "Ben je 12 tot en met 15? Dan zien zij de papieren die zij ook tekenen. Verder kies jij.",
                    "Vanaf 16 jaar zien zij alleen wat jij goed vindt.",
                    "Is er direct gevaar? Dan moeten wij hulp halen. Als het veilig is, praten wij eerst met jou.",
                ),
            ),
            (
                "Hulp",
                (
                    "Bel ons: {phone}.",
                    "Kindertelefoon: 0800 0432, gratis. Bij acute nood: 112. Denk je aan zelfmoord: 113.",
                ),
            ),
        ),
    ),
    "en": (
        "Mediation: what you need to know",
        (
            (
                "What is it about?",
                (
                    "Something happened, and people are part of it.",
                    "A mediator helps when someone wants contact: to talk, to write, to have something asked.",
                    "The mediator takes no side, and is not police or court.",
                ),
            ),
            (
                "You decide",
                (
                    "You may say yes, say no, or wait. No is always fine.",
                    "You need not say why. You can stop at every step.",
                    "Are you under 16? Then a parent or guardian must say yes too.",
                    "From 16 on you decide yourself.",
                ),
            ),
            (
                "Your story",
                (
                    "We also talk with you alone. You decide what about.",
                    "You may bring someone you trust.",
                    "What you tell us does not go to the other. Only what you release.",
                ),
            ),
            (
                "What do your parents see?",
                (
                    "Are you under 12? Then your parents or guardian see how it goes.",
                    "Are you 12 to 15? Then they see the papers that they sign too. The rest is your choice.",
                    "From 16 on they see only what you say is fine.",
                    "Is there danger now? Then we must get help. If it is safe, we talk with you first.",
                ),
            ),
            (
                "Help",
                (
                    "Call us: {phone}.",
                    "Children's line: 0800 0432, free. In danger: 112. Thinking of suicide: 113.",
                ),
            ),
        ),
    ),
}
_GUARDIAN: Mapping[str, tuple[str, tuple[Part, ...]]] = {
    "nl": (
        "Bemiddeling en uw kind",
        (
            (
                "Wat wij doen",
                (
                    "Wij helpen mensen die contact willen na iets ergs: praten, schrijven, iets laten vragen.",
                    "Wij zijn bemiddelaars. Wij kiezen geen kant. Het is gratis en vrij.",
                ),
            ),
            (
                "Wie beslist",
                (
                    "Onder 12 jaar: u zegt ja, en wij horen ook uw kind zelf.",
                    "Van 12 tot en met 15 jaar: u zegt ja, en uw kind ook.",
                    "Vanaf 16 jaar: uw kind beslist zelf.",
                    "U kunt uw ja altijd terugnemen. U hoeft niet te zeggen waarom.",
                    "Bent u zelf betrokken bij wat er is gebeurd? Dan kan een ander beter beslissen.",
                ),
            ),
            (
                "Wat u ziet",
                (
                    "Onder 12 jaar ziet u hoe het loopt, en wat uw kind met u deelt.",
                    "Van 12 tot en met 15 jaar ziet u de papieren die u ook tekent. Verder kiest uw kind.",
                    "Vanaf 16 jaar ziet u wat uw kind met u wil delen. Dat mag ook niets zijn.",
                ),
            ),
            (
                "Wat uw kind nodig heeft",
                (
                    "Laat uw kind zelf kiezen wat het vertelt. Ook een nee is goed.",
                    "Wij praten met uw kind alleen. Wij schrijven op wat uw kind zegt.",
                    "Loopt iemand direct gevaar? Dan moeten wij hulp halen.",
                ),
            ),
            ("Vragen", ("Bel ons: {phone}. Voor uw kind is er de Kindertelefoon: 0800 0432.",)),
        ),
    ),
    "en": (
        "Mediation and your child",
        (
            (
                "What we do",
                (
                    "We help people who want contact after something bad: to talk, to write, to have something asked.",
                    "We are mediators. We take no side. It is free, in both senses.",
                ),
            ),
            (
                "Who decides",
                (
                    "Under 12: you say yes, and your child is heard.",
                    "From 12 to 15: you say yes, and your child as well.",
                    "From 16 on: your child decides.",
                    "You can take your yes back at any time. You need not say why.",
                    "Are you part of what happened yourself? Then someone else can better decide.",
                ),
            ),
            (
                "What you see",
                (
                    "Under 12 you see how it goes, and what your child shares with you.",
                    "From 12 to 15 you see the papers that you sign too. The rest is your child's choice.",
                    "From 16 on you see what your child wants to share with you. That may be nothing.",
                ),
            ),
            (
                "What your child needs",
                (
                    "Let your child choose what to tell. A no is fine too.",
                    "We talk with your child alone. We write down what your child says.",
                    "Is someone in danger now? Then we must get help.",
                ),
            ),
            (
                "Questions",
                ("Call us: {phone}. For your child there is the children's line: 0800 0432.",),
            ),
        ),
    ),
}
LEAFLETS = {CHILD: _CHILD, YOUNG: _YOUNG, GUARDIAN: _GUARDIAN}


def leaflet(*, reader: str, language: str, phone: str, on: date) -> bytes:
    """D28 as PDF/UA-1, one A4. ``reader``: of `LEAFLETS`; ``on``: the date in the file, not printed."""
    spoken = language_of(language)
    title, parts = LEAFLETS[reader][spoken]
    data = {
        "language": spoken,
        "title": title,
        "large": reader == CHILD,
        "parts": [
            {"heading": heading, "lines": [line.format(phone=phone) for line in lines]}
            for heading, lines in parts
        ],
    }
    return pdf("leaflet", data, on)
