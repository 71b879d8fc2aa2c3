"""A sheet's code opens one question of one person, within one's care, once; in the database it says nothing."""

import random

import pytest

from tests.journal.service import Service
from visavis.journal import reply_forms
from visavis.journal.envelope import Damaged
from visavis.journal.keys import desk_ring
from visavis.journal.models import ReplyForm
from visavis.journal.reply_forms import VALID, Question, enter, find, issue
from visavis.journal.sheet import NotThere
from visavis.mediation.terms import day

RNG = random.Random(1)


def somebody(service: Service) -> Question:
    where = service.sign_up()
    return Question("stopt", where.trajectory, str(where.party))


def test_a_code_opens_its_question_however_it_is_typed(service: Service) -> None:
    asked, today = somebody(service), day(service.now)
    blank = Question("telefoon")
    codes = issue(service.desk, [asked, blank], today, RNG)
    assert find(service.desk, reply_forms.grouped(codes[0]).lower(), today) == asked
    assert find(service.desk, codes[1], today) == blank
    assert find(service.desk, codes[0] + "3", today) is None
    assert find(service.desk, codes[0], today + VALID) == asked
    assert find(service.desk, codes[0], today + VALID * 2) is None


def test_nothing_of_it_stands_in_clear(service: Service) -> None:
    asked = somebody(service)
    (code,) = issue(service.desk, [asked], day(service.now), RNG)
    row = ReplyForm.objects.get()
    for said in (code, "stopt", asked.party):
        assert said not in row.id
        assert said.encode() not in bytes(row.sealed)


def test_it_is_entered_once_and_the_same_sending_again_is_the_same(service: Service) -> None:
    today = day(service.now)
    (code,) = issue(service.desk, [somebody(service)], today, RNG)
    assert enter(service.desk, code, "k1")
    assert enter(service.desk, code, "k1")
    assert not enter(service.desk, code, "k2")
    assert find(service.desk, code, today) is None
    assert find(service.desk, code, today, "k1") is not None


def test_whom_one_does_not_care_for_is_not_there(service: Service) -> None:
    asked, today = somebody(service), day(service.now)
    (code,) = issue(service.desk, [asked], today, RNG)
    assert find(desk_ring(service.keys, lambda trajectory: False), code, today) is None
    with pytest.raises(NotThere):
        issue(service.desk, [Question("stopt", "0" * 32, "0" * 32)], today, RNG)


def test_a_row_that_was_changed_does_not_open(service: Service) -> None:
    today = day(service.now)
    codes = issue(service.desk, [somebody(service), Question("telefoon")], today, RNG)
    ReplyForm.objects.update(sealed=b"\x00" * 80)
    for code in codes:
        with pytest.raises(Damaged):
            find(service.desk, code, today)


def test_empty_forms_that_nobody_sent_back_are_forgotten(service: Service) -> None:
    today = day(service.now)
    issue(service.desk, [Question("telefoon")], today, RNG)
    issue(service.desk, [Question("telefoon")], today + VALID * 2, RNG)
    assert ReplyForm.objects.count() == 1
