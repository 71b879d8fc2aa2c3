from django.apps import AppConfig


class FrontdoorConfig(AppConfig):
    name = "visavis.doors.frontdoor"
    label = "frontdoor"
