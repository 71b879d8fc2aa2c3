"""What a program hears when something is wrong: RFC 9457 ``application/problem+json``, in the language it asks for.

Only under the address of the open interface; everywhere else people read a page. As the Dutch API Design Rules
ask, each answer there names its version.
"""

from typing import Any

from django.http import HttpRequest, JsonResponse
from django.utils.translation import get_supported_language_variant

from visavis.mediation.words import Text

UNDER = "/verwijzen/api/"
VERSION = "1.0.0"
VERSION_HEADER = "API-Version"
TITLES = {
    400: Text("Dit konden wij niet lezen.", "We could not read this."),
    401: Text("Deze sleutel kennen wij niet.", "We do not know this key."),
    403: Text("Dit mag hier niet.", "This is not allowed here."),
    404: Text("Dit is er niet.", "This is not here."),
    405: Text("Dit kan op dit adres niet.", "This address does not do that."),
    409: Text(
        "Dit kenmerk is al gebruikt, met andere gegevens.",
        "This reference was used before, with other data.",
    ),
    413: Text("Dit is te veel in één keer.", "This is too much at once."),
    415: Text("Stuur JSON (application/json).", "Send JSON (application/json)."),
    422: Text("Zo kunnen wij niemand aanmelden.", "We cannot sign anybody up like this."),
    429: Text(
        "Er komt nu te veel binnen met deze sleutel. Wacht, en probeer het dan weer.",
        "Too much comes in with this key now. Wait, and then try again.",
    ),
    500: Text(
        "Hier ging iets mis. Het lag niet aan u.", "Something went wrong here. It was not you."
    ),
    503: Text("Dit kan nu niet. Probeer het later.", "This is not available now. Try again later."),
}


def wanted(request: HttpRequest) -> bool:
    """Whether a program asks, and not a person in a browser."""
    return request.path_info.startswith(UNDER)


def language_of(request: HttpRequest) -> str:
    """Of ``Accept-Language`` the first that we speak; Dutch otherwise."""
    asked = request.headers.get("Accept-Language", "")[:100]
    for part in asked.split(","):
        try:
            return get_supported_language_variant(part.split(";")[0].strip())
        except LookupError:
            continue
    return "nl"


def problem(
    request: HttpRequest, status: int, code: str = "", detail: Text | None = None, **more: Any
) -> JsonResponse:
    """``code``: a short name of the kind of problem, for programs; ``more``: members beside the usual ones."""
    language = language_of(request)
    said: dict[str, Any] = {
        "type": f"urn:visavis:problem:{code}" if code else "about:blank",
        "title": TITLES[status].within(language),
        "status": status,
    }
    if detail is not None:
        said["detail"] = detail.within(language)
    answer = JsonResponse(said | more, status=status, content_type="application/problem+json")
    answer["Content-Language"] = language
    answer["Cache-Control"] = "no-store"
    answer[VERSION_HEADER] = VERSION
    answer.is_page = True
    return answer
