"""Papers around a talk (D11, D12, D13): one accessible page of one person, plain, without names; and the calendar."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.journeys.paper import text_of
from tests.outside.test_letters import structure
from visavis.mediation.conference import METHODS
from visavis.mediation.safeguards import betrays_nothing
from visavis.mediation.terms import HERE
from visavis.mediation.views import Appointment, Held
from visavis.outside import talks
from visavis.outside.calendars import one_file
from visavis.outside.conference import attendee
from visavis.outside.conference_words import ATTENDEE
from visavis.outside.talks_words import AFTER, AGREEMENT, GUIDE

pytestmark = pytest.mark.pure

ON = date(2026, 12, 1)
BEGIN = datetime(2026, 1, 1, tzinfo=HERE)
NEVER = (
    "dader",
    "slachtoffer",
    "zaak",
    "partij",
    "mislukt",
    "offender",
    "victim",
    " case",
    "bemiddeling",
)
LONGEST = 18
"""Words in a sentence (experience.md §6: B1)."""


def appointment(**other: Any) -> Appointment:
    at = datetime(2026, 12, 4, 10, 0, tzinfo=HERE)
    said = {
        "contact": "c" * 32, "form": "conversation", "arrives": at, "leaves": at + timedelta(hours=2),
        "place": "Buurthuis", "entrance": "Voordeur", "mine": "a" * 32, "present": "U en Mieke.",
        "signal": "Een hand omhoog.", "changed_at": at - timedelta(days=3),
    }  # fmt: skip
    return Appointment(**(said | other))


OF_A_GROUP = {
    "seating": "Een kring.",
    "speaking": "Om de beurt.",
    "method": "peace_circle",
    "afterwards": "Soep.",
}


def made(language: str) -> list[bytes]:
    how: dict[str, Any] = {"language": language, "phone": "0800 9999", "on": ON}
    both = ("conversation", "video_call", "conference")
    return [
        attendee(**how),
        talks.agreement(appointment(form="conference", **OF_A_GROUP), **how),
        *(talks.guide(form=form, **how) for form in both),
        *(talks.agreement(appointment(form=form), **how) for form in both),
        *(
            talks.afterwards(Held("c", "video_call", ON, 60, stopped), **how)
            for stopped in (True, False)
        ),
    ]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_each_paper_is_one_accessible_page_with_our_number(language: str) -> None:
    for pdf in made(language):
        file = structure(pdf)
        assert len(file.pages) == 1
        assert str(file.Root.Lang).startswith(language)
        with file.open_metadata() as about:
            assert about["pdfuaid:part"] == "1"
        said = text_of(pdf)
        assert "0800 9999" in said
        assert [word for word in NEVER if word in said.casefold()] == []


@pytest.mark.parametrize("language", ["nl", "en"])
def test_who_signs_for_a_group_meeting_reads_seats_turns_and_end(language: str) -> None:
    one = appointment(form="conference", **OF_A_GROUP)
    said = text_of(talks.agreement(one, language=language, phone="0800 9999", on=ON))
    for text in ("Een kring.", "Om de beurt.", "Soep."):
        assert text in said
    assert METHODS["peace_circle"].within(language).split(".")[0] in said
    plain = text_of(talks.agreement(appointment(), language=language, phone="0800 9999", on=ON))
    assert "Soep." not in plain


@pytest.mark.parametrize("paper", [GUIDE, AGREEMENT, AFTER, ATTENDEE])
def test_sentences_are_short_in_both_languages(paper: Any) -> None:
    for _title, parts in paper.values():
        lines = [line for part in parts.values() for _heading, said in part for line in said]
        for sentence in re.split(r"(?<=[.?!]) ", " ".join(lines)):
            assert len(sentence.split()) <= LONGEST, sentence


def test_what_somebody_wrote_in_a_plan_cannot_change_the_paper() -> None:
    wild = "{day} #pagebreak() *x* = kop $ \\ {0}"
    pdf = talks.agreement(
        appointment(place=wild, entrance=wild, present=wild, signal=wild),
        language="nl", phone="0800 9999", on=ON,
    )  # fmt: skip
    assert text_of(pdf).count("#pagebreak()") == 4


@given(
    st.text(), st.text(), st.text(),
    st.integers(0, 2_000_000).map(lambda n: BEGIN + timedelta(minutes=n)),
)  # fmt: skip
def test_never_does_a_calendar_carry_what_anyone_wrote(
    place: str, entrance: str, present: str, at: datetime
) -> None:
    plain = appointment(arrives=at, leaves=at + timedelta(hours=1))
    written = appointment(
        arrives=at, leaves=at + timedelta(hours=1), place=place, entrance=entrance, present=present,
        contact="d" * 32, form="video_call", signal=place,
    )  # fmt: skip
    assert one_file(plain, "nl") == one_file(written, "nl")
    start = re.search(r"DTSTART:(\w+)", one_file(plain, "nl").decode())
    assert start is not None
    read = datetime.strptime(start[1], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    assert read == at.astimezone(UTC)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_s45_lets_the_calendars_word_pass(language: str) -> None:
    assert betrays_nothing.lets_pass(
        one_file(appointment(), language).decode(), (), datetime.now(UTC)
    )
