"""One question a page: answer, skip, rather not say, go back, stop."""

from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from visavis.doors.questionnaire.link import behind, shut
from visavis.doors.shared.door import door
from visavis.doors.shared.errors import only_fields
from visavis.doors.shared.questions import QuestionForm
from visavis.mediation.terms import day
from visavis.people import clock
from visavis.study import answers, consent
from visavis.study.links import how_ended
from visavis.study.missing import Missing
from visavis.study.models import Round


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
    first = answers.question(one, answers.first_open(one))
    context = {
        "token": token,
        "count": first.of if first else 0,
        "first": first.place if first else 1,
        "begun": begun,
        "beside": one.person.partner_id is not None,
        "until": one.closes,
        "late": answers.late(one, now),
        "quiet": one.person.no_more_on is not None,
    }
    return render(request, "questionnaire/start.html", context)


@door("questionnaire")
def ask(request: HttpRequest, token: str, place: int) -> HttpResponse:
    """Show the question at ``place``; a post keeps the answer and goes to the next that is asked."""
    now = clock.now()
    one = behind(token, now, asks=False)
    question = answers.question(one, place) if one else None
    if request.method == "POST" and one is None and (ended := how_ended(token)):
        return redirect(f"questionnaire:{ended}")  # the last form, sent twice
    if one is None or question is None:
        return shut(request)
    if question.place != place:  # another answer led past this one
        return redirect("questionnaire:question", token, question.place)
    form = QuestionForm(
        question.instrument, question.item, answers.given(one).get(question.item.code)
    )
    if request.method == "POST":
        only_fields(request, {"answer", "go"})
        go = request.POST.get("go", "next")
        if go == "stop":
            answers.break_off(one, now)
            return redirect("questionnaire:stopped")
        form = QuestionForm(question.instrument, question.item, None, request.POST)
        answer = None
        if go == "skip" and not question.item.required:
            answer = Missing.SKIPPED
        elif form.is_valid():
            answer = form.given()
        if answer is not None:
            answers.save(one, question.item.code, answer, now)
            if answers.in_need(question.item, answer):
                return redirect("questionnaire:care", token, place)
            return _onward(one, token, place, now)
    context = {
        "token": token,
        "form": form,
        "bound": form.bound,
        "question": question,
        "late": answers.late(one, now),
        "beside": one.person.partner_id is not None,
    }
    return render(request, "questionnaire/question.html", context)


def _onward(one: Round, token: str, place: int, now: datetime) -> HttpResponse:
    """To the next question as it is with this answer, or to the end."""
    question = answers.question(one, place + 1)
    if question is not None:
        return redirect("questionnaire:question", token, question.place)
    answers.finish(one, now)
    return redirect("questionnaire:finished")


@door("questionnaire")
def care(request: HttpRequest, token: str, place: int) -> HttpResponse:
    """After an answer that may mean somebody is in need: who helps, and on with the questions.

    Nobody is told; the person decides.
    """
    now = clock.now()
    one = behind(token, now, asks=False)
    if one is None:
        return shut(request)
    if request.method == "POST":
        only_fields(request, set())
        return _onward(one, token, place, now)
    return render(request, "questionnaire/care.html", {"route": settings.VISAVIS_CARE_ROUTE})


@door("questionnaire", methods=("GET",))
def finished(request: HttpRequest) -> HttpResponse:
    """Thanks. Needs no link: it says nothing about anyone."""
    return render(request, "questionnaire/finished.html")


@door("questionnaire", methods=("GET",))
def stopped(request: HttpRequest) -> HttpResponse:
    """Broken off: what is there stays, no reminder follows."""
    return render(request, "questionnaire/stopped.html")
