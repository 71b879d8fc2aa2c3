"""Who is around me, drawn: a list that one fills in, a picture of it, and words that say the same (§6.1)."""

from dataclasses import asdict
from itertools import pairwise
from random import SystemRandom

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from visavis.doors.participant.days import language
from visavis.doors.participant.ecogram_picture import picture
from visavis.doors.participant.forms import CHOOSE, MyForm, spoken
from visavis.doors.participant.room import room
from visavis.doors.shared.carrying import show
from visavis.doors.shared.door import door
from visavis.doors.shared.ecogram import in_words
from visavis.journal.record import new_id
from visavis.mediation.ecogram import (
    CLOSENESS,
    KNOWS,
    MOMENTS,
    MOST,
    STRENGTH,
    TIES,
    WISH,
    Difference,
    EndEcogramShare,
    PutDot,
    RedrawEcogram,
    ShareEcogram,
    TakeOutDot,
    differences,
    moment_of,
)
from visavis.mediation.views import Dot, Drawing

NOT_SAID = ("", _("I leave this open"))


def change_of(one: Difference) -> str:
    """What changed about one dot, as one sentence."""
    if one.before is None:
        return gettext("%(name)s is new.") % {"name": one.name}
    if one.after is None:
        return gettext("%(name)s is no longer drawn.") % {"name": one.name}
    was, now = in_words(one.before), in_words(one.after)
    parts = []
    for label, before, after in (
        (gettext("who it is"), was.tie, now.tie),
        (gettext("how near"), was.closeness, now.closeness),
        (gettext("knows what happened"), was.knows, now.knows),
        (gettext("strength"), was.strength, now.strength),
        (gettext("contact"), was.wish, now.wish),
    ):
        if before != after:
            open_ = gettext("left open")
            parts.append(f"{label}: {before or open_} → {after or open_}".lower())
    if one.before.name != one.after.name:
        parts.insert(0, gettext("was called %(name)s") % {"name": one.before.name})
    return f"{one.name}: {', '.join(parts)}."


class DotForm(MyForm):
    """Somebody around me. Only a name, who it is and how near are asked; the rest may stay open."""

    name = forms.CharField(
        label=_("Name or nickname"),
        max_length=40,
        widget=forms.TextInput({"autocomplete": "off"}),
        error_messages={"required": _("Fill in a name.")},
    )
    tie = forms.ChoiceField(label=_("Who is it?"), widget=forms.Select, error_messages=CHOOSE)
    closeness = forms.ChoiceField(
        label=_("How near is this to you now?"), widget=forms.RadioSelect, error_messages=CHOOSE
    )
    knows = forms.ChoiceField(
        required=False, label=_("Do they know what happened?"), widget=forms.RadioSelect
    )
    strength = forms.ChoiceField(
        required=False, label=_("What does it do to you?"), widget=forms.RadioSelect
    )
    wish = forms.ChoiceField(
        required=False,
        label=_("Would you like to have more contact, or less?"),
        widget=forms.RadioSelect,
    )

    def __init__(self, request: HttpRequest, dot: Dot | None = None) -> None:
        begins = {**asdict(dot), "closeness": str(dot.closeness)} if dot else {}
        super().__init__(request, initial=begins)
        self.dot = dot
        self.fields["tie"].choices = [("", _("Choose …")), *spoken(TIES)]
        self.fields["closeness"].choices = spoken(CLOSENESS)
        for name, codes in (("knows", KNOWS), ("strength", STRENGTH), ("wish", WISH)):
            self.fields[name].choices = [*spoken(codes), NOT_SAID]

    def act(self) -> PutDot:
        sent = self.cleaned_data
        return PutDot(
            self.dot.dot if self.dot else new_id(SystemRandom()),
            sent["name"],
            sent["tie"],
            int(sent["closeness"]),
            sent["knows"],
            sent["strength"],
            sent["wish"],
        )


class TakeOutForm(MyForm):
    def __init__(self, request: HttpRequest, dot: str) -> None:
        super().__init__(request)
        self.dot = dot

    def act(self) -> TakeOutDot:
        return TakeOutDot(self.dot)


class RedrawForm(MyForm):
    def act(self) -> RedrawEcogram:
        return RedrawEcogram()


class ShareForm(MyForm):
    cannot = _("You cannot show it now. Nothing was changed.")

    def act(self) -> ShareEcogram:
        return ShareEcogram()


class EndShareForm(MyForm):
    def act(self) -> EndEcogramShare:
        return EndEcogramShare()


def last_drawing(request: HttpRequest) -> Drawing | None:
    drawn: tuple[Drawing, ...] = room(request).view.ecogram
    return drawn[-1] if drawn else None


def drawn_dot(request: HttpRequest, dot: str) -> Dot:
    last = last_drawing(request)
    found = last.dot(dot) if last else None
    if found is None:
        raise Http404
    return found


@door("participant")
def ecogram(request: HttpRequest) -> HttpResponse:
    """The drawing as it is now; sent, it is begun anew for another moment of the way."""
    form = RedrawForm(request)
    if form.carried_out():
        return redirect("participant:ecogram")
    mine = room(request)
    drawings: tuple[Drawing, ...] = mine.view.ecogram
    now, moment = last_drawing(request), moment_of(mine.view, mine.now)
    here = language()
    return show(
        request,
        "participant/ecogram/ecogram.html",
        form,
        drawing=now,
        rows=[in_words(dot) for dot in now.dots] if now else [],
        picture=picture(now.dots) if now else None,
        shared=mine.view.circle_shared,
        as_shared=bool(
            now and mine.view.circle_shared and now.dots == mine.view.circle_shared.dots
        ),
        full=bool(now) and len(now.dots) >= MOST,
        anew=MOMENTS[moment].within(here) if now and now.moment != moment else "",
        moments=[(MOMENTS[one.moment].within(here), one.on) for one in drawings],
        changes=[
            (
                MOMENTS[before.moment].within(here),
                MOMENTS[after.moment].within(here),
                [change_of(one) for one in differences(before, after)],
            )
            for before, after in pairwise(drawings)
        ],
    )


@door("participant")
def put(request: HttpRequest, dot: str = "") -> HttpResponse:
    known = drawn_dot(request, dot) if dot else None
    form = DotForm(request, known)
    if form.carried_out():
        return redirect("participant:ecogram")
    return show(request, "participant/ecogram/dot.html", form, known=known)


@door("participant")
def take_out(request: HttpRequest, dot: str) -> HttpResponse:
    known = drawn_dot(request, dot)
    form = TakeOutForm(request, dot)
    if form.carried_out():
        return redirect("participant:ecogram")
    return show(request, "participant/ecogram/take_out.html", form, known=known)


@door("participant")
def share(request: HttpRequest) -> HttpResponse:
    """The mediators see the drawing as it is now; sent again, as it is then."""
    now = last_drawing(request)
    if now is None or not now.dots:
        raise Http404
    form = ShareForm(request)
    if form.carried_out():
        return redirect("participant:ecogram")
    return show(
        request, "participant/ecogram/share.html", form, rows=[in_words(d) for d in now.dots]
    )


@door("participant")
def end_share(request: HttpRequest) -> HttpResponse:
    form = EndShareForm(request)
    if form.carried_out():
        return redirect("participant:ecogram")
    return show(request, "participant/ecogram/end_share.html", form)
