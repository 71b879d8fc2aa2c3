"""A letter on its way: opening and asking back, in both orders; nothing else takes it."""

import pytest

from tests.journal.service import MEDIATOR, START, Service
from visavis.journal import parcels
from visavis.journal.keys import OutsideReach, Ring
from visavis.journal.models import Parcel
from visavis.journal.record import Where
from visavis.journal.sheet import Sheet
from visavis.mediation.effects import (
    Decision,
    Done,
    DropParcel,
    GrantParcel,
    HoldParcel,
    MakeParcel,
    TakeParcel,
    Task,
    Write,
)
from visavis.mediation.entries import DESK_LANE, Entry, PartyId, own
from visavis.mediation.letters.kept import LETTER_MOVED
from visavis.mediation.terms import day

LETTER = MakeParcel("parcel", "Beste ander", "S.", "hash")
GRANT = GrantParcel("parcel", "hash", "offer")


@pytest.fixture
def there(service: Service) -> tuple[Service, Where, PartyId]:
    where, other = service.taken_up()
    return service, where, other


def does(service: Service, where: Where, ring: Ring, *effects: object) -> Sheet:
    """Carries out effects as a decided desk act would, and takes for the first person."""
    sheet = Sheet()
    sheet.open_trajectory(where.trajectory, service.desk)
    now = service.tick()
    taker = (own(where.party), Entry("letter_opened", MEDIATOR, now))
    decision = Decision("test", (), effects, taker)  # type: ignore[arg-type]  # tests pass any effect
    refusal = sheet.write(decision, where.trajectory, ring, MEDIATOR, now, DESK_LANE)
    if refusal is not None:
        raise AssertionError(refusal)
    for row in sheet.made.values():
        row.save()
    return sheet


def take(where: Where) -> TakeParcel:
    return TakeParcel(
        "offer",
        there=Write("letter_opened", {"offer": "offer"}),
        gone=Write("offer_found_gone", {"offer": "offer"}),
        if_there=(Done("read_together", where.party),),
        if_gone=(Task("offer_was_gone", where.party, day(START)),),
    )


def last(sheet: Sheet, where: Where) -> Entry:
    lane = next(lane for lane in sheet.lanes.values() if lane.lane == own(where.party))
    return lane.entries[-1].entry


def test_opened_first_then_asked_back(there: tuple[Service, Where, PartyId]) -> None:
    service, where, _ = there
    does(service, where, service.desk, LETTER)
    does(service, where, service.desk, GRANT)
    opened = last(does(service, where, service.desk, take(where)), where)
    assert opened.kind == "letter_opened"
    assert opened.body == {
        "offer": "offer",
        "text": "Beste ander",
        "sign_as": "S.",
        "pictures": [],
    }
    does(service, where, service.desk, DropParcel("parcel"))
    assert not Parcel.objects.exists()


def test_asked_back_first_then_opened(there: tuple[Service, Where, PartyId]) -> None:
    service, where, _ = there
    does(service, where, service.desk, LETTER)
    does(service, where, service.desk, GRANT)
    does(service, where, service.desk, DropParcel("parcel"))
    sheet = does(service, where, service.desk, take(where))
    assert last(sheet, where) == Entry(
        "offer_found_gone", MEDIATOR, service.now, {"offer": "offer"}
    )
    assert [item.task.code for item in sheet.tasks] == ["offer_was_gone"]


def test_opened_twice_the_second_finds_nothing(there: tuple[Service, Where, PartyId]) -> None:
    service, where, _ = there
    does(service, where, service.desk, LETTER)
    does(service, where, service.desk, GRANT)
    does(service, where, service.desk, take(where))
    again = does(service, where, service.desk, take(where))
    assert last(again, where).kind == "offer_found_gone"


def test_a_held_letter_reads_as_gone_and_stays(there: tuple[Service, Where, PartyId]) -> None:
    service, where, _ = there
    does(service, where, service.desk, LETTER)
    does(service, where, service.desk, GRANT, HoldParcel("parcel", True, by_desk=True))
    sheet = does(service, where, service.desk, take(where))
    assert last(sheet, where).kind == "offer_found_gone"
    does(service, where, service.desk, HoldParcel("parcel", False, by_desk=True))
    sheet = does(service, where, service.desk, take(where))
    assert last(sheet, where).kind == "letter_opened"


@pytest.mark.parametrize("gone", [True, False])
def test_row_7_another_letter_than_was_read_is_not_offered(
    there: tuple[Service, Where, PartyId], gone: bool
) -> None:
    service, where, _ = there
    does(service, where, service.desk, LETTER)
    if gone:
        does(service, where, service.desk, DropParcel("parcel"))
    sheet = Sheet()
    sheet.open_trajectory(where.trajectory, service.desk)
    grant = GrantParcel("parcel", "hash" if gone else "another hash", "offer")
    now = service.tick()
    refusal = sheet.write(
        Decision("test", (), (grant,)), where.trajectory, service.desk, MEDIATOR, now, DESK_LANE
    )
    assert refusal is LETTER_MOVED
    assert not sheet.rows
    assert not Parcel.objects.filter(offer="offer").exists()


def test_a_reader_opens_what_was_offered_and_nothing_before(
    there: tuple[Service, Where, PartyId],
) -> None:
    service, where, other = there
    does(service, where, service.ring(where.party), LETTER)
    row = Parcel.objects.get()
    with pytest.raises(OutsideReach):
        parcels.contents(service.ring(other), row)
    assert parcels.take(service.ring(other), "parcel") is None
    does(service, where, service.desk, GRANT)
    found = parcels.take(service.ring(other), "offer")
    assert found == parcels.Contents("Beste ander", "S.", "hash")


def test_the_table_of_letters_names_nobody(there: tuple[Service, Where, PartyId]) -> None:
    service, where, _other = there
    does(service, where, service.desk, LETTER)
    [row] = Parcel.objects.values()
    assert set(row) == {
        "id",
        "tenant_id",
        "offer",
        "held_by_author",
        "held_by_desk",
        "wrapped",
        "sealed",
    }
    assert row["offer"] is None
