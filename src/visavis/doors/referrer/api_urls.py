"""The open interface: no language in its addresses, and no slash at their end (Dutch API Design Rules)."""

from django.urls import path

from visavis.doors.referrer import api

app_name = "referrer_api"
urlpatterns = [
    path("openapi.json", api.openapi, name="openapi"),
    path("referrals", api.referrals, name="referrals"),
    path("referrals/<str:reference>", api.referral, name="referral"),
]
