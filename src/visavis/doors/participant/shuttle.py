"""*Messages*: what the mediator may say for me, word for word; what was said to me, and a reaction or none (§2.4).

Of a message its author sees what they did themselves, and what the other lets go: never whether it was said.
"""

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from visavis.doors.participant import drafts, writing
from visavis.doors.participant.days import language
from visavis.doors.participant.forms import MyForm
from visavis.doors.participant.room import room
from visavis.doors.shared.carrying import new_key, show
from visavis.doors.shared.door import door
from visavis.doors.shared.errors import only_fields
from visavis.mediation.acts import PartyAct
from visavis.mediation.safeguards import version_hash_of
from visavis.mediation.shuttle import (
    MESSAGE_RECALL_ANSWER,
    ApproveMessage,
    ReactToMessage,
    RecallMessage,
    SayMessage,
)
from visavis.mediation.views import Heard, MyMessage, PartyView
from visavis.mediation.words import COMMITTED

FORM = "shuttle"
LONGEST = 20_000


def has_messages(me: PartyView) -> bool:
    """Whether the page has anything to say to this person."""
    return bool(me.messages or me.heard) or FORM in {me.form_choice, me.form_agreed}


class ApproveForm(writing.LookOverForm):
    """Is this exactly what may be said?"""

    cannot = _("Your message cannot go on yet. It is kept.")
    hint = _("You can always ask to have it back. What has been said cannot come back.")
    proof = _("Only if you say yes to this message. They stand on your card.")
    answers = (
        (
            "approve",
            _("Yes, exactly this may be said"),
            _(
                "Your mediator looks at it first. Then they say it in a talk, if the other wants it."
            ),
        ),
        ("change", _("I want to change something"), _("The message stays with you.")),
        ("keep", _("No, I keep it to myself"), _("Nobody says it. That is fine too.")),
    )

    def act(self) -> PartyAct:
        one = self.draft
        return ApproveMessage(one.id, one.text, self.cleaned_data["version_hash"])


class ApproveSaidForm(ApproveForm):
    """The same, of what one told the mediator, who wrote it down."""

    answers = (
        *ApproveForm.answers[:1],
        ("change", _("I want to change something"), _("You change it here, or by telephone.")),
        ("keep", _("No, I take it back"), _("Nobody says it. That is fine too.")),
    )

    def act(self) -> PartyAct:
        if self.cleaned_data["choice"] == "keep":
            return RecallMessage(self.draft.id)
        return super().act()


class ChangeForm(MyForm):
    """In other words, before it was approved."""

    cannot = _("You cannot change this now. It stands as it stood.")
    text = forms.CharField(
        label=_("Your message"),
        max_length=LONGEST,
        strip=False,
        help_text=_("You and your mediator can read this. Nobody says it before you say yes."),
        error_messages={"required": _("Write something here first.")},
        widget=forms.Textarea({"rows": 10, "autocomplete": "off"}),
    )

    def __init__(self, request: HttpRequest, mine: MyMessage) -> None:
        super().__init__(request, initial={"text": mine.text})
        self.mine = mine

    def act(self) -> SayMessage:
        return SayMessage(self.mine.message, self.cleaned_data["text"])


class RecallForm(MyForm):
    def __init__(self, request: HttpRequest, mine: MyMessage) -> None:
        super().__init__(request)
        self.mine = mine

    def act(self) -> RecallMessage:
        return RecallMessage(self.mine.message)


class ReactForm(MyForm):
    """What the other may hear. Nothing is ticked beforehand, and nothing is fine."""

    received = forms.BooleanField(required=False, label=_("That I heard the message"))
    reaction = forms.CharField(
        required=False,
        max_length=LONGEST,
        label=_("A few words of your own"),
        help_text=_("Your mediator reads them first, and passes on exactly these words."),
        widget=forms.Textarea({"rows": 5, "autocomplete": "off"}),
    )

    def __init__(self, request: HttpRequest, heard: Heard) -> None:
        chosen = {"received": heard.released_received, "reaction": heard.reaction}
        super().__init__(request, initial=chosen)
        self.heard = heard

    def act(self) -> ReactToMessage:
        said = self.cleaned_data
        return ReactToMessage(self.heard.delivery, said["received"], said["reaction"])


MESSAGE = writing.Sort(
    drafts.MESSAGE,
    _("Your message"),
    PartyView.message,
    ApproveForm,
    "participant/shuttle/look_over.html",
    signed=False,
    all="participant:messages",
    write="participant:write_message",
    keep="participant:keep_message",
    throw_away="participant:throw_away_message",
    discard="participant:discard_message",
    look_over="participant:look_over_message",
    sent="participant:message",
)


@door("participant")
def messages(request: HttpRequest) -> HttpResponse:
    """What I may have said, what waits for my yes, what was said to me. A new one is begun by a button."""
    if request.method == "POST":
        only_fields(request, {"key"})
        seed = f"message:{request.POST.get('key', '')}"
        return redirect("participant:write_message", draft=writing.begun(seed))
    mine = room(request)
    if not has_messages(mine.view):
        return redirect("participant:place")
    return show(
        request,
        "participant/shuttle/messages.html",
        me=mine.view,
        drafts=drafts.mine(mine, MESSAGE.prefix),
        key=new_key(),
        may_write=mine.view.state in COMMITTED,
    )


@door("participant")
def message(request: HttpRequest, message: str) -> HttpResponse:
    """A message of mine: is this exactly it, or how it stands; and taking it back."""
    mine = _mine(request, message)
    if mine.state == "said":
        return _is_this_it(request, mine)
    form = RecallForm(request, mine)
    if form.carried_out():
        return redirect("participant:message_asked_back", message)
    return show(request, "participant/shuttle/message.html", form, message=mine)


def _is_this_it(request: HttpRequest, mine: MyMessage) -> HttpResponse:
    form = ApproveSaidForm(request, drafts.Draft(mine.message, mine.text))
    if form.chosen == "change":
        return redirect("participant:change_message", mine.message)
    if form.carried_out():
        took_back = form.chosen == "keep"
        to = "participant:message_asked_back" if took_back else "participant:message"
        return redirect(to, mine.message)
    return show(
        request,
        "participant/shuttle/said.html",
        form,
        message=mine,
        version_hash=version_hash_of(mine.text, ""),
        waits=writing.waits(room(request).view),
    )


@door("participant")
def change(request: HttpRequest, message: str) -> HttpResponse:
    mine = _mine(request, message)
    form = ChangeForm(request, mine)
    if form.carried_out() or mine.state != "said":
        return redirect("participant:message", message)
    return show(request, "participant/shuttle/change.html", form, message=mine)


@door("participant", methods=["GET"])
def asked_back(request: HttpRequest, message: str) -> HttpResponse:
    """Always the same answer."""
    _mine(request, message)
    says = MESSAGE_RECALL_ANSWER.within(language())
    return show(request, "participant/shuttle/asked_back.html", says=says)


@door("participant", methods=["POST"])
def again(request: HttpRequest, message: str) -> HttpResponse:
    """Go on with the words of a message that came back."""
    only_fields(request, set())
    text = _mine(request, message).text
    return writing.goes_on(request, MESSAGE, f"message:again:{message}", text)


@door("participant")
def heard(request: HttpRequest, delivery: str) -> HttpResponse:
    """What my mediator said to me, and what the other may hear of it."""
    found = room(request).view.heard_of(delivery)
    if found is None:
        raise Http404
    form = ReactForm(request, found)
    if form.carried_out():
        return redirect("participant:known")
    return show(request, "participant/shuttle/heard.html", form, heard=found)


def _mine(request: HttpRequest, message: str) -> MyMessage:
    found = room(request).view.message(message)
    if found is None:
        raise Http404
    return found
