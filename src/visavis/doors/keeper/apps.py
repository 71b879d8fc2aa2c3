from django.apps import AppConfig


class KeeperConfig(AppConfig):
    name = "visavis.doors.keeper"
    label = "keeper"
