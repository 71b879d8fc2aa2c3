"""The whole caseload as a process remembers it: always what reading everything again would give."""

import gc

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.journal.service import MEDIATOR, PLANNER, Service
from visavis.journal import overview as remembered
from visavis.journal.cards import caseload
from visavis.journal.case_cards import CaseCard
from visavis.journal.keys import OutsideReach, create_tenant
from visavis.journal.models import Tenant
from visavis.journal.overview import Overview, all_cards, overview
from visavis.journal.root import Root
from visavis.mediation.exploring import AddNote
from visavis.mediation.safety import AssignCoMediator
from visavis.mediation.sign_up import SetReach
from visavis.mediation.views import Reach


def asked(service: Service) -> tuple[list[CaseCard], int]:
    with CaptureQueriesContext(connection) as caught:
        found = all_cards(service.desk)
    return found, len(caught)


def read_again(service: Service) -> list[CaseCard]:
    return caseload(service.desk, limit=1000)


def test_after_each_act_the_remembered_caseload_is_the_one_in_the_database(
    service: Service,
) -> None:
    where, other = service.taken_up()
    assert all_cards(service.desk) == read_again(service)
    service.own_act(SetReach(Reach("phone", "06 1")), where.party)
    assert all_cards(service.desk) == read_again(service)
    service.desk_act(AddNote(other, "Belt terug."), MEDIATOR, where.trajectory)
    service.sign_up("Sam")
    found = all_cards(service.desk)
    assert found == read_again(service)
    assert len(found) == 2
    assert found[0].moved is not None


def sums(one: Overview) -> tuple[object, ...]:
    """What lists ask of it, apart from the cards themselves."""
    carried = {
        account: {card.trajectory for card in one.carried_by(account)} for account in one.carriers()
    }
    beside = [card.trajectory for card in one.beside("f" * 32)]
    return one.carriers(), carried, beside, one.bookings(), +one.given_in(2026), one.unassigned()


def test_what_is_kept_beside_the_cards_is_what_the_cards_say_after_each_act(
    service: Service,
) -> None:
    where, _ = service.taken_up()
    assert overview(service.desk).carriers() == {MEDIATOR.id: 1}
    service.taken_up()
    waits = service.sign_up("Sam")
    second = AssignCoMediator("f" * 32, "Fatma", knows_nobody=True)
    service.desk_act(second, PLANNER, where.trajectory)
    kept, anew = overview(service.desk), Overview()
    anew.follow(service.desk)
    assert sums(kept) == sums(anew)
    assert kept.carriers() == {MEDIATOR.id: 2, "f" * 32: 1}
    assert kept.unassigned() == {waits.party: waits.trajectory}
    assert [card.trajectory for card in kept.beside("f" * 32)] == [where.trajectory]
    assert kept.cards(after=kept.cards()[0].trajectory) == kept.cards()[1:]
    assert kept.some([where.trajectory, "0" * 32]) == kept.beside("f" * 32)


def test_nothing_new_costs_two_queries_and_something_new_four_whatever_the_caseload(
    service: Service,
) -> None:
    for _ in range(12):
        service.sign_up()
    assert asked(service)[1] == 4
    assert asked(service)[1] == 2
    for _ in range(3):
        service.sign_up()
    found, queries = asked(service)
    assert (len(found), queries) == (15, 4)


def test_a_caseload_longer_than_is_read_at_a_time_is_read_to_its_end(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(5):
        service.sign_up()
    monkeypatch.setattr(remembered, "AT_ONCE", 2)
    monkeypatch.setattr(remembered, "MOST_CHANGES", 0)  # read again each time
    for number in (5, 6):  # with 6 the last page is full
        assert all_cards(service.desk) == read_again(service)
        assert len(read_again(service)) == number
        service.sign_up()


def test_what_was_rolled_back_is_not_remembered(service: Service) -> None:
    service.sign_up()
    with transaction.atomic():
        service.sign_up("Sam")
        assert len(all_cards(service.desk)) == 2
        transaction.set_rollback(True)
    service.sign_up("Kim")  # takes the same place on the ledger as what was rolled back
    assert all_cards(service.desk) == read_again(service)


def test_an_empty_service_has_no_cards_and_a_door_without_the_worklist_gets_none(
    db: None, root: Root, service: Service
) -> None:
    assert all_cards(service.desk) == []
    where = service.sign_up()
    with pytest.raises(OutsideReach):
        all_cards(service.ring(where.party))
    other = Service(create_tenant(root, "8" * 32))
    assert all_cards(other.desk) == []
    assert Tenant.objects.count() == 2


def test_of_a_large_service_the_cards_are_set_apart_from_what_is_looked_through(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    service.taken_up()
    monkeypatch.setattr(remembered, "STAYS", 1)
    gc.unfreeze()
    Overview().follow(service.desk)
    assert gc.get_freeze_count() > 0
