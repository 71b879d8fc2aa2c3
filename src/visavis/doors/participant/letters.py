"""Writing: keep, look at it as the other will, release, ask back (domain §2.3)."""

import random
from dataclasses import replace
from hashlib import sha256
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.formats import time_format
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from visavis.doors.participant import drafts
from visavis.doors.participant.days import language
from visavis.doors.participant.forms import CHOOSE, MyForm, ProvedForm, forget_put_back, put_back
from visavis.doors.participant.room import room
from visavis.doors.participant.traces import traces
from visavis.doors.shared.carrying import new_key, show
from visavis.doors.shared.door import door
from visavis.doors.shared.errors import only_fields
from visavis.doors.shared.forms import answer
from visavis.journal.record import new_id
from visavis.mediation.letters import RECALL_ANSWER, RecallLetter, ReleaseLetter
from visavis.mediation.safeguards import version_hash_of
from visavis.mediation.views import MyLetter, PartyView
from visavis.mediation.words import COMMITTED, PartyState

LONGEST_NAME = 80


class WriteForm(forms.Form):
    """A letter being written. ``tab`` and ``base`` say which window, and what it started from."""

    use_required_attribute = False
    text = forms.CharField(
        required=False,
        label=_("Your letter"),
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


class ReleaseForm(ProvedForm):
    """Three equal choices. Only the first asks to prove that it is you."""

    cannot = _("Your letter cannot go on yet. It is kept.")
    choice = forms.ChoiceField(
        label=_("What do you want?"),
        help_text=_("You can always ask to have it back. What has been read cannot come back."),
        widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )
    version_hash = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(self, request: HttpRequest, draft: drafts.Draft) -> None:
        super().__init__(request)
        self.draft = draft
        self.fields["words"].help_text = _(
            "Only if you say yes to this letter. They stand on your card."
        )
        self.fields["choice"].choices = [
            (
                "release",
                answer(
                    _("Yes, this letter may go to the other"),
                    _(
                        "Your mediator reads it first. Then the other is asked: do you want to read it?"
                    ),
                ),
            ),
            ("change", answer(_("I want to change something"), _("The letter stays with you."))),
            (
                "keep",
                answer(
                    _("No, I keep the letter to myself"),
                    _("Nobody else reads it. That is fine too."),
                ),
            ),
        ]

    def needs_proof(self) -> bool:
        return self.cleaned_data.get("choice") == "release"

    @property
    def chosen(self) -> str:
        return str(self.cleaned_data["choice"]) if self.is_bound and self.is_valid() else ""

    def act(self) -> ReleaseLetter:
        return ReleaseLetter(
            letter=self.draft.id,
            parcel=new_id(random.SystemRandom()),
            text=self.draft.text,
            version_hash=self.cleaned_data["version_hash"],
            sign_as=self.draft.sign_as,
        )


class RecallForm(MyForm):
    def __init__(self, request: HttpRequest, letter: str) -> None:
        super().__init__(request)
        self.letter = letter

    def act(self) -> RecallLetter:
        return RecallLetter(self.letter)


@door("participant")
def letters(request: HttpRequest) -> HttpResponse:
    """What I write, what I sent, what lies here for me. A new letter is begun by a button."""
    if request.method == "POST":
        only_fields(request, {"key"})
        return redirect("participant:write", draft=_named(request.POST.get("key", "")))
    me = room(request).view
    return show(
        request,
        "participant/letters/letters.html",
        me=me,
        drafts=drafts.mine(room(request)),
        key=new_key(),
        may_write=me.state in COMMITTED or me.state is PartyState.EXPLORING,
    )


def _named(key: str) -> str:
    """The id of a new letter, from the page's one-time key: two clicks begin one letter."""
    return sha256(f"letter:{key}".encode()).hexdigest()[:32]


@door("participant")
def write(request: HttpRequest, draft: str) -> HttpResponse:
    """The page to write on. *Continue* and *Keep and stop* both keep."""
    mine = room(request)
    if mine.view.letter(draft) is not None:
        return redirect("participant:letter", letter=draft)
    if request.method == "POST":
        only_fields(request, {"text", "sign_as", "tab", "base", "go"})
        form = WriteForm(request.POST)
        if form.is_valid():
            kept = _keep(request, draft, form)
            forget_put_back(request)
            if request.POST.get("go") == "stop":
                return redirect("participant:letters")
            if kept.empty:
                form.add_error(
                    "text", gettext("There is nothing to show yet. Write something first.")
                )
            else:
                return redirect("participant:look_over", draft=kept.id)
    else:
        form = WriteForm(initial=_standing(request, draft))
    beside = [one for one in drafts.mine(mine) if one.id != draft]
    return show(request, "participant/letters/write.html", writing=form, draft=draft, beside=beside,
                page_errors=bool(form.errors))  # fmt: skip


def _standing(request: HttpRequest, draft: str) -> dict[str, Any]:
    found = drafts.one(room(request), draft) or drafts.beginning(draft)
    fields = {"text": found.text, "sign_as": found.sign_as, "tab": new_key(), "base": found.print}
    return fields | put_back(request)


def _keep(request: HttpRequest, draft: str, form: WriteForm) -> drafts.Draft:
    sent = form.cleaned_data
    written = drafts.Draft(draft, sent["text"], sent["sign_as"], sent["tab"])
    return drafts.keep(room(request), written, sent["base"])


@door("participant", methods=["POST"])
def keep(request: HttpRequest, draft: str) -> HttpResponse:
    """Saved in passing: answers with one line of text."""
    only_fields(request, {"text", "sign_as", "tab", "base", "go"})
    form = WriteForm(request.POST)
    if not form.is_valid():  # a name that is too long: said on the page, at the next send
        return HttpResponse(status=400, content_type="text/plain")
    kept = _keep(request, draft, form)
    if kept.id != draft:
        line = gettext("Kept beside the text from your other window.")
    else:
        line = gettext("Saved at %(time)s.") % {
            "time": time_format(localtime(room(request).now), "H.i" if _dutch() else "H:i")
        }
    return HttpResponse(line, content_type="text/plain; charset=utf-8")


def _dutch() -> bool:
    return language() == "nl"


@door("participant")
def look_over(request: HttpRequest, draft: str) -> HttpResponse:
    """The letter as the other will see it, and three choices."""
    mine = room(request)
    sent = mine.view.letter(draft)
    if sent is not None:  # sent twice: the first result again
        return redirect("participant:letter", letter=draft)
    found = drafts.one(mine, draft)
    if found is None or found.empty:
        raise Http404
    form = ReleaseForm(request, found)
    if form.chosen == "change":
        return redirect("participant:write", draft=draft)
    if form.chosen == "keep":
        return redirect("participant:letters")
    if form.carried_out():
        drafts.discard(mine, draft)
        return redirect("participant:letter", letter=draft)
    return show(
        request,
        "participant/letters/look_over.html",
        form,
        draft=found,
        version_hash=version_hash_of(found.text, found.sign_as),
        traces=traces(f"{found.text}\n{found.sign_as}"),
        waits=_waits(mine.view),
    )


def _waits(me: PartyView) -> str:
    """Why it cannot be released from here: the pause, or a place before taking part."""
    if me.state is PartyState.PAUSED:
        return "paused"
    return "" if me.state in COMMITTED else "early"


@door("participant")
def letter(request: HttpRequest, letter: str) -> HttpResponse:
    """A letter of mine that I released, and what I may do with it."""
    found = _mine(request, letter)
    form = RecallForm(request, letter)
    if form.carried_out():
        return redirect("participant:asked_back", letter=letter)
    return show(request, "participant/letters/letter.html", form, letter=found)


@door("participant", methods=["GET"])
def asked_back(request: HttpRequest, letter: str) -> HttpResponse:
    """Always the same answer."""
    _mine(request, letter)
    return show(
        request, "participant/letters/asked_back.html", says=RECALL_ANSWER.within(language())
    )


@door("participant", methods=["POST"])
def again(request: HttpRequest, letter: str) -> HttpResponse:
    """Go on writing with the text of a letter that came back. Pressed twice it is one draft."""
    only_fields(request, set())
    found = _mine(request, letter)
    begun = _named(f"again:{letter}")
    mine = room(request)
    if drafts.one(mine, begun) is None and mine.view.letter(begun) is None:
        text = drafts.Draft(begun, found.text, found.sign_as)
        drafts.keep(mine, replace(text, tab=new_key()), "")
    return redirect("participant:write", draft=begun)


@door("participant", methods=["POST"])
def discard(request: HttpRequest, draft: str) -> HttpResponse:
    """Throws a draft away; the page before it asked."""
    only_fields(request, set())
    drafts.discard(room(request), draft)
    return redirect("participant:letters")


@door("participant", methods=["GET"])
def throw_away(request: HttpRequest, draft: str) -> HttpResponse:
    found = drafts.one(room(request), draft)
    if found is None:
        raise Http404
    return show(request, "participant/letters/throw_away.html", draft=found)


def _mine(request: HttpRequest, letter: str) -> MyLetter:
    found: MyLetter | None = room(request).view.letter(letter)
    if found is None:
        raise Http404
    return found
