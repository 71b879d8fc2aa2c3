"""Telling somebody that there is something for them: one neutral sentence, in the way they chose.

Only e-mail leaves by itself. A call, a short message and a plain envelope are made by a person at the desk,
who ticks it off; who chose to look for themselves is told nothing.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from smtplib import SMTPException

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.validators import validate_email

from visavis.journal import outbox
from visavis.journal.envelope import Damaged
from visavis.journal.keys import ALARM, Ring
from visavis.journal.root import KeyUnavailable
from visavis.mediation.entries import PartyId
from visavis.mediation.safeguards import betrays_nothing
from visavis.mediation.terms import HERE, day
from visavis.mediation.views import PartyView, Reach
from visavis.mediation.words import Text
from visavis.outside.messages_words import BODY, SUBJECT, TOMORROW

BY_HAND = frozenset({"phone", "sms", "post", ""})


@dataclass(frozen=True, slots=True)
class Recipient:
    """How one person wants to be reached, and in which language."""

    reach: Reach
    language: str


RecipientOf = Callable[[PartyId], Recipient | None]
"""Looks somebody up; None where they no longer are."""


@dataclass(frozen=True, slots=True)
class Round:
    """What one sending round did."""

    sent: int
    by_hand: int
    failed: int


@dataclass(frozen=True, slots=True)
class ByHand:
    """A message that a person at the desk passes on."""

    id: str
    party: PartyId
    since: date
    reach: Reach


def send_round(ring: Ring, now: datetime, recipient_of: RecipientOf) -> Round:
    """Sends what is due on the day of ``now``; any number of rounds may run at once.

    At least once: a crash between sending and marking repeats one. What cannot be sent to one person stays
    due, raises an alarm and does not hold up the others.
    """
    sent = by_hand = failed = 0
    for message in outbox.to_send(ring, day(now)):
        try:
            recipient = recipient_of(message.party)
            if recipient and goes_by_hand(recipient.reach):
                by_hand += 1
                continue
            if recipient and recipient.reach.channel == "email":
                if not outbox.take(message.id, now):
                    continue  # another round is sending it
                _mail(recipient, now)
                sent += 1
        except (Damaged, KeyUnavailable, OSError, SMTPException, ValueError):
            ALARM.exception("a message could not be sent")
            failed += 1
            continue
        outbox.mark_sent(message.id, now)
    return Round(sent, by_hand, failed)


def goes_by_hand(reach: Reach) -> bool:
    """Whether a person passes it on; also for who chose e-mail and whose address is none."""
    if reach.channel != "email":
        return reach.channel in BY_HAND
    try:
        validate_email(reach.email)
    except ValidationError:
        return True
    return False


def waiting_by_hand(
    ring: Ring,
    today: date,
    recipient_of: RecipientOf,
    due: Iterable[outbox.Message] | None = None,
) -> list[ByHand]:
    """What the desk is to pass on, oldest first; ``due``: those of ``to_send`` to choose from, None: all."""
    found = []
    for message in outbox.to_send(ring, today) if due is None else due:
        recipient = recipient_of(message.party)
        if recipient and goes_by_hand(recipient.reach):
            found.append(ByHand(message.id, message.party, message.not_before, recipient.reach))
    return found


class Betrays(ValueError):
    """A message that says too much does not leave (S45)."""


def words_for(me: PartyView, language: str, now: datetime) -> str:
    """What a person at the desk says or sends, from this person's own view: the one sentence; and to who wished for
    a short message, the day before, at what time they come."""
    if me.reach.channel == "sms":
        tomorrow = day(now) + timedelta(days=1)
        planned = (one.arrives for one in me.appointments if one.state == "planned")
        for at in sorted(one for one in planned if day(one) == tomorrow):
            clock = f"{at.astimezone(HERE):{'%H:%M' if language.startswith('en') else '%H.%M'}}"
            return neutral(TOMORROW, language, now, clock=clock)
    return neutral(BODY, language, now)


def neutral(text: Text, language: str, now: datetime, **values: str) -> str:
    """This text, held against S45. Raises Betrays."""
    said = text.within(language).format(**values)
    if not betrays_nothing.lets_pass(said, (), now):
        raise Betrays(betrays_nothing.text.en)
    return said


def _mail(recipient: Recipient, now: datetime) -> None:
    EmailMessage(
        neutral(SUBJECT, recipient.language, now),
        neutral(BODY, recipient.language, now),
        f"{settings.VISAVIS_MAIL_FROM}",
        [recipient.reach.email],
    ).send()
