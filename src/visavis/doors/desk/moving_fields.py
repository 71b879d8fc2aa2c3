"""What a column of an earlier system may hold: the fields of domain §8, and the words by which we guess them.

The words are those that other systems put above a column or in a cell, Dutch and English, also those that we never
say ourselves: they are read here, and shown nowhere.
"""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from visavis.doors.desk.moving_words import MEANS
from visavis.mediation.sign_up import EVENT_TYPES, RELATIONS
from visavis.mediation.sources import SERVICES

LEGAL_STAGES = {
    "none": _("Nothing runs"),
    "report": _("There is a report to the police"),
    "investigation": _("The police investigate"),
    "before_trial": _("Before the trial"),
    "sentenced": _("There is a sentence"),
    "appeal": _("In appeal"),
    "served": _("The sentence was served"),
    "dismissed": _("Dismissed"),
    "time_barred": _("Too long ago for the law"),
}
OWN_YES = {"self": _("They did so themselves"), "other": _("Somebody else did")}
UNDER_WAY = {"open": _("Under way"), "closed": _("Closed")}
DIED = {"yes": _("Someone died"), "no": _("Nobody died")}


@dataclass(frozen=True, slots=True)
class Field:
    """``headings``: words above such a column. ``dated``: it holds days, written in some way. ``codes``: what its
    words can mean; None: they are taken as they stand. ``most``: signs."""

    label: Any
    headings: tuple[str, ...]
    codes: Mapping[str, Any] | None = None
    dated: bool = False
    most: int = 200


REFERENCE, NAME, RELATION, EVENT = "reference", "name", "relation", "event_type"
NEEDED = (REFERENCE, NAME, RELATION)
"""Without a column for each of these no row can be taken over."""


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split(", "))


FIELDS: Mapping[str, Field] = {
    REFERENCE: Field(
        _("Your own number of the row"),
        _words(
            "nummer, nr, volgnummer, trajectnummer, dossiernummer, zaaknummer, zaaknr, kenmerk, "
            "referentie, registratienummer, id, number, no, reference, ref, case number, file "
            "number, case id"
        ),
        most=80,
    ),
    NAME: Field(
        _("Name of who signed up"),
        _words(
            "naam, naam aanmelder, aanmelder, naam client, client, clientnaam, naam deelnemer, "
            "deelnemer, voornaam, roepnaam, naam initiatiefnemer, initiatiefnemer, naam "
            "verzoeker, verzoeker, name, first name, client name, applicant, participant, "
            "requester"
        ),
        most=80,
    ),
    RELATION: Field(
        _("What this person is to what happened"),
        _words(
            "rol, hoedanigheid, relatie tot gebeurtenis, betrokkenheid, wie begint, initiatief, "
            "soort aanmelder, slachtoffer of dader, dader of slachtoffer, partij, role, relation, "
            "capacity, party type, victim or offender, initiated by"
        ),
        RELATIONS,
    ),
    "own_yes": Field(
        _("Whether they signed up themselves"),
        _words(
            "zelf aangemeld, aangemeld door, wie meldt aan, eigen aanmelding, signed up by, self "
            "referred, signed up themselves"
        ),
        OWN_YES,
    ),
    "born": Field(
        _("Born on, year of birth, or age"),
        _words(
            "geboortedatum, geboren, geboortejaar, leeftijd, date of birth, dob, born, birth "
            "year, age"
        ),
        dated=True,
    ),
    "phone": Field(
        _("Telephone"),
        _words(
            "telefoon, tel, telefoonnummer, mobiel, gsm, 06, phone, telephone, mobile, phone number"
        ),
        most=60,
    ),
    "email": Field(
        _("E-mail"), _words("email, e mail, mail, emailadres, e mailadres, email address"), most=200
    ),
    "post": Field(
        _("Address"),
        _words("adres, postadres, woonadres, straat, address, postal address, street"),
        most=300,
    ),
    "safe_times": Field(
        _("When to reach them"),
        _words(
            "bereikbaar, bereikbaarheid, bellen wanneer, beltijden, veilige tijden, best time, "
            "reachable, call times"
        ),
        most=300,
    ),
    "never": Field(
        _("What we must never do"),
        _words("nooit, let op, niet doen, veiligheid contact, never, do not, contact warning"),
        most=500,
    ),
    "language": Field(
        _("Language"),
        _words("taal, voertaal, spreektaal, language"),
        {"nl": "Nederlands", "en": "English"},
    ),
    EVENT: Field(
        _("What kind of event it was"),
        _words(
            "gebeurtenis, soort gebeurtenis, type gebeurtenis, delict, soort delict, delicttype, "
            "feit, incident, soort zaak, type zaak, event, event type, offence, offense, crime "
            "type, incident type"
        ),
        EVENT_TYPES,
    ),
    "fatal": Field(
        _("Whether someone died"),
        _words("overleden, dodelijk, dodelijke afloop, fataal, fatal, death"),
        DIED,
    ),
    "event_month": Field(
        _("When it happened"),
        _words(
            "datum gebeurtenis, datum delict, datum feit, pleegdatum, datum incident, wanneer "
            "gebeurd, maand jaar, date of event, event date, date of incident, incident date, "
            "offence date, when"
        ),
        dated=True,
    ),
    "legal_stage": Field(
        _("Where the law stands"),
        _words(
            "strafproces, stand strafzaak, strafzaak, juridische fase, fase strafproces, "
            "justitie, legal stage, criminal case, court stage, legal status"
        ),
        LEGAL_STAGES,
    ),
    "referral_source": Field(
        _("How they found you"),
        _words(
            "verwijzer, verwezen door, bron, bron aanmelding, verwijzende instantie, herkomst, "
            "via, referrer, referral source, referred by, source"
        ),
        SERVICES,
    ),
    "region": Field(
        _("Municipality"),
        _words("gemeente, woonplaats, plaats, regio, municipality, town, city, region"),
        most=80,
    ),
    "signed_up_on": Field(
        _("Signed up on"),
        _words(
            "aanmelddatum, datum aanmelding, aangemeld op, datum binnenkomst, instroomdatum, sign "
            "up date, date of sign up, date received, referral date, opened on"
        ),
        dated=True,
    ),
    "open": Field(
        _("Under way or closed"),
        _words(
            "status, open gesloten, lopend, afgesloten, actief, state, open, closed, open closed, "
            "active"
        ),
        UNDER_WAY,
    ),
    "step": Field(
        _("Where it stands"),
        _words(
            "stap, fase, stand van zaken, voortgang, waar staat het, processtap, step, phase, "
            "stage, progress"
        ),
        most=500,
    ),
    "mediator": Field(
        _("Mediator"),
        _words(
            "bemiddelaar, behandelaar, mediator, medewerker, toegewezen aan, begeleider, assigned "
            "to, case worker, worker, facilitator"
        ),
        {},
    ),
    "other_name": Field(
        _("Name of the other"),
        _words(
            "ander, naam ander, de ander, naam wederpartij, wederpartij, andere partij, "
            "tegenpartij, naam dader, naam slachtoffer, dader, slachtoffer, other, other party, "
            "name other, other person"
        ),
        most=80,
    ),
    "other_note": Field(
        _("A note about the other"),
        _words(
            "notitie ander, opmerking ander, reactie ander, antwoord ander, standpunt "
            "wederpartij, note other, answer other, other note"
        ),
        most=4000,
    ),
    "note": Field(
        _("A note about who signed up"),
        _words(
            "notitie, notities, opmerking, opmerkingen, toelichting, bijzonderheden, note, notes, "
            "remarks, comments"
        ),
        most=4000,
    ),
}


def plain(text: str) -> str:
    """Small letters without accents and signs: how words are compared."""
    split = unicodedata.normalize("NFKD", text.lower())
    kept = "".join(
        sign if sign.isalnum() else " " for sign in split if not unicodedata.combining(sign)
    )
    return " ".join(kept.split())


def guess_columns(headings: Sequence[str]) -> dict[str, int]:
    """Which column holds which field, by its heading; each column at most once, what fits best first."""
    said = [plain(heading) for heading in headings]
    fits = sorted(
        (-_fit(heading, word), place, name, column)
        for column, heading in enumerate(said)
        for name, field in FIELDS.items()
        for place, word in enumerate(field.headings)
        if heading and _fit(heading, word)
    )
    found: dict[str, int] = {}
    for _score, _place, name, column in fits:
        if name not in found and column not in found.values():
            found[name] = column
    return found


def _fit(heading: str, word: str) -> int:
    """3: the same; 2: it begins with all of it; 1: the word stands in it; 0: not at all."""
    if heading == word:
        return 3
    if len(word) < 3:
        return 0
    if heading.startswith(f"{word} "):
        return 2
    return int(f" {word} " in f" {heading} ")


def heading_row(rows: Sequence[Sequence[str]], look_at: int = 15) -> int:
    """Where the headings stand: the row that we know most words of, else the first that is filled like the widest."""
    first = rows[:look_at]
    known = [len(guess_columns(row)) if len({*filter(None, row)}) > 1 else 0 for row in first]
    if max(known) > 1:
        return known.index(max(known))
    filled = [len({cell for cell in row if cell}) for row in first]
    return next(n for n, number in enumerate(filled) if 2 * number >= max(filled))


def guess_words(
    name: str,
    words: Iterable[str],
    people: Mapping[str, str],
    codes: Mapping[str, Any] | None = None,
) -> dict[str, str]:
    """What each word of a column means, as far as we know. ``people``: mediators' names by account; ``codes``: of
    the field with what a service added (`moving_lists`)."""
    if name == "mediator":
        known = {plain(person): account for account, person in people.items()}
        return {word: known[plain(word)] for word in words if plain(word) in known}
    known_codes = FIELDS[name].codes if codes is None else codes
    means = {
        plain(word): code
        for code, listed in MEANS.get(name, {}).items()
        for word in listed
        if code in (known_codes or {})
    }
    for code, label in (known_codes or {}).items():
        said = [label.nl, label.en] if hasattr(label, "nl") else [str(label)]
        means |= {plain(each): code for each in (code, *said)}
    return {word: means[plain(word)] for word in words if plain(word) in means}
