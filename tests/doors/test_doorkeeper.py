"""Doors deny by default; bad input gets its answer (security.md §2 lock 4, §5 and §9)."""

import gzip
import io
import json
import logging
import random
import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from visavis.doors.shared import door as doors
from visavis.doors.shared.csrf import secret_of_the_hour
from visavis.doors.shared.log import Event, Listed, log
from visavis.people import clock, sessions, signing_in

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.doors.views_for_tests")]
STORY = "een verhaal dat ik niet kwijt wil"


@pytest.fixture
def client():
    return Client(enforce_csrf_checks=True, raise_request_exception=False)


@pytest.fixture
def participant():
    return signing_in.open_place("t" * 32, "p" * 32, random.Random(1)).account


def staff(*roles):
    name = "-".join(roles)
    return signing_in.open_staff_account(name, "een lange zin van mij", name, frozenset(roles))


def token(client, path="/form"):
    found = re.search(r'value="([^"]+)"', client.get(path).content.decode())
    return found.group(1)


def enter(client, account):
    answer = client.post("/in", {"account": account, "csrfmiddlewaretoken": token(client)})
    assert answer.content == b"in"


def walk(patterns, prefix=""):
    for each in patterns:
        if isinstance(each, URLResolver):
            yield from walk(each.url_patterns, prefix + str(each.pattern))
        elif isinstance(each, URLPattern):
            yield prefix + str(each.pattern), each.callback


def test_every_address_of_the_service_declares_its_door():
    open_to_all = [
        address
        for address, view in walk(get_resolver("visavis.config.urls").url_patterns)
        if doors.declared(view) is None
    ]
    assert open_to_all == []


def test_a_view_without_a_door_is_answered_as_if_it_were_not_there(client):
    undeclared, unknown = client.get("/undeclared"), client.get("/no-such-page")
    assert undeclared.status_code == unknown.status_code == 404
    assert undeclared.content == unknown.content


def test_the_demo_has_no_address_outside_the_demo(client, settings):
    assert client.get("/demo").status_code == 404
    settings.VISAVIS_MODE = "demo"
    assert client.get("/demo").content == b"demo"


def test_a_door_that_does_not_exist_or_an_unknown_role_is_refused_at_import():
    with pytest.raises(doors.UnknownDoor):
        doors.door("cellar")
    with pytest.raises(doors.UnknownDoor):
        doors.door("desk", needs={"researcher"})


def test_personal_doors_open_for_their_own_people_only(participant):
    people = {
        "nobody": None,
        "participant": participant,
        "mediator": staff("mediator"),
        "planner": staff("planner"),
        "researcher": staff("researcher"),
        "officer": staff("privacy_officer"),
        "operator": staff("operator"),
    }
    may = {
        "/mine": {"participant"},
        "/desk": {"mediator", "planner"},
        "/planning": {"planner"},
        "/figures": {"researcher", "officer"},
        "/watching": {"officer", "operator"},
        "/log": {"officer"},
    }
    for who, account in people.items():
        client = Client(enforce_csrf_checks=True)
        if account:
            enter(client, account)
        unknown = client.get("/no-such-page")
        for address, those in may.items():
            answer = client.get(address)
            if who in those:
                assert answer.status_code == 200
            elif account:
                assert (answer.status_code, answer.content) == (404, unknown.content)
            else:
                assert answer.status_code == 302
            assert answer["Cache-Control"] == "no-store"


def test_no_cookie_is_set_before_signing_in(client):
    for address in ("/form", "/in", "/no-such-page", "/only-get", "/mine"):
        assert not client.get(address).cookies
    assert not client.post("/form", {"story": STORY, "csrfmiddlewaretoken": token(client)}).cookies
    assert not client.post("/form", {"story": STORY}).cookies


def test_the_session_cookie_is_strict_and_of_one_size(participant):
    sizes = set()
    for account in (participant, staff("mediator")):
        client = Client()
        enter(client, account)
        cookie = client.cookies["place"]
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"
        assert not cookie["max-age"]
        sizes.add(len(cookie.value))
    assert len(sizes) == 1


def test_row_9_a_missing_or_foreign_token_gets_403_with_the_text_to_copy(client, participant):
    for data in (
        {"story": STORY},
        {"story": STORY, "csrfmiddlewaretoken": "x" * 64},
        {"story": STORY, "csrfmiddlewaretoken": secret_of_the_hour(17)},
    ):
        answer = client.post("/form", data)
        assert answer.status_code == 403
        assert STORY in answer.content.decode()
    other = Client(enforce_csrf_checks=True)
    enter(other, staff("mediator"))
    enter(client, participant)
    foreign = token(other, "/form")
    answer = client.post("/mine", {"story": STORY, "csrfmiddlewaretoken": foreign})
    assert answer.status_code == 403
    assert STORY in answer.content.decode()
    own = token(client, "/mine")
    assert client.post("/mine", {"story": STORY, "csrfmiddlewaretoken": own}).status_code == 200


def test_a_front_door_token_works_for_a_day_and_not_once_signed_in(client, participant):
    old = token(client)
    with time_machine.travel(clock.real_now() + timedelta(hours=23), tick=False):
        answer = client.post("/form", {"story": STORY, "csrfmiddlewaretoken": old})
        assert answer.status_code == 200
    with time_machine.travel(clock.real_now() + timedelta(hours=25), tick=False):
        answer = client.post("/form", {"story": STORY, "csrfmiddlewaretoken": old})
        assert answer.status_code == 403
    enter(client, participant)
    answer = client.post("/mine", {"story": STORY, "csrfmiddlewaretoken": old})
    assert answer.status_code == 403


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "same-origin", "Origin": "null"}, 200),
        ({"Origin": "null"}, 200),
        ({"Origin": "http://testserver"}, 200),
        ({"Sec-Fetch-Site": "cross-site", "Origin": "null"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Origin": "http://elsewhere.example"}, 403),
    ],
)
def test_a_form_from_another_site_is_refused(client, headers, status):
    data = {"story": STORY, "csrfmiddlewaretoken": token(client)}
    answer = client.post("/form", data, headers=headers)
    assert answer.status_code == status


@pytest.mark.parametrize(
    ("mode", "dest", "status"),
    [("navigate", "document", 200), ("no-cors", "image", 403), ("navigate", "iframe", 403)],
)
def test_another_site_may_link_to_us_and_nothing_else(client, mode, dest, status):
    headers = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": mode, "Sec-Fetch-Dest": dest}
    assert client.get("/only-get", headers=headers).status_code == status


def test_row_8_an_unknown_field_gets_400(client):
    fields = {"story": STORY, "side": "B", "csrfmiddlewaretoken": token(client)}
    assert client.post("/form", fields).status_code == 400


def test_row_10_wrong_method_and_wrong_content_type_get_405_and_415(client):
    answer = client.post("/only-get", {"csrfmiddlewaretoken": token(client)})
    assert answer.status_code == 405
    assert answer["Allow"] == "GET, HEAD"
    assert client.put("/form", "x", content_type="text/plain").status_code == 415
    assert client.post("/form", "{}", content_type="application/json").status_code == 415
    latin = "application/x-www-form-urlencoded; charset=latin-1"
    assert client.post("/form", "story=a", content_type=latin).status_code == 415


def test_row_10_a_file_is_not_accepted_where_there_are_no_uploads(client):
    from django.core.files.base import ContentFile

    data = {"story": ContentFile(b"x", "x.txt"), "csrfmiddlewaretoken": token(client)}
    assert client.post("/form", data).status_code == 415


def test_row_11_a_body_over_the_limit_gets_413_and_one_broken_off_is_not_used(client, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    data = {"story": "a b" * 1000, "csrfmiddlewaretoken": token(client)}
    assert client.post("/form", data).status_code == 413
    form = "application/x-www-form-urlencoded"
    half = {"CONTENT_TYPE": form, "CONTENT_LENGTH": "900", "wsgi.input": io.BytesIO(b"story=half")}
    answer = client.generic("POST", "/form", "", form, **half)
    assert answer.status_code == 400
    assert client.generic("POST", "/form", "x", form, CONTENT_LENGTH="-1").status_code == 400


@pytest.mark.parametrize("bad", ["%00", "%ff", "%ed%a0%80", "%c3%28"])
def test_row_12_text_that_is_no_text_gets_400(client, bad):
    form = "application/x-www-form-urlencoded"
    assert client.post("/form", f"story=a{bad}b", content_type=form).status_code == 400
    assert client.get(f"/only-get?q=a{bad}b").status_code == 400


def test_row_12_other_control_characters_are_taken_out(client):
    story = "een\x07 twee\x1b\r\ndrie\tvier\x85"
    answer = client.post("/form", {"story": story, "csrfmiddlewaretoken": token(client)})
    assert answer.content.decode() == "got: een twee\ndrie\tvier"


@pytest.mark.parametrize("malformed", ["/a%00b", "/%ff", "/..%2f..%2fetc", "/mine/%ed%a0%80"])
def test_row_2_a_malformed_address_gets_the_same_404(client, malformed):
    answer = client.get(malformed)
    assert answer.status_code == 404
    assert answer.content == client.get("/no-such-page").content


def test_row_20_a_redirect_to_elsewhere_is_ignored(client):
    answer = client.get("/mine?next=https://elsewhere.example/")
    assert answer.status_code == 302
    assert answer["Location"] == "/in"


def test_row_21_a_foreign_host_gets_400_and_a_spoofed_address_is_ignored(client, settings):
    from django.test import RequestFactory

    from visavis.config.environment import Tls
    from visavis.people.addresses import address

    assert client.get("/only-get", headers={"Host": "elsewhere.example"}).status_code == 400
    answer = client.get("/only-get", headers={"X-Forwarded-Host": "elsewhere.example"})
    assert answer.status_code == 200
    request = RequestFactory().get("/", headers={"X-Forwarded-For": "192.0.2.66, 192.0.2.1"})
    assert address(request) == "127.0.0.1"
    settings.TLS = Tls(secure=True, proxy=True)
    assert address(request) == "192.0.2.1"


def test_every_answer_has_the_headers_and_the_policy_exactly(client):
    policy = (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "font-src 'self'; media-src 'self'; connect-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    )
    for address in ("/only-get", "/no-such-page", "/broken", "/weg"):
        answer = client.get(address)
        directives = answer["Content-Security-Policy"].split("; ")
        assert sorted(directives) == sorted(policy.split("; "))
        assert answer["Referrer-Policy"] == "no-referrer"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
        assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
        assert "camera=()" in answer["Permissions-Policy"]
        assert "Server" not in answer
        assert "Strict-Transport-Security" not in answer


def test_open_pages_are_compressed_and_personal_ones_never(client, participant):
    wish = {"Accept-Encoding": "gzip, br"}
    page = client.get("/long", headers=wish)
    assert page["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in page["Vary"]
    assert gzip.decompress(page.content) == client.get("/long").content
    enter(client, participant)
    for address in ("/long", "/mine"):
        assert "Content-Encoding" not in client.get(address, headers=wish)


def test_over_tls_the_browser_is_told_to_stay_there(client, settings):
    settings.SECURE_HSTS_SECONDS = 63_072_000
    answer = client.get("/only-get", secure=True)
    assert answer["Strict-Transport-Security"].startswith("max-age=63072000")
    in_clear = client.get("/form?story=kanarie")
    assert in_clear.status_code == 301
    assert in_clear["Location"] == "https://testserver/form"
    assert client.post("/form", {"story": STORY}).status_code == 400


def test_a_failure_shows_a_code_and_logs_no_value(client, caplog):
    caplog.handler.setFormatter(Listed())
    logging.getLogger("visavis").propagate = True
    try:
        with caplog.at_level(logging.INFO, "visavis"):
            answer = client.get("/broken?q=kanarie")
    finally:
        logging.getLogger("visavis").propagate = False
    assert answer.status_code == 500
    lines = [json.loads(Listed().format(record)) for record in caplog.records]
    failed = next(line for line in lines if line["event"] == "failed")
    assert failed["error"] == "RuntimeError"
    assert failed["code"] in answer.content.decode()
    text = json.dumps(lines)
    assert "kanarie" not in text
    assert "other party" not in text
    assert "/broken" not in text


def test_the_log_takes_no_free_strings():
    with pytest.raises(ValueError, match="not a valid Event"):
        log("Sanne signed in")
    with pytest.raises(TypeError):
        log(Event.REQUEST, message="Sanne signed in")
    quoted = logging.makeLogRecord({"name": "django.request", "msg": "Not Found: /plek/secret"})
    assert "secret" not in Listed().format(quoted)


def test_leaving_ends_the_session_and_asks_the_browser_to_forget(client, participant, settings):
    enter(client, participant)
    settings.VISAVIS_NEUTRAL_PAGE = "https://weather.example/"
    answer = client.get("/weg")
    assert answer.status_code == 302
    assert answer["Location"] == "https://weather.example/"
    assert answer["Clear-Site-Data"] == '"cookies", "storage", "cache"'
    assert answer["Cache-Control"] == "no-store"
    assert client.get("/mine").status_code == 302
    settings.VISAVIS_NEUTRAL_PAGE = ""
    page = client.get("/weg")
    assert page.status_code == 200
    assert "isavis" not in page.content.decode()


def test_another_site_cannot_sign_somebody_out(client, participant):
    enter(client, participant)
    headers = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}
    client.get("/weg", headers=headers)
    assert client.get("/mine").status_code == 200


def test_a_text_posted_after_the_session_ran_out_is_offered_back_or_kept(
    client, participant, monkeypatch
):
    monkeypatch.setattr(doors, "_keepers", {})
    enter(client, participant)
    data = {"story": STORY, "csrfmiddlewaretoken": token(client, "/mine")}
    late = clock.real_now() + timedelta(minutes=21)
    kept = []
    with time_machine.travel(late, tick=False):
        answer = client.post("/mine", data)
        assert answer.status_code == 403
        assert STORY in answer.content.decode()
        assert client.get("/mine").status_code == 302

        @doors.keeps_expired_posts("participant")
        def keep(request, account):
            kept.append((account, request.POST["story"], request.signed_in))

        client.post("/mine", data)
        without_token = client.post("/mine", {"story": STORY})
    assert without_token.status_code == 403
    assert kept == [(participant, STORY, None)]


def test_what_opens_a_place_is_never_shown_again(client):
    data = {"words": "zee boom huis fiets maan", "story": STORY}
    answer = client.post("/form", data).content.decode()
    assert STORY in answer
    assert "zee boom" not in answer


def test_a_session_that_somebody_made_up_opens_nothing(client):
    client.cookies["place"] = "a" * 32
    assert client.get("/mine").status_code == 302
    assert sessions.Sitting.objects.count() == 0
