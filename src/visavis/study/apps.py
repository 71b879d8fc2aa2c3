from django.apps import AppConfig


class StudyConfig(AppConfig):
    name = "visavis.study"
    label = "study"
