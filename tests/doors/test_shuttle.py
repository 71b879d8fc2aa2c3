"""Messages on the pages: written, approved word for word, looked at, said, a reaction or none; never a receipt."""

from collections.abc import Callable

import pytest

from tests.doors.desk_at_work import AtWork, work
from tests.doors.lived import Lived
from tests.doors.pages import form_fields, text_of
from tests.doors.test_desk_roles import at
from visavis.doors.participant.now import what_now
from visavis.mediation.course import Pause
from visavis.mediation.safeguards import REVIEW
from visavis.mediation.shuttle import (
    MESSAGE_RECALL_ANSWER,
    ReactToMessage,
    RecallMessage,
    ReturnMessage,
    SayMessage,
)

__all__ = ["work"]
TEXT = "Ik denk er nog elke dag aan."
MESSAGES = "/plek/schrijven/kort/"
DICTATED = "5" * 32


def read(client, url: str) -> str:
    return client.get(url).content.decode()


def send(client, url: str, having: str = "token", **answers: str):
    return client.post(url, form_fields(read(client, url), having) | answers)


def wrote(client, text: str = TEXT) -> str:
    """A message that is kept as a draft; the address of the page that shows it as it will be said."""
    page = send(client, MESSAGES, "key")["Location"]
    done = send(client, page, "base", text=text, go="on")
    assert done.status_code == 302, text_of(done.content.decode())
    return str(done["Location"])


@pytest.fixture
def noor(lived: Lived):
    lived.ready("shuttle")
    return lived.client(lived.a)


def test_what_is_written_is_ones_own_until_exactly_it_may_be_said(lived, noor):
    look = wrote(noor)
    assert lived.view(lived.a).messages == ()
    assert TEXT in read(noor, MESSAGES)
    page = read(noor, look)
    assert TEXT in page
    assert "sign_as" not in page
    assert send(noor, look, "version_hash", choice="keep")["Location"] == MESSAGES
    assert lived.view(lived.a).messages == ()
    no_proof = send(noor, look, "version_hash", choice="approve")
    assert "Vul uw eigen vijf woorden in." in text_of(no_proof.content.decode())
    done = send(noor, look, "version_hash", choice="approve", words=lived.words)
    [mine] = lived.view(lived.a).messages
    assert (mine.text, mine.state) == (TEXT, "approved")
    assert mine.message in done["Location"]
    assert "Uw boodschap is bij uw bemiddelaar." in text_of(read(noor, done["Location"]))
    assert noor.get(look)["Location"] == done["Location"]  # sent twice: the first result again


def test_a_draft_can_be_thrown_away_and_a_number_in_it_is_warned_about(lived, noor):
    look = wrote(noor, "Bel mij op 06 12 34 56 78.")
    assert "telefoonnummer" in text_of(read(noor, look))
    away = look.replace("kijk/", "weg/")
    assert "06 12 34 56 78" in read(noor, away)
    assert noor.post(away + "ja/")["Location"] == MESSAGES
    assert noor.get(away).status_code == 404


def test_what_one_told_the_mediator_is_approved_changed_or_taken_back(lived, noor):
    lived.own(SayMessage(DICTATED, "Ik ben boos."), lived.a)
    here = f"/plek/geschreven/kort/{DICTATED}/"
    assert what_now(lived.view(lived.a), lived.service.now).about == DICTATED
    assert "Ik ben boos." in read(noor, here)
    change = send(noor, here, "version_hash", choice="change")["Location"]
    assert send(noor, change, "token", text=TEXT)["Location"] == here
    assert lived.view(lived.a).messages[0].text == TEXT
    done = send(noor, here, "version_hash", choice="approve", words=lived.words)
    assert done["Location"] == here
    assert lived.view(lived.a).messages[0].state == "approved"
    assert noor.get(change)["Location"] == here  # what is approved is not changed any more


def test_what_one_told_the_mediator_can_stay_unsaid(lived, noor):
    lived.own(SayMessage(DICTATED, "Ik ben boos."), lived.a)
    here = f"/plek/geschreven/kort/{DICTATED}/"
    back = send(noor, here, "version_hash", choice="keep")["Location"]
    assert MESSAGE_RECALL_ANSWER.nl in text_of(read(noor, back))
    assert lived.view(lived.a).messages[0].state == "recalled"


LED: dict[str, Callable[[Lived], str]] = {
    "approved": lambda it: it.gave(),
    "passed": lambda it: it.gave(passed=True),
    "said": lambda it: (message := it.gave(passed=True), it.said(message))[0],
}


@pytest.mark.parametrize("led", LED)
def test_asking_back_is_always_answered_the_same(lived, noor, led):
    here = f"/plek/geschreven/kort/{LED[led](lived)}/"
    assert "Uw boodschap is bij uw bemiddelaar." in text_of(read(noor, here))
    done = send(noor, here)
    assert done.status_code == 302
    assert MESSAGE_RECALL_ANSWER.nl in text_of(read(noor, done["Location"]))
    again = noor.post(here + "verder/")["Location"]
    assert noor.post(here + "verder/")["Location"] == again
    assert TEXT in read(noor, again)


def test_a_message_that_came_back_has_its_word(lived, noor):
    message = lived.gave()
    lived.desk(ReturnMessage(lived.a, message, "Er staat een straat in."))
    assert what_now(lived.view(lived.a), lived.service.now).about == message
    assert "Er staat een straat in." in read(noor, f"/plek/geschreven/kort/{message}/")


def test_releasing_waits_during_a_pause_and_the_page_says_why(lived, noor):
    look = wrote(noor)
    lived.own(Pause(), lived.a)
    assert "U kunt dit nu niet sturen, want u heeft pauze." in text_of(read(noor, look))
    assert "Begin een boodschap" not in text_of(read(noor, MESSAGES))
    refused = send(noor, look, "version_hash", choice="approve", words=lived.words)
    assert refused.status_code == 200
    assert lived.view(lived.a).messages == ()


@pytest.mark.parametrize("to_read", [True, False])
def test_what_was_said_stands_there_only_if_one_wished_it(lived, to_read):
    lived.ready("shuttle")
    heard = lived.said(lived.gave(passed=True), to_read)
    rik = lived.client(lived.b)
    here = f"/plek/lezen/kort/{heard}/"
    assert what_now(lived.view(lived.b), lived.service.now).about == heard
    assert (TEXT in read(rik, here)) is to_read
    assert send(rik, here, received="on", reaction="Dank je.").status_code == 302
    mine = lived.view(lived.b).heard_of(heard)
    assert mine is not None
    assert (mine.released_received, mine.reaction) == (True, "Dank je.")


def test_who_chose_another_form_and_has_no_message_has_no_such_page(lived):
    lived.ready("letters")
    client = lived.client(lived.a)
    assert client.get(MESSAGES)["Location"] == "/plek/"
    assert MESSAGES not in read(client, "/plek/")
    assert "Vorm van contact" in read(client, "/plek/")  # another may follow


def test_another_form_follows_in_the_same_trajectory_and_what_was_before_stays(
    work: AtWork,
) -> None:
    """Letters, then messages, then a talk: each chosen by each, and carried on when the choices meet."""
    lived = work.lived().in_contact()
    t, people = lived.where.trajectory, (lived.a, lived.b)
    for form, door in (("shuttle", "Boodschappen"), ("conversation", "Afspraken")):
        for party in people:
            client = lived.client(party)
            assert send(client, "/plek/vragen/hoe/", form=form).status_code == 302
        assert work.send(at("between", t, "vorm")).status_code == 302
        for party in people:
            page = text_of(read(lived.client(party), "/plek/"))
            assert door in page
            assert "Brieven" in page
            assert lived.view(party).form_agreed == form
        if form == "shuttle":
            lived.said(lived.gave(passed=True))
            waits = lived.gave(passed=True)
    lived.plan("7" * 32)
    assert "Boodschappen" in text_of(read(lived.client(lived.b), "/plek/"))
    assert work.send(at("deliver", t, lived.b, waits)).status_code == 200  # refused, and said why
    assert len(lived.view(lived.b).heard) == 1


# At the desk


def approved(work: AtWork) -> tuple[Lived, str, str]:
    lived = work.lived().ready("shuttle")
    return lived, lived.where.trajectory, lived.gave("Hallo <b>jij</b>.")


def test_a_message_passes_is_said_and_its_reaction_is_told_side_by_side(work: AtWork) -> None:
    lived, t, message = approved(work)
    here = at("message", t, lived.a, message)
    assert here in work.get(at("gate"))
    page = work.get(here)
    assert "Hallo &lt;b&gt;jij&lt;/b&gt;." in page
    assert "textarea" not in page
    assert work.send(here, looked_at=list(REVIEW)).status_code == 302
    before = lived.view(lived.a)
    assert "wil het weten als er iets is." in text_of(work.get(here))
    say = at("deliver", t, lived.b, message)
    assert "Hallo &lt;b&gt;jij&lt;/b&gt;." in work.get(say)
    assert work.send(say, to_read="on").status_code == 302
    assert lived.view(lived.a) == before  # no receipt
    [heard] = lived.view(lived.b).heard
    assert heard.text == "Hallo <b>jij</b>."
    assert "U zei het." in text_of(work.get(here))
    lived.own(ReactToMessage(heard.delivery, True, "Dank je."), lived.b)
    told = at("message_reaction", t, lived.a, message)
    assert "Dank je." in work.get(told)
    assert work.send(told).status_code == 302
    mine = lived.view(lived.a).message(message)
    assert mine is not None
    assert (mine.received, mine.reaction) == (True, "Dank je.")
    assert "Dank je." in work.get(at("side", t, lived.a))


def test_giving_back_tells_its_author_one_word_and_the_other_nothing(work: AtWork) -> None:
    lived, t, message = approved(work)
    other = lived.view(lived.b)
    word = "Er staat een straat in. Wilt u dat?"
    assert work.send(at("give_back", t, lived.a, message), word=word).status_code == 302
    mine = lived.view(lived.a).message(message)
    assert mine is not None
    assert (mine.state, mine.word) == ("returned", word)
    assert lived.view(lived.b) == other
    assert "U gaf deze boodschap terug." in text_of(work.get(at("message", t, lived.a, message)))


def test_a_message_asked_back_is_not_said(work: AtWork) -> None:
    lived = work.lived().ready("shuttle")
    t, message = lived.where.trajectory, lived.gave(passed=True)
    lived.own(RecallMessage(message), lived.a)
    sent = work.send(at("deliver", t, lived.b, message))
    assert "Deze boodschap staat niet meer bij de poort." in text_of(sent.content.decode())
    assert lived.view(lived.b).heard == ()
    assert "teruggevraagd" in text_of(work.get(at("message", t, lived.a, message)))


def test_what_was_not_approved_waits_at_the_gate_for_their_own_yes(work: AtWork) -> None:
    lived = work.lived().ready("shuttle")
    lived.own(SayMessage(DICTATED, TEXT), lived.a)
    page = work.get(at("message", lived.where.trajectory, lived.a, DICTATED))
    assert "Zij keurden het nog niet goed." in text_of(page)
    assert "looked_at" not in page
    told = at("told_about", lived.where.trajectory, lived.a, "boodschap-klopt", DICTATED)
    assert TEXT in work.get(told)
    assert "Gezegd; is dit het precies?" in text_of(
        work.get(at("trajectory", lived.where.trajectory))
    )


def test_the_other_sides_page_names_what_stays_unsaid(work: AtWork) -> None:
    lived, t, message = approved(work)
    assert "Dat de ander een boodschap gaf" in text_of(work.get(at("side", t, lived.b)))
    work.send(at("message", t, lived.a, message), looked_at=list(REVIEW))
    lived.said(message)
    page = text_of(work.get(at("side", t, lived.b)))
    assert "Dat de ander een boodschap gaf" not in page
    assert "Of hun boodschap is gezegd" in text_of(work.get(at("side", t, lived.a)))


def test_what_is_not_there_is_the_one_404(work: AtWork) -> None:
    lived, t, message = approved(work)
    for name, party in (("message", lived.b), ("deliver", lived.a), ("message_reaction", lived.b)):
        work.get(at(name, t, party, message), status=404)
    client = lived.client(lived.b)
    for path in (f"geschreven/kort/{message}/", f"lezen/kort/{message}/"):
        assert client.get(f"/plek/{path}").status_code == 404
