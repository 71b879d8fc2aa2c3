"""Form tokens without a cookie before signing in (docs/decisions/form-tokens.md).

Whoever is signed in has a token of the session. Before that there is nobody whose rights a
foreign page could borrow, and no cookie may be set; there the token is that of the hour, the same
for all, and what guards is where the browser says the form came from.
"""

import hashlib
import hmac
import string
import time

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import (
    CSRF_SECRET_LENGTH,
    CSRF_SESSION_KEY,
    CsrfViewMiddleware,
    RejectRequest,
    _does_token_match,
)

HOURS_VALID = 24
SIGNS = string.ascii_letters + string.digits


def secret_of_the_hour(hour: int) -> str:
    """A secret in Django's form: 32 letters and digits, derived from the key and the hour."""
    digest = hmac.digest(
        settings.SECRET_KEY.encode(), b"visavis/front-door-form/1 %d" % hour, hashlib.sha256
    )
    return "".join(SIGNS[byte % len(SIGNS)] for byte in digest[:CSRF_SECRET_LENGTH])


def _has_session(request: HttpRequest) -> bool:
    return bool(getattr(request, "signed_in", None) or getattr(request, "expired", None))


class FormToken(CsrfViewMiddleware):
    """Django's check, with the hour's secret for whoever is not signed in."""

    def process_request(self, request: HttpRequest) -> None:
        # Too early to know who is signed in: Doorkeeper stands before us, and process_view asks.
        if _has_session(request):
            super().process_request(request)
        else:
            request.META["CSRF_COOKIE"] = secret_of_the_hour(int(time.time() // 3600))

    def _get_secret(self, request: HttpRequest) -> str | None:
        if _has_session(request):
            return request.session.get(CSRF_SESSION_KEY)
        posted = request.POST.get("csrfmiddlewaretoken", "") or request.headers.get(
            "X-CSRFToken", ""
        )
        hour = int(time.time() // 3600)
        for past in range(HOURS_VALID):
            secret = secret_of_the_hour(hour - past)
            try:
                if _does_token_match(posted, secret):
                    return secret
            except (AssertionError, ValueError):
                break
        return secret_of_the_hour(hour)

    def _origin_verified(self, request: HttpRequest) -> bool:
        # `Referrer-Policy: no-referrer` makes browsers send `Origin: null` with our own forms.
        # Then Sec-Fetch-Site decides (BadInput); browsers older than that header have the token.
        if request.META.get("HTTP_ORIGIN") == "null":
            return request.headers.get("Sec-Fetch-Site", "same-origin") in ("same-origin", "none")
        return super()._origin_verified(request)

    def _check_referer(self, request: HttpRequest) -> None:
        if request.META.get("HTTP_REFERER"):
            super()._check_referer(request)

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if _has_session(request):
            return super().process_response(request, response)
        return response


__all__ = ["FormToken", "RejectRequest", "secret_of_the_hour"]
