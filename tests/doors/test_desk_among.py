"""Of many colleagues a page shows some; the others are found by words in the address. Few are all shown."""

from urllib.parse import quote

import pytest
from django.test import RequestFactory

from tests.doors.desk_at_work import AtWork, work
from tests.doors.pages import text_of
from tests.doors.test_desk_roles import COLLEAGUE, LEAD, at
from tests.journal.service import MEDIATOR, PLANNER
from visavis.doors.desk import choosing, colleagues, practice, reflections
from visavis.doors.desk.among import Among, among
from visavis.journal.models import Trajectory
from visavis.people import staff

__all__ = ["work"]
TOLD = {"jan": "Jan Vos, Utrecht", "els": "Els Böhm, Zeist", "ans": "Ans Vos, Zwolle"}


def found(query: str, most: int = 2) -> Among[str]:
    return among(RequestFactory().get(f"/?{query}"), TOLD, lambda one: [one], most)


@pytest.mark.pure
def test_without_words_the_first_are_shown_and_the_address_of_the_others() -> None:
    first = found("")
    assert list(first.shown) == ["jan", "els"]
    assert (first.of, first.fitting, first.onward, first.many) == (3, 3, "?na=2", True)
    assert list(found(first.onward[1:]).shown) == ["ans"]
    assert found(first.onward[1:]).onward == ""
    assert not found("", most=3).many


@pytest.mark.pure
@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("vos", ["jan", "ans"]),
        ("BOHM", ["els"]),
        ("vos zwolle", ["ans"]),
        ("zwolle, zeist", ["els", "ans"]),
        (" , ", ["jan", "els"]),
        ("niemand", []),
    ],
)
def test_every_word_is_looked_for_and_a_comma_says_one_or_the_other(
    words: str, who: list[str]
) -> None:
    assert list(found(f"zoek={quote(words)}").shown) == who


@pytest.mark.pure
@pytest.mark.parametrize("after", ["-1", "x", "²", "9" * 40])
def test_what_is_no_number_of_a_page_is_the_first(after: str) -> None:
    assert list(found(f"na={quote(after)}").shown) == ["jan", "els"]


@pytest.fixture
def crowded(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page shows one mediator; the service has two."""
    for room, name in (
        (choosing, "CHOSEN_FROM"),
        (colleagues, "PAGE"),
        (practice, "SHOWN"),
        (reflections, "SHOWN"),
    ):
        monkeypatch.setattr(room, name, 1)


def test_a_small_service_is_asked_for_no_words(work: AtWork) -> None:
    lived = work.lived().taken_up()
    for page in (at("colleagues"), at("co_mediator", lived.where.trajectory)):
        assert 'name="zoek"' not in work.get(page, PLANNER.id)


@pytest.mark.usefixtures("crowded")
def test_colleagues_of_a_large_service_are_found_by_name_place_language_and_training(
    work: AtWork,
) -> None:
    staff.keep_profile(COLLEAGUE, ["young"], ["ar"], "Zwolle")
    shown = work.get(at("colleagues"), PLANNER.id)
    assert [name in text_of(shown) for name in ("Jan Vos", "Mieke de Boer")].count(True) == 1
    assert "Hier staan: 1 van 2." in text_of(shown)
    assert "?na=1" in shown
    for words in ("jan vos", "zwolle", "arabisch", "kinderen"):
        read = text_of(work.get(f"{at('colleagues')}?zoek={quote(words)}", PLANNER.id))
        assert "Jan Vos" in read, words
        assert "Mieke de Boer" not in read, words
    assert "Niets gevonden" in work.get(f"{at('colleagues')}?zoek=zzz", PLANNER.id)


@pytest.mark.usefixtures("crowded")
def test_whoever_is_found_can_be_chosen_also_from_a_page_that_shows_another(work: AtWork) -> None:
    lived = work.lived().taken_up()
    address = at("change_mediator", lived.where.trajectory, lived.a)
    work.get(f"{address}?zoek=zzz", PLANNER.id)
    work.send(address, PLANNER.id, mediator=COLLEAGUE, knows_nobody="on")
    assert Trajectory.objects.get(id=lived.where.trajectory).mediator == COLLEAGUE


@pytest.mark.usefixtures("crowded")
def test_the_practice_lead_reads_who_carries_most_first_and_how_many_more_there_are(
    work: AtWork,
) -> None:
    work.lived().taken_up()
    read = text_of(work.get(at("practice"), LEAD))
    assert "Mieke de Boer 1" in read
    assert "1 ander draagt minder." in read


@pytest.mark.usefixtures("crowded")
def test_who_may_think_along_is_looked_for_by_name(work: AtWork) -> None:
    lived = work.lived().taken_up()
    page = at("think_over", lived.where.trajectory)
    assert "Zoek een collega" in work.get(page, MEDIATOR.id)
    assert "Jan Vos" in work.get(f"{page}?zoek=vos", MEDIATOR.id)
    assert "Jan Vos" not in text_of(work.get(f"{page}?zoek=zzz", MEDIATOR.id))
