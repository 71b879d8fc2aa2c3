"""Erasing what is due, as the sweep does it: on the day, once, after two stood for it, not while it waits."""

import argparse
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from tests.doors.lived import Lived
from tests.journal.service import Service
from visavis.config import epoch_command, sweeping
from visavis.config.erasing import erase_due
from visavis.doors.shared import keyring
from visavis.journal import duties, requests, retention
from visavis.journal import models as m
from visavis.journal.erasure import certificates
from visavis.journal.keys import create_tenant, keeper_ring
from visavis.journal.requests import Asked, Asker
from visavis.journal.root import Root
from visavis.journal.see import see_party
from visavis.journal.sheet import NotThere
from visavis.journal.verify import verify
from visavis.mediation.course import Withdraw
from visavis.mediation.entries import PartyId
from visavis.mediation.terms import day
from visavis.people.models import Membership
from visavis.study.models import Link, Person

INTAKE, OFFICER = Asker("els", "intake"), Asker("pim", "privacy_officer")


@pytest.fixture
def service(db: None) -> Service:
    return Service(create_tenant(Root(bytes(range(32))), "7" * 32))


def there(service: Service, party: PartyId) -> bool:
    try:
        see_party(party, service.ring(party), service.now)
    except NotThere:
        return False
    return True


def run(service: Service, folder: Path) -> int:
    return erase_due(service.keys, service.now, folder)["erased"]


def test_somebody_is_erased_on_the_day_their_page_names_not_before(
    service: Service, tmp_path: Path
) -> None:
    where = service.sign_up()
    service.own_act(Withdraw(), where.party)
    on = m.RetentionRow.objects.get().on
    service.now = datetime(on.year, on.month, on.day, 12, tzinfo=UTC) - timedelta(days=1)
    assert run(service, tmp_path) == 0
    assert there(service, where.party)
    service.tick(hours=24)
    assert run(service, tmp_path) == 1
    assert not there(service, where.party)
    assert run(service, tmp_path) == 0
    assert duties.last(service.keys.tenant)[duties.RETENTION].at == service.now
    assert verify().difference == ""


def test_the_days_are_looked_at_once_a_day(service: Service, tmp_path: Path) -> None:
    where = service.sign_up()
    assert run(service, tmp_path) == 0
    m.RetentionRow.objects.create(party_id=where.party, on=day(service.now))
    service.tick(hours=1)
    assert run(service, tmp_path) == 0
    service.tick(hours=24)
    assert run(service, tmp_path) == 1


def test_what_waits_for_a_complaint_is_erased_after_its_day(
    service: Service, tmp_path: Path
) -> None:
    where = service.sign_up()
    m.RetentionRow.objects.create(party_id=where.party, on=day(service.now))
    ring = keeper_ring(service.keys)
    retention.put_hold(ring, where.party, day(service.now) + timedelta(2), "complaint", "1", "pim")
    for erased in (0, 0, 0, 1):
        assert run(service, tmp_path) == erased
        service.tick(days=1)


def test_a_request_is_carried_out_once_two_stand_for_it_and_at_any_hour(
    service: Service, tmp_path: Path
) -> None:
    lived = Lived(service, lambda now: None).ready()
    lived.opened_place(lived.a)
    ring = keeper_ring(service.keys)
    asked = requests.ask(ring, Asked.ERASURE, lived.a, lived.where.trajectory, service.now, INTAKE)
    copy = requests.ask(ring, Asked.COPY, lived.b, lived.where.trajectory, service.now, INTAKE)
    requests.stand_for(ring, copy.id, OFFICER, service.now)
    assert run(service, tmp_path) == 0
    requests.stand_for(ring, asked.id, OFFICER, service.tick())
    hold = retention.put_hold(ring, lived.a, date(2027, 1, 1), "legal_claim", "1", "pim")
    assert run(service, tmp_path) == 0, "a claim makes it wait"
    retention.end_hold(hold, day(service.now) - timedelta(days=1))
    assert run(service, tmp_path) == 1
    assert not there(service, lived.a)
    assert there(service, lived.b)
    assert not Membership.objects.filter(party=lived.a).exists()
    assert [one.asked for one in requests.open_requests(ring)] == [Asked.COPY]
    closed = requests.closed_requests(ring)
    assert [(one.closed, one.closed_on) for one in closed] == [("done", day(service.now))]
    assert certificates(ring)[0].by == ["els", "pim"]


def test_the_sweep_erases_and_the_study_forgets_who_it_was_and_keeps_what_was_answered(
    service: Service, settings: object, tmp_path: Path
) -> None:
    settings.VISAVIS_ANCHORS = tmp_path  # type: ignore[attr-defined]
    lived = Lived(service, lambda now: None).ready()
    sweeping.sweep(service.now, service.keys)
    assert Person.objects.exclude(place=None).count() == 2
    m.RetentionRow.objects.update_or_create(
        party_id=lived.a, defaults={"on": day(service.now) + timedelta(1)}
    )
    service.tick(days=1)
    assert sweeping.sweep(service.now, service.keys)["erased"] == 1
    service.tick(days=1)
    sweeping.sweep(service.now, service.keys)
    assert Person.objects.exclude(place=None).count() == 1
    assert Person.objects.count() == 2
    assert sorted(bool(bytes(link.sealed)) for link in Link.objects.all()) == [False, True]
    assert sweeping.six_facts(service.keys, lived.a, service.now) is None
    assert sweeping.recipient(service.keys, lived.a, service.now) is None
    for _ in range(40):
        service.tick(days=5)
        assert sweeping.sweep(service.now, service.keys)["could not be done"] == 0


def test_the_command_begins_a_new_epoch(
    service: Service, capsys: pytest.CaptureFixture[str]
) -> None:
    service.taken_up()
    keyring.hold(service.keys)
    parser = argparse.ArgumentParser()
    epoch_command.add_arguments(parser)
    try:
        assert epoch_command.run(parser.parse_args([])) == 0
        assert epoch_command.run(parser.parse_args(["--renew"])) == 0
    finally:
        keyring.hold(None)
    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith("Epoch 2: 5 keys laid anew")
    assert second.startswith("Epoch 3: 5 keys and ")
    assert duties.last(service.keys.tenant)[duties.EPOCH].outcome == duties.WELL
