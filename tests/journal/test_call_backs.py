"""Calls to make: sealed, opened by intake alone, once for one form, and gone once we spoke."""

from datetime import date

import pytest

from tests.journal.service import Service
from visavis.journal import call_backs
from visavis.journal import models as m
from visavis.journal.call_backs import CallBack
from visavis.journal.envelope import Damaged
from visavis.journal.keys import (
    OutsideReach,
    call_back_ring,
    participant_ring,
    sign_up_ring,
)
from visavis.mediation.entries import PartyId

CALL = CallBack(
    date(2026, 3, 6), "evening", "06 00 00 00 00", "Noor", "de bibliotheek", True, "Hang op.", "en"
)


def test_what_was_asked_comes_back_whole_and_once(service: Service) -> None:
    front = call_back_ring(service.keys)
    call_backs.ask(front, CALL, "form")
    call_backs.ask(front, CALL, "form")
    assert list(call_backs.waiting(service.desk).values()) == [CALL]
    assert call_backs.number(service.desk.tenant, date(2026, 3, 5)) == 0
    assert call_backs.number(service.desk.tenant, date(2026, 3, 6)) == 1


def test_the_front_door_cannot_open_what_it_sealed_and_nor_can_anybody_who_takes_part(
    service: Service,
) -> None:
    call_backs.ask(call_back_ring(service.keys), CALL, "form")
    for ring in (
        call_back_ring(service.keys),
        sign_up_ring(service.keys),
        participant_ring(service.keys, PartyId("1" * 32)),
    ):
        with pytest.raises(OutsideReach):
            call_backs.waiting(ring)
        with pytest.raises(OutsideReach):
            call_backs.spoke(ring, m.CallBackRow.objects.get().id)
    row = bytes(m.CallBackRow.objects.get().sealed)
    for said in (b"06 00", b"Noor", b"bibliotheek"):
        assert said not in row


def test_nobody_answered_moves_it_to_the_next_day_and_speaking_erases_it(service: Service) -> None:
    call_backs.ask(call_back_ring(service.keys), CALL, "form")
    [row] = call_backs.waiting(service.desk)
    call_backs.nobody_answered(service.desk, row)
    [again] = call_backs.waiting(service.desk).values()
    assert (again.on, again.tries, again.part) == (date(2026, 3, 9), 1, "evening")
    call_backs.spoke(service.desk, row)
    call_backs.spoke(service.desk, row)
    call_backs.nobody_answered(service.desk, row)
    assert not m.CallBackRow.objects.exists()


def test_what_was_changed_in_the_database_is_not_shown(service: Service) -> None:
    call_backs.ask(call_back_ring(service.keys), CALL, "form")
    m.CallBackRow.objects.update(sealed=b"x" * 80)
    with pytest.raises(Damaged):
        call_backs.waiting(service.desk)
