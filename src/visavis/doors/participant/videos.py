"""A video message of mine: seen as it will go, released, done away with; and whether a film may be kept longer (§2.5).

Takes are made and chosen in a meeting. Of what was shown to me I see here that it was; the film itself is
shown with my mediator only.
"""

import random
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from visavis.doors.participant import drafts, writing
from visavis.doors.participant.forms import CHOOSE, MyForm
from visavis.doors.participant.room import room
from visavis.doors.participant.traces import traces
from visavis.doors.shared import filming
from visavis.doors.shared.carrying import Room, show
from visavis.doors.shared.door import door
from visavis.journal import films
from visavis.journal.record import new_id
from visavis.mediation.safeguards import version_hash_of
from visavis.mediation.video_message import (
    DiscardVideo,
    KeepFilm,
    ReleaseVideo,
    ends_on,
    seen_until,
    stands_for,
)
from visavis.mediation.views import MyVideo, PartyView, Picture

LONGER = _("May the video be kept longer than three months?")
BOTH = _("It is kept longer only if the other wants that too. You do not hear what the other says.")
YES_OR_NO = (("yes", _("Yes, it may be kept longer")), ("no", _("No, three months is enough")))


class ReleaseForm(writing.LookOverForm):
    """Equal choices about exactly this film. Only the first asks to prove that it is you."""

    cannot = _("Your video cannot go on yet. It is kept.")
    hint = _("You can always ask to have it back. What has been seen cannot come back.")
    proof = _("Only if you say yes to this video. They stand on your card.")
    answers = (
        (
            "release",
            _("Yes, this video may go to the other"),
            _("Your mediator looks at it first. Then the other is asked: do you want to see it?"),
        ),
        ("keep", _("I decide later"), _("The video stays with you and your mediator.")),
        ("change", _("No, do away with it"), _("It is destroyed. That is fine too.")),
    )
    may_stay = forms.ChoiceField(
        label=LONGER, help_text=BOTH, widget=forms.RadioSelect, choices=YES_OR_NO, initial="no",
        required=False,
    )  # fmt: skip

    def __init__(self, request: HttpRequest, mine: MyVideo, film: Picture) -> None:
        super().__init__(request, drafts.Draft(mine.video, mine.captions, pictures=(film,)))

    def act(self) -> ReleaseVideo:
        ids = random.SystemRandom()
        return ReleaseVideo(
            video=self.draft.id,
            letter=new_id(ids),
            parcel=new_id(ids),
            text=self.draft.text,
            pictures=self.draft.pictures,
            version_hash=self.cleaned_data["version_hash"],
            may_stay=self.cleaned_data["may_stay"] == "yes",
        )


class DiscardForm(MyForm):
    def __init__(self, request: HttpRequest, mine: MyVideo) -> None:
        super().__init__(request)
        self.mine = mine

    def act(self) -> DiscardVideo:
        return DiscardVideo(self.mine.video)


class KeepForm(MyForm):
    """For myself alone; changed at any time."""

    keep = forms.ChoiceField(
        label=LONGER, help_text=BOTH, widget=forms.RadioSelect, choices=YES_OR_NO,
        error_messages=CHOOSE,
    )  # fmt: skip

    def __init__(self, request: HttpRequest, about: str, keep: bool) -> None:
        super().__init__(request, initial={"keep": "yes" if keep else "no"})
        self.about = about

    def act(self) -> KeepFilm:
        return KeepFilm(self.about, self.cleaned_data["keep"] == "yes")


@door("participant")
def video(request: HttpRequest, video: str) -> HttpResponse:
    """My film as the other will see it, with its captions."""
    mine = _mine(request, video)
    me = room(request).view
    standing = stands_for(me, mine)
    if standing is not None:
        return redirect("participant:letter", letter=standing.letter)
    if mine.film is None or not mine.captions:
        return show(request, "participant/videos/waits.html", video=mine, ends=ends_on(me, mine))
    form = ReleaseForm(request, mine, mine.film)
    if form.chosen == "keep":
        return redirect("participant:letters")
    if form.chosen == "change":
        return redirect("participant:discard_video", video=video)
    if form.carried_out():
        return redirect("participant:letters")
    return show(
        request,
        "participant/videos/look_over.html",
        form,
        video=mine,
        player=player(room(request), mine),
        said=filming.spoken(mine.captions),
        version_hash=version_hash_of(mine.captions, "", (mine.film,)),
        traces=traces(mine.captions),
        waits=writing.waits(me),
        ends=ends_on(me, mine),
    )


@door("participant")
def discard(request: HttpRequest, video: str) -> HttpResponse:
    """What cannot be undone asks once more."""
    found = room(request).view.video(video)
    if found is None:  # sent twice: it is gone already
        return redirect("participant:letters")
    form = DiscardForm(request, found)
    if form.carried_out():
        return redirect("participant:letters")
    return show(request, "participant/videos/discard.html", form, video=found)


@door("participant", methods=["GET"])
def film(request: HttpRequest, video: str) -> HttpResponse:
    mine, here = _mine(request, video), room(request)
    if mine.film is None:
        raise Http404
    return filming.shown(request, here.where.party, mine.film, here.ring)


@door("participant", methods=["GET"])
def captions(request: HttpRequest, video: str) -> HttpResponse:
    mine = _mine(request, video)
    if mine.film is None:
        raise Http404
    return filming.captions(mine.captions, mine.film.seconds)


@door("participant")
def keep(request: HttpRequest, about: str) -> HttpResponse:
    """Of a film I made, or of one I saw: may it be kept longer?"""
    me = room(request).view
    letter, offer = me.letter(about), me.offer(about)
    made = letter is not None and letter.film is not None
    seen = offer is not None and offer.film is not None
    if not made and not seen:
        raise Http404
    form = KeepForm(request, about, letter.may_stay if made else offer.keep)
    if form.carried_out():
        return redirect("participant:letter" if made else "participant:read", about)
    until = seen_until(offer) if seen else None
    return show(request, "participant/videos/keep.html", form, made=made, about=about, until=until)


def player(here: Room, mine: MyVideo | None) -> dict[str, Any] | None:
    """What a page needs to play a film of mine; None where my copy is gone."""
    film = mine.film if mine else None
    if mine is None or film is None or not films.is_there(here.where.party, film.file, here.ring):
        return None
    return {
        "film": film,
        "url": reverse("participant:video_film", args=[mine.video]),
        "captions": reverse("participant:video_captions", args=[mine.video]),
    }


def copy_of(me: PartyView, film: Picture | None) -> MyVideo | None:
    """My own copy of a film that I released, as long as I have it."""
    return next((one for one in me.videos if film is not None and film in one.takes), None)


def _mine(request: HttpRequest, video: str) -> MyVideo:
    found: MyVideo | None = room(request).view.video(video)
    if found is None:
        raise Http404
    return found
