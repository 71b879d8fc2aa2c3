"""The addresses of this door for people; those for programs stand in `api_urls`."""

from django.urls import path

from visavis.doors.referrer import form, signs

app_name = "referrer"
urlpatterns = [
    path("formulier/", form.form, name="form"),
    path("bericht/", signs.signs, name="signs"),
]
