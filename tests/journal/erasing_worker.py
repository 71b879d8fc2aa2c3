"""Erasures in real processes on a real database: killed at any moment, and looked for in its bytes afterwards."""

import os
import random
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, connections

from tests.journal.service import START, Service
from tests.journal.worker import ROOT, forked
from visavis.journal import anchors, models
from visavis.journal.access import Why
from visavis.journal.erasure import Order, erase, finish
from visavis.journal.keys import Keys, open_service
from visavis.journal.root import KeyUnavailable, Root
from visavis.journal.seal import Unsealable, unwrap
from visavis.journal.see import see_party
from visavis.journal.sheet import NotThere
from visavis.journal.tenant_keys import TenantKeys
from visavis.journal.verify import verify
from visavis.mediation.entries import PartyId
from visavis.mediation.sign_up import SetReach
from visavis.mediation.terms import day
from visavis.mediation.views import Reach

WORDS = b"een woord dat nergens anders staat"


def folder() -> Path:
    return Path(settings.VISAVIS_VAR)


def kept_in_a_file(keys: Keys) -> None:
    """The tenant's key moves from memory into the file that a service has."""
    held = ROOT.tenants.of(keys.tenant)
    ROOT.tenants = TenantKeys(folder() / "tenant.keys")
    for epoch, wrapped in held.items():
        ROOT.tenants.add(keys.tenant, epoch, wrapped)


def erasures(number: int) -> dict[str, Any]:
    keys = open_service(ROOT)
    kept_in_a_file(keys)
    service = Service(keys)
    stays = service.sign_up("Blijft")
    rng, killed, broken_off, half = random.Random(3), 0, 0, []
    gone: list[str] = []
    for seed in range(number):
        party = service.sign_up(f"Gaat {seed}").party

        between = seed % 4 == 0  # killed at a named place: after the transaction, before its end

        def works(writer: int, party: str = party, between: bool = between) -> None:
            mine = open_service(ROOT)
            os.write(writer, b"begun")
            erase(mine, [Order(party, Why.RETENTION)], START)
            os.write(writer, b"erased")
            if between:
                time.sleep(30)
            finish(mine, day(START), folder() / "anchors")
            time.sleep(30)  # done, and still there to be killed

        child, reader = forked(works)
        assert os.read(reader, 5) == b"begun"
        if between:
            assert os.read(reader, 6) == b"erased"
        time.sleep(0.0 if between else rng.uniform(0.0, 0.3))
        os.kill(child, signal.SIGKILL)
        killed += os.WIFSIGNALED(os.waitpid(child, 0)[1])
        os.close(reader)
        lane = models.LaneRow.objects.get(party_id=party, role="own")
        whole = (
            lane.erased,
            not models.LaneKey.objects.filter(lane=lane).exists(),
            models.ErasureRow.objects.filter(party_id=party).exists(),
            not models.Card.objects.filter(lane=lane).exists(),
        )
        if len(set(whole)) != 1:
            half.append(whole)
        broken_off += models.ErasureRow.objects.filter(party_id=party, finished=None).exists()
        keys = open_service(ROOT)
        service = Service(keys, service.rng, service.now)
        erase(keys, [Order(party, Why.RETENTION)], START)
        finish(keys, day(START), folder() / "anchors")
        gone.append(party)
    lanes = set(models.LaneRow.objects.filter(erased=True).values_list("id", flat=True))
    seen = see_party(stays.party, service.ring(stays.party), service.now).view
    for party in gone:
        try:
            see_party(PartyId(party), service.ring(PartyId(party)), service.now)
            half.append(party)
        except NotThere:
            pass
    return {
        "killed": killed, "broken_off": broken_off, "half": half,
        "unfinished": models.ErasureRow.objects.filter(finished=None).count(),
        "epochs": len(ROOT.tenants.of(keys.tenant)),
        "keys_of_the_erased": models.LaneKey.objects.filter(lane__erased=True).count(),
        "listed": anchors.erased(folder() / "anchors") == lanes,
        "others": seen.first_name == "Blijft", "difference": verify().difference,
    }  # fmt: skip


def everything_stored() -> bytes:
    """All bytes of the database as they lie on the disk: of the file and its log, or of every table's rows."""
    if connection.vendor == "sqlite":
        connections.close_all()
        return b"".join(path.read_bytes() for path in sorted(folder().glob("visavis.sqlite3*")))
    found = []
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")
        cursor.execute(
            "SELECT pg_relation_filepath(oid) FROM pg_class WHERE relkind IN ('r', 't') "
            "AND relnamespace IN ('public'::regnamespace, 'pg_toast'::regnamespace)"
        )
        for (path,) in cursor.fetchall():
            cursor.execute("SELECT pg_read_binary_file(%s, 0, 50000000, true)", [path])
            found.append(bytes(cursor.fetchone()[0] or b""))
    return b"".join(found)


@contextmanager
def somebody_writing_elsewhere() -> Iterator[None]:
    """A long transaction in another database of the same server, which keeps dead rows of ours for whoever asks."""
    if connection.vendor == "sqlite":
        yield
        return
    import psycopg

    login = {**connection.get_connection_params(), "dbname": "postgres"}
    login = {
        name: login[name]
        for name in ("host", "port", "user", "password", "dbname")
        if name in login
    }
    with psycopg.connect(**login) as other:
        other.execute("SELECT txid_current()")
        yield
        other.rollback()


def residue(_: int) -> dict[str, Any]:
    keys = open_service(ROOT)
    kept_in_a_file(keys)
    service = Service(keys)
    where, stays = service.sign_up("Gaat"), service.sign_up("Blijft")
    for number in range(20):
        service.own_act(SetReach(Reach("phone", f"{WORDS.decode()} {number}")), where.party)
    rows = list(models.LaneKey.objects.values_list("lane_id", "generation", "wrapped"))
    mine = [
        (lane, generation, bytes(wrapped))
        for lane, generation, wrapped in rows
        if models.LaneRow.objects.get(id=lane).party_id == where.party
    ]
    texts = [
        bytes(t)
        for t in models.EntryRow.objects.filter(lane__party_id=where.party).values_list(
            "sealed", flat=True
        )
    ]
    old_epoch = keys.tenant_key(1)
    stored = everything_stored()
    before = sum(wrapped in stored for _, _, wrapped in mine)
    words_before = sum(text[-64:] in stored for text in texts)

    with somebody_writing_elsewhere():
        erase(keys, [Order(where.party, Why.RETENTION)], START)
        assert finish(keys, day(START), folder() / "anchors") == 1
    stored = everything_stored()
    again = Root(bytes(range(32)), TenantKeys(folder() / "tenant.keys"))
    left = [open_service(again).tenant_key(epoch) for epoch in again.tenants.of(keys.tenant)]

    def opens(tenant_key: bytes, lane: str, generation: int, wrapped: bytes) -> bool:
        owner = [keys.tenant.encode(), b"lane", lane.encode(), str(generation).encode()]
        try:
            return bool(unwrap(tenant_key, wrapped, owner))
        except Unsealable:
            return False

    assert see_party(stays.party, service.ring(stays.party), service.now)
    try:
        keys.tenant_key(1)
        raise AssertionError("the key of the first epoch still stands somewhere")
    except KeyUnavailable:
        pass
    return {
        "vendor": connection.vendor, "before": before, "words_before": words_before,
        "after": sum(wrapped in stored for _, _, wrapped in mine),
        "words_after": sum(text[-64:] in stored for text in texts),
        "kept_by_a_thief": len(mine),
        "opened_with_what_is_left": sum(opens(key, *row) for key in left for row in mine),
        "opened_with_the_old_key": sum(opens(old_epoch, *row) for row in mine),
    }  # fmt: skip
