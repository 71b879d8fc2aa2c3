"""Answering a letter with three words: talk, later, no, not me (A14). Never refused.

Every letter of ours leads here, also one to somebody who was signed up by someone else (`confirm`).

The pages know nothing: not who began, not what they did since, not whether there was an answer
before. The words travel in the form, so that no cookie is needed.
"""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from visavis.doors.frontdoor import confirm
from visavis.doors.frontdoor.sign_up_forms import ReachForm
from visavis.doors.frontdoor.steps import CHOOSE, StepForm, area, spoken
from visavis.doors.frontdoor.words_entry import ThreeWordsForm, tell_refused
from visavis.doors.shared.carrying import new_key, party_room
from visavis.doors.shared.door import door
from visavis.doors.shared.errors import only_fields
from visavis.doors.shared.forms import DateInBoxes
from visavis.journal.once import Conflict
from visavis.mediation.approach import ANSWERS, AnswerApproach
from visavis.mediation.terms import day
from visavis.mediation.views import Reach
from visavis.people import clock, words_door
from visavis.people.addresses import address
from visavis.people.signing_in import Refused
from visavis.people.words_door import Opens


class ChoiceForm(StepForm):
    answer = forms.ChoiceField(
        label=_("What do you want?"),
        help_text=_("You may choose something else later. Call us then."),
        choices=lambda: spoken(ANSWERS),
        widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )


class TalkForm(ReachForm):
    first_name = forms.CharField(
        required=False,
        max_length=80,
        label=_("What may we call you?"),
        help_text=_("A first name is enough."),
        widget=forms.TextInput({"autocomplete": "given-name"}),
    )
    field_order = ("first_name",)


class LaterForm(StepForm):
    until = DateInBoxes(
        required=False,
        label=_("On which day may we ask you again?"),
        help_text=_("You may leave this empty. Then we wait until you call."),
    )

    def clean_until(self) -> Any:
        until = self.cleaned_data["until"]
        if until and until <= day(clock.now()):
            raise forms.ValidationError(_("Choose a day that is still to come."))
        return until


class NoForm(StepForm):
    words_for_other = forms.CharField(
        required=False,
        max_length=1000,
        label=_("Do you want to let the other person know something?"),
        help_text=_(
            "You may leave this empty. Then the other only hears: there will be no contact now."
        ),
        widget=area(5),
    )


class NotMeForm(StepForm):
    """Nothing to fill in."""


AFTER: dict[str, type[StepForm]] = {
    "talk": TalkForm,
    "later": LaterForm,
    "no": NoForm,
    "not_me": NotMeForm,
}
BESIDE = {"words", "at", "key", "go"}


def _fields() -> set[str]:
    names = {"answer"}
    for form in (*AFTER.values(), *confirm.AFTER.values()):
        names |= set(form.base_fields)
    return names | {"until_0", "until_1", "until_2"}


@door("frontdoor", translated=True)
def answer(request: HttpRequest) -> HttpResponse:
    """The words, then the four answers, then what the chosen one asks, then thanks."""
    only_fields(request, _fields() | BESIDE)
    typed = request.POST.get("words", "")
    stays = request.POST.get("go") == "stay" and not typed  # another language, before the words
    words = ThreeWordsForm(request.POST if request.method == "POST" and not stays else None)
    if not words.is_valid():
        return _show(request, "words", form=words)
    opened = words_door.open_page(
        words.cleaned_data["words"],
        ("answer", "sign_up"),
        address(request),
        clock.now(),
        clock.real_now(),
    )
    if isinstance(opened, Refused):
        tell_refused(words, opened)
        return _show(request, "words", form=words)
    if opened.purpose == "sign_up":
        return confirm.opened(request, opened, words.cleaned_data["words"])
    return _opened(request, opened, words.cleaned_data["words"])


def _opened(request: HttpRequest, opened: Opens, words: str) -> HttpResponse:
    at, chosen = request.POST.get("at", ""), request.POST.get("answer", "")
    go = request.POST.get("go", "")
    carried = {"words": words, "key": request.POST.get("key") or new_key()}
    if not at or (go == "stay" and at == "answer"):
        return _show(request, "choose", form=ChoiceForm(initial={"answer": chosen}), **carried)
    choice = ChoiceForm(request.POST)
    if not choice.is_valid():
        return _show(request, "choose", form=choice, **carried)
    if go == "back":
        return _show(request, "choose", form=ChoiceForm(initial={"answer": chosen}), **carried)
    if at == "answer" or go == "stay":
        return _show(request, chosen, form=_asked(request, chosen), answer=chosen, **carried)
    form = AFTER[chosen](request.POST)
    if not form.is_valid():
        return _show(request, chosen, form=form, answer=chosen, **carried)
    mine = party_room(opened.trajectory, opened.party)
    outcome = mine.carry_out(_act(chosen, form.cleaned_data), key=carried["key"])
    if isinstance(
        outcome, Conflict
    ):  # this page answered already, with something else: that counts too
        mine.carry_out(_act(chosen, form.cleaned_data), key=new_key())
    return _show(request, "done", answer=chosen, sent=form.cleaned_data)


def _asked(request: HttpRequest, chosen: str) -> StepForm:
    """What the answer asks, with what was filled in when only the language changes."""
    form = AFTER[chosen]
    days = [request.POST.get(f"until_{box}", "") for box in range(3)]
    filled = {name: request.POST.get(name, "") for name in form.base_fields if name != "until"}
    return form(initial=filled | ({"until": days} if any(days) else {}))


def _act(chosen: str, sent: dict[str, Any]) -> AnswerApproach:
    reach = None
    if chosen == "talk":
        names = set(Reach.__dataclass_fields__) & set(sent)
        reach = Reach(
            **{name: sent[name] for name in names - {"voicemail"}},
            voicemail=sent["voicemail"] == "yes",
        )
    return AnswerApproach(
        chosen,
        until=sent.get("until"),
        words=sent.get("words_for_other", ""),
        first_name=sent.get("first_name", ""),
        reach=reach,
        language=(get_language() or "nl")[:2],
    )


def _show(request: HttpRequest, page: str, **context: Any) -> HttpResponse:
    response = render(request, f"frontdoor/answer/{page}.html", context)
    response["Cache-Control"] = "no-store"
    return response
