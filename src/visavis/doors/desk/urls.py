"""The addresses of the desk. No name stands in any of them: random ids and what one does there."""

from django.urls import path

from visavis.doors.desk import (
    acting,
    approach,
    by_hand,
    caseload,
    entrance,
    invitation,
    letters,
    sign_up,
    today,
    trajectory,
)

app_name = "desk"
PERSON = "trajecten/<str:trajectory>/kant/<str:party>/"

urlpatterns = [
    path("binnen/", entrance.sign_in, name="sign_in"),
    path("uit/", entrance.sign_out, name="sign_out"),
    path("", today.today, name="today"),
    path("nieuw/", sign_up.new, name="new"),
    path("nieuw/telefoon/", sign_up.by_telephone, name="by_telephone"),
    path("nieuw/<str:trajectory>/", sign_up.prepare, name="prepare"),
    path("nieuw/<str:trajectory>/niet/", sign_up.decline, name="decline"),
    path("nieuw/<str:trajectory>/start/", sign_up.take_up, name="take_up"),
    path("laten-weten/", by_hand.by_hand, name="by_hand"),
    path("laten-weten/<str:message>/", by_hand.passed_on, name="passed_on"),
    path("trajecten/", caseload.trajectories, name="trajectories"),
    path("trajecten/<str:trajectory>/", trajectory.trajectory, name="trajectory"),
    path("trajecten/<str:trajectory>/tussen/<slug:slug>/", acting.between, name="between"),
    path(PERSON, trajectory.side, name="side"),
    path(f"{PERSON}plek/", invitation.place, name="place"),
    path(f"{PERSON}eerste-brief/", approach.first_letter, name="first_letter"),
    path(f"{PERSON}eerste-brief/opnieuw/", approach.letter_again, name="letter_again"),
    path(f"{PERSON}eerste-brief/<slug:version>/", approach.preview, name="preview"),
    path(f"{PERSON}herinnering/", approach.reminder, name="reminder"),
    path(f"{PERSON}werk/<slug:code>/<str:about>/", trajectory.onward, name="onward"),
    path(f"{PERSON}af/<slug:code>/<str:about>/", acting.tick_off, name="tick_off"),
    path(f"{PERSON}zegt/brief/", letters.paper_letter, name="paper_letter"),
    path(f"{PERSON}zegt/<slug:slug>/", acting.told, name="told"),
    path(f"{PERSON}zegt/<slug:slug>/<str:about>/", acting.told, name="told_about"),
    path("poort/", letters.gate, name="gate"),
    path(f"{PERSON}poort/<str:letter>/", letters.letter, name="letter"),
    path(f"{PERSON}poort/<str:letter>/<slug:slug>/", letters.letter_act, name="letter_act"),
    path(f"{PERSON}laten-weten/<str:letter>/", letters.offer, name="offer"),
    path(f"{PERSON}reactie/<str:letter>/", letters.reaction, name="reaction"),
    path(f"{PERSON}niet-meer-hier/<str:offer>/", letters.take_away, name="take_away"),
    path(f"{PERSON}lezen/<str:offer>/", letters.read, name="read"),
    path(f"{PERSON}<slug:slug>/", acting.act, name="act"),
]
