"""Sessions: who is signed in, since when, and how recently they proved it (security.md §4).

Times here are those of the machine (`clock.real_now`), so that moving the demo's clock signs
nobody out. A row outlives its session by a day (SESSION_COOKIE_AGE): a text posted too late can
then still be sealed for the account it belongs to, though nothing can be read with it.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.http import HttpRequest
from django.middleware.csrf import rotate_token

from visavis.people.clock import real_now
from visavis.people.models import Account, Membership, Sitting

IDLE = {
    "participant": timedelta(minutes=20),
    "guest": timedelta(minutes=20),
    "staff": timedelta(minutes=15),
}
LONGEST = {
    "participant": timedelta(hours=2),
    "guest": timedelta(hours=2),
    "staff": timedelta(hours=10),
}
STEP_UP = timedelta(minutes=5)
NOTED_EVERY = timedelta(seconds=30)
"""How often the last moment of use is written; a session may end this much early, never late."""


@dataclass(frozen=True, slots=True)
class Place:
    """One membership: the party a participant speaks for, or a ``guest`` stands beside. Ids of the journal."""

    trajectory: str
    party: str
    guest: str = ""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who sits behind this request."""

    account: str
    kind: str
    roles: frozenset[str]
    name: str
    places: tuple[Place, ...]
    until: datetime
    stepped_up: datetime | None
    keys: str = ""
    """Which keys staff chose at the desk."""

    @property
    def trajectory(self) -> str:
        return self.places[0].trajectory

    @property
    def party(self) -> str:
        return self.places[0].party

    @property
    def guest(self) -> str:
        return self.places[0].guest


@dataclass(frozen=True, slots=True)
class Expired:
    """A session that ran out, and whose it was."""

    account: str


def start(request: HttpRequest, account: str, now: datetime | None = None) -> SignedIn:
    """Sign an account in: a new session under a new key, with a new form token."""
    now = now or real_now()
    request.session.flush()
    request.session["account"] = account
    request.session["began"] = request.session["seen"] = now.timestamp()
    rotate_token(request)
    found = current(request, now)
    if not isinstance(found, SignedIn):
        request.session.flush()
        raise LookupError("no such account")
    _note(request, found)
    return found


def current(request: HttpRequest, now: datetime | None = None) -> SignedIn | Expired | None:
    """Who is signed in; `Expired` when the session ran out; None when there is none."""
    if not _has_cookie(request):
        return None
    now = now or real_now()
    held = request.session
    account = Account.objects.filter(pk=held.get("account", ""), closed_at=None).first()
    if account is None:
        return None
    began = datetime.fromtimestamp(held["began"], UTC)
    seen = datetime.fromtimestamp(held["seen"], UTC)
    if now - seen > IDLE[account.kind] or now - began > LONGEST[account.kind]:
        return Expired(account.pk)
    if now - seen > NOTED_EVERY:
        held["seen"] = now.timestamp()
    proved = held.get("stepped_up")
    return SignedIn(
        account=account.pk,
        kind=account.kind,
        roles=frozenset(account.roles.split()),
        name=account.name,
        places=_places(account),
        until=min(now + IDLE[account.kind], began + LONGEST[account.kind]),
        stepped_up=datetime.fromtimestamp(proved, UTC) if proved else None,
        keys=account.keys,
    )


def _has_cookie(request: HttpRequest) -> bool:
    return request.session.session_key is not None or not request.session.is_empty()


def places_of(account: str) -> tuple[Place, ...]:
    """Which parties an account speaks for; none for staff, and for an account that is closed."""
    found = Account.objects.filter(pk=account, closed_at=None).first()
    return _places(found) if found is not None else ()


def _places(account: Account) -> tuple[Place, ...]:
    if account.kind == "staff":
        return ()
    mine = Membership.objects.filter(account=account).order_by("pk")
    return tuple(Place(each.trajectory, each.party, each.guest) for each in mine)


def note_step_up(request: HttpRequest, now: datetime | None = None) -> None:
    """The secret was proved again (`signing_in.prove_again`): a new key, and five minutes."""
    request.session.cycle_key()
    request.session["stepped_up"] = (now or real_now()).timestamp()
    rotate_token(request)


def stepped_up(request: HttpRequest, now: datetime | None = None) -> bool:
    """Whether the secret was proved in the last five minutes. Ask before releasing, accepting,
    changing contact details, exporting and erasing; never before stopping or pausing."""
    proved = request.session.get("stepped_up")
    if not proved:
        return False
    age = (now or real_now()) - datetime.fromtimestamp(proved, UTC)
    return timedelta(0) <= age <= STEP_UP


def end(request: HttpRequest) -> None:
    """Sign out: the row is gone, and with it every right."""
    request.session.flush()
    _note(request, None)


def _note(request: HttpRequest, found: SignedIn | None) -> None:
    """What the Doorkeeper noted at the door has changed on the way."""
    request.signed_in, request.expired = found, ""  # type: ignore[attr-defined]  # the Doorkeeper's own


def end_all(account: str) -> int:
    """End every session of an account; how many there were."""
    return Sitting.objects.filter(account=account).delete()[0]


def forget_old(now: datetime | None = None) -> int:
    """Delete the rows of sessions that are over; part of the sweep."""
    return Sitting.objects.filter(expire_date__lt=now or real_now()).delete()[0]
