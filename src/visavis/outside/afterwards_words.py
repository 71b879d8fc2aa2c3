"""The words of the papers around an end, in both languages: D20, D21, D22, D23, the card of a circle, the booklet."""

from collections.abc import Mapping

from visavis.mediation.words import Text

TOWARDS = {
    "title": Text("Samen afronden", "Rounding off together"),
    "end": Text(
        "Wij ronden binnenkort samen af. U kiest zelf wat daarna nog helpt.",
        "Soon we round off together. You choose what still helps afterwards.",
    ),
    "hard": Text(
        "Het kan moeilijk zijn dat het stopt. Dat is niet vreemd.",
        "It can be hard that it stops. That is nothing strange.",
    ),
    "menu": Text("Wat kan helpen", "What can help"),
    "any": Text(
        "Zet een kruis bij wat u wilt. Het mogen er meer zijn. Niets mag ook.",
        "Put a cross at what you want. More than one is fine. Nothing is fine too.",
    ),
    "calls": Text("Mogen wij u later bellen?", "May we call you later?"),
    "send": Text(
        "Stuur dit blad terug, of zeg het als wij elkaar spreken. Of bel: {phone}.",
        "Send this sheet back, or tell us when we speak. Or call: {phone}.",
    ),
}
DONE = {
    "title": Text("Het is afgerond", "It is rounded off"),
    "thanks": Text(
        "U bent deze weg gegaan zoals u dat wilde. Elke stap telt, ook zonder contact.",
        "You went this way as you wanted. Each step counts, also without contact.",
    ),
    "did": Text("Wat u deed", "What you did"),
    "chosen": Text("Wat u koos voor daarna", "What you chose for afterwards"),
    "calls": Text("Wij bellen u rond deze dagen", "We call you around these days"),
    "no_calls": Text("Wij bellen u niet meer.", "We do not call you any more."),
    "back": Text("Terugkomen kan altijd", "You can always come back"),
    "back_how": Text(
        "Ook over jaren. Wij beginnen dan opnieuw met uw toestemming. Bel: {phone}.",
        "Also years later. We then start again with your consent. Call: {phone}.",
    ),
    "erase": Text("Wat wij wissen, en wanneer", "What we erase, and when"),
    "erase_on": Text(
        "Wij wissen uw gegevens op {day}. Eerder kan ook.",
        "We erase your data on {day}. Sooner is possible.",
    ),
}
STEPS: Mapping[str, Text] = {
    "registered": Text("U meldde zich aan, op {day}.", "You signed up, on {day}."),
    "exploring": Text(
        "U praatte met ons over wat u wilt, op {day}.",
        "You talked with us about what you want, on {day}.",
    ),
    "willing": Text("U besloot mee te doen, op {day}.", "You decided to take part, on {day}."),
    "preparing": Text("U begon u voor te bereiden, op {day}.", "You began to prepare, on {day}."),
    "ready": Text("U zei: ik ben klaar, op {day}.", "You said: I am ready, on {day}."),
    "in_contact": Text("Er was contact, vanaf {day}.", "There was contact, from {day}."),
    "paused": Text("U nam een pauze, op {day}.", "You took a pause, on {day}."),
    "declined": Text("U zei nee, op {day}.", "You said no, on {day}."),
    "withdrawn": Text("U stopte, op {day}.", "You stopped, on {day}."),
    "closing": Text("U rondde af, op {day}.", "You rounded off, on {day}."),
}
TALKED = {
    1: Text("U had een gesprek met uw bemiddelaar.", "You had a talk with your mediator."),
    2: Text(
        "U had {number} gesprekken met uw bemiddelaar.",
        "You had {number} talks with your mediator.",
    ),
}
WROTE = {
    1: Text("U vond woorden en schreef een brief.", "You found words and wrote a letter."),
    2: Text(
        "U vond woorden en schreef {number} brieven.",
        "You found words and wrote {number} letters.",
    ),
}
HOW_NOW = {
    "title": Text("Hoe gaat het nu?", "How are you now?"),
    "asked": Text(
        "Wij spraken af dat wij vragen hoe het gaat. Antwoorden hoeft niet.",
        "We agreed that we ask how you are. You need not answer.",
    ),
    "help": Text("Wat hielp u", "What helped you"),
    "helped": Text(
        "Hoe goed hielp dit: 1 is niet, 5 is heel goed. U mag het open laten.",
        "How much did this help: 1 is not at all, 5 is very well. You may leave it open.",
    ),
    "words": Text("Wilt u nog iets zeggen?", "Is there something you want to say?"),
    "more": Text("Wilt u meer hulp, of terugkomen?", "Do you want more help, or come back?"),
    "call": Text(
        "Bel ons: {phone}. Bij nood: 112 of 113.", "Call us: {phone}. In need: 112 or 113."
    ),
}
HANDOVER = {
    "title": Text("Om samen te bespreken", "To talk over together"),
    "to": Text("Voor: {whom}", "For: {whom}"),
    "agreed": Text(
        "Wie het over gaat, las deze tekst eerst en zei ja tegen precies deze woorden.",
        "Whom it is about read this text first and said yes to exactly these words.",
    ),
    "only": Text(
        "Gebruik dit alleen voor de hulp. Vraag de rest aan de persoon zelf.",
        "Use this for the help only. Ask the person themselves for the rest.",
    ),
    "on": Text("{day}", "{day}"),
}
CARD = {
    "title": Text("Wie doet wat", "Who does what"),
    "check": Text("Na zes weken vragen wij hoe het gaat.", "After six weeks we ask how it goes."),
    "call": Text(
        "Lukt het niet? Dat geeft niet. Bel: {phone}.",
        "Does it not work out? That is fine. Call: {phone}.",
    ),
}
MEETING = {
    "title": Text(
        "Praten met mensen uit een andere gebeurtenis", "Talking with people from another event"
    ),
    "what": Text(
        "U praat met één of een paar mensen die iets soortgelijks meemaakten. Van uw kant, of van de andere kant.",
        "You talk with one or a few people who lived through something similar. From your side, or from the other.",
    ),
    "strangers": Text(
        "Zij komen uit een andere gebeurtenis. Niemand kent elkaar. U gebruikt alleen voornamen.",
        "They come from another event. Nobody knows another. You use first names only.",
    ),
    "how": Text("Zo gaat het", "How it goes"),
    "talk": Text(
        "Eerst praat u met uw bemiddelaar, alleen. Wat hoopt u? Hoe mogen de anderen u noemen?",
        "First you talk with your mediator, alone. What do you hope for? What may the others call you?",
    ),
    "asked": Text(
        "Vinden wij mensen die passen? Dan vragen wij u of u hen wilt ontmoeten. Nee zeggen mag altijd.",
        "Do we find people who fit? Then we ask whether you want to meet them. You may always say no.",
    ),
    "yes": Text(
        "Zegt ieder ja? Dan hoort u de voornamen. En de dag en de plek.",
        "Only when each says yes do you hear the first names, the day and the place.",
    ),
    "meet": Text(
        "U ontmoet elkaar één tot zes keer. Twee collega's leiden het gesprek.",
        "You meet one to six times. Two colleagues lead the talk.",
    ),
    "end": Text(
        "Daarna rondt u af met uw bemiddelaar.", "Afterwards you round off with your mediator."
    ),
    "agree": Text("Wat wij afspreken", "What we agree"),
    "inside": Text(
        "Wat u hoort, vertelt u niet verder. Niemand maakt een opname.",
        "What you hear you do not tell on. Nobody records anything.",
    ),
    "own": Text(
        "Wij vertellen niets van uw eigen bemiddeling. De ander daaruit hoort hier niets van.",
        "Nothing of your own mediation is told. The other in it hears nothing of this.",
    ),
    "stop": Text(
        "U kunt altijd stoppen of pauze nemen. U hoeft niet te zeggen waarom.",
        "You can always stop or take a break. You need not say why.",
    ),
    "call": Text("Vragen? Bel: {phone}.", "Questions? Call: {phone}."),
}
BOOKLET = {
    "title": Text("Van mij", "Of mine"),
    "drawing": Text(
        "Een tekening van wie er om mij heen is. De lijst eronder zegt hetzelfde.",
        "A drawing of who is around me. The list below says the same.",
    ),
}
TO_MYSELF = Text("Voor mij", "For me")
