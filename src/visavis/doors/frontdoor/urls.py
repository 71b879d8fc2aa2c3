"""The addresses of the front door: open to all, no account, no cookie."""

from django.urls import path

from visavis.doors.frontdoor import (
    answer,
    calling_back,
    guide,
    material,
    on_behalf,
    pages,
    research,
    sign_up,
    stories,
)

app_name = "frontdoor"
urlpatterns = [
    path("", pages.home, name="home"),
    path("is-dit-iets/", guide.guide, name="guide"),
    path("zo-gaat-het/", pages.how, name="how"),
    path("verhalen/", stories.tell, name="stories"),
    path("verhalen/<slug:name>/geluid", stories.sound, name="story_sound"),
    path("wat-onderzoek-zegt/", research.research, name="research"),
    path("wat-onderzoek-zegt/factsheet.pdf", research.factsheet, name="factsheet"),
    path("brief/", pages.letter, name="letter"),
    path("brief/antwoord/", answer.answer, name="answer"),
    path("aanmelden/", sign_up.apply, name="sign_up"),
    path("aanmelden/voor-een-ander/", on_behalf.apply, name="on_behalf"),
    path("aanmelden/kaart/", sign_up.card, name="sign_up_card"),
    path("verwijzen/", pages.professionals, name="professionals"),
    path("verwijzen/materiaal/", material.material, name="material"),
    path("verwijzen/materiaal/<slug:source>/<slug:what>.pdf", material.sheet, name="sheet"),
    path("contact/", pages.contact, name="contact"),
    path("contact/terugbellen/", calling_back.call_back, name="call_back"),
    path("veilig/", pages.safe, name="safe"),
    path("gegevens/", pages.data, name="data"),
    path("anders-lezen/", pages.access, name="access"),
    path("klacht/", pages.complaint, name="complaint"),
    path("robots.txt", pages.robots, name="robots"),
    path("sitemap.xml", pages.sitemap, name="sitemap"),
]
