"""Proving who one is: five words, a passphrase, an invitation (security.md §4).

Unknown, wrong, expired, used and closed are one answer at one cost: `Refused`, after exactly one
argon2id hash. Its ``wait`` comes from the number of attempts only. Times are the machine's
(`clock.real_now`) for throttling; the validity of an invitation counts in the service's time.
"""

import secrets
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from visavis.people import hashing, throttle
from visavis.people.models import Account, Invitation, Kind, Membership, Role, new_id
from visavis.people.words import Chooser, five_words, four_words, typed

INVITATION_VALID = timedelta(days=14)
SHORTEST_PASSPHRASE = 15
LONGEST_TYPED = 300


@dataclass(frozen=True, slots=True)
class Refused:
    """No. ``wait``: how long before another attempt counts; zero at first."""

    wait: timedelta = timedelta(0)


@dataclass(frozen=True, slots=True)
class Known:
    """Yes: the account (its id, for `sessions.start`)."""

    account: str


@dataclass(frozen=True, slots=True)
class Opened:
    """The invitation was right: a new account, and its five words, shown this once."""

    account: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Invited:
    """A new invitation: the four words to hand over, shown this once, and its last moment."""

    code: tuple[str, ...]
    valid_until: datetime


class WeakPassphrase(ValueError):
    """Shorter than fifteen signs."""


def sign_in_participant(words: str, address: str, now: datetime) -> Known | Refused:
    """Five words in one field: two find the account, three are the secret."""
    given = typed(words[:LONGEST_TYPED])
    locator, secret = "-".join(given[:2]), " ".join(given[2:])
    return _prove(Kind.PARTICIPANT, locator, secret, address, now)


def sign_in_staff(name: str, passphrase: str, address: str, now: datetime) -> Known | Refused:
    """A neutral login name and a passphrase."""
    locator = _same_form(name).casefold()
    return _prove(Kind.STAFF, locator, _same_form(passphrase), address, now)


def prove_again(account: str, secret: str, address: str, now: datetime) -> Known | Refused:
    """Step-up: the words (all five, or the last three) or the passphrase of the signed-in account.

    After `Known`, call `sessions.note_step_up`.
    """
    found = Account.objects.get(pk=account, closed_at=None)
    if found.kind == Kind.STAFF:
        return _prove(Kind.STAFF, found.locator, _same_form(secret), address, now)
    given = typed(secret[:LONGEST_TYPED])
    if len(given) == 5 and "-".join(given[:2]) == found.locator:
        given = given[2:]
    right = " ".join(given)
    return _prove(Kind.PARTICIPANT, found.locator, right, address, now)


def _prove(kind: Kind, locator: str, secret: str, address: str, now: datetime) -> Known | Refused:
    target = f"{kind}:{locator}"
    left = throttle.wait(target, address, now)
    account = Account.objects.filter(kind=kind, locator=locator, closed_at=None).first()
    stored = account.secret if account is not None else None
    right = hashing.verify(stored, secret[:LONGEST_TYPED])
    if left:
        return Refused(left)
    if right and account is not None:
        throttle.succeeded(target, address, now)
        return Known(account.pk)
    throttle.failed(target, address, now)
    return Refused(throttle.wait(target, address, now))


def _same_form(text: str) -> str:
    return unicodedata.normalize("NFKC", text.strip())


def open_staff_account(
    login: str,
    passphrase: str,
    name: str,
    roles: frozenset[str],
    *,
    phone_hours: str = "",
    trained_for: frozenset[str] = frozenset(),
    account: str | None = None,
) -> str:
    """A new staff account; its id. Nobody is both mediator and researcher (domain §3)."""
    if len(_same_form(passphrase)) < SHORTEST_PASSPHRASE:
        raise WeakPassphrase(f"A passphrase has {SHORTEST_PASSPHRASE} signs or more.")
    unknown = roles - set(Role.values)
    if unknown or not roles:
        raise ValueError(f"roles are some of {sorted(Role.values)}, not {sorted(roles)}")
    if {Role.MEDIATOR, Role.RESEARCHER} <= roles:
        raise ValueError("nobody is both mediator and researcher")
    made = Account.objects.create(
        id=account or new_id(),
        kind=Kind.STAFF,
        locator=_same_form(login).casefold(),
        secret=hashing.hashed(_same_form(passphrase)),
        name=name,
        roles=" ".join(sorted(roles)),
        phone_hours=phone_hours,
        trained_for=" ".join(sorted(trained_for)),
    )
    return made.pk


def give_passphrase(account: str, login: str, passphrase: str) -> str:
    """Another login name and passphrase for a staff account; returns the account."""
    if len(_same_form(passphrase)) < SHORTEST_PASSPHRASE:
        raise WeakPassphrase(f"A passphrase has {SHORTEST_PASSPHRASE} signs or more.")
    Account.objects.filter(pk=account, kind=Kind.STAFF).update(
        locator=_same_form(login).casefold(), secret=hashing.hashed(_same_form(passphrase))
    )
    return account


def invite(
    trajectory: str, party: str, agreed: str, now: datetime, rng: Chooser | None = None
) -> Invited:
    """Open the way to a place of one's own, for one party of one trajectory.

    ``agreed``: the answer agreed with the mediator. An earlier unused invitation of this party
    ends. ``now`` is the service's time.
    """
    code = four_words(rng or secrets.SystemRandom())
    until = now + INVITATION_VALID
    made = Invitation(
        lookup=hashing.lookup("invitation", *code),
        answer=hashing.hashed(" ".join(typed(agreed))),
        trajectory=trajectory,
        party=party,
        valid_until=until,
    )
    with transaction.atomic():  # the earlier one ends when the new one stands, not before
        Invitation.objects.filter(party=party, used_at=None).delete()
        made.save(force_insert=True)
    return Invited(code, until)


def redeem_invitation(
    code: str,
    answer: str,
    address: str,
    now: datetime,
    machine_now: datetime,
    rng: Chooser | None = None,
) -> Opened | Refused:
    """Use an invitation: once, in time, and with the agreed answer.

    ``now`` is the service's time (validity), ``machine_now`` the machine's (throttling). Somebody
    who had a place already gets new words; the old ones end with their sessions.
    """
    given = typed(code[:LONGEST_TYPED])
    target = "invitation:" + " ".join(given)
    left = throttle.wait(target, address, machine_now)
    found = Invitation.objects.filter(
        lookup__in=hashing.lookups("invitation", *given), used_at=None, valid_until__gte=now
    ).first()
    said = " ".join(typed(answer[:LONGEST_TYPED]))
    right = hashing.verify(found.answer if found is not None else None, said)
    if left:
        return Refused(left)
    if right and found is not None:
        with transaction.atomic():
            # The update is the single use: of two at once, one finds no row left.
            taken = Invitation.objects.filter(pk=found.pk, used_at=None).update(used_at=now)
            if taken:
                throttle.succeeded(target, address, machine_now)
                return _open_place(found.trajectory, found.party, rng or secrets.SystemRandom())
    throttle.failed(target, address, machine_now)
    return Refused(throttle.wait(target, address, machine_now))


def _open_place(trajectory: str, party: str, rng: Chooser) -> Opened:
    from visavis.people.sessions import end_all

    held = Membership.objects.filter(party=party).select_related("account").first()
    if held is not None:
        words = give_new_words(held.account.pk, rng)
        end_all(held.account.pk)
        return Opened(held.account.pk, words)
    while True:
        words = five_words(rng)
        try:
            with transaction.atomic():
                account = Account.objects.create(
                    kind=Kind.PARTICIPANT,
                    locator="-".join(words[:2]),
                    secret=hashing.hashed(" ".join(words[2:])),
                )
        except IntegrityError:  # the first two words are somebody else's: draw again
            continue
        Membership.objects.create(account=account, trajectory=trajectory, party=party)
        return Opened(account.pk, words)


def open_place(trajectory: str, party: str, rng: Chooser | None = None) -> Opened:
    """A place without an invitation, for the demo's people and for tests."""
    with transaction.atomic():
        return _open_place(trajectory, party, rng or secrets.SystemRandom())


def give_new_words(account: str, rng: Chooser | None = None) -> tuple[str, ...]:
    """Five new words for a participant's account; the old ones open nothing any more."""
    while True:
        words = five_words(rng or secrets.SystemRandom())
        try:
            with transaction.atomic():
                Account.objects.filter(pk=account, kind=Kind.PARTICIPANT).update(
                    locator="-".join(words[:2]), secret=hashing.hashed(" ".join(words[2:]))
                )
        except IntegrityError:
            continue
        return words
