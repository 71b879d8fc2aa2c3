from django.apps import AppConfig


class Service(AppConfig):
    name = "visavis.service"
    label = "service"
