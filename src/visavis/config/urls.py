"""Which door stands where. Dutch has no prefix; English stands under ``/en/``."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from visavis.doors.shared import errors, leaving

urlpatterns = [
    path("weg", leaving.leave, name="leave"),
    path("verwijzen/api/v1/", include("visavis.doors.referrer.api_urls")),
    *i18n_patterns(
        path("", include("visavis.doors.frontdoor.urls")),
        path("verwijzen/", include("visavis.doors.referrer.urls")),
        path("plek/", include("visavis.doors.participant.urls")),
        path("naast/", include("visavis.doors.guest.urls")),
        path("a/", include("visavis.doors.calendar.urls")),
        path("v/", include("visavis.doors.questionnaire.urls")),
        path("werk/", include("visavis.doors.desk.urls")),
        path("toezicht/", include("visavis.doors.keeper.urls")),
        path("onderzoek/", include("visavis.doors.research.urls")),
        prefix_default_language=False,
    ),
]

if settings.VISAVIS_MODE == "demo":
    urlpatterns += i18n_patterns(
        path("demo/", include("visavis.demo.urls")), prefix_default_language=False
    )

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.server_error
