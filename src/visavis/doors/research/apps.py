from django.apps import AppConfig


class ResearchConfig(AppConfig):
    name = "visavis.doors.research"
    label = "research"
