"""What the study's six facts are read from: one's own lane and what intake recorded, nothing else."""

import pytest

from tests.journal.service import MEDIATOR, START, Service
from visavis.config.sweeping import closing_offers, facts_in, six_facts
from visavis.journal.keys import OutsideReach, Place, PlaceRole, facts_ring, offers_ring
from visavis.journal.see import see_desk, see_own, see_recorded
from visavis.journal.sheet import NotThere, Sheet
from visavis.mediation.approach import AnswerApproach
from visavis.mediation.entries import PartyId
from visavis.mediation.exploring import AddNote
from visavis.mediation.guardians import RecordAge
from visavis.mediation.support import CLOSING_MENU

pytestmark = pytest.mark.django_db


def test_both_have_the_event_as_intake_recorded_it_and_their_own_day_of_sign_up(
    service: Service,
) -> None:
    where, other = service.taken_up()
    service.desk_act(AddNote(where.party, "desk-note"), MEDIATOR, where.trajectory)
    service.own_act(AnswerApproach("talk"), other)
    view = see_desk(where.trajectory, service.desk, service.now).view
    for party in (where.party, other):
        assert six_facts(service.keys, party, service.now) == facts_in(view, party)
    facts = six_facts(service.keys, other, service.now)
    assert facts is not None
    assert (facts.event_type, facts.began, facts.sign_up) == ("traffic", False, START.date())


def test_a_note_of_the_file_is_not_among_them(service: Service) -> None:
    where, _ = service.taken_up()
    service.desk_act(AddNote(where.party, "desk-note"), MEDIATOR, where.trajectory)
    ring = facts_ring(service.keys, where.party, where.trajectory)
    assert "desk-note" not in repr(see_recorded(where.party, ring, service.now))


def test_the_reach_ends_at_the_own_lane_and_the_files(service: Service) -> None:
    where, other = service.taken_up()
    elsewhere = service.sign_up()
    ring = facts_ring(service.keys, where.party, where.trajectory)
    for party in (other, elsewhere.party):
        with pytest.raises(OutsideReach):
            Sheet().open_party(party, ring)
    with pytest.raises(OutsideReach):
        ring.must_open(Place(PlaceRole.DESK, where.trajectory), where.trajectory)
    with pytest.raises(OutsideReach):
        ring.must_open(Place(PlaceRole.FILE, elsewhere.party), elsewhere.trajectory)
    for place in (Place(PlaceRole.OWN, where.party), Place(PlaceRole.FILE, where.party)):
        with pytest.raises(OutsideReach):
            ring.must_seal(place, where.trajectory)


def test_of_someone_unknown_there_are_none(service: Service) -> None:
    assert six_facts(service.keys, PartyId("nobody"), service.now) is None
    with pytest.raises(NotThere):
        see_recorded(PartyId("x"), facts_ring(service.keys, PartyId("x"), "t"), service.now)


@pytest.mark.parametrize(("age", "asked"), [(15, False), (16, True)])
def test_who_is_under_sixteen_is_not_asked_for_the_study(
    service: Service, age: int, asked: bool
) -> None:
    where, _ = service.taken_up()
    service.desk_act(RecordAge(where.party, age), MEDIATOR, where.trajectory)
    assert (six_facts(service.keys, where.party, service.now) is not None) is asked


def test_what_was_offered_at_the_end_is_read_from_the_own_lane_alone(service: Service) -> None:
    where, other = service.taken_up()
    ring = offers_ring(service.keys, where.party)
    assert see_own(where.party, ring, service.now).party == where.party
    with pytest.raises(OutsideReach):
        see_own(other, ring, service.now)
    for place in (Place(PlaceRole.FILE, where.party), Place(PlaceRole.DESK, where.trajectory)):
        with pytest.raises(OutsideReach):
            ring.must_open(place, where.trajectory)
    with pytest.raises(OutsideReach):
        ring.must_seal(Place(PlaceRole.OWN, where.party), where.trajectory)
    assert {one.what for one in closing_offers(service.keys, where.party, service.now)} == {
        *CLOSING_MENU
    }
    assert closing_offers(service.keys, PartyId("nobody"), service.now) == ()
