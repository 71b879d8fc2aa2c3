from django.apps import AppConfig


class SharedConfig(AppConfig):
    name = "visavis.doors.shared"
    label = "shared"
