"""*Afterwards*: the way walked, what remains to keep, what helped, the way back, and what we erase (§6.3)."""

from random import SystemRandom
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from visavis.doors.participant import drafts
from visavis.doors.participant.booklet import drawing
from visavis.doors.participant.days import language
from visavis.doors.participant.forms import CHOOSE, MyForm, spoken
from visavis.doors.participant.room import room
from visavis.doors.shared import end_papers
from visavis.doors.shared.booklet import parts_of, parts_there
from visavis.doors.shared.carrying import show
from visavis.doors.shared.door import door
from visavis.doors.shared.errors import only_fields
from visavis.journal.record import new_id
from visavis.mediation.ending import AHEAD
from visavis.mediation.handover import AnswerHandover
from visavis.mediation.last_word import ASK_FIRST, DESTROY, LAST_WORDS, MAY_GIVE, SayLastWord
from visavis.mediation.own_letter import RETURNS, DropOwnLetter, WriteToSelf
from visavis.mediation.support import (
    AROUND_THE_END,
    CLOSING_MENU,
    HELPFUL,
    KEEPSAKE,
    UNSENT,
    EndUnsentLetter,
    MakeKeepsake,
    SayHelpful,
)
from visavis.mediation.terms import day
from visavis.mediation.views import MyLetter, PartyView
from visavis.mediation.words import LEFT
from visavis.outside.afterwards import did

FORM = "participant/afterwards/form.html"
LONGEST = 20_000


def may_look(me: PartyView) -> bool:
    """From the start of preparing on, so that the end is no surprise."""
    return me.place in AHEAD | AROUND_THE_END | LEFT and not me.not_taken_up


def own_text(label: Any, hint: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=LONGEST,
        error_messages={"required": _("Write something here first.")},
        widget=forms.Textarea({"rows": 12, "autocomplete": "off"}),
    )


class ToSelfForm(MyForm):
    """A letter to oneself, and when it comes back."""

    text = own_text(
        _("Your letter to yourself"),
        _("What do you want to tell yourself later? Nobody reads it before its day, not even you."),
    )
    returns = forms.ChoiceField(
        label=_("When does it come back?"), widget=forms.RadioSelect, error_messages=CHOOSE
    )

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request)
        self.fields["returns"].choices = spoken(RETURNS)

    def act(self) -> WriteToSelf:
        sent = self.cleaned_data
        return WriteToSelf(new_id(SystemRandom()), sent["returns"], sent["text"])


class _OneOf(MyForm):
    """One question with a few equal answers."""

    choice = forms.ChoiceField(label="", widget=forms.RadioSelect, error_messages=CHOOSE)
    asks: Any = ""
    codes: Any = {}

    def __init__(self, request: HttpRequest, about: str) -> None:
        super().__init__(request)
        self.about = about
        self.fields["choice"].label = self.asks
        self.fields["choice"].choices = spoken(self.codes)


class HelpedForm(_OneOf):
    asks = _("How much did this help you?")
    codes = HELPFUL

    def act(self) -> SayHelpful:
        return SayHelpful(self.about, int(self.cleaned_data["choice"]))


class LastWordForm(_OneOf):
    asks = _("What becomes of this letter?")
    codes = LAST_WORDS

    def __init__(self, request: HttpRequest, about: str) -> None:
        super().__init__(request, about)
        mine = room(request).view.letter(about)
        if mine is not None and mine.film is not None:  # no film is kept to be given later
            left = {code: text for code, text in LAST_WORDS.items() if code != MAY_GIVE}
            self.fields["choice"].choices = spoken(left)

    def act(self) -> SayLastWord:
        return SayLastWord(self.about, self.cleaned_data["choice"], new_id(SystemRandom()))


class KeepsakeForm(MyForm):
    parts = forms.MultipleChoiceField(
        label=_("What may go into your booklet?"),
        help_text=_("All of it is your own. Of the other nothing stands in it."),
        widget=forms.CheckboxSelectMultiple,
        error_messages=CHOOSE,
    )
    by_post = forms.BooleanField(required=False, label=_("Send it to me on paper too"))

    def __init__(self, request: HttpRequest) -> None:
        me = room(request).view
        super().__init__(request, initial={"parts": me.keepsake})
        there = parts_there(me)
        self.fields["parts"].choices = [
            (code, text) for code, text in spoken(KEEPSAKE) if code in there
        ]

    def act(self) -> MakeKeepsake:
        sent = self.cleaned_data
        return MakeKeepsake(tuple(sent["parts"]), sent["by_post"])


class HandoverForm(MyForm):
    choice = forms.ChoiceField(
        label=_("May these words go there?"),
        choices=[("yes", _("Yes, exactly these words")), ("no", _("No, not like this"))],
        widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )
    said = forms.CharField(
        required=False,
        label=_("What should be different?"),
        help_text=_("You may leave it empty."),
        max_length=2000,
        widget=forms.Textarea({"rows": 4, "autocomplete": "off"}),
    )

    def __init__(self, request: HttpRequest, note: str, version_hash: str) -> None:
        super().__init__(request)
        self.note, self.version_hash = note, version_hash

    def act(self) -> AnswerHandover:
        sent = self.cleaned_data
        return AnswerHandover(self.note, self.version_hash, sent["choice"] == "yes", sent["said"])


class UnsentForm(forms.Form):
    """A letter that goes to nobody. It stands beside the journal, and can be done away with for good."""

    use_required_attribute = False
    text = own_text(_("A letter that you do not send"), _("Only you can read this."))


class EndUnsentForm(_OneOf):
    asks = _("What do you do with this letter?")
    codes = UNSENT

    def act(self) -> EndUnsentLetter:
        return EndUnsentLetter(self.cleaned_data["choice"])


class DropForm(MyForm):
    def __init__(self, request: HttpRequest, letter: str) -> None:
        super().__init__(request)
        self.letter = letter

    def act(self) -> DropOwnLetter:
        return DropOwnLetter(self.letter)


def _page(
    request: HttpRequest, form: MyForm, title: Any, lead: Any = "", **more: Any
) -> HttpResponse:
    return show(request, FORM, form, title=title, lead=lead, **more)


@door("participant", methods=["GET"])
def afterwards(request: HttpRequest) -> HttpResponse:
    mine = room(request)
    me = mine.view
    if not may_look(me):
        return redirect("participant:later")
    here = language()
    came = [one for one in me.support if one.chosen_on is not None and one.what in CLOSING_MENU]
    return show(
        request,
        "participant/afterwards/afterwards.html",
        me=me,
        did=did(me, here),
        came=[(one, CLOSING_MENU[one.what].within(here)) for one in came],
        acts=me.state in AROUND_THE_END,
        waiting=[
            one
            for one in me.letters
            if one.state != "released" and one.last_word in {"", ASK_FIRST, MAY_GIVE}
        ],
        unsent=bool(drafts.unsent(mine)),
        over=me.state in LEFT | AROUND_THE_END,
    )


@door("participant")
def to_self(request: HttpRequest) -> HttpResponse:
    form = ToSelfForm(request)
    if form.carried_out():
        return redirect("participant:afterwards")
    return _page(
        request,
        form,
        _("A letter to yourself"),
        _("It stays closed, and comes back here on its day."),
    )


@door("participant")
def own_letter(request: HttpRequest, letter: str) -> HttpResponse:
    """Back on its day: to read. Before that: closed, and one may let it go."""
    found = room(request).view.own_letter(letter)
    form = DropForm(request, letter)
    if form.carried_out():
        return redirect("participant:afterwards")
    if found is None:
        raise Http404
    return show(request, "participant/afterwards/own_letter.html", form, letter=found)


@door("participant", methods=["GET"])
def own_letter_paper(request: HttpRequest, letter: str) -> HttpResponse:
    mine = room(request)
    found = mine.view.own_letter(letter)
    if found is None or not found.text:
        raise Http404
    return end_papers.to_myself(found.text, day(mine.now))


@door("participant")
def helped(request: HttpRequest, what: str) -> HttpResponse:
    if what not in CLOSING_MENU or room(request).view.supported(what).held_on is None:
        raise Http404
    form = HelpedForm(request, what)
    if form.carried_out():
        return redirect("participant:afterwards")
    return _page(
        request,
        form,
        CLOSING_MENU[what].within(language()),
        _("You may also leave this. It changes nothing."),
    )


@door("participant")
def keepsake(request: HttpRequest) -> HttpResponse:
    form = KeepsakeForm(request)
    if form.carried_out():
        return redirect("participant:keepsake")
    me = room(request).view
    return _page(request, form, _("A booklet of your own words"), made=bool(me.keepsake))


@door("participant", methods=["GET"])
def keepsake_paper(request: HttpRequest) -> HttpResponse:
    mine = room(request)
    if not mine.view.keepsake:
        raise Http404
    return end_papers.booklet(parts_of(mine.view, drawing(mine.view)), day(mine.now))


def _came_back(request: HttpRequest, letter: str) -> MyLetter:
    found: MyLetter | None = room(request).view.letter(letter)
    if found is None or found.state == "released" or found.last_word == DESTROY:
        raise Http404
    return found


@door("participant")
def last_word(request: HttpRequest, letter: str) -> HttpResponse:
    form = LastWordForm(request, letter)
    if form.carried_out():
        return redirect("participant:afterwards")
    return _page(
        request,
        form,
        _("The last word on your letter"),
        _("It did not go on. You say what becomes of it."),
        own=_came_back(request, letter).text,
    )


@door("participant")
def handover(request: HttpRequest, note: str) -> HttpResponse:
    found = room(request).view.handover(note)
    if found is None:
        raise Http404
    form = HandoverForm(request, note, found.version_hash)
    if form.carried_out():
        return redirect("participant:afterwards")
    return show(request, "participant/afterwards/handover.html", form, note=found)


@door("participant")
def unsent(request: HttpRequest) -> HttpResponse:
    """Written here, kept beside the journal. Leaving it is keeping it."""
    mine = room(request)
    if request.method == "POST":
        only_fields(request, {"text"})
        form = UnsentForm(request.POST)
        if form.is_valid():
            drafts.keep_unsent(mine, form.cleaned_data["text"])
            return redirect("participant:end_unsent")
    else:
        form = UnsentForm(initial={"text": drafts.unsent(mine)})
    return show(
        request, "participant/afterwards/unsent.html", writing=form, page_errors=bool(form.errors)
    )


@door("participant")
def end_unsent(request: HttpRequest) -> HttpResponse:
    mine = room(request)
    form = EndUnsentForm(request, "")
    if form.carried_out():
        if form.cleaned_data["choice"] == "destroyed":
            drafts.discard_unsent(mine)
        return redirect("participant:afterwards")
    text = drafts.unsent(mine)
    if not text:
        return redirect("participant:unsent")
    return _page(
        request,
        form,
        _("Your letter is kept"),
        _("Nobody else reads it."),
        own=text,
        paper="participant:unsent_paper",
    )


@door("participant", methods=["GET"])
def unsent_paper(request: HttpRequest) -> HttpResponse:
    mine = room(request)
    text = drafts.unsent(mine)
    if not text:
        raise Http404
    return end_papers.to_myself(text, day(mine.now))


@door("participant", methods=["GET"])
def end_paper(request: HttpRequest, which: str) -> HttpResponse:
    mine = room(request)
    made = end_papers.paper(mine.view, which, day(mine.now)) if may_look(mine.view) else None
    if made is None:
        raise Http404
    return made
