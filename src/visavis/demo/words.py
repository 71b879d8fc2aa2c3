"""Names, stories and letters of nobody: short, plain, made up."""

FIRST_NAMES = """
    Anna Bas Cem Daan Eva Farid Gea Hugo Iris Jan Kim Lars Mo Noor Omar Petra Quinten Rosa Sem
    Tess Umut Vera Wout Xena Yara Zoë Bilal Carmen Dirk Esra Floor Gijs Hanna Ivo Jip Karin
    Luuk Meral Niels Olga Pim Renske Stef Tineke Victor Wendy Youssef Aagje Boris Chantal
""".split()
LAST_NAMES = """
    Bakker Visser Smit Meijer Mulder Bos Vos Peters Hendriks Dekker Brouwer Dijkstra Kok
    Jacobs Postma Kuipers Vink Prins Blom Huisman Kramer Hoekstra Willems Scholten Yilmaz
    Demir Haddad Bakkali Nowak Silva
""".split()
STREETS = ("Lindelaan", "Kerkpad", "Molenweg", "Havenstraat", "Parkzicht", "Dorpsstraat")

STORIES = {
    "harmed": (
        "Het is nu een tijd geleden. Ik denk er nog elke dag aan. Ik wil weten waarom.",
        "Ik wil vertellen wat het met mij deed. Ik hoef geen excuses.",
        "Ik heb vragen die niemand anders kan beantwoorden.",
    ),
    "responsible": (
        "Ik heb iets gedaan waar ik spijt van heb. Ik wil dat zeggen, als de ander dat wil horen.",
        "Ik was het. Ik wil antwoord geven op vragen, als die er zijn.",
        "Ik denk er veel aan. Ik weet niet of ik mag schrijven.",
    ),
}
TALKED = (
    "U wilt weten waarom het gebeurde. U bent bang dat het gesprek u overvalt.",
    "U wilt vertellen wat het met u doet. U wilt zelf kiezen wanneer.",
    "U zoekt rust. U weet nog niet of contact daarbij past.",
)
PREPARED = (
    "U schreef op wat u wilt vragen en wat u niet wilt lezen.",
    "U koos wie er bij u is als u de brief leest.",
)
LETTERS = {
    "harmed": (
        "Ik schrijf u omdat ik al lang met vragen loop.\n\nIk wil graag weten hoe u er nu naar kijkt. "
        "Ik slaap nog steeds slecht. Mijn werk heb ik weer opgepakt.\n\nU hoeft niet te antwoorden.",
        "Ik wil dat u weet wat het met mij en mijn gezin deed.\n\nWij praten er nu meer over dan eerst. "
        "Dat helpt.",
    ),
    "responsible": (
        "Ik weet niet of u dit wilt lezen. Dat begrijp ik.\n\nWat er gebeurde, was mijn keuze en mijn "
        "fout. Ik denk er elke dag aan. Ik werk eraan dat het nooit meer gebeurt.",
        "U vroeg zich misschien af waarom. Ik heb daar geen goed antwoord op.\n\nIk wil wel eerlijk "
        "vertellen hoe het ging, als u dat wilt.",
    ),
}
MESSAGES = {
    "harmed": (
        "Ik wil dat u weet dat ik weer buiten durf te lopen.",
        "Ik heb een vraag. Wist u dat er iemand thuis was?",
        "Als wij elkaar tegenkomen, wil ik niet groeten. Dat is geen boosheid.",
    ),
    "responsible": (
        "Het was mijn keuze, niet die van u. U had niets anders kunnen doen.",
        "Ik loop voortaan door de andere straat, zodat u mij niet hoeft te zien.",
        "Ik denk er nog elke dag aan. U hoeft niets terug te zeggen.",
    ),
}
REACTIONS = ("", "Ik heb hem gelezen. Dank u.", "Ik heb nu geen vragen meer.")
CAPTIONS = (
    "0:00 Hallo.\n0:01 Ik vind het moeilijk om te zeggen.\n0:02 Daarom laat ik het zien.",
    "0:00 Dag.\n0:01 Dit is wat ik u nog wilde zeggen.",
)
REACTIONS_TO_MESSAGES = ("", "Ik heb het gehoord. Dank u.", "Dat is goed zo.")
WORRIES = ("media_interest", "shared_network", "threat", "addiction")
SAID_WORRIES = (
    ("threat", "Er rijdt steeds iemand door mijn straat."),
    ("threat", ""),
    ("coercive_control", "Thuis wil iemand meelezen met wat ik schrijf."),
    ("other", "Ik slaap slecht sinds het eerste gesprek."),
)
COMPLAINTS = (
    (
        "service",
        "Ik heb drie weken op een telefoontje gewacht.",
        "U heeft te lang gewacht, dat spijt ons. U krijgt nu een vaste dag.",
    ),
    (
        "mediator",
        "Ik voelde mij opgejaagd in het gesprek.",
        "Wij hebben dit met uw bemiddelaar besproken. U bepaalt het tempo.",
    ),
)
AGREEMENTS = (
    "Wij groeten elkaar als wij elkaar tegenkomen.\n\nWij praten niet over elkaar met anderen.",
    "Bas schrijft in het voorjaar nog één keer hoe het met hem gaat.\n\nRosa hoeft daar niet op te antwoorden.",
)
MEASURES = ("Besproken in het team; we volgen het elke maand.", "Apart afgesproken wie er belt.")
SOURCES = ("gegeven door wie begon", "basisregistratie, na toestemming", "via de reclassering")
COME_ALONG = ("een vriendin", "mijn broer", "mijn moeder", "een collega", "mijn buurman")
LOOKED_BACK = (
    "Het was lang, en goed. Ik ben blij dat ik niet alleen was.",
    "Ik hoorde dingen die ik niet wist. Dat moet nog zakken.",
    "Moe. En opgelucht dat het gezegd is.",
)
