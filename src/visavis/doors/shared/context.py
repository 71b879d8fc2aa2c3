"""What every template may use."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from visavis.doors.shared.languages import plain, said
from visavis.mediation.words import Text


def service_wide() -> dict[str, object]:
    """What is the same for everybody: ``demo`` and ``service``.

    Of the service: ``name``, ``phone``, ``phone_hours``, ``post`` and ``complaints``; all but the name may
    be empty.
    """
    all_hours = settings.VISAVIS_TELEPHONE_HOURS
    hours = all_hours.get(plain(get_language())) or said(Text(all_hours["nl"], all_hours["en"]))
    return {
        "service": {
            "name": settings.VISAVIS_NAME,
            "phone": settings.VISAVIS_TELEPHONE,
            "phone_hours": hours,
            "post": settings.VISAVIS_POST,
            "complaints": settings.VISAVIS_COMPLAINTS,
        },
        "demo": settings.VISAVIS_MODE == "demo",
    }


def shared(request: HttpRequest) -> dict[str, object]:
    """`service_wide`, and of this request ``door``, ``signed_in`` and ``expired``."""
    return {
        **service_wide(),
        "door": getattr(request, "door", None),
        "signed_in": getattr(request, "signed_in", None),
        "expired": getattr(request, "expired", ""),
    }
