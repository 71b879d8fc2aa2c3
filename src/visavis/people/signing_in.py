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
from django.db.models import QuerySet

from visavis.people import calendars, hashing, throttle
from visavis.people.models import APART, Account, Invitation, Kind, Membership, Role, new_id
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
    """The invitation was right: the account, and its five words, shown this once.

    ``invitation``: for `open_again`; empty for a place opened without one.
    """

    account: str
    words: tuple[str, ...]
    invitation: str = ""


@dataclass(frozen=True, slots=True)
class Invited:
    """A new invitation: the four words to hand over, shown this once, and its last moment.

    ``awaits_second``: it opens nothing before a colleague confirms it.
    """

    code: tuple[str, ...]
    valid_until: datetime
    awaits_second: bool = False


class WeakPassphrase(ValueError):
    """Shorter than fifteen signs."""


def sign_in_participant(words: str, address: str, now: datetime) -> Known | Refused:
    """Five words in one field: two find the account, three are the secret."""
    return _by_words(Kind.PARTICIPANT, words, address, now)


def sign_in_guest(words: str, address: str, now: datetime) -> Known | Refused:
    """The same for whoever stands beside a participant: a kind of account of its own."""
    return _by_words(Kind.GUEST, words, address, now)


def _by_words(kind: Kind, words: str, address: str, now: datetime) -> Known | Refused:
    given = typed(words[:LONGEST_TYPED])
    return _prove(kind, "-".join(given[:2]), " ".join(given[2:]), address, now)


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
    return _prove(Kind(found.kind), found.locator, right, address, now)


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
    if APART & roles and len(roles) > 1:
        raise ValueError("privacy officer and operator have no other role")
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


def has_place(party: str, guest: str = "") -> bool:
    """Whether somebody speaks for this party already, or has a page beside it as this ``guest``."""
    return Membership.objects.filter(party=party, guest=guest).exists()


def invite(
    trajectory: str,
    party: str,
    agreed: str,
    now: datetime,
    rng: Chooser | None = None,
    *,
    by: str = "",
    guest: str = "",
) -> Invited:
    """Open the way to a place of one's own, for one party of one trajectory, or for a ``guest`` beside it.

    ``agreed``: the answer agreed with the mediator; ``by``: whose account makes it. An earlier unused
    invitation for this place ends. Where a party's place stands already, the new words wait for `confirm`;
    a guest's page shows less than whoever invites sees anyway. ``now`` is the service's time.
    """
    code = four_words(rng or secrets.SystemRandom())
    until = now + INVITATION_VALID
    made = Invitation(
        lookup=hashing.lookup("invitation", *code),
        answer=hashing.hashed(" ".join(typed(agreed))),
        trajectory=trajectory,
        party=party,
        guest=guest,
        valid_until=until,
        made_by=by,
    )
    with transaction.atomic():  # the earlier one ends when the new one stands, not before
        Invitation.objects.filter(party=party, guest=guest, used_at=None).delete()
        made.save(force_insert=True)
    return Invited(code, until, not guest and has_place(party))


def waiting_for_second(party: str, now: datetime) -> str | None:
    """Who made the new words that wait for a second colleague: an account; None where none wait."""
    row = _waiting(party).filter(valid_until__gte=now).first()
    return row.made_by if row is not None and has_place(party) else None


def confirm(party: str, by: str) -> bool:
    """A second colleague lets new words work; False where none wait, or ``by`` made them."""
    return bool(_waiting(party).exclude(made_by=by).update(confirmed_by=by))


def refuse(party: str) -> None:
    """The words that wait open nothing any more."""
    _waiting(party).delete()


def _waiting(party: str) -> QuerySet[Invitation]:
    return Invitation.objects.filter(party=party, guest="", used_at=None, confirmed_by="")


def redeem_invitation(
    code: str,
    answer: str,
    address: str,
    now: datetime,
    machine_now: datetime,
    rng: Chooser | None = None,
    *,
    beside: bool = False,
) -> Opened | Refused:
    """Use an invitation: once, in time, and with the agreed answer, at the door it was made for.

    ``beside``: the door of whoever stands beside a participant.

    ``now`` is the service's time (validity), ``machine_now`` the machine's (throttling). Somebody
    who had a place already gets new words, once a colleague confirmed; the old ones end with their sessions.
    """
    given = typed(code[:LONGEST_TYPED])
    target = "invitation:" + " ".join(given)
    left = throttle.wait(target, address, machine_now)
    found = Invitation.objects.filter(
        lookup__in=hashing.lookups("invitation", *given), used_at=None, valid_until__gte=now
    ).first()
    if found is not None and bool(found.guest) is not beside:
        found = None
    if found is not None and not (found.guest or found.confirmed_by) and has_place(found.party):
        found = None
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
                return _opened_by(found, rng or secrets.SystemRandom())
    throttle.failed(target, address, machine_now)
    return Refused(throttle.wait(target, address, machine_now))


def open_again(invitation: str, rng: Chooser | None = None) -> Opened | None:
    """For a form sent twice: words made anew, while those that this invitation gave are still in use."""
    with transaction.atomic():
        found = Invitation.objects.select_for_update().filter(pk=invitation).first()
        if found is None or not Account.objects.filter(secret=found.opened or None).exists():
            return None
        return _opened_by(found, rng or secrets.SystemRandom())


def _opened_by(found: Invitation, rng: Chooser) -> Opened:
    opened = _open_place(found.trajectory, found.party, rng, found.guest)
    secret = Account.objects.values_list("secret", flat=True).get(pk=opened.account)
    Invitation.objects.filter(pk=found.pk).update(opened=secret)
    return Opened(opened.account, opened.words, found.pk)


def _open_place(trajectory: str, party: str, rng: Chooser, guest: str = "") -> Opened:
    from visavis.people.sessions import end_all

    held = Membership.objects.filter(party=party, guest=guest).select_related("account").first()
    if held is not None:
        words = give_new_words(held.account.pk, rng)
        end_all(held.account.pk)
        if not guest:
            calendars.stop(party)  # whoever holds a lost telephone reads there no longer
        return Opened(held.account.pk, words)
    while True:
        words = five_words(rng)
        try:
            with transaction.atomic():
                account = Account.objects.create(
                    kind=Kind.GUEST if guest else Kind.PARTICIPANT,
                    locator="-".join(words[:2]),
                    secret=hashing.hashed(" ".join(words[2:])),
                )
        except IntegrityError:  # the first two words are somebody else's: draw again
            continue
        Membership.objects.create(account=account, trajectory=trajectory, party=party, guest=guest)
        return Opened(account.pk, words)


def open_place(
    trajectory: str, party: str, rng: Chooser | None = None, *, guest: str = ""
) -> Opened:
    """A place without an invitation, for the demo's people and for tests."""
    with transaction.atomic():
        return _open_place(trajectory, party, rng or secrets.SystemRandom(), guest)


def give_new_words(account: str, rng: Chooser | None = None) -> tuple[str, ...]:
    """Five new words for the account of a participant or a guest; the old ones open nothing any more."""
    while True:
        words = five_words(rng or secrets.SystemRandom())
        try:
            with transaction.atomic():
                Account.objects.filter(pk=account).exclude(kind=Kind.STAFF).update(
                    locator="-".join(words[:2]), secret=hashing.hashed(" ".join(words[2:]))
                )
        except IntegrityError:
            continue
        return words
