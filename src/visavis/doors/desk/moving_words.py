"""What the words in a cell of an earlier system mean, Dutch and English: guesses, which whoever brings the file corrects.

Among them are words that we never say ourselves. They are read here, and shown nowhere.
"""

from collections.abc import Mapping

MEANS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "relation": {
        "harmed": ("slachtoffer", "benadeelde", "gedupeerde", "getroffene", "victim", "harmed", "so", "s"),
        "responsible": ("dader", "verdachte", "veroordeelde", "veroorzaker", "pleger", "jeugdige dader", "offender", "suspect",
                        "perpetrator", "responsible", "d"),
        "bereaved": ("nabestaande", "nabestaanden", "bereaved", "surviving relative"),
        "next_of_kin_harmed": ("naaste van slachtoffer", "ouder van slachtoffer", "familie slachtoffer", "naaste slachtoffer",
                               "relative of victim", "family of victim"),
        "next_of_kin_responsible": ("naaste van dader", "ouder van dader", "familie dader", "naaste dader",
                                    "relative of offender", "family of offender"),
        "witness": ("getuige", "omstander", "witness", "bystander"),
    },
    "own_yes": {
        "self": ("zelf", "ja", "eigen initiatief", "j", "yes", "self", "x", "1", "waar", "true"),
        "other": ("nee", "ander", "verwijzer", "door een ander", "n", "no", "other", "referrer", "0", "onwaar", "false"),
    },
    "language": {
        "nl": ("nederlands", "nl", "dutch", "ned"),
        "en": ("engels", "en", "english", "eng"),
    },
    "event_type": {
        "violence": ("geweld", "mishandeling", "zware mishandeling", "poging doodslag", "overval", "straatroof", "violence",
                     "assault", "robbery", "geweldsdelict"),
        "sexual_harm": ("zeden", "zedendelict", "verkrachting", "aanranding", "misbruik", "seksueel misbruik",
                        "seksueel grensoverschrijdend gedrag", "sexual", "sexual harm", "rape", "sexual abuse", "ontucht"),
        "homicide": ("moord", "doodslag", "levensdelict", "dood door schuld", "homicide", "murder", "manslaughter"),
        "traffic": ("verkeer", "verkeersongeval", "aanrijding", "ongeval", "verkeersmisdrijf", "traffic", "road accident",
                    "traffic accident", "collision"),
        "property": ("diefstal", "inbraak", "woninginbraak", "vermogen", "vermogensdelict", "vernieling", "oplichting", "theft",
                     "burglary", "property", "fraud"),
        "threat_stalking": ("bedreiging", "stalking", "belaging", "threat", "threat stalking"),
        "domestic": ("huiselijk geweld", "geweld thuis", "domestic", "domestic violence"),
        "discrimination": ("discriminatie", "discrimination", "hate crime"),
        "medical_incident": ("medisch incident", "medische fout", "calamiteit", "medical", "medical incident"),
        "sport_or_work_misconduct": ("sport", "werk", "sport of werk", "grensoverschrijdend gedrag werk", "workplace"),
        "mass_event": ("ramp", "aanslag", "disaster", "attack"),
        "other": ("anders", "overig", "overige", "other"),
    },
    "fatal": {"yes": ("ja", "j", "yes", "true", "waar", "x", "1"), "no": ("nee", "n", "no", "false", "onwaar", "0")},
    "legal_stage": {
        "none": ("geen", "niets", "none", "geen aangifte", "nvt"),
        "report": ("aangifte", "aangifte gedaan", "report", "reported"),
        "investigation": ("onderzoek", "opsporing", "investigation", "politieonderzoek"),
        "before_trial": ("voor zitting", "in afwachting zitting", "dagvaarding", "before trial", "awaiting trial", "lopend"),
        "sentenced": ("veroordeeld", "vonnis", "na vonnis", "sentenced", "convicted"),
        "appeal": ("hoger beroep", "beroep", "appeal"),
        "served": ("straf uitgezeten", "uitgezeten", "straf voltooid", "served"),
        "dismissed": ("sepot", "geseponeerd", "vrijspraak", "dismissed"),
        "time_barred": ("verjaard", "time barred"),
    },
    "referral_source": {
        "self": ("zelf", "eigen initiatief", "self", "internet", "website"),
        "family": ("familie", "vrienden", "family", "friends"),
        "victim_support": ("slachtofferhulp", "shn", "slachtofferhulp nederland", "victim support"),
        "child_protection": ("raad voor de kinderbescherming", "rvdk", "kinderbescherming", "jeugdbescherming", "halt",
                             "child protection"),
        "probation": ("reclassering", "jeugdreclassering", "probation"),
        "prison": ("pi", "gevangenis", "penitentiaire inrichting", "jji", "dji", "prison"),
        "forensic_care": ("tbs", "fpk", "forensische zorg", "fpc", "forensic care"),
        "police": ("politie", "police"),
        "prosecutor": ("om", "openbaar ministerie", "officier van justitie", "prosecutor"),
        "lawyer": ("advocaat", "lawyer"),
        "hospital": ("ziekenhuis", "hospital"),
        "gp": ("huisarts", "gp"),
        "therapist": ("therapeut", "psycholoog", "ggz", "therapist", "psychologist"),
        "municipality": ("gemeente", "wijkteam", "municipality"),
        "other": ("anders", "overig", "other"),
    },
    "open": {
        "open": ("open", "lopend", "loopt", "actief", "in behandeling", "ja", "nieuw", "wacht", "on hold", "active", "under way",
                 "ongoing", "yes", "new"),
        "closed": ("gesloten", "afgesloten", "dicht", "klaar", "afgerond", "beeindigd", "nee", "closed", "done", "ended",
                   "inactive", "no", "archief"),
    },
}  # fmt: skip
"""What words of a cell mean, as far as we know them; who brings the file says the rest."""
