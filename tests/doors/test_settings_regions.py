"""The regions of a service: set on the keeper's door, chosen from by intake, counted, matched and moved in."""

import re

import pytest

from tests.doors.desk_at_work import AtWork, work
from tests.doors.pages import text_of
from tests.doors.test_desk_matching import JAN, TODAY
from tests.doors.test_keeper import OFFICER, OPERATOR, watched
from tests.doors.test_moving_in import SHEET, looked_at, moves
from tests.doors.test_moving_in import at as desk_at
from tests.doors.test_settings import at, looks, saves, sets
from tests.journal.service import INTAKE
from visavis.doors.desk.matching import Needs, fit
from visavis.service.changes import change
from visavis.service.current import as_if, current, service_of

__all__ = ["moves", "watched", "work"]
NORTH = {"regions-nieuw_0": "Noord", "regions-nieuw_1": "Groningen\nAssen", "regions-nieuw_2": "2"}


def has_regions(work: AtWork) -> None:
    for name, places in (("Noord", "Groningen\nAssen"), ("Zuid", "Den Bosch")):
        change(
            f"regions.{name.lower()}", [name, places, "", ""], OPERATOR, work.service.now, basis=0
        )


def test_a_region_is_added_looked_at_ordered_and_retired_and_stays_on_the_list(
    watched: AtWork,
) -> None:
    empty = text_of(watched.get(at("settings_regions"), OPERATOR))
    assert "Er zijn nog geen regio’s." in empty
    checked = looks(watched, at("settings_new_region"), **NORTH)
    assert "Noord: Groningen, Assen" in text_of(checked)
    assert saves(watched, at("settings_new_region"), checked).status_code == 302
    assert saves(watched, at("settings_new_region"), checked).status_code == 302  # a second click
    south = {"regions-nieuw_0": "Zuid", "regions-nieuw_1": "Den Bosch", "regions-nieuw_2": "1"}
    sets(watched, at("settings_new_region"), **south)
    assert [one.code for one in current().regions.all] == ["zuid", "noord"]
    sets(watched, at("settings_region", "noord"), **{"regions-noord_3": "on"})
    assert [one.name for one in current().regions.offered] == ["Zuid"]
    shown = text_of(watched.get(at("settings_regions"), OFFICER))
    assert "Noord niet meer gebruikt" in shown
    assert "Groningen, Assen" in shown
    assert "Groningen" in text_of(watched.get(at("settings_history", "regions-noord"), OFFICER))


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"regions-nieuw_0": "noord"}, "Er is er al een met deze naam."),
        ({"regions-nieuw_1": "Emmen\nassen"}, "“assen” valt al onder Noord."),
        ({"regions-nieuw_0": ""}, "Schrijf hier eerst iets."),
        ({"regions-nieuw_2": "0"}, "Het kan 1 of meer zijn."),
        ({"regions-nieuw_2": "eerst"}, "Vul een heel getal in."),
        ({"regions-nieuw_1": "🌾"}, "Gebruik letters, cijfers en leestekens."),
    ],
)
def test_no_two_regions_can_be_mistaken_and_what_cannot_stand_there_is_not_saved(
    watched: AtWork, said: dict[str, str], why: str
) -> None:
    has_regions(watched)
    new = {"regions-nieuw_0": "Oost", "regions-nieuw_1": "Emmen", **said}
    assert why in text_of(looks(watched, at("settings_new_region"), **new))
    assert len(current().regions.all) == 2


def test_only_who_runs_the_service_adds_and_what_is_not_there_is_not_found(watched: AtWork) -> None:
    assert watched.client(OFFICER).get(at("settings_new_region")).status_code == 404
    for gone in (at("settings_region", "nergens"), at("settings_history", "regions-nergens")):
        assert watched.client(OPERATOR).get(gone).status_code == 404


def test_intake_chooses_a_municipality_from_the_list_or_types_another(work: AtWork) -> None:
    one = work.lived()
    one.signed_up()
    before = work.get(f"/werk/nieuw/{one.where.trajectory}/", INTAKE.id)
    assert "<datalist" not in before
    has_regions(work)
    page = work.get(f"/werk/nieuw/{one.where.trajectory}/", INTAKE.id)
    listed = re.search(r'name="region"[^>]*list="([^"]+)"', page)
    assert listed is not None
    [words] = re.findall(rf'<datalist id="{listed[1]}">(.*?)</datalist>', page, re.DOTALL)
    assert re.findall(r'value="([^"]+)"', words) == [
        "Assen", "Den Bosch", "Groningen", "Noord", "Zuid",
    ]  # fmt: skip


def test_a_mediator_in_the_same_region_is_said_to_be_near(work: AtWork) -> None:
    has_regions(work)
    near = JAN.__class__("Jan", frozenset(), region="Assen, Zwolle")
    with as_if(service_of(current().changes)):
        assert fit(near, Needs(False, "nl", "Groningen"), TODAY).region == (
            "Ontmoet mensen in Assen, Zwolle, in dezelfde regio als Groningen"
        )
        assert "niet in Den Bosch" in fit(near, Needs(False, "nl", "Den Bosch"), TODAY).region


def with_towns() -> str:
    lines = SHEET.splitlines()[1:3]
    return f"{lines[0]};Gemeente;Verwijzer\n{lines[1]};%s;Buurtteam\n"


def test_moving_in_asks_only_of_towns_that_fall_nowhere_and_offers_the_services_own_ways(
    moves: AtWork,
) -> None:
    has_regions(moves)
    names = ("Het buurtteam", "The team", "Buurtteam", "Team", "")
    change("sources.team", names, OPERATOR, moves.service.now, basis=0)
    looked_at(moves, with_towns() % "Emmen", **{"region-0": "Noord"})
    words = moves.get(desk_at("moving_words"), INTAKE.id)
    assert '<option value="Noord" selected>' in words
    assert '<option value="team" selected>' in words


def test_a_town_that_is_known_is_not_asked_about(moves: AtWork) -> None:
    has_regions(moves)
    looked_at(moves, with_towns() % "gemeente Assen")
    assert 'name="region-0"' not in moves.get(desk_at("moving_words"), INTAKE.id)
