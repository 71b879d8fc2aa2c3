from django.apps import AppConfig


class FactsheetConfig(AppConfig):
    name = "visavis.factsheet"
    label = "factsheet"
