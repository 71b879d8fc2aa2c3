"""The service's dated work, put together: news dates, the study's rounds, the messages that leave.

Each part has its own keys: dated work sees one lane at a time, the study its own drawer and six facts, the
sending round to whom and how. Here they are only introduced to each other.
"""

from collections.abc import Mapping
from datetime import date, datetime

from visavis.doors.shared import keyring
from visavis.journal import outbox
from visavis.journal import sweep as dated
from visavis.journal.keys import (
    Keys,
    desk_ring,
    outbox_ring,
    participant_ring,
    study_ring,
    sweep_ring,
)
from visavis.journal.models import OutboxRow, Party
from visavis.journal.see import see_desk, see_party
from visavis.journal.sheet import NotThere
from visavis.mediation.effects import Notice
from visavis.mediation.entries import PartyId
from visavis.mediation.views import DeskView
from visavis.outside.messages import Recipient, send_round
from visavis.study import sweep as study
from visavis.study.facts import SixFacts


def sweep(now: datetime, keys: Keys | None = None) -> Mapping[str, int]:
    """All that is due on the day of ``now``; any number may run at once. Returns what was done, counted."""
    held = keys or keyring.keys()
    swept = dated.run_due(sweep_ring(held), now)
    looked = study.sweep(
        study_ring(held),
        now,
        facts_of=lambda party: six_facts(held, party, now),
        notify=lambda party, on: notify(held, party, on),
    )
    left = send_round(outbox_ring(held), now, lambda party: recipient(held, party, now))
    return {
        "news dates": swept.done,
        "could not be done": swept.failed + looked.failed,
        "study messages": looked.messages,
        "mails": left.sent,
        "mails that failed": left.failed,
        "to pass on by hand": left.by_hand,
    }


def recipient(keys: Keys, party: PartyId, now: datetime) -> Recipient | None:
    """How somebody wants to be reached, from their own lane."""
    try:
        me = see_party(party, participant_ring(keys, party), now).view
    except NotThere:
        return None
    return Recipient(me.reach, me.language)


def notify(keys: Keys, party: PartyId, on: date) -> None:
    """Queues the neutral message of the study; the same words as any other."""
    row: OutboxRow = outbox.outbox_row(sweep_ring(keys), Notice(party, on))
    row.save(force_insert=True)


def six_facts(keys: Keys, party: PartyId, now: datetime) -> SixFacts | None:
    """The six facts of one person (study §1.2), read for the study by the service."""
    found = Party.objects.filter(id=party).values_list("trajectory_id", flat=True).first()
    if found is None:
        return None
    return facts_in(see_desk(found, desk_ring(keys), now).view, party)


def facts_in(desk: DeskView, party: PartyId) -> SixFacts:
    """The same from a trajectory already opened. Facts of the event are those intake recorded."""
    side = desk.side(party)
    recorded: dict[str, str] = {}
    for one in desk.sides:
        recorded |= one.file.facts
    first = side.own.walked[0].on
    month = recorded.get("event_month", "")
    months = None
    if month:
        year, number = (int(part) for part in month.split("-"))
        months = max(0, (first.year - year) * 12 + first.month - number)
    contact = any(step.state == "in_contact" for step in side.own.walked)
    return SixFacts(
        relation=side.own.relation,
        event_type=recorded.get("event_type", "other"),
        began=side.initiating,
        form="letters" if contact else "none",
        sign_up=first,
        months=months,
    )
