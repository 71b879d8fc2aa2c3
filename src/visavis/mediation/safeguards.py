"""The safeguards of domain §4 that this house holds: one function each, with number, source and sentence.

A participant's act is checked against their own view; a desk act may look at everyone. ``docs/safeguards.md``
is generated from this file.
"""

from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from typing import Any

from visavis.mediation.acts import Safeguard
from visavis.mediation.terms import (
    ANSWER_PERIOD,
    OPEN_CEILING,
    OWN_CONSENT_FROM,
    READING_TIME,
    YEAR_CEILING,
    day,
)
from visavis.mediation.views import DeskView, PartyView, Side
from visavis.mediation.words import COMMITTED, LEFT, PartyState, Text

Check = Callable[[Any, Any, datetime], bool]

SAFEGUARDS: dict[int, Safeguard] = {}
ORDER_RULES: list[Safeguard] = []


def safeguard(number: int | None, *, source: str, nl: str, en: str) -> Callable[[Check], Safeguard]:
    """Makes a check into the safeguard of this number; a plain rule of order has none."""

    def declare(check: Check) -> Safeguard:
        made = Safeguard(number, source, Text(nl, en), check, check.__name__, check.__doc__ or "")
        if number is None:
            ORDER_RULES.append(made)
        elif number in SAFEGUARDS:
            raise ValueError(f"S{number} is declared twice")
        else:
            SAFEGUARDS[number] = made
        return made

    return declare


def _own(act: Any, view: PartyView | DeskView) -> PartyView:
    """The view of whose act it is; for a desk act, of the person it is about."""
    return view if isinstance(view, PartyView) else view.side(act.party).own


@safeguard(
    2,
    source="CoE 16; EU 12.1.b; UN 13.b",
    nl="Lees eerst rustig de uitleg. Ja zeggen kan vanaf morgen, nee zeggen kan altijd.",
    en="Read the explanation first. Yes is possible from tomorrow, no at any time.",
)
def information_was_read(act: Any, me: PartyView, now: datetime) -> bool:
    """Consent only when the information in one's own language was given at least 24 hours (a) before."""
    return any(
        given.language == me.language and now - given.at >= READING_TIME for given in me.informed
    )


@safeguard(
    4,
    source="CoE 16; RJC",
    nl="Deze vorm kan alleen als iedereen er zelf voor kiest.",
    en="This form needs everyone's own choice.",
)
def everyone_chose_this_form(act: Any, desk: DeskView, now: datetime) -> bool:
    """A form of contact is agreed, and used, only when each person chose it; letters unless the act says."""
    people = [side for side in desk.sides if side.own.committed]
    both = {side.initiating for side in people} == {True, False}
    form = getattr(act, "form", "letters")
    return both and all(side.own.form_choice == form for side in people)


@safeguard(
    7,
    source="PH; EU rec. 46",
    nl="Deze persoon heeft nee gezegd. Wij vragen het niet opnieuw.",
    en="This person said no. We do not ask again.",
)
def no_is_respected(act: Any, desk: DeskView, now: datetime) -> bool:
    """No new approach after a no in this trajectory, at any time, unless that person calls: they reopen."""
    own = desk.side(act.party).own
    return own.answered != "no" and own.state is not PartyState.DECLINED


@safeguard(
    8,
    source="EFRJ",
    nl="We schrijven hoogstens twee keer.",
    en="We write twice at most.",
)
def we_write_twice_at_most(act: Any, desk: DeskView, now: datetime) -> bool:
    """One letter and one reminder a route; another route needs a new route record."""
    file = desk.side(act.party).file
    newest = len(file.routes) - 1
    letters = sum(approach.route == newest for approach in file.approaches)
    if act.__class__.__name__ == "SendApproach":
        return letters == 0
    last = max((approach.on for approach in file.approaches), default=None)
    since = [on for on in file.reminders if last is None or on >= last]
    return letters == 1 and not since


@safeguard(
    9,
    source="UN 13.a; EU 7",
    nl="Regel eerst een tolk die niet tot de familie hoort.",
    en="Arrange an interpreter from outside the family first.",
)
def language_is_mastered(act: Any, desk: DeskView, now: datetime) -> bool:
    """A talk in a language the person masters, or with an interpreter who is no relative."""
    return act.language_help in {"mastered", "interpreter", "translation"}


@safeguard(
    10,
    source="CoE 26†",
    nl="We leggen het eerst op een andere manier uit.",
    en="We first explain it in another way.",
)
def meaning_is_understood(act: Any, view: PartyView | DeskView, now: datetime) -> bool:
    """No consent, and none carried on, where the mediator recorded that the meaning is not understood."""
    fit = _own(act, view).suitability
    return fit is None or fit.understood


@safeguard(
    11,
    source="CoE 24†; UN 13.a; EU 1.2",
    nl="Er is ook toestemming nodig van een ouder of voogd. Bel ons, dan zoeken we samen hoe het kan.",
    en="A parent or guardian must agree, and the child too. Call us and we will look together.",
)
def old_enough_alone(act: Any, me: PartyView, now: datetime) -> bool:
    """Under 16 the form asks to call: consents of child and guardian are given in a talk."""
    return bool(act.age >= OWN_CONSENT_FROM)


@safeguard(
    13,
    source="UN 13.a; CoE 23†",
    nl="Er loopt nog een strafzaak. Praat eerst met uw advocaat als u dat wilt.",
    en="A criminal case is open. Talk to your lawyer first if you wish.",
)
def lawyer_was_offered(act: Any, view: PartyView | DeskView, now: datetime) -> bool:
    """During an open criminal case advice by a lawyer was offered, before a consent is given or carried on."""
    fit = _own(act, view).suitability
    return fit is None or not fit.criminal_case_open or fit.lawyer_offered


@safeguard(
    14,
    source="RJC; SCO E",
    nl="Wilt u iemand meenemen? Kies ja of nee. Uw bemiddelaar vraagt het u in een gesprek.",
    en="Would you like someone with you? Choose yes or no. Your mediator asks you in a talk.",
)
def supporter_was_asked(act: Any, me: PartyView, now: datetime) -> bool:
    """Ready only after the question who may come along."""
    return me.supporter_asked


@safeguard(
    15,
    source="RJC; SCO C",
    nl="Eerst maken we het verkennende gesprek af.",
    en="We finish the exploratory talk first.",
)
def initiator_is_explored(act: Any, desk: DeskView, now: datetime) -> bool:
    """No approach before the initiator's talk, safety and permission (A9); none while they have stopped."""
    return any(
        _has_explored(side) and "approach" in side.own.may_tell for side in desk.others(act.party)
    )


@safeguard(
    16,
    source="RJC; UN 10",
    nl="We hebben nog niet met iedereen apart gesproken.",
    en="We have not yet spoken with everyone apart.",
)
def everyone_is_explored(act: Any, desk: DeskView, now: datetime) -> bool:
    """Preparation begins when everyone was spoken with apart, is willing, and let the other know."""
    sides = [desk.side(party) for party in act.parties()]
    both = {side.initiating for side in sides} == {True, False}
    return both and all(
        _has_explored(side) and "O.takes_part" in side.own.may_tell for side in sides
    )


def _has_explored(side: Side) -> bool:
    return bool(side.own.talks) and _fits(side.own) and side.place in COMMITTED


def _fits(own: PartyView) -> bool:
    return own.suitability is not None and own.suitability.verdict in {"go", "with_measures"}


@safeguard(
    17,
    source="UN 10; EU 12.1.a",
    nl="Er staat nog een zorg open. Die lossen we eerst op.",
    en="A concern is open. We solve it first.",
)
def worries_are_answered(act: Any, desk: DeskView, now: datetime) -> bool:
    """No contact or delivery while a safety flag lacks a measure."""
    return not any(side.file.open_worries for side in desk.sides)


@safeguard(
    20,
    source="EU 12.1.c; UN 8; CoE 30†; SCO A1",
    nl="Contact kan pas als iemand erkent wat er in grote lijnen is gebeurd.",
    en="Contact needs the basic facts to be acknowledged.",
)
def facts_are_acknowledged(act: Any, desk: DeskView, now: datetime) -> bool:
    """Told in private, used nowhere else."""
    side = desk.side(act.party)
    return side.own.relation != "responsible" or side.file.acknowledges is True


@safeguard(
    21,
    source="SCO A2; UNH",
    nl="Nu is niet het goede moment. We zoeken eerst steun voor u. Bel 113 als u aan zelfmoord denkt.",
    en="Now is not the moment. We first find support. If you think of suicide, call 113.",
)
def not_in_acute_crisis(act: Any, desk: DeskView, now: datetime) -> bool:
    """No consent or contact while one of the people it concerns is in acute crisis."""
    fits = [desk.side(party).own.suitability for party in act.parties()]
    return all(fit is not None and not fit.acute for fit in fits)


@safeguard(
    25,
    source="CoE 14; UN 9",
    nl="We zijn er niet zeker van dat dit voor iedereen eerlijk is.",
    en="We are not sure this is fair to everyone.",
)
def motive_is_fair(act: Any, desk: DeskView, now: datetime) -> bool:
    """Nothing goes on while anyone's assessment records domination, revenge or tracing as motive."""
    return not any(side.file.motive_fair is False for side in desk.sides)


@safeguard(
    26,
    source="UN 18; CoE 46†",
    nl="Deze bemiddelaar kent een van de mensen. Kies een ander.",
    en="This mediator knows someone involved.",
)
def mediator_knows_nobody(act: Any, desk: DeskView, now: datetime) -> bool:
    """The mediator declared to know none of the people and to have no other role for one."""
    return bool(act.knows_nobody)


@safeguard(
    27,
    source="EU 25.4; CoE 42†",
    nl="Voor dit traject is extra scholing nodig.",
    en="This needs further training.",
)
def mediator_is_trained(act: Any, desk: DeskView, now: datetime) -> bool:
    """Sexual harm, domestic violence, stalking and a death ask for further training."""
    facts: dict[str, str] = {}
    for side in desk.sides:
        facts |= side.file.facts
    sensitive = {"sexual_harm", "domestic", "threat_stalking", "homicide"}
    needed = facts.get("event_type") in sensitive or facts.get("fatal") == "yes"
    return "sensitive" in act.trained_for or not needed


@safeguard(
    28,
    source="UNH; PH",
    nl="Deze bemiddelaar heeft al veel trajecten. Overleg eerst.",
    en="This mediator's load is full.",
)
def load_is_bearable(act: Any, desk: DeskView, now: datetime) -> bool:
    """30 open, 60 new a year (a), unless the supervisor gave a reason."""
    within = act.open_now < OPEN_CEILING and act.new_this_year < YEAR_CEILING
    return within or bool(act.reason_above_ceiling.strip())


@safeguard(
    30,
    source="RJC; UNH",
    nl="Er is nog een voorbereidend gesprek nodig. Uw bemiddelaar belt u om het te plannen.",
    en="One more preparation talk is needed. Your mediator calls you to plan it.",
)
def prepared_apart(act: Any, me: PartyView, now: datetime) -> bool:
    """Ready only after one preparation talk apart with this person."""
    return any(talk.kind == "preparation" for talk in me.talks)


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


@safeguard(
    34,
    source="CoE 17",
    nl="De tekst is veranderd. Geef hem opnieuw vrij.",
    en="The text changed. Release it again.",
)
def text_is_the_one_released(act: Any, view: PartyView | DeskView, now: datetime) -> bool:
    """What is released is exactly what was shown; what is passed and offered is exactly what was released."""
    if isinstance(view, PartyView):
        return bool(act.version_hash == version_hash_of(act.text, act.sign_as))
    letter = _own(act, view).letter(act.letter)
    return letter is not None and letter.version_hash == act.version_hash


@safeguard(
    42,
    source="ST; SCO I",
    nl="Bespreek eerst wat iemand na afloop nodig heeft.",
    en="First discuss what helps afterwards.",
)
def closing_was_offered(act: Any, desk: DeskView, now: datetime) -> bool:
    """A closing talk was held or declined, and the closing menu offered."""
    closing = desk.side(act.party).own.closing
    return bool(closing.talk) and closing.menu_offered


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
    44,
    source="CoE 16",
    nl="We beginnen opnieuw met uw toestemming.",
    en="We start again with your consent.",
)
def consent_is_of_this_time(act: Any, desk: DeskView, now: datetime) -> bool:
    """Reopening voids the consents of before: who came back goes on with a consent given since."""
    own = desk.side(act.party).own
    came_back = any(step.state in LEFT for step in own.walked)
    return own.consented_on is not None or not came_back


@safeguard(
    None,
    source="domain §1.1 step 3",
    nl="Intake belt eerst en legt vast waar het om gaat.",
    en="Intake calls first and records what it is about.",
)
def sign_up_is_prepared(act: Any, desk: DeskView, now: datetime) -> bool:
    """Taken up when the facts are there: which training it asks for (S27) follows from them."""
    return desk.desk.prepared


@safeguard(
    None,
    source="domain §1.1 step 4",
    nl="Geef eerst de uitleg over bemiddeling en privacy.",
    en="Give the information about mediation and privacy first.",
)
def information_was_given(act: Any, desk: DeskView, now: datetime) -> bool:
    """An exploratory talk follows on D5."""
    return bool(desk.side(act.party).own.informed)


@safeguard(
    None,
    source="domain §1.4 A7, A8",
    nl="Leg eerst vast of dit nu past.",
    en="Record first whether this fits now.",
)
def suitability_is_positive(act: Any, desk: DeskView, now: datetime) -> bool:
    """The mediator's assessment is there and not negative, for each person it concerns."""
    return all(_fits(desk.side(party).own) for party in act.parties())


@safeguard(
    None,
    source="domain §1.2.6",
    nl="Een eerste brief komt niet op vrijdag, zaterdag of zondag aan. Kies een andere dag.",
    en="A first letter does not arrive on Friday to Sunday. Choose another day.",
)
def arrives_on_a_reachable_day(act: Any, desk: DeskView, now: datetime) -> bool:
    """The mediator must be reachable on the days after delivery; nothing arrives before a weekend."""
    return bool(act.arrives_on.weekday() < 4 and act.arrives_on >= day(now))


@safeguard(
    None,
    source="domain §1.2.7",
    nl="Kies eerst langs welke weg wij schrijven, en hoe wij aan het adres komen.",
    en="Record first by which route we write, and where the address comes from.",
)
def there_is_a_route(act: Any, desk: DeskView, now: datetime) -> bool:
    """A letter goes to an address whose source is named."""
    return bool(desk.side(act.party).file.routes)


@safeguard(
    None,
    source="domain §1.1 step 5",
    nl="De antwoordtijd loopt nog.",
    en="The time to answer is still running.",
)
def answer_period_is_over(act: Any, desk: DeskView, now: datetime) -> bool:
    """Silence is recorded only after the period named in the letter."""
    approaches = desk.side(act.party).file.approaches
    return bool(approaches) and day(now) - approaches[-1].on >= ANSWER_PERIOD


@safeguard(
    None,
    source="domain §5.3",
    nl="Deze zin mag nu niet: wie het aangaat gaf hem niet vrij.",
    en="This sentence is not possible now: whoever it is about did not release it.",
)
def sentence_may_be_told(act: Any, desk: DeskView, now: datetime) -> bool:
    """O.talking and O.takes_part only as released; own words only beside O.no_contact, word for word."""
    others = desk.others(act.party)
    if act.code == "O.talking":
        return (
            any(other.own.active and "O.talking" in other.own.may_tell for other in others)
            and not act.words
        )
    if act.code == "O.takes_part":
        return (
            any(other.own.committed and "O.takes_part" in other.own.may_tell for other in others)
            and not act.words
        )
    if act.words:
        return act.code == "O.no_contact" and any(
            other.own.may_tell_words == act.words for other in others
        )
    return act.code in {"O.longer", "O.no_contact", "O.asked", "O.not_asked"}


@safeguard(
    None,
    source="domain §1.3 News",
    nl="Dit hoort iemand op de afgesproken dag. Kies hun nieuwsdatum.",
    en="This is told on the agreed day. Choose their news date.",
)
def told_on_the_news_date(act: Any, desk: DeskView, now: datetime) -> bool:
    """What says that there is no contact, or that it takes longer, waits for the fixed day."""
    if act.code not in {"O.no_contact", "O.longer"}:
        return True
    return bool(act.on == desk.side(act.party).own.news_date)


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
    return standing and (gate.state if gate else "") in act.at_gate


@safeguard(
    None,
    source="domain §1.4 A24",
    nl="Laten weten dat er iets is kan pas als iedereen klaar is voor contact.",
    en="Saying that something is here is possible when everyone is ready for contact.",
)
def both_are_ready(act: Any, desk: DeskView, now: datetime) -> bool:
    """Offering needs author and reader ready or in contact, on letters both chose."""
    sides = [desk.side(act.party), desk.side(act.reader)]
    ready = {PartyState.READY, PartyState.IN_CONTACT}
    return all(side.state in ready and side.own.form_agreed == "letters" for side in sides)


@safeguard(
    None,
    source="domain §2.3.8",
    nl="De lezer heeft dit niet vrijgegeven.",
    en="The reader did not release this.",
)
def reader_released_this(act: Any, desk: DeskView, now: datetime) -> bool:
    """What the author hears of the reader is exactly what the reader let go."""
    gate = desk.side(act.party).file.gate(act.letter)
    offer = desk.side(gate.reader).own.offer(gate.offer) if gate and gate.offer else None
    return (
        offer is not None
        and bool(act.received or act.read or act.reaction)
        and offer.reaction == act.reaction
        and offer.released_received >= act.received
        and offer.released_read >= act.read
    )


@safeguard(
    None,
    source="domain §1.4 A8, A21",
    nl="Deze persoon heeft dit nog niet zelf gezegd.",
    en="This person has not yet said so themselves.",
)
def they_said_so(act: Any, desk: DeskView, now: datetime) -> bool:
    """The mediator carries on what a person themselves consented to or declared."""
    own = desk.side(act.party).own
    if act.__class__.__name__ == "ConfirmReady":
        return own.ready_wished
    return own.consented_on is not None


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


def version_hash_of(text: str, sign_as: str) -> str:
    """The hash that binds a release to what was on the screen: text and signature, UTF-8, SHA-256 in hex."""
    return sha256(f"{len(sign_as)}:{sign_as}{text}".encode()).hexdigest()
