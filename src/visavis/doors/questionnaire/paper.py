"""On paper, or read aloud by somebody one trusts: the same questions, for who holds the link."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from visavis.doors.questionnaire.link import behind, shut
from visavis.doors.shared.door import door
from visavis.doors.shared.downloads import PDF, download
from visavis.mediation.terms import day
from visavis.outside.questionnaires import questionnaire
from visavis.people import clock
from visavis.study.context import context_of, group_of
from visavis.study.script import script


@door("questionnaire", methods=("GET",))
def on_paper(request: HttpRequest, token: str) -> HttpResponse:
    """A4 with the study code as text and 2-D code; no name on it, nothing of the service outside."""
    now = clock.now()
    one = behind(token, now, asks=False)
    if one is None:
        return shut(request)
    made = questionnaire(
        wave=one.wave,
        group=group_of(one),
        context=context_of(one),
        language=get_language() or "nl",
        code=one.person_id,
        on=day(now),
    )
    return download(made, PDF, "vragen.pdf")


@door("questionnaire", methods=("GET",))
def aloud(request: HttpRequest, token: str) -> HttpResponse:
    """A page that a helper reads from: what to say, question by question."""
    one = behind(token, clock.now(), asks=False)
    if one is None:
        return shut(request)
    language = get_language() or "nl"
    lines = script(one.wave, group_of(one), context_of(one), language)
    return render(request, "questionnaire/aloud.html", {"token": token, "lines": lines})
