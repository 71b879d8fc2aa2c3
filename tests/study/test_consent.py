"""Taking part: apart from the mediation, each tick for itself, out in one step."""

from dataclasses import replace

import polars as pl
import pytest

from tests.study.service import FACTS as FACTS_OF
from tests.study.service import START, after, noon
from visavis.mediation.effects import Occasion
from visavis.study import consent
from visavis.study.consent import Purpose
from visavis.study.links import later_behind
from visavis.study.models import (
    Answer,
    Consent,
    Departure,
    Later,
    Link,
    Moment,
    Person,
    Round,
    Unlinked,
)
from visavis.study.snapshot import publish, store
from visavis.study.taking import take_snapshot

FACTS = ("relation", "event_type", "sign_up", "months_band", "form")


def test_the_two_ticks_are_given_apart(service):
    assert consent.given(service.takes_part("anna")) == consent.HELD_APART
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


def test_linking_is_taken_back_and_the_facts_go_with_it(service, tmp_path):
    anna = service.takes_part("anna")
    for _ in range(2):
        consent.revoke(anna, Purpose.LINKING, after(2), erase_too=True, snapshots=tmp_path)
    anna.refresh_from_db()
    assert not anna.relation
    assert Unlinked.objects.count() == 1
    assert consent.given(anna) == {Purpose.QUESTIONNAIRES}


def test_only_stopping_the_linking_keeps_the_facts_and_looks_up_none(service, tmp_path):
    anna = service.takes_part("anna")
    consent.revoke(anna, Purpose.LINKING, after(2), erase_too=False, snapshots=tmp_path)
    service.happens("anna", Occasion.OWN_CONTACT, after(10))
    service.facts["anna"] = replace(FACTS_OF, form="letters")
    service.days(after(3), after(60))
    anna.refresh_from_db()
    assert (anna.relation, anna.form) == ("harmed", "")
    assert consent.given(anna) == {Purpose.QUESTIONNAIRES}


@pytest.mark.parametrize("purpose", list(Purpose))
@pytest.mark.parametrize("erase_too", [False, True])
def test_each_of_the_seven_ticks_is_taken_back_alone(service, tmp_path, purpose, erase_too):
    service.happens("anna", Occasion.FIRST_TALK, START)
    service.sweep(START)
    others = set(Purpose) - consent.HELD_APART
    consent.agree(service.person("anna"), START, linking=True, also=others)
    anna = service.person("anna")
    assert consent.given(anna) == set(Purpose)
    consent.revoke(anna, purpose, after(1), erase_too=erase_too, snapshots=tmp_path)
    gone = purpose is Purpose.QUESTIONNAIRES and erase_too
    assert Person.objects.exists() != gone
    assert consent.given(anna) == (set() if gone else set(Purpose) - {purpose})


def test_who_may_be_asked_in_later_years_is_kept_apart_from_every_answer(service):
    for party, also in (("anna", {Purpose.LATER}), ("bert", set())):
        service.happens(party, Occasion.FIRST_TALK, START)
        service.sweep(START)
        consent.agree(service.person(party), START, linking=True, also=also)
        service.happens(party, Occasion.OWN_CLOSING, after(40))
    pseudonyms = [service.person(party).pk for party in ("anna", "bert")]
    over = after(40 + 182 + 56 + 182)
    service.days(after(1), over)
    assert not Person.objects.exclude(place=None).exists()
    row = Later.objects.values().get()
    assert not any(study_id in str(row) for study_id in pseudonyms)
    assert [one.kind for one in service.links("anna", over)] == ["later"]
    assert service.links("bert", over) == []
    (link,) = service.links("anna", over)
    assert later_behind(link.token).pk == row["place"]


def test_nobody_is_kept_for_later_years_who_took_that_tick_back(service, tmp_path):
    service.happens("anna", Occasion.FIRST_TALK, START)
    service.sweep(START)
    anna = service.person("anna")
    consent.agree(anna, START, linking=True, also={Purpose.LATER})
    consent.revoke(anna, Purpose.LATER, after(1), erase_too=False, snapshots=tmp_path)
    service.happens("anna", Occasion.OWN_CLOSING, after(40))
    service.days(after(1), after(500))
    assert not Later.objects.exists()


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
    assert Answer.objects.exclude(value=None).count() == 23
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
