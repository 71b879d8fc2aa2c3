"""One address for everybody's calendar: nothing in it tells whose, or that it is a participant's."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from visavis.doors.calendar import feed


class Secret(StringConverter):
    """256 random bits. What looks different is not there."""

    regex = "[0-9a-f]{64}"


register_converter(Secret, "secret")

app_name = "calendar"
urlpatterns = [path("<secret:secret>.ics", feed.feed, name="feed")]
