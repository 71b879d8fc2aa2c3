from django.apps import AppConfig


class ReferrerConfig(AppConfig):
    name = "visavis.doors.referrer"
    label = "referrer"
