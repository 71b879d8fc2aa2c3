"""Who is asked what: by what they say themselves, not by the record."""

from dataclasses import replace

import pytest

from tests.study.service import FACTS, after, all_alike, noon
from visavis.mediation.effects import Occasion
from visavis.study import answers
from visavis.study.context import context_of
from visavis.study.missing import Missing
from visavis.study.models import Answer
from visavis.study.script import script
from visavis.study.taking import take_snapshot


def at_the_end(service, party: str, *, linking: bool = True):
    """A round after closing, without any contact in the record."""
    service.takes_part(party, linking=linking)
    service.happens(party, Occasion.OWN_CLOSING, after(40))
    service.days(after(1), after(40))
    return service.round(party, 2)


def shown(one) -> list[str]:
    found, place = [], 1
    while question := answers.question(one, place):
        found.append(question.item.code)
        place = question.place + 1
    return found


def test_whether_there_was_contact_is_asked_and_not_filled_in(service):
    one = at_the_end(service, "anna")
    assert "HO_contact" in shown(one)
    assert not {"HO1", "HO2", "HO3"} & set(shown(one))
    answers.save(one, "HO_contact", 2, noon(after(41)))
    assert {"HO1", "HO2", "HO3"} <= set(shown(one))
    answers.save(one, "HO_contact", 4, noon(after(41)))
    assert not {"HO1", "HO2", "HO3"} & set(shown(one))


@pytest.mark.parametrize(
    ("relation", "asked"), [("responsible", True), ("harmed", False), ("bereaved", False)]
)
def test_only_the_responsible_side_is_asked_about_what_they_did(service, relation, asked):
    service.facts["anna"] = replace(FACTS, relation=relation)
    one = at_the_end(service, "anna")
    assert ("RS_took" in shown(one)) is asked
    assert "RT_role" not in shown(one)


def test_who_linked_nothing_is_asked_their_role_once(service):
    service.takes_part("anna", linking=False)
    service.days(after(1), after(3))
    first = service.round("anna", 1)
    assert shown(first)[0] == "RT_role"
    assert "RS_took" not in shown(first)
    answers.save(first, "RT_role", 3, noon(after(4)))
    assert shown(first)[0] == "RT_role"
    assert "RS_took" in shown(first)
    answers.finish(first, noon(after(4)))
    service.happens("anna", Occasion.OWN_CLOSING, after(40))
    service.days(after(4), after(40))
    later = service.round("anna", 2)
    assert context_of(later)["told_role"] == "responsible"
    assert "RT_role" not in shown(later)
    assert "RS_took" in shown(later)


def test_what_was_not_asked_is_kept_apart_from_what_was_not_answered(service):
    one = at_the_end(service, "anna")
    service.answers("anna", 2, after(41), value=3)
    codes = dict(Answer.objects.filter(round=one).values_list("item", "code"))
    assert codes["RS_took"] == Missing.NOT_ASKED
    assert codes["HO1"] == ""
    gaps = take_snapshot(noon(after(42))).gaps
    assert gaps.filter(wave=2, item="RS_took")["code"].to_list() == ["not_asked"]


def test_an_answer_that_another_answer_led_past_counts_no_more(service):
    one = at_the_end(service, "anna")
    answers.save_all(one, all_alike(one) | {"HO_contact": 1, "HO1": 5}, noon(after(41)))
    answers.save(one, "HO_contact", 4, noon(after(41)))
    answers.finish(one, noon(after(41)))
    row = Answer.objects.get(round=one, item="HO1")
    assert (row.value, row.code) == (None, Missing.NOT_ASKED)
    assert take_snapshot(noon(after(42))).scores["HO"].to_list() == [None]


def test_the_place_of_a_question_stays_while_answers_change(service):
    one = at_the_end(service, "anna")
    before = answers.question(one, 60)
    answers.save(one, "HO_contact", 1, noon(after(41)))
    after_it = answers.question(one, 60)
    assert before.item == after_it.item
    assert after_it.of == before.of + 3


def test_on_paper_a_question_says_for_whom_it_is():
    unknown = {"told_role": "unknown", "wave": 2, "group": "mediation"}
    lines = {one.code: one for one in script(2, "mediation", unknown, "nl")}
    assert lines["RS_took"].only == (
        "Alleen als u bij vraag 1 koos: “Ik heb het gedaan of veroorzaakt”."
    )
    assert lines["HO1"].only.startswith(f"Alleen als u bij vraag {lines['HO_contact'].number} koos")
    assert "Geen van beide" not in lines["HO1"].only
    harmed = script(2, "mediation", unknown | {"told_role": "harmed"}, "nl")
    assert not {"RT_role", "RS_took"} & {one.code for one in harmed}


def test_read_aloud_every_answer_is_a_whole_sentence_and_one_may_always_not_say():
    known = {"told_role": "harmed", "wave": 1, "group": "mediation"}
    for line in script(1, "mediation", known, "nl"):
        assert line.answers[-1][1] == "Dat zeg ik liever niet"
    agency = next(one for one in script(1, "mediation", known, "nl") if one.code == "AC_a1")
    assert agency.answers[0] == ("Helemaal niet", "Nee, helemaal niet.")
