"""The addresses of the questionnaires. They say nothing of what they ask."""

from django.urls import path

from visavis.doors.questionnaire import answering, asking, comparison, paper

app_name = "questionnaire"
urlpatterns = [
    path("klaar", answering.finished, name="finished"),
    path("tot-hier", answering.stopped, name="stopped"),
    path("genoteerd", asking.noted, name="noted"),
    path("gewist", asking.erased, name="erased"),
    path("mee/<str:token>", comparison.take_part, name="take_part"),
    path("<str:token>/", answering.start, name="start"),
    path("<str:token>/<int:place>", answering.ask, name="question"),
    path("<str:token>/<int:place>/hulp", answering.care, name="care"),
    path("<str:token>/papier", paper.on_paper, name="on_paper"),
    path("<str:token>/voorlezen", paper.aloud, name="aloud"),
    path("<str:token>/vooraf", asking.asked, name="asked"),
    path("<str:token>/keuzes", asking.choices, name="choices"),
    path("<str:token>/bewaar", comparison.keep, name="keep"),
    path("<str:token>/later", asking.later, name="later"),
]
