"""What each figure of the service is called and what it counts, for the page and for the annual report."""

from visavis.mediation.sign_up import EVENT_TYPES
from visavis.mediation.words import Text as T

REPORT = T("Jaarverslag {year}", "Annual report {year}")
LEAD = T(
    "Wat wij deden in {year}, en voor wie. Gemaakt op {day}.",
    "What we did in {year}, and for whom. Made on {day}.",
)
PAGE = T("bladzijde", "page")
CELLS = {
    "small": T("minder dan 10", "fewer than 10"),
    "hidden": T("niet getoond", "not shown"),
    "rounded": T("ongeveer {n}", "about {n}"),
}
DAYS = T("{n} dagen", "{n} days")
BETWEEN = T("{low} tot {high} dagen", "{low} to {high} days")
COLUMNS = {
    "number": T("Aantal trajecten", "Number of trajectories"),
    "median": T("In het midden", "In the middle"),
    "half": T("De helft zit tussen", "Half lie between"),
    "what": T("Wat wij tellen", "What we count"),
}
MOST = T("Het meest: {name} ({n}).", "Most often: {name} ({n}).")
NONE = T(
    "Er zijn te weinig trajecten om iets te tonen.",
    "There are too few trajectories to show anything.",
)

FIGURES = {
    "steps": T("Stappen op de weg", "Steps on the way"),
    "outcomes": T("Wat er kwam", "What came of it"),
    "why_not": T("Waarom er geen contact kwam", "Why no contact came"),
    "spans": T("Hoe lang het duurde", "How long it took"),
    "began": T("Wie begon", "Who began"),
    "events": T("Wat er was gebeurd", "What had happened"),
    "sources": T("Hoe mensen ons vonden", "How people found us"),
    "regions": T("Waar mensen wonen", "Where people live"),
    "reasons": T("Waarom wij niet startten", "Why we did not take it up"),
}
"""In the order in which they stand on the page."""
ROWS = {
    "steps": T("Stap", "Step"),
    "outcomes": T("Wat er kwam", "What came"),
    "why_not": T("Waarom", "Why"),
    "spans": T("Van en tot", "From and to"),
    "began": T("Kant", "Side"),
    "events": T("Gebeurtenis", "Event"),
    "sources": T("Bron", "Source"),
    "regions": T("Regio", "Region"),
    "reasons": T("Reden", "Reason"),
}
_SIGN_UPS = T(
    "Wij tellen trajecten met een aanmelding in dit jaar. Wie door een ander is aangemeld, telt vanaf het eigen ja.",
    "We count trajectories with a sign-up in this year. Somebody signed up by another counts from their own yes.",
)
DEFINITIONS = {
    "steps": T(
        "Elk traject telt bij een stap één keer mee: in het jaar waarin die stap er voor het eerst was. "
        "Wie in december begon en in januari sprak, staat dus in twee jaren. De stappen zijn geen trechter.",
        "Each trajectory counts once for a step: in the year in which that step first happened. "
        "Somebody who began in December and talked in January stands in two years. The steps are no funnel.",
    ),
    "outcomes": T(
        "Wij tellen trajecten die in dit jaar voor het eerst klaar waren: iedereen die begon, heeft afgerond of is "
        "overleden. Elk traject staat in één rij. Geen contact is een uitkomst als elke andere.",
        "We count trajectories that first came to their end in this year: everyone who began has rounded off, or has "
        "died. Each trajectory stands in one row. No contact is an outcome like any other.",
    ),
    "why_not": T(
        "Van de trajecten die in dit jaar klaar waren zonder contact: de eerste reden uit deze lijst die klopt.",
        "Of the trajectories that came to their end in this year without contact: the first reason of this list.",
    ),
    "spans": T(
        "De dagen tussen twee stappen, in het jaar van de tweede. In het midden: de helft was korter, de helft langer. "
        "Een getal staat er alleen als aan elke kant ervan minstens tien trajecten zijn.",
        "The days between two steps, in the year of the second. In the middle: half were shorter, half longer. "
        "A number stands here only with ten trajectories at least on either side of it.",
    ),
    "began": _SIGN_UPS,
    "events": _SIGN_UPS,
    "sources": _SIGN_UPS,
    "regions": _SIGN_UPS,
    "reasons": T(
        "Wij tellen aanmeldingen waarbij intake of de planner in dit jaar besloot om niet te starten.",
        "We count sign-ups where intake or the planner decided in this year not to take it up.",
    ),
}
STEPS = {
    "signed_up": (
        T("Aangemeld", "Signed up"),
        T(
            "Iemand meldde zich aan, of zei ja tegen een aanmelding door een ander.",
            "Somebody signed up, or said yes to a sign-up by another.",
        ),
    ),
    "not_taken_up": (
        T("Niet gestart", "Not taken up"),
        T("Wij besloten om niet te starten.", "We decided not to take it up."),
    ),
    "taken_up": (
        T("Gestart", "Taken up"),
        T("Er kwam een bemiddelaar.", "A mediator was assigned."),
    ),
    "talked": (
        T("Verkennend gesprek", "Exploratory talk"),
        T("Het eerste gesprek met wie begon.", "The first talk with who began."),
    ),
    "asked": (
        T("De ander gevraagd", "The other asked"),
        T("De eerste brief aan de ander ging weg.", "The first letter to the other went out."),
    ),
    "wants_to_talk": (
        T("De ander wilde praten", "The other wanted to talk"),
        T(
            "Iemand van de andere kant wilde met ons praten.",
            "Somebody of the other side wanted to talk with us.",
        ),
    ),
    "prepares": (
        T("Voorbereiding begonnen", "Preparation began"),
        T("Met de eerste van beide kanten.", "With the first of both sides."),
    ),
    "contact": (
        T("Contact", "Contact"),
        T(
            "Het eerste gesprek, de eerste gelezen brief of de eerste gehoorde boodschap.",
            "The first talk, the first letter read, or the first message heard.",
        ),
    ),
    "agreed": (
        T("Afspraken", "An agreement"),
        T("Iedereen zei ja tegen dezelfde tekst.", "Everyone said yes to the same text."),
    ),
    "circle": (
        T("Kring om iemand heen", "A circle around somebody"),
        T("De eigen mensen van iemand kwamen bij elkaar.", "Somebody's own people came together."),
    ),
    "ended": (
        T("Afgerond", "Rounded off"),
        T(
            "Iedereen die begon, heeft afgerond of is overleden.",
            "Everyone who began has rounded off, or has died.",
        ),
    ),
    "came_back": (
        T("Teruggekomen", "Came back"),
        T("Iemand begon opnieuw na een einde.", "Somebody began again after an end."),
    ),
}
OUTCOMES = {
    "conversation": (T("Een gesprek in één ruimte", "A talk in one room"), None),
    "conference": (T("Een groepsgesprek", "A group meeting"), None),
    "video_call": (T("Een videogesprek", "A video call"), None),
    "letters_one_way": (T("Een brief, één kant las", "A letter, one side read"), None),
    "letters_both": (T("Brieven over en weer", "Letters both ways"), None),
    "video_message": (
        T("Een video, door de ander gezien", "A video message, seen by the other"),
        None,
    ),
    "shuttle": (T("Boodschappen via ons", "Messages through us"), None),
    "other_form": (T("Een andere vorm van contact", "Another form of contact"), None),
    "several": (
        T("Meer dan één vorm", "More than one form"),
        T("Twee vormen van contact of meer.", "Two forms of contact or more."),
    ),
    "support_circle": (
        T("Een kring om iemand heen", "A circle around somebody"),
        T(
            "Geen contact. De eigen mensen kwamen bij elkaar.",
            "No contact. Somebody's own people came together.",
        ),
    ),
    "no_contact_with_meaning": (
        T("Geen contact, wel een afronding", "No contact, with a rounding off"),
        T(
            "Er was een gesprek aan het einde, of iemand koos wat daarna helpt. Wat het betekende, meten wij niet.",
            "There was a closing talk, or somebody chose what helps afterwards. What it meant we do not measure.",
        ),
    ),
    "no_contact": (
        T("Geen contact", "No contact"),
        T(
            "Geen contact, geen gesprek om af te ronden en geen keuze voor daarna.",
            "No contact, no closing talk and no choice for afterwards.",
        ),
    ),
}
WHY_NOT = {
    "all": (T("Alle zonder contact", "All without contact"), None),
    "died": (T("Er overleed iemand", "Somebody died"), None),
    "began_stopped": (T("Wie begon, stopte", "Who began, stopped"), None),
    "said_no": (
        T("De ander zei nee of stopte", "The other said no or stopped"),
        None,
    ),
    "not_reached": (
        T("De ander is niet bereikt", "The other was not reached"),
        T("Geen adres, of geen antwoord.", "No address, or no answer."),
    ),
    "not_asked": (
        T("De ander is niet gevraagd", "The other was not asked"),
        T(
            "Er ging geen brief weg, wat de reden ook was.",
            "No letter went out, whatever the reason.",
        ),
    ),
    "otherwise": (T("Anders", "Otherwise"), None),
}
SPANS = {
    "to_mediator": T("Aanmelding tot start", "Sign-up to start"),
    "to_talk": T("Aanmelding tot gesprek", "Sign-up to talk"),
    "to_asking": T("Aanmelding tot brief", "Sign-up to letter"),
    "to_answer": T("Brief tot ja", "Letter to yes"),
    "to_contact": T("Aanmelding tot contact", "Sign-up to contact"),
    "to_end": T("Aanmelding tot einde", "Sign-up to end"),
}
SIDES = {
    "responsible": T("Wie het deed of veroorzaakte", "Who did or caused it"),
    "harmed": T("Wie het overkwam, en anderen", "Who was harmed, and others"),
}
UNKNOWN = T("Niet bekend", "Not known")
REASONS = {
    "outside_scope": T("Past niet bij wat wij doen", "Outside what we do"),
    "other_unknown": T("Wij weten niet wie de ander is", "We do not know who the other is"),
    "no_report": T("Er is nog geen aangifte", "There is no report to the police yet"),
    "better_elsewhere": T("Andere hulp past nu beter", "Other help fits better now"),
    "duplicate": T("Stond al bij ons aangemeld", "Was signed up already"),
    "other": T("Anders", "Otherwise"),
}
ELSEWHERE = {"elsewhere": T("Andere regio, of niet bekend", "Another region, or not known")}
NAMES = {
    "steps": STEPS,
    "outcomes": OUTCOMES,
    "why_not": WHY_NOT,
    "began": SIDES,
    "events": {**EVENT_TYPES, "unknown": UNKNOWN},
    "sources": {"unknown": UNKNOWN},
    "regions": ELSEWHERE,
    "reasons": REASONS,
}
NOTES = (
    T(
        "Een aantal onder de tien staat hier als ‘minder dan 10’. Ook nul hoort daarbij.",
        "A number below ten stands here as “fewer than 10”. Nought is one of them.",
    ),
    T(
        "Waar zo’n aantal is uit te rekenen, staat ook een ander aantal er niet: ‘niet getoond’. "
        "Soms is een totaal daarom ‘ongeveer’: op vijf afgerond.",
        "Where such a number could be worked out, another is left out too: “not shown”. "
        "Sometimes a total is “about” for that reason: rounded to five.",
    ),
    T(
        "Een jaar komt hier pas als het voorbij is, en daarna verandert er niets meer. Zo kan niemand twee versies van "
        "hetzelfde jaar van elkaar aftrekken. Geen getal van een jaar is de som van getallen van een ander jaar.",
        "A year comes here only when it is over, and after that nothing changes. So nobody can subtract two versions "
        "of the same year. No number of a year is the sum of numbers of another year.",
    ),
    T(
        "Wat wij niet tegenhouden: wie zelf al veel weet van één traject, weet dat hier verder te zien. En getallen "
        "die wij elders geven, zijn hier niet mee nagerekend. Geef daarom geen losse aantallen uit dezelfde jaren.",
        "What we do not prevent: somebody who knows much of one trajectory can recognise it in here. And numbers "
        "that we give elsewhere were not looked at together with these. So give no other counts of the same years.",
    ),
    T(
        "Elke maand tellen wij één keer, een maand later. Wie daarna wordt gewist, telt dus mee. Meedoen aan onderzoek "
        "telt nergens.",
        "We count each month once, a month later. So somebody erased after that is counted. Taking part in research is "
        "counted nowhere.",
    ),
)
YEARS = T("De jaren naast elkaar", "The years side by side")
MADE = T("Hoe deze cijfers zijn gemaakt", "How these figures are made")
