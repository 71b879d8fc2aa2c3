"""Before something written goes from one to the other."""

from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256
from typing import Any

from visavis.mediation.safeguards.registry import own_view, safeguard
from visavis.mediation.views import DeskView, PartyView, Picture
from visavis.mediation.words import HEARS_OF_STAFF, Text

REVIEW = {
    "no_blame": Text("Geen verwijt of dreiging", "No blame or threat"),
    "no_contact_details": Text("Geen adres, nummer of plek", "No address, number or place"),
    "no_demand": Text("Geen eis om vergeving of antwoord", "No demand for forgiveness or a reply"),
    "no_third_people": Text("Geen andere mensen herkenbaar", "No other people recognisable"),
    "no_surprise": Text(
        "Geen nieuwe feiten die voorbereiding vragen", "No new facts that need preparation"
    ),
}
"""What the mediator looks at before a letter passes (domain §2.3.3)."""


MOST_TAKES = 12
"""Of one video message, at the same time."""


def version_hash_of(text: str, sign_as: str, pictures: Iterable[Picture] = ()) -> str:
    """The hash that binds a release to what was on the screen: text, signature and each picture with its words.

    UTF-8, SHA-256 in hex; of parts of known length, so that no two letters read alike.
    """
    written = sha256(f"{len(sign_as)}:{sign_as}{text}".encode()).hexdigest()
    shown = "".join(f"{one.digest:>64}{len(one.says)}:{one.says}" for one in pictures)
    return sha256(f"{written}{shown}".encode()).hexdigest() if shown else written


@safeguard(
    None,
    source="domain §2.3",
    nl="Deze brief staat niet meer bij de poort.",
    en="This letter is no longer at the gate.",
)
def letter_is_at_this_gate(act: Any, desk: DeskView, now: datetime) -> bool:
    """A letter is passed or given back once, offered when passed, and only while its author leaves it there."""
    side = desk.side(act.party)
    letter, gate = side.own.letter(act.letter), side.file.gate(act.letter)
    standing = letter is not None and letter.state == "released"
    a_film = getattr(act, "a_film", None)  # only an offer says which of the two it is
    fits = a_film is None or (letter is not None and (letter.film is not None) is a_film)
    return standing and fits and (gate.state if gate else "") in act.at_gate


@safeguard(
    None,
    source="domain §2.3.10",
    nl="Dit kan alleen als de schrijver het zo wilde. En als de lezer er zelf naar vroeg.",
    en="Only if its writer wanted it so, and the reader asked for it themselves.",
)
def kept_letter_may_be_given(act: Any, desk: DeskView, now: datetime) -> bool:
    """After rounding off only a letter of which its author said so, once, to who asks for it and talks with us."""
    side, reader = desk.side(act.party), desk.side(act.reader)
    letter, gate = side.own.letter(act.letter), side.file.gate(act.letter)
    given = gate is not None and gate.offer and reader.own.offer(gate.offer) is not None
    stands = letter is not None and letter.may_be_given and not given
    return bool(stands and act.asked and reader.own.state in HEARS_OF_STAFF)


@safeguard(
    32,
    source="CoE 17; RJC",
    nl="De bemiddelaar kijkt eerst mee.",
    en="The mediator looks first.",
)
def mediator_read_it(act: Any, desk: DeskView, now: datetime) -> bool:
    """Passing means that a person looked at each point of the review."""
    return set(act.looked_at) >= set(REVIEW)


@safeguard(
    33,
    source="PH; RJC",
    nl="Alleen wie wil, krijgt te horen of er iets is.",
    en="Only those who wish hear whether there is anything.",
)
def reader_wishes_to_know(act: Any, desk: DeskView, now: datetime) -> bool:
    """An offer needs the reader's standing wish yes."""
    return desk.side(act.reader).own.standing_wish == "yes"


def _always(me: PartyView) -> bool:
    return True


@safeguard(
    34,
    source="CoE 17",
    nl="De tekst is veranderd. Geef hem opnieuw vrij.",
    en="The text changed. Release it again.",
)
def text_is_the_one_released(act: Any, view: PartyView | DeskView, now: datetime) -> bool:
    """What is released is exactly what was shown; what is passed and offered is exactly what was released."""
    if isinstance(view, PartyView):
        pictures = getattr(act, "pictures", ())  # a message has none
        exact = act.version_hash == version_hash_of(act.text, act.sign_as, pictures)
        return bool(exact and getattr(act, "is_as_it_stands", _always)(view))
    letter = own_view(act, view).letter(act.letter)
    return letter is not None and letter.version_hash == act.version_hash


@safeguard(
    31,
    source="CoE 17; UN 14",
    nl="Dit is nog niet vrijgegeven door wie het schreef.",
    en="Its author has not released this.",
)
def its_author_released_it(act: Any, desk: DeskView, now: datetime) -> bool:
    """What one hears of another is exactly what that other released: the act says where that stands."""
    return bool(act.was_released(desk))


@safeguard(
    36,
    source="RJC",
    nl="Laat eerst horen of dit precies uw boodschap is.",
    en="First confirm this is exactly your message.",
)
def message_is_approved_word_for_word(act: Any, desk: DeskView, now: datetime) -> bool:
    """A message passes and is spoken only as its author approved it, to the letter."""
    mine = desk.side(act.party).own.message(act.message)
    text = getattr(act, "text", mine.text if mine else "")
    return (
        mine is not None
        and mine.state == "approved"
        and mine.version_hash == act.version_hash == version_hash_of(text, "")
    )


@safeguard(
    None,
    source="domain §2.4",
    nl="Deze boodschap staat niet meer bij de poort.",
    en="This message is no longer at the gate.",
)
def message_is_at_this_gate(act: Any, desk: DeskView, now: datetime) -> bool:
    """A message is passed or given back once, spoken when passed, and only while its author leaves it there."""
    side = desk.side(act.party)
    mine, gate = side.own.message(act.message), side.file.gate(act.message)
    standing = mine is not None and mine.state in {"said", "approved"}
    return standing and (gate.state if gate else "") in act.at_gate


@safeguard(
    None,
    source="domain §2.5",
    nl="Er is al een opname gekozen, of er zijn al twaalf opnames. Kies er eerst een, of begin opnieuw.",
    en="A take was chosen already, or there are twelve. Choose one first, or begin anew.",
)
def take_can_still_be_changed(act: Any, desk: DeskView, now: datetime) -> bool:
    """Takes are made and chosen from until one is; then the others are gone."""
    mine = desk.side(act.party).own.video(act.video)
    if mine is None:
        return True
    full = act.brings and len(mine.takes) >= MOST_TAKES
    return not mine.chosen and not full


@safeguard(
    None,
    source="domain §2.5",
    nl="Een video blijft alleen langer als iedereen dat zelf koos.",
    en="A video stays longer only where everyone chose that themselves.",
)
def everyone_keeps_it(act: Any, desk: DeskView, now: datetime) -> bool:
    """Kept after its time only by the choice of who made it and of who saw it."""
    seen = desk.side(act.party).own.offer(act.offer)
    made = [
        side.own.letter(gate.letter)
        for side in desk.others(act.party)
        for gate in side.file.gates
        if gate.offer == act.offer
    ]
    both = seen is not None and seen.keep and any(one is not None and one.may_stay for one in made)
    return both or not act.stays
