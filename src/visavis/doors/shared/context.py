"""What every template may use."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.translation import get_language


def shared(request: HttpRequest) -> dict[str, object]:
    """``door``, ``signed_in``, ``telephone``, ``demo``, and the page in the other language."""
    other = "en" if get_language() == "nl" else "nl"
    return {
        "door": getattr(request, "door", None),
        "signed_in": getattr(request, "signed_in", None),
        "telephone": settings.VISAVIS_TELEPHONE,
        "demo": settings.VISAVIS_MODE == "demo",
        "other_language": other,
        "other_language_url": translate_url(request.path, other),
    }
