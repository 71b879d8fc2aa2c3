"""People beside mediation: through a partner's link, without a record, never merged with the others."""

import pytest

from tests.study.service import START, after, all_alike, noon
from visavis.mediation.effects import Occasion
from visavis.study import answers, comparison, consent
from visavis.study.comparison import Told
from visavis.study.consent import Purpose
from visavis.study.flow import Flow
from visavis.study.links import find
from visavis.study.models import Contact, Link, Moment, Partner, Person, Round
from visavis.study.taking import take_snapshot

TOLD = Told("harmed", "violence", "12-23")
TICKS = frozenset({Purpose.QUESTIONNAIRES, Purpose.LINKING})


@pytest.fixture
def partner(service) -> Partner:
    return comparison.open_partner("Slachtofferhulp", START)[0]


def enrol(partner, told=TOLD, ticks=TICKS, day=START):
    return comparison.enrol(partner, told, ticks, day)


def test_a_partners_link_is_kept_as_a_hash_and_can_be_closed(service):
    partner, token = comparison.open_partner("Slachtofferhulp", START)
    assert token not in str(Partner.objects.values().get())
    assert comparison.partner_behind(token) == partner
    assert comparison.partner_behind("0" * 32) is None
    comparison.close_partner(partner.pk, after(1))
    assert comparison.partner_behind(token) is None


def test_they_have_no_record_and_nothing_leads_to_who_they_are(service, partner):
    person, first = enrol(partner)
    assert person.place is None
    assert not Link.objects.exists()
    assert not Moment.objects.exists()
    assert all(one.nonce == "" and first not in one.token_hash for one in Round.objects.all())


def test_the_first_round_opens_at_once_and_the_other_after_eight_months(service, partner):
    person, first = enrol(partner)
    now, later = comparison.questionnaires(person, first, noon(START))
    assert (now.wave, now.open_now, now.opens) == (1, True, START)
    assert (later.wave, later.open_now, later.opens) == (3, False, after(243 - 14))
    assert find(now.token, noon(START)).person == person
    assert find(later.token, noon(after(243))).wave == 3
    assert find(first, noon(after(100))).wave == 0


def test_without_the_tick_nothing_they_told_stands_beside_the_answers(service, partner):
    person, _ = enrol(partner, ticks={Purpose.QUESTIONNAIRES})
    assert (person.relation, person.event_type, person.months_band, person.sign_up) == ("",) * 4


def test_their_answers_stand_apart_from_everybody_elses(service, partner):
    service.takes_part("anna")
    service.days(after(1), after(3))
    service.answers("anna", 1, after(4))
    person, first = enrol(partner)
    one = find(comparison.token_of(first, 1), noon(START))
    answers.save_all(one, all_alike(one), noon(START))
    answers.finish(one, noon(START))
    snapshot = take_snapshot(noon(after(5)))
    assert snapshot.comparison["study_id"].to_list() == [person.pk]
    assert snapshot.comparison["answered"].to_list() == [1]
    assert snapshot.comparison_scores["AC_agency"].to_list() == [4.0]
    for frame in (snapshot.people, snapshot.scores):
        assert person.pk not in frame["study_id"].to_list()
    assert snapshot.caseload.height == 1


def test_the_flow_counts_them_under_their_own_group_alone(service, partner):
    service.happens("anna", Occasion.FIRST_TALK, START)
    service.sweep(START)
    enrol(partner)
    flow = Flow(take_snapshot(noon(after(1))).flow)
    assert flow.n("agreed") == 0
    assert flow.response == (0, 1)
    beside = flow.part("group", "C")
    assert (beside.n("agreed"), beside.n("asked"), beside.n("known")) == (1, 0, 0)


def test_a_link_in_wrong_hands_cannot_fill_the_study(service, partner, monkeypatch):
    monkeypatch.setattr(comparison, "MOST_A_DAY", 2)
    enrol(partner)
    enrol(partner)
    with pytest.raises(comparison.TooMany):
        enrol(partner)
    enrol(partner, day=after(1))
    assert Person.objects.count() == 3


def test_an_address_is_sealed_used_three_times_at_most_and_then_gone(service, partner):
    person, _ = enrol(partner)
    comparison.keep_address(service.ring, person, "iemand@example.org", "nl")
    assert b"example" not in bytes(Contact.objects.get().sealed)
    assert comparison.address_of(service.ring, person.pk) == ("iemand@example.org", "nl")
    told = []
    for day in range(0, 330, 3):
        comparison.remind(after(day), lambda party, on: told.append((party, on)))
    opens = 243 - 14
    assert [party for party, _ in told] == [comparison.PREFIX + person.pk] * 3
    assert [(on - START).days // 3 * 3 for _, on in told] == [
        -(-day // 3) * 3 for day in (opens, opens + 14, opens + 28)
    ]
    assert not Contact.objects.exists()
    assert comparison.address_of(service.ring, person.pk) is None


def test_who_stops_or_answers_gets_no_message_and_the_address_goes(service, partner):
    person, _ = enrol(partner)
    comparison.keep_address(service.ring, person, "iemand@example.org", "nl")
    consent.stop(person, after(5))
    told = []
    comparison.remind(after(243), lambda party, on: told.append(party))
    assert told == []
    assert not Contact.objects.exists()


def test_they_erase_everything_like_anybody_else(service, partner, tmp_path):
    person, _ = enrol(partner)
    consent.erase(person, after(1), tmp_path)
    assert not Person.objects.exists()
    assert not Round.objects.exists()
