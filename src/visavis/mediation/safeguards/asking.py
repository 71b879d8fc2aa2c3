"""Before the other is asked."""

from datetime import datetime
from typing import Any

from visavis.mediation.days import is_calm, letter_may_arrive
from visavis.mediation.safeguards.registry import age_of, has_explored, safeguard
from visavis.mediation.terms import (
    CHILD_UNTIL,
    NO_KEPT_YEARS,
    OWN_CONSENT_FROM,
    day,
    years_after,
)
from visavis.mediation.views import DeskView
from visavis.mediation.words import PartyState


@safeguard(
    7,
    source="PH; EU rec. 46",
    nl="Deze persoon heeft nee gezegd. Wij vragen het niet opnieuw.",
    en="This person said no. We do not ask again.",
)
def no_is_respected(act: Any, desk: DeskView, now: datetime) -> bool:
    """No new approach after a no here, at any time, nor within 12 months (a) of one elsewhere that intake knows of.

    Unless that person calls: they reopen, or sign up.
    """
    side = desk.side(act.party)
    elsewhere = [match.on for match in side.file.matches if match.what == "said_no"]
    recent = any(day(now) < years_after(on, NO_KEPT_YEARS) for on in elsewhere)
    said_no = side.own.answered == "no" or side.own.state is PartyState.DECLINED
    return not (said_no or recent)


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
    if act.first:
        return letters == 0
    last = max((approach.on for approach in file.approaches), default=None)
    since = [on for on in file.reminders if last is None or on >= last]
    return letters == 1 and not since


@safeguard(
    15,
    source="RJC; SCO C",
    nl="Eerst maken we het verkennende gesprek af.",
    en="We finish the exploratory talk first.",
)
def initiator_is_explored(act: Any, desk: DeskView, now: datetime) -> bool:
    """No approach before the initiator's talk, safety and permission (A9); none while they have stopped."""
    return any(
        has_explored(side) and "approach" in side.own.may_tell
        for side in desk.sides
        if side.party != act.party
    )


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
    source="domain §1.2.6",
    nl="Een brief komt niet aan op vrijdag, in het weekend, of op of vlak voor een feestdag. Kies een andere dag.",
    en="A letter does not arrive on Friday to Sunday, nor on or just before a public holiday. Choose another day.",
)
def arrives_on_a_reachable_day(act: Any, desk: DeskView, now: datetime) -> bool:
    """The mediator must be reachable on the days after delivery."""
    return letter_may_arrive(act.arrives_on) and act.arrives_on >= day(now)


@safeguard(
    None,
    source="domain §1.2.6",
    nl="Deze dag ligt te dicht bij een verjaardag of de dag van toen. Of bij een zitting of een vrijlating.",
    en="This day is too near a birthday, the day it happened, a hearing or a release.",
)
def arrives_on_a_calm_day(act: Any, desk: DeskView, now: datetime) -> bool:
    """Not on a birthday, nor within 14 days of the event's day, a hearing or a release, where known."""
    return is_calm(act.arrives_on, desk.heavy_days(act.party))


@safeguard(
    None,
    source="domain §1.1 step 5",
    nl="De antwoordtijd loopt nog.",
    en="The time to answer is still running.",
)
def answer_period_is_over(act: Any, desk: DeskView, now: datetime) -> bool:
    """Silence is recorded only after the period named in the letter."""
    approaches = desk.side(act.party).file.approaches
    return bool(approaches) and day(now) >= approaches[-1].answer_by


@safeguard(
    None,
    source="domain §1.3",
    nl="Onder 12 gaat de brief naar een ouder of voogd, van 12 tot en met 15 naar allebei.",
    en="Under 12 the letter goes to a parent or guardian, from 12 to 15 to both.",
)
def letter_goes_to_who_may_answer(act: Any, desk: DeskView, now: datetime) -> bool:
    """To the guardian under 12, to both from 12 to 15, to the young person from 16 (a)."""
    age = age_of(desk.side(act.party), day(now))
    if age is None or age >= OWN_CONSENT_FROM:
        return bool(act.to == "them")
    return bool(act.to == ("guardian" if age < CHILD_UNTIL else "both"))


@safeguard(
    None,
    source="domain §1.2.7",
    nl="In deze brief staat meer dan er verteld mag worden. Kies de korte brief.",
    en="This letter says more than may be told. Choose the short one.",
)
def letter_says_what_was_ticked(act: Any, desk: DeskView, now: datetime) -> bool:
    """The informed letter says that someone would like contact: who began ticked that (A9)."""
    ticked = {tick for side in desk.sides for tick in side.own.may_tell}
    return act.version != "informed" or "someone" in ticked


@safeguard(
    None,
    source="domain §1.4 A42",
    nl="Dit kan pas als allebei willen meedoen, en allebei naar de ander vroegen.",
    en="This is possible when both take part, and both asked for the other.",
)
def both_asked_for_each_other(act: Any, desk: DeskView, now: datetime) -> bool:
    """Both are willing and allowed us to ask; intake noticed that the two sign-ups cross."""
    crossed = any(
        match.what == "signed_up_too" and match.trajectory == act.there
        for match in desk.side(act.party).file.matches
    )
    here = any(
        side.state is PartyState.WILLING and "approach" in side.own.may_tell
        for side in desk.others(act.party)
    )
    return bool(crossed and here and act.willing_there and act.allowed_there)
