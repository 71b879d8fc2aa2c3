"""What the words in a cell of an earlier system mean, Dutch and English: guesses, corrected by whoever brings the file.

Among them are words that we never say ourselves. They are read here, and shown nowhere.
"""

from collections.abc import Mapping


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split(", "))


MEANS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "relation": {
        "harmed": _words("slachtoffer, benadeelde, gedupeerde, getroffene, victim, harmed, so, s"),
        "responsible": _words(
            "dader, verdachte, veroordeelde, veroorzaker, pleger, jeugdige dader, offender, "
            "suspect, perpetrator, responsible, d"
        ),
        "bereaved": _words("nabestaande, nabestaanden, bereaved, surviving relative"),
        "next_of_kin_harmed": _words(
            "naaste van slachtoffer, ouder van slachtoffer, familie slachtoffer, naaste "
            "slachtoffer, relative of victim, family of victim"
        ),
        "next_of_kin_responsible": _words(
            "naaste van dader, ouder van dader, familie dader, naaste dader, relative of "
            "offender, family of offender"
        ),
        "witness": _words("getuige, omstander, witness, bystander"),
    },
    "own_yes": {
        "self": _words("zelf, ja, eigen initiatief, j, yes, self, x, 1, waar, true"),
        "other": _words(
            "nee, ander, verwijzer, door een ander, n, no, other, referrer, 0, onwaar, false"
        ),
    },
    "language": {
        "nl": _words("nederlands, nl, dutch, ned"),
        "en": _words("engels, en, english, eng"),
    },
    "event_type": {
        "violence": _words(
            "geweld, mishandeling, zware mishandeling, poging doodslag, overval, straatroof, "
            "violence, assault, robbery, geweldsdelict"
        ),
        "sexual_harm": _words(
            "zeden, zedendelict, verkrachting, aanranding, misbruik, seksueel misbruik, seksueel "
            "grensoverschrijdend gedrag, sexual, sexual harm, rape, sexual abuse, ontucht"
        ),
        "homicide": _words(
            "moord, doodslag, levensdelict, dood door schuld, homicide, murder, manslaughter"
        ),
        "traffic": _words(
            "verkeer, verkeersongeval, aanrijding, ongeval, verkeersmisdrijf, traffic, road "
            "accident, traffic accident, collision"
        ),
        "property": _words(
            "diefstal, inbraak, woninginbraak, vermogen, vermogensdelict, vernieling, oplichting, "
            "theft, burglary, property, fraud"
        ),
        "threat_stalking": _words("bedreiging, stalking, belaging, threat, threat stalking"),
        "domestic": _words("huiselijk geweld, geweld thuis, domestic, domestic violence"),
        "discrimination": _words("discriminatie, discrimination, hate crime"),
        "medical_incident": _words(
            "medisch incident, medische fout, calamiteit, medical, medical incident"
        ),
        "sport_or_work_misconduct": _words(
            "sport, werk, sport of werk, grensoverschrijdend gedrag werk, workplace"
        ),
        "mass_event": _words("ramp, aanslag, disaster, attack"),
        "other": _words("anders, overig, overige, other"),
    },
    "fatal": {
        "yes": _words("ja, j, yes, true, waar, x, 1"),
        "no": _words("nee, n, no, false, onwaar, 0"),
    },
    "legal_stage": {
        "none": _words("geen, niets, none, geen aangifte, nvt"),
        "report": _words("aangifte, aangifte gedaan, report, reported"),
        "investigation": _words("onderzoek, opsporing, investigation, politieonderzoek"),
        "before_trial": _words(
            "voor zitting, in afwachting zitting, dagvaarding, before trial, awaiting trial, lopend"
        ),
        "sentenced": _words("veroordeeld, vonnis, na vonnis, sentenced, convicted"),
        "appeal": _words("hoger beroep, beroep, appeal"),
        "served": _words("straf uitgezeten, uitgezeten, straf voltooid, served"),
        "dismissed": _words("sepot, geseponeerd, vrijspraak, dismissed"),
        "time_barred": _words("verjaard, time barred"),
    },
    "referral_source": {
        "self": _words("zelf, eigen initiatief, self, internet, website"),
        "family": _words("familie, vrienden, family, friends"),
        "victim_support": _words("slachtofferhulp, shn, slachtofferhulp nederland, victim support"),
        "child_protection": _words(
            "raad voor de kinderbescherming, rvdk, kinderbescherming, jeugdbescherming, halt, "
            "child protection"
        ),
        "probation": _words("reclassering, jeugdreclassering, probation"),
        "prison": _words("pi, gevangenis, penitentiaire inrichting, jji, dji, prison"),
        "forensic_care": _words("tbs, fpk, forensische zorg, fpc, forensic care"),
        "police": _words("politie, police"),
        "prosecutor": _words("om, openbaar ministerie, officier van justitie, prosecutor"),
        "lawyer": _words("advocaat, lawyer"),
        "hospital": _words("ziekenhuis, hospital"),
        "gp": _words("huisarts, gp"),
        "therapist": _words("therapeut, psycholoog, ggz, therapist, psychologist"),
        "municipality": _words("gemeente, wijkteam, municipality"),
        "other": _words("anders, overig, other"),
    },
    "open": {
        "open": _words(
            "open, lopend, loopt, actief, in behandeling, ja, nieuw, wacht, on hold, active, "
            "under way, ongoing, yes, new"
        ),
        "closed": _words(
            "gesloten, afgesloten, dicht, klaar, afgerond, beeindigd, nee, closed, done, ended, "
            "inactive, no, archief"
        ),
    },
}
"""What words of a cell mean, as far as we know them; who brings the file says the rest."""
