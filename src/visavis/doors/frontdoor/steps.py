"""One question a page, without e-mail, account or cookie.

The answers given so far travel in the form itself and never in an address. On the last page everything stands
once more, each line with *Change*; only then is anything sent.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from visavis.doors.shared.carrying import Refused, in_words, new_key
from visavis.doors.shared.errors import only_fields
from visavis.doors.shared.languages import said
from visavis.journal.once import Conflict
from visavis.mediation.effects import Refusal
from visavis.mediation.words import Text
from visavis.people import clock, throttle
from visavis.people.addresses import address

CHOOSE = {
    "required": gettext_lazy("Choose an answer first."),
    "invalid_choice": gettext_lazy("Choose an answer first."),
}
CHECK, SEND = "check", "send"
BESIDE = {"at", "go", "key", "checked"}
SHOWN_EMPTY = frozenset({"story", "other", "never"})
"""What stands on the last page also when it was left empty."""


def spoken(texts: Mapping[str, Text]) -> list[tuple[str, str]]:
    """Choices in the reader's language, with their codes."""
    return [(code, said(text)) for code, text in texts.items()]


def area(rows: int) -> forms.Textarea:
    return forms.Textarea({"rows": rows, "autocomplete": "off"})


class StepForm(forms.Form):
    use_required_attribute = False


@dataclass(frozen=True)
class Step:
    """One page. ``name`` stands in the form, never in an address."""

    name: str
    form: type[StepForm]
    heading: str = ""
    """The field whose question is the page's heading; none where the page has a heading of its own."""


@dataclass(frozen=True)
class Line:
    """One line of the page that shows everything once more."""

    ask: Any
    answer: Any
    step: str
    own: bool = False
    """Whether these are the person's own words."""


@dataclass(frozen=True)
class Turn:
    """Which page comes, and its form where it has one."""

    at: str
    form: Any = None


Sent = dict[str, Any]


@dataclass(frozen=True)
class Steps:
    """A way of such pages. ``stops``: whether a page's answers end it here, and why; ``send``: records it with
    the form's key and gives what came of it and the last page."""

    name: str
    """Of the address, in the front door."""
    folder: str
    """Of its templates: ``step.html`` and ``check.html``."""
    steps: tuple[Step, ...]
    stops: Callable[[Sent], Refused | None]
    send: Callable[[HttpRequest, Sent, str], HttpResponse | Refusal | Conflict]

    @property
    def fields(self) -> tuple[str, ...]:
        return tuple(name for step in self.steps for name in step.form.base_fields)

    @property
    def names(self) -> list[str]:
        return [step.name for step in self.steps]

    def answer(self, request: HttpRequest) -> HttpResponse:
        """One page of the way, or the end of it."""
        only_fields(request, {*self.fields, *BESIDE})
        if request.method == "POST" and request.POST.get("go") == SEND:
            return self._send(request)
        return self._page(request, self._turn(request))

    def _turn(self, request: HttpRequest) -> Turn:
        at, go = request.POST.get("at", ""), request.POST.get("go", "next")
        names = self.names
        if request.method != "POST" or at not in {*names, CHECK}:
            return Turn(names[0])
        if go.startswith("change:") and go.removeprefix("change:") in names:
            return Turn(go.removeprefix("change:"))
        if go == "stay":
            return Turn(at)
        if go == "back":
            place = len(names) if at == CHECK else names.index(at)
            return Turn(names[max(place - 1, 0)])
        if at == CHECK:
            return Turn(CHECK)
        form = self._step(at).form(request.POST)
        if not form.is_valid() or self.stops(form.cleaned_data):
            return Turn(at, form)
        if request.POST.get("checked"):
            return Turn(CHECK)
        place = names.index(at) + 1
        return Turn(names[place] if place < len(names) else CHECK)

    def _step(self, name: str) -> Step:
        return next(step for step in self.steps if step.name == name)

    def _broken(self, posted: Any) -> Turn | None:
        """The first page with something missing or wrong."""
        for step in self.steps:
            form = step.form(posted)
            if not form.is_valid():
                return Turn(step.name, form)
        return None

    def _page(
        self, request: HttpRequest, turn: Turn, refused: Refused | None = None, status: int = 200
    ) -> HttpResponse:
        posted = request.POST
        context: dict[str, Any] = {"refused": refused, "action": reverse(f"frontdoor:{self.name}")}
        context["key"] = posted.get("key") or new_key()
        context["checked"] = posted.get("checked", "") or ("yes" if turn.at == CHECK else "")
        if turn.at == CHECK:
            turn = self._broken(posted) or turn  # what was left out on the way is asked first
        mine: set[str] = set()
        if turn.at == CHECK:
            context["lines"] = self.lines(posted)
        else:
            step = self._step(turn.at)
            form = turn.form or step.form(
                initial={n: posted.get(n, "") for n in step.form.base_fields}
            )
            mine = set(step.form.base_fields)
            context |= {"form": form, "first": turn.at == self.names[0], "step": step}
            if turn.form is not None and form.is_valid():
                context["refused"] = self.stops(form.cleaned_data)
        context["at"] = turn.at
        context["carried"] = [
            (n, posted[n]) for n in self.fields if n not in mine and posted.get(n)
        ]
        page = "check" if turn.at == CHECK else "step"
        response = render(request, f"frontdoor/{self.folder}/{page}.html", context, status=status)
        response["Cache-Control"] = "no-store"
        response.is_page = True  # also as a 409: what was filled in stands in it
        return response

    def _send(self, request: HttpRequest) -> HttpResponse:
        """Records it once. Sent again, it shows the first result."""
        broken = self._broken(request.POST)
        if broken is not None:
            return self._page(request, broken)
        sent: Sent = {}
        for step in self.steps:
            form = step.form(request.POST)
            form.is_valid()
            sent |= form.cleaned_data
        stopped = self.stops(sent)
        if stopped is not None:
            return self._page(request, Turn(CHECK), stopped)
        where, now = address(request), clock.real_now()
        if throttle.crowded(where, now):
            return self._page(request, Turn(CHECK), _too_many(), 429)
        outcome = self.send(request, sent, request.POST.get("key") or new_key())
        if isinstance(outcome, HttpResponse):
            throttle.signed_up(where, now)
            return outcome
        if isinstance(outcome, Refusal):
            return self._page(request, Turn(CHECK), in_words(outcome))
        already = Refused(
            _("We already have the sign-up that you sent from this page."),
            _("What you changed after that was not sent. It still stands here."),
            _("Call us if something must change. Or tell us when we call."),
        )
        return self._page(request, Turn(CHECK), already, 409)

    def lines(self, posted: Mapping[str, str]) -> list[Line]:
        """What was filled in, question by question."""
        found = []
        for step in self.steps:
            form = step.form(posted)
            form.is_valid()
            for bound in form:
                value = form.cleaned_data.get(bound.name, "")
                if value in ("", None, False) and bound.name not in SHOWN_EMPTY:
                    continue
                found.append(_line(step, bound, value))
        return found


def _too_many() -> Refused:
    """The same for whoever sends, and whatever: also when it would have been refused (row 26)."""
    return Refused(
        _("We cannot take this in at this moment. Much comes in at once."),
        _("Nothing was sent. What you filled in still stands here."),
        _("Send it again in an hour. Or call us: then we fill it in together."),
    )


def _line(step: Step, bound: Any, value: Any) -> Line:
    if isinstance(bound.field, forms.ChoiceField):
        return Line(bound.label, dict(bound.field.choices).get(value, ""), step.name)
    if isinstance(bound.field, forms.BooleanField):
        return Line(bound.label, _("Yes"), step.name)
    own = isinstance(bound.field.widget, forms.Textarea)
    return Line(bound.label, value or _("Not filled in"), step.name, own and bool(value))
