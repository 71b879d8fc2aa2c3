"""The addresses of this door. They stand in the browser's history, so none says what it is about."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from visavis.doors.participant import (
    about_me,
    approach,
    closing,
    course,
    exploring,
    letters,
    place,
    preparation,
    reading,
    signing_in,
)


class Random(StringConverter):
    """An id of ours: 128 random bits. What looks different is not there, like what is unknown."""

    regex = "[0-9a-f]{32}"


register_converter(Random, "random")

app_name = "participant"
urlpatterns = [
    path("", place.place, name="place"),
    path("in/", signing_in.sign_in, name="sign_in"),
    path("in/verder/", signing_in.sign_in, {"kept": True}, name="sign_in_again"),
    path("in/eerst/", signing_in.before, name="before"),
    path("nieuw/", signing_in.invitation, name="invitation"),
    path("uit/", signing_in.sign_out, name="sign_out"),
    path("uit/klaar/", signing_in.signed_out, name="signed_out"),
    path("over-mij/", about_me.story, name="story"),
    path("over-mij/bereiken/", about_me.reach, name="reach"),
    path("vragen/ja/", exploring.consent, name="consent"),
    path("vragen/ja/later/", exploring.no_consent, name="no_consent"),
    path("vragen/stap/", approach.allow, name="allow"),
    path("vragen/weten/", preparation.wish, name="wish"),
    path("vragen/hoe/", preparation.contact, name="form"),
    path("vragen/klaar/", preparation.ready, name="ready"),
    path("mensen/", place.what_the_other_knows, name="known"),
    path("mensen/keuze/", approach.may_tell, name="may_tell"),
    path("schrijven/", letters.letters, name="letters"),
    path("schrijven/<random:draft>/", letters.write, name="write"),
    path("schrijven/<random:draft>/bewaar/", letters.keep, name="keep"),
    path("schrijven/<random:draft>/weg/", letters.throw_away, name="throw_away"),
    path("schrijven/<random:draft>/weg/ja/", letters.discard, name="discard"),
    path("schrijven/<random:draft>/kijk/", letters.look_over, name="look_over"),
    path("geschreven/<str:letter>/", letters.letter, name="letter"),
    path("geschreven/<str:letter>/terug/", letters.asked_back, name="asked_back"),
    path("geschreven/<str:letter>/verder/", letters.again, name="again"),
    path("lezen/<str:offer>/", reading.offer, name="offer"),
    path("lezen/<str:offer>/open/", reading.open_, name="open"),
    path("lezen/<str:offer>/lees/", reading.read, name="read"),
    path("lezen/<str:offer>/dicht/", reading.closed, name="closed"),
    path("lezen/<str:offer>/daarna/", reading.reaction, name="reaction"),
    path("pauze/", course.pause, name="pause"),
    path("pauze/stop/", course.stop, name="stop"),
    path("pauze/nee/", approach.decline, name="decline"),
    path("later/", closing.later, name="later"),
    path("later/kiezen/", closing.closing, name="closing"),
    path("later/samen/", closing.round_off, name="round_off"),
    path("later/terug/", closing.back, name="back"),
    path("later/waarom/", closing.not_taken_up, name="not_taken_up"),
]
