"""Paper is typed in twice, by two people; a third looks at what they read differently."""

from datetime import timedelta

import pytest

from tests.study.service import after, all_alike, noon
from visavis.study import answers, paper
from visavis.study.desk_models import PaperForm, Typed
from visavis.study.missing import Missing
from visavis.study.models import Answer, Round
from visavis.study.taking import take_snapshot


@pytest.fixture
def form(service) -> Round:
    service.takes_part("anna")
    service.sweep(after(3))
    return service.round("anna", 1)


def test_a_form_is_found_by_the_code_on_it_however_it_is_typed(form):
    code = form.person_id
    spaced = " ".join(code[at : at + 4] for at in range(0, 27, 4))
    assert paper.find(spaced.lower(), 1) == form
    swapped = code[:5] + ("A" if code[5] != "A" else "B") + code[6:]
    with pytest.raises(paper.NotThisForm, match="mistyped"):
        paper.find(swapped, 1)
    with pytest.raises(paper.NotThisForm, match="unknown"):
        paper.find(code, 2)


def test_one_account_cannot_be_both_people(form):
    typed = all_alike(form)
    paper.type_in(form, typed, after(10), "ada", noon(after(12)))
    with pytest.raises(paper.SameHands):
        paper.type_in(form, typed, after(10), "ada", noon(after(12)))
    assert not Answer.objects.exists()


def test_where_both_read_the_same_it_counts_at_once(form):
    typed = all_alike(form)
    paper.type_in(form, typed, after(10), "ada", noon(after(12)))
    assert paper.stage_of(form) == paper.SECOND
    assert paper.type_in(form, typed, after(10), "bob", noon(after(13))) == 0
    form.refresh_from_db()
    assert (form.finished_on, form.on_paper) == (after(10), True)
    assert Answer.objects.get(item="AC_a1").value == 4
    with pytest.raises(paper.NotThisForm, match="resolved"):
        paper.find(form.person_id, 1)


def test_what_they_read_differently_a_third_person_resolves(form):
    typed = all_alike(form)
    paper.type_in(form, typed, after(10), "ada", noon(after(12)))
    other = typed | {"AC_a1": 2, "AC_a2": Missing.DOUBLE_MARK}
    assert paper.type_in(form, other, after(10), "bob", noon(after(12))) == 2
    assert not Answer.objects.exists()
    found = [(one.item.code, one.first, one.second) for one in paper.differences(form)]
    assert found == [("AC_a1", 4, 2), ("AC_a2", 4, Missing.DOUBLE_MARK)]
    for hands in ("ada", "bob"):
        with pytest.raises(paper.SameHands):
            paper.resolve(form, {"AC_a1": 4, "AC_a2": 4}, hands, noon(after(13)))
    with pytest.raises(answers.NotAnAnswer):
        paper.resolve(form, {"AC_a1": 4}, "cas", noon(after(13)))
    paper.resolve(form, {"AC_a1": 2, "AC_a2": Missing.ILLEGIBLE}, "cas", noon(after(13)))
    said = {row.item: (row.value, row.code) for row in Answer.objects.all()}
    assert said["AC_a1"] == (2, "")
    assert said["AC_a2"] == (None, "illegible")
    assert said["AC_a3"] == (4, "")
    resolved = Typed.objects.filter(turn=paper.RESOLVED).values_list("item", flat=True)
    assert set(resolved) == {"AC_a1", "AC_a2"}
    assert PaperForm.objects.get().resolved_by == "cas"


def test_the_error_rate_is_fields_read_differently_of_fields_typed_twice(service, form):
    fields = len(all_alike(form))
    paper.type_in(form, all_alike(form), after(10), "ada", noon(after(12)))
    assert paper.error_rate() == (0, 0)
    paper.type_in(form, all_alike(form) | {"AC_a1": 1}, after(10), "bob", noon(after(12)))
    assert paper.error_rate() == (1, fields)


def test_what_was_typed_is_erased_thirty_days_after_and_the_answers_stay(form):
    paper.type_in(form, all_alike(form), after(10), "ada", noon(after(12)))
    paper.type_in(form, all_alike(form), after(10), "bob", noon(after(13)))
    assert paper.forget(after(13) + timedelta(29)) == 0
    assert Typed.objects.exists()
    assert paper.forget(after(13) + timedelta(30)) == 1
    assert not Typed.objects.exists()
    assert PaperForm.objects.get().fields == len(all_alike(form))
    assert Answer.objects.exclude(value=None).exists()
    assert paper.forget(after(13) + timedelta(31)) == 0


def test_a_form_is_whole_and_each_field_has_a_box_or_a_reason(form):
    typed = all_alike(form)
    del typed["AC_a1"]
    with pytest.raises(answers.NotAnAnswer):
        paper.type_in(form, typed, after(10), "ada", noon(after(12)))
    with pytest.raises(answers.NotAnAnswer):
        paper.type_in(form, all_alike(form) | {"AC_a1": 6}, after(10), "ada", noon(after(12)))
    assert not PaperForm.objects.exists()


def test_a_form_that_came_late_is_kept_and_marked_so(form):
    paper.type_in(form, all_alike(form), after(40), "ada", noon(after(41)))
    paper.type_in(form, all_alike(form), after(40), "bob", noon(after(41)))
    assert take_snapshot(noon(after(42))).scores["outside_window"].to_list() == [True]


def test_who_answered_on_a_screen_or_stopped_has_no_form_to_type_in(service, form):
    service.answers("anna", 1, after(5))
    with pytest.raises(paper.NotThisForm, match="answered"):
        paper.find(form.person_id, 1)


def test_typing_waits_are_listed_without_a_word_of_what_was_read(form):
    paper.type_in(form, all_alike(form), after(10), "ada", noon(after(12)))
    (mine,) = paper.waiting("ada")
    (theirs,) = paper.waiting("bob")
    assert (mine.mine, theirs.mine, theirs.stage) == (True, False, paper.SECOND)
