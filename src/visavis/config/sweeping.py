"""The service's dated work, put together: news dates, the study's rounds, the messages that leave.

Each part has its own keys: dated work sees one lane at a time, the study its own drawer and six facts, the
sending round to whom and how. Here they are only introduced to each other.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.conf import settings

from visavis.config import erasing, long_work
from visavis.doors.desk import video_work
from visavis.doors.shared import keyring
from visavis.journal import (
    figures,
    files,
    moving_in,
    outbox,
    reflections,
    refusals,
    telephone_notes,
)
from visavis.journal import sweep as dated
from visavis.journal.keys import (
    Keys,
    facts_ring,
    figures_ring,
    offers_ring,
    outbox_ring,
    participant_ring,
    study_ring,
    sweep_ring,
)
from visavis.journal.models import Party
from visavis.journal.see import see_own, see_party, see_recorded
from visavis.journal.sheet import NotThere
from visavis.mediation.effects import Notice
from visavis.mediation.entries import PartyId
from visavis.mediation.terms import OWN_CONSENT_FROM, day
from visavis.mediation.views import DeskView, PartyView, Reach
from visavis.mediation.wording import spoken_to
from visavis.mediation.words import PartyState
from visavis.outside.messages import Recipient, send_round
from visavis.people import absences, clock
from visavis.service import current as service
from visavis.study import comparison, jobs, paper
from visavis.study import sweep as study
from visavis.study.exports import register
from visavis.study.facts import SixFacts
from visavis.study.offers import Offered, offers_in

MOVING_LEFT, MOVING_DONE = timedelta(days=14), timedelta(days=30)
"""How long a spreadsheet waits for whoever brought it, and how long its report stays."""
JOBS_KEPT = timedelta(days=90)
"""Finished long work stands on its page so long; snapshots and exports themselves stay."""


def sweep(now: datetime, keys: Keys | None = None) -> Mapping[str, int]:
    """All that is due on the day of ``now``; any number may run at once. Returns what was done, counted."""
    with service.held():
        return _sweep(now, keys or keyring.keys())


def _sweep(now: datetime, held: Keys) -> Mapping[str, int]:
    swept = dated.run_due(sweep_ring(held), now)
    looked = study.sweep(
        study_ring(held),
        now,
        facts_of=lambda party: six_facts(held, party, now),
        offers_of=lambda party: closing_offers(held, party, now),
        notify=lambda party, on: notify(held, party, on),
    )
    beside = comparison.remind(day(now), lambda party, on: notify(held, party, on))
    figures.keep_months(figures_ring(held), day(now))  # before anybody of it is erased
    erased = erasing.erase_due(held, now, settings.VISAVIS_ANCHORS)
    left = send_round(outbox_ring(held), now, lambda party: recipient(held, party, now))
    paper.forget(day(now))
    refusals.forget(day(now))
    reflections.forget(held.tenant, day(now))
    telephone_notes.forget(day(now))
    absences.forget(day(now))
    files.tidy()
    register.drop_outdated()
    jobs.forget(clock.real_now() - JOBS_KEPT)
    video_work.clear()
    moving_in.forget(held.tenant, day(now) - MOVING_LEFT, day(now) - MOVING_DONE)
    long_work.work()  # last: it takes longest, and no message waits for it
    return {
        "news dates": swept.done,
        "could not be done": swept.failed + looked.failed,
        "study messages": looked.messages + beside,
        "mails": left.sent,
        "mails that failed": left.failed,
        "to pass on by hand": left.by_hand,
        **erased,
    }


def recipient(keys: Keys, party: PartyId, now: datetime) -> Recipient | None:
    """How somebody wants to be reached: from their own lane, or what they left with the study."""
    if party.startswith(comparison.PREFIX):
        left = comparison.address_of(study_ring(keys), party.removeprefix(comparison.PREFIX))
        return left and Recipient(Reach("email", email=left[0]), left[1])
    try:
        me = see_party(party, participant_ring(keys, party), now).view
    except NotThere:
        return None
    if me.state is PartyState.DECEASED:  # what was queued before goes nowhere
        return None
    return Recipient(me.reach, spoken_to(me, day(now)))


def notify(keys: Keys, party: PartyId, on: date) -> None:
    """Queues the neutral message of the study; the same words as any other."""
    outbox.queue(sweep_ring(keys), Notice(party, on))


def six_facts(keys: Keys, party: PartyId, now: datetime) -> SixFacts | None:
    """The six facts of one person (study §1.2), read for the study by the service; None: not to be asked."""
    found = Party.objects.filter(id=party).values_list("trajectory_id", flat=True).first()
    if found is None:
        return None
    try:
        own, began, file = see_recorded(party, facts_ring(keys, party, found), now)
    except NotThere:  # erased
        return None
    age = own.age(day(now))
    if age is not None and age < OWN_CONSENT_FROM:  # study §1.2: 16 and older
        return None
    return _facts(own, began, file.facts)


def closing_offers(keys: Keys, party: PartyId, now: datetime) -> tuple[Offered, ...]:
    """How far each offer of one person's closing menu came, for the study; read from their own lane alone."""
    try:
        return offers_in(see_own(party, offers_ring(keys, party), now))
    except NotThere:  # erased
        return ()


def facts_in(desk: DeskView, party: PartyId) -> SixFacts:
    """The same from a trajectory already opened. Facts of the event are those intake recorded."""
    side = desk.side(party)
    recorded: dict[str, str] = {}
    for one in desk.sides:
        recorded |= one.file.facts
    return _facts(side.own, side.initiating, recorded)


def form_shown(own: PartyView) -> str:
    """The form of contact that this person's own page has shown first."""
    if own.held:
        return own.held[0].form
    shown = [bool(offer.minutes) for offer in own.offers if offer.state == "opened"]
    shown += [letter.film is not None for letter in own.letters if letter.reader_read]
    if shown:
        return "video_message" if shown[0] else "letters"
    said = own.heard or any(one.received for one in own.messages)
    return "shuttle" if said else "letters"


def _facts(own: PartyView, began: bool, recorded: Mapping[str, str]) -> SixFacts:
    first = own.walked[0].on
    month = recorded.get("event_month", "")
    months = None
    if month:
        year, number = (int(part) for part in month.split("-"))
        months = max(0, (first.year - year) * 12 + first.month - number)
    contact = any(step.state == "in_contact" for step in own.walked)
    return SixFacts(
        relation=own.relation,
        event_type=recorded.get("event_type", "other"),
        began=began,
        form=form_shown(own) if contact else "none",
        sign_up=first,
        months=months,
    )
