"""The open interface for systems of services that point people to us: sign somebody up, and look up three signs.

Described in ``openapi.json``; the key goes in ``Authorization: Bearer``. Nothing here tells whether a person is known,
what they answer, or how it goes.
"""

import json
import re
from collections.abc import Callable
from functools import wraps
from importlib.resources import files
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt

from visavis.doors.referrer.key import TARGET
from visavis.doors.referrer.referral import REFERENCE, ReferralForm, Stopped, may_come_in, refer
from visavis.doors.shared.door import door
from visavis.doors.shared.keyring import keys
from visavis.doors.shared.problems import VERSION, VERSION_HEADER, language_of, problem
from visavis.journal import referrals as kept
from visavis.mediation.words import Text
from visavis.people import clock, throttle
from visavis.people.addresses import address
from visavis.people.referrers import Referrer, of_key

Answer = Callable[[HttpRequest, Referrer], HttpResponse]
SPEAKS = ("nl", "en")
RECEIPT = {
    "status": "received",
    "message": {
        "nl": "Wij hebben uw bericht. Wij vragen deze persoon zelf of die dit wil.",
        "en": "We have your message. We ask this person themselves whether they want it.",
    },
}
"""The same whatever happens (security §9 row 26)."""


def _ok(said: dict[str, Any], request: HttpRequest, status: int = 200) -> JsonResponse:
    answer = JsonResponse(said, status=status)
    answer["Content-Language"] = language_of(request)
    answer[VERSION_HEADER] = VERSION
    return answer


def with_key(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Opens with the key of a service; unknown ones are slowed by where they come from, known ones by their own."""

    @wraps(view)
    def look(request: HttpRequest, **more: str) -> HttpResponse:
        real_now, where = clock.real_now(), address(request)
        scheme, _space, key = request.headers.get("Authorization", "").partition(" ")
        left = throttle.wait(TARGET, where, real_now)
        referrer = of_key(key.strip()) if scheme.lower() == "bearer" else None
        if referrer is None:
            if left:
                return _wait(request, left.total_seconds())
            throttle.failed(TARGET, where, real_now)
            answer = problem(request, 401, "no-key")
            answer["WWW-Authenticate"] = "Bearer"
            return answer
        wait = may_come_in(referrer, real_now)
        if wait is not None:
            return _wait(request, wait.left.total_seconds())
        with translation.override(language_of(request)):
            return view(request, referrer, **more)

    return look


def _wait(request: HttpRequest, seconds: float) -> HttpResponse:
    answer = problem(request, 429, "too-much")
    answer["Retry-After"] = str(int(seconds) + 1)
    return answer


@csrf_exempt  # no form: another method is a 405
@door("referrer", methods=["GET"])
def openapi(request: HttpRequest) -> HttpResponse:
    """The description, for everybody."""
    answer = _ok(document(), request)
    answer["Access-Control-Allow-Origin"] = "*"
    return answer


def document() -> dict[str, Any]:
    read = files("visavis.doors.referrer").joinpath("openapi.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(read)
    return found


@csrf_exempt
@door("referrer", methods=["POST"], takes_json=True)
@with_key
def referrals(request: HttpRequest, referrer: Referrer) -> HttpResponse:
    """Signs somebody up. Sent again under the same reference it is the same, and gets the same receipt."""
    sent = _sent(request)
    if isinstance(sent, Text):
        return problem(request, 400, "unreadable", sent)
    speaks = sent.pop("language", "nl")
    form = ReferralForm(sent)
    if speaks not in SPEAKS or not form.is_valid():
        wrong = [
            {"in": "body", "location": f"#/{name}", "detail": " ".join(map(str, said))}
            for name, said in sorted(form.errors.items())
        ]
        if speaks not in SPEAKS:
            wrong.append({"in": "body", "location": "#/language", "detail": "nl, en"})
        return problem(request, 400, "invalid", errors=wrong)
    outcome = refer(form.cleaned_data, referrer, speaks, clock.now())
    if isinstance(outcome, Stopped):
        return problem(request, 422, outcome.code, outcome.why)
    if outcome is not None:
        return problem(request, 409, "reference-used")
    answer = _ok(RECEIPT, request, 202)
    answer["Location"] = reverse("referrer_api:referral", args=[form.cleaned_data["reference"]])
    return answer


@csrf_exempt
@door("referrer", methods=["GET"])
@with_key
def referral(request: HttpRequest, referrer: Referrer, reference: str) -> HttpResponse:
    """The three signs, each only if the person ticked it. What others sent is as unknown as what nobody sent."""
    found = None
    if REFERENCE.fullmatch(reference):
        found = kept.signs(referrer.id, reference, keys(), clock.now())
    if found is None:
        return problem(request, 404)
    names = ("received", "confirmed", "taken_up")
    days = {name: getattr(found, name) for name in names}
    return _ok({name: on.isoformat() if on else None for name, on in days.items()}, request)


NO_TEXT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
FLAGS = frozenset({"consent", "condition", "voicemail"})


def _sent(request: HttpRequest) -> dict[str, Any] | Text:
    """What a program sent, field by field; or why it cannot be read."""
    try:
        said = json.loads(request.body)
    except (ValueError, RecursionError):
        return Text("Dit is geen JSON.", "This is no JSON.")
    if not isinstance(said, dict):
        return Text("Stuur één object.", "Send one object.")
    unknown = set(said) - set(ReferralForm.base_fields) - {"language"}
    if unknown:
        return Text("Er staat een veld in dat er niet is.", "It has a field that does not exist.")
    for name, value in said.items():
        kind = bool if name in FLAGS else int if name == "age" else str
        if type(value) is not kind:
            return Text(
                f"Het veld {name} is van het verkeerde soort.",
                f"The field {name} is of the wrong kind.",
            )
        if kind is str and NO_TEXT.search(value):
            return Text(f"In het veld {name} staat geen tekst.", f"The field {name} holds no text.")
    return said
