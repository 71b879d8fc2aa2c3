"""What stands on the forms on paper, by the act at the desk that each is entered with: questions to "u", B1.

Which questions, and their answers, come from the desk's own form of that act (`doors.desk.reply_forms`); only
what the desk asks of *them* has its own words here, and the answers that the desk words in its own voice.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from visavis.mediation.words import Text as T


@dataclass(frozen=True, slots=True)
class Ask:
    """One question as it stands on paper. ``answers``: in the person's voice, by code; empty: as on the screen.
    ``lines``: room for writing."""

    question: T
    hint: T | None = None
    answers: Mapping[str, T] = field(default_factory=dict)
    lines: int = 5


@dataclass(frozen=True, slots=True)
class Sheet:
    """One form. ``says``: the one sentence to put a cross at, where there is nothing to choose."""

    title: T
    lead: T
    asks: Mapping[str, Ask] = field(default_factory=dict)
    says: T | None = None


YES = T("Ja", "Yes")
NO_LONGER = T("Nee, of niet meer", "No, or not any more")
NO_REASON = T("U hoeft niet te zeggen waarom.", "You need not say why.")
OWN_WORDS = T("In uw eigen woorden. Kort is goed.", "In your own words. Short is fine.")
MAY_BE_EMPTY = T("Dit mag leeg blijven.", "You may leave this empty.")
MORE_THAN_ONE = T("U mag er meer kiezen.", "You may choose more than one.")

REACH = {
    "channel": Ask(
        T("Hoe mogen wij u laten weten dat er iets is?", "How may we let you know of something?")
    ),
    "phone": Ask(T("Uw telefoonnummer", "Your telephone number")),
    "email": Ask(T("Uw e-mailadres", "Your e-mail address")),
    "post": Ask(T("Uw adres voor brieven", "Your address for letters"), lines=3),
    "safe_times": Ask(T("Wanneer is het veilig?", "When is it safe?")),
    "voicemail": Ask(T("U mag een bericht inspreken", "You may leave a message")),
    "never": Ask(T("Wat mogen wij nooit doen?", "What must we never do?"), lines=3),
}
SIGN_UP = {
    "first_name": Ask(T("Hoe mogen wij u noemen?", "What may we call you?")),
    "relation": Ask(T("Wat bent u in wat er is gebeurd?", "What is your place in what happened?")),
    "age": Ask(T("Hoe oud bent u?", "How old are you?")),
    "story": Ask(T("Wat is er gebeurd?", "What happened?"), OWN_WORDS, lines=12),
    "rather_talk": Ask(
        T("Ik vertel het liever in een gesprek", "I would rather tell it in a talk")
    ),
    "other": Ask(
        T("Wie is de ander, als u dat weet?", "Who is the other, if you know?"),
        MAY_BE_EMPTY,
        lines=3,
    ),
    "language": Ask(T("Welke taal spreekt u het liefst?", "Which language do you like best?")),
    **REACH,
}
BESIDE = {
    "name": Ask(T("Hoe heet deze persoon?", "What is this person called?")),
    "what_for": Ask(
        T("Wat vraagt u van deze persoon?", "What do you ask of this person?"), MORE_THAN_ONE
    ),
    "ticks": Ask(
        T("Wat mag deze persoon zien?", "What may this person see?"),
        T(
            "Niets is ook goed. Nooit iets van de ander.",
            "Nothing is fine too. Never anything of the other.",
        ),
    ),
}
HEARS_NOTHING = T(
    "Laat u dit leeg? Dan hoort de ander alleen: er komt nu geen contact.",
    "If you leave this empty, the other hears only: there will be no contact now.",
)

SHEETS: Mapping[str, Sheet] = {
    "telefoon": Sheet(
        T("Ik wil mij aanmelden", "I want to sign up"),
        T(
            "U beslist. Wat u niet wilt zeggen, blijft leeg.",
            "You decide. What you do not want to say stays empty.",
        ),
        {
            **SIGN_UP,
            "found_by": Ask(T("Hoe vond u ons?", "How did you find us?"), MAY_BE_EMPTY),
        },
    ),
    "voor-een-ander": Sheet(
        T("Ik meld iemand aan", "I sign somebody up"),
        T(
            "Wij vragen deze persoon eerst zelf. Zonder ja wissen wij alles na 30 dagen.",
            "We first ask this person. Without a yes we erase everything after 30 days.",
        ),
        {
            **SIGN_UP,
            "by_whom": Ask(T("Wie bent u?", "Who are you?")),
            "professional": Ask(
                T("Wie bent u voor deze persoon?", "Who are you to this person?"),
                answers={
                    "yes": T("Ik help deze persoon in mijn werk", "I help this person in my work"),
                    "no": T(
                        "Ik ben familie, een vriend of een bekende",
                        "I am family, a friend or someone close",
                    ),
                },
            ),
            "condition": Ask(
                T(
                    "Hangt er voor deze persoon iets van af?",
                    "Does something depend on it for this person?",
                ),
                answers={
                    "no": T("Nee, het is vrij", "No, it is free"),
                    "yes": T(
                        "Ja: het moet, of het levert iets op",
                        "Yes: it must be done, or brings something",
                    ),
                },
            ),
            "first_name": Ask(T("Hoe heet deze persoon?", "What is this person called?")),
            "age": Ask(T("Hoe oud is deze persoon?", "How old is this person?")),
            "relation": Ask(
                T(
                    "Wat is deze persoon in wat er is gebeurd?",
                    "What is their place in what happened?",
                )
            ),
            "story": Ask(
                T("Wat moeten wij weten voor wij bellen?", "What must we know before we call?"),
                T(
                    "Schrijf niet meer dan deze persoon wil.",
                    "Write no more than this person would want.",
                ),
                lines=6,
            ),
            "channel": Ask(
                T("Hoe mogen wij deze persoon bereiken?", "How may we reach this person?")
            ),
            "phone": Ask(T("Het telefoonnummer", "The telephone number")),
            "email": Ask(T("Het e-mailadres", "The e-mail address")),
            "post": Ask(T("Het adres voor brieven", "The address for letters"), lines=3),
            "voicemail": Ask(T("Een bericht inspreken mag", "A message may be left")),
        },
    ),
    "aanmelding-ja": Sheet(
        T("Iemand gaf ons uw naam", "Someone gave us your name"),
        T("Wij beginnen alleen als u dat wilt.", "We begin only if you want that."),
        says=T("Ja, ik wil met u praten", "Yes, I want to talk with you"),
    ),
    "aanmelding-nee": Sheet(
        T("Ik wil dit niet", "I do not want this"),
        T(
            "Dat is goed. Wij wissen dan wat wij van u hebben. U hoeft niet te zeggen waarom.",
            "That is fine. We then erase what we have of you. You need not say why.",
        ),
        says=T("Nee, dit wil ik niet", "No, I do not want this"),
    ),
    "ouder-zegt": Sheet(
        T("Voor de ouder of voogd", "For the parent or guardian"),
        T(
            "Het kind antwoordt zelf, op een eigen blad. U mag later van gedachten veranderen.",
            "The child answers too, on a sheet of its own. You may change your mind later.",
        ),
        {
            "guardian": Ask(T("Wie vult dit in?", "Who fills this in?")),
            "agrees": Ask(
                T(
                    "Vindt u het goed dat het kind meedoet?",
                    "Do you agree that the child takes part?",
                ),
                answers={"yes": T("Ja, ik vind het goed", "Yes, I agree"), "no": NO_LONGER},
            ),
        },
    ),
    "bereiken": Sheet(
        T("Hoe wij u bereiken", "How we reach you"),
        T(
            "Wij zeggen alleen: er is een bericht voor u. In een kort bericht staat soms ook hoe laat u morgen een "
            "afspraak hebt. Wat u hier schrijft, geldt in plaats van eerder.",
            "We say only: there is a message for you. A short message may also say at what time you have an "
            "appointment, the day before. What you write here takes the place of before.",
        ),
        REACH,
    ),
    "wil-meedoen": Sheet(
        T("Wilt u meedoen?", "Do you want to take part?"),
        T(
            "Lees eerst rustig de uitleg. Zet alleen een kruis bij wat u wilt. Stoppen kan altijd.",
            "Read the explanation first. Put a cross only where you want to. You can always stop.",
        ),
        {"items": Ask(T("Waar zegt u ja tegen?", "What do you say yes to?"), MORE_THAN_ONE)},
    ),
    "de-ander-vragen": Sheet(
        T("Mogen wij de ander vragen?", "May we ask the other?"),
        T(
            "Wij zeggen alleen wat u aankruist. U hoort daarna op een vaste dag van ons.",
            "We say only what you put a cross at. After that you hear from us on a fixed day.",
        ),
        {"ticks": Ask(T("Wat mogen wij vertellen?", "What may we tell?"), MORE_THAN_ONE)},
    ),
    "antwoord": Sheet(
        T("Uw antwoord", "Your answer"),
        T(
            "Elk antwoord is goed. U hoeft niets te doen. Nee zeggen kost niets.",
            "Each answer is fine. You do not have to do anything. Saying no costs nothing.",
        ),
        {
            "answer": Ask(T("Wat wilt u?", "What do you want?")),
            "until": Ask(
                T("Wilt u later? Vanaf welke dag?", "Do you want it later? From which day?"),
                MAY_BE_EMPTY,
            ),
            "words": Ask(
                T(
                    "Zegt u nee? Wat mag de ander dan horen?",
                    "Do you say no? What may the other hear?",
                ),
                HEARS_NOTHING,
                lines=3,
            ),
            "first_name": Ask(T("Hoe mogen wij u noemen?", "What may we call you?")),
            **REACH,
        },
    ),
    "zegt-nee": Sheet(
        T("Ik zeg toch nee", "I say no after all"),
        NO_REASON,
        {
            "words": Ask(
                T(
                    "Wat mag de ander horen, woord voor woord?",
                    "What may the other hear, word for word?",
                ),
                HEARS_NOTHING,
                lines=3,
            )
        },
        says=T("Nee, ik wil geen contact", "No, I do not want contact"),
    ),
    "wat-mag-de-ander-weten": Sheet(
        T("Wat mag de ander weten?", "What may the other know?"),
        T("Wat u leeg laat, zeggen wij niet.", "What you leave empty, we do not say."),
        {
            "sentences": Ask(
                T("Wat mogen wij zeggen?", "What may we say?"),
                MORE_THAN_ONE,
                {
                    "O.talking": T(
                        "Dat ik eerst met u wil praten", "That I want to talk with you first"
                    ),
                    "O.takes_part": T("Dat ik wil meedoen", "That I want to take part"),
                },
            ),
            "words": Ask(
                T(
                    "Komt er geen contact? Welke woorden van uzelf horen daarbij?",
                    "If there is no contact: which words of your own go with that?",
                ),
                MAY_BE_EMPTY,
                lines=3,
            ),
        },
    ),
    "aanspreken": Sheet(
        T("Hoe spreken wij u aan?", "How shall we address you?"),
        T(
            "Wij doen dat dan op elke pagina, en in elke brief.",
            "We then do so on every page and in every letter in Dutch.",
        ),
        {"pronoun": Ask(T("Wat kiest u?", "What do you choose?"))},
    ),
    "lezen-hoe": Sheet(
        T("Hoe leest u het liefst?", "How do you like to read?"),
        T(
            "U kunt het altijd veranderen. Verder blijft alles gelijk.",
            "You can change it at any time. Nothing else changes.",
        ),
        {"reading": Ask(T("Wat kiest u?", "What do you choose?"))},
    ),
    "wil-het-weten": Sheet(
        T("Wilt u het weten?", "Would you like to know?"),
        T(
            "Wij vragen dit aan iedereen, op vaste momenten. Het zegt niet dat er iets is.",
            "We ask this of everyone, at set times. It does not say that there is something.",
        ),
        {
            "hear_of_letters": Ask(
                T(
                    "Is er ooit iets voor u? Wilt u dat dan weten?",
                    "If there is ever something for you, do you want to know?",
                )
            )
        },
    ),
    "vorm": Sheet(
        T("Hoe wilt u contact?", "How would you like to have contact?"),
        T(
            "Dit is een wens. Alleen uw bemiddelaar leest dit.",
            "This is a wish. Only your mediator reads this.",
        ),
        {"form": Ask(T("Wat kiest u?", "What do you choose?"))},
    ),
    "zegt-klaar": Sheet(
        T("Bent u klaar voor contact?", "Are you ready for contact?"),
        T("Neem de tijd. Nog niet is ook goed.", "Take your time. Not yet is fine too."),
        says=T("Ja, ik ben er klaar voor", "Yes, I am ready for it"),
    ),
    "onderwerpen": Sheet(
        T("Waar gaat het gesprek over?", "What is the talk about?"),
        T("Alleen uw bemiddelaar leest dit.", "Only your mediator reads this."),
        {
            "ask": Ask(T("Wat wilt u vragen?", "What do you want to ask?")),
            "say": Ask(T("Wat wilt u zeggen?", "What do you want to say?")),
            "not_hear": Ask(T("Wat wilt u niet horen?", "What do you not want to hear?")),
        },
    ),
    "naam-in-beeld": Sheet(
        T("Mijn naam in een videogesprek", "My name in a video call"),
        T(
            "U kiest zelf welke naam er op het scherm staat. Iedereen in het gesprek ziet die naam.",
            "You choose which name stands on the screen. Everyone in the call sees that name.",
        ),
        {"name": Ask(T("Welke naam kiest u?", "Which name do you choose?"))},
    ),
    "wil-het-nog": Sheet(
        T("Wilt u het nog?", "Do you still want this?"),
        T(
            "Wij vragen dit aan iedereen, kort van tevoren. Nee is ook goed. Bel ons dan.",
            "We ask this of everyone, shortly before. No is fine too. Call us then.",
        ),
        says=T("Ja, ik wil dit nog", "Yes, I still want this"),
    ),
    "komt-niet": Sheet(
        T("Ik kan niet komen", "I cannot come"),
        NO_REASON,
        {
            "contact": Ask(T("Over welke afspraak gaat het?", "Which appointment is it about?")),
            "another_time": Ask(
                T("Wat wilt u?", "What do you want?"),
                answers={
                    "no": T("Ik kom niet", "I do not come"),
                    "yes": T("Ik wil een andere tijd", "I want another time"),
                },
            ),
        },
    ),
    "noemt-wie-erbij": Sheet(
        T("Wie neemt u mee?", "Who do you bring?"),
        T(
            "Dit is voor een groepsgesprek. De anderen lezen een naam pas als u dat wilt.",
            "This is for a group meeting. The others read a name only if you want that.",
        ),
        {
            "attendee": Ask(T("Over wie gaat het?", "Who is it about?")),
            "name": Ask(T("Hoe heet deze persoon?", "What is this person called?")),
            "shown_as": Ask(
                T("Hoe staat die op de lijst?", "How should this person stand on the list?"),
                T(
                    "Bijvoorbeeld: Eva, een vriendin. Leeg: de naam.",
                    "For example: Eva, a friend. Empty: the name.",
                ),
            ),
            "released": Ask(
                T(
                    "Mag dit op de lijst die ieder leest?",
                    "May this stand on the list that all read?",
                ),
                answers={
                    "yes": T("Ja, precies zo", "Yes, exactly so"),
                    "no": T("Nog niet. Alleen mijn bemiddelaar", "Not yet. Only my mediator"),
                },
            ),
        },
    ),
    "toch-niet-erbij": Sheet(
        T("Toch niet mee", "Not along after all"),
        NO_REASON,
        {"attendee": Ask(T("Over wie gaat het?", "Who is it about?"))},
    ),
    "zegt-van-lijst": Sheet(
        T("Wie komen er?", "Who comes?"),
        T(
            "Dit is de lijst voor het groepsgesprek. Ieder krijgt dezelfde. Nee is ook goed.",
            "This is the list for the group meeting. All get the same. No is fine too.",
        ),
        {
            "accepts": Ask(
                T("Zegt u ja tegen deze lijst?", "Do you say yes to exactly this list?"),
                answers={"yes": YES, "no": NO_LONGER},
            ),
            "said": Ask(
                T("Wie wilt u er niet bij?", "Who do you not want there?"),
                T("Alleen uw bemiddelaar leest dit.", "Only your mediator reads this."),
                lines=4,
            ),
        },
    ),
    "mag-verder": Sheet(
        T("Mag het gesprek verder gaan?", "May the talk go on?"),
        T("Ieder kiest dit apart. Nee is ook goed.", "Each chooses this apart. No is fine too."),
        says=T("Ja, het mag verder gaan", "Yes, it may go on"),
    ),
    "terugkijken": Sheet(
        T("Hoe kijkt u terug?", "How do you look back?"),
        T("Dit is voor uzelf en uw bemiddelaar.", "This is for yourself and your mediator."),
        {
            "contact": Ask(T("Over welk gesprek gaat het?", "Which talk is it about?")),
            "words": Ask(
                T("Wat vindt u er nu van?", "What do you think of it now?"), OWN_WORDS, lines=12
            ),
        },
    ),
    "brief": Sheet(
        T("Een brief aan de ander", "A letter to the other"),
        T(
            "Schrijf zoals u praat. Uw bemiddelaar leest eerst mee. De ander kiest zelf of hij de brief leest.",
            "Write as you speak. Your mediator reads it first. The other chooses whether to read it.",
        ),
        {
            "text": Ask(
                T("Uw brief", "Your letter"),
                T(
                    "Schrijf geen adres en geen telefoonnummer.",
                    "Write no address and no telephone number.",
                ),
                lines=24,
            ),
            "sign_as": Ask(T("Welke naam staat eronder?", "Which name stands below it?")),
        },
        says=T("Ja, deze brief mag naar de ander", "Yes, this letter may go to the other"),
    ),
    "video-mag-gaan": Sheet(
        T("Mag uw video naar de ander?", "May your video go to the other?"),
        T(
            "U zag de video samen met uw bemiddelaar. Hieronder staat wat u erin zegt.",
            "You saw the video with your mediator. Below stands what you say in it.",
        ),
        {
            "may_stay": Ask(
                T(
                    "Mag de video langer blijven dan drie maanden?",
                    "May the video be kept longer than three months?",
                ),
                T(
                    "Alleen als de ander dat ook wil. U hoort niet wat de ander zegt.",
                    "Only if the other wants that too. You do not hear what the other says.",
                ),
            )
        },
        says=T("Ja, deze video mag naar de ander", "Yes, this video may go to the other"),
    ),
    "video-weg": Sheet(
        T("Ik wil mijn video weg", "I want my video gone"),
        T(
            "Wij vernietigen hem meteen. U hoeft niet te zeggen waarom.",
            "We destroy it at once. You need not say why.",
        ),
        says=T("Vernietig de video", "Destroy the video"),
    ),
    "video-bewaren": Sheet(
        T("Hoe lang mag de video blijven?", "How long may the video be kept?"),
        T(
            "Drie maanden na het kijken vernietigen wij hem. Langer mag alleen als iedereen dat wil. U hoort niet "
            "wat de ander zegt.",
            "Three months after it was seen we destroy it. Longer only if everyone wants that. You do not hear "
            "what the other says.",
        ),
        {
            "keep": Ask(
                T(
                    "Mag de video langer blijven dan drie maanden?",
                    "May the video be kept longer than three months?",
                )
            )
        },
    ),
    "brief-terug": Sheet(
        T("Ik wil mijn brief terug", "I want my letter back"),
        T("Wat al gelezen is, kan niet terug.", "What has been read cannot come back."),
        says=T("Haal de brief terug", "Take the letter back"),
    ),
    "nu-niet-of-samen": Sheet(
        T("Hoe wilt u lezen?", "How do you want to read?"),
        T("U kiest. Later kiezen mag ook.", "You choose. You may also choose later."),
        {
            "answer": Ask(T("Wat wilt u?", "What do you want?")),
            "until": Ask(
                T(
                    "Later? Op welke dag mogen wij het noemen?",
                    "Later? On which day may we mention it?",
                ),
                T(
                    "Laat u dit leeg? Dan noemen wij het niet.",
                    "If you leave this empty, we do not mention it.",
                ),
            ),
        },
    ),
    "lezen": Sheet(
        T("Nu lezen", "Read now"),
        T(
            "Uw bemiddelaar leest met u mee, bij u of aan de telefoon.",
            "Your mediator reads with you, beside you or on the telephone.",
        ),
        says=T("Ja, ik wil het nu lezen of horen", "Yes, I want to read or hear it now"),
    ),
    "reactie": Sheet(
        T("Wilt u iets laten weten?", "Do you want to let something be known?"),
        T(
            "Niets is ook goed. De ander hoort alleen wat hier staat.",
            "Nothing is fine too. The other hears only what stands here.",
        ),
        {
            "received": Ask(T("Dat ik de brief kreeg", "That I received the letter")),
            "read": Ask(T("Dat ik de brief las", "That I read the letter")),
            "reaction": Ask(T("Een paar woorden van uzelf", "A few words of your own")),
        },
    ),
    "wil-meelezen": Sheet(
        T("Lees mee met mijn brief", "Read along with my letter"),
        T(
            "Alleen uw bemiddelaar leest dit. Het gaat nog niet naar de ander.",
            "Only your mediator reads this. It does not go to the other yet.",
        ),
        {"text": Ask(T("Wat u tot nu toe schreef", "What you wrote so far"), lines=24)},
    ),
    "stelt-voor": Sheet(
        T("Wat wilt u afspreken?", "What do you want to agree?"),
        T(
            "Schrijf op wat iemand kan doen, en wanneer.",
            "Write down what somebody can do, and when.",
        ),
        {"text": Ask(T("Wat stelt u voor?", "What do you propose?"), OWN_WORDS, lines=10)},
    ),
    "zegt-van-tekst": Sheet(
        T("Wat vindt u van deze tekst?", "What do you say of this text?"),
        T(
            "Lees elk woord. Neem de tijd. Nee is ook goed.",
            "Read each word. Take your time. No is fine too.",
        ),
        {
            "accepts": Ask(
                T("Zegt u ja tegen deze tekst?", "Do you say yes to exactly this text?"),
                answers={"yes": YES, "no": NO_LONGER},
            )
        },
    ),
    "tekst-mag-weg": Sheet(
        T("Mag deze tekst weg?", "May this text be sent?"),
        T(
            "De tekst gaat pas weg als iedereen ja zegt.",
            "The text is sent only when everyone says yes.",
        ),
        {
            "recipient": Ask(T("Naar wie?", "To whom?")),
            "gives": Ask(
                T("Mag de tekst daarheen?", "May the text be sent there?"),
                answers={"yes": YES, "no": NO_LONGER},
            ),
        },
    ),
    "pauze": Sheet(
        T("Ik wil pauze", "I want a pause"),
        T(
            "U hoeft niet te zeggen waarom. Bellen om verder te gaan mag altijd.",
            "You need not say why. You may call at any time to go on.",
        ),
        {
            "until": Ask(
                T("Tot welke dag?", "Until which day?"),
                T(
                    "Laat u dit leeg? Dan wachten wij tot u belt.",
                    "If you leave this empty, we wait until you call.",
                ),
            )
        },
        says=T("Ik wil pauze", "I want a pause"),
    ),
    "gaat-verder": Sheet(
        T("Ik wil weer verder", "I want to go on again"),
        T("Hiermee stopt uw pauze.", "This ends your pause."),
        says=T("Ja, ik ga weer verder", "Yes, I go on again"),
    ),
    "stopt": Sheet(
        T("Ik stop", "I stop"),
        T(
            "U hoeft niet te zeggen waarom. De ander hoort alleen, op een vaste dag: er komt nu geen contact.",
            "You need not say why. The other hears only, on a fixed day: there will be no contact now.",
        ),
        says=T("Ik stop", "I stop"),
    ),
    "wil-afronden": Sheet(
        T("Ik wil afronden", "I want to round off"),
        T(
            "U kiest het moment. Terugkomen kan altijd.",
            "You choose the moment. You can always come back.",
        ),
        says=T("Ja, ik wil afronden", "Yes, I want to round off"),
    ),
    "na-afloop": Sheet(
        T("Wat helpt u na afloop?", "What helps you afterwards?"),
        T(
            "Kies wat bij u past. Niets kiezen mag.",
            "Choose what fits you. Choosing nothing is fine.",
        ),
        {
            "choices": Ask(T("Wat zou u helpen?", "What would help you?"), MORE_THAN_ONE),
            "follow_up": Ask(T("Mogen wij later bellen?", "May we call later?"), MORE_THAN_ONE),
        },
    ),
    "nazorg-genoeg": Sheet(
        T("Bellen hoeft niet meer", "You need not call any more"),
        T(
            "U hoeft niet te zeggen waarom. Terugkomen kan altijd.",
            "You need not say why. You can always come back.",
        ),
        says=T("U hoeft mij niet meer te bellen", "You need not call me any more"),
    ),
    "komt-terug": Sheet(
        T("Ik wil opnieuw beginnen", "I want to start again"),
        T(
            "Wij bellen u binnen 5 werkdagen. Wij vragen u alles opnieuw.",
            "We call you within 5 working days. We ask you everything anew.",
        ),
        says=T("Ja, ik wil opnieuw beginnen", "Yes, I want to start again"),
    ),
    "maakt-zich-zorgen": Sheet(
        T("Ik maak mij zorgen", "I am worried"),
        T(
            "Is er nu gevaar? Bel 112. Denkt u aan zelfmoord? Bel 113.",
            "Is there danger now? Call 112. Do you think of suicide? Call 113.",
        ),
        {
            "about": Ask(T("Waar gaat het over?", "What is it about?")),
            "words": Ask(
                T("Wilt u er meer over zeggen?", "Do you want to say more?"), MAY_BE_EMPTY
            ),
        },
    ),
    "andere-bemiddelaar": Sheet(
        T("Een andere bemiddelaar", "Another mediator"),
        T(
            "U hoort binnen 5 werkdagen van ons. U hoeft niet te zeggen waarom.",
            "You hear from us within 5 working days. You need not say why.",
        ),
        says=T("Ik wil een andere bemiddelaar", "I want another mediator"),
    ),
    "houdt-bemiddelaar": Sheet(
        T("Toch dezelfde bemiddelaar", "The same mediator after all"),
        T("U mag van gedachten veranderen.", "You may change your mind."),
        says=T("Ik houd mijn bemiddelaar", "I keep my mediator"),
    ),
    "overdragen": Sheet(
        T("Uw nieuwe bemiddelaar", "Your new mediator"),
        T(
            "Laat u alles leeg? Dan vertelt u het opnieuw, zo veel als u wilt.",
            "If you leave all of it empty, you tell it anew, as far as you like.",
        ),
        {
            "what": Ask(
                T("Wat mag de nieuwe bemiddelaar lezen?", "What may the new mediator read?"),
                MORE_THAN_ONE,
            )
        },
    ),
    "klacht": Sheet(
        T("Ik heb een klacht", "I have a complaint"),
        T(
            "Uw klacht gaat naar iemand anders dan over wie het gaat.",
            "Your complaint goes to somebody else than whom it is about.",
        ),
        {
            "about": Ask(T("Waar gaat het over?", "What is it about?")),
            "text": Ask(T("Wat ging er mis?", "What went wrong?"), OWN_WORDS, lines=10),
            "reply_to": Ask(
                T("Naar welk adres mag ons antwoord?", "To which address may our answer go?"),
                MAY_BE_EMPTY,
                lines=3,
            ),
        },
    ),
    "vraagt-naaste": Sheet(
        T("Iemand naast mij", "Somebody beside me"),
        T(
            "Wij praten eerst met deze persoon. De ander weet dit niet.",
            "We first talk with this person. The other does not know of this.",
        ),
        BESIDE,
    ),
    "vraagt-advocaat": Sheet(
        T("Mijn advocaat", "My lawyer"),
        T(
            "Wij praten eerst met uw advocaat. De ander weet dit niet.",
            "We first talk with your lawyer. The other does not know of this.",
        ),
        {**BESIDE, "name": Ask(T("Hoe heet uw advocaat?", "What is your lawyer called?"))},
    ),
    "naaste-ziet": Sheet(
        T("Wat iemand naast u mag zien", "What somebody beside you may see"),
        T(
            "Wat u hier kiest, geldt in plaats van eerder.",
            "What you choose here takes the place of before.",
        ),
        {"guest": Ask(T("Over wie gaat het?", "Who is it about?")), "ticks": BESIDE["ticks"]},
    ),
    "naaste-klaar": Sheet(
        T("De hulp van iemand stopt", "Somebody's help ends"),
        T(
            "U hoeft niet te zeggen waarom. Deze persoon leest alleen: dank u wel.",
            "You need not say why. This person reads only: thank you.",
        ),
        {"guest": Ask(T("Over wie gaat het?", "Who is it about?"))},
        says=T("Deze hulp mag stoppen", "This help may end"),
    ),
    "boodschap": Sheet(
        T("Een boodschap aan de ander", "A message to the other"),
        T(
            "Uw bemiddelaar zegt precies wat hier staat. Eerst leest u het nog een keer.",
            "Your mediator says exactly what stands here. First you read it once more.",
        ),
        {"text": Ask(T("Wat wilt u zeggen?", "What do you want to say?"), OWN_WORDS, lines=8)},
    ),
    "boodschap-anders": Sheet(
        T("Ik zeg het anders", "I say it differently"),
        T(
            "Wat u hier schrijft, komt in de plaats van eerder.",
            "What you write here takes the place of before.",
        ),
        {"text": Ask(T("Wat wilt u zeggen?", "What do you want to say?"), OWN_WORDS, lines=8)},
    ),
    "boodschap-klopt": Sheet(
        T("Klopt uw boodschap?", "Is your message right?"),
        T(
            "Lees elk woord. Alleen als het klopt, gaat het verder.",
            "Read each word. It goes on only if it is right.",
        ),
        says=T("Ja, dit is precies mijn boodschap", "Yes, this is exactly my message"),
    ),
    "boodschap-terug": Sheet(
        T("Ik wil mijn boodschap terug", "I want my message back"),
        T("Wat al gezegd is, kan niet terug.", "What has been said cannot come back."),
        says=T("Haal de boodschap terug", "Take the message back"),
    ),
    "reactie-op-boodschap": Sheet(
        T("Wilt u iets laten weten?", "Do you want to let something be known?"),
        T(
            "Niets is ook goed. De ander hoort alleen wat hier staat.",
            "Nothing is fine too. The other hears only what stands here.",
        ),
        {
            "received": Ask(T("Dat ik het hoorde", "That I heard it")),
            "reaction": Ask(T("Een paar woorden van uzelf", "A few words of your own")),
        },
    ),
    "brief-aan-zichzelf": Sheet(
        T("Een brief aan uzelf", "A letter to yourself"),
        T(
            "Wij sturen hem terug op de dag die u kiest. Schrijf hem liever op eigen papier, in een dichte envelop. "
            "Dan leest niemand mee.",
            "We send it back on the day you choose. Better write it on paper of your own, in a closed envelope. "
            "Then nobody else reads it.",
        ),
        {
            "returns": Ask(T("Wanneer wilt u hem terug?", "When do you want it back?")),
            "text": Ask(
                T("Geen envelop? Schrijf hem dan hier", "No envelope? Then write it here"), lines=10
            ),
        },
    ),
    "brief-aan-zichzelf-hoeft-niet": Sheet(
        T("Mijn envelop hoeft niet terug", "My envelope need not come back"),
        NO_REASON,
        {"letter": Ask(T("Welke envelop? Kies de dag", "Which envelope? Choose its day"))},
    ),
    "boekje": Sheet(
        T("Een boekje met uw eigen woorden", "A booklet of your own words"),
        T(
            "Alleen van u. Niets van de ander staat erin.",
            "Yours alone. Nothing of the other stands in it.",
        ),
        {
            "parts": Ask(T("Wat komt erin?", "What goes into it?"), MORE_THAN_ONE),
            "by_post": Ask(T("Stuur het op papier", "Send it on paper")),
        },
    ),
    "brief-niet-versturen": Sheet(
        T("Een brief die niet weggaat", "A letter that is not sent"),
        T(
            "U schreef hem voor uzelf. Niemand anders leest hem.",
            "You wrote it for yourself. Nobody else reads it.",
        ),
        {"how": Ask(T("Wat gebeurt ermee?", "What becomes of it?"))},
    ),
    "hielp-het": Sheet(
        T("Hielp het?", "Did it help?"),
        T(
            "U hoeft dit niet te zeggen. Het verandert niets.",
            "You need not say this. It changes nothing.",
        ),
        {
            "what": Ask(T("Waar gaat het over?", "What is it about?")),
            "helpful": Ask(T("Hoe goed hielp het?", "How much did it help?")),
        },
    ),
    "overdracht-mag": Sheet(
        T("Een tekst voor andere hulp", "A text for other help"),
        T(
            "Lees elk woord. Zonder uw ja gaat er niets weg.",
            "Read each word. Without your yes nothing leaves.",
        ),
        {
            "answer": Ask(T("Mogen deze woorden daarheen?", "May these words go there?")),
            "said": Ask(T("Wat moet anders?", "What must be different?"), MAY_BE_EMPTY, lines=3),
        },
    ),
    "laatste-woord": Sheet(
        T("Het laatste woord over uw brief", "The last word on your letter"),
        T("Alleen u beslist wat ermee gebeurt.", "You alone decide what becomes of it."),
        {
            "letter": Ask(T("Welke brief? Kies de dag", "Which letter? Choose its day")),
            "wish": Ask(T("Wat gebeurt ermee?", "What becomes of it?")),
        },
    ),
    "kring-laten-zien": Sheet(
        T("Mijn tekening laten zien", "Showing my drawing"),
        T(
            "Wie er om u heen is, tekende u voor uzelf. Alleen uw bemiddelaar ziet het dan.",
            "You drew for yourself who is around you. Then only your mediator sees it.",
        ),
        says=T(
            "Ja, mijn bemiddelaar mag mijn tekening zien zoals hij nu is",
            "Yes, my mediator may see my drawing as it is now",
        ),
    ),
    "kring-niet-meer": Sheet(
        T("Mijn tekening terugnemen", "Taking my drawing back"),
        NO_REASON,
        says=T(
            "Mijn bemiddelaar mag mijn tekening niet meer zien",
            "My mediator may see my drawing no longer",
        ),
    ),
    "wil-kring": Sheet(
        T("Een kring om u heen", "A circle around you"),
        T(
            "Met uw eigen mensen. De ander doet niet mee en weet het niet.",
            "With your own people. The other has no part in it and does not know.",
        ),
        says=T(
            "Ja, ik wil een kring van mijn eigen mensen", "Yes, I want a circle of my own people"
        ),
    ),
    "geen-kring": Sheet(
        T("Toch geen kring", "No circle after all"),
        NO_REASON,
        says=T("Nee, ik wil nu geen kring", "No, I do not want a circle now"),
    ),
    "wil-ontmoeten": Sheet(
        T("Mensen uit een andere gebeurtenis", "People from another event"),
        T(
            "Zij kennen u niet. U gebruikt alleen voornamen. De ander weet het niet.",
            "They do not know you. You use first names only. The other does not know of it.",
        ),
        says=T("Ja, ik wil met hen praten", "Yes, I want to talk with them"),
    ),
    "ontmoeting-antwoord": Sheet(
        T("Wilt u deze mensen ontmoeten?", "Do you want to meet these people?"),
        T(
            "Nee zeggen mag altijd. Niemand hoort waarom.",
            "You may always say no. Nobody hears why.",
        ),
        {
            "answer": Ask(
                T("Wat is uw antwoord?", "What is your answer?"),
                answers={
                    "yes": T("Ja, dat wil ik", "Yes, I want that"),
                    "no": T("Nee, niet met deze mensen", "No, not with these people"),
                },
            )
        },
    ),
    "geen-ontmoeting": Sheet(
        T("Niet verder met deze ontmoetingen", "No further with these meetings"),
        NO_REASON,
        says=T("Nee, ik ga hier niet mee verder", "No, I do not go on with this"),
    ),
    "ontmoeting-terugkijken": Sheet(
        T("Hoe was de ontmoeting?", "How was the meeting?"),
        T(
            "Alleen uw bemiddelaar en u lezen dit.",
            "Only your mediator and you read this.",
        ),
        {
            "meeting": Ask(T("Welke dag? Kies de dag", "Which day? Choose the day")),
            "words": Ask(T("Hoe was het voor u?", "How was it for you?"), OWN_WORDS, lines=8),
        },
    ),
    "kring-kaart": Sheet(
        T("Wie doet wat?", "Who does what?"),
        T("Schrijf op wat uw kring afsprak.", "Write down what your circle agreed."),
        {"text": Ask(T("Schrijf per regel: wie, en wat", "On each line: who, and what"), lines=10)},
    ),
}

# Around the forms

CODE = T("Code", "Code")
SHEET = T("blad", "sheet")
OF = T("van", "of")
PICTURE = T("Dezelfde code om te scannen", "The same code for scanning")
DAY, MONTH, YEAR = T("dag", "day"), T("maand", "month"), T("jaar", "year")
CROSS = T("Zet een kruis", "Put a cross")
HOW = T(
    "U hoeft dit blad niet in te vullen. Bellen mag ook: {phone}.",
    "You do not have to fill in this sheet. You may also call: {phone}.",
)
BACK = T(
    "Klaar? Vouw het blad dicht. Stuur het terug in de envelop zonder naam.",
    "Done? Fold the sheet. Send it back in the envelope with no name on it.",
)
COVER = T("Uw papieren", "Your papers")
COVER_LINES = (
    T(
        "Hier zijn uw bladen. U hoeft niets in te vullen.",
        "Here are your sheets. You do not have to fill in anything.",
    ),
    T(
        "Kies zelf welk blad u nu wilt. De rest mag u bewaren of weggooien.",
        "Choose which sheet you want now. The rest you may keep or throw away.",
    ),
    T(
        "Iemand mag u helpen met schrijven. U kiest wie.",
        "Somebody may help you write. You choose who.",
    ),
    T(
        "Elk blad heeft een code. Zo weten wij dat het van u is.",
        "Each sheet has a code. By it we know that it is yours.",
    ),
    T("Bellen mag ook: {phone}, {hours}.", "You may also call: {phone}, {hours}."),
)
INSIDE = T("Dit zit erbij", "This is with it")
RING = Sheet(
    T("Mensen om mij heen", "People around me"),
    T(
        "Dit blad is van u. U stuurt het niet terug.",
        "This sheet is yours. You do not send it back.",
    ),
    says=T(
        "Zet een stip voor elk mens dat bij u hoort. Dicht bij u: zet de stip in de kleine kring.",
        "Put a dot for each person who belongs with you. Close to you: put the dot in the small circle.",
    ),
)
ME = T("ik", "me")
