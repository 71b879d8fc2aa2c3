"""What a service set: the last of each counts, from its moment; everything it was is kept."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, OperationalError
from django.test import Client

from visavis.mediation.terms import DESIGN, Terms
from visavis.mediation.words import Text
from visavis.service import changes
from visavis.service import current as module
from visavis.service.changes import Change, Moved, change, changes_of, latest
from visavis.service.current import (
    as_if,
    current,
    facts_whatever_happens,
    held,
    let_go,
    service_of,
)
from visavis.service.facts import from_environment
from visavis.service.sources import sources_of

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def says(name: str, *value: str) -> dict[str, Change]:
    return {name: Change(1, name, value, "x", NOW)}


@pytest.mark.pure
def test_a_service_that_set_nothing_is_as_visavis_comes() -> None:
    one = service_of({})
    assert one.facts == from_environment()
    assert one.terms == DESIGN
    assert not one.words
    assert one.sources == sources_of({})


@pytest.mark.pure
def test_what_was_set_stands_beside_what_was_not() -> None:
    one = service_of(
        {
            **says("facts.phone", ""),
            **says("facts.hours", "elke dag", "every day"),
            **says("terms.next_news", "3"),
            **says("words.free", "Gratis.", "Free."),
        }
    )
    assert (one.facts.phone, one.facts.hours) == ("", Text("elke dag", "every day"))
    assert one.facts.name == from_environment().name
    assert one.terms == Terms(next_news=3)
    assert one.words == {"free": Text("Gratis.", "Free.")}


@pytest.mark.pure
def test_what_another_version_set_is_let_be() -> None:
    odd = {**says("terms.long_gone", "3"), **says("words.free", "one"), **says("sources.x", "y")}
    one = service_of({**odd, **says("facts.long_gone", "x")})
    assert (one.terms, one.words, one.sources) == (DESIGN, {}, sources_of({}))


@pytest.mark.pure
def test_a_way_to_be_found_stays_for_what_was_recorded_and_always_ways_are_always_offered() -> None:
    names = ("De moskee", "The mosque", "Moskee", "Mosque")
    one = sources_of({"mosque": (*names, "retired"), "other": (*names, "retired")})
    assert "mosque" not in one.mine
    assert "mosque" not in one.offered
    assert "mosque" not in one.by_work
    assert one.every_name["mosque"] == Text("Moskee", "Mosque")
    assert "other" in one.offered
    assert [*one.every_mine][-1] == "other"
    assert "self" not in one.by_work


def test_the_last_of_each_counts_and_all_of_them_are_kept(db: None) -> None:
    first = change("facts.phone", ["1"], "x", NOW, basis=0)
    second = change("facts.phone", ["2"], "y", NOW + timedelta(days=1), basis=first.n)
    other = change("facts.name", ["N"], "x", NOW, basis=0)
    assert latest() == {"facts.phone": second, "facts.name": other}
    assert changes_of("facts.phone") == [second, first]
    change("facts.phone", [], "x", NOW, basis=second.n)
    assert current().facts.phone == from_environment().phone


def test_whoever_did_not_see_the_last_one_sets_nothing(db: None) -> None:
    first = change("facts.phone", ["1"], "x", NOW, basis=0)
    for basis in (0, first.n + 1):
        with pytest.raises(Moved):
            change("facts.phone", ["2"], "y", NOW, basis=basis)
    assert changes_of("facts.phone") == [first]


def test_two_different_ones_at_the_same_moment_both_come_in(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another process took the next number in between; whoever never finds a free one hears of it."""
    change("facts.name", ["N"], "y", NOW, basis=0)
    counted, numbers = changes._next, [1]
    monkeypatch.setattr(changes, "_next", lambda: numbers.pop() if numbers else counted())
    assert change("facts.phone", ["1"], "x", NOW, basis=0).n == 2
    monkeypatch.setattr(changes, "_next", lambda: 1)
    with pytest.raises(IntegrityError):
        change("facts.post", ["1"], "x", NOW, basis=0)


def test_a_request_sees_one_service_from_begin_to_end_and_the_next_sees_what_was_set(
    db: None,
) -> None:
    with held():
        assert current().facts.phone == from_environment().phone
        change("facts.phone", ["1"], "x", NOW, basis=0)
        with held():
            assert current().facts.phone == from_environment().phone
        let_go()
        assert current().facts.phone == "1"
    let_go()
    with as_if(service_of({})):
        assert current().facts.phone == from_environment().phone
    assert current().facts.phone == "1"


def test_whom_to_call_stands_on_a_page_also_where_the_database_does_not_answer(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone() -> None:
        raise OperationalError

    monkeypatch.setattr(module, "latest", gone)
    assert facts_whatever_happens() == from_environment()
    assert "0800 0000" in Client(raise_request_exception=False).get("/nergens/").content.decode()
