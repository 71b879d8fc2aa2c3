"""The barrier over HTTP, searched: random histories, and beside each the one in which the other never was.

Both are written into the database as they were lived. Then all that the observer can ask for is compared:
status, headers, cookies, bytes and mail. ``make worlds`` runs 300 histories; every test run a share of them.
"""

import os
import re
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.db import transaction
from django.test import Client
from django.urls import get_resolver
from hypothesis import Phase, given
from hypothesis import settings as hypothesis_settings

from tests.bad_input.routes import LEAVING, walk
from tests.worlds import http_leaks
from tests.worlds.kept import Kept, Logged, kept, lived
from tests.worlds.search import tapes, unhurried
from tests.worlds.test_http import Seeded, normalised
from visavis.config import erasing
from visavis.config.sweeping import sweep
from visavis.doors.shared import carrying, keyring
from visavis.journal.keys import participant_ring
from visavis.journal.record import Where, carry_out
from visavis.mediation.entries import Actor, Audience, PartyId
from visavis.mediation.sign_up import SetReach
from visavis.mediation.views import Reach
from visavis.people import signing_in

pytestmark = [pytest.mark.django_db, pytest.mark.worlds]

STEPS = 30
EXAMPLES = int(os.environ.get("VISAVIS_HTTP_WORLDS", "16"))
ADDRESS = "observer@example.org"
AT_THE_DOOR = {"sign_in", "sign_in_again", "invitation", *LEAVING}


def addresses(mine: list[str]) -> list[str]:
    """Every page of a person's own that needs nothing in its address, and each letter and offer there is."""
    plain = [
        str(pattern.pattern)
        for space, pattern in walk(get_resolver().url_patterns, "")
        if space == "participant"
        and not pattern.pattern.converters
        and pattern.name not in AT_THE_DOOR
    ]
    at = ("geschreven", "lezen")
    about = [f"{where}/{one}/{end}" for one in mine for where in at for end in ("", "beeld/1/")]
    return [f"/plek/{path}" for path in (*plain, *about)]


@dataclass
class Journals:
    """Compares a history with the one in which the other never was, and leaves nothing behind."""

    seeded: Seeded

    def compared(self, data: bytes) -> Counter[str]:
        pair, now = lived(data, STEPS)
        assert isinstance(pair.full, Logged)
        assert isinstance(pair.solo, Logged)
        if pair.observer not in pair.full.people:
            return Counter(histories=1)  # nobody has thought of them yet
        letters = sorted(
            one
            for who in pair.full.people
            for view in [pair.full.me(who, now)]
            for one in (*(m.letter for m in view.letters), *(o.offer for o in view.offers))
        )
        seen = [self._seen(world, pair.observer, letters, now) for world in (pair.full, pair.solo)]
        assert seen[0].keys() == seen[1].keys()
        for what, answer in seen[0].items():
            assert answer == seen[1][what], f"{what} differs for the observer"
        return pair.counters + Counter(histories=1, answers=len(seen[0]))

    def _seen(
        self, world: Logged, who: PartyId, letters: list[str], now: datetime
    ) -> dict[str, Any]:
        self.seeded.rng = Random(3)
        with transaction.atomic(), time_machine.travel(now, tick=False):
            there = kept(world, Random(9))
            keyring.hold(there.keys)
            seen = observed(there, there.party(who), letters, now)
            keyring.hold(None)
            transaction.set_rollback(True)
        return seen


@pytest.fixture
def journals(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Journals]:
    seeded = Seeded()
    monkeypatch.setattr(carrying, "secrets", seeded)
    # An erasure turns an epoch in a transaction of its own, and these histories are rolled back as they are.
    monkeypatch.setattr(erasing, "erase_due", lambda *at: {})
    yield Journals(seeded)
    keyring.hold(None)


def observed(world: Kept, party: PartyId, letters: list[str], now: datetime) -> dict[str, Any]:
    """Everything this person can ask for, and what is sent to them. ``letters``: letters and offers of either."""
    seen: dict[str, Any] = {}
    reach = SetReach(Reach("email", email=ADDRESS))
    ring = participant_ring(world.keys, party)
    carry_out(reach, Actor(Audience.OWNER, party), Where(party=party), ring, now)
    client = Client()
    words = " ".join(signing_in.open_place(world.trajectory, party, Random(5)).words)
    seen["sign in"] = client.post("/plek/in/", {"words": words}).status_code
    for url in addresses(letters):
        seen[f"GET {url}"] = normalised(client.get(url))
        with transaction.atomic():
            seen[f"POST {url}"] = normalised(client.post(url, {}))
            transaction.set_rollback(True)
    seen = tokens_numbered(seen)
    mail.outbox.clear()
    sweep(now + timedelta(days=1), world.keys)
    seen["mail"] = [(m.to, m.subject, m.body) for m in mail.outbox if m.to == [ADDRESS]]
    return seen


OF_THE_SERVICE = re.compile(rb'(name="token" value="|/afspraken/)([0-9a-f]{32})')
"""What each service draws from keys and ids of its own: tokens, and how a talk is named in one's addresses."""


def tokens_numbered(seen: dict[str, Any]) -> dict[str, Any]:
    """Each of these by its number, since the two services share no key and no id; what is left is which pages
    have the same one. That a token tells nothing is held by `test_http` byte for byte."""
    numbers: dict[bytes, bytes] = {}

    def number(found: re.Match[bytes]) -> bytes:
        return found[1] + numbers.setdefault(found[2], b"%032d" % len(numbers))

    return {
        what: (*answer[:-1], OF_THE_SERVICE.sub(number, answer[-1]))
        if isinstance(answer, tuple)
        else answer
        for what, answer in seen.items()
    }


def test_whatever_was_lived_the_observer_receives_the_same_bytes(journals: Journals) -> None:
    counted, began = Counter[str](), time.monotonic()

    @hypothesis_settings(unhurried, max_examples=EXAMPLES, phases=[Phase.generate])
    @given(tapes)
    def holds(data: bytes) -> None:
        counted.update(journals.compared(data))

    holds()
    print(f"http worlds: {dict(counted)} in {time.monotonic() - began:.0f} s")
    assert counted["histories"] >= EXAMPLES
    assert counted["hidden"] > 3 * EXAMPLES
    assert counted["answers"] > 40 * EXAMPLES


@pytest.mark.parametrize("name", sorted(http_leaks.LEAKS))
def test_a_leak_planted_before_the_doors_is_found_by_the_search(
    journals: Journals, settings: Any, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    leak = http_leaks.LEAKS[name]
    monkeypatch.setattr(
        http_leaks.Forbidden, "least", 40
    )  # 403 from the fortieth act of anybody on
    settings.MIDDLEWARE = [f"{leak.__module__}.{leak.__name__}", *settings.MIDDLEWARE]

    @hypothesis_settings(
        unhurried, max_examples=60, report_multiple_bugs=False, phases=[Phase.generate]
    )
    @given(tapes)
    def holds(data: bytes) -> None:
        journals.compared(data)

    with pytest.raises(AssertionError, match="differs for the observer"):
        holds()
