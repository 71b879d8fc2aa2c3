"""The addresses that exist in the demo only."""

from django.urls import path

from visavis.demo import pages

app_name = "demo"
urlpatterns = [
    path("", pages.roles, name="roles"),
    path("als/<slug:code>/", pages.look_as, name="look_as"),
    path("dag/", pages.one_day_later, name="one_day_later"),
]
