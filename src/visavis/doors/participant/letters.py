"""Writing: keep, look at it as the other will, release, ask back (domain §2.3)."""

import random

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from visavis.doors.participant import drafts, pictures, videos, writing
from visavis.doors.participant.days import language
from visavis.doors.participant.forms import MyForm
from visavis.doors.participant.helping import shown_to_mediator
from visavis.doors.participant.room import room
from visavis.doors.shared import filming
from visavis.doors.shared.carrying import new_key, show
from visavis.doors.shared.door import door
from visavis.doors.shared.errors import only_fields
from visavis.journal.record import new_id
from visavis.mediation.letters import RECALL_ANSWER, RecallLetter, ReleaseLetter
from visavis.mediation.video_message import stands_for
from visavis.mediation.views import MyLetter, PartyView
from visavis.mediation.words import COMMITTED, PartyState


class ReleaseForm(writing.LookOverForm):
    """Three equal choices. Only the first asks to prove that it is you."""

    cannot = _("Your letter cannot go on yet. It is kept.")
    hint = _("You can always ask to have it back. What has been read cannot come back.")
    proof = _("Only if you say yes to this letter. They stand on your card.")
    answers = (
        (
            "release",
            _("Yes, this letter may go to the other"),
            _("Your mediator reads it first. Then the other is asked: do you want to read it?"),
        ),
        ("change", _("I want to change something"), _("The letter stays with you.")),
        (
            "keep",
            _("No, I keep the letter to myself"),
            _("Nobody else reads it. That is fine too."),
        ),
    )

    def act(self) -> ReleaseLetter:
        return ReleaseLetter(
            letter=self.draft.id,
            parcel=new_id(random.SystemRandom()),
            text=self.draft.text,
            version_hash=self.cleaned_data["version_hash"],
            sign_as=self.draft.sign_as,
            pictures=self.draft.pictures,
        )


LETTER = writing.Sort(
    drafts.LETTER,
    _("Your letter"),
    PartyView.letter,
    ReleaseForm,
    "participant/letters/look_over.html",
    signed=True,
    all="participant:letters",
    write="participant:write",
    keep="participant:keep",
    throw_away="participant:throw_away",
    discard="participant:discard",
    look_over="participant:look_over",
    sent="participant:letter",
    takes_pictures=True,
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
        return redirect(
            "participant:write", draft=writing.begun(f"letter:{request.POST.get('key', '')}")
        )
    me = room(request).view
    return show(
        request,
        "participant/letters/letters.html",
        me=me,
        drafts=drafts.mine(room(request)),
        videos=[one for one in me.videos if stands_for(me, one) is None],
        read_along=shown_to_mediator(me),
        key=new_key(),
        may_write=me.state in COMMITTED or me.state is PartyState.EXPLORING,
    )


@door("participant")
def letter(request: HttpRequest, letter: str) -> HttpResponse:
    """A letter of mine that I released, and what I may do with it."""
    found = _mine(request, letter)
    form = RecallForm(request, letter)
    if form.carried_out():
        return redirect("participant:asked_back", letter=letter)
    mine = room(request)
    return show(request, "participant/letters/letter.html", form, letter=found,
                player=videos.player(mine, videos.copy_of(mine.view, found.film)),
                said=filming.spoken(found.text),
                pictures=pictures.of_letter(letter, found.pictures))  # fmt: skip


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
    if found.film is not None:
        raise Http404
    text, name, drawn = found.text, found.sign_as, found.pictures
    return writing.goes_on(request, LETTER, f"letter:again:{letter}", text, name, drawn)


def _mine(request: HttpRequest, letter: str) -> MyLetter:
    found: MyLetter | None = room(request).view.letter(letter)
    if found is None:
        raise Http404
    return found
