"""Erasing what is due: days that have come, and requests for which two stand. Part of the sweep.

A page names somebody's day, so the days are looked at every day, by the first sweep of it; what two of staff
stand for, and what an interrupted run left, by every sweep. Where nothing is due, nothing is done.
"""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from visavis.journal import access, duties, planning, requests, retention
from visavis.journal.access import Why
from visavis.journal.epoch import tidy
from visavis.journal.erasure import Order, erase, finish
from visavis.journal.keys import Keys, keeper_ring, service_ring
from visavis.journal.requests import Asked, Asker, Closed
from visavis.mediation.terms import day
from visavis.people.staff import erase_party

SERVICE = Asker("service", "service")


def erase_due(keys: Keys, now: datetime, anchors: Path) -> Mapping[str, int]:
    """What is due on the day of ``now``. ``anchors``: the folder with the list of erased lanes."""
    today, ring = day(now), keeper_ring(keys)
    tidy(keys)
    finish(keys, today, anchors)
    held = {hold.party for hold in retention.holds(ring, today)}
    asked = [
        one
        for one in requests.open_requests(ring)
        if one.asked is Asked.ERASURE and one.confirmed and one.party not in held
    ]
    orders = [
        Order(one.party, Why.REQUEST, tuple(who.account for who in one.stood)) for one in asked
    ]
    last = duties.last(keys.tenant).get(duties.RETENTION)
    if last is None or day(last.at) != today:
        planning.plan(service_ring(keys), now)
        access.forget(keys.tenant, today)
        due = retention.due(keys.tenant, today, today)
        orders += [Order(one.party, Why.RETENTION) for one in due if one.held is None]
        duties.done(duties.RETENTION, now)
    erased = erase(keys, orders, now, erase_party)
    for one in asked:
        requests.close(ring, one.id, Closed.DONE, SERVICE, now)
    return {"erased": erased, "erasures finished": finish(keys, today, anchors)}
