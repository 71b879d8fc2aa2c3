"""Keys: the root file, and what a door may reach (security §3, §9 row 24)."""

import logging
import stat
from datetime import timedelta
from pathlib import Path

import pytest

from tests.journal.service import Service
from visavis.journal import drafts, keys, outbox, worklist
from visavis.journal.cards import caseload
from visavis.journal.keys import (
    Keys,
    OutsideReach,
    Place,
    PlaceRole,
    desk_ring,
    keeper_ring,
    open_service,
    outbox_ring,
    service_ring,
    sign_up_ring,
    study_ring,
    sweep_ring,
)
from visavis.journal.models import LaneKey
from visavis.journal.root import KeyUnavailable, Root, create_root, open_root
from visavis.journal.see import see_desk, see_party
from visavis.mediation.entries import Audience, PartyId
from visavis.mediation.terms import day


@pytest.mark.pure
def test_a_root_file_opens_with_its_passphrase(tmp_path: Path) -> None:
    made = create_root(tmp_path / "root.key", "vier oude fietsen", log_n=4)
    wrapped = made.wrap(b"k" * 32, "tenant", "1")
    again = open_root(tmp_path / "root.key", "vier oude fietsen")
    assert again.unwrap(wrapped, "tenant", "1") == b"k" * 32
    assert stat.S_IMODE((tmp_path / "root.key").stat().st_mode) == 0o600


@pytest.mark.pure
def test_row_24_a_wrong_passphrase_a_missing_and_a_damaged_root_file_refuse(tmp_path: Path) -> None:
    path = tmp_path / "root.key"
    with pytest.raises(KeyUnavailable, match="missing"):
        open_root(path, "x")
    create_root(path, "right", log_n=4)
    with pytest.raises(KeyUnavailable, match="passphrase"):
        open_root(path, "wrong")
    good = path.read_text()
    for bad in ("", "nonsense", good.replace("scrypt 4", "scrypt 63"), good[: len(good) // 2]):
        path.write_text(bad)
        with pytest.raises(KeyUnavailable):
            open_root(path, "right")


@pytest.mark.pure
def test_a_root_file_is_never_replaced_and_never_without_a_passphrase(tmp_path: Path) -> None:
    create_root(tmp_path / "root.key", "right", log_n=4)
    with pytest.raises(FileExistsError):
        create_root(tmp_path / "root.key", "other", log_n=4)
    with pytest.raises(KeyUnavailable):
        create_root(tmp_path / "other.key", "", log_n=4)


def test_row_24_another_root_does_not_open_this_service(service: Service) -> None:
    with pytest.raises(KeyUnavailable, match="does not belong"):
        open_service(Root(bytes(32)))


def test_row_24_a_database_without_a_service_says_so(db: None, root: Root) -> None:
    with pytest.raises(KeyUnavailable):
        open_service(root)


def test_row_24_a_dossier_whose_key_is_gone_is_not_available_never_empty(service: Service) -> None:
    where = service.sign_up()
    LaneKey.objects.filter(lane__party_id=where.party).delete()
    with pytest.raises(KeyUnavailable):
        see_party(where.party, service.ring(where.party), service.now)


def test_a_lane_key_laid_under_another_lane_does_not_open(service: Service) -> None:
    one, two = service.sign_up(), service.sign_up("Sam")
    mine, theirs = (
        LaneKey.objects.get(lane__party_id=where.party, lane__role="own") for where in (one, two)
    )
    LaneKey.objects.filter(pk=mine.pk).update(wrapped=theirs.wrapped)
    with pytest.raises(KeyUnavailable):
        see_party(one.party, service.ring(one.party), service.now)


def test_row_1_a_participants_ring_opens_no_other_lane_and_the_refusal_is_logged(
    service: Service, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keys, "ALARM", logging.getLogger("for-this-test"))
    where, other = service.taken_up()
    ring = service.ring(where.party)
    with pytest.raises(OutsideReach):
        see_party(other, ring, service.now)
    with pytest.raises(OutsideReach):
        see_desk(where.trajectory, ring, service.now)
    with pytest.raises(OutsideReach):
        drafts.draft(other, "letter", ring)
    with pytest.raises(OutsideReach):
        caseload(ring)
    with pytest.raises(OutsideReach):
        worklist.tasks(ring, Audience.MEDIATOR, day(service.now))
    said = " ".join(caplog.messages)
    assert "outside reach: door participant may not open own" in said
    assert other not in said
    assert where.party not in said


def test_row_1_an_unknown_and_a_foreign_identifier_are_refused_alike(service: Service) -> None:
    where, other = service.taken_up()
    ring = service.ring(where.party)
    said = []
    for party in (other, PartyId("0" * 32), PartyId("no' id")):
        with pytest.raises(OutsideReach) as refused:
            see_party(party, ring, service.now)
        said.append(str(refused.value))
    assert len(set(said)) == 1


def test_a_desk_ring_within_a_caseload_opens_no_other_trajectory(service: Service) -> None:
    mine, theirs = service.sign_up(), service.sign_up("Sam")
    ring = desk_ring(service.keys, within={mine.trajectory}.__contains__)
    assert see_desk(mine.trajectory, ring, service.now).view.sides
    assert see_party(mine.party, ring, service.now).view.first_name == "Noor"
    with pytest.raises(OutsideReach):
        see_desk(theirs.trajectory, ring, service.now)
    with pytest.raises(OutsideReach):
        see_party(theirs.party, ring, service.now)


def test_a_persons_ring_reaches_the_joint_objects_their_own_lane_names_and_no_other(
    service: Service,
) -> None:
    ring = service.ring(PartyId("a" * 32)).reaching(["c" * 32])
    ring.must_open(Place(PlaceRole.JOINT, "c" * 32), "t" * 32)
    for place in (Place(PlaceRole.JOINT, "d" * 32), Place(PlaceRole.OWN, "b" * 32)):
        with pytest.raises(OutsideReach):
            ring.must_open(place, "t" * 32)
    with pytest.raises(OutsideReach):
        ring.must_seal(Place(PlaceRole.JOINT, "c" * 32), "t" * 32)


def test_every_door_reaches_exactly_what_it_is_for(service: Service) -> None:
    party = PartyId("a" * 32)
    rings = [
        service.ring(party), sign_up_ring(service.keys), desk_ring(service.keys),
        sweep_ring(service.keys), outbox_ring(service.keys), study_ring(service.keys),
        keeper_ring(service.keys), service_ring(service.keys),
    ]  # fmt: skip
    places = [Place(role, party) for role in (PlaceRole.OWN, PlaceRole.FILE, PlaceRole.DESK)]
    places += [Place(PlaceRole.OWN, "b" * 32)]
    places += [Place(PlaceRole.JOINT, "c" * 32)]
    places += [Place(role) for role in PlaceRole if role not in keys.LANES]

    def reached(ring: keys.Ring, what: str) -> list[str]:
        found = []
        for place in places:
            try:
                getattr(ring, f"must_{what}")(place, "t" * 32)
            except OutsideReach:
                continue
            found.append(f"{place.role.value}{':other' if place.id == 'b' * 32 else ''}")
        return found

    lanes = ["own", "file", "desk", "own:other", "joint"]
    drawers = ["worklist", "parcel", "offer", "study", "sign_up", "access", "request", "label"]
    everything = [*lanes, *drawers]
    apart = ["reflection"]  # each of it opens with a ring of its own, and not with the desk's
    assert {ring.door: (reached(ring, "open"), reached(ring, "seal")) for ring in rings} == {
        "participant": (
            ["own", "offer"],
            ["own", "worklist", "parcel", "study", "access", "request"],
        ),
        "frontdoor": (["sign_up"], ["worklist", "study", "sign_up"]),
        "desk": (
            [*lanes, "worklist", "parcel", "offer", "sign_up", "request", "label"],
            everything,
        ),
        "sweep": (["own", "own:other", "worklist"], ["own", "own:other", "worklist", "study"]),
        "outbox": (["worklist"], []),
        "study": (["study"], ["study"]),
        "keeper": (["access", "request", "label"], ["access", "request"]),
        "service": ([*everything, *apart], [*everything, *apart]),
    }


def test_keys_do_not_show_in_what_is_printed_of_them(service: Service, root: Root) -> None:
    printed = repr(service.desk) + repr(service.keys) + repr(root)
    assert printed == "Ring(door='desk')Keys(…)Root(…)"


def test_the_study_and_the_outbox_open_their_own_rows_only(service: Service) -> None:
    service.taken_up()
    tomorrow = day(service.now) + timedelta(days=1)
    assert len(outbox.to_send(outbox_ring(service.keys), tomorrow)) == 1
    assert not outbox.to_send(outbox_ring(service.keys), day(service.now))
    with pytest.raises(OutsideReach):
        outbox.to_send(study_ring(service.keys), tomorrow)
    with pytest.raises(OutsideReach):
        outbox.occasions(outbox_ring(service.keys))


def test_a_second_process_opens_the_same_service(service: Service, root: Root) -> None:
    where = service.sign_up()
    again: Keys = open_service(root)
    assert see_desk(where.trajectory, desk_ring(again), service.now).view.sides
