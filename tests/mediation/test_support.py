"""Eleven offers of what helps afterwards: offered, chosen, held, asked whether it helped; nothing for the other."""

from datetime import timedelta
from typing import Any

import pytest

from tests.mediation.way import NOT_HERE, Way, way_copy
from tests.worlds.steps import A, B
from visavis.mediation.closing import (
    BeginClosing,
    ChooseClosingSupport,
    Close,
    HoldClosingTalk,
    HoldFollowUp,
)
from visavis.mediation.effects import Notice, Refusal
from visavis.mediation.handover import AnswerHandover, HoldHandover, WriteHandover
from visavis.mediation.last_word import DESTROY, LAST_WORDS, SayLastWord
from visavis.mediation.letters import TellReaction
from visavis.mediation.own_letter import RETURNS, DropOwnLetter, SendEnvelope, WriteToSelf
from visavis.mediation.support import (
    ARRANGED,
    CLOSING_MENU,
    HELPFUL,
    KEEPSAKE,
    UNSENT,
    ArrangeSupport,
    EndUnsentLetter,
    HoldSupport,
    MakeKeepsake,
    SayHelpful,
)
from visavis.mediation.terms import LETTERS_RETURN

pytestmark = pytest.mark.pure

ALL = tuple(CLOSING_MENU)


def chose(*choices: str, calls: tuple[str, ...] = ("none",)) -> Way:
    return Way().willing().closing().does(ChooseClosingSupport(choices, calls))


def _declined() -> Way:
    return Way().willing().does(BeginClosing(A)).does(HoldClosingTalk(A, "declined"))


def about(way: Way, code: str) -> set[str]:
    return {task.about for task in way.world.tasks if task.code == code}


def test_the_talk_offers_all_eleven_and_is_itself_held() -> None:
    assert len(CLOSING_MENU) == 11
    way = Way().willing().closing()
    assert {one.what for one in way.me(A).support} == set(CLOSING_MENU)
    talk = way.me(A).supported("closing_talk")
    assert talk.offered_on == talk.chosen_on == talk.held_on == way.today
    letter = way.me(A).supported("letter_to_self")
    assert (letter.offered_on, letter.chosen_on, letter.held_on) == (way.today, None, None)


def test_what_was_not_spoken_of_counts_as_offered_once_the_menu_was_read() -> None:
    way = _declined()
    assert way.me(A).supported("closing_talk").held_on is None
    few = Way().willing().closing().does(HoldClosingTalk(A, "held", ("keepsake",)))
    assert few.me(A).supported("keepsake").offered_on == few.today
    menu = chose("nothing_now")
    assert all(one.offered_on for one in menu.me(A).support)


def test_each_choice_is_work_for_the_mediator_until_it_is_chosen_no_longer() -> None:
    way = chose(*ALL, calls=("4_weeks",))
    assert about(way, "arrange_support") == ARRANGED
    assert way.me(A).supported("follow_up").chosen_on == way.today
    way.does(ChooseClosingSupport(("keepsake",), ("none",)))
    assert about(way, "arrange_support") == {"keepsake"}
    assert way.me(A).supported("peer_group").chosen_on is None
    assert way.me(A).supported("follow_up").chosen_on is None
    assert way.me(A).supported("closing_talk").chosen_on is not None  # it took place


def test_who_wanted_no_talk_may_choose_one_after_all() -> None:
    way = _declined().does(ChooseClosingSupport(("closing_talk",), ("none",)))
    assert "closing_talk" in way.tasks(A)
    assert "closing_talk" not in chose("closing_talk").tasks(A)


def test_what_was_arranged_is_told_with_its_day_and_held_on_it() -> None:
    way = chose("peer_group")
    on = way.today + timedelta(days=20)
    way.does(ArrangeSupport(A, "peer_group", "The group meets on Tuesdays.", on))
    told = way.me(A).supported("peer_group")
    assert (told.arranged, told.arranged_for, told.held_on) == (
        "The group meets on Tuesdays.",
        on,
        None,
    )
    assert about(way, "arrange_support") == set()
    assert about(way, "support_day") == {"peer_group"}
    way.does(HoldSupport(A, "peer_group"))
    assert way.me(A).supported("peer_group").held_on == way.today
    assert about(way, "support_day") == set()
    way.does(ChooseClosingSupport(("peer_group",), ("none",)))
    assert about(way, "arrange_support") == set()  # it took place


def test_what_has_no_day_is_told_and_no_more() -> None:
    way = chose("symbolic").does(ArrangeSupport(A, "symbolic", "We look for somebody."))
    assert way.me(A).supported("symbolic").arranged_for is None
    assert about(way, "support_day") == set()


def test_order_support_was_chosen_refuses_to_arrange_what_nobody_asked_for() -> None:
    way = chose("nothing_now")
    assert isinstance(way.tries(ArrangeSupport(A, "peer_group", "Come.")), Refusal)
    assert isinstance(way.tries(HoldSupport(A, "peer_group")), Refusal)
    assert isinstance(way.tries(WriteHandover(A, "n", "GP", "Text.")), Refusal)


def test_order_support_was_chosen_lets_pass_what_was_chosen() -> None:
    chose("symbolic", "warm_handover").does(HoldSupport(A, "symbolic")).does(
        WriteHandover(A, "n", "GP", "Text.")
    )


# Did it help?


@pytest.mark.parametrize("said", HELPFUL)
def test_whether_it_helped_is_asked_of_what_took_place_and_may_be_left_unsaid(said: str) -> None:
    way = chose("peer_group").does(SayHelpful("peer_group", int(said)))
    assert not way.me(A).supported("peer_group").helpful_asked
    way.does(HoldSupport(A, "peer_group")).does(SayHelpful("peer_group", int(said)))
    found = way.me(A).supported("peer_group")
    assert (found.helpful, found.helpful_asked) == (int(said), True)


def test_another_number_is_no_answer_and_a_call_helps_or_not_too() -> None:
    way = Way().willing().closed(follow_up=("4_weeks",)).later(weeks=4)
    way.does(HoldFollowUp(A, way.me(A).closing.dates[0].isoformat()))
    way.does(SayHelpful("follow_up", 9))
    assert not way.me(A).supported("follow_up").helpful_asked
    assert way.does(SayHelpful("follow_up", 4)).me(A).supported("follow_up").helpful == 4


# A letter to oneself


@pytest.mark.parametrize("returns", RETURNS)
def test_a_letter_to_oneself_is_closed_until_its_day_and_then_lies_there(returns: str) -> None:
    way = chose("letter_to_self").does(WriteToSelf("l", returns, "Dear me."))
    on = way.today + LETTERS_RETURN[returns]
    assert about(way, "arrange_support") == set()
    closed = way.me(A).own_letter("l")
    assert closed is not None
    assert (closed.returns_on, closed.text, closed.back_on) == (on, "", None)
    assert way.side(A).planned == ()
    way.does(Close(A)).later(days=(on - way.today).days - 1)
    notices = len(way.world.notices)
    assert "Dear me." not in repr(way.me(A))
    way.later(days=1)
    back = way.me(A).own_letter("l")
    assert back is not None
    assert (back.text, back.back_on) == ("Dear me.", on)
    assert way.me(A).supported("letter_to_self").held_on == on
    assert way.world.notices[notices:] == [Notice(A, on)]
    way.later(days=10)
    assert len(way.world.notices) == notices + 1


def test_the_same_letter_twice_is_one_and_another_day_is_none() -> None:
    way = chose("letter_to_self").does(WriteToSelf("l", "3_months", "Dear me."))
    way.does(WriteToSelf("l", "6_months", "Other.")).does(WriteToSelf("m", "never", "Dear me."))
    assert [one.own_letter for one in way.me(A).own_letters] == ["l"]


def test_a_letter_need_not_come_back() -> None:
    way = chose("letter_to_self").does(WriteToSelf("l", "3_months", "Dear me."))
    way.does(DropOwnLetter("l")).does(DropOwnLetter("l"))
    assert way.me(A).own_letters == ()
    notices = len(way.world.notices)
    way.later(days=100)
    assert "Dear me." not in repr(way.me(A))
    assert len(way.world.notices) == notices


def test_two_letters_come_back_each_on_its_own_day() -> None:
    way = chose("letter_to_self").does(WriteToSelf("l", "3_months", "First."))
    way.does(WriteToSelf("m", "6_months", "Second.")).later(days=100)
    assert [one.text for one in way.me(A).own_letters] == ["First.", ""]
    assert [one.text for one in way.later(days=100).me(A).own_letters] == ["First.", "Second."]


def test_order_envelope_is_here_lets_pass_an_envelope_once() -> None:
    way = chose("letter_to_self").does(WriteToSelf("e", "3_months"))
    assert [(t.about, t.start) for t in way.world.tasks if t.code == "send_envelope"] == [
        ("e", way.today + LETTERS_RETURN["3_months"])
    ]
    way.later(days=91).does(SendEnvelope(A, "e"))
    assert about(way, "send_envelope") == set()
    assert way.me(A).supported("letter_to_self").held_on == way.today
    assert isinstance(way.tries(SendEnvelope(A, "e")), Refusal)


def test_order_envelope_is_here_refuses_what_never_lay_here_or_is_no_envelope() -> None:
    way = chose("letter_to_self").does(WriteToSelf("l", "3_months", "Dear me."))
    assert isinstance(way.tries(SendEnvelope(A, "l")), Refusal)
    assert isinstance(way.tries(SendEnvelope(A, "x")), Refusal)


# The booklet, the letter that is never sent, the last word


def test_a_booklet_holds_the_parts_that_were_chosen_and_may_come_by_post() -> None:
    way = chose("keepsake").does(MakeKeepsake(("letters", "way", "unknown")))
    assert way.me(A).keepsake == ("way", "letters")
    assert way.me(A).supported("keepsake").held_on == way.today
    assert "send_keepsake" not in way.tasks(A)
    assert "send_keepsake" in way.does(MakeKeepsake(tuple(KEEPSAKE), True)).tasks(A)
    page = way.me(A)
    assert way.does(MakeKeepsake(())).me(A) == page


@pytest.mark.parametrize("how", UNSENT)
def test_of_a_letter_that_is_never_sent_stands_only_that_it_is_finished(how: str) -> None:
    way = chose("unsent_letter").does(EndUnsentLetter("sent"))
    assert way.me(A).supported("unsent_letter").held_on is None
    way.does(EndUnsentLetter(how))
    assert way.me(A).supported("unsent_letter").held_on == way.today
    assert about(way, "arrange_support") == set()


@pytest.mark.parametrize("wish", LAST_WORDS)
def test_what_becomes_of_a_letter_that_came_back_is_for_its_author_to_say(wish: str) -> None:
    way = Way().released().closing().does(ChooseClosingSupport(("last_word",), ("none",)))
    before = way.me(B)
    way.does(SayLastWord("letter", wish, "kept"))
    (mine,) = way.me(A).letters
    assert mine.last_word == wish
    assert (mine.text == "") is (wish == DESTROY)
    assert about(way, "arrange_support") == set()
    assert way.me(B) == before
    way.does(SayLastWord("letter", "take_back"))
    assert way.me(A).letters[0].last_word == (DESTROY if wish == DESTROY else "take_back")


def test_there_is_no_last_word_on_what_is_not_there_or_went_on() -> None:
    way = Way().reacted().does(TellReaction(A, "letter", True, True, "Thank you."))
    assert way.tries(SayLastWord("letter", "destroy")) == NOT_HERE
    way.closing()
    page = way.me(A)
    way.does(SayLastWord("letter", "destroy")).does(SayLastWord("unknown", "destroy"))
    assert way.me(A) == page  # its reader let go that it was read
    back = Way().released().closing()
    page = back.me(A)
    assert back.does(SayLastWord("letter", "publish")).me(A) == page


# Calling other help together


def handed(agreed: bool = True) -> Way:
    way = chose("warm_handover").does(WriteHandover(A, "n", "The GP", "She sleeps badly."))
    (note,) = way.me(A).handovers
    return way.does(AnswerHandover("n", note.version_hash, agreed, "" if agreed else "Not so."))


def test_a_note_is_read_first_and_goes_after_a_yes_to_exactly_its_words() -> None:
    way = handed()
    assert about(way, "call_together") == {"warm_handover"}
    way.does(HoldHandover(A, "n"))
    (note,) = way.me(A).handovers
    assert note.handed_on == way.today
    assert way.me(A).supported("warm_handover").held_on == way.today
    assert about(way, "call_together") == about(way, "arrange_support") == set()
    page = way.me(A)
    assert way.does(AnswerHandover("n", note.version_hash, False)).me(A) == page


def test_a_no_asks_for_another_text_and_the_old_yes_does_not_count_for_it() -> None:
    way = handed(agreed=False)
    assert way.me(A).handovers[0].said == "Not so."
    assert about(way, "handover_answered") == {"warm_handover"}
    yes = handed()
    old = yes.me(A).handovers[0].version_hash
    yes.does(WriteHandover(A, "n", "The GP", "She sleeps better."))
    (note,) = yes.me(A).handovers
    assert note.agreed is None
    assert about(yes, "call_together") == set()
    page = yes.me(A)
    assert yes.does(AnswerHandover("n", old, True)).me(A) == page
    assert yes.does(AnswerHandover("x", old, True)).me(A) == page


@pytest.mark.parametrize("led", [lambda: handed(agreed=False), lambda: chose("warm_handover")])
def test_order_handover_is_agreed_refuses_without_a_yes(led: Any) -> None:
    assert isinstance(led().tries(HoldHandover(A, "n")), Refusal)


def test_order_handover_is_agreed_lets_pass_once() -> None:
    way = handed().does(HoldHandover(A, "n"))
    assert isinstance(way.tries(HoldHandover(A, "n")), Refusal)


def test_nothing_of_what_helps_one_reaches_the_other() -> None:
    def lived(helped: bool) -> Way:
        way = Way().opened().closing()
        if helped:
            way.does(ChooseClosingSupport(ALL, ("4_weeks",)))
            way.does(WriteToSelf("l", "3_months", "Dear me.")).does(MakeKeepsake(("way",)))
            way.does(ArrangeSupport(A, "peer_group", "Tuesdays.")).does(HoldSupport(A, "symbolic"))
            way.does(SayHelpful("symbolic", 5))
        return way_copy(way).later(days=100)

    assert lived(True).me(B) == lived(False).me(B)
