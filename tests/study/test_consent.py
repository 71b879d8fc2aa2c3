"""Taking part: apart from the mediation, each tick for itself, out in one step."""

import polars as pl
import pytest

from tests.study.service import START, after, noon
from visavis.mediation.effects import Occasion
from visavis.study import consent
from visavis.study.consent import Purpose
from visavis.study.models import Answer, Consent, Departure, Link, Moment, Person, Round, Unlinked
from visavis.study.snapshot import publish, store
from visavis.study.taking import take_snapshot

FACTS = ("relation", "event_type", "sign_up", "months_band", "form")


def test_the_two_ticks_are_given_apart(service):
    assert consent.given(service.takes_part("anna")) == set(Purpose)
    assert consent.given(service.takes_part("bert", linking=False)) == {Purpose.QUESTIONNAIRES}


def test_without_linking_the_facts_stand_beside_nothing(service):
    bert = service.takes_part("bert", linking=False)
    assert not any(getattr(bert, name) for name in FACTS)
    assert bert.began is None
    assert Unlinked.objects.get().relation == "harmed"
    snapshot = take_snapshot(noon(after(1)))
    (row,) = snapshot.people.to_dicts()
    assert (row["role"], row["event_type"], row["initiated"], row["group"]) == (None,) * 4
    assert snapshot.caseload["role"].to_list() == ["harmed"]


def test_without_linking_the_form_of_contact_is_not_looked_up_later(service):
    bert = service.takes_part("bert", linking=False)
    service.happens("bert", Occasion.OWN_CONTACT, after(10))
    service.days(after(1), after(60))
    bert.refresh_from_db()
    assert not any(getattr(bert, name) for name in FACTS)


def test_linking_is_taken_back_in_one_step(service):
    anna = service.takes_part("anna")
    consent.unlink(anna, after(2))
    consent.unlink(anna, after(2))
    anna.refresh_from_db()
    assert not anna.relation
    assert Unlinked.objects.count() == 1
    assert consent.given(anna) == {Purpose.QUESTIONNAIRES}


def test_saying_yes_twice_is_once(service):
    anna = service.takes_part("anna")
    consent.agree(anna, after(1), linking=True)
    assert Consent.objects.count() == 2


def test_a_no_is_a_no_until_the_person_says_otherwise(service):
    service.happens("anna", Occasion.FIRST_TALK, START)
    service.sweep(START)
    consent.decline(service.person("anna"), after(1))
    service.happens("anna", Occasion.OWN_CLOSING, after(40))
    service.days(after(1), after(500))
    assert service.messages("anna") == [START]
    assert service.links("anna", after(2)) == []


def test_stopping_keeps_the_answers_and_ends_all_asking(service):
    service.takes_part("anna")
    service.sweep(after(3))
    service.answers("anna", 1, after(4))
    service.happens("anna", Occasion.OWN_CLOSING, after(40))
    consent.stop(service.person("anna"), after(5))
    consent.stop(service.person("anna"), after(5))
    service.days(after(5), after(350))
    assert service.messages("anna") == [START, after(3)]
    assert Answer.objects.count() == 12
    assert consent.given(service.person("anna")) == {Purpose.LINKING}
    assert Departure.objects.count() == 1


def test_erasing_leaves_a_count_and_nothing_else(service, tmp_path):
    service.takes_part("anna")
    service.sweep(after(3))
    service.answers("anna", 1, after(4))
    consent.erase(service.person("anna"), after(6), tmp_path)
    for table in (Person, Consent, Moment, Round, Answer, Unlinked):
        assert not table.objects.exists()
    assert bytes(Link.objects.get().sealed) == b""
    gone = Departure.objects.get()
    assert (gone.erased, gone.pattern) == (True, 1)


def test_who_was_erased_is_never_asked_again(service, tmp_path):
    service.takes_part("anna")
    consent.erase(service.person("anna"), after(6), tmp_path)
    service.happens("anna", Occasion.OWN_CLOSING, after(40))
    service.happens("anna", Occasion.FIRST_TALK, after(50))
    service.days(after(40), after(400))
    assert service.messages("anna") == [START]
    assert not Person.objects.exists()


def test_who_stopped_and_then_erases_is_counted_once(service, tmp_path):
    anna = service.takes_part("anna")
    consent.stop(anna, after(5))
    consent.erase(anna, after(9), tmp_path)
    assert [one.erased for one in Departure.objects.all()] == [True]


def test_erasing_takes_the_person_out_of_snapshots_nothing_published_rests_on(service, tmp_path):
    service.takes_part("anna")
    service.takes_part("bert")
    draft = store(take_snapshot(noon(after(1))), tmp_path)
    public = take_snapshot(noon(after(2)))
    kept = store(public, tmp_path)
    publish(public, tmp_path)
    consent.erase(service.person("anna"), after(6), tmp_path)
    assert not draft.exists()
    assert kept.exists()


def test_a_snapshot_knows_how_many_had_stopped_by_then(service):
    anna = service.takes_part("anna")
    before = take_snapshot(noon(after(1)))
    consent.stop(anna, after(1))
    assert consent.stopped() - before.stopped == 1


@pytest.mark.parametrize("linking", [True, False])
def test_the_margins_hold_everybody_asked_whatever_they_ticked(service, linking):
    service.takes_part("anna", linking=linking)
    service.takes_part("bert")
    snapshot = take_snapshot(noon(after(1)))
    assert snapshot.caseload.height == snapshot.people.filter(pl.col("asked")).height == 2
