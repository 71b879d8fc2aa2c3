"""One question a page: answer, skip, rather not say, go back, stop."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from visavis.doors.questionnaire.link import behind, shut
from visavis.doors.shared.door import door
from visavis.doors.shared.errors import only_fields
from visavis.mediation.terms import day
from visavis.people import clock
from visavis.study import answers, consent
from visavis.study.answers import Question
from visavis.study.catalogue import questions
from visavis.study.links import how_ended
from visavis.study.missing import Missing


class QuestionForm(forms.Form):
    """The boxes under one question; the question is their legend."""

    def __init__(self, question: Question, given: answers.Given | None, data: object = None):
        super().__init__(data, use_required_attribute=False)
        language = get_language() or "nl"
        boxes = [(one.code, one.label.within(language)) for one in question.item.choices]
        boxes.append((Missing.PREFER_NOT.value, _("I would rather not say")))
        codes = {code for code, _label in boxes}
        self.fields["answer"] = forms.ChoiceField(
            label=question.item.stem.within(language),
            help_text=question.instrument.lead.within(language),
            choices=boxes,
            widget=forms.RadioSelect,
            initial=str(given) if str(given) in codes else None,
            error_messages={"required": _("Choose an answer, or skip this question.")},
        )

    def given(self) -> answers.Given:
        """The valid answer as the study keeps it."""
        said = self.cleaned_data["answer"]
        return int(said) if said.isdigit() else Missing(said)


@door("questionnaire")
def start(request: HttpRequest, token: str) -> HttpResponse:
    """Why, how long, what it changes (nothing); begin, or no more messages about this."""
    now = clock.now()
    one = behind(token, now, asks=False)
    if one is None:
        return shut(request)
    if request.method == "POST":
        only_fields(request, {"go"})
        consent.no_more(one.person, day(now))
        return redirect("questionnaire:noted")
    begun = len(answers.given(one))
    context = {
        "token": token,
        "count": len(questions(one.wave)),
        "first": min(begun + 1, len(questions(one.wave))),
        "begun": begun,
        "until": one.closes,
        "late": answers.late(one, now),
        "quiet": one.person.no_more_on is not None,
    }
    return render(request, "questionnaire/start.html", context)


@door("questionnaire")
def ask(request: HttpRequest, token: str, number: int) -> HttpResponse:
    """Show question ``number``; a post keeps the answer and goes to the next one."""
    now = clock.now()
    one = behind(token, now, asks=False)
    question = answers.question(one, number) if one else None
    if request.method == "POST" and one is None and (ended := how_ended(token)):
        return redirect(f"questionnaire:{ended}")  # the last form, sent twice
    if one is None or question is None:
        return shut(request)
    given = answers.given(one)
    form = QuestionForm(question, given.get(question.item.code))
    if request.method == "POST":
        only_fields(request, {"answer", "go"})
        go = request.POST.get("go", "next")
        if go == "stop":
            answers.break_off(one, now)
            return redirect("questionnaire:stopped")
        form = QuestionForm(question, None, request.POST)
        if go == "skip":
            answers.save(one, question.item.code, Missing.SKIPPED, now)
        elif form.is_valid():
            answers.save(one, question.item.code, form.given(), now)
        if go == "skip" or form.is_valid():
            if number < question.of:
                return redirect("questionnaire:question", token, number + 1)
            answers.finish(one, now)
            return redirect("questionnaire:finished")
    context = {
        "token": token,
        "form": form,
        "bound": form["answer"],
        "number": number,
        "of": question.of,
        "before": number - 1,
        "last": number == question.of,
        "late": answers.late(one, now),
    }
    return render(request, "questionnaire/question.html", context)


@door("questionnaire", methods=("GET",))
def finished(request: HttpRequest) -> HttpResponse:
    """Thanks. Needs no link: it says nothing about anyone."""
    return render(request, "questionnaire/finished.html")


@door("questionnaire", methods=("GET",))
def stopped(request: HttpRequest) -> HttpResponse:
    """Broken off: what is there stays, no reminder follows."""
    return render(request, "questionnaire/stopped.html")
