"""Every view says for whom it is: `@door("participant")`. A view that does not is never served.

The `Doorkeeper` (middleware.py) reads what is declared here before any view runs.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import wraps
from typing import TypeVar

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

View = TypeVar("View", bound=Callable[..., object])
Keeper = Callable[[HttpRequest, str], HttpResponse | None]

OPEN = frozenset({"frontdoor", "demo"})
BY_LINK = frozenset({"questionnaire", "calendar"})
"""Opened by a private link in the address instead of a session."""
BY_KEY = frozenset({"referrer"})
"""Opened by the key of a service, sent along with each request."""
PERSONAL = frozenset({"participant", "guest", "desk", "research", "keeper"}) | BY_LINK | BY_KEY
DOORS = OPEN | PERSONAL

ROLES = {
    "desk": frozenset({"intake", "mediator", "planner", "supervisor"}),
    "research": frozenset({"researcher", "privacy_officer", "data_entry"}),
    "keeper": frozenset({"privacy_officer", "operator"}),
}
"""Which roles of staff may pass a door at all; ``needs`` narrows it for one view."""

SIGN_IN = {
    "participant": "participant:sign_in",
    "guest": "guest:sign_in",
    "desk": "desk:sign_in",
    "research": "desk:sign_in",
    "keeper": "desk:sign_in",
}
"""Where one signs in, by the name of its URL."""


@dataclass(frozen=True)
class Declared:
    """What a view says about its audience."""

    door: str
    needs: frozenset[str]
    anonymous: bool
    takes_files: bool = False
    takes_upload: bool = False
    takes_table: bool = False
    takes_film: bool = False
    takes_json: bool = False
    translated: bool = False


class UnknownDoor(ValueError):
    """A view declared an audience that does not exist."""


def door(
    name: str,
    *,
    needs: Collection[str] = (),
    anonymous: bool = False,
    methods: Collection[str] = ("GET", "POST"),
    takes_files: bool = False,
    takes_upload: bool = False,
    takes_table: bool = False,
    takes_film: bool = False,
    takes_json: bool = False,
    translated: bool = False,
) -> Callable[[View], View]:
    """Declare the audience of a view.

    ``name``: one of `DOORS`. ``needs``: roles of which the signed-in staff member has at least
    one. ``anonymous``: reachable before signing in (the sign-in page itself). ``methods``: others
    get 405; HEAD follows GET. ``takes_files``: a form of it brings a file, of text;
    ``takes_upload``: a picture or a PDF, up to 10 MB (`uploads`); ``takes_table``: a spreadsheet, up to 25 MB;
    ``takes_film``: a film, up to 200 MB, sealed as it comes in (`filming`); anywhere else a file gets 415.
    ``takes_json``: a program may send JSON here, and nothing else; anywhere else JSON gets 415. ``translated``: its
    words stand in the catalogue of each language; any other page is Dutch for whoever chose a language beside Dutch
    and English (`languages.Speaking`).
    """
    if name not in DOORS:
        raise UnknownDoor(f"{name!r} is not a door; doors are {sorted(DOORS)}")
    unknown = set(needs) - ROLES.get(name, frozenset())
    if unknown:
        raise UnknownDoor(f"{sorted(unknown)} are no roles of the door {name!r}")
    declared = Declared(
        name,
        frozenset(needs),
        anonymous or name in OPEN | BY_LINK | BY_KEY,
        takes_files,
        takes_upload or takes_table,
        takes_table,
        takes_film,
        takes_json,
        translated,
    )
    allowed = [*methods, "HEAD"] if "GET" in methods else list(methods)

    def mark(view: View) -> View:
        guarded = wraps(view)(require_http_methods(allowed)(view))
        guarded.declared = declared
        return guarded

    return mark


def declared(view: object) -> Declared | None:
    """What a view declared, or None: such a view is answered as if it did not exist."""
    found = getattr(view, "declared", None)
    return found if isinstance(found, Declared) else None


_keepers: dict[str, Keeper] = {}


def keeps_expired_posts(name: str) -> Callable[[Keeper], Keeper]:
    """Register who saves what was posted to this door after the session had run out.

    The function gets the request and the account that the session belonged to. It may seal the
    text for that account, reads nothing of it, and answers with a redirect to signing in, or
    None to leave it to the page that offers the text for copying.
    """

    def register(keeper: Keeper) -> Keeper:
        _keepers[name] = keeper
        return keeper

    return register


def keeper_of(name: str) -> Keeper | None:
    return _keepers.get(name)
