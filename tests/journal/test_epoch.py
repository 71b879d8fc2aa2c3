"""A new epoch: all keys laid anew, the old one destroyed, nobody who works meanwhile refused (security §3)."""

import stat
from pathlib import Path

import pytest
from django.db import OperationalError, transaction

from tests.doors.lived import Lived
from tests.journal.service import MEDIATOR, Service
from visavis.journal import epoch, outbox, tenant_keys, worklist
from visavis.journal.cards import caseload, labels
from visavis.journal.drafts import draft, save_draft
from visavis.journal.envelope import Damaged
from visavis.journal.epoch import new_epoch, tidy
from visavis.journal.keys import (
    EpochMoved,
    Keys,
    create_tenant,
    keeper_ring,
    open_service,
    outbox_ring,
    sweep_ring,
)
from visavis.journal.models import Card, LaneKey, OutboxRow, Parcel, ServiceKey, TaskRow, Tenant
from visavis.journal.parcels import contents
from visavis.journal.root import KeyUnavailable, Root, create_root, open_root
from visavis.journal.see import see_desk, see_party
from visavis.journal.sweep import run_due
from visavis.journal.tenant_keys import TenantKeys, replace_file
from visavis.journal.verify import verify
from visavis.mediation.effects import Notice
from visavis.mediation.entries import Audience
from visavis.mediation.exploring import AddNote
from visavis.mediation.terms import day


@pytest.fixture
def lived(service: Service) -> Lived:
    """Letters on their way, one offered and one not, work on the list, messages waiting."""
    lived = Lived(service, lambda now: None).ready()
    lived.offered(lived.released("Hallo."))
    lived.released("Nog iets.")
    save_draft(lived.a, "letter", "Een begin.", service.ring(lived.a))
    return lived


def all_that_is_seen(lived: Lived) -> list[object]:
    service, today = lived.service, day(lived.service.now)
    desk = service.desk
    return [
        see_desk(lived.where.trajectory, desk, service.now, Audience.MEDIATOR),
        see_party(lived.a, service.ring(lived.a), service.now),
        see_party(lived.b, service.ring(lived.b), service.now),
        draft(lived.a, "letter", service.ring(lived.a)),
        caseload(desk),
        labels(keeper_ring(service.keys), [lived.where.trajectory]),
        worklist.tasks_of(desk, lived.where.trajectory),
        worklist.tasks(desk, Audience.MEDIATOR, today),
        sorted(outbox.to_send(outbox_ring(service.keys), today), key=str),
        sorted((contents(desk, row) for row in Parcel.objects.all()), key=str),
    ]


@pytest.mark.parametrize("renew", [False, True])
def test_after_a_new_epoch_everybody_sees_what_they_saw(lived: Lived, renew: bool) -> None:
    before, keys = all_that_is_seen(lived), LaneKey.objects.count()
    done = new_epoch(lived.service.keys, renew=renew)
    assert (done.epoch, done.lanes) == (2, keys)
    assert (done.rows > 0) is renew
    assert all_that_is_seen(lived) == before
    assert set(LaneKey.objects.values_list("epoch", flat=True)) == {2}
    assert set(ServiceKey.objects.values_list("epoch", flat=True)) == {2}
    assert verify().difference == ""


@pytest.mark.parametrize("renew", [False, True])
def test_what_the_database_held_before_opens_with_nothing_that_is_left(
    lived: Lived, root: Root, renew: bool
) -> None:
    keys = lived.service.keys
    lane = LaneKey.objects.filter(lane__party_id=lived.a, lane__role="own").get()
    card, parcel = Card.objects.first(), Parcel.objects.filter(offer=None).get()
    assert card is not None
    new_epoch(keys, renew=renew)
    assert list(root.tenants.of(keys.tenant)) == [2]
    with pytest.raises(KeyUnavailable):
        keys.open(bytes(lane.wrapped), 1, "lane", lane.lane_id, "1")
    with pytest.raises(KeyUnavailable):
        keys.open(bytes(lane.wrapped), 2, "lane", lane.lane_id, "1")
    # Words beside the journal: of use to nobody only when their drawer got a new key as well.
    Card.objects.filter(pk=card.pk).update(sealed=card.sealed)
    parcel.save()
    for looks in (
        lambda: caseload(lived.service.desk),
        lambda: contents(lived.service.desk, Parcel.objects.get(pk=parcel.pk)),
    ):
        if renew:
            with pytest.raises(Damaged):
                looks()
        else:
            looks()


def test_whoever_works_with_the_keys_of_before_sees_and_acts_all_the_same(
    lived: Lived, root: Root
) -> None:
    """Another process moves the service to a new epoch, twice, between one request and the next."""
    service, elsewhere = lived.service, open_service(root)
    before = all_that_is_seen(lived)
    new_epoch(elsewhere, renew=True)
    assert service.keys.epoch == 1
    assert all_that_is_seen(lived) == before
    assert service.keys.epoch == 2
    new_epoch(elsewhere, renew=True)
    lived.desk(AddNote(lived.b, "Een notitie."), MEDIATOR)
    new_epoch(elsewhere, renew=True)
    where = service.sign_up("Sam")
    assert see_party(where.party, service.ring(where.party), service.now).view.first_name == "Sam"
    new_epoch(elsewhere, renew=True)
    outbox.queue(sweep_ring(service.keys), Notice(where.party, day(service.now)))
    new_epoch(elsewhere, renew=True)
    assert run_due(sweep_ring(service.keys), service.tick(weeks=11)).failed == 0
    fresh = open_service(root)
    assert outbox.to_send(outbox_ring(fresh), day(service.now))
    assert len(caseload(Service(fresh).desk)) == 2
    assert verify().difference == ""


def test_what_was_written_with_keys_of_before_is_taken_back_whole(
    lived: Lived, root: Root, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The check at the end of an act is what notices; without trying again, nothing of it is left."""
    service = lived.service
    new_epoch(open_service(root), renew=True)
    counted = (Tenant.objects.get().n, TaskRow.objects.count())
    monkeypatch.setattr("visavis.journal.record.TRIES", 1)
    with pytest.raises(EpochMoved), transaction.atomic():
        service.sign_up("Sam")
    assert (Tenant.objects.get().n, TaskRow.objects.count()) == counted


def test_a_message_is_not_queued_while_the_keys_keep_moving(
    lived: Lived, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = OutboxRow.objects.count()
    monkeypatch.setattr(Keys, "moved", lambda keys: True)
    with pytest.raises(EpochMoved):
        outbox.queue(sweep_ring(lived.service.keys), Notice(lived.a, day(lived.service.now)))
    assert OutboxRow.objects.count() == number


def test_a_new_epoch_that_fails_changes_nothing_and_the_next_one_goes_through(
    lived: Lived, root: Root
) -> None:
    before = all_that_is_seen(lived)

    def fails() -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        new_epoch(lived.service.keys, fails)
    assert all_that_is_seen(lived) == before
    assert new_epoch(lived.service.keys).epoch == 2
    assert list(root.tenants.of(lived.service.keys.tenant)) == [2]


def test_one_of_two_that_wait_for_each_other_is_tried_again_and_not_for_ever(lived: Lived) -> None:
    tries = []

    def deadlock() -> None:
        tries.append(1)
        if len(tries) in (1, 3, 4, 5):
            raise OperationalError("deadlock detected")

    assert new_epoch(lived.service.keys, deadlock).epoch == 2
    with pytest.raises(OperationalError):
        new_epoch(lived.service.keys, deadlock)
    assert len(tries) == 2 + epoch.TRIES


def test_a_key_left_by_an_epoch_that_broke_off_is_destroyed(lived: Lived, root: Root) -> None:
    tenant = lived.service.keys.tenant
    root.tenants.add(tenant, 2, b"never used")
    root.tenants.add("another service", 1, b"not ours")
    assert tidy(lived.service.keys)
    assert list(root.tenants.of(tenant)) == [1]
    assert not tidy(lived.service.keys)
    assert root.tenants.of("another service") == {1: b"not ours"}


def test_damaged_rows_do_not_stop_a_new_epoch(
    lived: Lived, caplog: pytest.LogCaptureFixture
) -> None:
    LaneKey.objects.filter(lane__party_id=lived.b, lane__role="own").update(wrapped=b"x" * 113)
    Card.objects.filter(lane__party_id=lived.b, lane__role="own").update(sealed=b"x" * 600)
    Parcel.objects.filter(offer=None).update(wrapped=b"x" * 113)
    new_epoch(lived.service.keys, renew=True)
    assert see_party(lived.a, lived.service.ring(lived.a), lived.service.now).view.letters
    with pytest.raises(KeyUnavailable):
        see_party(lived.b, lived.service.ring(lived.b), lived.service.now)


def test_the_tenant_keys_stand_in_a_file_of_their_own_and_never_in_the_database(
    db: None, tmp_path: Path
) -> None:
    root = create_root(tmp_path / "root.key", "een goede zin", log_n=4)
    keys = create_tenant(root, "7" * 32)
    path = tmp_path / tenant_keys.FILE
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    first = bytes(root.tenants.of("7" * 32)[1])
    service = Service(keys)
    where = service.sign_up()
    new_epoch(keys)
    again = open_service(open_root(tmp_path / "root.key", "een goede zin"))
    assert Service(again).desk
    assert see_desk(where.trajectory, Service(again).desk, service.now).view.sides
    assert first not in path.read_bytes()
    assert sorted(each.name for each in tmp_path.iterdir()) == ["root.key", tenant_keys.FILE]


@pytest.mark.pure
def test_what_a_file_held_is_overwritten_where_it_stood(tmp_path: Path) -> None:
    path = tmp_path / "keys"
    replace_file(path, b"the first content")
    with path.open("rb") as old:
        replace_file(path, b"the second")
        assert old.read() == bytes(len(b"the first content"))
    assert path.read_bytes() == b"the second"


@pytest.mark.pure
@pytest.mark.parametrize("content", ["", "nonsense\n", f"{tenant_keys.FORMAT}\nt 1", "é"])
def test_row_24_a_damaged_file_of_tenant_keys_refuses(tmp_path: Path, content: str) -> None:
    path = tmp_path / tenant_keys.FILE
    path.write_text(content, encoding="utf-8")
    with pytest.raises(KeyUnavailable, match="tenant keys"):
        TenantKeys(path).of("t")


@pytest.mark.pure
def test_a_file_that_is_replaced_while_it_is_read_is_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = TenantKeys(tmp_path / tenant_keys.FILE)
    kept.add("t", 1, b"key")
    read, wiped = Path.read_text, ["\0\0\0"]

    def reads(path: Path, **how: str) -> str:
        return wiped.pop() if wiped else read(path, **how)

    monkeypatch.setattr(Path, "read_text", reads)
    assert kept.of("t") == {1: b"key"}


@pytest.mark.pure
def test_row_24_a_file_of_tenant_keys_that_cannot_be_read_refuses(tmp_path: Path) -> None:
    (tmp_path / tenant_keys.FILE).mkdir()
    with pytest.raises(KeyUnavailable, match="cannot be read"):
        TenantKeys(tmp_path / tenant_keys.FILE).of("t")


def test_row_24_without_its_tenant_keys_a_service_does_not_open(
    service: Service, root: Root
) -> None:
    kept = root.tenants.of(service.keys.tenant)[1]
    root.tenants.keep_only(service.keys.tenant, 0)
    with pytest.raises(KeyUnavailable, match="no key of epoch 1"):
        open_service(root)
    root.tenants.add(service.keys.tenant, 1, kept)
    assert open_service(root)


def test_a_restored_service_gives_no_keys_before_it_is_opened(service: Service, root: Root) -> None:
    Tenant.objects.update(closed=True)
    with pytest.raises(KeyUnavailable, match="not open yet"):
        open_service(root)
