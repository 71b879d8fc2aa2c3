"""Files beside the database: under the key of whose they are, gone with them, and looked at by verify."""

import os
import time
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from tests.journal.service import MEDIATOR, Service
from visavis.journal import files, parcels, scans
from visavis.journal.access import Why
from visavis.journal.envelope import Damaged
from visavis.journal.erasure import Order, _one
from visavis.journal.keys import OutsideReach, Ring, guest_ring, service_ring
from visavis.journal.lanes import OpenLane, lanes_of_party
from visavis.journal.models import FileRow, LaneRow, Parcel
from visavis.journal.record import Where
from visavis.journal.sheet import NotThere, Sheet
from visavis.journal.verify import verify
from visavis.mediation.effects import (
    Decision,
    DropParcel,
    GrantParcel,
    HoldParcel,
    MakeParcel,
    TakeParcel,
    Write,
    Written,
)
from visavis.mediation.entries import DESK_LANE, Entry, PartyId, own
from visavis.mediation.letters.kept import pictures_in
from visavis.mediation.views import Picture

CONTENT = b"\xff\xd8 a drawing of a house" * 5000


@pytest.fixture
def there(service: Service, tmp_path: Path, settings: Any) -> tuple[Service, Where, PartyId]:
    """Two people, and a folder of one's own. What happens when a transaction ends happens in `ended`."""
    settings.VISAVIS_VAR = tmp_path
    where, other = service.taken_up()
    return service, where, other


@pytest.fixture
def ended(django_capture_on_commit_callbacks: Any) -> Any:
    return lambda: django_capture_on_commit_callbacks(execute=True)


def lane_of(service: Service, party: PartyId) -> tuple[OpenLane, Ring]:
    return lanes_of_party(service.keys.tenant, party)[0], service.ring(party)


def drawn(service: Service, party: PartyId, says: str = "a house") -> Picture:
    file = files.keep(*lane_of(service, party), CONTENT)
    return Picture(file, sha256(CONTENT).hexdigest(), 40, 30, says)


def on_disk() -> set[str]:
    return {path.name for path in files.folder().glob("*/*")}


def does(service: Service, where: Where, reader: PartyId, *effects: object) -> Sheet:
    """Carries out effects: an author's letter is written by the first person, and opened by ``reader``."""
    sheet, now = Sheet(), service.tick()
    sheet.open_trajectory(where.trajectory, service.desk)
    written = Written(own(where.party), Entry("letter_recalled", MEDIATOR, now, {"letter": "x"}))
    taker = (own(reader), Entry("letter_opened", MEDIATOR, now))
    for each in effects:
        decision = Decision("test", (written,), (each,), taker)  # type: ignore[arg-type]  # any effect
        said = sheet.write(decision, where.trajectory, service.desk, MEDIATOR, now, DESK_LANE)
        assert said is None
    for row in sheet.made.values():
        row.save()
    return sheet


def letter(picture: Picture) -> MakeParcel:
    return MakeParcel("parcel", "Beste ander", "S.", "hash", (picture,))


GRANT = GrantParcel("parcel", "hash", "offer")
TAKE = TakeParcel(
    "offer",
    there=Write("letter_opened", {"offer": "offer"}),
    gone=Write("offer_found_gone", {"offer": "offer"}),
)


def opened(sheet: Sheet, reader: PartyId) -> tuple[Picture, ...]:
    lane = next(lane for lane in sheet.lanes.values() if lane.lane == own(reader))
    return pictures_in(lane.entries[-1].entry.body)


def test_a_file_is_kept_sealed_and_opens_in_its_own_lane_only(
    there: tuple[Service, Where, PartyId],
) -> None:
    service, where, other = there
    picture = drawn(service, where.party)
    path = files.path_of(picture.file)
    assert b"drawing" not in path.read_bytes()
    assert path.stat().st_mode & 0o077 == 0
    assert files.content(*lane_of(service, where.party), picture.file) == CONTENT
    assert files.content(lane_of(service, where.party)[0], service.desk, picture.file) == CONTENT
    with pytest.raises(Damaged):
        files.content(*lane_of(service, other), picture.file)
    with pytest.raises(OutsideReach):
        files.content(lane_of(service, where.party)[0], service.ring(other), picture.file)
    with pytest.raises(OutsideReach):
        files.keep(lane_of(service, where.party)[0], guest_ring(service.keys, where.party), CONTENT)
    FileRow.objects.filter(id=picture.file).update(lane_id=lane_of(service, other)[0].id)
    with pytest.raises(Damaged):  # moved to another's lane it is under no key that opens it
        files.content(*lane_of(service, other), picture.file)


def test_what_cannot_be_written_whole_leaves_nothing(
    there: tuple[Service, Where, PartyId], monkeypatch: pytest.MonkeyPatch
) -> None:
    service, where, _ = there

    def full(*_: object) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr(files.os, "fsync", full)
    with pytest.raises(OSError, match="no space"):
        drawn(service, where.party)
    assert not on_disk()
    assert not FileRow.objects.exists()


def test_a_destroyed_file_is_gone_when_the_transaction_ends(
    there: tuple[Service, Where, PartyId], ended: Any
) -> None:
    service, where, other = there
    mine, theirs = drawn(service, where.party), drawn(service, other)
    with ended():
        files.destroy(*lane_of(service, where.party), [mine.file, theirs.file])
        assert on_disk() == {
            mine.file,
            theirs.file,
        }  # a transaction that fails has destroyed nothing
    assert on_disk() == {theirs.file}
    with pytest.raises(Damaged):
        files.content(*lane_of(service, where.party), mine.file)


def test_a_letters_picture_travels_as_a_copy_and_ends_in_the_readers_lane(
    there: tuple[Service, Where, PartyId], ended: Any
) -> None:
    service, where, other = there
    mine = drawn(service, where.party)
    does(service, where, other, letter(mine), GRANT)
    [travelling] = FileRow.objects.filter(parcel="parcel")
    assert travelling.id != mine.file
    with ended():
        [theirs] = opened(does(service, where, other, TAKE), other)
    assert theirs.file not in {mine.file, travelling.id}
    assert (theirs.digest, theirs.says, theirs.width) == (mine.digest, mine.says, mine.width)
    assert files.content(*lane_of(service, other), theirs.file) == CONTENT
    assert files.content(*lane_of(service, where.party), mine.file) == CONTENT
    assert on_disk() == {mine.file, theirs.file}
    assert verify().difference == ""
    assert verify().files == 2


def test_a_letter_opened_on_the_sheet_it_was_written_on_brings_its_picture(
    there: tuple[Service, Where, PartyId],
) -> None:
    service, where, other = there
    mine = drawn(service, where.party)
    [theirs] = opened(does(service, where, other, letter(mine), GRANT, TAKE), other)
    assert files.content(*lane_of(service, other), theirs.file) == CONTENT


@pytest.mark.parametrize("offered", [True, False])
def test_asked_back_its_picture_is_destroyed_and_the_author_keeps_their_own(
    there: tuple[Service, Where, PartyId], ended: Any, offered: bool
) -> None:
    service, where, other = there
    mine = drawn(service, where.party)
    does(service, where, other, letter(mine), *([GRANT] if offered else []))
    with ended():
        does(service, where, other, DropParcel("parcel"))
    assert on_disk() == {mine.file}
    assert does(service, where, other, TAKE).lanes
    assert not FileRow.objects.filter(lane_id=lane_of(service, other)[0].id).exists()


def test_a_held_letter_keeps_its_picture(there: tuple[Service, Where, PartyId]) -> None:
    service, where, other = there
    does(service, where, other, letter(drawn(service, where.party)), GRANT)
    does(service, where, other, HoldParcel("parcel", True, by_desk=True))
    does(service, where, other, TAKE)
    assert FileRow.objects.filter(parcel="parcel").count() == 1


def test_a_picture_that_is_not_the_one_shown_does_not_go_along(
    there: tuple[Service, Where, PartyId],
) -> None:
    service, where, other = there
    mine = drawn(service, where.party)
    another = Picture(mine.file, "0" * 64, 40, 30)
    with pytest.raises(Damaged):
        does(service, where, other, letter(another))


def test_a_parcel_of_before_there_were_pictures_opens(
    there: tuple[Service, Where, PartyId], monkeypatch: pytest.MonkeyPatch
) -> None:
    service, where, other = there
    dumps = parcels.json.dumps
    monkeypatch.setattr(parcels.json, "dumps", lambda said, **more: dumps(said[:3], **more))
    does(service, where, other, MakeParcel("parcel", "Beste ander", "S.", "hash"))
    found = parcels.contents(service.desk, Parcel.objects.get())
    assert found == parcels.Contents("Beste ander", "S.", "hash")


def test_erasing_somebody_destroys_their_files_and_leaves_what_others_received(
    there: tuple[Service, Where, PartyId], ended: Any
) -> None:
    service, where, other = there
    mine = drawn(service, where.party)
    does(service, where, other, letter(mine), GRANT)
    with ended():
        [theirs] = opened(does(service, where, other, TAKE), other)
    ring = service_ring(service.keys)
    with ended(), transaction.atomic():
        _one(ring, Order(where.party, Why.RETENTION), where.trajectory, service.tick())
    assert on_disk() == {theirs.file}
    assert verify().difference == ""


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def _turned(path: Path) -> None:
    whole = bytearray(path.read_bytes())
    whole[500] ^= 1
    path.write_bytes(whole)


@pytest.mark.parametrize(
    ("change", "says"), [(_cut, "was changed"), (_turned, "was changed"), (Path.unlink, "missing")]
)
def test_row_23_a_changed_or_missing_file_is_named_and_not_shown(
    there: tuple[Service, Where, PartyId], change: Any, says: str
) -> None:
    service, where, _ = there
    picture = drawn(service, where.party)
    assert verify().difference == ""
    change(files.path_of(picture.file))
    assert picture.file in verify().difference
    assert says in verify().difference
    with pytest.raises(Damaged):
        files.content(*lane_of(service, where.party), picture.file)


def test_row_23_a_file_that_belongs_to_nobody_any_more_is_named(
    there: tuple[Service, Where, PartyId],
) -> None:
    service, where, other = there
    mine = drawn(service, where.party)
    does(service, where, other, letter(mine))
    Parcel.objects.all().delete()
    assert "a letter on its way that is not there" in verify().difference
    FileRow.objects.filter(parcel="parcel").delete()
    lane = LaneRow.objects.filter(id=lane_of(service, where.party)[0].id)
    from visavis.journal.verify_files import verify_files

    lane.update(erased=True)
    with pytest.raises(Exception, match="was erased"):
        verify_files()


def test_a_file_that_goes_while_verify_looks_is_no_difference(
    there: tuple[Service, Where, PartyId], monkeypatch: pytest.MonkeyPatch
) -> None:
    service, where, _ = there
    picture = drawn(service, where.party)

    def asked_back(path: Path) -> bytes:
        FileRow.objects.filter(id=picture.file).delete()
        raise FileNotFoundError

    monkeypatch.setattr(files, "hash_of", asked_back)
    assert verify().difference == ""


def test_what_a_broken_off_request_left_is_taken_away_after_an_hour(
    there: tuple[Service, Where, PartyId],
) -> None:
    service, where, _ = there
    assert files.tidy() == 0
    kept, lost = drawn(service, where.party), drawn(service, where.party)
    FileRow.objects.filter(id=lost.file).delete()
    half = files.path_of(kept.file).with_name("half" + files.UNFINISHED)
    half.write_bytes(b"half")
    assert files.tidy() == 0
    for path in (files.path_of(kept.file), files.path_of(lost.file), half):
        os.utime(path, (time.time() - 4000,) * 2)
    assert files.tidy() == 2
    assert on_disk() == {kept.file}


def test_a_scan_lies_under_the_file_lane_which_its_person_does_not_open(
    there: tuple[Service, Where, PartyId],
) -> None:
    service, where, other = there
    party = where.party
    file = scans.keep(where.trajectory, party, CONTENT, service.desk)
    assert scans.look(where.trajectory, party, file, service.desk) == CONTENT
    lane = FileRow.objects.get(id=file).lane
    assert lane is not None
    assert lane.role == "file"
    with pytest.raises(OutsideReach):
        scans.look(where.trajectory, party, file, service.ring(party))
    with pytest.raises(Damaged):
        scans.look(where.trajectory, other, file, service.desk)
    scans.destroy(where.trajectory, other, [file], service.desk)
    assert FileRow.objects.filter(id=file).exists()
    scans.destroy(where.trajectory, party, [file], service.desk)
    assert not FileRow.objects.filter(id=file).exists()
    with pytest.raises(NotThere):
        scans.keep(where.trajectory, PartyId("nobody"), CONTENT, service.desk)
