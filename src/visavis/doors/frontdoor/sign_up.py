"""Signing up, one question a page, without e-mail, account or cookie.

The last page shows three words; they open one page, which says that we have the sign-up, until the first call.
"""

import hmac
import random
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from visavis.doors.frontdoor import confirm
from visavis.doors.frontdoor.confirm import FIRST_CALL_DAYS
from visavis.doors.frontdoor.sign_up_forms import STEPS
from visavis.doors.frontdoor.steps import Sent, Steps
from visavis.doors.frontdoor.words_entry import ThreeWordsForm, tell_refused
from visavis.doors.shared.carrying import Refused, in_words
from visavis.doors.shared.door import door
from visavis.doors.shared.errors import only_fields
from visavis.doors.shared.keyring import keys
from visavis.journal.keys import sign_up_ring
from visavis.journal.once import Conflict
from visavis.journal.record import Outcome, Recorded, sign_up
from visavis.mediation.effects import Refusal
from visavis.mediation.safeguards import child_and_guardian_agree
from visavis.mediation.sign_up import SignUp
from visavis.mediation.terms import OWN_CONSENT_FROM, day, working_days_after
from visavis.mediation.views import Reach
from visavis.people import clock, words_door
from visavis.people.addresses import address
from visavis.people.signing_in import Refused as Unknown
from visavis.people.words import three_words


@door("frontdoor", translated=True)
def apply(request: HttpRequest) -> HttpResponse:
    return MYSELF.answer(request)


def too_young(sent: Sent) -> Refused | None:
    """Under 16 nobody signs up alone (S11)."""
    age = sent.get("age")
    if age is None or age >= OWN_CONSENT_FROM:
        return None
    return replace(
        in_words(child_and_guardian_agree.refusal(), _("You cannot sign up here by yourself yet.")),
        instead=_("Nothing of what you filled in was kept. You can also look around here first."),
    )


def _send(request: HttpRequest, sent: Sent, key: str) -> HttpResponse | Refusal | Conflict:
    outcome, words = _record(_act(sent), key)
    if isinstance(outcome, Recorded):
        return _done(request, words, sent)
    assert isinstance(outcome, Refusal | Conflict)
    return outcome


MYSELF = Steps("sign_up", "sign_up", STEPS, too_young, _send)


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
        found_by=sent["found_by"],
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


@door("frontdoor", translated=True)
def card(request: HttpRequest) -> HttpResponse:
    """Three words say that we have a sign-up, and by when we call; nothing else."""
    only_fields(request, {"words"})
    form = ThreeWordsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        opened = words_door.open_page(
            form.cleaned_data["words"], "sign_up", address(request), clock.now(), clock.real_now()
        )
        if not isinstance(opened, Unknown):
            return confirm.opened(request, opened, form.cleaned_data["words"])
        tell_refused(form, opened)
    response = render(request, "frontdoor/sign_up/card.html", {"form": form})
    response["Cache-Control"] = "no-store"
    return response
