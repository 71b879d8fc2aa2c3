"""Links into a video call: what a token says to the server, and for how long (its own decoder reads it)."""

from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from django.core.exceptions import ImproperlyConfigured

from visavis.config import environment
from visavis.outside import video
from visavis.outside.video import Server

pytestmark = pytest.mark.pure

SERVER = Server("https://meet.example.org", "visavis", "k" * 40)
NOW = datetime(2020, 3, 2, 10, tzinfo=UTC)
UNTIL = NOW + timedelta(hours=2)
ROOM = "a" * 32


def token(address: str) -> str:
    return parse_qs(urlsplit(address).query)["jwt"][0]


def claims(address: str, *, secret: str = SERVER.secret) -> dict[str, object]:
    said: dict[str, object] = jwt.decode(
        token(address),
        secret,
        algorithms=["HS256"],
        audience="visavis",
        issuer="visavis",
        options={
            "require": ["exp", "nbf", "iat", "aud", "iss", "sub"],
            "verify_exp": False,
            "verify_nbf": False,
            "verify_iat": False,
        },
    )
    return said


def test_a_token_names_one_room_one_name_and_no_right_of_a_moderator() -> None:
    address = video.link(SERVER, ROOM, "Noor", NOW, UNTIL)
    assert address.startswith(f"https://meet.example.org/{ROOM}?jwt=")
    said = claims(address)
    assert said["room"] == ROOM
    assert said["sub"] == "meet.example.org"
    assert said["context"] == {
        "user": {"name": "Noor", "moderator": "false", "affiliation": "member"},
        "features": dict.fromkeys(video.FORBIDDEN, False),
    }
    assert {"recording", "livestreaming", "transcription"} <= set(video.FORBIDDEN)
    assert jwt.get_unverified_header(token(address)) == {"alg": "HS256", "typ": "JWT"}


def test_only_the_mediator_is_moderator_and_records_no_more_than_others() -> None:
    said = claims(video.link(SERVER, ROOM, "Mieke", NOW, UNTIL, moderator=True))
    context = said["context"]
    assert isinstance(context, dict)
    assert context["user"] == {"name": "Mieke", "moderator": "true", "affiliation": "owner"}
    assert not any(context["features"].values())


@pytest.mark.parametrize(
    ("until", "lives"),
    [(UNTIL, video.LIVES), (NOW + timedelta(minutes=3), timedelta(minutes=3))],
)
def test_a_token_works_from_now_for_some_minutes_and_never_after_the_hour(
    until: datetime, lives: timedelta
) -> None:
    said = claims(video.link(SERVER, ROOM, "Noor", NOW, until))
    assert said["exp"] == int((NOW + lives).timestamp())
    assert said["nbf"] == int((NOW - video.SKEW).timestamp())
    assert said["iat"] == int(NOW.timestamp())


def test_a_decoder_refuses_another_secret_another_algorithm_and_a_token_that_is_over() -> None:
    address = video.link(SERVER, ROOM, "Noor", NOW, UNTIL)
    with pytest.raises(jwt.InvalidSignatureError):
        claims(address, secret="x" * 40)
    with pytest.raises(jwt.InvalidAlgorithmError):
        jwt.decode(token(address), SERVER.secret, algorithms=["HS512"], audience="visavis")
    with pytest.raises(jwt.ExpiredSignatureError):
        jwt.decode(token(address), SERVER.secret, algorithms=["HS256"], audience="visavis")
    head, body, _sign = token(address).split(".")
    with pytest.raises(jwt.InvalidSignatureError):
        claims(address.replace(f"{head}.{body}", f"{head}.{body[:-2]}AA"))


def test_rooms_of_two_talks_two_people_and_two_services_are_never_the_same() -> None:
    other = Server(SERVER.url, SERVER.app, "z" * 40)
    names = {
        video.meeting_room(SERVER, "c1"), video.meeting_room(SERVER, "c2"),
        video.meeting_room(other, "c1"), video.trying_room(SERVER, "c1"),
        video.trying_room(SERVER, "c2"),
    }  # fmt: skip
    assert len(names) == 5
    assert all(len(name) == 32 for name in names)
    assert video.meeting_room(SERVER, "c1") == video.meeting_room(SERVER, "c1")


def test_the_secret_stands_in_no_text_about_the_server() -> None:
    assert SERVER.secret not in repr(SERVER)


WHOLE = {
    "VISAVIS_VIDEO_SERVER": "https://meet.example.org/",
    "VISAVIS_VIDEO_APP": "visavis",
    "VISAVIS_VIDEO_SECRET": "k" * 40,
}


def test_a_service_knows_its_server_or_has_none() -> None:
    assert environment.video(WHOLE) == SERVER
    assert environment.video({}) is None


def test_the_secret_may_stand_in_a_file(tmp_path) -> None:
    path = tmp_path / "secret"
    path.write_text("k" * 40 + "\n", encoding="utf-8")
    said = {**WHOLE, "VISAVIS_VIDEO_SECRET": "", "VISAVIS_VIDEO_SECRET_FILE": str(path)}
    assert environment.video(said) == SERVER


@pytest.mark.parametrize(
    "broken",
    [
        {"VISAVIS_VIDEO_SERVER": ""},
        {"VISAVIS_VIDEO_APP": ""},
        {"VISAVIS_VIDEO_SECRET": ""},
        {"VISAVIS_VIDEO_SECRET": "short"},
        {"VISAVIS_VIDEO_SERVER": "http://meet.example.org"},
        {"VISAVIS_VIDEO_SERVER": "https://meet.example.org/room"},
        {"VISAVIS_VIDEO_SERVER": "meet.example.org"},
    ],
)
def test_a_service_that_is_half_set_does_not_start(broken: dict[str, str]) -> None:
    with pytest.raises(ImproperlyConfigured):
        environment.video({**WHOLE, **broken})
