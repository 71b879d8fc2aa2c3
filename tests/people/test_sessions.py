"""Sessions end by themselves, are renewed when rights change, and hold next to nothing."""

import random
from datetime import timedelta

import pytest
from django.test import RequestFactory

from visavis.people import clock, sessions, signing_in
from visavis.people.models import Sitting
from visavis.people.session_store import SessionStore
from visavis.people.sessions import Expired, SignedIn

pytestmark = pytest.mark.django_db


@pytest.fixture
def request_():
    request = RequestFactory().get("/")
    request.session = SessionStore()
    return request


def later(request):
    """The same person's next request."""
    request.session.save()
    following = RequestFactory().get("/")
    following.session = SessionStore(request.session.session_key)
    return following


@pytest.fixture
def participant():
    return signing_in.open_place("t" * 32, "p" * 32, random.Random(1)).account


@pytest.fixture
def mediator():
    return signing_in.open_staff_account(
        "linde", "een lange zin van mij", "Noor", frozenset({"mediator", "intake"})
    )


def test_signing_in_gives_a_place_and_a_new_key(request_, participant):
    request_.session["anything"] = "from before"
    request_.session.save()
    key = request_.session.session_key
    who = sessions.start(request_, participant)
    assert (who.trajectory, who.party) == ("t" * 32, "p" * 32)
    assert who.kind == "participant"
    request_.session.save()
    assert request_.session.session_key != key
    assert not Sitting.objects.filter(pk=key).exists()
    assert "anything" not in request_.session


@pytest.mark.parametrize(
    ("kind", "idle", "longest"), [("participant", 20, 120), ("mediator", 15, 600)]
)
def test_a_session_ends_when_idle_and_at_its_longest(request, request_, kind, idle, longest):
    account = request.getfixturevalue(kind)
    now = clock.real_now()
    sessions.start(request_, account, now)
    step, moment = timedelta(minutes=idle), now
    assert isinstance(sessions.current(later(request_), now + step), SignedIn)
    assert sessions.current(later(request_), now + step + timedelta(seconds=1)) == Expired(account)
    follow = later(request_)
    while moment + step <= now + timedelta(minutes=longest):
        moment += step
        assert isinstance(sessions.current(follow, moment), SignedIn)
        follow = later(follow)
    end = now + timedelta(minutes=longest, seconds=1)
    assert sessions.current(follow, end) == Expired(account)


def test_an_expired_session_still_tells_whose_text_this_is_and_nothing_else(request_, participant):
    now = clock.real_now()
    sessions.start(request_, participant, now)
    found = sessions.current(later(request_), now + timedelta(hours=3))
    assert found == Expired(participant)
    assert sessions.forget_old(now + timedelta(hours=3)) == 0
    assert sessions.forget_old(now + timedelta(hours=35)) == 1


def test_the_row_holds_account_times_step_up_and_form_token_only(request_, mediator):
    sessions.start(request_, mediator)
    sessions.note_step_up(request_)
    request_.session.save()
    held = Sitting.objects.get().get_decoded()
    assert set(held) <= {"account", "began", "seen", "stepped_up", "_csrftoken"}
    assert "Noor" not in str(held)


def test_proving_again_renews_the_key_and_counts_for_five_minutes(request_, participant):
    now = clock.real_now()
    sessions.start(request_, participant, now)
    request_.session.save()
    key = request_.session.session_key
    assert not sessions.stepped_up(request_, now)
    sessions.note_step_up(request_, now)
    assert request_.session.session_key != key
    assert sessions.stepped_up(request_, now + timedelta(minutes=5))
    assert not sessions.stepped_up(request_, now + timedelta(minutes=5, seconds=1))
    assert not sessions.stepped_up(request_, now - timedelta(seconds=1))


def test_removing_an_account_ends_all_its_sessions(request_, participant):
    sessions.start(request_, participant)
    follow = later(request_)
    assert sessions.end_all(participant) == 1
    assert sessions.current(follow) is None


def test_nobody_is_signed_in_without_a_session(request_):
    assert sessions.current(request_) is None
    request_.session = SessionStore("a-key-that-somebody-made-up")
    assert sessions.current(request_) is None
