"""What somebody can do unaided, within so many page views: the twelve tasks of experience §7."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.doors.desk_at_work import PASSPHRASE, AtWork, work
from tests.factsheet.synthetic import snapshot
from tests.journeys.at_once import at_the_desk, comes_in, with_words
from tests.journeys.walkers import Opens, Walker
from visavis.factsheet import editions
from visavis.mediation.letters import RECALL_ANSWER
from visavis.mediation.words import PartyState
from visavis.people import signing_in, words_door

__all__ = ["work"]
HOW = {
    "zonder-script": {"language": "nl", "width": 390, "script": False},
    "english": {"language": "en", "width": 1280},
}
pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("opens_here", HOW.values(), ids=HOW, indirect=True),
]
NOTHING_TO_DO = {"nl": "U hoeft niets te doen.", "en": "You do not have to do anything."}
TWO = "Ik wil weten waarom. Ik slaap slecht."


@contextmanager
def within(steps: int, *walkers: Walker) -> Iterator[None]:
    """At most so many pages are opened, in all windows together."""
    opened: list[str] = []
    for walker in walkers:
        walker.page.on("domcontentloaded", lambda page: opened.append(page.url))
    yield
    assert len(opened) <= steps, opened


def goes_on(walker: Walker, **chosen: str) -> None:
    walker.chooses(**chosen)
    walker.presses("Continue")


def test_task_1_find_out_what_we_want_and_say_no(work: AtWork, opens_here: Opens) -> None:
    lived = work.lived().asked()
    words = " ".join(words_door.for_answer(lived.where.trajectory, lived.b, lived.service.now))
    rik = opens_here("Rik")
    rik.goes("/brief/")
    with within(3, rik):
        assert NOTHING_TO_DO[rik.language] in rik.text
        rik.writes(words=words)
        rik.presses("Continue")
        goes_on(rik, answer="no")
        rik.presses("Send my answer")
    assert lived.view(lived.b).state is PartyState.DECLINED


def test_task_2_leave_so_that_the_page_shows_nothing(work: AtWork, opens_here: Opens) -> None:
    lived = work.lived().ready()
    noor, _ = comes_in(opens_here, "Noor", lived, lived.a)
    with within(1, noor), noor.page.expect_navigation():
        noor.page.get_by_text(noor.pattern("Leave now")).first.click()
    assert "Visavis" not in noor.page.content()
    noor.page.goto(f"{noor.demo.url}/plek/")
    assert "Noor" not in noor.page.content()
    assert noor.page.url.endswith("/plek/in/")


def test_task_3_find_whether_this_is_for_me_and_a_number(work: AtWork, opens_here: Opens) -> None:
    someone = opens_here("Iemand")
    someone.goes("/")
    with within(6, someone):
        someone.follows("Is this for me?")
        for name, value in (
            ("event", "traffic"),
            ("relation", "harmed"),
            ("wish", "ask"),
            ("safe", "yes"),
        ):
            goes_on(someone, **{name: value})
        assert someone.page.locator("a[href^='tel:']").first.is_visible()


def test_task_4_sign_up_without_e_mail_and_never_at_home(work: AtWork, opens_here: Opens) -> None:
    someone = opens_here("Iemand")
    someone.goes("/")
    with within(9, someone):
        someone.follows("Is this for me?")
        someone.follows("Sign up without these questions")
        goes_on(someone, relation="harmed")
        someone.writes(story=TWO)
        someone.presses("Continue")
        someone.presses("Continue")
        someone.writes(first_name="Bram", age="41")
        someone.presses("Continue")
        someone.chooses(channel="phone", voicemail="no")
        someone.writes(phone="06 12 34 56 78")
        someone.presses("Continue")
        someone.writes(never="Bel mij nooit thuis.")
        someone.presses("Continue")
        someone.presses("Send my sign-up")
    someone.reads("We have your sign-up")


def test_task_5_and_6_say_what_to_do_now_and_whether_they_know_where_i_live(
    work: AtWork, opens_here: Opens
) -> None:
    lived = work.lived().ready()
    noor, _ = comes_in(opens_here, "Noor", lived, lived.a)
    with within(0, noor):
        noor.reads("You can write a letter, if you like.")
        noor.reads("There is no haste.")
        unknown = noor.text.partition(noor.said("The other does not know this")[0])[2]
        assert any(one in unknown for one in noor.said("Where you live"))


def test_task_7_write_two_sentences_lose_the_line_find_them_elsewhere(
    work: AtWork, opens_here: Opens
) -> None:
    lived = work.lived().ready()
    noor, words = comes_in(opens_here, "Noor", lived, lived.a)
    with within(3, noor):
        writes_a_letter(noor)
        if noor.script:
            with noor.page.expect_response(lambda answer: "/bewaar/" in answer.url):
                noor.page.locator("[name=text]").blur()
        else:
            noor.presses("Keep and stop")
    noor.page.context.set_offline(True)
    elsewhere = with_words(opens_here, "Noor elders", words)
    with within(2, elsewhere):
        elsewhere.follows("Go on writing")
        elsewhere.page.locator("main a.door").first.click()
        elsewhere.page.wait_for_load_state()
    assert elsewhere.page.input_value("[name=text]") == TWO


def writes_a_letter(noor: Walker) -> None:
    noor.follows("Write")
    noor.presses("Begin a new letter")
    noor.writes(text=TWO)


def test_task_8_release_a_letter_and_take_it_back(work: AtWork, opens_here: Opens) -> None:
    lived = work.lived().ready()
    noor, words = comes_in(opens_here, "Noor", lived, lived.a)
    with within(5, noor):
        writes_a_letter(noor)
        noor.presses("Continue")
        noor.chooses(choice="release")
        noor.writes(words=words)
        noor.presses("Continue")
        noor.presses("Take the letter back")
    noor.reads(RECALL_ANSWER)


def test_task_9_read_with_the_mediator_later_and_not_now(work: AtWork, opens_here: Opens) -> None:
    lived = work.lived().ready()
    lived.offered(lived.released())
    rik, _ = comes_in(opens_here, "Rik", lived, lived.b)
    with within(3, rik):
        rik.follows("Look and decide")
        goes_on(rik, answer="with_mediator")
    rik.reads_nothing_of("thuis was")
    assert lived.view(lived.b).offers[0].answer == "with_mediator"


def test_task_10_stop_and_say_what_the_other_will_hear(work: AtWork, opens_here: Opens) -> None:
    lived = work.lived().ready()
    noor, _ = comes_in(opens_here, "Noor", lived, lived.a)
    with within(3, noor):
        noor.follows("Pause or stop")
        noor.follows("I stop")
        noor.reads(
            "Only, on a fixed day: there will be no contact now."
            " If we have not asked the other yet, nothing at all."
        )
        noor.presses("I stop")


def test_task_11_give_back_a_letter_that_names_a_street(work: AtWork, opens_here: Opens) -> None:
    lived = work.lived().ready()
    lived.released("Hallo,\n\nIk woon in de Kerkstraat.")
    desk = at_the_desk(opens_here)
    with within(4, desk):
        desk.follows("A letter was released. Read along.")
        desk.follows("Give the letter back with a word")
        desk.writes(word="Er staat een straat in. Wilt u dat?")
        desk.presses("Give it back")
    assert lived.view(lived.a).letters[0].state == "returned"
    assert lived.view(lived.b).offers == ()


def test_task_12_say_how_many_took_part_who_is_missing_and_what_may_be_claimed(
    work: AtWork, opens_here: Opens, settings: Any, tmp_path: Path
) -> None:
    settings.VISAVIS_VAR = tmp_path
    signing_in.open_staff_account(
        "ada", PASSPHRASE, "Ada", frozenset({"researcher"}), account="staff-ada"
    )
    editions.edition_of(snapshot(), "staff-ada", datetime(2026, 11, 20, 12, tzinfo=UTC))
    ada = opens_here("Ada")
    ada.goes("/onderzoek/")
    ada.writes(login="ada", passphrase=PASSPHRASE)
    ada.presses("Come in")
    with within(2, ada):
        assert "131" in ada.text
        ada.follows("See why others did not answer")
        ada.reads("Who is missing")
        ada.follows("Claims", within=ada.page.locator("nav").first)
        ada.reads("What we may say")
