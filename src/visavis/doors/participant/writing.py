"""What is written before it leaves: kept as one goes, looked at as it will go, or thrown away.

A letter and a message for the mediator to say are written alike; a `Sort` says what differs.
"""

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, ClassVar

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.formats import time_format
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from visavis.doors.participant import drafts, easy, pictures
from visavis.doors.participant.days import language
from visavis.doors.participant.forms import CHOOSE, ProvedForm, forget_put_back, put_back
from visavis.doors.participant.room import room
from visavis.doors.participant.traces import traces
from visavis.doors.shared.carrying import new_key, show
from visavis.doors.shared.door import door
from visavis.doors.shared.errors import only_fields
from visavis.doors.shared.forms import answer
from visavis.doors.shared.languages import plain
from visavis.mediation.safeguards import version_hash_of
from visavis.mediation.views import PartyView, Picture
from visavis.mediation.words import COMMITTED, PartyState

LONGEST_NAME = 80


class LookOverForm(ProvedForm):
    """The text as it will go, and equal choices. Only the first asks to prove that it is you."""

    hint: ClassVar[Any]
    proof: ClassVar[Any]
    answers: ClassVar[tuple[tuple[str, Any, Any], ...]]
    """Code, words and hint of each; the first lets it go, ``change`` and ``keep`` leave it with its author."""

    choice = forms.ChoiceField(
        label=_("What do you want?"), widget=forms.RadioSelect, error_messages=CHOOSE
    )
    version_hash = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(self, request: HttpRequest, draft: drafts.Draft) -> None:
        super().__init__(request)
        self.draft = draft
        self.fields["words"].help_text = self.proof
        self.fields["choice"].help_text = self.hint
        self.fields["choice"].choices = [
            (code, answer(said, hint)) for code, said, hint in self.answers
        ]

    def needs_proof(self) -> bool:
        return bool(self.cleaned_data.get("choice") == self.answers[0][0])

    @property
    def chosen(self) -> str:
        return str(self.cleaned_data["choice"]) if self.is_bound and self.is_valid() else ""


@dataclass(frozen=True, slots=True)
class Sort:
    """What is being written. ``prefix``: of the draft's name; the last seven: names of addresses of this door."""

    prefix: str
    label: Any
    released: Callable[[PartyView, str], Any]
    """What it became once it was let go, if it was."""
    form: type[LookOverForm]
    looks: str
    """The template that shows it as it will go."""
    signed: bool
    all: str
    write: str
    keep: str
    throw_away: str
    discard: str
    look_over: str
    sent: str
    takes_pictures: bool = False


class WriteForm(forms.Form):
    """A text being written. ``tab`` and ``base`` say which window, and what it started from."""

    use_required_attribute = False
    text = forms.CharField(
        required=False,
        help_text=_("Only you can read this. You can stop at any line."),
        strip=False,
        widget=forms.Textarea({"rows": 14, "autocomplete": "off"}),
    )
    sign_as = forms.CharField(
        required=False,
        max_length=LONGEST_NAME,
        label=_("Which name stands below it?"),
        help_text=_("For example your first name. You may leave it empty."),
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    tab = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    base = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(self, sort: Sort, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = sort.label
        if not sort.signed:
            del self.fields["sign_as"]


def begun(seed: str) -> str:
    """The id of a new draft, from what it is begun with: two clicks begin one."""
    return sha256(seed.encode()).hexdigest()[:32]


def goes_on(request: HttpRequest, sort: Sort, seed: str, text: str, name: str = "",
            drawn: tuple[Picture, ...] = ()) -> HttpResponse:  # fmt: skip
    """Begins a draft with a text that came back. Pressed twice it is one draft."""
    mine, draft = room(request), begun(seed)
    if drafts.one(mine, draft, sort.prefix) is None and sort.released(mine.view, draft) is None:
        drafts.save(mine, drafts.Draft(draft, text, name, new_key(), pictures=drawn), sort.prefix)
    return redirect(sort.write, draft=draft)


@door("participant")
def write(request: HttpRequest, draft: str, sort: Sort) -> HttpResponse:
    """The page to write on. *Continue* and *Keep and stop* both keep."""
    mine = room(request)
    if sort.released(mine.view, draft) is not None:
        return redirect(sort.sent, draft)
    if request.method == "POST":
        only_fields(request, {"text", "sign_as", "tab", "base", "go"})
        form = WriteForm(sort, request.POST)
        if form.is_valid():
            kept = _keep(request, draft, sort, form)
            forget_put_back(request)
            if request.POST.get("go") == "stop":
                return redirect(sort.all)
            if request.POST.get("go") == "picture" and sort.takes_pictures:
                return redirect("participant:pictures", draft=kept.id)
            if kept.wordless and (kept.empty or request.POST.get("go") == "help"):
                form.add_error(
                    "text", gettext("There is nothing to show yet. Write something first.")
                )
            elif request.POST.get("go") == "help" and sort.signed:
                return redirect("participant:ask_help", draft=kept.id)
            else:
                return redirect(sort.look_over, draft=kept.id)
    else:
        form = WriteForm(sort, initial=_standing(request, draft, sort))
    beside = [one for one in drafts.mine(mine, sort.prefix) if one.id != draft]
    return show(request, "participant/letters/write.html", writing=form, draft=draft, beside=beside,
                sort=sort, held=drafts.one(mine, draft, sort.prefix), page_errors=bool(form.errors))  # fmt: skip


def _standing(request: HttpRequest, draft: str, sort: Sort) -> dict[str, Any]:
    found = drafts.one(room(request), draft, sort.prefix) or drafts.beginning(draft)
    fields = {"text": found.text, "sign_as": found.sign_as, "tab": new_key(), "base": found.print}
    return fields | put_back(request)


def _keep(request: HttpRequest, draft: str, sort: Sort, form: WriteForm) -> drafts.Draft:
    sent = form.cleaned_data
    written = drafts.Draft(draft, sent["text"], sent.get("sign_as", ""), sent["tab"])
    return drafts.keep(room(request), written, sent["base"], sort.prefix)


@door("participant", methods=["POST"])
def keep(request: HttpRequest, draft: str, sort: Sort) -> HttpResponse:
    """Saved in passing: answers with one line of text."""
    only_fields(request, {"text", "sign_as", "tab", "base", "go"})
    form = WriteForm(sort, request.POST)
    if not form.is_valid():  # a name that is too long: said on the page, at the next send
        return HttpResponse(status=400, content_type="text/plain")
    kept = _keep(request, draft, sort, form)
    if kept.id != draft:
        line = gettext("Kept beside the text from your other window.")
    else:
        line = gettext("Saved at %(time)s.") % {
            "time": time_format(localtime(room(request).now), "H.i" if _dutch() else "H:i")
        }
    return HttpResponse(line, content_type="text/plain; charset=utf-8")


def _dutch() -> bool:
    return plain(language()) == "nl"


@door("participant")
def look_over(request: HttpRequest, draft: str, sort: Sort) -> HttpResponse:
    """The text as it will go, and three choices."""
    mine = room(request)
    if sort.released(mine.view, draft) is not None:  # sent twice: the first result again
        return redirect(sort.sent, draft)
    found = _there(request, draft, sort)
    if found.empty:
        raise Http404
    form = sort.form(request, found)
    if form.chosen == "change":
        return redirect(sort.write, draft=draft)
    if form.chosen == "keep":
        return redirect(sort.all)
    if form.carried_out():
        drafts.discard(mine, draft, sort.prefix)
        return redirect(sort.sent, draft)
    looks = easy.screen(mine.view, sort.looks)
    if looks != sort.looks:
        easy.drawn(mine.view, form, "choice", easy.RELEASE)
    return show(
        request,
        looks,
        form,
        draft=found,
        pictures=pictures.of_draft(found),
        version_hash=version_hash_of(found.text, found.sign_as, found.pictures),
        traces=traces("\n".join((found.text, found.sign_as, *(p.says for p in found.pictures)))),
        waits=waits(mine.view),
    )


def waits(me: PartyView) -> str:
    """Why it cannot be released from here: the pause, or a place before taking part."""
    if me.state is PartyState.PAUSED:
        return "paused"
    return "" if me.state in COMMITTED else "early"


@door("participant", methods=["POST"])
def discard(request: HttpRequest, draft: str, sort: Sort) -> HttpResponse:
    """Throws a draft away; the page before it asked."""
    only_fields(request, set())
    drafts.throw_away(room(request), draft, sort.prefix)
    return redirect(sort.all)


@door("participant", methods=["GET"])
def throw_away(request: HttpRequest, draft: str, sort: Sort) -> HttpResponse:
    found = _there(request, draft, sort)
    return show(request, "participant/letters/throw_away.html", draft=found, sort=sort,
                pictures=pictures.of_draft(found))  # fmt: skip


def _there(request: HttpRequest, draft: str, sort: Sort) -> drafts.Draft:
    found = drafts.one(room(request), draft, sort.prefix)
    if found is None:
        raise Http404
    return found
