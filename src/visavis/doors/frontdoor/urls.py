"""The addresses of the front door: open to all, no account, no cookie."""

from django.urls import path

from visavis.doors.frontdoor import answer, guide, on_behalf, pages, sign_up

app_name = "frontdoor"
urlpatterns = [
    path("", pages.home, name="home"),
    path("is-dit-iets/", guide.guide, name="guide"),
    path("zo-gaat-het/", pages.how, name="how"),
    path("brief/", pages.letter, name="letter"),
    path("brief/antwoord/", answer.answer, name="answer"),
    path("aanmelden/", sign_up.apply, name="sign_up"),
    path("aanmelden/voor-een-ander/", on_behalf.apply, name="on_behalf"),
    path("aanmelden/kaart/", sign_up.card, name="sign_up_card"),
    path("contact/", pages.contact, name="contact"),
    path("veilig/", pages.safe, name="safe"),
    path("gegevens/", pages.data, name="data"),
    path("anders-lezen/", pages.access, name="access"),
    path("klacht/", pages.complaint, name="complaint"),
    path("robots.txt", pages.robots, name="robots"),
]
