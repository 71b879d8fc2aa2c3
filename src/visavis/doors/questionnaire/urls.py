"""The addresses of the questionnaires. They say nothing of what they ask."""

from django.urls import path

from visavis.doors.questionnaire import answering, asking

app_name = "questionnaire"
urlpatterns = [
    path("klaar", answering.finished, name="finished"),
    path("tot-hier", answering.stopped, name="stopped"),
    path("genoteerd", asking.noted, name="noted"),
    path("gewist", asking.erased, name="erased"),
    path("<str:token>/", answering.start, name="start"),
    path("<str:token>/<int:number>", answering.ask, name="question"),
    path("<str:token>/vooraf", asking.asked, name="asked"),
    path("<str:token>/keuzes", asking.choices, name="choices"),
]
