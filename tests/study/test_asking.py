"""Asking must not tell (study rule 2): the sweep over real tables."""

import itertools
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.study.service import START, after
from visavis.journal import outbox
from visavis.journal.envelope import Damaged
from visavis.journal.models import FeedRow
from visavis.mediation.effects import Occasion
from visavis.study import consent
from visavis.study.feed import take_in
from visavis.study.identifier import LETTERS, is_study_id, new_study_id
from visavis.study.models import Link, Moment, Person, Round
from visavis.study.sweep import next_day
from visavis.study.waves import delay_of


def test_after_the_first_talk_somebody_is_asked_once(service):
    service.happens("anna", Occasion.FIRST_TALK, START)
    service.days(START, after(400))
    assert service.messages("anna") == [START]
    assert [one.kind for one in service.links("anna", after(5))] == ["asked"]


def test_who_says_yes_gets_three_rounds_with_two_reminders_each(service):
    service.takes_part("anna")
    service.happens("anna", Occasion.OWN_CONTACT, after(60))
    service.happens("anna", Occasion.OWN_CLOSING, after(120))
    service.days(after(1), after(500))
    second = 60 + 28
    third = second + 182 - 14
    assert service.messages("anna") == [
        after(n)
        for n in (0, 3, 10, 17, second, second + 10, second + 21, third, third + 14, third + 28)
    ]
    assert service.messages_per_round("anna") == {0: 1, 1: 3, 2: 3, 3: 3}


def test_running_the_sweep_again_does_nothing(service):
    service.takes_part("anna")
    service.sweep(after(3))
    before = list(service.told)
    for _ in range(3):
        report = service.sweep(after(3))
        assert (report.taken, report.looked_at, report.messages) == (0, 0, 0)
    assert service.told == before


def test_one_dossier_that_does_not_open_holds_up_nobody_elses_round(service):
    for party in ("anna", "bo"):
        service.happens(party, Occasion.FIRST_TALK, START)

    class Unreadable(dict):
        def get(self, party, otherwise=None):
            if party == "anna":
                raise Damaged("an entry was changed")
            return otherwise

    service.facts = Unreadable()
    assert service.sweep(START).failed == 1
    assert (service.messages("anna"), service.messages("bo")) == ([], [START])
    service.facts = {}
    assert service.sweep(after(1)).failed == 0
    assert (service.messages("anna"), service.messages("bo")) == ([after(1)], [START])


def test_an_occasion_is_taken_in_once(service):
    service.happens("anna", Occasion.FIRST_TALK, START)
    assert service.sweep(START).taken == 1
    assert not FeedRow.objects.filter(taken=False).exists()
    assert Person.objects.count() == 1


@pytest.mark.parametrize("wave", [1, 2, 3])
def test_no_more_is_one_step_and_holds_for_every_round(service, wave):
    service.takes_part("anna")
    service.happens("anna", Occasion.OWN_CLOSING, after(60))
    opens = {1: 3, 2: 60, 3: 60 + 182 - 14}[wave]
    service.days(after(1), after(opens))
    consent.no_more(service.person("anna"), after(opens))
    told = len(service.told)
    service.days(after(opens), after(600))
    assert len(service.told) == told


def test_a_crisis_in_the_first_talk_means_not_asked(service):
    service.happens("anna", Occasion.FIRST_TALK, START)
    service.happens("anna", Occasion.SILENCE, START)
    service.days(START, after(300))
    assert service.told == []
    assert service.person("anna").excluded == "silence"


def test_who_stops_hears_nothing_of_the_study_again(service):
    service.takes_part("anna")
    service.happens("anna", Occasion.SILENCE, after(12))
    service.happens("anna", Occasion.OWN_CLOSING, after(30))
    service.days(after(1), after(600))
    assert service.messages("anna") == [START, after(3), after(10)]


def test_after_each_pause_the_rounds_come_back(service):
    service.takes_part("anna")
    for n in (2, 30):
        service.happens("anna", Occasion.PAUSED, after(n))
        service.happens("anna", Occasion.RESUMED, after(n + 10))
    service.happens("anna", Occasion.OWN_CLOSING, after(35))
    service.days(after(1), after(80))
    assert service.messages("anna") == [after(n) for n in (0, 12, 19, 26, 40, 50, 61)]
    assert service.person("anna").excluded == ""


def test_a_pause_when_the_study_would_ask_puts_it_off_and_does_not_exclude(service):
    service.happens("anna", Occasion.FIRST_TALK, START)
    service.happens("anna", Occasion.PAUSED, START)
    service.days(START, after(20))
    assert service.told == []
    service.happens("anna", Occasion.RESUMED, after(21))
    service.days(after(21), after(30))
    assert service.messages("anna") == [after(21)]


def test_answers_given_in_a_pause_stay(service):
    service.takes_part("anna")
    service.sweep(after(3))
    service.happens("anna", Occasion.PAUSED, after(4))
    service.sweep(after(4))
    service.answers("anna", 1, after(5))
    service.happens("anna", Occasion.RESUMED, after(9))
    service.sweep(after(9))
    assert service.round("anna", 1).answer_set.count() > 0
    assert service.messages("anna") == [START, after(3)]


def test_a_pause_taken_in_by_two_workers_at_once_counts_once(service, monkeypatch):
    service.takes_part("anna")
    service.happens("anna", Occasion.PAUSED, after(1))
    seen = outbox.occasions(service.ring)
    service.sweep(after(1))
    looks = iter([seen, []])
    monkeypatch.setattr(outbox, "occasions", lambda ring: next(looks))
    assert take_in(service.ring) == 0
    assert Moment.objects.filter(occasion=Occasion.PAUSED).count() == 1


def test_who_is_under_age_is_not_asked_and_counted_so(service):
    service.facts["kim"] = None
    service.happens("kim", Occasion.FIRST_TALK, START)
    service.sweep(START)
    assert service.told == []
    assert service.person("kim").excluded == "under_age"


def test_own_contact_closes_the_first_round_that_is_open(service):
    service.takes_part("anna")
    service.sweep(after(3))
    service.happens("anna", Occasion.OWN_CONTACT, after(9))
    service.sweep(after(9))
    assert service.round("anna", 1).closes == after(8)
    assert not [one for one in service.links("anna", after(9)) if one.kind == "questions"]


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(
                [
                    Occasion.FIRST_TALK,
                    Occasion.OWN_CONTACT,
                    Occasion.OWN_CLOSING,
                    Occasion.TOLD_NO_CONTACT,
                    Occasion.SILENCE,
                    Occasion.PAUSED,
                    Occasion.RESUMED,
                ]
            ),
            st.integers(0, 250),
        ),
        max_size=8,
    )
)
def test_what_happens_to_the_other_changes_no_message_of_mine(service, course):
    """The same person beside any course of the other gets the same messages on the same days."""
    told = []
    for others in ([], course):
        Round.objects.all().delete()
        Person.objects.all().delete()
        Link.objects.all().delete()
        service.told.clear()
        service.takes_part("anna")
        service.happens("anna", Occasion.OWN_CLOSING, after(60))
        for occasion, n in others:
            service.happens("the other", occasion, after(n))
        service.days(START, after(400))
        told.append(service.messages("anna"))
    assert told[0] == told[1]


def test_a_refusal_a_silence_and_one_not_found_give_the_same_invitation(service):
    """The feed has one word for all three, and no field that could hold another."""
    from visavis.mediation.effects import Anchor

    assert set(Anchor.__dataclass_fields__) == {"occasion", "party", "on"}
    words = {value for name, value in vars(Occasion).items() if name.isupper()}
    assert words == {
        "first_talk", "own_contact", "own_closing", "told_no_contact", "silence", "paused", "resumed",
        "erased",
    }  # fmt: skip
    service.takes_part("anna")
    service.happens("anna", Occasion.TOLD_NO_CONTACT, after(70))
    service.days(after(1), after(400))
    second = service.round("anna", 2)
    assert second.opens == after(70 + delay_of(second.person_id))


def test_what_has_not_come_yet_changes_nothing(service):
    """A demo reports years at once; the sweep of a day knows that day's past only."""
    service.happens("anna", Occasion.OWN_CONTACT, after(12))
    service.happens("anna", Occasion.SILENCE, after(100))
    service.takes_part("anna")
    service.sweep(after(3))
    assert service.round("anna", 1).closes == after(28)
    service.days(after(3), after(12))
    assert service.round("anna", 1).closes == after(11)
    service.days(after(12), after(400))
    assert service.messages("anna") == [after(n) for n in (0, 3, 10, 40, 50, 61)]


def test_the_first_occasion_of_a_kind_counts_in_whatever_order_they_come(service):
    service.takes_part("anna")
    for n in (80, 60, 70):
        service.happens("anna", Occasion.OWN_CLOSING, after(n))
        service.sweep(after(1))
    service.happens("bert", Occasion.FIRST_TALK, after(9))
    service.happens("bert", Occasion.FIRST_TALK, after(5))
    service.days(after(1), after(60))
    assert service.round("anna", 2).opens == after(60)
    assert service.person("bert").asked_on == after(5)


def test_the_next_day_lets_a_demo_skip_the_days_between(service):
    service.takes_part("anna")
    assert next_day() == START
    service.sweep(START)
    assert next_day() == after(3)


def test_a_message_and_its_note_happen_both_or_not_at_all(service):
    service.happens("anna", Occasion.FIRST_TALK, START)
    good = service.told
    service.told = None  # the outbox fails
    with pytest.raises(AttributeError):
        service.sweep(START)
    service.told = good
    service.sweep(START)
    assert service.messages("anna") == [START]


def test_a_study_id_has_128_bits_and_notices_a_wrong_character():
    one = new_study_id()
    assert len(one) == 27
    assert is_study_id(one)
    for place, letter in itertools.product(range(27), "AQ7"):
        if one[place] != letter:
            assert not is_study_id(one[:place] + letter + one[place + 1 :])
    assert len({new_study_id() for _ in range(100)}) == 100
    assert set(one) <= set(LETTERS)


def test_the_link_between_person_and_study_is_sealed_and_goes_half_a_year_after_the_last_round(
    service,
):
    person = service.takes_part("anna")
    service.happens("anna", Occasion.OWN_CLOSING, after(40))
    sealed = bytes(Link.objects.get(place=person.place).sealed)
    assert b"anna" not in sealed
    assert person.study_id.encode() not in sealed
    last = after(40) + timedelta(182 + 56 + 182)
    service.days(after(1), last - timedelta(1))
    assert Person.objects.get(pk=person.pk).place
    service.days(last, last)
    assert Person.objects.get(pk=person.pk).place is None
    assert bytes(Link.objects.get().sealed) == b""
    assert service.links("anna", last) == []
    service.happens("anna", Occasion.FIRST_TALK, last)
    service.days(last, last + timedelta(30))
    assert Person.objects.count() == 1
