"""The addresses of this door."""

from django.urls import URLPattern

app_name = "participant"
urlpatterns: list[URLPattern] = []
