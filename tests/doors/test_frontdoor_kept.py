"""A page that says the same to everybody is made once: until the service sets something, and for nobody signed in."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.utils import translation

from visavis.doors.frontdoor import kept as room
from visavis.service.current import Service, as_if, current, service_of

pytestmark = pytest.mark.pure
NOTHING_SET: Service = service_of({})


def counted() -> tuple[Callable[[HttpRequest], HttpResponse], list[str]]:
    seen: list[str] = []

    def view(request: HttpRequest) -> HttpResponse:
        seen.append(request.path)
        return HttpResponse(f"{len(seen)} {current().facts.name}")

    return room.kept(view), seen


def ask(view: Callable[[HttpRequest], HttpResponse], path: str = "/", **more: Any) -> str:
    request = RequestFactory().get(path)
    for name, value in more.items():
        setattr(request, name, value)
    return view(request).content.decode()


def test_it_is_made_once_for_each_address_and_language() -> None:
    view, seen = counted()
    with as_if(NOTHING_SET):
        assert ask(view) == ask(view)
        ask(view, "/veilig/")
        with translation.override("en"):
            ask(view)
    assert seen == ["/", "/veilig/", "/"]


def test_what_the_service_sets_stands_there_at_once_and_goes_at_once() -> None:
    view, _ = counted()
    other = replace(NOTHING_SET, facts=replace(NOTHING_SET.facts, name="Herstel"))
    with as_if(NOTHING_SET):
        first = ask(view)
    with as_if(other):
        assert ask(view) == "2 Herstel"
    with as_if(NOTHING_SET):
        assert ask(view) == first.replace("1", "3")


def test_whoever_is_signed_in_or_was_or_asks_for_more_gets_one_of_their_own() -> None:
    view, seen = counted()
    with as_if(NOTHING_SET):
        for more in ({"signed_in": object()}, {"expired": "desk"}, {}):
            ask(view, **more)
        ask(view, "/?taal=nl")
    assert len(seen) == 4


def test_without_a_database_the_page_is_made_for_each(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails() -> Service:
        raise DatabaseError

    monkeypatch.setattr(room, "current", fails)
    seen = []
    view = room.kept(lambda request: HttpResponse(str(seen.append(1) or len(seen))))  # type: ignore[func-returns-value]
    assert [ask(view), ask(view)] == ["1", "2"]


def test_no_more_pages_are_kept_than_there_are_addresses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "MOST", 2)
    view, seen = counted()
    with as_if(NOTHING_SET):
        for path in ("/a", "/b", "/c", "/c", "/a"):
            ask(view, path)
    assert seen == ["/a", "/b", "/c", "/a"]
