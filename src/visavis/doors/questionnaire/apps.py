from django.apps import AppConfig


class QuestionnaireConfig(AppConfig):
    name = "visavis.doors.questionnaire"
    label = "questionnaire"
