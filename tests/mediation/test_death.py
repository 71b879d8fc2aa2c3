"""A death: everything on its way stops at once, and nobody hears of it from a screen (A17, §1.3)."""

from datetime import timedelta
from typing import Any

import pytest

from tests.mediation.says import passes
from tests.mediation.way import NOT_HERE, RELEASE, Way
from tests.worlds.steps import A, B
from visavis.mediation.approach import SendApproach
from visavis.mediation.death import RecordDeath, TellOfDeath
from visavis.mediation.effects import Anchor, Notice, Occasion, Refusal
from visavis.mediation.letters import OpenLetter, RecallLetter
from visavis.mediation.safety import StopForSafety
from visavis.mediation.telling import Tell
from visavis.mediation.words import PartyState, Text, TrajectoryState

pytestmark = pytest.mark.pure

P, T = PartyState, TrajectoryState
OF_B = RecordDeath(B, by_relative=True)
NOT_SURE = Refusal(
    None,
    Text(
        "Wees eerst zeker: twee bronnen, of een familielid.",
        "Be sure first: two sources, or a relative.",
    ),
)


@pytest.mark.parametrize("sources", [(), ("newspaper",), ("newspaper", "newspaper")])
def test_order_death_is_sure_refuses_one_source_alone(sources: tuple[str, ...]) -> None:
    assert Way().asked().tries(RecordDeath(B, sources)) == NOT_SURE


@pytest.mark.parametrize("act", [OF_B, RecordDeath(B, ("newspaper", "register"))])
def test_order_death_is_sure_lets_pass_a_relative_or_two_sources(act: RecordDeath) -> None:
    assert passes(Way().asked().tries(act))


@pytest.mark.parametrize("led", ["taken_up", "asked", "answered", "ready", "opened"])
def test_a_death_is_recorded_from_every_place_and_is_nothing_on_the_others_page(led: str) -> None:
    way = getattr(Way(), led)()
    page, messages = way.me(A), [n for n in way.world.notices if n.party == A]
    way.does(OF_B)
    assert way.side(B).state is P.DECEASED
    assert way.me(A) == page
    assert [n for n in way.world.notices if n.party == A] == messages
    assert way.tries(OF_B) == NOT_HERE


def test_whoever_waits_is_called_and_told_by_a_person() -> None:
    way = Way().answered().does(OF_B)
    assert "tell_of_death" in way.tasks(A)
    assert "ask_the_other" not in way.tasks(A)
    page = way.me(A)
    way.does(TellOfDeath(A, B))
    assert way.me(A) == page
    assert "tell_of_death" not in way.tasks(A)
    assert way.world.desk(way.now).state is T.ONE_SIDED


def test_a_named_person_who_died_leaves_nobody_to_be_told_who_did_not_answer() -> None:
    way = Way().asked().does(RecordDeath(A, by_relative=True))
    assert "tell_of_death" not in way.tasks(B)


def test_on_the_news_date_nothing_is_said_of_it() -> None:
    way = Way().answered().does(OF_B).later(weeks=11)
    assert way.me(A).told[-1].code == "O.longer"
    news = way.me(A).news_date
    assert news is not None
    assert passes(way.tries(Tell(A, "O.no_contact", news)))


def test_no_message_and_no_round_reaches_who_died() -> None:
    way = Way().answered().does(OF_B)
    sent = [n for n in way.world.notices if n.party == B]
    assert Anchor(Occasion.SILENCE, B, way.today) in way.world.anchors
    way.later(weeks=30)
    assert [n for n in way.world.notices if n.party == B] == sent
    assert way.me(B).state is P.DECEASED


def test_no_letter_and_no_reminder_goes_out_any_more() -> None:
    way = Way().asked().does(OF_B)
    assert way.tries(way.reminder()) == NOT_HERE
    assert way.tries(SendApproach(B, "minimal", way.reachable())) == NOT_HERE
    assert not way.tasks(B) & {"send_reminder", "no_answer"}


def test_letters_of_and_to_who_died_wait_and_tell_their_writer_nothing() -> None:
    way = Way().offered()
    page = way.me(A)
    way.does(OF_B)
    assert way.me(A) == page
    assert way.world.parcels["parcel"].held_by_desk
    theirs = Way().offered().does(RecordDeath(A, by_relative=True))
    assert theirs.world.parcels["parcel"].held_by_desk
    assert theirs.does(OpenLetter("offer"), B).me(B).offers[0].state == "gone"


def test_a_letter_that_was_asked_back_is_not_held_for_anybody() -> None:
    way = Way().offered().does(RecallLetter("letter"))
    way.does(RecordDeath(A, by_relative=True))
    assert way.world.parcels == {}
    stopped = Way().released().does(RecallLetter("letter")).does(StopForSafety(A, "threat", "R."))
    assert stopped.world.parcels == {}


def test_what_who_died_took_back_or_had_read_is_left_as_it_is() -> None:
    way = (
        Way()
        .opened()
        .does(RELEASE.__class__("second", "p2", RELEASE.text, RELEASE.version_hash, "A."))
    )
    way.does(RecordDeath(A, by_relative=True)).later(days=1)
    assert way.world.parcels["p2"].held
    assert way.me(B).offers[0].text


def test_a_death_after_the_end_is_recorded_too() -> None:
    way = Way().answered("no").does(OF_B)
    assert way.side(B).state is P.DECEASED
    closed: Any = Way().willing().closed().does(RecordDeath(A, by_relative=True))
    assert closed.side(A).state is P.DECEASED
    assert closed.side(A).file.died_on == closed.today - timedelta()


def test_a_message_of_the_same_day_is_the_last_one_that_was_queued() -> None:
    way = Way().ready().does(OF_B)
    assert not [
        n
        for n in way.world.notices
        if isinstance(n, Notice) and n.not_before > way.today + timedelta(days=30)
    ]
