"""What people agree: one text for all, everyone's own yes, and nothing leaves without it (A26, S37, S38)."""

from dataclasses import replace
from typing import Any

import pytest

from tests.mediation.says import passes, says
from tests.mediation.test_contact import HOLD, about_to_meet
from tests.mediation.way import NOT_HERE, Way, way_copy
from tests.worlds.steps import MEDIATOR, A, B
from visavis.mediation.agreement import (
    AnswerAgreement,
    AnswerDisclosure,
    DiscloseAgreement,
    DraftAgreement,
    PutAgreement,
    RecordAgreement,
)
from visavis.mediation.around import AdmitGuest, InviteSupporter, SetSupporterView
from visavis.mediation.course import Withdraw
from visavis.mediation.entries import Audience, joint
from visavis.mediation.safeguards import AGREEMENT_REVIEW, version_hash_of
from visavis.mediation.worries import RaiseConcern

pytestmark = pytest.mark.pure

TEXT = "We greet each other in the street."
HASH = version_hash_of(TEXT, "")
PUT = PutAgreement("agreement", (A, B), TEXT)
YES = AnswerAgreement("agreement", HASH)
RECORD = RecordAgreement("agreement", (A, B), tuple(AGREEMENT_REVIEW))
MAY = AnswerDisclosure("agreement", "court of Breda")
SEND = DiscloseAgreement("agreement", (A, B), "court of Breda")


def met() -> Way:
    return about_to_meet().does(HOLD)


def put() -> Way:
    return met().does(DraftAgreement(TEXT)).does(PUT)


def accepted() -> Way:
    return put().later(days=7).does(YES).does(YES, B)


def recorded() -> Way:
    return accepted().does(RECORD)


def test_the_text_put_to_everyone_is_one_and_the_same_and_stands_in_a_lane_of_its_own() -> None:
    way = put()
    (mine,), (theirs,) = way.me(A).agreements, way.me(B).agreements
    assert mine == theirs
    assert (mine.text, mine.version_hash, mine.recorded_on) == (TEXT, HASH, None)
    assert joint("agreement") in way.world.lanes
    assert TEXT not in repr(
        [e for lane, es in way.world.lanes.items() if lane.party == B for e in es]
    )


def test_a_draft_is_nothing_for_the_other_until_it_is_put() -> None:
    way = met()
    page = way.me(B)
    way.does(DraftAgreement(TEXT))
    assert way.me(B) == page
    assert "put_agreement" in way.tasks(A)
    assert "put_agreement" not in way.does(PUT).tasks(A)


def test_s31_refuses_putting_a_text_nobody_drafted() -> None:
    assert met().tries(PUT) == says(31)
    way = met().does(DraftAgreement(TEXT))
    assert way.tries(replace(PUT, text=TEXT + "!")) == says(31)
    assert way.does(Withdraw()).tries(replace(PUT, people=(B,))) == says(31)


def test_s31_refuses_another_text_behind_the_back_of_someone_it_was_put_to() -> None:
    way = put().does(DraftAgreement("Other words."), B)
    page = way.me(A)
    assert way.tries(PutAgreement("agreement", (B,), "Other words.")) == says(31)
    assert way.me(A) == page


def test_s31_lets_pass_exactly_what_somebody_drafted() -> None:
    assert passes(met().does(DraftAgreement(TEXT), B).tries(PUT))


def test_nothing_is_put_while_a_worry_is_open_or_somebody_is_elsewhere() -> None:
    way = met().does(DraftAgreement(TEXT))
    assert way_copy(way).does(RaiseConcern(B, "threat")).tries(PUT) == says(17)
    assert way.does(Withdraw(), B).tries(PUT) == NOT_HERE


def test_whether_somebody_accepted_is_nothing_for_the_other() -> None:
    way = put()
    page = way.me(B)
    assert way.does(YES).me(B) == page
    assert way.does(replace(YES, accepts=False)).me(B) == page


def test_s37_refuses_before_all_accepted() -> None:
    assert put().later(days=7).does(YES).tries(RECORD) == says(37)


def test_s37_refuses_within_a_week() -> None:
    way = put().later(days=6).does(YES).does(YES, B)
    assert way.tries(RECORD) == says(37)


def test_s37_refuses_where_somebody_accepted_another_text_or_took_it_back() -> None:
    other = replace(YES, version_hash=version_hash_of("Another.", ""))
    assert put().later(days=7).does(YES).does(other, B).tries(RECORD) == says(37)
    back = accepted().does(replace(YES, accepts=False), B)
    assert back.tries(RECORD) == says(37)


@pytest.mark.parametrize("lacking", AGREEMENT_REVIEW)
def test_s37_refuses_a_text_with_labels_silence_or_unfair_or_undoable_terms(lacking: str) -> None:
    looked = tuple(set(AGREEMENT_REVIEW) - {lacking})
    assert accepted().tries(replace(RECORD, looked_at=looked)) == says(37)


def test_s37_refuses_leaving_somebody_out_and_what_was_never_put() -> None:
    assert accepted().tries(replace(RECORD, people=(A,))) == says(37)
    assert met().tries(RECORD) == says(37)


def test_s37_refuses_a_text_put_anew_until_it_is_accepted_anew() -> None:
    way = accepted().does(DraftAgreement("We write at new year."), B)
    way.does(replace(PUT, text="We write at new year.")).later(days=7)
    assert way.tries(RECORD) == says(37)


def test_s37_refuses_after_somebody_stopped() -> None:
    assert accepted().does(Withdraw()).tries(RECORD) == says(37)


def test_s37_lets_pass_what_all_accepted_after_a_week() -> None:
    way = accepted()
    assert passes(way.tries(RECORD))
    assert way.me(A).agreements[0].recorded_on == way.today
    assert way.me(A).agreements == way.me(B).agreements
    assert not way.tasks(A) & {"agreement_answered", "ask_agreement"}


@pytest.mark.parametrize("silent", [A, B])
def test_s38_refuses_sending_without_everyones_yes(silent: Any) -> None:
    way = recorded()
    for who in {A, B} - {silent}:
        way.does(MAY, who)
    assert way.tries(SEND) == says(38)


def test_s38_refuses_another_recipient_and_a_yes_taken_back() -> None:
    way = recorded().does(MAY).does(MAY, B)
    assert way.tries(replace(SEND, recipient="prosecutor")) == says(38)
    assert way.does(replace(MAY, gives=False), B).tries(SEND) == says(38)


def test_s38_refuses_what_is_no_agreement_yet_and_leaving_somebody_out() -> None:
    assert accepted().does(MAY).does(MAY, B).tries(SEND) == says(38)
    assert recorded().does(MAY).does(MAY, B).tries(replace(SEND, people=(A,))) == says(38)
    assert met().tries(SEND) == says(38)


def test_s38_refuses_after_somebody_stopped() -> None:
    assert recorded().does(MAY).does(MAY, B).does(Withdraw(), B).tries(SEND) == says(38)


def test_s38_lets_pass_what_everyone_lets_go_and_each_sees_where_it_went() -> None:
    way = recorded().does(MAY).does(MAY, B)
    page = way.me(A)
    assert page.agreements[0].disclosed == ()
    assert passes(way.tries(SEND))
    assert way.me(A).agreements[0].disclosed == ("court of Breda",)
    assert way.me(A).agreements == way.me(B).agreements
    assert "disclosure_answered" not in way.tasks(B)


def test_whether_somebody_lets_it_go_is_nothing_for_the_other() -> None:
    way = recorded()
    page = way.me(B)
    assert way.does(MAY).me(B) == page


def test_whoever_is_no_part_of_it_says_nothing_about_it() -> None:
    way = met()
    page = way.me(A)
    assert way.does(YES).does(MAY).me(A) == page


def test_stopping_keeps_what_was_agreed_and_ends_what_was_still_to_be_said() -> None:
    way = recorded().does(MAY).does(Withdraw())
    assert way.me(A).agreements[0].text == TEXT
    assert (way.me(A).accepted, way.me(A).may_disclose) == ((), ())


def test_a_supporter_sees_an_agreement_only_if_it_is_ticked() -> None:
    way = recorded().does(InviteSupporter("sister", "Eva")).does(AdmitGuest(A, "sister", "eva"))
    view: Any = way.guest("sister")
    assert view.seen.agreements == ()
    way.does(SetSupporterView("sister", ("agreement",)))
    shared: Any = way.guest("sister")
    assert shared.seen.agreements == way.me(A).agreements


def test_a_co_mediator_sees_an_agreement_and_does_not_record_it() -> None:
    way = accepted()
    co = MEDIATOR.__class__(Audience.CO_MEDIATOR, "els")
    assert way.tries(RECORD, actor=co) == NOT_HERE
