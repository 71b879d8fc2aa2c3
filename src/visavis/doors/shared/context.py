"""What every template may use."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from visavis.doors.shared.languages import plain, said
from visavis.service.current import facts_whatever_happens


def service_wide() -> dict[str, object]:
    """What is the same for everybody: ``demo`` and ``service``.

    Of the service: ``name``, ``phone``, ``phone_hours``, ``post`` and ``complaints``; all but the name may
    be empty.
    """
    facts = facts_whatever_happens()
    return {
        "service": {
            "name": facts.name,
            "phone": facts.phone,
            "phone_hours": facts.other_hours(plain(get_language())) or said(facts.hours),
            "post": facts.post,
            "complaints": facts.complaints,
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
