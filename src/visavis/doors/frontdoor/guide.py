"""Four questions, one a page. Nothing is stored: the answers travel in the form itself.

They are never in an address, because addresses stay in the history of a shared telephone. So
this is the one place where a post answers with a page instead of a redirect.
"""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from visavis.doors.frontdoor.questions import BY_NAME, NAMES, Question, known, unsafe, what_fits
from visavis.doors.shared.door import door
from visavis.doors.shared.errors import only_fields
from visavis.doors.shared.forms import answer

PAGES = (*NAMES, "help", "outcome")


def form_for(question: Question, data: Any = None, initial: Any = None) -> forms.Form:
    """The form of one question, with the question as its legend."""
    choices = [(one.value, answer(one.label, one.hint, one.picture)) for one in question.choices]
    common = {
        "label": question.ask,
        "help_text": question.hint,
        "choices": choices,
        "initial": initial,
        "error_messages": {"required": _("Choose an answer first.")},
    }
    field: forms.Field
    if question.many:
        field = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple, **common)
    else:
        field = forms.ChoiceField(widget=forms.RadioSelect, **common)
    form = forms.Form(data, use_required_attribute=False)
    form.fields[question.name] = field
    return form


def turn(at: str, go: str, answers: dict[str, list[str]]) -> str:
    """The page after this one, in the direction asked; ``at`` itself when nothing was chosen."""
    if go == "stay":
        return at
    if go == "back":
        if at == "outcome":
            return "help" if unsafe(answers) else "safe"
        return PAGES[max(PAGES.index(at) - 1, 0)]
    if at in NAMES and not answers[at]:
        return at
    if at == "safe" and not unsafe(answers):
        return "outcome"
    return PAGES[min(PAGES.index(at) + 1, len(PAGES) - 1)]


@door("frontdoor", translated=True)
def guide(request: HttpRequest) -> HttpResponse:
    """Show a question, the help page or the outcome; unknown answers are dropped unsaid."""
    only_fields(request, {*NAMES, "at", "go"})
    answers = {name: known(name, request.POST.getlist(name)) for name in NAMES}
    at, go = request.POST.get("at", ""), request.POST.get("go", "next")
    page = turn(at, go, answers) if at in PAGES else NAMES[0]
    context: dict[str, Any] = {"at": page}
    if page in NAMES:
        missing = page == at and go == "next"
        form = form_for(BY_NAME[page], {} if missing else None, None)
        if not missing:
            chosen = answers[page]
            form.initial[page] = chosen if BY_NAME[page].many else "".join(chosen)
        context |= {"form": form, "bound": form[page], "first": page == NAMES[0]}
        template = "frontdoor/guide.html"
    elif page == "help":
        template = "frontdoor/guide_help.html"
    else:
        context["fits"] = what_fits(answers)
        context["doubt"] = answers["safe"] != ["yes"]
        template = "frontdoor/guide_outcome.html"
    context["carried"] = [
        (name, value) for name in NAMES if name != page for value in answers[name]
    ]
    response = render(request, template, context)
    response["Cache-Control"] = "no-store"
    return response
