"""A calendar to follow: fixed lines, and of the desk's nicknames no sign that could be anything else."""

from datetime import date

import pytest

from visavis.outside import calendars

pytestmark = pytest.mark.pure


def test_an_empty_calendar_is_the_same_bytes_for_everyone() -> None:
    assert calendars.calendar([]) == calendars.calendar(iter(()))
    assert b"VEVENT" not in calendars.calendar([])


@pytest.mark.parametrize(
    ("nickname", "said"),
    [
        ("Wilgenroos", "Wilgenroos"),
        ("Jan-van-gent 2", "Jan-van-gent 2"),
        ("Roos\r\nATTENDEE:x", "RoosATTENDEEx"),
        ("Roos;,\\:", "Roos"),
        ("é" * 60, "é" * 30),
    ],
)
def test_a_day_at_the_desk_says_the_nickname_and_no_line_more(nickname: str, said: str) -> None:
    whole = calendars.calendar([calendars.whole_day("u", date(2026, 3, 2), nickname)]).decode()
    lines = whole.split("\r\n")
    assert f"SUMMARY:{said}" in lines
    assert "DTSTART;VALUE=DATE:20260302" in lines
    assert "DTEND;VALUE=DATE:20260303" in lines
    assert max(len(line.encode()) for line in lines) <= 75
    assert sum(line.startswith("BEGIN") for line in lines) == 2
