"""What was refused is counted by safeguard, step and month; of nobody, sealed, and gone after a year."""

from datetime import date

import pytest

from tests.journal.service import Service
from visavis.journal import refusals
from visavis.journal.envelope import Damaged
from visavis.journal.epoch import new_epoch
from visavis.journal.keys import OutsideReach, participant_ring
from visavis.journal.models import RefusalRow
from visavis.journal.refusals import Refused
from visavis.mediation.entries import PartyId

MARCH = date(2026, 3, 1)
PASSED = Refused(32, "PassLetter", MARCH)


def test_a_form_refused_twice_by_one_safeguard_counts_once_and_tells_no_day(
    service: Service,
) -> None:
    for day_ in (9, 10):
        refusals.keep(service.desk, 32, "PassLetter", date(2026, 3, day_), "a form")
    refusals.keep(service.desk, 32, "PassLetter", date(2026, 3, 31), "another")
    refusals.keep(service.desk, 34, "PassLetter", date(2026, 12, 31), "a form")
    found = refusals.counted(service.desk, date(2026, 12, 31))
    assert found == {PASSED: 2, Refused(34, "PassLetter", date(2026, 12, 1)): 1}


def test_it_is_sealed_and_whoever_takes_part_neither_writes_nor_reads_it(service: Service) -> None:
    refusals.keep(service.desk, 32, "PassLetter", MARCH, "a form")
    assert b"PassLetter" not in bytes(RefusalRow.objects.get().sealed)
    theirs = participant_ring(service.keys, PartyId("1" * 32))
    with pytest.raises(OutsideReach):
        refusals.counted(theirs, MARCH)
    with pytest.raises(OutsideReach):
        refusals.keep(theirs, 32, "PassLetter", MARCH, "theirs")


def test_after_a_year_it_is_not_read_any_more_and_then_forgotten(service: Service) -> None:
    refusals.keep(service.desk, 32, "PassLetter", date(2026, 12, 15), "a form")
    assert refusals.counted(service.desk, date(2027, 12, 31))
    assert not refusals.counted(service.desk, date(2028, 1, 1))
    assert refusals.forget(date(2027, 12, 31)) == 0
    assert refusals.forget(date(2028, 1, 1)) == 1


def test_a_damaged_count_is_named(service: Service) -> None:
    refusals.keep(service.desk, 32, "PassLetter", MARCH, "a form")
    RefusalRow.objects.update(sealed=b"\1" * 600)
    with pytest.raises(Damaged):
        refusals.counted(service.desk, MARCH)


def test_a_new_epoch_seals_it_again(service: Service) -> None:
    refusals.keep(service.desk, 32, "PassLetter", MARCH, "a form")
    before = bytes(RefusalRow.objects.get().sealed)
    new_epoch(service.keys, renew=True)
    assert bytes(RefusalRow.objects.get().sealed) != before
    assert refusals.counted(service.desk, MARCH) == {PASSED: 1}


def test_what_is_counted_while_the_keys_move_is_sealed_again(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    moves = [True, False, True, True]
    monkeypatch.setattr(service.keys, "moved", lambda: moves.pop(0))
    refusals.keep(service.desk, 32, "PassLetter", MARCH, "moved once")
    assert refusals.counted(service.desk, MARCH) == {PASSED: 1}
    refusals.keep(service.desk, 32, "PassLetter", MARCH, "moved twice")
    monkeypatch.undo()
    assert refusals.counted(service.desk, MARCH) == {PASSED: 1}
