"""Before someone says yes, and before a yes is carried on."""

from datetime import date, datetime
from typing import Any

from visavis.mediation.safeguards.registry import age_of, fits, own_view, safeguard
from visavis.mediation.terms import CHILD_UNTIL, DESIGN, OWN_CONSENT_FROM, day
from visavis.mediation.views import DeskView, PartyView, Side
from visavis.mediation.words import LEFT, Text


@safeguard(
    None,
    source="domain §1.1 step 4",
    nl="Geef eerst de uitleg over bemiddeling en privacy.",
    en="Give the information about mediation and privacy first.",
)
def information_was_given(act: Any, desk: DeskView, now: datetime) -> bool:
    """An exploratory talk follows on D5."""
    return bool(desk.side(act.party).own.informed)


def where_it_takes_longer(me: PartyView) -> Text | None:
    """Where the service gives more time to read, "from tomorrow" would promise too much."""
    days = me.informed[-1].read_days if me.informed else me.terms.reading_time
    if days == DESIGN.reading_time:
        return None
    return Text(
        f"Lees eerst rustig de uitleg. Ja zeggen kan na {days} dagen, nee zeggen kan altijd.",
        f"Read the explanation first. Yes is possible after {days} days, no at any time.",
    )


@safeguard(
    2,
    source="CoE 16; EU 12.1.b; UN 13.b",
    nl="Lees eerst rustig de uitleg. Ja zeggen kan vanaf morgen, nee zeggen kan altijd.",
    en="Read the explanation first. Yes is possible from tomorrow, no at any time.",
    otherwise=where_it_takes_longer,
)
def information_was_read(act: Any, me: PartyView, now: datetime) -> bool:
    """Consent only when the information in one's own language was given at least 24 hours (a) before."""
    return any(given.language == me.language and now >= given.read_from for given in me.informed)


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
    fit = own_view(act, view).suitability
    return fit is None or fit.understood


@safeguard(
    11,
    source="CoE 24†; UN 13.a; EU 1.2",
    nl="Er is ook toestemming nodig van een ouder of voogd. Bel ons, dan zoeken we samen hoe het kan.",
    en="A parent or guardian must agree, and the child too. Call us and we will look together.",
)
def child_and_guardian_agree(act: Any, view: PartyView | DeskView, now: datetime) -> bool:
    """Under 16 nobody signs up alone. Under 12 a guardian agrees and the child was heard; 12 to 15 both agree (a).

    A guardian who may decide and says no holds up contact, whatever another says.
    """
    if isinstance(view, PartyView):
        return bool(act.age >= OWN_CONSENT_FROM)
    return all(_child_and_guardian(view.side(party), day(now)) for party in act.parties())


def _child_and_guardian(side: Side, today: date) -> bool:
    age = age_of(side, today)
    if age is None or age >= OWN_CONSENT_FROM:
        return True
    deciding = {one.guardian for one in side.file.guardians if one.may_decide}
    said = [one.agrees for one in side.own.guardians_said if one.guardian in deciding]
    heard = side.own.heard_as_child if age < CHILD_UNTIL else side.own.consented_on
    return bool(said) and all(said) and bool(heard)


@safeguard(
    12,
    source="EU 24.1.b†",
    nl="Deze ouder kan hier niet beslissen. We zoeken een ander.",
    en="This parent cannot decide here. We look for someone else.",
)
def guardian_may_decide(act: Any, desk: DeskView, now: datetime) -> bool:
    """A yes of a guardian who is a party or under suspicion in the event does not count as one."""
    side = desk.side(act.party)
    age = age_of(side, day(now))
    if age is None or age >= OWN_CONSENT_FROM:
        return True
    deciding = {one.guardian for one in side.file.guardians if one.may_decide}
    agreeing = {one.guardian for one in side.own.guardians_said if one.agrees}
    return not agreeing or bool(agreeing & deciding)


@safeguard(
    13,
    source="UN 13.a; CoE 23†",
    nl="Er loopt nog een strafzaak. Praat eerst met uw advocaat als u dat wilt.",
    en="A criminal case is open. Talk to your lawyer first if you wish.",
)
def lawyer_was_offered(act: Any, view: PartyView | DeskView, now: datetime) -> bool:
    """During an open criminal case advice by a lawyer was offered, before a consent is given or carried on."""
    fit = own_view(act, view).suitability
    return fit is None or not fit.criminal_case_open or fit.lawyer_offered


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
    None,
    source="domain §1.4 A7, A8",
    nl="Leg eerst vast of dit nu past.",
    en="Record first whether this fits now.",
)
def suitability_is_positive(act: Any, desk: DeskView, now: datetime) -> bool:
    """The mediator's assessment is there and not negative, for each person it concerns."""
    return all(fits(desk.side(party).own) for party in act.parties())


@safeguard(
    None,
    source="domain §1.4 A8",
    nl="Deze persoon heeft dit nog niet zelf gezegd.",
    en="This person has not yet said so themselves.",
)
def they_consented(act: Any, desk: DeskView, now: datetime) -> bool:
    """The mediator carries on what a person themselves consented to; for a child under 12 a guardian did."""
    return said_yes(desk.side(act.party), day(now))


@safeguard(
    44,
    source="CoE 16",
    nl="We beginnen opnieuw met uw toestemming.",
    en="We start again with your consent.",
)
def consent_is_of_this_time(act: Any, desk: DeskView, now: datetime) -> bool:
    """Reopening voids the consents of before: who came back goes on with a consent given since."""
    side = desk.side(act.party)
    came_back = any(step.state in LEFT for step in side.own.walked)
    return said_yes(side, day(now)) or not came_back


def said_yes(side: Side, today: date) -> bool:
    """Whether a yes stands: one's own, or for a child under 12 a guardian's."""
    age = age_of(side, today)
    child = age is not None and age < CHILD_UNTIL
    guardian = child and any(one.agrees for one in side.own.guardians_said)
    return side.own.consented_on is not None or guardian


@safeguard(
    1,
    source="CoE 16; PH",
    nl="We beginnen pas als de persoon zelf ja heeft gezegd.",
    en="We start only when the person has said yes.",
)
def they_agreed_themselves(act: Any, desk: DeskView, now: datetime) -> bool:
    """A sign-up made by somebody else is taken up after the person's own yes."""
    return desk.side(act.party).own.confirmed


@safeguard(
    5,
    source="UN 7, 13.c; CoE 16",
    nl="Meedoen mag nooit een voorwaarde of een beloning zijn.",
    en="Taking part may never be a condition or a reward.",
)
def no_condition_and_no_reward(act: Any, me: PartyView, now: datetime) -> bool:
    """Nobody is signed up as a condition, for a reward, or so that somebody can report on it."""
    return not act.condition
