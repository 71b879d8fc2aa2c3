"""What does not open is said not to open, wherever it stands: never skipped, never empty (security §9 row 23)."""

import os
import random
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import transaction

from tests.journal.service import INTAKE, MEDIATOR, PLANNER, START, Service, owner
from visavis.journal import (
    drafts,
    envelope,
    erasure,
    outbox,
    parcels,
    seal,
    sweep,
    tenant_keys,
)
from visavis.journal import flush as flushing
from visavis.journal.access import Why
from visavis.journal.cards import labels
from visavis.journal.envelope import Damaged, NewerSchema
from visavis.journal.flush import flush
from visavis.journal.keys import (
    KeyUnavailable,
    Place,
    PlaceRole,
    keeper_ring,
    outbox_ring,
    participant_ring,
    service_ring,
    sign_up_ring,
    study_ring,
)
from visavis.journal.lanes import lanes_of_party, open_lanes
from visavis.journal.life import Life
from visavis.journal.models import (
    Card,
    Draft,
    DueRow,
    EntryRow,
    ErasureRow,
    FeedRow,
    Idempotency,
    LaneKey,
    LaneRow,
    OutboxRow,
    Parcel,
    Party,
)
from visavis.journal.record import Recorded, Where, sign_up
from visavis.journal.remembered import Remembered
from visavis.journal.root import Root
from visavis.journal.see import see_desk, see_party
from visavis.journal.sheet import NotThere, PendingDue, Sheet
from visavis.journal.sweep import run_due
from visavis.journal.triggers import TABLES, installing, removing
from visavis.journal.verify import verify
from visavis.mediation.effects import (
    Anchor,
    Decision,
    DropParcel,
    Due,
    GrantParcel,
    HoldParcel,
    MakeParcel,
    Notice,
    Refusal,
    TakeParcel,
    Write,
    Written,
)
from visavis.mediation.entries import DESK_LANE, Actor, Audience, Entry, PartyId, own
from visavis.mediation.sign_up import PrepareSignUp, SetReach, SignUp, TakeUp
from visavis.mediation.terms import day
from visavis.mediation.views import Reach
from visavis.mediation.words import Text
from visavis.people import staff as people

NOISE = b"x" * 600
LETTER = MakeParcel("parcel", "Beste ander", "S.", "hash")


def decided(service: Service, where: Where, *effects: object) -> Sheet:
    """These effects as the desk's, on a sheet that is not written."""
    sheet = Sheet()
    sheet.open_trajectory(where.trajectory, service.desk)
    decision = Decision("test", (), effects)  # type: ignore[arg-type]  # tests pass any effect
    now = service.tick()
    assert not sheet.write(decision, where.trajectory, service.desk, MEDIATOR, now, DESK_LANE)
    return sheet


def written(service: Service, where: Where, *effects: object) -> None:
    with transaction.atomic():
        flush(decided(service, where, *effects))


@pytest.fixture
def lived(service: Service) -> Where:
    """Somebody with one of everything that is kept sealed beside the journal."""
    where, _ = service.taken_up()
    today = day(service.now)
    drafts.save_draft(where.party, "brief", "Ik wil zeggen", service.ring(where.party))
    written(
        service, where, LETTER, Notice(where.party, today), Anchor(where.party, "offer", today),
        Due("news", where.party, today),
    )  # fmt: skip
    return where


BESIDE: dict[str, Callable[[Service, Where], object]] = {
    "draft": lambda s, w: drafts.draft(w.party, "brief", s.ring(w.party)),
    "drafts": lambda s, w: drafts.drafts(w.party, s.ring(w.party)),
    "label": lambda s, w: labels(s.desk, [w.trajectory]),
    "party": lambda s, w: see_desk(w.trajectory, s.desk, s.now),
    "parcel": lambda s, w: parcels.contents(s.desk, Parcel.objects.get()),
    "parcel's key": lambda s, w: parcels.contents(s.desk, Parcel.objects.get()),
    "outbox": lambda s, w: outbox.to_send(outbox_ring(s.keys), day(s.now)),
    "feed": lambda s, w: outbox.occasions(study_ring(s.keys)),
}
CHANGED: dict[str, Callable[[], object]] = {
    "draft": lambda: Draft.objects.update(sealed=NOISE),
    "drafts": lambda: Draft.objects.update(sealed=NOISE),
    "label": lambda: Card.objects.exclude(label=b"").update(label=NOISE),
    "party": lambda: Party.objects.update(sealed=NOISE),
    "parcel": lambda: Parcel.objects.update(sealed=NOISE),
    "parcel's key": lambda: Parcel.objects.update(wrapped=NOISE),
    "outbox": lambda: OutboxRow.objects.update(sealed=NOISE),
    "feed": lambda: FeedRow.objects.update(sealed=NOISE),
}


@pytest.mark.parametrize("what", BESIDE)
def test_row_23_what_stands_beside_the_journal_opens_whole_or_is_damaged(
    service: Service, lived: Where, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert BESIDE[what](service, lived)
    assert CHANGED[what]()
    monkeypatch.setattr(
        outbox, "_KNOWN", Remembered(10)
    )  # in a process that did not open it before
    with pytest.raises(Damaged):
        BESIDE[what](service, lived)


def test_row_23_a_changed_receipt_of_a_sign_up_is_no_second_sign_up(service: Service) -> None:
    service.sign_up(key="form")
    Idempotency.objects.update(sealed=NOISE)
    act = SignUp("harmed", "Noor", 34, story="Wat er gebeurde.", other="")
    with pytest.raises(Damaged):
        sign_up(act, sign_up_ring(service.keys), service.tick(), service.rng, key="form")


def test_row_23_a_changed_certificate_is_not_shown(service: Service, lived: Where) -> None:
    orders = [erasure.Order(lived.party, Why.RETENTION)]
    erasure.erase(service.keys, orders, service.now, people.erase_party)
    assert erasure.certificates(keeper_ring(service.keys))
    ErasureRow.objects.update(sealed=NOISE)
    with pytest.raises(Damaged):
        erasure.certificates(keeper_ring(service.keys))


def test_dated_work_that_does_not_open_or_is_of_a_newer_version_stays_due_and_alarms(
    service: Service, lived: Where
) -> None:
    DueRow.objects.update(sealed=NOISE)
    done = run_due(service_ring(service.keys), service.now)
    assert (done.done, done.failed) == (0, DueRow.objects.filter(done=False).count())
    assert done.failed > 0


def test_row_27_an_entry_by_an_audience_or_in_a_way_this_version_does_not_know_stops_the_reading(
    service: Service,
) -> None:
    known = seal.framed(b"reach_set", (1).to_bytes(2, "big"), b"owner:screen:x")
    assert envelope._begun(known)[0] == "reach_set"
    for author in (b"juror:screen:x", b"owner:telepathy:x"):
        with pytest.raises(NewerSchema, match="upgrade"):
            envelope._begun(seal.framed(b"reach_set", (1).to_bytes(2, "big"), author))


def test_row_27_work_this_version_does_not_know_stops_the_reading() -> None:
    with pytest.raises(NewerSchema, match="upgrade"):
        envelope._effect(["song", "x"])


@pytest.mark.pure
@pytest.mark.parametrize(
    "bad", [b"\0\0\0\5ab", b"\0\0\0\1", b"\0\0", seal.framed(b"a")[:-1] + b"\0\0"]
)
def test_parts_whose_lengths_do_not_fit_do_not_open(bad: bytes) -> None:
    with pytest.raises(seal.Unsealable):
        seal.unframed(bad)


@pytest.mark.pure
def test_padding_that_is_not_empty_does_not_open() -> None:
    """Nobody who can seal can hide something behind what is shown."""
    key, place = bytes(32), seal.framed(seal.SUITE, b"place")
    whole = seal.seal(key, (b"place",), b"head", b"body", info=seal.ROW)
    assert seal.unseal_at(seal.Derivation(key), place, whole, seal.ROW) == (b"head", b"body")
    joined = seal.framed(b"head", b"body")
    for padded in (joined + b"\0\0secret", joined[:-1], joined[:3]):
        sealed = raw(key, place, padded)
        with pytest.raises(seal.Unsealable):
            seal.unseal_at(seal.Derivation(key), place, sealed, seal.ROW)


def raw(key: bytes, place: bytes, plain: bytes) -> bytes:
    """A sealed thing with whatever inside, made with the right key."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt = bytes(32)
    sealing, nonce, commitment = seal.Derivation(key).material(seal.ROW + salt)
    return seal.SUITE + salt + commitment + AESGCM(sealing).encrypt(nonce, plain, place)


@pytest.mark.pure
def test_row_24_another_root_does_not_unwrap() -> None:
    wrapped = Root(bytes(32)).wrap(b"k" * 32, "tenant", "1")
    with pytest.raises(KeyUnavailable, match="does not belong"):
        Root(b"1" * 32).unwrap(wrapped, "tenant", "1")


def test_row_24_a_service_that_is_gone_gives_no_keys(service: Service) -> None:
    service.keys.tenant = "8" * 32
    with pytest.raises(KeyUnavailable, match="no such service"):
        service.keys.refresh()


def test_an_act_is_never_written_outside_a_transaction(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(flushing, "connection", SimpleNamespace(in_atomic_block=False))
    with pytest.raises(RuntimeError, match="needs a transaction"):
        flush(Sheet())


def test_a_sign_up_that_the_rules_refuse_leaves_nothing(service: Service) -> None:
    for life in (None, Life(service.keys, random.Random(1))):
        act = SignUp("harmed", "Noor", 9, story="Wat er gebeurde.", other="")
        if life is None:
            done = sign_up(act, sign_up_ring(service.keys), service.tick(), service.rng)
        else:
            done = life.sign_up(act, service.now)
            assert not life.sheet.rows
        assert isinstance(done, Refusal)
    assert not Party.objects.exists()


def test_a_life_does_what_the_rules_allow_to_who_is_there(service: Service) -> None:
    life = Life(service.keys, random.Random(1))
    done = life.sign_up(SignUp("harmed", "Noor", 34, story="Wat er gebeurde.", other=""), START)
    assert isinstance(done, Recorded)
    assert life.see_desk(done.where.trajectory, START).sides
    reach, party = SetReach(Reach("phone", "06 1")), done.where.party
    assert isinstance(life.carry_out(reach, owner(party), done.where, START), Recorded)
    staff = Actor(Audience.INTAKE, "staff-intake", owner(party).via)
    by_staff = life.carry_out(SetReach(Reach("phone", "06 2")), staff, done.where, START)
    assert isinstance(by_staff, Recorded | Refusal)
    with pytest.raises(NotThere):
        life.see_party(PartyId("0" * 32), START)
    with pytest.raises(NotThere):
        life.carry_out(reach, owner(party), Where(party=PartyId("0" * 32)), START)


def test_what_goes_to_a_person_or_a_lane_that_is_not_there_is_not_written(
    service: Service, lived: Where
) -> None:
    with pytest.raises(NotThere):
        decided(service, lived, Due("news", PartyId("0" * 32), day(service.now)))


def test_what_is_written_to_a_lane_that_is_not_there_is_not_written(
    service: Service, lived: Where
) -> None:
    sheet, now = Sheet(), service.tick()
    sheet.open_trajectory(lived.trajectory, service.desk)
    line = Written(own(PartyId("0" * 32)), Entry("reach_set", MEDIATOR, now))
    with pytest.raises(NotThere):
        sheet.write(
            Decision("test", (line,)), lived.trajectory, service.desk, MEDIATOR, now, DESK_LANE
        )


def test_a_letter_is_taken_into_a_lane_and_where_it_is_held_found_gone(
    service: Service, lived: Where, monkeypatch: pytest.MonkeyPatch
) -> None:
    grant = GrantParcel("parcel", "hash", "offer")
    take = TakeParcel("offer", Write("letter_opened", {}), Write("offer_found_gone", {}))
    with pytest.raises(TypeError, match="into no lane"):
        decided(service, lived, take)
    sheet, now = Sheet(), service.tick()
    sheet.open_trajectory(lived.trajectory, service.desk)
    held = HoldParcel("parcel", True, by_desk=True)
    header = (own(lived.party), Entry("letter_opened", MEDIATOR, now))
    decision = Decision("test", (), (LETTER, grant, held, take), header)
    sheet.write(decision, lived.trajectory, service.desk, MEDIATOR, now, DESK_LANE)
    assert sheet.lanes[Place(PlaceRole.OWN, lived.party)].entries[-1].entry.kind == (
        "offer_found_gone"
    )
    rows = [Parcel.objects.get(), None]
    monkeypatch.setattr(parcels, "find", lambda ring, parcel: rows.pop(0))
    with pytest.raises(NotThere):
        decided(service, lived, grant)


def test_a_message_is_taken_by_one_round_and_again_only_when_that_one_broke_off(
    service: Service, lived: Where
) -> None:
    [message] = outbox.to_send(outbox_ring(service.keys), day(service.now))
    assert message.party == lived.party
    assert outbox.take(message.id, service.now) is True
    assert outbox.take(message.id, service.now) is False
    later = service.now + outbox.TAKEN
    assert outbox.take(message.id, later) is True
    assert outbox.mark_sent(message.id, later) is True
    assert outbox.mark_sent(message.id, later) is False
    assert outbox.take(message.id, later + outbox.TAKEN) is False
    assert outbox.to_send(outbox_ring(service.keys), day(service.now)) == []


def test_a_life_does_its_dated_work_in_its_order(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    life = Life(service.keys, random.Random(1))
    done = life.sign_up(SignUp("harmed", "Noor", 34, story="Wat er gebeurde."), START)
    assert isinstance(done, Recorded)
    lane, today = life.sheet.lanes[Place(PlaceRole.OWN, done.where.party)], day(START)
    for number, ahead in enumerate((2, 1, 40)):
        due = Due("news", done.where.party, today + timedelta(days=ahead))
        life.sheet.dues.append(PendingDue(str(number), due, lane.id, service.desk))
    carried: list[datetime] = []
    real = Life.carry_out

    def watched(self: Life, act: Any, *rest: Any) -> Any:
        carried.append(rest[-1])
        return real(self, act, *rest)

    monkeypatch.setattr(Life, "carry_out", watched)
    assert life.next_due() == today + timedelta(days=1)
    assert life.run_due(START) == 0
    assert life.run_due(START + timedelta(days=3)) == 2
    assert len(carried) == 2
    assert life.next_due() == today + timedelta(days=40)
    life.run_due(START + timedelta(days=50))
    assert life.next_due() is None


def test_one_trajectory_taken_up_leaves_another_on_the_same_sheet_as_it_is(
    service: Service,
) -> None:
    life = Life(service.keys, random.Random(1))
    one, two = (
        life.sign_up(SignUp("harmed", name, 34, story="Wat er gebeurde."), START)
        for name in ("Noor", "Sam")
    )
    assert isinstance(one, Recorded)
    assert isinstance(two, Recorded)
    prepared = PrepareSignUp(one.where.party, "Linde", "traffic")
    assert isinstance(life.carry_out(prepared, INTAKE, one.where, START), Recorded)
    other = PartyId("1" * 32)
    act = TakeUp(
        one.where.party, MEDIATOR.id, "Mieke", other, "de ander", True, frozenset({"traffic"})
    )
    assert isinstance(life.carry_out(act, PLANNER, one.where, START), Recorded)
    assert {
        lane.mediator
        for lane in life.sheet.lanes.values()
        if lane.trajectory == one.where.trajectory
    } == {MEDIATOR.id}
    assert {
        lane.mediator
        for lane in life.sheet.lanes.values()
        if lane.trajectory == two.where.trajectory
    } == {""}


def test_a_lane_is_read_as_far_as_it_stood_and_no_less(service: Service, lived: Where) -> None:
    ring = service.ring(lived.party)
    [before] = lanes_of_party(ring.tenant, lived.party)
    service.own_act(SetReach(Reach("phone", "06 1")), lived.party)
    open_lanes(ring, [before])
    [now] = lanes_of_party(ring.tenant, lived.party)
    open_lanes(ring, [now])
    assert len(now.entries) == len(before.entries) + 1 == now.version
    LaneRow.objects.filter(pk=now.id).update(version=now.version + 1)
    with pytest.raises(Damaged):
        see_party(lived.party, ring, service.now)


def test_a_lane_with_a_key_of_a_second_generation_opens_both(
    service: Service, lived: Where
) -> None:
    """Keys of lanes may be replaced; what was written before stays readable."""
    ring = service.ring(lived.party)
    row = LaneKey.objects.get(lane__party_id=lived.party, lane__role="own")
    _, epoch, second = service.keys.mint("lane", row.lane_id, "2")
    LaneKey.objects.create(lane_id=row.lane_id, generation=2, epoch=epoch, wrapped=second)
    LaneRow.objects.filter(pk=row.lane_id).update(generation=2)
    assert isinstance(service.own_act(SetReach(Reach("phone", "06 9")), lived.party), Recorded)
    last = EntryRow.objects.filter(lane_id=row.lane_id).order_by("-version")[:1].get()
    assert last.key_generation == 2
    assert see_party(lived.party, ring, service.now).view.reach.phone == "06 9"
    assert verify().difference == ""


def test_dated_work_that_another_did_or_the_rules_refuse_now_writes_nothing(
    service: Service, lived: Where, monkeypatch: pytest.MonkeyPatch
) -> None:
    entries = EntryRow.objects.count()
    done = run_due(service_ring(service.keys), service.now)
    assert (done.done > 0, done.failed) == (True, 0)
    assert EntryRow.objects.count() == entries
    DueRow.objects.update(done=False)
    refusal = Refusal(None, Text("Dat kan niet.", "That cannot be."))
    monkeypatch.setattr(sweep, "decide", lambda *_: refusal)
    assert run_due(service_ring(service.keys), service.now) == done
    assert EntryRow.objects.count() == entries
    row = DueRow.objects.filter(done=True)[:1].get()
    assert sweep._run(row.id, sweep.sweeps(), service_ring(service.keys), service.now) is False


@pytest.mark.pure
def test_where_folders_cannot_be_flushed_a_file_is_still_replaced_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tenant_keys, "os", SimpleNamespace(**{**vars(os), "name": "nt"}))
    tenant_keys.replace_file(tmp_path / "tenant.keys", b"one")
    tenant_keys.replace_file(tmp_path / "tenant.keys", b"two")
    assert (tmp_path / "tenant.keys").read_bytes() == b"two"


def test_letters_kept_earlier_are_set_aside_by_their_author_and_dropped(
    service: Service, lived: Where
) -> None:
    decided(service, lived, HoldParcel("parcel", True, by_desk=False))
    assert Parcel.objects.get().held_by_author
    assert not Parcel.objects.get().held_by_desk
    decided(service, lived, HoldParcel("parcel", False, by_desk=False))
    assert not Parcel.objects.get().held_by_author
    decided(service, lived, DropParcel("parcel"))
    assert not Parcel.objects.exists()
    sheet = decided(service, lived, LETTER, HoldParcel("parcel", True, by_desk=False))
    assert sheet.made["parcel"].held_by_author
    sheet = decided(service, lived, LETTER, HoldParcel("parcel", True, by_desk=True))
    assert sheet.made["parcel"].held_by_desk
    assert not decided(service, lived, LETTER, DropParcel("parcel")).made


def test_drafts_are_found_by_name_and_thrown_away(service: Service, lived: Where) -> None:
    ring = service.ring(lived.party)
    assert drafts.drafts(lived.party, ring) == {"brief": "Ik wil zeggen"}
    drafts.discard_draft(lived.party, "brief", ring)
    assert drafts.draft(lived.party, "brief", ring) is None
    assert drafts.drafts(lived.party, ring) == {}
    nobody = PartyId("0" * 32)
    with pytest.raises(NotThere):
        drafts.draft(nobody, "brief", participant_ring(service.keys, nobody))
    assert (
        drafts.draft(lived.party, "brief", service.desk) is None
    )  # the desk is told nothing of it


def test_the_statements_of_both_databases_guard_the_same_tables() -> None:
    for vendor, each in (("sqlite", 6), ("postgresql", 9)):
        made = installing(vendor)
        assert len(made) == each
        for table in TABLES:
            for what in ("update", "delete"):
                assert sum(f"CREATE TRIGGER {table}_no_{what} " in one for one in made) == 1
                assert sum(f"{table}_no_{what}" in one for one in removing(vendor)) == 1
    assert all(" ON journal_" in one for one in removing("postgresql"))
