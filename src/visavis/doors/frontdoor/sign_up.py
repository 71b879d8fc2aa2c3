"""Signing up, one question a page, without e-mail, account or cookie.

The answers given so far travel in the form itself and never in an address. The last page shows three
words; they open one page, which says that we have the sign-up, until the first call.
"""

import hmac
import random
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from visavis.doors.frontdoor.sign_up_forms import FIELDS, STEPS, Step, lines
from visavis.doors.frontdoor.words_entry import ThreeWordsForm, tell_refused
from visavis.doors.shared.carrying import Refused, in_words, new_key, party_room
from visavis.doors.shared.door import door
from visavis.doors.shared.errors import only_fields
from visavis.doors.shared.keyring import keys
from visavis.journal.keys import sign_up_ring
from visavis.journal.once import Conflict
from visavis.journal.record import Outcome, Recorded, sign_up
from visavis.mediation.effects import Refusal
from visavis.mediation.safeguards import old_enough_alone
from visavis.mediation.sign_up import SignUp
from visavis.mediation.terms import OWN_CONSENT_FROM, day, working_days_after
from visavis.mediation.views import Reach
from visavis.people import clock, words_door
from visavis.people.addresses import address
from visavis.people.signing_in import Refused as Unknown
from visavis.people.words import three_words

CHECK, SEND = "check", "send"
FIRST_CALL_DAYS = 5
BESIDE = {"at", "go", "key", "checked"}


@dataclass(frozen=True)
class Turn:
    """Which page comes, and its form where it has one."""

    at: str
    form: Any = None


@door("frontdoor")
def apply(request: HttpRequest) -> HttpResponse:
    """One page of the way, or the end of it."""
    only_fields(request, {*FIELDS, *BESIDE})
    if request.method == "POST" and request.POST.get("go") == SEND:
        return _send(request)
    turn = _turn(request)
    return _page(request, turn)


def _turn(request: HttpRequest) -> Turn:
    at, go = request.POST.get("at", ""), request.POST.get("go", "next")
    names = [step.name for step in STEPS]
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
    form = _step(at).form(request.POST)
    if not form.is_valid() or _too_young(form):
        return Turn(at, form)
    if request.POST.get("checked"):
        return Turn(CHECK)
    place = names.index(at) + 1
    return Turn(names[place] if place < len(names) else CHECK)


def _step(name: str) -> Step:
    return next(step for step in STEPS if step.name == name)


def _too_young(form: Any) -> bool:
    age = form.cleaned_data.get("age")
    return age is not None and age < OWN_CONSENT_FROM


def _page(
    request: HttpRequest, turn: Turn, refused: Refused | None = None, status: int = 200
) -> HttpResponse:
    posted = request.POST
    context: dict[str, Any] = {"at": turn.at, "refused": refused}
    context["key"] = posted.get("key") or new_key()
    context["checked"] = posted.get("checked", "") or ("yes" if turn.at == CHECK else "")
    if turn.at == CHECK:
        broken = next((s for s in STEPS if not s.form(posted).is_valid()), None)
        if broken is not None:  # something was left out on the way: ask that first
            turn = Turn(broken.name, broken.form(posted))
            context["at"] = turn.at
        else:
            context["lines"] = lines(posted)
    mine: set[str] = set()
    if turn.at != CHECK:
        step = _step(turn.at)
        form = turn.form or step.form(initial={n: posted.get(n, "") for n in step.form.base_fields})
        mine = set(step.form.base_fields)
        context |= {"form": form, "first": turn.at == STEPS[0].name, "step": step}
        if turn.form is not None and form.is_valid() and _too_young(form):
            context["refused"] = replace(
                in_words(old_enough_alone.refusal(), _("You cannot sign up here by yourself yet.")),
                instead=_(
                    "Nothing of what you filled in was kept. You can also look around here first."
                ),
            )
    context["carried"] = [(n, posted[n]) for n in FIELDS if n not in mine and posted.get(n)]
    response = render(
        request,
        f"frontdoor/sign_up/{'check' if turn.at == CHECK else 'step'}.html",
        context,
        status=status,
    )
    response["Cache-Control"] = "no-store"
    response.is_page = True  # also as a 409: what was filled in stands in it
    return response


def _send(request: HttpRequest) -> HttpResponse:
    """Records it once. Sent again, it shows the first result, with the same words."""
    forms = [step.form(request.POST) for step in STEPS]
    broken = next((s for s, f in zip(STEPS, forms, strict=True) if not f.is_valid()), None)
    if broken is not None:
        return _page(request, Turn(broken.name, broken.form(request.POST)))
    sent: dict[str, Any] = {}
    for form in forms:
        sent |= form.cleaned_data
    key = request.POST.get("key") or new_key()
    outcome, words = _record(_act(sent), key)
    if isinstance(outcome, Recorded):
        return _done(request, words, sent)
    if isinstance(outcome, Refusal):
        return _page(request, Turn(CHECK), in_words(outcome))
    assert isinstance(outcome, Conflict)
    already = Refused(
        _("We already have the sign-up that you sent from this page."),
        _("What you changed after that was not sent. It still stands here."),
        _("Call us if something must change. Or tell us when we call."),
    )
    return _page(request, Turn(CHECK), already, 409)


def _record(act: SignUp, key: str) -> tuple[Outcome, tuple[str, ...]]:
    """The sign-up and its three words, both or neither."""
    with transaction.atomic():
        outcome = sign_up(act, sign_up_ring(keys()), clock.now(), random.SystemRandom(), key=key)
        if not isinstance(outcome, Recorded):
            return outcome, ()
        if outcome.again:
            return outcome, three_words(_words_of(key))
        made = words_door.for_sign_up(outcome.where.trajectory, outcome.where.party, _words_of(key))
        return outcome, made


def _words_of(key: str) -> random.Random:
    """The draw that belongs to a form: the same words when it is sent twice, unguessable without our key."""
    seed = hmac.digest(
        settings.SECRET_KEY.encode(), b"visavis/sign-up-words/1" + key.encode(), "sha256"
    )
    return random.Random(seed)  # noqa: S311 - seeded with 256 bits that only this service can make


def _act(sent: dict[str, Any]) -> SignUp:
    return SignUp(
        relation=sent["relation"],
        first_name=sent["first_name"],
        age=sent["age"],
        story=sent["story"],
        rather_talk=sent["rather_talk"],
        other=sent["other"],
        language=(get_language() or "nl")[:2],
        reach=Reach(
            channel=sent["channel"],
            phone=sent["phone"],
            email=sent["email"],
            post=sent["post"],
            safe_times=sent["safe_times"],
            voicemail=sent["voicemail"] == "yes",
            never=sent["never"],
        ),
    )


def _done(request: HttpRequest, words: tuple[str, ...], sent: dict[str, Any]) -> HttpResponse:
    by = working_days_after(day(clock.now()), FIRST_CALL_DAYS)
    response = render(
        request,
        "frontdoor/sign_up/done.html",
        {"words": words, "by": by, "calls": sent["channel"] != "none", "reach": sent},
    )
    response["Cache-Control"] = "no-store"
    return response


@door("frontdoor")
def card(request: HttpRequest) -> HttpResponse:
    """Three words say that we have a sign-up, and by when we call; nothing else."""
    only_fields(request, {"words"})
    form = ThreeWordsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        opened = words_door.open_page(
            form.cleaned_data["words"], "sign_up", address(request), clock.now(), clock.real_now()
        )
        if not isinstance(opened, Unknown):
            return _still_here(request, opened.trajectory, opened.party)
        tell_refused(form, opened)
    response = render(request, "frontdoor/sign_up/card.html", {"form": form})
    response["Cache-Control"] = "no-store"
    return response


def _still_here(request: HttpRequest, trajectory: str, party: str) -> HttpResponse:
    mine = party_room(trajectory, party)
    signed: date = mine.view.walked[0].on
    by = working_days_after(signed, FIRST_CALL_DAYS)
    response = render(
        request,
        "frontdoor/sign_up/here.html",
        {"by": by, "late": by < day(mine.now), "calls": mine.view.reach.channel != "none"},
    )
    response["Cache-Control"] = "no-store"
    return response
