"""The addresses of this door. They stand in the browser's history, so none says what it is about."""

from django.urls import path

from visavis.doors.guest import page, signing_in

app_name = "guest"
urlpatterns = [
    path("", page.page, name="page"),
    path("in/", signing_in.sign_in, name="sign_in"),
    path("nieuw/", signing_in.invitation, name="invitation"),
    path("uit/", signing_in.sign_out, name="sign_out"),
    path("uit/klaar/", signing_in.signed_out, name="signed_out"),
]
