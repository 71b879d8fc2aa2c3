"""Scans of paper stand in a file, for the two mediators, and change nothing for anybody else."""

from dataclasses import replace

import pytest

from tests.mediation.way import Way
from tests.worlds.steps import A, B
from visavis.mediation.entries import Audience, file_of, own
from visavis.mediation.scans import MOST, DropScan, KeepScan
from visavis.mediation.views import Picture, Scan
from visavis.mediation.windows import Opened, desk_view

pytestmark = pytest.mark.pure

PAGE = Picture("f" * 32, "d" * 64, 40, 30)
KEEP = KeepScan(A, "scan", "Map 3", (PAGE,))


def test_a_scan_is_kept_and_taken_away_without_a_trace_on_any_page() -> None:
    way = Way().both_willing()
    pages = way.me(A), way.me(B)
    way.does(KEEP)
    assert way.side(A).file.scans == (Scan("scan", "Map 3", way.today, (PAGE,)),)
    assert (way.me(A), way.me(B)) == pages
    way.does(DropScan(A, "unknown"))
    assert len(way.side(A).file.scans) == 1
    assert way.does(DropScan(A, "scan")).side(A).file.scans == ()
    assert (way.me(A), way.me(B)) == pages


def test_only_the_two_mediators_see_it() -> None:
    way = Way().willing().does(KEEP)
    lanes = way.world.lanes
    opened = Opened(A, True, lanes[own(A)], lanes[file_of(A)])
    seen = {
        who for who in Audience if desk_view("t", [], [opened], way.today, who).side(A).file.scans
    }
    assert seen == {Audience.MEDIATOR, Audience.CO_MEDIATOR}


def test_a_scan_has_a_page_and_a_person_no_more_than_a_folder_of_them() -> None:
    way = Way().willing().does(replace(KEEP, pictures=()))
    assert way.side(A).file.scans == ()
    for number in range(MOST + 1):
        way.does(replace(KEEP, scan=f"{number}"))
    assert len(way.side(A).file.scans) == MOST
