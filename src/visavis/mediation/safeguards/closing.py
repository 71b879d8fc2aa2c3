"""Before a way is closed."""

from datetime import datetime
from typing import Any

from visavis.mediation.safeguards.registry import safeguard
from visavis.mediation.terms import SILENCE_AFTER_OFFER, day
from visavis.mediation.views import DeskView
from visavis.mediation.words import ENDED


@safeguard(
    42,
    source="ST; SCO I",
    nl="Bespreek eerst wat iemand na afloop nodig heeft.",
    en="First discuss what helps afterwards.",
)
def closing_was_offered(act: Any, desk: DeskView, now: datetime) -> bool:
    """A closing talk was held or declined, and the menu offered; who said no or stopped may also be silent."""
    own = desk.side(act.party).own
    offered = own.closing.offered_on
    silent = own.state in ENDED and offered and day(now) - offered >= SILENCE_AFTER_OFFER
    return own.closing.menu_offered and bool(own.closing.talk or silent)


@safeguard(
    43,
    source="ST; SCO I; RJC",
    nl="Kies of we u later nog bellen.",
    en="Choose whether we call you later.",
)
def follow_up_was_chosen(act: Any, desk: DeskView, now: datetime) -> bool:
    """Follow-up dates, or a recorded "no thanks"."""
    return bool(desk.side(act.party).own.closing.follow_up)


@safeguard(
    None,
    source="domain §6.3",
    nl="Dit is niet gekozen. Vraag eerst wat iemand wil.",
    en="This was not chosen. First ask what they want.",
)
def support_was_chosen(act: Any, desk: DeskView, now: datetime) -> bool:
    """What helps afterwards is arranged and held for who chose it, and for nobody else."""
    return desk.side(act.party).own.supported(act.what).chosen_on is not None


@safeguard(
    None,
    source="domain §6.3; D22",
    nl="Laat deze tekst eerst lezen. Hij gaat pas weg na een ja op precies deze woorden.",
    en="Let them read this text first. It goes only after a yes to exactly these words.",
)
def handover_is_agreed(act: Any, desk: DeskView, now: datetime) -> bool:
    """A note goes to another service once, after its person agreed to it word for word."""
    note = desk.side(act.party).own.handover(act.note)
    return note is not None and note.agreed is True and note.handed_on is None


@safeguard(
    None,
    source="domain §6.3",
    nl="Deze brief ligt hier niet meer.",
    en="This letter does not lie here any more.",
)
def envelope_is_here(act: Any, desk: DeskView, now: datetime) -> bool:
    """A letter to oneself that lies with us in an envelope, and did not go back yet."""
    letter = desk.side(act.party).own.own_letter(act.letter)
    return letter is not None and letter.in_envelope and letter.back_on is None


@safeguard(
    None,
    source="domain §6.2",
    nl="Praat eerst over wat deze persoon van de kring wil.",
    en="First talk about what this person wants of the circle.",
)
def circle_is_talked_over(act: Any, desk: DeskView, now: datetime) -> bool:
    """A circle is planned and held after a talk about the wish, and once."""
    circle = desk.side(act.party).own.circle
    return circle.talked_on is not None and circle.met_on is None


@safeguard(
    None,
    source="domain §6.2",
    nl="Bel eerst met ieder die in de kring komt.",
    en="First call each who comes to the circle.",
)
def everyone_in_the_circle_was_called(act: Any, desk: DeskView, now: datetime) -> bool:
    """Somebody was asked, and whoever was asked was spoken with before they come."""
    asked = desk.side(act.party).own.in_circle
    return bool(asked) and all(guest.state == "admitted" for guest in asked)
