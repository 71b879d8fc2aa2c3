"""What people answer is kept as they gave it, and only then."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, models, transaction

from tests.study.service import START, after, noon
from visavis.mediation.effects import Occasion
from visavis.study import answers
from visavis.study.links import find, token_hash
from visavis.study.missing import Missing
from visavis.study.models import Answer, Consent, Link, Moment, Person, Round, Unlinked
from visavis.study.taking import take_snapshot


@pytest.fixture
def first(service):
    service.takes_part("anna")
    service.sweep(after(3))
    return service.round("anna", 1)


def token(service, day):
    return next(one.token for one in service.links("anna", day) if one.kind == "questions")


def test_an_answer_saved_twice_is_there_once_and_a_later_one_replaces_it(first):
    answers.save(first, "AC_a1", 2, noon(after(4)))
    answers.save(first, "AC_a1", 2, noon(after(4)))
    assert answers.given(first) == {"AC_a1": 2}
    answers.save(first, "AC_a1", Missing.PREFER_NOT, noon(after(5)))
    assert answers.given(first) == {"AC_a1": Missing.PREFER_NOT}
    assert Answer.objects.count() == 1


def test_the_reasons_for_no_answer_are_kept_apart(service, first):
    answers.save(first, "AC_a1", Missing.SKIPPED, noon(after(4)))
    answers.save(first, "AC_a2", Missing.PREFER_NOT, noon(after(4)))
    answers.save(first, "AC_a3", 3, noon(after(4)))
    answers.break_off(first, noon(after(4)))
    service.happens("anna", Occasion.OWN_CLOSING, after(40))
    service.days(after(5), after(45))
    gaps = take_snapshot(noon(after(90))).gaps
    said = {(wave, item): code for wave, item, code, n in gaps.iter_rows() if n == 1}
    assert said[1, "AC_a1"] == "skipped"
    assert said[1, "AC_a2"] == "prefer_not"
    assert said[1, "AC_a3"] == "answered"
    assert said[1, "AC_c6"] == "not_reached"
    assert said[1, "AP1"] == "not_asked"
    assert said[2, "AP1"] == "wave_missing"


def test_a_value_outside_the_boxes_or_another_rounds_question_is_refused(first):
    for item, answer in (
        ("AC_a1", 6),
        ("AC_a1", 0),
        ("AC_a1", Missing.DID_NOT_HAVE),
        ("AC_a1", Missing.NOT_REACHED),
        ("AP1", 3),
        ("nothing", 3),
    ):
        with pytest.raises(answers.NotAnAnswer):
            answers.save(first, item, answer, noon(after(4)))
    assert not Answer.objects.exists()


def test_did_not_have_this_is_an_answer_to_the_steps(service):
    service.takes_part("anna")
    service.happens("anna", Occasion.OWN_CLOSING, after(40))
    service.days(after(1), after(40))
    answers.save(service.round("anna", 2), "ST_other", Missing.DID_NOT_HAVE, noon(after(41)))
    assert answers.given(service.round("anna", 2)) == {"ST_other": Missing.DID_NOT_HAVE}


def test_after_finishing_the_answers_stand(service, first):
    answers.save(first, "AC_a1", 2, noon(after(4)))
    answers.finish(first, noon(after(4)))
    with pytest.raises(answers.Closed):
        answers.save(first, "AC_a1", 5, noon(after(4)))
    assert answers.given(first) == {"AC_a1": 2}
    service.days(after(4), after(400))
    assert service.messages("anna") == [START, after(3)]


def test_stopping_half_way_keeps_what_is_there(first):
    answers.save_all(first, {"AC_a1": 2, "AC_a2": 4}, noon(after(4)))
    answers.break_off(first, noon(after(4)))
    assert answers.given(first) == {"AC_a1": 2, "AC_a2": 4}


def test_25_a_questionnaire_begun_in_its_window_may_be_finished_and_is_marked_late(service, first):
    link = token(service, after(28))
    answers.save(first, "AC_a1", 2, noon(after(28)))
    assert find(link, noon(after(29)))
    answers.save_all(first, {f"AC_a{n}": 3 for n in (2, 3, 4)}, noon(after(29)))
    scores = take_snapshot(noon(after(30))).scores
    assert scores["outside_window"].to_list() == [True]
    assert find(link, noon(after(28 + 14)))
    assert find(link, noon(after(28 + 15))) is None
    with pytest.raises(answers.Closed):
        answers.save(first, "AC_a5", 3, noon(after(28 + 15)))


def test_25_what_was_answered_in_time_is_not_marked(service, first):
    service.answers("anna", 1, after(28))
    assert take_snapshot(noon(after(60))).scores["outside_window"].to_list() == [False]


def test_19_a_link_that_is_unknown_early_late_or_used_opens_nothing(service, first):
    link = token(service, after(3))
    assert find(link, noon(after(3)))
    assert find("0" * 32, noon(after(3))) is None
    assert find(link, noon(after(2))) is None
    assert find(link, noon(after(29))) is None
    answers.finish(first, noon(after(5)))
    assert find(link, noon(after(5))) is None


def test_only_the_hash_of_a_link_is_in_the_database(service, first):
    link = token(service, after(3))
    row = Round.objects.filter(wave=1).values().get()
    assert row["token_hash"] == token_hash(link)
    assert link not in str(row)
    assert len({one.token for one in service.links("anna", after(3))}) == 2


def test_nobody_elses_screen_shows_a_link(service, first):
    assert service.links("the other", after(3)) == []


def test_the_tables_keep_days_and_no_address_device_or_time():
    for table in (Person, Consent, Unlinked, Moment, Link, Round, Answer):
        for field in table._meta.get_fields():
            assert not isinstance(
                field, models.DateTimeField | models.TimeField | models.GenericIPAddressField
            )
            assert not {"ip", "agent", "device", "mail", "name"} & set(field.name.split("_"))


def test_the_database_itself_keeps_value_and_reason_apart(first):
    for value, code in ((3, "skipped"), (None, "")):
        with pytest.raises(IntegrityError), transaction.atomic():
            Answer.objects.create(
                round=first, item="AC_a1", value=value, code=code, day=after(4) + timedelta(1)
            )
