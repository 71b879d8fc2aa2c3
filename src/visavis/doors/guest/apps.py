from django.apps import AppConfig


class GuestConfig(AppConfig):
    name = "visavis.doors.guest"
    label = "guest"
